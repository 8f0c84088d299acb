"""The pages of appointments, where somebody has another one at the same time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.reintegration import actions
from dodomu.reintegration.models import Appointment
from tests import build, cast
from tests.web.test_reintegration import said, typed, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


def test_a_second_appointment_at_the_same_hour_is_warned_of_and_made_where_both_are_meant(
    settled, officer, client_for, now
):
    start = now + timedelta(days=1)
    actions.plan_appointment(settled, "press", starts_at=start, ends_at=start + timedelta(hours=1), by=officer, now=now)
    client = client_for(officer)
    door = url(settled, "case/appointments/new")
    question, form = "Потрібні обидві зустрічі водночас", {"matter": "talk", "starts_at": typed(start), "minutes": "30"}
    assert question not in said(client.get(door))
    warned = client.post(door, form)
    assert warned.status_code == 422
    assert (
        "На цей час людині вже призначено: преса, 19.07.2024, 10:00–11:00. Виберіть інший час або позначте, що "
        "потрібні обидві."
    ) in said(warned)
    assert question in said(warned)
    assert Appointment.objects.count() == 1
    assert client.post(door, form | {"are_both_meant": "on"}).status_code == 302
    second = Appointment.objects.get(matter="talk")
    elsewhere = f"case/appointments/{second.pk}"
    moved = {"act": "move", "starts_at": typed(start + timedelta(minutes=30)), "minutes": "60"}
    assert question not in said(client.get(url(settled, elsewhere)))
    again = client.post(url(settled, elsewhere), moved)
    assert (again.status_code, question in said(again)) == (422, True)
    assert client.post(url(settled, elsewhere), moved | {"are_both_meant": "on"}).status_code == 302
    wrong = client.post(door, form | {"are_both_meant": "on", "minutes": "7"})
    assert (wrong.status_code, question in said(wrong)) == (422, True)


def test_whoever_allows_an_exception_is_told_of_what_was_appointed_meanwhile(
    adapting, officer, doctor, client_for, now
):
    times = {"starts_at": now + timedelta(hours=4), "ends_at": now + timedelta(hours=5)}
    why = {"reason_kind": "wish", "reason": "просить сама", "approver": doctor}
    asked = actions.ask_override(adapting, "talk", **times, **why, by=officer, now=now)
    named = "На цей час людині вже призначено: психолог, 18.07.2024, 14:00–15:00."
    assert named not in said(client_for(doctor).get(f"/overrides/{asked.pk}"))
    actions.plan_appointment(adapting, "psychologist", **times, by=officer, now=now)
    assert named in said(client_for(doctor).get(f"/overrides/{asked.pk}"))
