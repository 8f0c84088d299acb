"""How the demo speaks on the terminal: a line a step, and a bar where it takes a while."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

from dodomu.text import Text

Item = TypeVar("Item")
WIDTH = 28


class Telling:
    """Prints what happens, in one language, with the seconds each step took."""

    def __init__(self, language: str) -> None:
        self.language = language
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal without these letters is no reason to stop
        self._is_live = sys.stdout.isatty()
        self._began = time.monotonic()

    def say(self, uk: str, en: str) -> None:
        """One finished step."""
        passed = time.monotonic() - self._began
        print(f"{passed:5.1f} s  {Text(uk, en).in_language(self.language)}", flush=True)

    def plain(self, uk: str = "", en: str = "") -> None:
        """A line without the clock."""
        print(Text(uk, en).in_language(self.language), flush=True)

    def bar(self, items: Iterable[Item], uk: str, en: str, *, total: int | None = None) -> Iterator[Item]:
        """Goes through items with a bar; where the output is no terminal, every quarter is a line."""
        total = total if total is not None else len(items) if isinstance(items, Sized) else 0
        words = Text(uk, en).in_language(self.language)
        shown = -1
        for done, item in enumerate(items):
            yield item
            share = (done + 1) / total if total else 1.0
            step = int(share * (WIDTH if self._is_live else 4))
            if step != shown:
                shown = step
                self._draw(share, words, done + 1, total)
        if self._is_live:
            print("\r" + " " * (WIDTH + len(words) + 30) + "\r", end="", flush=True)

    def _draw(self, share: float, words: str, done: int, total: int) -> None:
        full = int(share * WIDTH)
        bar = f"[{'█' * full}{'·' * (WIDTH - full)}] {words} {done}/{total}"
        print(
            f"\r         {bar}" if self._is_live else f"         {bar}", end="" if self._is_live else "\n", flush=True
        )
