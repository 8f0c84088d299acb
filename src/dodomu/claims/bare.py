"""Numbers without a noun that still count people: in lists, after dashes, beside telling words."""

import re
from typing import Literal

from dodomu.claims import lexicon, lexicon_groups
from dodomu.claims import lexicon_things as things
from dodomu.claims.passage import DASH_AFTER, DASH_BEFORE, Sentence

Counting = Literal["noun", "anaphoric", "bare", "formula"]

_NUMBER_OF = re.compile(r"(?:number|count|кількість) (?:of )?(?:[\w'-]+ ){0,2}?([\w'-]+)[^.;,]{0,25}[:-]\s*$")
_IT_WAS = re.compile(
    r"(?:it|there) (?:was|were)\s+$|(?:тоді|раніше|учора|вчора) (?:було |були |їх було )?$|їх (?:було|є"
    r"|стало|налічувалося|налічували)\s+$"
)
_ADVERBS = re.compile(
    r"\s*(?:(?:ще|досі|вже|уже|still|were|are|is|have|has|had|been|was|already|now|finally|so far)\s+)*"
)
_ADJECTIVE_DIRECTION = re.compile(r"\s*-?\s*(?:із|зі|з)\s+[\w'-]+(?:ського|цького|ого)(?![\w'])")
_NEAR = re.compile(r"\s*from (?:near|around|the)\s+\w+")
_HURT = re.compile(r"\s*(?:others? |more )?(?:wounded|injured|поранен[оі])\b")
_COUNTED_BEFORE = re.compile(
    r"number|total|tally|toll|figure|count\b|estimate|how many|скільки|кількіст|цифр|загальн|становить"
    r"|сягнул|дорівн|налічу|перебуває"
    r"|повернут|звільнен\w*"
)
#: «The tally stood at 6,005», «the total rose to 3,956».
_MEASURED = re.compile(
    r"(?:(?:stood|stands|stand|puts?(?: it| them| the \w+)?) at|(?:rose|risen|rises|grew|grown|climbed"
    r"|brought|brings|bringing) to"
    r"|reached|reaches|сягає|сягнула?|становить|досягла?|зросла? до|дорівнює|it (?:is|was)|numbers?"
    r"|вдалося|вдалось|удалося|удалось)\s+$"
)
_THE_NUMBER = re.compile(r"\s*(?:is |was )?the number\b")
_FINITE = re.compile(
    r"\s*(?:(?:still|also|further|ще|також|досі)\s+)?(?:have|has|had|were|was|are|remain|remained|досі|були|було"
    r"|служили|належать|воювали)\b(?! (?:a|an|the)\b)"
)
#: «Nine from the Guard, the other 188 from the Armed Forces».
_THE_OTHERS = re.compile(r"(?:the (?:other|remaining|rest)|решта|інші|іще|ще)\s+(?:-\s+)?$")
_ONLY_BEFORE = re.compile(
    r"(?:(?<!\w)(?:only|just|exactly|so far|now|рівно|лише|тільки|наразі"
    r"|поки(?: що)?|вже|уже|досі)\s+)*$"
)
_RECEIVED_AFTER = re.compile(r"\s*(?:were |was )?(?:received|отримано|прийнято)\b")
_AND_NEXT = re.compile(r"\s*(?:and|while|та|і|а)\s")
_SIDE_BEFORE = re.compile(
    r"(?:\band|,|\bwhile|(?<!\w)(?:та|і|а))\s+(?:ukraine|russia|moscow|kyiv"
    r"|україна|росія|москва|київ)\s+$"
)
_FROM_ABROAD = re.compile(r"\s*from (?:britain|morocco|croatia|sweden|the (?:united (?:states|kingdom)|u\.?[sk]))")
_NOT_BEFORE = re.compile(r"(?:,\s+not|а не)\s+$")
_TO_A_SIDE = re.compile(r"\s*(?:to (?:moscow|russia|kyiv|kiev|ukraine)|росії|україні|москві|києву|рф)\b")
_AS_OF = re.compile(r"\s*(?:as of|станом на)\s")
_GOT = re.compile(
    r"(?:got|received|been given|took back|was given|were given|(?:отрима|одержа)л\w"
    r"|прийнял\w)\s+(?:back\s+)?$"
)
_LIST_GOES_ON = re.compile(r"\s*(?:$|[,.;)!]|(?:on|in|у|в|at|and|та|і|й|after)\s)")
#: «The number of Ukrainian troops held at 6,465», «that of Russians at 1,348»: those counted stand before the number.
OWNER_BEFORE = re.compile(
    r"(?:(?:number|count|tally|that|those) of|(?:кількість|число|чисельність))\s+([^;:.]{4,80}?)[\s,]*"
    r"(?:\b(?:at|is|was|to|as)|-|становить|сягає|сягнула|склала|дорівнює)\s+$"
)
FROM_SOMEWHERE = re.compile(
    r"\s*-?\s*(?:(?:came|were|was) )?(?:from|of|with|in|at|on|із|зі|з|до лав|на|від)\s+(?:[\w'\"-]+\s+){0,4}?[\w'\"-]*"
    r"(?:direction|front|sector|axis|morgue|side|напрямк|напрямку|морг|сторон|бок)"
)
#: «70,000, up from 63,000», «double the 23,000 of a year ago».
COMPARED = re.compile(
    r"(?:(?:up|down|increase|rise|drop) from|compared (?:with|to)|against|double|twice|triple|порівняно з|проти"
    r"|в?удвічі більше(?: за| ніж)?)\s+(?:the\s+)?$"
)
#: «6,005 after the exchange»: a number without a noun of its own.
ADRIFT = re.compile(
    r"\s*(?:after|before|since|during|following|by|when|(?:on|in|over|during) (?:the|a|one) (?:largest"
    r"|biggest|single|latest|last|first|second|next"
    r"|same)|після|перед|під час|протягом)\s"
)
IN_RETURN = re.compile(r"\s*(?:in (?:exchange|return|turn)|back|натомість|взамін|навзаєм|узамін)\b")
ENDS = re.compile(r"\s*(?:$|[,.;)!\"])")
SMALLEST_FORMULA = 1000  # «1000 на 1000» is the name of a plan


