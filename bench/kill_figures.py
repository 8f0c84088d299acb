"""kill -9 at random moments of issuing a correction, of taking in texts, and of telling outlets: whole, or not at all.

    .venv/bin/python bench/kill_figures.py --db sqlite --documents 300 --kills 30
    .venv/bin/python bench/kill_figures.py --db postgres --documents 300 --kills 30

A correction with its requests is there or is not; a file of texts likewise. Letters go one by one: after a kill the
next worker goes on, and each outlet must have got exactly one. Prints a table; exit 1 when anything was half done.
"""

from __future__ import annotations

import argparse
import atexit
import os
import random
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "src")]

from bench.databases import FOLDER, open_database  # noqa: E402 - the path first
from bench.kill import kill_once, timed  # noqa: E402

NOW = datetime.fromisoformat("2024-07-25T10:00:00+03:00")
SAID = "755 військовослужбовців Національної гвардії України залишаються в російському полоні."


@dataclass
class Desk:
    """A text with a mistake, those that repeat it, and the correction that waits for its second signature."""

    number: int
    press: Any
    commander: Any
    correction: Any
    turn: int = 0

    @classmethod
    def set_up(cls, number: int) -> Desk:
        """A mistake that so many texts repeat, one after another and in pairs."""
        from dodomu.figures.actions import mentions
        from dodomu.figures.models import Outlet
        from tests import build_figures as figures

        chance = random.Random(number)
        press, commander = figures.press(now=NOW), figures.commander(now=NOW)
        wrong = figures.published(now=NOW).statement
        assert wrong is not None
        texts = [figures.quoted(wrong, f"Видання {n}", now=NOW) for n in range(number)]
        for n in range(1, number):
            mentions.quote(texts[n], [texts[chance.randrange(n)]], by=press, now=NOW)
        Outlet.objects.update(email="editors@example.org")
        correction = figures.proposed_correction(wrong, now=NOW)
        return cls(number, press, commander, correction)

    # issuing

    def issue(self) -> None:
        from dodomu.figures.models import Correction
        from dodomu.flows import correction as flow

        flow.issue(Correction.objects.get(pk=self.correction.pk), by=self.commander, now=NOW)

    def unissue(self) -> None:
        from dodomu.figures.models import Correction, Request

        Request.objects.all().delete()
        Correction.objects.update(state="proposed", issued_by=None, issued_at=None, issued_on=None)

    # taking in

    def take_in(self) -> None:
        from django.db import transaction

        from dodomu.figures import actions

        with transaction.atomic():
            for n in range(self.number):
                url = f"https://taken.example/{self.turn}/{n}"
                intake = actions.Intake("Стрічка", url, "uk", date(2024, 7, 25), text=f"{SAID} Число {n}.")
                actions.take_in(intake, by=self.press, now=NOW)

    def untake(self) -> None:
        self.turn += 1

    # telling

    def tell(self) -> None:
        from dodomu.flows.work import HANDLERS
        from dodomu.jobs.actions import run_due

        run_due(HANDLERS, clock=lambda: NOW + timedelta(hours=self.turn))

    def untell(self) -> None:
        """Begins anew: every letter unwritten, and the job queued."""
        from dodomu.figures import actions
        from dodomu.figures.models import Request
        from dodomu.figures.queries.letter import Addresses
        from dodomu.notices.models import Notice

        self.turn += 24
        Request.objects.update(state="to_tell", notice=None, tries=0, told_at=None, told_by=None, remind_on=None)
        Notice.objects.all().delete()
        addresses = Addresses("https://a.example", "https://b.example", "https://c.example", "https://d.example")
        actions.queue_letters(self.correction, addresses=addresses, by=self.press, now=NOW)

    def effect(self, name: str) -> str:
        """How much of an act has taken effect: none, all or part; of telling, after the next worker went on."""
        return str(getattr(self, f"_{name}_effect")())

    def _issue_effect(self) -> str:
        from dodomu.figures.models import Correction, Request

        state = Correction.objects.get(pk=self.correction.pk).state
        return {("issued", self.number): "all", ("proposed", 0): "none"}.get((state, Request.objects.count()), "part")

    def _take_effect(self) -> str:
        from dodomu.figures.models import DocumentVersion, Mention

        url = f"https://taken.example/{self.turn}/"
        versions = DocumentVersion.objects.filter(document__url__startswith=url).count()
        mentions = Mention.objects.filter(version__document__url__startswith=url).count()
        if (versions, mentions) == (0, 0):
            return "none"
        return "all" if versions == self.number <= mentions else "part"

    def _tell_effect(self) -> str:
        from dodomu.figures.models import Request
        from dodomu.notices.models import Notice

        self.turn += 2  # the lease of the worker that was killed is over
        self.tell()
        told = Request.objects.filter(state="told", tries=1).count()
        letters = Counter(Notice.objects.values_list("about", flat=True))
        return "all" if told == len(letters) == self.number == sum(letters.values()) else "part"


def main() -> int:
    """Runs the kills and prints the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options.add_argument("--documents", type=int, default=300)
    options.add_argument("--kills", type=int, default=30)
    options.add_argument("--seed", type=int, default=20240725)
    chosen = options.parse_args()
    name = f"kill-figures-{os.getpid()}"
    atexit.register(shutil.rmtree, FOLDER / f"{chosen.db}-{name}", ignore_errors=True)
    open_database(chosen.db, name)
    desk, chance = Desk.set_up(chosen.documents), random.Random(chosen.seed)
    print(f"{chosen.db}, {chosen.documents} documents, {chosen.kills} kills of each act, seed {chosen.seed}")
    print(f"{'act':<10}{'takes s':>9}{'none':>7}{'all':>6}{'part':>6}")
    broken = 0
    for act, do, back in (
        ("issue", desk.issue, desk.unissue),
        ("take", desk.take_in, desk.untake),
        ("tell", desk.tell, desk.untell),
    ):
        if act == "tell":
            desk.issue()
            desk.untell()
        took = timed(do)
        back()
        outcomes = Counter(kill_once(do, took * chance.random() * 1.2, desk, act, back) for _ in range(chosen.kills))
        broken += outcomes["part"]
        print(f"{act:<10}{took:>9.2f}{outcomes['none']:>7}{outcomes['all']:>6}{outcomes['part']:>6}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
