"""Which numbers of a sentence count people: by the noun after them, by «з них», or bare in a list."""

import re

from dodomu.claims import lexicon, lexicon_status
from dodomu.claims import lexicon_things as things
from dodomu.claims.bare import (
    ADRIFT,
    COMPARED,
    ENDS,
    FROM_SOMEWHERE,
    IN_RETURN,
    OWNER_BEFORE,
    SMALLEST_FORMULA,
    Counting,
    names_group,
    stands_bare,
)
from dodomu.claims.folding import Stretch
from dodomu.claims.passage import CLAUSE_END, Sentence

_VERB_FIRST = re.compile(
    r"\s*(?:have|has|had|were|was|are|is|remain\w*|still|ще|досі|вже|уже|перебува\w*|повернул\w*|звільнен[оі]"
    r"|залиша\w*|вважа\w+|рахува\w+|в|у)\s"
)
_VERB = re.compile(r"(?<!\w)(?:have|has|had|were|was|are|is|було|були)(?!\w)")
_SERVED = re.compile(
    r"\s*(?:had |have |were )?(?:defend(?:ed|ing)\b|guarded|боронил|захищал|обороня|охороня|воювал)|\s*(?:had "
    r"|have )?(?:serve|служил|належ)"
)
_NEXT_WORD = re.compile(r"\s*([\w'-]+)")
_INCLUDING = re.compile(r"(?:including|among them|зокрема|у тому числі|в тому числі|з них|of them)\s+$")
_WHO = re.compile(r"\s*(?:who|whom|які|котрі)\b")
_OF_THE_WHOLE = re.compile(
    r"captured|releas|freed|return|звільнен|повер|визвол|обмін|captiv|полон|\bwho\b|які|brought|exchang|невол"
    r"|held|missing|зникл|whom|яких|laid down"
)
#: Where bodies were found, in a list: «77 in the Donetsk region, 20 in Zaporizhzhia».
_SOMEWHERE = re.compile(
    r"\s*(?:-\s*)?(?:(?:came |were |was )?(?:from|in|near|at|around)|на|із|зі|з|під|біля|у"
    r"|в)\s+(?:near\s+|the\s+)?(?!return|exchange|turn\b|total|all\b|captivity|custody|обмін|відповідь)[\w'-]+"
    r"(?:\s+(?:region|oblast|sector|area|direction|област\w+|напрямк\w+))?\s*(?:$|[,.;]|and\b|та\b|і\b|й\b)"
)
_OF_BODIES = re.compile(r"bod(?:y|ies)\b|remains|repatriat|fallen|(?<!\w)тіл(?!ьк)|полегл|загибл|репатр")
_WHO_OF_THEM = re.compile(
    r"\s*(?:of (?:whom|them)|із яких|з яких|із них|з них) (?:were|was|are|had|have"
    r"|були|мають|потребують)\b"
)
#: «Thirty-seven had been at Azovstal»: some of those just told.
_SAID_THAT = re.compile(r"(?:\bsaid|\bsaid that|\bsays|\badded that|\band that|, що)\s+$")
_WHERE_THEY_WERE = re.compile(
    r"\s*(?:had (?:taken part|defended|fought|served)|had been (?:in|at|on|held|captured|sentenced)"
    r"|were (?:captured|taken|held|seized)|served|fought|defended"
    r"|(?:були|служил\w|захища\w+|борон\w+|оборон\w+|потрапил\w|воював|воювали|перебували)\b)"
)
#: «Із них 1279 повернулися», «Of the released Russian soldiers, 65 are».
_OF_THOSE = re.compile(
    r"[\"' ]*(?:(?:з|із|серед|з-поміж) (?:них|яких|звільнених|визволених|повернутих)|(?:of|among) (?:them|these|those)"
    r"|of the (?:released|freed|returned|exchanged|freed) [\w' -]{3,40}),?\s*(?:-\s*)?$"
)
_FROM_THE_UNIT = re.compile(
    r"\s*(?:more )?(?:from|of) (?:the )?[\"\w' -]{0,30}?(?:unit|legion|brigade|regiment|battalion|forces|service"
    r"|police|guard|navy|army)\b"
)
_STOPS = re.compile(r"\s*(?:$|[,.;)]|(?:and|while|whereas|та|і|й|а)\s)")
_FROM_A_UNIT = re.compile(r"\s*(?:from|of|with|із|зі|з)\s+(?:the\s+)?\d+(?:st|nd|rd|th|-\w{1,3})\b")
#: «Of 19,546 children deported only 386 have returned».
_OF_CHILDREN = re.compile(
    r"(?:\bof|із|зі|з)\s+(?:the\s+)?(?:понад\s+|майже\s+|more than\s+)?[\d, ]+\w*\s+(?:\w+\s+)?(?:children|дітей)\b"
)
#: «130 Ukrainian and 90 Russian soldiers»: the noun stands once, at the end.
_ELLIPSIS = re.compile(
    r"\s*(?:ukrainian|russian|female|male|українських|російських)\s+(?:and|та|і|й)\s+"
    r"(?:\d|[\w'-]+\s+(?:ukrain|russ|female|male|україн|росій))"
)
_RELATIVE_CLAUSE = re.compile(r",\s*(?:who|whom|які|яких|котр\w+)\s[^,;.]*")
_APIECE = re.compile(r"\s*(?:apiece|each)\b")
_BODIES_OF = re.compile(r"(?:\b(?:bodies|remains) of (?:the )?|(?<!\w)(?:тіла|останки) (?:ще )?)$")
#: «Soldiers under 25» are young.
_UNDER = re.compile(
    r"\b(?:soldiers|servicemen|troops|people|prisoners|those|pows|captives|men|women)\s+(?:under|over)?\s*$"
)
#: «The same number of Ukrainian soldiers, 100, had been handed over».
APPOSED = re.compile(r"(?:same number of|as many|most of|стільки ж|більшість(?: із| з)?)\s+([^,.;]{3,50}),\s*$")
_OWN_PEOPLE = re.compile(r"\s*(?:своїх|of its own|of their own)\s*(?:$|[,.;:]|і |та |and )")
_COLLECTIVE = re.compile(r"(?:оє|еро|єро)$")
_FUTURE_AFTER = re.compile(
    r"[^,;.]{0,60}\b(?:(?:will|would|should|can|must)\s+(?:be\s+)?(?:return|releas|exchang|swap|hand|free|come)"
    r"|(?:are|is|were|was) (?:due |set |expected )?to (?:follow|be (?:return|releas|exchang|swap|hand|free))"
    r"|(?:буде|будуть|мають бути|можуть бути|планують)\s+(?:звільн|поверн|обмін|передан))"
)
_OF_ANY = re.compile(r"(?:ідентифікаці\w|експертиз\w|вартість|identif\w+(?: of)?|cost of(?: \w+)?)\s+$")
_ONE_OF = re.compile(r"(?:\bone of|\bодин (?:з|із|зі)|\bодна (?:з|із|зі))\s+$")
_OF_THEM_TOLD = re.compile(r"\s*(?:of (?:them|whom)|із них|з них|із яких|з яких)\b")
_ONE_OF_THEM = re.compile(
    r"\s+(?:of|із|з|зі) (?:them|whom|those freed|these|них|яких|звільнених)[\s,-]*(?:(?:is|was|being|a"
    r"|an|the|також|є)\s+)*"
)
#: «У попередніх восьми»: rounds, told before.
_ELIDED = re.compile(r"(?:попередніх|перших|останніх|наступних|previous|next)\s+$")
_RELATIVES = re.compile(r"^\s*(?:[\w'-]+\s+){0,2}(?:relatives|families|родич|рідних|сімей|родин)")
_MANAGED = re.compile(r"(?:вдалося|вдалось|удалося|удалось|змогл\w|зміг|спромогл\w+)\s+(?:\w+\s+){0,3}$")


