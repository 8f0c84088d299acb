"""A plan of care as a FHIR R4 bundle: who, where, by whom, what for, and what next.

Source of the format: HL7 FHIR Release 4 (4.0.1), http://hl7.org/fhir/R4. The patient is a pseudonym and nothing else:
no name, no birth date, no sex. References lead to entries of the same bundle by their `urn:uuid`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

Resource = dict[str, Any]

SPACE = UUID("5f0f6d0e-0b0d-5c3e-9a53-3f6f7d1b2a44")
"""The space of names from which the ids of resources are made: the same record has the same id in every export."""

PSEUDONYMS = "urn:uuid:" + str(SPACE)
"""The system of the patient's identifier: pseudonyms of this service, not numbers of any state register."""

PLAN_STATUS = {
    "draft": "draft",
    "agreed": "active",
    "refused": "revoked",
    "withdrawn": "revoked",
    "replaced": "revoked",
}
GOAL_STATUS = {"pursued": "active", "achieved": "completed", "dropped": "cancelled"}
STEP_STATUS = {"open": "active", "done": "completed", "dropped": "revoked"}
STEP_AHEAD = {"draft": "draft", "refused": "on-hold", "withdrawn": "on-hold", "replaced": "revoked"}
GOAL_AHEAD = {"draft": "proposed", "refused": "on-hold", "withdrawn": "on-hold", "replaced": "cancelled"}
"""What is still ahead under a plan that the person has not agreed to: nothing that a reader may begin."""

