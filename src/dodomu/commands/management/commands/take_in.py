"""`dodomu take-in`: texts of others from a file of JSON lines; shown first, kept with `--save`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import transaction

from dodomu.clock import now as read_clock
from dodomu.commands.speech import add_language, chosen, refuse
from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.actions.documents import FIELDS, intake_of, refuse_bad
from dodomu.text import Text

LARGEST_BYTES = 200_000_000


class Command(BaseCommand):
    """Each line is `{"outlet", "url", "language", "published_on", "title", "text"}`, the last two may be left out.

    One line that cannot be read refuses the file, and nothing is kept. The same file again adds nothing. What the
    texts say is confirmed by a person afterwards.
    """

    help = "Take in documents from a file of JSON lines; without --save they are only shown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="JSON lines in UTF-8; - reads what is piped in")
        parser.add_argument("--save", action="store_true", help="keep them; otherwise they are only shown")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language, now = options["language"], read_clock()
        intakes = [_intake(number, line, language) for number, line in _lines(options["file"], language)]
        for number, intake in intakes:
            try:
                refuse_bad(intake, now=now)
            except Refused as refusal:
                _refuse(number, str(refusal.message), language)
        added = found = 0
        with transaction.atomic():
            for _number, intake in intakes:
                found += len(actions.read_numbers(intake.text, language=intake.language, seen_on=intake.published_on))
                if options["save"]:
                    added += actions.take_in(intake, by=None, now=now)[1]
        seen = Text(
            f"Документів: {len(intakes)}, чисел у них: {found}.",
            f"Documents: {len(intakes)}, numbers in them: {found}.",
        )
        kept = (
            Text(f"Нових або змінених: {added}.", f"New or changed: {added}.")
            if options["save"]
            else Text("Нічого не збережено: додайте --save.", "Nothing was kept: add --save.")
        )
        spoken = chosen(language)
        self.stdout.write(f"{seen.in_language(spoken)} {kept.in_language(spoken)}")


def _lines(file: str, language: str) -> list[tuple[int, str]]:
    try:
        data = sys.stdin.buffer.read(LARGEST_BYTES) if file == "-" else Path(file).read_bytes()[:LARGEST_BYTES]
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        refuse(Text(f"Не вдалося прочитати {file}: {why}", f"Cannot read {file}: {why}"), language)
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _intake(number: int, line: str, language: str) -> tuple[int, actions.Intake]:
    try:
        return number, intake_of(json.loads(line), came_by="file")
    except (ValueError, RecursionError):
        _refuse(number, ", ".join(FIELDS), language)


def _refuse(number: int, why: str, language: str) -> NoReturn:
    refuse(Text(f"Рядок {number}: {why}", f"Line {number}: {why}"), language)
