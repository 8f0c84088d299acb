"""Which group of people a number counts: by the words after it, before it in a list, or told in the sentence before."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from dodomu.claims import lexicon_groups
from dodomu.claims import lexicon_things as things
from dodomu.claims.bare import Counting
from dodomu.claims.claim import Claim, What
from dodomu.claims.meaning import Counted, is_part
from dodomu.claims.passage import DASH_BEFORE, Before, Sentence

_DASH_THEN = re.compile(
    r"\s*(?:військових|військовослужбовців|бійців|воїнів|захисників|осіб|звільнених"
    r"|повернених|повернутих|з них|із них)?\s*\"?\s*-\s([^,;.)]{1,60})"
)
#: «183 з тих, кого вдалося повернути, – рядові».
_THOSE_WHO = re.compile(r"\s*(?:із|зі|з)\s+тих,\s*(?:кого|хто|які|яких)[^-;.]{0,70}-\s([^,;.)]{1,60})")
_BREAK = re.compile(r"[,;:]")
_BELONG = re.compile(r"(?:належ\w+|belong\w*)\s*$")
_DIRECTION_BEFORE = re.compile(
    r"([\w'-]+ (?:direction|sector|front|напрямку)),?\s*(?:where|де)\s*$|([\w'-]+ (?:напрямок|напрямку|direction"
    r"|front)|(?:морг|morgue)[^,;-]*?|[\w'-]+(?:ського|цького|зького))\s*-\s*$"
)
_WHO_WORD = re.compile(r"\b(?:who|які|що)\b")
_INCLUDE = re.compile(r"\b(?:included?|includes|including)\b")
#: Groups by place, not by service: the defenders of a plant or of a city.
_PLACES = {"Chornobyl NPP guards", "Snake Island", "Mariupol defenders", "Azovstal defenders"}
_SERVICES = {"Armed Forces", "National Guard", "Border Guard", "Navy", "Territorial Defence", "National Police"}
_PEOPLE_LISTED = re.compile(
    r"^(?:до|to|from)\b|прикордонник|поліцейськ|гвардійц|моряк|бійц|воїн|soldiers|officers|guards\b|sailors|members|fighters"
)
_LISTED = re.compile(
    r",(?!\s*(?:решта|інші|the rest|others))\s*((?:(?:the|and|та|і|й)\s+)?[^\d,.;:]{2,40}?)"
    r"(?=[,.;]|\s(?:are|is|were|was|have|has|came|come|перебува|повернул|вже)\b)"
)
#: «Які захищали Маріуполь, Донеччину та Запоріжжя»: no group by place.
_OTHER_PLACES = re.compile(
    r"донеч|луган|запоріж|харків|херсон|київщ|сумщ|чернігів|donets?k|luhansk|zaporizh|kharkiv|kherson|kyiv"
)
_GUARDED = re.compile(
    r"\s*,?\s*(?:які|яких|що|котрі|котрих|who|whom)\s+(?:[\w'-]+\s+){0,2}(?:борон|захищ|оборон|охорон|служ|вивез|взял|захопил|defend|guard|took|captur"
    r"|served)[^,;.]{0,70}"
)
_WOMEN = re.compile(r"\s*(?:[\w'-]+\s+)?(?:women|жінок|жінки|українок|українки)\b")
_CIVILIAN_WOMEN = re.compile(r"\s*(?:цивільн\w+|civilian) ")
_OF_BOTH_KINDS = re.compile(
    r"(?:soldiers|military\w*|service\w+|troops|військов\w+|захисник\w+)(?: and"
    r"| та| і| й) (?:civilian|цивільн)"
)
_FOREIGNERS = re.compile(r"\s*(?:foreigners|іноземц\w+)\b")
#: «205 prisoners of war of the Armed Forces of Ukraine»: what the other side calls everyone it handed over.
_POWS_OF_THE_ARMY = re.compile(
    r"\s*(?:prisoners of war|pows|servicemen|military personnel|ukrainian) (?:of the |from the )?"
    r"(?:ukrainian armed forces|armed forces of ukraine|armed forces (?:prisoners|pows))"
    r"|\s*(?:військово)?полонен\w+ (?:зсу|збройних сил україни)"
)
_AMONG_THEM = re.compile(r"(?:серед|з-поміж|among) (?:них|them)\s+(?:-\s+)?$")
_TAKEN_AT = re.compile(
    r"(?:\s*-\s[\w' -]{3,30})?\s*,?\s*(?:захоплен\w+|взят\w+ [ву] полон|captured|taken prisoner"
    r"|seized)\s+(?:на|у|в|at|on|in)\s[^,;.]{0,40}"
)
_OF_THEM = re.compile(r"\s*(?:of|from) (?:them|these|those)\b|\s*(?:з|із) них\b")
#: «Із заводу „Азовсталь“ вийшли 2500 оборонців».
_PLACE_LEFT = re.compile(r"(?:з|із|на|from|left|at|out of)\s+(?:the\s+)?\"?(?:azovstal|азовстал)")
_LEFT_THE_PLANT = re.compile(r"(?:left|leave|out of|from) the (?:plant|steel)")
_OF_A_SWAP = re.compile(r"(?:обмін\w*|exchange of|swap of)\s+(?:about\s+)?$")
_AND = re.compile(r"\s(?:and|та|і|й)\s")
_THE_REST = re.compile(r"\s(?:та|і|й|and)\s+(?:решта|інші|the rest)")
_OF_THE_BRIGADE = re.compile(r"\b(?:of|from) the (?:brigade|regiment|unit)\b|(?<!\w)(?:бригади|полку|підрозділу)(?!\w)")
_AZOV = re.compile(r"\bazov(?!st)|(?<!\w)\"?азов(?!ст|ськ)")
STILL_MORE = re.compile(r"[\"' ]*(?:ще|another|а ще)\s")
_NONE_OF = re.compile(r"(?:none|not one|жоден|жодного) (?:of|із|з)\s+(?:the\s+)?$")
#: «Only four of the 157 people freed on Thursday are from Azov».
_OF_THE = re.compile(r"^\s*(?:of the|із|з)\s+$")
_BELONGS = re.compile(r"\b(?:оборон|захищ|борон|defend|belong|serve|was|were|is|are|належ|служи)")
_GUARDED_BY = re.compile(r"\s*,\s*(?:які|що|котрі)\s")
_OWN = re.compile(r"\s*(?:of\s+)?(its|their|his|його|їхніх)\s+(?:[\w'-]+\s+)?\w+")
#: «З Донеччини – 397, Запоріжжя – 64».
_PLACE_LISTED = re.compile(r"(?:^|[,.;:]\s*)((?:з |із )?[\w'-]{4,}(?: [\w'-]+)?)\s+-\s*$")
_DIRECTION = re.compile(
    r"direction|region\b|oblast|front\b|sector|axis|morgue|напрямк|напрямок|морг"
    r"|(?:сько|цько|зько)(?:го|му)\s*$"
)
_PLACE_OF_BODIES = re.compile(
    r"(?:of them )?(?:(?:were |was )?(?:killed|fell|died) )?(?:in|from|near|at) (?:near |the )?(?!return"
    r"|exchange|turn\b|total|all\b)[\w'-]+(?: (?:region|oblast|area))?(?: and)?"
    r"|(?:[\w'-]+ )?(?:полягл\w+ |загинул\w+ )?(?:із|зі|з|під|біля|на) [\w'-]+(?: област\w+)?(?: та| і| й)?"
)
_WITH_CIVILIANS = re.compile(
    r"prisoners|combatants|\bpows?\b|полонен|military|service|soldiers|fighters"
    r"|військов|захисник"
)


def population_of(
    sentence: Sentence,
    place: int,
    counting: Counting,
    counted: Sequence[Counted],
    *,
    what: What,
    said: Sequence[Claim],
    before: Before,
) -> str:
    """The group that a number counts: named after it, after a dash, or before it in a list («Нацгвардії – 12»).

    A round's whole group is "all", whatever it is called; "military" is said only beside civilians.
    """
    phrase = _INCLUDE.split(sentence.phrase(place), maxsplit=1)[0]
    if _NONE_OF.search(sentence.lead(place)[-20:]) or (place and _OF_THE.search(sentence.before(place))):
        phrase = _BELONGS.split(phrase, maxsplit=1)[0]
    groups = _groups(phrase)
    if not groups and counting == "anaphoric" and place + 1 < len(sentence.numbers):
        part_of = things.PART_OF.match(sentence.rest(place))
        if part_of and not sentence.before(place + 1)[part_of.end() :].strip():
            phrase = sentence.phrase(place + 1)
            groups = _groups(phrase)
            if guarded := _GUARDED.match(sentence.after(place + 1)[len(phrase) :]):
                groups = [name for name in _groups(guarded[0]) if name in _PLACES] or groups
    if _POWS_OF_THE_ARMY.match(phrase):
        return "all"
    if _FOREIGNERS.match(phrase):
        return "other: foreigners"
    if _WOMEN.match(phrase) and "women" in groups:
        return "civilians" if _CIVILIAN_WOMEN.match(phrase) else "women"
    if "civilians" in groups and set(groups) & _PLACES:
        return "civilians"
    if not set(groups) & (_PLACES | {"Azov"}) and (guarded := _GUARDED.match(sentence.after(place)[len(phrase) :])):
        is_one_of_many = _OTHER_PLACES.search(sentence.after(place)[len(phrase) :][:160]) is not None
        groups = groups if is_one_of_many else [name for name in _groups(guarded[0]) if name in _PLACES] or groups
    if not groups and (taken := _TAKEN_AT.match(sentence.after(place)[len(phrase) :])):
        groups = [name for name in _groups(taken[0]) if name in _PLACES]
    if not groups and counting == "anaphoric":
        groups = _groups(_BREAK.split(sentence.after(place))[0])
    if len(groups) > 1 and "Azov" in _groups(_WHO_WORD.split(phrase, maxsplit=1)[0]):
        return "Azov"
    if not groups and (owner := _OWN.match(sentence.after(place))):
        named = _last_group(sentence.lead(place))
        whose = before.population if before.population != "all" else before.of_whom
        return named or (whose if owner[1] in ("його", "his", "їхніх") else "all")
    if (
        not groups
        and counting == "anaphoric"
        and said
        and said[-1].population == "civilians"
        and _OF_THEM.match(phrase)
    ):
        return "civilians"
    if (
        not groups
        and what == "other"
        and _LEFT_THE_PLANT.search(sentence.rest(place)[:60])
        and "azovst" in sentence.folded
    ):
        return "Azovstal defenders"
    if not groups and what == "other" and (place_left := _PLACE_LEFT.search(sentence.before(place))):
        return _groups(place_left[0])[0]
    if (
        not groups
        and STILL_MORE.match(sentence.words)
        and (
            (what != before.what and before.population in _SERVICES | _PLACES | {"Azov"})
            or (what == before.what == "in_captivity" and before.population == "civilians")
        )
    ):
        return before.population
    if (
        not groups
        and _OF_THE_BRIGADE.search(phrase)
        and _AZOV.search(sentence.folded, max(0, sentence.numbers[place].start - 300), sentence.numbers[place].start)
    ):
        return "Azov"
    told = said[-1].population if said else before.of_whom
    is_of_them = counting == "anaphoric" and _OF_THEM.match(phrase) and not lexicon_groups.MILITARY.search(phrase)
    if not groups and is_of_them and told in _PLACES | {"civilians", "Azov"}:
        return told
    group_before = next((each for each in (*said[:1], *said[-1:]) if each.population != "all"), None)
    if not groups and group_before and _goes_on(sentence, place, counting, what, said[-1]):
        return group_before.population
    if "civilians" in groups and _WITH_CIVILIANS.search(_THE_REST.split(phrase)[0]):
        return "all"
    then = _DASH_THEN.match(sentence.after(place)) or _THOSE_WHO.match(sentence.after(place))
    if not groups and then:
        groups = _groups(then[1])
        if not groups and lexicon_groups.MILITARY.search(then[1]) and counting != "noun":
            return "military" if _stands_by_civilians(sentence, place, counted) else "all"
    words = sentence.before(place)
    is_named_before = DASH_BEFORE.search(words) or words.rstrip().endswith("(") or _BELONG.search(words)
    if not groups and _AMONG_THEM.search(words):
        groups = _groups(_BREAK.split(words)[-1])
    if not groups and is_named_before:
        groups = _groups(_BREAK.split(words.rstrip(" -("))[-1])
    if what == "body_repatriated" and (
        direction := _direction(
            sentence, place, is_part_of_bodies=bool(said) or sentence.goes_on or before.what == what
        )
    ):
        return f"other: {direction}"
    if not groups and counting in ("bare", "anaphoric") and not then and not is_named_before:
        told_words = words.rsplit(";", maxsplit=1)[-1]
        groups = [
            name
            for name in _groups(told_words)
            if name in ("civilians", "women", "Chornobyl NPP guards")
            and not (_OF_BOTH_KINDS.search(told_words) or lexicon_groups.MILITARY.search(phrase))
        ][:1]
        is_same = before.population != "all" and not sentence.numbers[place].is_word
        is_same = is_same and bool(before.claims) and sentence.numbers[place].value <= before.claims[-1].low
        if not groups and is_same and not is_part(sentence, place, counting):
            return before.population
    if counting == "noun" and groups and _and_a_group(phrase):
        return "all"
    if what == "body_repatriated" and groups and groups[0] == "Armed Forces":
        return "all"  # «1,000 bodies of fighters of the Armed Forces»: whose soldiers they were, no group
    if groups == ["men"] and not lexicon_groups.WOMEN.search(sentence.words):
        return "all"  # «22 men were brought back»: people
    if groups:
        return (
            "all" if counting == "noun" and _lists_services(groups, sentence.after(place)[len(phrase) :]) else groups[0]
        )
    if said and said[-1].population == "officers" and lexicon_groups.SOLDIERS.search(phrase):
        return "privates and sergeants"
    if lexicon_groups.MILITARY.search(phrase) and _stands_by_civilians(sentence, place, counted):
        return "military"
    around = sentence.lead(place) + sentence.rest(place)
    is_listed = said and lexicon_groups.OFFICERS.search(around) and not lexicon_groups.RANKS.search(around)
    if is_listed and lexicon_groups.SOLDIERS.search(phrase):
        return "privates and sergeants"
    return "civilians" if lexicon_groups.ABOUT_CIVILIANS.match(sentence.words) else "all"


def _goes_on(sentence: Sentence, place: int, counting: Counting, what: What, last: Claim) -> bool:
    """Whether a number without a group of its own counts more of the people just named: «ще 107 – у полоні»."""
    phrase = sentence.phrase(place)
    if _OF_A_SWAP.search(sentence.lead(place)[-20:]):
        return False
    if re.match(r"\s*others?\b", phrase) or (counting == "noun" and re.match(r"\s*(?:осіб|людей|people)\b", phrase)):
        return what != last.what
    number = sentence.numbers[place]
    is_more = re.search(r"another|ще", sentence.folded[number.start : number.number_start]) is not None
    return counting == "bare" and (what != last.what or is_more)


def _last_group(words: str) -> str | None:
    found = [(match.end(), group.name) for group in lexicon_groups.GROUPS for match in group.pattern.finditer(words)]
    return max(found)[1] if found else None


def _lists_services(groups: list[str], after: str) -> bool:
    """«205 воїнів ЗСУ, Нацгвардії, ДПСУ»: all of them together, not the first service."""
    listed = _LISTED.match(after)
    if listed is None or groups[0] not in _SERVICES or _PEOPLE_LISTED.search(listed[1]):
        return False
    return bool({*_groups(listed[1])} & _SERVICES - {groups[0]})


def _and_a_group(phrase: str) -> bool:
    """«Правоохоронців і гвардійців»: two kinds of people, of which only the second is a group we know."""
    both = _AND.split(phrase, maxsplit=1)
    if (
        len(both) != 2
        or lexicon_groups.WOMEN.search(phrase)
        or things.PEOPLE.search(both[0]) is None
        or _groups(both[0])
    ):
        return False
    return bool({*_groups(both[1])} & (_SERVICES | {"civilians"})) and things.PEOPLE.search(both[1]) is not None


def _direction(sentence: Sentence, place: int, *, is_part_of_bodies: bool) -> str | None:
    """Where bodies were found, as the text says it; no group of people, but a part of the whole."""
    after = sentence.after(place)[:110].split(";")[0]
    clauses = _BREAK.split(after)
    where = after if len(clauses) > 1 and _GUARDED_BY.match(after[len(clauses[0]) :]) else clauses[0]
    where = where.strip(" -.,")
    if _DIRECTION.search(where):
        return where
    if _PLACE_OF_BODIES.fullmatch(where):
        return where
    named = _DIRECTION_BEFORE.search(sentence.before(place)[-60:])
    if named:
        return named[1] or named[2]
    listed = _PLACE_LISTED.search(sentence.before(place)[-40:]) if is_part_of_bodies else None
    return listed[1].strip() if listed else None


def _groups(words: str) -> list[str]:
    """The groups that words name, the most telling first; civilians of a place are civilians."""
    found = [group.name for group in lexicon_groups.GROUPS if group.pattern.search(words)]
    return ["civilians", *found] if "civilians" in found and found[0] in _PLACES | {"Navy"} else found


def _stands_by_civilians(sentence: Sentence, place: int, counted: Sequence[Counted]) -> bool:
    """Whether the number next to this one counts civilians: 270 servicemen and 120 civilians."""
    at = bisect_left(counted, place, key=lambda each: each.place)
    number = sentence.numbers[place]
    after = counted[at + 1 : at + 3]
    if after and not is_part(sentence, after[0].place, after[0].counting):
        after = after[:1]  # «десятьох військових, у тому числі двох офіцерів, і дев'ятьох цивільних»
    for other in (each.place for each in (*counted[max(0, at - 1) : at], *after)):
        each = sentence.numbers[other]
        start, end = min(number.end, each.end), max(number.start, each.start)
        then = _DASH_THEN.match(sentence.after(other))
        words = sentence.phrase(other) + (then[1] if then else "")
        if _WITH_CIVILIANS.search(words) and not then:
            continue  # «307 soldiers and civilians» stand beside nobody
        if lexicon_groups.CIVILIANS.search(words) and not sentence.contrasts_between(start, end):
            return True
    return False
