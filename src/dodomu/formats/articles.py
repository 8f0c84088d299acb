"""A page that somebody saved becomes its text: without scripts, menus and forms, and without any network."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

from dodomu.formats.encoding import decoded
from dodomu.formats.errors import too_big
from dodomu.formats.limits import NO_DEADLINE, Deadline, Limits

_SILENT = frozenset(
    {"script", "style", "noscript", "template", "nav", "form", "footer", "aside", "button", "select", "svg", "iframe"}
)
_BREAKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "article", "section"}
    | {"header", "main", "blockquote", "figcaption", "table", "dd", "dt", "title"}
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_PAGES_OF = frozenset(
    {"utf-8", "koi8-r", "koi8-u", "cp866", "mac-cyrillic", "ascii"}
    | {f"cp125{n}" for n in range(9)}
    | {f"iso8859-{n}" for n in range(1, 17)}
)
"""What a page is believed that names its encoding in plain letters; Python knows others, which no page has."""
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_BLANK = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"=?[^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")
_NO_LETTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_RAW = frozenset({"script", "style"})
_LOOK_EVERY = 2_000
LARGEST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Article:
    """What a saved page gives: its words, and what it says of itself; empty where it says nothing."""

    text: str
    title: str = ""
    language: str = ""
    url: str = ""


def article_of(data: bytes, *, limits: Limits | None = None, deadline: Deadline = NO_DEADLINE) -> Article:
    """The text of a file: of HTML what a reader sees of the article, of plain text all of it.

    >>> page = "<html lang='uk'><title>Полон</title><nav>Меню</nav><h1>755 вдома</h1><p>Нас <b>755</b>&nbsp;людей."
    >>> article_of(page.encode())
    Article(text='755 вдома\\nНас 755\\xa0людей.', title='Полон', language='uk', url='')
    >>> article_of("Просто <текст>.".encode()).text
    'Просто <текст>.'
    """
    if len(data) > (limits.upload if limits else LARGEST_BYTES):
        raise too_big(limits.upload if limits else LARGEST_BYTES)
    text = _letters(data)
    if not _is_html(text):
        return Article(text.strip())
    reader = _Reader()
    reader.read(text, deadline)
    return Article(reader.text(), reader.title(), reader.language[:2].lower(), reader.url)


def _letters(data: bytes) -> str:
    stated = _CHARSET.search(data[:4_096])
    name = _encoding(stated.group(1).decode("ascii")) if stated else ""
    text = data.decode(name, "replace") if name else decoded(data)[0]
    return text.removeprefix("\ufeff").encode("utf-8", "replace").decode("utf-8")


def _encoding(stated: str) -> str:
    """The encoding that a page names, where it is one of pages; otherwise the letters themselves decide.

    >>> _encoding("Windows-1251"), _encoding("unicode_escape"), _encoding("nonsense")
    ('cp1251', '', '')
    """
    try:
        name = codecs.lookup(stated.lower().removeprefix("x-")).name
    except (LookupError, UnicodeError):
        return ""
    return name if name in _PAGES_OF else ""


def _is_html(text: str) -> bool:
    return (
        re.search(r"<(?:!doctype\s+html|html|head|body|article|p|div|h1)\b[^>]{0,500}>", text[:20_000], re.I)
        is not None
    )


class _Reader:
    """Collects what stands in the open; what a silent element holds is passed over, however it is nested.

    Every sign is looked at once, as browsers do it: what is opened and never closed ends with the file. The parser of
    the standard library begins anew at each sign of such a file, and would be busy with it for hours.
    """

    def __init__(self) -> None:
        self.language = self.url = ""
        self._words: list[str] = []
        self._title: list[str] = []
        self._silent: list[str] = []
        self._is_in: Counter[str] = Counter()
        self._is_title = False

    def read(self, text: str, deadline: Deadline) -> None:
        """Goes through the signs of a page from the first to the last."""
        at, seen = 0, 0
        while at < len(text):
            seen += 1
            if seen % _LOOK_EVERY == 0:
                deadline.check()
            sign = text.find("<", at)
            self._say(text[at:] if sign < 0 else text[at:sign])
            at = len(text) if sign < 0 else self._after(text, sign)

    def _after(self, text: str, sign: int) -> int:
        """Where the text goes on after a «<»: behind a comment, behind a tag, or right there where it is a sign."""
        if text.startswith("<!--", sign):
            return _behind(text, "-->", sign + 2)  # «<!-->» is one already
        if text.startswith(("<!", "<?"), sign):
            return _behind(text, ">", sign)
        is_end = text.startswith("/", sign + 1)
        name = _NAME.match(text, sign + 1 + is_end)
        if name is None:
            self._say("<")
            return sign + 1
        tag = name.group().lower()
        if is_end:
            self._close(tag)
            return _behind(text, ">", name.end())
        said, at = _attributes(text, name.end())
        self._open(tag, said, is_closed=text.startswith("/>", at - 2))
        if tag in _RAW:
            end = re.compile(f"</{tag}", re.IGNORECASE).search(text, at)
            at = end.start() if end else len(text)
        return at

    def _open(self, tag: str, said: dict[str, str], *, is_closed: bool) -> None:
        if tag == "html":
            self.language = said.get("lang", "")
        if tag == "link" and said.get("rel", "").lower() == "canonical":
            self.url = said.get("href", "")[:500]
        if tag in _SILENT and (tag in _RAW or not is_closed):
            self._silent.append(tag)
            self._is_in[tag] += 1
        self._is_title = tag == "title"
        if tag in _BREAKS:
            self._words.append("\n")

    def _close(self, tag: str) -> None:
        while self._is_in[tag]:
            last = self._silent.pop()  # what was never closed ends with what holds it
            self._is_in[last] -= 1
            if last == tag:
                break
        self._is_title = False
        if tag in _BREAKS:
            self._words.append("\n")

    def _say(self, words: str) -> None:
        if self._is_title:
            self._title.append(_plain(words))
        elif not self._silent:
            self._words.append(_plain(words).replace("\n", " "))

    def text(self) -> str:
        lines = (re.sub(r"[ \t\r\f]+", " ", line).strip(" ") for line in "".join(self._words).split("\n"))
        return "\n".join(line for line in lines if line)

    def title(self) -> str:
        return " ".join("".join(self._title).split())[:300]


def _behind(text: str, end: str, at: int) -> int:
    found = text.find(end, at)
    return len(text) if found < 0 else found + len(end)


def _plain(words: str) -> str:
    return unescape(_NO_LETTER.sub("\ufffd", words))


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """What a tag says of itself, and where it ends.

    >>> _attributes("<a href='x>y' title=it's hidden>", 2)
    ({'href': 'x>y', 'title': "it's", 'hidden': ''}, 32)
    """
    said: dict[str, str] = {}
    while True:
        at = _ends(_BLANK, text, at)
        if at >= len(text):
            return said, at
        if text[at] == ">":
            return said, at + 1
        name, at = text[at : _ends(_ATTRIBUTE, text, at)], _ends(_ATTRIBUTE, text, at)
        equals = _EQUALS.match(text, at)
        value = ""
        if equals:
            at = equals.end()
            quote = text[at : at + 1]
            if quote in ('"', "'"):
                end = _behind(text, quote, at + 1)
                value, at = text[at + 1 : end - 1], end
            else:
                end = _ends(_BARE, text, at)
                value, at = text[at:end], end
        said.setdefault(name.lower(), _plain(value))


def _ends(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    assert found is not None  # each of them may also be empty
    return found.end()
