"""When a claim and a published figure speak of the same: number, group, question, day."""

from collections.abc import Iterable
from datetime import date, timedelta

from dodomu.claims.claim import COMPARATOR_OF, SCOPE_OF, Claim, Published
from dodomu.claims.populations import is_inside, population_code

#: So long a text without a date may be about a round.
_ROUND_IS_NEWS = timedelta(days=14)
#: A round is announced on its day, or in the night after it.
_NIGHT = timedelta(days=1)
#: Two groups, one inside the other, are mistaken for each other in texts of about the same time.
_SAME_TIME = timedelta(days=366)
#: Two numbers for one definition are not farther apart than this; else they count something else.
_PLAUSIBLE = 3


def group(figure: Published) -> str:
    """The code of the group that a figure counts."""
    return population_code(figure.population)


def groups_meet(claim: Claim, figure: Published) -> bool:
    """A text may name a wider group than it means: "755 soldiers remain" of 755 members of the National Guard."""
    return is_inside(figure.population, claim.population) or is_inside(claim.population, figure.population)


def newest_first(figures: Iterable[Published]) -> list[Published]:
    """Figures by their date, the latest first."""
    return sorted(figures, key=lambda each: (each.as_of, each.known_on), reverse=True)


def newer_than(figure: Published, current: Iterable[Published], claim: Claim) -> Published | None:
    """A later number in answer to the same question, unless the text speaks of the earlier date itself."""
    if scope(figure) == "round" or (claim.date is not None and dates_agree(claim, figure)):
        return None
    later = [
        each
        for each in current
        if each.as_of > figure.as_of
        and scope(each) == scope(figure)
        and not numbers_agree(claim, each)
        and (claim.date is None or each.as_of.isoformat() <= claim.date)
    ]
    return newest_first(later)[0] if later else None


def same_number(claim: Claim, figure: Published) -> bool:
    """Whether the number is the same, whatever stands before it."""
    return (claim.low, claim.value_high) == (figure.value, figure.value_high)


def numbers_agree(claim: Claim, figure: Published) -> bool:
    """Whether the words of the text can be said of our number: "more than 700" of 755, "almost 1,000" of 936."""
    if figure.value is None:
        return False
    ours = COMPARATOR_OF.get(figure.comparator, "exact")
    if same_number(claim, figure) and claim.comparator == ours:
        return True
    if ours != "exact" or claim.comparator == "exact":
        return False
    if claim.comparator == "range" and claim.value_high is not None:
        return claim.low <= figure.value <= claim.value_high
    low, high = {
        "at_least": (claim.low, claim.low * 1.25),
        "at_most": (claim.low * 0.75, claim.low),
        "about": (claim.low * 0.9, claim.low * 1.1),
    }.get(claim.comparator, (claim.low, claim.low))
    return low <= figure.value <= high


def dates_agree(claim: Claim, figure: Published) -> bool:
    """No date in the text, or the same date as far as both know it; of a round also the night after."""
    if claim.date is None:
        return True
    said = claim.date.split("/")
    nights = [(figure.as_of + turn).isoformat() for turn in (_NIGHT, -_NIGHT)] if scope(figure) == "round" else []
    return any(_is_that(each, figure) or each in nights for each in said)


def stood_then(claim: Claim, figure: Published) -> bool:
    """A later day on which our number was still the newest; what happened in one round is tied to its own day."""
    return claim.date is not None and claim.date >= figure.as_of.isoformat() and scope(figure) != "round"


def may_be_of_one_day(claim: Claim, figure: Published) -> bool:
    """Whether a figure is no round, or a round of the day that the text names."""
    return scope(figure) != "round" or (claim.date is not None and dates_agree(claim, figure))


def is_of_that_day(claim: Claim, figure: Published, said_on: date | None) -> bool:
    """Whether a figure answers exactly for the very day a text speaks of; without any day, the newest one answers."""
    if figure.value is None or claim.comparator != "exact" or COMPARATOR_OF.get(figure.comparator) != "exact":
        return False  # a rough number contradicts nothing
    if group(figure) != population_code(claim.population):
        return False
    if not figure.value / _PLAUSIBLE <= claim.low <= figure.value * _PLAUSIBLE:
        return False
    return is_same_day(claim, figure, said_on)


def is_same_day(claim: Claim, figure: Published, said_on: date | None) -> bool:
    """Whether a text speaks of the day of a figure: it names it, or was published on it; a round must be named."""
    if scope(figure) == "round" and group(figure) == "all" and claim.scope != "exchange_total":
        return False  # a part of a round says nothing of the whole
    if claim.date is not None:
        return "/" not in claim.date and _is_that(claim.date, figure)
    if scope(figure) == "round":
        return False
    return said_on is None or _is_that(said_on.isoformat(), figure)


def _is_that(day: str, figure: Published) -> bool:
    ours = figure.as_of.isoformat()[: {"day": 10, "month": 7, "year": 4}.get(figure.as_of_precision, 10)]
    return day.startswith(ours) or ours.startswith(day)


def scope(figure: Published) -> str:
    """Round, cumulative or stock; where a figure does not say, it follows from what it counts."""
    if figure.scope is not None:
        return figure.scope
    return "cumulative" if figure.what in ("released", "body_repatriated") else "stock"


def scopes_agree(claim: Claim, figure: Published) -> bool:
    """Whether both speak of a round, of all so far, or of one moment."""
    said = SCOPE_OF[claim.scope]
    return said == "other" or said == scope(figure)


def may_be_meant(claim: Claim, figure: Published, said_on: date | None) -> bool:
    """A rough number is a rounding of one round only on its day, or soon after it."""
    if scope(figure) != "round" or claim.date is not None or same_number(claim, figure):
        return True
    return said_on is not None and said_on - figure.as_of <= _ROUND_IS_NEWS


def is_no_chance(claim: Claim, figure: Published, said_on: date | None) -> bool:
    """Rounds give so many numbers that one meets another: of a round the day must fit, and no round number tells."""
    is_round_number = claim.low % 50 == 0
    if is_round_number and claim.comparator != COMPARATOR_OF.get(figure.comparator):
        return False
    if scope(figure) == "round":
        near = said_on is not None and timedelta() <= said_on - figure.as_of <= _ROUND_IS_NEWS
        return not is_round_number and (near if claim.date is None else dates_agree(claim, figure))
    if group(figure) == population_code(claim.population):
        return True
    day = date.fromisoformat(claim.date) if claim.date and len(claim.date) == 10 else said_on
    is_near = dates_agree(claim, figure) if claim.date else day is not None
    return not is_round_number and is_near and (day is None or abs(day - figure.as_of) <= _SAME_TIME)
