"""For every address that answers to GET: who may open it on the stage, with which records, and what it is.

The list is held against the URL resolver: an address without an entry here fails the tests, and so does an entry
without an address. What a visit needs in the address it takes by name from `Stage.keys`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from dodomu.access.policy import RULES
from tests.journeys.addresses_support import SUPPORT
from tests.journeys.visits import Visit, public, staff

VISITS: dict[str, tuple[Visit, ...]] = {
    # for everybody
    "home": (public(),),
    "figures": (public(),),
    "figure": (public(slug="slug"), public("on=2024-07-18", slug="slug")),
    "figure-version": (public(slug="slug", number="version"),),
    "figure-definition": (public(slug="slug"),),
    "corrections": (public(),),
    "correction": (public(pk="correction"),),
    "correction-received": (public(kind="entry", receipt="receipt"),),
    "exchanges-public": (public(),),
    "pictures": (public(),),
    "picture-total": (public(),),
    "picture-rounds": (public(),),
    "picture-guard": (public(),),
    "picture-arithmetic": (public(),),
    "picture-total-csv": (public(kind="file"),),
    "picture-guard-csv": (public(kind="file"),),
    "picture-arithmetic-csv": (public(kind="file"),),
    "check": (public(kind="entry"),),
    "how-we-count": (public(),),
    "open-data": (public(),),
    "accessibility": (public(),),
    "privacy": (public(),),
    "family-help": (public(),),
    "figure-csv": (public(kind="file", slug="slug"),),
    "figure-json": (public(kind="file", slug="slug"),),
    "figure-linked": (public(kind="file", slug="slug"),),
    "figure-embed": (public(slug="slug"),),
    "embed-line": (public(kind="frame", slug="slug"), public("lang=en", kind="frame", slug="slug")),
    "embed-picture": (public(kind="drawing", slug="slug"), public("lang=en", kind="drawing", slug="slug")),
    "embed-badge": (public(kind="drawing", slug="slug"), public("lang=en", kind="drawing", slug="slug")),
    "embed-line-version": (public(kind="frame", slug="slug", number="version"),),
    "embed-picture-version": (public(kind="drawing", slug="slug", number="version"),),
    "embed-badge-version": (public(kind="drawing", slug="slug", number="version"),),
    "figures-csv": (public(kind="file"), public("asOf=2024-07-17&includeHistory=true", kind="file")),
    "figures-feed": (public(kind="file"), public("lang=en", kind="file")),
    "figures-json-feed": (public(kind="file"), public("lang=en", kind="file")),
    "corrections-feed": (public(kind="file"), public("lang=en", kind="file")),
    "corrections-json-feed": (public(kind="file"), public("lang=en", kind="file")),
    "correction-linked": (public(kind="file", pk="correction"),),
    "exchanges-public-csv": (public(kind="file"),),
    # entry
    "login": (public(kind="entry"),),
    "signed-out": (public(kind="entry"),),
    "kept-form": (staff("suprovid", is_shared=True, goes_to="/today"),),
    "settings-me": (staff("suprovid", is_shared=True),),
    "settings-password": (staff("suprovid", is_shared=True),),
    "settings-sessions": (staff("suprovid", is_shared=True),),
    # register
    "search": (staff("reiestrator", is_shared=True), staff("reiestrator", searches="Шевчук", is_shared=True)),
    "people": (
        staff("reiestrator", is_shared=True),
        staff("reiestrator", query="status=captive", is_shared=True),
        staff("suprovid", is_shared=True),
    ),
    "people-csv": (staff("reiestrator", "file", is_shared=True),),
    "people-new": (
        staff("reiestrator", goes_to="search", is_shared=True),
        staff("reiestrator", searches="Нетребенко Юхим", is_shared=True),
    ),
    "people-duplicates": (staff("reiestrator", is_shared=True),),
    "people-proposals": (staff("reiestrator", is_shared=True), staff("reiestrator2", is_shared=True)),
    "people-counts": (
        staff("reiestrator", is_shared=True),
        staff("komandyr", query="true_on=2024-07-17&known_on=2024-07-17", is_shared=True),
    ),
    "people-difference": (staff("reiestrator", is_shared=True),),
    "people-difference-csv": (staff("reiestrator", "file", is_shared=True),),
    "person": (
        staff("reiestrator", "person", number="person", is_printed=True),
        staff("reiestrator", "person", number="person", query="true_on=2023-01-01&known_on=2024-01-01"),
        staff("suprovid", "person", number="person"),
        staff("likar", "person", number="person"),
        staff("rodyny", "person", number="family_person"),
        staff("audyt", "person", number="person", is_shared=True),
        staff("reiestrator", "person", number="joined"),
        staff("reiestrator", "person", number="join"),
    ),
    "person-conflict": (staff("reiestrator", "person", number="person"),),
    "person-timeline": (staff("reiestrator", "person", number="person"),),
    "person-fact-new": (
        staff("reiestrator", "person", number="person"),
        staff("reiestrator", "person", number="person", query="about=status"),
        staff("reiestrator", "person", number="person", query="about=birth_date"),
    ),
    "person-fact-replace": (staff("reiestrator", "person", number="person", seq="fact"),),
    "person-fact-withdraw": (staff("reiestrator", "person", number="person", seq="fact"),),
    "people-merge": (staff("reiestrator", "person", number="twin", other="other_twin"),),
    "person-part": (staff("reiestrator", "person", number="joined"),),
    # exchanges
    "exchanges": (staff("zvirka", is_shared=True), staff("zvirka", query="year=2024", is_shared=True)),
    "exchanges-new": (staff("zvirka", is_shared=True),),
    "exchanges-round": (
        staff("zvirka", pk="june", is_shared=True),
        staff("zvirka", pk="july", is_shared=True),
        staff("presa", pk="june", is_shared=True),
    ),
    "exchanges-stage-new": (staff("zvirka", pk="june"),),
    "exchanges-list-new": (staff("zvirka", pk="june"),),
    "exchanges-list-columns": (staff("zvirka", pk="june", upload_pk="upload"),),
    "exchanges-arrivals": (staff("zvirka", pk="june"), staff("zvirka", query="show=not_arrived", pk="june")),
    "exchanges-arrival": (
        staff("zvirka", pk="june", line_pk="expected_line"),
        staff("zvirka", pk="june", line_pk="arrived_line"),
        staff("zvirka", pk="june", line_pk="missed_line"),
    ),
    "exchanges-match": (
        staff("zvirka", "matching", pk="list"),
        staff("zvirka", "matching", pk="signed_list"),
        staff("zvirka", "matching", pk="opened_list"),
        staff("zvirka", "matching", pk="waiting_list"),
        staff("zvirka", "matching", query="show=none", pk="list"),
    ),
    "exchanges-progress": (staff("zvirka", "part", pk="waiting_list"),),
    "exchanges-line": (staff("zvirka", "matching", pk="list", number="weak_line"),),
    "exchanges-search": (staff("zvirka", "matching", pk="list", number="weak_line"),),
    "exchanges-write": (staff("zvirka", "matching", pk="list", number="weak_line"),),
    "exchanges-conflict": (staff("zvirka", "matching", pk="list", number="weak_line"),),
    "exchanges-review": (
        staff("zvirka", "matching", pk="list"),
        staff("zvirka", "matching", pk="half_signed_list"),
        staff("zvirka2", "matching", pk="half_signed_list"),
    ),
    "exchanges-sign": (staff("zvirka", pk="half_signed_list", goes_to="exchanges-review"),),
    "exchanges-done": (
        staff("zvirka", pk="signed_list"),
        staff("zvirka", pk="half_signed_list", goes_to="exchanges-review"),
    ),
    "exchanges-send-back": (staff("zvirka", pk="half_signed_list"),),
    "exchanges-undo-signing": (staff("zvirka", pk="signed_list"),),
    "exchanges-withdraw": (staff("zvirka", pk="list"),),
    "exchanges-sheet": (staff("zvirka", "matching", pk="signed_list", is_printed=True),),
    "job": (staff("zvirka", pk="job"), staff("zvirka", pk="waiting_job")),
    **SUPPORT,
    # families
    "families": (
        staff("rodyny", is_shared=True),
        staff("rodyny", query="show=waiting", is_shared=True),
        staff("rodyny", query="show=verify", is_shared=True),
    ),
    "families-code": (staff("rodyny", is_shared=True),),
    "families-call": (
        staff("rodyny", key="call"),
        staff("rodyny", key="told_call"),
        staff("rodyny", key="mend_call"),
    ),
    "families-call-script": (staff("rodyny", key="call", is_printed=True),),
    "person-family": (staff("rodyny", "person", number="family_person"),),
    "relative-new": (staff("rodyny", "person", number="family_person"),),
    "relative": (
        staff("rodyny", key="relative"),
        staff("rodyny", key="unproved_relative"),
        staff("rodyny2", key="proved_relative"),
    ),
    "relative-proof": (staff("rodyny", key="unproved_relative"),),
    "relative-verify": (staff("rodyny2", key="proved_relative"),),
    "relative-contact": (staff("rodyny", key="relative"),),
    "relative-telling": (staff("rodyny", key="relative"),),
    "relative-withdraw": (staff("rodyny", key="relative"),),
    "relative-talk": (staff("rodyny", key="relative"),),
    "outgoing": (staff("rodyny", is_shared=True), staff("admin", is_shared=True)),
    "outgoing-notice": (staff("rodyny", key="notice"),),
    # enquiries
    "enquiries": (
        staff("zapyty", is_shared=True),
        staff("zapyty", query="overdue=1", is_shared=True),
        staff("reiestrator", is_shared=True),
    ),
    "enquiries-csv": (staff("zapyty", "file", is_shared=True),),
    "enquiry-new": (staff("zapyty", is_shared=True),),
    "enquiry": (
        staff("zapyty", key="enquiry"),
        staff("zapyty", key="drafted_enquiry"),
        staff("zapyty", key="answered_enquiry"),
        staff("reiestrator", key="answered_enquiry"),
    ),
    "enquiry-letter": (staff("zapyty", key="enquiry", is_printed=True),),
    "enquiry-send": (staff("zapyty", key="drafted_enquiry"),),
    "enquiry-remind": (staff("zapyty", key="enquiry"),),
    "enquiry-extend": (staff("zapyty", key="enquiry"),),
    "enquiry-answer": (staff("zapyty", key="sent_enquiry"),),
    "enquiry-fact": (staff("reiestrator", key="answered_enquiry"),),
    "enquiry-withdraw": (staff("zapyty", key="drafted_enquiry"),),
    "departments": (staff("zapyty", is_shared=True),),
    "department-new": (staff("zapyty", is_shared=True),),
    "department": (staff("zapyty", code="department", is_shared=True),),
    # figures
    "figures-manage": (staff("presa", is_shared=True),),
    "figure-new": (staff("presa", is_shared=True),),
    "figure-draft": (staff("presa", slug="slug", is_shared=True),),
    "figure-manage": (
        staff("presa", pk="figure", is_shared=True),
        staff("presa", pk="drafted_figure", is_shared=True),
    ),
    "figure-edit": (
        staff("presa", pk="drafted_figure", is_shared=True),
        staff("presa", pk="figure", goes_to="figure-manage", is_shared=True),
    ),
    "figure-correct": (staff("presa", pk="figure", is_shared=True),),
    "figures-definitions": (staff("presa", is_shared=True),),
    "figures-define": (staff("presa", is_shared=True),),
    "figures-definition": (staff("presa", slug="slug", is_shared=True),),
    "figures-corrections": (staff("presa", is_shared=True),),
    "figures-correction": (
        staff("presa", pk="correction", is_shared=True),
        staff("presa", pk="drafted_correction", is_shared=True),
    ),
    "figures-correction-edit": (staff("presa", pk="drafted_correction", is_shared=True),),
    "figures-requests": (staff("presa", is_shared=True),),
    "figures-request": (staff("presa", pk="request", is_shared=True),),
    "figures-request-letter": (staff("presa", pk="request", is_shared=True, is_printed=True),),
    "figures-documents": (
        staff("presa", is_shared=True),
        staff("presa", query="show=wrong", is_shared=True),
    ),
    "figures-document-new": (staff("presa", is_shared=True),),
    "figures-document-feed": (staff("presa", is_shared=True),),
    "figures-document": (
        staff("presa", pk="published_document", is_shared=True),
        staff("presa", pk="unread_document", is_shared=True),
    ),
    "figures-document-again": (
        staff("presa", pk="published_document", is_shared=True),
        staff("presa", pk="unread_document", is_shared=True),
    ),
    "figures-statements": (staff("presa", is_shared=True),),
    "figures-statement": (staff("presa", key="statement", is_shared=True),),
    "figures-statement-correct": (staff("presa", key="statement", is_shared=True),),
    "figures-checks": (staff("presa", is_shared=True),),
    "figures-finding": (staff("presa", key="finding", is_shared=True),),
    # quality of the matching
    "quality": (staff("yakist", is_shared=True, is_printed=True), staff("audyt", is_shared=True)),
    "quality-pair": (staff("yakist", is_shared=True), staff("yakist", query="n=4", is_shared=True)),
    "quality-progress": (staff("yakist", is_shared=True, goes_to="quality"),),
    # ledger and accounts
    "audit": (staff("audyt", is_shared=True), staff("audyt", query="kind=person", is_shared=True)),
    "audit-person": (staff("audyt", number="person_key", is_shared=True),),
    "accounts": (staff("admin", is_shared=True),),
    "account": (staff("admin", pk="account", is_shared=True), staff("admin2", pk="account", is_shared=True)),
    "account-new": (staff("admin", is_shared=True),),
    "account-close": (staff("admin", pk="account", is_shared=True),),
    "account-conflicts": (staff("admin", pk="barred_account", is_shared=True),),
    "conflict-end": (staff("admin", key="conflict", is_shared=True),),
    # setup
    "setup": (staff("admin", is_shared=True), staff("audyt", is_shared=True)),
    "setup-units": (
        staff("admin", is_shared=True, is_printed=True),
        staff("admin", query="under=NGU", is_shared=True),
        staff("yakist", is_shared=True),
    ),
    "setup-unit-new": (staff("admin", is_shared=True),),
    "setup-unit": (staff("admin", key="unit", is_shared=True), staff("yakist", key="unit", is_shared=True)),
    "setup-unit-move": (staff("admin", key="unit", is_shared=True),),
    "setup-unit-close": (staff("admin", key="unit", is_shared=True),),
    "setup-places": (staff("yakist", is_shared=True), staff("audyt", is_shared=True)),
    "setup-place-new": (staff("yakist", is_shared=True),),
    "setup-place": (staff("yakist", code="place", is_shared=True),),
    "setup-groups": (staff("yakist", is_shared=True), staff("audyt", is_shared=True)),
    "setup-group-new": (staff("yakist", is_shared=True),),
    "setup-group": (staff("yakist", code="group", is_shared=True),),
    "setup-facilities": (staff("admin", is_shared=True), staff("audyt", is_shared=True)),
    "setup-facility-new": (staff("admin", is_shared=True),),
    "setup-facility": (staff("admin", code="facility", is_shared=True),),
    "setup-checklists": (staff("admin", is_shared=True), staff("audyt", is_shared=True)),
    "setup-checklist": (staff("admin", category="category", is_shared=True),),
    "setup-letterheads": (staff("admin", is_shared=True), staff("audyt", is_shared=True)),
    "setup-letterhead": (staff("admin", key="service", is_shared=True),),
}


NO_PAGE = ("file", "secret", "frame", "drawing")
EVERY = [(name, visit) for name, visits in VISITS.items() for visit in visits]


def of_each(visits: Sequence[tuple[str, Visit]]) -> pytest.MarkDecorator:
    """Runs a test for each of these visits, named by page and account."""
    return pytest.mark.parametrize(("name", "visit"), visits, ids=[called(*one) for one in visits])


def called(name: str, visit: Visit) -> str:
    """What a visit is called when it fails: `person-suprovid-3`."""
    return "-".join(filter(None, (name, visit.by, str(VISITS[name].index(visit) + 1))))


def doors(resolver: URLResolver | None = None) -> Iterator[tuple[str, Any]]:
    """Every address by its name, with its view."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from doors(one)
        elif isinstance(one, URLPattern):
            yield one.name or str(one.pattern), one.callback


def named(method: str) -> dict[str, Any]:
    """The addresses that answer to a method."""
    return {name: view for name, view in doors() if method in view.methods}


def is_public(view: Any) -> bool:
    """Whether everybody may open it."""
    return RULES[view.act].everybody
