"""The words of news about captivity, in folded Ukrainian and English: what a number says.

Patterns are tried on folded text (``folding.fold``); every line of a block is one way of saying it. «Звільнений» means
released from captivity here: a text about discharge from service has no claim. What numbers count is in
``lexicon_things``, whose they are in ``lexicon_sides``.
"""

import re
from typing import Literal

from dodomu.claims.claim import What

#: "noise" tells of people who are counted for something else: casualties, the interviewed, the convicted.
CueKind = What | Literal["noise"]

_LAND = r"(?:(?!from\b|out\b)[\w'-]+\s+){0,2}"


def any_of(block: str, *, whole: bool = False) -> str:
    """The lines of a block as alternatives; LAND stands for up to two words («російському» полоні).

    >>> any_of("freed\\nin LAND custody")
    "(?<!\\\\w)(?:freed|in (?:(?!from\\\\b|out\\\\b)[\\\\w'-]+\\\\s+){0,2}custody)"
    """
    lines = "|".join(line.strip() for line in block.replace("LAND ", _LAND).strip().splitlines())
    return rf"(?<!\w)(?:{lines})" + (r"(?!\w)" if whole else "")


_CAPTURED = r"""
    (?:потрапи|взя|захопи|здал|здава|бра|беру|забра)\w*\s+(?:[\w']+\s+)?[ву]\s+LAND полон\b
    [ву]\s+LAND полон\s+(?:потрап|взя|узя|здал|бул\w+ взят|захоп)\w+
    взят\w+ [ву] полон
    захоплен\w+
    вивез(?:ли|ен[оі])\b
    залишил\w+ (?="?(?:азовстал|завод|комбінат))
    (?:азовсталь|завод|комбінат)"? залишил\w+
    евакуаці\w+(?=[^.,;]{0,70}(?:азовстал|завод))
    evacuation of(?=[^.,;]{0,70}(?:azovstal|plant|steel))
    з "?(?:азовсталі|заводу|комбінату)"?[^.,;]{0,40}(?:вийшл|вивел|виведен|евакуйов)\w+
    (?:вийшл|вивел|виведен|евакуйов)\w*[^.,;\d]{0,40}(?:азовстал|завод|комбінат)\w*
    (?:left|(?:walk|march|led|taken|came)\w* out of|evacuated from) (?:[\w'-]+ ){0,3}(?:azovstal|plant|steel\w*)
    опини\w+\s+[ву]\s+LAND полоні
    полонил\w+
    (?:помер|загин|страт|закатув|закатов)\w*\s+[ву]\s+LAND (?:полоні|неволі)
    [ву]\s+LAND (?:полоні|неволі)\s+(?:[\w']+\s+)?(?:помер|загин|страт|страч|закатов|вбит|убит)\w+
    (?:помер|страт|страч|розстріл|закатов)\w*
    здал(?:ися|ись|ося|ась)\b(?! в оренду)
    відмовил\w+ повертат\w+
    виявил\w+ (?:загиблими|мертвими)
    (?:have|has) been (?:found|located)\b
    turned out to (?:be dead|have died|have been killed)
    captur(?:ed|ing)
    to LAND captivity\b
    t(?:ook|ak(?:e|ing|en)) (?=[^.,;]{1,40}\b(?:prisoner|captive)\b)
    taken (?:prisoner|captive)
    taken (?=(?:from|at) (?:[\w'-]+ ){0,3}(?:plant|azovstal|chornobyl|mariupol))
    taken (?:into|in) LAND (?:captivity|custody)
    surrender(?:ed|ing)
    laid down (?:their )?arms
    (?:died|killed|tortured to death) in LAND (?:captivity|custody|prison)
    execut(?:ed|ions?|ing)
    (?:declined|refused) to return
    died
"""
_BODIES = r"""
    bod(?:y|ies)\b
    remains of
    (?:the )?fallen
    тіл(?:а|о|ами|ам|ах)?\b
    останк\w+
    (?:полегл|полягл)\w+
"""
_NOT_RELEASED = r"""
    не (?:було |були |буде )?(?:ще )?(?:звільн|поверн|поверта|обмін)\w+
    (?:чека|очіку)\w+ (?:на )?(?:обмін|звільнен|поверненн|визволен)\w*
    (?:ще|досі|рік) чека\w+
    (?:still|are) waiting\b
    (?:not|yet) (?:yet )?(?:to )?(?:been |be )?(?:released|returned|freed|exchanged|come home)
    (?:await|awaiting|waiting for) (?:an? |their )?(?:exchange|release|return|swap)\w*
"""
_RELEASED = r"""
    звільн\w+
    вивільн\w+
    поверн\w+
    поверта\w+
    визвол\w+
    обміня\w+
    обмінюва\w+
    вирва\w+
    врятува\w+ з
    передан\w+
    переда(?:л|в)\w*
    передає
    віддал\w+
    відпусти\w+
    віддав\b
    (?:отрима|одержа)(?:л|в)\w*(?=[^.;,]{0,30}\d)
    забра(?:л|в)\w*
    репатрій\w+
    репатрію\w+
    [ву]дома\b
    додому\b
    знову вільн\w+
    на (?:вол[іюя]|свобод[іу])\b
    на рідн\w+ земл\w+
    обійнял\w+ (?:рідних|родин|близьких)
    home\b(?! (?:town|front|address|region|village|city|country|office|affairs))
    в обмін на\b
    на обмін\b
    (?:з|із|зі)\s+LAND (?:полону|неволі|катівень|в'язниць|тюрем)\b
    обмін\w*\s+(?:(?:[ву] форматі|за формулою)\s+)?["'(]?(?=\d{2,}\s+на\s+\d)
    releas\w+
    freed\b
    freeing
    free\b(?! (?:\w+ )?(?:hotline|radio|line))
    liberat\w+
    return\w*
    (?:brought|bring|bringing|brings|came|coming|come|comes|went|gone|sent|got|gets) (?:[\w'-]+ ){0,4}?(?:back|home)\b
    (?:are|is|were|was) (?:all |finally |now |already |safely )?(?:back|home)\b
    (?:brought|bring|gets?|got|handed) back\b
    back (?:home|in ukraine)
    retriev\w+
    reclaim(?:ed|ing|s)\b
    repatriat\w+
    swapped
    swaps (?=\d)
    trad(?:ed|ing)
    (?:trade|swap|exchange) (?=\d+ (?:\w+ ){0,2}(?:pow|prisoner|soldier|captive|people))
    hand(?:ed|ing) over
    hand(?:ed|ing) (?=[^.,;]{1,50}\bover\b)
    handed back
    transferred
    exchang(?:ed|ing)
    recover(?:ed|s)\b
    rescued?\b
    pardoned
    welcome (?:home|back)
    з поверненням
    receiv(?:ed|es)\b
    welcom(?:ed|es)\b
    crossed the border
    went the other way
    in exchange for
    in return for
    (?:swap|exchange) (?:of|involv\w+|saw|includ\w+|covered)\b
    (?:swap|exchange)\w* (?=\d{2,} for \d)
    from LAND captivity
    (?:left|leaving|leave|escaped) LAND captivity\b
    walk(?:ed|s|ing) free
    set free
    g(?:ave|iven|iving) up\b(?= [^.,;]{0,20}\d)
    (?:won|bring\w*|brought) freedom (?:for|to)\b
    freedom for\b
    (?:regain|gain|won)\w* (?:their |his |her )?freedom
    out of LAND captivity
    g(?:ave|iven|iving) back\b
    reunited with\b
    crossed back\b
    homecoming of\b
    свобод\w+ (?:здобул|отримал)\w+
    (?:здобул|отримал)\w+ свободу
    на підконтрольн\w+ (?:україні |київу |києву )?територі\w+
    знову (?:з|із) (?:рідними|родинами|близькими)
    перетнул\w+ кордон
    (?:знову |вже |тепер )?вільні\b
    дочекал(?:ися|ася|ось|ись)\b
    ступили на\b
    let go\b
    flown (?:home|back|to|from)\b
    (?:has|have|got|had) (?=[^.,;]{1,40}\bback\b)
    arrived (?:home|back|in ukraine|on ukrainian)
    помилува\w+
"""
_HELD = r"""
    [ву]\s+LAND (?:полоні|неволі|ув'язненні|в'язницях|в'язниці|тюрмах|тюрмі|катівнях)\b
    [ву]\s+LAND місцях (?:несвободи|позбавлення волі)\b
    полон\b(?=\s+(?:\w+\s+)?\d)
    [ву] (?:нас|них|росіян)\b(?=[^.;,]{0,50}(?:полонен|наших|наші))
    кількість (?:\w+ )?(?:військово)?полонених
    number of (?:\w+ ){0,2}?(?:pows|prisoners of war|captives)\b(?! (?:released|freed|exchanged|returned|swapped|who))
    number of (?:\w+ ){0,2}?prisoners\b(?! of war)(?! (?:released|freed|exchanged|returned|swapped|who))
    за ґратами
    [ву] руках (?:росіян|ворог|окупант)\w*
    (?<!місцях )утрим(?:у|ан)\w+
    тримає\b
    тримають\b
    перебува\w+
    знаход[ия]\w+ся\b
    знаход[ия]ться
    залиша\w+
    лиша(?:є|ю)ться
    позбавлен\w+ волі
    сидять
    ма(?:є|ємо|ють)\s+(?=[^.,;]{0,40}полонен)
    (?:in|under|into)\s+LAND (?:captivity|custody|prisons?|jails?|detention)\b
    in LAND hands\b
    behind bars
    remain(?:s|ed|ing)?\b(?! of)
    held\b(?! (?:the|their|a|its) (?:\w+ )?(?:defen|line|city|plant|front|position))
    hold(?:s|ing)?\b
    (?:russia|ukraine|kyiv|moscow|they|we)\s+(?:has|have|had)\b(?=\s+(?:(?:more|at|up) \w+ |[\w']+ )?\d)
    kept\b
    keep(?:s|ing) (?=(?:more|over|at|about|up|some|around|nearly|\d))
    as hostages
    languish\w*
    detains\b
    вважа\w+ (?:військово)?полонен\w+
    (?:військово)?полоненими (?:вважа|визна)\w+
    captive\b(?! (?:ukrainian |russian )?(?:soldier|troop|service|ukrain|russian|people|men\b))(?! (?:fighter|civilian))
    among (?:the )?(?:captives|prisoners|pows)
    (?:are|is|remain|still) (?:still |now )?(?:prisoners?|captives?|pows?)(?: of war)?\b
    captivity (?:has been|have been|was|is|had been) (?:\w+ )?(?:confirmed|verified|recorded)
    (?:await|awaiting|awaits|facing|faces?) (?:trial|sentence|sentencing|execution)
    (?:чека\w+|очіку\w+) (?:на )?(?:суд|вирок)\w*
    (?:the|in) captivity of
    still in russia\b
    confirmed by the (?:red cross|icrc)
    (?:acknowledge[sd]|admit(?:s|ted)|recogni[sz]e[sd]) (?=(?:only |just )?\d)
    визна(?:є|ла|ли|в) (?=(?:лише |тільки )?\d)
    факт\w* (?:перебування [ву] )?полон\w*
    (?:detention|imprisonment) of(?= [^.,;]{0,20}\d)
    whereabouts of(?= [^.,;]{0,20}\d)(?![^.;]{0,60}(?:unknown|unclear|not known))
    місцеперебування(?= [^.,;]{0,20}\d)
    місцезнаходження(?= [^.,;]{0,20}\d)
    captive\b
    (?:confirmed|registered) (?:as |to be )?(?:prisoners|pows|captives)
    (?:підтверджен|визнан|зареєстрован)\w+ (?:як )?(?:військово)?полонен\w+
    серед полонених\b
    imprisoned
    incarcerated
    (?:unlawfully|illegally|being|are|still) detained
    detained in russia
"""
_MISSING = r"""
    зник\w*
    безвісти
    missing\b
    disappeared
    unaccounted for
    (?:search|searching|looking|look) for(?= [^.,;]{0,25}\d)
    (?:the )?fate of
    whereabouts of(?=[^.;]{0,60}(?:unknown|unclear|not known|establish))
    дол[яюі]\b(?=[^.;]{0,60}(?:невідом|з'ясу|встанов))
    sought by (?:their |the )?(?:famil|relativ)\w+
"""
_NOISE = r"""
    (?:вбил|убил|вбит|убит|поранил|загинул|загибл|травмова|постражда|знищ)\w+
    поранено\b
    поранені\b
    засуджен\w+
    засудил\w+
    опитал\w+
    розшука\w+
    ідентифік\w+
    знято\b
    identified
    вирок\w*
    служил\w+
    арештува\w+
    затрима\w+
    евакуйова\w+
    депортова\w+
    відвіда\w+
    зустрі(?:в|л)\w*
    прийшл\w+
    виплат\w+
    killed
    killing
    wounded (?=\d|(?:\w+ )?people)
    (?:were|was|been) (?:wounded|injured|arrested|detained at|sentenced|convicted)
    (?:were|was|been) (?:deported|evacuated(?! from (?:[\w'-]+ ){0,3}(?:azovstal|plant|steel))|interviewed|shot)
    interview(?:s|ed)\b
    sentenced
    (?:have|has|had) convicted
    visited
    met with
    attended
    served in
    shot down
    arrested
    deported
"""

