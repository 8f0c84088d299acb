"""Who comes in through a door, by which method, and what the browser may keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.text import Text
from dodomu.web import menu
from dodomu.web.doors import door
from tests import build, cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.gallery")]
ClientFor = Callable[[User], Client]


@pytest.fixture
def officer(now: datetime) -> User:
    """A social-support officer."""
    return build.account(cast.SOCIAL, now=now)


def test_a_view_shows_its_act_and_methods() -> None:
    view = door(Act.SEE_TODAY, methods=("GET", "POST"))(lambda request: None)  # type: ignore[arg-type,return-value]
    assert (view.act, view.methods) == (Act.SEE_TODAY, ("GET", "POST"))


def test_a_stranger_is_sent_to_sign_in_and_back() -> None:
    response = Client().get("/gallery/work?show=late")
    assert (response.status_code, response["Location"]) == (302, "/login?next=%2Fgallery%2Fwork%3Fshow%3Dlate")
    response = Client().get("/en/gallery/work")
    assert response["Location"] == "/en/login?next=%2Fen%2Fgallery%2Fwork"


def test_a_stranger_who_asks_through_htmx_gets_the_whole_page_moved() -> None:
    response = Client().get("/gallery/work", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (200, "/login?next=%2Fgallery%2Fwork")


def test_an_account_without_the_right_sees_the_same_as_at_a_wrong_address(client_for: ClientFor, officer: User) -> None:
    client = client_for(officer)
    forbidden, missing = client.get("/gallery/administrators"), client.get("/gallery/administratorz")
    assert (forbidden.status_code, missing.status_code) == (404, 404)

    def body(response: object) -> str:
        text = re.sub(r"administrator[sz]", "", response.content.decode())  # type: ignore[attr-defined]
        return re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken":)"?=?"[^"]+"', "", text)

    assert body(forbidden) == body(missing)


def test_an_account_with_the_right_comes_in(client_for: ClientFor, now: datetime) -> None:
    assert client_for(build.account(cast.ADMIN, now=now)).get("/gallery/administrators").status_code == 200


def test_another_method_is_refused_and_the_right_one_named(client_for: ClientFor, officer: User) -> None:
    response = client_for(officer).post("/gallery/work")
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert client_for(officer).head("/gallery/work").status_code == 200


def test_only_public_pages_may_be_kept_by_the_browser(client_for: ClientFor, officer: User) -> None:
    assert client_for(officer).get("/gallery/work")["Cache-Control"] == "no-store"
    assert not Client().get("/gallery/figure").has_header("Cache-Control")


def test_every_answer_carries_the_policy_of_contents() -> None:
    for path in ("/gallery/figure", "/nowhere", "/login"):
        headers = Client().get(path).headers
        assert headers["Content-Security-Policy"] == (
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
        )
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Permissions-Policy"].count("=()") == 18


def test_the_demo_stripe_names_the_moved_clock(now: datetime) -> None:
    notice = "Демонстрація. Усі люди вигадані. Годинник: 18 липня 2024, 10:00."
    assert Client().get("/gallery/figure").context["demo_notice"] == notice
    english = "Demonstration. All people are invented. Clock: 18 July 2024, 10:00."
    assert Client().get("/en/gallery/figure").context["demo_notice"] == english


@override_settings(DEMO=False)
def test_no_stripe_outside_a_demo() -> None:
    assert Client().get("/gallery/figure").context["demo_notice"] == ""


@pytest.mark.parametrize(
    ("path", "twins"),
    [
        ("/gallery/figure?n=1", ["/gallery/figure?n=1", "/en/gallery/figure?n=1"]),
        ("/en/gallery/figure?n=1", ["/gallery/figure?n=1", "/en/gallery/figure?n=1"]),
        ("/nowhere", ["/nowhere", "/en/nowhere"]),
        ("/entry", ["/entry", "/en/entry"]),
        ("/en?x", ["/?x", "/en/?x"]),
    ],
)
def test_the_language_links_lead_to_the_same_page(path: str, twins: list[str]) -> None:
    assert [one["url"] for one in Client().get(path).context["languages"]] == twins


def test_a_menu_entry_is_shown_to_those_who_may_open_it_with_what_waits(
    now: datetime, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        menu.Entry("gallery-work", Text("Справи", "Work"), Act.SEE_TODAY, lambda user, now: 34),
        menu.Entry("gallery-administrators", Text("Облікові записи", "Accounts"), Act.MANAGE_ACCOUNTS),
    ]
    request = RequestFactory().get("/gallery/work/more")
    request.user, request.now = officer, now  # type: ignore[attr-defined]
    shown = [(item["name"], item["count"], item["is_current"]) for item in menu.shown(request, entries)]
    assert shown == [("gallery-work", 34, True)]


def test_every_word_of_the_menus_is_in_both_languages() -> None:
    def said(language: str, entries: list[menu.Entry]) -> list[str]:
        with override(language):
            return [str(entry.label) for entry in entries]

    assert said("uk", menu.PUBLIC) == ["Цифри", "Виправлення", "Перевірити текст", "Як ми рахуємо"]
    assert said("en", menu.PUBLIC) == ["Figures", "Corrections", "Check a text", "How we count"]
    assert [word for word in said("en", menu.STAFF) if not word.isascii()] == []
