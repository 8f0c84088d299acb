"""One claim of a text judged against what was published, with the exact reason in both languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dodomu.claims.claim import Claim, Published
from dodomu.claims.comparing import (
    dates_agree,
    group,
    groups_meet,
    is_no_chance,
    is_of_that_day,
    is_same_day,
    may_be_meant,
    may_be_of_one_day,
    newer_than,
    newest_first,
    numbers_agree,
    same_number,
    scope,
    scopes_agree,
    stood_then,
)
from dodomu.claims.populations import POPULATIONS, population_code
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
LABELS: dict[Kind, Text] = {
    "agrees": Text("збігається", "agrees"),
    "older_vintage": Text("є новіше число", "agrees with an older vintage"),
    "rounding": Text("заокруглення", "rounding"),
    "opposite_meaning": Text("те саме число, інший зміст", "same number, opposite or other meaning"),
    "other_number": Text("інше число", "other number"),
    "other_group": Text("інша група", "other group"),
    "corrected_since": Text("виправлено", "was corrected"),
    "unknown": Text("немає з чим порівняти", "no figure of ours"),
}
#: What an article should not go to print with.
WRONG: frozenset[Kind] = frozenset({"opposite_meaning", "other_number", "corrected_since"})

#: Below this a number meets another by chance: "4 returned" says nothing about "4 in captivity".
_TELLING = 10

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
    the reader must learn first that the meaning is turned round. A claim that the text itself takes back or
    disputes agrees.
    """
    known = [each for each in published if said_on is None or each.as_of <= said_on]
    verdict = _judge_as_asserted(claim, known, said_on)
    turned = ("opposite_meaning", "other_number", "other_group", "corrected_since")
    if claim.status != "asserted" and verdict.kind in turned:
        taken_back = claim.status == "retracted"
        uk = "Текст сам відкликає це твердження" if taken_back else "Текст сам заперечує це твердження"
        en = "The text itself takes this statement back" if taken_back else "The text itself disputes this statement"
        return Verdict("agrees", verdict.against, Text(f"{uk}. {verdict.text.uk}", f"{en}. {verdict.text.en}"))
    return verdict


def _judge_as_asserted(claim: Claim, published: Sequence[Published], said_on: date | None) -> Verdict:
    ours = [each for each in published if each.value is not None and each.side == claim.side]
    same_group = [each for each in ours if group(each) == population_code(claim.population)]
    same_question = [each for each in same_group if each.what == claim.what]
    if (
        claim.population == "all"
    ):  # a text calls everybody soldiers; where only the military were counted, they are meant
        same_question += [each for each in ours if group(each) == "military" and each.what == claim.what]
    current = [each for each in same_question if each.is_current]
    matching = [each for each in current if numbers_agree(claim, each) and may_be_meant(claim, each, said_on)]
    matching.sort(key=lambda each: (same_number(claim, each), scopes_agree(claim, each), each.as_of), reverse=True)

    for each in matching:
        newer = newer_than(each, current, claim)
        if newer is None and (dates_agree(claim, each) or stood_then(claim, each)):
            return _agrees(claim, each)
    opposite = _opposite(claim, ours, said_on)
    for each in matching:
        newer = newer_than(each, current, claim)
        if newer is not None and (dates_agree(claim, each) or opposite is None):
            return _older_vintage(each, newer)
    if opposite is not None:
        return opposite
    for each in newest_first(each for each in same_question if not each.is_current and numbers_agree(claim, each)):
        return _replaced(each, published)
    other_group = _other_group(claim, ours)
    if other_group is not None:
        return other_group
    return _other_number(claim, current, published, said_on)


def _agrees(claim: Claim, figure: Published) -> Verdict:
    number, day, said = _number(figure), _as_of(figure), _said(claim)
    uk, en = f"{number.uk} станом на {day.uk}", f"{number.en} as of {day.en}"
    if not same_number(claim, figure):
        return Verdict(
            "rounding",
            figure,
            Text(f"„{said.uk}“ – заокруглене число: {uk}", f"“{said.en}” rounds the figure: {en}"),
        )
    if figure.is_ours:
        return Verdict("agrees", figure, Text(f"Збігається з нашим числом: {uk}", f"Agrees with our figure: {en}"))
    return Verdict("agrees", figure, Text(f"Збігається з опублікованим: {uk}", f"Agrees with what was published: {en}"))


def _older_vintage(figure: Published, newer: Published) -> Verdict:
    then, now, number = _as_of(figure), _as_of(newer), _number(newer)
    return Verdict(
        "older_vintage",
        newer,
        Text(
            f"Це {_our(figure, 'наше число', 'число')} станом на {then.uk}; новіше – {number.uk} станом на {now.uk}",
            f"This is {_our(figure, 'our', 'the')} figure as of {then.en}; the newer one is {number.en} as of {now.en}",
        ),
    )


