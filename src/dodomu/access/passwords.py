"""Passwords that nobody chose: made by the service in two halves, so that neither administrator knows the whole."""

from __future__ import annotations

import secrets
from datetime import timedelta

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No l, i, o, 0 or 1: a half is read out or written down by hand."""
ONE_TIME_LASTS = timedelta(days=3)


def make_half() -> str:
    """Half of a one-time password: three groups of four letters, some 59 bits, read out in one breath.

    >>> len(make_half()), make_half() == make_half()
    (14, False)
    """
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(3))
