"""The year of follow-up: planned by where the person goes, recorded contact by contact, missed ones passed up once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.errors import Refused, StaleView
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.actions.followup import queue_escalation
from dodomu.reintegration.models import Contact, FollowUp
from dodomu.reintegration.models.followup import GRACE, TEMPLATE
from dodomu.reintegration.models.vocabulary import INFORMED_ABOUT
from dodomu.reintegration.queries import followup as queries
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


def followed(now, officer, option="training", surname="Шевчук"):
    """Somebody whose year begins today."""
    case = homecoming.case(
        surname, now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(days=5)
    )
    given = {"by": officer, "now": now}
    actions.inform(case, about=list(INFORMED_ABOUT), on=now.date(), leaflet="2024-05", **given)
    actions.decide(case, option, words="Її слова", on=now.date(), **given, article_117_seen_by="майор юстиції С. Вовк")
    return actions.begin_follow_up(case, **given)


@pytest.mark.parametrize(("option", "to"), [("service_other", "unit"), ("discharge", "home"), ("training", "home")])
def test_the_year_is_planned_by_where_the_person_goes(now, officer, option, to):
    case = followed(now, officer, option)
    year = FollowUp.objects.get(case=case)
    assert (year.to, year.begins_on, year.ends_on) == (to, date(2024, 7, 18), date(2025, 7, 18))
    days = [one.due_on for one in Contact.objects.order_by("due_on")]
    assert days == [date(2024, 7, 18) + timedelta(days=after) for after in TEMPLATE[to]]


def test_a_contact_is_recorded_with_its_outcome_sealed(now, officer):
    contact = queries.years_of(followed(now, officer), now=now)[0].following
    later = now + timedelta(days=3)
    actions.hold_contact(
        contact, way="phone", on=later.date(), outcome="Спить погано, просить психолога", by=officer, now=later
    )
    contact.refresh_from_db()
    assert (contact.state, contact.way, contact.held_on, contact.by) == ("held", "phone", later.date(), officer)
    assert "психолога" not in contact.outcome
    with pytest.raises(StaleView):
        actions.hold_contact(contact, way="phone", on=later.date(), outcome="Ще раз", by=officer, now=later)


@pytest.mark.parametrize(
    ("days", "way", "outcome", "field"),
    [
        (4, "phone", "Добре", "on"),
        (-1, "phone", "Добре", "on"),
        (3, "pigeon", "Добре", "way"),
        (3, "phone", "", "outcome"),
    ],
)
def test_what_cannot_be_a_contact_is_refused_by_name(now, officer, days, way, outcome, field):
    contact = queries.years_of(followed(now, officer), now=now)[0].following
    on, later = now.date() + timedelta(days=days), now + timedelta(days=3)
    with pytest.raises(Refused) as refused:
        actions.hold_contact(contact, way=way, on=on, outcome=outcome, by=officer, now=later)
    assert refused.value.field == field


def run_jobs(now) -> list[int]:
    """What the worker does on a day."""
    queue_escalation(now=now)
    run_due(HANDLERS, clock=lambda: now)
    return list(Contact.objects.exclude(escalated_at=None).order_by("pk").values_list("pk", flat=True))


def test_a_missed_contact_is_passed_up_once_and_a_later_try_does_not_excuse_it(now, officer):
    case = followed(now, officer)
    contact = queries.years_of(case, now=now)[0].following
    due = now + timedelta(days=3)
    assert run_jobs(due + GRACE) == []
    actions.miss_contact(contact, by=officer, now=due + GRACE)
    contact.refresh_from_db()
    assert (contact.tries, contact.due_on) == (1, (due + GRACE + timedelta(days=2)).date())
    after = due + GRACE + timedelta(days=1)
    assert run_jobs(after) == [contact.pk]
    assert run_jobs(after + timedelta(hours=5)) == [contact.pk]
    kept = [entry.act for entry in about("person", case.person_id)]
    assert kept.count("escalate_contact") == 1


def test_the_missed_contact_stands_with_the_head_of_support_of_the_unit_and_with_nobody_else(now, officer):
    contact = queries.years_of(followed(now, officer), now=now)[0].following
    lead = build.account(cast.SUPPORT_LEAD, now=now, unit=build.unit("NGU"))
    elsewhere = build.account(cast.Officer("far", "Чужа", "", "support_lead"), now=now, unit=build.unit("AFU"))
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    after = now + timedelta(days=8)
    run_jobs(after)
    assert [one.pk for one in queries.passed_up(lead)] == [contact.pk]
    assert [queries.passed_up(other) for other in (officer, elsewhere, doctor)] == [[], [], []]
    actions.hold_contact(contact, way="meeting", on=after.date(), outcome="Усе гаразд", by=officer, now=after)
    assert queries.passed_up(lead) == []


def test_the_year_ends_with_the_case_and_what_was_planned_is_not_needed(now, officer):
    case = followed(now, officer)
    [year] = queries.years_of(case, now=now)
    over = now + timedelta(days=365)
    for one in year.contacts:
        when = now + timedelta(days=(one.due_on - now.date()).days)
        actions.hold_contact(one, way="phone", on=one.due_on, outcome="Добре", by=officer, now=when)
    assert [(one.case, one.is_over) for one in queries.to_do(officer, now=over)] == [(case, True)]
    actions.close_case(case, reason="рік минув", by=officer, now=over)
    assert FollowUp.objects.get().ended_at == over
    assert queries.to_do(officer, now=over) == []


def test_the_page_that_ends_the_support_warns_while_the_year_runs_and_not_after_it(
    now, officer, client_for, monkeypatch
):
    case = followed(now, officer)
    address = f"/people/{case.person.number}/case/close"
    warned = client_for(officer).get(address).content.decode()
    assert "Рік спостереження триває до 18.07.2025; контактів попереду: 10." in warned
    over = now + timedelta(days=365)
    for one in queries.years_of(case, now=now)[0].contacts:
        actions.hold_contact(one, way="phone", on=one.due_on, outcome="Добре", by=officer, now=over)
    monkeypatch.setenv("DODOMU_NOW", over.isoformat())
    assert "Рік спостереження триває" not in client_for(officer).get(address).content.decode()


def test_a_case_taken_back_into_support_drops_the_year_and_may_begin_another(now, officer):
    case = followed(now, officer)
    actions.reopen_case(case, reason="потрібна операція", by=officer, now=now)
    assert set(Contact.objects.values_list("state", flat=True)) == {"dropped"}
    case.refresh_from_db()
    actions.begin_follow_up(case, by=officer, now=now + timedelta(days=30))
    assert [year.row.ended_at is None for year in queries.years_of(case, now=now)] == [True, False]


def test_one_more_contact_lies_inside_the_year_and_on_no_day_twice(now, officer):
    case = followed(now, officer)
    actions.add_contact(case, on=date(2024, 8, 20), by=officer, now=now)
    for on in (date(2024, 8, 20), date(2024, 7, 17), date(2025, 7, 19)):
        with pytest.raises(Refused) as refused:
            actions.add_contact(case, on=on, by=officer, now=now)
        assert refused.value.field == "on"
    assert Contact.objects.filter(due_on=date(2024, 8, 20)).count() == 1


def test_today_shows_the_officer_what_is_due_and_the_head_of_support_what_was_missed(
    now, officer, client_for, monkeypatch
):
    case = followed(now, officer)
    lead = build.account(cast.SUPPORT_LEAD, now=now, unit=build.unit("NGU"))
    after = now + timedelta(days=8)
    run_jobs(after)
    monkeypatch.setenv("DODOMU_NOW", after.isoformat())
    own, seen = (client_for(one).get("/today").content.decode() for one in (officer, lead))
    assert f"/people/{case.person.number}/followup/" in own
    assert "Пропущені контакти року спостереження" in seen
    assert ("Шевчук" in own, "Шевчук" in seen) == (True, False)