def stands_bare(sentence: Sentence, place: int, previous: Counting | None, *, may_be_year: bool) -> bool:
    """Whether a number counts people though no noun says so: «повернулося 95», «Нацгвардії – 12»."""
    number = sentence.numbers[place]
    lead, rest = sentence.lead(place), sentence.rest(place)
    tail = rest[_ADVERBS.match(rest).end() :] if _ADVERBS.match(rest) else rest  # type: ignore[union-attr]
    counted = _NUMBER_OF.search(lead[-70:])
    if counted and things.THING.match(counted[1]):
        return False
    if DASH_BEFORE.search(lead[-15:]) or DASH_AFTER.match(rest):
        return True
    if _IT_WAS.search(lead[-20:]) and previous is None and ENDS.match(rest):
        return not may_be_year
    if OWNER_BEFORE.search(lead[-110:]) or _MEASURED.search(lead[-30:]) or _THE_NUMBER.match(rest):
        return True
    if may_be_year:
        return lexicon.CUE.match(tail) is not None
    if previous is not None and lead.rstrip().endswith(":") and _LIST_GOES_ON.match(rest):
        return True
    if previous is not None and (
        _HURT.match(rest) or COMPARED.search(lead[-30:]) or _FINITE.match(rest) or _THE_OTHERS.search(lead[-20:])
    ):
        return True
    if re.search(r"another|further|ще", sentence.folded[number.start : number.number_start]):
        return True
    if any(cue.start - number.end == len(rest) - len(tail) for cue in sentence.cues_near(number)):
        return True
    if (
        FROM_SOMEWHERE.match(rest)
        or (previous is not None and _NEAR.match(rest))
        or (_ADJECTIVE_DIRECTION.match(rest) and previous is not None)
    ):
        return True
    if lead.rstrip().endswith("(") or names_group(rest) or names_group(tail) or things.PEOPLE.match(tail):
        return True
    if _GOT.search(lead[-25:]) and (_AND_NEXT.match(rest) or rest.startswith(",")):
        return True
    if previous is not None and (
        (_GOT.search(lead[-25:]) and (ENDS.match(rest) or IN_RETURN.match(rest))) or _RECEIVED_AFTER.match(rest)
    ):
        return True
    if previous is not None and _LIST_GOES_ON.match(rest) and len(sentence.before(place)) < 60:
        return True
    if previous is not None and _SIDE_BEFORE.search(lead[-25:]) and ENDS.match(rest):
        return True
    if previous is not None and _NOT_BEFORE.search(lead[-10:]):
        return True
    if previous is not None and _FROM_ABROAD.match(rest):
        return True
    if _TO_A_SIDE.match(rest) and any(0 <= number.start - cue.end <= 3 for cue in sentence.cues_near(number)):
        return True
    if previous is not None and _AS_OF.match(rest) and number.value >= SMALLEST_FORMULA:
        return True
    has_comparator = number.start != number.number_start
    at = number.start - len(_ONLY_BEFORE.search(lead)[0])  # type: ignore[index]
    if (
        ENDS.match(rest)
        or _AND_NEXT.match(rest)
        or rest.lstrip().startswith(":")
        or IN_RETURN.match(rest)
        or ADRIFT.match(rest)
    ) and any(0 <= at - cue.end <= 2 for cue in sentence.cues_near(number)):
        return True
    if not ENDS.match(rest) or (number.value < 10 and not has_comparator):
        return False
    piece = sentence.folded[sentence.piece(number.start).start : number.start]
    wide = sentence.folded[max(sentence.stretch.start, number.start - 90) : number.start]
    return things.PEOPLE.search(piece) is not None or _COUNTED_BEFORE.search(wide) is not None or has_comparator


def names_group(rest: str) -> bool:
    """Whether the words after a number begin with a group of people: " from the National Guard"."""
    head = re.match(r"\s*(?:(?:from|of|with|із|зі|з)\s+)?(?:the\s+)?[\"]?([\w'-]+(?:\s+[\w'-]+){0,2})", rest)
    return head is not None and any(
        group.pattern.search(head[1]) for group in lexicon_groups.GROUPS if not group.name.startswith("other")
    )
