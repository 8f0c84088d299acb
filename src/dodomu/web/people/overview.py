"""The first page of a record: what we knew and when we learned it, and everything else that stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act, Subject
from dodomu.errors import NotVisible, Refused
from dodomu.ledger import queries as ledger
from dodomu.names.parts import PersonName
from dodomu.people import duplicates, index, queries
from dodomu.people.about import ABOUTS, about
from dodomu.people.models import Fact, PersonNow
from dodomu.people.queries import Course
from dodomu.people.story import Story, story_of
from dodomu.timeline.facts import FOREVER
from dodomu.web.audit.words import act
from dodomu.web.doors import door
from dodomu.web.people import course as courses
from dodomu.web.people.fact_forms import WITHOUT_BEGIN
from dodomu.web.people.forms import AsOf, OtherRecord
from dodomu.web.people.numbers import FIRST
from dodomu.web.people.panels import printed
from dodomu.web.people.record import Sight, page_of
from dodomu.web.people.sayings import (
    STANDINGS,
    Vocabulary,
    about_word,
    fact_word,
    source_line,
    vocabulary_of,
)
from dodomu.web.people.timeline import Event, events_of
from dodomu.web.words import counted, language, local_day

LATEST_EVENTS = 4
MOST_READERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One standing fact, as it is shown."""

    fact: Fact
    value: str
    source: str
    standing: Any
    is_current: bool


@dataclass(frozen=True, slots=True)
class FactGroup:
    """All standing facts about one thing, the one that answers today first."""

    code: str
    label: str
    lines: list[Line]
    note: str
    may_state: bool
    shows_begin: bool  # not for what is true of a person for good


@door(Act.READ_PERSON, methods=("GET", "POST"))
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Shows a record; a POST asks for two days and leads to the same page as of them."""
    context = page_of(request, number, part="overview")
    one: PersonNow = context["person"]
    today = local_day(cast(Any, request).now)
    form = AsOf(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        days = {name: form.cleaned_data[name].isoformat() for name in ("true_on", "known_on")}
        return redirect(f"{reverse('person', args=[one.number])}?{urlencode(days)}#asof")
    if one.joined_to_id:
        return render(request, "people/joined.html", context | _joined(request, one, context["sight"]))
    asked = _asked(request)
    true_on, known_on = asked or (today, today)
    story = story_of(one.pk)
    context |= _parts(story, one, context["sight"], today=today, known_on=known_on if asked else FOREVER)
    if asked:
        context["told"] = _told(story, context["sight"], true_on=true_on, known_on=known_on, sex=one.sex)
    context |= {
        "asked": asked,
        "form": form,
        "typed": form or AsOf(initial={"true_on": true_on, "known_on": known_on}),
        "care": printed(request, context["panels"], "care"),
        "main": printed(request, context["panels"], "main"),
        "side": printed(request, context["panels"], "side"),
        "readers": _readers(request, one),
        "joined": queries.joined_to(one.pk),
        "likely": _likely(request, one, context["sight"]),
        "waiting": _waiting(request, one),
    }
    return render(request, "people/person.html", context, status=422 if form is not None else 200)


def _asked(request: HttpRequest) -> tuple[date, date] | None:
    """The two days of the address; None where there are none, or they are no days."""
    try:
        days = [date.fromisoformat(request.GET[name]) for name in ("true_on", "known_on")]
    except (KeyError, ValueError):
        return None
    return days[0], days[1]


def _parts(story: Story, one: PersonNow, sight: Sight, *, today: date, known_on: date) -> dict[str, Any]:
    rows = [row for row in story.known() if _may_see(row.about, sight)]
    known = vocabulary_of(rows)
    course = story.course(known_on=known_on)
    parts: dict[str, Any] = {"groups": _groups(rows, known, sight, one)}
    if sight.has_course:
        parts["contradictions"] = course.contradictions
        parts["bars"] = courses.bars_of(course, until=min(known_on, today), sex=one.sex)
    if sight.is_full:
        events = events_of(rows, known, sex=one.sex)
        parts["events"] = events[:LATEST_EVENTS]
        parts["all_events"] = _all_events(events)
    if sight.has_status:
        parts["episodes"] = courses.episodes_of(course, today=min(known_on, today))
        parts["brief"] = _brief(course, one)
    return parts


def _may_see(code: str, sight: Sight) -> bool:
    if code == "same_as":
        return sight.is_full
    return sight.has_identity if about(code).data == "identity" else sight.has_course


def _all_events(events: list[Event]) -> str:
    number = counted(len(events), language(), ("запис", "записи", "записів"), ("entry", "entries"))
    return _("Уся хронологія: %(number)s") % {"number": number}


def _brief(course: Course, one: PersonNow) -> list[courses.Step]:
    """The course as it is believed today, without sources: what a summary reader sees."""
    return courses.steps_of(course, sex=one.sex)


def _groups(rows: list[Fact], known: Vocabulary, sight: Sight, one: PersonNow) -> list[FactGroup]:
    standing = queries.standing_now(rows)
    answers = {fact.pk for told in queries.as_of(rows, true_on=FOREVER, known_on=FOREVER) for fact in told.facts}
    by_about: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        if row.pk in standing and row.about != "same_as":
            by_about[row.about].append(row)
    order = list(ABOUTS)
    groups = []
    for code in sorted(by_about, key=lambda code: (order.index(code) if code in order else 99, code)):
        facts = sorted(by_about[code], key=lambda row: (row.pk in answers, row.true_from, row.pk), reverse=True)
        lines = [_line(row, known, one.sex, is_current=row.pk in answers) for row in facts]
        note = _confirmed(facts) if code == "confirmation" else ""
        may_state = about(code).data in sight.states
        groups.append(FactGroup(code, about_word(code, known), lines, note, may_state, _has_begin(code)))
    return groups


def _has_begin(code: str) -> bool:
    return about(code).value not in WITHOUT_BEGIN


def _line(fact: Fact, known: Vocabulary, sex: str, *, is_current: bool) -> Line:
    value = fact_word(fact, known, sex=sex)
    return Line(fact, value, source_line(fact.source), STANDINGS[fact.standing], is_current)


def _confirmed(facts: list[Fact]) -> str:
    """How many confirmations stand, and of how many independent kinds."""
    lang = language()
    kinds = {fact.value for fact in facts}
    number = counted(
        len(facts), lang, ("підтвердження", "підтвердження", "підтверджень"), ("confirmation", "confirmations")
    )
    sources = counted(
        len(kinds),
        lang,
        ("незалежний вид джерел", "незалежні види джерел", "незалежних видів джерел"),
        ("independent kind of source", "independent kinds of source"),
    )
    return f"{number} · {sources}"


def _told(story: Story, sight: Sight, *, true_on: date, known_on: date, sex: str) -> list[dict[str, Any]]:
    told = [one for one in story.as_of(true_on=true_on, known_on=known_on) if _may_see(one.about, sight)]
    known = vocabulary_of(fact for one in told for fact in one.facts)
    return [
        {
            "label": about_word(one.about, known),
            "lines": [_line(fact, known, sex, is_current=True) for fact in one.facts],
        }
        for one in told
    ]


def _readers(request: HttpRequest, one: PersonNow) -> dict[str, Any]:
    """Who opened or changed the record last: all of them for whoever may read that, else only one's own visits."""
    user = cast(User, request.user)
    subject = Subject(person=one.pk, unit_path=one.unit_path)
    sees_all = policy.may(user, Act.READ_PERSON_LEDGER, subject)
    entries = ledger.about("person", one.pk)
    entries = entries if sees_all else entries.filter(by=user)
    seen: dict[Any, Any] = {}
    for entry in entries[:200]:
        seen.setdefault((entry.by_id, entry.act), entry)
    shown = [{"entry": entry, "word": act(entry.act)} for entry in list(seen.values())[:MOST_READERS]]
    may_all = policy.may(user, Act.READ_LEDGER)
    return {"sees_all": sees_all, "entries": shown, "url": _ledger_url(one) if may_all else ""}


