"""The name in a cell: as it was written, or the reason why it names no one person."""

import re
import unicodedata
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from dodomu.formats.dates import ReadDate, read_date
from dodomu.formats.freetext import ADDRESS, ADDRESSED, CODE_ALONE, NUMBERING, Found, find_fields
from dodomu.formats.nobody import names_nobody, nobody_words
from dodomu.formats.ranks import first_words_of_ranks, rank_of, rank_span
from dodomu.names.given import father_keys, known_keys
from dodomu.names.normalise import DASHES
from dodomu.names.parts import LONGEST_NAME

MOST_MARKS = 2
_LONGEST_CELL = 1_000  # letters in which a name is looked for, with everything that may stand beside it
_PLACEHOLDERS = frozenset(
    "- -- --- — – … . .. ... * / \\ _ __ ___ н/д н/в немає нема нет відсутній отсутствует невідомо неизвестно unknown "
    "n/a na none null nil nan невідомий невідома неизвестный неизвестная безіменний".split()
) | {"невідомий солдат", "невідома особа", "не встановлено", "не установлено", "не відомо", "no name", "без імені"}
_LETTER = "А-ЯЁҐЄІЇа-яёґєіїA-Za-zÀ-ɏ"
_PLAIN = re.compile(rf"[{_LETTER}][{_LETTER}’'ʼ-]*(?: [{_LETTER}][{_LETTER}’'ʼ-]*){{0,4}}")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(?: ?р\. ?н\.)?")
_APOSTROPHES = "'’‘ʼ`´ʹ′‛՚＇"
_SIGNS = frozenset(_APOSTROPHES + DASHES.replace("_", "") + "­ .()[]")
_LOOSE_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[\"*“”„](?=[^\W\d_])")
_AND = re.compile(r"\s+(?:та|і|й|и|and|або|или|or)\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*[,;/|&+\n\r•·]+\s*|(?<=\w)\s+\d{1,3}[.)]\s+|\s+(?:та|і|й|и|and|або|или|or)\s+", re.IGNORECASE
)
_STRONG = re.compile(r"[;/|&+\n\r•·]|\s(?:та|і|й|и|and)\s", re.IGNORECASE)
_FAMILY = re.compile(
    r"\W*(?:сім[’'ʼ]я|подружжя|брати|сестри|семья|братья|сестры|супруги|family|brothers|sisters)\s+[^\W\d_]",
    re.IGNORECASE,
)
_AND_MORE = re.compile(
    r"[^\W\d_]\s+(?:та|і|и|and)\s+(?:ще|ін\.|інші|інших|еще|ещё|др\.|другие|others)(?![^\W_])", re.IGNORECASE
)
_COUNTED = re.compile(r"\b[2-9]\s*(?:особи|осіб|чол\.?|человека|людини|people|persons)(?![^\W_])", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"\||['\"]\s*;")  # no cell of a list holds a frame, or ends a quotation before a semicolon
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.")
_JOINING = "та і й и або или and or сім семья подружжя брати сестри братья сестры супруги family brothers sisters"
_BEGINNINGS = frozenset(
    word[:3] for word in (*_JOINING.split(), *_PLACEHOLDERS, *nobody_words(), *first_words_of_ranks(), *ADDRESSED)
)
_INITIALED = re.compile(
    r"(?<![\w’'ʼ-])[^\W\d_][\w’'ʼ-]++\s+[^\W\d_]\.\s?(?:[^\W\d_]\.)?|[^\W\d_]\.\s?(?:[^\W\d_]\.)?\s?[^\W\d_]{2,}[\w’'ʼ-]*"
)


class Named(NamedTuple):
    """The canonical name, or in `refused` the code of why there is none; what else stood in the cell is `found`."""

    name: str
    refused: str = ""
    found: Found | None = None


