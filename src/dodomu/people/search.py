"""Finding people with one box: a name in any spelling, a number, a date of birth, a unit; or several of these.

Names are found by keys that are equal for all usual spellings, then put in order by how alike the written names are.
Whoever the reader may not find is as if he were not there: not in the rows, not in the numbers beside other spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import permutations
from typing import Any

from django.db.models import Count, Q, QuerySet

from dodomu.access.policy import Act, Reader, visible
from dodomu.formats.dates import ReadDate, read_date
from dodomu.matching.asked import asked as question
from dodomu.matching.births import number_of
from dodomu.names.compare import Alike, compare_given, compare_patronymic, compare_surname
from dodomu.names.keys import search_words, surname_keys
from dodomu.names.normalise import tidy
from dodomu.names.sounds import sound
from dodomu.people import index
from dodomu.people.models import PersonName, PersonNow
from dodomu.people.queries import visible_people
from dodomu.units.models import Unit
from dodomu.units.queries import by_number, within

MOST_SHOWN = 50
MOST_WEIGHED = 600  # a name borne by more people than this has to be narrowed anyway
LONGEST_QUERY = 200
SHORTEST_BEGINNING = 3
WELL_FOUND = 0.9  # somebody bears what was asked for: nobody else is looked for
MOST_MATCHED = 10
EVEN = 0.0  # log-odds: from here on it is likelier the person meant than not
ALIKE_ENOUGH = 0.7  # people of whose name one asked part is another one stay below
BEGUN, NEITHER = 0.8, 0.6
_BETWEEN = dict.fromkeys(map(ord, ",;№"), " ")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

_NUMBER = re.compile(r"(?<![\w.])(?:[dд]\s?-?\s?(\d{5,10})|(\d{5,7}))(?![\w.])", re.IGNORECASE)
_DATE = re.compile(
    r"(?<![\w.])(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{4}|(?:19|20)\d{2})(?![\w-])"
)
_KIND = (
    r"(?:(?P<kind>бригад|полк|батальйон|заг[іо]н|brigade|regiment|battalion|detachment)\w*"
    r"|[а-яі]{0,4}бр(?!\w)\.?)"
)
_UNIT_NAMES = (
    re.compile(
        r"(?<![\w.])(?P<number>\d{1,4})(?:\s?-?\s?(?:[а-яіїє]{1,3}|st|nd|rd|th))?\s+(?:[а-яі]+(?:а|ої|у|ій|ою)\s+){0,2}"
        + _KIND,
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\w)" + _KIND + r"\s+(?:№\s?)?(?P<number>\d{1,4})(?![\w.])", re.IGNORECASE),
)
MOST_UNIT_NAMES = 2
_UNIT = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*(?![\w-])")


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the search box, taken apart."""

    number: int | None = None
    born: ReadDate | None = None
    units: tuple[Unit, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return self.number is None and self.born is None and not self.units and not self.words


@dataclass(frozen=True, slots=True)
class Tried:
    """A near spelling that was looked for as well, and how many people bear it."""

    surname: str
    people: int


@dataclass(frozen=True, slots=True)
class Found:
    """The people found, the likest first; what else was tried when there are none; whether there are more."""

    rows: list[PersonNow] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)
    is_cut: bool = False
    is_empty: bool = False  # nothing was asked


def search(reader: Reader, text: str, *, act: Act = Act.FIND_PERSON) -> Found:
    """Finds people, at most `MOST_SHOWN`; at most eleven queries, whatever the size of the register."""
    asked = _asked(text)
    if asked.is_empty:
        return Found(is_empty=True)
    people = _narrowed(visible_people(reader, act), asked)
    if not asked.words:
        rows = list(people.select_related("unit", "unit_at_capture").order_by("sort_key", "pk")[: MOST_SHOWN + 1])
        return Found(rows[:MOST_SHOWN], is_cut=len(rows) > MOST_SHOWN)
    names = visible(
        reader,
        act,
        PersonName.objects.filter(person__now__joined_to=None),
        person="person",
        unit="person__now__unit_path",
    )
    weighed, is_cut = _weighed(_narrowed(names, asked, "person__now__"), asked.words)
    if len(asked.words) > 1 and max((one.score for one in weighed.values()), default=0.0) < WELL_FOUND:
        weighed |= _matched(_narrowed(names, replace(asked, born=None), "person__now__"), asked, weighed.keys())
    best = sorted(weighed.values(), key=lambda one: (-one.score, one.sort_key, one.person))
    chosen = [one.person for one in best[:MOST_SHOWN]]
    found = PersonNow.objects.select_related("unit", "unit_at_capture").in_bulk(chosen)
    rows = [found[person] for person in chosen if person in found]
    return Found(rows, [] if rows else _near_spellings(names, asked.words), is_cut or len(best) > MOST_SHOWN)


