"""An officer's appointments in a calendar program: times for whoever knows the address, and nothing about anybody."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from dodomu.ledger.models import Entry
from dodomu.reintegration import actions
from dodomu.reintegration.models import CalendarAddress
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


def planned(officer, surname, *, now):
    case = homecoming.case(
        surname, now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(days=9)
    )
    at = now + timedelta(days=2)
    given = {"place": "кабінет 12", "by": officer, "now": now}
    return actions.plan_appointment(case, "examination", starts_at=at, ends_at=at + timedelta(hours=1), **given)


def address_of(client):
    """What the page shows once."""
    page = client.post("/calendar", {}).content.decode()
    return re.search(r"/calendars/[\w-]+\.ics", page)[0]


def events(response):
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_the_calendar_has_the_times_of_ones_own_cases_and_no_name_matter_or_place(officer, now, client_for):
    own = planned(officer, "Кравець", now=now)
    other = build.account(cast.SECOND_SOCIAL, now=now, unit=build.unit("NGU"))
    planned(other, "Гнатюк", now=now)
    response = Client().get(address_of(client_for(officer)))
    [event] = events(response)
    assert (str(event["summary"]), event["dtstart"].dt, event["dtend"].dt) == (
        "Зустріч",
        own.starts_at.astimezone(UTC),
        own.ends_at.astimezone(UTC),
    )
    assert str(event["url"]) == f"http://testserver/appointments/{own.pk}"
    text = response.content.decode()
    for secret in ("Кравець", "обстеження", "кабінет", str(own.case.person.number)):
        assert secret not in text
    assert response["Cache-Control"] == "no-store"


def test_the_address_in_an_event_opens_the_appointment_after_signing_in(officer, now, client_for):
    own = planned(officer, "Кравець", now=now)
    assert Client().get(f"/appointments/{own.pk}")["Location"].startswith("/login")
    opened = client_for(officer).get(f"/appointments/{own.pk}")
    assert opened["Location"] == f"/people/{own.case.person.number}/case/appointments/{own.pk}"
    stranger = build.account(cast.SECOND_SOCIAL, now=now, unit=build.unit("NGU"))
    assert client_for(stranger).get(f"/appointments/{own.pk}").status_code == 404


def test_a_new_address_ends_the_old_one_and_a_revoked_one_opens_nothing(officer, client_for):
    client = client_for(officer)
    first, second = address_of(client), address_of(client)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    client.post("/calendar", {"act": "revoke"})
    assert Client().get(second).status_code == 404
    secret = second.removeprefix("/calendars/").removesuffix(".ics")
    assert all(secret not in row.digest for row in CalendarAddress.objects.all())
    assert second not in client.get("/calendar").content.decode()


def test_a_closed_account_and_one_without_the_role_have_an_empty_calendar_or_none(officer, now, client_for):
    planned(officer, "Кравець", now=now)
    address = address_of(client_for(officer))
    officer.memberships.update(until_at=now)
    assert events(Client().get(address)) == []
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_ledger_has_the_first_reading_of_a_day(officer, client_for):
    address = address_of(client_for(officer))
    for _time in range(3):
        Client().get(address)
    assert Entry.objects.filter(act="read_calendar", by=officer).count() == 1


def test_a_deputy_has_the_absent_officers_times_too(officer, now, client_for):
    deputy = build.account(cast.SECOND_SOCIAL, now=now, unit=build.unit("NGU"))
    planned(officer, "Кравець", now=now)
    address = address_of(client_for(deputy))
    assert events(Client().get(address)) == []
    actions.name_deputy(officer, deputy, from_on=now.date(), until_on=now.date(), by=officer, now=now)
    assert len(events(Client().get(address))) == 1
