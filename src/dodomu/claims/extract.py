"""Finds the claims with numbers in a news text, in Ukrainian and English, by words and places.

The steps: fold, cut into sentences, find numbers and dates, keep the numbers that count people, then ask for each what
it says (the nearest telling words), of whom, on which side, as of when, said by whom, and whether it still stands.
Every step looks no farther than a clause of news reaches, so that a text costs what its length is.
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from dodomu.claims import lexicon, lexicon_status
from dodomu.claims import lexicon_things as things
from dodomu.claims.claim import Claim, Side, What
from dodomu.claims.counting import Counting, counting_of
from dodomu.claims.folding import Seen, fold, seen
from dodomu.claims.meaning import Counted, is_known_whole, status_of, what_of
from dodomu.claims.passage import Before, Sentence, read
from dodomu.claims.sides import sides_of
from dodomu.claims.speaking import speaker_of, speaks_last
from dodomu.claims.when import date_of, scope_of
from dodomu.claims.whom import population_of

#: A round is split into the services of its people; there are no more.
_MOST_PARTS = 14
#: More numbers than this are no news of one exchange.
_MOST_SUMS = 400
#: Groups that a round may consist of; of a service there are always others.
_WHOLE_ROUNDS = ("Azov", "Azovstal defenders", "Mariupol defenders", "civilians", "women")
#: «64 бійці ЗСУ» are simply soldiers, «21 військовослужбовець ЗСУ» may stand beside the Guard.
_ANY_FIGHTERS = re.compile(r"бійц|воїн|захисн|оборон|soldiers|fighters|troops|defenders")
_OF_A_ROUND = ("exchange_total", "exchange_part")
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
    return _distinct(_alone(_of_both(_beside_mistakes(before.claims))))


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
        # what follows goes on from those who came home, not from the whole they are part of
        place = len(said) - 1 if said and is_known_whole(sentence, each.place) else len(said)
        said[place:place] = claims
    said = _summed(said)
    said = _parts_of_what_was_told(said, before)
    if all(day.is_now or day.is_since for day in sentence.days):
        said = _beside_captives(said)
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
        if previous is not None:
            counted.append(Counted(place, previous))
    named = {sentence.numbers[each.place].value for each in counted if each.counting == "noun"}
    # «обмін 5 на 5: на волі п'ятеро цивільних» tells one number
    return [each for each in counted if each.counting != "formula" or sentence.numbers[each.place].value not in named]


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


def _summed(said: list[Claim]) -> list[Claim]:
    """Numbers after a whole that make it are its parts: 215 people, 205 Ukrainians and 10 foreigners.

    Those of several days are rounds of their own; parts without a group are of the group of the whole; a whole that
    one number of each side makes is of both.
    """
    for place, whole in enumerate(said[:-2]):
        after = [claim for claim in said[place + 1 : place + _MOST_PARTS] if claim.what == whole.what]
        total = 0
        for number, claim in enumerate(after, start=1):
            total += claim.low
            if number > 1 and total == whole.low and whole.scope in _OF_A_ROUND:
                parts = after[:number]
                return [_in_its_sum(each, whole, parts, said) for each in said]
    return said


def _parts_of_what_was_told(said: list[Claim], before: Before) -> list[Claim]:
    """The numbers of a sentence that make a whole told before it are its parts: 140 bodies; 112, 20, 5, 2 and 1."""
    wholes = [claim for claim in before.claims if claim.scope == "exchange_total"]
    if len(said) > 1 and any(
        whole.low == sum(claim.low for claim in said)
        and {(claim.what, claim.side) for claim in said} == {(whole.what, whole.side)}
        for whole in wholes
    ):
        return [replace(claim, scope="exchange_part") for claim in said]
    return said


def _in_its_sum(claim: Claim, whole: Claim, parts: list[Claim], said: list[Claim]) -> Claim:
    is_of_both = len(parts) == 2 and {part.side for part in parts} == {"ukrainian", "russian"}
    if claim is whole:
        # «45 „азовців“: 42 чоловіки та три жінки»: the round was of one group
        is_round = claim is said[0] and claim.population in _WHOLE_ROUNDS
        return replace(
            claim,
            side="other" if is_of_both else claim.side,
            scope="exchange_total" if is_round else claim.scope,
        )
    if not any(claim is part for part in parts):
        return claim
    if len({part.date for part in parts}) > 1:
        return replace(claim, scope="exchange_total")
    group = whole.population if claim.population == "all" else claim.population
    return replace(claim, population=group, scope="exchange_part" if whole.scope == "exchange_total" else claim.scope)


def _beside_captives(said: list[Claim]) -> list[Claim]:
    """Those released beside those still held are all who came home so far (where no day is named)."""
    if not any(claim.what == "in_captivity" for claim in said):
        return said
    return [
        replace(claim, scope="cumulative")
        if claim.what == "released" and claim.scope in ("exchange_total", "exchange_part")
        else claim
        for claim in said
    ]


def _beside_mistakes(claims: list[Claim]) -> list[Claim]:
    """A number that was wrongly given as held counts all who came home, not one round."""
    mistaken = {
        str(claim.value): claim.population
        for claim in claims
        if claim.status == "retracted" and claim.what == "in_captivity"
    }
    return [
        replace(
            claim,
            scope="cumulative",
            population=mistaken[str(claim.value)] if claim.population == "all" else claim.population,
        )
        if claim.what == "released" and claim.status == "asserted" and str(claim.value) in mistaken
        else claim
        for claim in claims
    ]


def _of_both(claims: list[Claim]) -> list[Claim]:
    """A round's number that is the sum of what each side got is of both: 270 people, 55 Russians and 215 captives."""
    ours, theirs = (
        {claim.low for claim in claims if (claim.what, claim.side, claim.scope) == ("released", side, "exchange_total")}
        for side in ("ukrainian", "russian")
    )
    sums = {one + other for one in ours for other in theirs} if len(ours) * len(theirs) <= _MOST_SUMS else set()
    return [
        replace(claim, side="other")
        if (claim.what, claim.side, claim.scope) == ("released", "ukrainian", "exchange_total") and claim.low in sums
        else claim
        for claim in claims
    ]


