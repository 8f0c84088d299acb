"""What Today costs an officer who leads 300 people with 2,000 open tasks, and the team page its head.

    .venv/bin/python bench/today.py --db sqlite
    .venv/bin/python bench/today.py --db postgres

Through every middleware, in one process, without a network, beside a view that answers "ok" in the same run. Queries
and kilobytes are gates (exit 1), times are for reading: 20 queries, 12 KB, 200 ms (interface guide, section 16).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.make_register import build
from bench.pages import Page, measure

NOW = datetime.fromisoformat("2024-07-18T10:00:00+03:00")
OFFICERS, CASES, TASKS = 5, 300, 2000
PEOPLE = 4000


def main() -> int:
    """Fills a database once, measures, prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    chosen = options.parse_args()
    build(PEOPLE, database=chosen.db)
    print(f"{chosen.db}, {OFFICERS} officers, each with {CASES} cases and {TASKS:,} open tasks")
    print(f"{'page':<24}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'gz KB':>8}  budget (queries, KB, p95)")
    over: list[str] = []
    for page in pages():
        p50, p95, queries, size = measure(page.ask)
        print(
            f"{page.name:<24}{p50:>9.1f}{p95:>9.1f}{queries:>9}{size:>8.1f}"
            f"  {page.queries}, {page.kilobytes:g}, {page.p95:g}",
            flush=True,
        )
        if queries > page.queries or size > page.kilobytes:
            over.append(page.name)
    for name in over:
        print(f"over budget: {name}")
    return 1 if over else 0


def pages() -> Iterator[Page]:
    """Today as it opens and narrowed to a topic, the day on paper, and the team."""
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    os.environ["DODOMU_NOW"] = NOW.isoformat()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    officer, lead = _fill()
    with override_settings(ROOT_URLCONF="bench.stage", ALLOWED_HOSTS=["testserver"]):
        clients = [Client(), Client()]
        for client, user in zip(clients, (officer, lead), strict=True):
            client.force_login(user)
        yield Page("a view that says ok", lambda: Client().get("/ok"), 5, 1, 50)
        yield Page("Today", lambda: clients[0].get(reverse("today")), 20, 12, 200)
        yield Page("Today, one topic", lambda: clients[0].get(reverse("today") + "?topic=documents"), 20, 12, 200)
        yield Page("the day on paper", lambda: clients[0].get(reverse("today-sheet")), 20, 12, 200)
        yield Page("team", lambda: clients[1].get(reverse("team")), 20, 12, 200)


def _fill() -> tuple[Any, Any]:
    """Officers with their cases, through the actions of the service; tasks beyond the first ones in bulk."""
    from django.db import transaction

    from dodomu.access.actions import open_account
    from dodomu.access.models import User
    from dodomu.ledger import actions as ledger
    from dodomu.people.models import Person
    from dodomu.reintegration import actions
    from dodomu.reintegration.models import Case, Task

    if known := User.objects.filter(login="bench0").first():
        return known, User.objects.get(login="bench-lead")
    roles = [*(("social", f"bench{n}") for n in range(OFFICERS)), ("support_lead", "bench-lead")]
    users = [open_account(login, name=login, password=None, role=role, now=NOW) for role, login in roles]
    people = list(Person.objects.filter(now__joined_to=None).order_by("pk")[: OFFICERS * CASES])
    came = NOW - timedelta(hours=40)
    with transaction.atomic(), ledger.together():
        cases = actions.open_cases(people, occasion="bench", by=None, now=came)
        for place, case in enumerate(cases):
            actions.assign_officer(case, users[place % OFFICERS], by=None, now=came)
    window = {"admitted_at": came, "protected_from": came, "protected_until": came + timedelta(hours=72)}
    fifth = [case.pk for place, case in enumerate(cases) if place // OFFICERS % 5 == 0]
    Case.objects.exclude(pk__in=fifth).update(
        protected_from=came - timedelta(days=9), protected_until=came - timedelta(days=6)
    )
    Case.objects.filter(pk__in=fifth).update(**window)
    more = TASKS * OFFICERS - Task.objects.filter(state="open").count()
    kinds = ("phone", "roof", "photo", "social_questions")
    Task.objects.bulk_create(
        [
            Task(
                case=cases[place % len(cases)],
                kind=kinds[place % 4],
                needs_person=place % 4 >= 2,
                due_at=NOW + timedelta(hours=place % 97 - 30),
                made_at=came,
            )
            for place in range(max(more, 0))
        ],
        batch_size=500,
    )
    return users[0], users[-1]


if __name__ == "__main__":
    sys.exit(main())
