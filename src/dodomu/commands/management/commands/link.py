"""`dodomu link`: known to the frame for `dodomu help`; the `dodomu` command itself starts it without the frame."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dodomu.commands import link


class Command(BaseCommand):
    """Hands everything on."""

    help = link.HELP
    requires_system_checks: list[str] = []  # noqa: RUF012 - as the frame declares it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rest", nargs="*")

    def run_from_argv(self, argv: list[str]) -> None:
        """Everything after the name of the command goes on as it stands."""
        sys.exit(link.link(argv[2:]))

    def handle(self, *args: Any, **options: Any) -> None:
        """Called from code: the options as words."""
        link.link(options["rest"])
