"""Every door × the rule of the time to adapt: what each act on a case does inside it, by actions and by pages.

The table must name every action of the room. Whoever adds one says here whether it asks the rule (and proves it),
moves a due time out of the person's time, or cannot put anything before the person.
"""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

import dodomu
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.reintegration import actions
from dodomu.reintegration.models import (
    Appointment,
    Case,
    Conclusion,
    Consent,
    Decision,
    Document,
    Informed,
    Override,
    Plan,
    PlanCopy,
    Step,
    Task,
)
from dodomu.reintegration.models.adaptation import Rule
from dodomu.reintegration.models.vocabulary import APPOINTED, MATTERS
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
INSIDE, AFTER = timedelta(hours=10), timedelta(hours=80)
WAITING = [code for code in APPOINTED if MATTERS[code].rule == Rule.WAITS]

ASKS = {
    "answer_consent",
    "answer_plan",
    "ask_override",
    "conclude",
    "decide",
    "finish_task",
    "hand_copy",
    "inform",
    "move_appointment",
    "move_document",
    "move_issue",
    "plan_appointment",
}
"""These put something before the person, and ask the rule."""

GIVES_A_DUE_TIME = {
    "accept_entitlements",
    "add_step",
    "add_task",
    "move_task",
    "open_issue",
    "renew_issue",
    "reopen_task",
    "set_category",
    "set_document_due",
}
"""Work may be noted inside the time; what needs the person is due after it."""

BEGINS_OR_ENDS_IT = {"admit", "expect_cases", "leave", "open_cases", "reopen_case", "transfer", "withdraw_cases"}
"""These make the time itself, or leave it as it is; the law of stories holds what happens around them."""

ALLOWS_BY_TWO = {"approve_override", "refuse_override"}
"""The exception: asked by one with the person's wish or a medical reason, allowed by another."""

AFTER_A_DECISION = {"add_contact", "begin_follow_up", "hold_contact", "miss_contact", "record_order"}
"""They need a decision first, and no decision is taken inside the time."""

CARE_GOES_ON = {"add_member", "end_member", "join_team", "move_goal", "move_step", "offer_psychologist", "set_goal"}
CARE_GOES_ON |= {"withdraw_agreement", "withdraw_conclusion", "write_plan"}
"""Treatment, the psychologist, and what the person takes back unasked are free at any time."""

PAPERS = {"add_copy", "ask_for_letters", "keep_words", "open_copy", "open_letters", "set_letterhead", "set_proof"}
PAPERS |= {"note_reception", "withdraw_copy", "write_letter", "answer_level"}
"""Papers that are written, filed and read without the person."""

OF_THE_SERVICE = {"add_facility", "change_facility", "close_facility", "reopen_facility", "set_places"}
OF_THE_SERVICE |= {"confirm_entitlement", "load_entitlements", "propose_entitlement", "refuse_entitlement"}
OF_THE_SERVICE |= {"sign_entitlement", "decline_entitlement", "hand_over_choices", "set_return_basis"}
OF_THE_SERVICE |= {"accept_case", "assign_officer", "end_deputy", "hand_over", "name_deputy", "release_cases"}
OF_THE_SERVICE |= {"publish_checklist", "set_responsible"}
OF_THE_SERVICE |= {"close_case", "cancel_appointment", "drop_task", "finish_appointment"}
"""Who leads a case, where there is room, which rules hold; and ends, of which none begins anything with the person."""

MEETINGS = {"invite", "plan_meeting", "record_meeting", "cancel_meeting", "excuse"}
"""`invite` asks the rule for each person, which its own tests prove; the others begin nothing with anybody."""

TABLE = (ASKS, GIVES_A_DUE_TIME, BEGINS_OR_ENDS_IT, ALLOWS_BY_TWO, AFTER_A_DECISION, CARE_GOES_ON, PAPERS)
TABLE += (OF_THE_SERVICE, MEETINGS)


def test_every_action_of_the_room_stands_in_the_table_once():
    named = sorted(name for part in TABLE for name in part)
    assert named == sorted(actions.__all__)


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def case(now, officer, doctor):
    """Somebody whose time to adapt begins at this instant and lasts 72 hours."""
    return homecoming.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now)


def row(model, case, **which):
    return model.objects.filter(case=case, **which).order_by("pk")[0]


