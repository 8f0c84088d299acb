"""Building figures for tests: people who came home, a definition, a draft, a signed figure, a correction, a quoter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dodomu.access.models import User
from dodomu.figures import actions
from dodomu.figures.actions import Meaning, Mended, Quote, Said
from dodomu.figures.models import Correction, Definition, Figure, Statement
from dodomu.figures.queries.findings import brought_by
from dodomu.names.parts import PersonName
from dodomu.people import actions as register
from dodomu.people.about import name_value
from dodomu.people.actions import Record, Stated
from dodomu.people.models import Person
from dodomu.units.models import Unit
from tests import build, cast

JULY = date(2024, 7, 17)
SURNAMES = ("Бойко", "Ткаченко", "Мороз", "Лисенко", "Руденко", "Савчук", "Кравець", "Поліщук", "Гнатюк", "Шевчук")

RETURNED = Meaning(
    name_uk="Повернення з полону",
    name_en="Return from captivity",
    counted_uk="Люди, які повернулися з полону.",
    counted_en="People who came back from captivity.",
    source_uk="реєстр",
    source_en="the register",
    what="released",
    population="ngu",
    status="returned",
    unit_code="NGU",
)
HELD = replace(
    RETURNED,
    name_uk="У полоні",
    name_en="In captivity",
    counted_uk="Люди, які в полоні.",
    counted_en="People who are held.",
    what="in_captivity",
    scope="stock",
    status="captive",
)
SAID = Said(
    as_of=JULY,
    as_of_precision="day",
    known_on=date(2024, 7, 18),
    value=6,
    speaker_uk="Андрій Верес",
    speaker_en="Andrii Veres",
    office_uk="командувач",
    office_en="commander",
    outlet="Пресслужба",
    source_url="https://example.org/figures",
    stated_on=date(2024, 7, 18),
)


def returned(
    number: int,
    *,
    now: datetime,
    unit: Unit | None = None,
    status: str = "RETURNED_EXCHANGE",
    standing: str = "confirmed",
    learned_on: date = JULY,
) -> list[Person]:
    """People of the Guard with one status since 17 July 2024."""
    source = register.add_source("reception", title="зустріч", dated_on=learned_on)
    guard = unit or build.unit("NGU")
    records = [
        Record(
            [
                Stated("name", name_value(PersonName(SURNAMES[n % 10], "Андрій"), is_primary=True), JULY, JULY, source),
                Stated("unit_at_capture", guard.code, JULY, learned_on, source),
                Stated("status", status, JULY, learned_on, source, standing=standing),
            ]
        )
        for n in range(number)
    ]
    return register.take_in(records, by=None, now=now)


def press(*, now: datetime) -> User:
    """The press officer, who writes figures."""
    return build.account(cast.PRESS, now=now)


def commander(*, now: datetime) -> User:
    """The commander, who signs them."""
    return build.account(cast.COMMANDER, now=now)


def definition(meaning: Meaning = RETURNED, slug: str = "returned", *, now: datetime) -> Definition:
    """A definition; its unit is made where it is not there yet."""
    if meaning.unit_code:
        build.unit(meaning.unit_code)
    return actions.define(slug, meaning, by=press(now=now), now=now)


def draft(
    meaning: Meaning = RETURNED,
    slug: str = "returned",
    *,
    now: datetime,
    replaces: Figure | None = None,
    replaces_as: str = "",
    **said: Any,
) -> Figure:
    """A draft of the press officer; `said` changes what it says."""
    return actions.draft(
        definition(meaning, slug, now=now),
        replace(SAID, **said),
        by=press(now=now),
        now=now,
        replaces=replaces,
        replaces_as=replaces_as,
    )


def published(meaning: Meaning = RETURNED, slug: str = "returned", *, now: datetime, **said: Any) -> Figure:
    """A figure written by the press officer and signed by the commander.

    A difference to the register is explained, contradictions to what was said before are acknowledged.
    """
    said = {"explanation_uk": "Інше джерело.", "explanation_en": "Another source."} | said
    figure = draft(meaning, slug, now=now, **said)
    seen = [found.key for found in brought_by(figure)]
    actions.propose(figure, by=press(now=now), now=now, acknowledged=seen)
    return actions.publish(figure, by=commander(now=now), now=now)


MENDED = Mended(
    field="value",
    was_uk="Було шість",
    was_en="It was six",
    correct_uk="Насправді сім",
    correct_en="It is seven",
    why_uk="Одну людину пропустили.",
    why_en="One person was left out.",
    wrong_since_on=date(2024, 7, 18),
)


def proposed_correction(subject: Figure | Statement, *, now: datetime, **mended: Any) -> Correction:
    """A correction that the press officer handed in."""
    officer = press(now=now)
    correction = actions.draft_correction(subject, replace(MENDED, **mended), by=officer, now=now)
    return actions.propose_correction(correction, by=officer, now=now)


def quoted(statement: Statement, outlet: str, *, now: datetime, language: str = "uk", what: str = "") -> Statement:
    """A text of an outlet that quotes a statement, on the day of the test."""
    quote = Quote(
        outlet=outlet,
        source_url=f"https://example.org/{outlet}",
        stated_on=now.date(),
        language=language,
        what=what or statement.what,
    )
    return actions.note_quote(statement, quote, by=press(now=now), now=now)
