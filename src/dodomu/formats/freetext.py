"""One person in one run of words: rank, name, date, unit and place in whatever order they stand."""

import re
from dataclasses import dataclass

from dodomu.formats.dates import ReadDate, read_date
from dodomu.formats.ranks import take_rank
from dodomu.names.given import father_keys, known_keys
from dodomu.names.normalise import tidy

_MONTHS = (
    r"(?:січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^\W\d_]*\.?"
)
_AFTER = r"(?:\s*(?:року\s+народження|года\s+рождения|р\.?\s?н\.?|г\.?\s?р\.?|року|года|р\.|г\.)(?![^\W_]))?"
_BEFORE = (
    r"(?:(?:нар(?:\.|одивс[яь]\w*|одилас[яь]\w*)?|род(?:\.|илс[яь]|илас[ья])?|д\.\s?н\."
    r"|born|dob|date of birth|дата народження|дата рождения)\s*:?\s*)?"
)
_DATE = re.compile(
    rf"{_BEFORE}(?<![\w/])(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|\d{{1,2}}\s+{_MONTHS}\s+\d{{4}}|{_MONTHS}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}[./]\d{{4}}|(?<![\w-])(?:19[3-9]\d|20[01]\d)(?![\w-])){_AFTER}",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:в[./]?\s?ч\.?|військов[аі]\s+частин[аи]|войсковая\s+часть|military\s+unit|m/u)\s*(?:№\s*)?[А-ЯA-ZІ]?\s?\d{3,5}"
    r"|(?:\d{1,3}(?:-?[а-яіїєa-z]{1,3})?\s+(?:окрем\w+\s+|отдельн\w+\s+|separate\s+)?(?:\w+\s+){0,3}?"
    r"(?:ОМБр|ОДШБр|БрТрО|ОБрТрО|ОБМП|БрМП|ОБрМП|ОМПБр|ОТБр|ТБр|ОАБр|бр\.?\s?НГУ|бр\b\.?|бригад\w+|полк\w*|батальйон\w*|батальон\w*|бат\b\.?|загін|загон\w*|отряд\w*|brigade|regiment|battalion)"
    r"(?:\s+(?:НГУ|ТрО|ЗСУ|МП|імені\s+\S+(?:\s+\S+)?))?)"
    r"|(?:полк|бригада|батальйон|загін|regiment|brigade)\s+«[^»]{2,40}»(?:\s+(?:НГУ|ЗСУ))?"
    r"|(?:[А-ЯІЇЄҐ][а-яіїєґ’]+ий\s+ПЗ\s+)?\bДПСУ\b|\bНГУ\b|\bВМС(?:\s+ЗСУ)?\b|\bЗСУ\b"
    r"|Патрульна поліція|Національна гвардія",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<![\w.])(?:м\.|місто|с\.|смт\.?|село|г\.|город|пгт\.?)\s?[А-ЯІЇЄҐ][\w’'-]+(?:\s+[А-ЯІЇЄҐ][\w’'-]+)?|\b[А-ЯІЇЄҐ][\w’'-]+(?:ська|ская)\s+обл(?:\.|асть)"
)
_LABEL = re.compile(
    r"\b(?:прізвище|ім’я|піб|фио|name|звання|підрозділ|звание|rank|unit|частина)\s*[:=]\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """What one run of words says."""

    name: str
    birth: ReadDate
    rank: str = ""
    unit: str = ""
    place: str = ""
    note: str = ""


def find_fields(text: str) -> Found:
    """The fields of one person in a line of text; what fits none is a note.

    >>> found = find_fields("солдат ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991, в/ч 3057")
    >>> found.rank, found.name, found.birth.written, found.unit
    ('солдат', 'ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ', '1991-03-14', 'в/ч 3057')
    """
    rest = _LABEL.sub("; ", tidy(text[:2_000]))
    birth, rest = _take_date(rest)
    unit, rest = _take(_UNIT, rest)
    place, rest = _take(_PLACE, rest)
    rank, rest = take_rank(rest)
    pieces = [piece.strip(" .-–") for piece in re.split(r"[;|\t/]|,", rest)]
    pieces = [piece for piece in pieces if any(c.isalpha() for c in piece)]
    if not pieces:
        return Found("", birth, rank, unit, place, "")
    name, others = pieces[0], pieces[1:]
    if rank.istitle() and " " not in rank and _is_given_and_patronymic(name.split()):
        return Found(f"{rank} {name}", birth, "", unit, place, ", ".join(others))  # a surname that is also a rank
    if len(name.split()) == 1 and others and len(others[0].split()) <= 2 and "," in rest:
        name, others = f"{name}, {others[0]}", others[1:]
        if len(name.split()) == 2 and others and len(others[0].split()) == 1:  # Коваль, Іван, Петрович
            name, others = f"{name} {others[0]}", others[1:]
    return Found(name, birth, rank, unit, place, ", ".join(others))


def _is_given_and_patronymic(words: list[str]) -> bool:
    return len(words) == 2 and bool(known_keys(words[0])) and bool(father_keys(words[1]))


def _take_date(text: str) -> tuple[ReadDate, str]:
    for found in _DATE.finditer(text):
        read = read_date(found.group())
        if read.on or read.warning:
            return read, f"{text[: found.start()]}, {text[found.end() :]}"
    return ReadDate(), text


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return "", text
    return found.group().strip(), f"{text[: found.start()]}, {text[found.end() :]}"
