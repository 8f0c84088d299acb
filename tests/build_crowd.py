"""A long list, decided line by line, and what its signing or the arrivals did: for tests that kill the process."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from dodomu.access.models import User
from dodomu.exchanges import actions as exchanges
from dodomu.exchanges.models import Line, NameList
from dodomu.families.models import Call
from dodomu.flows import homecoming
from dodomu.ledger.models import Entry
from dodomu.ledger.queries import verify_chain
from dodomu.people import projection
from dodomu.people.models import Fact, Person, PersonNow
from dodomu.reintegration.models import Case
from tests import build, build_exchanges, build_homecoming, cast

WHY = "перевірка стійкості"


@dataclass
class Crowd:
    """So many captives, one list of all of them, every line decided; a tenth has a mother to be called."""

    list: NameList
    people: Sequence[Person]
    officer: User
    second: User
    mothers: int
    now: datetime

    @staticmethod
    def gather(number: int, *, now: datetime) -> Crowd:
        """Builds it through the actions that people use; only the decisions are written in bulk."""
        officer = build.account(cast.EXCHANGE, now=now)
        second = build.account(cast.SECOND_EXCHANGE, now=now)
        names = [("Лисенко", "Павло", "Ігорович", date(1970, 1, 1) + timedelta(days=place)) for place in range(number)]
        people = build_exchanges.captives(names, now=now)
        mothers = people[:: max(1, number // 20)]
        for place, person in enumerate(mothers):
            build_homecoming.add_mother(person, phone=f"+38 000 555 {place:04d}", now=now)
        july = build_exchanges.round_of_july(officer, second, announced=number, now=now)
        text = "\n".join(f"Лисенко Павло Ігорович {born:%d.%m.%Y}" for _s, _g, _p, born in names)
        name_list = build_exchanges.take(july, text, by=officer, now=now, is_matched=False)
        lines = list(name_list.lines.order_by("number"))
        for line, person in zip(lines, people, strict=True):
            line.state, line.person, line.decided_by, line.decided_at = "confirmed", person, officer, now
        Line.objects.bulk_update(lines, ["state", "person", "decided_by", "decided_at"], batch_size=200)
        NameList.objects.filter(pk=name_list.pk).update(state="deciding")
        return Crowd(name_list, people, officer, second, len(mothers), now)

    def _sign(self, by: User) -> None:
        self.list.refresh_from_db()
        digest = exchanges.decisions_digest(self.list)
        homecoming.sign_list(self.list, digest=digest, by=by, now=self.now)

    def sign(self) -> None:
        """The second signature, which brings the list into effect; the first one is set where it is missing."""
        self.list.refresh_from_db()
        if self.list.state == "deciding":
            self._sign(self.officer)
        self._sign(self.second)

    def unsign(self) -> None:
        """Takes the list out of effect again."""
        homecoming.undo_signing(self.list, reason=WHY, by=self.officer, now=self.now)

    def verify(self) -> None:
        """Verifies every arrival at once."""
        homecoming.verify_arrival(list(self.list.lines.all()), by=self.officer, now=self.now)

    def unverify(self) -> None:
        """Takes every arrival back."""
        homecoming.undo_arrival(list(self.list.lines.all()), reason=WHY, by=self.officer, now=self.now)

    def effect(self, act: str) -> str:
        """What the act did: `none`, `all`, or `part` when anything does not agree with anything else."""
        _wait_for_the_server()
        arrival, status, case = {
            "sign": ("expected", "HANDED_OVER", "expected"),
            "verify": ("arrived", "RETURNED_EXCHANGE", "open"),
        }[act]
        number = len(self.people)
        counts = (
            self.list.lines.filter(arrival=arrival).count(),
            PersonNow.objects.filter(status=status).count(),
            Case.objects.filter(state=case).count(),
            self._standing(status),
        )
        calls = Call.objects.exclude(state="withdrawn").count()
        if list(projection.differences()) or verify_chain().broken_at is not None:
            return "part"
        if counts == (number,) * 4 and calls == (self.mothers if act == "verify" else 0):
            return "all"
        return "none" if counts == (0,) * 4 and calls == 0 else "part"

    def _standing(self, status: str) -> int:
        """Facts of this status that no withdrawal took out, each with its ledger entry."""
        stated = Fact.objects.filter(value=status)
        gone = Fact.objects.filter(replaces__value=status).count()
        act = {"HANDED_OVER": "hand_over", "RETURNED_EXCHANGE": "verify_arrival"}[status]
        return stated.count() - gone if Entry.objects.filter(act=act).count() == stated.count() else -1


def _wait_for_the_server() -> None:
    """Until PostgreSQL is done with what a killed client asked for last: a commit on its way is not undone."""
    if connection.vendor != "postgresql":
        return
    others = """SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
                AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""
    until = time.monotonic() + 60
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.02)
    raise AssertionError("the server is still at work for somebody who is gone")