def _asked(text: str) -> Asked:
    """Takes the text of the box apart.

    >>> asked = _asked("Шевчук Андрій, 14.03.1991 D-10482")
    >>> asked.number, asked.born.written, asked.words
    (10482, '1991-03-14', ('Шевчук', 'Андрій'))
    """
    rest = tidy(text[:LONGEST_QUERY].translate(_BETWEEN))
    number = born = None
    called = _unit_names(rest)
    units = next((some for one in called if (some := by_number(one["number"], one["kind"] or "бригад"))), [])
    for one in called if units else ():
        rest = rest.replace(one[0], " ")
    if found := _NUMBER.search(rest):
        number, rest = int(found[1] or found[2]), _without(rest, found)
    if (found := _DATE.search(rest)) and (read := read_date(found[0])).on:
        born, rest = read, _without(rest, found)
    if born is None and any(c.isdigit() for c in rest) and (read := read_date(rest)).on:
        born, rest = read, ""
    codes = [found[0] for found in _UNIT.finditer(rest) if any(c.isdigit() or c.isupper() for c in found[0])]
    if codes and not units:
        condition = Q()
        for code in codes[:4]:
            condition |= Q(code__iexact=code)
        if unit := Unit.objects.filter(condition).order_by("-path").first():
            units = [unit]
            rest = re.sub(rf"(?<![\w-]){re.escape(unit.code)}(?![\w-])", " ", rest, flags=re.IGNORECASE)
    words = [word.strip(".-’'\"«»“”„()") for word in rest.split()]
    return Asked(number, born, tuple(units), tuple(word for word in words if any(c.isalpha() for c in word))[:6])


def _unit_names(text: str) -> list[re.Match[str]]:
    """Where a unit is called by its number: «202 бригада», «бригада 202», «202 омбр», “202nd brigade”.

    >>> [found["number"] for found in _unit_names("Бойко, 202 омбр")]
    ['202']
    """
    found = next((list(pattern.finditer(text)) for pattern in _UNIT_NAMES if pattern.search(text)), [])
    return found[:MOST_UNIT_NAMES]


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _narrowed(rows: QuerySet[Any], asked: Asked, to: str = "") -> QuerySet[Any]:
    """The rows of the number, the date of birth and the unit that were asked for."""
    if asked.number is not None:
        record = asked.number - 10000
        speaker = PersonNow.objects.filter(pk=record).values_list("joined_to", flat=True).first()
        rows = rows.filter(**{f"{to}person": speaker or record})
    if asked.born and asked.born.on:
        rows = rows.filter(**{f"{to}birth_on__range": _days(asked.born.on, asked.born.precision)})
    if asked.units:
        paths = [unit.path for unit in asked.units]
        rows = rows.filter(within(paths, f"{to}unit__path") | within(paths, f"{to}unit_at_capture__path"))
    return rows


