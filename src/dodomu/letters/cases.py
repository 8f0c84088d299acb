"""A word in the four cases that letters use, and whether its forms are certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

APOSTROPHES = str.maketrans("'ʼ`´", "’’’’")


class Case(StrEnum):
    """The grammatical cases of a letter."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"


OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE)
Forms = tuple[str, str, str]
"""Genitive, dative, accusative."""


@dataclass(frozen=True, slots=True)
class Declined:
    """A word or phrase in its cases. Where `is_sure` is false all of them are the nominative: nothing was guessed.

    >>> Declined("Мельник", "Мельника", "Мельнику", "Мельника").in_case(Case.DATIVE)
    'Мельнику'
    >>> unsure("огли").genitive
    'огли'
    """

    nominative: str
    genitive: str
    dative: str
    accusative: str
    is_sure: bool = True

    def in_case(self, case: Case) -> str:
        """The form for a case."""
        return str(getattr(self, case.value))


def sure(nominative: str, forms: Forms) -> Declined:
    """A word whose forms are certain."""
    return Declined(nominative, *forms)


def unsure(nominative: str) -> Declined:
    """A word that nobody may decline for a person: it stays as it is."""
    return Declined(nominative, nominative, nominative, nominative, is_sure=False)


def joined(parts: Iterable[Declined], mark: str) -> Declined:
    """Words that are declined each by itself, as one phrase.

    >>> joined([Declined("а", "б", "в", "г"), Declined("д", "е", "є", "ж")], "-").dative
    'в-є'
    """
    known = list(parts)

    def phrase(form: Callable[[Declined], str]) -> str:
        return mark.join(form(one) for one in known)

    return Declined(
        phrase(lambda one: one.nominative),
        phrase(lambda one: one.genitive),
        phrase(lambda one: one.dative),
        phrase(lambda one: one.accusative),
        is_sure=all(one.is_sure for one in known),
    )


def written(text: str) -> str:
    """A word as letters write it: one kind of apostrophe, no blanks around it or doubled.

    >>> written(" Щур'єв ")
    'Щур’єв'
    """
    return " ".join(text.translate(APOSTROPHES).split())
