"""Finds the claims with numbers in a news text, in Ukrainian and English, by words and places.

The steps: fold, cut into sentences, find numbers and dates, keep the numbers that count people, then ask for each what
it says (the nearest telling words), of whom, on which side, as of when, said by whom, and whether it still stands.
Every step looks no farther than a clause of news reaches, so that a text costs what its length is.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Literal, get_args

from dodomu.claims import lexicon, lexicon_status
from dodomu.claims import lexicon_things as things
from dodomu.claims.bare import Counting
from dodomu.claims.claim import Claim, Side, What
from dodomu.claims.counting import counting_of, is_planned
from dodomu.claims.folding import Seen, fold, seen
from dodomu.claims.meaning import Counted, is_known_whole, status_of, what_of
from dodomu.claims.passage import Before, Sentence, read
from dodomu.claims.settling import (
    alone,
    beside_captives,
    beside_mistakes,
    came_so_far,
    distinct,
    of_both,
    parts_of_what_was_told,
    summed,
)
from dodomu.claims.sides import sides_of
from dodomu.claims.speaking import speaker_of, speaks_last
from dodomu.claims.when import date_of, is_of_the_saying, scope_of
from dodomu.claims.whom import STILL_MORE, population_of

Language = Literal["uk", "en", "auto"]


def claims_in(text: str, *, language: Language, published: date | str | None = None) -> list[Claim]:
    """The claims of a passage in the order of the text, each distinct fact once.

    Both languages are read in every text, because quotations mix them: ``language`` is what the reader believes it to
    be, and changes nothing yet. ``published`` resolves "today", weekdays and dates without a year; ISO, it may be
    known in part (``2024-12``). Planned numbers, counts of exchanges, ages, percentages, unit numbers and children
    are no claims. The same number asserted and taken back makes two claims.

    >>> found = claims_in("З полону звільнено 755 нацгвардійців.", language="uk")
    >>> [(each.value, each.what, each.population) for each in found]
    [(755, 'released', 'National Guard')]
    >>> found = claims_in("More than 900 Azov fighters remain in captivity.", language="auto")
    >>> [(each.value, each.what, each.span) for each in found]
    [(900, 'in_captivity', 'More than 900 Azov fighters')]
    """
    if language not in get_args(Language):
        raise ValueError(f"language: uk, en or auto, not {language!r}")
    shown = seen(text)
    folded = fold(shown.text)
    day, today = publication(published)
    sentences = read(folded, letters=shown.text, published=day, today=today)
    speaks_of_return = any(sentence.kinds & {"released", "body_repatriated", "missing"} for sentence in sentences)
    if not (speaks_of_return or lexicon.ABOUT_CAPTIVITY.search(folded)):
        return []
    corrects = lexicon_status.CORRECTION.search(folded) is not None
    kinds: set[What] = {cue.what for sentence in sentences for cue in sentence.cues if cue.what != "noise"}
    # A first sentence without a telling word speaks of what the whole passage speaks of, if that is one thing.
    is_of_exchange = not kinds and lexicon.EXCHANGE.search(folded) is not None
    before = Before(cue=kinds.pop() if len(kinds) == 1 else "released" if is_of_exchange else None)
    for sentence in sentences:
        _add_claims(text, shown, sentence, before, corrects=corrects)
    return distinct(alone(of_both(beside_mistakes(before.claims))))


def publication(published: date | str | None) -> tuple[date | None, str | None]:
    """The last day that publication may have been on, and what "today" is called when only a part of it is known.

    >>> publication("2024-12")
    (datetime.date(2024, 12, 31), '2024-12')
    """
    if not isinstance(published, str):
        return published, None
    parts = [int(part) for part in re.findall(r"\d+", published)]
    try:
        if len(parts) == 3:
            return date(*parts), None
        if len(parts) == 2:
            return date(parts[0], parts[1], monthrange(*parts)[1]), published
        return (date(parts[0], 12, 31), published) if parts else (None, None)
    except (ValueError, OverflowError):
        return None, None


def _add_claims(text: str, shown: Seen, sentence: Sentence, before: Before, *, corrects: bool) -> None:
    counted = _counted(sentence, before)
    said: list[Claim] = []
    follows_noise = False
    for each in counted:
        what = what_of(sentence, each.place, each.counting, said=() if follows_noise else said, before=before)
        follows_noise = what == "noise"  # parts of those found, wounded or asked are no parts of those told before
        if what is None or what == "noise":
            continue
        claims = _claims_of(text, shown, sentence, each, counted, what, said, before, corrects=corrects)
        if not said and claims[0].what == "in_captivity" and STILL_MORE.match(sentence.words):
            before.claims[-1:] = came_so_far(before.claims[-1:], claims[0])
        # what follows goes on from those who came home, not from the whole they are part of
        place = len(said) - 1 if said and is_known_whole(sentence, each.place) else len(said)
        said[place:place] = claims
    said = summed(said)
    said = parts_of_what_was_told(said, before)
    if all(day.is_now or day.is_since or is_of_the_saying(sentence, day) for day in sentence.days):
        said = beside_captives(said)
    before.claims.extend(said)
    if said:
        last = said[-1]
        before.what, before.on, before.scope = last.what, last.date, last.scope
        before.side = (
            "ukrainian" if any(each.side == "ukrainian" for each in said) else last.side
        )  # whom the sentence was about
        before.population, before.of_whom = last.population, said[0].population
    before.speaker = speaks_last(sentence, said) or before.speaker
    told: list[What] = [cue.what for cue in sentence.cues if cue.what != "noise"]
    is_of_exchange = not told and lexicon.EXCHANGE.search(sentence.words) is not None
    before.cue = told[-1] if told else "released" if is_of_exchange else None
    events = [day.iso for day in sentence.days if day.iso and not (day.is_since or day.is_as_of or day.is_this_year)]
    before.last_event_on = events[0] if events else before.last_event_on
    before.event_on = events[0] if events else before.event_on if sentence.goes_on else None


def _counted(sentence: Sentence, before: Before) -> list[Counted]:
    has_context = bool(
        sentence.kinds - {"noise"} or before.cue or before.what or lexicon.SPEAKS_OF_CAPTIVES.search(sentence.words)
    )
    counted: list[Counted] = []
    previous: Counting | None = None
    for place in range(len(sentence.numbers)):
        previous = counting_of(sentence, place, has_context=has_context, previous=previous)
        if previous is not None and place and _is_part_of_a_plan(sentence, place, counted):
            previous = None
        if previous is not None:
            counted.append(Counted(place, previous))
    named = {sentence.numbers[each.place].value for each in counted if each.counting == "noun"}
    # «обмін 5 на 5: на волі п'ятеро цивільних» tells one number
    return [each for each in counted if each.counting != "formula" or sentence.numbers[each.place].value not in named]


def _is_part_of_a_plan(sentence: Sentence, place: int, counted: list[Counted]) -> bool:
    """«107 would be exchanged, 65 of them fighters»: neither has come home."""
    is_of_them = things.ANAPHORIC.match(sentence.rest(place)) is not None
    return is_of_them and all(each.place != place - 1 for each in counted) and is_planned(sentence, place - 1)


def _claims_of(
    text: str,
    shown: Seen,
    sentence: Sentence,
    each: Counted,
    counted: list[Counted],
    what: What,
    said: list[Claim],
    before: Before,
    *,
    corrects: bool,
) -> list[Claim]:
    number = sentence.numbers[each.place]
    sides: list[Side] = sides_of(sentence, each.place, what=what, counting=each.counting, said=said, before=before)
    population = population_of(sentence, each.place, each.counting, counted, what=what, said=said, before=before)
    scope = scope_of(
        sentence, each.place, each.counting, counted, what=what, population=population, said=said, before=before
    )
    start = shown.original(number.start)
    end = shown.original(_span_end(sentence, each.place) - 1) + 1
    return [
        Claim(
            value=number.stated,
            comparator=number.comparator,
            what=what,
            population=population,
            side=side,
            date=date_of(sentence, each.place, what=what, scope=scope, before=before),
            scope=scope,
            status=status_of(sentence, each.place, corrects=corrects),
            speaker=speaker_of(sentence, each.place, before=before),
            span=text[start:end],
            start=start,
        )
        for side in sides
    ]


def _span_end(sentence: Sentence, place: int) -> int:
    """The quoted words are the number and the noun after it (of two nouns side by side the second ends it)."""
    phrase, end = sentence.phrase(place), 0
    for people in things.PEOPLE.finditer(phrase):
        if end and phrase[end : people.start()].strip():
            break
        end = people.end()
    return sentence.numbers[place].end + end
