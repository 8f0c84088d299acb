"""Exchange rounds as they were announced in public, 1 March 2022 to 6 March 2026, and their running totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dodomu.reference.breakdown import Difference, Part, differences, parts_add_up, read_breakdown, write_breakdown
from dodomu.reference.table import cell_of, int_or_none, read_table


@dataclass(frozen=True)
class StageRow:
    """What was announced on one day. ``in_exchange`` is what the official running total counts of it.

    ``announced`` is None where the number was kept back on purpose: withheld, which is not zero.
    ``parts_add_up`` is our own sum; None means that it cannot be judged.
    """

    on: date
    announced: int | None
    is_withheld: bool
    in_exchange: int | None
    outside_exchange: int | None
    national_guard: int | None
    considered_missing: int | None
    civilians: int | None
    cumulative_total: int | None
    parts: tuple[Part, ...]
    parts_add_up: bool | None
    note: str
    source_url: str

    @property
    def differences(self) -> list[Difference]:
        """Where the parts contradict the announced number or each other."""
        return differences(self.parts, self.announced)

    def cells(self, *, ordinal: int | None) -> dict[str, str]:
        """The row of ``exchanges.csv`` that this stage was read from; ``breakdown_sums`` is our own sum."""
        return {
            "date": self.on.isoformat(),
            "ordinal": cell_of(ordinal),
            "returned": cell_of(self.announced),
            "in_exchange": cell_of(self.in_exchange),
            "outside_exchange": cell_of(self.outside_exchange),
            "national_guard": cell_of(self.national_guard),
            "of_which_considered_missing": cell_of(self.considered_missing),
            "civilians": cell_of(self.civilians),
            "cumulative_total": cell_of(self.cumulative_total),
            "breakdown": write_breakdown(self.parts),
            "breakdown_sums": {True: "yes", False: "no", None: "unknown"}[self.parts_add_up],
            "note": self.note,
            "source_url": self.source_url,
        }


@dataclass(frozen=True)
class RoundRow:
    """One exchange: the N-th by the official count, or uncounted, in one stage or several."""

    ordinal: int | None
    stages: tuple[StageRow, ...]

    @property
    def began_on(self) -> date:
        return self.stages[0].on

    @property
    def ended_on(self) -> date:
        return self.stages[-1].on

    @property
    def announced(self) -> int | None:
        """People of all stages together; None as soon as one stage is withheld."""
        counts = [stage.announced for stage in self.stages if stage.announced is not None]
        return sum(counts) if len(counts) == len(self.stages) else None


@dataclass(frozen=True)
class TotalCheck:
    """A running total beside the one stated before it plus the rounds in between.

    ``difference`` is stated minus expected. With ``withheld_stages`` in between the expected number is a lower bound:
    a higher total is then no mistake, it cannot be recomputed from what was published.
    """

    on: date
    stated: int
    expected: int
    previous_on: date
    difference: int
    holds: bool
    withheld_stages: int


def read_rounds() -> list[RoundRow]:
    """All rounds by the day they began. Rows with one ordinal are one round with several stages.

    >>> [len(each.stages) for each in read_rounds() if each.ordinal in (53, 65, 66)]
    [2, 3, 4]
    """
    return group_stages((int_or_none(row["ordinal"]), _stage(row)) for row in read_table("exchanges.csv"))


def group_stages(stages: Iterable[tuple[int | None, StageRow]]) -> list[RoundRow]:
    """Stages with their ordinals, joined into rounds; a stage without an ordinal is a round of its own."""
    rounds: list[RoundRow] = []
    place: dict[int, int] = {}
    for ordinal, stage in sorted(stages, key=lambda pair: pair[1].on):
        if ordinal is not None and ordinal in place:
            begun = rounds[place[ordinal]]
            rounds[place[ordinal]] = RoundRow(ordinal, (*begun.stages, stage))
            continue
        if ordinal is not None:
            place[ordinal] = len(rounds)
        rounds.append(RoundRow(ordinal, (stage,)))
    return rounds


def _stage(row: dict[str, str]) -> StageRow:
    announced, parts = int_or_none(row["returned"]), read_breakdown(row["breakdown"])
    return StageRow(
        on=date.fromisoformat(row["date"]),
        announced=announced,
        is_withheld=announced is None,
        in_exchange=int_or_none(row["in_exchange"]),
        outside_exchange=int_or_none(row["outside_exchange"]),
        national_guard=int_or_none(row["national_guard"]),
        considered_missing=int_or_none(row["of_which_considered_missing"]),
        civilians=int_or_none(row["civilians"]),
        cumulative_total=int_or_none(row["cumulative_total"]),
        parts=parts,
        parts_add_up=parts_add_up(parts, announced),
        note=row["note"],
        source_url=row["source_url"],
    )


def running_totals(rounds: Sequence[RoundRow]) -> list[TotalCheck]:
    """Every running total that follows another one, recomputed from it.

    The official total counts those who came back in the exchange: where some came by other means on the same day
    (31 of 277 on 19 April 2025) only ``in_exchange`` is added, and a day with nothing in the exchange adds nothing.

    >>> [(check.on.isoformat(), check.difference) for check in running_totals(read_rounds()) if not check.holds]
    [('2024-01-03', 6), ('2025-11-22', 220)]
    """
    checks: list[TotalCheck] = []
    previous: tuple[date, int] | None = None
    added = withheld = 0
    for stage in sorted((stage for each in rounds for stage in each.stages), key=lambda stage: stage.on):
        added += stage.in_exchange or 0
        withheld += stage.is_withheld
        if stage.cumulative_total is None:
            continue
        if previous is not None:
            previous_on, start = previous
            expected = start + added
            difference = stage.cumulative_total - expected
            checks.append(
                TotalCheck(
                    stage.on, stage.cumulative_total, expected, previous_on, difference, difference == 0, withheld
                )
            )
        previous, added, withheld = (stage.on, stage.cumulative_total), 0, 0
    return checks
