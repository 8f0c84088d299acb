"""The statements that ship with the service, as figures to judge a text against before any database exists."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from dodomu.claims.claim import Published
from dodomu.claims.populations import POPULATIONS
from dodomu.claims.wording import Record, sentence

#: Servicemen of the other side are a population in the statements file and a side in a text.
_RUSSIAN = "russian_military"


class _Day(Protocol):
    """A day as far as it is known."""

    @property
    def first_day(self) -> date: ...
    @property
    def precision(self) -> str: ...


class Stated(Protocol):
    """One row of the statements file (``reference.statements.StatementRow``)."""

    @property
    def id(self) -> str: ...
    @property
    def stated_on(self) -> _Day: ...
    @property
    def as_of(self) -> _Day: ...
    @property
    def value(self) -> int | None: ...
    @property
    def value_high(self) -> int | None: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def population(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def corrects(self) -> str | None: ...
    @property
    def quotes(self) -> str | None: ...
    @property
    def speaker(self) -> str: ...
    @property
    def note(self) -> str: ...


def published_from(rows: Iterable[Stated]) -> list[Published]:
    """Every statement that counts people or bodies. What was taken back, and copies of it, lead to the correction.

    Copies that only repeat another statement are left out: the first that said so answers for them.
    """
    counted = [row for row in rows if row.unit != "rounds" and row.what != "other"]
    firsts = [row for row in counted if row.quotes is None or row.status in ("retracted", "uncorrected_copy")]
    corrected = {row.corrects: row.id for row in firsts if row.corrects}
    by_id = {row.id: row for row in counted}
    found = []
    for row in firsts:
        mended = corrected.get(row.id) or corrected.get(_source(row, by_id))
        found.append(_published(row, superseded_by=mended if row.status in ("retracted", "uncorrected_copy") else None))
    return found


def _source(row: Stated, by_id: dict[str, Stated]) -> str:
    """The statement that a copy goes back to; a circle ends where it began."""
    seen: set[str] = set()
    while row.quotes in by_id and row.id not in seen:
        seen.add(row.id)
        row = by_id[row.quotes]
    return row.id


def _published(row: Stated, *, superseded_by: str | None) -> Published:
    is_russian = row.population == _RUSSIAN
    record = Record(
        row.value,
        row.what,
        row.population,
        row.as_of.first_day,
        row.as_of.precision,
        row.qualifier,
        row.value_high,
        row.scope,
    )
    return Published(
        key=row.id,
        value=row.value,
        value_high=row.value_high,
        comparator=row.qualifier,
        what=row.what,
        population="all" if is_russian else POPULATIONS[row.population].code,
        as_of=row.as_of.first_day,
        as_of_precision=row.as_of.precision,
        known_on=row.stated_on.first_day,
        is_current=row.status in ("asserted", "corrected"),
        superseded_by=superseded_by,
        sentence=sentence(record),
        scope=row.scope,
        side="russian" if is_russian else "ukrainian",
        is_ours=False,
    )
