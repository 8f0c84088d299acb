"""The fixture that watches a GET notices every kind of write."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dodomu.access.models import User
from dodomu.ledger import actions as ledger
from tests import build, cast


class Visitor:
    """Stands in for a client whose page does an act while it is read."""

    def __init__(self, act):
        self.act = act

    def get(self, url):
        return SimpleNamespace(url=url, did=self.act())


@pytest.mark.django_db
def test_a_get_may_read_and_write_the_ledger(now, readonly_get):
    officer = build.account(cast.REGISTRAR, now=now)

    def act():
        ledger.record("read_person", by=officer, now=now, kind="person", key=1)
        return User.objects.select_for_update().count()

    assert readonly_get(Visitor(act), "/people/1").did == 1


WRITES = {
    "insert": lambda user: User.objects.create(login="second"),
    "bulk": lambda user: User.objects.bulk_create([User(login="third")]),
    "change": lambda user: User.objects.update(language="en"),
    "deletion": lambda user: user.memberships.all().delete(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", WRITES)
def test_any_other_write_fails_the_get(kind, now, readonly_get):
    officer = build.account(cast.REGISTRAR, now=now)
    with pytest.raises(AssertionError, match="GET /people/1 wrote"):
        readonly_get(Visitor(lambda: WRITES[kind](officer)), "/people/1")


@pytest.mark.django_db
def test_more_rows_cost_more_queries_only_when_they_are_asked_one_by_one(now, counted_queries):
    for officer in cast.OFFICERS[:3]:
        build.account(officer, now=now)
    assert counted_queries(lambda: list(User.objects.all())) == 1
    assert counted_queries(lambda: [list(user.memberships.all()) for user in User.objects.all()]) == 4
