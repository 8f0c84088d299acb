"""The pages of care: what the team does there, and that nobody else finds them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import CareMember, Conclusion, Goal, Plan, PlanCopy, PsychologistOffer
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db

GETS = ("plan", "answer", "withdraw", "copy", "print", "goals/new", "steps/new", "team/new", "psychologist")
GETS += ("conclusions/new",)


def said(response):
    return response.content.decode()


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def second(now):
    """A medical officer of the same facility who does not treat the person."""
    return build.account(cast.Officer("second", "Софія Гай", "", "medical"), now=now, unit=build.unit("NGU"))


@pytest.fixture
def case(now, officer, doctor, second):
    admitted = now - timedelta(days=5)
    return homecoming.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=admitted)


@pytest.fixture
def plan(case, doctor, now):
    return actions.write_plan(case, content="вправи для коліна", level=1, by=doctor, now=now - timedelta(days=1))


@pytest.fixture
def clinic(doctor, client_for):
    return client_for(doctor)


def url(case, part=""):
    return f"/people/{case.person.number}/care" + (f"/{part}" if part else "")


def test_the_team_lives_through_a_whole_plan_on_its_pages(case, clinic, second):
    assert clinic.post(url(case, "plan"), {"level": "2", "content": "Вправи, басейн"}).status_code == 302
    goal = {"content": "Ходити сходами", "due_on": "15.08.2024"}
    assert clinic.post(url(case, "goals/new"), goal).status_code == 302
    answer = {"answer": "agreed", "on": "18.07.2024", "words": "Згоден, але без басейну"}
    assert clinic.post(url(case, "answer"), answer).status_code == 302
    assert clinic.post(url(case, "copy"), {"on": "18.07.2024"}).status_code == 302
    member = {"role": "psychologist", "user": str(second.pk), "name": ""}
    assert clinic.post(url(case, "team/new"), member).status_code == 302
    outside = {"role": "physical", "user": "", "name": "Інна Ковтун"}
    assert clinic.post(url(case, "team/new"), outside).status_code == 302
    offer = {"answer": "later", "on": "18.07.2024"}
    assert clinic.post(url(case, "psychologist"), offer).status_code == 302
    concluded = {"kind": "limited", "number": "214/24", "on": "18.07.2024", "note": "без стрибків"}
    assert clinic.post(url(case, "conclusions/new"), concluded).status_code == 302
    page = said(clinic.get(url(case)))
    for told in (
        "погоджено з людиною 18 липня 2024 року",
        "Ходити сходами",
        "«Згоден, але без басейну»",
        "Копію версії 1 вручено 18.07.2024.",
        "Софія Гай",
        "Інна Ковтун",
        "фізичний терапевт",
        "пізніше",
        "обмежено придатний",
        "№ 214/24 · 18.07.2024 · без стрибків",
    ):
        assert told in page
    done = {"act": "achieve", "outcome": "три поверхи"}
    assert clinic.post(url(case, f"goals/{Goal.objects.get().pk}"), done).status_code == 302
    assert clinic.post(url(case, f"conclusions/{Conclusion.objects.get().pk}/withdraw")).status_code == 302
    assert clinic.post(url(case, "withdraw"), {"on": "18.07.2024", "words": ""}).status_code == 302
    page = said(clinic.get(url(case)))
    assert "людина відкликала згоду 18 липня 2024 року" in page
    assert "три поверхи" in page
    assert "записано помилково" in page


def test_a_member_leaves_by_a_click_and_reads_no_more(case, plan, clinic, second, client_for, now, doctor):
    member = actions.add_member(case, user=second, role="nurse", by=doctor, now=now)
    other = client_for(second)
    assert "коліна" in said(other.get(url(case)))
    assert clinic.post(url(case, f"team/{member.pk}/end")).status_code == 302
    assert "коліна" not in said(other.get(url(case)))
    assert clinic.post(url(case, f"team/{member.pk}/end")).status_code == 422


def test_a_medical_officer_beside_the_team_sees_that_a_plan_exists_and_may_join(case, plan, second, client_for):
    other = client_for(second)
    page = said(other.get(url(case)))
    assert "План існує, ще не погоджено з людиною." in page
    assert "коліна" not in page and "Юрій Ткач" not in page
    assert [other.get(url(case, part)).status_code for part in GETS] == [404] * len(GETS)
    assert other.post(url(case, "team/join"), {"role": ""}).status_code == 422
    assert other.post(url(case, "team/join"), {"role": "psychologist"}).status_code == 302
    assert "коліна" in said(other.get(url(case)))
    acts = [entry.act for entry in about("person", case.person_id) if entry.by_id == second.pk]
    assert "join_care_team" in acts and acts[0] == "read_plan"


@pytest.mark.parametrize("who", ["social", "colleague", "press", "auditor"])
def test_for_everybody_else_the_pages_of_the_team_are_not_there(case, plan, who, officer, client_for, now):
    users = {
        "social": lambda: officer,
        "colleague": lambda: build.account(cast.Officer("s2", "Інша", "", "social"), now=now),
        "press": lambda: build.account(cast.PRESS, now=now),
        "auditor": lambda: build.account(cast.AUDITOR, now=now),
    }
    client = client_for(users[who]())
    assert [client.get(url(case, part)).status_code for part in GETS] == [404] * len(GETS)
    posts = ("psychologist", "team/join", "conclusions/new", "goals/new", "withdraw", "copy")
    assert [client.post(url(case, part), {}).status_code for part in posts] == [404] * len(posts)
    assert (CareMember.objects.count(), PsychologistOffer.objects.count(), PlanCopy.objects.count()) == (1, 0, 0)


def test_a_refusal_of_the_person_is_for_the_team_alone(case, plan, doctor, officer, client_for, now):
    actions.answer_plan(plan, is_agreed=False, on=now.date(), by=doctor, now=now)
    page = said(client_for(officer).get(url(case)))
    assert "План існує, ще не погоджено з людиною." in page
    assert "відмовилася" not in page


def test_bad_input_is_said_in_words_and_nothing_is_half_saved(case, plan, clinic, second):
    wrong = (
        ("goals/new", {"content": "", "due_on": "колись"}),
        ("goals/new", {"content": "ходити", "due_on": "01.01.2024"}),
        ("team/new", {"role": "nurse", "user": "", "name": ""}),
        ("team/new", {"role": "nurse", "user": str(second.pk), "name": "Інна"}),
        ("team/new", {"role": "king", "user": "999", "name": ""}),
        ("psychologist", {"answer": "maybe", "on": "18.07.2024"}),
        ("psychologist", {"answer": "no", "on": "19.07.2024"}),
        ("conclusions/new", {"kind": "fit", "number": "", "on": "18.07.2024"}),
        ("conclusions/new", {"kind": "fit", "number": "1", "on": "14.07.2024"}),
        ("copy", {"on": "01.07.2024"}),
        ("withdraw", {"on": "", "words": ""}),
    )
    assert [clinic.post(url(case, part), sent).status_code for part, sent in wrong] == [422] * len(wrong)
    assert (Goal.objects.count(), CareMember.objects.count(), Conclusion.objects.count()) == (0, 1, 0)
    assert clinic.get(url(case, "goals/999")).status_code == 404
    assert clinic.post(url(case, "conclusions/999/withdraw")).status_code == 404
    assert clinic.post(url(case, "team/999/end")).status_code == 404


def test_the_plan_on_paper_speaks_to_the_person_in_plain_words(case, plan, clinic, doctor, now):
    actions.set_goal(plan, content="Ходити сходами", due_on=now.date(), by=doctor, now=now)
    page = said(clinic.get(url(case, "print")))
    assert "Це пропозиція. Нічого з неї не почнуть без вашої згоди." in page
    actions.answer_plan(plan, is_agreed=True, on=now.date(), by=doctor, now=now)
    page = said(clinic.get(url(case, "print")))
    assert "Ви погодили цей план 18 липня 2024 року." in page
    assert "Ходити сходами" in page and "вправи для коліна" in page and "Юрій Ткач" in page
    assert "Для службового користування" not in page  # it is the person's own
    assert "You agreed to this plan on 18 July 2024." in said(clinic.get("/en" + url(case, "print")))
    assert about("person", case.person_id)[0].act == "print_plan"


def test_a_plan_without_a_team_is_not_rewritten_by_whoever_comes_by(case, plan, second, doctor, client_for, now):
    actions.end_member(CareMember.objects.get(), by=doctor, now=now)
    other = client_for(second)
    refused = other.get(url(case, "plan"))
    assert refused.status_code == 422
    assert "Спершу увійдіть до команди" in said(refused)
    assert Plan.objects.count() == 1


def test_the_page_of_care_keeps_within_thirty_queries_for_the_team(case, plan, clinic, doctor, now, counted_queries):
    def cost():
        clinic.get(url(case))
        return counted_queries(lambda: clinic.get(url(case)))

    for number in range(2):
        actions.set_goal(plan, content=f"ціль {number}", due_on=now.date(), by=doctor, now=now)
        actions.add_step(plan, content=f"крок {number}", due_at=now, level=1, by=doctor, now=now)
        actions.add_member(case, name=f"фахівець {number}", role="nurse", by=doctor, now=now)
        actions.offer_psychologist(case, answer="no", on=now.date(), by=doctor, now=now)
        actions.conclude(case, kind="fit", number=str(number), on=now.date(), by=doctor, now=now)
        if number == 0:
            one = cost()
    assert cost() == one
    assert one <= 30
