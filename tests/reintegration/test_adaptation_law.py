"""Whatever people do, in whatever order: nothing forbidden ever lies inside a time to adapt, and nothing is late for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dodomu.clock import KYIV, day
from dodomu.errors import Refused
from dodomu.reference.entitlements.published import published
from dodomu.reintegration import actions, queries
from dodomu.reintegration.models import Appointment, Case, Document, Issue, Override, Plan, Step, Task
from dodomu.reintegration.models.adaptation import Rule
from dodomu.reintegration.models.vocabulary import INFORMED_ABOUT, MATTERS, TASKS
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.entitlements import proposals
from dodomu.reintegration.states import NOT_APPLIED
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.build_reintegration import ROUND

pytestmark = pytest.mark.django_db

# The night of 27 October 2024 has an hour more: the times of these stories lie around it.
START = datetime(2024, 10, 25, 9, 0, tzinfo=KYIV)

hours = st.integers(-4, 120)
index = st.integers(0, 3)
matters = st.sampled_from(["interview", "press", "contact", "document", "plan", "talk", "psychologist"])
lengths = st.integers(1, 5)
whys = st.sampled_from(["wish", "medical"])
back = st.integers(0, 4)
answers = st.sampled_from(["given", "refused", "later", "withdrawn"])
paper_acts = st.sampled_from(["apply", "receive", "hand_over", "block"])

STAYS = [
    st.tuples(st.just("wait"), st.integers(1, 30)),
    st.tuples(st.just("admit"), st.integers(0, 30)),
    st.tuples(st.just("transfer"), st.integers(0, 5)),
    st.tuples(st.just("leave"), st.integers(0, 5)),
    st.tuples(st.sampled_from(["undo", "open"])),
]
APPOINTMENTS = [
    st.tuples(st.just("plan"), matters, hours, lengths, st.booleans()),
    st.tuples(st.just("plan"), matters, st.integers(60, 110), lengths, st.booleans()),
    st.tuples(st.just("move"), index, hours, lengths),
    st.tuples(st.just("finish_appointment"), index),
    st.tuples(st.just("ask"), matters, hours, lengths, whys),
    st.tuples(st.just("ask_to_move"), index, hours, lengths),
    st.tuples(st.just("approve"), index, st.just(False)),
    st.tuples(st.just("approve"), index, st.booleans()),
    st.tuples(st.just("invite"), hours, lengths),
    st.tuples(st.just("invite"), st.integers(40, 90), lengths),
    st.tuples(st.just("consent"), st.just("command"), st.just("given"), st.just(False)),
]
WORK = [
    st.tuples(st.just("task"), st.sampled_from(sorted(TASKS)), hours, st.sampled_from([None, True, False])),
    st.tuples(st.just("move_task"), index, hours),
    st.tuples(st.just("finish_task"), index, st.booleans()),
    st.tuples(st.just("document"), st.sampled_from(["passport", "sim"]), paper_acts, st.booleans()),
    st.tuples(st.just("category"), st.sampled_from(["officer", "contract", "civilian"])),
    st.tuples(st.just("accept"), st.sampled_from(["leave", "payment_once"])),
    st.tuples(st.just("apply"), index, back),
    st.tuples(st.just("inform"), back),
    st.tuples(st.just("decide"), back),
    st.tuples(st.just("consent"), st.sampled_from(["press", "command", "comrades"]), answers, st.booleans()),
    st.tuples(st.just("write_plan")),
    st.tuples(st.just("add_step"), index, hours, st.booleans()),
    st.tuples(st.just("answer_plan"), back),
    st.tuples(st.just("hand_copy"), back, st.booleans()),
    st.tuples(st.just("conclude"), back),
]


def stories(*acts):
    """Long stories: nearly all of them reach past an admission."""
    return st.lists(st.one_of(*acts), min_size=20, max_size=30)


class Story:
    """One person, two officers, two facilities, and a clock that only runs on."""

    def __init__(self) -> None:
        self.now = START
        self.one = build.account(cast.SOCIAL, now=START)
        self.two = build.account(cast.MEDICAL, now=START)
        self.places = [homecoming.facility(code, now=START) for code in ("svitanok", "dzherelo")]
        self.person = homecoming.returned("Шевчук", now=START)
        actions.load_entitlements(published(), now=START)

    def begin(self) -> None:
        """Starts over: the case has just opened."""
        self.now = START
        self.case = homecoming.cases([self.person], now=START, officer=self.one)[0]

    def after(self, more: int) -> datetime:
        return (self.now.astimezone(UTC) + timedelta(hours=more)).astimezone(KYIV)

    def pick(self, model, number):
        rows = list(model.objects.filter(case=self.case).order_by("-pk"))
        return rows[number % len(rows)] if rows else None

    last = ""

    def live(self, act: str, *values) -> None:
        """Does one act; a refusal is an answer like another."""
        case, now = Case.objects.get(pk=self.case.pk), self.now
        self.last = act
        try:
            with transaction.atomic():
                self.do(act, case, now, *values)
        except Refused:
            pass

    def do(self, act, case, now, *values):
        by = {"by": self.one, "now": now}
        both = by | {"are_both_meant": True}  # another law
        if act == "wait":
            self.now = self.after(values[0])
        elif act == "admit":
            actions.admit(case, facility=self.places[0], at=self.after(-values[0]), **by)
        elif act == "transfer":
            actions.transfer(case, facility=self.places[1], at=self.after(-values[0]), **by)
        elif act == "leave":
            actions.leave(case, at=self.after(-values[0]), **by)
        elif act == "undo":
            actions.withdraw_cases([self.person], occasion=ROUND, reason="тезка", **by)
        elif act == "open":
            actions.open_cases([self.person], occasion=ROUND, **by)
        elif act == "plan":
            matter, start, length, is_wanted = values
            actions.plan_appointment(
                case,
                matter,
                starts_at=self.after(start),
                ends_at=self.after(start + length),
                is_wanted=is_wanted,
                **both,
            )
        elif act == "ask":
            matter, start, length, why = values
            times = {"starts_at": self.after(start), "ends_at": self.after(start + length)}
            actions.ask_override(case, matter, **times, reason_kind=why, reason="її слова", approver=self.two, **both)
        elif act == "task":
            kind, due, needs = values
            actions.add_task(case, kind, due_at=self.after(due), needs_person=needs, note="що саме", **by)
        elif act == "category":
            actions.set_category(case, values[0], **by)
        elif act == "accept":
            rows = [one.row for one in proposals(case, now=now) if one.answer.key == values[0]]
            actions.accept_entitlements(case, rows, **by)
        elif act == "inform":
            on = day(now) - timedelta(days=values[0])
            actions.inform(case, about=list(INFORMED_ABOUT), on=on, leaflet="2024-05", **by)
            self.must_be_outside("talk")
        elif act == "decide":
            on = day(now) - timedelta(days=values[0])
            actions.decide(case, "training", words="піду вчитися", on=on, **by)
            self.must_be_outside("decision")
        elif act == "invite":
            times = {"starts_at": self.after(values[0]), "ends_at": self.after(values[0] + values[1])}
            meeting = actions.plan_meeting(led_by="генерал", place="зала", **times, **by)
            actions.invite(meeting, case, **both)
        elif act == "consent":
            recipient, said, is_wanted = values
            wanted = {"is_wanted": is_wanted, "on": day(now)}
            actions.answer_consent(case, recipient, "meet", said, **wanted, **by)
            if said == "given" and not (recipient == "comrades" and is_wanted):
                self.must_be_outside(recipient)
        elif act == "write_plan":
            actions.write_plan(case, content="вправи", level=1, **by)
        elif act == "conclude":
            on = day(now) - timedelta(days=values[0])
            actions.conclude(case, kind="treatment", number="7", on=on, **by)
            self.must_be_outside("examination")
        else:
            self.do_to_a_row(act, case, now, by, *values)

    def do_to_a_row(self, act, case, now, by, *values):
        models = {"approve": Override, "document": Document, "apply": Issue}
        models |= dict.fromkeys(("answer_plan", "add_step", "hand_copy"), Plan)
        models |= dict.fromkeys(("move", "finish_appointment", "ask_to_move"), Appointment)
        models |= dict.fromkeys(("move_task", "finish_task"), Task)
        if act == "document":
            row = Document.objects.get(case=case, kind=values[0])
        else:
            row = self.pick(models[act], values[0])
        if row is None:
            return
        if act == "move":
            start, length = values[1:]
            actions.move_appointment(
                row, starts_at=self.after(start), ends_at=self.after(start + length), **by, are_both_meant=True
            )
        elif act == "finish_appointment":
            actions.finish_appointment(row, **by)
        elif act == "ask_to_move":
            start, length = values[1:]
            times = {"starts_at": self.after(start), "ends_at": self.after(start + length)}
            why = {"reason_kind": "medical", "reason": "рана", "approver": self.two, "appointment": row}
            actions.ask_override(case, row.matter, **times, **why, **by, are_both_meant=True)
        elif act == "approve":
            actions.approve_override(row, by=self.one if values[1] else self.two, now=now)
        elif act == "move_task":
            actions.move_task(row, due_at=self.after(values[1]), **by)
        elif act == "finish_task":
            actions.finish_task(row, is_wanted=values[1], **by)
            matter = TASKS[row.kind].matter
            if row.needs_person and not (MATTERS[matter].rule == Rule.WANTED and values[1]):
                self.must_be_outside(matter)
        elif act == "document":
            actions.move_document(row, values[1], signed_by="Шевчук", reason="немає фото", is_wanted=values[2], **by)
            if values[1] == "apply" and row.needs_person:
                self.must_be_outside("document")
            if values[1] == "hand_over" and not values[2]:
                self.must_be_outside("handing")
        elif act == "apply":
            needs = row.needs_person
            actions.move_issue(row, "apply", on=day(now) - timedelta(days=values[1]), **by)
            if needs:
                self.must_be_outside("document")
                self.must_not_be_dated_inside(row.applied_on)
        elif act == "answer_plan":
            actions.answer_plan(row, is_agreed=True, on=day(now) - timedelta(days=values[0]), **by)
            self.must_be_outside("plan")
        elif act == "add_step":
            due, needs = values[1:]
            actions.add_step(row, content="огляд", due_at=self.after(due), level=1, needs_person=needs, **by)
        elif act == "hand_copy":
            actions.hand_copy(row, on=day(now) - timedelta(days=values[0]), is_wanted=values[1], **by)
            if not values[1]:
                self.must_be_outside("handing")

    def must_be_outside(self, matter: str) -> None:
        """What was just done is not inside the time, unless two people allowed it."""
        window = Case.objects.get(pk=self.case.pk).protection
        if window and window.covers(self.now):
            allowed = Appointment.objects.filter(
                case=self.case, matter=matter, leave__state="approved", starts_at__lte=self.now
            )
            assert allowed.exists()

    def must_not_be_dated_inside(self, on) -> None:
        """Nor is it dated back into the time, unless two people allowed papers with the person then."""
        window = Case.objects.get(pk=self.case.pk).protection
        if window and day(window.begins_at) <= on < day(window.ends_at):
            allowed = Appointment.objects.filter(case=self.case, matter="document", leave__state="approved")
            assert allowed.filter(starts_at__lte=self.now).exists()


def no_appointment_is_inside(story: Story) -> None:
    case = Case.objects.get(pk=story.case.pk)
    window = case.protection
    for one in Appointment.objects.filter(case=case, state="planned").select_related("leave"):
        rule = MATTERS[one.matter].rule
        if window is None or rule == Rule.FREE or not window.meets(one.starts_at, one.ends_at):
            continue
        if rule == Rule.WANTED and one.is_wanted:
            continue
        assert one.leave is not None, "an appointment without leave lies inside the time to adapt"
        leave = one.leave
        assert (leave.state, leave.starts_at, leave.ends_at) == ("approved", one.starts_at, one.ends_at)
        assert leave.asked_by_id != leave.decided_by_id


def nothing_is_late_for_it(story: Story) -> None:
    case = Case.objects.get(pk=story.case.pk)
    if case.protection is None or not case.protection.covers(story.now):
        return
    late = [one.row for one in record.tasks(case, now=story.now) if one.is_late]
    late += [one.row for one in record.documents(case, now=story.now) if one.is_late]
    late += [one.row for one in record.issues(case, now=story.now) if one.is_late and one.row.state in NOT_APPLIED]
    steps = Step.objects.filter(plan__case=case, state="open", needs_person=True)
    late += [row for row in steps if record.timed(row, case, is_open=True, needs_person=True, now=story.now).is_late]
    assert [row for row in late if row.needs_person] == []
    assert [step for step in steps if case.protection.covers(step.due_at)] == []
    if story.last != "wait":
        return  # the clock stands: what was not late a moment ago is not late now
    needing = set(Task.objects.filter(case=case, needs_person=True).values_list("pk", flat=True))
    shown = queries.today(story.one, story.now).due
    assert [due for due in shown if due.source == "task" and due.pk in needing] == []


@pytest.fixture
def lived(db):
    return Story()


def live_through(lived, acts, check) -> None:
    with transaction.atomic():
        lived.begin()
        for act in acts:
            lived.live(*act)
            check(lived)
        transaction.set_rollback(True)


LAW = settings(max_examples=80, suppress_health_check=list(HealthCheck))


@LAW
@given(acts=stories(*STAYS, *APPOINTMENTS))
def test_no_forbidden_appointment_ever_lies_inside_a_time_to_adapt(lived, acts):
    live_through(lived, acts, no_appointment_is_inside)


@LAW
@given(acts=stories(*STAYS[:2], *APPOINTMENTS[4:5], *APPOINTMENTS[6:7], *WORK))
def test_no_work_with_the_person_is_done_or_late_inside_a_time_to_adapt(lived, acts):
    live_through(lived, acts, nothing_is_late_for_it)


@given(
    at=st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - the zone is put on below
    length=st.integers(48, 168),
)
def test_the_time_to_adapt_has_its_hours_on_every_night_of_the_year(at, length):
    from dodomu.reintegration.models.adaptation import window_from

    window = window_from(at.replace(tzinfo=KYIV), hours=length)
    assert window.ends_at.astimezone(UTC) - window.begins_at.astimezone(UTC) == timedelta(hours=length)
