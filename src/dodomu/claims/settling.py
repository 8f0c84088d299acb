"""Claims set right by one another: parts by their sum, totals by those still held, and each fact told once."""

import re
from dataclasses import replace

from dodomu.claims.claim import Claim
from dodomu.claims.passage import Before

#: A round is split into the services of its people; there are no more.
_MOST_PARTS = 14
#: More numbers than this are no news of one exchange.
_MOST_SUMS = 400
#: Groups that a round may consist of; of a service there are always others.
_WHOLE_ROUNDS = ("Azov", "Azovstal defenders", "Mariupol defenders", "civilians", "women")
#: «64 бійці ЗСУ» are simply soldiers, «21 військовослужбовець ЗСУ» may stand beside the Guard.
_ANY_FIGHTERS = re.compile(r"бійц|воїн|захисн|оборон|soldiers|fighters|troops|defenders")
_OF_A_ROUND = ("exchange_total", "exchange_part")


def summed(said: list[Claim]) -> list[Claim]:
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


def parts_of_what_was_told(said: list[Claim], before: Before) -> list[Claim]:
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


def beside_captives(said: list[Claim]) -> list[Claim]:
    """Those released beside those still held are all who came home so far (where no day is named)."""
    if not any(claim.what == "in_captivity" for claim in said):
        return said
    return [
        replace(claim, scope="cumulative")
        if claim.what == "released" and claim.scope in ("exchange_total", "exchange_part")
        else claim
        for claim in said
    ]


def came_so_far(last: list[Claim], held: Claim) -> list[Claim]:
    """«70 guards of the plant were brought back. Another 107 are still held»: the first are all who came so far."""
    return [
        replace(claim, scope="cumulative")
        if claim.what == "released"
        and claim.scope == "exchange_part"
        and claim.date is None
        and claim.population == held.population
        else claim
        for claim in last
    ]


def beside_mistakes(claims: list[Claim]) -> list[Claim]:
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


def of_both(claims: list[Claim]) -> list[Claim]:
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


def alone(claims: list[Claim]) -> list[Claim]:
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


def distinct(claims: list[Claim]) -> list[Claim]:
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
