"""Who saw or changed a person's record and why, as the person is told: by role, never by name of an account."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from dodomu.access.models import Grant, Membership
from dodomu.access.roles import ROLES
from dodomu.clock import day
from dodomu.ledger.models import Entry
from dodomu.people.models import PersonNow
from dodomu.text import Text

REASONS: dict[str, Text] = {
    "case": Text("веде вашу справу", "leads your case"),
    "stay": Text("заклад, де ви були", "the facility where you stayed"),
    "override": Text("вирішує про виняток", "decides on an exception"),
    "relative": Text("зв’язок із вашими рідними", "contact with your family"),
    "occasion": Text("зв’язок із вашими рідними", "contact with your family"),
    "list": Text("звірка списку на обмін", "checks the list of an exchange"),
    "round": Text("звірка списку на обмін", "checks the list of an exchange"),
}
BY_ROLE = Text("за посадою", "by office")
SYSTEM = Text("програма, без людини", "the program, no person")
NO_ROLE = Text("посаду не записано", "no role on record")


@dataclass(frozen=True, slots=True)
class Access:
    """What was done with the record on one day by somebody of a role, and why they may."""

    on: date
    who: Text
    why: Text
    act: str
    part: str
    times: int


def accesses(person: int) -> list[Access]:
    """Every reading and change, the newest day first, records joined to this one and lists of people included."""
    keys = [person, *PersonNow.objects.filter(joined_to=person).values_list("pk", flat=True)]
    entries = list(Entry.objects.filter(kind="person", key__in=keys).order_by("-seq"))
    entries += [one for one in _lists(person) if person in _people(one)]
    roles, reasons = _roles(entries), _reasons(entries, keys)
    found: Counter[tuple[date, Text, Text, str, str]] = Counter()
    for one in entries:
        who = _who(one, roles)
        why = Text("", "") if one.by_id is None else _why(one, reasons)
        found[day(one.at), who, why, one.act, str(json.loads(one.detail).get("part", ""))] += 1
    rows = [Access(*key, times) for key, times in found.items()]
    return sorted(rows, key=lambda row: (-row.on.toordinal(), row.who.uk, row.act, row.part))


def _lists(person: int) -> list[Entry]:
    """Entries about lists of people in which this number may stand; the look at the numbers themselves follows."""
    signs = (f"[{person}]", f"[{person},", f",{person},", f",{person}]")
    condition = Q()
    for sign in signs:
        condition |= Q(detail__contains=sign)
    return list(Entry.objects.filter(condition, kind="register").order_by("-seq"))


def _people(entry: Entry) -> list[int]:
    people = json.loads(entry.detail).get("people")
    return people if isinstance(people, list) else []


Spans = dict[int | None, list[tuple[datetime, datetime | None, Text]]]


def _roles(entries: list[Entry]) -> Spans:
    found: Spans = defaultdict(list)
    rows = Membership.objects.filter(user__in={one.by_id for one in entries if one.by_id}).order_by("from_at")
    for row in rows:
        found[row.user_id].append((row.from_at, row.until_at, ROLES[row.role]))
    return found


def _reasons(entries: list[Entry], keys: list[int]) -> Spans:
    found: Spans = defaultdict(list)
    users = {one.by_id for one in entries if one.by_id}
    for row in Grant.objects.filter(user__in=users, kind="person", key__in=keys).order_by("from_at"):
        word = REASONS.get(row.why.partition(":")[0])
        if word is not None:
            found[row.user_id].append((row.from_at, row.until_at, word))
    return found


def _then(spans: Spans, entry: Entry) -> list[Text]:
    """What held for an account at the instant of an entry, each once."""
    held = [
        word for begin, end, word in spans.get(entry.by_id, []) if begin <= entry.at and (end is None or entry.at < end)
    ]
    return list(dict.fromkeys(held))


def _who(entry: Entry, roles: Spans) -> Text:
    if entry.by_id is None:
        return SYSTEM
    held = _then(roles, entry) or list(dict.fromkeys(word for _begin, _end, word in roles.get(entry.by_id, [])))
    if not held:
        return NO_ROLE
    return Text(", ".join(word.uk for word in held), ", ".join(word.en for word in held))


def _why(entry: Entry, reasons: Spans) -> Text:
    held = _then(reasons, entry)
    return held[-1] if held else BY_ROLE
