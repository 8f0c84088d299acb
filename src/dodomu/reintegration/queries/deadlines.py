"""By when a question of social protection is due, line by line, and whether the term is the law's or our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dodomu.clock import day
from dodomu.reference.entitlements.deadlines import ANSWER, ANSWER_SOURCE, COMPLAINT, Deadline, Line, Term, count
from dodomu.reference.entitlements.rules import Rule
from dodomu.reintegration.models import Case, Issue
from dodomu.reintegration.models.adaptation import FIRST_DAY
from dodomu.reintegration.models.vocabulary import ISSUES
from dodomu.reintegration.queries.entitlements import facts_of, rule_of
from dodomu.reintegration.states import NOT_APPLIED
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Counted:
    """One count: what is due, the term in words, where it is from, and its lines."""

    what: Text
    term: Text
    source: Text
    deadline: Deadline
    is_published: bool


_OURS = Text("строк служби: оприлюдненого не знайдено", "the service’s own term: no published one was found")
_WHAT = {
    "apply": Text("подати заяву", "to apply"),
    "claim": Text("останній день, щоб подати заяву", "last day to apply"),
    "answer": Text("відповідь на заяву", "answer to the application"),
    "complaint": Text("відповідь на скаргу", "answer to the complaint"),
}


def counts_of(issue: Issue, case: Case) -> list[Counted]:
    """The counts that speak for a question in its state; the earliest of them is its due day."""
    rule = rule_of(issue.entitlement) if issue.entitlement else None
    if issue.state in NOT_APPLIED:
        ours = _ours("apply", ISSUES[issue.kind].days, day(issue.opened_at), "opened")
        return [*_claims(rule, case), ours]
    if issue.state == "applied" and issue.applied_on:
        return [_answer(issue, rule, issue.applied_on)]
    if issue.state == "appealed" and issue.appealed_on:
        return [_published("complaint", COMPLAINT, issue.appealed_on, ANSWER_SOURCE)]
    return []


def _claims(rule: Rule | None, case: Case) -> list[Counted]:
    if rule is None or rule.claim is None:
        return []
    return [_published("claim", rule.claim, facts_of(case).returned_on, rule.source)]


def _answer(issue: Issue, rule: Rule | None, applied_on: date) -> Counted:
    if rule is not None and rule.answer is not None:
        return _published("answer", rule.answer, applied_on, rule.source)
    if rule is not None and rule.body == "unit":  # a report to a commander is no citizen's appeal
        return _ours("answer", ISSUES[issue.kind].days, applied_on, "applied")
    return _published("answer", ANSWER, applied_on, ANSWER_SOURCE)


def _published(what: str, term: Term, event_on: date, source: Text) -> Counted:
    return Counted(_WHAT[what], term.said(), source, count(term, event_on), True)


def _ours(what: str, days: int, event_on: date, event: str) -> Counted:
    """Our own term moves from no day off: it binds nobody but us."""
    term = Term(days, "days", event)
    lines = count(term, event_on).lines[:2]
    due_on = event_on + timedelta(days)
    end = Line(Text("останній день строку", "last day of the term"), due_on)
    return Counted(_WHAT[what], term.said(), _OURS, Deadline(due_on, (*lines, end)), False)


def due_on(issue: Issue, case: Case) -> date | None:
    """The earliest of the days that the counts lead to; None where nothing is counted."""
    return min((one.deadline.due_on for one in counts_of(issue, case)), default=None)


def moved(issue: Issue, case: Case) -> Text | None:
    """Why the due time is not the day that was counted: the time to adapt, or an officer named another."""
    counted = due_on(issue, case)
    if counted is None or day(issue.due_at) == counted:
        return None
    window = case.protection
    if issue.needs_person and window is not None and day(issue.due_at) == day(window.ends_at + FIRST_DAY):
        return Text(
            "потрібна сама людина: строк настане через добу після часу на адаптацію",
            "the person is needed: due a day after the time to adapt",
        )
    return Text("строк назвав офіцер", "an officer named the due day")
