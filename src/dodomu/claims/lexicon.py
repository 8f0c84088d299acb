"""The words of news about captivity, in folded Ukrainian and English: what a number says and whom it counts.

Patterns are tried on folded text (``folding.fold``); every line of a block is one way of saying it. «Звільнений» means
released from captivity here: a text about discharge from service has no claim.
"""

import re

from dodomu.claims.claim import What

_LAND = r"(?:\w+\s+){0,2}"


def any_of(block: str, *, whole: bool = False) -> str:
    """The lines of a block as alternatives; LAND stands for up to two words («російському» полоні).

    >>> any_of("freed\\nin LAND custody")
    '(?<!\\\\w)(?:freed|in (?:\\\\w+\\\\s+){0,2}custody)'
    """
    lines = "|".join(line.strip() for line in block.replace("LAND ", _LAND).strip().splitlines())
    return rf"(?<!\w)(?:{lines})" + (r"(?!\w)" if whole else "")


_CAPTURED = r"""
    (?:потрапи|взя|захопи)\w*\s+(?:\w+\s+)?[ву]\s+LAND полон\b
    [ву]\s+LAND полон\s+(?:потрапи|взя)\w+
    взят\w+ [ву] полон
    (?:помер|загину|страти)\w*\s+[ву]\s+LAND полоні
    страчен\w+
    відмовил\w+ повертат\w+
    captured
    taken (?:prisoner|captive)
    surrendered
    died in LAND captivity
    executed
    (?:declined|refused) to return
"""
_BODIES = r"""
    bod(?:y|ies)\b
    remains of
    the fallen
    тіл(?:а|о|ами|ам)?\b
    останк\w+
"""
_RELEASED = r"""
    звільн\w+
    поверн\w+
    поверта\w+
    визвол\w+
    обміня\w+
    вирва\w+
    передан\w+
    вдома\b
    додому\b
    (?:з|із|зі)\s+LAND (?:полону|неволі|катівень)\b
    releas\w+
    freed\b
    free\b
    liberat\w+
    return\w*
    (?:brought|bring|bringing|brings|came|coming|come) LAND (?:back|home)
    back home
    retriev\w+
    repatriat\w+
    swapped
    traded
    handed over
    transferred
    exchang(?:ed|ing)
    recover(?:ed|s)\b
    rescued
    from LAND captivity
"""
_HELD = r"""
    [ву]\s+LAND (?:полоні|неволі|ув'язненні|місцях несвободи)\b
    за ґратами
    утриму\w+
    тримає\b
    тримають\b
    перебува\w+
    залиша\w+
    має\s+(?=[^.,;]{0,40}полонен)
    (?:in|under)\s+LAND (?:captivity|custody|prisons?|detention)\b
    remain\w*
    held\b
    hold(?:s|ing)?\b
    captive\b
    imprisoned
"""
_MISSING = r"""
    зник\w*
    безвісти
    missing\b
    disappeared
"""

#: What a number says. "Other" stands first, because its words contain those of captivity: captured, died there.
CUES: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("other", re.compile(any_of(_CAPTURED))),
    ("body_repatriated", re.compile(any_of(_BODIES))),
    ("released", re.compile(any_of(_RELEASED))),
    ("in_captivity", re.compile(any_of(_HELD))),
    ("missing", re.compile(any_of(_MISSING))),
)

#: Words of staying speak of captivity only where nothing else in the sentence is said to stay.
STAYING = re.compile(r"перебува|залиша|remain|held\b|hold")
CAPTIVITY = re.compile(r"полон|неволі|утриму|ув'язн|captiv|custody|prison|detention|detain")

#: «Звільнений» from service or office is discharged, not released.
DISCHARGED_AFTER = re.compile(r"звільн\w+[^.]{0,25}(?:служби|посад)")
DISCHARGED_BEFORE = re.compile(r"(?:служби|посад\w*)\s+(?:\w+\s+)?$")

#: Someone who "was considered missing" and came home is released.
ONLY_CONSIDERED = re.compile(r"(?:вважа\w+|рахува\w+|considered|believed|listed as|presumed)\s+(?:\w+\s+)?$")

_PEOPLE = r"""
    people|persons?|individuals?|citizens?|nationals|ukrainians?|russians?
    soldiers?|service ?(?:men|man|women|woman|members?|personnel)|military|troops?|personnel|warriors?
    fighters?|defenders?|heroes|hero|marines?|sailors?|officers?|privates?|sergeants?|commanders?|volunteers?
    pows?|prisoners?|captives?|hostages?|detainees?|civilians?|members?|azov\w*
    guards?(?:men|man)?|police\w*|rescuers?|medics?|doctors?|journalists?
    women|woman|men|man|boys|girls|bod(?:y|ies)|remains|wounded
    люд(?:ей|и|ина|ину|ям)|ос(?:іб|оби|оба|обу)|громадян\w*|українц\w+|українок|росіян\w*|іноземц\w+
    військов\w+|бійц\w+|бо[єй]ць|воїн\w*|захисни\w+|оборон\w+|солдат\w*|рядов\w+|сержант\w*|офіцер\w*|командир\w*
    полонен\w+|бран(?:ок|ки|ка|ців|ці|ець)|заручни\w+|цивільн\w+|звільнен\w+|зникл\w+|важкопоранен\w+|поранен\w+
    (?:нац)?гвард\w+|прикордонник\w*|моряк\w*|морпіх\w*|піхотин\w+|азов\w+|окупант\w*|поліцейськ\w+|рятувальник\w*
    жін\w+|чоловік\w*|хлопц\w+|дівчат\w*|медик\w*|журналіст\w*|добровольц\w+|депутат\w*|працівник\w*
    тіл(?:а|о)?|загибл\w+|наших
"""
PEOPLE = re.compile(any_of(_PEOPLE, whole=True))

