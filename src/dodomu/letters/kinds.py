"""The letters of the checklist: to whom each goes, what it asks for, and in which case it names the person.

A letter says what its reader needs and no more: never where somebody was held, how they are, or what they told.
A sentence that needs something unknown (a day of birth, a day of return) is left out. Whom a letter goes to and how
it reads can be changed before it is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter

from dodomu.letters.addressed import Addressed, phrase
from dodomu.letters.cases import Case


@dataclass(frozen=True, slots=True)
class Kind:
    """A letter for one document: the office in the dative, the subject, the requests."""

    addressee: str
    subject: str
    requests: tuple[str, ...]


OPENING = "{returned} з полону повернуто {whom}{born}."
OPENING_UNDATED = "З полону повернуто {whom}{born}."
SERVED = "Місце служби: {unit}."
ANSWER = (
    "Просимо повідомити, які документи й коли треба подати, та чи може ваш фахівець приїхати до закладу, у якому "
    "зараз перебуває людина."
)
BY_MAIL = "Відповідь просимо надіслати на адресу, зазначену на бланку."
CLOSING = (
    "Лист містить персональні дані. Просимо не передавати їх тим, кому вони не потрібні для виконання цього прохання."
)

KINDS: dict[str, Kind] = {
    "passport": Kind(
        "Державній міграційній службі України",
        "Про оформлення паспорта громадянина України",
        ("Просимо оформити {dative} паспорт громадянина України замість утраченого.", ANSWER),
    ),
    "foreign_passport": Kind(
        "Державній міграційній службі України",
        "Про оформлення паспорта для виїзду за кордон",
        ("Просимо оформити {dative} паспорт громадянина України для виїзду за кордон замість утраченого.", ANSWER),
    ),
    "tax_number": Kind(
        "Державній податковій службі України",
        "Про картку платника податків",
        (
            "Просимо видати {dative} документ про реєстрацію у Державному реєстрі фізичних осіб – платників податків.",
            BY_MAIL,
        ),
    ),
    "sim": Kind(
        "Оператору мобільного зв’язку",
        "Про відновлення SIM-картки",
        ("Просимо відновити SIM-картку {genitive} зі збереженням номера.", ANSWER),
    ),
    "captivity_certificate": Kind(
        "Об’єднаному центру при Службі безпеки України",
        "Про видачу довідки про перебування в полоні",
        ("Просимо видати довідку, що підтверджує перебування {genitive} в полоні.", BY_MAIL),
    ),
    "register_extract": Kind(
        "Держателю Єдиного реєстру осіб, щодо яких встановлено факт позбавлення особистої свободи",
        "Про видачу витягу з реєстру",
        (
            "Просимо видати витяг з Єдиного реєстру осіб, щодо яких встановлено факт позбавлення особистої свободи "
            "внаслідок збройної агресії проти України, стосовно {genitive}.",
            BY_MAIL,
        ),
    ),
    "military_id": Kind(
        "Територіальному центру комплектування та соціальної підтримки",
        "Про видачу військово-облікового документа",
        ("Просимо видати {dative} військово-обліковий документ замість утраченого.", BY_MAIL),
    ),
    "service_certificate": Kind(
        "Кадровому органу за місцем служби",
        "Про видачу службового посвідчення",
        ("Просимо видати {dative} службове посвідчення замість утраченого.", BY_MAIL),
    ),
    "officer_id": Kind(
        "Кадровому органу за місцем служби",
        "Про видачу посвідчення офіцера",
        ("Просимо видати {dative} посвідчення офіцера замість утраченого.", BY_MAIL),
    ),
    "contract": Kind(
        "Кадровому органу за місцем служби",
        "Про засвідчену копію контракту",
        ("Просимо надіслати засвідчену копію контракту {genitive} про проходження служби.", BY_MAIL),
    ),
    "combatant_certificate": Kind(
        "Комісії з розгляду матеріалів про визнання учасниками бойових дій",
        "Про видачу посвідчення учасника бойових дій",
        ("Просимо видати {dative} посвідчення учасника бойових дій замість утраченого.", BY_MAIL),
    ),
    "bank_card": Kind(
        "Банку, у якому відкрито рахунок",
        "Про платіжну картку та рахунки",
        (
            "Просимо видати {dative} нову платіжну картку замість утраченої та зняти обмеження з рахунків, накладені "
            "на час відсутності.",
            ANSWER,
        ),
    ),
    "diia": Kind(
        "Центру надання адміністративних послуг",
        "Про електронний підпис",
        ("Просимо допомогти {dative} отримати кваліфікований електронний підпис і доступ до порталу Дія.", ANSWER),
    ),
    "doctor": Kind(
        "Закладу первинної медичної допомоги",
        "Про декларацію з лікарем",
        ("Просимо допомогти {dative} укласти декларацію з лікарем, якого вибере сама людина.", ANSWER),
    ),
    "driving_licence": Kind(
        "Головному сервісному центру МВС",
        "Про видачу посвідчення водія",
        ("Просимо видати {dative} посвідчення водія замість утраченого.", ANSWER),
    ),
    "family_papers": Kind(
        "Відділу державної реєстрації актів цивільного стану",
        "Про повторну видачу свідоцтв",
        ("Просимо повторно видати {dative} свідоцтва про шлюб і про народження дітей, якщо такі записи є.", BY_MAIL),
    ),
    "property": Kind(
        "Центру надання адміністративних послуг",
        "Про витяги щодо нерухомого майна",
        ("Просимо видати витяги про зареєстровані права {genitive} на нерухоме майно.", BY_MAIL),
    ),
}

WITH_UNIT = frozenset({"military_id", "service_certificate", "officer_id", "contract", "combatant_certificate"})
"""The letters that name the unit: their readers serve by it."""


def cases_in(kind: str) -> tuple[Case, ...]:
    """The cases in which a letter names the person.

    >>> [case.value for case in cases_in("passport")]
    ['dative', 'accusative']
    """
    slots = {slot for text in KINDS[kind].requests for _t, slot, _f, _c in Formatter().parse(text) if slot}
    return tuple(case for case in Case if case.value in slots or case is Case.ACCUSATIVE)


def paragraphs(kind: str, who: Addressed, *, born: str = "", unit: str = "", returned: str = "") -> tuple[str, ...]:
    """The paragraphs of a letter about a person.

    >>> from dodomu.letters.addressed import addressed
    >>> who = addressed("Мельник", "Іван", "Петрович", rank="солдат")
    >>> paragraphs("passport", who, born="01.02.1990", returned="17 липня 2024 року")[0]
    '17 липня 2024 року з полону повернуто солдата МЕЛЬНИКА Івана Петровича, 01.02.1990 р. н.'
    """
    words = {
        # Who it is, in full, says the opening; what follows repeats rank and name alone.
        **{case.value: phrase(who, case, is_full=False) for case in Case},
        "whom": phrase(who, Case.ACCUSATIVE),
        "born": f", {born} р. н." if born else "",
        "returned": returned,
        "unit": unit,
    }
    opening = OPENING if returned else OPENING_UNDATED
    served = (SERVED,) if unit and kind in WITH_UNIT else ()
    texts = (opening, *served, *KINDS[kind].requests, CLOSING)
    return tuple(_sentence(text.format_map(words)) for text in texts)


def _sentence(text: str) -> str:
    """A sentence with one full stop at its end, though an abbreviation may end it already."""
    return re.sub(r"\.\.$", ".", text)