def _ledger_url(one: PersonNow) -> str:
    return reverse("audit-person", args=[FIRST + one.pk])


def _likely(request: HttpRequest, one: PersonNow, sight: Sight) -> list[duplicates.Likely]:
    """Records that may be this person's too, for whoever may propose to join them."""
    if not sight.may_join or not one.surname:
        return []
    name = PersonName(one.surname, one.given, one.patronymic)
    found = duplicates.like(
        request.user,
        name,
        born_on=one.birth_on,
        precision=one.birth_precision,
        but=one.pk,
        most=4,
        is_thorough=index.is_ready(),  # a page that is only read does not wait for the index to be built
    )
    if not found:
        return []
    apart = queries.not_same_as(one.pk)
    return [likely for likely in found if likely.person.pk not in apart]


def _waiting(request: HttpRequest, one: PersonNow) -> int:
    """How many proposals about the record wait for a second person."""
    if not policy.held(request.user, Act.APPROVE_PROPOSAL):
        return 0
    return queries.proposals_about(one.pk).count()


def _joined(request: HttpRequest, one: PersonNow, sight: Sight) -> dict[str, Any]:
    """A joined record: where it points, and what was written down in it."""
    speaker = queries.visible_people(request.user).filter(pk=one.joined_to_id).first()
    rows = [row for row in story_of(one.pk).rows if row.person_id == one.pk and _may_see(row.about, sight)]
    return {
        "speaker": speaker,
        "events": events_of(rows, vocabulary_of(rows), sex=one.sex) if sight.is_full else [],
        "may_part": sight.may_join and not queries.proposals_about(one.pk, kind="part").exists(),
    }


@door(Act.PROPOSE_MERGE, methods=("POST",))
def beside(request: HttpRequest, number: int) -> HttpResponse:
    """Leads from a record and the number of another to both side by side."""
    one = queries.get_person(request.user, number, Act.PROPOSE_MERGE)
    form = OtherRecord(request.POST)
    if not form.is_valid():
        return render(request, "people/beside.html", {"form": form, "person": one, "section": "people"}, status=422)
    try:
        number = int("".join(filter(str.isdigit, form.cleaned_data["other"])))
        other = queries.get_person(request.user, number, Act.PROPOSE_MERGE)
    except NotVisible:
        form.refuse(Refused(_("Запису з таким номером немає."), "other"))
        return render(request, "people/beside.html", {"form": form, "person": one, "section": "people"}, status=422)
    return redirect("people-merge", one.number, other.number)
