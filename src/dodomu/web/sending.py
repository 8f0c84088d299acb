"""Doing what a form asks for: a refusal goes back to its field, a page that lay open to the page of both versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

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


def form_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    act: Callable[[], Any],
    *,
    said_after: str | Callable[[], str],
    to: tuple[Any, ...],
) -> HttpResponse:
    """A page with one form, `context["form"]`: shown, sent back with what is to be mended, or done.

    Done, it says so on the page that `to` names: an address by name, with what stands in it.
    """
    form: Form = context["form"]
    if form.is_bound and done(form, act):
        messages.success(request, said_after() if callable(said_after) else said_after)
        return redirect(*to)
    return render(request, template, context, status=422 if form.is_bound else 200)
