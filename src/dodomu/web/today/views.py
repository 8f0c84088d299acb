"""The first page of everybody who works here: what is late, what is due, whom not to disturb, what else waits."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.ledger import actions as ledger
from dodomu.people.models import PersonNow
from dodomu.reintegration import queries
from dodomu.reintegration.models.vocabulary import MATTERS, TOPICS
from dodomu.reintegration.queries import Due, Today
from dodomu.web.cards import Card, cards_of
from dodomu.web.doors import door
from dodomu.web.reintegration.sentences import until_short
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import counted, language, long_day, weekday

SHORT_TOPICS = ("documents", "care", "social", "next", "first_needs", "appointments")


def day_of(request: HttpRequest, *, topic: str = "") -> Today | None:
    """The day of a support or medical officer; None for everybody else."""
    user, now = cast(User, request.user), cast(Any, request).now
    if policy.may(user, Act.WORK_CASE):
        return queries.today(user, now, topic=topic)
    if policy.may(user, Act.WRITE_PLAN):
        return queries.care_today(user, now)
    return None


@door(Act.SEE_TODAY)
def today(request: HttpRequest) -> HttpResponse:
    """The work of the day by time, for whoever owns cases; for others what they may open and what waits there."""
    asked = request.GET.get("topic", "")
    topic = asked if asked in SHORT_TOPICS else ""
    day = day_of(request, topic=topic)
    cards = cards_of(request)
    now = cast(Any, request).now
    _record(request, "read_today", day, more=[one for card in cards for one in card.people])
    context: dict[str, Any] = {
        "section": "today",
        "above": f"{weekday(now.date(), language())}, {long_day(now.date(), language())}",
        "heading": _heading(day),
        "day": day,
        "main": [_printed(card, request) for card in cards if card.place == "main"],
        "side": [_printed(card, request) for card in cards if card.place == "side"],
        "topic": topic,
    }
    if day is not None:
        context |= {
            "tiles": _tiles(day, is_owner=policy.may(request.user, Act.WORK_CASE)),
            "chips": _chips(day, topic),
            "rows": [row_of(one) for one in day.due],
            "adapting": adapting_of(day),
            "asked": _asked(day),
            "tomorrow": _tomorrow(day),
            "counter": _counter(day),
        }
    return render(request, "today/today.html", context)


def _printed(card: Card, request: HttpRequest) -> str:
    return render_to_string(card.template, card.context, request)


def _counter(day: Today) -> str:
    if not day.counter:
        return ""
    people = counted(
        len(day.counter),
        language(),
        ("людина чекає", "людини чекають", "людей чекають"),
        ("person waits", "people wait"),
    )
    return _("%(people)s на офіцера супроводу.") % {"people": people}


def _heading(day: Today | None) -> str:
    if day is None or not day.total:
        return _("Сьогодні")
    things = counted(day.total, language(), ("справа", "справи", "справ"), ("task", "tasks"))
    return _("Сьогодні: %(things)s") % {"things": things}


def _record(request: HttpRequest, act: str, day: Today | None, *, more: list[int]) -> None:
    """Whose data the page shows; a page of links alone shows nobody's."""
    people = set(more)
    if day is not None:
        people |= {one.case.person_id for one in day.due} | {one.case.person_id for one in day.adapting}
        people |= {one.case.person_id for one in day.asked}
    if people:
        user, now = cast(User, request.user), cast(Any, request).now
        ledger.record(act, by=user, now=now, kind="register", detail={"people": sorted(people)})


def _tiles(day: Today, *, is_owner: bool) -> list[dict[str, Any]]:
    """Each number leads to the list it counts: of the officer's own cases, or of the people in a doctor's care."""
    work, cases = reverse("today"), reverse("cases")
    cases += "?officer=mine&" if is_owner else "?"
    return [
        {"number": day.late, "label": _("прострочено"), "url": f"{work}#work"},
        {"number": day.today, "label": _("до кінця дня"), "url": f"{work}#work"},
        {
            "number": len(day.adapting),
            "label": _("час на адаптацію, не турбувати"),
            "url": f"{cases}adaptation=now",
        },
        {"number": day.supported, "label": _("людей у вашому супроводі"), "url": cases.rstrip("?&")},
    ]


def _chips(day: Today, topic: str) -> list[dict[str, Any]]:
    url = reverse("today")
    words = {**TOPICS, "appointments": _("Зустрічі")}
    chips = [{"label": _("Усі"), "url": url, "count": day.total, "is_current": not topic}]
    chips += [
        {"label": words[code], "url": f"{url}?topic={code}", "count": day.topics[code], "is_current": code == topic}
        for code in SHORT_TOPICS
        if day.topics[code] or code == topic
    ]
    return chips


DO: dict[str, tuple[str, Any]] = {
    "task": ("person-task", lambda: _("Записати результат")),
    "document": ("person-document", lambda: _("Відкрити документ")),
    "issue": ("person-social-issue", lambda: _("Відкрити питання")),
    "step": ("person-care", lambda: _("Відкрити план")),
    "appointment": ("person-appointment", lambda: _("Відкрити зустріч")),
}
WITHOUT_KEY = ("step",)


def row_of(one: Due) -> dict[str, Any]:
    """One piece of work as a row of the table."""
    name, do = DO[one.source]
    person: PersonNow = one.case.person.now
    stay = next(iter(one.case.stays.all()), None)
    keys = [person.number] if one.source in WITHOUT_KEY else [person.number, one.pk]
    return {
        "due": one.due_at,
        "is_fixed": one.source == "appointment",  # at an hour, not by it
        "title": one.what,
        "note": one.note or "",
        "whom": person_name(person, "table"),
        "whom_url": reverse("person-case", args=[person.number]),
        "whom_note": stay.facility.name(language()) if stay else "",
        "do": do(),
        "do_url": reverse(name, args=keys),
    }


def adapting_of(day: Today) -> list[dict[str, Any]]:
    """Whom not to disturb, until when, and how much waits for it."""
    return [
        {
            "label": person_name(one.case.person.now, "table"),
            "url": reverse("person-case", args=[one.case.person.number]),
            "until": until_short(one.until),
        }
        for one in day.adapting
    ]


def _asked(day: Today) -> list[dict[str, Any]]:
    return [
        {
            "title": MATTERS[one.matter].label,
            "url": reverse("override", args=[one.pk]),
            "kind": "late",
            "label": until_short(one.starts_at),
            "note": person_name(one.case.person.now, "table"),
        }
        for one in day.asked
    ]


def _tomorrow(day: Today) -> str:
    if not day.tomorrow:
        return _("На завтра справ немає.") if day.total else _("На сьогодні справ немає.")
    things = counted(day.tomorrow, language(), ("справа", "справи", "справ"), ("task", "tasks"))
    if day.total:
        return _("Завтра ще %(things)s.") % {"things": things}
    return _("На сьогодні справ немає. Завтра %(things)s.") % {"things": things}


@door(Act.SEE_TODAY)
def sheet(request: HttpRequest) -> HttpResponse:
    """The day on paper: work by time, whom not to disturb. Printing it stands in the ledger."""
    day = day_of(request)
    _record(request, "print_day", day, more=[])
    now = cast(Any, request).now
    context = {
        "section": "today",
        "above": f"{weekday(now.date(), language())}, {long_day(now.date(), language())}",
        "day": day,
        "rows": [{**row_of(one), "is_late": one.is_late} for one in day.due] if day else [],
        "adapting": adapting_of(day) if day else [],
        "waiting": sum(one.waiting for one in day.adapting) if day else 0,
    }
    return render(request, "today/sheet.html", context)
