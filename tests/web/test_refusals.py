"""What a person reads when something cannot be done: the right status, both languages, page and part alike."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from dodomu.access.models import User
from dodomu.web import errors
from tests import build, cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.gallery")]


@pytest.fixture
def client(client_for: Callable[[User], Client], now: datetime) -> Client:
    """A signed-in officer."""
    return client_for(build.account(cast.SOCIAL, now=now))


def heading(response: object) -> list[str]:
    """The headings of a page."""
    return re.findall(r"<h[12][^>]*>([^<]+)</h[12]>", response.content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "status", "headings"),
    [
        ("/gallery/raise/hidden", 404, ["Тут нічого немає", "Клавіші"]),
        ("/en/gallery/raise/hidden", 404, ["Nothing is here", "Keys"]),
        ("/gallery/raise/refused", 422, ["Цього зробити не можна", "Клавіші"]),
        ("/en/gallery/raise/refused", 422, ["This cannot be done", "Keys"]),
        (
            "/en/gallery/raise/stale",
            409,
            ["Somebody decided this while the page was open", "What is recorded now", "What you sent", "Keys"],
        ),
    ],
)
def test_a_refusal_becomes_a_page_in_the_readers_language(
    client: Client, path: str, status: int, headings: list[str]
) -> None:
    response = client.get(path)
    assert (response.status_code, heading(response)) == (status, headings)
    assert response["Cache-Control"] == "no-store"


def test_a_refusal_says_its_sentence_and_the_way_back(client: Client) -> None:
    page = client.get("/en/gallery/raise/refused", headers={"Referer": "http://testserver/en/gallery/form"})
    text = page.content.decode()
    assert "<p>A second signature is needed first.</p>" in text
    assert '<a href="/en/gallery/form">Back</a>' in text


def test_the_way_back_never_leads_to_a_foreign_site(client: Client) -> None:
    page = client.get("/gallery/raise/refused", headers={"Referer": "http://testserver.evil.example/x"})
    assert '<a href="/">Назад</a>' in page.content.decode()


def test_a_conflict_shows_both_versions(client: Client) -> None:
    text = client.get("/gallery/raise/stale").content.decode()
    assert '<dt class="govuk-summary-list__key">Рішення</dt>' in text
    assert '<dd class="govuk-summary-list__value">підтверджено</dd>' in text
    assert "<p>жоден</p>" in text


@pytest.mark.parametrize(("what", "status"), [("hidden", 404), ("refused", 422), ("stale", 409)])
def test_htmx_gets_the_same_status_and_sentence_as_a_part(client: Client, what: str, status: int) -> None:
    page = client.get(f"/gallery/raise/{what}")
    part = client.get(f"/gallery/raise/{what}", headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Retarget"], part["HX-Reswap"]) == (status, "#news", "innerHTML")
    assert part.content.startswith(b'<div class="d-note')
    assert part.context["sentence"] == page.context["sentence"]


def test_a_fault_gets_a_number_and_the_log_no_name(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        response = client.get("/gallery/raise/fault")
    assert response.status_code == 500
    number = re.search(r'<b class="d-num">([0-9A-F]{8})</b>', response.content.decode())
    ours = [record for record in caplog.records if record.name == "dodomu.errors"]
    assert number is not None
    assert [number[1] in record.getMessage() for record in ours] == [True]
    assert "ValueError at gallery.py" in ours[0].getMessage()
    assert "Шевчук" not in caplog.text


def test_a_fault_is_raised_to_the_tests(client: Client) -> None:
    with pytest.raises(ValueError, match="Шевчук"):
        client.get("/gallery/raise/fault")


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_too_much_data_is_answered_with_the_limit(client: Client) -> None:
    response = client.post("/gallery/form", {"name": "x" * 100})
    assert (response.status_code, heading(response)) == (413, ["Файл завеликий"])


def test_a_form_without_its_token_changes_nothing_and_says_what_to_do(now: datetime) -> None:
    response = Client(enforce_csrf_checks=True).post("/en/login", {"login": "x", "password": "y"})
    assert (response.status_code, heading(response)) == (403, ["The page was open too long"])


def test_waiting_and_maintenance_say_how_long(now: datetime) -> None:
    request = RequestFactory().get("/x")
    request.now = now  # type: ignore[attr-defined]
    with override("uk"):
        wait, busy = errors.wait(request, minutes=5), errors.busy(request, until=now)
    assert (wait.status_code, wait["Retry-After"]) == (429, "300")
    assert "<p>Спробуйте знову через 5 хвилин.</p>" in wait.content.decode()
    assert (busy.status_code, busy["Retry-After"]) == (503, "60")
    assert "<p>Планові роботи тривають до 10:00.</p>" in busy.content.decode()
    with override("en"):
        assert "<p>Try again in 1 minute.</p>" in errors.wait(request, minutes=1).content.decode()


@pytest.mark.parametrize("status", sorted(errors.PAGES))
def test_every_error_has_its_words_in_english(status: int) -> None:
    with override("en"):
        title, sentence = (str(words) for words in errors.PAGES[status])
    assert (re.findall("[а-яіїєґ]", title + sentence), title != "") == ([], True)