def talked(case, *, by, at):
    """So that a decision fails for the time alone, and for nothing else."""
    about = {"about_service": True, "about_training": True, "about_discharge": True}
    Informed.objects.create(case=case, on=day(at), leaflet="2024-05", by=by, at=at, **about)


def planned(case, *, by, now):
    at = now + AFTER + 5 * HOUR
    return actions.plan_appointment(case, "interview", starts_at=at, ends_at=at + HOUR, by=by, now=now)


def tried(name, case, officer, doctor, *, at):
    """Does one act with the person at an instant."""
    given = {"by": officer, "now": at}
    on = day(at)
    if name == "plan_appointment":
        return actions.plan_appointment(case, "interview", starts_at=at + HOUR, ends_at=at + 2 * HOUR, **given)
    if name == "move_appointment":
        return actions.move_appointment(
            row(Appointment, case, state="planned"), starts_at=at + HOUR, ends_at=at + 2 * HOUR, **given
        )
    if name == "finish_task":
        return actions.finish_task(row(Task, case, kind="photo"), **given)
    if name == "move_document":
        return actions.move_document(row(Document, case, kind="passport"), "apply", **given)
    if name == "inform":
        return actions.inform(case, about=["service"], on=on, leaflet="2024-05", **given)
    if name == "decide":
        return actions.decide(case, "training", words="піду вчитися", on=on, **given)
    if name == "answer_plan":
        return actions.answer_plan(row(Plan, case), is_agreed=True, on=on, by=doctor, now=at)
    if name == "hand_copy":
        return actions.hand_copy(row(Plan, case), on=on, by=doctor, now=at)
    if name == "conclude":
        return actions.conclude(case, kind="treatment", number="7", on=on, by=doctor, now=at)
    if name == "answer_consent":
        return actions.answer_consent(case, "press", "meet", "given", on=on, **given)
    raise AssertionError(name)


MODELS = (Appointment, Consent, Conclusion, Decision, Informed, Override, PlanCopy)
PROVED = sorted(ASKS - {"ask_override", "move_issue"})  # the law of stories proves these two on their own rows


def saved():
    counts = [model.objects.count() for model in MODELS]
    states = [list(model.objects.order_by("pk").values_list("state", flat=True)) for model in (Task, Document, Plan)]
    times = list(Appointment.objects.order_by("pk").values_list("starts_at", flat=True))
    return counts, states, times


@pytest.mark.parametrize("name", PROVED)
def test_what_asks_the_rule_is_refused_inside_with_nothing_saved_and_done_after(name, case, officer, doctor, now):
    planned(case, by=officer, now=now)
    actions.write_plan(case, content="вправи", level=1, by=doctor, now=now)
    if name == "decide":
        talked(case, by=officer, at=now)
    before = saved()
    with pytest.raises(Refused) as refusal:
        tried(name, case, officer, doctor, at=now + INSIDE)
    assert (refusal.value.code, saved()) == ("adaptation", before)
    tried(name, case, officer, doctor, at=now + AFTER)
    assert saved() != before


@pytest.mark.parametrize("matter", WAITING)
def test_no_matter_that_waits_is_planned_or_moved_into_it(matter, case, officer, now):
    later = {"starts_at": now + AFTER, "ends_at": now + AFTER + HOUR}
    inside = {"starts_at": now + INSIDE, "ends_at": now + INSIDE + HOUR}
    given = {"by": officer, "now": now}
    one = actions.plan_appointment(case, matter, **later, **given)
    for act in (
        lambda: actions.plan_appointment(case, matter, **inside, is_wanted=True, **given),
        lambda: actions.move_appointment(one, **inside, **given),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "adaptation"
    assert list(Appointment.objects.values_list("starts_at", flat=True)) == [later["starts_at"]]


def test_work_noted_inside_is_due_after_it_where_it_needs_the_person(case, officer, doctor, now):
    given = {"by": officer, "now": now}
    end = Case.objects.get(pk=case.pk).protected_until
    soon = now + INSIDE
    task = actions.add_task(case, "photo", due_at=soon, **given)
    plan = actions.write_plan(case, content="вправи", level=1, by=doctor, now=now)
    step = actions.add_step(plan, content="огляд", due_at=soon, level=1, by=doctor, now=now)
    paper = actions.set_document_due(row(Document, case, kind="passport"), due_at=soon, **given)
    assert [one.due_at > end for one in (task, step, paper)] == [True, True, True]
    actions.move_task(task, due_at=soon, **given)
    assert Task.objects.get(pk=task.pk).due_at > end
    actions.drop_task(task, **given)
    assert actions.reopen_task(task, **given).due_at > end
    assert Step.objects.filter(plan__case=case, due_at__lt=end).count() == 0


def test_an_older_case_of_the_same_person_brings_nothing_into_it(officer, now):
    """Somebody who comes home a second time has two cases; the first one's appointments give way too."""
    long_ago = now - timedelta(days=300)
    first = homecoming.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=long_ago)
    at = now + INSIDE
    one = actions.plan_appointment(first, "interview", starts_at=at, ends_at=at + HOUR, by=officer, now=now)
    [second] = actions.open_cases([first.person], occasion="round:99", by=None, now=now)
    actions.admit(second, facility=homecoming.facility(now=now), at=now, by=officer, now=now)
    assert Appointment.objects.get(pk=one.pk).state == "put_off"


