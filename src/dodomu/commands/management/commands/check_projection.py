"""`dodomu check-projection`: do the projections of the register say what the facts say."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from dodomu.clock import now as read_clock
from dodomu.commands.speech import add_language, chosen
from dodomu.ledger import actions as ledger
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
        differing = []
        for one in projection.differences():
            self.stdout.write(str(one))
            differing.append(one)
        people = Person.objects.count()
        told = Text(
            f"Людей перевірено: {people}. Розбіжностей: {len(differing)}.",
            f"People checked: {people}. Differences: {len(differing)}.",
        )
        self.stdout.write(told.in_language(language))
        if differing and options["mend"]:
            self._mend({one.person for one in differing})
            self.stdout.write(Text("Записано наново.", "Written anew.").in_language(language))
        elif differing:
            sys.exit(1)

    def _mend(self, people: set[int]) -> None:
        with transaction.atomic():
            projection.rebuild(people)
            ledger.record(
                "mend_projection", by=None, now=read_clock(), kind="register", detail={"people": sorted(people)[:500]}
            )
