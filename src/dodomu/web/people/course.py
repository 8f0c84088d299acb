"""The course of a status in words and bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from dodomu.people.models import Fact
from dodomu.people.queries import Course, Knowledge
from dodomu.timeline.captivity import is_open
from dodomu.timeline.facts import Segment
from dodomu.web import charts
from dodomu.web.charts import Bars, Stretch
from dodomu.web.people.sayings import source_word, status_word
from dodomu.web.words import counted, language, short_day

MARGIN_DAYS = 15


def bars_of(course: Course, *, until: date, sex: str) -> Bars | None:
    """One bar for each day on which something was learned; None where nothing ever was."""
    begins = [segment.since for step in course.knowledge for segment in step.course]
    if not begins:
        return None
    rows = []
    before: Sequence[Segment] | None = None
    for step in course.knowledge:
        stretches = [
            Stretch(one.fact.value or "", one.since, None if is_open(one) else one.until, one.fact.precision)
            for one in step.course
        ]
        said_now = sentence(step, before, sex=sex)
        rows.append(
            charts.Knowledge(step.learned_on, _sources(step.facts), said_now, stretches, by=_writers(step.facts))
        )
        before = step.course
    end = max(until, *begins)
    return charts.knowledge_bars(rows, min(begins) - timedelta(days=MARGIN_DAYS), end, sex=sex)


def _sources(facts: Sequence[Fact]) -> str:
    if not facts:
        return _("записи об’єднано або роз’єднано")
    return "; ".join(dict.fromkeys(fact.source.title or source_word(fact.source) for fact in facts))


def _writers(facts: Sequence[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.by.shown_name(language()) for fact in facts if fact.by))


def sentence(step: Knowledge, before: Sequence[Segment] | None, *, sex: str) -> str:
    """What was believed from a day on: «Зник безвісти з 16.05.2022»; what changed comes first."""
    words = "; ".join(segment_words(segment, sex=sex) for segment in step.course)
    if not words:
        return _("Статус відкликано, іншого немає")
    if before is not None and _believed(before) == _believed(step.course):
        return _("Ще раз: %(words)s") % {"words": words}
    if any(fact.value is None for fact in step.facts):
        return _("Відкликано; тепер: %(words)s") % {"words": words}
    if any(fact.replaces_id for fact in step.facts):
        return _("Замінено: %(words)s") % {"words": words}
    return words[:1].upper() + words[1:]


def _believed(course: Sequence[Segment]) -> list[tuple[str | None, date, date]]:
    return [(segment.fact.value, segment.since, segment.until) for segment in course]


def segment_words(segment: Segment, *, sex: str) -> str:
    """One stretch: «зник безвісти з 16.05.2022», «у полоні 17.05.2022 – 17.07.2024»."""
    word = status_word(segment.fact.value, sex)
    since = short_day(segment.since, segment.fact.precision)
    if is_open(segment):
        return _("%(word)s з %(since)s") % {"word": word, "since": since}
    return f"{word} {since} – {short_day(segment.until)}"


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of the course as it is believed, without its source."""

    word: str
    since: date
    precision: str
    until: date | None


def steps_of(course: Course, *, sex: str) -> list[Step]:
    """The course as it is believed, the latest first."""
    return [
        Step(status_word(one.fact.value, sex), one.since, one.fact.precision, None if is_open(one) else one.until)
        for one in reversed(course.today)
    ]


def episodes_of(course: Course, *, today: date) -> list[dict[str, Any]]:
    """Each captivity with its length in days, the first day counted and the day of return not."""
    lang = language()
    found = []
    for episode in course.episodes:
        days = max(((episode.until or today) - episode.since).days, 0)
        found.append(
            {
                "number": episode.number,
                "since": episode.since,
                "until": episode.until,
                "days": counted(days, lang, ("день", "дні", "днів"), ("day", "days")),
            }
        )
    return found
