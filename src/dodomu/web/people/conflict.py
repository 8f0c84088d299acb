"""An officer says that somebody is close to them: from then on others work with the person."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.flows import conflicts
from dodomu.web.conflicts import CloseOne
from dodomu.web.doors import door
from dodomu.web.people.record import page_of
from dodomu.web.sending import done, posted


@door(Act.READ_PERSON, methods=("GET", "POST"))
def conflict(request: HttpRequest, number: int) -> HttpResponse:
    """Declares that the person is the reader's own record, a relative, a friend, a comrade. It acts at once."""
    form = CloseOne(posted(request))
    context = page_of(request, number, part="conflict")
    given: dict[str, Any] = {"by": cast(User, request.user), "now": cast(Any, request).now}
    person = context["person"].pk
    if form.is_bound and done(
        form, lambda: conflicts.declare(given["by"], person=person, **form.cleaned_data, **given)
    ):
        messages.success(request, _("Записано. Цю людину відтепер ведуть інші, і ви її більше не бачите."))
        return redirect("today")
    context |= {"form": form, "back_url": reverse("person", args=[number])}
    return render(request, "people/conflict.html", context, status=422 if form.is_bound else 200)
