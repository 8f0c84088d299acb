"""The details of an entry in words: each key has its label here, each code its word, each number its kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dodomu.access.roles import ROLES
from dodomu.enquiries import queries as enquiries
from dodomu.families.models.vocabulary import OUTCOMES
from dodomu.flows.conflicts import FIRST, WHY
from dodomu.people.about import about
from dodomu.reintegration.models.consents import ANSWERS, PURPOSES
from dodomu.reintegration.models.vocabulary import MATTERS, REASONS, RETURN_BASES
from dodomu.text import Text
from dodomu.timeline.statuses import GROUP_LABELS, label
from dodomu.units.models import KINDS as UNIT_KINDS
from dodomu.web.audit.details_words import CHANGE_KINDS, LABELS, LABELS_OF, MOVES, NOTICE_KINDS, PARTS, VIEWS
from dodomu.web.audit.words import ACTS, KINDS
from dodomu.web.words import short_day

NESTED = ("filter", "asked")
RECORDS = frozenset({"people", "person", "into", "other", "beside", "first"})
ACCOUNTS = frozenset({"account", "officer", "before", "proposed_by", "by", "for", "deputy", "absent"})
UNITS = frozenset({"unit", "parent"})
COUNTS = frozenset(
    """article_117 broken_at cases count days ended entries found lines lists new number people place places quotes
    rounds rows stages tries turn version""".split()
)
"""Numbers that are amounts or have no kind of their own; every other number is that of a row, «№ 5»."""
MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a detail; `is_whole` never breaks across lines; `is_free` was written by somebody."""

    text: Text | str
    is_whole: bool = False
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One detail: what it is, its first values and the rest, which the page folds away."""

    label: Text
    shown: tuple[Value, ...]
    rest: tuple[Value, ...] = ()

    @property
    def more(self) -> Text:
        """How many are folded away."""
        return Text(f"і ще {len(self.rest)}", f"and {len(self.rest)} more")


@dataclass(frozen=True, slots=True)
class Names:
    """What accounts and units are called, by key."""

    accounts: Mapping[int, str]
    units: Mapping[int, Text]


def keys_of(details: Iterable[str], wanted: frozenset[str]) -> set[int]:
    """The keys of the accounts or units that stand in some details.

    >>> sorted(keys_of(['{"officer":3,"case":9}', '{"filter":{"by":7}}'], ACCOUNTS))
    [3, 7]
    """
    return {
        one
        for detail in details
        for key, value in _flat(json.loads(detail))
        for one in (value if isinstance(value, list) else [value])
        if key in wanted and isinstance(one, int) and not isinstance(one, bool)
    }


def parts(act: str, detail: str, names: Names) -> list[Part]:
    """The details of an entry, as the page prints them; what is empty is left out.

    >>> [one] = parts("decide_line", '{"line":4}', Names({}, {}))
    >>> one.label.uk, one.shown[0].text
    ('рядок', '№\\xa04')
    """
    return [
        _part(act, key, value, names)
        for key, value in _flat(json.loads(detail))
        if value is not None and value != "" and not (value == [] and key != "people")
    ]


def _flat(detail: dict[str, Any]) -> list[tuple[str, Any]]:
    """Keys and values in order; what was asked or filtered by stands among them."""
    found: list[tuple[str, Any]] = []
    for key, value in detail.items():
        if key in NESTED:
            for inner in value if isinstance(value, list) else [value]:
                found += [(f"filter.{name}" if name in ("kind", "act") else name, one) for name, one in inner.items()]
        else:
            found.append((key, value))
    return found


def _part(act: str, key: str, value: Any, names: Names) -> Part:
    if key == "people" and isinstance(value, str):  # so written by earlier versions
        value = json.loads(value)
    if key == "people" and not value:
        value = 0
    if isinstance(value, list):
        values = tuple(_value(key, one, names) for one in value)
        return Part(_label(act, key), values[:MOST_SHOWN], values[MOST_SHOWN:])
    if key == "people":
        return Part(Text("людей", "people"), (Value(str(value), is_whole=True),))
    return Part(_label(act, key), (_value(key, value, names),))


def _label(act: str, key: str) -> Text:
    """The label of a key, or the key itself: nothing is left out for want of a word."""
    return LABELS_OF.get((act, key)) or LABELS.get(key) or Text(key.replace("_", " "), key.replace("_", " "))


def _value(key: str, value: Any, names: Names) -> Value:
    if isinstance(value, bool):
        return Value(Text("так", "yes") if value else Text("ні", "no"))
    if isinstance(value, int):
        return _number(key, value, names)
    text = str(value)
    if word := _code(key, text):
        return Value(word)
    if key in ("true_on", "known_on", "from_on", "until_on"):
        return Value(_day(text), is_whole=True)
    if key == "occasion":
        return _occasion(text)
    if key in ("head", "login"):
        return Value(f"{text[:16]}…" if len(text) > 16 else text, is_whole=True)
    if key == "reason":
        return Value(text, is_free=True)
    if key in ("slug", "unit", "group", "department"):
        return Value(text, is_whole=True)
    return Value(text.replace("_", " "))


def _number(key: str, value: int, names: Names) -> Value:
    if key in RECORDS:
        return Value(f"D-{FIRST + value}", is_whole=True)
    if key in ACCOUNTS and value in names.accounts:
        return Value(names.accounts[value])
    if key in UNITS and value in names.units:
        return Value(names.units[value])
    return Value(str(value) if key in COUNTS else f"№\u00a0{value}", is_whole=True)


def _day(text: str) -> str:
    try:
        return short_day(date.fromisoformat(text))
    except ValueError:
        return text


def _occasion(text: str) -> Value:
    """An event of return: an exchange by its number, or a day outside of one."""
    kind, _colon, of = text.partition(":")
    if kind == "round":
        return Value(Text(f"обмін №\u00a0{of}", f"exchange №\u00a0{of}"), is_whole=True)
    if kind == "outside":
        day = _day(of)
        return Value(Text(f"поза обміном, {day}", f"outside an exchange, {day}"))
    return Value(text)


def _status(code: str) -> Text:
    return GROUP_LABELS.get(code) or label(code)


def _about(code: str) -> Text:
    if not code.startswith("group:"):
        return about(code).label
    name = code.removeprefix("group:")
    return Text(f"Група {name}", f"Group {name}")


_WORDS: dict[str, Mapping[str, Text]] = {
    "filter.kind": KINDS,
    "filter.act": ACTS,
    "act": ACTS | MOVES,
    "part": PARTS,
    "list": VIEWS,
    "role": ROLES,
    "kind": CHANGE_KINDS | NOTICE_KINDS | UNIT_KINDS,
    "matter": {code: matter.label for code, matter in MATTERS.items()},
    "reason": REASONS,
    "outcome": OUTCOMES,
    "basis": RETURN_BASES,
    "purpose": PURPOSES,
    "answer": ANSWERS,
    "state": dict(enquiries.states()),
    "overdue": {"1": Text("так", "yes")},
    "is_confirmed_only": {"True": Text("так", "yes")},
    "where": {"terminal": Text("термінал", "terminal")},
    "what": {"difference": Text("порівняння підрахунків", "comparison of counts")},
    "why": WHY
    | {
        "changed": Text("запис змінено", "an entry was changed"),
        "missing": Text("бракує запису", "an entry is missing"),
    },
}
_MADE: dict[str, Callable[[str], Text]] = {"status": _status, "about": _about}


def _code(key: str, code: str) -> Text | None:
    """The word of a code from the vocabulary of its key."""
    if key in _MADE:
        return _MADE[key](code)
    return _WORDS.get(key, {}).get(code)
