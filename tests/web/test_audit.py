"""The ledger as the auditor reads it, and roles as the administrator gives and ends them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from django.db import connection

from dodomu.exchanges.states import LINE
from dodomu.ledger import actions as ledger
from dodomu.ledger import queries, triggers
from dodomu.ledger.models import Entry
from dodomu.reintegration.states import DOCUMENT, GOAL, ISSUE, OVERRIDE, STEP
from dodomu.text import Text
from dodomu.web.audit.details import NESTED, Names, parts
from dodomu.web.audit.details_words import LABELS, MOVES, PARTS
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


@pytest.mark.parametrize("query", ["kind=nothing", "by=x", "by=99999999999999999999", "act=nothing", "page=forged"])
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
    found |= {f"goal_{act}" for act in GOAL.moves}
    found |= {f"issue_{act}" for act in ISSUE.moves} | {f"{act}_override" for act in OVERRIDE.moves}
    found |= {f"propose_{kind}" for kind in ("merge", "part", "override")} | {"replace_fact"}
    return found | {"read_line", "read_today", "print_day", "review_list", "print_list", "export_list"}


def test_every_key_and_every_part_that_the_code_records_has_its_words():
    keys, parts_of_a_record = details_recorded()
    assert sorted(keys - set(LABELS) - set(NESTED)) == []
    assert sorted(parts_of_a_record - set(PARTS)) == []
    assert sorted(set(LINE.moves) - set(MOVES)) == []
    assert [code for code, text in (LABELS | PARTS).items() if not text.uk or not text.en] == []


def details_recorded():
    """The keys of details as they stand in the code, and the parts of a record whose reading is entered."""
    keys = {"meanwhile", "cases", "rounds", "people", "is_confirmed_only", "overdue", "department", "state", "by"}
    read = set()
    for file in Path("src/dodomu").rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if name in ("ledger.record", "ledger.record_many"):
                    keys |= literal_keys(node)
                elif name == "_record":
                    keys |= {word.arg for word in node.keywords if word.arg} - {"by", "now", "more", "act"}
                elif name == "_read" and isinstance(node.args[-1], ast.Constant):
                    read.add(node.args[-1].value)
                read |= {
                    word.value.value
                    for word in node.keywords
                    if word.arg == "part" and isinstance(word.value, ast.Constant) and name in FRAMES
                }
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("detail", "where"):
                keys |= literal_keys(node)
            if isinstance(node, ast.Dict):
                read |= {
                    value.value
                    for key, value in zip(node.keys, node.values, strict=True)
                    if isinstance(key, ast.Constant) and key.value == "part" and isinstance(value, ast.Constant)
                }
    return keys, read


FRAMES = ("page_of", "case_page", "frame")


def literal_keys(tree):
    return {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


@pytest.mark.parametrize(
    ("act", "detail", "uk", "en"),
    [
        ("sign_in", {}, "", ""),
        ("state_fact", {"about": "captured", "fact": 7}, "про що: Місце полонення; факт: №\xa07",
         "about: Place of capture; fact: №\xa07"),
        ("state_fact", {"about": "group:azov"}, "про що: Група azov", "about: Group azov"),
        ("decide_line", {"act": "confirm", "line": 4, "person": 482},
         "рішення: підтвердити; рядок: №\xa04; людина: D-10482",
         "decision: confirm; line: №\xa04; person: D-10482"),
        ("decide_line", {"act": "none", "line": 4, "person": None},
         "рішення: жоден не підходить; рядок: №\xa04", "decision: none of these; line: №\xa04"),
        ("assign_officer", {"before": None, "case": 3, "officer": 9}, "справа: №\xa03; офіцер: Олена Гнатюк",
         "case: №\xa03; officer: Олена Гнатюк"),
        ("propose_role", {"change": 1, "role": "press", "unit": 5},
         "подана зміна: №\xa01; роль: пресслужба; підрозділ: 202-га бригада",
         "proposed change: №\xa01; role: press office; unit: 202nd Brigade"),
        ("read_ledger", {"filter": {"kind": "person", "act": "search", "by": 9}},
         "чого стосується: людина; дія: пошук; хто: Олена Гнатюк", "concerns: person; act: search; by: Олена Гнатюк"),
        ("count_people", {"asked": {"status": "captive", "true_on": "2024-07-17"}, "rough": True},
         "статус: у полоні; правда на: 17.07.2024; лише загальні числа: так",
         "status: in captivity; as of: 17.07.2024; totals only: yes"),
        ("search", {"found": 0, "people": []}, "знайдено: 0; людей: 0", "found: 0; people: 0"),
        ("list_cases", {"count": 2, "people": [3, 4]}, "показано: 2; люди: D-10003, D-10004",
         "shown: 2; people: D-10003, D-10004"),
        ("release_calls", {"occasion": "round:12"}, "подія: обмін №\xa012", "occasion: exchange №\xa012"),
        ("release_calls", {"occasion": "outside:2024-07-16"}, "подія: поза обміном, 16.07.2024",
         "occasion: outside an exchange, 16.07.2024"),
        ("ask_override", {"reason": "medical"}, "причина: медична причина", "reason: a medical reason"),
        ("read_override", {"reason": False}, "причину показано: ні", "reason shown: no"),
        ("send_back_figure", {"reason": "Немає джерела"}, "причина: Немає джерела", "reason: Немає джерела"),
        ("offer_candidate", {"people": "[3]"}, "люди: D-10003", "people: D-10003"),
        ("a_later_act", {"some_key": "some_code"}, "some key: some code", "some key: some code"),
    ],
)  # fmt: skip
def test_details_are_said_in_words(act, detail, uk, en):
    names = Names({9: "Олена Гнатюк"}, {5: Text("202-га бригада", "202nd Brigade")})
    entry = json.dumps(detail, ensure_ascii=False)
    for lang, expected in (("uk", uk), ("en", en)):
        told = [
            f"{one.label.in_language(lang)}: " + ", ".join(word(value.text, lang) for value in one.shown)
            for one in parts(act, entry, names)
        ]
        assert "; ".join(told) == expected


def word(text, lang):
    return text.in_language(lang) if isinstance(text, Text) else text


def test_many_people_are_folded_away_but_all_are_there(auditor, now):
    ledger.record("list_people", by=None, now=now, kind="register", detail={"people": list(range(1, 41))})
    page = words(auditor.get("/audit?act=list_people"))
    assert "люди: D-10001 , D-10002 , D-10003 , D-10004 , D-10005 , D-10006 і ще 34 D-10007 , " in page
    assert "D-10040" in page
    assert "{" not in page


def test_accounts_and_units_stand_in_details_by_name(auditor, now):
    registrar = build.account(cast.REGISTRAR, now=now)
    army = build.unit("AFU")
    ledger.record("give_role", by=None, now=now, kind="account", key=1,
                  detail={"role": "press", "unit": army.pk, "proposed_by": registrar.pk})  # fmt: skip
    page = words(auditor.get("/audit?act=give_role"))
    assert f"хто подав: {registrar.name} ; роль: пресслужба ; підрозділ: {army.name('uk')}" in page
