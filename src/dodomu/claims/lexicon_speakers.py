"""Those who speak in public about captives: officials by name, bodies, and offices by whoever held them that day."""

import re
from datetime import date
from typing import NamedTuple

from dodomu.claims.folding import Stretch
from dodomu.claims.lexicon_groups import table

#: Officials and bodies that speak in public; people held or returned are never named.
SPEAKERS = table(
    {
        "Oleksandr Pivnenko": r"pivnenko|півненк",
        "Volodymyr Zelenskyy": r"zelensk[yi]|зеленськ",
        "Andrii Yermak": r"yermak|єрмак",
        "Dmytro Lubinets": r"lubinets|лубінець|лубінц",
        "Andrii Yusov": r"yusov|юсов",
        "Dmytro Usov": r"\busov|\bусов",
        "Petro Yatsenko": r"yatsenko|яценк",
        "Bohdan Okhrimenko": r"okhrimenko|охріменк",
        "Ihor Klymenko": r"klymenko|клименк",
        "Leonid Tymchenko": r"t[yi]mchenko|тимченк",
        "Artur Dobroserdov": r"dobroserdov|добросердов",
        "Oleh Kotenko": r"kotenko|котенк",
        "Serhii Deineko": r"deineko|дейнек",
        "Andrii Demchenko": r"demchenko|демченк",
        "Vladimir Putin": r"\bputin(?!'s (?:aide|adviser|spokesman))"
        r"|(?<!помічник )(?<!помічника )(?<!помічником )\bпутін|президент\w* (?:рф|росії)\b"
        r"|russian president\b|russia's president",
        "Kyrylo Budanov": r"budanov|буданов",
        "Denys Prokopenko": r"prokopenko|прокопенк",
        "Mykyta Nadtochyi": r"nadto?ch|надточ",
        "Alyona Verbytska": r"verbytska|вербицьк",
        "Dmytro Bohatiuk": r"bohatiuk|bogatyuk|богатюк",
        "Ruslan Muzychuk": r"muzychuk|музичук",
        "Iryna Vereshchuk": r"vereshchuk|верещук",
        "Hanna Maliar": r"\bmalyar|\bmaliar|\bмаляр",
        "Rustem Umerov": r"umerov|умєров",
        "Oleksandr Smyrnov": r"smyrnov|смирнов",
        "Dusan Vujasanin": r"vujasanin|вуясанін",
        "Vladimir Medinsky": r"medinsk|мединськ",
        "Tatyana Moskalkova": r"moskalkova|москалькова",
        "Dmitry Peskov": r"peskov|пєсков|песков",
        "Denis Pushilin": r"pushilin|пушилін",
        "Oleksandr Syrskyi": r"syrskyi|сирськ",
        "Security Service": r"(?:security service|служб\w+ безпеки|\bсбу\b)(?=[^.]{0,60}(?:said|report"
        "|announc|повідом|заяв|зазнач))"
        r"|(?:за даними|повідомили? [ву]|заявили [ву]|according to (?:the"
        r"|ukraine's)) (?:security service|служб\w+ безпеки|сбу\b)",
        "Defence Intelligence": r"(?:defen[cs]e|military) intelligence|військов\w+ розвід\w+"
        r"|головн\w+ управлін\w+ розвідки"
        r"|\bгур\b",
        "Prosecutor General's Office": r"prosecutor general|генпрокур|офіс\w* генпрокур|генеральн\w+ прокур",
        "ICRC": r"red cross|\bicrc\b|червон\w+ хрест|\bмкчх\b",
        "OHCHR": r"\bohchr\b|u\.?n\.? human rights|управлінн\w+ верховного комісара|моніторингов\w+ місі",
        "National Guard press service": r"press service of the (?:\w+ )?national guard|прес-?служб\w+ (?:нгу|нац)",
        "Azov press service": r"press service of the (?:1st|azov|12th)[^.]{0,30}azov|azov press"
        r"|прес-?служб\w+ [^.]{0,20}азов",
        "Russian Ministry of Defence": r"(?:moscow's|russian|russia's) (?:ministry of defen|defen[cs]e (?:mini|depart))"
        r"|(?<!what )(?<!and )(?:\brussia|\bmoscow) (?:said|announced|says)|міноборони (?:рф|росії)"
        r"|російськ\w+ міноборони|міністерств\w+ оборони (?:рф"
        r"|росії)|оборонн\w+ відомств\w+ (?:рф|росії)|російськ\w+ оборонн\w+ відомств",
        "Ministry of Internal Affairs": r"(?:interior|internal affairs) ministry(?!'s system)"
        r"|ministry of (?:the interior|internal affairs)"
        r"|(?<!системи )(?<!системі )(?<!співробітників )(?<!працівників )(?<!представників )\bмвс\b"
        r"|міністерств\w+ внутрішніх справ",
        "Ministry for Reintegration": r"ministry (?:for|of) (?:the )?reintegration"
        "|reintegration ministry|мінреінтеграц",
        "National Information Bureau": r"national information bureau|національн\w+ інформаційн\w+ бюро|націнформбюро",
        "Coordination Headquarters": r"coordination(?:al)? (?:headquarters|cent(?:re|er))"
        r"|\bthe headquarters\b|координаційн\w+ штаб"
        r"|коордштаб|(?:[ву]|даними|заявою|словами) штаб[іу]\b|(?:повідом|зазнач|уточн|заяв"
        r"|розпов)\w+ (?:[ву] )?штаб\b",
        "General Staff": r"general staff|генштаб|генеральн\w+ штаб",
        "Ukrinform": r"ukrinform|укрінформ",
    }
)


