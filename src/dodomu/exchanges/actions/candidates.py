"""Finding candidates for the lines of a list: a job that looks up the register and saves whom it found, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dodomu.access import actions as access
from dodomu.access import vault
from dodomu.access.models import Grant, User
from dodomu.exchanges.actions.remembering import refused_for
from dodomu.exchanges.models import Candidate, Line, NameList
from dodomu.exchanges.queries.reading import CANDIDATE_PLACE, match_text, read_lines
from dodomu.formats.columns import ListLine
from dodomu.jobs.actions import Progress
from dodomu.jobs.models import Job
from dodomu.ledger import actions as ledger
from dodomu.matching.candidates import Ranking, asked_of, ranked
from dodomu.matching.score import told
from dodomu.people import index as register

BATCH = 10
MOST_WEIGHED = 16


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of a line, those left out because somebody said it is not them, and whether more were counted.

    `has_uncounted`: so many people are alike that they were not all looked at.
    """

    ranking: Ranking
    refused: frozenset[int]
    has_uncounted: bool

    @property
    def keys(self) -> set[int]:
        """The people who are candidates."""
        return {match.key for match in self.ranking.matches}


def find_candidates(job: Job, progress: Progress, now: datetime) -> None:
    """The job `match_list`: candidates for every open line, a few lines at a time, usable as they become ready."""
    name_list = NameList.objects.get(pk=job.key or 0)
    lines = list(name_list.lines.filter(state__in=["open", "later"], tag="").order_by("number"))
    total = name_list.lines.count()
    done = total - len(lines)
    found = name_list.lines.exclude(tag="").exclude(tag="none").count()
    progress.report(done=done, total=total, step="compare", found=found)
    for start in range(0, len(lines), BATCH):
        batch = lines[start : start + BATCH]
        rankings = rank_lines(read_lines(name_list, batch))
        save(name_list, batch, rankings, now=now)
        done += len(batch)
        found += sum(bool(one.ranking.matches) for one in rankings)
        progress.report(done=done, total=total, step="compare", found=found)
    NameList.objects.filter(pk=name_list.pk, state="matching").update(state="deciding")


def rank_lines(read: Sequence[ListLine], *, top: int = 3) -> list[Ranked]:
    """The ranking of each line against the register as it stands now, without whom somebody said it is not."""
    standing = register.current()
    refused = refused_for(read)
    most = max(MOST_WEIGHED, 2 * top)
    found = [standing.find(asked_of(line), top=most, but=but) for line, but in zip(read, refused, strict=True)]
    known = register.known({one.key for candidates in found for one in candidates})
    out = []
    for line, candidates, but in zip(read, found, refused, strict=True):
        ranking = ranked(line, candidates, known, top=top)
        is_all_alike = ranking.more + len(ranking.matches) >= len(candidates)
        out.append(Ranked(ranking, but, is_all_alike and len(candidates) >= most))
    return out


@transaction.atomic
def save(name_list: NameList, lines: Sequence[Line], found: Sequence[Ranked], *, now: datetime) -> None:
    """Saves the candidates of some lines, and lets the officers of the round open their records."""
    Candidate.objects.filter(line__in=lines).delete()
    taken: set[int | None] = set(
        name_list.lines.exclude(pk__in=[line.pk for line in lines]).values_list("chosen", flat=True)
    )
    rows = []
    for line, one in zip(lines, found, strict=True):
        ranking = one.ranking
        line.tag, line.more, line.has_uncounted = ranking.tag, min(ranking.more, 999), one.has_uncounted
        # One person is never offered in advance for two lines: that is for a human to see.
        line.chosen_id = ranking.chosen if ranking.chosen not in taken else None
        if ranking.chosen is not None and line.chosen_id is None:
            line.tag = "several"
        if line.chosen_id:
            taken.add(line.chosen_id)
        sealed = vault.seal_many(
            [match_text(match) for match in ranking.matches], owner=name_list.owner, place=CANDIDATE_PLACE
        )
        rows += [
            Candidate(
                line=line, person_id=match.key, place=place, score=match.score, strength=match.strength, content=content
            )
            for place, (match, content) in enumerate(zip(ranking.matches, sealed, strict=True), start=1)
        ]
    Candidate.objects.bulk_create(rows)
    Line.objects.bulk_update(lines, ["tag", "more", "has_uncounted", "chosen"])
    # Whoever was refused before is named beside the line, so that it can be taken back.
    offer(name_list, {row.person_id for row in rows}.union(*(one.refused for one in found)), now=now)


def offer(name_list: NameList, people: Iterable[int], *, now: datetime) -> None:
    """Lets everybody who works on the round open the records of these people while the list is open."""
    access.assign(officers(name_list), kind="person", keys=people, why=f"list:{name_list.pk}", now=now)


def officers(name_list: NameList) -> list[User]:
    """The accounts assigned to the round of a list."""
    granted = Grant.objects.filter(kind="round", key=name_list.round_id, until_at=None)
    return list(User.objects.filter(grants__in=granted).distinct())


@transaction.atomic
def offer_by_hand(line: Line, people: Sequence[int], *, by: User, now: datetime) -> list[Candidate]:
    """Adds people whom the officer found by search to the candidates of a line, compared like the others."""
    name_list = line.list
    read = read_lines(name_list, [line])[0]
    known = register.known(people)
    weighed = register.current().weigh(asked_of(read), known.values())
    matches = [told(read, known[one.key], one.found, one.probability) for one in weighed]
    here = set(line.candidates.values_list("person", flat=True))
    place = line.candidates.count()
    rows = []
    for match in matches:
        if match.key not in here:
            place += 1
            content = vault.seal(match_text(match), owner=name_list.owner, place=CANDIDATE_PLACE)
            rows.append(
                Candidate(
                    line=line,
                    person_id=match.key,
                    place=place,
                    score=match.score,
                    strength=match.strength,
                    content=content,
                )
            )
    Candidate.objects.bulk_create(rows)
    offer(name_list, [row.person_id for row in rows], now=now)
    ledger.record(
        "offer_candidate",
        by=by,
        now=now,
        kind="list",
        key=name_list.pk,
        detail={"line": line.number, "people": json.dumps([row.person_id for row in rows])},
    )
    return rows
