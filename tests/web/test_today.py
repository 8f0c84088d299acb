"""Today: what is late, what is due, whom not to disturb, and a useful first page for every role."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.clock import KYIV
from dodomu.ledger.models import Entry
from dodomu.reintegration import actions, queries
from dodomu.reintegration.models import Task
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


def said(response):
    return response.content.decode()


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def case(now, officer):
    """A man whose time to adapt is over, with nothing due before next month."""
    admitted = now - timedelta(days=5)
    one = homecoming.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=admitted)
    for task in Task.objects.filter(case=one):
        actions.finish_task(task, is_wanted=True, by=officer, now=now)
    for document in one.documents.all():
        actions.set_document_due(document, due_at=now + timedelta(days=20), by=officer, now=now)
    return one


def numbers(day):
    return day.late, day.today, day.tomorrow


def test_work_is_late_due_today_or_tomorrow_in_kyiv_time(case, officer, now):
    for hours in (-3, 2, 13.9, 14.1, 37.9, 38.1):  # it is 10:00; midnight is 14 hours away
        actions.add_task(case, "phone", due_at=now + timedelta(hours=hours), by=officer, now=now)
    day = queries.today(officer, now)
    assert numbers(day) == (1, 2, 2)
    assert [due.is_late for due in day.due] == [True, False, False]
    assert day.total == 3


def test_every_kind_of_work_comes_to_the_day_it_is_due(case, officer, now):
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    soon = now + timedelta(hours=2)
    document = case.documents.get(kind="tax_number")
    actions.set_document_due(document, due_at=soon, by=officer, now=now)
    actions.open_issue(case, "pay", due_at=soon, by=officer, now=now)
    actions.plan_appointment(case, "press", starts_at=soon, ends_at=soon + timedelta(hours=1), by=officer, now=now)
    plan = actions.write_plan(case, content="вправи", level=1, by=doctor, now=now)
    actions.add_step(plan, content="огляд хірурга", due_at=soon, level=1, by=doctor, now=now)
    actions.add_task(case, "roof", due_at=soon, by=officer, now=now)
    day = queries.today(officer, now)
    assert {due.source for due in day.due} == {"task", "document", "issue", "appointment"}  # steps: who treats
    assert dict(day.topics) == {"first_needs": 1, "documents": 1, "social": 1, "appointments": 1}
    assert {due.source for due in queries.care_today(doctor, now).due} == {"step", "appointment"}
    assert [due.source for due in queries.today(officer, now, topic="social").due] == ["issue"]


def test_the_page_names_no_health_to_the_officer(case, officer, now, client_for):
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    plan = actions.write_plan(case, content="вправи", level=1, by=doctor, now=now)
    actions.add_step(plan, content="огляд хірурга", due_at=now + timedelta(hours=1), level=1, by=doctor, now=now)
    page = said(client_for(officer).get("/today"))
    assert "Крок плану лікування" not in page
    assert "хірурга" not in page


def test_what_waits_for_the_time_to_adapt_is_not_work_of_today(now, officer):
    case = homecoming.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(hours=60))
    after = now + timedelta(hours=13)
    task = Task.objects.get(case=case, kind="photo")
    assert task.needs_person
    assert [due.pk for due in queries.today(officer, now).due if due.source == "task" and due.pk == task.pk] == []
    [adapting] = queries.today(officer, now).adapting
    waiting = Task.objects.filter(case=case, needs_person=True).count()
    assert adapting.waiting == waiting + case.documents.filter(needs_person=True, state="needed").count()
    assert queries.today(officer, after).adapting == []


def test_the_page_shows_numbers_rows_whom_not_to_disturb_and_tomorrow(case, officer, now, client_for):
    homecoming.case("Цимбал", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(hours=20))
    for task in Task.objects.filter(case__person__now__surname="Цимбал", needs_person=False):
        actions.finish_task(task, is_wanted=True, by=officer, now=now)
    actions.add_task(case, "phone", due_at=now - timedelta(days=2), by=officer, now=now)
    actions.add_task(case, "roof", due_at=now + timedelta(hours=2), by=officer, now=now)
    actions.add_task(case, "first_money", due_at=now + timedelta(days=1), by=officer, now=now)
    page = said(client_for(officer).get("/today"))
    assert "четвер, 18 липня 2024 року" in page
    assert "Сьогодні: 2 справи" in page
    assert "прострочено 2 дні" in page
    assert "до 12:00" in page
    assert "до сб 20.07, 14:00" in page
    assert "Завтра ще 1 справа." in page
    assert f"/people/{case.person.number}/case/tasks/" in page
    kept = Entry.objects.get(act="read_today")
    assert str(case.person_id) in kept.detail


def test_an_empty_day_says_so(case, officer, client_for):
    page = said(client_for(officer).get("/today"))
    assert "На сьогодні справ немає." in page
    assert "Немає нікого на адаптації." in page


def test_new_cases_without_an_officer_are_counted_for_the_own_units(officer, now, client_for):
    for name in ("Гончар", "Кучер"):
        homecoming.case(name, now=now, unit=build.unit("NGU"))
    homecoming.case("Чужий", now=now, unit=build.unit("AFU"))
    page = said(client_for(officer).get("/today"))
    assert "2 людини чекають на офіцера супроводу." in page
    assert "Гончар" not in page


def test_the_day_on_paper_is_kept_in_the_ledger(case, officer, now, client_for):
    actions.add_task(case, "roof", due_at=now + timedelta(hours=2), by=officer, now=now)
    page = said(client_for(officer).get("/today/sheet"))
    assert "18.07.2024, 12:00" in page
    assert "Для службового користування" in page
    assert Entry.objects.filter(act="print_day", by=officer).count() == 1


@pytest.mark.parametrize("person", cast.OFFICERS, ids=lambda person: person.login)
def test_every_role_has_a_first_page_with_ways_on(person, now, client_for):
    user = build.account(person, now=now, unit=build.unit("NGU"))
    response = client_for(user).get("/today")
    assert response.status_code == 200
    page = said(response)
    assert ("Що ви можете відкрити" in page) == (person.role not in ("social", "medical"))
    assert client_for(user).get("/en/today").status_code == 200


def test_a_doctor_sees_steps_and_appointments_of_the_people_in_care(now, officer, client_for):
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    case = homecoming.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(days=4))
    plan = actions.write_plan(case, content="вправи", level=1, by=doctor, now=now)
    actions.add_step(plan, content="огляд", due_at=now + timedelta(hours=1), level=1, by=doctor, now=now)
    actions.plan_appointment(
        case, "psychologist", starts_at=now + timedelta(hours=3), ends_at=now + timedelta(hours=4), by=doctor, now=now
    )
    day = queries.care_today(doctor, now)
    assert [due.source for due in day.due] == ["step", "appointment"]
    page = said(client_for(doctor).get("/today"))
    assert "Сьогодні: 2 справи" in page
    assert "до 11:00" in page and "о 13:00" in page  # a step is due by an hour, an appointment is at one


def test_a_family_officer_sees_the_calls_that_are_due(now, client_for):
    from tests.build_exchanges import captive
    from tests.build_families import officers, relative, released

    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    first, _second = officers(now)
    relative(person, now=now)
    released(person, now=now)
    page = said(client_for(first).get("/today"))
    assert "Зателефонувати: дружина" in page
    assert "Шевчук" in page


def test_today_costs_the_same_for_one_case_and_for_fifty(now, officer, client_for, counted_queries):
    def come_home(names):
        people = [homecoming.returned(name, now=now, unit=build.unit("NGU")) for name in names]
        homecoming.cases(people, now=now, officer=officer, admitted_at=now - timedelta(hours=30))

    client = client_for(officer)
    come_home(["Бойко"])
    client.get("/today")
    one = counted_queries(lambda: client.get("/today"))
    come_home([f"Бойко{n}" for n in range(49)])
    assert counted_queries(lambda: client.get("/today")) == one
    assert one <= 20


def test_the_due_time_of_a_day_is_the_midnight_of_kyiv(now):
    from dodomu.reintegration.queries.today import end_of_day

    assert end_of_day(now.astimezone(KYIV)).isoformat() == "2024-07-19T00:00:00+03:00"
