"""The messages that leave the house: state, tries, proof; recalled while they wait, sent again when they failed."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access import policy, vault
from dodomu.access.models import User
from dodomu.access.policy import Act, Subject
from dodomu.ledger import actions as ledger
from dodomu.notices import actions, queries
from dodomu.notices.models import Notice
from dodomu.people.queries import row_of
from dodomu.web.doors import door
from dodomu.web.pages import keyset

KINDS = {
    "after_call": gettext_lazy("родині після дзвінка"),
    "reminder": gettext_lazy("нагадування відомству"),
    "correction": gettext_lazy("прохання виправити"),
}
WAYS = {
    "sms": gettext_lazy("SMS"),
    "email": gettext_lazy("електронна пошта"),
    "post": gettext_lazy("пошта"),
}
TAGS = {"queued": "todo", "leased": "todo", "sent": "done", "failed": "late", "recalled": "na"}


def _row(notice: Notice) -> dict[str, Any]:
    return {
        "notice": notice,
        "kind": KINDS.get(notice.kind, notice.kind),
        "way": WAYS.get(notice.way, notice.way),
        "tag": TAGS[notice.state],
    }


@door(Act.SEE_OUTGOING)
def outgoing(request: HttpRequest) -> HttpResponse:
    """Shows the messages by state, the newest first. Neither text nor address stands in the list."""
    rows = queries.visible_notices(request.user)
    state = request.GET.get("state", "")
    state = state if state in queries.states() else ""
    shown = rows.filter(state=state) if state else rows
    page = keyset(shown, request=request, order=("-pk",))
    chips = [{"label": _("Усі"), "url": reverse("outgoing"), "is_current": not state}]
    for code in queries.states():
        label = Notice(state=code).state_label
        chips.append({"label": label, "url": f"{reverse('outgoing')}?state={code}", "is_current": code == state})
    context = {"page": page, "rows": [_row(notice) for notice in page.rows], "chips": chips, "section": "outgoing"}
    return render(request, "families/outgoing.html", context)


@door(Act.SEE_OUTGOING)
def notice(request: HttpRequest, key: int) -> HttpResponse:
    """Shows one message; its text and address only to those who talk with this family."""
    found = queries.get_notice(request.user, key)
    text, address = "", ""
    if reads_text(request, found):
        opened = [(found.body, found.owner, "notice.body"), (found.address, found.owner, "notice.address")]
        text, address = vault.unseal_all(opened)
        ledger.record(
            "read_person",
            by=cast(User, request.user),
            now=cast(Any, request).now,
            kind="person",
            key=queries.person_of(found),
            detail={"part": "notice", "notice": found.pk},
        )
    context = _row(found) | {
        "section": "outgoing",
        "text": text,
        "address": address,
        "may_recall": found.state == "queued" and _may_act(request, found),
        "may_retry": found.state == "failed" and _may_act(request, found),
        "crumbs": [(_("Вихідні повідомлення"), reverse("outgoing")), (f"№ {found.pk}", "")],
    }
    return render(request, "families/notice.html", context)


def reads_text(request: HttpRequest, notice: Notice) -> bool:
    """Whether the reader may see what a message says: it is about somebody whose family he talks with."""
    key = queries.person_of(notice)
    person = row_of(key)
    if person is None:
        return False
    return policy.may(request.user, Act.READ_CONTACT_LOG, Subject(person=person.pk, unit_path=person.unit_path))


def _may_act(request: HttpRequest, notice: Notice) -> bool:
    return queries.visible_notices(request.user, Act.RECALL_NOTICE).filter(pk=notice.pk).exists()


@door(Act.RECALL_NOTICE, methods=("POST",))
def recall(request: HttpRequest, key: int) -> HttpResponse:
    """Takes back a message that has not left."""
    found = queries.get_notice(request.user, key, Act.RECALL_NOTICE)
    if actions.recall(found, by=cast(User, request.user), now=cast(Any, request).now):
        messages.success(request, _("Повідомлення відкликано."))
    else:
        messages.error(request, _("Відкликати вже не можна: повідомлення пішло або його відкликали раніше."))
    return redirect("outgoing-notice", key)


@door(Act.RECALL_NOTICE, methods=("POST",))
def retry(request: HttpRequest, key: int) -> HttpResponse:
    """Queues a message again that could not be delivered."""
    found = queries.get_notice(request.user, key, Act.RECALL_NOTICE)
    if actions.retry(found, by=cast(User, request.user), now=cast(Any, request).now):
        messages.success(request, _("Повідомлення знову в черзі."))
    else:
        messages.error(request, _("Знову надсилають лише те, чого не доставлено."))
    return redirect("outgoing-notice", key)
