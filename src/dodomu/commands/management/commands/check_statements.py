"""`dodomu check-statements`: what contradicts what among the published statements, and since which day one could know.

Needs no database and no network.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dodomu.commands.contradictions import shipped_findings
from dodomu.commands.speech import add_language, chosen
from dodomu.text import Text


class Command(BaseCommand):
    """Exit code 1 where there is any finding: somebody should be asked."""

    help = "Replay the published statements in the order they were made and print what contradicts what."
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django states it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        language = chosen(options["language"])
        found = shipped_findings()
        if options["json"]:
            answer = {"findings": [finding.as_dict() for finding in found]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            for finding in found:
                self.stdout.write(f"{finding.known_on}  {finding.sentence.in_language(language)}")
                self.stdout.write(f"            {finding.arithmetic}  {' '.join(finding.statements)}")
            total = Text(f"Суперечностей: {len(found)}", f"Contradictions: {len(found)}")
            self.stdout.write(total.in_language(language))
        if found:
            sys.exit(1)
