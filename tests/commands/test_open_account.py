"""`dodomu open-account` begins a service: its first account signs in, and the ledger tells when it was opened."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dodomu.access.models import User
from dodomu.ledger.models import Entry
from tests import build

pytestmark = pytest.mark.django_db

PASSWORD = "сім вишень біля криниці"


@pytest.fixture
def open_account(monkeypatch):
    def opened(login="holova", *, password=PASSWORD, role="admin", unit=""):
        monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
        out = StringIO()
        call_command("open_account", login, name="Оксана Гай", role=role, unit=unit, language="en", stdout=out)
        return out.getvalue().strip()

    return opened


def test_the_first_administrator_of_a_service_may_sign_in(open_account):
    assert open_account() == "The account holova is open: administration."
    account = User.objects.get()
    assert account.check_password(PASSWORD)
    assert list(account.memberships.values_list("role", "unit")) == [("admin", None)]
    assert list(Entry.objects.values_list("act", "kind", "key", "by")) == [
        ("open_account", "account", account.pk, None)
    ]


def test_a_password_for_somebody_else_is_changed_at_the_first_sign_in(now, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    call_command(
        "open_account", "druha", name="Інна Гай", role="admin", one_time=True, language="en", stdout=StringIO()
    )
    assert User.objects.get().one_time_until == now + timedelta(days=3)


def test_a_role_may_be_for_one_unit(open_account):
    unit = build.unit("NGU")
    open_account(role="social", unit="ngu")
    assert list(User.objects.get().memberships.values_list("role", "unit")) == [("social", unit.pk)]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"login": " "}, "A login has 1 to 60 characters."),
        ({"unit": "XYZ"}, "There is no unit XYZ."),
        ({"password": "коротко"}, "A password has at least 15 characters"),
        ({"login": "holova-viddilu", "password": "holova-viddilu1"}, "A password has at least 15 characters"),
    ],
    ids=["no login", "unknown unit", "short password", "password like the login"],
)
def test_what_cannot_be_is_said_and_nothing_is_opened(open_account, given, sentence):
    with pytest.raises(CommandError, match=sentence):
        open_account(**given)
    assert (User.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_login_is_given_once(open_account):
    open_account()
    with pytest.raises(CommandError, match="The login holova is taken"):
        open_account()
    assert User.objects.count() == 1
