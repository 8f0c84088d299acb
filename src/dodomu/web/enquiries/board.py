"""The enquiries by due day, the late ones marked, and the same list as a table to take along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.enquiries import queries
from dodomu.enquiries.models import Enquiry
from dodomu.ledger import actions as ledger
from dodomu.web.doors import door
from dodomu.web.pages import csv_response, keyset
from dodomu.web.templatetags.dodomu import person_name
from dodomu.web.words import language, local_day, said

SHOWN_NAMES = 2
MOST_ROWS = 5000


def _filters(request: HttpRequest) -> dict[str, str]:
    """The filters of the address that are words of the vocabularies; the rest is as if it were not there."""
    chosen = {"department": request.GET.get("department", ""), "state": request.GET.get("state", "")}
    if chosen["state"] not in {code for code, _label in queries.states()}:
        chosen["state"] = ""
    if chosen["department"] not in set(queries.departments().values_list("code", flat=True)):
        chosen["department"] = ""
    if request.GET.get("overdue") == "1":
        chosen["overdue"] = "1"
    return {name: value for name, value in chosen.items() if value}


def _rows(request: HttpRequest, chosen: dict[str, str]) -> QuerySet[Enquiry]:
    return queries.listed(
        request.user,
        today=local_day(cast(Any, request).now),
        department=chosen.get("department", ""),
        state=chosen.get("state", ""),
        only_overdue="overdue" in chosen,
    )


@door(Act.READ_ENQUIRY)
def enquiries(request: HttpRequest) -> HttpResponse:
    """Shows the enquiries about the reader's people, the first due first."""
    chosen = _filters(request)
    page = keyset(_rows(request, chosen), request=request, order=("due_on", "pk"))
    now = cast(Any, request).now
    detail = {"filter": chosen, "enquiries": [one.pk for one in page.rows]}
    ledger.record("list_enquiries", by=cast(User, request.user), now=now, kind="register", detail=detail)
    context = {
        "section": "enquiries",
        "page": page,
        "rows": list(shown_rows(request, page.rows)),
        "chosen": chosen,
        "departments": list(queries.departments()),
        "states": [(code, said(label)) for code, label in queries.states()],
        "chips": _chips(request, chosen),
        "csv_url": _url("enquiries-csv", chosen),
        "may_add": policy.may(request.user, Act.ADD_ENQUIRY),
    }
    return render(request, "enquiries/board.html", context)


def _url(name: str, chosen: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    return reverse(name) + (f"?{query.urlencode()}" if chosen else "")


def _chips(request: HttpRequest, chosen: dict[str, str]) -> list[dict[str, Any]]:
    late = queries.count_overdue(request.user, local_day(cast(Any, request).now))
    return [
        {"label": _("У роботі"), "url": reverse("enquiries"), "is_current": not chosen},
        {
            "label": _("Прострочено"),
            "url": _url("enquiries", {"overdue": "1"}),
            "count": late,
            "is_current": "overdue" in chosen,
        },
    ]


def shown_rows(request: HttpRequest, enquiries: Iterable[Enquiry]) -> Iterable[dict[str, Any]]:
    """Each enquiry with whom it is about, as far as the reader may know, and whether an answer is owed."""
    rows = list(enquiries)
    about = queries.about(request.user, rows)
    for one in rows:
        people = about[one.pk]
        names = [person_name(row.person, "table") for row in people.shown[:SHOWN_NAMES]]
        yield {
            "enquiry": one,
            "names": names,
            "more": len(people.shown) + people.hidden - len(names),
            "is_owed": queries.is_owed(one),
        }


@door(Act.READ_ENQUIRY)
def enquiries_csv(request: HttpRequest) -> HttpResponse:
    """The list as a table: numbers and days, no names."""
    chosen = _filters(request)
    rows = list(_rows(request, chosen).order_by("due_on", "pk")[:MOST_ROWS])
    about = queries.about(request.user, rows)
    now = cast(Any, request).now
    detail = {"filter": chosen, "rows": len(rows)}
    ledger.record("export_enquiries", by=cast(User, request.user), now=now, kind="register", detail=detail)
    header = [
        _("Номер"),
        _("Відомство"),
        _("Про що"),
        _("Стан"),
        _("Надіслано"),
        _("Строк до"),
        _("Прострочено"),
        _("Нагадувань"),
        _("Людей"),
    ]
    today = local_day(now)
    table = [
        [
            one.number,
            one.department.name(language()),
            one.subject_label,
            one.state_label,
            one.asked_on if one.state != "draft" else None,
            one.due_on,
            queries.is_owed(one) and one.due_on < today,
            one.reminders_sent,
            len(about[one.pk].shown) + about[one.pk].hidden,
        ]
        for one in rows
    ]
    return csv_response(table, header, f"enquiries-{today.isoformat()}.csv")
