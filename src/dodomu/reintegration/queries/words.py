"""The words of the state tables: what a state is called, and which moves it allows."""

from __future__ import annotations

from dodomu.process import Process
from dodomu.reintegration.states import (
    APPOINTMENT,
    CASE,
    CONCLUSION,
    CONTACT,
    DOCUMENT,
    ENTITLEMENT,
    GOAL,
    INVITATION,
    ISSUE,
    MEETING,
    OVERRIDE,
    PLAN,
    STEP,
    TASK,
)
from dodomu.text import Text

TABLES: dict[str, Process] = {
    "case": CASE,
    "appointment": APPOINTMENT,
    "override": OVERRIDE,
    "task": TASK,
    "document": DOCUMENT,
    "plan": PLAN,
    "step": STEP,
    "goal": GOAL,
    "conclusion": CONCLUSION,
    "issue": ISSUE,
    "entitlement": ENTITLEMENT,
    "contact": CONTACT,
    "invitation": INVITATION,
    "meeting": MEETING,
}


def state_word(kind: str, state: str) -> Text:
    """The words for a state.

    >>> state_word("document", "handed_over").uk
    'вручено'
    """
    return TABLES[kind].label(state)


def states_of(kind: str) -> list[tuple[str, Text]]:
    """Every state of a kind of record with its words, for a filter."""
    return list(TABLES[kind].states.items())


def moves_of(kind: str, state: str) -> list[tuple[str, Text]]:
    """The moves that a state allows, with their words, for buttons.

    >>> [act for act, _word in moves_of("issue", "open")]
    ['start', 'apply', 'settle', 'refuse', 'drop']
    """
    table = TABLES[kind]
    return [(act, table.moves[act].label) for act in table.allowed(state)]
