"""One's own account: another password, where one is signed in, and what a one-time password leaves open."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from dodomu.access.models import User
from dodomu.access.sessions import sessions_of
from dodomu.ledger import queries
from dodomu.web.entry.views import device_of
from tests import build, cast

pytestmark = pytest.mark.django_db
NEW = "сорок вісім тихих днів"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def officer(now):
    cache.clear()
    return build.account(cast.SOCIAL, now=now)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def signed_in(officer, password=cast.PASSWORD, agent=FIREFOX):
    client = Client(headers={"user-agent": agent})
    assert client.post("/login", {"login": officer.login, "password": password}).status_code == 302
    return client


def test_another_password_ends_every_other_session_and_keeps_this_one(officer):
    here, elsewhere = signed_in(officer), signed_in(officer)
    answer = here.post("/settings/password", {"old": cast.PASSWORD, "new": NEW})
    assert answer.headers["Location"] == "/settings/me"
    assert here.get("/settings/me").status_code == 200
    assert elsewhere.get("/settings/me").headers["Location"].startswith("/login")
    assert User.objects.get(pk=officer.pk).check_password(NEW)
    entry = queries.about("account", officer.pk)[0]
    assert (entry.act, entry.detail, NEW in entry.detail) == ("change_password", '{"ended":1}', False)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("не той пароль", NEW, "Теперішній пароль інший."),
        (cast.PASSWORD, cast.PASSWORD, "Новий пароль такий самий, як теперішній."),
        (cast.PASSWORD, "короткий", "Пароль має щонайменше 15 знаків"),
        (cast.PASSWORD, "Надія Іваницька", "не схожий на логін чи ім’я"),
        ("", NEW, "Введіть теперішній пароль."),
        (cast.PASSWORD, "", "Введіть новий пароль."),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(officer, old, new, sentence):
    client = signed_in(officer)
    answer = client.post("/settings/password", {"old": old, "new": new})
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert User.objects.get(pk=officer.pk).check_password(cast.PASSWORD)
    typed = [one for one in (old, new) if one]
    assert [one for one in typed if f'value="{one}"' in answer.content.decode()] == []


def test_whoever_sits_at_an_open_page_cannot_guess_the_password_for_ever(officer):
    client = signed_in(officer)
    tries = [client.post("/settings/password", {"old": f"спроба {n}", "new": NEW}).status_code for n in range(6)]
    assert tries == [422] * 5 + [429]
    late = client.post("/settings/password", {"old": cast.PASSWORD, "new": NEW})
    assert (late.status_code, late.headers["Retry-After"]) == (429, "900")


def test_sessions_are_listed_by_device_and_ended_one_by_one_or_together(officer):
    here, there, third = (signed_in(officer) for _client in range(3))
    for client in (there, third):
        client.get("/settings/me")
    page = here.get("/settings/sessions")
    text = words(page)
    assert (text.count("Firefox, Linux"), text.count("цей сеанс")) == (5, 1)
    assert [key for key in (here.session.session_key, there.session.session_key) if key in page.content.decode()] == []
    other = next(one for one in sessions_of(officer, this=here.session.session_key) if not one.is_this)
    here.post("/settings/sessions/end", {"mark": other.mark})
    assert len(sessions_of(officer, this=None)) == 2
    assert "Цей сеанс уже завершено." in words(here.post("/settings/sessions/end", {"mark": other.mark}, follow=True))
    here.post("/settings/sessions/end")
    left = sessions_of(officer, this=here.session.session_key)
    assert [one.is_this for one in left] == [True]
    assert "Інших сеансів немає." in words(here.get("/settings/sessions"))
    assert [there.get("/settings/me").status_code, third.get("/settings/me").status_code] == [302, 302]
    assert [entry.act for entry in queries.about("account", officer.pk)][:2] == ["end_sessions", "end_sessions"]


def test_nobody_ends_the_session_of_another(officer, now):
    stranger = build.account(cast.MEDICAL, now=now)
    theirs, ours = signed_in(stranger), signed_in(officer)
    mark = sessions_of(stranger, this=None)[0].mark
    ours.post("/settings/sessions/end", {"mark": mark})
    ours.post("/settings/sessions/end")
    assert theirs.get("/settings/me").status_code == 200


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_told_in_two_words(agent, device):
    assert device_of(agent) == device
