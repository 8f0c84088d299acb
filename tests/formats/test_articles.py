"""A saved page becomes its text, whatever stands in the file and however much of it: no page keeps the service busy."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dodomu.formats.articles import Article, article_of
from dodomu.formats.errors import Unreadable
from dodomu.formats.limits import Deadline, Limits

SAID = "Повернулися 755 гвардійців."


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>755 людей<br>вдома</p>", "755 людей\nвдома"),
        ("<p>7<b>55</b> людей</p>", "755 людей"),
        ("<p>755\n   людей</p>", "755 людей"),
        ("<p>Понад&nbsp;755 &laquo;наших&raquo; &#8211; удома</p>", "Понад\xa0755 «наших» – удома"),
        ("<nav><p>Меню 12</p></nav><p>755</p><footer>© 2024</footer>", "755"),
        ("<nav><div>Меню<nav>ще</nav></div></nav>755", "755"),
        ("<form><button>34</form>755", "755"),
        ("</nav>755</script>", "755"),
        ("<svg/>755<iframe />", "755"),
        ("<script>if (1 < 2) { x = '<p>99</p>' }</script>755", "755"),
        ("<SCRIPT>99</ScRiPt >755", "755"),
        ("<style>p { width: 99px }</style>755", "755"),
        ("<!-- 99 -- > 98 --><p>755</p>", "755"),
        ("<!-- 99 > <p>755</p>", ""),
        ("<!-->755<!--->", "755"),
        ("<!-->755<!-- -->", "755"),
        ("<?php echo 99 ?><![CDATA[98]]>755", "755"),
        ('<a title="99 > 98" href=/x?a=1&b=2>755</a>', "755"),
        ("<a title='it\"s > 98'>755</a>", "755"),
        ("<a =x='1' / y>755</a>", "755"),
        ("5 < 6 <7 &lt;b&gt; <", "5 < 6 <7 <b> <"),
        ("755<script", "755"),
        ("755<p title='", "755"),
    ],
)
def test_of_a_page_what_a_reader_sees_of_the_article(body: str, text: str) -> None:
    assert article_of(page(body)).text == text


def test_what_a_page_says_of_itself() -> None:
    head = "<title>Вони  &amp;\nвдома</title><link href='https://x.example/1' rel='Canonical' />"
    read = article_of(page("<p>755</p>", head).replace(b"<html>", b'<html LANG="uk-UA" lang="en">'))
    assert read == Article("755", title="Вони & вдома", language="uk", url="https://x.example/1")


@pytest.mark.parametrize("named", ["windows-1251", "KOI8-U", "cp866", "utf-8", "x-mac-cyrillic", "iso-8859-5"])
def test_a_page_is_read_in_the_encoding_that_it_names(named: str) -> None:
    said = "Вернулись 755 гвардейцев."
    data = f"<html><meta charset='{named}'><p>{said}</p>".encode(named.removeprefix("x-"))
    assert article_of(data).text == said


@pytest.mark.parametrize(
    "named", ["unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-16", "utf-7", "hex"]
)
def test_an_encoding_that_no_page_has_is_not_believed(named: str) -> None:
    data = f"<html><meta charset='{named}'><p>{SAID} \\u0037\\u0035</p>".encode()
    assert article_of(data).text == f"{SAID} \\u0037\\u0035"


def test_the_mark_before_a_page_is_no_part_of_its_words() -> None:
    assert article_of(b"\xef\xbb\xbf" + f"<meta charset=utf-8><p>{SAID}</p>".encode()).text == SAID
    assert article_of(b"\xef\xbb\xbf" + SAID.encode()).text == SAID


@pytest.mark.parametrize("number", ["9" * 20, "x" + "F" * 20, "9" * 6_000, "xD800", "0", "1114112"])
def test_a_letter_that_no_alphabet_has_is_a_sign_of_its_own(number: str) -> None:
    assert article_of(page(f"<p>755 &#{number}; удома</p>")).text == "755 \ufffd удома"


PIECES = ["<!--", "<a ", "<a x='", '<a x="', "</", "<nav>", "<nav></p>", "<!", "<?", "<script ", "&#9", "&", "<", "<p>"]


@pytest.mark.parametrize("piece", PIECES)
def test_a_sign_repeated_without_end_is_read_once(piece: str) -> None:
    data = f"<html><p>{SAID}</p>{piece * 60_000}".encode()
    read = article_of(data, deadline=Deadline.after(9, time.process_time))
    assert read.text.startswith(SAID)


def test_a_page_that_takes_too_long_is_refused_and_a_page_too_big_is_not_read() -> None:
    with pytest.raises(Unreadable) as refusal:
        article_of(page("<b>7</b>" * 3_000), deadline=Deadline(iter(range(9)).__next__, at=0))
    assert refusal.value.code == "too_many_rows"
    with pytest.raises(Unreadable) as refusal:
        article_of(page("755"), limits=Limits(upload=20))
    assert refusal.value.code == "bad_request"


OPEN = [piece for piece in PIECES if "nav" not in piece and "script" not in piece]
SIGNS = st.sampled_from([*OPEN, ">", "-->", "'", '"', "/", "=", " ", "\n", "</nav>", "</script>", "755", "lang=", ";"])


@given(st.lists(SIGNS | st.text("aї1\0\u2028", max_size=4), max_size=60))
def test_whatever_stands_before_it_what_stands_in_the_open_is_read(signs: list[str]) -> None:
    """All that was opened is closed before the last paragraph, however wildly it was opened."""
    read = article_of(f"<html>{''.join(signs)}-->'\"><p>{SAID}".encode())
    assert read.text.split("\n")[-1] == SAID