def counting_of(sentence: Sentence, place: int, *, has_context: bool, previous: Counting | None) -> Counting | None:
    """How a number counts people, None where it counts something else or is no statement.

    ``has_context`` says that the text speaks of captivity here, so that a bare number may be about it; ``previous``
    is how the number before it counts.
    """
    number = sentence.numbers[place]
    lead, rest = sentence.lead(place), sentence.rest(place)
    is_formula = things.FORMULA.match(rest) is not None
    if (not is_formula and _counts_no_people(lead[-60:], rest)) or is_planned(sentence, place):
        return None
    if things.FORMULA.match(rest) and has_context:
        is_done = re.search(r"обмін|swap|exchang", lead[-60:] + rest[:60]) is not None
        return "formula" if is_done and 1 < number.value < SMALLEST_FORMULA else None
    if _ELIDED.search(lead[-20:]) and not things.PEOPLE.match(rest.lstrip()):
        return None
    if things.IN_FORMULA.search(lead[-20:]):
        return None
    is_one = number.value == 1 and number.is_word
    if is_one and (
        (things.ONE_OF.match(rest) and not _one_is_told_apart(rest))
        or lead.endswith(" по ")
        or _OF_ANY.search(lead[-30:])
    ):
        return None
    if _ONE_OF.search(lead[-20:]) or (is_one and lead.endswith(("not ", "жоден ", "no "))):
        return None
    if (
        place
        and _is_whole(sentence, place)
        and not _OF_THE_WHOLE.search(_VERB.split(_with_clause(sentence, place), maxsplit=1)[0])
    ):
        return None
    if has_context and (FROM_SOMEWHERE.match(rest) or (OWNER_BEFORE.search(lead[-110:]) and _STOPS.match(rest))):
        return "bare"
    if previous is not None and has_context and COMPARED.search(lead[-30:]):
        return "bare"
    if has_context and _OWN_PEOPLE.match(rest):
        return "bare"
    if has_context and APPOSED.search(lead[-80:]) and ENDS.match(rest):
        return "bare"
    if has_context and (_ELLIPSIS.match(rest) or _APIECE.match(rest)):
        return "bare"
    phrase = CLAUSE_END.split(sentence.after(place)[:90], maxsplit=1)[0][:80]
    if _RELATIVES.match(phrase):
        return None
    people, thing = things.PEOPLE.search(phrase), things.THING.search(phrase)
    is_thing = thing is not None and (people is None or thing.start() < people.start())
    if people and thing and phrase[people.end() : thing.start()] == " " and phrase[people.start()] < "а":
        is_thing = True  # «prisoner exchanges», «Ukrainian children»
    if previous is not None and _SOMEWHERE.match(rest) and _OF_BODIES.search(sentence.words):
        return "bare"
    if previous is not None and has_context and (_FROM_A_UNIT.match(phrase) or _FROM_THE_UNIT.match(phrase)):
        return "bare"
    if ADRIFT.match(phrase) or IN_RETURN.match(phrase):
        people, thing, is_thing = None, None, False
    said = lexicon.CUE.search(phrase)
    if thing is not None and (_VERB_FIRST.match(phrase) or (said and said.start() < thing.start())):
        is_thing = False
    told = things.ANAPHORIC.match(rest)
    if told and is_thing and (after := _NEXT_WORD.match(rest, told.end())) and not things.THING.fullmatch(after[1]):
        is_thing = False
    if is_thing and thing is not None and len(phrase[: thing.start()].split()) <= 3:
        return None
    if previous is not None and has_context and not is_thing and _WHO_OF_THEM.match(rest):
        return "anaphoric"
    if has_context and not is_thing and _OF_THEM_TOLD.match(rest):
        return "anaphoric"
    if previous is not None and _SERVED.match(phrase):
        return "anaphoric"
    if not is_thing and _BODIES_OF.search(lead[-25:]) and not things.ANAPHORIC.match(rest):
        return "noun"
    if people is not None and not is_thing and not _VERB_FIRST.match(phrase):
        between = len(phrase[: people.start()].split())
        if between <= 5 and (not is_one or between <= 2):
            return "noun"
    if not has_context or _OF_CHILDREN.search(lead):
        return None
    if _OF_THOSE.fullmatch(lead) and not is_thing:
        return "anaphoric"
    if (not lead.strip(" \"'") or _SAID_THAT.search(lead)) and _WHERE_THEY_WERE.match(rest):
        return "anaphoric"
    anaphoric = things.ANAPHORIC.match(rest)
    if anaphoric or things.PART_OF.match(rest):
        what = _NEXT_WORD.match(rest, anaphoric.end()) if anaphoric else None
        return None if what and things.THING.fullmatch(what[1]) else "anaphoric"
    if previous is not None and not is_thing and _INCLUDING.search(lead[-30:]):
        return "anaphoric"
    if _WHO.match(rest) or _SERVED.match(rest):
        return "bare"
    if previous is not None and not is_thing and number.is_word and _is_collective(sentence, place):
        return "anaphoric"
    figures = sentence.folded[number.number_start : number.end]
    is_year = 1990 <= number.value <= 2035 and figures.isdecimal() and number.comparator == "exact"
    if stands_bare(sentence, place, previous, may_be_year=is_year):
        return "bare"
    return None


