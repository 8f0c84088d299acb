"""A register in a file and lines in a file: loaded once, asked as often as needed; no database.

    register = Register().load("register.csv")
    for line_id, candidates in register.match([{"line_id": "1", "name": "Shevchuk Andrei", "birth_date": "1991"}]):
        ...

Columns of a register: person_id, surname, given, patronymic, birth_date, rank, unit; of lines: line_id, name,
birth_date, rank, unit. What is missing is not compared.
"""

from __future__ import annotations

import csv
import gc
import gzip
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO

from dodomu.formats.dates import read_date
from dodomu.matching import births
from dodomu.matching.index import Candidate, Index
from dodomu.matching.segment import Columns, asked

NEEDED = ("person_id", "surname")
OTHERS = ("given", "patronymic", "rank", "unit", "birth_date")
LEAST_SHOWN = 0.0005
SAVED = ".names"


class UnfitError(ValueError):
    """The file has not the columns that are needed; the message names them."""


class Register:
    """People of a file, ready to be asked."""

    def __init__(self) -> None:
        self.index = Index()
        self._ids: list[str] = []

    def load(self, path: str | Path) -> Register:
        """Reads a register (CSV, also packed as .gz), or one that `save` has written (.names)."""
        path = Path(path)
        if path.suffix == SAVED:
            loaded = Index.load(path)
            if loaded is None:
                raise UnfitError(f"{path.name}: another form of index; build it anew")
            self.index = loaded[0]
            self._ids = path.with_suffix(".ids").read_text("utf-8").split("\n")
            return self
        collects = gc.isenabled()
        gc.disable()  # a million names are made and none thrown away: looking for rubbish would double the time
        try:
            with _opened(path) as file:
                self._ids, columns = _columns(csv.reader(file))
            self.index = Index.of_columns(columns)
        finally:
            if collects:
                gc.enable()
        return self

    def save(self, path: str | Path) -> None:
        """Keeps the index for another day (.names, the ids beside it); it loads many times faster than it was built."""
        path = Path(path).with_suffix(SAVED)
        self.index.save(path)
        path.with_suffix(".ids").write_text("\n".join(self._ids), "utf-8")

    def match(
        self, lines: Iterable[Mapping[str, str]], *, top: int = 5
    ) -> Iterator[tuple[str, list[tuple[str, Candidate]]]]:
        """For each line its id and the candidates, best first, with calibrated probabilities; none for a stranger."""
        for line in lines:
            question = asked(
                line.get("name") or "",
                born=_born(line.get("birth_date") or ""),
                rank=line.get("rank") or "",
                unit=line.get("unit") or "",
            )
            found = self.index.find(question, top=top)
            shown = [(self._ids[one.key], one) for one in found if one.probability >= LEAST_SHOWN]
            yield line.get("line_id") or "", shown


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def read_lines(path: str | Path) -> Iterator[dict[str, str]]:
    """The lines of a file with a header."""
    with _opened(Path(path)) as file:
        reader = csv.DictReader(file)
        if "name" not in (reader.fieldnames or ()):
            raise UnfitError(f"{Path(path).name}: name")
        for number, row in enumerate(reader, start=2):
            row.setdefault("line_id", str(number))
            yield row


def _columns(rows: Iterator[list[str]]) -> tuple[list[str], Columns]:
    header = [cell.strip().lower() for cell in next(rows, [])]
    if missing := [name for name in NEEDED if name not in header]:
        raise UnfitError(", ".join(missing))
    at = {name: header.index(name) for name in (*NEEDED, *OTHERS) if name in header}
    out = Columns()
    number_of: dict[str, int] = {}
    shared: dict[str, str] = {}  # names repeat: each is kept once
    share = shared.setdefault
    width, empty = len(header), ""
    person, surname = at["person_id"], at["surname"]
    given, father, rank, unit, born = (at.get(name, width) for name in OTHERS)
    for row in rows:
        if len(row) < width:
            continue
        row.append(empty)
        out.keys.append(number_of.setdefault(row[person], len(number_of)))
        out.surnames.append(share(row[surname], row[surname]))
        out.givens.append(share(row[given], row[given]))
        out.patronymics.append(share(row[father], row[father]))
        out.ranks.append(share(row[rank], row[rank]))
        out.units.append(share(row[unit], row[unit]))
        out.born.append(_born(row[born]))
    return list(number_of), out


@lru_cache(maxsize=50_000)
def _born(text: str) -> int:
    if len(text) == 10 and text[4] == text[7] == "-":
        digits = text.replace("-", "")
        if digits.isdigit() and "01" <= digits[4:6] <= "12" and "01" <= digits[6:] <= "31":
            return int(digits)
    read = read_date(text)
    return births.number_of(read.on, read.precision)
