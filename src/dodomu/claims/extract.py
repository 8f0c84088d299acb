"""Finds the claims with numbers in a news text, in Ukrainian and English, by words and places.

The steps: fold, cut into sentences, find numbers and dates, keep the numbers that count people, then ask for each what
it says (the nearest telling words), of whom, on which side, as of when, said by whom, and whether it still stands.
"""

from datetime import date
from typing import Literal

from dodomu.claims import lexicon
from dodomu.claims.claim import Claim
from dodomu.claims.folding import fold, sentences
from dodomu.claims.meaning import date_of, population_of, scope_of, side_of, speaker_of, status_of, what_of
from dodomu.claims.moments import moments
from dodomu.claims.numerals import Numeral, numerals
from dodomu.claims.passage import Before, Sentence, counts_people, read_sentence


def extract(text: str, *, lang: Literal["uk", "en"] | None = None, published: date | None = None) -> list[Claim]:
    """The claims of a passage in the order of the text, each distinct fact once.

    ``lang`` is only a hint: both languages are read in every text, because quotations mix them. ``published`` resolves
    "today", weekdays and dates without a year. Planned numbers, counts of exchanges, ages, percentages, unit numbers
    and children are no claims. The same number asserted and taken back makes two claims.

    >>> [(each.value, each.what, each.population) for each in extract("З полону звільнено 755 нацгвардійців.")]
    [(755, 'released', 'National Guard')]
    >>> [(each.value, each.what, each.span) for each in extract("More than 900 Azov fighters remain in captivity.")]
    [(900, 'in_captivity', 'More than 900 Azov fighters')]
    """
    folded = fold(text)
    stretches, days, numbers = sentences(folded), moments(folded, published=published), numerals(folded)
    read = [
        read_sentence(folded, stretch, following, days, numbers)
        for stretch, following in zip(stretches, [*stretches[1:], None], strict=False)
    ]
    kinds = {cue.what for sentence in read for cue in sentence.cues}
    # A first sentence without a telling word speaks of what the whole passage speaks of, if that is one thing.
    before = Before(cue=kinds.pop() if len(kinds) == 1 else None)
    for sentence in read:
        _add_claims(text, sentence, before)
    return _distinct(before.claims)


def _add_claims(text: str, sentence: Sentence, before: Before) -> None:
    is_about_captivity = bool(sentence.cues or before.cue or before.what)
    counted = [
        each for each in sentence.numbers if counts_people(sentence, each, is_about_captivity=is_about_captivity)
    ]
    said: list[Claim] = []
    for number in counted:
        what = what_of(sentence, number) or before.what or before.cue
        if what is None:
            continue
        population = population_of(sentence, number, counted, before)
        scope = scope_of(sentence, number, counted, before, what=what, population=population, said=said)
        said.append(
            Claim(
                value=number.value,
                value_high=number.value_high,
                comparator=number.comparator,
                what=what,
                population=population,
                side=side_of(sentence, number, before),
                date=date_of(sentence, number, before, scope=scope),
                scope=scope,
                status=status_of(sentence),
                speaker=speaker_of(sentence, number),
                span=text[number.start : _span_end(sentence, number)],
                start=number.start,
            )
        )
    before.claims.extend(said)
    if said:
        last = said[-1]
        before.what, before.side, before.on, before.scope = last.what, last.side, last.date, last.scope
        before.population = said[-1].population
    before.cue = sentence.cues[-1].what if sentence.cues else None
    events = [day.iso for day in sentence.days if day.iso and not day.is_since and not day.is_as_of]
    before.event_on = events[0] if events else None


def _span_end(sentence: Sentence, number: Numeral) -> int:
    """The quoted words are the number and the noun after it (of two nouns side by side the second ends it)."""
    phrase, end = sentence.phrase(number), 0
    for people in lexicon.PEOPLE.finditer(phrase):
        if end and phrase[end : people.start()].strip():
            break
        end = people.end()
    return number.end + end


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim for each fact: said again without another date, comparator or status it is the same fact."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.value, claim.value_high, claim.comparator, claim.what, claim.population, claim.side, claim.status)
        same = kept.get(key)
        if same is None:
            kept[key] = claim
        elif claim.date is not None and same.date is not None and claim.date != same.date:
            kept[(*key, claim.date)] = claim
    return sorted(kept.values(), key=lambda claim: claim.start)
