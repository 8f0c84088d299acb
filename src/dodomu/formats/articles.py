"""A page that somebody saved becomes its text: without scripts, menus and forms, and without any network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

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
_PIECE = 1 << 16
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
    for at in range(0, len(text), _PIECE):
        reader.feed(text[at : at + _PIECE])
        deadline.check()
    reader.close()
    return Article(reader.text(), reader.title(), reader.language[:2].lower(), reader.url)


def _letters(data: bytes) -> str:
    stated = _CHARSET.search(data[:4_096])
    if stated:
        try:
            return data.decode(stated.group(1).decode("ascii"), "replace")
        except LookupError:
            pass  # a name that no encoding has: the letters themselves decide
    text, _encoding = decoded(data)
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_html(text: str) -> bool:
    return (
        re.search(r"<(?:!doctype\s+html|html|head|body|article|p|div|h1)\b[^>]{0,500}>", text[:20_000], re.I)
        is not None
    )


class _Reader(HTMLParser):
    """Collects what stands in the open; what a silent element holds is passed over, however it is nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = self.url = ""
        self._words: list[str] = []
        self._title: list[str] = []
        self._silent: list[str] = []
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html":
            self.language = said.get("lang") or ""
        if tag == "link" and (said.get("rel") or "").lower() == "canonical":
            self.url = (said.get("href") or "")[:500]
        if tag in _SILENT:
            self._silent.append(tag)
        self._is_title = tag == "title"
        if tag in _BREAKS:
            self._words.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass  # what was never closed ends with what holds it
        self._is_title = False
        if tag in _BREAKS:
            self._words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self._title.append(data)
        elif not self._silent:
            self._words.append(data.replace("\n", " "))

    def text(self) -> str:
        lines = (re.sub(r"[ \t\r\f]+", " ", line).strip(" ") for line in "".join(self._words).split("\n"))
        return "\n".join(line for line in lines if line)

    def title(self) -> str:
        return " ".join("".join(self._title).split())[:300]
