"""Who says a number: the official or body named nearest to it, in the sentence, around it, or told of before."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from dodomu.claims.claim import Claim
from dodomu.claims.lexicon_speakers import BODIES
from dodomu.claims.passage import Before, Sentence

_EARSHOT = 600
_SPEECH, _SILENT, _TITLE = 35, 200, 90
_PARTS_US = re.compile(r"\d|[.;:]|\b(?:said|told|and|while|but)\b|(?<!\w)(?:повідом|заяв|сказа|розпов|зазнач|а|але)")
_IN_HIS_WORDS = re.compile(r"(?:за|із) (?:його|її) (?:словами|даними)|according to (?:him|her)\b")
_SAID_BY = re.compile(
    r"[\"' ]*(?:про це|такі дані|таку|ці дані|за його словами|за її словами|he |she |they |він |вона "
    r"|about this|this was"
    r"|according to (?:him|her)\b|the (?:ministry|headquarters|agency)|як)"
)
#: Someone named before speaks on: «додав він», "he said", «у відомстві зазначили».
_SPEAKS_ON = re.compile(
    r"(?<!\w)(?:(?:he|she|they) (?:also |further )?(?:said|added|noted|told|wrote|stated|explained|stressed|continued)"
    r"|(?:said|added|noted|told|explained) (?:he|she)\b|(?:за|із) (?:його|її|їхніми) (?:словами|даними)"
    r"|(?:додав|додала|зазначив|зазначила|наголосив|наголосила|уточнив|уточнила|пояснив|пояснила|сказав|сказала"
    r"|розповів|розповіла|повідомив|повідомила|нагадав|каже) (?:він|вона)?(?!\w)"
    r"|(?:у|в) (?:відомстві|міністерстві|пресслужбі|управлінні|організації)"
    r"|йдеться [ву] (?:повідомленні|заяві|дописі)|the (?:ministry|agency|official|statement|commander"
    r"|spokesman|commissioner)"
    r" (?:said|added|noted))"
)
_SAYS = re.compile(
    r"said|says|told|wrote|announced|reported|stated|added|noted|according|claim|заяви|сказа|розпов|повідом|зазнач|наголос"
    r"|уточн|додав|додала|написа|пояс|каже|кажуть|за словами|за даними|нагада|підрахува|рахують|оцінює|називає|йдеться"
)


def speaker_of(sentence: Sentence, place: int, *, before: Before) -> str | None:
    """The nearest official or body named in the sentence; else whoever is told to have said this, or speaks on."""
    start = sentence.numbers[place].start
    named = sentence.speakers
    if named:
        at = bisect_left(named, start, key=lambda each: each[0])
        earlier = [each for each in named[max(0, at - 1) : at] if start - each[0] < _EARSHOT]
        later = [each for each in named[at : at + 1] if each[0] - start < _EARSHOT]
        near = [each for each in (*earlier, *later) if not sentence.contrasts_between(*sorted((each[0], start)))]
        said_at_the_end = [each for each in later if not any(each[0] < one.start for one in sentence.numbers)]
        near = near or earlier or said_at_the_end
        if before.speaker is not None and _IN_HIS_WORDS.search(sentence.lead(place)):
            return before.speaker
        return _person(sentence, min(near, key=lambda each: _far(sentence, each[0], start))) if near else None
    after = sentence.speakers_after
    if after and _SAID_BY.match(sentence.words_after):
        return next(
            (each[1] for each in after if each[0] - after[0][0] < _TITLE and each[1] not in BODIES), after[0][1]
        )
    if sentence.is_quoted and after and _SAYS.search(sentence.words_after):
        return after[0][1]
    if before.speaker is None:
        return None
    speaks_on = _SPEAKS_ON.search(sentence.words) is not None
    is_between = bool(after) and after[0][1] == before.speaker
    return before.speaker if speaks_on or sentence.is_quoted or is_between or sentence.goes_on else None


def _person(sentence: Sentence, nearest: tuple[int, str]) -> str:
    """Of «Petro Yatsenko, a representative of the Headquarters» it is the person who speaks."""
    place, name = nearest
    if name not in BODIES:
        return name
    beside = [
        each
        for each in sentence.speakers
        if each[1] not in BODIES
        and abs(each[0] - place) < _TITLE
        and not _PARTS_US.search(sentence.folded[min(each[0], place) : max(each[0], place)])
    ]
    return min(beside, key=lambda each: abs(each[0] - place))[1] if beside else name


def _far(sentence: Sentence, named: int, start: int) -> int:
    """How far a name stands from a number; one that says nothing («the crony of Putin») stands farther."""
    words = sentence.folded[max(sentence.stretch.start, named - _SPEECH) : min(sentence.stretch.end, named + _SPEECH)]
    return abs(named - start) + (0 if _SAYS.search(words) or ":" in words else _SILENT)


def speaks_last(sentence: Sentence, said: Sequence[Claim]) -> str | None:
    """Who speaks at the end of a sentence, for those that follow; None where it is nobody known."""
    if said and said[-1].speaker is not None:
        return said[-1].speaker
    return sentence.speakers[-1][1] if sentence.speakers and _SAYS.search(sentence.words) else None
