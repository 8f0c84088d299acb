"""Keys with which a program works for an account: signed, for some days, and no longer than its password."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare

from dodomu.access.models import User

LONGEST = timedelta(days=366)
_SALT = "dodomu.access.key"


def key_for(user: User, *, until: datetime) -> str:
    """A key that opens what the account may do by program; nothing of it is kept here.

    It ends on its day, with the next password of the account, and when the account is closed.
    """
    return Signer(salt=_SALT).sign_object({"of": user.pk, "until": int(until.timestamp()), "proof": _proof(user)})


def account_of(key: str, *, now: datetime) -> User | None:
    """Whose key it is; None where it is not ours or has ended."""
    try:
        said = Signer(salt=_SALT).unsign_object(key)
        user = User.objects.filter(pk=said["of"], is_active=True, one_time_until=None).first()
        is_open = now.timestamp() < said["until"]
    except (BadSignature, ValueError, KeyError, TypeError):
        return None
    return user if user and is_open and constant_time_compare(said["proof"], _proof(user)) else None


def _proof(user: User) -> str:
    return user.get_session_auth_hash()[:32]
