"""The cases of a person's name: certain only where our own rules and the declension library say the same."""

from __future__ import annotations

from dataclasses import dataclass

import shevchenko

from dodomu.letters.cases import OBLIQUE, Declined, Forms, joined, sure, unsure, written
from dodomu.letters.surnames import BY_HAND, HARD, VOWELS, first_declension, forms_of
from dodomu.names.given import sex_of

GENDERS = {"m": "masculine", "f": "feminine"}
# Given names in which a vowel changes or whose group the ending does not show: genitive, dative, accusative.
GIVEN_BY_HAND: dict[str, Forms] = {
    "Антін": ("Антона", "Антону", "Антона"),
    "Яків": ("Якова", "Якову", "Якова"),
    "Федір": ("Федора", "Федору", "Федора"),
    "Сидір": ("Сидора", "Сидору", "Сидора"),
    "Прокіп": ("Прокопа", "Прокопу", "Прокопа"),
    "Лев": ("Лева", "Леву", "Лева"),
    "Ігор": ("Ігоря", "Ігорю", "Ігоря"),
    "Лазар": ("Лазаря", "Лазарю", "Лазаря"),
    "Любов": ("Любові", "Любові", "Любов"),
}


@dataclass(frozen=True, slots=True)
class FullName:
    """Surname, given name and patronymic, each in its cases."""

    surname: Declined
    given: Declined
    patronymic: Declined

    @property
    def is_sure(self) -> bool:
        """Whether every part may be declined without asking."""
        return self.surname.is_sure and self.given.is_sure and self.patronymic.is_sure


def sex_by_name(given: str, patronymic: str) -> str:
    """The sex that the patronymic and the given name show; empty where they show none or each another one.

    >>> sex_by_name("Олена", "Іванівна"), sex_by_name("Бейхан", "Мамед огли"), sex_by_name("Андрій", "Іванівна")
    ('f', '', '')
    """
    low = patronymic.lower()
    by_father = "m" if low.endswith(("ич", "іч")) else "f" if low.endswith(("вна", "ична")) else ""
    by_given = sex_of(given)
    if by_father and by_given and by_father != by_given:
        return ""
    return by_father or by_given


def decline_name(surname: str, given: str, patronymic: str, sex: str = "") -> FullName:
    """The full name in its cases. Whoever is in doubt about the sex, or has a word no rule covers, is left as written.

    >>> name = decline_name("Щур'єв", "Ілля", "Олегович", "m")
    >>> name.surname.genitive, name.given.dative, name.patronymic.accusative
    ('Щур’єва', 'Іллі', 'Олеговича')
    >>> decline_name("Мамедов", "Рашид", "Гасан огли", "m").patronymic.is_sure
    False
    """
    surname, given, patronymic = written(surname), written(given), written(patronymic)
    shown = sex_by_name(given, patronymic)
    sex = (sex or shown) if not shown or not sex or shown == sex else ""
    return FullName(_surname(surname, sex), _given(given, sex), _patronymic(patronymic, sex))


def _surname(surname: str, sex: str) -> Declined:
    parts = surname.split("-")
    if len(parts) > 2 or not all(parts):
        return unsure(surname)
    if len(parts) == 2 and sum(letter in VOWELS for letter in parts[0].lower()) < 2:
        return unsure(surname)  # Драй-Хмара: whether the first word is a surname of its own, only its bearer knows
    return joined([_checked(one, "family_name", sex, forms_of(one, sex)) for one in parts], "-")


def _given(given: str, sex: str) -> Declined:
    if not given:
        return sure("", ("", "", ""))
    if given in GIVEN_BY_HAND and sex == sex_of(given):
        return sure(given, GIVEN_BY_HAND[given])
    if not sex or sex_of(given) != sex or not given.replace("’", "").isalpha():
        return unsure(given)
    return _checked(given, "given_name", sex, _given_forms(given, sex))


def _given_forms(given: str, sex: str) -> Forms | None:
    if given.endswith("ія") or given[-2:] in ("оя", "ея", "ая"):
        return given[:-1] + "ї", given[:-1] + "ї", given[:-1] + "ю"
    if given[-1] in "ая":
        return first_declension(given)
    if sex == "f":
        return (given[:-1] + "і", given[:-1] + "і", given) if given.endswith("ль") else None
    if given[-1] in "йь":
        return given[:-1] + "я", given[:-1] + "ю", given[:-1] + "я"
    if given[-1] == "о":
        return given[:-1] + "а", given[:-1] + "у", given[:-1] + "а"
    return (given + "а", given + "у", given + "а") if given[-1] in HARD and given[-2] not in "ії" else None


def _patronymic(patronymic: str, sex: str) -> Declined:
    if not patronymic:
        return sure("", ("", "", ""))
    forms: Forms | None = None
    if sex == "m" and patronymic.endswith(("ич", "іч")):
        forms = patronymic + "а", patronymic + "у", patronymic + "а"
    if sex == "f" and patronymic.endswith(("вна", "чна")):
        forms = patronymic[:-1] + "и", patronymic[:-1] + "і", patronymic[:-1] + "у"
    return _checked(patronymic, "patronymic_name", sex, forms)


def _checked(word: str, field: str, sex: str, ours: Forms | None) -> Declined:
    """Certain when the library, which knows other things than we do, comes to the same forms."""
    if ours is None or sex not in GENDERS:
        return unsure(word)
    if word.lower() in BY_HAND:
        return sure(word, ours)
    theirs = tuple(
        written(shevchenko.in_case(case.value, {"gender": GENDERS[sex], field: word})[field]) for case in OBLIQUE
    )
    return sure(word, ours) if theirs == ours else unsure(word)