def _days(on: date, precision: str) -> tuple[date, date]:
    """The first and the last day of a day, month or year.

    >>> _days(date(1991, 2, 1), "month")[1].isoformat(), _days(date(1991, 1, 1), "year")[1].isoformat()
    ('1991-02-28', '1991-12-31')
    """
    if precision == "year":
        return on, date(on.year, 12, 31)
    if precision == "month":
        after = date(on.year + on.month // 12, on.month % 12 + 1, 1)
        return on, date.fromordinal(after.toordinal() - 1)
    return on, on


@dataclass(frozen=True, slots=True)
class _Weighed:
    person: int
    sort_key: str
    score: float


def _weighed(names: QuerySet[PersonName], words: tuple[str, ...]) -> tuple[dict[int, _Weighed], bool]:
    """The candidates by person with their likeness, and whether a name was borne by too many to weigh all."""
    found: dict[int, _Weighed] = {}
    is_cut = False
    for condition in _tiers(words):
        rows = list(
            names.filter(condition)
            .order_by("surname_key", "given_key", "person")
            .values_list("person", "person__now__sort_key", "surname", "given", "patronymic")[:MOST_WEIGHED]
        )
        is_cut = is_cut or len(rows) == MOST_WEIGHED
        for person, sort_key, *written in rows:
            score = _likeness(words, *written)
            if score >= ALIKE_ENOUGH and (person not in found or found[person].score < score):
                found[person] = _Weighed(person, sort_key, score)
        if len(found) > MOST_SHOWN:
            break
    return found, is_cut


def _matched(names: QuerySet[PersonName], asked: Asked, found: Iterable[int]) -> dict[int, _Weighed]:
    """Whom the matching of lists finds beyond those found by key: slips, glued or cut words, a date slightly wrong."""
    born = number_of(asked.born.on, asked.born.precision) if asked.born else 0
    candidates = index.current().find(question(" ".join(asked.words), born=born), top=MOST_MATCHED)
    worth = {one.key: one.found.log_odds for one in candidates if one.found.log_odds > EVEN}
    keys = worth.keys() - set(found)
    rows = names.filter(person__in=keys).values_list("person", "person__now__sort_key") if keys else ()
    # Below all who bear what was asked for, the likeliest first.
    return {person: _Weighed(person, sort_key, worth[person] / 1000) for person, sort_key in rows}


def _tiers(words: tuple[str, ...]) -> Iterator[Q]:
    """Conditions from the narrowest to the widest: surname with given name, surname, its beginning; one given name."""
    keys = search_words(" ".join(words))
    surnames = [skeleton for skeleton, _given in keys if len(skeleton) > 1]
    for word in words:
        surnames += [key for key in surname_keys(word) if key not in surnames]
    known = [given for _skeleton, given in keys if given]
    if len(keys) > 1 and surnames:
        given_names = list(dict.fromkeys([*known, *surnames]))
        yield Q(surname_key__in=surnames, given_key__in=given_names)
        # An initial, a slip in the given name, or none at all: it begins alike, or nothing is known of it.
        begun = Q(given_key="")
        for letter in sorted({key[0] for key in (*given_names, *(skeleton for skeleton, _given in keys))}):
            begun |= Q(given_key__startswith=letter)
        yield Q(surname_key__in=surnames) & begun
    elif surnames:
        yield Q(surname_key__in=surnames)
    beginnings = [beginning for word in words if len(beginning := sound(word)) >= SHORTEST_BEGINNING]
    if beginnings and known and len(keys) > 1:
        yield _begin_with(beginnings) & Q(given_key__in=known)
    if beginnings:
        yield _begin_with(beginnings)
    if known and len(keys) == 1:
        yield Q(given_key__in=known)


def _begin_with(beginnings: Iterable[str]) -> Q:
    """An unfinished surname: a range of the index, because LIKE would read the whole table on either database."""
    condition = Q(pk__in=[])
    for beginning in beginnings:
        bound = beginning.rstrip("z")
        upper = Q(surname_key__lt=bound[:-1] + chr(ord(bound[-1]) + 1)) if bound else Q()
        condition |= Q(surname_key__gte=beginning) & upper
    return condition


def _likeness(words: tuple[str, ...], surname: str, given: str, patronymic: str) -> float:
    """How alike the words asked for are to a written name, in the best order of the words; 0 to 1.

    >>> round(_likeness(("Микола", "Шевченко"), "Шевченко", "Николай", ""), 2)
    0.98
    >>> _likeness(("Шевч",), "Шевченко", "Микола", ""), _likeness(("Шевченко", "Олег"), "Шевченко", "Микола", "")
    (0.8, 0.5)
    """
    if len(words) == 1:
        return max(_surname_worth(words[0], surname), 0.9 * compare_given(words[0], given).score if given else 0.0)
    best = 0.0
    for order in permutations(words[:3]):
        parts = [_surname_worth(order[0], surname), _worth(compare_given(order[1], given), differs=0.0)]
        if len(order) > 2:
            parts.append(_worth(compare_patronymic(order[2], patronymic), differs=0.3))
        best = max(best, sum(parts) / len(parts))
    return best


def _surname_worth(asked: str, surname: str) -> float:
    alike, beginning = compare_surname(asked, surname), sound(asked)
    is_begun = len(beginning) >= SHORTEST_BEGINNING and sound(surname).startswith(beginning)
    return max(_worth(alike, differs=0.0), BEGUN if is_begun else 0.0)


def _worth(alike: Alike, *, differs: float) -> float:
    """What is missing in the register speaks neither for nor against; what differs, against."""
    return {"nodata": NEITHER, "differs": differs}.get(alike.mark, alike.score)


def _near_spellings(names: QuerySet[PersonName], words: tuple[str, ...]) -> list[Tried]:
    """Surnames one letter away from those asked for (or the same, without the date and unit), with their bearers."""
    keys: set[str] = set()
    for skeleton, _given in search_words(" ".join(words))[:3]:
        if len(skeleton) >= SHORTEST_BEGINNING:
            keys |= {skeleton, *_one_slip(skeleton)}
    if not keys:
        return []
    rows = (
        names.filter(surname_key__in=sorted(keys))
        .values_list("surname")
        .annotate(people=Count("person", distinct=True))
        .order_by("-people", "surname")[:40]
    )
    near = [
        (max(compare_surname(word, surname).score for word in words), people, surname)
        for surname, people in rows
        if surname
    ]
    near.sort(key=lambda one: (-round(one[0], 1), -one[1], one[2]))
    return [Tried(surname, people) for _score, people, surname in near[:5]]


def _one_slip(key: str) -> set[str]:
    """Every key that differs in one letter: one more, one less, another, two changed places.

    >>> sorted(_one_slip("ab"))[:3], "shevchuk" in _one_slip("shevchk")
    (['a', 'aa', 'aab'], True)
    """
    found = set()
    for place in range(len(key) + 1):
        head, tail = key[:place], key[place:]
        found |= {head + letter + tail for letter in LETTERS}
        if tail:
            found.add(head + tail[1:])
            found |= {head + letter + tail[1:] for letter in LETTERS}
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return found - {key, ""}
