"""What a line says, sealed and opened: the raw text as received and how it was read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dodomu.access import vault
from dodomu.exchanges.models import Candidate, Line, NameList
from dodomu.formats.columns import ListLine
from dodomu.formats.dates import ReadDate
from dodomu.matching.score import Match
from dodomu.names.normalise import fold, name_key
from dodomu.names.parts import PersonName
from dodomu.text import Text

LINE_PLACE = "exchanges_line.content"
CANDIDATE_PLACE = "exchanges_candidate.content"
REASON_PLACE = "exchanges_namelist.reason"


def seal_lines(name_list: NameList, lines: Sequence[ListLine]) -> list[str]:
    """The sealed content of each line, in order."""
    texts = [
        json.dumps(
            {
                "raw": line.raw,
                "name": [line.name.surname, line.name.given, line.name.patronymic],
                "lang": line.lang,
                "birth": [line.birth.on.isoformat() if line.birth.on else "", line.birth.precision, line.birth.raw],
                "rank": line.rank,
                "unit": line.unit,
                "place": line.place,
                "note": line.note,
                "refused": line.refused,
                "written": line.written,
                "sheet": line.sheet,
                "row": line.number,
                "warnings": [[warning.code, warning.text.uk, warning.text.en] for warning in line.warnings],
            },
            ensure_ascii=False,
        )
        for line in lines
    ]
    return vault.seal_many(texts, owner=name_list.owner, place=LINE_PLACE)


def read_reason(name_list: NameList) -> str:
    """Why the list was last sent back or withdrawn, in the words of the officer."""
    return vault.unseal(name_list.reason, owner=name_list.owner, place=REASON_PLACE)


def read_lines(name_list: NameList, lines: Sequence[Line]) -> list[ListLine]:
    """What each line says, as it was read when it was received."""
    texts = vault.unseal_many([line.content for line in lines], owner=name_list.owner, place=LINE_PLACE)
    return [_line(line.number, json.loads(text)) for line, text in zip(lines, texts, strict=True)]


def words_of(read: ListLine) -> str:
    """A blind index of what a line says of a person: who, born when, of what rank and unit; "" where it names nobody.

    Case, apostrophes, look-alike letters, blanks and the way a date is written make no difference.
    """
    if not read.name.surname:
        return ""
    born = f"{read.birth.on.isoformat()}/{read.birth.precision}" if read.birth.on else ""
    return vault.fingerprint("|".join(["line", name_key(read.name.full), born, fold(read.rank), fold(read.unit)]))


def _line(number: int, stored: dict[str, Any]) -> ListLine:
    from dodomu.formats.rows import Warning as RowWarning

    on, precision, written = stored["birth"]
    return ListLine(
        number=number,
        raw=stored["raw"],
        name=PersonName(*stored["name"]),
        lang=stored["lang"],
        birth=ReadDate(date.fromisoformat(on) if on else None, precision, "", written),
        rank=stored["rank"],
        unit=stored["unit"],
        place=stored["place"],
        note=stored["note"],
        warnings=tuple(RowWarning(code, number, Text(uk, en)) for code, uk, en in stored["warnings"]),
        refused=stored["refused"],
        written=stored.get("written", ""),
        sheet=stored.get("sheet", ""),
        row=stored.get("row", number),
    )


@dataclass(frozen=True, slots=True)
class ShownField:
    """One row of the comparison: as received, ours, and whether they agree."""

    field: str
    as_received: str
    ours: str
    mark: str


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One piece of evidence for (positive) or against (negative)."""

    weight: float
    text: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was shown of a candidate: field by field, and the reasons."""

    fields: list[ShownField]
    reasons: list[ShownReason]


def match_text(match: Match) -> str:
    """A match as the JSON text that is sealed with the candidate."""
    return json.dumps(
        {
            "fields": [[str(f.field), f.as_received, f.ours, f.mark] for f in match.fields],
            "reasons": [[round(r.weight, 3), r.text.uk, r.text.en] for r in match.reasons],
        },
        ensure_ascii=False,
    )


def read_candidates(name_list: NameList, candidates: Iterable[Candidate]) -> list[tuple[Candidate, Comparison]]:
    """Each candidate with the comparison that was made for it."""
    rows = list(candidates)
    texts = vault.unseal_many([row.content for row in rows], owner=name_list.owner, place=CANDIDATE_PLACE)
    found = []
    for row, text in zip(rows, texts, strict=True):
        stored = json.loads(text)
        fields = [ShownField(*values) for values in stored["fields"]]
        reasons = [ShownReason(weight, Text(uk, en)) for weight, uk, en in stored["reasons"]]
        found.append((row, Comparison(fields, reasons)))
    return found
