"""Rows that stand in lists and name nobody: totals, signatures, headings between people, rules and page numbers."""

import re
from collections.abc import Sequence

from dodomu.formats.characters import clean
from dodomu.formats.headers import field_of
from dodomu.formats.ranks import rank_span
from dodomu.names.given import father_keys, known_keys

_CAPTION = re.compile(
    r"^[\W\d_]*(?:всього|усього|разом|загалом|підсумок|кількість|итого|ітого|всего|количество|(?:grand\s+|sub)?total|in\s+total|count|"
    r"список|перелік|перечень|додаток|приложение|annex|appendix|list\s+of|витяг|відомість|таблиця|table)\b"
    r"|^\W*(?:примітк[аи]|примечани[ея]|notes?|увага|внимание|джерело|источник|source)\s*[:.–-]"
    r"|^\W*(?:сторінка|страница|стор\.|стр\.|с\.|page|p\.|арк\.|аркуш)\s*(?:№\s*)?\d|^\W*(?:продовження|продолжение)(?:\s+(?:на|додатка|списку|таблиці|списка|таблицы)\b.*)?$"
    r"|^\W*(?:та|і|и|and)\s+(?:інші|ін\.|ще|другие|др\.|others)(?![^\W_])"
    r"|^\W*(?:станом\s+на|по\s+состоянию\s+на|as\s+of|date\s*:|дата\s*:)|^\W*прим\.\s*(?:№|:)"
    r"|[^\W\d_]\s*[:–—-]\s*\d{1,6}\s*(?:осіб|особи|особа|чол\.?|человека?|people|persons)\W*$",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"^\W*(?:підпис|подпись|signature|signed|склав|склала|составил\w*|виконав|виконала|друкував|друкувала|перевірив|перевірила|проверил\w*|затверджую|затверджено|"
    r"утверждаю|погоджено|согласовано|approved|prepared\s+by|verified\s+by|виконавець|исполнитель|"
    r"відповідальн(?:ий|а)|ответственн(?:ый|ая)|секретна\s+частина|дата\s+(?:складання|составления|друку)|м\.\s?п\.)(?![^\W_])"
    r"|^\W*(?:deputy\s+)?head\s+of\s|_{3,}|\((?:підпис|подпись|signature)\)|/\s*підпис\s*/",
    re.IGNORECASE,
)
_CHIEF = re.compile(
    r"^\W*(?:т\.?\s?в\.?\s?о\.?\s+|врио\s+|в\.?\s?о\.?\s+)?(?:(?:перш\w+\s+)?(?:заступник\w*|заместител\w*|deputy)\s+)?(?:командир\w*|начальник\w*|commander|chief)(?![^\W_])",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"\b(?:військов\w+ частин\w*|войсков\w+ част\w*|частини|части|в/ч|штабу|штаба|управління|управления|відділу|отдела|"
    r"центру|служби|unit|staff)(?![^\W_])",
    re.IGNORECASE,
)
_OF_PART = re.compile(
    r"(?:\d{1,3}\S{0,3}\s+)?(?:[^\W\d_]+(?:ої|ого|ой|го)\s+)*(?:рот[иы]|взвод[уа]|батальйону|батальона|бригад[иы]|полк[уа]|"
    r"відділення|отделения|загону|отряда|групи|группы|корпусу|company|platoon|battalion|brigade|regiment)[\s\d№:._–-]*",
    re.IGNORECASE,
)  # a post, and nobody who has it
_DATED = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2}|\b(?:19|20)\d\d\b")
_GROUPS = (
    "офіцери|сержанти|солдати|матроси|рядові|військовослужбовці|цивільні|цивільні особи|поранені|тяжкопоранені|хворі|"
    "жінки|чоловіки|медики|полонені|військовополонені|звільнені|загиблі|зниклі|зниклі безвісти|нацгвардійці|"
    "національна гвардія|національна гвардія україни|збройні сили|збройні сили україни|прикордонники|десантники|"
    "морпіхи|морські піхотинці|морська піхота|територіальна оборона|поліція|азов|дпсу|нгу|зсу|тро|вмс|дссту|інші|"
    "строковики|строкова служба|офицеры|сержанты|солдаты|матросы|рядовые|военнослужащие|гражданские|гражданские лица|"
    "раненые|больные|женщины|мужчины|пленные|военнопленные|освобожденные|погибшие|пропавшие|другие|"
    "officers|sergeants|soldiers|sailors|privates|servicemen|civilians|wounded|women|men|medics|prisoners|"
    "prisoners of war|released|missing|killed|others|national guard|armed forces|marines|border guards|"
    "кінець списку|конец списка|end of list|кінець|конец|end|sum|зміст|продовження|далі буде|друк|"
    "місце печатки|место печати|таємно|секретно|для службового користування|для служебного пользования|дск|дсп|"
    "омбр|обмп|обрмп|брмп|одшбр|дшб|отбр|оабр|обтро|обртро|бтро|бртро|ошб|омпб"
).split("|")
_HEADINGS = frozenset(_GROUPS)
_AND = re.compile(r"\s*[,/]\s*|\s+(?:та|і|й|и|and)\s+")
_UNIT_ONLY = re.compile(
    r"^\W*(?:\d{1,3}\s*-?\s*(?:[а-яіїє]{1,2}\b)?|[IVXІХ]{1,4}|перш\w+|друг\w+|трет\w+|перв\w+|втор\w+|окрем\w+|механізован\w+|стрілецьк\w+|"
    r"танков\w+|розвідувальн\w+|first|second|third|[А-ЯA-Z]\d{4}|№|\s|[«»\"'.,()])*"
    r"(?:окрем\w+|механізован\w+|стрілецьк\w+|танков\w+|штурмов\w+|десантн\w+|розвідувальн\w+|артилерійськ\w+|\s)*"
    r"(?:рот[аи]|взвод\w*|батальйон\w*|батальон\w*|бригад[аи]|полк\w{0,2}|загін|відділення|отделение|батаре[яї]|дивізіон\w*|"
    r"військова частина|воинская часть|в/ч|етап\w*|этап\w*|груп[аи]|групп[аы]|розділ|раздел|частина|company|platoon|"
    r"battalion|brigade|regiment|group|section|stage|part|уос|зсу|нгу|дпсу|тро)"
    r"(?:\s+(?:№\s*)?[А-ЯA-ZІ]?\d{1,5}|\s+(?:(?-i:[А-ЯA-ZІ]{2,5})|морської піхоти|територіальної оборони"
    r"|«[^»]{1,40}»|\"[^\"]{1,40}\"|України|імені\s.{1,40}))*[\s.:,;()\d–-]*$",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED_UNIT = re.compile(
    r"^\W*(?:\d{1,3}(?:-?[а-яіїєa-z]{1,3})?\s|окрем|отдельн|перш|друг|трет)[^,;]{0,60}?\b(?:бригад\w*|батальйон\w*|батальон\w*|полк\w{0,2}|"
    r"дивізі\w+|дивизи\w+|загін|отряд|центр\w*|brigade|battalion|regiment)(?![^\W_])(?P<rest>.*)$",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(
    r"^\W*(?:обмін|обмен|exchange)\b|\b\d+\s+на\s+\d+\b|^\W*\d+[\s.,]*(?:осіб|особи|особа|чол\.?|человек\w*|people|persons)\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\W*\d{1,6}\s+(?:(?:військово)?полонен|військовослужбов|солдат|матрос|сержант|офіцер|цивільн|поранен|хвор|жін|чоловік|людей|"
    r"(?:военно)?пленн|военнослужащ|офицер|гражданск|ранен|больн|женщин|мужчин|человек|servicem|soldiers|officers|civilians|"
    r"prisoners|wounded|women|men)[^\W\d_]*\W*",
    re.IGNORECASE,
)  # so many of them, and no name
_FIGURE = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_COUNT = re.compile(r"\s*\(?\b\d{1,6}\s*(?:осіб|особи|особа|чол\.?|человека?|people|persons)?\)?\W*$", re.IGNORECASE)
_SHORT_UNIT = re.compile(
    r"^\W*\d{1,4}\s*-?\s*(?:О?(?:[МТАР]|ДШ|ГШ|МП|МТ|ТрО|П)?(?:Бр|Б)(?:\s?(?:ТрО|МП|НГУ|ЗСУ|ОП))?|О?БТрО|О?БрТрО|ОБрМП|БрМП|ОБМП|ОШБ|ОДРЗ|ПРИКЗ|ПЗ|ПРЗ)\W*$"
)
_REGION = re.compile(r"^\W*[А-ЯІЇЄҐ][\w’'ʼ-]+(?:[сц]ька|ская)\s+(?:область|обл\.?)\W*$")
_NAMED_UNIT = re.compile(r"^\W*(?:полк|бригада|батальйон|батальон|загін|корпус)\s+(?P<rest>[^\W\d_][\w’'ʼ-]*)\W*$")
_NAMED_PART = re.compile(
    r"\W*(?:рота|взвод|батарея|відділення|батальйон|загін|група|служба|центр|пункт|медична рота)"
    r"(?:\s+[^\W\d_]+(?:ої|ого|ой|их)){1,2}(?:\s+[^\W\d_]+)?\W*",
    re.IGNORECASE,
)  # Рота вогневої підтримки
_QUICK = re.compile(
    r"[:_\d№]|^\W|\bhead of|заступник|заместител|deputy|викона|друкува|"
    r"\b(?:всього|усього|разом|загалом|підсумок|кількість|итого|всего|количество|total|список|перелік|перечень|"
    r"командир|начальник|підпис|подпись|затвердж|погодж|утвержд|согласов|склав|склала|составил|перевір|провер|виконав|"
    r"исполн|page|annex|appendix|signed|approved|commander|chief|обмін|обмен|м\.\s?п\.|т\.?в\.?о|врио|станом|секретна|ітого|продовж|продолж|інші|ін\.|другие|др\.|others|ще|відповідальн|ответственн|"
    r"додаток|приложение|витяг|відомість|таблиця|table|list of|as of|примітк|примечан|note|стор|стр)",
    re.IGNORECASE,
)  # fmt: skip


def nobody_words() -> frozenset[str]:
    """The beginnings of all words that make a text name nobody, for a quick look that never misses.

    >>> {"всього", "рот", "командир", "поранені"} <= nobody_words()
    True
    """
    patterns = (
        _CAPTION,
        _SIGNS,
        _CHIEF,
        _OF_WHOLE,
        _UNIT_ONLY,
        _NUMBERED_UNIT,
        _EXCHANGE,
        _NAMED_UNIT,
        _NAMED_PART,
        _REGION,
    )
    written = " ".join(re.sub(r"\\[A-Za-z]|\(\?P<\w+>", " ", pattern.pattern) for pattern in patterns)
    return frozenset(re.findall(r"[^\W\d_]{2,}", written.casefold())) | {
        word for heading in _HEADINGS for word in heading.split()
    }


def names_nobody(text: str, *, is_dated: bool = False) -> bool:
    """Is a name, or a whole row as one text, a total, a signature, a heading, and no person?

    `is_dated`: the row has a date of birth, so that a commander in it is a person of the list and no signature.

    >>> [names_nobody(text) for text in ("Всього: 95", "Командир в/ч А1234", "2 рота", "Цивільні:", "Разом осіб")]
    [True, True, True, True, True]
    >>> [names_nobody(text) for text in ("Всеволод Ткач", "Командир Іван", "Разом Олег", "Начальник штабу Іван 1990")]
    [False, False, False, False]
    """
    text = text[:400]
    words = (_COUNT.sub("", text) if _FIGURE.search(text) else text).casefold().strip(' .:,;-–—()«»"')
    if words in _HEADINGS or (" " in words and len(words) < 80 and all(one in _HEADINGS for one in _AND.split(words))):
        return True
    if not _LETTER.search(text):
        return bool(
            re.fullmatch(
                r"[\s|+:=*_.~•·#–—-]*[-_=*~–—|+#]{2,}[\s|+:=*_.~•·#–—-]*|(?:[•·*~=_#–—-]\s+){2,}[•·*~=_#–—-]", text
            )
        ) or bool(re.fullmatch(r"\W*[-–—]\s?\d{1,4}\s?[-–—]\W*", text))
    if _SHORT_UNIT.match(text) or _REGION.match(text):
        return True
    if _NAMED_PART.fullmatch(text):
        return True
    if (unit := _NAMED_UNIT.match(text)) and not known_keys(unit["rest"]):
        return True
    if len(words) > 200 or not (_QUICK.search(text) or _UNIT_ONLY.match(text)):
        return False
    if _SIGNS.search(text) or _UNIT_ONLY.match(text) or _EXCHANGE.search(text) or _COUNTED.fullmatch(text):
        return True
    if (unit := _NUMBERED_UNIT.match(text)) and not is_dated and not _DATED.search(text):
        return not any(
            known_keys(word) or father_keys(word) for word in re.findall(r"[^\W\d_][\w’'ʼ-]{2,}", unit["rest"])
        )
    if _CAPTION.search(text):
        return ":" in text or not _is_like_a_person(text)
    if (chief := _CHIEF.match(text)) and not is_dated and not _DATED.search(text):
        rest = text[chief.end() :].strip()
        return not rest or bool(_OF_WHOLE.search(text) or _OF_PART.fullmatch(rest)) or _opens_with_rank(rest)
    return text.rstrip().endswith(":") and not any(c.isdigit() for c in text)


def _is_like_a_person(text: str) -> bool:
    """A surname such as Разом or Список before a given name."""
    words = re.findall(r"[^\W\d_][\w’'ʼ-]+", text)
    return 2 <= len(words) <= 4 and any(known_keys(word) and word[:1].isupper() for word in words[1:])


def _opens_with_rank(text: str) -> bool:
    span = rank_span(text)
    return span is not None and span[0] == 0


def is_repeated_header(cells: Sequence[str]) -> bool:
    """Is a row the header again, as at the top of each printed page, or the row of column numbers below it?

    >>> is_repeated_header(["№", "ПІБ", "Звання"]), is_repeated_header(["1", "2", "3", "4"])
    (True, True)
    >>> is_repeated_header(["1", "Коваль", ""])
    False
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]:
        return True
    if len(filled) < 2 or len(filled[0]) > 60:
        return False
    return all(field_of(clean(cell).text) for cell in filled)
