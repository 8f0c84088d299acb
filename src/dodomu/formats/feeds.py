"""Feeds that programs subscribe to: Atom (RFC 4287) and JSON Feed 1.1, from the same entries.

An entry keeps its id for ever, whatever happens to what it tells; when that is corrected, `updated_at` moves and the
text says so. Instants carry their offset (RFC 3339).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
ATOM_TYPE = "application/atom+xml; charset=utf-8"
JSON_TYPE = "application/feed+json; charset=utf-8"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told: a version of a figure, or a correction. `more` is for programs that want the numbers."""

    id: str
    url: str
    title: str
    text: str
    published_at: datetime
    updated_at: datetime
    tags: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries, the one that changed last first. `url` is its own address, `home` the page for people."""

    id: str
    url: str
    home: str
    title: str
    subtitle: str
    language: str
    author: str
    updated_at: datetime
    entries: Sequence[Entry] = ()


def tag_uri(authority: str, since: date, *parts: str | int) -> str:
    """An id that stays when addresses move (RFC 4151).

    >>> tag_uri("dodomu.example:8000", date(2022, 2, 24), "figures", "ngu-returned", 2)
    'tag:dodomu.example,2022-02-24:figures/ngu-returned/2'
    """
    host = re.sub(r":\d+$", "", authority)
    return f"tag:{host},{since.isoformat()}:{'/'.join(map(str, parts))}"


def atom(feed: Feed) -> bytes:
    """The feed as Atom.

    >>> at = datetime.fromisoformat("2024-07-25T10:00:00+03:00")
    >>> one = Entry("tag:x,2022-02-24:1", "https://x/1", "755 <звільнено>", "Текст", at, at)
    >>> feed = Feed("tag:x,2022-02-24:all", "https://x/a", "https://x/", "Цифри", "", "uk", "Додому", at, [one])
    >>> "755 &lt;звільнено&gt;" in atom(feed).decode()
    True
    """
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "id", feed.id)
    _add(root, "updated", instant(feed.updated_at))
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    _add(ElementTree.SubElement(root, "author"), "name", feed.author)
    for one in feed.entries:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", one.id)
        _add(entry, "published", instant(one.published_at))
        _add(entry, "updated", instant(one.updated_at))
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.url})
        for word in one.tags:
            ElementTree.SubElement(entry, "category", {"term": word})
        _add(entry, "content", one.text).set("type", "text")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(feed: Feed) -> dict[str, Any]:
    """The feed as JSON Feed 1.1; `_dodomu` of an item holds its numbers.

    >>> at = datetime.fromisoformat("2024-07-25T10:00:00+03:00")
    >>> json_feed(Feed("tag:x,2022-02-24:all", "https://x/a", "https://x/", "Цифри", "", "uk", "Додому", at))["items"]
    []
    """
    answer: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(one, feed.language) for one in feed.entries],
    }
    return answer | ({"description": feed.subtitle} if feed.subtitle else {})


def instant(at: datetime) -> str:
    """An instant as RFC 3339 writes it.

    >>> instant(datetime.fromisoformat("2024-07-25T10:00:00.123+03:00"))
    '2024-07-25T10:00:00+03:00'
    """
    return at.isoformat(timespec="seconds")


def _item(one: Entry, language: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "content_text": one.text,
        "date_published": instant(one.published_at),
        "date_modified": instant(one.updated_at),
        "language": language,
    }
    return item | ({"tags": list(one.tags)} if one.tags else {}) | ({"_dodomu": one.more} if one.more else {})


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _NOT_IN_XML.sub("", text)  # what was typed may hold signs that XML has no way to write
    return element
