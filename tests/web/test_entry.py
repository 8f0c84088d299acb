"""Signing in and out: one sentence for every wrong pair, a limit that tells how long, sessions that end."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from dodomu.access.models import User
from dodomu.ledger.models import Entry
from dodomu.web.entry import limits, views
from tests import build, cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.gallery")]


@pytest.fixture(autouse=True)
def fresh_counters(db: None) -> None:
    """No tries counted yet."""
    cache.clear()


@pytest.fixture
def officer(now: datetime) -> User:
    """A social-support officer."""
    return build.account(cast.SOCIAL, now=now)


def sign_in(client: Client, password: str = cast.PASSWORD, **more: str) -> object:
    """Sends the sign-in form."""
    return client.post("/login", {"login": cast.SOCIAL.login, "password": password, "next": "", **more})


def errors(response: object) -> list[str]:
    """The sentences of the error summary."""
    summary = response.content.decode().split("govuk-error-summary__list")[1].split("</ul>")[0]  # type: ignore[attr-defined]
    return re.findall(r">([^<>]+)</(?:a|li)>", summary)


def test_sign_in_leads_to_the_page_asked_for_with_a_new_session(officer: User) -> None:
    client = Client()
    client.get("/login?next=/gallery/work")
    session = client.session
    session["old"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key or ""
    response = sign_in(client, next="/gallery/work?show=late")
    assert (response.status_code, response["Location"]) == (302, "/gallery/work?show=late")  # type: ignore[attr-defined,index]
    assert client.session.session_key != before
    assert client.get("/gallery/work").status_code == 200


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "evil", "/\\evil.example"]
)
def test_sign_in_never_leads_to_a_foreign_site(officer: User, path: str) -> None:
    response = sign_in(Client(), next=path)
    assert response["Location"] in ("/today", "/settings/me")  # type: ignore[index]


def test_a_wrong_login_and_a_wrong_password_get_the_same_page(officer: User) -> None:
    def page(login: str) -> tuple[int, str]:
        response = Client().post("/login", {"login": login, "password": "wrong", "next": ""})
        text = response.content.decode().replace(login, "LOGIN")
        return response.status_code, re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", text)

    assert page(cast.SOCIAL.login) == page("nobody-at-all")
    assert page("nobody-at-all")[0] == 422


def test_an_empty_form_says_what_to_enter(officer: User) -> None:
    response = Client().post("/login", {})
    assert (response.status_code, errors(response)) == (422, ["Введіть логін.", "Введіть пароль."])


def test_after_five_wrong_tries_even_the_right_password_waits_and_is_told_how_long(officer: User) -> None:
    client = Client()
    for _try in range(limits.NARROW):
        sign_in(client, "wrong")
    response = sign_in(client)
    assert (response.status_code, response["Retry-After"]) == (429, "900")  # type: ignore[attr-defined,index]
    assert errors(response) == ["Забагато спроб. Спробуйте через 15 хвилин або зверніться до адміністратора."]


def test_the_rightful_owner_is_not_locked_out_on_another_device(officer: User) -> None:
    for _try in range(limits.NARROW):
        sign_in(Client(REMOTE_ADDR="203.0.113.9"), "wrong")
    assert sign_in(Client(REMOTE_ADDR="198.51.100.4")).status_code == 302  # type: ignore[attr-defined]


def test_many_logins_from_one_address_are_stopped(officer: User) -> None:
    for n in range(limits.WIDE):
        Client().post("/login", {"login": f"guess{n}", "password": "wrong", "next": ""})
    assert Client().post("/login", {"login": "one-more", "password": "wrong", "next": ""}).status_code == 429


def test_the_wait_ends(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _try in range(limits.NARROW):
        limits.count_wrong("a", "b")
    assert limits.minutes_to_wait("a", "b") == limits.MINUTES
    later = time.time() + limits.MINUTES * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert limits.minutes_to_wait("a", "b") == 0


class CountingHasher(MD5PasswordHasher):
    """A hasher that counts how often it is used."""

    algorithm = "counting"
    used = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.used += 1
        return super().encode(password, salt)


def test_an_unknown_login_costs_as_many_hashes_as_a_known_one(now: datetime, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    build.account(cast.SOCIAL, now=now)
    spent = []
    for login in (cast.SOCIAL.login, "nobody"):
        before = CountingHasher.used
        Client().post("/login", {"login": login, "password": "wrong", "next": ""})
        spent.append(CountingHasher.used - before)
    assert spent == [1, 1]


def test_hashes_are_made_one_at_a_time_and_a_queue_that_is_too_long_is_told(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LONGEST_QUEUE_SECONDS", 0.01)
    with views.ONE_HASH:
        response = sign_in(Client())
    assert (response.status_code, response["Retry-After"]) == (503, "60")  # type: ignore[attr-defined,index]
    assert sign_in(Client()).status_code == 302  # type: ignore[attr-defined]


def test_a_long_password_is_refused_before_it_is_hashed(officer: User) -> None:
    assert sign_in(Client(), "x" * 2000).status_code == 422  # type: ignore[attr-defined]


def test_a_closed_account_cannot_sign_in(officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert sign_in(Client()).status_code == 422  # type: ignore[attr-defined]


def test_coming_and_going_stand_in_the_ledger_without_the_login(officer: User) -> None:
    before = Entry.objects.count()
    client = Client()
    sign_in(client, "wrong")
    sign_in(client)
    client.post("/logout")
    entries = list(Entry.objects.order_by("seq")[before:])
    assert [(entry.act, entry.by_id, entry.key) for entry in entries] == [
        ("sign_in_failed", None, None),
        ("sign_in", officer.pk, officer.pk),
        ("sign_out", officer.pk, officer.pk),
    ]
    assert json.loads(entries[0].detail) == {"login": limits.mark(cast.SOCIAL.login)}


def test_sign_out_ends_the_session_at_once_and_clears_the_browser(
    client_for: Callable[[User], Client], officer: User
) -> None:
    client = client_for(officer)
    cookie = client.cookies["sessionid"].value
    response = client.post("/logout")
    assert (response["Location"], response["Clear-Site-Data"]) == ("/signed-out", '"cache", "storage"')
    stolen = Client()
    stolen.cookies["sessionid"] = cookie
    assert stolen.get("/gallery/work").status_code == 302


def test_sign_out_needs_a_post(client_for: Callable[[User], Client], officer: User) -> None:
    assert client_for(officer).get("/logout").status_code == 405


# Time


def leave_alone(client: Client, *, seen: int = 0, began: int = 0) -> None:
    """Makes the last sign of life, or the beginning, of a session so many seconds older."""
    client.get("/gallery/work")
    session = client.session
    session["seen_at"] -= seen
    session["began_at"] -= began
    session.save()


def test_an_idle_session_ends_and_the_page_says_what_was_saved(
    client_for: Callable[[User], Client], officer: User
) -> None:
    client = client_for(officer)
    leave_alone(client, seen=15 * 60 + 1)
    response = client.get("/gallery/work?show=late")
    assert (response.status_code, response["Location"]) == (302, "/signed-out")
    page = client.get("/signed-out").content.decode()
    assert "Те, що було лише введено у форму й не надіслано, не збережено." in page
    assert 'href="/login?next=%2Fgallery%2Fwork%3Fshow%3Dlate"' in page
    assert client.get("/gallery/work").status_code == 302


def test_a_form_sent_after_the_end_is_said_not_to_be_saved(client_for: Callable[[User], Client], officer: User) -> None:
    client = client_for(officer)
    leave_alone(client, seen=15 * 60 + 1)
    client.post("/gallery/form", {"name": "x"}, headers={"HX-Request": "true"})  # a part of a page waits for nobody
    assert "Останню форму не записано" in client.get("/signed-out").content.decode()


def sign_in_again(client: Client, user: User) -> str:
    """Where somebody comes after the sign-in, with the form that waits, if any."""
    answer = client.post("/login", {"login": user.login, "password": cast.PASSWORD, "next": ""})
    return str(answer["Location"])


def test_a_form_typed_into_an_ended_session_waits_for_its_account_and_is_sent_by_hand(
    client_for: Callable[[User], Client], officer: User
) -> None:
    client = client_for(officer)
    leave_alone(client, seen=15 * 60 + 1)
    client.post("/settings/me", {"language": "uk", "theme": "dark", "keys_on": "on"})
    assert "збережено на годину" in client.get("/signed-out").content.decode()
    assert "dark" not in str(client.session["kept_form"])  # sealed
    assert sign_in_again(client, officer) == "/kept"
    page = client.get("/kept").content.decode()
    assert '<form method="post" action="/settings/me"' in page
    assert '<input type="hidden" name="theme" value="dark">' in page
    officer.refresh_from_db()
    assert officer.theme != "dark"  # nothing is done by itself
    client.post("/settings/me", {"language": "uk", "theme": "dark", "keys_on": "on"})
    officer.refresh_from_db()
    assert officer.theme == "dark"
    assert client.get("/kept")["Location"] == "/today"  # sent once, it is offered no more


def test_a_kept_form_may_be_dropped(client_for: Callable[[User], Client], officer: User) -> None:
    client = client_for(officer)
    client.post("/settings/me", {"language": "uk", "theme": "dark"}, headers={"X-Keep": "1"})
    assert sign_in_again(client, officer) == "/kept"
    assert client.post("/kept")["Location"] == "/today"
    assert client.get("/kept")["Location"] == "/today"


def test_a_form_kept_for_one_account_is_shown_to_no_other(
    client_for: Callable[[User], Client], officer: User, now: datetime
) -> None:
    other = build.account(cast.SECOND_REGISTRAR, now=now)
    client = client_for(officer)
    leave_alone(client, seen=15 * 60 + 1)
    client.post("/settings/me", {"language": "uk", "theme": "dark"})
    assert sign_in_again(client, other) == "/today"
    assert client.get("/kept")["Location"] == "/today"


def test_a_form_is_kept_where_the_page_says_that_nobody_sent_it(
    client_for: Callable[[User], Client], officer: User
) -> None:
    client = client_for(officer)
    answer = client.post("/settings/me", {"language": "uk", "theme": "dark"}, headers={"X-Keep": "1"})
    assert answer["Location"] == "/signed-out"
    officer.refresh_from_db()
    assert officer.theme != "dark"
    assert sign_in_again(client, officer) == "/kept"


@pytest.mark.parametrize("typed", [{"password": "x", "again_password": "y"}, {"note": "x" * 60_001}, {}])
def test_passwords_and_what_is_too_long_are_not_kept(
    typed: dict[str, str], client_for: Callable[[User], Client], officer: User
) -> None:
    client = client_for(officer)
    leave_alone(client, seen=15 * 60 + 1)
    client.post("/settings/me", typed)
    assert "kept_form" not in client.session


def test_a_session_at_work_goes_on_and_one_of_eight_hours_ends(
    client_for: Callable[[User], Client], officer: User
) -> None:
    client = client_for(officer)
    leave_alone(client, seen=14 * 60, began=7 * 3600)
    assert client.get("/gallery/work").status_code == 200
    leave_alone(client, seen=14 * 60)
    assert client.get("/gallery/work").status_code == 200
    leave_alone(client, began=3600)
    assert client.get("/gallery/work")["Location"] == "/signed-out"


def test_a_page_that_asks_by_itself_is_nobodys_presence(client_for: Callable[[User], Client], officer: User) -> None:
    client = client_for(officer)
    leave_alone(client, seen=600)
    seen = client.session["seen_at"]
    client.get("/gallery/work", headers={"X-Polling": "1"})
    assert client.session["seen_at"] == seen
    assert client.post("/stay").status_code == 204
    assert client.session["seen_at"] > seen


def test_htmx_moves_the_whole_page_when_the_session_is_over(
    client_for: Callable[[User], Client], officer: User
) -> None:
    client = client_for(officer)
    leave_alone(client, seen=15 * 60 + 1)
    response = client.get("/gallery/work", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (200, "/signed-out")


# One's own settings


def test_settings_change_language_colours_and_keys(client_for: Callable[[User], Client], officer: User) -> None:
    client = client_for(officer)
    response = client.post("/settings/me", {"language": "en", "theme": "dark"})
    assert (response.status_code, response["Location"]) == (302, "/en/settings/me")
    page = client.get("/en/settings/me").content.decode()
    assert '<html lang="en" class="govuk-template d-casework" data-theme="dark">' in page
    assert 'data-keys="on"' not in page
    assert "Saved." in page
    assert sign_in(Client())["Location"].startswith("/en/")  # type: ignore[index]


def test_settings_refuse_what_is_not_offered(client_for: Callable[[User], Client], officer: User) -> None:
    response = client_for(officer).post("/settings/me", {"language": "xx", "theme": "dark"})
    assert response.status_code == 422
    officer.refresh_from_db()
    assert (officer.language, officer.theme) == ("uk", "auto")
