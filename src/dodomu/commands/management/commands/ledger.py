"""`dodomu ledger verify` and `dodomu ledger head`: is the chain whole, and where does it stand."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dodomu.commands.speech import add_language, chosen
from dodomu.ledger.models import Entry
from dodomu.ledger.queries import verify_chain
from dodomu.text import Text


class Command(BaseCommand):
    """Verifies every entry against the one before it, or prints the head to be kept outside the system."""

    help = "Verify the ledger, or print its head."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["verify", "head"])
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language = chosen(options["language"])
        if options["act"] == "head":
            last = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
            self.stdout.write(f"{last[0]} {last[1]}" if last else "0")
            return
        found = verify_chain()
        if found.broken_at is None:
            whole = Text(
                f"Записів перевірено: {found.entries}. Ланцюг цілий. Голова: {found.head}\n"
                "Чи не відрізано кінець, видно лише з голови, збереженої деінде: dodomu ledger head.",
                f"Entries verified: {found.entries}. The chain is whole. Head: {found.head}\n"
                "Whether its end was cut off shows only beside a head kept elsewhere: dodomu ledger head.",
            )
            self.stdout.write(whole.in_language(language))
            return
        why = {
            "changed": Text("запис змінено", "the entry was changed"),
            "missing": Text("перед ним щось бракує або переставлено", "something before it is missing or was moved"),
        }.get(found.why, Text(found.why, found.why))
        broken = Text(
            f"Ланцюг розірвано на записі {found.broken_at}: {why.uk}. До нього цілих записів: {found.entries}.",
            f"The chain breaks at entry {found.broken_at}: {why.en}. Whole entries before it: {found.entries}.",
        )
        self.stderr.write(broken.in_language(language))
        sys.exit(1)
