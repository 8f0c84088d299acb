"""The words for groups of people, for the two sides, and for those who speak in public."""

import re
from typing import NamedTuple

from dodomu.claims.lexicon import any_of


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
        "Azov": r"\bazov(?!stal)|\bазов(?!стал)",
        "Border Guard": r"border|прикордон|дпсу",
        "National Guard": r"national guard|guards(?:men|man)|\bngu\b|нацгвард|гвард|\bнгу\b",
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
        "women": r"(?<!men and )\bwom[ae]n\b|жін",
        "men": r"\bmen\b(?! and women)|чоловік",
    }
)
CIVILIANS = re.compile(r"civilian|цивільн")
ABOUT_CIVILIANS = re.compile(r"[\"' ]*(?:щодо|стосовно|as for|regarding|concerning)\s+(?:\w+\s+)?(?:цивільн|civilian)")
MILITARY = re.compile(
    r"soldier|service|military|troops|fighter|defender|військов|бійц|воїн|захисни|оборон|солдат|\bpows?\b"
)
SOLDIERS = re.compile(r"soldiers\b|солдат")
OFFICERS = re.compile(r"(?<!police )officer|офіцер")

RUSSIAN = re.compile(
    r"(?<!by )(?<!by the )\brussians\b(?! (?:captivity|custody))"
    r"|russian (?:soldiers?|service\w*|pows?|prisoners?|troops|military|captives|occupiers)"
    r"|росіян(?!ами|ськ)\w*|російськ\w+ (?:військов|солдат|полонен|окупант|бійц)\w*|окупант|\boccupiers"
)
TO_RUSSIA = re.compile(r"\bto russia\b|to the russian side|російській стороні|(?:передан|повернут)\w+ росії")
FOREIGN = re.compile(r"foreign|british|american|іноземц|британ|громадян\w* (?:сша|велик)")
UKRAINIAN = re.compile(r"ukrainian|українс|українц|\bour\b|наш(?:их|і)")
_BOTH = r"""
    both sides
    each side
    ukraine and russia
    russia and ukraine
    moscow and kyiv
    kyiv and moscow
    україна (?:та|і|й) росія
    росія (?:та|і|й) україна
    сторони
"""
BOTH_SIDES = re.compile(any_of(_BOTH) + r"[^.]*\b(?:traded|swapped|exchang(?:ed|ing)|обмінял\w+)")
HELD_BY_SOMEONE = re.compile(r"\b(?:in|from|by|у|в|з|із)\s+(?:\w+\s+){0,2}(?:captivity|custody|полон\w*|неволі)")

#: Officials and bodies that speak in public; people held or returned are never named.
SPEAKERS = _table(
    {
        "Oleksandr Pivnenko": r"pivnenko|півненк",
        "Volodymyr Zelenskyy": r"zelensk[yi]|зеленськ",
        "Andrii Yermak": r"yermak|єрмак",
        "Dmytro Lubinets": r"lubinets|лубінець|лубінц",
        "Andrii Yusov": r"yusov|юсов",
        "Dmytro Usov": r"\busov|\bусов",
        "Petro Yatsenko": r"yatsenko|яценк",
        "Ihor Klymenko": r"klymenko|клименк",
        "Artur Dobroserdov": r"dobroserdov|добросердов",
        "Oleh Kotenko": r"kotenko|котенк",
        "Serhii Deineko": r"deineko|дейнек",
        "Vladimir Putin": r"\bputin|\bпутін",
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