def _one_is_told_apart(rest: str) -> bool:
    """«One of them a civilian» counts one; «one of them said» counts nobody."""
    of_them = _ONE_OF_THEM.match(rest)
    return of_them is not None and names_group(" " + rest[of_them.end() :].split(",")[0])


def _with_clause(sentence: Sentence, place: int) -> str:
    """The words after a number up to the next punctuation, and the relative clause behind it."""
    phrase = sentence.phrase(place)
    clause = _RELATIVE_CLAUSE.match(sentence.after(place)[len(phrase) :])
    return phrase + (clause[0] if clause else "")


def _is_collective(sentence: Sentence, place: int) -> bool:
    """«А дев’ятеро служили»: collective numerals count people (and what the next words name as things)."""
    number = sentence.numbers[place]
    return _COLLECTIVE.search(sentence.folded[number.number_start : number.end]) is not None


def _is_whole(sentence: Sentence, place: int) -> bool:
    """Whether a number is the second of «19 of the 82»."""
    match = things.PART_OF.match(sentence.rest(place - 1))
    return match is not None and match.end() >= len(sentence.before(place)) > 0


def _counts_no_people(lead: str, rest: str) -> bool:
    return (
        things.NEVER_PEOPLE.match(rest) is not None
        or things.YEARS_OLD.match(rest) is not None
        or (_UNDER.search(lead) is not None and things.PEOPLE.match(rest.lstrip()) is None)
        or things.PER_CELL.match(rest) is not None
        or things.RATE_AFTER.match(rest) is not None
        or things.RATE_BEFORE.search(lead) is not None
        or things.AGE.search(lead) is not None
        or things.UNIT_NUMBER.search(lead[-25:]) is not None
        or (things.PHONE.search(lead[-4:]) is not None and things.PHONE.search(rest[:3]) is not None)
    )


def is_planned(sentence: Sentence, place: int) -> bool:
    """Agreed or expected numbers are no claims, unless the sentence goes on to what was done."""
    number = sentence.numbers[place]
    if _FUTURE_AFTER.match(sentence.rest(place)):
        return True
    window: Stretch = sentence.segment(number.start)
    plans = list(lexicon_status.PLANNED.finditer(sentence.folded, window.start, number.start))
    if not plans:
        return False
    planned = plans[-1]
    return not any(
        planned.end() <= cue.start < number.start
        and cue.what == "released"
        and not sentence.folded.startswith(("exchange ", "swap ", "обмін "), cue.start)
        and (
            sentence.folded[max(0, cue.end - 2) : cue.end] != "ти"
            or _MANAGED.search(sentence.folded, max(0, cue.start - 40), cue.start) is not None
        )
        and sentence.folded[max(0, cue.start - 3) : cue.start] != "to "
        for cue in sentence.cues_near(number)
    )
