"""The frame of every page about one person: who it is, what of it this reader may see, and the parts of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act, Subject
from dodomu.errors import NotVisible
from dodomu.ledger import actions as ledger
from dodomu.people import queries
from dodomu.people.models import PersonNow
from dodomu.web.people.panels import Panel, Tab, panels_of
from dodomu.web.words import age, counted, language, local_day, short_day

ACT_OF = {"captivity": Act.STATE_FACT, "identity": Act.STATE_NAME}
"""The act by which facts of each class of data are stated."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What of one person a reader may see and do."""

    has_identity: bool  # every spelling, call sign, rank, with sources; else only the name, the birth and the unit
    has_status: bool  # the word of today and its date
    has_course: bool  # all that was learned of captivity, from whom and when
    states: frozenset[str]  # the classes of data whose facts he may state
    may_join: bool  # propose that two records are one person's

    @property
    def is_full(self) -> bool:
        """Whether nothing is held back."""
        return self.has_identity and self.has_course


def sight_of(user: Any, person: PersonNow) -> Sight:
    """What a reader who may open the record sees of it."""
    subject = Subject(person=person.pk, unit_path=person.unit_path)
    has_status = bool(policy.held(user, Act.READ_STATUS)) and policy.may(user, Act.READ_STATUS, subject)
    return Sight(
        has_identity=not policy.sees_summary_only(user, Act.READ_PERSON, subject),
        has_status=has_status,
        has_course=has_status and not policy.sees_summary_only(user, Act.READ_STATUS, subject),
        states=frozenset(
            data for data, act in ACT_OF.items() if policy.held(user, act) and policy.may(user, act, subject)
        ),
        may_join=bool(policy.held(user, Act.PROPOSE_MERGE)) and policy.may(user, Act.PROPOSE_MERGE, subject),
    )


def page_of(
    request: HttpRequest,
    number: int,
    *,
    part: str,
    act: Act = Act.READ_PERSON,
    is_whole: bool = False,
    is_written: bool = False,
) -> dict[str, Any]:
    """The context of a page about one person, whose reading it writes to the ledger; NotVisible for a stranger.

    For templates that extend `people/record.html`. `part` names the page in the ledger and marks its tab; a page
    with `is_whole` is not there for a reader of summary fields, one with `is_written` for whoever states no facts.
    """
    person = queries.get_person(request.user, number, act)
    sight = sight_of(request.user, person)
    if (is_whole and not sight.is_full) or (is_written and not sight.states):
        raise NotVisible
    now = cast(Any, request).now
    ledger.record(
        "read_person",
        by=cast(User, request.user),
        now=now,
        kind="person",
        key=person.pk,
        detail={"part": part},
    )
    panels = panels_of(request, person) if person.joined_to_id is None else []
    return {
        "section": "people",
        "person": person,
        "sight": sight,
        "panels": panels,
        "crumbs": _crumbs(request, person),
        "facts": _bar(person, panels, today=local_day(now)),
        "actions": _actions(person, sight),
        "tabs": _tabs(person, panels, sight, part),
    }


def _crumbs(request: HttpRequest, person: PersonNow) -> list[tuple[str, str]]:
    may_list = policy.may(request.user, Act.FIND_PERSON)
    return [(_("Люди"), reverse("people") if may_list else ""), (person.number, "")]


def _bar(person: PersonNow, panels: list[Panel], *, today: Any) -> list[tuple[Any, Any]]:
    born = pgettext("дата", "Народився") if person.sex == "m" else pgettext("дата", "Народилася")
    lines: list[tuple[Any, Any]] = [(born if person.sex else _("Дата народження"), birth_line(person, today))]
    unit = person.unit or person.unit_at_capture
    if unit:
        lines.append((_("Підрозділ"), unit.name(language())))
    return lines + [line for panel in panels for line in panel.bar]


def birth_line(person: PersonNow, today: Any) -> str:
    """The date of birth as exactly as it is known, with the age where it can be told."""
    if person.birth_on is None:
        return "–"
    day = short_day(person.birth_on, person.birth_precision)
    if person.birth_precision != "day" or person.status_group == "dead":
        return day
    years = counted(age(person.birth_on, today), language(), ("рік", "роки", "років"), ("year", "years"))
    return f"{day} ({years})"


def _actions(person: PersonNow, sight: Sight) -> list[tuple[str, str]]:
    if person.joined_to_id or not sight.states:
        return []
    return [(_("Додати запис"), reverse("person-fact-new", args=[person.number]))]


def _tabs(person: PersonNow, panels: list[Panel], sight: Sight, part: str) -> list[dict[str, Any]]:
    own = [Tab(_("Огляд"), reverse("person", args=[person.number]), "overview")]
    if sight.is_full:
        own.append(Tab(_("Хронологія"), reverse("person-timeline", args=[person.number]), "timeline"))
    tabs = [*own, *(tab for panel in panels for tab in panel.tabs)]
    return [{"label": tab.label, "url": tab.url, "is_current": bool(tab.name) and tab.name == part} for tab in tabs]