_KINDS: tuple[tuple[str, str], ...] = (
    ("other", _CAPTURED),
    ("held_still", _NOT_RELEASED),
    ("body", _BODIES),
    ("released", _RELEASED),
    ("held", _HELD),
    ("missing", _MISSING),
    ("noise", _NOISE),
)
#: All telling words in one pass; "other" stands first, because its words contain those of captivity: died there.
CUE = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{any_of(block)})" for name, block in _KINDS) + ")")
KIND_OF: dict[str, CueKind] = {
    "other": "other",
    "held_still": "in_captivity",
    "body": "body_repatriated",
    "released": "released",
    "held": "in_captivity",
    "missing": "missing",
    "noise": "noise",
}

#: A text without one of these is about something else, whatever is held or returned in it.
ABOUT_CAPTIVITY = re.compile(
    r"військовослуж|захисни|оборонц|гвард|бійц|воїн|росіян|українців|ukrainians|soldier|servicem|defender"
    r"|fighter|guardsm|troops|civilian|цивільн"
    r"|marines|welcome"
    r"|полон|невол|заручни|обмін|безвісти|зникл|репатр|тіл[ао]?\b|азовстал|звільнен|ув'язн|коордштаб|удома|вдома|додому"
    r"|captiv|captured|\bpows?\b|prisoner|\bswaps?\b|swapped|exchang|hostage|missing|\bbod(?:y|ies)\b|repatriat"
    r"|azov|freed"
    r"|повернут|повернул|поверне|поверта|визвол|обійнял|тюрм|утриму|\bheld\b|brought (?:home|back)|(?:came|come"
    r"|are|is|were) (?:back|home)|returned"
    r"|pardoned|releas|homecoming|coordination headq|russian (?:custody|prison|jail|detention)|surrender|held by russia"
)
#: Words of staying speak of captivity only where nothing else in the sentence is said to stay.
STAYING = re.compile(r"перебува|залиша|лиша|знаход|remain|held\b|hold|kept")
CAPTIVITY = re.compile(
    r"військовослуж|захисни|оборонц|гвард|бійц|воїн|росіян|українців|ukrainians|soldier|servicem|defender"
    r"|fighter|guardsm|troops"
    r"|marines|welcome"
    r"|полон|невол|утриму|тримають|ув'язн|ґратами|тюрм|captiv|custody|prison|detention|detain|held|bars\b|\bpows?\b"
)
DEATH = re.compile(r"помер|загин|страт|страч|розстріл|закатов|died|execut|killed")
#: What no one who came home can have done.
STAYED_BEHIND = re.compile(r"помер|загин|страт|розстріл|закатов|відмов|died|killed|execut|tortured|declined|refused")
FELL = re.compile(r"загин|загибл|полягл|killed|died")
POW = re.compile(r"полон|невол|captiv|custody|prison|\bpows?\b|surrender|страт|execut")
SPEAKS_OF_CAPTIVES = re.compile(rf"{POW.pattern}|обмін(?!юва)|\bswap|\bexchange\b")
#: An exchange that took place: what the next sentence counts came home in it.
EXCHANGE = re.compile(
    r"(?:exchange|swap)\b[^.]{0,40}\b(?:has taken|took place|is over|happened|concluded)"
    r"|обмін\w*[^.]{0,40}(?:відбувся|завершено)"
    r"|(?:відбувся|завершено|провели)[^.]{0,40}обмін"
)
TALKS = re.compile(
    r"held (?:(?:a|an|another|the|their|its|new|first|second|third|fourth|\w+th) )*(?:\w+ )?"
    r"(?:exchange|swap|talk|meeting|round|session|negotiation|ceremony|rally)"
)
IS_HELD = re.compile(r"(?:exchange|swap|talks?|meeting|rally|round|rallies)\b[^.,;]{0,30}(?:was|were|is|been)\s+$")

