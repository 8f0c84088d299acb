"""Feeds as a stranger's program reads them: ids, instants with their offset, nothing that breaks the XML."""

from __future__ import annotations

from datetime import datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dodomu.clock import KYIV
from dodomu.formats.feeds import Entry, Feed, atom, json_feed

AT = datetime(2024, 7, 25, 10, 0, tzinfo=KYIV)


def feed(*entries: Entry) -> Feed:
    return Feed("tag:x,2022-02-24:all", "https://x/a", "https://x/", "Цифри", "Усі", "uk", "Додому", AT, entries)


@pytest.mark.parametrize("entries", [0, 1, 3])
def test_atom_is_read_by_another_program(entries: int) -> None:
    told = [Entry(f"tag:x,2022-02-24:{n}", f"https://x/{n}", f"Цифра {n}", "Текст", AT, AT) for n in range(entries)]
    read = feedparser.parse(atom(feed(*told)))
    assert (read.bozo, read.version, read.feed.language) == (0, "atom10", "uk")
    assert [(one.id, one.link, one.title, one.updated) for one in read.entries] == [
        (f"tag:x,2022-02-24:{n}", f"https://x/{n}", f"Цифра {n}", "2024-07-25T10:00:00+03:00") for n in range(entries)
    ]


@given(st.text(), st.text())
def test_whatever_was_typed_the_feed_stays_a_feed(title: str, text: str) -> None:
    read = feedparser.parse(atom(feed(Entry("tag:x,2022-02-24:1", "https://x/1", title, text, AT, AT))))
    assert (read.bozo, len(read.entries)) == (0, 1)


def test_json_feed_has_what_its_rules_ask_for() -> None:
    told = json_feed(feed(Entry("tag:x,2022-02-24:1", "https://x/1", "755", "Текст", AT, AT, ("a",), {"value": 755})))
    assert told == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Цифри",
        "home_page_url": "https://x/",
        "feed_url": "https://x/a",
        "language": "uk",
        "authors": [{"name": "Додому"}],
        "items": [
            {
                "id": "tag:x,2022-02-24:1",
                "url": "https://x/1",
                "title": "755",
                "content_text": "Текст",
                "date_published": "2024-07-25T10:00:00+03:00",
                "date_modified": "2024-07-25T10:00:00+03:00",
                "language": "uk",
                "tags": ["a"],
                "_dodomu": {"value": 755},
            }
        ],
        "description": "Усі",
    }
