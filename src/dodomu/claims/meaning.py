"""What one number of a sentence says: released or held, and whether it still stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dodomu.claims import lexicon, lexicon_status
from dodomu.claims import lexicon_things as things
from dodomu.claims.bare import Counting
from dodomu.claims.claim import Claim, Status, What
from dodomu.claims.cues import Cue
from dodomu.claims.passage import Before, Sentence

#: What it costs a telling word to stand behind a comma, behind "while", to describe only, to be over.
_BOUND, _CONTRAST, _WEAK, _OVER, _BEHIND, _NEW_CLAUSE = 45, 110, 120, 60, 4, 40
_BESIDE = 12
_INHERIT, _INHERIT_OF_THEM, _GO_ON, _PRISONERS, _CAPTIVES = 75, 30, 55, 150, 40

_BODY_AFTER = re.compile(r"\s*(?:[\w'-]+\s+){0,3}?(?:bod(?:y|ies)\b|remains\b|тіл(?:а|о|ами)?\b)")
_BODY_BEFORE = re.compile(
    r"(?<!\w)(?:тіла?|тілами|тіл|останк\w+|bod(?:y|ies)|remains)\s+(?:of\s+)?(?:(?:the|another|its|their|some"
    r"|about|ще|наших|до|понад)\s+){0,2}$"
)
_FALLEN = re.compile(r"\s*(?:[\w'-]+\s+){0,2}?(?:fallen|полегл\w+|загибл\w+|killed|dead)\b")
_AMONG_DEAD = re.compile(r"\s*(?:[\w'-]+\s+){0,2}(?:серед загибл|among the (?:dead|fallen|killed))")
_PRISONER = re.compile(
    r"\s*(?:[\w'-]+\s+){0,2}?(?:captured (?:soldier|service|troop|fighter|russian|ukrainian)|(?:військово)?(?:полонен"
    r"|бран(?:ц|ок|к)|заручни|prisoner|pows?\b|captive|hostage|detainee))"
)
_CAPTIVE_PEOPLE = re.compile(r"\s*(?:[\w'-]+\s+)?(?:полонених|полонені|captive|imprisoned)\s+([\w'-]+)")
_DESCRIPTION = re.compile(r"засуджен|служил|served|were (?:sentenced|convicted)|sentenced|convicted")
#: «139 з них перебували в полоні з 2022 року»: they were, and are no more.
_WERE_HELD = re.compile(r"(?:перебува|утримува|знаходи|сиді)(?:ли|в|ла)\b")
_AMONG = re.compile(r"[\"' ]*(?:серед|among)\s")
_IT_IS = re.compile(r"\b(?:it|that) (?:is|was|numbers)\s+$")
#: «The bodies of two, and also 116 defenders»: the living beside the dead.
_BESIDES = re.compile(r"(?:а також|as well as|along with|together with|and also|plus|разом (?:із|з|зі))\s+(?:ще\s+)?$")
#: «The garrison, which numbered 2,500»: how many there were, whatever became of them.
_NUMBERED = re.compile(r"(?:(?:який|яка|яке|які|which|who|that)\s+)(?:налічува\w+|numbered)\s+$")
#: «Russia received 38»: of what was just told.
_RECEIVED = re.compile(
    r"(?:received|got|took back|was given|(?:отрима|одержа)л\w|забрал\w|прийнял\w"
    r"|переда(?:ла|ли|в)|віддал\w|handed over|returned)\s+(?:(?!наш|свої)\w+\s+)?$"
)
#: «З-поміж 115 визволених 92», «of the 115 freed, 92».
_FROM_AMONG = re.compile(
    r"(?<!\w)(?:з-поміж|серед|із|зі|з|of|among"
    r"|out of)\s+(?:the\s+)?\d[\d ,]*(?:\s+[\w'-]+){0,3},?\s+(?:only |just |лише |тільки )?$"
)
_SWAPPED_FOR = re.compile(r"(?<!\w)(?:for|на)\s+$")
#: «Of the 2,500 who left»: at the head of a clause; not «notified of some 16,000 who».
_OF_THE_WHOLE = re.compile(r"(?:^|[,;:(\"]\s*|\bout )of\s+(?:the\s+)?$|(?<!\w)(?:із|з|зі)\s+$")
#: «Of the 11 guards who returned, 5 are …, 4 are …».
_OF_THE_COUNTED = re.compile(
    r"(?:^|[,:]\s)(?:of|out of) the \d[\d,]*\s[^,.;]{3,60},\s|(?:^|[,:]\s)(?:зі|із"
    r"|з-поміж) \d[\d ]*\s(?:звільнен|визволен|повернен)[^,.;-]{1,40}[,-]\s"
)
#: «А підтверджених полонених, за даними МКЧХ, – близько чотирьох тисяч».
_CAPTIVES_ARE = re.compile(
    r",\s+(?:а|проте|але"
    r"|while)\s(?:[\w'-]+\s){0,2}(?:військово)?полонених(?:,[^;.-]{3,40},)?\s+-\s*$"
)
_AND_BODIES = re.compile(
    r"[^,.;\d]{3,50}?\s(?:and|as well as|along with|та|і|й|а також)\s+(?:the\s+)?(?:bod(?:y|ies)|remains|тіл[оа]?)\b"
)
_COME_HOME = re.compile(r"return|releas|freed|home|back|поверн|звільн|визвол|додому|вдома")
_AMONG_THE = re.compile(r"\s*[\w' -]{0,40}?\b(?:are|were|is|was) among (?:the|those)\b")
_OF_BODIES = re.compile(r"\bbod(?:y|ies)\b|\bfallen\b|(?<!\w)тіл(?!ьк)|загибл|полегл")
_NOT_THE_OTHER = re.compile(r",\s+(?:and not|not|а не|rather than)\s+(?:the\s+)?\d")
_OUT_OF = re.compile(r"(?<!\w)(?:out of|of|із|з|зі)\s+(?:the\s+)?$")
#: «147 civilians out of the 28,000 we know about»: the whole is of those held.
_KNOWN_OF = re.compile(
    r"[^.;]{0,30}?,?\s*(?:про яких|about whom|we know (?:of|about)|known (?:to|about|of)|that (?:are"
    r"|is) known|відомих)\b"
)
_WHO = re.compile(r"\s*,?\s*(?:who|whom|які|котрі)\b")
#: «130 бійців, які охороняли станцію, досі в неволі»: what follows the clause is said of those counted.
_WHO_CLAUSE = re.compile(r"[^,;.:]{2,60},\s*(?:who|whom|які|яких|котрі)\s[^,;.:]{3,90},")
_WHO_AFTER = re.compile(r"[^,;.:]{0,45},?\s*(?:who|whom|taken|seized|які|яких|котрі|котрих)\b")
_JOINED = re.compile(r"(?:\band|\bта|\bі|\bй|\bа|,)\s*(?:ще\s+|another\s+)?$")
_SURRENDERING = re.compile(r"surrender|captiv|полон")
_NEXT_NUMBER = re.compile(r"[,;:]|\b(?:and|та|і)\b")
_HURT = re.compile(r"kill(?:ed|ing)|\bshot\b|wounded|injured|вбит|убит|загин|поранен")
_SWAP = re.compile(r"обмін|swap|(?<!to be )exchang|traded")
_DASH = re.compile(r"\s*\"?\s*-\s")
_CLAUSE_OVER = re.compile(r"[,;:]|\b(?:have|has) (?:already )?(?:been|come|return)")
_TOLD_AT_ONCE = re.compile(r"\s*(?:have|has) (?:already |since )?(?:been|come|return)")
_COUNTED_IN = re.compile(r"[\"' ]*(?:including|together with|враховуючи|разом із)\s+(?:the\s+)?")


@dataclass(frozen=True)
class Counted:
    """A number that counts people: its place among the numbers of its sentence, and how it counts."""

    place: int
    counting: Counting


def is_part(sentence: Sentence, place: int, counting: Counting) -> bool:
    """Whether a number counts some of those just counted: "of them", «зокрема», in brackets."""
    if counting == "anaphoric":
        return True
    among = _AMONG.match(sentence.words)
    if among and _SWAPPED_FOR.search(sentence.lead(place)[-8:]):
        return False  # «among the 103 swapped for 103 Russians were 23»
    if among and (place or things.PEOPLE.search(sentence.lead(place).replace("наших", "")[among.end() :])):
        return True
    if things.PART_OF.match(sentence.rest(place)) or _AMONG_THE.match(sentence.rest(place)):
        return True
    lead = sentence.lead(place)[-60:]
    if _COUNTED_IN.fullmatch(lead):
        return False  # «Including the 90 released today, 3,300 have returned»
    if _FROM_AMONG.search(lead) or _OF_THE_COUNTED.search(sentence.lead(place)):
        return True
    return things.ANAPHORIC_BEFORE.search(lead) is not None or lead.rstrip().endswith("(")


def what_of(
    sentence: Sentence, place: int, counting: Counting, *, said: Sequence[Claim], before: Before
) -> What | Literal["noise"] | None:
    """What the nearest telling words say; parts of a number just told say the same, unless told otherwise.

    Bodies named beside the number always win. "noise" are people counted for something else.
    """
    number = sentence.numbers[place]
    part = is_part(sentence, place, counting)
    if counting == "formula":
        return "body_repatriated" if _OF_BODIES.search(sentence.lead(place)[-50:]) else "released"
    people_named = things.PEOPLE.match(sentence.phrase(place).lstrip().removeprefix("ukrainian "))
    if people_named and _AND_BODIES.match(sentence.rest(place)) and _COME_HOME.search(sentence.words):
        return "released"  # «ten soldiers and the body of a volunteer were returned»
    if _BODY_AFTER.match(sentence.phrase(place)) or _BODY_BEFORE.search(sentence.lead(place)[-40:]):
        return "body_repatriated"
    if _AMONG_DEAD.match(sentence.phrase(place)):
        return "noise"
    if _FALLEN.match(sentence.phrase(place)):
        returns = "body_repatriated" in sentence.kinds or "released" in sentence.kinds
        return "body_repatriated" if returns or before.what == "body_repatriated" else "noise"
    if counting == "bare" and _IT_IS.search(sentence.lead(place)[-12:]):
        told_before = [cue for cue in sentence.cues_near(number) if cue.end <= number.start and cue.what != "noise"]
        if told_before:
            return told_before[-1].what
    if counting == "bare" and _CAPTIVES_ARE.search(sentence.lead(place)[-90:]):
        return "in_captivity"
    if is_known_whole(sentence, place):
        return "in_captivity"
    if _NUMBERED.search(sentence.lead(place)[-30:]):
        return "other"
    is_after_bodies = counting == "noun" and bool(said) and said[-1].what == "body_repatriated"
    if is_after_bodies and "released" in sentence.kinds and _BESIDES.search(sentence.before(place)):
        return "released"
    best: tuple[float, What | Literal["noise"]] | None = None
    is_over = False
    dash = _DASH.match(sentence.rest(place))
    ends = number.end + (dash.end() if dash else 0)
    clause = _WHO_CLAUSE.match(sentence.after(place))
    clause_ends = number.end + clause.end() if clause else None
    people = things.PEOPLE.search(sentence.phrase(place))
    own_clause = _WHO.match(sentence.rest(place)) or (
        people and _OUT_OF.search(sentence.lead(place)[-12:]) and _WHO_AFTER.match(sentence.rest(place)[people.end() :])
    )
    piece = sentence.piece(number.end)
    goes_on = sentence.numbers[place + 1].start if place + 1 < len(sentence.numbers) else piece.end
    is_new_clause = _JOINED.search(sentence.lead(place)[-12:]) and any(
        number.end <= cue.start < min(piece.end, goes_on) and not cue.is_weak and cue.what != "noise"
        for cue in sentence.cues_near(number)
    )
    if people and _leads_into_captivity(sentence, place, people.end()):
        return "other"
    is_of_told = _told_before(sentence, part or counting in ("bare", "anaphoric"), said, before) in (
        "released",
        "in_captivity",
    )
    for cue in sentence.cues_near(number):
        if cue.what == "noise" and (
            part or (counting == "bare" and dash) or _only_describes(sentence, cue, said, before)
        ):
            continue
        is_told_of_others = (
            bool(said) and said[-1].what == "released" and said_end(sentence, place) <= cue.start < number.start
        )
        if (is_of_told or is_told_of_others) and _befell_before(sentence, cue):
            continue
        is_after = cue.start >= number.end
        start, end = (ends, cue.start) if is_after else (cue.end, number.start)
        if is_after and clause_ends is not None and cue.start >= clause_ends:
            start = clause_ends
        cost = max(0, end - start) + (0 if is_after else _BEHIND)
        cost += _BOUND * sentence.bounds_between(start, end) + _CONTRAST * sentence.contrasts_between(start, end)
        if cue.what == "noise" and sentence.contrasts_between(start, end):
            continue
        if cue.what == "noise" and not is_after and end - start <= _BESIDE:
            cost = 0  # «опитали 59 звільнених»: what is done to those counted
        if is_new_clause and not is_after:
            cost += _NEW_CLAUSE
        if own_clause and cue.is_weak and is_after and end - start < 60:
            cost = 0
        else:
            was_held = part and _WERE_HELD.match(sentence.folded, cue.start) is not None
            cost += _WEAK * cue.is_weak + _OVER * (cue.is_over or was_held)
        if cue.what == "missing" and cost < 40:
            cost -= 15
        if best is None or cost < best[0]:
            best, is_over = (cost, cue.what), cue.is_over
    if said:
        gap = sentence.contrasts_between(said_end(sentence, place), number.start)
        cost = (_INHERIT_OF_THEM if part or counting == "bare" else _INHERIT) + _CONTRAST * gap
        if best is None or cost < best[0]:
            best, is_over = (cost, said[-1].what), False
    elif sentence.goes_on and before.what is not None and (best is None or best[0] > _GO_ON):
        best, is_over = (_GO_ON, before.what), False
    if best is not None and best[1] == "released" and (part or counting == "bare"):
        is_answer = _RECEIVED.search(sentence.lead(place)[-40:]) is not None
        told = said[-1].what if said else (before.what or before.cue) if sentence.goes_on or is_answer else None
        if not said and before.what == "body_repatriated" and not things.PEOPLE.search(sentence.words):
            told = "body_repatriated"  # «On Monday alone 1,245 were handed over»
        bodies = [
            cue for cue in sentence.cues_near(number) if cue.what == "body_repatriated" and cue.end <= number.start
        ]
        if not said and bodies and not things.PEOPLE.match(sentence.phrase(place).lstrip()):
            told = "body_repatriated"  # «the bodies were exchanged, with Ukraine retrieving 212»
        if told == "body_repatriated":
            return told
    if best is not None and is_over and (best[1] != "other" or before.what == "released"):
        return before.what or "released"
    captive = _CAPTIVE_PEOPLE.match(sentence.phrase(place))
    if captive and things.PEOPLE.match(captive[1]) and (best is None or best[0] > _CAPTIVES):
        return "in_captivity"
    befell = [
        cue for cue in sentence.cues_near(number) if cue.what == "other" and cue.start >= number.end and not cue.is_weak
    ]
    if (
        _PRISONER.match(sentence.phrase(place))
        and not befell
        and (best is None or best[0] > _PRISONERS + _PRISONERS * (best[1] == "released") or best[1] == "missing")
        and not _SWAP.search(sentence.lead(place)[-60:] + sentence.rest(place)[:90])
    ):
        return "in_captivity"
    is_prisoner = _PRISONER.match(sentence.phrase(place)) or _SURRENDERING.search(
        _NEXT_NUMBER.split(sentence.after(place))[0][:120]
    )
    is_hurt = (
        best is not None and best[1] == "noise" and (is_prisoner or (said[-1].what if said else before.what) == "other")
    )
    if is_hurt and _HURT.search(sentence.lead(place)[-30:] + sentence.rest(place)[:60]):
        return "other"
    if best is not None:
        return best[1]
    return before.what or before.cue


def is_known_whole(sentence: Sentence, place: int) -> bool:
    """Whether a number is of all known captives, of whom the number before it counts some."""
    return bool(_OUT_OF.search(sentence.lead(place)[-12:]) and _KNOWN_OF.match(sentence.rest(place)))


def _told_before(sentence: Sentence, part: bool, said: Sequence[Claim], before: Before) -> What | None:
    """What was said of the people of whom this number counts some; None where it counts people of its own."""
    if said and (part or sentence.goes_on):
        return said[-1].what
    return before.what if part or sentence.goes_on else None


def _befell_before(sentence: Sentence, cue: Cue) -> bool:
    """What befell those who came home before: 37 of them were led out of the plant, four were thought missing."""
    if cue.what == "other":
        return lexicon.STAYED_BEHIND.match(sentence.folded, cue.start) is None
    return (
        cue.what == "missing" and lexicon.ONLY_CONSIDERED.search(sentence.folded, cue.start - 40, cue.start) is not None
    )


def _only_describes(sentence: Sentence, cue: Cue, said: Sequence[Claim], before: Before) -> bool:
    """«19 були засуджені» of those who came home, «397 загинули на Донецькому напрямку» of bodies."""
    if (said[-1].what if said else before.what if sentence.goes_on else None) == "body_repatriated":
        return lexicon.FELL.match(sentence.folded, cue.start) is not None
    is_of_them = sentence.goes_on or bool(said)
    return is_of_them and _DESCRIPTION.match(sentence.folded, cue.start) is not None


def _leads_into_captivity(sentence: Sentence, place: int, end: int) -> bool:
    """«Of the 2,500 who left the plant»: the whole of whom others are told, unless it is itself released."""
    rest = sentence.rest(place)
    who = _WHO_AFTER.match(rest[end:])
    if not who or not _OF_THE_WHOLE.search(sentence.lead(place)[-20:]):
        return False
    start = sentence.numbers[place].end
    tail = rest[end + who.end() :]
    told_at_once = _TOLD_AT_ONCE.match(tail)
    skipped = told_at_once.end() if told_at_once else 0
    until = start + end + who.end() + skipped + len(_CLAUSE_OVER.split(tail[skipped:], maxsplit=1)[0])
    close = [cue for cue in sentence.cues_near(sentence.numbers[place]) if start <= cue.start < until]
    return not close or close[0].what in ("other", "noise")


def said_end(sentence: Sentence, place: int) -> int:
    """Where the number before this one ends."""
    return sentence.numbers[place - 1].end if place else sentence.stretch.start


def status_of(sentence: Sentence, place: int, *, corrects: bool) -> Status:
    """Retracted where a correction tells what was said before; disputed where this or the next sentence denies it.

    ``corrects`` says that the text speaks of a correction at all.
    """
    number = sentence.numbers[place]
    segment = sentence.segment(number.start)
    words = sentence.folded[segment.start : segment.end]
    if _NOT_THE_OTHER.search(sentence.rest(place)[:90]):
        return "asserted"  # «755 were released, not 755 remain in captivity, as reported earlier»
    if corrects and (
        lexicon_status.EARLIER.search(words) or lexicon_status.NOT_THIS.search(sentence.lead(place)[-15:])
    ):
        return "retracted"
    if lexicon_status.REFUTES_AT_ONCE.match(sentence.words):
        return "asserted"
    return "disputed" if sentence.denies or sentence.is_denied_next else "asserted"
