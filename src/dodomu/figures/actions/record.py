"""What the service had said in public before this register began: the real figures, and the case of the 755.

The words here are ours; the numbers, dates, speakers and addresses are those of the statements they come from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from dodomu.claims.wording import Record, sentence
from dodomu.clock import day
from dodomu.figures.actions.definitions import Meaning, define
from dodomu.figures.actions.requests import open_requests
from dodomu.figures.actions.statements import load_statements
from dodomu.figures.models import Correction, Definition, Figure, Statement
from dodomu.figures.queries.counting import count, last_day, last_seq
from dodomu.ledger import actions as ledger
from dodomu.reference.statements import read_statements
from dodomu.units.queries import by_code

GUARD = "ngu-returned"
RETURNED_OF_THE_GUARD = Meaning(
    name_uk="Національна гвардія: повернення з полону",
    name_en="National Guard: return from captivity",
    counted_uk=(
        "Військовослужбовці Національної гвардії України, які повернулися з полону від 24 лютого 2022 року: в обмінах, "
        "поза обмінами або звільнилися самі. Рахуємо людей, а не повернення: хто був у полоні двічі, порахований один "
        "раз. Належність – за підрозділом на час полонення, тому в цьому числі є й «Азов». Не рахуємо тих, кого ще "
        "перевіряють, цивільних, а також тих, хто досі в полоні або зник безвісти."
    ),
    counted_en=(
        "Service members of the National Guard of Ukraine who came back from captivity since 24 February 2022: in "
        "exchanges, outside them, or freed by themselves. We count people, not returns: who was captured twice is "
        "counted once. They belong to the unit they served in when captured, so Azov is part of this number. Not "
        "counted: people whose identity is still being checked, civilians, and those still held or missing."
    ),
    source_uk="реєстр служби; до його появи – слова командувача Національної гвардії",
    source_en="the register of the service; before it began, the words of the Commander of the National Guard",
    what="released",
    population="ngu",
    status="returned",
    unit_code="NGU",
    unit="military",
    includes_uk="повернуті в обмінах і поза ними\nті, хто звільнився сам\nвійськовослужбовці «Азову»",
    includes_en="those returned in exchanges and outside them\nthose who freed themselves\nservice members of Azov",
    excludes_uk="ті, кого ще перевіряють\nцивільні\nті, хто в полоні або зник безвісти",
    excludes_en="those whose identity is still being checked\ncivilians\nthose held or missing",
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure said in public before: the statement that it stands in, and the speaker in Ukrainian."""

    statement: str
    speaker_uk: str
    office_uk: str


