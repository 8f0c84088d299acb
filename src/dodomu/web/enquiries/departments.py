"""The departments that are asked, their usual terms and where the terms come from."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.enquiries import actions, queries
from dodomu.web.doors import door
from dodomu.web.enquiries.forms import DepartmentForm
from dodomu.web.sending import done, posted


@door(Act.READ_ENQUIRY)
def departments(request: HttpRequest) -> HttpResponse:
    """Shows every department with what it owes."""
    context = {
        "section": "enquiries",
        "departments": queries.departments(),
        "may_manage": policy.may(request.user, Act.MANAGE_DEPARTMENTS),
        "crumbs": [(_("Запити"), reverse("enquiries")), (_("Відомства"), "")],
    }
    return render(request, "enquiries/departments.html", context)


def _page(request: HttpRequest, form: DepartmentForm, heading: str) -> HttpResponse:
    context = {
        "section": "enquiries",
        "form": form,
        "heading": heading,
        "crumbs": [(_("Запити"), reverse("enquiries")), (_("Відомства"), reverse("departments")), (heading, "")],
    }
    return render(request, "enquiries/department.html", context, status=422 if form.is_bound else 200)


@door(Act.MANAGE_DEPARTMENTS, methods=("GET", "POST"))
def department_new(request: HttpRequest) -> HttpResponse:
    """Adds a department."""
    form = DepartmentForm(posted(request))
    del form.fields["is_asked"]
    user, now = cast(User, request.user), cast(Any, request).now
    if form.is_bound and done(form, lambda: actions.add_department(by=user, now=now, **form.cleaned_data)):
        messages.success(request, _("Відомство додано."))
        return redirect("departments")
    return _page(request, form, _("Нове відомство"))


@door(Act.MANAGE_DEPARTMENTS, methods=("GET", "POST"))
def department(request: HttpRequest, code: str) -> HttpResponse:
    """Changes how a department is asked."""
    found = queries.get_department(code)
    known = {name: getattr(found, name) for name in DepartmentForm.base_fields}
    form = DepartmentForm(posted(request), initial=known)
    del form.fields["code"]
    user, now = cast(User, request.user), cast(Any, request).now
    if form.is_bound and done(form, lambda: actions.change_department(found, by=user, now=now, **form.cleaned_data)):
        messages.success(request, _("Збережено. Строки вже надісланих запитів не змінилися."))
        return redirect("departments")
    return _page(request, form, _("Відомство"))
