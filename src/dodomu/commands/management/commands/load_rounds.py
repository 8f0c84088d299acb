"""`dodomu load-rounds`: the real exchanges as they were announced, and their running totals checked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dodomu.clock import now as read_clock
from dodomu.exchanges.actions import load_rounds
from dodomu.reference.rounds import TotalCheck, read_rounds, running_totals


class Command(BaseCommand):
    """Loads the published exchanges; run again, it adds nothing."""

    help = "Load the published exchanges with their numbers and sources, and check their running totals."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = read_rounds()
        rounds, stages = load_rounds(rows, now=read_clock())
        checks = running_totals(rows)
        wrong = [check for check in checks if not check.holds]
        following = len(checks) - len(wrong)
        self.stdout.write(f"обміни: {len(rows)}, нових {rounds}; етапи: нових {stages}")
        self.stdout.write(f"загальні числа: {following} з {len(checks)} випливають з попереднього")
        for check in wrong:
            day = check.on.strftime("%d.%m.%Y")
            self.stdout.write(f"  {day}: названо {check.stated}, виходить {check.expected} ({_by(check)})")
        self.stdout.write(f"exchanges: {len(rows)}, new {rounds}; stages: new {stages}")
        self.stdout.write(f"running totals: {following} of {len(checks)} follow from the one before")
        for check in wrong:
            self.stdout.write(
                f"  {check.on.isoformat()}: stated {check.stated}, expected {check.expected} ({_by(check)})"
            )


def _by(check: TotalCheck) -> str:
    return f"{check.difference:+d}"