_OTHER_THINGS = r"""
    exchanges?|swaps?|stages?|rounds?|places?|locations?|sites?|times?|cases?|requests?|regions?|countries|articles?
    days?|weeks?|months?|years?|hours?|minutes?|children|kids|families|relatives
    units?|brigades?|drones?|missiles?|kilomet\w+|km|hryvnias?|dollars?|euros?
    обмін\w*|етап\w*|раунд\w*|місц\w+|місць|раз(?:ів|и)?|випадк\w+|звернен\w+|повідомлен\w+|област\w+|країн\w*
    дн(?:ів|і|я|ями)|день|діб|доби|тижн\w+|місяц\w+|рок(?:ів|и|у|ам|ами)|рік|годин\w*|хвилин\w*
    дітей|дитин\w*|діти|родин\w*|сімей
    частин\w*|бригад\w*|підрозділ\w*|дронів|ракет\w*|кілометр\w*|км|гривень|грн|доларів|євро
"""
_ENDINGS = (
    r"%|відсот\w+|percent|per cent|-?(?:й|го|му|ї|ий|ого|им|ту|та|ма|х|річ\w+|денн\w+)\b|(?:st|nd|rd|th)\b|-year|-day"
)
#: What else numbers count in such texts: percentages, ordinals, days, exchanges, places, children.
NOT_PEOPLE = re.compile(rf"\s*(?:{_ENDINGS}|(?:[\w'-]+\s+){{0,2}}?{any_of(_OTHER_THINGS)}\b)")
NEVER_PEOPLE = re.compile(rf"\s*(?:{_ENDINGS})")
AGE = re.compile(r"(?<!\w)(?:наймолодш|найстарш|youngest|oldest|aged|вік)[^,;.]*$")
UNIT_NUMBER = re.compile(
    r"(?:в/ч|частин\w+|№|units?|no\.|number|бригад\w+|загін|загон\w*|brigade|article|стат\w+)\s*[аa]?\s*$"
)
PLANNED = re.compile(
    any_of(r"""
        agree(?:ment|d)? (?:\w+ )?(?:to|on)\b
        planned
        plans? to
        will be
        to be (?:exchanged|released)
        expected to
        propos\w+
        ready to
        could be
        домов(?:ил|лен)\w+
        плану\w+
        має відбутис\w+
        буд(?:е|уть) (?:звільнен|поверн|обмін)\w*
        готов(?:і|ність) (?:до|обмін)\w*
        пропону\w+
    """)
)
ONE_OF = re.compile(r"\s+(?:of\b|із|з(?: |$)|with\b|another\b|more time|hundred)")
ONE_FOR_ONE = re.compile(r"\s*(?:for|на|-for-)\s*\d")

ANAPHORA = re.compile(
    r"[\"' ]*"
    + any_of(r"""
        серед (?:них|звільнених)
        [зі]з? них
        з-поміж них
        among (?:them|those)
        of (?:them|those|these)
        this (?:figure|number)
        це\b
        також
        also
    """)
)
CUMULATIVE = re.compile(
    any_of(r"""
        since\b(?! then)
        in total
        total number
        overall\b
        altogether
        (?<!war )so far\b
        as of\b
        already reached
        during the (?:full|war|four|three|two)
        managed to (?:return|bring back)
        results of the conducted
        загалом(?! вдалося звільнити:)
        (?<!не )всього\b
        усього\b
        (?:з|із|від) (?:\w+ )?(?:початку|моменту|часу|запуску)
        за (?:весь |увесь )?час
        за \w+ рок\w+
        станом на
        сумарно
        вже (?:понад|поверн|звільн|вдалося|\d)
    """)
)
#: A register of the missing counts since it was opened; a number of missing is a stock otherwise.
REGISTERED = re.compile(r"since|з моменту|з початку|зареєстров|registered")
CORRECTION = re.compile(r"correct(?:ed|ion)|clarif|retract|changed this|виправ|уточн|спростува|помилк|оновлено:")
EARLIER = re.compile(
    any_of("earlier\npreviously\ninitially\nat first\noriginally\nраніше\nспершу\nспочатку\nпервинн\\w+", whole=True)
)
DISPUTED = re.compile(
    any_of(r"""
        (?:not|n't) correspond
        not true
        untrue
        false\b
        fake
        denie[ds]
        disput
        refut
        (?:not|n't) match
        не відповіда
        неправд
        заперечи
        спростув
        не підтвердж
        фейк
        вигад
    """)
)
