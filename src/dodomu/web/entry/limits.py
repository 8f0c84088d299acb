"""How often one may try to sign in: counted for the login from one address, for the address, and for the login.

The narrow count (5) stops guessing; the wide ones (25) stop guessing spread over many logins or many
addresses without locking the rightful owner out on another device after five tries of somebody else.
Counters live in the shared cache, so every process counts together (ASVS 5.0, 6.3.1).
"""

from __future__ import annotations

import math
import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac

MINUTES = 15
NARROW, WIDE = 5, 25


def mark(login: str) -> str:
    """A login as it may stand in the ledger and in a counter: the same word gives the same mark, nobody reads it."""
    return salted_hmac("dodomu.entry", login.strip().casefold()).hexdigest()[:32]


def _counters(login: str, address: str) -> list[tuple[str, int]]:
    name, place = mark(login), salted_hmac("dodomu.entry.address", address).hexdigest()[:32]
    return [(f"tries:{name}:{place}", NARROW), (f"tries:at:{place}", WIDE), (f"tries:as:{name}", WIDE)]


def minutes_to_wait(login: str, address: str) -> int:
    """How many minutes until the next try is taken; 0 when one may try."""
    now = time.time()
    longest = 0.0
    for key, limit in _counters(login, address):
        tries, until = cache.get(key, (0, 0.0))
        if tries >= limit:
            longest = max(longest, until - now)
    return math.ceil(longest / 60) if longest > 0 else 0


def count_wrong(login: str, address: str) -> None:
    """Counts one wrong try; the wait begins anew with each."""
    until = time.time() + MINUTES * 60
    for key, _limit in _counters(login, address):
        tries, _until = cache.get(key, (0, 0.0))
        cache.set(key, (tries + 1, until), MINUTES * 60)


def forget(login: str, address: str) -> None:
    """After a right password the narrow count begins anew."""
    cache.delete(_counters(login, address)[0][0])
