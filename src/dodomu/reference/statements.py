"""Statements with a number that were published about captivity and return: who said what, where, who repeats whom."""

from dataclasses import dataclass
from typing import Literal

from dodomu.reference.checks import CheckRow, read_checks
from dodomu.reference.dates import PartialDate
from dodomu.reference.table import cell_of, int_or_none, read_table

__all__ = ["CheckRow", "StatementRow", "Status", "read_checks", "read_statements"]

Status = Literal["asserted", "retracted", "corrected", "uncorrected_copy"]
_STATUSES: dict[str, Status] = {
    "asserted": "asserted",
    "retracted": "retracted",
    "corrected": "corrected",
    "uncorrected_copy": "uncorrected_copy",
}


@dataclass(frozen=True)
class StatementRow:
    """One published statement. ``value`` is None where the number was withheld (``qualifier`` says so).

    ``status``: *corrected* states a correction, *retracted* was taken back by its own outlet, *uncorrected_copy*
    repeats what has been corrected elsewhere. ``corrects`` and ``quotes`` are ids of other statements.
    """

    id: str
    stated_on: PartialDate
    as_of: PartialDate
    value: int | None
    value_high: int | None
    qualifier: str
    unit: str
    population: str
    what: str
    channel: str
    scope: str
    speaker: str
    speaker_office: str
    outlet: str
    language: str
    source_url: str
    status: Status
    corrects: str | None
    quotes: str | None
    note: str

    def cells(self) -> dict[str, str]:
        """The row of ``statements.csv`` that this statement was read from."""
        return {
            "id": self.id,
            "stated_on": str(self.stated_on),
            "as_of": str(self.as_of),
            "value": cell_of(self.value),
            "value_high": cell_of(self.value_high),
            "qualifier": self.qualifier,
            "unit": self.unit,
            "population": self.population,
            "what": self.what,
            "channel": self.channel,
            "scope": self.scope,
            "speaker": self.speaker,
            "speaker_office": self.speaker_office,
            "outlet": self.outlet,
            "language": self.language,
            "source_url": self.source_url,
            "status": self.status,
            "corrects": self.corrects or "",
            "quotes": self.quotes or "",
            "note": self.note,
        }


def read_statements() -> list[StatementRow]:
    """Every statement, in the order of the file (by the day it was made).

    >>> [row.id for row in read_statements() if row.value == 755 and row.status == "retracted"]
    ['ngu-755-ukrinform-first']
    """
    return [_statement(row) for row in read_table("statements.csv")]


def _statement(row: dict[str, str]) -> StatementRow:
    return StatementRow(
        id=row["id"],
        stated_on=PartialDate.read(row["stated_on"]),
        as_of=PartialDate.read(row["as_of"]),
        value=int_or_none(row["value"]),
        value_high=int_or_none(row["value_high"]),
        qualifier=row["qualifier"],
        unit=row["unit"],
        population=row["population"],
        what=row["what"],
        channel=row["channel"],
        scope=row["scope"],
        speaker=row["speaker"],
        speaker_office=row["speaker_office"],
        outlet=row["outlet"],
        language=row["language"],
        source_url=row["source_url"],
        status=_STATUSES[row["status"]],
        corrects=row["corrects"] or None,
        quotes=row["quotes"] or None,
        note=row["note"],
    )
