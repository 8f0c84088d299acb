"""What is written to a family: never a status, always how to verify that it is us, and that we ask for no money."""

from __future__ import annotations

import re

from dodomu.access import vault
from dodomu.text import Text

AFTER_CALL = Text(
    "Є повідомлення від служби супроводу. Зателефонуйте своєму офіцерові за номером, який ви вже маєте. "
    "Код цього повідомлення: {code}. Назвіть його, і ми підтвердимо, що писали саме ми. "
    "Ми ніколи не просимо грошей і не просимо надсилати документи в чаті.",
    "There is a message from the support service. Call your officer on the number you already have. "
    "The code of this message: {code}. Say it, and we will confirm that it was us who wrote. "
    "We never ask for money, nor for documents by chat.",
)
"""The only message a family gets about an event, and only after somebody has told them by voice."""

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1, which are misheard on the telephone


def _mark(call: int) -> str:
    number = int(vault.fingerprint(f"call:{call}")[:16], 16)
    letters = ""
    for _place in range(6):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters


def code(call: int) -> str:
    """The code of the message after a call; nobody without the master key can make one."""
    return f"{call}-{_mark(call)}"


def call_of(written: str) -> int | None:
    """The call that a code belongs to; None when the code is not ours."""
    found = re.fullmatch(r"\s*(\d{1,12})\s*[-–\s]?\s*([A-Za-z0-9]{6})\s*", written)
    if found is None:
        return None
    call = int(found[1])
    return call if _mark(call) == found[2].upper() else None


def after_call(call: int, language: str) -> str:
    """The text of the message after a call, in the relative's language."""
    return AFTER_CALL.in_language(language).format(code=code(call))
