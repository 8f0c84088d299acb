"""`dodomu load-entitlements`: what was published about the rights of people who came home, version by version."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dodomu.clock import now as read_clock
from dodomu.reference.entitlements.published import published
from dodomu.reintegration.actions import load_entitlements


class Command(BaseCommand):
    """Loads the published rules; run again, it adds nothing."""

    help = "Load the published rules of social protection with their dates and sources. A lawyer has to confirm them."

    def handle(self, *args: Any, **options: Any) -> None:
        rules = published()
        made = load_entitlements(rules, now=read_clock())
        self.stdout.write(f"редакції прав: {len(rules)}, нових {made}; кожну ще має підтвердити юрист")
        self.stdout.write(f"versions of rights: {len(rules)}, new {made}; a lawyer still has to confirm each")
