"""Whether a number, put beside those that are public already, would single out a handful of people.

A published number counts a set of people. Sets lie in each other: a group in a larger one, returns by exchange in
returns by any way, returns up to May in returns up to July. Whoever knows the numbers can add and subtract them; what
this arithmetic can reach must be nobody, or at least ``smallest`` people. Numbers that are not exact give nothing away.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product

from dodomu.claims.populations import is_inside
from dodomu.claims.wording import number_uk

#: Groups that have nobody in common: everyone serves in one service.
_APART = (
    ("military", "civilians"),
    ("officers", "other_ranks"),
    ("women", "men"),
    ("azov", "chornobyl_guard"),
    ("ngu", "border_guard", "police", "ses", "navy", "air_force", "tdf", "sof", "ssts"),
    ("ngu", "border_guard", "police", "ses", "afu"),
)
#: Groups that together are the whole, so that two ways of dividing it can be set against each other.
_TOGETHER = (("all", ("military", "civilians")), ("all", ("women", "men")), ("military", ("officers", "other_ranks")))
#: More combinations of entangled numbers than this are not tried: then nothing is published.
_MOST_ENTANGLED, _MOST_KINDS = 14, 9


@dataclass(frozen=True)
class Cell:
    """One exact number: of whom (the definition, its group, the wholes that hold it), which way, over what time.

    ``since`` None counts from the beginning; ``is_stock`` counts who is there on the day ``until``.
    """

    key: str
    value: int
    definition: str
    population: str
    what: str = "released"
    side: str = "ukrainian"
    channel: str = "any"
    until: date = date.min
    since: date | None = None
    is_stock: bool = False
    part_of: tuple[str, ...] = ()

    @property
    def question(self) -> tuple[object, ...]:
        """What it answers; two numbers for one question are two vintages of it."""
        return (self.definition, self.what, self.side, self.channel, self.since, self.until, self.is_stock)

    @property
    def family(self) -> tuple[object, ...]:
        """Numbers that may lie in each other."""
        return (self.what, self.side, self.is_stock, self.until if self.is_stock else None)


@dataclass(frozen=True)
class Revealed:
    """A small set that could be computed: its size, and the sum that gives it away by the keys of the numbers."""

    value: int
    terms: tuple[tuple[int, str], ...]
    arithmetic: str


def revealed(shown: Sequence[Cell], new: Cell, *, smallest: int) -> Revealed | None:
    """What a new number would give away beside those shown, or None. Shown numbers are in order of publication.

    >>> july = Cell("1", 755, "ngu", "ngu", until=date(2024, 7, 17))
    >>> revealed([july], Cell("2", 757, "ngu", "ngu", until=date(2024, 7, 20)), smallest=5).arithmetic
    '757 − 755 = 2'
    >>> revealed([july], Cell("2", 844, "ngu", "ngu", until=date(2024, 8, 24)), smallest=5)
    """
    if 0 < new.value < smallest:
        return Revealed(new.value, ((1, new.key),), str(new.value))
    *shown, new = _merged([*shown, new])
    for old in shown:
        apart = abs(old.value - new.value)
        if _answers_again(old, new) and 0 < apart < smallest:
            first, second = (new, old) if new.value > old.value else (old, new)
            return _sum([(1, first), (-1, second)])
    standing = {cell.question: cell for cell in shown if cell.family == new.family}
    standing.pop(new.question, None)
    cells = [*_related(new, list(standing.values())), new]
    return _computed(cells, smallest)


def kept_back(cells: Iterable[Cell], *, smallest: int) -> set[str]:
    """Of numbers in the order of their publication those that may not be shown.

    >>> guard = [Cell(str(n), n, "ngu", "ngu", until=date(2024, 7, day)) for day, n in ((1, 3), (17, 755), (20, 757))]
    >>> sorted(kept_back(guard, smallest=5))
    ['3', '757']
    """
    shown: list[Cell] = []
    kept: set[str] = set()
    for cell in cells:
        if revealed(shown, cell, smallest=smallest):
            kept.add(cell.key)
        else:
            shown.append(cell)
    return kept


def _merged(cells: Sequence[Cell]) -> list[Cell]:
    """The numbers with definitions of one and the same group under one name."""
    firsts: dict[str, Cell] = {}
    for cell in cells:
        if cell.definition not in firsts:
            same = (one for one in firsts.values() if _lies_in(one, cell) and _lies_in(cell, one))
            firsts[cell.definition] = next(same, cell)
    name = {slug: first.definition for slug, first in firsts.items()}
    return [
        replace(
            cell,
            definition=name[cell.definition],
            population=firsts[cell.definition].population,
            part_of=tuple(name.get(slug, slug) for slug in cell.part_of),
        )
        for cell in cells
    ]


def _answers_again(old: Cell, new: Cell) -> bool:
    """Two vintages of one number, or two days of a number of people held: their difference is people."""
    if (old.definition, old.what, old.side, old.channel) != (new.definition, new.what, new.side, new.channel):
        return False
    return old.question == new.question or (old.is_stock and new.is_stock)


def _related(new: Cell, others: Sequence[Cell]) -> list[Cell]:
    """The numbers that a chain of wholes and parts connects with the new one."""
    found, edge = [], [new]
    left = list(others)
    while edge:
        near = [cell for cell in left if any(_may_meet(cell, one) for one in edge)]
        left = [cell for cell in left if cell not in near]
        found += near
        edge = near
    return [cell for cell in others if cell in found]


def _may_meet(one: Cell, other: Cell) -> bool:
    return _lies_in(one, other) or _lies_in(other, one) or _shares_a_whole(one.population, other.population)


def _shares_a_whole(one: str, other: str) -> bool:
    return any(one in groups and other in groups for _whole, groups in _TOGETHER)


def _lies_in(part: Cell, whole: Cell) -> bool:
    """Whether everyone that one definition counts is counted by the other, whatever the way and the time."""
    if part.definition == whole.definition or whole.definition in part.part_of:
        return True
    if part.definition in whole.part_of:
        return False
    return is_inside(part.population, whole.population)


def _are_apart(one: Cell, other: Cell) -> bool:
    for groups in _APART:
        first = [group for group in groups if is_inside(one.population, group)]
        second = [group for group in groups if is_inside(other.population, group)]
        if first and second and not set(first) & set(second):
            return True
    return False


def _computed(cells: Sequence[Cell], smallest: int) -> Revealed | None:
    """The first small set in reach of adding and subtracting these numbers, the last of them taken."""
    columns = _columns(cells)
    groups = _entangled(_reduced(columns, cells)) if columns is not None else []
    if columns is None or any(len(group) > _MOST_ENTANGLED for group in groups):
        return Revealed(0, tuple((1, cell.key) for cell in cells), "?")
    last = len(cells) - 1
    for combined in (one for group in groups for one in _sets(group)):
        if not sum(row.weights.get(last, 0) for row in combined):
            continue  # could be computed before
        if 0 < sum(row.value for row in combined) < smallest:
            weights = [sum(row.weights.get(n, 0) for row in combined) for n in range(len(cells))]
            terms = [(int(w), cell) for w, cell in zip(weights, cells, strict=True) if w]
            return _sum(sorted(terms, key=lambda term: -term[0]))
    return None


def _sum(terms: Sequence[tuple[int, Cell]]) -> Revealed:
    total = sum(weight * cell.value for weight, cell in terms)
    text = ""
    for weight, cell in terms:
        sign = " − " if weight < 0 else " + " if text else ""
        text += sign + (f"{abs(weight)} × " if abs(weight) > 1 else "") + number_uk(cell.value)
    return Revealed(total, tuple((weight, cell.key) for weight, cell in terms), f"{text} = {total}")


def _columns(cells: Sequence[Cell]) -> list[tuple[int, ...]] | None:
    """The pieces into which the sets cut each other, as which of the cells holds each; None where they are too many."""
    kinds = {cell.definition: cell for cell in cells}
    if len(kinds) > _MOST_KINDS:
        return None
    edges = sorted({edge for cell in cells for edge in _edges(cell)})
    found: dict[tuple[int, ...], None] = {}
    for members, way, at in product(list(_members(list(kinds.values()))), ("exchange", "outside"), edges):
        column = tuple(
            int(cell.definition in members and cell.channel in ("any", way) and _covers(cell, at)) for cell in cells
        )
        if any(column):
            found[column] = None
    return list(found)


def _edges(cell: Cell) -> tuple[date, ...]:
    """The last days of the stretches of time that a number cuts: its own, and the day before it begins."""
    if cell.is_stock or cell.since is None:
        return (cell.until,)
    return (date.fromordinal(max(cell.since.toordinal() - 1, 1)), cell.until)


def _covers(cell: Cell, last_day: date) -> bool:
    """Whether the stretch of time that ends on a day is counted: stretches end where any number begins or ends."""
    return last_day <= cell.until and (cell.since is None or last_day >= cell.since)


def _members(kinds: Sequence[Cell]) -> Iterator[set[str]]:
    """Every way in which one person can belong to some of the definitions and not to the others."""
    apart = [(a.definition, b.definition) for a, b in combinations(kinds, 2) if _are_apart(a, b)]
    wholes = [(a.definition, b.definition) for a, b in product(kinds, kinds) if a != b and _lies_in(a, b)]
    divided = [
        {kind.definition for kind in kinds if kind.population in groups}
        for whole, groups in _TOGETHER
        if {kind.population for kind in kinds} >= set(groups)
        and all(is_inside(kind.population, whole) for kind in kinds)
    ]
    names = [kind.definition for kind in kinds]
    for size in range(1, len(names) + 1):
        for chosen in map(set, combinations(names, size)):
            if any(a in chosen and b not in chosen for a, b in wholes):
                continue
            if any(a in chosen and b in chosen for a, b in apart) or any(not chosen & one for one in divided):
                continue
            yield chosen


Sparse = dict[int, Fraction]


@dataclass(frozen=True)
class _Row:
    """A sum of numbers: which pieces it holds how often, and how often each number is taken for it."""

    vector: Sparse
    value: Fraction
    weights: Sparse


def _reduced(columns: Sequence[tuple[int, ...]], cells: Sequence[Cell]) -> list[_Row]:
    """The numbers reduced to those that cannot be split further, each with the sum that gives it.

    In this form (reduced row echelon) a set in reach of the numbers is always a sum of rows, each taken once or not:
    each row alone holds a piece that no other row holds.
    """
    done: list[tuple[int, _Row]] = []
    rows = [
        _Row(
            {at: Fraction(1) for at, column in enumerate(columns) if column[n]}, Fraction(cell.value), {n: Fraction(1)}
        )
        for n, cell in enumerate(cells)
    ]
    for row in sorted(rows, key=lambda one: len(one.vector)):
        for at, other in done:
            if at in row.vector:
                row = _less(row, other, row.vector[at])
        if not row.vector:
            continue
        pivot = min(row.vector)
        row = _less(_Row({}, Fraction(0), {}), row, Fraction(-1) / row.vector[pivot])
        done = [(at, _less(other, row, other.vector[pivot]) if pivot in other.vector else other) for at, other in done]
        done.append((pivot, row))
    return [row for _at, row in done]


def _less(row: _Row, other: _Row, times: Fraction) -> _Row:
    return _Row(
        _minus(row.vector, other.vector, times),
        row.value - times * other.value,
        _minus(row.weights, other.weights, times),
    )


def _minus(one: Sparse, other: Sparse, times: Fraction) -> Sparse:
    left = dict(one)
    for at, x in other.items():
        left[at] = left.get(at, Fraction(0)) - times * x
        if not left[at]:
            del left[at]
    return left


def _entangled(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows in groups that share a piece; a row that shares none stands alone."""
    groups: list[list[_Row]] = []
    for row in rows:
        near = [group for group in groups if any(row.vector.keys() & other.vector.keys() for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(one for group in near for one in group), row])
    return groups


def _sets(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Every set that entangled rows give together; unions of sets apart are larger than each and need no look."""
    for size in range(1, len(rows) + 1):
        for chosen in combinations(rows, size):
            held: Sparse = {}
            for row in chosen:
                held = _minus(held, row.vector, Fraction(-1))
            if all(times == 1 for times in held.values()):
                yield list(chosen)