def read_name(
    text: str,
    *,
    raw: str = "",
    latest: date | None = None,
    is_cell: bool = True,
    is_dated: bool = False,
    is_parts: bool = False,
    limit: int = LONGEST_NAME,
) -> Named:
    """The name in a text that is clean already; `raw` still has the line breaks of the cell.

    `is_cell`: it stands under the head of a name. `is_parts`: it was put together from several cells. `is_dated`: the
    record has a date of birth of its own.

    >>> read_name("1. солдат Коваль Іван, 1990 р.н.").name, read_name("К0валь Іван").refused
    ('Коваль Іван', 'bad_name')
    >>> read_name("Коваль Іван, Бойко Петро").refused, read_name("Коваль, Іван").name, read_name("-").refused
    ('several_people', 'Коваль Іван', 'no_name')
    """
    if _is_quick(text, raw, limit):
        return Named(text)
    if "," in text and not is_parts and (line := _quick_line(text, raw, latest, limit)):
        return line
    if not text or text.casefold() in _PLACEHOLDERS:
        return Named("", "no_name")
    if names_nobody(text, is_dated=is_dated):
        return Named("", "not_a_person")
    if len(text) > _LONGEST_CELL:
        return Named(text[:limit], "name_too_long")
    if _is_plain(text, raw, limit) and (is_parts or rank_span(text) is None):
        return Named(text)
    found = find_fields(text, latest=latest, is_cell=is_cell, may_have_rank=not is_parts)
    name = _LOOSE_APOSTROPHE.sub("’", found.name) if '"' in found.name or "*" in found.name else found.name
    if is_several(text, raw, found):
        return Named(name, "several_people", found)
    if not name:
        return Named("", "no_name" if found.birth.raw and not is_cell else "bad_name", found)
    if names_nobody(name, is_dated=is_dated or bool(found.birth.raw)):
        return Named("", "not_a_person", found)
    if len(name) > limit:
        return Named(name[:limit], "name_too_long", found)
    if not is_a_name(name) or (is_cell and _BROKEN_OFF.search(text)):
        return Named(name, "bad_name", found)
    return Named(name, "", found)


def _is_quick(text: str, raw: str, limit: int) -> bool:
    """Most names: two or three plain words, none of which begins like anything that is not a name."""
    return (
        len(text) <= limit
        and 0 < text.count(" ") < 4
        and "\n" not in raw
        and bool(_PLAIN.fullmatch(text))
        and _BEGINNINGS.isdisjoint([word[:3] for word in text.casefold().split(" ")])
    )


def _quick_line(text: str, raw: str, latest: date | None, limit: int) -> Named | None:
    """Most lines of a long paste: rank, name, date, number of the unit, with commas between; None for any other."""
    name, *others = text.split(", ")
    if not 0 < len(others) < 3:
        return None
    words = name.split(" ")
    ranks = list(takewhile(str.islower, words[:-1]))
    rank, name = " ".join(ranks), " ".join(words[len(ranks) :])
    if (rank and not rank_of(rank)) or not _is_quick(name, raw, limit):
        return None
    birth, unit = ReadDate(), ""
    for other in others:
        if not birth.raw and _DAY.fullmatch(other):
            birth = read_date(other, latest=latest)
        elif not unit and CODE_ALONE.fullmatch(other):
            unit = other
        else:
            return None
    return Named(name, "", Found(name, birth, rank, unit, rest=name)) if birth.on or not birth.raw else None


def _is_plain(text: str, raw: str, limit: int) -> bool:
    """Words of letters and nothing else, so few that they can be one person only."""
    return (
        len(text) <= limit
        and bool(_PLAIN.fullmatch(text))
        and "\n" not in raw
        and text.count(" ") < 4
        and not _AND.search(text)
        and not _FAMILY.match(text)
        and not ADDRESS.match(text)
    )


