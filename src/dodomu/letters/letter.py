"""A letter to an office as typed data: what stands on the sheet and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()


def long_date(day: date) -> str:
    """A day as letters write it.

    >>> long_date(date(2024, 7, 18))
    '18 липня 2024 року'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} року"


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead of a service, and who signs for it."""

    names: tuple[str, ...]  # the lines on top, from the highest authority down
    address: str = ""
    contacts: str = ""
    code: str = ""  # the code in the register of legal entities
    signer_post: str = ""
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. An empty number or day is printed as a line to be filled in by hand."""

    head: Head
    addressee: str
    subject: str
    paragraphs: tuple[str, ...]
    number: str = ""
    dated: str = ""
    executor: str = ""

    def as_kept(self) -> dict[str, Any]:
        """The letter as plain values, for keeping."""
        return asdict(self)


def from_kept(kept: dict[str, Any]) -> Letter:
    """The letter that was kept.

    >>> letter = Letter(Head(("Служба",)), "Банку", "Про картку", ("Просимо.",))
    >>> from_kept(letter.as_kept()) == letter
    True
    """
    head = {**kept["head"], "names": tuple(kept["head"]["names"])}
    known = {one.name for one in fields(Letter)}
    rest = {name: value for name, value in kept.items() if name in known and name != "head"}
    return Letter(head=Head(**head), **{**rest, "paragraphs": tuple(rest["paragraphs"])})


def texts_of(letters: Sequence[Letter]) -> list[str]:
    """Every text of the letters, in the order of the sheet; for whoever compares a print with them."""
    return [
        text
        for one in letters
        for text in (*one.head.names, one.number, one.dated, one.addressee, one.subject, *one.paragraphs)
        if text
    ]
