"""`dodomu work`: does what waits: long work under a lease, and messages of the outbox."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from dodomu.clock import now as read_clock
from dodomu.commands.speech import add_language, chosen
from dodomu.figures.actions import queue_reminders
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.notices import carriers
from dodomu.notices.actions import send_due
from dodomu.people import index
from dodomu.reintegration.actions.followup import queue_escalation
from dodomu.text import Text

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Runs until it is told to stop (SIGTERM, Ctrl+C); several may run at once, on one machine or many.

    A long job goes back into the queue at its next report, and what it did stays. There is no reloading: a
    reloader's child would live on when its parent is killed.
    """

    help = "Run long work and send messages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due and end")
        parser.add_argument("--every", type=float, default=1.0, help="seconds between two looks (1)")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        if options["once"]:
            ran, sent = self._look(stopped)
            done = Text(
                f"Робіт виконано: {ran}. Повідомлень відправлено: {sent}.", f"Jobs run: {ran}. Messages sent: {sent}."
            )
            self.stdout.write(done.in_language(chosen(options["language"])))
            return

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        while not stopped.is_set():
            try:
                self._look(stopped)
                index.begin()  # and keeps it in step, so that a list waits for no index
                close_old_connections()
            except (DatabaseError, InterfaceError) as error:
                # The database is away or was restarted: what was leased will be due again.
                log.warning("the database did not answer: %s", type(error).__name__)
                connection.close()
            stopped.wait(options["every"])

    def _look(self, stopped: threading.Event) -> tuple[int, int]:
        queue_reminders(now=read_clock())
        queue_escalation(now=read_clock())
        ran = run_due(HANDLERS, clock=read_clock, is_stopping=stopped.is_set)
        return ran, send_due(carriers.configured(), clock=read_clock, is_stopping=stopped.is_set)
