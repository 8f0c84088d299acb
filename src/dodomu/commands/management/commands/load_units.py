"""`dodomu load-units`: the tree of services and units from a CSV file, whole or not at all.

The first line names the columns: `code`, `parent`, `kind`, `name_uk`, `name_en`, `valid_from`. A line without a
parent is a service. Run again, it changes nothing; another name of a unit that is there already renames it.
"""

from __future__ import annotations

import csv
import io
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from dodomu.clock import now as read_clock
from dodomu.commands.speech import a_day, add_language, chosen, refuse
from dodomu.flows import tree
from dodomu.text import Text
from dodomu.units.models import KINDS

NEEDED = ("code", "name_uk", "name_en")
COLUMNS = (*NEEDED, "parent", "kind", "valid_from")
LARGEST = 5_000_000


class Command(BaseCommand):
    """Adds what is missing and renames what is called otherwise; nothing is closed, moved or deleted."""

    help = "Load services and units from a CSV file (code, parent, kind, name_uk, name_en, valid_from)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"UTF-8, with commas or semicolons; kinds: {', '.join(KINDS)}")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.language: str = chosen(options["language"])
        with override(self.language):
            rows, complaints = self._rows(self._table(options["file"]))
            if complaints:
                self._complain(complaints)
            try:
                loaded = tree.load_units(rows, by=None, now=read_clock())
            except tree.Unfit as unfit:
                self._complain(unfit.complaints)
        told = Text(
            f"Підрозділи: нових {loaded.added}, перейменовано {loaded.renamed}, без змін {loaded.same}.",
            f"Units: {loaded.added} new, {loaded.renamed} renamed, {loaded.same} unchanged.",
        )
        self.stdout.write(told.in_language(self.language))

    def _table(self, file: Path) -> Iterator[tuple[int, list[str]]]:
        try:
            content = file.read_bytes()
        except OSError:
            refuse(Text(f"Файл не читається: {file}.", f"The file cannot be read: {file}."), self.language)
        try:
            if len(content) > LARGEST:
                raise ValueError
            text = content.decode("utf-8-sig")
        except ValueError:
            refuse(Text("Збережіть файл як CSV у UTF-8.", "Save the file as CSV in UTF-8."), self.language)
        lines = csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
        try:
            yield from ((lines.line_num, cells) for cells in lines if any(cell.strip() for cell in cells))
        except csv.Error:
            refuse(Text("Це не таблиця CSV.", "This is no CSV table."), self.language)

    def _rows(self, table: Iterator[tuple[int, list[str]]]) -> tuple[list[tree.Row], list[tuple[int, str]]]:
        heads = [cell.strip().lower() for cell in next(table, (0, []))[1]]
        if (missing := [name for name in NEEDED if name not in heads]) or (set(heads) - set(COLUMNS)):
            known = ", ".join(COLUMNS)
            refuse(
                Text(
                    f"Перший рядок має називати стовпці {known}. Бракує: {', '.join(missing) or '–'}.",
                    f"The first line must name the columns {known}. Missing: {', '.join(missing) or '–'}.",
                ),
                self.language,
            )
        rows, complaints = [], []
        for line, cells in table:
            if len(cells) > len(heads):
                told = Text("У рядку більше клітинок, ніж стовпців.", "More cells than columns.")
                complaints.append((line, told.in_language(self.language)))
                continue
            said = dict.fromkeys(COLUMNS, "") | {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
            since = said.pop("valid_from")
            try:
                valid_from = a_day(since) if since else None
            except ArgumentTypeError:
                told = Text("valid_from – день, наприклад 2024-07-17.", "valid_from is a day such as 2024-07-17.")
                complaints.append((line, told.in_language(self.language)))
                continue
            rows.append(tree.Row(line=line, valid_from=valid_from, **said))
        return rows, complaints

    def _complain(self, complaints: list[tuple[int, str]]) -> None:
        nothing = Text("Нічого не змінено.", "Nothing was changed.").in_language(self.language)
        word = Text("рядок", "line").in_language(self.language)
        lines = [f"{word} {line}: {told}" for line, told in complaints]
        raise CommandError("\n".join([*lines, nothing]), returncode=2)
