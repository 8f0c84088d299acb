"""Arithmetic between published numbers: running totals, parts and wholes, totals that never fall.

Every function answers with a ``Check``: holds, fails (someone should be asked) or unknown (nothing may be concluded,
because a number is withheld, incomplete or not exact), and says why in both languages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from dodomu.claims.wording import Text, amount_text, number_en, number_uk

Kind = Literal["chain", "parts", "subset", "monotone"]
Outcome = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True)
class Quantity:
    """A number with its comparator; ``value`` None is a number that was withheld."""

    value: int | None
    comparator: str = "exact"
    value_high: int | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that the words allow; "about" and "almost" are read as within a tenth.

        >>> Quantity(5000, "more_than").bounds
        (5001, inf)
        """
        if self.value is None:
            return 0, inf
        if self.value_high is not None:
            return self.value, self.value_high
        return {
            "at_least": (self.value, inf),
            "more_than": (self.value + 1, inf),
            "at_most": (0, self.value),
            "about": (self.value * 0.9, self.value * 1.1),
            "almost": (self.value * 0.9, self.value),
        }.get(self.comparator, (self.value, self.value))

    @property
    def is_exact(self) -> bool:
        low, high = self.bounds
        return low == high


Amount = Quantity | int | None


@dataclass(frozen=True)
class Check:
    """What a check found. ``expected`` is what the other numbers give, ``difference`` stated minus expected."""

    kind: Kind
    outcome: Outcome
    stated: int | None
    expected: int | None
    difference: int | None
    text: Text


def quantity(amount: Amount) -> Quantity:
    """A bare number is exact, None is withheld."""
    return amount if isinstance(amount, Quantity) else Quantity(amount)


def check_chain(start: Amount, steps: Sequence[Amount], stated: Amount) -> Check:
    """A running total is the total before it and every round in between.

    >>> check_chain(3135, [75, 90, 10, 95], 3405).outcome
    'holds'
    >>> check_chain(3767, [], 3935).text.en
    'The total does not follow: it was 3,767, no round is on record since, stated is 3,935 (168 more)'
    >>> check_chain(5757, [None, 84], 6266).outcome
    'unknown'
    """
    outcome, expected, number = _sum_against([start, *steps], stated)
    sum_uk, sum_en = _sum_words([start, *steps])
    text = _judged(
        outcome,
        Text("Підсумок сходиться", "The total follows"),
        Text("Підсумок не сходиться", "The total does not follow"),
        sums=Text(sum_uk, sum_en),
        expected=expected,
        stated=number,
        is_bare=not steps,
    )
    return _check("chain", outcome, number, expected, text)


def check_parts(whole: Amount, parts: Sequence[Amount], *, is_complete: bool = True) -> Check:
    """The parts make the whole; where the split is incomplete they are only never more than the whole.

    >>> check_parts(95, [49, 10, 7, 5, 2, 21, 1]).outcome, check_parts(42, [6, 37]).difference
    ('holds', -1)
    >>> check_parts(144, [23, 69], is_complete=False).outcome
    'unknown'
    """
    outcome, expected, number = _sum_against(parts, whole)
    if outcome == "fails" and not is_complete and _bounds(parts)[0] <= quantity(whole).bounds[1]:
        outcome = "unknown"
    sum_uk, sum_en = _sum_words(parts)
    text = _judged(
        outcome,
        Text("Частини дають ціле", "The parts make the whole"),
        Text("Частини не дають цілого", "The parts do not make the whole"),
        sums=Text(sum_uk, sum_en),
        expected=expected,
        stated=number,
    )
    return _check("parts", outcome, number, expected, text)


def check_subset(part: Amount | Sequence[Amount], whole: Amount) -> Check:
    """A part, or several parts that do not overlap, are never more than their whole.

    >>> check_subset(Quantity(900, "more_than"), 755).text.uk
    'Частина більша за ціле: понад 900 проти 755'
    >>> check_subset(455, 1279).outcome
    'holds'
    """
    parts = list(part) if isinstance(part, Sequence) else [part]
    (low, high), (least, most) = _bounds(parts), quantity(whole).bounds
    outcome: Outcome = "fails" if low > most else "holds" if high <= least else "unknown"
    words = Text(*(f"{a} {b}" for a, b in zip(_sum_words(parts), ("проти", "against"), strict=True)))
    number = _amount(whole)
    start = {
        "holds": Text("Частина не більша за ціле", "The part is not more than the whole"),
        "fails": Text("Частина більша за ціле", "The part is more than the whole"),
        "unknown": Text(
            "Не можна сказати, чи частина менша за ціле", "Whether the part is less than the whole is not known"
        ),
    }[outcome]
    text = Text(f"{start.uk}: {words.uk} {number.uk}", f"{start.en}: {words.en} {number.en}")
    expected = (
        None
        if any(quantity(each).value is None for each in parts)
        else sum(quantity(each).value or 0 for each in parts)
    )
    return _check("subset", outcome, quantity(whole).value, expected, text)


