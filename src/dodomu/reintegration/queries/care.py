"""The care of one case as its team reads it: who is on the team, what the person said, goals, conclusions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dodomu.access.models import User
from dodomu.access.policy import Act, Reader, Subject, held, may, sees_summary_only
from dodomu.access.vault import Sealed, unseal_all
from dodomu.reintegration.models import (
    CareMember,
    Case,
    Conclusion,
    Goal,
    Plan,
    PlanAnswer,
    PlanCopy,
    PsychologistOffer,
    Stay,
    Step,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A row with its sealed texts, in the order asked for; None where the key was destroyed."""

    row: Any
    texts: tuple[str | None, ...]


Group = tuple[Sequence[Any], tuple[tuple[str, str], ...]]
"""Rows, and which of their fields are sealed: (attribute, place)."""


def opened_groups(case: Case, *groups: Group) -> list[list[Opened]]:
    """Opens the sealed fields of several kinds of rows, reading the key of the person once for all of them."""
    owner = f"person:{case.person_id}"
    sealed = [(getattr(row, name), owner, place) for rows, fields in groups for row in rows for name, place in fields]
    try:
        texts = iter(unseal_all(sealed))
    except Sealed:
        texts = iter([""] * len(sealed))
    words = iter([text if text or not envelope else None for text, (envelope, *_of) in zip(texts, sealed, strict=True)])
    return [[Opened(row, tuple(next(words) for _field in fields)) for row in rows] for rows, fields in groups]


def reads_health(reader: Reader, case: Case, *, unit_path: str) -> bool:
    """Whether a reader may open health content: the role, the person, and a place on the care team, all three."""
    if not isinstance(reader, User) or not held(reader, Act.READ_PLAN) or not is_on_team(reader, case):
        return False
    subject = Subject(person=case.person_id, unit_path=unit_path)
    return may(reader, Act.READ_PLAN, subject) and not sees_summary_only(reader, Act.READ_PLAN, subject)


def is_on_team(reader: User, case: Case) -> bool:
    """Whether an account is on the care team now."""
    return CareMember.objects.filter(case=case, user=reader, until_at=None).exists()


def has_team(case: Case) -> bool:
    """Whether anybody is on the care team now."""
    return CareMember.objects.filter(case=case, until_at=None).exists()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who treats or treated the person; `role` is a code, None where its text was destroyed."""

    row: CareMember
    role: str | None
    name: str  # of a specialist without an account


@dataclass(frozen=True, slots=True)
class Concluded:
    """What a medical commission concluded; None in place of what was destroyed."""

    row: Conclusion
    kind: str | None
    number: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that the care team reads of one case, opened. Sealed texts are None where the key was destroyed."""

    plan: Opened | None  # its words
    older: list[Opened]  # versions that were replaced, the newest first
    goals: list[Opened]  # words and outcome; those ahead first, by their day
    steps: list[Opened]  # words, by due time
    team: list[Member]  # those who are on it now by the time of joining, then those who left
    offers: list[Opened]  # what the person said to a psychologist (a code), the latest first
    conclusions: list[Concluded]  # those that stand first, the latest of them on top
    answers: list[Opened]  # with the person's words, the latest first
    copies: list[PlanCopy]  # the latest first


def health_of(case: Case, plan: Plan | None) -> Health:
    """Opens all of a case's care at once; whether somebody may read it, `reads_health` says."""
    members = list(CareMember.objects.filter(case=case).select_related("user").order_by("from_at", "pk"))
    members.sort(key=lambda row: row.until_at is not None)
    concluded = list(Conclusion.objects.filter(case=case).select_related("by").order_by("-at", "-pk"))
    concluded.sort(key=lambda row: row.state != "standing")
    goals = sorted(Goal.objects.filter(plan=plan), key=lambda one: (one.state != "pursued", one.due_on, one.pk))
    plans, older, pursued, steps, team, offers, conclusions, answers = opened_groups(
        case,
        ([plan] if plan else [], (("content", "plan.content"),)),
        (_replaced(case), (("content", "plan.content"),)),
        (goals, (("content", "goal.content"), ("outcome", "goal.outcome"))),
        (list(Step.objects.filter(plan=plan).order_by("due_at", "pk")), (("content", "step.content"),)),
        (members, (("role", "care_member.role"), ("name", "care_member.name"))),
        (_offers(case), (("answer", "psychologist_offer.answer"),)),
        (concluded, (("content", "conclusion.content"),)),
        (_answers(case), (("words", "plan_answer.words"),)),
    )
    return Health(
        plan=plans[0] if plans else None,
        older=older,
        goals=pursued,
        steps=steps,
        team=[Member(one.row, one.texts[0], one.texts[1] or "") for one in team],
        offers=offers,
        conclusions=[_concluded(one) for one in conclusions],
        answers=answers,
        copies=_copies(case),
    )


def _replaced(case: Case) -> list[Plan]:
    return list(Plan.objects.filter(case=case, state="replaced").select_related("written_by").order_by("-version"))


def _offers(case: Case) -> list[PsychologistOffer]:
    return list(PsychologistOffer.objects.filter(case=case).select_related("by").order_by("-on", "-pk"))


def _answers(case: Case) -> list[PlanAnswer]:
    return list(PlanAnswer.objects.filter(plan__case=case).select_related("plan", "to").order_by("-at", "-pk"))


def _copies(case: Case) -> list[PlanCopy]:
    return list(PlanCopy.objects.filter(plan__case=case).select_related("plan", "by").order_by("-on", "-pk"))


def _concluded(one: Opened) -> Concluded:
    if one.texts[0] is None:
        return Concluded(one.row, None, "", None, "")
    said = json.loads(one.texts[0])
    return Concluded(one.row, said["kind"], said["number"], date.fromisoformat(said["on"]), said["note"])


def agreed_on(plan: Plan) -> date | None:
    """Since when the person agrees to a plan; None where they do not."""
    return plan.answered_on if plan.state == "agreed" else None


def has_conclusion(case: Case) -> bool:
    """Whether a conclusion of a medical commission stands; what it says is for the care team."""
    return Conclusion.objects.filter(case=case, state="standing").exists()


def stays(case: Case) -> list[Stay]:
    """Where the person stayed, the earliest first; rows entered in error are left out."""
    rows = Stay.objects.filter(case=case, is_error=False).select_related("facility")
    return list(rows.order_by("admitted_at", "pk"))
