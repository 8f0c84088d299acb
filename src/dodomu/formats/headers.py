"""Words that head the columns of a list, in Ukrainian, Russian and English."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dodomu.formats.characters import clean
from dodomu.names.normalise import fold

HEADER_AMONG = 10  # the header is among so many first records that are not empty
LONGEST_HEAD = 160
_CAMEL = re.compile(r"(?<=[a-zа-яёіїєґ])(?=[A-ZА-ЯЁІЇЄҐ])")  # BirthDate

_HEADS = {
    "name": (
        "піб|pib|fio|фіо|ф і о|п і б|піп|п і п|"
        "прізвище імя по батькові|прізвище імя та по батькові|прізвище імя|прізвище та імя|"
        "прізвище ініціали|прізвище та ініціали|імя та прізвище|імя прізвище|фио|ф и о|фамилия имя отчество|"
        "фамилия имя|фамилия и имя|имя и фамилия|фамилия инициалы|full name|name|names|fullname|"
        "person|surname and given name|name and surname|військовослужбовець|особа|людина|повне імя|person name"
    ),
    "surname": (
        "прізвище|prizvyshche|familiya|фамилия|surname|last name|lastname|last|family name|familyname|second name"
    ),
    "given": "імя|imia|imya|власне імя|имя|given name|first name|first|firstname|given|given names|forename|givenname",
    "patronymic": (
        "по батькові|po batkovi|батькові|побатькові|отчество|otchestvo|patronymic|middle name|middle|middlename|"
        "fathers name"
    ),
    "birth_date": (
        "дата народження|дн|д н|народився|рік народження|дата і рік народження|нар|дата рождения|др|д р|"
        "год рождения|родился|birth date|date of birth|dob|d o b|born|birthdate|year of birth|birthday|birth year|"
        "число місяць рік народження|число місяць та рік народження|дата нар|рн|р н|р нар|гр|г р|дата народж|birth|"
        "день народження|дата рожд|г рожд|data narodzhennia|data rozhdeniya"
    ),
    "rank": (
        "звання|військове звання|в зв|вз|звание|воинское звание|в звание|rank|military rank|посада звання|"
        "військ звання|в звання|зв|вік звання|zvannia|zvanie"
    ),
    "unit": (
        "підрозділ|частина|військова частина|вч|в ч|бригада|підрозділ частина|подразделение|часть|"
        "воинская часть|unit|military unit|формування|місце служби|рота|батальйон|військова частина підрозділ"
    ),
    "place": (
        "місце|місце полону|місце утримання|звідки|населений пункт|місце взяття в полон|місце народження|"
        "место|место плена|город|місто|place|location|place of capture|область|регіон|home city|"
        "last known location|місце зникнення|адреса|адрес|address"
    ),
    "note": (
        "примітка|примітки|зауваження|коментар|стан|примечание|примечания|комментарий|note|notes|remarks|remark|"
        "comment|comments|телефон|phone|description|other|інше|прим|позивний|позывной|call sign|callsign"
    ),
    "number": "номер|no|n|п п|пп|№|№ п п|no пп|no п п|з п|зп|#|number|nr|номер за порядком|number in list|id",
    "age": "вік|возраст|age|повних років|років|лет|вік років",
    "captured_on": (
        "дата полону|дата полонення|дата взяття в полон|дата зникнення|дата потрапляння в полон|взятий у полон|"
        "дата пленения|дата плена|дата исчезновения|date of capture|captured|captured on|capture date|missing since"
    ),
    "died_on": "дата смерті|дата загибелі|дата смерти|дата гибели|date of death|died",
    "record_id": "person record id|record id",
    "url": "source url|photo url|profile urls|url|посилання|ссылка|link|фото",
}
_KNOWN = {fold(head): name for name, heads in _HEADS.items() for head in heads.split("|")}
_WEAK = frozenset({"person", "особа", "людина", "військовослужбовець"})

# Longer heads, by what they hold: first that fits. Words are folded; look for the name first.
_SURNAME = r"(?:прізвищ\w*|фамили\w*|surname|last name)"
_GIVEN = r"(?:імя|имя|ініціали|инициалы|given|first|initials)"
_BORN = r"(?:нар|народ\w*|рожд\w*|birth)"
_HOLDS: tuple[tuple[str, str], ...] = (
    (
        "name",
        r"^(?:№ )?(?:піб|фио|фіо|п і б|ф и о|full name)\b|\bпіб$"
        r"|^(?:full )?names? of (?:the )?(?:pris|pers|sold|serv|detain|pow|capt|miss)\w*",
    ),
    ("name", rf"\b{_SURNAME}\b.*\b{_GIVEN}\b|\b{_GIVEN}\b.*\b{_SURNAME}\b"),
    (
        "captured_on",
        r"\b(?:дата|date|коли|когда|since)\b.*\b(?:полон\w*|зник\w*|плен\w*|исчезн\w*|capture\w*|missing)\b",
    ),
    ("died_on", r"\b(?:дата|date)\b.*\b(?:смерт\w*|загибел\w*|гибел\w*|death)\b"),
    ("birth_date", rf"^(?:дата|рік|день|число|год)\b.*\b{_BORN}\b"),
    ("place", rf"\b(?:місце|место|place)\b.*\b(?:{_BORN}|полон\w*|плен\w*|прожив\w*)\b"),
    ("birth_date", rf"\b(?:дата|рік|день|год|date|year|число)\b.*\b{_BORN}\b|\bbirth (?:date|year)\b"),
    ("rank", r"\b(?:військ\w*|воин\w*|спец\w*|military)\b.*\b(?:звання|звание|rank)\b|^(?:звання|звание|rank)\b"),
    (
        "unit",
        r"\b(?:військ\w*|воин\w*|military)\b.*\b(?:частин\w*|част\w*|unit|формування)\b|\bпідрозділ\b"
        r"|^(?:подразделение|номер в ч|в ч)\b",
    ),
    ("surname", r"^(?:прізвище|фамилия|surname|last name|family name)\b"),
    ("given", r"^(?:власне )?(?:імя|имя|first name|given name)\b(?! бать)"),
    ("patronymic", r"^(?:по батькові|отчество|patronymic)\b"),
    ("number", r"^(?:№|n|no)\b.{0,12}$|^(?:п п|з п|пор номер|порядковий номер|порядковый номер)$"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _HOLDS)
NAME_HEADS = frozenset(head for name in ("name", "surname", "given") for head in _HEADS[name].split("|"))


@lru_cache(maxsize=4_000)
def field_of(head: str) -> str:
    """The field a head of a column names, "" for none.

    >>> [field_of(head) for head in ("Прізвище, ім'я, по батькові", "Дата рождения", "Military rank", "Коваль")]
    ['name', 'birth_date', 'rank', '']
    >>> field_of("ПІБ військовослужбовця (повністю)"), field_of("№ з/п"), field_of("full_name")
    ('name', 'number', 'name')
    """
    if len(head) > LONGEST_HEAD or re.search(r"[:;]\s*\w", head):
        return ""
    words = plain_head(head)
    if words in _KNOWN:
        return _KNOWN[words]
    if not words or len(words.split()) > 12:
        return "number" if head.strip() in ("№", "#") else ""
    return next((name for name, pattern in _PATTERNS if pattern.search(words)), "")


@lru_cache(maxsize=4_000)
def plain_head(head: str) -> str:
    """The words of a head without signs, brackets, case.

    >>> plain_head("Дата\\nнародження (дд.мм.рррр)"), plain_head("П.І.Б."), plain_head("BirthDate")
    ('дата народження', 'п і б', 'birth date')
    """
    folded = fold(_CAMEL.sub(" ", clean(head[:LONGEST_HEAD]).text))
    words = " ".join(re.sub(r"[^\w№#]+|_", " ", re.sub(r"\(.*?\)", " ", folded)).split())
    return re.sub(r"^(?:№|no?) ?(?=[пз] п$)", "", words) or words


def is_header(cells: Sequence[str]) -> bool:
    """Do these cells head a list of people? One names the person; a word that also stands in lists needs company.

    >>> is_header(["№", "ПІБ", "Щось"]), is_header(["1", "Коваль Іван", ""]), is_header(["Особа", "Коваль Іван"])
    (True, False, False)
    """
    heads = [cell for cell in cells if cell.strip()]
    if not heads or len(heads[0]) > 1_000:
        return False
    fields = [field_of(cell) for cell in heads]
    naming = [head for head, name in zip(heads, fields, strict=True) if name in ("name", "surname")]
    if not naming:
        return False
    if any(re.search(r"\d{2}\.\d{2}\.\d{2}|\d{5}", head) for head in heads if not field_of(head)):
        return False
    is_plain = any(plain_head(head) in _KNOWN and plain_head(head) not in _WEAK for head in naming)
    if is_plain and len(naming) <= 4:
        return True
    return sum(bool(name) for name in fields) * 2 > len(heads)


def header_among(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the header, None when none is; a title that sounds like one gives way to it.

    >>> header_among([["Список"], ["ПІБ полонених станом на 2024"], ["№", "ПІБ", "Звання"], ["1", "Коваль", ""]])
    2
    """
    found = [place for place, cells in enumerate(rows[:HEADER_AMONG]) if is_header(cells)]
    if not found:
        return None
    filled = [cell for cell in rows[found[0]] if cell.strip()]
    if len(filled) > 1 or plain_head(filled[0]) in _KNOWN:
        return found[0]
    return next((n for n in found[1:] if sum(bool(cell.strip()) for cell in rows[n]) > 1), found[0])