KNOWN = (
    _Known("ngu-2023-04-27-released", "Речник Національної гвардії України", "речник Національної гвардії України"),
    _Known("ngu-755-ukrinform-corrected", "Олександр Півненко", "командувач Національної гвардії України"),
    _Known("ngu-2024-12-27-released", "Олександр Півненко", "командувач Національної гвардії України"),
)
EXPLAINED_UK = (
    "Число оприлюднене до того, як почався цей реєстр: воно взяте з публікації, а не пораховане тут. "
    "Реєстр може рахувати інакше."
)
EXPLAINED_EN = (
    "The number was published before this register began: it is taken from the publication and was not counted here. "
    "The register may count otherwise."
)
WRONG_755 = "ngu-755-ukrinform-first"
RIGHT_755 = "ngu-755-ukrinform-corrected"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was new."""

    statements: int
    figures: int
    corrections: int


@transaction.atomic
def load_public_record(*, now: datetime) -> Loaded:
    """Loads the real statements, the figures of the Guard among them and the correction of the 755; again adds nothing.

    A figure is loaded when the time that it speaks of has begun: a demo whose clock stands in July 2024 does not
    know the number of December. Call it after the register is filled: each figure is counted beside what was said.
    """
    statements = load_statements(read_statements(), now=now)
    definition = define(GUARD, _as_this_register_can_count(RETURNED_OF_THE_GUARD), by=None, now=now)
    figures = sum(_figure(definition, known, now=now) for known in KNOWN)
    corrections = _correction_of_755(now=now)
    return Loaded(statements, figures, corrections)


def _as_this_register_can_count(meaning: Meaning) -> Meaning:
    """The meaning without its question, where the tree of units does not know the Guard (yet)."""
    return meaning if by_code(meaning.unit_code) else replace(meaning, status="", unit_code="")


def _figure(definition: Definition, known: _Known, *, now: datetime) -> bool:
    statement = Statement.objects.select_related("outlet").get(key=known.statement)
    if statement.as_of > day(now) or Figure.objects.filter(statement=statement).exists():
        return False
    said = sentence(
        Record(
            statement.value,
            definition.what,
            definition.population,
            statement.as_of,
            statement.as_of_precision,
            statement.comparator,
            statement.value_high,
            definition.scope,
        )
    )
    true_on = min(last_day(statement.as_of, statement.as_of_precision), statement.stated_on)
    figure = Figure.objects.create(
        definition=definition,
        slug=definition.slug,
        number=Figure.objects.filter(slug=definition.slug).exclude(number=None).count() + 1,
        as_of=statement.as_of,
        as_of_precision=statement.as_of_precision,
        true_on=true_on,
        known_on=statement.stated_on,
        last_seq=last_seq(),
        computed=count(definition, true_on=true_on, known_on=statement.stated_on),
        value=statement.value,
        value_high=statement.value_high,
        comparator=statement.comparator,
        explanation_uk=EXPLAINED_UK,
        explanation_en=EXPLAINED_EN,
        sentence_uk=said.uk,
        sentence_en=said.en,
        speaker_uk=known.speaker_uk,
        speaker_en=statement.speaker,
        office_uk=known.office_uk,
        office_en=statement.speaker_office,
        outlet=statement.outlet.name,
        source_url=statement.source_url,
        stated_on=statement.stated_on,
        statement=statement,
        is_from_record=True,
        state="published",
        drafted_at=now,
        published_at=now,
        published_on=statement.stated_on,
    )
    ledger.record("load_figure", by=None, now=now, kind="figure", key=figure.pk, detail={"number": figure.number})
    return True


def _correction_of_755(*, now: datetime) -> int:
    """The number stayed and its meaning was turned round: corrected in public on 25 July 2024, two copies were not."""
    wrong = Statement.objects.get(key=WRONG_755)
    if Correction.objects.filter(statement=wrong).exists():
        return 0
    right = Statement.objects.get(key=RIGHT_755)
    correction = Correction.objects.create(
        statement=wrong,
        right_statement=right,
        right_figure=Figure.objects.filter(statement=right).first(),
        kind="correction",
        field="what",
        was_uk="755 військовослужбовців Національної гвардії України залишаються в полоні",
        was_en="755 service members of the National Guard of Ukraine remain in captivity",
        correct_uk="755 військовослужбовців Національної гвардії України звільнено з полону",
        correct_en="755 service members of the National Guard of Ukraine were released from captivity",
        why_uk=(
            "Командувач назвав число, не повторивши запитання; у першій версії інтерв’ю Укрінформу його передали як "
            "кількість тих, хто в полоні. Агентство виправило текст."
        ),
        why_en=(
            "The commander gave the number without repeating the question; the first version of the interview by "
            "Ukrinform rendered it as the number of those in captivity. The agency corrected its text."
        ),
        wrong_since_on=date(2024, 7, 25),
        is_substantial=True,
        is_from_record=True,
        state="issued",
        drafted_at=now,
        issued_at=now,
        issued_on=date(2024, 7, 25),
    )
    ledger.record("load_correction", by=None, now=now, kind="correction", key=correction.pk)
    open_requests(correction, by=None, now=now)
    return 1
