"""The names of relatives in the reader's script; as recorded they stay beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dodomu.families.queries import Contacted, Shown
from dodomu.names.script import romanise
from dodomu.web.words import language


def in_script(shown: Iterable[Shown]) -> list[Shown]:
    """The same relatives with their names in Latin letters where the page is in English."""
    if language() != "en":
        return list(shown)
    return [replace(one, name=romanise(one.name)) for one in shown]


def log_in_script(rows: Iterable[Contacted]) -> list[Contacted]:
    """The same log with the names of relatives in Latin letters where the page is in English."""
    if language() != "en":
        return list(rows)
    return [replace(one, relative_name=romanise(one.relative_name)) for one in rows]
