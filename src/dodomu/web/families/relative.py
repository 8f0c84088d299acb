"""One relative: contacts, documents, verification by a second person, order of telling, conversations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.families import actions, queries
from dodomu.families.models import Relative
from dodomu.ledger import actions as ledger
from dodomu.web.doors import door
from dodomu.web.families.family import may_with, sees_whole
from dodomu.web.families.forms import Contacts, NewProof, Reason, Talk, Telling
from dodomu.web.families.names import in_script
from dodomu.web.forms import Form
from dodomu.web.sending import done, form_page, posted
from dodomu.web.words import language


def _page(request: HttpRequest, relative: Relative) -> dict[str, Any]:
    """The context of every page about one relative, whose reading it writes to the ledger."""
    sees_all = sees_whole(request, relative.person.now)
    [shown] = queries.opened([relative], parts=queries.PARTS if sees_all else ())
    ledger.record(
        "read_person",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="person",
        key=relative.person_id,
        detail={"part": "relative", "relative": relative.pk},
    )
    return {
        "section": "families",
        "relative": relative,
        "shown": in_script([shown])[0],
        "as_recorded": shown.name if language() == "en" else "",
        "sees_all": sees_all,
        "person": relative.person,
        "proofs": relative.proofs.select_related("by").order_by("-pk"),
        "is_own": queries.is_entered_by(relative, request.user.pk),
        "crumbs": [
            (_("Родини"), reverse("families")),
            (relative.person.number, reverse("person-family", args=[relative.person.number])),
            (_("Родич"), ""),
        ],
    }


@door(Act.READ_FAMILY)
def relative(request: HttpRequest, key: int) -> HttpResponse:
    """Shows a relative and what can be done."""
    found = queries.get_relative(request.user, key)
    person = found.person.now
    context = _page(request, found) | {
        "may": {
            "add": may_with(request, Act.ADD_RELATIVE, person),
            "verify": may_with(request, Act.VERIFY_RELATIVE, person),
            "log": may_with(request, Act.LOG_CONTACT, person),
        }
    }
    return render(request, "families/relative.html", context)


def _form_page(
    request: HttpRequest,
    relative: Relative,
    form: Form,
    act: Callable[[], Any],
    *,
    heading: str,
    button: str,
    said_after: str,
    warning: str = "",
    is_last: bool = False,
) -> HttpResponse:
    """A page with one form about a relative: shown, sent back with what is to be mended, or done.

    After the last act of all the account may no longer see the relative, so it leads back to the list.
    """
    context = _page(request, relative) | {
        "form": form,
        "heading": heading,
        "button": button,
        "warning": warning,
        "back_url": reverse("relative", args=[relative.pk]),
    }
    to = ("families",) if is_last else ("relative", relative.pk)
    return form_page(request, "families/relative_form.html", context, act, said_after=said_after, to=to)


@door(Act.ADD_RELATIVE, methods=("GET", "POST"))
def proof(request: HttpRequest, key: int) -> HttpResponse:
    """Records a document that shows the kinship."""
    found = queries.get_relative(request.user, key, Act.ADD_RELATIVE)
    form = NewProof(posted(request))
    return _form_page(
        request,
        found,
        form,
        lambda: actions.receive_proof(
            found,
            kind=form.cleaned_data["kind"],
            hint=form.cleaned_data["hint"],
            seen_on=form.cleaned_data["seen_on"],
            by=cast(User, request.user),
            now=cast(Any, request).now,
        ),
        heading=_("Документ про родинний зв’язок"),
        button=_("Записати документ"),
        said_after=_("Документ записано. Тепер особу має підтвердити інша людина."),
    )


@door(Act.VERIFY_RELATIVE, methods=("GET", "POST"))
def verify(request: HttpRequest, key: int) -> HttpResponse:
    """Check answers for the second person: who entered what, which document; then verify or not confirm."""
    found = queries.get_relative(request.user, key, Act.VERIFY_RELATIVE)
    form = Form(posted(request))
    user, now = cast(User, request.user), cast(Any, request).now
    if form.is_bound and done(form, lambda: actions.verify(found, by=user, now=now)):
        messages.success(request, _("Особу підтверджено."))
        return redirect("relative", key)
    context = _page(request, found) | {"form": form, "reason": Reason()}
    return render(request, "families/verify.html", context, status=422 if form.is_bound else 200)


@door(Act.VERIFY_RELATIVE, methods=("POST",))
def refuse(request: HttpRequest, key: int) -> HttpResponse:
    """Does not confirm the kinship, with the reason."""
    found = queries.get_relative(request.user, key, Act.VERIFY_RELATIVE)
    reason = Reason(request.POST)
    user, now = cast(User, request.user), cast(Any, request).now
    if done(reason, lambda: actions.refuse(found, reason=reason.cleaned_data["reason"], by=user, now=now)):
        messages.success(request, _("Записано: родинний зв’язок не підтверджено."))
        return redirect("relative", key)
    return render(request, "families/verify.html", _page(request, found) | {"form": None, "reason": reason}, status=422)


@door(Act.ADD_RELATIVE, methods=("GET", "POST"))
def contact(request: HttpRequest, key: int) -> HttpResponse:
    """Changes how a relative is reached."""
    found = queries.get_relative(request.user, key, Act.ADD_RELATIVE)
    [shown] = queries.opened([found])
    now_known = {"phone": shown.phone, "email": shown.email, "address": shown.address}
    form = Contacts(posted(request), initial=now_known)
    return _form_page(
        request,
        found,
        form,
        lambda: actions.change_contact(
            found,
            contact=actions.Contact(
                form.cleaned_data["phone"], form.cleaned_data["email"], form.cleaned_data["address"]
            ),
            by=cast(User, request.user),
            now=cast(Any, request).now,
        ),
        heading=_("Змінити контакт"),
        button=_("Змінити"),
        said_after=_("Контакт змінено. Поки його не перевірить друга людина, за ним не телефонують."),
        warning=_("Після зміни особу має підтвердити інша людина: так ніхто сам не переведе новину на чужий номер."),
    )


@door(Act.ADD_RELATIVE, methods=("GET", "POST"))
def telling(request: HttpRequest, key: int) -> HttpResponse:
    """Sets the order of telling and what may be said."""
    found = queries.get_relative(request.user, key, Act.ADD_RELATIVE)
    [shown] = queries.opened([found], parts=("note",))
    now_known = {
        "place": found.place,
        "is_told_apart": found.is_told_apart,
        "may_be_told": found.may_be_told,
        "note": shown.note,
    }
    form = Telling(posted(request), initial=now_known)
    return _form_page(
        request,
        found,
        form,
        lambda: actions.arrange(found, by=cast(User, request.user), now=cast(Any, request).now, **form.cleaned_data),
        heading=_("Черга і що можна повідомити"),
        button=_("Зберегти"),
        said_after=_("Збережено."),
    )


@door(Act.VERIFY_RELATIVE, methods=("GET", "POST"))
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Takes a relative off the list, with the reason."""
    found = queries.get_relative(request.user, key, Act.VERIFY_RELATIVE)
    form = Reason(posted(request))
    return _form_page(
        request,
        found,
        form,
        lambda: actions.withdraw(
            found, reason=form.cleaned_data["reason"], by=cast(User, request.user), now=cast(Any, request).now
        ),
        heading=_("Відкликати родича"),
        button=_("Відкликати"),
        said_after=_("Родича відкликано. Невиконані дзвінки йому скасовано."),
        warning=_("Запис і журнал розмов залишаться."),
        is_last=True,
    )


@door(Act.LOG_CONTACT, methods=("GET", "POST"))
def talk(request: HttpRequest, key: int) -> HttpResponse:
    """Records a conversation that belongs to no call."""
    found = queries.get_relative(request.user, key, Act.LOG_CONTACT)
    form = Talk(posted(request))
    return _form_page(
        request,
        found,
        form,
        lambda: actions.log_talk(found, by=cast(User, request.user), now=cast(Any, request).now, **form.cleaned_data),
        heading=_("Записати розмову"),
        button=_("Записати"),
        said_after=_("Розмову записано в журнал."),
    )
