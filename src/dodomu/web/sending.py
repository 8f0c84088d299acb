"""Doing what a form asks for: a refusal goes back to its field, a page that lay open to the page of both versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, QueryDict

from dodomu.errors import Refused, StaleView
from dodomu.web.forms import Form


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent; None while it is only shown."""
    return request.POST if request.method == "POST" else None


def done(form: Form, act: Callable[..., Any]) -> bool:
    """Whether the form was filled in and the act done with it; what was refused stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except StaleView:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