PAGES = [
    ("case/appointments/new", lambda at: {"matter": "interview", "starts_at": at, "minutes": "60"}),
    ("case/appointments/new", lambda at: {"matter": "press", "starts_at": at, "minutes": "60", "is_wanted": "on"}),
    ("next/talk", lambda at: {"about": ["service"], "on": at[:10], "leaflet": "2024-05"}),
    ("next/decision", lambda at: {"option": "training", "words": "вчитися", "on": at[:10]}),
]


@pytest.mark.parametrize(("page", "filled"), PAGES, ids=[f"{page}-{place}" for place, (page, _f) in enumerate(PAGES)])
def test_no_page_takes_into_it_what_the_action_refuses(page, filled, case, officer, now, client_for, monkeypatch):
    talked(case, by=officer, at=now)
    at = now + INSIDE
    monkeypatch.setenv("DODOMU_NOW", at.isoformat())
    before = saved()
    answer = client_for(officer).post(f"/people/{case.person.number}/{page}", filled(f"{at + HOUR:%d.%m.%Y %H:%M}"))
    assert (answer.status_code, saved()) == (422, before)
    assert "триває до 21.07.2024, 10:00" in answer.content.decode()


def test_rows_that_a_page_opens_are_refused_too(case, officer, now, client_for, monkeypatch):
    one = planned(case, by=officer, now=now)
    at = now + INSIDE
    monkeypatch.setenv("DODOMU_NOW", at.isoformat())
    client, before = client_for(officer), saved()
    number = case.person.number
    moved = {"act": "move", "starts_at": f"{at + HOUR:%d.%m.%Y %H:%M}", "minutes": "60"}
    statuses = [
        client.post(f"/people/{number}/case/appointments/{one.pk}", moved).status_code,
        client.post(f"/people/{number}/case/tasks/{row(Task, case, kind='photo').pk}", {"act": "finish"}).status_code,
        client.post(
            f"/people/{number}/documents/{row(Document, case, kind='passport').pk}", {"act": "apply"}
        ).status_code,
    ]
    assert (statuses, saved()) == ([422, 422, 422], before)


MAY_WRITE = (
    "dodomu.commands.demo",
    *(f"dodomu.commands.management.commands.{n}" for n in ("work", "load_entitlements")),
)


def test_no_command_import_or_api_writes_past_the_room():
    """Appointments are made in one module; terminal and formats hold no door of their own to a case.

    The demo lives people's days through the same actions; the worker queues what the room does by itself; rules of
    social protection are loaded, which are nobody's.
    """
    root = Path(dodomu.__file__).parent
    makers, doors = set(), set()
    for path in root.rglob("*.py"):
        name = "dodomu." + ".".join(path.relative_to(root).with_suffix("").parts)
        if ".migrations." in name:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        text = ast.unparse(tree)
        if re.search(r"(?<!class )\bAppointment(\.objects\.(bulk_)?create)?\(", text):
            makers.add(name)
        imports = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        outside = name.startswith(("dodomu.commands", "dodomu.api", "dodomu.formats", "dodomu.jobs"))
        if outside and any(one.startswith("dodomu.reintegration.actions") for one in imports):
            doors.add(name)
        if outside and "from dodomu.reintegration import actions" in text:
            doors.add(name)
    assert makers == {"dodomu.reintegration.actions.appointments"}
    assert {name for name in doors if not name.startswith(MAY_WRITE)} == set()
