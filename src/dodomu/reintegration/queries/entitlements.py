"""Which rules stand, what they say of a person on a day, and what of it nobody has opened a question for yet."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dodomu.clock import day
from dodomu.errors import NotVisible
from dodomu.people.models import PersonNow
from dodomu.reference.entitlements.rules import Amount, Answer, Facts, Rule, amount, answers, from_row, in_force
from dodomu.reintegration.models import Case, Entitlement, Issue
from dodomu.reintegration.models.checklists import serves


def rule_of(row: Entitlement) -> Rule:
    """The rule that a stored version holds."""
    return from_row(row.key, row.number, json.loads(row.body), valid_from=row.valid_from, valid_to=row.valid_to)


def facts_of(case: Case) -> Facts:
    """What the rules ask of the person of a case: whose it is, and the days of captivity as they are known now."""
    now: PersonNow = case.person.now
    begun = day(case.opened_at or case.expected_at)
    is_back = now.status_group == "returned" and now.status_since is not None
    returned_on = now.status_since if is_back and now.status_since is not None else begun
    captured_on = now.captured_on if now.captured_on is not None and now.captured_on <= returned_on else None
    return Facts(serves(case.category), case.return_basis, returned_on, captured_on)


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says of a person on a day, the version that says it, and the sum with its lines."""

    answer: Answer
    row: Entitlement | None
    amount: Amount | None
    is_taken: bool  # a question was opened for it, or it was declined


def said_of(case: Case, *, on: date) -> list[Said]:
    """What every standing rule says of the person of a case on a day."""
    facts = facts_of(case)
    rows = {(row.key, row.number): row for row in Entitlement.objects.filter(state="standing")}
    taken = set(Issue.objects.filter(case=case, entitlement__isnull=False).values_list("entitlement__key", flat=True))
    found = []
    for one in answers((rule_of(row) for row in rows.values()), facts, on=on):
        row = rows[one.key, one.rule.number] if one.rule else None
        counted = amount(one.rule, facts) if one.rule and one.outcome == "granted" else None
        found.append(Said(one, row, counted, one.key in taken))
    return found


def proposals(case: Case, *, now: datetime) -> list[Said]:
    """The rights that the person has today and nobody has opened a question for: what the rules open by themselves."""
    return [one for one in said_of(case, on=day(now)) if one.answer.outcome == "granted" and not one.is_taken]


def newer(issue: Issue, *, on: date) -> Entitlement | None:
    """The version of an issue's rule that is in force on a day, where it is another one than the issue rests on."""
    if issue.entitlement is None:
        return None
    rows = {row.number: row for row in Entitlement.objects.filter(key=issue.entitlement.key, state="standing")}
    found = in_force(_rules(rows.values()), on)
    row = rows[found.number] if found else None
    return row if row is not None and row.pk != issue.entitlement_id else None


def get_entitlement(key: int) -> Entitlement:
    """One version of a rule; NotVisible where there is none."""
    row = Entitlement.objects.select_related("proposed_by", "decided_by").filter(pk=key).first()
    if row is None:
        raise NotVisible
    return row


def versions_of(key: str) -> list[Entitlement]:
    """Every version of one rule, the newest first; NotVisible where there is none."""
    rows = Entitlement.objects.filter(key=key).select_related("proposed_by", "decided_by").order_by("-number")
    if not rows:
        raise NotVisible
    return list(rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule as it stands on a day: the version in force or else the newest, and how many versions there are."""

    key: str
    row: Entitlement
    rule: Rule
    is_in_force: bool
    versions: int
    waiting: int


def standing_on(on: date) -> list[Standing]:
    """Every rule on a day; of one that was not in force then, its newest version."""
    by_key: dict[str, list[Entitlement]] = {}
    for row in Entitlement.objects.order_by("kind", "key", "number"):
        by_key.setdefault(row.key, []).append(row)
    return [_standing(key, rows, on) for key, rows in by_key.items()]


def _standing(key: str, rows: list[Entitlement], on: date) -> Standing:
    counting = {row.number: row for row in rows if row.state == "standing"}
    found = in_force(_rules(counting.values()), on)
    row = counting[found.number] if found else next(reversed(counting.values()), rows[-1])
    waiting = sum(one.state == "proposed" for one in rows)
    return Standing(key, row, rule_of(row), found is not None, len(rows), waiting)


def _rules(rows: Iterable[Entitlement]) -> list[Rule]:
    return [rule_of(row) for row in rows]


def ends_of(rows: Iterable[Entitlement]) -> dict[int, date | None]:
    """Until which day (not included) each standing version counts: its own last day, or the first of the next one."""
    standing = sorted((row for row in rows if row.state == "standing"), key=lambda row: (row.valid_from, row.number))
    ends: dict[int, date | None] = {}
    for row, later in zip(standing, [*standing[1:], None], strict=True):
        known = [one for one in (row.valid_to, later.valid_from if later else None) if one is not None]
        ends[row.pk] = min(known, default=None)
    return ends


def count_standing() -> int:
    """How many versions of rules stand."""
    return Entitlement.objects.filter(state="standing").count()
