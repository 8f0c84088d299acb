"""The words for where a person is, their groups, and the moves that are expected between them.

Source of the vocabulary and of the expected moves: docs/glossary.md. A status is knowledge: an unexpected
move is possible in life, so it is asked about (a reason and two people) and never forbidden.
"""

from __future__ import annotations

from enum import StrEnum

from dodomu.text import Text

WITHHELD = "WITHHELD"
"""The value of a fact that exists and is kept back by its source: never the same as «not known», never zero."""


class Status(StrEnum):
    """Whereabouts of a person, as far as is known."""

    IN_SERVICE = "IN_SERVICE"
    CONTACT_LOST = "CONTACT_LOST"
    MISSING_SC = "MISSING_SC"
    CAPTIVE_PROBABLE = "CAPTIVE_PROBABLE"
    CAPTIVE_CONFIRMED = "CAPTIVE_CONFIRMED"
    INTERNED_THIRD = "INTERNED_THIRD"
    HANDED_OVER = "HANDED_OVER"
    RETURNED_EXCHANGE = "RETURNED_EXCHANGE"
    RETURNED_OTHER = "RETURNED_OTHER"
    ESCAPED = "ESCAPED"
    DECLINED_RETURN = "DECLINED_RETURN"
    DEATH_CLAIMED = "DEATH_CLAIMED"
    DIED_CAPTIVITY = "DIED_CAPTIVITY"
    KILLED = "KILLED"
    BODY_RECEIVED = "BODY_RECEIVED"
    BODY_IDENTIFIED = "BODY_IDENTIFIED"
    BODY_HANDED_OVER = "BODY_HANDED_OVER"
    DECLARED_DEAD_COURT = "DECLARED_DEAD_COURT"
    RECORD_ERROR = "RECORD_ERROR"


_S = Status

LABELS: dict[Status, Text] = {
    _S.IN_SERVICE: Text("на службі", "in service"),
    _S.CONTACT_LOST: Text("зв’язок втрачено", "contact lost"),
    _S.MISSING_SC: Text("зниклий безвісти за особливих обставин", "missing under special circumstances"),
    _S.CAPTIVE_PROBABLE: Text("імовірно в полоні", "probably in captivity"),
    _S.CAPTIVE_CONFIRMED: Text("у полоні, підтверджено", "in captivity, confirmed"),
    _S.INTERNED_THIRD: Text("інтернований у третій державі", "interned in a third state"),
    _S.HANDED_OVER: Text("переданий, особу перевіряють", "handed over, being checked"),
    _S.RETURNED_EXCHANGE: Text("повернувся під час обміну", "returned in an exchange"),
    _S.RETURNED_OTHER: Text("повернувся поза обміном", "returned outside an exchange"),
    _S.ESCAPED: Text("звільнився самостійно", "escaped"),
    _S.DECLINED_RETURN: Text("відмовився від повернення", "declined return"),
    _S.DEATH_CLAIMED: Text("заявлено про смерть, не підтверджено", "death claimed, not confirmed"),
    _S.DIED_CAPTIVITY: Text("помер у полоні, підтверджено", "died in captivity, confirmed"),
    _S.KILLED: Text("загинув, підтверджено", "killed, confirmed"),
    _S.BODY_RECEIVED: Text("тіло отримано", "body received"),
    _S.BODY_IDENTIFIED: Text("тіло ідентифіковано", "body identified"),
    _S.BODY_HANDED_OVER: Text("тіло передано родині", "body handed over"),
    _S.DECLARED_DEAD_COURT: Text("оголошено померлим за рішенням суду", "declared dead by a court"),
    _S.RECORD_ERROR: Text("помилковий запис", "record made in error"),
}

GROUPS: dict[str, frozenset[Status]] = {
    "returned": frozenset({_S.RETURNED_EXCHANGE, _S.RETURNED_OTHER, _S.ESCAPED}),
    "captive": frozenset({_S.CAPTIVE_PROBABLE, _S.CAPTIVE_CONFIRMED, _S.INTERNED_THIRD}),
    "missing": frozenset({_S.CONTACT_LOST, _S.MISSING_SC}),
    "being_checked": frozenset({_S.HANDED_OVER}),
    "dead": frozenset(
        {
            _S.DIED_CAPTIVITY,
            _S.KILLED,
            _S.DECLARED_DEAD_COURT,
            _S.BODY_RECEIVED,
            _S.BODY_IDENTIFIED,
            _S.BODY_HANDED_OVER,
        }
    ),
}
"""The groups used in counts; a figure names its group, never one code. A new record without a status is also
«being checked»; every status outside the groups is «other»."""

GROUP_LABELS: dict[str, Text] = {
    "returned": Text("повернулися", "returned"),
    "captive": Text("у полоні", "in captivity"),
    "missing": Text("зникли безвісти", "missing"),
    "being_checked": Text("статус уточнюється", "being checked"),
    "dead": Text("смерть підтверджено", "death confirmed"),
    "other": Text("інше", "other"),
}