def check_monotone(amounts: Sequence[Amount]) -> Check:
    """A cumulative number never falls from one date to the next; give the numbers in the order of their dates.

    >>> check_monotone([428, 755, 936]).outcome
    'holds'
    >>> check_monotone([140, 139]).text.en
    'A number that can only grow has fallen: from 140 to 139'
    """
    is_open = False
    highest: Amount = 0  # the number that must not be fallen below; a withheld one in between does not hide a fall
    for amount in amounts:
        (low, high), (least, most) = quantity(highest).bounds, quantity(amount).bounds
        if low > most:
            was, now = _amount(highest), _amount(amount)
            text = Text(
                f"Число, яке може тільки зростати, зменшилося: з {was.uk} до {now.uk}",
                f"A number that can only grow has fallen: from {was.en} to {now.en}",
            )
            return _check("monotone", "fails", quantity(amount).value, quantity(highest).value, text)
        is_open = is_open or high > least
        if least >= low and quantity(amount).value is not None:
            highest = amount
    words = [_amount(each) for each in amounts]
    chain = Text(" → ".join(each.uk for each in words), " → ".join(each.en for each in words))
    last = quantity(amounts[-1]).value if amounts else None
    if is_open:
        text = Text(
            f"Не можна сказати, чи число не зменшилося: {chain.uk}", f"Whether the number fell is not known: {chain.en}"
        )
        return Check("monotone", "unknown", last, None, None, text)
    text = Text(f"Число не зменшується: {chain.uk}", f"The number does not fall: {chain.en}")
    return Check("monotone", "holds", last, None, None, text)


def _bounds(amounts: Sequence[Amount]) -> tuple[float, float]:
    bounds = [quantity(each).bounds for each in amounts]
    return sum(low for low, _ in bounds), sum(high for _, high in bounds)


def _sum_against(amounts: Sequence[Amount], stated: Amount) -> tuple[Outcome, int | None, int | None]:
    """Compares a sum with a stated number; the expected sum is None where a term is withheld."""
    (low, high), (least, most) = _bounds(amounts), quantity(stated).bounds
    values = [quantity(each).value for each in amounts]
    expected = None if None in values else sum(value or 0 for value in values)
    if low > most or high < least:
        return "fails", expected, quantity(stated).value
    is_exact = low == high and least == most
    return ("holds" if is_exact else "unknown"), expected, quantity(stated).value


def _check(kind: Kind, outcome: Outcome, stated: int | None, expected: int | None, text: Text) -> Check:
    difference = None if stated is None or expected is None else stated - expected
    return Check(kind, outcome, stated, expected, difference, text)


def _amount(amount: Amount) -> Text:
    each = quantity(amount)
    return amount_text(each.value, value_high=each.value_high, comparator=each.comparator)


def _sum_words(amounts: Sequence[Amount]) -> tuple[str, str]:
    words = [_amount(each) for each in amounts]
    uk, en = " + ".join(each.uk for each in words), " + ".join(each.en for each in words)
    return uk.replace("+ -", "− "), en.replace("+ -", "− ")


def _judged(
    outcome: Outcome,
    holds: Text,
    fails: Text,
    *,
    sums: Text,
    expected: int | None,
    stated: int | None,
    is_bare: bool = False,
) -> Text:
    """The sentence of a sum; ``is_bare`` where there is nothing to add to the number before."""
    if outcome == "holds" and expected is not None:
        return Text(f"{holds.uk}: {sums.uk} = {number_uk(expected)}", f"{holds.en}: {sums.en} = {number_en(expected)}")
    if outcome == "fails" and expected is not None and stated is not None:
        gap = abs(stated - expected)
        more_uk, more_en = ("на {} більше", "{} more") if stated > expected else ("на {} менше", "{} fewer")
        made_uk, made_en = f"{sums.uk} дає {number_uk(expected)}", f"{sums.en} make {number_en(expected)}"
        if is_bare:
            made_uk = f"було {sums.uk}, жодного обміну відтоді не записано"
            made_en = f"it was {sums.en}, no round is on record since"
        return Text(
            f"{fails.uk}: {made_uk}, а сказано {number_uk(stated)} ({more_uk.format(number_uk(gap))})",
            f"{fails.en}: {made_en}, stated is {number_en(stated)} ({more_en.format(number_en(gap))})",
        )
    said = amount_text(stated)
    return Text(
        f"Не можна перевірити: {sums.uk} і {said.uk}; якесь із чисел не оприлюднене, неповне або неточне",
        f"This cannot be judged: {sums.en} and {said.en}; one of the numbers is withheld, incomplete or not exact",
    )
