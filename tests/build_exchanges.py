"""Building rounds, lists and decisions for tests, through the actions that people use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dodomu.access.models import User
from dodomu.exchanges import actions
from dodomu.exchanges.models import Line, NameList, Round
from dodomu.flows.work import HANDLERS
from dodomu.formats.columns import guess_columns, lines
from dodomu.formats.tables import read_paste
from dodomu.jobs.actions import run_due
from dodomu.names.parts import PersonName
from dodomu.people import actions as people
from dodomu.people.about import name_value
from dodomu.people.actions import Record, Stated
from dodomu.people.models import Person, Source

JULY = date(2024, 7, 17)


def captive(
    surname: str,
    given: str = "Іван",
    patronymic: str = "Петрович",
    *,
    born: date = date(1991, 3, 14),
    status: str = "CAPTIVE_CONFIRMED",
    unit: str = "",
    now: datetime,
) -> Person:
    """One person known to be captive (or as said) since May 2022, learned in June 2022."""
    return captives([(surname, given, patronymic, born)], status=status, unit=unit, now=now)[0]


def captives(
    names: Sequence[tuple[str, str, str, date]], *, status: str = "CAPTIVE_CONFIRMED", unit: str = "", now: datetime
) -> list[Person]:
    """Many people of one status since May 2022."""
    source = Source.objects.create(kind="nib", title="підтвердження", dated_on=date(2022, 6, 30))
    begin, learned = date(2022, 5, 17), date(2022, 6, 30)

    def record(surname: str, given: str, patronymic: str, born: date) -> Record:
        facts = [
            Stated("name", name_value(PersonName(surname, given, patronymic), is_primary=True), begin, learned, source),
            Stated("birth_date", born.isoformat(), born, learned, source),
            Stated("status", status, begin, learned, source, standing="confirmed"),
        ]
        if unit:
            facts.append(Stated("unit_at_capture", unit, begin, learned, source))
        return Record(facts)

    return people.take_in([record(*name) for name in names], by=None, now=now)


def round_of_july(by: User, *others: User, announced: int | None = 95, now: datetime) -> Round:
    """The 54th exchange, with everybody named assigned to it."""
    opened = actions.open_round(ordinal=54, on=JULY, announced=announced, by=by, now=now)
    actions.assign_officers(opened, others, now=now)
    return opened


def take(round: Round, text: str, *, by: User, now: datetime, is_matched: bool = True) -> NameList:
    """A pasted list, with candidates found unless told otherwise."""
    table = read_paste(text)
    name_list = actions.take_list(
        round.stages.get(), lines(table, guess_columns(table)), received=text.encode(), kind="paste", by=by, now=now
    )
    if is_matched:
        run_due(HANDLERS, clock=lambda: now)
        name_list.refresh_from_db()
    return name_list


def decide_all(name_list: NameList, people: Sequence[Person], *, by: User, second: User, now: datetime) -> None:
    """Confirms each line as the person in its place, with a second person where the evidence asks for one."""
    for line, person in zip(name_list.lines.order_by("number"), people, strict=True):
        decided = actions.confirm(line, person, by=by, now=now)
        if decided.state == "second":
            actions.agree(decided, by=second, now=now)


def line(name_list: NameList, number: int = 1) -> Line:
    """A line as it is now, with its list."""
    return name_list.lines.select_related("list__round", "list__stage", "person", "held_by").get(number=number)
