"""Where an account is signed in now: each session with its device, ended one by one or all at once.

Sessions live for hours and signing in clears the dead ones, so all of them are few: they are read as they are kept,
and no table of our own has to be held to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import salted_hmac

from dodomu.access.models import User


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One session: `mark` names it to a page without giving its key away."""

    mark: str
    device: str
    began_at: datetime | None
    seen_at: datetime | None
    is_this: bool


def mark_of(key: str) -> str:
    """The name of a session that may stand in a page: its key cannot be worked out from it."""
    return salted_hmac("dodomu.access.sessions", key).hexdigest()[:24]


def _of(user: User) -> Iterator[tuple[Session, dict[str, object]]]:
    for row in Session.objects.all():
        content = row.get_decoded()
        if content.get(SESSION_KEY) == str(user.pk):
            yield row, content


def _instant(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None


def sessions_of(user: User, *, this: str | None) -> list[SignedIn]:
    """The sessions of an account, this one first, then the one that was used last."""
    found = [
        SignedIn(
            mark=mark_of(row.session_key),
            device=str(content.get("device", "")),
            began_at=_instant(content.get("began_at")),
            seen_at=_instant(content.get("seen_at")),
            is_this=row.session_key == this,
        )
        for row, content in _of(user)
    ]
    return sorted(found, key=lambda one: (not one.is_this, -(one.seen_at.timestamp() if one.seen_at else 0)))


def end_sessions(user: User, *, but: str | None = None, mark: str = "") -> int:
    """Ends the sessions of an account: all, all but one key, or the one with a mark. How many were ended."""
    keys = [row.session_key for row, _content in _of(user) if row.session_key != but]
    keys = [key for key in keys if not mark or mark_of(key) == mark]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)
