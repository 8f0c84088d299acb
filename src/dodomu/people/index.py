"""The register as the matching sees it, in memory: built once, then kept in step with the log of facts.

Every process keeps its own. Whoever asks gets it as it stands in the database at that moment: the facts that came
since are read first, so a person named by one officer is found by another at once. Beside a database of SQLite the
arrays are also kept in a file, which only its owner reads, so that a process begins with them and not with the whole
register. The file holds names and must not outlive them: it says of how many people it was made, and one that does not
fit the register any more (somebody was erased, the register was emptied or put back) is deleted before it is used.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile

from django.db import DatabaseError, connection
from django.db.models import F, Q

from dodomu.matching import births, units
from dodomu.matching.index import Candidate, Index, add_to
from dodomu.matching.segment import Asked, Columns
from dodomu.matching.values import Known
from dodomu.names.parts import PersonName as Name
from dodomu.people.models import Fact, Person, PersonName, PersonNow

FEW = 2_000  # a register of so few is read anew every time: it takes no longer than asking what changed
KEPT_FROM = 20_000  # people from which the arrays are kept in a file
CHANGED_AT_ONCE, SHARE_AT_ONCE = 2_000, 0.05  # more facts than these since, and building anew is quicker
CALLED_AT_ONCE = 2_000  # people read in one query
LATE = 200  # places of the log below the last one where a transaction that was slower may still write


class Standing:
    """An index and the last fact it knows; one question at a time, since the arrays have one set of scratch space."""

    def __init__(self, index: Index, fact: tuple[int, str]) -> None:
        self.index, self.fact = index, fact
        self.holes = _holes(fact[0])  # places that nothing has been read from: perhaps written, not yet committed
        self.lock = threading.Lock()

    def find(self, line: Asked, *, top: int = 8, but: Iterable[int] = ()) -> list[Candidate]:
        """As `Index.find`."""
        with self.lock:
            return self.index.find(line, top=top, but=but)

    def among(self, line: Asked, keys: Iterable[int]) -> dict[int, float]:
        """As `Index.among`."""
        with self.lock:
            return self.index.among(line, keys)

    def weigh(self, line: Asked, people: Iterable[Known]) -> list[Candidate]:
        """As `Index.weigh`."""
        with self.lock:
            return self.index.weigh(line, people)


_kept: dict[str, Standing] = {}
_lock = threading.Lock()


def current() -> Standing:
    """The index as the register stands now."""
    last = _last_fact()
    name = str(connection.settings_dict["NAME"])
    with _lock:
        standing = _kept.get(name)
        if standing and standing.fact == last and not _filled(standing):
            return standing
        if PersonNow.objects.count() <= FEW:
            _drop_file()
            standing = Standing(Index.of_columns(_columns()), last)
        elif standing is None or not _caught_up(standing, last):
            standing = _from_file(last) or _built(last)
        _kept[name] = standing
        return standing


def begin() -> None:
    """Reads the index before anybody asks: for a process that has just started and will answer pages or do work."""
    with contextlib.suppress(DatabaseError):  # whoever asks first will be told
        current()


def is_ready() -> bool:
    """Does a question cost no more than what changed since the last one, or is the register so small anyway?"""
    return str(connection.settings_dict["NAME"]) in _kept or PersonNow.objects.count() <= FEW


def speaking(people: Iterable[int]) -> set[int]:
    """Those of the people whose record stands for itself and is not joined to another."""
    return set(PersonNow.objects.filter(pk__in=list(people), joined_to=None).values_list("pk", flat=True))


def known(people: Iterable[int]) -> dict[int, Known]:
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
    bodies = [unit for unit in (row.unit_at_capture, row.unit) if unit]
    return Known(
        key=row.pk,
        names=names,
        birth_on=row.birth_on,
        birth_precision=row.birth_precision,
        sex=row.sex,
        rank=row.rank,
        unit=bodies[0].name_uk if bodies else "",
        unit_codes=[unit.code for unit in bodies],
        place=row.captured_at.name_uk if row.captured_at else "",
        status_group=row.status_group,  # type: ignore[arg-type]
    )


def _last_fact() -> tuple[int, str]:
    """The place of the newest fact, and what it is: after a restored backup a place may hold another one."""
    row = Fact.objects.order_by("-seq").values_list("seq", "person", "about", "value", "recorded_at").first()
    return (row[0], str(row[1:])) if row else (0, "")


def _fact_at(seq: int) -> tuple[int, str]:
    row = Fact.objects.filter(seq=seq).values_list("seq", "person", "about", "value", "recorded_at").first()
    return (row[0], str(row[1:])) if row else (0, "")


def _caught_up(standing: Standing, last: tuple[int, str]) -> bool:
    """Reads what came since; False where that is too much, or the log is not the one that was read."""
    seq = standing.fact[0]
    if _fact_at(seq) != standing.fact:
        return False
    most = int(max(CHANGED_AT_ONCE, SHARE_AT_ONCE * standing.index.people))
    facts = list(
        Fact.objects.filter(Q(seq__gt=seq) | Q(seq__in=standing.holes)).values_list(
            "person", "about", "value", "replaces__about", "replaces__value"
        )[: most + 1]
    )
    if len(facts) > most:
        return False
    changed = {person for person, *_ in facts}
    for _, about, value, about_before, value_before in facts:
        for code, other in ((about, value), (about_before, value_before)):
            if code == "same_as" and other and other.isdigit():
                changed.add(int(other))
    for some in _batched(list(changed)):
        joined = PersonNow.objects.filter(Q(joined_to__in=some) | Q(pk__in=some))
        for person, speaker in list(joined.values_list("pk", "joined_to")):
            changed |= {person} | ({speaker} if speaker else set())
    people: dict[int, Known] = {}
    for some in _batched(list(changed)):
        people |= known(some)
    with standing.lock:
        standing.index.put(people.values(), without=changed)
        standing.fact, standing.holes = last, _holes(last[0])
        if standing.index.is_worn:
            standing.index.renew(among=PersonNow.objects.filter(joined_to=None).values_list("pk", flat=True))
            _keep(standing)
    return True


def _batched(people: Sequence[int]) -> Iterator[Sequence[int]]:
    """People a query at a time: a database takes only so many parameters."""
    for start in range(0, len(people), CALLED_AT_ONCE):
        yield people[start : start + CALLED_AT_ONCE]


def _holes(last: int) -> set[int]:
    """The places near the end of the log that hold no fact: on PostgreSQL a slower transaction may fill them yet."""
    first = max(1, last - LATE)
    return set(range(first, last)) - set(Fact.objects.filter(seq__gte=first).values_list("seq", flat=True))


def _filled(standing: Standing) -> bool:
    return bool(standing.holes) and Fact.objects.filter(seq__in=standing.holes).exists()


def _built(last: tuple[int, str]) -> Standing:
    standing = Standing(Index.of_columns(_columns()), last)
    _keep(standing)
    return standing


def _keep(standing: Standing) -> None:
    """Writes the arrays to the file, which may hold nobody who is not among them."""
    path = _file()
    _drop_file()
    if path and standing.index.people >= KEPT_FROM:
        with contextlib.suppress(OSError):  # a full or read-only disk costs time at the next start, nothing else
            standing.index.save(path, mark=json.dumps([*standing.fact, *_records()]))


def _from_file(last: tuple[int, str]) -> Standing | None:
    """The arrays of the file with what came since; None, and no file any more, where they are not of this register."""
    path = _file()
    if not path or not path.exists():
        return None
    try:
        loaded = Index.load(path)
        if loaded is None:
            return None
        index, mark = loaded
        seq, what, newest, records = json.loads(mark)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None
    if _records(newest) != (newest, records):
        return None
    standing = Standing(index, (seq, what))
    if standing.fact == last:
        return standing
    return standing if _caught_up(standing, last) else None


def _records(newest: int | None = None) -> tuple[int, int]:
    """The newest record of the register (or the one asked for) and how many there are up to it: fewer, once erased."""
    if newest is None:
        newest = Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return newest, Person.objects.filter(pk__lte=newest).count()


def _drop_file() -> None:
    path = _file()
    for one in (path, path.with_suffix(".part")) if path else ():
        one.unlink(missing_ok=True)


def _file() -> Path | None:
    """Where the arrays are kept: beside the file of SQLite, which holds the same names; nowhere for other databases."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name or not name:
        return None
    return Path(f"{name}.names")


