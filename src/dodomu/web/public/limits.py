"""How often one address may have a text checked: reading a long text costs a second of work."""

from __future__ import annotations

import math
import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac

MINUTES = 10
MOST = 20


def minutes_to_wait(address: str, *, of: str = "check") -> int:
    """Counts one more act from an address; how many minutes until the next is taken, 0 when this one is.

    `of` is what is counted: texts to check, receipts of corrections.
    """
    key = f"{of}:{salted_hmac('dodomu.public.check', address).hexdigest()[:32]}"
    now = time.time()
    texts, until = cache.get(key, (0, now + MINUTES * 60))
    if texts >= MOST:
        wait: int = math.ceil((until - now) / 60)
        return max(1, wait)
    cache.set(key, (texts + 1, until), max(1, until - now))
    return 0
