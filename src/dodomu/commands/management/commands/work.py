"""`dodomu work`: does what waits: long work under a lease, and messages of the outbox."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from dodomu.clock import now as read_clock
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.notices import carriers
from dodomu.notices.actions import send_due


class Command(BaseCommand):
    """Runs until it is told to stop; several may run at once, on one machine or many."""

    help = "Run long work and send messages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due and end")
        parser.add_argument("--every", type=float, default=1.0, help="seconds between two looks (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            stopped.set()

        if not options["once"]:
            signal.signal(signal.SIGTERM, stop)
            signal.signal(signal.SIGINT, stop)
        while not stopped.is_set():
            ran = run_due(HANDLERS, clock=read_clock)
            sent = send_due(carriers.configured(), clock=read_clock)
            if options["once"]:
                self.stdout.write(f"{ran} {sent}")
                return
            close_old_connections()
            stopped.wait(options["every"])
