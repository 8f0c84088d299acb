"""A program brings in documents with a key: shown or kept, all or none, refused in both languages, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from dodomu.access import keys
from dodomu.figures.models import Document, Mention
from dodomu.ledger.models import Entry
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

PATH = "/api/documents"
SAID = "З російського полону звільнено 755 військовослужбовців Національної гвардії України."
ROW = {"outlet": "Газета", "url": "https://example.org/a", "language": "uk", "published_on": "2024-07-17", "text": SAID}
GUIDE = (Path(__file__).parents[2] / "docs/api/documents.md").read_text()


@pytest.fixture(autouse=True)
def quiet():
    cache.clear()


@pytest.fixture
def press(now):
    return figures.press(now=now)


@pytest.fixture
def key(press, now):
    return keys.key_for(press, until=now + timedelta(days=1))


def send(content, key, client=None):
    body = content if isinstance(content, str | bytes) else json.dumps(content)
    told = {"Authorization": f"Bearer {key}"} if key else {}
    visitor = client or Client(enforce_csrf_checks=True)
    return visitor.post(PATH, body, content_type="application/json", headers=told)


def refused(answer):
    error = answer.json()["error"]
    assert re.search("[а-яіїє]", error.pop("uk"))
    assert not re.search("[а-яіїє]", error.pop("en"))
    return answer.status_code, error


def test_documents_are_shown_first_and_kept_only_when_asked(key, now, press):
    looked = send({"documents": [ROW]}, key)
    [row] = looked.json()["documents"]
    assert (looked.status_code, looked.json()["is_kept"], list(row)) == (200, False, ["url", "numbers"])
    assert [(one["value"], one["what"], one["population"]) for one in row["numbers"]] == [
        (755, "released", "National Guard")
    ]
    assert Document.objects.count() == 0
    kept = send({"save": True, "documents": [ROW]}, key).json()["documents"][0]
    document = Document.objects.get()
    assert (kept["document"], kept["is_new"], kept["versions"]) == (document.pk, True, 1)
    assert (document.came_by, document.noted_by, Mention.objects.count()) == ("api", press, 1)
    assert send({"save": True, "documents": [ROW]}, key).json()["documents"][0]["is_new"] is False
    other = send({"save": True, "documents": [ROW | {"text": f"{SAID} Усі вдома."}]}, key).json()["documents"][0]
    assert (other["is_new"], other["versions"]) == (True, 2)


def test_the_example_of_the_guide_is_taken_in(key):
    [sent, shown] = [json.loads(one) for one in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)]
    answer = send(sent, key)
    assert (answer.status_code, answer.json().keys()) == (200, shown.keys())
    assert answer.json()["documents"][0].keys() == shown["documents"][0].keys()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outlet": " "}, "outlet"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://example.org/" + "a" * 500}, "url"),
        ({"language": "мова"}, "language"),
        ({"published_on": "2999-01-01"}, "published_on"),
        ({"text": "а" * 100_001}, "text"),
        ({"text": "755 \0"}, "text"),
        ({"title": "\ud800"}, "title"),
    ],
)
def test_one_document_that_cannot_be_refuses_all_and_is_named_in_both_languages(key, changes, field):
    answer = send({"save": True, "documents": [ROW, ROW | changes]}, key)
    assert refused(answer) == (422, {"document": 2, "field": field})
    assert Document.objects.count() == 0


@pytest.mark.parametrize("row", [{}, [], 7, "x", None, ROW | {"text": 755}, ROW | {"published_on": "учора"}])
def test_a_document_without_what_is_needed_is_named(key, row):
    status, error = refused_in_latin(send({"save": True, "documents": [ROW, row]}, key))
    assert (status, error, Document.objects.count()) == (422, 2, 0)


def refused_in_latin(answer):
    return answer.status_code, answer.json()["error"]["document"]


BODIES = [
    "",
    "{",
    "[]",
    "7",
    "null",
    '{"documents": []}',
    '{"documents": {}}',
    '{"documents": "x"}',
    b"\xff\xfe",
    "[" * 50_000,
]


@pytest.mark.parametrize("body", [*BODIES, {"documents": [ROW] * 51}, {"documents": [ROW], "save": "yes"}])
def test_what_is_no_request_is_refused(key, body):
    assert refused(send(body, key)) == (400, {})


def test_too_much_at_once_is_refused(key):
    assert refused(send('{"documents": "' + "x" * 12_600_000 + '"}', key)) == (413, {})


def ended(press, now):
    return keys.key_for(press, until=now - timedelta(seconds=1))


def of_another_password(press, now):
    made = keys.key_for(press, until=now + timedelta(days=1))
    press.set_password("another password, much longer")
    press.save()
    return made


def of_a_closed_account(press, now):
    made = keys.key_for(press, until=now + timedelta(days=1))
    type(press).objects.filter(pk=press.pk).update(is_active=False)
    return made


def of_a_one_time_password(press, now):
    made = keys.key_for(press, until=now + timedelta(days=1))
    type(press).objects.filter(pk=press.pk).update(one_time_until=now + timedelta(days=1))
    return made


def tampered_with(press, now):
    made = keys.key_for(press, until=now + timedelta(days=1))
    return ("A" if made[0] != "A" else "B") + made[1:]


@pytest.mark.parametrize(
    "make",
    [
        ended,
        of_another_password,
        of_a_closed_account,
        of_a_one_time_password,
        tampered_with,
        lambda *_: "x",
        lambda *_: "",
    ],
)
def test_a_key_that_is_none_opens_nothing(press, now, make):
    answer = send({"documents": [ROW]}, make(press, now))
    assert (refused(answer), answer["WWW-Authenticate"]) == ((401, {}), "Bearer")


def test_a_session_opens_nothing_here(press, client_for):
    assert send({"save": True, "documents": [ROW]}, "", client_for(press)).status_code == 401
    assert Document.objects.count() == 0


@pytest.mark.parametrize("role", [cast.REGISTRAR, cast.EXCHANGE, cast.AUDITOR, cast.ADMIN, cast.MEDICAL])
def test_the_key_of_another_role_opens_nothing(now, role):
    other = keys.key_for(build.account(role, now=now), until=now + timedelta(days=1))
    assert refused(send({"save": True, "documents": [ROW]}, other)) == (403, {})
    assert Document.objects.count() == 0


def test_only_post_is_answered(key):
    answer = Client().get(PATH, headers={"Authorization": f"Bearer {key}"})
    assert refused(answer) == (405, {})


def test_whoever_sends_too_often_waits(key):
    for _ in range(20):
        assert send("{", key).status_code == 400
    assert refused(send({"documents": [ROW]}, key)) == (429, {})


def test_whoever_guesses_keys_waits_and_a_right_key_does_not(key):
    for _ in range(20):
        assert send({"documents": [ROW]}, "x").status_code == 401
    assert refused(send({"documents": [ROW]}, "x")) == (429, {})
    assert send({"documents": [ROW]}, key).status_code == 200


def test_a_key_is_given_on_the_terminal_and_noted_in_the_ledger(press, capsys):
    call_command("give_key", press.login, days=30, language="en")
    made = capsys.readouterr().out.strip()
    assert send({"documents": [ROW]}, made).status_code == 200
    entry = Entry.objects.get(act="give_key")
    assert (entry.kind, entry.key) == ("account", press.pk)
    assert made not in str(entry.detail)


@pytest.mark.parametrize(("login", "days"), [("nobody", 30), ("registrar", 30), ("press", 0), ("press", 367)])
def test_no_key_for_who_may_not_or_for_ever(press, now, login, days):
    build.account(cast.REGISTRAR, now=now)
    with pytest.raises(CommandError) as refusal:
        call_command("give_key", login, days=days, language="uk")
    assert (refusal.value.returncode, Entry.objects.filter(act="give_key").count()) == (2, 0)
