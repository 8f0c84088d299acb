"""The telling words of a sentence: what each says, and which of them speak of something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dodomu.claims import lexicon
from dodomu.claims.folding import Stretch
from dodomu.claims.lexicon import CueKind
from dodomu.claims.lexicon_things import PEOPLE

_OF_BODIES = 60
_NEAR = 12  # «held in captivity» is said once: two words of one kind this near are one
_COUNTED = re.compile(
    r"(?:\d|тисяч\w?|тис\.|thousand|hundred|сотень|сотні)\s+(?:of (?:their|its"
    r"|our) )?(?:ukrainian\s+|russian\s+)?$"
)
_ATTRIBUTE = re.compile(
    r"(?:captured|захоплених)\s+(?:russians|ukrainians|росіян|українців|(?:\w+ )?(?:soldiers|troops|men"
    r"|guards|defenders|marines|servicemen))\b"
)
#: «Had been in captivity since 2022»: they are out of it.
_HAD_BEEN = re.compile(r"\bhad been\s+$")
_WERE_THEN = re.compile(r"\bhad been\s+$|(?<!\w)(?:були|був|була|пробули|пробув|провели|провів)\s+$")
_SINCE = re.compile(r"[^,.;]{0,25}\b(?:since|for|from)\b|\s+(?:ще\s+)?(?:з|із|від|понад|майже|більше|протягом|\d)\b")
#: «Have been in captivity for two years»: they still are.
_STILL = re.compile(
    r"\b(?:have|has) (?:\w+ )?been\s+$|\b(?:are|is)\s+(?:still\s+|being\s+)*$|перебува(?:є|ють)\s+(?:\w+\s+){0,2}$"
)
_STAYS = re.compile(r"(?:перебува|утриму|залиша|лиша|знаход)\w*?(?:є|ють|ить|ять)(?:ться)?\b|remains?\b")
#: «And were to be exchanged that day»: who they are, not what was done.
_STILL_TO_COME = re.compile(
    r"(?<!\w)(?:(?:are|is|were|was|been) (?:\w+ )?(?:due |set |expected |supposed "
    r"|meant )?to (?:have )?(?:be|been) |due to be "
    r"|(?:мали|мають|мав|мала|має) бути |(?:буде|будуть) )$"
)
_SOME_OF = re.compile(
    r"(?:most|some|many|all|several|half|majority|part|більшість|дехто|багато|деякі|частина|половина|чимало|усі|всі)"
    r" (?:of|з|із|зі) $"
)
_THE_DEAD = re.compile(r"(?<!\w)(?:тіл(?!ьк)|полегл|загибл|морг|останк)|\b(?:bod(?:y|ies)|remains|fallen|morgue)\b")
_OF_LISTS = re.compile(
    r"(?:переда\w+|віддал\w+|handed over|transferred) (?:[\w'-]+ )?(?:списк|перелік"
    r"|lists?\b|a list|data\b)"
)
_AUXILIARY = re.compile(r"(?:was|were|been|be|being|is|are|has|have|had|and|or)\s+(?:\w+ly\s+)?$")


@dataclass(frozen=True)
class Cue:
    """Words that tell what a number says. ``is_weak``: they only describe those counted (who *were captured*)."""

    start: int
    end: int
    what: CueKind
    is_weak: bool = False
    is_over: bool = False  # a stay in captivity that has a length, and so an end


def cues(folded: str, stretch: Stretch) -> list[Cue]:
    """The telling words of a sentence in their order."""
    found = _joined(_found(folded, stretch))
    if not found:
        return []
    kinds = {cue.what for cue in found}
    words = folded[stretch.start : stretch.end]
    is_captivity = lexicon.CAPTIVITY.search(words) is not None
    speaks_of_pows = lexicon.POW.search(words) is not None
    has_died = any(cue.what == "other" and lexicon.DEATH.match(folded, cue.start) for cue in found)
    relatives = [match.start() for match in lexicon.RELATIVE.finditer(folded, stretch.start, stretch.end)]
    kept: list[Cue] = []
    of_the_dead = _THE_DEAD.search(words) is not None
    for place, cue in enumerate(found):
        before = folded[max(stretch.start, cue.start - 60) : cue.start]
        if cue.what == "released" and of_the_dead and folded.startswith(("репатр", "repatr"), cue.start):
            cue = replace(cue, what="body_repatriated")
        if cue.what == "released" and (
            _is_discharge(folded, cue, before, stretch)
            or _STILL_TO_COME.search(before)
            or _OF_LISTS.match(folded, cue.start)
        ):
            continue
        if cue.what == "other" and _COUNTED.search(before) and _ATTRIBUTE.match(folded, cue.start, stretch.end):
            continue  # «4,000 captured Russians»: who they are, not what befell them now
        if cue.what == "missing":
            if lexicon.OFFICE_BEFORE.search(before):
                continue
            if "released" in kinds and lexicon.ONLY_CONSIDERED.search(before):
                continue
        if cue.what == "in_captivity":
            if lexicon.TALKS.match(folded, cue.start, stretch.end) or lexicon.IS_HELD.search(before):
                continue
            is_stay = lexicon.STAYING.match(folded, cue.start) is not None
            if is_stay and not is_captivity and kinds & {"missing", "body_repatriated", "noise"}:
                continue
            if has_died and not is_stay and _follows_death(found, place):
                continue
        is_death = cue.what == "other" and lexicon.DEATH.match(folded, cue.start) is not None
        if is_death and (not speaks_of_pows or _fell_in_battle(folded, cue, stretch)):
            cue = replace(cue, what="noise")
        if cue.what == "noise" and folded.startswith(("их", "ими"), cue.end - 2 - (folded[cue.end - 1] == "и")):
            cue = replace(cue, is_weak=True)
        if cue.what == "other" and not is_death and _HAD_BEEN.search(before):
            cue = replace(cue, is_over=True)
        if cue.what == "in_captivity" and _WERE_THEN.search(before) and _SINCE.match(folded, cue.end):
            cue = replace(cue, is_over=True)
        is_over = cue.is_over or (cue.what == "in_captivity" and _is_over(folded, cue, before, stretch))
        kept.append(replace(cue, is_weak=cue.is_weak or _describes(folded, cue, before), is_over=is_over))
    return _weakened(folded, _of_bodies(folded, kept), relatives)


def _found(folded: str, stretch: Stretch) -> Iterator[Cue]:
    for match in lexicon.CUE.finditer(folded, stretch.start, stretch.end):
        yield Cue(match.start(), match.end(), lexicon.KIND_OF[match.lastgroup or "noise"])


def _joined(found: Iterator[Cue]) -> list[Cue]:
    joined: list[Cue] = []
    for cue in found:
        last = joined[-1] if joined else None
        if last and last.what == cue.what and cue.start - last.end <= _NEAR and cue.what == "in_captivity":
            joined[-1] = replace(last, end=cue.end)
        else:
            joined.append(cue)
    return joined


def _is_discharge(folded: str, cue: Cue, before: str, stretch: Stretch) -> bool:
    is_after = lexicon.DISCHARGED_AFTER.match(folded, cue.start, stretch.end) is not None
    is_before = folded.startswith("звільн", cue.start) and lexicon.DISCHARGED_BEFORE.search(before) is not None
    return is_after or is_before


def _fell_in_battle(folded: str, cue: Cue, stretch: Stretch) -> bool:
    """«43,000 soldiers had been killed»: no word of captivity near the death."""
    if not lexicon.FELL.match(folded, cue.start):
        return False
    return lexicon.POW.search(folded, max(stretch.start, cue.start - 90), min(stretch.end, cue.end + 45)) is None


def _follows_death(found: list[Cue], place: int) -> bool:
    """«Померли в полоні»: the captivity only says where."""
    return any(
        other.what == "other" and abs(other.start - found[place].start) < 60
        for other in found[max(0, place - 1) : place + 2]
    )


def _is_over(folded: str, cue: Cue, before: str, stretch: Stretch) -> bool:
    if _STILL.search(before) or _STAYS.match(folded, cue.start):
        return False
    is_spent = lexicon.LASTED_BEFORE.search(before) is not None
    return is_spent or lexicon.LASTED_AFTER.match(folded, cue.end, stretch.end) is not None


def _describes(folded: str, cue: Cue, before: str) -> bool:
    """A participle right after the people it describes: soldiers *captured* in Kursk."""
    if not lexicon.PARTICIPLE.match(folded, cue.start) or _AUXILIARY.search(before):
        return False
    people = list(PEOPLE.finditer(before[-40:]))
    return bool(people) and not before[-40:][people[-1].end() :].strip()


def _of_bodies(folded: str, kept: list[Cue]) -> list[Cue]:
    """«The bodies of the fallen were returned»: the return is that of the bodies."""
    told = list(kept)
    for place, cue in enumerate(kept[1:], start=1):
        last = told[place - 1]
        between = folded[last.end : cue.start]
        is_theirs = cue.what == "released" and last.what == "body_repatriated" and len(between) <= _OF_BODIES
        if is_theirs and not re.search(r"[\d,;:]", between):
            told[place] = replace(cue, what="body_repatriated")
    return told


def _weakened(folded: str, kept: list[Cue], relatives: list[int]) -> list[Cue]:
    """The first telling word after "who", «які» describes those counted; what is said of them comes elsewhere."""
    weak = list(kept)
    for pronoun in relatives:
        aside = folded[max(0, pronoun - 30) : pronoun]
        if lexicon.PARTITIVE_BEFORE.search(aside) and not _SOME_OF.search(aside):
            continue
        for place, cue in enumerate(weak):
            if cue.start >= pronoun:
                if cue.start - pronoun < 60 and not _BREAK.search(folded, pronoun, cue.start):
                    weak[place] = replace(cue, is_weak=True)
                break
    return weak


_BREAK = re.compile(r"[,;:]")
