"""A folded text read into sentences with what stands in each: telling words, dates, numbers, and where clauses end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dodomu.claims import lexicon, lexicon_status, lexicon_sums
from dodomu.claims.claim import Claim, Scope, Side, What
from dodomu.claims.cues import Cue, cues
from dodomu.claims.folding import Stretch, sentences
from dodomu.claims.lexicon_speakers import named_in
from dodomu.claims.lexicon_things import NEVER_PEOPLE, UNIT_AFTER, UNIT_NUMBER
from dodomu.claims.moments import Moment, moments
from dodomu.claims.numerals import Numeral, numerals

#: No clause of news is longer; words farther away say nothing about a number.
REACH = 300
_MANY_DAYS = 20

DASH_BEFORE = re.compile(r"(?:^|\s)-\s*(?:(?:ще|another|лише|тільки|only)\s+)?$")
DASH_AFTER = re.compile(r"^\s*\"?\s+-\s")
CLAUSE_END = re.compile(r"[,;:!?()\n]|\s-\s")
_BOUND = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()\n]|\s-\s")
_CONTRAST = re.compile(
    r";|(?:,\s*)?(?<!\w)(?:while|whereas|whilst|but|although|though|тоді як|хоча|натомість|водночас"
    r"|проте|однак|зате|але|in return"
    r"|узамін|навзаєм|взамін)(?!\w)"
    r"|,\s+а(?= (?!також|ще|саме|загалом|разом|всього|усього|потім))|, and (?=\w+ (?:\w+ ){0,3}(?:are"
    r"|is|remain|have|has)\b)"
    r"|, у (?:нас|них)\b"
)
_BULLET = re.compile(r"[•▪◦*·‣🔹🔸🔷🔶✅➡]|-\s")
_ABOUT = "(?:some|about|around|almost|nearly|more than|over|at least|only|понад|близько|майже|лише|щонайменше)"
_ANAPHORA = re.compile(
    r"[\"' ]*"
    + lexicon.any_of(r"""
        (?:серед|з-поміж) (?:них|звільнених|військових|повернутих|цих)
        [зі]з? них
        з-поміж них
        among (?:them|those|the)
        the (?:ukrainian |russian |freed |released )?(?:group|list|party) (?:also )?(?:includ|compris|consist)
        (?:до|у|в) (?:цієї |цій )?груп[иі]
        of (?:them|those|these|the)
        this (?:figure|number)
        (?:\d+|[\w'-]+) [зі]з? них
        (?:ABOUT )?(?:\d[\d,]*|[\w'-]+) (?:of|from) (?:them|those|these|the (?:group|total|freed|released))\b
        (?:усі|всі) (?:вони|звільнені)
        останні\b
        (?:all|most|some|many) of them
        більшість (?:із них|з них|звільнених)
        це\b
        також
        also
        ще\b
        окрім
        крім
    """).replace("ABOUT ", rf"{_ABOUT} ")
)


@dataclass
class Before:
    """What the text has said so far, for sentences that go on from the one before."""

    what: What | None = None
    cue: What | None = None
    side: Side = "ukrainian"
    population: str = "all"
    of_whom: str = "all"  # the group of the first number, of which "of them" counts some
    scope: Scope | None = None
    on: str | None = None
    event_on: str | None = None
    speaker: str | None = None
    last_event_on: str | None = None
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True)
class Sentence:
    """Positions are positions in the whole folded text. ``numbers`` are those outside dates, counting people or not."""

    folded: str
    stretch: Stretch
    following: Stretch | None
    cues: tuple[Cue, ...]
    days: tuple[Moment, ...]
    days_after: tuple[Moment, ...]
    numbers: tuple[Numeral, ...]
    published: date | None

    @cached_property
    def words(self) -> str:
        """The whole sentence."""
        return self.folded[self.stretch.start : self.stretch.end]

    @cached_property
    def words_after(self) -> str:
        """The next sentence, empty at the end of the text."""
        return self.folded[self.following.start : self.following.end] if self.following else ""

    @cached_property
    def goes_on(self) -> bool:
        """Whether it speaks of the people of the sentence before: "among them", «з них»."""
        return _BULLET.match(self.words) is not None or (
            _ANAPHORA.match(self.words) is not None and not lexicon_status.REFUTES_AT_ONCE.match(self.words)
        )

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Everything that its telling words say."""
        return frozenset(cue.what for cue in self.cues)

    @cached_property
    def denies(self) -> bool:
        """Whether it calls something untrue."""
        return lexicon_status.DISPUTED.search(self.words) is not None

    @cached_property
    def is_denied_next(self) -> bool:
        """Whether the next sentence calls this one untrue."""
        after = self.words_after
        if lexicon_status.REFUTES_AT_ONCE.match(after):
            return True
        return (
            lexicon_status.DISPUTED.search(after) is not None and lexicon_status.REFERS_BACK.search(after) is not None
        )

    @cached_property
    def sums_up(self) -> tuple[tuple[int, int], ...]:
        """Where words of summing up stand: in total, since, «загалом»."""
        return tuple(
            match.span()
            for match in lexicon_sums.CUMULATIVE.finditer(self.folded, self.stretch.start, self.stretch.end)
            if not lexicon_sums.NOT_CUMULATIVE.match(self.folded, match.start())
            and not lexicon_sums.SUPERLATIVE.search(
                self.folded, max(self.stretch.start, match.start() - 90), match.start()
            )
        )

    @cached_property
    def is_of_a_register(self) -> bool:
        """Whether it counts what was registered since a start."""
        return lexicon_sums.REGISTERED.search(self.words) is not None

    @cached_property
    def speakers(self) -> list[tuple[int, str]]:
        """The officials and bodies named in it, each with its place."""
        return named_in(self.folded, self.stretch, published=self.published)

    @cached_property
    def speakers_after(self) -> list[tuple[int, str]]:
        """Those named in the next sentence."""
        return named_in(self.folded, self.following, published=self.published) if self.following else []

    @cached_property
    def is_quoted(self) -> bool:
        """Whether it begins inside quotation marks."""
        return self.folded.count('"', 0, self.stretch.start) % 2 == 1

    @cached_property
    def _bounds(self) -> list[int]:
        return [match.start() for match in _BOUND.finditer(self.folded, self.stretch.start, self.stretch.end)]

    @cached_property
    def _contrasts(self) -> list[int]:
        return [match.start() for match in _CONTRAST.finditer(self.folded, self.stretch.start, self.stretch.end)]

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [cue.start for cue in self.cues]

    def bounds_between(self, start: int, end: int) -> int:
        """How many commas, colons, brackets and dashes stand between two places."""
        return bisect_left(self._bounds, end) - bisect_left(self._bounds, start)

    def contrasts_between(self, start: int, end: int) -> int:
        """How many words of contrast (while, але, a semicolon) stand between two places."""
        return bisect_left(self._contrasts, end) - bisect_left(self._contrasts, start)

    def segment(self, place: int) -> Stretch:
        """The part of the sentence around a place, up to the next words of contrast on both sides."""
        at = bisect_right(self._contrasts, place)
        start = self._contrasts[at - 1] if at else self.stretch.start
        end = self._contrasts[at] if at < len(self._contrasts) else self.stretch.end
        return Stretch(max(start, place - REACH), min(end, place + REACH))

    def piece(self, place: int) -> Stretch:
        """The part of the sentence around a place, up to the next comma or the like on both sides."""
        at = bisect_right(self._bounds, place)
        start = self._bounds[at - 1] + 1 if at else self.stretch.start
        end = self._bounds[at] if at < len(self._bounds) else self.stretch.end
        return Stretch(max(start, place - REACH), min(end, place + REACH))

    def days_near(self, number: Numeral) -> list[Moment]:
        """The dates that may be told of a number: all of an ordinary sentence, of an endless one those within reach."""
        if len(self.days) <= _MANY_DAYS:
            return list(self.days)
        return [day for day in self.days if number.start - REACH <= day.start <= number.end + REACH]

    def cues_near(self, number: Numeral) -> Sequence[Cue]:
        """The telling words within reach of a number."""
        low = bisect_left(self._cue_starts, number.start - REACH)
        return self.cues[low : bisect_right(self._cue_starts, number.end + REACH)]

    def before(self, place: int) -> str:
        """The words between the number before one (or the start of the sentence) and that one, as far as they reach."""
        start = self.numbers[place - 1].end if place else self.stretch.start
        return self.folded[max(start, self.numbers[place].start - REACH) : self.numbers[place].start]

    def after(self, place: int) -> str:
        """The words between a number and the next one, or the end of the sentence, as far as they reach."""
        end = self.numbers[place + 1].start if place + 1 < len(self.numbers) else self.stretch.end
        return self.folded[self.numbers[place].end : min(end, self.numbers[place].end + REACH)]

    def phrase(self, place: int) -> str:
        """The words after a number that say who is counted: up to the next punctuation, at most 90 characters."""
        after = self.after(place)[:90]
        end = CLAUSE_END.search(after)
        return after[: end.start()] if end else after

    def lead(self, place: int) -> str:
        """All words of the sentence before a number, as far as they reach."""
        start = self.numbers[place].start
        return self.folded[max(self.stretch.start, start - REACH) : start]

    def rest(self, place: int) -> str:
        """All words of the sentence after a number, as far as they reach."""
        end = self.numbers[place].end
        return self.folded[end : min(self.stretch.end, end + REACH)]


def _names_a_thing(folded: str, number: Numeral) -> bool:
    """Ordinals, percentages and the numbers of brigades count nobody and stand in nobody's way."""
    before = folded[max(0, number.number_start - 25) : number.number_start]
    return (
        NEVER_PEOPLE.match(folded, number.end) is not None
        or UNIT_AFTER.match(folded, number.end) is not None
        or UNIT_NUMBER.search(before) is not None
    )


def read(folded: str, *, letters: str = "", published: date | None, today: str | None) -> list[Sentence]:
    """The sentences of a text with everything that stands in them, in one pass over each kind."""
    stretches = sentences(folded, letters=letters)
    days = moments(folded, published=published, today=today)
    dated = bytearray(len(folded))
    for day in days:
        dated[day.start : day.end] = b"\1" * (day.end - day.start)
    numbers = [
        each
        for each in numerals(folded)
        if not any(dated[each.number_start : each.end]) and not _names_a_thing(folded, each)
    ]
    day_starts, number_starts = [day.start for day in days], [each.number_start for each in numbers]

    def days_of(stretch: Stretch | None) -> tuple[Moment, ...]:
        if stretch is None:
            return ()
        return tuple(days[bisect_left(day_starts, stretch.start) : bisect_left(day_starts, stretch.end)])

    found = []
    for place, stretch in enumerate(stretches):
        following = stretches[place + 1] if place + 1 < len(stretches) else None
        own = numbers[bisect_left(number_starts, stretch.start) : bisect_left(number_starts, stretch.end)]
        telling = tuple(cues(folded, stretch))
        found.append(
            Sentence(folded, stretch, following, telling, days_of(stretch), days_of(following), tuple(own), published)
        )
    return found
