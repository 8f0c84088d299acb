"""Text that was decoded by the wrong table: restored where only one reading makes sense, told where none does.

Every table is used with its gaps filled by the code points of the same number, as browsers do, so that a text that
went through one can come back byte by byte.
"""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from dodomu.names.given import father_keys, known_keys

_WRONG = ("cp1252", "latin-1", "cp1251", "cp866", "koi8-u")
_OLD = ("cp1251", "koi8-u", "cp866")


@lru_cache
def _back(encoding: str) -> dict[int, int]:
    """The byte of each letter of a table."""
    table = {}
    for byte in range(256):
        try:
            table[ord(bytes([byte]).decode(encoding))] = byte
        except UnicodeDecodeError:
            table[byte] = byte
    if encoding == "cp1252":  # what reads it as Latin-1 leaves these as they are
        for byte in range(0x80, 0xA0):
            table.setdefault(byte, byte)
    return table


_LETTERS = r"А-ЯЁҐЄІЇа-яёґєії"
_WHOLE = re.compile(rf"[{_LETTERS}A-Za-z0-9\s.,;:()’'ʼ`«»„“”\"№/–—-]+")
_TURNED = re.compile(r"(?<![^\W\d_])[а-яёґєії][А-ЯЁҐЄІЇ]{2,}")
_PAIRS = re.compile(
    r"(?:[РС][\u0080-\u00bfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґёєјЅѕї№]){2,}"  # UTF-8 read as cp1251
    r"|(?:[ÐÑÂÃ][\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]){2,}"  # UTF-8 read as cp1252
    r"|[\u2500-\u259f]{2,}"  # frames of the old screens
    r"|(?<![A-Za-z])[À-ÿ]{4,}(?![A-Za-z])"  # cp1251 read as Latin
    r"|\?{3,}|\?{2,}(?=\s+\?)"  # letters that a table did not have
)
_SIGNS_INSIDE = re.compile(r"[^\W\d_][®¤¦§©¬¶·°±µ«»‚„…†‡€‰‹›•™\u00a0]{1,3}[^\W\d_]")


@lru_cache(maxsize=5_000)
def repaired(text: str) -> str:
    """The text as it was before a wrong table was used, "" when there is nothing to restore or no certain way.

    >>> repaired("РЁРµРІС‡РµРЅРєРѕ"), repaired("Øåâ÷åíêî Òàðàñ"), repaired("Шевченко"), repaired("José Müller")
    ('Шевченко', 'Шевченко Тарас', '', '')
    >>> repaired("Р С™Р С•Р Р†Р В°Р В»РЎРЉ")
    'Коваль'
    """
    if len(text) > 2_000 or text.isascii():
        return ""
    once = _repaired(text)
    return (_repaired(once) or once) if once else ""


def is_garbled(text: str) -> bool:
    """Does a text still look as if a wrong table had been used, though it cannot be restored?

    >>> is_garbled("Ð¨ÐµÐ²?ÐµÐ½Ðº"), is_garbled("?????? ????"), is_garbled("Łukasz Żak"), is_garbled("Сірко Рівня")
    (True, True, False, False)
    """
    text = text[:2_000]
    if _PAIRS.search(text):
        return True
    turned = _TURNED.findall(text)
    if turned and len(turned) == len(re.findall(r"[^\W\d_]{3,}", text)) and not knows(text):
        return True
    return not text.isascii() and len(_SIGNS_INSIDE.findall(text)) >= 2


def _repaired(text: str) -> str:
    if is_sound(text):
        return ""
    whole = _from_unicode(text)
    if whole:
        return whole
    pieces = re.split(r"([ \t\n]+)", text)
    if len(pieces) > 1:
        mended = [piece if is_sound(piece) else _from_unicode(piece) or piece for piece in pieces]
        if mended != pieces and all(is_sound(piece) for piece in mended):
            return "".join(mended)
    return _from_old(text)


def is_sound(text: str) -> bool:
    """Are these letters and signs of Ukrainian, Russian or plain Latin, in an order in which people write them?

    >>> is_sound("Коваль І. П., 1990"), is_sound("–ö–æ–≤–∞–ª—å"), is_sound("бНБЮКЭ")
    (True, False, False)
    """
    if text.isascii():
        return True
    return bool(_WHOLE.fullmatch(text)) and not _TURNED.search(text) and not _PAIRS.search(text)


def letters_back(text: str, encoding: str) -> bytes:
    """The bytes that the text was before it was decoded by this table, none when it cannot have been.

    >>> letters_back("Êîâàëü", "cp1252").decode("cp1251"), letters_back("Коваль", "cp1252")
    ('Коваль', b'')
    """
    try:
        return codecs.charmap_encode(text, "strict", _back(encoding))[0]
    except UnicodeEncodeError:
        return b""


def _from_unicode(text: str, times: int = 3) -> str:
    """UTF-8 that was read as something else, up to three times: the bytes prove it, chance does not make them."""
    for encoding in _WRONG:
        data = letters_back(text, encoding)
        if not data:
            continue
        try:
            found = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        wide = sum(not letter.isascii() for letter in found)
        is_latin = encoding in ("cp1252", "latin-1")
        if wide < (1 if is_latin else 2) or len(found) >= len(text):
            continue
        if _is_readable(found) and not _PAIRS.search(found):
            return found
        if times > 1 and (deeper := _from_unicode(found, times - 1)):
            return deeper
    return ""


def _is_readable(text: str) -> bool:
    return all(letter.isalpha() or letter in " \t\n.,;:()’'ʼ`«»„“”\"№/–—-0123456789" or "\u0300" <= letter <= "\u036f"
               for letter in text)  # fmt: skip


def _from_old(text: str) -> str:
    """An old Cyrillic text read by another old table: restored when exactly one way gives names, or words at all."""
    if re.search(r"[A-Za-z]", text):
        return ""
    known, plausible = [], []
    for found in dict.fromkeys(_ways(text)):
        if not _WHOLE.fullmatch(found) or not re.search(rf"[{_LETTERS}]{{2}}", found):
            continue
        if knows(found):
            known.append(found)
        elif not _TURNED.search(found) and re.search(r"[а-яёґєії]{2}", found) and _is_spelt(found):
            plausible.append(found)
    if knows(text):
        return ""
    if len(known) == 1:
        return known[0]
    is_letters_only = bool(_WHOLE.fullmatch(text))
    return plausible[0] if len(plausible) == 1 and not known and not is_letters_only else ""


def _ways(text: str) -> Iterator[str]:
    for wrong in _WRONG:
        data = letters_back(text, wrong)
        for right in _OLD if data else ():
            if right != wrong:
                found = data.decode(right, "replace")
                if "\ufffd" not in found and found != text:
                    yield found


_COMMON = frozenset("оаіинеткврслмує")


def _is_spelt(text: str) -> bool:
    """Words as people write them: a vowel in each, common letters in most places."""
    words = re.findall(rf"[{_LETTERS}]{{3,}}", text)
    letters = "".join(words).lower()
    return (
        bool(words)
        and all(re.search("[аеєиіїоуюяёыэ]", word.lower()) for word in words)
        and sum(letter in _COMMON for letter in letters) > 0.5 * len(letters)
    )


@lru_cache(maxsize=5_000)
def knows(text: str) -> bool:
    """Is there a given name or a patronymic in it?

    >>> knows("Коваль Іван"), knows("Êîâàëü ²âàí")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]{3,}", text)[:12]
    return any(known_keys(word) or father_keys(word) for word in words)