def _alone(claims: list[Claim]) -> list[Claim]:
    """A group that nobody is told to have come home with is its round: 31 civilians, 64 fighters of the army."""
    told = [claim for claim in claims if claim.what == "released" and claim.scope in _OF_A_ROUND]
    if not told or any(claim.low >= told[0].low or claim.population in ("all", "military") for claim in told[1:]):
        return claims
    first = told[0]
    if first.population == "Armed Forces" and len(told) == 1 and _ANY_FIGHTERS.search(first.span.lower()):
        whole = replace(first, scope="exchange_total", population="all")
    elif first.population in ("civilians", "women") or (first.population in _WHOLE_ROUNDS and len(told) > 1):
        whole = replace(first, scope="exchange_total")
    else:
        return claims
    return [whole if claim is first else claim for claim in claims]


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim for each fact: said again without another date, comparator or status it is the same fact."""
    kept: dict[tuple[object, ...], Claim] = {}
    again: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for claim in claims:
        key: tuple[object, ...] = (
            str(claim.value),
            claim.comparator,
            claim.what,
            claim.population,
            claim.side,
            claim.status,
        )
        same = kept.get(key)
        if same is not None and claim.date is not None and same.date is not None and claim.date != same.date:
            key = (*key, claim.date)
            same = kept.get(key)
        if same is None:
            kept[key], again[key] = claim, []
            continue
        again[key].extend(claim.places)
        if same.scope == "exchange_total" and claim.scope == "exchange_part" and same.date in (None, claim.date):
            kept[key] = replace(same, scope="exchange_part")  # the headline's number, told to be a part
    found = [replace(claim, again=tuple(again[key])) for key, claim in kept.items()]
    return sorted(found, key=lambda claim: claim.start)
