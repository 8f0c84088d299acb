"""`dodomu open-account`: opens an account with one role; the first of a service is an administrator's.

The password is asked for and never stands in the command: a terminal keeps what was typed. From a script it is
read as the one line of standard input.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction

from dodomu.access.actions import open_account
from dodomu.access.models import User
from dodomu.access.passwords import ONE_TIME_LASTS
from dodomu.access.roles import ROLES
from dodomu.clock import now as read_clock
from dodomu.commands.speech import add_language, chosen, refuse
from dodomu.flows.accounts import GIVEN_HERE
from dodomu.ledger import actions as ledger
from dodomu.text import Text
from dodomu.units.queries import by_code


class Command(BaseCommand):
    """Opens one account. More roles are given and ended on the page of accounts, by an administrator."""

    help = "Open an account with one role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login", help="what the person signs in with")
        parser.add_argument("--name", required=True, help="the name shown to others, in Ukrainian")
        parser.add_argument("--name-en", default="", help="the name on English pages")
        parser.add_argument("--role", required=True, choices=GIVEN_HERE)
        parser.add_argument("--unit", default="", help="code of the unit the role is for (the whole service)")
        parser.add_argument(
            "--one-time", action="store_true", help="the password is changed at the first sign-in, within three days"
        )
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language = chosen(options["language"])
        login, now = options["login"].strip(), read_clock()
        if not login or len(login) > 60:
            refuse(Text("Логін має від 1 до 60 знаків.", "A login has 1 to 60 characters."), language)
        if User.objects.filter(login=login).exists():
            refuse(Text(f"Логін {login} уже зайнято.", f"The login {login} is taken."), language)
        unit = by_code(options["unit"]) if options["unit"] else None
        if options["unit"] and unit is None:
            refuse(Text(f"Підрозділу {options['unit']} немає.", f"There is no unit {options['unit']}."), language)
        password = getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password, User(login=login, name=options["name"]))
        except ValidationError:
            refuse(
                Text(
                    "Пароль має щонайменше 15 знаків, не схожий на логін чи ім’я і не з поширених.",
                    "A password has at least 15 characters, is unlike the login and the name, and is not a common one.",
                ),
                language,
            )
        with transaction.atomic():
            account = open_account(
                login, name=options["name"], name_en=options["name_en"], password=password,
                role=options["role"], unit=unit, now=now,
                one_time_until=now + ONE_TIME_LASTS if options["one_time"] else None,
            )  # fmt: skip
            detail = {"role": options["role"], "unit": unit.pk if unit else None}
            ledger.record("open_account", by=None, now=now, kind="account", key=account.pk, detail=detail)
        role = ROLES[options["role"]]
        told = Text(f"Обліковий запис {login} відкрито: {role.uk}.", f"The account {login} is open: {role.en}.")
        self.stdout.write(told.in_language(language))
