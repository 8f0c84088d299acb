"""`dodomu demo`: a service with invented people and real public figures, on this machine."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from dodomu.clock import now as read_clock
from dodomu.commands.demo import accounts, story
from dodomu.commands.demo.environment import NOW, PASSWORD
from dodomu.commands.demo.telling import Telling

LEAST_PEOPLE = 300


class Command(BaseCommand):
    """Builds the demo from nothing, tells what happened, and serves it on localhost."""

    help = "A service with invented people and real public figures, on this machine."
    requires_system_checks: list[str] = []  # noqa: RUF012 - the database does not exist yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=5000, help="how many people the register holds (5000)")
        parser.add_argument("--now", default=NOW, help=f"where the clock starts ({NOW})")
        parser.add_argument("--data", default="", help="the folder of the demo (data/demo)")
        parser.add_argument("--port", type=int, default=8000, help="the port on localhost (8000)")
        parser.add_argument("--language", choices=["uk", "en"], default="", help="the language of the terminal")
        parser.add_argument("--no-serve", action="store_true", help="end after the summary")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["people"] < LEAST_PEOPLE:
            raise CommandError(f"--people takes {LEAST_PEOPLE} at the least: a list of 95 lines must fit.")
        language = options["language"] or ("uk" if os.environ.get("LANG", "").startswith("uk") else "en")
        telling = Telling(language)
        self._make_database()
        telling.say("порожню базу створено", "an empty database is made")
        told = story.tell(telling, people=options["people"], now=read_clock())
        self._summary(telling, told)
        if not options["no_serve"]:
            self._serve(telling, options["port"])

    def _make_database(self) -> None:
        """A fresh file, always: the demo never touches a database of a service."""
        name = settings.DATABASES["default"]["NAME"]
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{name}{ending}")  # noqa: PTH108 - the name with an ending is no path of its own
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)

    def _summary(self, telling: Telling, told: story.Told) -> None:
        matched = told.matched
        telling.plain()
        telling.plain("Список обміну 17 липня 2024 року", "The list of the exchange of 17 July 2024")
        rows = (
            ("рядків прочитано", "lines read", matched.total),
            ("запропоновано наперед, правильно", "offered in advance, rightly", matched.offered_right),
            ("запропоновано наперед, хибно", "offered in advance, wrongly", matched.offered_wrong),
            ("перший кандидат правильний", "first candidate is the right one", matched.first_right),
            ("вирішує людина", "left to a person", sum(matched.to_decide.values())),
            ("  – кілька схожих", "  – several similar people", matched.to_decide.get("several", 0)),
            ("  – слабкі докази", "  – weak evidence", matched.to_decide.get("weak", 0)),
            (
                "  – один кандидат, доказів замало",
                "  – one candidate, not enough evidence",
                matched.to_decide.get("one", 0),
            ),
            ("  – суперечить реєстру", "  – contradicts the register", matched.to_decide.get("conflict", 0)),
            ("  – немає в реєстрі", "  – not in the register", matched.to_decide.get("none", 0)),
        )
        for uk, en, number in rows:
            telling.plain(f"  {uk:<40}{number:>5}", f"  {en:<40}{number:>5}")
        telling.plain()
        telling.plain(f"Облікові записи (пароль у всіх: {PASSWORD})", f"Accounts (password: {PASSWORD})")
        for one in accounts.ACCOUNTS:
            from dodomu.access.roles import ROLES

            role = ROLES[one.role]
            telling.plain(f"  {one.login:<14}{one.name:<20}{role.uk}", f"  {one.login:<14}{one.name_en:<20}{role.en}")

    def _serve(self, telling: Telling, port: int) -> None:
        address = f"http://localhost:{port}/"
        telling.plain()
        telling.say(f"сервіс: {address}", f"serving: {address}en/")
        for number, (uk, en) in enumerate(story.TO_TRY, start=1):
            telling.plain(f"  {number}. {uk}", f"  {number}. {en}")
        telling.plain("Зупинити: Ctrl+C", "Stop with Ctrl+C")
        worker = subprocess.Popen([sys.executable, "-m", "django", "work"], env=self._environment())
        server = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
                "--workers", "1", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning",
                "dodomu.config.wsgi:application",
            ],
            env=self._environment(),
        )  # fmt: skip
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            server.wait()
        except KeyboardInterrupt:
            server.terminate()
            server.wait()
        finally:
            worker.terminate()
            worker.wait()

    @staticmethod
    def _environment() -> dict[str, str]:
        return os.environ | {"DJANGO_SETTINGS_MODULE": "dodomu.config.settings"}
