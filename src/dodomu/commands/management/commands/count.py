"""`dodomu count`: how many people, true on one day, as known on another; and who differs between two such questions.

Numbers of records (D-…) and no names: the terminal keeps what it showed. Every count is in the ledger.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from dodomu.clock import day
from dodomu.clock import now as read_clock
from dodomu.commands.speech import a_day, add_language, chosen, refuse
from dodomu.ledger import actions as ledger
from dodomu.people import counting
from dodomu.people.counting import Change, Question
from dodomu.people.models import Group
from dodomu.text import Text
from dodomu.timeline.statuses import GROUP_LABELS, Status, group_of, label
from dodomu.units.queries import by_code, services


class Command(BaseCommand):
    """Counts from the facts; the same question gives the same answer for ever."""

    help = "Count people as of a day and as known on a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--status", default="", help="a group (returned, captive, missing …) or a status")
        parser.add_argument("--unit", default="", help="code of a unit, such as NGU; with all that belongs to it")
        parser.add_argument("--group", default="", help="code of a named group, such as azovstal")
        parser.add_argument("--true-on", type=a_day, help="the day asked about (today)")
        parser.add_argument("--known-on", type=a_day, help="as known on this day (today)")
        parser.add_argument(
            "--confirmed-only", action="store_true", help="confirmed facts alone, as for public figures"
        )
        parser.add_argument("--by", choices=["status", "unit", "group"], default="", help="one row for each")
        parser.add_argument("--against-true-on", type=a_day, help="compare with this day, person by person")
        parser.add_argument("--against-known-on", type=a_day, help="compare with what was known on this day")
        parser.add_argument("--json", action="store_true", help="for programs")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.language: str = chosen(options["language"])
        self.is_json: bool = options["json"]
        question = self._question(options)
        self.unit = by_code(options["unit"]) if options["unit"] else None
        if options["against_true_on"] or options["against_known_on"]:
            other = replace(
                question,
                true_on=options["against_true_on"] or question.true_on,
                known_on=options["against_known_on"] or question.known_on,
            )
            self._difference(question, other)
        elif options["by"]:
            self._table(question, options["by"])
        else:
            self._number(question)

    def _question(self, options: dict[str, Any]) -> Question:
        unit = by_code(options["unit"]) if options["unit"] else None
        if options["unit"] and unit is None:
            known = [service.code for service in services()]
            self._unknown(Text("підрозділу", "unit"), options["unit"], known, Text("Служби", "Services"))
        group = options["group"].strip()
        if group and not Group.objects.filter(code=group).exists():
            codes = Group.objects.order_by("code").values_list("code", flat=True)
            self._unknown(Text("групи", "group"), group, codes, Text("Є", "Known"))
        today = day(read_clock())
        return Question(
            true_on=options["true_on"] or today,
            known_on=options["known_on"] or today,
            status=self._status(options["status"].strip()),
            unit_paths=[unit.path] if unit else None,
            group=group,
            is_confirmed_only=options["confirmed_only"],
        )

    def _status(self, word: str) -> str:
        """The word as the register knows it: a group in small letters, a status in capitals."""
        if word.lower() in GROUP_LABELS:
            return word.lower()
        if word and word.upper() not in Status.__members__:
            self._unknown(Text("статусу", "status"), word, [*GROUP_LABELS, *Status], Text("Є", "Known"))
        return word.upper()

    def _unknown(self, what: Text, word: str, known: Iterable[str], lead: Text) -> None:
        there = ", ".join(known) or "–"
        refuse(
            Text(f"Немає {what.uk} «{word}». {lead.uk}: {there}.", f"No {what.en} “{word}”. {lead.en}: {there}."),
            self.language,
        )

    def _number(self, question: Question) -> None:
        number = counting.count(question)
        self._note("count_people", question)
        self._print({"count": number, **self._asked(question)}, [str(number), self._sentence(question)])

    def _table(self, question: Question, by: str) -> None:
        self._note("count_people", question)
        lines: list[str] = []
        if by == "status":
            counts = counting.count_by_status(question)
            rows, total = counts.by_status, counts.total
            for group, words in GROUP_LABELS.items():
                if number := counts.by_group.get(group):
                    lines.append(f"{number:>8}  {words.in_language(self.language)}")
                    own = {status: n for status, n in rows.items() if group_of(status) == group}
                    lines += [f"{'':10}{line}" for line in self._rows(own)]
        else:
            rows = counting.count_by_unit(question) if by == "unit" else counting.count_by_named_group(question)
            total = counting.count(question)
            lines = self._rows(rows)
        lines += [f"{total:>8}", self._sentence(question)]
        self._print({"counts": rows, "total": total, **self._asked(question)}, lines)

    def _rows(self, rows: Mapping[str, int]) -> list[str]:
        return [
            f"{number:>8}  {code or '–'}" for code, number in sorted(rows.items(), key=lambda row: (-row[1], row[0]))
        ]

    def _difference(self, first: Question, other: Question) -> None:
        numbers = (counting.count(first), counting.count(other))
        number, changes = counting.difference(first, other, limit=100_000)
        self._note("see_difference", first, other, people=number)
        rows = [_changed(change) for change in changes]
        lines = [
            f"{numbers[0]} → {numbers[1]}",
            self._sentence(first),
            self._sentence(other),
            Text(f"Відповіді відрізняються для людей: {number}", f"People answered differently: {number}").in_language(
                self.language
            ),
            *(
                f"{row['person']}  {row['before'] or '–'} → {row['after'] or '–'}  {row['because']} {row['learned_on']}"
                for row in rows
            ),
        ]
        asked = {"first": self._asked(first), "other": self._asked(other)}
        self._print({"counts": list(numbers), "differ": number, "people": rows, **asked}, lines)

    def _asked(self, question: Question) -> dict[str, Any]:
        return {
            "status": question.status,
            "unit": self.unit.code if self.unit else "",
            "group": question.group,
            "true_on": question.true_on.isoformat(),
            "known_on": question.known_on.isoformat(),
            "confirmed_only": question.is_confirmed_only,
        }

    def _sentence(self, question: Question) -> str:
        """What was counted, in words."""
        words = GROUP_LABELS.get(question.status) or label(question.status)
        parts = [Text(f"Люди: {words.uk}", f"People: {words.en}") if question.status else Text("Люди", "People")]
        if self.unit:
            name = Text(self.unit.name("uk"), self.unit.name("en"))
            parts.append(Text(f"підрозділ на час полонення: {name.uk}", f"unit at capture: {name.en}"))
        if question.group:
            group = Group.objects.get(code=question.group)
            parts.append(Text(f"група: {group.name('uk')}", f"group: {group.name('en')}"))
        if question.is_confirmed_only:
            parts.append(Text("лише підтверджене", "confirmed facts only"))
        parts.append(
            Text(
                f"станом на {_said(question.true_on)}, за відомостями на {_said(question.known_on)}",
                f"as of {question.true_on}, as known on {question.known_on}",
            )
        )
        return "; ".join(part.in_language(self.language) for part in parts) + "."

    def _note(self, act: str, *questions: Question, **more: int) -> None:
        detail = {"asked": [self._asked(question) for question in questions], "where": "terminal", **more}
        ledger.record(act, by=None, now=read_clock(), kind="register", detail=detail)

    def _print(self, answer: dict[str, Any], lines: list[str]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if self.is_json else "\n".join(lines))


def _changed(change: Change) -> dict[str, str]:
    because = change.because
    return {
        "person": change.person.number,
        "before": change.before or "",
        "after": change.after or "",
        "because": f"{because.about}={because.value or ''}" if because else "",
        "learned_on": because.learned_on.isoformat() if because else "",
    }


def _said(on: date) -> str:
    return f"{on:%d.%m.%Y}"
