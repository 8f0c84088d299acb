"""Whose people a number counts: Ukraine's, Russia's, or of both sides together."""

import re

from dodomu.claims import lexicon_sides as words
from dodomu.claims.bare import OWNER_BEFORE, Counting
from dodomu.claims.claim import Claim, Side, What
from dodomu.claims.counting import APPOSED
from dodomu.claims.meaning import is_part
from dodomu.claims.passage import REACH, Before, Sentence

_VERB = re.compile(
    r"(?<!\w)(?:and (?:freed|released|returned|handed|gave)|who|which|were|was|have|has"
    r"|had|are|is|які|яких|що|було|буде)(?!\w)"
)
#: «Moscow has returned 1,212 bodies and received 27»: whoever was named first received.
_RECEIVED = re.compile(
    r"\b(?:and|та|і|й|а)\s+(?:(?:натомість|взамін|навзаєм|in (?:return|exchange))\s+)?(?:received|got|took back"
    r"|was given|(?:отрима|одержа)л\w|забрал\w)\s+(?:\w+\s+)?$"
)
#: «Moscow said 1,000 were transferred and 38 received».
_WERE_RECEIVED = re.compile(r"\s*(?:were |was )?(?:received|отримано|прийнято)\b(?! (?:from|від))")
_TAKEN_BY_RUSSIA = re.compile(
    r"[^,.;]{0,20}\b(?:russia|moscow) (?:was |is )?(?:getting|got|received|receives|welcomed)\b"
    r"|[^,.;]{0,25}, (?:яких|котрих) (?:отрима|одержа)ла (?:росія|москва)|"
    r"[^,;.]{0,40},?\s*(?:отриман\w+|прийнят\w+|received by|taken back by)\s+(?:росі\w+|рф\b|російськ|russia|moscow)"
)
#: A statement of Moscow: «115 were returned; in return 115 prisoners of the Armed Forces of Ukraine were handed over».
_OURS_IN_RETURN = re.compile(
    r"(?:взамін|натомість|навзаєм|in (?:return|exchange))\b[^.]{0,60}(?:зсу|українськ|ukrainian"
    r"|armed forces of ukraine)"
)
_HANDED = re.compile(r"(?:transferred|handed over|turned over|передал\w|віддал\w)\s+$")
_RUSSIAN_PRISONERS = re.compile(r"російськ\w+ (?:військово)?полонен|\brussian (?:pows|prisoners|captives)")
_DASH_THEN = re.compile(r"[^,.;-]{0,12}-\s+([^,.;]{3,40})")
#: «Belarus freed 123 prisoners»: of many countries.
_FREED_ELSEWHERE = re.compile(
    r"(?:saudi arabia|riyadh|turkey|ankara|qatar)[^.;,]{0,30}\breceived\s+$|"
    r"(?:\bbelarus|lukashenko|білорусь|лукашенко)\s+(?:\w+\s+)?(?:freed"
    r"|released|pardoned|звільни\w+|помилува\w+)\s+$"
)
_PARDONED_ELSEWHERE = re.compile(
    r"[^,.;]{0,25}(?:помилуван|звільнен)\w+ (?:лукашенк|білорус)\w*|[^,.;]{0,25}(?:pardoned|freed"
    r"|released) by (?:\w+ )?(?:lukashenko|belarus)"
)
_OF_THEM = re.compile(r"\s*(?:of|from) (?:them|those|these)\b|\s*(?:з|із) них\b")
_STRAIGHT = re.compile(r"\s*(?:-\s*)?")
_HEAD = re.compile(r"(?:^|[,;(]|\b(?:and|та|і|й|а|while|but|тоді як))\s*$")
_IS_THE_NUMBER = re.compile(
    r"\s*(?:is|was) the (?:number|total) of ([^.;,]{3,60})"
    r"|\s*-\s+це (?:кількість|число) ([^.;,]{3,60})"
)
_LED_AWAY = re.compile(r"\b(?:taken|led|deported|moved|captured)\b|вивезен|вивезли")
#: «Двадцятьом із них окупанти винесли вироки»: who judged them, not who they are.
_CAPTORS_NEXT = re.compile(r"(\s*(?:із|з) них )(?:окупанти|росіяни|загарбники|росія)(?!\w)")
_SAID_THAT = re.compile(r"\s+(?:said|says|announced|reported|confirmed)(?: on \w+)?(?: that)?\s+")
_GAVE = re.compile(r"\s+(?:had |has |have )?(?:also )?(?:released|freed|let go|handed over|transferred|set free)\b")
_FROM_BOTH = re.compile(r"[^.;,]{0,30}\b(?:from|of|on) both sides\b|[^.;,]{0,30}(?:з|із) обох (?:сторін|боків)")
#: «Russia's Defence Ministry said 95 servicemen had been returned»: its own, where it does not say whose.
_MINISTRY_SAYS = re.compile(
    r"\b(?:russia|moscow) (?:reported|announced|confirmed) the (?:return|release) of (?:\w+ )?$|"
    r"(?:russian|russia's|moscow's) (?:defen[cs]e ministry|ministry of defen[cs]e) (?:said|reported|announced)"
    r"(?: on \w+)?(?: that)?\s+$"
    r"|(?:міноборони|міністерств\w+ оборони) (?:рф|росії)[^.;]{0,40}(?:повернули\w*|повернут\w"
    r"|звільнен\w|додому)[^.;,]{0,20}$"
)
_ITS_OWN = re.compile(r"\s*(?:servicemen|soldiers|troops|service members|military personnel|військов(?!ополон))")
#: «63 troops had been returned by Ukraine».
_GIVEN_BY_KYIV = re.compile(
    r"[^.;,]{0,50}\b(?:returned|freed|released|handed over) by (?:ukraine|kyiv)\b"
    r"|[^.;,]{0,50}(?<!\w)(?:повернут|передан|звільнен)\w+ (?:україною|києвом)(?!\w)"
)
_IN_ONE_OF_THEM = re.compile(r"(?:[ву] (?:одному|одній|кожному|цьому|цій)|там|there|in one|one of)\b")
_BREAK = re.compile(r"[,;:]")


