"""Finding candidates for the lines of a list: a job that looks up the register and saves whom it found, and why."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from dodomu.access import actions as access
from dodomu.access import vault
from dodomu.access.models import Grant, User
from dodomu.exchanges.models import Candidate, Line, NameList
from dodomu.exchanges.queries.reading import CANDIDATE_PLACE, match_text, read_lines
from dodomu.formats.columns import ListLine
from dodomu.jobs.actions import Progress
from dodomu.jobs.models import Job
from dodomu.ledger import actions as ledger
from dodomu.matching.candidates import LineKeys, Ranking, keys_for, near_keys, rank
from dodomu.matching.frequency import Frequency
from dodomu.matching.index import PLAUSIBLE
from dodomu.matching.score import score, weighed
from dodomu.matching.values import Known
from dodomu.names.parts import PersonName as Name
from dodomu.people.models import PersonName, PersonNow

MOST_LOOKED_UP = 400
BATCH = 10


class Register:
    """The register as the matching sees it, for one job: how common names are, and whom to look at for a line."""

    def __init__(self) -> None:
        people = PersonNow.objects.filter(joined_to=None).count() or 1
        self.surnames = dict(
            PersonName.objects.values_list("surname_key").annotate(n=Count("person", distinct=True)).order_by()
        )
        given = dict(PersonName.objects.values_list("given_key").annotate(n=Count("person", distinct=True)).order_by())
        self.frequency = Frequency(
            {key: number / people for key, number in self.surnames.items()},
            {key: number / people for key, number in given.items()},
            people,
        )
        self._keys = list(self.surnames)

    def look_up(self, keys: LineKeys) -> set[int]:
        """The ids of people who agree on the surname, the date, or the given name with year and a near surname."""
        found: set[int] = set()
        if keys.surnames:
            # A frequent surname brings thousands: the given name or the date narrows it, and nobody else is lost
            # for whom the surname alone would speak.
            rows = PersonName.objects.filter(surname_key__in=keys.surnames)
            if sum(self.surnames.get(key, 0) for key in keys.surnames) > MOST_LOOKED_UP:
                rows = rows.filter(self._narrow(keys))
            found |= set(rows.values_list("person", flat=True)[:MOST_LOOKED_UP])
        if keys.birth_dates:
            born = PersonNow.objects.filter(joined_to=None, birth_on__in=keys.birth_dates)
            found |= set(born.values_list("pk", flat=True)[:MOST_LOOKED_UP])
        if keys.givens and keys.prefix and keys.year:
            slips = PersonName.objects.filter(
                self._born(keys.year), given_key__in=keys.givens, surname_key__startswith=keys.prefix
            )
            found |= set(slips.values_list("person", flat=True)[:MOST_LOOKED_UP])
        return found

    def look_further(self, keys: LineKeys) -> set[int]:
        """The ids of people with the nearest surnames, or with the same given name and year of birth."""
        rows = PersonName.objects.filter(surname_key__in=near_keys(keys.surname, self._keys))
        if keys.givens:
            rows = rows.filter(Q(given_key__in=keys.givens) | Q(given_key=""))
        found = set(rows.values_list("person", flat=True)[:MOST_LOOKED_UP])
        if keys.givens and keys.year:
            same = PersonName.objects.filter(self._born(keys.year), given_key__in=keys.givens)
            found |= set(same.values_list("person", flat=True)[:MOST_LOOKED_UP])
        return found

    def _narrow(self, keys: LineKeys) -> Q:
        narrow = Q(pk__in=[])
        if keys.givens:
            narrow |= Q(given_key__in=keys.givens)
        if keys.birth_dates:
            narrow |= Q(person__now__birth_on__in=keys.birth_dates)
        if keys.year:
            narrow |= self._born(keys.year)
        return narrow

    @staticmethod
    def _born(year: int) -> Q:
        return Q(person__now__birth_on__gte=date(year, 1, 1), person__now__birth_on__lte=date(year, 12, 31))

    def known(self, people: Iterable[int]) -> dict[int, Known]:
        """These people as the matching compares them: every spelling, and what became of them."""
        rows = PersonNow.objects.filter(pk__in=list(people), joined_to=None).select_related(
            "unit_at_capture", "unit", "captured_at"
        )
        names: dict[int, list[Name]] = defaultdict(list)
        spelt = PersonName.objects.filter(person__in=[row.pk for row in rows]).order_by("-is_primary", "pk")
        for row in spelt:
            name = Name(row.surname, row.given, row.patronymic)
            if name not in names[row.person_id]:
                names[row.person_id].append(name)
        return {row.pk: _known(row, names[row.pk]) for row in rows if names[row.pk]}


def _known(row: PersonNow, names: list[Name]) -> Known:
    units = [unit for unit in (row.unit_at_capture, row.unit) if unit]
    return Known(
        key=row.pk,
        names=names,
        birth_on=row.birth_on,
        birth_precision=row.birth_precision,
        sex=row.sex,
        rank=row.rank,
        unit=units[0].name_uk if units else "",
        unit_codes=[unit.code for unit in units],
        place=row.captured_at.name_uk if row.captured_at else "",
        status_group=row.status_group,  # type: ignore[arg-type]
    )


def find_candidates(job: Job, progress: Progress, now: datetime) -> None:
    """The job `match_list`: candidates for every open line, a few lines at a time, usable as they become ready."""
    name_list = NameList.objects.get(pk=job.key or 0)
    lines = list(name_list.lines.filter(state__in=["open", "later"], tag="").order_by("number"))
    total = name_list.lines.count()
    done = total - len(lines)
    found = name_list.lines.exclude(tag="").exclude(tag="none").count()
    progress.report(done=done, total=total, step="compare", found=found)
    register = Register()
    for start in range(0, len(lines), BATCH):
        batch = lines[start : start + BATCH]
        rankings = rank_lines(register, read_lines(name_list, batch))
        save(name_list, batch, rankings, now=now)
        done += len(batch)
        found += sum(bool(ranking.matches) for ranking in rankings)
        progress.report(done=done, total=total, step="compare", found=found)
    NameList.objects.filter(pk=name_list.pk, state="matching").update(state="deciding")


def rank_lines(register: Register, read: Sequence[ListLine]) -> list[Ranking]:
    """The ranking of each line against the register; a line for which nobody is plausible looks further."""
    keys = [keys_for(line) for line in read]
    looked_up = [register.look_up(one) if line.name.surname else set() for line, one in zip(read, keys, strict=True)]
    known = register.known(set().union(*looked_up)) if looked_up else {}
    for place, line in enumerate(read):
        if line.name.surname and not any(
            weighed(line, known[key], register.frequency).total > PLAUSIBLE for key in looked_up[place] if key in known
        ):
            further = register.look_further(keys[place])
            known |= register.known(further - known.keys())
            looked_up[place] |= further
    return [
        rank(line, [known[key] for key in people if key in known], frequency=register.frequency)
        for line, people in zip(read, looked_up, strict=True)
    ]


@transaction.atomic
def save(name_list: NameList, lines: Sequence[Line], rankings: Sequence[Ranking], *, now: datetime) -> None:
    """Saves the candidates of some lines, and lets the officers of the round open their records."""
    Candidate.objects.filter(line__in=lines).delete()
    taken: set[int | None] = set(
        name_list.lines.exclude(pk__in=[line.pk for line in lines]).values_list("chosen", flat=True)
    )
    rows = []
    for line, ranking in zip(lines, rankings, strict=True):
        line.tag, line.more = ranking.tag, min(ranking.more, 999)
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
    Line.objects.bulk_update(lines, ["tag", "more", "chosen"])
    offer(name_list, {row.person_id for row in rows}, now=now)


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
    register = Register()
    known = register.known(people)
    ranking = rank(read, list(known.values()), frequency=register.frequency, top=len(known) or 1)
    missing = [key for key in known if key not in {match.key for match in ranking.matches}]
    matches = [*ranking.matches, *(score(read, known[key], frequency=register.frequency) for key in missing)]
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
