"""What a case shows on the person's page: the care box, the documents, the officer, the parts of the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.people.models import PersonNow
from dodomu.reintegration.models import Case
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries import record
from dodomu.reintegration.queries.cases import cases_of_person, present
from dodomu.reintegration.queries.places import stay_of
from dodomu.web.people.panels import Panel, Tab
from dodomu.web.reintegration.frame import may, now_of, offers, sees_whole
from dodomu.web.reintegration.sentences import care_of, document_note, mark_of
from dodomu.web.words import language


def case(request: HttpRequest, person: PersonNow) -> Sequence[Panel] | None:
    """The panels of the present case, for those who may know of it."""
    if not policy.held(request.user, Act.READ_CASE) or not may(request, Act.READ_CASE, person):
        return None
    one = present(cases_of_person(person.pk))
    if one is None:
        return None
    is_whole = sees_whole(request, person)
    panels = [Panel(tabs=tabs_of(person, is_whole=is_whole), bar=_bar(one), order=10)]
    if box := care_of(one, now=now_of(request)):
        url = reverse("person-override", args=[person.number]) if offers(request, Act.PLAN_APPOINTMENT) else ""
        panels.append(Panel("reintegration/_care.html", {"care_box": box | {"url": url}}, place="care", order=10))
    if is_whole and one.state != "expected":
        shown = SimpleLazyObject(lambda: documents_card(request, person, one))
        panels.append(Panel("reintegration/_documents.html", {"documents_card": shown}, order=20))
    return panels


def tabs_of(person: PersonNow, *, is_whole: bool) -> list[Tab]:
    """The parts of a case; a reader of summary fields has the first one alone."""
    first = [Tab(_("Супровід"), reverse("person-case", args=[person.number]), "case")]
    if not is_whole:
        return first
    more = [
        (_("Документи"), "documents"),
        (_("Лікування й реабілітація"), "care"),
        (_("Соціальні питання"), "social"),
        (_("Подальший шлях"), "next"),
        (_("Рік спостереження"), "followup"),
        (_("Згоди"), "consents"),
    ]
    return first + [Tab(word, reverse(f"person-{name}", args=[person.number]), name) for word, name in more]


def _bar(one: Case) -> list[tuple[Any, Any]]:
    stay = stay_of(one)
    officer = one.officer.shown_name(language()) if one.officer else _("ще ніхто")
    return (
        [(_("Зараз"), stay.facility.name(language())), (_("Супровід"), officer)] if stay else [(_("Супровід"), officer)]
    )


def documents_card(request: HttpRequest, person: PersonNow, one: Case) -> dict[str, Any]:
    """The checklist as a card: what is restored, what waits, what is late."""
    now = now_of(request)
    rows = record.documents(one, now=now)
    done, whole = record.restored(rows)
    works = offers(request, Act.WORK_CASE)
    return {
        "title": _("Документи: відновлено %(done)s з %(whole)s") % {"done": done, "whole": whole},
        "tasks": [document_task(timed, one, person if works else None, now=now) for timed in rows],
        "url": reverse("person-documents", args=[person.number]),
    }


def document_task(timed: record.Timed, one: Case, person: PersonNow | None, *, now: Any) -> dict[str, Any]:
    """One document as a row of the list; a link for whoever may work on it."""
    kind, label = mark_of(timed, kind="document", now=now)
    opens = person is not None and timed.row.state != "handed_over"
    return {
        "title": DOCUMENTS[timed.row.kind].label,
        "url": reverse("person-document", args=[person.number, timed.row.pk]) if opens and person else "",
        "kind": kind,
        "label": label,
        "note": document_note(timed, one),
    }
