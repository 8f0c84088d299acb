"""A feed that somebody saved: what any of its three makes gives of a text, and hostile ones that give nothing."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dodomu.formats.errors import Unreadable
from dodomu.formats.limits import Deadline
from dodomu.formats.newsfeeds import MOST_ENTRIES, Entry, newsfeed_of

SAID = "Повернулися 755 гвардійців."
HOME = Entry("https://x.example/1", "Вдома", date(2024, 7, 25), SAID)


def rss(items: str, head: str = "<title>Новини</title><language>uk-UA</language>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def item(day: str = "Thu, 25 Jul 2024 10:00:00 +0300", text: str = SAID) -> str:
    return (
        f"<item><title>Вдома</title><link>https://x.example/1</link><pubDate>{day}</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
    )


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>Новини</title><entry><title>Вдома</title>
<link rel="enclosure" href="https://x.example/1.mp3"/><link href="https://x.example/1"/><id>tag:1</id>
<author><name>Автор</name></author><updated>2024-07-25T10:00:00+03:00</updated>
<content type="html">&lt;p&gt;{SAID}</content></entry></feed>""".encode()
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="uk"><channel><title>Новини</title></channel>
<item><title>Вдома</title><link>https://x.example/1</link><dc:date>2024-07-25</dc:date><description>{SAID}</description>
</item></rdf:RDF>""".encode()


@pytest.mark.parametrize("data", [rss(item()), ATOM, RDF], ids=["rss", "atom", "rdf"])
def test_three_makes_of_feeds_give_the_same(data: bytes) -> None:
    read = newsfeed_of(data)
    assert (read.title, read.language, read.entries) == ("Новини", "uk", [HOME])


@pytest.mark.parametrize(
    "day",
    [
        "учора",
        "",
        "2024-13-40",
        "Thu, 99 Jul 99999999999999999999 10:00:00 +0300",
        "1 Jan 2024 10:00:00 +99999999999999",
        "Thu, 25 Jul 2024 " + "1" * 5_000,
        "Thu, 25 Jul 1000000000000000 10:00:00 GMT",
        "0",
        "-1-1-1",
    ],
)
def test_a_day_that_no_calendar_has_is_no_day(day: str) -> None:
    [entry] = newsfeed_of(rss(item(day))).entries
    assert entry == Entry(HOME.url, HOME.title, None, HOME.text)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "entities": f'<!DOCTYPE rss [<!ENTITY a0 "ха">{LAUGHS}]>' + rss(item("&a9;")).decode().split("?>")[1],
    "a file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item("&x;")).decode().split("?>")[1],
    "an address": '<!DOCTYPE rss SYSTEM "http://x.example/rss.dtd"><rss><channel><item/></channel></rss>',
    "deep": rss("<item>" + "<a>" * 5_000 + "</a>" * 5_000 + "</item>").decode(),
    "cut short": rss(item()).decode()[:-20],
    "two roots": rss(item()).decode() + "<rss/>",
    "no feed": "<html><body>755</body></html>",
    "nothing": "",
    "blanks": " \\n",
    "words": SAID,
    "many": rss("<item/>" * (MOST_ENTRIES + 1)).decode(),
    "big": rss(item(text="7" * 5_000_001)).decode(),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_feed_or_means_harm_is_refused_with_words(data: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        newsfeed_of(data.encode(), deadline=Deadline.after(9, time.process_time))
    assert refusal.value.text.uk
    assert refusal.value.text.en


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<nav>", "</"])
def test_the_words_of_an_entry_are_read_once_too(piece: str) -> None:
    text = f"<html><p>{SAID}</p>{piece * 60_000}".replace("&", "&amp;").replace("<", "&lt;")
    data = rss(f"<item><description>{text}</description></item>")
    [entry] = newsfeed_of(data, deadline=Deadline.after(9, time.process_time)).entries
    assert entry.text.startswith(SAID)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: rss(f"<item>{text}</item>")))
def test_whatever_bytes_they_are_a_feed_or_refused(data: bytes) -> None:
    try:
        read = newsfeed_of(data)
    except Unreadable:
        return
    assert len(read.entries) == 1
