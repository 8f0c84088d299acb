"""The commander's meeting: by consent, after the time to adapt, and what was asked for is followed up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.errors import Refused, StaleView
from dodomu.reintegration import actions
from dodomu.reintegration.models import Appointment, Invitation, Meeting, Task, Wish
from dodomu.reintegration.queries import meetings as queries
from tests import build, cast
from tests import build_reintegration as support

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now)


@pytest.fixture
def given(officer, now):
    return {"by": officer, "now": now}


@pytest.fixture
def settled(now, officer):
    return support.case(now=now, officer=officer, admitted_at=now - timedelta(days=5))


def meeting_at(starts_at, given) -> Meeting:
    return actions.plan_meeting(
        led_by="генерал Б. Коваль (вигаданий)",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        place="зала 1",
        **given,
    )


@pytest.fixture
def meeting(now, given):
    return meeting_at(now + timedelta(days=2), given)


def agree(case, given, said="given"):
    return actions.answer_consent(case, "command", "meet", said, on=given["now"].date(), **given)


def test_nobody_is_invited_without_their_own_consent(settled, meeting, given):
    for said in (None, "refused", "later"):
        if said:
            agree(settled, given, said)
        with pytest.raises(Refused) as refused:
            actions.invite(meeting, settled, **given)
        assert refused.value.code == "consent"
    assert Appointment.objects.count() == 0
    agree(settled, given)
    actions.invite(meeting, settled, **given)
    one = Appointment.objects.get()
    assert (one.matter, one.starts_at, one.place, one.who) == (
        *("meeting", meeting.starts_at, "зала 1"),
        "генерал Б. Коваль (вигаданий)",
    )


def test_nobody_is_invited_into_their_time_to_adapt_whatever_they_agreed_to_before(settled, officer, now, given):
    agree(settled, given)
    again = actions.open_cases([settled.person], occasion="outside:9", **given)[0]
    actions.admit(again, facility=support.facility("dzherelo", now=now), at=now, **given)
    soon, later = (meeting_at(now + timedelta(hours=hours), given) for hours in (5, 73))
    with pytest.raises(Refused) as refused:
        actions.invite(soon, again, **given)
    assert refused.value.code == "adaptation"
    with pytest.raises(Refused):
        actions.invite(soon, settled, **given)  # by the earlier case no more than by the new one
    found = [(one.case.pk, one.agrees, one.is_adapting) for one in queries.to_ask(officer, soon)]
    assert found == [(again.pk, True, True)]
    assert actions.invite(later, again, **given).state == "invited"


def test_what_was_asked_for_is_a_task_of_the_officer_with_a_term_and_sealed_words(settled, meeting, officer, given):
    agree(settled, given)
    one = actions.invite(meeting, settled, **given)
    after = {"by": officer, "now": meeting.ends_at}
    term = meeting.ends_at + timedelta(days=7)
    with pytest.raises(Refused) as refused:
        actions.record_meeting(one, came=True, wishes=["Протез"], due_at=None, **after)
    assert refused.value.field == "due_at"
    actions.record_meeting(one, came=True, wishes=["Протез на ліву руку", " ", "Квартира"], due_at=term, **after)
    tasks = list(Task.objects.filter(kind="meeting_wish").order_by("pk"))
    assert [(task.due_at, task.case_id, task.state) for task in tasks] == [(term, settled.pk, "open")] * 2
    assert [task for task in tasks if "Протез" in task.note or "Квартира" in task.note] == []
    assert (Wish.objects.count(), Appointment.objects.get().state) == (2, "done")
    with pytest.raises(StaleView):
        actions.record_meeting(one, came=True, wishes=[], due_at=None, **after)


@pytest.mark.parametrize(("came", "wishes", "hours", "field"), [(False, ["Протез"], 1, "wishes"), (True, [], -1, None)])
def test_what_cannot_have_been_at_a_meeting_is_refused(settled, meeting, officer, given, came, wishes, hours, field):
    agree(settled, given)
    one = actions.invite(meeting, settled, **given)
    at = meeting.starts_at + timedelta(hours=hours)
    with pytest.raises(Refused) as refused:
        actions.record_meeting(one, came=came, wishes=wishes, due_at=at + timedelta(days=1), by=officer, now=at)
    assert (refused.value.field, Wish.objects.count()) == (field, 0)


def test_a_consent_taken_back_takes_the_hour_out_of_the_days(settled, meeting, given):
    agree(settled, given)
    actions.invite(meeting, settled, **given)
    agree(settled, given, "withdrawn")
    assert (Invitation.objects.get().state, Appointment.objects.get().state) == ("excused", "cancelled")
    agree(settled, given)
    actions.invite(meeting, settled, **given)
    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["excused", "invited"]


def test_a_cancelled_meeting_is_off_for_everybody_and_takes_nobody_more(settled, meeting, given):
    agree(settled, given)
    actions.invite(meeting, settled, **given)
    actions.cancel_meeting(meeting, **given)
    assert (Invitation.objects.get().state, Appointment.objects.get().state) == ("excused", "cancelled")
    meeting.refresh_from_db()
    with pytest.raises(Refused):
        actions.invite(meeting, settled, **given)


def test_the_page_of_a_meeting_names_to_an_officer_their_own_people_alone(settled, meeting, given, client_for, now):
    agree(settled, given)
    actions.invite(meeting, settled, **given)
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now)
    elsewhere = build.account(cast.Officer("s3", "Чужа", "", "social"), now=now, unit=build.unit("AFU"))
    assert client_for(elsewhere).get(f"/meetings/{meeting.pk}").status_code == 404
    assert "Коваль" not in client_for(elsewhere).get("/meetings").content.decode()
    own, seen = (client_for(one).get(f"/meetings/{meeting.pk}").content.decode() for one in (given["by"], other))
    assert ("Шевчук" in own, "Шевчук" in seen) == (True, False)
    one = Invitation.objects.get()
    assert client_for(other).get(f"/meetings/people/{one.pk}").status_code == 404
    assert client_for(build.account(cast.PRESS, now=now)).get("/meetings").status_code == 404
    form = {"case": str(settled.pk)}
    assert client_for(other).post(f"/meetings/{meeting.pk}", form).status_code == 422
    assert client_for(other).post(f"/meetings/{meeting.pk}/cancel").status_code == 422
