"""The words that tell whose people are counted: Ukraine's, Russia's, of both, of others."""

import re

from dodomu.claims.lexicon import any_of
from dodomu.claims.lexicon_things import PEOPLE

RUSSIAN = re.compile(
    r"(?<!by )(?<!by the )(?<!with )(?<!the )\brussians\b(?! (?:captivity|custody))"
    r"|russian (?:soldiers?|service\w*|pows?|prisoners?|troops|military|captives|occupiers|citizens|civilians"
    r"|fighters|conscripts|side's|bodies|dead|fallen)"
    r"|\brussian (?=and\b)|(?<!\w)російських (?=та\b|і\b|й\b)"
    rf"|\brussian (?!captivity|custody|prisons?\b|jail|side\b|forces)(?:{PEOPLE.pattern})"
    rf"|(?<!\w)російськ\w+ (?!полон|невол|в'язн|тюр|катів|бо[кц]|сторон)(?:{PEOPLE.pattern})"
    r"|росіян(?!ами|ськ)\w*|російськ\w+ (?:військов|солдат|полонен|окупант|бійц|громадян|строковик|тіл|загибл)\w*"
    r"|військовополонен\w+ (?:рф|росі)|(?:військов|солдат|полонен|громадян|бійц)\w* (?:рф|росії"
    r"|російськ\w+ федерац)|окупант|\boccupiers"
    r"|(?:residents?|people|civilians) (?:of|from) (?:the |its )?kursk|(?:жител|мешкан)\w+ курськ|загарбник"
)
TO_RUSSIA = re.compile(
    r"\b(?:gave|given|handed|sent) (?:russia|moscow)\b|\bto russia\b(?!n)|\bto moscow\b"
    r"|to the russian side|російській стороні|(?:передан|повернут)\w+ росії"
    r"|(?:переда|відда|поверну)(?:ла|ли|в|то)? (?:\w+ )?(?:росії|росіянам|рф|москві|російській)"
    r"|отриман\w+ (?:росією|рф\b|російськ)"
    r"|(?<!неволі )(?<!полону )(?<!в'язниць )(?<!тюрем )(?<!\bз )(?<!\bіз )"
    r"(?<!від )(?<!\bу )(?<!\bв )(?:росії|росіянам|рф|москві)(?:,[^,.;]{3,40},)?\s+"
    r"(?:натомість |також )?(?:переда|відда|поверну)|(?:україна|київ) (?:росії|рф|москві)\s+-\s*$"
    r"|went the other way|in the opposite direction|[ув] зворотному напрямку|[ув] (?:інший|зворотний) бік"
)
FOREIGN = re.compile(
    r"\bfrom (?:britain|morocco|croatia|sweden|the (?:united (?:states|kingdom)|u\.?[sk]))|foreign"
    r"|british|american|\bu\.s\.|britons?|іноземц|британ|громадян\w* (?:сша|велик)|nepal|colombian|korean|корей"
)
UKRAINIAN = re.compile(r"ukrainian|українс|українц|українк|\bour\b|наш(?:их|і)|(?:for|of) ukraine|україни")
_BOTH = r"""
    both sides
    обох сторін
    обидві сторони
    each side
    each country
    each nation
    each party
    one another
    the sides
    the two (?:sides|countries)
    ukraine(?: and|,) russia
    russia(?: and|,) ukraine
    moscow and kyiv
    kyiv and moscow
    україна (?:та|і|й) (?:росія|рф)
    росія (?:та|і|й) україна
    сторони
"""
#: Missing or held of both sides together, as the Red Cross counts them.
OF_BOTH = re.compile(
    r"(?:detained|held|captured) by both (?:sides|parties|countries)|"
    r"(?:russia and ukraine|ukraine and russia|moscow and kyiv|both sides|each side"
    r"|the (?:two )?sides) (?:have |has |had )?"
    r"(?:notified|informed|told|confirmed|reported|registered|acknowledg)|"
    r"(?:on|from|by|of) both (?:sides|parties|countries)|in (?:both )?(?:russia and ukraine|ukraine and russia)"
    r"|(?:з|із|від|по) обо[хє] (?:сторін|боків|країн|боках)|росія (?:та|і|й) україна разом|україна (?:та"
    r"|і|й) росія разом"
)
BOTH_SIDES = re.compile(any_of(_BOTH))
EXCHANGED = re.compile(
    r"(?<!\w)(?:звільнили|повернули|передали|віддали)\b|\b(?:traded|swapp(?:ed|ing)|exchang(?:ed|ing)"
    r"|обмінял\w+|released|returned|handed over|freed|swaps? of"
    r"|exchanges? of)\b"
)
SWAP_INVOLVED = re.compile(r"(?:exchange|swap) (?:involv|covered|included)\w*\s+$|обмін охопив\s+$")
EXCHANGED_IN_ALL = re.compile(
    r"(?:number|total) of (?:captives|prisoners|pows?|people|detainees)[^.;]{0,30}\b(?:exchanged|swapped)"
)
EACH_BEFORE = re.compile(r"(?<!\w)(?<!from )each\b(?! of)(?:(?! and that)[^.;,]){0,45}$")
BY_EACH = re.compile(r"(?<!\w)по\s+(?:понад\s+|близько\s+)?$")
EACH_AFTER = re.compile(
    r"[^.;,]{0,40}(?:(?<!\w)(?:each\b(?! of| year| time| month)|apiece|кожна\b|кожен\b)|(?:from"
    r"|on) (?:each|either) sides?"
    r"|[зі]{1,2} кожн\w+ (?:сторон|бок)\w*|[зі]{1,2} обох сторін)"
)
#: «Its soldiers»: whose they are depends on who was named last.
POSSESSIVE = re.compile(
    r"\s*(?:своїх|of its own|of their own)\s*(?:$|[,.;:])|\s*(?:of\s+)?(?:its|their|his|своїх|свої|її"
    r"|їхніх|власних)\s+(?:own\s+)?"
    r"(?:soldier|service|military|troops|citizen|people|men\b|fighters|pows|prisoners|військов|солдат|громадян"
    r"|бійц|людей|полонен|dead|fallen|killed|bodies|загибл|полегл)"
)
ACTOR = re.compile(
    r"(?P<russian>(?<!to )(?<!with )(?<!from )(?<!by )(?<!in )\brussian?\b(?! (?:captivity|custody"
    r"|prison|jail))|(?<!to )(?<!with )(?<!from )(?<!in )\bmoscow|kremlin|\bросі(?:я|єю"
    r"|яни)\b|(?:міністерств\w+ оборони|міноборони|бо[кц]\w*|заяв\w+) росії\b|\bрф\b"
    r"|\bмоскв|кремл"
    r"|російськ\w+ (?:міноборони|сторон|відомств|міністерств|оборонн))"
    r"|(?P<ukrainian>українськ\w+ (?:бо[кц]\w*|сторон\w+|даними)"
    r"|(?<!to )(?<!with )(?<!from )(?<!by )(?<!in )\bukraine\b"
    r"|(?<!to )(?<!with )(?<!from )(?<!in )\bkyiv\b"
    r"|zelensk|\bкиїв|\bукраїна\b|coordination h|коордштаб)"
)
RUSSIA_RECEIVED = re.compile(
    r"(?:міноборони|міністерство оборони) (?:росії|рф)[^.;]{0,30}(?:отрима|одержа)л\w\s*$|"
    r"(?:\bmoscow|\brussia|kremlin) (?:put|counted|gave) its own[^.;,]{0,25}$"
    r"|(?:(?:russia|moscow)'s defen[cs]e ministry|russian defen[cs]e ministry|російськ\w+ сторона"
    r"|\brussian side|\brussia|\bmoscow|\bросія|\bмосква"
    r"|\bрф)\s+(?:[\w'-]+\s+){0,5}(?:received|been given|receives|got|gets|welcomed"
    r"|(?:отрима|одержа)л\w|отримує|забрал\w)\b[^.;,]{0,30}$"
)
KYIV_AREAS = re.compile(
    r"[^.;]{0,90}(?:(?:territory|areas) (?:controlled by|under)[^.;]{0,20}ky?i[ev]|підконтрольн\w+ київ"
    r"|ky?i[ev][- ]controlled)"
)
HELD_BY_UKRAINE = re.compile(
    r"(?:\bukraine|\bkyiv|\bукраїна|\bкиїв)\b[^.;]{0,60}(?:\bholds?\b|holding|\bhas\b(?! (?:\w+ed|been"
    r"|not|said|told|brought|put|given|taken|made|seen|never)\b)|утриму|\bмає\b"
    r"|тримає)[^.;]{0,40}$"
    r"|(?:\bin ukraine|[ву] україні|[ву] нас|\bwe (?:have|hold)|ukrainian (?:captivity|custody|camps?)"
    r"|українськ\w+ (?:полон|табор))[^.;]{0,60}$"
)
IN_UKRAINE_AFTER = re.compile(
    r"[^.;,]{0,60}(?:in ukrainian (?:captivity|custody|camps)|[ву] українськ\w+ (?:полоні|таборах)|\b(?:held"
    r"|kept|are|were) (?:in|by) ukraine\b)"
)
TAKEN_BY_UKRAINE = re.compile(
    r"(?:ukrainian (?:forces|troops|soldiers|army|military)|(?<!to )(?<!in )\bukraine\b|сили оборони|\bзсу\b"
    r"|українськ\w+ (?:військов|бійц|воїн|захисник)\w*"
    r"|наш\w+ (?:військов|бійц|воїн|захисник|хлопц)\w*|обмінн\w+ фонд)[^.;]{0,70}$"
)
HELD_BY_SOMEONE = re.compile(
    r"\b(?:in|from|by|у|в|з|із|на)\s+(?:[\w']+\s+){0,2}(?:captivity|custody|prisons?|hands|полон\w*|неволі"
    r"|тюрм\w*|руках)|\b(?:\w+ed|held|taken|shot) (?:by|in)\b|\bby (?:the )?russia"
)