def is_a_name(name: str) -> bool:
    """Letters, at most two marks on one, apostrophes, hyphens, blanks, full stops and brackets, and nothing else.

    >>> [is_a_name(name) for name in ("О'Коннор-Ґалаґан І. (Бойко)", "Коваль 2", "Ковал@", "…")]
    [True, False, False, False]
    """
    if _PLAIN.fullmatch(name):
        return True
    marks, has_letter = 0, False
    for place, letter in enumerate(name):
        if letter.isalpha():
            marks, has_letter = 0, True
        elif _is_mark(letter):
            marks += 1
            if marks > MOST_MARKS or not place or not (name[place - 1].isalpha() or _is_mark(name[place - 1])):
                return False
        elif letter in _SIGNS:
            marks = 0
        else:
            return False
    return has_letter


def is_several(text: str, raw: str = "", found: Found | None = None) -> bool:
    """Are two people named in one text? `found` is what was already read in it.

    >>> [is_several(text) for text in ("Коваль Іван та Бойко Петро", "Коваль І.П. Бойко П.І.", "Коваль, Іван Петрович")]
    [True, True, False]
    """
    if _FAMILY.match(text) or _COUNTED.search(text) or _AND_MORE.search(text):
        return True
    found = found or find_fields(text)
    if "\n" in raw or "\r" in raw:
        return _are_several([_bare(piece) for piece in _BETWEEN.split(raw[:2_000])], raw)
    if _BETWEEN.search(found.rest):
        return _are_several([_bare(piece) for piece in _BETWEEN.split(text[:2_000])], text) or _is_doubled(found.name)
    return _is_doubled(found.name)


def _are_several(pieces: list[str], text: str) -> bool:
    people = [piece for piece in pieces if _is_person(piece)]
    if len(people) > 1:
        return True
    if len(people) == 1 and _STRONG.search(text) and sum(_is_person(one) or _is_two_words(one) for one in pieces) > 1:
        return True
    if not _AND.search(text):
        return False
    if people:
        return sum(len(piece) > 2 for piece in pieces) > 1 and any(_is_word(one) for one in pieces if one not in people)
    return sum(_is_word(piece) for piece in pieces) > 1


def _is_doubled(name: str) -> bool:
    """Two people without anything between them: two surnames with initials, or two patronymics far apart."""
    if "." in name and len(_INITIALED.findall(name)) > 1 and len(_INITIAL.findall(name)) >= 2:
        return len(re.findall(r"[^\W\d_]{3,}", name)) > 1
    if name.count(" ") < 4:
        return False
    words = re.findall(r"[^\W\d_][\w’'ʼ-]{3,}", name)
    fathers = [place for place, word in enumerate(words) if place and _is_patronymic(word)]
    return len(words) >= 5 and len(fathers) > 1 and fathers[-1] - fathers[0] >= 2


def _bare(piece: str) -> str:
    """A piece without what is not a name in it."""
    found = find_fields(piece)
    return NUMBERING.sub("", found.name)


def _is_person(piece: str) -> bool:
    """A surname with a given name or initials: two words and more, of which one is known or is an initial."""
    words = re.findall(r"[^\W\d_][\w’'ʼ-]*\.?", piece)
    long = [word for word in words if len(word.strip(".")) > 1]
    if len(words) < 2 or not long:
        return False
    if any(re.fullmatch(r"[^\W\d_]\.", word) for word in words):
        return True
    if len(words) == 2 and known_keys(words[0]) and father_keys(words[1]):
        return False  # a given name and patronymic continue the surname before them
    return any(known_keys(word) or father_keys(word) for word in words)


def _is_two_words(piece: str) -> bool:
    words = piece.split()
    return 2 <= len(words) <= 3 and all(word[:1].isupper() and word.replace("-", "").isalpha() for word in words)


def _is_word(piece: str) -> bool:
    return len(piece) > 2 and piece[:1].isupper() and piece.replace("-", "").replace(" ", "").isalpha()


def _is_patronymic(word: str) -> bool:
    return bool(father_keys(word)) and bool(re.search(r"(?:ич|вна|чна|ych|ich|vna)$", word.casefold()))


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me", "Mc")