_BACK = (_S.IN_SERVICE, _S.CAPTIVE_PROBABLE, _S.CAPTIVE_CONFIRMED)
_BODY = (_S.BODY_RECEIVED, _S.BODY_IDENTIFIED, _S.BODY_HANDED_OVER)

EXPECTED: dict[Status, tuple[Status, ...]] = {
    _S.IN_SERVICE: (_S.CONTACT_LOST, _S.MISSING_SC, _S.CAPTIVE_PROBABLE, _S.CAPTIVE_CONFIRMED, _S.KILLED),
    _S.CONTACT_LOST: (
        _S.IN_SERVICE,
        _S.MISSING_SC,
        _S.CAPTIVE_PROBABLE,
        _S.CAPTIVE_CONFIRMED,
        _S.DEATH_CLAIMED,
        _S.KILLED,
        _S.ESCAPED,
    ),
    _S.MISSING_SC: (
        _S.CAPTIVE_PROBABLE,
        _S.CAPTIVE_CONFIRMED,
        _S.HANDED_OVER,  # directly: 48 of the 230 who returned on 3 January 2024 had been listed as missing
        _S.RETURNED_OTHER,
        _S.ESCAPED,
        _S.IN_SERVICE,
        _S.DEATH_CLAIMED,
        _S.BODY_IDENTIFIED,
        _S.KILLED,
        _S.DECLARED_DEAD_COURT,
    ),
    _S.CAPTIVE_PROBABLE: (
        _S.CAPTIVE_CONFIRMED,
        _S.MISSING_SC,
        _S.HANDED_OVER,
        _S.RETURNED_OTHER,
        _S.ESCAPED,
        _S.DEATH_CLAIMED,
        _S.DIED_CAPTIVITY,
        _S.INTERNED_THIRD,
    ),
    _S.CAPTIVE_CONFIRMED: (
        _S.HANDED_OVER,
        _S.RETURNED_OTHER,
        _S.INTERNED_THIRD,
        _S.ESCAPED,
        _S.DECLINED_RETURN,
        _S.DEATH_CLAIMED,
        _S.DIED_CAPTIVITY,
    ),
    _S.INTERNED_THIRD: (_S.HANDED_OVER, _S.RETURNED_OTHER, _S.DIED_CAPTIVITY),
    _S.HANDED_OVER: (_S.RETURNED_EXCHANGE, _S.RETURNED_OTHER, _S.RECORD_ERROR),
    _S.RETURNED_EXCHANGE: _BACK,
    _S.RETURNED_OTHER: _BACK,
    _S.ESCAPED: _BACK,
    _S.DECLINED_RETURN: (),
    _S.DEATH_CLAIMED: (
        *sorted(GROUPS["captive"] | GROUPS["missing"] | GROUPS["returned"]),
        _S.DIED_CAPTIVITY,
        _S.KILLED,
    ),
    _S.DIED_CAPTIVITY: _BODY,
    _S.KILLED: _BODY,
    _S.DECLARED_DEAD_COURT: (
        _S.BODY_RECEIVED,
        _S.BODY_IDENTIFIED,
        _S.RETURNED_EXCHANGE,
        _S.RETURNED_OTHER,
        _S.CAPTIVE_CONFIRMED,
    ),
    _S.BODY_RECEIVED: (_S.BODY_IDENTIFIED,),
    _S.BODY_IDENTIFIED: (_S.BODY_HANDED_OVER,),
    _S.BODY_HANDED_OVER: (),
    _S.RECORD_ERROR: (),
}


def is_expected(before: str | None, after: str) -> bool:
    """Whether a move between two statuses is an expected one; from nothing, and to itself, everything is.

    >>> is_expected("MISSING_SC", "HANDED_OVER"), is_expected("KILLED", "RETURNED_EXCHANGE")
    (True, False)
    >>> is_expected(None, "KILLED")
    True
    """
    if not before or before == after or WITHHELD in (before, after):
        return True
    if before not in Status.__members__ or after not in Status.__members__:
        return False
    return Status(after) in EXPECTED[Status(before)]


def group_of(status: str | None) -> str:
    """The group in which a status is counted; no status at all is «being checked».

    >>> group_of("ESCAPED"), group_of(None), group_of("IN_SERVICE")
    ('returned', 'being_checked', 'other')
    """
    if not status:
        return "being_checked"
    for name, members in GROUPS.items():
        if status in members:
            return name
    return "other"


def members(group_or_status: str) -> frozenset[str]:
    """The statuses of a group, or the one status named; empty for an unknown word."""
    word = group_or_status.strip()
    if word.lower() in GROUPS:
        return frozenset(str(status) for status in GROUPS[word.lower()])
    return frozenset({word.upper()}) if word.upper() in Status.__members__ else frozenset()


def label(status: str | None) -> Text:
    """The words for a status, for «withheld» and for none at all."""
    if status == WITHHELD:
        return Text("не розголошується", "withheld")
    if not status or status not in Status.__members__:
        return Text("статус уточнюється", "being checked")
    return LABELS[Status(status)]