def sides_of(
    sentence: Sentence, place: int, *, what: What, counting: Counting, said: list[Claim], before: Before
) -> list[Side]:
    """One side; both where each of them gave or got that many: «Russia and Ukraine each returned 90»."""
    phrase = sentence.phrase(place)
    if counting != "noun" and (
        owner := OWNER_BEFORE.search(sentence.before(place)[-110:]) or APPOSED.search(sentence.before(place)[-80:])
    ):
        phrase = owner[1]
    if counting == "anaphoric" and (captors := _CAPTORS_NEXT.match(phrase)):
        phrase = captors[1]
    if told := _IS_THE_NUMBER.match(phrase):
        phrase = told[1] or told[2]
    near = words.HELD_BY_SOMEONE.split(_VERB.split(phrase, maxsplit=1)[0], maxsplit=1)[0]
    number = sentence.numbers[place]
    segment = sentence.segment(number.start)
    lead, rest = sentence.folded[segment.start : number.start], sentence.folded[number.end : segment.end]
    if counting == "formula":
        return ["ukrainian"]
    named = _named(near)
    if named is not None:
        return [named]
    if counting != "noun" and (dash := _DASH_THEN.match(rest)) and words.FOREIGN.match(dash[1].strip()):
        return ["other"]
    if words.POSSESSIVE.match(rest):
        actors = list(words.ACTOR.finditer(sentence.lead(place))) or list(
            words.ACTOR.finditer(sentence.folded, max(0, sentence.stretch.start - REACH), sentence.stretch.start)
        )
        if actors:
            owner_named = _who_is_told_of(actors)
            return ["russian" if owner_named["russian"] else "ukrainian"]
    if what in ("released", "body_repatriated") and _is_each(sentence, place, lead, rest):
        return ["ukrainian", "russian"]
    if what in ("released", "body_repatriated") and _RECEIVED.search(sentence.lead(place)):
        actor = words.ACTOR.search(sentence.lead(place))
        if actor and actor["russian"]:
            return ["russian"]
    if what in ("released", "body_repatriated") and _GIVEN_BY_KYIV.match(rest):
        return ["russian"]
    if what in ("released", "body_repatriated") and said and said[-1].side == "ukrainian":
        actor = words.ACTOR.search(sentence.lead(place))
        if _WERE_RECEIVED.match(rest) and actor and actor["russian"]:
            return ["russian"]
    if what == "released" and not said and _OURS_IN_RETURN.search(sentence.rest(place)):
        actor = words.ACTOR.search(sentence.lead(place))
        if actor and actor["russian"]:
            return ["russian"]
    rest_of_own = sentence.after(place)[: len(rest)]
    if _is_russian(lead, rest_of_own, what, whole_lead=sentence.lead(place)[-90:]):
        return ["russian"]
    if what == "released" and _FROM_BOTH.match(rest):
        return ["other"]
    if what == "released" and (_FREED_ELSEWHERE.search(sentence.lead(place)[-50:]) or _PARDONED_ELSEWHERE.match(rest)):
        return ["other"]
    if what in ("released", "body_repatriated"):
        if _is_of_both(sentence.lead(place)):
            return ["other"]
        if words.EXCHANGED_IN_ALL.match(sentence.rest(place).lstrip().removeprefix("the ")):
            return ["other"]
        if words.EXCHANGED_IN_ALL.search(sentence.lead(place)) or words.SWAP_INVOLVED.search(lead[-40:]):
            return ["other"]
    if what in ("missing", "in_captivity") and words.OF_BOTH.search(sentence.lead(place) + " " + sentence.rest(place)):
        return ["other"]
    if what == "in_captivity" and _is_of_russian_prisoners(sentence, place, counting):
        return ["russian"]
    if counting == "bare" and len(said) > 1 and said[-1].low == said[-2].low and said[-1].side != said[-2].side:
        if said[-1].start != said[-2].start:
            return [said[0].side]  # «95 were exchanged for 95 Russians: 49 of the Armed Forces»
        return ["ukrainian", "russian"]
    if counting in ("bare", "anaphoric") and said:
        actors = list(words.ACTOR.finditer(sentence.before(place)))
        if actors and actors[-1]["russian"] and _is_subject(sentence.before(place), actors[-1]):
            return ["russian"]  # «Kyiv received 254 and Moscow 59»
        if said[0].side == "ukrainian" and _HANDED.search(sentence.before(place)[-30:]):
            return ["ukrainian"]
        if actors and actors[-1]["ukrainian"]:
            return ["ukrainian"]
        if said[-1].side == "other" and (_OF_THEM.match(rest) or is_part(sentence, place, counting)):
            return ["other"]
        return ["russian" if said[-1].side == "russian" else "ukrainian"]
    if said and all(claim.side == "russian" for claim in said) and is_part(sentence, place, counting):
        return ["russian"]
    if said and said[-1].side == "other" and is_part(sentence, place, counting):
        return ["other"]
    if before.side == "russian" and counting in ("bare", "anaphoric"):
        actors = list(words.ACTOR.finditer(sentence.before(place)))
        return ["ukrainian" if actors and actors[-1]["ukrainian"] else "russian"]
    if what == "released" and _MINISTRY_SAYS.search(sentence.lead(place)) and _ITS_OWN.match(phrase):
        return ["russian"]
    return ["ukrainian"]