EPISODE_STATUS = {
    "expected": "planned",
    "open": "active",
    "in_follow_up": "active",
    "closed": "finished",
    "withdrawn": "entered-in-error",
}
ABSENT = "–"
"""In place of a text whose key was destroyed: FHIR asks for a description all the same."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the care team; `until` is None while they are on it."""

    key: int
    name: str
    role: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a facility."""

    key: int
    facility: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: pursued, achieved or dropped."""

    key: int
    state: str
    words: str
    due_on: date
    set_on: date
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: open, done or dropped; `level` says in which kind of facility."""

    key: int
    state: str
    words: str
    level: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan: draft, agreed, refused, withdrawn or replaced; `title` names its version."""

    key: int
    state: str
    title: str
    words: str
    written_at: datetime
    author: str = ""
    answer: str = ""  # what the person said, and when, in one sentence
    goals: tuple[Goal, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Care:
    """The care of one person as it stands: `person` is a pseudonym, `state` that of the case."""

    person: str
    key: int
    state: str
    since: datetime
    until: datetime | None = None
    team: tuple[Member, ...] = ()
    stays: tuple[Stay, ...] = ()
    plan: Plan | None = None
    language: str = "uk"
    made_at: datetime = field(kw_only=True)


def bundle(care: Care) -> Resource:
    """A Bundle of type `collection`: Patient, EpisodeOfCare, CareTeam, Encounter, Goal, ServiceRequest, CarePlan.

    >>> from datetime import UTC
    >>> made = datetime(2024, 7, 18, 10, tzinfo=UTC)
    >>> found = bundle(Care("c0ffee", 7, "open", made, made_at=made))
    >>> [entry["resource"]["resourceType"] for entry in found["entry"]]
    ['Patient', 'EpisodeOfCare']
    >>> found["entry"][0]["resource"]["identifier"][0]["value"]
    'c0ffee'
    """
    maker = _Maker(care)
    resources = [maker.patient(), maker.episode()]
    if care.team:
        resources.append(maker.care_team())
    resources += [maker.encounter(stay) for stay in care.stays]
    if care.plan is not None:
        resources += [maker.goal(goal, care.plan.state) for goal in care.plan.goals]
        resources += [maker.request(step, care.plan.state) for step in care.plan.steps]
        resources.append(maker.care_plan(care.plan))
    return {
        "resourceType": "Bundle",
        "id": maker.id_of("Bundle", care.key),
        "language": care.language,
        "type": "collection",
        "timestamp": _instant(care.made_at),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }


def _instant(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def _said(text: str) -> str:
    """A text as FHIR takes it: never empty, no control characters, and of the blanks only the plain ones.

    >>> _said(" вправи\\x0b "), _said("№\\u00a05"), _said("")
    ('вправи', '№ 5', '–')
    """
    plain = (" " if letter.isspace() and letter not in "\n\t" else letter for letter in text)
    return "".join(letter for letter in plain if letter in "\n\t" or _is_seen(letter)).strip() or ABSENT


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter != "\ufeff"


def _period(since: datetime, until: datetime | None) -> Resource:
    return {"start": _instant(since)} | ({"end": _instant(until)} if until else {})


def _dropping(resource: Resource) -> Resource:
    """Without what is empty: FHIR has no empty lists and no nulls."""
    return {name: value for name, value in resource.items() if value not in (None, "", [], {})}


class _Maker:
    """Makes the resources of one bundle; keeps whom they are about."""

    def __init__(self, care: Care) -> None:
        self.care = care

    def id_of(self, kind: str, key: int) -> str:
        return str(uuid5(SPACE, f"{self.care.person}/{kind}/{key}"))

    def to(self, kind: str, key: int) -> Resource:
        return {"reference": f"urn:uuid:{self.id_of(kind, key)}"}

    def to_all(self, kind: str, keys: Iterable[int]) -> list[Resource]:
        return [self.to(kind, key) for key in keys]

    def made(self, kind: str, key: int, **more: Any) -> Resource:
        return {"resourceType": kind, "id": self.id_of(kind, key)} | _dropping(more)

    @property
    def subject(self) -> Resource:
        return self.to("Patient", 0)

    def patient(self) -> Resource:
        return self.made("Patient", 0, identifier=[{"system": PSEUDONYMS, "value": self.care.person}])

    def episode(self) -> Resource:
        care = self.care
        return self.made(
            "EpisodeOfCare",
            care.key,
            status=EPISODE_STATUS[care.state],
            patient=self.subject,
            period=_period(care.since, care.until),
            team=self.to_all("CareTeam", [care.key]) if care.team else [],
        )

    def care_team(self) -> Resource:
        care = self.care
        is_active = any(member.until is None for member in care.team)
        return self.made(
            "CareTeam",
            care.key,
            status="active" if is_active else "inactive",
            subject=self.subject,
            participant=[
                {
                    "role": [{"text": _said(member.role)}],
                    "member": {"type": "Practitioner", "display": _said(member.name)},
                    "period": _period(member.since, member.until),
                }
                for member in care.team
            ],
        )

    def encounter(self, stay: Stay) -> Resource:
        return self.made(
            "Encounter",
            stay.key,
            status="finished" if stay.until else "in-progress",
            **{
                "class": {
                    "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                    "code": "IMP",
                    "display": "inpatient encounter",
                }
            },
            subject=self.subject,
            episodeOfCare=self.to_all("EpisodeOfCare", [self.care.key]),
            period=_period(stay.since, stay.until),
            serviceProvider={"type": "Organization", "display": _said(stay.facility)},
        )

    def goal(self, goal: Goal, plan: str) -> Resource:
        return self.made(
            "Goal",
            goal.key,
            lifecycleStatus=(goal.state == "pursued" and GOAL_AHEAD.get(plan)) or GOAL_STATUS[goal.state],
            description={"text": _said(goal.words)},
            subject=self.subject,
            startDate=goal.set_on.isoformat(),
            target=[{"dueDate": goal.due_on.isoformat()}],
            note=[{"text": _said(goal.outcome)}] if goal.outcome else [],
        )

    def request(self, step: Step, plan: str) -> Resource:
        return self.made(
            "ServiceRequest",
            step.key,
            status=(step.state == "open" and STEP_AHEAD.get(plan)) or STEP_STATUS[step.state],
            intent="plan",
            code={"text": _said(step.words)},
            subject=self.subject,
            occurrencePeriod={"end": _instant(step.due_at)},
            locationCode=[{"text": _said(step.level)}],
        )

    def care_plan(self, plan: Plan) -> Resource:
        care = self.care
        return self.made(
            "CarePlan",
            plan.key,
            status=PLAN_STATUS[plan.state],
            intent="plan",
            title=_said(plan.title),
            description=_said(plan.words),
            subject=self.subject,
            created=_instant(plan.written_at),
            author={"type": "Practitioner", "display": _said(plan.author)} if plan.author else None,
            careTeam=self.to_all("CareTeam", [care.key]) if care.team else [],
            goal=self.to_all("Goal", [goal.key for goal in plan.goals]),
            activity=[{"reference": self.to("ServiceRequest", step.key)} for step in plan.steps],
            note=[{"text": _said(plan.answer)}] if plan.answer else [],
        )
