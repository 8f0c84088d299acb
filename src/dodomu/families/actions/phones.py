"""Telephone numbers as people write them, in one form for searching and calling."""

from __future__ import annotations

import re


def normal(written: str) -> str:
    """A number in international form; ValueError where it is none.

    Ten digits from 0 and nine digits are taken for Ukrainian ones.

    >>> normal("067 123-45-67"), normal("+48 (600) 000 000"), normal("00380671234567"), normal("380671234567")
    ('+380671234567', '+48600000000', '+380671234567', '+380671234567')
    """
    text = written.strip()
    digits = re.sub(r"[\s().\-–]", "", text)
    if not re.fullmatch(r"\+?\d+", digits):
        raise ValueError(written)
    if digits.startswith("+"):
        digits = digits[1:]
    elif digits.startswith("00"):
        digits = digits[2:]
    elif len(digits) == 10 and digits.startswith("0"):
        digits = "38" + digits
    elif len(digits) == 9:
        digits = "380" + digits
    if not 9 <= len(digits) <= 15 or digits.startswith("0"):
        raise ValueError(written)
    return "+" + digits
