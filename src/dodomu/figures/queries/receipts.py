"""The address under which an outlet says that a correction has reached it: signed, and for nothing else."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from dodomu.errors import NotVisible
from dodomu.figures.models import Request

_SALT = "dodomu.figures.receipt"


def receipt_of(request: Request) -> str:
    """The signed word that stands in the letter; it names the request and opens nothing but its correction."""
    return Signer(salt=_SALT, sep=".").sign(str(request.pk))


def request_of(receipt: str) -> Request:
    """The request of a receipt; NotVisible where the word is not ours or no letter has left."""
    try:
        pk = int(Signer(salt=_SALT, sep=".").unsign(receipt))
    except (BadSignature, ValueError) as error:
        raise NotVisible from error
    found = Request.objects.filter(pk=pk, correction__state="issued").exclude(told_at=None).first()
    if found is None:
        raise NotVisible
    return found
