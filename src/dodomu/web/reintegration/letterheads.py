"""The letterheads of the services, kept by the data steward and the administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.reintegration import actions
from dodomu.reintegration.queries import letters as asked
from dodomu.units.queries import by_key
from dodomu.web.doors import door
from dodomu.web.reintegration.letter_forms import LetterheadForm
from dodomu.web.sending import form_page, posted
from dodomu.web.setup.frame import doer, frame

LIST = "setup-letterheads"


@door(Act.SEE_SETUP)
def letterheads(request: HttpRequest) -> HttpResponse:
    """Every service with its letterhead, and the units that have one of their own."""
    context = frame(_("Бланки листів")) | {
        "rows": asked.services_with_heads(),
        "may_manage": policy.may(request.user, Act.MANAGE_VOCABULARY),
    }
    return render(request, "reintegration/letterheads.html", context)


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def letterhead(request: HttpRequest, key: int) -> HttpResponse:
    """Gives a unit another letterhead; letters made before keep the one they have."""
    unit = by_key(key)
    if unit is None or unit.valid_to is not None:
        raise NotVisible
    row = asked.letterheads().get(unit.pk)
    names = ("names", "address", "contacts", "code", "index", "signer_post", "signer_name")
    known = {name: getattr(row, name) for name in names} if row else {"names": unit.name_uk}
    form = LetterheadForm(posted(request), initial=known)
    context = frame(unit.code, (_("Бланки листів"), LIST)) | {"form": form, "back": LIST}
    return form_page(
        request,
        "setup/form.html",
        context,
        lambda: actions.set_letterhead(unit, **form.cleaned_data, **doer(request)),
        said_after=_("Бланк збережено."),
        to=(LIST,),
    )
