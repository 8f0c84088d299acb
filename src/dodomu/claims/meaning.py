"""What one number of a sentence means: what it says, of whom, on which side, as of when, and who says so."""

import re
from collections.abc import Sequence

from dodomu.claims import lexicon, lexicon_people
from dodomu.claims.claim import Claim, Scope, Side, Status, What
from dodomu.claims.moments import Moment
from dodomu.claims.numerals import Numeral
from dodomu.claims.passage import DASH_BEFORE, Before, Sentence

_CONTRAST = re.compile(r";|(?<!\w)(?:while|whereas|but|а|але|тоді як|натомість|проте)(?!\w)|, and ")
_PART = re.compile(r"[зі]з? них|of (?:whom|them)|including|among them")
_BREAK = re.compile(r"[,;:]")
_VERB = re.compile(r"(?<!\w)(?:who|which|were|was|have|has|had|are|is|які|що|було|буде)(?!\w)")
_BELONG = re.compile(r"(?:належ\w+|belong\w*)\s*$")
_DASH_THEN = re.compile(r"\s*-\s([^,;.)]{1,60})")


def what_of(sentence: Sentence, number: Numeral) -> What | None:
    """What the nearest telling words say. Bodies named beside the number always win; a contrast keeps words apart."""
    best: tuple[float, What] | None = None
    for cue in sentence.cues:
        is_after = cue.start >= number.end
        gap = sentence.folded[number.end : cue.start] if is_after else sentence.folded[cue.end : number.start]
        distance = len(gap) + (0 if is_after else 4) + 40 * gap.count(",") + 60 * len(_CONTRAST.findall(gap))
        if cue.what == "body_repatriated" and len(gap) < 25 and not _BREAK.search(gap):
            return "body_repatriated"
        if cue.what == "missing" and distance < 40:
            distance -= 15
        if best is None or distance < best[0]:
            best = (distance, cue.what)
    return best[1] if best else None


def population_of(sentence: Sentence, number: Numeral, counted: Sequence[Numeral], before: Before) -> str:
    """The group that a number counts: named after it, after a dash, or before it in a list («Нацгвардії – 12»).

    A round's whole group is "all", whatever it is called; "military" is said only beside civilians.
    """
    phrase = sentence.phrase(number)
    groups = _groups(phrase)
    if "civilians" in groups and lexicon_people.MILITARY.search(phrase):
        return "all"
    then = _DASH_THEN.match(sentence.after(number))
    if not groups and then:
        groups = _groups(then[1])
    words = sentence.before(number)
    is_named_before = DASH_BEFORE.search(words) or words.rstrip().endswith("(") or _BELONG.search(words)
    if not groups and is_named_before:
        groups = _groups(_BREAK.split(words.rstrip(" -("))[-1])
    is_bare = sentence.is_bare(number)
    if not groups and is_bare and not then and not is_named_before:
        groups = [name for name in _groups(words) if name in ("civilians", "women")][:1]
        if not groups and not number.is_word and before.population != "all":
            return before.population
    if groups:
        return groups[0]
    if lexicon_people.MILITARY.search(phrase) and _stands_by_civilians(sentence, number, counted):
        return "military"
    if lexicon_people.SOLDIERS.search(phrase) and lexicon_people.OFFICERS.search(sentence.words):
        return "privates and sergeants"
    return "civilians" if lexicon_people.ABOUT_CIVILIANS.match(sentence.words) else "all"


def _groups(words: str) -> list[str]:
    return [group.name for group in lexicon_people.GROUPS if group.pattern.search(words)]


def _stands_by_civilians(sentence: Sentence, number: Numeral, counted: Sequence[Numeral]) -> bool:
    """Whether the number next to this one counts civilians: 270 servicemen and 120 civilians."""
    place = counted.index(number)
    beside = [*counted[max(0, place - 1) : place], *counted[place + 1 : place + 2]]
    return any(
        lexicon_people.CIVILIANS.search(sentence.phrase(each))
        and not _CONTRAST.search(sentence.folded[min(number.end, each.end) : max(number.start, each.start)])
        for each in beside
    )