_COLUMNS = (
    "person", "surname", "given", "patronymic", "person__now__birth_on", "person__now__birth_precision",
    "person__now__rank", "person__now__unit_at_capture__name_uk", "person__now__unit_at_capture__code",
    "person__now__unit__code",
)  # fmt: skip


def _columns() -> Columns:
    """The names of the whole register, each once."""
    out = Columns()
    seen: set[tuple[int, str, str, str]] = set()
    rows = (
        PersonName.objects.filter(person__now__joined_to=None, person__now__isnull=False)
        .annotate(own=F("person__now__unit__name_uk"))
        .order_by("person", "pk")
        .values_list(*_COLUMNS, "own")
    )
    for person, surname, given, patronymic, born, precision, rank, unit, code, own_code, own in rows.iterator(20_000):
        entry = (person, surname, given, patronymic)
        if entry in seen:
            continue
        seen.add(entry)
        unit_names = _unit_names(unit or own or "", code or "", own_code or "")
        add_to(out, person, entry[1:], births.number_of(born, precision), rank, unit_names)
    return out


def _unit_names(*names: str) -> str:
    return units.BETWEEN.join(dict.fromkeys(name for name in names if name))


def discard() -> None:
    """Deletes the file of names and what this process holds: for whoever erases a person or a register.

    The next question builds both anew, of those who are left.
    """
    forget([str(connection.settings_dict["NAME"])])
    _drop_file()


def forget(names: Sequence[str] = ()) -> None:
    """Drops what is kept in memory, of one database or of all: for tests and for a restored backup."""
    with _lock:
        for name in names or list(_kept):
            _kept.pop(name, None)
