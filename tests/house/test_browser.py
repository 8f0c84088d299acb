"""The browser of the tests: signed in without typing, on our clock, and deaf to nothing the console says."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import build, cast


@pytest.mark.django_db(transaction=True)
def test_a_stranger_meets_the_door(page, live_server):
    page.goto(reverse("settings-me"))
    expect(page).to_have_url(f"{live_server.url}{reverse('login')}?next=%2Fsettings%2Fme")


@pytest.mark.django_db(transaction=True)
def test_an_officer_is_signed_in_from_the_first_page(as_user, now):
    officer = build.account(cast.REGISTRAR, now=now)
    page = as_user(officer)
    page.goto(reverse("settings-me"))
    expect(page.get_by_text(cast.REGISTRAR.name).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "uk")


@pytest.mark.django_db(transaction=True)
def test_what_the_console_says_is_heard(page, complaints):
    page.goto(reverse("login"))
    page.evaluate(
        "() => { const one = document.createElement('style'); document.head.append(one); one.textContent = 'p {}'; }"
    )
    page.evaluate("() => { console.error('heard'); }")
    assert complaints[-1] == "heard"
    assert all("Content Security Policy" in one for one in complaints[:-1])
    assert len(complaints) > 1
    complaints.clear()