def _opposite(claim: Claim, ours: Iterable[Published], said_on: date | None) -> Verdict | None:
    """The same number of the same people in answer to another question: those released told as those still held."""
    if claim.low < _TELLING or claim.what == "other":
        return None
    for each in newest_first(each for each in ours if each.is_current):
        turned = each.what not in (claim.what, "other")
        if turned and same_number(claim, each) and groups_meet(claim, each) and is_no_chance(claim, each, said_on):
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
            Text(
                _our(figure, "Ми так казали, але відкликали це твердження", "Так казали, але це твердження відкликано"),
                _our(figure, "We said so, and have withdrawn that statement", "This was said and has been withdrawn"),
            ),
        )
    if (successor.as_of, successor.what) != (figure.as_of, figure.what) and successor.what == figure.what:
        return _older_vintage(figure, successor)
    known = date_text(successor.known_on)
    return Verdict(
        "corrected_since",
        successor,
        Text(
            f"{_our(figure, 'Ми так казали', 'Так казали')}, а {known.uk} виправили: "
            f"{_lower_first(successor.sentence.uk)}",
            f"{_our(figure, 'We said so and corrected it', 'This was said and corrected')} on {known.en}: "
            f"{_lower_first(successor.sentence.en)}",
        ),
    )


def _other_group(claim: Claim, ours: Iterable[Published]) -> Verdict | None:
    if claim.low < _TELLING:
        return None
    for each in newest_first(ours):
        differs = group(each) != population_code(claim.population) and scopes_agree(claim, each)
        if scope(each) == "round" and not (claim.date and dates_agree(claim, each)):
            continue
        if each.is_current and differs and each.what == claim.what and same_number(claim, each):
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
    comparable = [each for each in current if scopes_agree(claim, each)]
    drifted = [each for each in comparable if claim.low == each.value and may_be_of_one_day(claim, each)]
    for each in newest_first(drifted):
        said = _said(claim)
        if not numbers_agree(claim, each):
            return Verdict(
                "rounding",
                each,
                Text(
                    f"Те саме число, інше уточнення: у тексті „{said.uk}“, "
                    f"{_our(each, 'у нас', 'сказано')} „{_number(each).uk}“. Варто запитати",
                    f"Same number, other comparator: the text says “{said.en}”, "
                    f"{_our(each, 'we said', 'published was')} “{_number(each).en}”. Ask",
                ),
            )
    for each in newest_first(each for each in comparable if numbers_agree(claim, each)):
        day = _as_of(each)
        return Verdict(
            "unknown",
            each,
            Text(
                f"Те саме число {_our(each, 'ми називали', 'називали')} станом на {day.uk}, "
                "а текст говорить про іншу дату",
                f"{_our(each, 'We gave the same number', 'The same number was given')} as of {day.en}, "
                "the text speaks of another date",
            ),
        )
    same_day = [each for each in comparable if is_of_that_day(claim, each, said_on)]
    for each in newest_first(same_day):
        said, number, day = _said(claim), _number(each), _as_of(each)
        return Verdict(
            "other_number",
            each,
            Text(
                f"{_our(each, 'У нас інше число', 'Опубліковано інше число')}: {number.uk} станом на {day.uk}, "
                f"а в тексті {said.uk}",
                f"{_our(each, 'Our number', 'The published number')} is another one: {number.en} as of {day.en}, "
                f"the text says {said.en}",
            ),
        )
    withheld = [
        each
        for each in published
        if each.value is None
        and each.is_current
        and each.what == claim.what
        and each.side == claim.side
        and group(each) == population_code(claim.population)
        and is_same_day(claim, each, said_on)
    ]
    if withheld:
        text = Text(
            _our(withheld[0], "Це число ми не оприлюднюємо", "Це число навмисно не оприлюднено"),
            _our(withheld[0], "We do not publish this number", "This number was kept back on purpose"),
        )
        return Verdict("unknown", withheld[0], text)
    return Verdict(
        "unknown", None, Text("Нічого такого серед опублікованого немає", "Nothing was published about this")
    )


def _group_words(name: str) -> Text:
    group = POPULATIONS.get(population_code(name))
    return Text(group.uk.few, group.en[1]) if group else Text(f"„{name}“", f"“{name}”")


def _our(figure: Published, ours: str, others: str) -> str:
    return ours if figure.is_ours else others


def _said(claim: Claim) -> Text:
    return amount_text(claim.low, value_high=claim.value_high, comparator=claim.comparator)


def _number(figure: Published) -> Text:
    return amount_text(figure.value, value_high=figure.value_high, comparator=figure.comparator)


def _as_of(figure: Published) -> Text:
    return date_text(figure.as_of, precision=figure.as_of_precision)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
