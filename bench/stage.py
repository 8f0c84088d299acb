"""The pages that are measured, and who asks for them: a stage set once in the database of the bench."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path, reverse

from bench.pages import Page
from dodomu.access.models import User
from dodomu.config.urls import urlpatterns as ours
from dodomu.people.models import Person, PersonNow
from dodomu.web.pages import SALT

ROWS_BEFORE_PAGE_1000 = 999 * 50

urlpatterns = [path("ok", lambda request: HttpResponse("ok")), *ours]


def pages(*, now: datetime) -> Iterator[Page]:
    """Each page with its budget (interface guide, section 16); the first is the measure for the others."""
    import os

    os.environ["DODOMU_NOW"] = now.isoformat()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with override_settings(ROOT_URLCONF="bench.stage", ALLOWED_HOSTS=["testserver"]):
        registrar, officer = _accounts(now=now)
        people = PersonNow.objects.filter(joined_to=None)
        middle = people.filter(status="RETURNED_EXCHANGE").order_by("sort_key", "pk")[10]
        frequent = people.filter(surname="Шевченко").first() or middle
        far = people.order_by("sort_key", "pk")[min(ROWS_BEFORE_PAGE_1000, people.count() - 60)].pk
        cursor = signing.Signer(salt=SALT).sign_object([far, "n"], compress=True)
        number = 10000 + middle.pk
        yield Page("a view that says ok", _get(Client(), "/ok"), 5, 1, 50)
        yield Page("person", _get(registrar, reverse("person", args=[number])), 30, 15, 200)
        yield Page("search, rare surname", _search(registrar, f"{middle.surname} {middle.given}"), 20, 12, 300)
        yield Page("search, frequent surname", _search(registrar, frequent.surname), 20, 12, 300)
        yield Page("search, Latin spelling", _search(registrar, "Shevchenko Andrii"), 20, 12, 300)
        yield Page("list, page 1", _get(registrar, reverse("people")), 20, 12, 200)
        yield Page("list, page 1,000", _get(registrar, reverse("people") + f"?page={cursor}"), 20, 12, 200)
        yield Page("Today", _get(officer, reverse("today")), 20, 12, 200)
        yield Page("figure", _get(Client(), reverse("figure", args=["ngu-returned"])), 20, 12, 50)


def _get(client: Client, url: str) -> Callable[[], Any]:
    return lambda: client.get(url)


def _search(client: Client, text: str) -> Callable[[], Any]:
    """A search is a POST; it answers with the page itself, or leads to one that shows what was found."""
    return lambda: client.post(reverse("search"), {"text": text}, follow=True)


def _accounts(*, now: datetime) -> tuple[Client, Client]:
    """A registrar of the whole service, and a support officer with a hundred open cases."""
    from dodomu.commands.demo import accounts, cases
    from dodomu.figures.actions import load_public_record
    from dodomu.figures.models import Figure
    from dodomu.reintegration import actions as reintegration
    from dodomu.reintegration.models import Case

    if not User.objects.filter(login="reiestrator").exists():
        users = accounts.open_accounts(language="uk", now=now)
        back = Person.objects.filter(now__status="RETURNED_EXCHANGE", now__joined_to=None).order_by("pk")[:100]
        opened = reintegration.open_cases(list(back), occasion="bench", by=None, now=now)
        facility = cases.add_facilities(by=users["admin"], now=now)["svitanok"]
        for place, case in enumerate(opened):
            reintegration.assign_officer(case, users["suprovid"], by=None, now=now)
            if place < 40:
                case.refresh_from_db()
                reintegration.admit(case, facility=facility, at=now, by=users["likar"], now=now)
        assert Case.objects.count() == 100
    if not Figure.objects.exists():
        load_public_record(now=now)
    clients = []
    for login in ("reiestrator", "suprovid"):
        client = Client()
        client.force_login(User.objects.get(login=login))
        clients.append(client)
    return clients[0], clients[1]
