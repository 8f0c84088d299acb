"""Requests that no page of ours would send: every one gets an answer of its own, and never a fault of ours."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from dodomu.access.models import User
from dodomu.web.entry import limits, views
from tests import build, build_exchanges, cast

FORM = "application/x-www-form-urlencoded"
BODIES = [
    (b"title=%ED%A0%80%FF&person=%00&act=%00&q=%00", FORM),
    (b"person=9223372036854775808&version=-1&act=confirm&lines=99999999999999999999", FORM),
    (b"person=1&person=2&act=confirm&act=none&version=1&version=2", FORM),
    (b"&".join(b"a%d=1" % n for n in range(4000)), FORM),
    (b"title=1", f"{FORM}; charset=nonsense"),
    (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
    (b"no boundary", "multipart/form-data"),
    (b'{"act": "confirm"}', "application/json"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("body", "kind"), BODIES)
def test_a_body_that_is_no_form_of_ours_is_refused_and_changes_nothing(client_for, now, body, kind):
    officer = build.account(cast.EXCHANGE, now=now)
    july = build_exchanges.round_of_july(officer, now=now)
    name_list = build_exchanges.take(july, "Шевчук Андрій 14.03.1991", by=officer, now=now)
    client, desk = client_for(officer), f"/exchanges/lists/{name_list.pk}/match"
    before = build_exchanges.line(name_list).version
    for url in (
        f"/exchanges/{july.pk}/lists/new",
        f"/exchanges/{july.pk}/arrivals",
        f"{desk}/1/decide",
        f"{desk}/1/offer",
        f"{desk}/1/search",
        f"/exchanges/lists/{name_list.pk}/sign",
        "/search",
        "/settings/me",
    ):
        assert 400 <= client.generic("POST", url, body, content_type=kind).status_code < 500, url
    assert build_exchanges.line(name_list).version == before


@pytest.mark.django_db
@pytest.mark.parametrize("digits", ["9223372036854775808", "9" * 40])
def test_a_number_larger_than_any_key_is_nobody(client_for, now, digits):
    client = client_for(build.account(cast.REGISTRAR, now=now))
    for url in (
        f"/people/D-{digits}",
        f"/people/D-{digits}/case",
        f"/people/D-10001/facts/{digits}/withdraw",
        f"/relatives/{digits}",
        f"/enquiries/{digits}",
        f"/exchanges/{digits}",
        f"/exchanges/lists/{digits}/match/1",
        f"/jobs/{digits}",
        f"/figures/manage/{digits}",
        f"/corrections/{digits}",
    ):
        assert client.get(url).status_code == 404, url


@pytest.mark.django_db(transaction=True)
def test_many_wrong_passwords_sent_at_once_count_each(now, monkeypatch):
    """All of them pass the first look at the counter; the wait for the one hash must not let them all try."""
    cache.clear()
    login = build.account(cast.SOCIAL, now=now).login
    tried: list[str] = []

    def wrong(request: object, *, username: str, password: str) -> User | None:
        tried.append(password)
        time.sleep(0.05)
        return None

    monkeypatch.setattr(views, "authenticate", wrong)
    start, statuses = threading.Barrier(12), []

    def knock(number: int) -> None:
        try:
            client = Client()
            start.wait(30)
            answer = client.post("/login", {"login": login, "password": f"guess {number} of many", "next": ""})
            statuses.append(answer.status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=knock, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(tried), sorted(statuses)) == (limits.NARROW, [422] * limits.NARROW + [429] * (12 - limits.NARROW))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil.example"]
)
def test_signing_in_leads_to_no_other_house(now, target):
    build.account(cast.SOCIAL, now=now)
    cache.clear()
    answer = Client().post("/login", {"login": cast.SOCIAL.login, "password": cast.PASSWORD, "next": target})
    assert (answer.status_code, answer["Location"]) == (302, "/today")


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_no_page(now):
    answer = Client().get("/login", headers={"host": "evil.example"})
    assert (answer.status_code, "evil.example" in answer.content.decode()) == (400, False)
