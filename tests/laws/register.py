"""A register that lives through steps drawn by chance, each an act that people could do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from dodomu.access.models import User
from dodomu.clock import KYIV
from dodomu.errors import Refused
from dodomu.names import parts
from dodomu.people import actions, pairs
from dodomu.people.models import Fact, Person, PersonName, PersonNow, Span
from dodomu.people.projection import value_fact
from dodomu.timeline import facts as timeline
from dodomu.timeline.joins import roots
from dodomu.units.queries import by_code
from tests.timeline.histories import DAYS, VALUES
from tests.timeline.histories import precisions as precision

WHY = "так сказали двоє"
FIRST = date(2022, 5, 17)
UNITS = ["NGU-1", "AFU-1"]

number = st.integers(0, 9)
standing = st.sampled_from(["reported", "confirmed"])
back = st.sampled_from([0, 0, 0, 1, 2, 5])  # how many days of DAYS the learning is dated back
stated = st.tuples(st.just("state"), number, st.sampled_from(VALUES), number, precision, back, standing)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(["", *UNITS])),
        st.tuples(st.just("wait"), st.integers(1, 3)),
        stated,
        stated,
        stated,
        st.tuples(st.just("replace"), number, st.sampled_from(VALUES), number, precision, back, standing),
        st.tuples(st.just("withdraw"), number, back),
        st.tuples(st.just("unit"), number, st.sampled_from(UNITS), number),
        st.tuples(st.just("group"), number, st.sampled_from(["member", "left"]), number),
        st.tuples(st.just("merge"), number, number),
        st.tuples(st.just("part"), number),
    ),
    min_size=4,
    max_size=14,
)


@dataclass
class Register:
    """Does the steps; what is refused leaves everything as it was."""

    one: User
    two: User
    today: date = FIRST

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(10, 0), KYIV)

    def do(self, step: tuple[Any, ...]) -> date:
        """Does a step, and returns the day on which what it says was learned."""
        act, *what = step
        try:
            with transaction.atomic():
                return getattr(self, act)(*what) or self.today
        except Refused:
            return self.today

    def open(self, unit: str) -> None:
        source = actions.add_source("unit_report")
        names = ["Шевчук", "Гнатюк", "Їжак"]
        actions.open_person(
            parts.PersonName(names[Person.objects.count() % 3], "Андрій"),
            source=source,
            by=self.one,
            now=self.now,
            unit=by_code(unit) if unit else None,
        )

    def wait(self, days: int) -> None:
        later = [day for day in [*DAYS, self.today + timedelta(days=days)] if day > self.today]
        self.today = sorted(later)[min(days, len(later)) - 1]

    def state(self, who: int, value: str, on: int, precision: str, back: int, standing: str) -> date:
        learned_on = self._learned(back)
        self._state(self._person(who), "status", value, on, learned_on, precision=precision, standing=standing)
        return learned_on

    def replace(self, which: int, value: str, on: int, precision: str, back: int, standing: str) -> date:
        fact, learned_on = self._fact(which), self._learned(back)
        person = pairs.speaker(fact.person)
        self._state(
            person, "status", value, on, learned_on, precision=precision, standing=standing, replaces=fact, reason=WHY
        )
        return learned_on

    def withdraw(self, which: int, back: int) -> date:
        learned_on = self._learned(back)
        source = actions.add_source("document", dated_on=learned_on)
        actions.withdraw(self._fact(which), reason=WHY, source=source, by=self.one, now=self.now, learned_on=learned_on)
        return learned_on

    def unit(self, who: int, code: str, on: int) -> None:
        self._state(self._person(who), "unit_at_capture", code, on, self.today)

    def group(self, who: int, value: str, on: int) -> None:
        self._state(self._person(who), "group:azov", value, on, self.today)

    def merge(self, one: int, other: int) -> None:
        people = self._speaking()
        first = people.pop(one % len(people))
        if not people:
            raise Refused("nobody else")
        into = people[other % len(people)]
        proposal = pairs.propose_merge(first, into=into, reason=WHY, by=self.one, now=self.now)
        pairs.approve(proposal, by=self.two, now=self.now)

    def part(self, one: int) -> None:
        joined = list(Person.objects.filter(now__joined_to__isnull=False).order_by("pk"))
        if not joined:
            raise Refused("nobody is joined")
        proposal = pairs.propose_part(joined[one % len(joined)], reason=WHY, by=self.one, now=self.now)
        pairs.approve(proposal, by=self.two, now=self.now)

    def _state(self, person: Person, about: str, value: str, on: int, learned_on: date, **more) -> None:
        true_from = ([day for day in DAYS if day <= learned_on] or [learned_on])[-1 - on % 4 :][0]
        source = actions.add_source("document", dated_on=learned_on)
        actions.state(
            person,
            about,
            value,
            true_from=true_from,
            source=source,
            by=self.one,
            now=self.now,
            learned_on=learned_on,
            is_approved=True,
            **more,
        )

    def _learned(self, back: int) -> date:
        earlier = [day for day in DAYS if day < self.today]
        return earlier[-back] if 0 < back <= len(earlier) else self.today

    def _speaking(self) -> list[Person]:
        return list(Person.objects.filter(now__joined_to=None).order_by("pk"))

    def _person(self, place: int) -> Person:
        people = self._speaking()
        return people[place % len(people)]

    def _fact(self, place: int) -> Fact:
        replaced = Fact.objects.filter(replaces__isnull=False).values("replaces")
        facts = list(Fact.objects.filter(about="status", value__isnull=False).exclude(pk__in=replaced).order_by("seq"))
        if not facts:
            raise Refused("nothing yet")
        return facts[place % len(facts)]


Answers = dict[tuple[int, date, date], str]


def asked(today: date) -> list[date]:
    """The days on which an answer may change, up to today."""
    facts = Fact.objects.values_list("true_from", "learned_on")
    days = {day for both in facts for day in both} | {FIRST, today, date(2022, 5, 16)}
    return sorted(day for day in days if day <= today)


def folded(about: str, *, true_on: date, known_on: date, rows: list[Fact]) -> dict[int, tuple[str, str]]:
    """What the pure fold says of everybody: value and standing."""
    speaks = roots([value_fact(row) for row in rows if row.about == "same_as"], known_on=known_on)
    own: dict[int, list[timeline.Fact]] = {}
    for row in rows:
        if row.about == about:
            own.setdefault(speaks.get(row.person_id, row.person_id), []).append(value_fact(row))
    answers = {person: timeline.as_of(facts, true_on=true_on, known_on=known_on) for person, facts in own.items()}
    return {person: (fact.value or "", fact.standing) for person, fact in answers.items() if fact}


def all_answers(days: list[date]) -> Answers:
    """What the spans say of everybody's status, for every pair of days; no person has two answers."""
    found: Answers = {}
    for span in Span.objects.filter(about="status"):
        for true_on in days:
            for known_on in days:
                if span.true_from <= true_on < span.true_to and span.known_from <= known_on < span.known_to:
                    assert (span.person_id, true_on, known_on) not in found
                    found[span.person_id, true_on, known_on] = span.value
    return found


def now_by_status() -> Counter[str]:
    """People by status as the list shows them today."""
    return Counter(PersonNow.objects.filter(joined_to=None).values_list("status", flat=True))


def projected() -> list[tuple[str, ...]]:
    """Every projected row, without its own id."""
    rows: list[tuple[str, ...]] = []
    for model in (PersonNow, PersonName, Span):
        columns = [column.attname for column in model._meta.concrete_fields if column.attname != "id"]
        rows += sorted((model.__name__, *map(str, row)) for row in model.objects.values_list(*columns))
    return rows
