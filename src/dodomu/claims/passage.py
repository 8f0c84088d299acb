"""One sentence of a folded text with what was found in it: telling words, dates, and the numbers that count people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dodomu.claims import lexicon
from dodomu.claims.claim import Claim, Scope, Side, What
from dodomu.claims.folding import Stretch
from dodomu.claims.moments import Moment
from dodomu.claims.numerals import Numeral

DASH_BEFORE = re.compile(r"\s-\s*(?:ще\s+)?$")
DASH_AFTER = re.compile(r"^\s*-\s")
_CLAUSE_END = re.compile(r"[,;:!?()\n]|\s-\s")


@dataclass(frozen=True)
class Cue:
    """Words that tell what a number says."""

    start: int
    end: int
    what: What


@dataclass
class Before:
    """What the text has said so far, for sentences that go on from the one before."""

    what: What | None = None
    cue: What | None = None
    side: Side = "ukrainian"
    population: str = "all"
    scope: Scope | None = None
    on: str | None = None
    event_on: str | None = None
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True)
class Sentence:
    """Positions are positions in the whole folded text."""

    folded: str
    stretch: Stretch
    following: Stretch | None
    cues: tuple[Cue, ...]
    days: tuple[Moment, ...]
    days_after: tuple[Moment, ...]
    numbers: tuple[Numeral, ...]

    @property
    def words(self) -> str:
        return self.folded[self.stretch.start : self.stretch.end]

    @property
    def words_after(self) -> str:
        """The next sentence, empty at the end of the text."""
        return self.folded[self.following.start : self.following.end] if self.following else ""

    @property
    def goes_on(self) -> bool:
        """Whether it speaks of the people of the sentence before: "among them", «з них»."""
        return lexicon.ANAPHORA.match(self.words) is not None

    def before(self, number: Numeral) -> str:
        """The words between the number before this one (or the start of the sentence) and this one."""
        starts = [each.end for each in self.numbers if each.end <= number.start]
        return self.folded[max([*starts, self.stretch.start]) : number.start]

    def after(self, number: Numeral) -> str:
        """The words between a number and the next one, or the end of the sentence."""
        ends = [each.start for each in self.numbers if each.start >= number.end]
        return self.folded[number.end : min([*ends, self.stretch.end])]

    def phrase(self, number: Numeral) -> str:
        """The words after a number that say who is counted: up to the next punctuation, at most 90 characters."""
        after = self.after(number)[:90]
        end = _CLAUSE_END.search(after)
        return after[: end.start()] if end else after

    def is_bare(self, number: Numeral) -> bool:
        """Whether no noun for people stands after the number."""
        return lexicon.PEOPLE.search(self.phrase(number)) is None


def read_sentence(
    folded: str, stretch: Stretch, following: Stretch | None, days: Sequence[Moment], numbers: Sequence[Numeral]
) -> Sentence:
    """The numbers of a sentence that stand outside dates are kept; who is counted is asked later."""
    own_days = tuple(day for day in days if stretch.start <= day.start < stretch.end)
    next_days = tuple(day for day in days if following and following.start <= day.start < following.end)
    own = tuple(
        each
        for each in numbers
        if stretch.start <= each.number_start < stretch.end
        and not any(day.start < each.end and each.number_start < day.end for day in own_days)
    )
    return Sentence(folded, stretch, following, tuple(_cues(folded, stretch)), own_days, next_days, own)


def _cues(folded: str, stretch: Stretch) -> Iterator[Cue]:
    found: list[Cue] = []
    for what, pattern in lexicon.CUES:
        for match in pattern.finditer(folded, stretch.start, stretch.end):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Cue(match.start(), match.end(), what))
    kinds = {each.what for each in found}
    is_captivity = lexicon.CAPTIVITY.search(folded, stretch.start, stretch.end) is not None
    for each in sorted(found, key=lambda each: each.start):
        if _is_discharge(folded, each, stretch):
            continue
        if "released" in kinds and _is_only_considered(folded, each, stretch):
            continue
        if kinds & {"missing", "body_repatriated"} and not is_captivity and lexicon.STAYING.match(folded, each.start):
            continue
        yield each


def _is_discharge(folded: str, cue: Cue, stretch: Stretch) -> bool:
    if not folded.startswith("звільн", cue.start):
        return False
    before = folded[max(stretch.start, cue.start - 25) : cue.start]
    is_after = lexicon.DISCHARGED_AFTER.match(folded, cue.start, stretch.end) is not None
    return is_after or lexicon.DISCHARGED_BEFORE.search(before) is not None


def _is_only_considered(folded: str, cue: Cue, stretch: Stretch) -> bool:
    before = folded[max(stretch.start, cue.start - 40) : cue.start]
    return cue.what == "missing" and lexicon.ONLY_CONSIDERED.search(before) is not None


def counts_people(sentence: Sentence, number: Numeral, *, is_about_captivity: bool) -> bool:
    """Whether a number counts people: a noun for people follows, or it stands bare in a breakdown."""
    folded, stretch = sentence.folded, sentence.stretch
    after, before = folded[number.end : stretch.end], folded[stretch.start : number.start]
    if lexicon.AGE.search(before) or lexicon.UNIT_NUMBER.search(before) or lexicon.ONE_FOR_ONE.match(after):
        return False
    if lexicon.NEVER_PEOPLE.match(after) or _is_planned(sentence, number):
        return False
    is_one = number.value == 1 and number.is_word
    if is_one and lexicon.ONE_OF.match(after):
        return False
    phrase = _CLAUSE_END.split(after, maxsplit=1)[0][:70]
    people, other = lexicon.PEOPLE.search(phrase), lexicon.NOT_PEOPLE.match(after)
    if other is not None and (people is None or people.start() >= other.end()):
        return False
    if people is not None:
        between = len(phrase[: people.start()].split())
        if between <= 5:
            return not is_one or between <= 2
    is_year = 1990 <= number.value <= 2035 and not number.is_word
    return is_about_captivity and not is_year and _stands_in_breakdown(sentence, number)


def _stands_in_breakdown(sentence: Sentence, number: Numeral) -> bool:
    folded, stretch = sentence.folded, sentence.stretch
    after, before = folded[number.end : stretch.end], folded[stretch.start : number.start]
    if re.search(r"another|ще", folded[number.start : number.number_start]):
        return True
    if DASH_BEFORE.search(before) or DASH_AFTER.match(after):
        return True
    tail = re.sub(r"^\s*(?:(?:ще|досі|still|were|are|have|been|was)\s+)*", "", after)
    if any(pattern.match(tail) for _, pattern in lexicon.CUES):
        return True
    is_last = re.match(r"\s*(?:$|[,.;])", after) is not None
    return is_last and number.value > 50 and lexicon.PEOPLE.search(before[-60:]) is not None


def _is_planned(sentence: Sentence, number: Numeral) -> bool:
    """Agreed or expected numbers are no claims, unless the sentence goes on to what was done."""
    start = sentence.stretch.start
    planned = lexicon.PLANNED.search(sentence.folded, start, number.start)
    if planned is None:
        return False
    done = [
        cue
        for cue in sentence.cues
        if planned.end() <= cue.start < number.start
        and cue.what == "released"
        and not sentence.folded[: cue.end].endswith("ти")
        and not sentence.folded[: cue.start].endswith("to ")
    ]
    return not done
