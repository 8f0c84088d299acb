"""`dodomu check-projection`: do the projections of the register say what the facts say."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from dodomu.commands.speech import add_language, chosen
from dodomu.people import projection
from dodomu.people.models import Person
from dodomu.text import Text


class Command(BaseCommand):
    """Recomputes every projected row and names each that differs; exit 1 when any does."""

    help = "Compare the projections with the facts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="write the projections anew where they differ")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language = chosen(options["language"])
        differing = list(projection.differences())
        for one in differing:
            self.stdout.write(one)
        people = Person.objects.count()
        told = Text(
            f"Людей перевірено: {people}. Розбіжностей: {len(differing)}.",
            f"People checked: {people}. Differences: {len(differing)}.",
        )
        self.stdout.write(told.in_language(language))
        if differing and options["mend"]:
            with transaction.atomic():
                projection.rebuild({int(one.split()[1]) for one in differing})
            self.stdout.write(Text("Записано наново.", "Written anew.").in_language(language))
        elif differing:
            sys.exit(1)
