"""The ledger as the auditor reads it, and roles as the administrator gives and ends them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.db import connection

from dodomu.ledger import actions as ledger
from dodomu.ledger import queries, triggers
from dodomu.ledger.models import Entry
from dodomu.reintegration.states import DOCUMENT, ISSUE, OVERRIDE, STEP
from dodomu.web.audit.details import LABELS
from dodomu.web.audit.words import ACTS, KINDS
from tests import build, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(now, client_for):
    return client_for(build.account(cast.AUDITOR, now=now))


@pytest.fixture
def admin(now, client_for):
    return client_for(build.account(cast.ADMIN, now=now))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_reading_the_ledger_is_an_entry_of_its_own(auditor, now):
    auditor.get("/audit?kind=person")
    entry = Entry.objects.get()
    assert (entry.act, entry.by.login, entry.detail) == ("read_ledger", "auditor", '{"filter":{"kind":"person"}}')


def test_entries_are_narrowed_by_what_was_touched_done_and_by_whom(auditor, now):
    registrar = build.account(cast.REGISTRAR, now=now)
    ledger.record("read_person", by=registrar, now=now, kind="person", key=5)
    ledger.record("open_round", by=None, now=now, kind="round", key=7)
    person = auditor.get("/audit?kind=person")
    assert [row["number"] for row in person.context["rows"]] == ["D-10005"]
    assert "перегляд запису людина D-10005" in words(person)
    assert [row["entry"].act for row in auditor.get("/audit?act=open_round").context["rows"]] == ["open_round"]
    assert [row["entry"].by for row in auditor.get(f"/audit?by={registrar.pk}").context["rows"]] == [registrar]


@pytest.mark.parametrize("query", ["kind=nothing", "by=x", "by=99999999999999999999", "page=forged"])
def test_a_filter_from_nowhere_shows_everything(auditor, now, query):
    ledger.record("open_round", by=None, now=now, kind="round", key=7)
    response = auditor.get(f"/audit?{query}")
    assert (response.status_code, response.context["is_narrowed"]) == (200, False)


def test_verifying_says_that_the_chain_is_whole_and_remembers_it(auditor, now):
    ledger.record("open_round", by=None, now=now, kind="round", key=7)
    assert "Ланцюг ще ніхто не перевіряв." in words(auditor.get("/audit"))
    page = words(auditor.post("/audit/verify", follow=True))
    assert "Перевірено записів: 2. Ланцюг цілий." in page
    assert "Востаннє перевірено: 18.07.2024, 10:00, Степан Зима. Записів: 2" in page


def test_a_changed_entry_is_named(auditor, now):
    entries = [ledger.record("read_person", by=None, now=now, kind="person", key=n) for n in (1, 2, 3)]
    triggers.remove(connection)
    Entry.objects.filter(pk=entries[1].pk).update(key=9)
    triggers.install(connection)
    page = words(auditor.post("/audit/verify", follow=True))
    assert f"Ланцюг розірвано на записі {entries[1].pk}." in page
    assert f"Перший хибний запис: № {entries[1].pk} (його змінено)" in page


def test_one_person_shows_who_saw_and_did_what_without_a_name(auditor, now):
    from tests import build_figures

    registrar = build.account(cast.REGISTRAR, now=now)
    person = build_figures.returned(1, now=now)[0]
    ledger.record("read_person", by=registrar, now=now, kind="person", key=person.pk)
    response = auditor.get(f"/audit/people/{10000 + person.pk}")
    page = words(response)
    assert "перегляд запису" in page
    assert "Бойко" not in page
    assert queries.about("ledger", person.pk).get().act == "read_ledger"


@pytest.mark.parametrize("number", [0, 1, 10000, 10099, 10**18])
def test_a_number_without_entries_is_not_there(auditor, number):
    assert auditor.get(f"/audit/people/{number}").status_code == 404


def test_the_ledger_is_for_the_auditor_alone(client_for, now):
    for officer in cast.OFFICERS:
        client = client_for(build.account(officer, now=now))
        expected = 200 if officer is cast.AUDITOR else 404
        assert (client.get("/audit").status_code, officer.login) == (expected, officer.login)
        if officer is not cast.AUDITOR:
            assert client.post("/audit/verify").status_code == 404


def test_accounts_are_for_the_administrator_alone(client_for, now):
    for officer in cast.OFFICERS:
        client = client_for(build.account(officer, now=now))
        expected = 200 if officer is cast.ADMIN else 404
        assert (client.get("/admin/accounts").status_code, officer.login) == (expected, officer.login)
        own = build.account(officer, now=now)
        assert (client.get(f"/admin/accounts/{own.pk}").status_code, officer.login) == (expected, officer.login)


def test_the_administrator_sees_no_person(admin):
    assert [admin.get(path).status_code for path in ("/people", "/audit/people/10001", "/audit")] == [404, 404, 404]


def test_lists_cost_the_same_for_few_rows_and_for_many(auditor, admin, now, counted_queries):
    registrar = build.account(cast.REGISTRAR, now=now)
    ledger.record("read_person", by=registrar, now=now, kind="person", key=5)

    def cost():
        return counted_queries(lambda: auditor.get("/audit")), counted_queries(lambda: admin.get("/admin/accounts"))

    cost()
    few = cost()
    ledger.record_many([("read_person", "person", n, {}) for n in range(60)], by=registrar, now=now)
    for number in range(8):
        build.account(cast.Officer(f"officer{number}", "Інна Гай", "Inna Hai", "social"), now=now)
    assert cost() == few


def test_every_act_and_kind_has_its_words_in_both_languages():
    assert [code for code, text in (ACTS | KINDS).items() if not text.uk or not text.en or text.uk == text.en] == []


def test_every_act_that_the_code_records_has_its_words():
    assert sorted(acts_recorded() - set(ACTS)) == []


def acts_recorded():
    """The names of acts as they stand in the code: written out, or made from the moves of a process."""
    found = {
        node.args[0].value
        for file in Path("src/dodomu").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("ledger.record", "_record")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    found |= {f"document_{act}" for act in DOCUMENT.moves} | {f"step_{act}" for act in STEP.moves}
    found |= {f"issue_{act}" for act in ISSUE.moves} | {f"{act}_override" for act in OVERRIDE.moves}
    found |= {f"propose_{kind}" for kind in ("merge", "part", "override")} | {"replace_fact"}
    return found | {"read_line", "read_today", "print_day", "review_list", "print_list", "export_list"}


def test_what_an_entry_says_beside_its_act_is_told_in_words(auditor, now):
    found = {"found": 2, "people": [1, 7], "filter": {"state": "open"}, "is_ours": True, "reason": "", "into": 4}
    ledger.record("search", by=None, now=now, kind="register", detail=found)
    said = "відбір: стан = open · знайдено: 2 · до запису: D-10004 · наш текст: так · люди: D-10001, D-10007"
    assert said in words(auditor.get("/audit"))
    english = "filter: state = open · found: 2 · into record: D-10004 · our text: yes · people: D-10001, D-10007"
    assert english in words(auditor.get("/en/audit"))


def test_everything_that_the_code_keeps_beside_an_act_has_its_words():
    assert sorted(details_recorded() - set(LABELS)) == []
    assert [name for name, text in LABELS.items() if not text.uk or not text.en] == []


def details_recorded():
    """The names under which the code keeps something in an entry, as they stand in it."""
    found = set()
    for file in Path("src/dodomu").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            kept = None
            if (isinstance(node, ast.keyword) and node.arg == "detail") or (
                isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "detail"
            ):
                kept = node.value
            if isinstance(kept, ast.Dict):
                found |= {key.value for key in kept.keys if isinstance(key, ast.Constant)}
    return found
