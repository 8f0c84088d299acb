"""The timeline of a record: every fact, newest first, what was replaced or withdrawn struck through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.people.models import Fact
from dodomu.people.story import story_of
from dodomu.web.doors import door
from dodomu.web.people.record import page_of
from dodomu.web.people.sayings import STANDINGS, Vocabulary, about_word, fact_word, source_line, vocabulary_of
from dodomu.web.words import language, said, short_day


@dataclass(frozen=True, slots=True)
class Event:
    """One fact as an event: what was written down, from whom, and what became of it."""

    fact: Fact
    title: str
    on: date
    source: str
    standing: str
    by: str
    replaced: str
    note: str
    is_replaced: bool


def events_of(rows: Iterable[Fact], known: Vocabulary, *, sex: str) -> list[Event]:
    """All facts as events, the one learned last first."""
    rows = list(rows)
    by_replaced = {row.replaces_id: row for row in rows if row.replaces_id}
    events = [_event(row, by_replaced.get(row.pk), known, sex) for row in rows]
    return sorted(events, key=lambda event: (event.on, event.fact.pk), reverse=True)


def _event(row: Fact, later: Fact | None, known: Vocabulary, sex: str) -> Event:
    word = fact_word(row, known, sex=sex)
    since = "" if row.about in ("birth_date", "sex") else _since(row)
    return Event(
        row,
        f"{about_word(row.about, known)}: {word}{since}",
        row.learned_on,
        source_line(row.source),
        said(STANDINGS[row.standing]),
        row.by.shown_name(language()) if row.by else "",
        _became(later, known, sex) if later else "",
        row.reason,
        later is not None,
    )


def _since(row: Fact) -> str:
    day = short_day(row.true_from, row.precision)
    return _(", з %(day)s") % {"day": day} if row.value is not None else ""


def _became(later: Fact, known: Vocabulary, sex: str) -> str:
    day = short_day(later.learned_on)
    if later.value is None:
        return _("відкликано %(day)s. Причина: %(reason)s") % {"day": day, "reason": later.reason}
    value = f"{fact_word(later, known, sex=sex)}{_since(later)}"
    return _("замінено %(day)s на: %(value)s. Причина: %(reason)s") % {
        "day": day,
        "value": value,
        "reason": later.reason,
    }


@door(Act.READ_PERSON)
def timeline(request: HttpRequest, number: int) -> HttpResponse:
    """Shows every fact of a record to whoever may see all of it."""
    context = page_of(request, number, part="timeline", is_whole=True)
    one = context["person"]
    if one.joined_to_id:
        return redirect("person", one.number)
    rows: Sequence[Fact] = story_of(one.pk).known()
    context["events"] = events_of(rows, vocabulary_of(rows), sex=one.sex)
    return render(request, "people/timeline.html", context)
