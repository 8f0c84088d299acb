"""Whether a number is of a round, of a part of one, of all since a start or of one moment, and as of which day."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from dodomu.claims.bare import COMPARED, Counting
from dodomu.claims.claim import Claim, Scope, What
from dodomu.claims.lexicon_sides import BOTH_SIDES
from dodomu.claims.meaning import Counted, is_part
from dodomu.claims.moments import Moment
from dodomu.claims.numerals import Numeral
from dodomu.claims.passage import REACH, Before, Sentence

_PART = re.compile(r"[зі]з? них|of (?:whom|them)|including|among them")
_NEAR = 40
_BESIDE = 12
_IN_ALL = re.compile(r"загалом|всього|усього|in total|overall|altogether|сумарно")
#: No exchange brought so many home in one day.
_LARGEST_ROUND = 700
_IN_DAYS = re.compile(
    r"\s*(?:two|three)-day\b|\s*(?:три|дво)денн|"
    r"\s*(?:,\s*)?(?:за|in|over)\s+(?:the\s+)?(?:ці\s+|past\s+|last\s+)?(?:дв[аі]|три"
    r"|two|three)\s+(?:дні|days)"
)
_SINCE_THE_START = re.compile(
    r"since (?:the )?(?:full|start|begin|war|russia|invasion|february)|(?:від|з|із) (?:початку|лютого|24 лютого)"
)
#: «Had been in captivity since 2022».
_HELD_SINCE = re.compile(r"(?:полон|невол|утрим|ув'язнен|captiv|held|prison|custody)[^.,;]*$")
#: «Of the 144 released, 95 are»: the whole, said again.
_WHOLE_AGAIN = re.compile(r"^[\"' ]*(?:(?:of|out of|among) the|(?:зі|із|з|серед|з-поміж)(?: цих| усіх)?)\s+$")
_FEW = 40
_BEGINNING = re.compile(r"(?:(?:beginning|end|start|middle) of|early in|late in|на початку|наприкінці|в кінці)\s+$")
_OF_THEM = re.compile(r"\s*of them\b")
_THE_FREED = re.compile(
    r"\s*(?:із |зі )?(?:звільнен|визволен|повернен|повернут)(?:их|і)\b"
    r"|\s*of the (?:freed|released|returned)"
)
_OF_DAYS = re.compile(r"\b(?:two|three)-day (?:exchange|swap)|(?:три|дво)денн\w+ обмін")
_SAID_ON = re.compile(
    r"\b(?:said|told \w+|wrote|announced|reported)(?: on| late on)?\s+$|(?:повідоми"
    r"|сказа|заяви|написа)\w+ (?:у |в )?$"
)
_ON = re.compile(r"\s+on\s+")
_AND = re.compile(r"\b(?:and|та|і|й)\b")
_FOREIGN = "other: foreigners"
_SAID_ON_THAT_DAY = re.compile(r"[^.;]{0,70}\b(?:stated|said|told|reported|announced|заяви|повідоми|розпові|сказа)")
_EARLIER = re.compile(r"[\"' ]*(?:раніше|перед тим|earlier|previously)\b")
#: «Handed over 1,000 and received 19 in return on Thursday»: one day for both.
_IN_RETURN = re.compile(r"in (?:return|exchange)|натомість|взамін|навзаєм")
_OF_THE_SWAP = re.compile(r"обмін|swap|exchang")
_STRAIGHT_AFTER = re.compile(r"\s*(?:of them\s+|з них\s+)?(?:[\w'-]+\s+)?(?:on|in|at|-|у|в)?\s*")
#: «Prokopenko, who was himself freed in 2022, said»: the year is of the speaker.
_ASIDE = re.compile(r",\s*(?:who|який|яка|котрий|котра)\s[^,;.]*$")
_CLAUSE_ENDS = re.compile(r",(?!\d)[^,]{0,60}\b(?:said|wrote|told|reported|announced|сказа|повідоми|зазначи|заяви)")
_WHO_WERE = re.compile(
    r"\b(?:defended|guarded|боронили|захищали|обороняли)\b|(?:who|які|що"
    r"|котрі)\s+(?:[\w'-]+\s+){0,3}?(?:утримув|перебув|провел|провів|held|been|captur|defend|taken|surrender"
    r"|were held|потрап|захищ|борон"
    r"|оборон|полон)"
)


def scope_of(
    sentence: Sentence,
    place: int,
    counting: Counting,
    counted: Sequence[Counted],
    *,
    what: What,
    population: str,
    said: Sequence[Claim],
    before: Before,
) -> Scope:
    """Whether a number is a round, a part of one, a total since a start, or a state at one moment."""
    if what == "other":
        return "other"
    if what == "in_captivity":
        return "stock"
    if what == "missing":
        return "cumulative" if sentence.is_of_a_register else "stock"
    number = sentence.numbers[place]
    part = is_part(sentence, place, counting)
    is_first = not said and not before.claims and place == 0
    part = part and not (is_first and _OF_THEM.match(sentence.rest(place)))  # «Our people are back. 207 of them»
    is_total = _is_cumulative(sentence, place, counted, before)
    own_days = {day.iso for day in sentence.days if day.iso and not (day.is_since or day.is_as_of or day.is_now)}
    is_told_apart = before.on is not None or _EARLIER.match(sentence.words) is not None
    is_other_day = bool(own_days) and is_told_apart and before.on not in own_days
    is_other_day = is_other_day and (population == "all" or what == "body_repatriated")
    is_other_event = not part and (is_other_day or (what == "body_repatriated" and before.what == "released"))
    if (
        what == "released"
        and counting == "noun"
        and _THE_FREED.match(sentence.phrase(place))
        and any(claim.scope == "exchange_total" and claim.low > number.value for claim in before.claims)
    ):
        return "exchange_part"
    are_parts = bool(said) and all(claim.scope == "exchange_part" for claim in said)
    if are_parts and not part and number.value == sum(claim.low for claim in said if claim.what == what):
        return "exchange_total"  # «33 військові та 51 цивільний: 84 українці»
    if sentence.goes_on and _WHOLE_AGAIN.search(sentence.lead(place)):
        again = [claim for claim in before.claims if (claim.what, claim.low) == (what, number.value)]
        if again:
            return again[-1].scope
    if (
        sentence.goes_on
        and not is_other_event
        and not is_total
        and before.scope in ("cumulative", "exchange_total", "exchange_part")
    ):
        return "cumulative" if before.scope == "cumulative" else "exchange_part"
    if said and (part or population != "all" or counting == "bare") and said[-1].what == what:
        if said[-1].scope == "cumulative":
            return "cumulative"
        if said[-1].scope in ("exchange_total", "exchange_part") and part:
            return "exchange_part"
    told = said[-1].what if said else before.what if sentence.goes_on else None
    if told == "other" and what == "released":
        return "cumulative"
    if what == "released" and number.value > _LARGEST_ROUND and not part and not _IN_DAYS.search(sentence.words):
        return "cumulative"
    if said and said[-1].what == what == "body_repatriated" and said[-1].scope == "exchange_part":
        return "exchange_part"
    close = closest(
        sentence,
        number,
        [
            day
            for day in sentence.days_near(number)
            if (day.is_as_of or len(day.iso or "") == 4)
            and not _describes(sentence, number, day)
            and not (day.is_as_of and _is_as_of_another(sentence, place, day))
            and not _BEGINNING.search(sentence.folded, max(0, day.start - 20), day.start)
            and not (day.is_since and _HELD_SINCE.search(sentence.folded, max(0, day.start - 50), day.start))
        ],
    )
    is_joined = bool(said) and said[-1].scope == "cumulative" and place > 0 and not sentence.days
    if is_joined and what == "body_repatriated" and _AND.search(sentence.before(place)):
        return "cumulative"
    if is_total or (close is not None and (close.is_as_of or gap(close, number) < _NEAR)):
        return "cumulative"
    if (
        what == "released"
        and before.scope == "stock"
        and all(day.is_since for day in sentence.days)
        and not _OF_THE_SWAP.search(sentence.words)
        and not _EARLIER.match(sentence.words)
        and before.event_on is None
        and (number.value > _FEW or number.comparator != "exact" or counting != "noun")
    ):
        return "cumulative"
    if what == "body_repatriated" and before.scope == "cumulative" and not sentence.days:
        return "cumulative"
    colon = sentence.folded.find(":", sentence.stretch.start, number.start)
    is_list = bool(said) and sentence.numbers[counted[0].place].end <= colon
    if colon >= 0 and len(counted) > 1 and (is_list or (before.scope == "exchange_total" and not is_other_event)):
        return "exchange_part"
    is_from_somewhere = what == "body_repatriated" and population.startswith("other: ") and population != _FOREIGN
    if is_from_somewhere or (population in ("all", _FOREIGN) and part):
        return "exchange_part"
    is_first_of_bodies = what == "body_repatriated" and not said and not before.claims and not part
    if (
        population in ("all", _FOREIGN)
        or is_first_of_bodies
        or (population == "women" and not said and not (sentence.goes_on and before.claims))
    ):
        return "exchange_total"
    return "exchange_part"


def _is_cumulative(sentence: Sentence, place: int, counted: Sequence[Counted], before: Before) -> bool:
    """A word of summing up belongs to the number nearest to it that is no part of another."""
    if not sentence.sums_up:
        return False
    at = bisect_left(counted, place, key=lambda each: each.place)
    near = counted[max(0, at - _BESIDE) : at + _BESIDE]
    roots = [each.place for each in near if not is_part(sentence, each.place, each.counting)]
    number = sentence.numbers[place]
    rounds = [claim.low for claim in before.claims if claim.scope in ("exchange_total", "exchange_part")]
    for start, end in sentence.sums_up:
        if (number.value <= _LARGEST_ROUND and _IN_DAYS.match(sentence.folded, end)) or _OF_DAYS.search(sentence.words):
            continue  # «усього за два дні»: stages of one exchange
        if (
            rounds
            and (number.value <= max(rounds) or number.value == sum(rounds))
            and _IN_ALL.match(sentence.folded, start)
        ):
            continue  # «загалом» sums up the round that was just told
        is_beside = len(sentence.sums_up) == 1 and -1 <= number.number_start - end <= 1
        is_beside = is_beside and BOTH_SIDES.search(sentence.lead(place)) is not None
        if is_beside and number.value <= _LARGEST_ROUND and _IN_ALL.match(sentence.folded, start):
            continue  # «обміняли загалом 206»: the whole of one round
        if len(sentence.sums_up) > _BESIDE and not number.start - REACH < start < number.end + REACH:
            continue
        if len(roots) < 2 or place not in roots:
            return True
        costs = [(_far(sentence, sentence.numbers[each], start, end), each) for each in roots]
        if min(costs)[1] == place:
            return True
        at = roots.index(place)
        if at and min(costs)[1] == roots[at - 1] and _are_joined(sentence, roots[at - 1], place):
            return True
    return False


def _far(sentence: Sentence, number: Numeral, start: int, end: int) -> int:
    low, high = (end, number.start) if end <= number.start else (number.end, start)
    is_behind_comma = number.end <= start and sentence.bounds_between(low, high) > 0
    return (
        max(0, high - low)
        + 60 * is_behind_comma
        + 40 * sentence.bounds_between(low, high)
        + 80 * sentence.contrasts_between(low, high)
    )


def _are_joined(sentence: Sentence, first: int, second: int) -> bool:
    """Two numbers of one sum: 2080 servicemen and 230 civilians."""
    between = sentence.folded[sentence.numbers[first].end : sentence.numbers[second].start]
    return len(between) < 60 and re.search(r"(?:\band|та|і|й|,)\s*$", between) is not None


def date_of(sentence: Sentence, place: int, *, what: What, scope: Scope, before: Before) -> str | None:
    """The date of the event, or the date that the number is as of; None where the text says none."""
    number = sentence.numbers[place]
    usable = [day for day in sentence.days_near(number) if not day.is_since and not _describes(sentence, number, day)]
    usable = [day for day in usable if not _is_of_the_compared(sentence, place, day)]
    usable = [
        day
        for day in usable
        if not day.is_this_year
        or (
            scope in ("cumulative", "other")
            and gap(day, number) < _NEAR + 30
            and (day.end <= number.start or gap(day, number) < 25)
            and closest(sentence, number, [day]) is not None
            and not sentence.contrasts_between(*sorted((day.start, number.start)))
        )
    ]
    at_once = [day for day in usable if day.is_now and 0 <= number.start - day.end < 6]
    if at_once:
        return at_once[0].iso  # «учора – 390»
    as_of = [
        day
        for day in usable
        if day.is_as_of
        and not _is_as_of_another(sentence, place, day)
        and not (day.start > number.end and sentence.contrasts_between(number.end, day.start))
    ]
    if as_of:
        return min(as_of, key=lambda day: gap(day, number)).iso
    events = [day for day in usable if not day.is_now]
    if scope == "cumulative":
        piece = sentence.piece(number.start)
        events = [
            day
            for day in events
            if (len(day.iso or "") == 4 and not _SINCE_THE_START.search(sentence.folded, day.end, number.start))
            or (gap(day, number) < _NEAR - 10 and piece.start <= day.start <= piece.end)
        ]
    if scope == "stock":
        events = [day for day in events if not sentence.contrasts_between(*sorted((day.start, number.start)))]
    if what == "other":
        events = [day for day in events if not _SAID_ON_THAT_DAY.match(sentence.folded, day.end, number.start)]
    event = closest(sentence, number, events)
    if event is not None:
        return event.iso
    if (
        len(events) == 1
        and scope in ("exchange_total", "exchange_part", "stock")
        and not (scope == "stock" and _has_number_between(sentence, number, events[0]))
        and (
            not sentence.contrasts_between(number.end, events[0].start)
            or _IN_RETURN.search(sentence.folded, number.end, events[0].start)
        )
    ):
        return events[0].iso
    now = [day for day in usable if day.is_now]
    if now:
        return now[0].iso
    days_after = [day for day in sentence.days_after if not day.is_since and len(day.iso or "") >= 10]
    if days_after and (
        sentence.words_after.startswith(("про це", "this was"))
        or (scope == "exchange_total" and not before.claims and _OF_THE_SWAP.search(sentence.words_after))
    ):
        return days_after[0].iso
    if (sentence.goes_on and before.what != "other") or (scope == "stock" and before.scope == "stock"):
        return before.on
    if scope == "exchange_part":
        return before.event_on or before.last_event_on
    return before.event_on if scope == "exchange_total" else None


def is_of_the_saying(sentence: Sentence, day: Moment) -> bool:
    """Whether a date tells when something was said: "said on Tuesday that 70 had been released"."""
    return _SAID_ON.search(sentence.folded, max(sentence.stretch.start, day.start - 40), day.start) is not None


def _is_of_the_compared(sentence: Sentence, place: int, day: Moment) -> bool:
    """«70,000, up from 63,000 in February»: the month is that of the other number."""
    if place + 1 >= len(sentence.numbers) or day.start < sentence.numbers[place + 1].start:
        return False
    return COMPARED.search(sentence.before(place + 1)[-30:]) is not None


def _describes(sentence: Sentence, number: Numeral, day: Moment) -> bool:
    """Whether a date tells of those counted, not of the event: soldiers who defended Mariupol in 2022."""
    if day.end <= number.start:
        aside = _ASIDE.search(sentence.folded, max(sentence.stretch.start, day.start - 70), day.start)
        return aside is not None and "," in sentence.folded[day.end : min(number.start, day.end + 40)]
    if day.start < number.end or day.start - number.end > 120:
        return False
    who = _WHO_WERE.search(sentence.folded, number.end, day.start)
    return who is not None and not _CLAUSE_ENDS.search(sentence.folded, who.end(), day.start)


def _has_number_between(sentence: Sentence, number: Numeral, day: Moment) -> bool:
    return any(number.end <= each.start < day.start for each in sentence.numbers)


def _is_as_of_another(sentence: Sentence, place: int, day: Moment) -> bool:
    """«808 people as of 13 October, said the staff after a swap in which 20 came home»."""
    if place == 0 or day.start > sentence.numbers[place].start:
        return False
    last = sentence.numbers[place - 1]
    return 0 <= day.start - last.end < _NEAR and sentence.numbers[place].start - day.end > _NEAR


def _is_of_another(sentence: Sentence, day: Moment) -> bool:
    """Whether a date stands right behind a number of its own: «200 on 5 March and 300 on 6 March»."""
    at = bisect_left(sentence.numbers, day.start, key=lambda each: each.start)
    return at > 0 and 0 <= day.start - sentence.numbers[at - 1].end < 25


def gap(day: Moment, number: Numeral) -> int:
    """How many characters stand between a date and a number."""
    return number.start - day.end if day.end <= number.start else day.start - number.end


def closest(sentence: Sentence, number: Numeral, days: Sequence[Moment]) -> Moment | None:
    """The last date before a number; else the first one after it with no other number in between."""
    earlier = [day for day in days if day.end <= number.start]
    straight = [
        day
        for day in days
        if 0 <= day.start - number.end < 25 and _STRAIGHT_AFTER.fullmatch(sentence.folded, number.end, day.start)
    ]
    if straight and (
        _ON.fullmatch(sentence.folded, number.end, straight[0].start)
        or not earlier
        or sentence.bounds_between(earlier[-1].end, number.start)
        or _is_of_another(sentence, earlier[-1])
    ):
        return straight[0]
    if earlier:
        return earlier[-1]
    place = bisect_left(sentence.numbers, number.start, key=lambda each: each.start)
    words = _PART.split(sentence.after(place), maxsplit=1)[0]
    limit = number.end + len(words)
    later = [day for day in days if number.end <= day.start <= limit]
    return later[0] if later else None
