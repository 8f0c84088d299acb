"""The words for the groups of people that a text sets apart: services, units, places of defence, ranks, civilians."""

import re
from typing import NamedTuple


class Named(NamedTuple):
    """A name and the folded words that stand for it."""

    name: str
    pattern: re.Pattern[str]


def table(rows: dict[str, str]) -> tuple[Named, ...]:
    """The rows of a table as patterns, in their order."""
    return tuple(Named(name, re.compile(words)) for name, words in rows.items())


#: The most telling group first: a guard of the Chornobyl plant is named before the National Guard it belongs to.
GROUPS = table(
    {
        "Chornobyl NPP guards": r"chnpp|ch?[oe]rnob[yi]l|чаес|чорнобил",
        "Snake Island": r"snake island|зміїн",
        "Mariupol defenders": r"mariupol|маріупол",
        "Azovstal defenders": r"azovstal|азовстал",
        "Azov": r"\bazov(?!stal)|\bазов(?!стал)|12(?:th|-\w+)? special|12(?:-\w+)? бригади спец",
        "Border Guard": r"border (?:guard|service|troop|force)|state border|прикордон|дпсу",
        "National Guard": r"national guard|kara-dag|кара-даг|guards(?:men|man)|\bngu\b|нацгвард|гвард|\bнгу\b",
        "National Police": r"police|поліц",
        "State Special Transport Service": r"special transport|\btransport service"
        r"|спеціальн\w+ служб\w+ транспорту|дсст|держспецтранс",
        "State Emergency Service": r"emergency service|rescuers?|дснс|рятувальник",
        "Special Operations Forces": r"special operations|\bsof\b|спеціальн\w+ операц|\bссо\b",
        "Territorial Defence": r"territorial defen|\btdf\b|територіальн\w+ оборон|тероборон|\bтро\b",
        "Air Force": r"air force|повітрян\w+ сил",
        "Navy": r"\bnav(?:y|al)\b|sailor|\bmarines?\b|(?:військово|воєнно)-морськ|моряк|морпіх|морськ\w+ піхот|\bвмс\b",
        "volunteer formation": r"volunteer formation|^\s*volunteers?\s*(?:$|[,.]|and\b|were\b)|добровольч|дфтг",
        "other: Ministry of Internal Affairs system": r"^\s*(?:[зі]{1,2} них )?(?:-\s)?(?:(?:із|з|зі) )?"
        r"(?:(?:представник|працівник|співробітник)\w+ )?(?:систем\w+ )(?:мвс|міністерства внутр)"
        r"|^\s*(?:представник|працівник|співробітник)\w+ мвс|^\s*employees of the (?:interior ministry"
        r"|ministry of internal)"
        r"|^\s*interior ministry (?:employees|personnel)",
        "Armed Forces": r"armed forces|\bafu\b|збройн\w+ сил|\bзсу\b",
        "officers": r"(?<!police )\bofficers?\b|офіцер",
        "privates and sergeants": r"privates?\b|sergeant|рядов|сержант",
        "civilians": r"civilian|цивільн",
        "other: foreigners": r"foreign|іноземц|british|\bbritons?\b|американ|\bamericans?\b|us citizen|\bu\.s\."
        "|moroccan|марок|croat|хорват|swede|швед|британ",
        "other: wounded": r"^\s*(?:of them |of whom |з них )?(?:[\w'-]+ )?(?:wounded|injured)"
        r"(?: (?:ukrainian |russian )?(?:prisoners|soldiers|ukrainians|russians|service\w+|fighters"
        r"|defenders|troops|pows)\b)?"
        r"(?:\s*\.?$|\s*[,.;]| (?:and|who|came|back|home|in|were|had|have|from)\b)"
        r"|^\s*(?:з них )?(?:[\w'-]+ )?(?:важко|тяжко)?поранен\w+(?: (?:військов|полонен|бійц|воїн"
        r"|захисник|солдат)\w+)?"
        r"(?:\s*\.?$|\s*[,.;]| (?:та|і|й|які)\b)",
        "other: clergy": r"priest|священник|капелан",
        "other: medics": r"\bmedics?\b|медик",
        "women": r"(?<!men and )\bwom[ae]n\b|\bfemale\b|жін|українок\b|українк[иа]\b",
        "men": r"\bmen\b(?! and women)|\bmale\b|чоловік",
    }
)
WOMEN = re.compile(r"\bwom[ae]n\b|\bfemale|жін|українк|захисниц|військовослужбовиц")
CIVILIANS = re.compile(r"civilian|цивільн")
ABOUT_CIVILIANS = re.compile(r"[\"' ]*(?:щодо|стосовно|as for|regarding|concerning)\s+(?:\w+\s+)?(?:цивільн|civilian)")
MILITARY = re.compile(
    r"soldier|service|military|troops|fighter|defender|військов|бійц|воїн|захисни|оборон|солдат|\bpows?\b"
)
SOLDIERS = re.compile(r"soldiers\b|солдат")
RANKS = re.compile(r"\bprivates?\b|sergeant|рядов|сержант")
OFFICERS = re.compile(r"(?<!police )officer|офіцер")