def is_second_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Is the row below a header its second storey: only known heads, at least two, under empty or wider ones?

    >>> is_second_header(["№", "ПІБ", "", ""], ["", "Прізвище", "Ім'я", "По батькові"])
    True
    """
    filled = [(place, cell) for place, cell in enumerate(second) if cell.strip()]
    if len(filled) < 2 or not all(field_of(cell) for _place, cell in filled) or list(first) == list(second):
        return False
    return any(place >= len(first) or not first[place].strip() for place, _cell in filled)


def joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The heads of two storeys as one row: the lower one where it says something.

    >>> joined(["№", "ПІБ", ""], ["", "Прізвище", "Ім'я"])
    ['№', 'Прізвище', "Ім'я"]
    """
    width = max(len(first), len(second))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (first, second))
    return [below.strip() or above.strip() for above, below in zip(upper, lower, strict=True)]


def trimmed(header: Sequence[str]) -> list[str]:
    """The header without the empty cells at its end.

    >>> trimmed([" ПІБ ", "", " "])
    ['ПІБ']
    """
    cells = [cell.strip() for cell in header]
    while cells and not clean(cells[-1]).text:
        cells.pop()
    return cells


def twice(header: Sequence[str]) -> str:
    """The first head that stands there a second time, "" when each is its own.

    >>> twice(["ПІБ", "Дата", "п.і.б.", "ПІБ "])
    'ПІБ '
    """
    seen: set[str] = set()
    for head in header:
        words = plain_head(head)
        if words and words in seen:
            return head
        seen.add(words)
    return ""