def _is_of_russian_prisoners(sentence: Sentence, place: int, counting: Counting) -> bool:
    """«У таборах для російських військовополонених … В одному з них утримують 600 полонених»."""
    if counting == "anaphoric" and _RUSSIAN_PRISONERS.search(sentence.lead(place)):
        return True
    start = sentence.stretch.start
    told = sentence.folded[max(0, start - REACH) : start]
    return _IN_ONE_OF_THEM.match(sentence.words) is not None and _RUSSIAN_PRISONERS.search(told) is not None


def _who_is_told_of(actors: list[re.Match[str]]) -> re.Match[str]:
    """Of «Ukraine said that Russia let go 215 of its soldiers» they are Ukraine's; else whoever was named last."""
    last, words_told = actors[-1], actors[-1].string
    if len(actors) > 1 and _GAVE.match(words_told, last.end()):
        teller = actors[-2]
        return teller if _SAID_THAT.fullmatch(words_told, teller.end(), last.start()) else last
    return last


def _is_subject(before: str, actor: re.Match[str]) -> bool:
    """«…, and Moscow 59», «Росія – 195»: the side stands right before its number, at the head of its clause."""
    return _STRAIGHT.fullmatch(before, actor.end()) is not None and _HEAD.search(before[: actor.start()]) is not None


def _named(near: str) -> Side | None:
    russian, ukrainian = words.RUSSIAN.search(near), words.UKRAINIAN.search(near)
    if russian and not (ukrainian and ukrainian.start() < russian.start()):
        return "russian"
    foreign = words.FOREIGN.search(near)
    if foreign and not (ukrainian and ukrainian.start() < foreign.start()):
        return "other"
    return "ukrainian" if ukrainian else None


def _is_of_both(lead: str) -> bool:
    """«Ukraine and Russia exchanged 300»: one number for both."""
    both, done = words.BOTH_SIDES.search(lead), list(words.EXCHANGED.finditer(lead))
    return bool(both and done and done[-1].start() >= both.end() and not _BREAK.search(lead[done[-1].end() :]))


def _is_each(sentence: Sentence, place: int, lead: str, rest: str) -> bool:
    told = words.EACH_BEFORE.search(lead) or words.BY_EACH.search(lead) or words.EACH_AFTER.match(rest)
    if told is None:
        return False
    if re.search(r"sides?\b|сторон|бок", told[0]):
        return True
    return words.BOTH_SIDES.search(sentence.lead(place) + " " + rest) is not None


def _is_sent_there(rest: str) -> bool:
    """«48 bodies to Russia»; not those who were taken there."""
    words_after = _BREAK.split(rest[:90])[0]
    return words.TO_RUSSIA.search(words_after) is not None and _LED_AWAY.search(words_after) is None


def _is_russian(lead: str, rest: str, what: What, *, whole_lead: str) -> bool:
    if what in ("released", "body_repatriated"):
        return (
            (words.TO_RUSSIA.search(lead[-90:]) is not None and _LED_AWAY.search(lead[-120:]) is None)
            or _is_sent_there(rest)
            or words.RUSSIA_RECEIVED.search(whole_lead) is not None
            or _TAKEN_BY_RUSSIA.match(rest) is not None
            or words.KYIV_AREAS.match(rest) is not None
        )
    if what == "in_captivity":
        return words.HELD_BY_UKRAINE.search(lead) is not None or words.IN_UKRAINE_AFTER.match(rest) is not None
    return (
        what == "other"
        and words.TAKEN_BY_UKRAINE.search(lead) is not None
        and re.search(r"captur|взя|полонил|took|поповн|бра", lead + rest[:60]) is not None
    )
