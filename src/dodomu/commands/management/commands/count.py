"""`dodomu count`: how many people, true on one day, as known on another; and who differs between two such questions."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from dodomu.clock import day
from dodomu.clock import now as read_clock
from dodomu.commands.speech import a_day, add_language, chosen, refuse
from dodomu.people import counting
from dodomu.people.counting import Question
from dodomu.people.models import Group
from dodomu.text import Text
from dodomu.timeline.statuses import GROUP_LABELS, GROUPS, Status, label, members
from dodomu.units.models import Unit
from dodomu.units.queries import by_code


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
        parser.add_argument("--by", choices=["status", "group", "unit"], default="", help="one row for each")
        parser.add_argument("--against-true-on", type=a_day, help="compare with this day, person by person")
        parser.add_argument("--against-known-on", type=a_day, help="compare with what was known on this day")
        parser.add_argument("--json", action="store_true", help="for programs")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.language = chosen(options["language"])
        question = self._question(options)
        if options["against_true_on"] or options["against_known_on"]:
            other = replace(
                question,
                true_on=options["against_true_on"] or question.true_on,
                known_on=options["against_known_on"] or question.known_on,
            )
            self._difference(question, other, options)
        elif options["by"]:
            self._table(question, options)
        else:
            number = counting.count(question)
            self._print(
                {"count": number, **self._asked(question, options)},
                f"{number}\n{self._sentence(question, options)}",
                options,
            )

    def _question(self, options: dict[str, Any]) -> Question:
        status, unit, group = options["status"], options["unit"], options["group"]
        if status and not members(status) and status != "other":
            known = ", ".join([*GROUPS, "other", *Status])
            refuse(
                Text(f"Статусу «{status}» немає. Є: {known}", f"There is no status “{status}”. Known: {known}"),
                self.language,
            )
        found = by_code(unit) if unit else None
        if unit and found is None:
            known = ", ".join(Unit.objects.filter(parent=None).values_list("code", flat=True))
            refuse(
                Text(f"Підрозділу «{unit}» немає. Служби: {known}", f"There is no unit “{unit}”. Services: {known}"),
                self.language,
            )
        if group and not Group.objects.filter(code=group).exists():
            known = ", ".join(Group.objects.values_list("code", flat=True))
            refuse(
                Text(f"Групи «{group}» немає. Є: {known}", f"There is no group “{group}”. Known: {known}"),
                self.language,
            )
        today = day(read_clock())
        return Question(
            true_on=options["true_on"] or today,
            known_on=options["known_on"] or today,
            status=status,
            unit_paths=[found.path] if found else None,
            group=group,
            is_confirmed_only=options["confirmed_only"],
        )

    def _asked(self, question: Question, options: dict[str, Any]) -> dict[str, Any]:
        return {
            "status": question.status,
            "unit": options["unit"],
            "group": question.group,
            "true_on": question.true_on.isoformat(),
            "known_on": question.known_on.isoformat(),
            "confirmed_only": question.is_confirmed_only,
        }

    def _sentence(self, question: Question, options: dict[str, Any]) -> str:
        """What was counted, in words."""
        status = question.status.lower()
        what = GROUP_LABELS[status] if status in GROUP_LABELS else label(question.status.upper())
        uk = [f"людей: {what.uk}" if question.status else "людей"]
        en = [f"people: {what.en}" if question.status else "people"]
        if options["unit"]:
            uk.append(f"підрозділ на час полонення – {options['unit']}")
            en.append(f"unit at capture {options['unit']}")
        if question.group:
            uk.append(f"група {question.group}")
            en.append(f"group {question.group}")
        if question.is_confirmed_only:
            uk.append("лише підтверджене")
            en.append("confirmed facts only")
        uk.append(f"станом на {_day(question.true_on)}, як було відомо {_day(question.known_on)}")
        en.append(f"true on {question.true_on.isoformat()}, as known on {question.known_on.isoformat()}")
        return Text("; ".join(uk), "; ".join(en)).in_language(self.language)

    def _table(self, question: Question, options: dict[str, Any]) -> None:
        if options["by"] == "unit":
            rows = counting.count_by_unit(question)
        else:
            counts = counting.count_by_status(question)
            rows = counts.by_group if options["by"] == "group" else counts.by_status
        lines = [
            f"{number:>8}  {name or '–'}" for name, number in sorted(rows.items(), key=lambda row: (-row[1], row[0]))
        ]
        text = "\n".join([*lines, f"{sum(rows.values()):>8}", self._sentence(question, options)])
        self._print({"counts": rows, **self._asked(question, options)}, text, options)

    def _difference(self, first: Question, other: Question, options: dict[str, Any]) -> None:
        number, changes = counting.difference(first, other, limit=100_000)
        rows = [
            {
                "person": change.person.number,
                "before": change.before or "",
                "after": change.after or "",
                "because": f"{change.because.about}={change.because.value or ''}" if change.because else "",
                "learned_on": change.because.learned_on.isoformat() if change.because else "",
            }
            for change in changes
        ]
        text = "\n".join(
            [
                f"{counting.count(first)} → {counting.count(other)}",
                self._sentence(first, options),
                self._sentence(other, options),
                *(
                    f"{r['person']}  {r['before'] or '–'} → {r['after'] or '–'}  {r['because']}  {r['learned_on']}"
                    for r in rows
                ),
            ]
        )
        self._print({"differ": number, "people": rows}, text, options)

    def _print(self, data: dict[str, Any], text: str, options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False) if options["json"] else text)


def _day(on: date) -> str:
    return f"{on:%d.%m.%Y}"
