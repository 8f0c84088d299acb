"""One claim of a text judged against what was published, with the exact reason in both languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dodomu.claims.claim import COMPARATOR_OF, SCOPE_OF, Claim, Published
from dodomu.claims.populations import POPULATIONS, is_inside, population_code
from dodomu.claims.wording import Text, amount_text, date_text

Kind = Literal[
    "agrees",
    "older_vintage",
    "rounding",
    "opposite_meaning",
    "other_number",
    "other_group",
    "corrected_since",
    "unknown",
]
#: What an article should not go to print with.
WRONG: frozenset[Kind] = frozenset({"opposite_meaning", "other_number", "corrected_since"})

#: Below this a number meets another by chance: "4 returned" says nothing about "4 in captivity".
_TELLING = 10
#: So long a text without a date may be about a round.
_ROUND_IS_NEWS = timedelta(days=14)

_THOSE: dict[str, tuple[str, str, str, str]] = {
    "released": ("звільнені", "звільнених", "those released", "released"),
    "in_captivity": ("ті, хто в полоні", "тих, хто в полоні", "those in captivity", "in captivity"),
    "missing": ("зниклі безвісти", "зниклих безвісти", "those missing", "missing"),
    "body_repatriated": ("повернуті тіла", "повернуті тіла", "bodies returned", "bodies returned"),
    "other": ("щось інше", "чогось іншого", "something else", "something else"),
}


@dataclass(frozen=True)
class Verdict:
    """What a claim is beside our figures, and why. ``against`` is the figure that decided, None when there is none."""

    kind: Kind
    against: Published | None
    text: Text

    @property
    def is_wrong(self) -> bool:
        """Whether the text says the opposite of a figure, another number for its day, or what has been corrected."""
        return self.kind in WRONG

    @property
    def say_instead(self) -> Text | None:
        """The sentence to print instead; None where the text is right, or where nothing can be said."""
        if self.against is None or self.against.value is None or self.kind in ("agrees", "unknown"):
            return None
        return Text(f"{self.against.sentence.uk}.", f"{self.against.sentence.en}.")


def judge(claim: Claim, published: Sequence[Published], *, said_on: date | None = None) -> Verdict:
    """Judges one claim. Agreement is looked for first, then the same number with another meaning, then the rest.

    ``said_on`` is the day the text was published: figures of later days do not judge it.
    A wrong statement that is quoted gives ``opposite_meaning`` also when it once was our own and has been corrected:
    the reader must learn first that the meaning is turned round. A claim that the text itself takes back agrees.
    """
    known = [each for each in published if said_on is None or each.as_of <= said_on]
    verdict = _judge_as_asserted(claim, known, said_on)
    turned = ("opposite_meaning", "other_number", "other_group", "corrected_since")
    if claim.status == "retracted" and verdict.kind in turned:
        return Verdict(
            "agrees",
            verdict.against,
            Text(
                f"Текст сам відкликає це твердження. {verdict.text.uk}",
                f"The text itself takes this statement back. {verdict.text.en}",
            ),
        )
    return verdict


def _judge_as_asserted(claim: Claim, published: Sequence[Published], said_on: date | None) -> Verdict:
    ours = [each for each in published if each.value is not None and each.side == claim.side]
    same_group = [each for each in ours if _group(each) == population_code(claim.population)]
    same_question = [each for each in same_group if each.what == claim.what]
    current = [each for each in same_question if each.is_current]
    matching = [each for each in current if _numbers_agree(claim, each) and _may_be_meant(claim, each, said_on)]
    matching.sort(key=lambda each: (_same_number(claim, each), _scopes_agree(claim, each), each.as_of), reverse=True)

    for each in matching:
        newer = _newer(each, current, claim)
        if newer is None and (_dates_agree(claim, each) or _stood_then(claim, each)):
            return _agrees(claim, each)
    opposite = _opposite(claim, ours, said_on)
    for each in matching:
        newer = _newer(each, current, claim)
        if newer is not None and (_dates_agree(claim, each) or opposite is None):
            return _older_vintage(each, newer)
    if opposite is not None:
        return opposite
    for each in _newest_first(each for each in same_question if not each.is_current and _numbers_agree(claim, each)):
        return _replaced(each, published)
    other_group = _other_group(claim, ours)
    if other_group is not None:
        return other_group
    return _other_number(claim, current, published, said_on)


def _agrees(claim: Claim, figure: Published) -> Verdict:
    number, day, said = _number(figure), _as_of(figure), _said(claim)
    uk, en = f"{number.uk} станом на {day.uk}", f"{number.en} as of {day.en}"
    if not _same_number(claim, figure):
        return Verdict(
            "rounding",
            figure,
            Text(f"„{said.uk}“ – заокруглене наше число: {uk}", f"“{said.en}” rounds our figure: {en}"),
        )
    return Verdict("agrees", figure, Text(f"Збігається з нашим числом: {uk}", f"Agrees with our figure: {en}"))


def _older_vintage(figure: Published, newer: Published) -> Verdict:
    then, now, number = _as_of(figure), _as_of(newer), _number(newer)
    return Verdict(
        "older_vintage",
        newer,
        Text(
            f"Це наше число станом на {then.uk}; новіше – {number.uk} станом на {now.uk}",
            f"This is our figure as of {then.en}; the newer one is {number.en} as of {now.en}",
        ),
    )


def _opposite(claim: Claim, ours: Iterable[Published], said_on: date | None) -> Verdict | None:
    """The same number of the same people in answer to another question: those released told as those still held."""
    if claim.low < _TELLING or claim.what == "other":
        return None
    for each in _newest_first(each for each in ours if each.is_current):
        turned = each.what not in (claim.what, "other")
        if turned and _same_number(claim, each) and _groups_meet(claim, each) and _is_no_chance(claim, each, said_on):
            is_, is_not = _THOSE[each.what], _THOSE[claim.what]
            number = _number(each)
            return Verdict(
                "opposite_meaning",
                each,
                Text(
                    f"Те саме число, протилежний зміст: {number.uk} – це {is_[0]}, а не {is_not[0]}",
                    f"Same number, opposite meaning: {number.en} is the number of {is_[2]}, not of {is_not[2]}",
                ),
            )
    return None


def _replaced(figure: Published, published: Iterable[Published]) -> Verdict:
    """A version that no longer stands: a correction of the same date, or an older state of a number that grew."""
    successor = next((each for each in published if each.key == figure.superseded_by), None)
    if successor is None:
        return Verdict(
            "corrected_since",
            figure,
            Text("Ми так казали, але відкликали це твердження", "We said so, and have withdrawn that statement"),
        )
    if (successor.as_of, successor.what) != (figure.as_of, figure.what) and successor.what == figure.what:
        return _older_vintage(figure, successor)
    known = date_text(successor.known_on)
    return Verdict(
        "corrected_since",
        successor,
        Text(
            f"Ми так казали, а {known.uk} виправили: {_lower_first(successor.sentence.uk)}",
            f"We said so and corrected it on {known.en}: {_lower_first(successor.sentence.en)}",
        ),
    )


def _may_be_meant(claim: Claim, figure: Published, said_on: date | None) -> bool:
    """A rough number is a rounding of one round only on its day, or soon after it."""
    if _scope(figure) != "round" or claim.date is not None or _same_number(claim, figure):
        return True
    return said_on is not None and said_on - figure.as_of <= _ROUND_IS_NEWS


def _is_no_chance(claim: Claim, figure: Published, said_on: date | None) -> bool:
    """Rounds give so many numbers that one meets another: of a round the day must fit, and no round number tells."""
    is_round_number = claim.low % 50 == 0
    if _scope(figure) == "round":
        near = said_on is not None and timedelta() <= said_on - figure.as_of <= _ROUND_IS_NEWS
        return not is_round_number and (near if claim.date is None else _dates_agree(claim, figure))
    return not is_round_number or _group(figure) == population_code(claim.population)


def _other_group(claim: Claim, ours: Iterable[Published]) -> Verdict | None:
    if claim.low < _TELLING:
        return None
    for each in _newest_first(ours):
        differs = _group(each) != population_code(claim.population) and _scopes_agree(claim, each)
        if _scope(each) == "round" and not (claim.date and _dates_agree(claim, each)):
            continue
        if each.is_current and differs and each.what == claim.what and _same_number(claim, each):
            is_, is_not = _group_words(each.population), _group_words(claim.population)
            number = _number(each)
            return Verdict(
                "other_group",
                each,
                Text(
                    f"Те саме число, інша група: {number.uk} – це {is_.uk}, а не {is_not.uk}",
                    f"Same number, other group: {number.en} is the number of {is_.en}, not of {is_not.en}",
                ),
            )
    return None


def _other_number(
    claim: Claim, current: Sequence[Published], published: Sequence[Published], said_on: date | None
) -> Verdict:
    comparable = [each for each in current if _scopes_agree(claim, each)]
    drifted = [each for each in comparable if claim.low == each.value and _may_be_of_one_day(claim, each)]
    for each in _newest_first(drifted):
        said = _said(claim)
        if not _numbers_agree(claim, each):
            return Verdict(
                "rounding",
                each,
                Text(
                    f"Те саме число, інше уточнення: у тексті „{said.uk}“, у нас „{_number(each).uk}“. Варто запитати",
                    f"Same number, other comparator: the text says “{said.en}”, we said “{_number(each).en}”. Ask",
                ),
            )
    for each in _newest_first(each for each in comparable if _numbers_agree(claim, each)):
        day = _as_of(each)
        return Verdict(
            "unknown",
            each,
            Text(
                f"Те саме число ми називали станом на {day.uk}, а текст говорить про іншу дату",
                f"We gave the same number as of {day.en}, the text speaks of another date",
            ),
        )
    same_day = [each for each in comparable if _is_of_that_day(claim, each, said_on)]
    for each in _newest_first(same_day):
        said, number, day = _said(claim), _number(each), _as_of(each)
        return Verdict(
            "other_number",
            each,
            Text(
                f"У нас інше число: {number.uk} станом на {day.uk}, а в тексті {said.uk}",
                f"Our number is another one: {number.en} as of {day.en}, the text says {said.en}",
            ),
        )
    withheld = [
        each
        for each in published
        if each.value is None
        and each.is_current
        and each.what == claim.what
        and _group(each) == population_code(claim.population)
    ]
    if withheld:
        text = Text("Це число ми не оприлюднюємо", "We do not publish this number")
        return Verdict("unknown", withheld[0], text)
    return Verdict("unknown", None, Text("Ми нічого такого не оприлюднювали", "We have published nothing about this"))


def _group(figure: Published) -> str:
    return population_code(figure.population)


def _groups_meet(claim: Claim, figure: Published) -> bool:
    """A text may name a wider group than it means: "755 soldiers remain" of 755 members of the National Guard."""
    return is_inside(figure.population, claim.population) or is_inside(claim.population, figure.population)


def _group_words(name: str) -> Text:
    group = POPULATIONS.get(population_code(name))
    return Text(group.uk.few, group.en[1]) if group else Text(f"„{name}“", f"“{name}”")


def _said(claim: Claim) -> Text:
    return amount_text(claim.low, value_high=claim.value_high, comparator=claim.comparator)


def _number(figure: Published) -> Text:
    return amount_text(figure.value, value_high=figure.value_high, comparator=figure.comparator)


def _as_of(figure: Published) -> Text:
    return date_text(figure.as_of, precision=figure.as_of_precision)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _newest_first(figures: Iterable[Published]) -> list[Published]:
    return sorted(figures, key=lambda each: (each.as_of, each.known_on), reverse=True)


def _newer(figure: Published, current: Iterable[Published], claim: Claim) -> Published | None:
    """A later number in answer to the same question, unless the text speaks of the earlier date itself."""
    if _scope(figure) == "round" or (claim.date is not None and _dates_agree(claim, figure)):
        return None
    later = [
        each
        for each in current
        if each.as_of > figure.as_of
        and _scope(each) == _scope(figure)
        and not _numbers_agree(claim, each)
        and (claim.date is None or each.as_of.isoformat() <= claim.date)
    ]
    return _newest_first(later)[0] if later else None


def _same_number(claim: Claim, figure: Published) -> bool:
    return (claim.low, claim.value_high) == (figure.value, figure.value_high)


def _numbers_agree(claim: Claim, figure: Published) -> bool:
    """Whether the words of the text can be said of our number: "more than 700" of 755, "almost 1,000" of 936."""
    if figure.value is None:
        return False
    ours = COMPARATOR_OF.get(figure.comparator, "exact")
    if _same_number(claim, figure) and claim.comparator == ours:
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


def _dates_agree(claim: Claim, figure: Published) -> bool:
    """No date in the text, or the same date as far as both know it."""
    if claim.date is None:
        return True
    ours = figure.as_of.isoformat()[: {"day": 10, "month": 7, "year": 4}.get(figure.as_of_precision, 10)]
    return any(said.startswith(ours) or ours.startswith(said) for said in claim.date.split("/"))


def _stood_then(claim: Claim, figure: Published) -> bool:
    """A later day on which our number was still the newest; what happened in one round is tied to its own day."""
    return claim.date is not None and claim.date >= figure.as_of.isoformat() and _scope(figure) != "round"


def _may_be_of_one_day(claim: Claim, figure: Published) -> bool:
    return _scope(figure) != "round" or (claim.date is not None and _dates_agree(claim, figure))


def _is_of_that_day(claim: Claim, figure: Published, said_on: date | None) -> bool:
    """Whether a figure answers for the very day a text speaks of; without any day, the newest one answers."""
    if claim.comparator != "exact" or COMPARATOR_OF.get(figure.comparator) != "exact":
        return False  # a rough number contradicts nothing
    if claim.population not in ("all", figure.population) and population_code(claim.population) != _group(figure):
        return False
    if claim.date is not None:
        return _dates_agree(claim, figure)
    if _scope(figure) == "round":
        return False
    if said_on is None:
        return True
    ours = figure.as_of.isoformat()[: {"day": 10, "month": 7, "year": 4}.get(figure.as_of_precision, 10)]
    return said_on.isoformat().startswith(ours)


def _scope(figure: Published) -> str:
    if figure.scope is not None:
        return figure.scope
    return "cumulative" if figure.what in ("released", "body_repatriated") else "stock"


def _scopes_agree(claim: Claim, figure: Published) -> bool:
    said = SCOPE_OF[claim.scope]
    return said == "other" or said == _scope(figure)
