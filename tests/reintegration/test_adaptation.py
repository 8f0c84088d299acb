"""The time to adapt: its hours, what may lie inside, what is put off, and the exception that two people give."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from dodomu.access.models import Grant
from dodomu.clock import KYIV
from dodomu.errors import Refused, StaleView
from dodomu.reintegration import actions, queries
from dodomu.reintegration.models import Appointment, Case, Document, Facility, Override, Stay, Task
from dodomu.reintegration.models.adaptation import window_from
from dodomu.reintegration.models.vocabulary import APPOINTED, MATTERS
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.build_reintegration import ROUND

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now)


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now)


@pytest.fixture
def case(now, officer, doctor):
    return homecoming.case(now=now, officer=officer, admitted_at=now)


def again(case):
    return Case.objects.get(pk=case.pk)


def plan(case, matter, *, start, officer, now, **more):
    return actions.plan_appointment(case, matter, starts_at=start, ends_at=start + HOUR, by=officer, now=now, **more)


def ask(case, matter="interview", *, start, officer, doctor, now, **more):
    return actions.ask_override(
        case,
        matter,
        starts_at=start,
        ends_at=start + HOUR,
        reason_kind="wish",
        reason="хоче сама",
        approver=doctor,
        by=officer,
        now=now,
        **more,
    )


def test_it_lasts_72_hours_by_default_from_the_admission(case, now):
    window = case.adaptation
    assert (window.begins_at, window.ends_at) == (now, now + timedelta(hours=72))


@override_settings(ADAPTATION_HOURS=48)
def test_a_service_may_set_it_to_48_hours(now, officer):
    window = homecoming.case(now=now, officer=officer, admitted_at=now).adaptation
    assert window.ends_at == now + timedelta(hours=48)


def test_less_than_48_hours_is_not_to_be_had(now):
    with pytest.raises(ValueError, match="47 hours"):
        window_from(now, hours=47)


@pytest.mark.parametrize(
    ("admitted", "ends"),
    [("2024-03-30T12:00+02:00", "2024-04-02T13:00+03:00"), ("2024-10-26T12:00+03:00", "2024-10-29T11:00+02:00")],
)
def test_it_has_its_hours_when_the_clock_is_changed(admitted, ends):
    window = window_from(datetime.fromisoformat(admitted).astimezone(KYIV), hours=72)
    assert window.ends_at == datetime.fromisoformat(ends)


def test_what_ends_as_it_begins_or_begins_as_it_ends_is_outside(case, officer, now):
    end = case.adaptation.ends_at
    one = plan(case, "press", start=end, officer=officer, now=now)
    assert one.state == "planned"
    with pytest.raises(Refused) as refused:
        plan(case, "press", start=end - timedelta(minutes=1), officer=officer, now=now)
    assert (refused.value.code, refused.value.field) == ("adaptation", "starts_at")


def test_exactly_care_and_wanted_contact_may_lie_inside(case, officer, now):
    allowed = set()
    for matter in APPOINTED:
        for is_wanted in (False, True):
            try:
                more = {"is_wanted": is_wanted, "are_both_meant": True}
                plan(case, matter, start=now + HOUR, officer=officer, now=now, **more)
                allowed.add((matter, is_wanted))
            except Refused:
                pass
    care = {(matter, wanted) for matter in ("urgent_care", "psychologist") for wanted in (False, True)}
    assert allowed == care | {("contact", True)}


def test_the_refusal_says_until_when_and_what_to_do_in_both_languages(case, officer, now):
    with pytest.raises(Refused) as refused:
        plan(case, "debrief", start=now + HOUR, officer=officer, now=now)
    assert "триває до 21.07.2024, 10:00" in refused.value.message.uk
    assert "Якщо зачекати неможливо" in refused.value.message.uk
    assert "lasts until 21.07.2024, 10:00" in refused.value.message.en
    assert "If it cannot wait" in refused.value.message.en


def test_from_the_arrival_until_the_admission_the_same_is_protected(now, officer):
    case = homecoming.case(now=now, officer=officer)
    assert case.adaptation is None
    with pytest.raises(Refused) as refused:
        plan(case, "interview", start=now + HOUR, officer=officer, now=now)
    assert refused.value.code == "adaptation"


def test_the_admission_puts_off_what_would_now_lie_inside_and_leaves_a_task(now, officer):
    case = homecoming.case(now=now, officer=officer)
    interview = plan(case, "interview", start=now + timedelta(hours=80), officer=officer, now=now)
    start = now + timedelta(hours=80)
    psychologist = plan(case, "psychologist", start=start, officer=officer, now=now, are_both_meant=True)
    later = now + timedelta(hours=20)
    actions.admit(case, facility=homecoming.facility(now=now), at=later, by=officer, now=later)
    states = [Appointment.objects.get(pk=one.pk).state for one in (interview, psychologist)]
    assert states == ["put_off", "planned"]
    task = Task.objects.get(case=case, kind="replan")
    assert task.due_at == again(case).adaptation.ends_at
    moved = actions.move_appointment(
        Appointment.objects.get(pk=interview.pk),
        starts_at=task.due_at,
        ends_at=task.due_at + HOUR,
        by=officer,
        now=later,
    )
    assert moved.state == "planned"


def test_what_needs_the_person_is_due_a_day_after_it_and_never_late_inside(case, officer, now):
    task = actions.add_task(case, "photo", due_at=now + HOUR, by=officer, now=now)
    assert task.due_at == case.adaptation.ends_at + timedelta(hours=24)
    passport = Document.objects.get(case=case, kind="passport")
    actions.set_document_due(passport, due_at=now + HOUR, by=officer, now=now)
    passport.refresh_from_db()
    assert passport.due_at == task.due_at


def test_a_second_admission_does_not_begin_a_second_time_to_adapt(case, officer, now):
    later = now + timedelta(hours=10)
    actions.leave(case, at=later, by=officer, now=later)
    actions.admit(case, facility=homecoming.facility("other", now=now), at=later, by=officer, now=later)
    assert again(case).adaptation.begins_at == now


def test_an_exception_needs_another_person_who_may_and_a_reason(case, officer, doctor, now):
    press = build.account(cast.PRESS, now=now)
    fields = []
    for approver, reason in ((officer, "хоче"), (press, "хоче"), (doctor, " ")):
        with pytest.raises(Refused) as refused:
            actions.ask_override(
                case,
                "interview",
                starts_at=now + HOUR,
                ends_at=now + 2 * HOUR,
                reason_kind="wish",
                reason=reason,
                approver=approver,
                by=officer,
                now=now,
            )
        fields.append(refused.value.field)
    assert fields == ["approver", "approver", "reason"]
    assert Override.objects.count() == 0


def test_nobody_allows_an_exception_that_they_asked_for(case, officer, doctor, now):
    asked = ask(case, start=now + HOUR, officer=officer, doctor=doctor, now=now)
    with pytest.raises(Refused) as refused:
        actions.approve_override(asked, by=officer, now=now)
    assert refused.value.code == "same_person"


def test_nobody_without_sight_of_the_person_allows_an_exception(case, officer, doctor, now):
    asked = ask(case, start=now + HOUR, officer=officer, doctor=doctor, now=now)
    stranger = build.account(cast.Officer("d2", "Інший", "", "medical"), now=now)
    with pytest.raises(Refused) as refused:
        actions.approve_override(asked, by=stranger, now=now)
    assert refused.value.code == "right"


def test_an_exception_gives_leave_to_one_appointment_at_one_time(case, officer, doctor, now):
    asked = ask(case, start=now + HOUR, officer=officer, doctor=doctor, now=now)
    one = actions.approve_override(asked, by=doctor, now=now)
    assert (one.starts_at, one.leave_id) == (now + HOUR, asked.pk)
    with pytest.raises(Refused):
        plan(case, "interview", start=now + HOUR, officer=officer, now=now)
    with pytest.raises(Refused):
        actions.move_appointment(one, starts_at=now + 3 * HOUR, ends_at=now + 4 * HOUR, by=officer, now=now)
    with pytest.raises(StaleView):
        actions.approve_override(asked, by=doctor, now=now)
    assert Appointment.objects.count() == 1


def test_an_exception_can_move_an_appointment_into_the_time(case, officer, doctor, now):
    one = plan(case, "meeting", start=now + timedelta(days=4), officer=officer, now=now)
    asked = ask(case, "meeting", start=now + HOUR, officer=officer, doctor=doctor, now=now, appointment=one)
    moved = actions.approve_override(asked, by=doctor, now=now)
    assert (moved.pk, moved.starts_at, moved.leave_id) == (one.pk, now + HOUR, asked.pk)


def test_an_exception_whose_hour_has_passed_is_not_allowed_any_more(case, officer, doctor, now):
    asked = ask(case, start=now + HOUR, officer=officer, doctor=doctor, now=now)
    with pytest.raises(Refused, match="уже минув"):
        actions.approve_override(asked, by=doctor, now=now + 2 * HOUR)


def test_where_no_exception_is_needed_none_can_be_asked(case, officer, doctor, now):
    for matter, start in (("psychologist", now + HOUR), ("interview", now + timedelta(days=5))):
        with pytest.raises(Refused) as refused:
            ask(case, matter, start=start, officer=officer, doctor=doctor, now=now)
        assert refused.value.field == "starts_at"


def test_with_an_exception_the_work_it_is_for_can_be_done(case, officer, doctor, now):
    photo = Task.objects.get(case=case, kind="photo")
    with pytest.raises(Refused):
        actions.finish_task(photo, by=officer, now=now + HOUR)
    asked = ask(case, "document", start=now + HOUR, officer=officer, doctor=doctor, now=now)
    actions.approve_override(asked, by=doctor, now=now)
    assert actions.finish_task(photo, by=officer, now=now + HOUR).state == "done"


def test_undo_takes_back_what_was_asked_and_who_could_see(case, officer, doctor, now):
    second = build.account(cast.Officer("s2", "Інша", "", "social"), now=now)
    ask(case, start=now + HOUR, officer=officer, doctor=second, now=now)
    actions.withdraw_cases([case.person], occasion=ROUND, reason="тезка", by=officer, now=now)
    assert Override.objects.get().state == "withdrawn"
    assert not Grant.objects.filter(until_at=None).exists()


def test_a_full_facility_refuses_and_so_does_a_future_hour(now, officer):
    case = homecoming.case(now=now, officer=officer)
    homecoming.facility("room", now=now)
    full = homecoming.facility("full", places=0, now=now)
    with pytest.raises(Refused, match="Room") as refused:
        actions.admit(case, facility=full, at=now, by=officer, now=now)
    assert (refused.value.code, refused.value.field) == ("full", "facility")
    with pytest.raises(Refused) as refused:
        actions.admit(case, facility=homecoming.facility("room", now=now), at=now + HOUR, by=officer, now=now)
    assert refused.value.field == "at"
    assert (Stay.objects.count(), again(case).admitted_at) == (0, None)


def test_places_are_taken_and_freed_and_never_set_below_the_people_there(case, officer, now):
    place = queries.facilities().get(code="svitanok")
    assert (place.places, place.taken, place.free) == (200, 1, 199)
    with pytest.raises(Refused) as refused:
        actions.set_places(place, 0, by=officer, now=now)
    assert refused.value.field == "places"
    actions.leave(case, at=now + HOUR, by=officer, now=now + HOUR)
    assert actions.set_places(Facility.objects.get(), 0, by=officer, now=now).places == 0


def test_the_medical_officers_of_the_facility_see_the_person_while_the_stay_lasts(now, officer):
    clinic, elsewhere = build.unit("CLINIC"), build.unit("ELSEWHERE")
    doctor = build.account(cast.MEDICAL, now=now, unit=clinic)
    other = build.account(cast.Officer("d2", "Інший", "", "medical"), now=now, unit=elsewhere)
    case = homecoming.case(now=now, officer=officer)
    place = homecoming.facility("clinic", now=now, unit=clinic)
    actions.admit(case, facility=place, at=now, by=officer, now=now)
    assert (list(queries.visible_cases(doctor)), list(queries.visible_cases(other))) == ([case], [])
    actions.leave(case, at=now, by=officer, now=now)
    assert list(queries.visible_cases(doctor)) == []


def test_a_talk_a_decision_and_a_yes_to_the_plan_cannot_be_dated_back_into_it(case, officer, doctor, now):
    written = actions.write_plan(case, content="вправи", level=1, by=doctor, now=now)
    after = case.adaptation.ends_at.astimezone(UTC) + HOUR
    inside = now.date() + timedelta(days=1)
    everything = ["service", "training", "discharge"]
    for act in (
        lambda: actions.inform(case, about=everything, on=inside, leaflet="2024-05", by=officer, now=after),
        lambda: actions.answer_plan(written, is_agreed=True, on=inside, by=doctor, now=after),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert (refused.value.code, refused.value.field) == ("adaptation", "on")
    today = after.astimezone(KYIV).date()
    actions.inform(case, about=everything, on=today, leaflet="2024-05", by=officer, now=after)
    assert actions.answer_plan(written, is_agreed=True, on=today, by=doctor, now=after).state == "agreed"


def test_the_task_to_explain_the_choice_is_done_when_all_of_it_was_told(case, officer, now):
    after = case.adaptation.ends_at.astimezone(UTC) + HOUR
    today = after.astimezone(KYIV).date()
    task = actions.add_task(case, "options_talk", due_at=after + HOUR, by=officer, now=now)
    states = []
    for about in (["service"], ["training", "discharge"]):
        actions.inform(case, about=about, on=today, leaflet="2024-05", by=officer, now=after)
        task.refresh_from_db()
        states.append(task.state)
    assert states == ["open", "done"]


def test_every_matter_has_its_rule():
    assert {code for code, matter in MATTERS.items() if matter.rule == "free"} == {
        "urgent_care",
        "psychologist",
        "paperwork",
    }
    assert {code for code, matter in MATTERS.items() if matter.rule == "wanted"} == {"contact", "handing"}