#: Those that are no persons: everybody from the first body of the table on.
_NAMES = [each.name for each in SPEAKERS]
BODIES = frozenset(_NAMES[_NAMES.index("Security Service") :])


class Office(NamedTuple):
    """An office and who held it, each since a day."""

    pattern: re.Pattern[str]
    holders: tuple[tuple[date, str], ...]

    def holder(self, day: date | None) -> str | None:
        """Who held it on a day; without a day, whoever held it last; None before the first holder we know."""
        held = [name for since, name in self.holders if day is None or since <= day]
        return held[-1] if held else None


def _office(words: str, *holders: tuple[str, str]) -> Office:
    return Office(re.compile(words), tuple((date.fromisoformat(since), name) for since, name in holders))


_NO_DEPUTY = r"(?<!deputy )(?<!заступник )(?<!заступника )(?<!заступниця )(?<!former )(?<!колишній )"
OFFICES = (
    _office(
        r"(?<!уповноважений )(?<!уповноважена )(?<!доручення )(?<!дорученням )(?<!офісу )(?<!опікою )(?<!російський )"
        r"\bпрезидент(?:а|у|ом)?\b(?! (?:рф|росії|сша|туреч|оае|польщ|білорус|франц|\w+ (?:путін|трамп"
        r"|ердоган|лукашенк)"
        r"|путін|трамп|ердоган|лукашенк))"
        r"|(?:главою|глава|голова) держави"
        r"|(?<!u\.s\. )(?<!us )(?<!russian )(?<!turkish )(?<!vice )(?<!american )(?<!office of the )\bpresident\b"
        r"(?= (?:said|wrote|told|added|announced|noted|posted)|,? who)|the president's (?:words|post|address)",
        ("2019-05-20", "Volodymyr Zelenskyy"),
    ),
    _office(
        r"омбудсм[ае]н|(?<!russian )(?<!russia's )ombudsman|уповноважен\w+ (?:верховної ради|вру?\b|з прав)"
        r"|human rights commissioner|commissioner for human rights",
        ("2018-03-15", "Liudmyla Denisova"),
        ("2022-07-01", "Dmytro Lubinets"),
    ),
    _office(
        r"уповноважен\w+ (?:з питань|у справах) (?:осіб, )?(?:зниклих|безвісти)"
        r"|commissioner (?:for|on) (?:(?:persons|people) )?(?:missing|disappeared)",
        ("2022-05-01", "Oleh Kotenko"),
        ("2023-12-01", "Artur Dobroserdov"),
    ),
    _office(
        r"(?:очільник|керівник|глава|голова)\w* (?:опу?\b|офісу президента)|head of the (?:office of the president"
        r"|(?:presidential|president's) office)|president's chief of staff|chief of the presidential staff",
        ("2020-02-11", "Andrii Yermak"),
        ("2026-01-02", "Kyrylo Budanov"),
    ),
    _office(
        _NO_DEPUTY + r"(?:міністр\w* внутрішніх справ|(?:глав|очільник|керівник|голов)\w* мвс|interior minister"
        r"|minister of internal affairs)",
        ("2021-07-16", "Denys Monastyrskyi"),
        ("2023-01-18", "Ihor Klymenko"),
    ),
    _office(
        r"(?:керівник|начальник|очільник|глава|голова)\w* (?:гур\b|воєнної розвідки|військової розвідки|розвідки)"
        r"|(?:head|chief) of (?:the )?(?:ukrain\w+ |ukraine's )?(?:defen[cs]e|military) intelligence"
        r"|(?:military|defen[cs]e) intelligence chief",
        ("2020-08-05", "Kyrylo Budanov"),
    ),
    _office(
        r"(?:представник|речник)\w* (?:гур\b|(?:української |воєнної |військової |головного управління )?розвідки)"
        r"|(?:defen[cs]e|military) intelligence (?:spokes(?:man|person)|representative)"
        r"|(?:spokes(?:man|person)|representative) (?:of|for) (?:the |ukraine's )*(?:main directorate"
        r"|defen[cs]e|military"
        r"|main intelligence)",
        ("2022-06-01", "Andrii Yusov"),
    ),
    _office(
        r"(?:речник|представник)\w* (?:координаційного штабу|коордштабу)|(?:headquarters'?s?|hq) spokes(?:man|person)"
        r"|spokes(?:man|person) (?:of|for) the (?:coordination )?headquarters",
        ("2022-12-01", "Petro Yatsenko"),
    ),
    _office(
        r"(?:командувач|командир)\w* (?:нгу\b|нацгвардії|національної гвардії)|(?:commander|chief"
        r"|head) of (?:the |ukraine's )*"
        r"(?:ukrainian )?national guard|national guard commander",
        ("2023-07-10", "Oleksandr Pivnenko"),
    ),
    _office(
        r"(?:речник|представник)\w* (?:нгу\b|нацгвардії|національної гвардії)|national guard spokes(?:man|person)"
        r"|spokes(?:man|person) (?:for|of) the (?:ukrainian )?national guard",
        ("2022-05-01", "Ruslan Muzychuk"),
    ),
)
_TITLE = 45
_NAME_FOLLOWS = re.compile(r"(?:,? [\w'-]+){1,4}")
_MISSING = re.compile(r"зникл|missing")
#: «Уповноважений», in a text about the missing.
_COMMISSIONER = OFFICES[2]
_BARE_COMMISSIONER = re.compile(
    r"уповноважен(?:ий|ого|им|ому)\b(?! (?:з|верх|вр|у справах|президента|особ|на))|\bthe commissioner\b"
)


def named_in(folded: str, stretch: Stretch, *, published: date | None) -> list[tuple[int, str]]:
    """Officials and bodies that a stretch names, each with its place; an office stands for whoever held it that day.

    >>> named_in("про це розповів омбудсман", Stretch(0, 25), published=date(2025, 1, 1))
    [(16, 'Dmytro Lubinets')]
    """
    found = [
        (match.start(), speaker.name)
        for speaker in SPEAKERS
        for match in speaker.pattern.finditer(folded, stretch.start, stretch.end)
    ]
    for office in OFFICES:
        for match in office.pattern.finditer(folded, stretch.start, stretch.end):
            if _NAME_FOLLOWS.match(folded, match.end()) and any(0 < place - match.end() < _TITLE for place, _ in found):
                continue  # «представник Коордштабу Богдан Охріменко»
            if (name := office.holder(published)) is not None:
                found.append((match.start(), name))
    if _MISSING.search(folded) and not found:
        for match in _BARE_COMMISSIONER.finditer(folded, stretch.start, stretch.end):
            if (name := _COMMISSIONER.holder(published)) is not None:
                found.append((match.start(), name))
    return sorted(found)
