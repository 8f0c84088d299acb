"""The words for groups of people, for the two sides, and for those who speak in public."""

import re
from typing import NamedTuple

from dodomu.claims.lexicon import any_of
from dodomu.claims.lexicon_things import PEOPLE


class Named(NamedTuple):
    """A name and the folded words that stand for it."""

    name: str
    pattern: re.Pattern[str]


def _table(rows: dict[str, str]) -> tuple[Named, ...]:
    return tuple(Named(name, re.compile(words)) for name, words in rows.items())


#: The most telling group first: a guard of the Chornobyl plant is named before the National Guard it belongs to.
GROUPS = _table(
    {
        "Chornobyl NPP guards": r"chnpp|ch?[oe]rnob[yi]l|чаес|чорнобил",
        "Snake Island": r"snake island|зміїн",
        "Mariupol defenders": r"mariupol|маріупол",
        "Azovstal defenders": r"azovstal|азовстал",
        "Azov": r"\bazov(?!stal)|\bазов(?!стал)|12(?:th|-\w+)? special|12(?:-\w+)? бригади спец",
        "Border Guard": r"border (?:guard|service|troop|force)|state border|прикордон|дпсу",
        "National Guard": r"national guard|kara-dag|кара-даг|guards(?:men|man)|\bngu\b|нацгвард|гвард|\bнгу\b",
        "National Police": r"police|поліц",
        "State Special Transport Service": r"special transport|спеціальн\w+ служб\w+ транспорту|дсст|держспецтранс",
        "State Emergency Service": r"emergency service|rescuers?|дснс|рятувальник",
        "Special Operations Forces": r"special operations|\bsof\b|спеціальн\w+ операц|\bссо\b",
        "Territorial Defence": r"territorial defen|\btdf\b|територіальн\w+ оборон|тероборон|\bтро\b",
        "Air Force": r"air force|повітрян\w+ сил",
        "Navy": r"\bnav(?:y|al)\b|sailor|\bmarines?\b|(?:військово|воєнно)-морськ|моряк|морпіх|морськ\w+ піхот|\bвмс\b",
        "volunteer formation": r"volunteer formation|добровольч|дфтг",
        "Armed Forces": r"armed forces|\bafu\b|збройн\w+ сил|\bзсу\b",
        "officers": r"(?<!police )\bofficers?\b|офіцер",
        "privates and sergeants": r"privates?\b|sergeant|рядов|сержант",
        "civilians": r"civilian|цивільн",
        "other: foreigners": r"foreign|іноземц|british|британ",
        "other: wounded": r"^\s*(?:of them |of whom |з них )?(?:[\w'-]+ )?(?:wounded|injured|важкопоранен\w+"
        r"|поранен\w+)(?:\s*$| (?:and|та|who|які|came|back|home))",
        "other: clergy": r"priest|священник|капелан",
        "other: medics": r"\bmedic|медик",
        "women": r"(?<!men and )\bwom[ae]n\b|жін|українок\b|українк[иа]\b",
        "men": r"\bmen\b(?! and women)|чоловік",
    }
)
CIVILIANS = re.compile(r"civilian|цивільн")
ABOUT_CIVILIANS = re.compile(r"[\"' ]*(?:щодо|стосовно|as for|regarding|concerning)\s+(?:\w+\s+)?(?:цивільн|civilian)")
MILITARY = re.compile(
    r"soldier|service|military|troops|fighter|defender|військов|бійц|воїн|захисни|оборон|солдат|\bpows?\b"
)
SOLDIERS = re.compile(r"soldiers\b|солдат")
RANKS = re.compile(r"\bprivates?\b|sergeant|рядов|сержант")
OFFICERS = re.compile(r"(?<!police )officer|офіцер")

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
    r"\bto russia\b(?!n)|\bto moscow\b|to the russian side|російській стороні|(?:передан|повернут)\w+ росії"
    r"|(?:переда|відда|поверну)(?:ла|ли|в|то)? (?:\w+ )?(?:росії|росіянам|рф|москві|російській)"
    r"|отриман\w+ (?:росією|рф\b|російськ)"
    r"|(?:росії|росіянам|рф|москві) (?:переда|відда|поверну)|went the other way|[ув] (?:інший|зворотний) бік"
)
FOREIGN = re.compile(
    r"foreign|british|american|britons?|іноземц|британ|громадян\w* (?:сша|велик)|nepal|colombian|korean|корей"
)
UKRAINIAN = re.compile(r"ukrainian|українс|українц|українк|\bour\b|наш(?:их|і)|(?:for|of) ukraine|україни")
_BOTH = r"""
    both sides
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
EACH_BEFORE = re.compile(r"(?<!\w)each\b(?! of)(?:(?! and that)[^.;,]){0,45}$")
BY_EACH = re.compile(r"(?<!\w)по\s+(?:понад\s+|близько\s+)?$")
EACH_AFTER = re.compile(
    r"[^.;,]{0,40}(?:(?<!\w)(?:each\b(?! of| year| time| month)|apiece)|(?:from|on) (?:each|both|either) sides?"
    r"|[зі]{1,2} кожн\w+ (?:сторон|бок)\w*|[зі]{1,2} обох сторін)"
)
#: «Its soldiers»: whose they are depends on who was named last.
POSSESSIVE = re.compile(
    r"\s*(?:of\s+)?(?:its|their|his|своїх|свої|її|їхніх|власних)\s+(?:own\s+)?"
    r"(?:soldier|service|military|troops|citizen|people|men\b|fighters|pows|prisoners|військов|солдат|громадян"
    r"|бійц|людей|полонен|dead|fallen|killed|bodies|загибл|полегл)"
)
ACTOR = re.compile(
    r"(?P<russian>\brussian?\b(?! (?:captivity|custody|prison|jail))|\bmoscow|kremlin|\bросі(?:я|ї|єю)\b|\bрф\b"
    r"|\bмоскв|кремл"
    r"|російськ\w+ (?:міноборони|сторон|відомств|міністерств|оборонн))|(?P<ukrainian>\bukraine\b|\bkyiv\b"
    r"|zelensk|\bкиїв|\bукраїна\b|coordination h|коордштаб)"
)
RUSSIA_RECEIVED = re.compile(
    r"(?:\bmoscow|\brussia|kremlin) (?:put|counted|gave) its own[^.;,]{0,25}$"
    r"|(?:російськ\w+ сторона|\brussian side|\brussia|\bmoscow|\bросія|\bмосква"
    r"|\bрф)\s+(?:[\w'-]+\s+){0,2}(?:received|receives|got|gets|welcomed"
    r"|отримал\w|отримує|забрал\w)\b[^.;,]{0,30}$"
)
KYIV_AREAS = re.compile(
    r"[^.;]{0,90}(?:(?:territory|areas) (?:controlled by|under)[^.;]{0,20}ky?i[ev]|підконтрольн\w+ київ"
    r"|ky?i[ev][- ]controlled)"
)
HELD_BY_UKRAINE = re.compile(
    r"(?:\bukraine|\bkyiv|\bукраїна|\bкиїв)\b[^.;]{0,60}(?:\bholds?\b|holding|\bhas\b|утриму|\bмає\b"
    r"|тримає)[^.;]{0,40}$"
    r"|(?:\bin ukraine|[ву] україні|[ву] нас|\bwe (?:have|hold)|ukrainian (?:captivity|custody|camps?)"
    r"|українськ\w+ (?:полон|табор))[^.;]{0,60}$"
)
IN_UKRAINE_AFTER = re.compile(
    r"[^.;,]{0,60}(?:in ukrainian (?:captivity|custody|camps)|[ву] українськ\w+ (?:полоні|таборах)|\b(?:held"
    r"|kept|are|were) (?:in|by) ukraine\b)"
)
TAKEN_BY_UKRAINE = re.compile(
    r"(?:ukrainian (?:forces|troops|soldiers|army|military)|\bukraine\b|сили оборони|\bзсу\b"
    r"|українськ\w+ (?:військов|бійц|воїн|захисник)\w*"
    r"|наш\w+ (?:військов|бійц|воїн|захисник|хлопц)\w*|обмінн\w+ фонд)[^.;]{0,70}$"
)
HELD_BY_SOMEONE = re.compile(
    r"\b(?:in|from|by|у|в|з|із|на)\s+(?:[\w']+\s+){0,2}(?:captivity|custody|prisons?|hands|полон\w*|неволі"
    r"|тюрм\w*|руках)|\b(?:\w+ed|held|taken|shot) (?:by|in)\b"
)

#: Officials and bodies that speak in public; people held or returned are never named.
SPEAKERS = _table(
    {
        "Oleksandr Pivnenko": r"pivnenko|півненк",
        "Volodymyr Zelenskyy": r"zelensk[yi]|зеленськ",
        "Andrii Yermak": r"yermak|єрмак|(?:очільник|керівник|глава) (?:опу?|офісу президента)",
        "Dmytro Lubinets": r"lubinets|лубінець|лубінц|омбудсм[ае]н|(?<!russian )ombudsman",
        "Andrii Yusov": r"yusov|юсов",
        "Dmytro Usov": r"\busov|\bусов",
        "Petro Yatsenko": r"yatsenko|яценк",
        "Ihor Klymenko": r"klymenko|клименк",
        "Artur Dobroserdov": r"dobroserdov|добросердов",
        "Oleh Kotenko": r"kotenko|котенк",
        "Serhii Deineko": r"deineko|дейнек",
        "Vladimir Putin": r"\bputin|\bпутін",
        "Kyrylo Budanov": r"budanov|буданов",
        "Denys Prokopenko": r"prokopenko|прокопенк",
        "Mykyta Nadtochyi": r"nadto?ch|надточ",
        "Alyona Verbytska": r"verbytska|вербицьк",
        "Dmytro Bohatiuk": r"bohatiuk|bogatyuk|богатюк",
        "Ruslan Muzychuk": r"muzychuk|музичук",
        "Iryna Vereshchuk": r"vereshchuk|верещук",
        "Rustem Umerov": r"umerov|умєров",
        "Vladimir Medinsky": r"medinsk|мединськ",
        "Tatyana Moskalkova": r"moskalkova|москалькова",
        "Dmitry Peskov": r"peskov|пєсков|песков",
        "Oleksandr Syrskyi": r"syrskyi|сирськ",
        "Security Service": r"security service|служб\w+ безпеки|\bсбу\b",
        "Defence Intelligence": r"defen[cs]e intelligence|військов\w+ розвідк|\bгур\b",
        "Prosecutor General's Office": r"prosecutor general|генпрокурат|генеральн\w+ прокур",
        "ICRC": r"red cross|\bicrc\b|червон\w+ хрест|\bмкчх\b",
        "OHCHR": r"\bohchr\b|u\.?n\.? human rights|управлінн\w+ верховного комісара|моніторингов\w+ місі",
        "National Guard press service": r"press service of the (?:\w+ )?national guard|пресслужб\w+ (?:нгу|нац)",
        "Azov press service": r"press service of the (?:1st|azov|12th)[^.]{0,30}azov|azov press"
        r"|пресслужб\w+ [^.]{0,20}азов",
        "Russian Ministry of Defence": r"(?:moscow's|russian|russia's) (?:ministry of defen|defen[cs]e mini)"
        r"|\brussia said"
        r"|міноборони (?:рф|росії)",
        "Ministry of Internal Affairs": r"(?:interior|internal affairs) ministry"
        r"|ministry of (?:the interior|internal affairs)"
        r"|\bмвс\b",
        "Ministry for Reintegration": r"ministry (?:for|of) reintegration|мінреінтеграц",
        "National Information Bureau": r"national information bureau|національн\w+ інформаційн\w+ бюро",
        "Coordination Headquarters": r"coordination(?:al)? headquarters|координаційн\w+ штаб|коордштаб",
        "General Staff": r"general staff|генштаб|генеральн\w+ штаб",
        "Ukrinform": r"ukrinform|укрінформ",
    }
)
