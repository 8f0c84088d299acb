"""One rule in one version, and what a person is entitled to by all of them on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dodomu.reference.entitlements.deadlines import Term, months_after
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """What was published about one right, in force from a day until a later version or `valid_to` (not included).

    `grants` is False where what was published is that there is no such right. `begins` tells how sure the first day is.
    """

    key: str
    number: int
    kind: str  # a kind of question of social protection
    title: Text
    what: Text
    whom: Text
    source: Text
    address: str
    valid_from: date
    valid_to: date | None = None
    begins: str = "seen"  # seen | reported | check
    grants: bool = True
    categories: tuple[str, ...] = ()  # empty: everybody
    bases: tuple[str, ...] = ()  # of return; empty: any
    returned_from: date | None = None
    returned_to: date | None = None
    least_years_held: int = 0
    once: int = 0  # hryvnias
    per_year: int = 0  # hryvnias for each full year in captivity
    claim: Term | None = None  # by when the person has to ask
    answer: Term | None = None  # by when the body has to answer
    body: str = "other"
    needs_person: bool = False
    papers: tuple[str, ...] = ()

    def stands_on(self, on: date) -> bool:
        """Whether a day lies in the time of this version, later versions left aside."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of a person."""

    category: str
    return_basis: str
    returned_on: date
    captured_on: date | None = None

    @property
    def full_years(self) -> int | None:
        """Whole years in captivity; None where the day of capture is not known.

        >>> Facts("military", "exchange", date(2024, 7, 17), date(2022, 5, 16)).full_years
        2
        """
        if self.captured_on is None:
            return None
        years = self.returned_on.year - self.captured_on.year
        return years - (months_after(self.captured_on, 12 * years) > self.returned_on)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of a person on a day.

    `outcome`: granted; none (published: no such right); other (the right is not for such a person); unknown (nothing
    was published for that day, which never means that there is no right).
    """

    key: str
    outcome: str
    rule: Rule | None


OUTCOMES: dict[str, Text] = {
    "granted": Text("має право", "entitled"),
    "none": Text("права немає", "no such right"),
    "other": Text("не для цієї людини", "not for this person"),
    "unknown": Text("на цей день нічого не оприлюднено", "nothing was published for this day"),
}


def in_force(versions: Iterable[Rule], on: date) -> Rule | None:
    """Of the versions of one rule, the one of a day: the latest to begin, and of two that begin at once the later."""
    begun = [rule for rule in versions if rule.valid_from <= on]
    latest = max(begun, key=lambda rule: (rule.valid_from, rule.number), default=None)
    return latest if latest is not None and latest.stands_on(on) else None


def is_for(rule: Rule, facts: Facts) -> bool:
    """Whether a rule speaks of such a person; an unknown day of capture shuts nobody out."""
    years = facts.full_years
    return (
        (not rule.categories or facts.category in rule.categories)
        and (not rule.bases or facts.return_basis in (*rule.bases, "unknown"))
        and (rule.returned_from is None or facts.returned_on >= rule.returned_from)
        and (rule.returned_to is None or facts.returned_on < rule.returned_to)
        and (years is None or years >= rule.least_years_held)
    )


def answer(versions: Iterable[Rule], facts: Facts, *, key: str, on: date) -> Answer:
    """What one rule says of a person on a day."""
    rule = in_force(versions, on)
    if rule is None:
        return Answer(key, "unknown", None)
    if not is_for(rule, facts):
        return Answer(key, "other", rule)
    return Answer(key, "granted" if rule.grants else "none", rule)


def answers(rules: Iterable[Rule], facts: Facts, *, on: date) -> list[Answer]:
    """What every rule says of a person on a day, in the order of their keys."""
    by_key: dict[str, list[Rule]] = {}
    for rule in rules:
        by_key.setdefault(rule.key, []).append(rule)
    return [answer(by_key[key], facts, key=key, on=on) for key in sorted(by_key)]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in hryvnias with the lines that lead to it; `total` is None where a line cannot be counted."""

    total: int | None
    lines: tuple[Text, ...]


