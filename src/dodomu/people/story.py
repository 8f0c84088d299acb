"""All that may speak for one person, and what did on a given day: records are joined and parted in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dodomu.people import queries
from dodomu.people.models import Fact
from dodomu.people.projection import joined_records, value_fact
from dodomu.people.queries import Course, Knowledge, Told
from dodomu.timeline import facts as timeline
from dodomu.timeline.captivity import contradictions, episodes
from dodomu.timeline.facts import FOREVER, Segment
from dodomu.timeline.joins import roots


@dataclass(frozen=True, slots=True)
class Story:
    """The facts of every record that is or was joined with one person, and the joins themselves."""

    person: int
    rows: list[Fact]
    joins: list[timeline.Fact] = field(default_factory=list)

    def known(self, known_on: date = FOREVER) -> list[Fact]:
        """The facts that speak for the person as it was known on a day which records are one person's."""
        if not self.joins:
            return self.rows
        speaks = roots(self.joins, known_on=known_on)
        return [row for row in self.rows if speaks.get(row.person_id, row.person_id) == self.person]

    def as_of(self, *, true_on: date, known_on: date) -> list[Told]:
        """Everything that was true on one day as known on another; the same answer as the counts give."""
        rows = self.known(known_on)
        told = queries.as_of(rows, true_on=true_on, known_on=known_on)
        if all(one.about != "unit_at_capture" for one in told):
            # The unit at capture belongs to the whole story, whenever it was that we learned it.
            units = {row.seq: row for row in rows if row.about == "unit_at_capture"}
            stands = timeline.standing_facts(map(value_fact, units.values()), known_on=known_on)
            told += [Told("unit_at_capture", [units[stands[0].seq]])] if stands else []
        return told

    def course(self, *, known_on: date = FOREVER, about: str = "status") -> Course:
        """The course of a status, and how it was believed to be from each day on which something was learned."""
        if not self.joins:
            return queries.course(self.rows, known_on=known_on, about=about)
        stored = {row.seq: row for row in self.rows if row.about == about and row.learned_on <= known_on}
        days = {row.learned_on for row in stored.values()} | {
            join.learned_on for join in self.joins if join.learned_on <= known_on
        }
        steps: list[Knowledge] = []
        for day in sorted(days):
            spoken = [row for row in self.known(day) if row.seq in stored]
            segments = timeline.timeline_of([value_fact(row) for row in spoken], known_on=day)
            learned = [row for row in spoken if row.learned_on == day]
            if learned or segments != _last(steps):
                steps.append(Knowledge(day, learned, segments))
        facts = [value_fact(row) for row in self.known(known_on) if row.seq in stored]
        today = timeline.timeline_of(facts, known_on=known_on)
        standing = timeline.standing_facts(facts, known_on=known_on)
        return Course(steps, today, episodes(today), contradictions(standing, today))


def _last(steps: list[Knowledge]) -> list[Segment]:
    return steps[-1].course if steps else []


def story_of(person: int) -> Story:
    """The story of a person, from the first record to the last, with the sources and who wrote it down."""
    together, joins = joined_records([person])
    records = together[person]
    rows = Fact.objects.filter(person__in=records).select_related("source", "by").order_by("seq")
    return Story(person, list(rows), [join for join in joins if join.person in records])
