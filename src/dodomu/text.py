"""A sentence in both languages, for packages that know nothing of the web."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Ukrainian (the source) and in English.

    >>> Text("повернувся", "returned").in_language("en")
    'returned'
    """

    uk: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence for a language code such as `uk` or `en-gb`; Ukrainian unless English is asked for."""
        return self.en if language.startswith("en") else self.uk

    def __str__(self) -> str:
        return self.uk
