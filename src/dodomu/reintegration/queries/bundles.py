"""The care of one case as FHIR takes it: a pseudonym, the team, stays, the plan with its goals and steps."""

from __future__ import annotations

from datetime import datetime

from dodomu.access.vault import fingerprint
from dodomu.clock import KYIV, day
from dodomu.formats import fhir
from dodomu.reintegration.models import Case, Plan
from dodomu.reintegration.models.care_words import ANSWERS, CARE_ROLES
from dodomu.reintegration.models.vocabulary import LEVELS
from dodomu.reintegration.queries.care import Health, health_of, stays
from dodomu.reintegration.queries.record import plan_in_force
from dodomu.text import Text


def pseudonym_of(case: Case) -> str:
    """The same for one person in every export, and told back by nobody who has not the key of this service."""
    return fingerprint(f"fhir|person:{case.person_id}")[:32]


def care_record(case: Case, *, language: str, now: datetime) -> fhir.Care:
    """Everything of the care that an export holds, in the words of a language. Whether one may, the page asks."""
    plan = plan_in_force(case)
    health = health_of(case, plan)
    return fhir.Care(
        person=pseudonym_of(case),
        key=case.pk,
        state=case.state,
        since=_local(case.opened_at or case.expected_at),
        until=_local(case.ended_at) if case.ended_at else None,
        team=_team(health, language),
        stays=tuple(
            fhir.Stay(
                one.pk,
                one.facility.name(language),
                _local(one.admitted_at),
                _local(one.left_at) if one.left_at else None,
            )
            for one in stays(case)
        ),
        plan=_plan(plan, health, language) if plan else None,
        language=language,
        made_at=_local(now),
    )


def _local(instant: datetime) -> datetime:
    return instant.astimezone(KYIV)


def _team(health: Health, language: str) -> tuple[fhir.Member, ...]:
    return tuple(
        fhir.Member(
            one.row.pk,
            one.row.user.shown_name(language) if one.row.user else one.name,
            CARE_ROLES[one.role].in_language(language) if one.role else "",
            _local(one.row.from_at),
            _local(one.row.until_at) if one.row.until_at else None,
        )
        for one in health.team
    )


def _plan(plan: Plan, health: Health, language: str) -> fhir.Plan:
    level = LEVELS[plan.level].in_language(language)
    title = Text(
        f"План лікування й реабілітації, версія {plan.version}, {level}",
        f"Treatment and rehabilitation plan, version {plan.version}, {level}",
    )
    return fhir.Plan(
        plan.pk,
        plan.state,
        title.in_language(language),
        (health.plan.texts[0] if health.plan else None) or "",
        _local(plan.written_at),
        plan.written_by.shown_name(language) if plan.written_by else "",
        _answer(plan, language),
        goals=tuple(
            fhir.Goal(
                one.row.pk,
                one.row.state,
                one.texts[0] or "",
                one.row.due_on,
                day(one.row.set_at),
                one.texts[1] or "",
            )
            for one in health.goals
        ),
        steps=tuple(
            fhir.Step(
                one.row.pk,
                one.row.state,
                one.texts[0] or "",
                LEVELS[one.row.level].in_language(language),
                _local(one.row.due_at),
            )
            for one in health.steps
        ),
    )


def _answer(plan: Plan, language: str) -> str:
    """What the person said to the plan, and on which day."""
    if plan.answered_on is None or plan.state not in ANSWERS:
        return ""
    word, on = ANSWERS[plan.state], plan.answered_on.isoformat()
    return Text(f"Людина {word.uk}: {on}", f"The person {word.en}: {on}").in_language(language)