def amount(rule: Rule, facts: Facts) -> Amount | None:
    """The sum of a rule for a person; None where the rule names none.

    >>> rule = Rule("a", 1, "one_off", *[Text("", "")] * 4, "", date(2023, 3, 6), once=100_000, per_year=100_000)
    >>> amount(rule, Facts("military", "exchange", date(2024, 7, 17), date(2022, 5, 16))).total
    300000
    """
    if not rule.once and not rule.per_year:
        return None
    lines, total = [], rule.once
    if rule.once:
        lines.append(Text(f"одноразово: {_sum(rule.once)} грн", f"once: UAH {_sum(rule.once, ',')}"))
    if rule.per_year:
        years = facts.full_years
        if years is None:
            line = Text(
                f"{_sum(rule.per_year)} грн за кожен повний рік полону: день полону не відомий",
                f"UAH {_sum(rule.per_year, ',')} for each full year in captivity: the day of capture is not known",
            )
            return Amount(None, (*lines, line))
        assert facts.captured_on is not None
        days = f"{facts.captured_on:%d.%m.%Y} – {facts.returned_on:%d.%m.%Y}"
        whole = years * rule.per_year
        lines.append(
            Text(
                f"повних років полону ({days}): {years} × {_sum(rule.per_year)} = {_sum(whole)} грн",
                f"full years in captivity ({days}): {years} × {_sum(rule.per_year, ',')} = UAH {_sum(whole, ',')}",
            )
        )
        total += whole
    return Amount(total, tuple(lines))


def _sum(value: int, mark: str = "\u202f") -> str:
    return f"{value:,}".replace(",", mark)


def to_row(rule: Rule) -> dict[str, Any]:
    """A rule as plain values, as it is kept and as `published.toml` writes it."""
    return {
        **{
            f"{name}_{lang}": getattr(getattr(rule, name), lang)
            for name in ("title", "what", "whom", "source")
            for lang in ("uk", "en")
        },
        **{
            name: getattr(rule, name)
            for name in ("kind", "address", "begins", "grants", "least_years_held", "once", "per_year", "body")
        },
        "needs_person": rule.needs_person,
        **{name: list(getattr(rule, name)) for name in ("categories", "bases", "papers")},
        **{name: _iso(getattr(rule, name)) for name in ("returned_from", "returned_to")},
        **{name: _written(getattr(rule, name)) for name in ("claim", "answer")},
    }


def from_row(key: str, number: int, row: Mapping[str, Any], *, valid_from: date, valid_to: date | None) -> Rule:
    """The rule that `to_row` wrote; what a row leaves out is as the rule has it by itself."""
    plain = ("begins", "grants", "least_years_held", "once", "per_year", "body", "needs_person")
    values: dict[str, Any] = {
        **{name: Text(row[f"{name}_uk"], row[f"{name}_en"]) for name in ("title", "what", "whom", "source")},
        **{name: row[name] for name in plain if name in row},
        **{name: tuple(row.get(name, ())) for name in ("categories", "bases", "papers")},
        **{name: _day(row.get(name)) for name in ("returned_from", "returned_to")},
        **{name: _term(row.get(name)) for name in ("claim", "answer")},
        **{name: row[name] for name in ("kind", "address")},
    }
    return Rule(key=key, number=number, valid_from=valid_from, valid_to=valid_to, **values)


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def _day(cell: Any) -> date | None:
    return cell if isinstance(cell, date) else date.fromisoformat(cell) if cell else None


def _written(term: Term | None) -> str:
    return f"{term.length} {term.unit} {term.event}" if term else ""


def _term(cell: str | None) -> Term | None:
    """A term as it is written: `1 years returned`."""
    if not cell:
        return None
    length, unit, event = cell.split()
    return Term(int(length), unit, event)