#: «Звільнений» from service or office is discharged, not released; territory is liberated, not people.
DISCHARGED_AFTER = re.compile(
    r"releas\w+ (?:an? |the |new |its |their |his |this |\w+ )?(?:video|footage|statement|report|photo"
    r"|picture|document|figure|list|plan|interview)|(?:звільн|визвол|liberat)\w+[^.]{0,25}(?:служби|посад|територі|territor)"
)
DISCHARGED_BEFORE = re.compile(r"(?:служби|посад\w*)\s+(?:\w+\s+)?$")
#: An office, not people: the commissioner for missing persons.
OFFICE_BEFORE = re.compile(
    r"(?:уповноважен\w+|секретаріат\w*|commissioner|office|headquarters|штаб\w*)\b[^.,;:]{0,45},?\s*$"
)

#: Someone who "was considered missing" and came home is released.
ONLY_CONSIDERED = re.compile(
    r"(?:вважа\w+|рахува\w+|considered|thought|feared|deemed|believed|listed as|recogni[sz]ed as|reported|presumed"
    r"|declared)\s+(?:\w+\s+)?$"
)
RELATIVE = re.compile(r"(?<!\w)(?:who|whom|які|котрі|котрих|яких|яким|якими|який|яка|яку|хто)(?!\w)")
PARTITIVE_BEFORE = re.compile(
    r"(?:\bof|among|\bз|із|зі|серед|з-поміж)\s+$|(?:are|were|is|was) (?:also )?among (?:those|the ones"
    r"|the people|the prisoners) $"
    r"|серед тих, $"
)
PARTICIPLE = re.compile(r"captured|held|detained|imprisoned|taken|missing|pardoned|kept|захоплен|взят|утримуван")
_LENGTH = (
    r"(?:for |протягом |понад |майже |близько |almost |nearly |more than |over |about |уже |вже )*"
    r"(?:\d[\d.,]*|[\w'-]+)\s+(?:years?|months?|days?|weeks?|рок\w+|рік|місяц\w+|дн\w+|діб|тижн\w+)"
)
LASTED_AFTER = re.compile(
    rf"[\s,]*(?:for\s+)?{_LENGTH}|\s+(?:[\w']+\s+){{0,2}}(?:прове|провів|пробу|spent)\w*\s+{_LENGTH}"
)
LASTED_BEFORE = re.compile(
    r"(?:провів|провели|провела|пробув|пробули|пробула|spent|spending|після|after)\b[^.,;]{0,45}$"
)
