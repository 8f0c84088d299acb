"""`dodomu load_statements`: the real published statements, the Guard’s figures, the correction of the 755."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dodomu.clock import now as read_clock
from dodomu.figures import actions


class Command(BaseCommand):
    """Loads what was published; run again, it adds nothing."""

    help = "Load the published statements with their chain of quotations, and the figures said before this register."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = actions.load_public_record(now=read_clock())
        self.stdout.write(
            f"твердження: {loaded.statements} нових, цифри: {loaded.figures}, виправлення: {loaded.corrections}\n"
            f"statements: {loaded.statements} new, figures: {loaded.figures}, corrections: {loaded.corrections}"
        )
