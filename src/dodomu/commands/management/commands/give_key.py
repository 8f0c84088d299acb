"""`dodomu give-key`: a key with which a program takes in documents for an account of the press office."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from dodomu.access import policy
from dodomu.access.keys import LONGEST, key_for
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.clock import now as read_clock
from dodomu.commands.speech import add_language, refuse
from dodomu.ledger import actions as ledger
from dodomu.text import Text


class Command(BaseCommand):
    """Prints the key and nothing else. It is not kept: who loses it gives a new one and changes the password."""

    help = "Give a program a key to take in documents for an account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login", help="the account that the program works for")
        parser.add_argument("--days", type=int, default=90, help="how long it opens (90, at most 366)")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language, now = options["language"], read_clock()
        user = User.objects.filter(login=options["login"], one_time_until=None).first()
        if user is None or not policy.may(user, Act.CORRECT_FIGURE):
            refuse(
                Text(
                    f"{options['login']}: такого облікового запису немає, або він не може вносити документи.",
                    f"{options['login']}: there is no such account, or it may not take in documents.",
                ),
                language,
            )
        if not 1 <= options["days"] <= LONGEST.days:
            refuse(Text("--days – від 1 до 366.", "--days takes 1 to 366."), language)
        until = now + timedelta(days=options["days"])
        ledger.record(
            "give_key", by=None, now=now, kind="account", key=user.pk, detail={"until": until.date().isoformat()}
        )
        self.stdout.write(key_for(user, until=until))
