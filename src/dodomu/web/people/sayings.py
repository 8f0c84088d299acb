"""What stands in a fact, a source or a proposal, in the words of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dodomu.people import queries
from dodomu.people.about import about, read_name
from dodomu.people.models import Fact, Group, Place, Proposal, Source
from dodomu.timeline.statuses import WITHHELD, group_of, label
from dodomu.units.models import Unit
from dodomu.units.queries import by_codes
from dodomu.web.marks import mark
from dodomu.web.words import language, said, short_day

SOURCES: dict[str, Any] = {
    "unit_report": gettext_lazy("донесення частини"),
    "register": gettext_lazy("реєстр зниклих безвісти"),
    "nib": gettext_lazy("Національне інформаційне бюро"),
    "icrc": gettext_lazy("Міжнародний Комітет Червоного Хреста"),
    "captor": gettext_lazy("список іншої сторони"),
    "letter": gettext_lazy("лист"),
    "call": gettext_lazy("дзвінок"),
    "witness": gettext_lazy("свідчення того, хто повернувся"),
    "video": gettext_lazy("відео або фото"),
    "family": gettext_lazy("родина"),
    "person": gettext_lazy("слова самої людини"),
    "list_line": gettext_lazy("рядок списку обміну"),
    "reception": gettext_lazy("запис прийому"),
    "answer": gettext_lazy("відповідь відомства"),
    "decision": gettext_lazy("рішення"),
    "document": gettext_lazy("документ"),
    "article": gettext_lazy("публікація"),
    "register_entry": gettext_lazy("запис у реєстрі Dodomu"),
}
STANDINGS: dict[str, Any] = {
    "reported": pgettext_lazy("певність", "повідомлено"),
    "confirmed": pgettext_lazy("певність", "підтверджено"),
}
KINDS: dict[str, Any] = {
    "merge": gettext_lazy("Об’єднати два записи"),
    "part": gettext_lazy("Роз’єднати записи"),
    "override": gettext_lazy("Незвичний статус"),
}


def source_word(source: Source | None) -> str:
    """The kind of a source: «донесення частини»."""
    return said(SOURCES.get(source.kind, source.kind)) if source else ""


_OF_LINE = re.compile(r"round:\d+ list:\d+ line:\d+")
_TITLE_OF_LINE = re.compile(r"список (\d+), рядок (\d+)")


def source_line(source: Source | None) -> str:
    """A source with its title, its date and its reference; that of a line of a list is for programs alone."""
    if source is None:
        return ""
    parts = [source_word(source), source.title, source.reference]
    if _OF_LINE.fullmatch(source.reference):
        named = _TITLE_OF_LINE.fullmatch(source.title)
        words = _("список № %(list)s, рядок %(line)s") % {"list": named[1], "line": named[2]} if named else source.title
        parts = [source_word(source), words]
    if source.dated_on:
        parts.append(short_day(source.dated_on))
    return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of the units, places and groups that stand in some facts."""

    units: dict[str, Unit] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)


def vocabulary_of(facts: Iterable[Fact]) -> Vocabulary:
    """The names needed for some facts; a query for each kind of vocabulary that occurs."""
    units, places, groups = set(), set(), set()
    for fact in facts:
        kind = about(fact.about).value
        if kind == "unit" and fact.value:
            units.add(fact.value)
        elif kind == "place" and fact.value:
            places.add(fact.value)
        elif kind == "member":
            groups.add(fact.about.removeprefix("group:"))
    return Vocabulary(
        {unit.code: unit for unit in by_codes(units)} if units else {},
        {place.code: place for place in queries.places(places)} if places else {},
        {group.code: group for group in queries.groups(groups)} if groups else {},
    )


def about_word(code: str, known: Vocabulary) -> str:
    """What a fact is about: «Статус», «Група: азовці»."""
    if code.startswith("group:"):
        group = known.groups.get(code.removeprefix("group:"))
        return _("Група: %(name)s") % {"name": group.name(language()) if group else code.removeprefix("group:")}
    return said(about(code).label)


def status_word(status: str | None, sex: str = "") -> str:
    """A status in the gender of the person; of the dead it says how we know, which the mark leaves out."""
    return said(label(status) if group_of(status) == "dead" else mark(status, sex).word)


def value_word(code: str, value: str | None, known: Vocabulary, *, precision: str = "day", sex: str = "") -> str:
    """The value of a fact as it is said."""
    if value is None:
        return _("відкликано")
    if value == WITHHELD:
        return _("не розголошується")
    kind = about(code).value
    if kind == "status":
        return status_word(value, sex)
    if kind == "unit":
        return known.units[value].name(language()) if value in known.units else value
    if kind == "place":
        return known.places[value].name(language()) if value in known.places else value
    if kind == "member":
        return _("належить до групи") if value == "member" else _("уже не належить до групи")
    if kind == "sex":
        return _("чоловік") if value == "m" else _("жінка")
    if kind == "confirmation":
        return said(SOURCES.get(value, value))
    if kind == "date":
        return short_day(date.fromisoformat(value), precision)
    if kind == "name":
        return read_name(value)[0].full
    if kind == "record":
        return f"D-{10000 + int(value)}"
    return value


def fact_word(fact: Fact, known: Vocabulary, *, sex: str = "") -> str:
    """The value of a stored fact as it is said."""
    return value_word(fact.about, fact.value, known, precision=fact.precision, sex=sex)


def stated_status(proposal: Proposal) -> dict[str, Any]:
    """What a proposal of an unusual status states: the word, the day, how sure."""
    content = json.loads(proposal.content)
    return {
        "status": label(content["status"]),
        "true_from": date.fromisoformat(content["true_from"]),
        "precision": content["precision"],
        "standing": STANDINGS[content["standing"]],
    }
