"""What a reader meets on a page, taken from its HTML: languages, headings, words, how much there is of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SPOKEN = ("alt", "aria-label", "aria-description", "data-text", "data-retry", "placeholder", "title", "content")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
SLIPPED = re.compile(r"%\(\w+\)|\{\{|\{%|\bNone\b(?![. ](?:$|[a-z]))|Text\(uk=|<dodomu|\bundefined\b|&lt;|&amp;")
"""What a template or a format lets slip when something went wrong."""


class Page(HTMLParser):
    """A page as it is read: `Page(html)`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes = 0
        self.language = ""
        self.title = ""
        self.heads: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.alternates: dict[str, str] = {}
        self.words: list[tuple[str, str]] = []  # (language, text)
        self.crossed: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        self.crossed += [f"<{tag}> is not closed" for tag, _language in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Counts an element and keeps what is said in its attributes."""
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        self.nodes += 1
        self.heads[tag] += 1
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "html":
            self.language = language
        if given.get("rel") == "alternate" and "hreflang" in given:
            self.alternates[given["hreflang"]] = given.get("href", "")
        self.words += [(language, given[name]) for name in SPOKEN if name in given]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.words.append((language, given.get("value", "")))
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once, as in SVG."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Closes an element; one that closes another than the last is noted."""
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        else:
            self.crossed.append(f"</{tag}> closes <{self._open[-1][0] if self._open else '-'}>")

    def handle_data(self, data: str) -> None:
        """Keeps the words with their language."""
        tag, language = self._open[-1] if self._open else ("", "")
        if tag in ("script", "style") or not data.strip():
            return
        if tag == "title" and not self.title:
            self.title = data.strip()
            return
        self.words.append((language, data.strip()))


def foreign(page: Page) -> Iterator[str]:
    """Words with Cyrillic letters where the page says that it speaks English."""
    return (text for language, text in page.words if language == "en" and CYRILLIC.search(text))


def slipped(page: Page) -> Iterator[str]:
    """Words that no reader should meet: an unfilled place of a sentence, the None of a programmer."""
    return (text for _language, text in page.words if SLIPPED.search(text))
