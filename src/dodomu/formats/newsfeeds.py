"""A feed that somebody saved (Atom, RSS 2.0, RSS 1.0) becomes its entries, read safely and without any network."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dodomu.formats.articles import LARGEST_BYTES, article_of
from dodomu.formats.errors import Unreadable, too_big
from dodomu.formats.limits import NO_DEADLINE, Deadline, Limits
from dodomu.formats.markup import local, parse
from dodomu.text import Text

MOST_ENTRIES = 200
NO_FEED = Text("У файлі немає записів стрічки Atom або RSS.", "The file holds no entries of an Atom or RSS feed.")
TOO_MANY = Text(
    f"У стрічці понад {MOST_ENTRIES} записів. Залиште найновіші.",
    f"The feed has more than {MOST_ENTRIES} entries. Leave the newest ones.",
)
_ENTRY = frozenset({"entry", "item"})
_TEXT = ("encoded", "content", "description", "summary")
_DAY = ("published", "pubdate", "date", "issued", "updated", "modified")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a feed: what a feed gives of it, which often is its beginning alone."""

    url: str
    title: str
    published_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """A feed: its name, its language where it says so, and its entries in their order."""

    title: str
    language: str
    entries: list[Entry]


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    path: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""
    now: dict[str, str] | None = None
    done: list[dict[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def newsfeed_of(data: bytes, *, deadline: Deadline = NO_DEADLINE) -> NewsFeed:
    """The entries of a feed; refused where the file is no XML, or no feed.

    >>> feed = newsfeed_of(b'''<rss version="2.0"><channel><title>News</title><language>en-gb</language><item>
    ... <title>Home</title><link>https://example.org/1</link><pubDate>Thu, 25 Jul 2024 10:00:00 +0300</pubDate>
    ... <description>&lt;p&gt;755 came home.&lt;/p&gt;</description></item></channel></rss>''')
    >>> feed.language, [(one.url, one.published_on.isoformat(), one.text) for one in feed.entries]
    ('en', [('https://example.org/1', '2024-07-25', '755 came home.')])
    """
    if len(data) > LARGEST_BYTES:
        raise too_big(LARGEST_BYTES)
    seen = _Reading()

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = local(name).lower()
        seen.path.append(tag)
        seen.words.clear()
        if len(seen.path) == 1:
            seen.language = next((value for key, value in attributes.items() if local(key) == "lang"), "")
        if tag in _ENTRY and seen.now is None:
            if len(seen.done) >= MOST_ENTRIES:
                raise Unreadable("bad_request", TOO_MANY)
            seen.now = {}
        is_own = attributes.get("rel", "alternate") == "alternate" and bool(attributes.get("href"))
        if tag == "link" and seen.now is not None and is_own:
            seen.now.setdefault("link", attributes["href"])

    def end(name: str) -> None:
        tag = local(name).lower()
        said = "".join(seen.words).strip()
        seen.path.pop()
        if tag in _ENTRY and seen.now is not None:
            seen.done.append(seen.now)
            seen.now = None
        elif seen.now is not None:
            if said and len(seen.path) > 0 and seen.path[-1] in _ENTRY:
                seen.now.setdefault(tag, said)
        elif tag == "title" and not seen.title:
            seen.title = said
        elif tag == "language" and not seen.language:
            seen.language = said
        seen.words.clear()

    parse(data, start=start, end=end, text=seen.words.append, limits=Limits(), deadline=deadline, is_namespaced=True)
    if not seen.done:
        raise Unreadable("bad_request", NO_FEED)
    return NewsFeed(seen.title[:120], seen.language[:2].lower(), [_entry(one, deadline) for one in seen.done])


def _entry(said: dict[str, str], deadline: Deadline) -> Entry:
    words = next((said[name] for name in _TEXT if said.get(name)), "")
    day = next((found for name in _DAY if (found := _day(said.get(name, "")))), None)
    url = said.get("link") or said.get("guid") or said.get("id") or ""
    text = article_of(words.encode(), deadline=deadline).text if words else ""
    return Entry(url[:500], said.get("title", "")[:300], day, text)


def _day(written: str) -> date | None:
    """The day of an entry, as RSS or as Atom writes it.

    >>> _day("2024-07-25T23:30:00+03:00"), _day("Thu, 25 Jul 2024 10:00:00 GMT"), _day("yesterday")
    (datetime.date(2024, 7, 25), datetime.date(2024, 7, 25), None)
    """
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError, OverflowError):  # a year that no calendar has
        return None
