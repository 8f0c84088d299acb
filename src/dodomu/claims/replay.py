"""Published statements replayed in the order they became known: what contradicts what, and since which day.

Each day's new statements are held against everything known by then, so that a finding carries the day on which it could
first have been made. Nothing is known here of which statements are right: a finding says that somebody should be asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dodomu.claims.consistency import Check, check_chain, check_monotone, check_parts, check_subset
from dodomu.claims.populations import is_inside
from dodomu.claims.said import Said, said_from
from dodomu.claims.statements import Stated
from dodomu.claims.wording import Text, number_en, number_uk

#: A number of people held, and the dates of two numbers, that may be compared.
_STOCK_DAYS, _MONOTONE_DAYS, _SAME_DAYS = 90, 90, 3
#: A total that old says nothing of a mistake between two newer ones.
_OLD_DAYS = 75
#: Before this day not every round is on record, so that a sum of rounds proves nothing.
RECORD_SINCE = date(2022, 12, 31)
#: Below this two groups share a number by chance.
_TELLING_TOTAL = 1000


@dataclass(frozen=True)
class Finding:
    """A contradiction: which statements, what does not add up, and the day it could have been known."""

    kind: str
    statements: tuple[str, ...]
    arithmetic: str
    known_on: date
    sentence: Text

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "kind": self.kind,
            "statements": list(self.statements),
            "arithmetic": self.arithmetic,
            "known_on": self.known_on.isoformat(),
            "sentence": {"uk": self.sentence.uk, "en": self.sentence.en},
        }


@dataclass
class _Known:
    """Everything stated so far. ``unexplained`` are totals that did not follow from the one before them."""

    said: list[Said] = field(default_factory=list)
    unexplained: set[str] = field(default_factory=set)


def replay(
    rows: Iterable[Stated],
    *,
    civilians: Mapping[date, int | None],
    parts: Mapping[date, tuple[int, ...]],
) -> list[Finding]:
    """Every finding in the order of days. ``civilians`` and ``parts`` are what is known of each round by its day."""
    everything = sorted(said_from(rows), key=lambda one: (one.known_on, one.as_of, one.order))
    known = _Known()
    found: dict[tuple[str, tuple[str, ...]], Finding] = {}
    for place, one in enumerate(everything):
        if one.known_on in {each.known_on for each in everything[place + 1 : place + 2]}:
            known.said.append(one)
            continue
        known.said.append(one)
        new = [each for each in known.said if each.known_on == one.known_on]
        for finding in _on_a_day(new, known, civilians, parts):
            found.setdefault((finding.kind, tuple(sorted(finding.statements))), finding)
    return list(found.values())


def _on_a_day(
    new: Sequence[Said], known: _Known, civilians: Mapping[date, int | None], parts: Mapping[date, tuple[int, ...]]
) -> Iterator[Finding]:
    for one in sorted(new, key=lambda each: (each.as_of, each.order)):
        yield from _dated_ahead(one)
        yield from _changed_by_a_copy(one, known, parts)
        yield from _turned_round(one, known)
        yield from _renamed(one, known)
        yield from _of_one_day(one, known)
        yield from _larger_than_the_whole(one, known)
        yield from _parts(one, known)
        if one.is_running_total:
            yield from _fallen(one, known)
            yield from (_civilians(one, known, civilians) if one.population == "civilians" else _chained(one, known))


def _finding(kind: str, one: Said, others: Sequence[Said], check: Check | Text, arithmetic: str) -> Finding:
    members = (*others, one)
    text = check.text if isinstance(check, Check) else check
    return Finding(kind, tuple(each.id for each in members), arithmetic, max(each.known_on for each in members), text)


def _dated_ahead(one: Said) -> Iterator[Finding]:
    """A number as of a day that had not come yet when it was printed."""
    if one.as_of > one.stated_on:
        text = Text(
            f"Дата «станом на» ({one.as_of:%d.%m.%Y}) пізніша за день публікації ({one.stated_on:%d.%m.%Y})",
            f"The date “as of” ({one.as_of}) is later than the day of publication ({one.stated_on})",
        )
        yield _finding("monotone", one, [], text, f"{one.as_of:%Y%m%d}<={one.stated_on:%Y%m%d}")


def _changed_by_a_copy(one: Said, known: _Known, parts: Mapping[date, tuple[int, ...]]) -> Iterator[Finding]:
    """A text that repeats another one and changes its number, or whom it counts."""
    source = next((each for each in known.said if each.id == one.quotes), None)
    if source is None or one.value is None or source.value is None:
        return
    if one.value == source.value and one.population != source.population:
        yield _finding("wrong_meaning", one, [source], _other_group(source, one), f"{source.value}={one.value}")
    elif one.quantity.is_exact and source.quantity.is_exact and one.value != source.value:
        sums = parts.get(one.as_of, ())
        if one.scope == "round" and sum(sums) == source.value:
            check = check_parts(one.quantity, sums)
            yield _finding("parts", source, [one], check, f"{'+'.join(map(str, sums))}={one.value}")
        else:
            check = check_chain(source.quantity, [], one.quantity)
            yield _finding("chain", one, [source], check, f"{source.value}={one.value}")


def _turned_round(one: Said, known: _Known) -> Iterator[Finding]:
    """The same number of the same people, once as released and once as held."""
    for other in known.said:
        pair = {one.what: one, other.what: other}
        if set(pair) != {"released", "in_captivity"} or (one.population, one.value) != (other.population, other.value):
            continue
        held, back = pair["in_captivity"], pair["released"]
        if (
            back.quotes
            or not one.quantity.is_exact
            or (one.as_of.year, one.as_of.month)
            != (
                other.as_of.year,
                other.as_of.month,
            )
        ):
            continue
        text = Text(
            f"Те саме число, протилежний зміст: {number_uk(one.value or 0)} сказано і про звільнених, і про полонених",
            f"Same number, opposite meaning: {number_en(one.value or 0)} is said of those released and of those held",
        )
        yield _finding("wrong_meaning", back, [held], text, f"{held.value}={back.value}")


def _renamed(one: Said, known: _Known) -> Iterator[Finding]:
    """A total of everybody that returns later as a total of one group, or the other way round."""
    if one.value is None or one.value < _TELLING_TOTAL or one.value % 100 == 0 or not one.is_total:
        return
    for other in known.said:
        if (
            other.is_total
            and other.value == one.value
            and other.population != one.population
            and other.quantity.is_exact
        ):
            yield _finding("wrong_meaning", one, [other], _other_group(other, one), f"{other.value}={one.value}")
            return


def _other_group(first: Said, second: Said) -> Text:
    return Text(
        f"Те саме число, інша група: {number_uk(first.value or 0)} – {first.people.uk}, а потім {second.people.uk}",
        f"Same number, other group: {number_en(first.value or 0)} – {first.people.en}, and then {second.people.en}",
    )


def _of_one_day(one: Said, known: _Known) -> Iterator[Finding]:
    """Two numbers in answer to one question, of one day or (of those held) of days side by side."""
    for other in known.said:
        apart = abs((one.as_of - other.as_of).days)
        if other.id == one.id or other.definition != one.definition or other.value == one.value:
            continue
        if (one.is_copy or other.is_copy) and not (one.promotes_a_part or other.promotes_a_part):
            continue
        if (
            apart > (_SAME_DAYS if one.what == "in_captivity" else 0)
            or one.quotes == other.id
            or other.quotes == one.id
        ):
            continue
        check = check_chain(other.quantity, [], one.quantity)
        if check.outcome == "fails":
            promoted = one.promotes_a_part or other.promotes_a_part
            sign = ">" if "more_than" in (one.quantity.comparator, other.quantity.comparator) else "="
            yield _finding("subset" if promoted else "chain", one, [other], check, f"{other.value}{sign}{one.value}")


def _larger_than_the_whole(one: Said, known: _Known) -> Iterator[Finding]:
    """A group that is larger than the group it belongs to."""
    if one.is_copy:
        return
    for other in known.said:
        if other.is_copy or one.population == other.population or not one.compares_with(other):
            continue
        part, whole = (one, other) if is_inside(one.population, other.population) else (other, one)
        if not is_inside(part.population, whole.population):
            continue
        days = (whole.as_of - part.as_of).days
        if (part.scope == "round" and days != 0) or (part.scope == "cumulative" and days < 0):
            continue
        if part.scope == "stock" and abs(days) > _STOCK_DAYS:
            continue
        if part.scope == "round" and not _is_largest(whole, known):
            continue
        check = check_subset(part.quantity, whole.quantity)
        if check.outcome == "fails":
            yield _finding("subset", whole, [part], check, f"{part.value}<={whole.value}")


def _is_largest(whole: Said, known: _Known) -> bool:
    """Of several numbers for one round the largest holds the parts."""
    same = [
        each.value or 0
        for each in known.said
        if (each.population, each.what, each.scope, each.as_of) == (whole.population, whole.what, "round", whole.as_of)
    ]
    return (whole.value or 0) >= max(same)


#: Groups that together are a larger one.
_PARTITIONS = {"all": ("military", "civilians"), "military": ("officers", "other_ranks")}


def _parts(one: Said, known: _Known) -> Iterator[Finding]:
    """Servicemen and civilians make everybody, officers and other ranks make the servicemen."""
    for whole_group, groups in _PARTITIONS.items():
        if one.population not in (whole_group, *groups) or not one.quantity.is_exact or one.is_copy:
            continue
        beside = [
            each
            for each in known.said
            if each.quantity.is_exact
            and not each.is_copy
            and (each.as_of, each.what, each.scope, each.channel) == (one.as_of, one.what, one.scope, one.channel)
        ]
        for whole in (each for each in beside if each.population == whole_group):
            for first in (each for each in beside if each.population == groups[0]):
                for second in (each for each in beside if each.population == groups[1]):
                    check = check_parts(whole.quantity, [first.quantity, second.quantity])
                    if check.outcome == "fails" and one in (whole, first, second):
                        finding = _finding(
                            "parts", second, [whole, first], check, f"{first.value}+{second.value}={whole.value}"
                        )
                        yield finding


def _fallen(one: Said, known: _Known) -> Iterator[Finding]:
    """A running total below an earlier one."""
    earlier = [
        each
        for each in known.said
        if each.is_running_total
        and each.population == one.population
        and each.as_of < one.as_of
        and (one.as_of - each.as_of).days <= _MONOTONE_DAYS
    ]
    if not earlier:
        return
    highest = max(earlier, key=lambda each: (each.quantity.bounds[0], each.as_of))
    if one.population == "all" and highest == _latest(earlier, one):
        return  # told by the chain
    check = check_monotone([highest.quantity, one.quantity])
    if check.outcome == "fails":
        yield _finding("monotone", one, [highest], check, f"{highest.value}<={one.value}")


def _civilians(one: Said, known: _Known, civilians: Mapping[date, int | None]) -> Iterator[Finding]:
    """A total of civilians follows from the one before, the civilians of the rounds, and totals of whole years."""
    base = _latest([each for each in known.said if each.is_running_total and each.population == "civilians"], one)
    if base is None or check_monotone([base.quantity, one.quantity]).outcome == "fails":
        return
    years = [
        each
        for each in known.said
        if each.period_year and each.population == "civilians" and base.as_of <= each.period_starts <= one.as_of
    ]
    covered = {each.period_year for each in years}
    rounds = [each for each in _rounds_between(base, one, known) if each.as_of.year not in covered]
    numbers = [civilians.get(each.as_of) for each in rounds]
    is_complete = bool(years) and all(number is not None for number in numbers)
    steps = [number for number in numbers if number]
    check = check_chain(base.quantity, [*steps, *(each.quantity for each in years)], one.quantity)
    least = base.quantity.bounds[0] + sum(steps) + sum(each.quantity.bounds[0] for each in years)
    if check.outcome == "fails" and (is_complete or least > one.quantity.bounds[1]):
        members = [each for each, number in zip(rounds, numbers, strict=True) if number]
        between = sorted([*members, *years], key=lambda each: each.as_of)
        sign = "=" if is_complete else "<="
        terms = [base.value, *(civilians.get(each.as_of) if each in members else each.value for each in between)]
        yield _finding("chain", one, [base, *between], check, f"{'+'.join(map(str, terms))}{sign}{one.value}")


def _latest(found: Sequence[Said], one: Said) -> Said | None:
    """The total before this one; of several that repeat one number the first that said it."""
    earlier = [each for each in found if (each.as_of, each.order) < (one.as_of, one.order) and each.id != one.id]
    if not earlier:
        return None
    last = max(earlier, key=lambda each: (each.as_of, each.order))
    run = [each for each in earlier if each.quantity == last.quantity and last.quantity.is_exact] or [last]
    return min(run, key=lambda each: (each.as_of, each.order))


def _chained(one: Said, known: _Known) -> Iterator[Finding]:
    """A running total follows from the one before it and the rounds in between.

    Where the one before did not follow itself, the last one that did is tried as well: it may be the mistake.
    """
    totals = [
        each for each in known.said if each.is_running_total and each.population == "all" and each.as_of >= RECORD_SINCE
    ]
    base = _latest(totals, one)
    if base is None:
        return
    finding = _link(base, one, known)
    if finding is None:
        return
    yield finding
    explained = _latest([each for each in totals if each.id not in known.unexplained], one)
    is_old = explained is None or (one.as_of - explained.as_of).days > _OLD_DAYS
    if explained is None or is_old or explained.id == base.id or base.id not in known.unexplained:
        known.unexplained.add(one.id)
        return
    other = _link(explained, one, known)
    if other is not None:
        known.unexplained.add(one.id)
        yield other


def _link(base: Said, one: Said, known: _Known) -> Finding | None:
    rounds = _rounds_between(base, one, known)
    periods = [
        each
        for each in known.said
        if each.is_of_a_period and each.population == "all" and base.as_of < each.as_of <= one.as_of
    ]
    told = [each for each in rounds if each.value is not None]
    steps = [each.quantity for each in (*rounds, *periods)]
    if periods:
        steps = [each.quantity for each in (*told, *periods)]
    check = check_chain(base.quantity, steps, one.quantity)
    if check.outcome != "fails":
        return None
    between = sorted([*told, *periods], key=lambda each: (each.as_of, each.order))
    sign = "<=" if periods else ">" if one.quantity.comparator == "more_than" else "="
    arithmetic = "+".join(str(each.value) for each in (base, *between)) + f"{sign}{one.value}"
    return _finding("chain", one, [base, *between], check, arithmetic)


def _rounds_between(base: Said, one: Said, known: _Known) -> list[Said]:
    """The rounds after one total up to another; of one day the number of everybody in the exchange, as first said."""
    by_day: dict[date, list[Said]] = {}
    for each in known.said:
        if each.is_whole_round and base.as_of < each.as_of <= one.as_of:
            by_day.setdefault(each.as_of, []).append(each)
    chosen = []
    for day in sorted(by_day):
        of_day = sorted(by_day[day], key=lambda each: (each.is_by_the_other_side, each.order))
        if any(each.channel == "exchange" for each in of_day):
            of_day = [each for each in of_day if each.channel == "exchange"]
        everybody = [each for each in of_day if each.population == "all"]
        chosen.append((everybody or of_day)[0])
    return chosen
