"""The list of 95 lines for the round of 17 July 2024, made from people of the register, and how the matching did."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dodomu.access.models import User
from dodomu.clock import now as real_now
from dodomu.exchanges import actions as exchanges
from dodomu.exchanges.models import Line, NameList, Round
from dodomu.flows.work import HANDLERS
from dodomu.formats.columns import guess_columns, lines
from dodomu.formats.tables import read_paste
from dodomu.jobs.actions import run_due
from dodomu.people.models import Person
from dodomu.synthetic.lists import MadeLine, make_list
from dodomu.synthetic.register import MadePerson

LINES, GUARD, MISSING, STRANGERS = 95, 21, 4, 3
ORDINAL = 54


def choose(people: Sequence[tuple[Person, MadePerson]], *, seed: int) -> list[tuple[Person, MadePerson]]:
    """Who is on the list: 21 of the National Guard as announced, some of them listed as missing until now."""
    chance = random.Random(seed)
    captive = [pair for pair in people if pair[1].outcome == "captive"]
    missing = [pair for pair in people if pair[1].outcome == "missing"]
    guard = [pair for pair in captive if pair[1].unit.startswith("NGU")]
    others = [pair for pair in captive if not pair[1].unit.startswith("NGU")]
    unlisted = [pair for pair in missing if not pair[1].unit.startswith("NGU")]
    wanted = LINES - STRANGERS - MISSING - GUARD
    return [
        *chance.sample(guard, min(GUARD, len(guard))),
        *chance.sample(others, min(wanted, len(others))),
        *chance.sample(unlisted, min(MISSING, len(unlisted))),
    ]


def take(made: Sequence[MadeLine], *, by: User, now: datetime) -> NameList:
    """Takes the list in as an officer would: pasted text, columns as guessed."""
    stage = Round.objects.get(ordinal=ORDINAL).stages.get()
    text = "\n".join(line.text for line in made)
    table = read_paste(text)
    read = lines(table, guess_columns(table), latest=stage.on)
    return exchanges.take_list(
        stage, read, received=text.encode(), kind="paste", title="Список від посередника", by=by, now=now
    )


def make(people: Sequence[tuple[Person, MadePerson]], *, seed: int) -> list[MadeLine]:
    """The 95 lines with the truth about each."""
    return make_list(
        [(person.pk, made.invented, _unit(made.unit)) for person, made in people], strangers=STRANGERS, seed=seed
    )


def _unit(code: str) -> str:
    """The brigade as a list names it; nothing where the unit has no number.

    >>> _unit("NGU-101-2")
    '101 бригада'
    """
    number = code.split("-")[1]
    return f"{number} бригада" if number.isdigit() and len(number) == 3 else ""


@dataclass(frozen=True, slots=True)
class Matched:
    """How the matching did against the truth: offered in advance right and wrong, and what a person must decide."""

    total: int
    offered_right: int
    offered_wrong: int
    first_right: int
    to_decide: dict[str, int]


def match(name_list: NameList, made: Sequence[MadeLine]) -> Matched:
    """Runs the job that finds candidates, and compares with the truth."""
    run_due(HANDLERS, clock=real_now)
    right = wrong = first = 0
    to_decide: Counter[str] = Counter()
    rows: list[Line] = list(name_list.lines.prefetch_related("candidates").order_by("number"))
    for line, truth in zip(rows, made, strict=True):
        right += line.chosen_id is not None and line.chosen_id == truth.truth
        wrong += line.chosen_id is not None and line.chosen_id != truth.truth
        best = next(iter(line.candidates.all()), None)
        first += best is not None and best.person_id == truth.truth
        if line.chosen_id is None:
            to_decide[line.tag] += 1
    return Matched(len(rows), right, wrong, first, dict(to_decide))
