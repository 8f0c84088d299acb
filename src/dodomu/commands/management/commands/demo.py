"""`dodomu demo`: a service with invented people and real public figures, on this machine."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from dodomu.access.roles import ROLES
from dodomu.clock import KYIV
from dodomu.clock import now as read_clock
from dodomu.commands.demo import accounts, folder, serving, story
from dodomu.commands.demo.environment import FOLDER, NOW, PASSWORD
from dodomu.commands.demo.telling import Telling
from dodomu.commands.speech import add_language, an_instant, chosen, refuse
from dodomu.text import Text

LEAST_PEOPLE = 300
EARLIEST = datetime(2024, 7, 18, tzinfo=KYIV)


class Command(BaseCommand):
    """Builds the demo from nothing, tells what happened, and serves it on localhost."""

    help = "A service with invented people and real public figures, on this machine."
    requires_system_checks: list[str] = []  # noqa: RUF012 - the database does not exist yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=5000, help="how many people the register holds (5000)")
        parser.add_argument("--now", type=an_instant, default=NOW, help=f"where the clock starts ({NOW})")
        parser.add_argument("--data", default="", help=f"the folder of the demo, built anew ({FOLDER})")
        parser.add_argument("--port", type=int, default=8000, help="the port on localhost (8000)")
        parser.add_argument("--no-serve", action="store_true", help="end after the summary")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language = chosen(options["language"])
        self._check(options, language)
        telling = Telling(language)
        held = self._hold(language)
        if not options["no_serve"]:
            serving.check_port(options["port"], language)
        shown = _from_here(settings.DATA_DIR)
        telling.plain(
            f"Демонстрація будується в теці {shown}, щоразу наново.",
            f"The demo is built in {shown}, anew each time.",
        )
        try:
            told = self._build(telling, people=options["people"])
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            self._stop(language)
        self._summary(telling, told)
        if not options["no_serve"]:
            port = options["port"]

            def on_start(processes: list[int]) -> None:
                folder.sign(held, processes)
                self._invite(telling, port, shown)

            serving.serve(port, language, held=held, on_start=on_start)
        os.close(held)

    @staticmethod
    def _check(options: dict[str, Any], language: str) -> None:
        """What cannot be done is said before anything is built."""
        if options["people"] < LEAST_PEOPLE:
            refuse(
                Text(
                    f"--people – щонайменше {LEAST_PEOPLE}: інакше не набереться списку на 95 рядків.",
                    f"--people takes {LEAST_PEOPLE} at the least: a list of 95 lines must fit.",
                ),
                language,
            )
        if read_clock() < EARLIEST:
            refuse(
                Text(
                    "--now – 18 липня 2024 року або пізніше: про обмін 17 липня вже мають знати.",
                    "--now takes 18 July 2024 or later: the exchange of 17 July must be known.",
                ),
                language,
            )

    @staticmethod
    def _hold(language: str) -> int:
        """Takes the folder: never that of a service, and never under a demo that runs."""
        data = settings.DATA_DIR
        if _database().exists() and not folder.is_marked(data) and data != Path(FOLDER).absolute():
            refuse(
                Text(
                    f"У теці {data} лежить база, якої демонстрація не створювала. Виберіть іншу: --data ТЕКА.",
                    f"The folder {data} holds a database that no demo has made. Choose another one: --data FOLDER.",
                ),
                language,
            )
        try:
            held = folder.hold(data)
        except folder.InUse as used:
            processes = " ".join(str(one) for one in used.processes)
            refuse(
                Text(
                    f"У теці {data} вже працює інша демонстрація. Зупиніть її (Ctrl+C у її вікні або: "
                    f"kill {processes}) чи виберіть іншу теку й інший порт: --data ТЕКА --port ПОРТ.",
                    f"Another demo runs in {data}. Stop it (Ctrl+C in its window, or: kill {processes}), or choose "
                    "another folder and another port: --data FOLDER --port PORT.",
                ),
                language,
            )
        folder.mark(data, clock=os.environ["DODOMU_NOW"], set_at=os.environ["DODOMU_NOW_SET_AT"])
        return held

    def _build(self, telling: Telling, *, people: int) -> story.Told:
        database = _database()
        try:
            self._make_database(database)
            telling.say("порожню базу створено", "an empty database is made")
            told = story.tell(telling, people=people, now=read_clock())
        except (DatabaseError, OSError):
            if database.exists():
                raise
            self._miss(telling.language)
        if not database.exists():
            self._miss(telling.language)
        return told

    @staticmethod
    def _make_database(database: Path) -> None:
        """A fresh file, always."""
        for ending in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                database.with_name(database.name + ending).unlink()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)

    @staticmethod
    def _miss(language: str) -> NoReturn:
        refuse(
            Text(
                "Теку демонстрації вилучено, поки вона будувалася. Почніть ще раз.",
                "The folder of the demo was removed while it was being built. Start again.",
            ),
            language,
        )

    @staticmethod
    def _stop(language: str) -> NoReturn:
        refuse(
            Text(
                "Зупинено, не добудовано. Наступний запуск почне спочатку.",
                "Stopped before the end. The next start begins anew.",
            ),
            language,
        )

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
            role = ROLES[one.role]
            telling.plain(f"  {one.login:<14}{one.name:<20}{role.uk}", f"  {one.login:<14}{one.name_en:<20}{role.en}")

    @staticmethod
    def _invite(telling: Telling, port: int, shown: str) -> None:
        address = f"http://localhost:{port}/"
        dodomu = _from_here(Path(sys.argv[0]).absolute())
        telling.plain()
        telling.say(f"сторінки відповідають: {address}", f"the pages answer: {address}en/")
        for number, (uk, en) in enumerate(story.TO_TRY, start=1):
            told = [text.format(folder=shown, dodomu=dodomu) for text in (uk, en)]
            telling.plain(f"  {number}. {told[0]}", f"  {number}. {told[1]}")
        telling.plain("Зупинити: Ctrl+C", "Stop with Ctrl+C")


def _database() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _from_here(path: Path) -> str:
    """A path as one would type it here."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