def side_of(sentence: Sentence, number: Numeral, before: Before) -> Side:
    """Whose people are counted. Both sides together, and foreigners, are "other"."""
    near = lexicon_people.HELD_BY_SOMEONE.split(_VERB.split(sentence.phrase(number), maxsplit=1)[0], maxsplit=1)[0]
    if lexicon_people.RUSSIAN.search(near) or lexicon_people.TO_RUSSIA.search(sentence.after(number)):
        return "russian"
    if lexicon_people.FOREIGN.search(near):
        return "other"
    if lexicon_people.UKRAINIAN.search(near):
        return "ukrainian"
    both = lexicon_people.BOTH_SIDES.search(sentence.folded, sentence.stretch.start, number.start)
    if both and not _BREAK.search(sentence.folded, both.end(), number.start):
        return "other"
    return "russian" if before.side == "russian" and sentence.is_bare(number) else "ukrainian"


def scope_of(
    sentence: Sentence,
    number: Numeral,
    counted: Sequence[Numeral],
    before: Before,
    *,
    what: What,
    population: str,
    said: Sequence[Claim],
) -> Scope:
    """Whether a number is a round, a part of one, a total since a start, or a state at one moment."""
    if what == "other":
        return "other"
    if what == "in_captivity":
        return "stock"
    if what == "missing":
        return "cumulative" if lexicon.REGISTERED.search(sentence.words) else "stock"
    is_total = lexicon.CUMULATIVE.search(sentence.words) is not None
    if sentence.goes_on and not is_total and before.scope in ("cumulative", "exchange_total", "exchange_part"):
        return "cumulative" if before.scope == "cumulative" else "exchange_part"
    close = _closest(sentence, number, [day for day in sentence.days if day.is_as_of or len(day.iso or "") == 4])
    if said and said[-1].scope == "cumulative" and population != "all":
        return "cumulative"
    if is_total or (close is not None and (close.is_as_of or _gap(close, number) < 40)):
        return "cumulative"
    if what == "body_repatriated" and before.scope == "cumulative" and not sentence.days:
        return "cumulative"
    in_list = ":" in sentence.folded[sentence.stretch.start : number.start]
    if in_list and len(counted) > 1 and (said or before.scope == "exchange_total"):
        return "exchange_part"
    if population == "all" or (population == "women" and not said):
        return "exchange_total"
    return "exchange_part"


def date_of(sentence: Sentence, number: Numeral, before: Before, *, scope: Scope) -> str | None:
    """The date of the event, or the date that the number is as of; None where the text says none."""
    usable = [day for day in sentence.days if not day.is_since]
    as_of = [day for day in usable if day.is_as_of]
    if as_of:
        return min(as_of, key=lambda day: _gap(day, number)).iso
    events = [day for day in usable if not day.is_now]
    if scope == "cumulative":
        events = [day for day in events if _gap(day, number) < 25]
    event = _closest(sentence, number, events)
    if event is not None:
        return event.iso
    now = [day for day in usable if day.is_now]
    if now:
        return now[0].iso
    if sentence.words_after.startswith("про це") and sentence.days_after:
        return sentence.days_after[0].iso
    if sentence.goes_on or (scope == "stock" and before.scope == "stock"):
        return before.on
    return before.event_on if scope in ("exchange_total", "exchange_part") else None


def _gap(day: Moment, number: Numeral) -> int:
    return number.start - day.end if day.end <= number.start else day.start - number.end


def _closest(sentence: Sentence, number: Numeral, days: Sequence[Moment]) -> Moment | None:
    """The last date before a number; else the first one after it with no other number in between."""
    earlier = [day for day in days if day.end <= number.start]
    if earlier:
        return earlier[-1]
    words = _PART.split(sentence.after(number), maxsplit=1)[0]
    limit = number.end + len(words)
    later = [day for day in days if number.end <= day.start <= limit]
    return later[0] if later else None


def status_of(sentence: Sentence) -> Status:
    """Retracted where a correction tells what was said before; disputed where this or the next sentence denies it."""
    if lexicon.EARLIER.search(sentence.words) and lexicon.CORRECTION.search(sentence.folded):
        return "retracted"
    if lexicon.DISPUTED.search(sentence.words) or lexicon.DISPUTED.search(sentence.words_after):
        return "disputed"
    return "asserted"


def speaker_of(sentence: Sentence, number: Numeral) -> str | None:
    """The nearest official or body named in the sentence, or in the next one when it says who said this."""
    stretches = [sentence.stretch]
    if sentence.following and re.match(r"про це|he |she |він |вона ", sentence.words_after):
        stretches.append(sentence.following)
    for stretch in stretches:
        found = [
            (abs(match.start() - number.start), speaker.name)
            for speaker in lexicon_people.SPEAKERS
            for match in speaker.pattern.finditer(sentence.folded, stretch.start, stretch.end)
        ]
        if found:
            return min(found)[1]
    return None
