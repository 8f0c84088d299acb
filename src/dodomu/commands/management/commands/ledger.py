"""`dodomu ledger verify` and `dodomu ledger head`: is the chain whole, and where does it stand."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dodomu.commands.speech import add_language, chosen
from dodomu.ledger.chain import Verified
from dodomu.ledger.queries import head, verify_chain
from dodomu.text import Text

WHY = {
    "changed": Text("запис змінено", "the entry was changed"),
    "missing": Text(
        "перед ним чогось бракує, щось вставлено або переставлено",
        "before it something is missing, was put in or was moved",
    ),
}


class Command(BaseCommand):
    """Verifies every entry against the one before it, or prints the head to be kept outside the system."""

    help = "Verify the ledger, or print its head (number and hash of the last entry)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["verify", "head"])
        parser.add_argument("--kept-head", default="", help="a head kept elsewhere: it must still be in the chain")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language = chosen(options["language"])
        if options["act"] == "head":
            self.stdout.write("{} {}".format(*head()))
            return
        # The number may be given along with the hash, as `dodomu ledger head` prints them.
        kept = (options["kept_head"].split() or [""])[-1].lower()
        found = verify_chain(kept_head=kept)
        if found.broken_at is not None:
            self.stderr.write(_broken(found).in_language(language))
            sys.exit(1)
        if found.has_head is False:
            cut = Text(
                f"Записів перевірено: {found.entries}, кожен цілий, але збереженої голови серед них немає: "
                "кінець ланцюга відрізано або ланцюг написано наново.",
                f"Entries verified: {found.entries}, each whole, but the head you kept is not among them: "
                "the end of the chain was cut off, or the chain was written anew.",
            )
            self.stderr.write(cut.in_language(language))
            sys.exit(1)
        self.stdout.write(_whole(found).in_language(language))


def _broken(found: Verified) -> Text:
    why = WHY[found.why]
    return Text(
        f"Ланцюг розірвано на записі {found.broken_at}: {why.uk}. До нього цілих записів: {found.entries}.",
        f"The chain breaks at entry {found.broken_at}: {why.en}. Whole entries before it: {found.entries}.",
    )


def _whole(found: Verified) -> Text:
    if found.has_head:
        tail = Text("Збережена голова на місці.", "The head you kept is in its place.")
    else:
        tail = Text(
            "Чи не відрізано кінець, видно лише з голови, збереженої деінде: dodomu ledger head, потім --kept-head.",
            "Whether its end was cut off shows only by a head kept elsewhere: dodomu ledger head, later --kept-head.",
        )
    return Text(
        f"Записів перевірено: {found.entries}. Ланцюг цілий. Голова: {found.head}\n{tail.uk}",
        f"Entries verified: {found.entries}. The chain is whole. Head: {found.head}\n{tail.en}",
    )
