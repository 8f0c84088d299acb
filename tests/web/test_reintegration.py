"""The pages of a case: what each role sees and does, and the time to adapt at every door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.clock import KYIV
from dodomu.errors import Refused
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import Appointment, Case, Decision, Document, Override, Plan, Step, Task
from tests import build, cast

pytestmark = pytest.mark.django_db
PARTS = ("case", "documents", "care", "social", "next")


def said(response):
    return response.content.decode()


def typed(instant):
    return instant.astimezone(KYIV).strftime("%d.%m.%Y %H:%M")


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


def url(case, part):
    return f"/people/{case.person.number}/{part}"


def test_the_officer_opens_every_part_of_the_case_and_each_reading_is_kept(adapting, officer, client_for):
    client = client_for(officer)
    for part in PARTS:
        page = client.get(url(adapting, part))
        assert page.status_code == 200
        assert "Час на адаптацію: до суботи, 20 липня, 22:00" in said(page)
    kept = [entry.detail for entry in about("person", adapting.person_id) if entry.act == "read_person"]
    assert kept == [f'{{"part":"{part}"}}' for part in reversed(PARTS)]


@pytest.mark.parametrize("part", PARTS)
def test_a_stranger_a_colleague_without_the_case_and_a_wrong_role_find_nothing(adapting, part, client_for, client, now):
    assert client.get(url(adapting, part)).status_code == 302
    colleague = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    press = build.account(cast.PRESS, now=now)
    for other in (colleague, press):
        assert client_for(other).get(url(adapting, part)).status_code == 404


def test_a_reader_of_summaries_sees_the_time_to_adapt_and_no_more(adapting, client_for, now):
    registrar = build.account(cast.REGISTRAR, now=now, unit=build.unit("NGU"))
    client = client_for(registrar)
    page = said(client.get(url(adapting, "case")))
    assert "Час на адаптацію" in page
    assert "Перший медичний огляд" not in page
    assert [client.get(url(adapting, part)).status_code for part in PARTS[1:]] == [404] * 4


def test_the_record_of_the_person_shows_box_documents_officer_and_parts(adapting, officer, client_for):
    page = said(client_for(officer).get(f"/people/{adapting.person.number}"))
    assert "Час на адаптацію: до суботи, 20 липня, 22:00" in page
    assert "Минуло: 0 днів із 3." in page
    assert "Документи: відновлено 0 з 15" in page
    assert "потребує людини: після 20.07, 22:00" in page
    assert "Надія Іваницька" in page
    assert "Центр «Svitanok»" in page
    assert f"/people/{adapting.person.number}/next" in page


def test_an_interview_inside_the_time_to_adapt_is_refused_with_until_when_and_a_way_on(
    adapting, officer, client_for, now
):
    client = client_for(officer)
    form = {"matter": "interview", "starts_at": typed(now + timedelta(hours=5)), "minutes": "60", "place": "кабінет 2"}
    refused = client.post(url(adapting, "case/appointments/new"), form)
    assert refused.status_code == 422
    assert "триває до 20.07.2024, 22:00" in said(refused)
    assert "Попросити про виняток на цей час" in said(refused)
    assert "override?matter=interview&amp;starts_at=18.07.2024+15%3A00" in said(refused)
    assert Appointment.objects.count() == 0
    form["matter"] = "psychologist"
    assert client.post(url(adapting, "case/appointments/new"), form).status_code == 302
    assert Appointment.objects.get().matter == "psychologist"


def test_moving_an_appointment_into_the_time_to_adapt_is_refused(adapting, officer, client_for, now):
    after = now + timedelta(days=4)
    one = actions.plan_appointment(
        adapting, "meeting", starts_at=after, ends_at=after + timedelta(hours=1), by=officer, now=now
    )
    door = url(adapting, f"case/appointments/{one.pk}")
    refused = client_for(officer).post(
        door, {"act": "move", "starts_at": typed(now + timedelta(hours=3)), "minutes": "60"}
    )
    assert refused.status_code == 422
    assert "Попросити про виняток на цей час" in said(refused)
    one.refresh_from_db()
    assert one.starts_at == after


def test_an_exception_is_asked_by_one_allowed_by_another_and_gives_one_appointment(
    adapting, officer, doctor, client_for, now
):
    start = now + timedelta(hours=5)
    form = {
        "matter": "questioning",
        "starts_at": typed(start),
        "minutes": "60",
        "place": "",
        "reason_kind": "wish",
        "reason": "Хочу розповісти зараз, поки пам’ятаю.",
        "approver": str(doctor.pk),
    }
    assert client_for(officer).post(url(adapting, "case/override"), form).status_code == 302
    asked = Override.objects.get()
    assert "пам’ятаю" not in asked.reason
    door = f"/overrides/{asked.pk}"
    assert "Просять ваш дозвіл" in said(client_for(doctor).get("/today"))
    assert "Хочу розповісти зараз" in said(client_for(doctor).get(door))
    assert "Дозволити цю зустріч" not in said(client_for(officer).get(door))
    assert client_for(officer).post(door, {"act": "approve"}).status_code == 422
    assert Appointment.objects.count() == 0
    assert client_for(doctor).post(door, {"act": "approve"}).status_code == 302
    assert Appointment.objects.get().leave_id == asked.pk
    assert {"ask_override", "approve_override"} <= {entry.act for entry in about("person", adapting.person_id)}


def test_who_was_asked_sees_the_person_only_until_the_decision(adapting, officer, client_for, now):
    second = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    asked = actions.ask_override(
        adapting,
        "talk",
        starts_at=now + timedelta(hours=4),
        ends_at=now + timedelta(hours=5),
        reason_kind="wish",
        reason="просить сама",
        approver=second,
        by=officer,
        now=now,
    )
    client = client_for(second)
    assert client.get(url(adapting, "case")).status_code == 200
    client.post(f"/overrides/{asked.pk}", {"act": "refuse"})
    assert client.get(url(adapting, "case")).status_code == 404
    assert Override.objects.get().state == "refused"


def test_a_task_is_added_moved_done_and_dropped(settled, officer, client_for, now):
    client = client_for(officer)
    form = {"kind": "other", "due_at": typed(now + timedelta(days=1)), "note": "окуляри"}
    assert client.post(url(settled, "case/tasks/new"), form).status_code == 302
    task = Task.objects.get(kind="other")
    assert "окуляри" in said(client.get(url(settled, "case")))
    door = url(settled, f"case/tasks/{task.pk}")
    assert client.get(door).status_code == 200
    assert client.post(door, {"act": "move", "due_at": "завтра"}).status_code == 422
    assert client.post(door, {"act": "move", "due_at": typed(now + timedelta(days=2))}).status_code == 302
    assert client.post(door, {"act": "finish", "outcome": "замовлено"}).status_code == 302
    assert client.post(door, {"act": "finish", "outcome": "ще раз"}).status_code == 409
    other = Task.objects.get(case=settled, kind="roof")
    assert client.post(url(settled, f"case/tasks/{other.pk}"), {"act": "drop"}).status_code == 302
    assert [Task.objects.get(pk=one.pk).state for one in (task, other)] == ["done", "dropped"]


def test_a_task_with_the_person_waits_and_its_result_is_refused_until_the_time_is_over(adapting, officer, client_for):
    client = client_for(officer)
    assert "чекає адаптації" in said(client.get(url(adapting, "case")))
    photo = Task.objects.get(case=adapting, kind="photo")
    refused = client.post(url(adapting, f"case/tasks/{photo.pk}"), {"act": "finish", "outcome": ""})
    assert refused.status_code == 422
    assert "триває до 20.07.2024, 22:00" in said(refused)


def test_a_document_goes_from_needed_to_handed_over_with_a_signature(settled, officer, client_for):
    client = client_for(officer)
    card = Document.objects.get(case=settled, kind="tax_number")
    door = url(settled, f"documents/{card.pk}")
    assert client.post(door, {"act": "hand_over", "hand_over-signed_by": "Кравець"}).status_code == 422
    assert client.post(door, {"act": "apply", "apply-on": "17.07.2024"}).status_code == 302
    assert client.post(door, {"act": "receive", "receive-on": "завтра"}).status_code == 422
    assert client.post(door, {"act": "receive", "receive-on": "18.07.2024"}).status_code == 302
    assert client.post(door, {"act": "hand_over", "hand_over-signed_by": ""}).status_code == 422
    assert client.post(door, {"act": "hand_over", "hand_over-signed_by": "Кравець Андрій"}).status_code == 302
    page = said(client.get(url(settled, "documents")))
    assert "відновлено 1 з 15" in page
    assert "підпис: Кравець Андрій" in page


def test_a_document_waits_for_another_and_can_be_blocked_with_a_reason(settled, officer, client_for):
    client = client_for(officer)
    certificate = Document.objects.get(case=settled, kind="combatant_certificate")
    door = url(settled, f"documents/{certificate.pk}")
    assert "ще не можна почати" in said(client.get(door))
    refused = client.post(door, {"act": "apply", "apply-on": "18.07.2024"})
    assert refused.status_code == 422
    assert "спершу потрібен інший документ" in said(refused)
    assert client.post(door, {"act": "block", "block-reason": "архів частини переїжджає"}).status_code == 302
    assert "архів частини переїжджає" in said(client.get(url(settled, "documents")))


def test_the_plan_is_read_by_the_doctor_and_known_to_exist_by_others(settled, officer, doctor, client_for):
    clinic, support = client_for(doctor), client_for(officer)
    assert clinic.post(url(settled, "care/plan"), {"level": "1", "content": "Вправи для коліна"}).status_code == 302
    assert clinic.post(url(settled, "care/answer"), {"answer": "agreed", "on": "18.07.2024"}).status_code == 302
    step = {"content": "Огляд хірурга", "due_at": "19.07.2024 11:00", "level": "1"}
    assert clinic.post(url(settled, "care/steps/new"), step).status_code == 302
    assert "коліна" not in Plan.objects.get().content
    assert "Вправи для коліна" in said(clinic.get(url(settled, "care")))
    assert "Огляд хірурга" in said(clinic.get(url(settled, "care")))
    seen = said(support.get(url(settled, "care")))
    assert "План існує, погоджено з людиною 18 липня 2024 року." in seen
    assert "коліна" not in seen
    assert "хірурга" not in seen
    assert support.get(url(settled, "care/plan")).status_code == 404
    assert clinic.post(url(settled, f"care/steps/{Step.objects.get().pk}/finish")).status_code == 302
    assert Step.objects.get().state == "done"


def test_agreeing_the_plan_waits_for_the_time_to_adapt(adapting, doctor, client_for):
    clinic = client_for(doctor)
    clinic.post(url(adapting, "care/plan"), {"level": "1", "content": "Вправи"})
    refused = clinic.post(url(adapting, "care/answer"), {"answer": "agreed", "on": "18.07.2024"})
    assert refused.status_code == 422
    assert Plan.objects.get().state == "draft"


def test_no_decision_before_the_person_was_told_everything(settled, officer, client_for):
    client = client_for(officer)
    decided = {"option": "training", "words": "Хочу вчитися", "on": "18.07.2024"}
    assert client.post(url(settled, "next/decision"), decided).status_code == 422
    part = {"about": ["service"], "on": "17.07.2024", "leaflet": "2024-05"}
    assert client.post(url(settled, "next/talk"), part).status_code == 302
    assert client.post(url(settled, "next/decision"), decided).status_code == 422
    rest = {"about": ["training", "discharge"], "on": "18.07.2024", "leaflet": "2024-05"}
    assert client.post(url(settled, "next/talk"), rest).status_code == 302
    assert client.post(url(settled, "next/decision"), decided).status_code == 302
    assert "Хочу вчитися" not in Decision.objects.get().words
    assert "«Хочу вчитися»" in said(client.get(url(settled, "next")))


@pytest.fixture
def informed(settled, officer, now):
    everything = ["service", "training", "discharge"]
    actions.inform(settled, about=everything, on=now.date(), leaflet="2024-05", by=officer, now=now)
    return settled


def test_a_change_of_mind_is_a_new_row_and_the_old_one_stays(informed, officer, client_for):
    client = client_for(officer)
    for option, words in (("training", "Хочу вчитися"), ("discharge", "Поїду додому")):
        form = {"option": option, "words": words, "on": "18.07.2024"}
        assert client.post(url(informed, "next/decision"), form).status_code == 302
    assert [one.option for one in Decision.objects.order_by("pk")] == ["training", "discharge"]
    page = said(client.get(url(informed, "next")))
    assert page.index("Поїду додому") < page.index("Хочу вчитися")


def test_article_117_warns_and_asks_who_has_seen_it_and_never_decides(informed, officer, client_for):
    client = client_for(officer)
    assert "Стаття 117" in said(client.get(url(informed, "next/decision")))
    form = {"option": "service_same", "words": "Повернуся до своїх", "on": "18.07.2024"}
    refused = client.post(url(informed, "next/decision"), form)
    assert refused.status_code == 422
    assert "Впишіть ім’я і посаду" in said(refused)
    form["article_117_seen_by"] = "майор Вовк, юрист"
    assert client.post(url(informed, "next/decision"), form).status_code == 302
    client.post(url(informed, "case/basis"), {"return_basis": "exchange"})
    assert "Стаття 117" not in said(client.get(url(informed, "next/decision")))


def test_no_talk_and_no_decision_inside_the_time_to_adapt(adapting, officer, client_for):
    client = client_for(officer)
    talk = {"about": ["service"], "on": "18.07.2024", "leaflet": "2024-05"}
    assert client.post(url(adapting, "next/talk"), talk).status_code == 422
    assert "Записати розмову" not in said(client.get(url(adapting, "next")))


def test_the_case_goes_into_the_follow_up_year_is_closed_and_taken_back(informed, officer, client_for, now):
    client = client_for(officer)
    actions.decide(informed, "training", words="Хочу вчитися", on=now.date(), by=officer, now=now)
    assert client.post(url(informed, "case/move/follow_up")).status_code == 302
    assert client.post(url(informed, "case/close"), {"reason": "рік минув, усе добре"}).status_code == 302
    assert Case.objects.get(pk=informed.pk).state == "closed"
    assert client.get(url(informed, "case")).status_code == 404
    page = said(client.get("/cases?officer=none&state=closed"))
    assert (informed.person.number in page, "Кравець" in page) == (True, False)
    assert client.post(f"/cases/{informed.pk}/reopen", {"reason": ""}).status_code == 422
    opened = client.post(f"/cases/{informed.pk}/reopen", {"reason": "потрібна нова операція"})
    assert opened.headers["Location"] == url(informed, "case")
    assert "потрібна нова операція" in said(client.get(url(informed, "case")))


def test_whoever_opens_a_closed_case_again_leads_it_and_the_reason_is_sealed(informed, officer, client_for, now):
    actions.decide(informed, "training", words="Хочу вчитися", on=now.date(), by=officer, now=now)
    actions.begin_follow_up(informed, by=officer, now=now)
    actions.close_case(informed, reason="рік минув", by=officer, now=now)
    second = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    elsewhere = build.account(cast.Officer("s3", "Чужа", "", "social"), now=now, unit=build.unit("AFU"))
    address, why = f"/cases/{informed.pk}/reopen", {"reason": "знову болить плече"}
    assert client_for(elsewhere).post(address, why).status_code == 404
    assert client_for(second).post(address, why).status_code == 302
    case = Case.objects.get(pk=informed.pk)
    assert (case.state, case.officer, case.reopened_at) == ("open", second, now)
    assert "плече" not in case.reopened_because
    assert client_for(officer).get(url(informed, "case")).status_code == 404
    late = client_for(officer).post(address, why)
    assert (late.status_code, Case.objects.get(pk=informed.pk).officer) == (409, second)


def test_a_case_in_its_follow_up_year_goes_back_into_support_with_a_reason(informed, officer, client_for, now):
    actions.decide(informed, "training", words="Хочу вчитися", on=now.date(), by=officer, now=now)
    actions.begin_follow_up(informed, by=officer, now=now)
    client = client_for(officer)
    assert client.get(url(informed, "case/reopen")).status_code == 200
    assert client.post(url(informed, "case/reopen"), {"reason": "повертається в лікарню"}).status_code == 302
    case = Case.objects.get(pk=informed.pk)
    assert (case.state, case.officer) == ("open", officer)


def test_a_closed_case_stays_closed_where_a_newer_one_runs(informed, officer, now):
    actions.decide(informed, "training", words="Хочу вчитися", on=now.date(), by=officer, now=now)
    actions.begin_follow_up(informed, by=officer, now=now)
    actions.close_case(informed, reason="рік минув", by=officer, now=now)
    actions.open_cases([informed.person], occasion="outside:9", by=officer, now=now)
    with pytest.raises(Refused) as refused:
        actions.reopen_case(informed, reason="знову", by=officer, now=now)
    assert refused.value.code == "newer"


@pytest.mark.parametrize("part", ["", *[f"/{part}" for part in PARTS]])
def test_the_pages_of_a_person_keep_within_thirty_queries(part, adapting, officer, client_for, counted_queries):
    client = client_for(officer)
    address = f"/people/{adapting.person.number}{part}"
    client.get(address)  # the first page of a session writes the session
    assert counted_queries(lambda: client.get(address)) <= 30
