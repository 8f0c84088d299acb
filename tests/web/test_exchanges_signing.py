"""Review, two signatures, what took effect and what not yet, sending back, undoing, the sheet and the table."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client

from dodomu.exchanges import actions
from dodomu.exchanges.models import Signature
from dodomu.families.models import Call
from dodomu.ledger.models import Entry
from dodomu.people.models import PersonNow
from dodomu.reintegration.models import Case
from tests import build, build_exchanges, build_homecoming, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(now):
    return build_homecoming.set_stage(now=now)


@pytest.fixture
def client(stage, client_for):
    return client_for(stage.officer)


@pytest.fixture
def other(stage, client_for):
    return client_for(stage.second)


def address(stage, what: str) -> str:
    """An address of the list."""
    return f"/exchanges/lists/{stage.list.pk}/{what}"


def text(response) -> str:
    """What the answer says."""
    return str(response.content.decode())


def sign(client: Client, stage, prefix: str = ""):
    """Signs what the review page shows."""
    page = text(client.get(prefix + address(stage, "review")))
    shown = dict(re.findall(r'name="(digest|step)" value="(\w+)"', page))
    return client.post(prefix + address(stage, "sign"), shown)


def test_doors_of_review_and_signature(stage, client, client_for, now):
    review = address(stage, "review")
    assert client.get(review).status_code == 200
    assert Client().get(review).status_code == 302
    reads = client_for(build.account(cast.REGISTRAR, now=now))
    assert "Підписати" not in text(reads.get(review)).partition('class="x-sign"')[2]
    for who in (build.account(cast.REGISTRAR, now=now), build.account(cast.PRESS, now=now)):
        page = client_for(who)
        for what in ("sign", "send-back", "undo-signing", "withdraw", "export"):
            assert page.post(address(stage, what)).status_code == 404
    for what in ("review", "done", "sheet"):
        assert client_for(build.account(cast.PRESS, now=now)).get(address(stage, what)).status_code == 404
    assert Signature.objects.count() == 0


def test_review_says_that_nothing_has_happened_and_shows_what_will(stage, client):
    page = text(client.get(address(stage, "review")))
    assert "Ще нічого не сталося." in page
    assert "Оголошено 4, у списку людей 4: збігається." in page
    assert page.count("Shevchuk Andrii 14.03.1991") == 1 and "Шевчук Андрій М." in page
    assert "Поставити перший підпис: людей 4" in page
    assert set(PersonNow.objects.values_list("status", flat=True)) == {"CAPTIVE_CONFIRMED"}


def test_review_names_the_gap_and_the_lines_that_wait(stage, client, now):
    actions.undo(stage.line(2), by=stage.officer, now=now)
    page = text(client.get(address(stage, "review")))
    assert "Оголошено 4, а в цьому списку людей 3. Поясніть різницю або додайте список." in page
    assert "Підписати можна, коли вирішено всі рядки." in page and 'name="digest"' not in page
    assert client.post(address(stage, "sign"), {"digest": actions.decisions_digest(stage.list)}).status_code == 422


def test_two_different_people_sign_and_only_then_something_changes(stage, client, other):
    first = sign(client, stage)
    assert first["Location"] == address(stage, "review")
    assert set(PersonNow.objects.values_list("status", flat=True)) == {"CAPTIVE_CONFIRMED"}
    second = sign(other, stage)
    assert second["Location"] == address(stage, "done")
    page = text(other.get(second["Location"]))
    assert "Передано, особу перевіряють: 4" in page and "Підготовлено справ супроводу: 4" in page
    assert "Родинам ще не телефонуємо" in page
    assert set(PersonNow.objects.values_list("status", flat=True)) == {"HANDED_OVER"}
    assert (Case.objects.filter(state="expected").count(), Call.objects.count()) == (4, 0)


@pytest.mark.parametrize(
    ("prefix", "sentence"),
    [("", "Другий підпис має поставити інша людина."), ("/en", "The second signature has to be another person’s.")],
)
def test_the_same_person_cannot_sign_twice(stage, client, prefix, sentence):
    sign(client, stage)
    response = client.post(prefix + address(stage, "sign"), {"digest": actions.decisions_digest(stage.list)})
    assert (response.status_code, sentence in text(response)) == (422, True)
    assert Signature.objects.count() == 1


def test_a_double_click_on_the_second_signature_signs_once(stage, client, other):
    sign(client, stage)
    digest = {"digest": actions.decisions_digest(stage.list)}
    answers = [other.post(address(stage, "sign"), digest) for _click in range(2)]
    assert [answer["Location"] for answer in answers] == [address(stage, "done")] * 2
    assert (Signature.objects.count(), Case.objects.count()) == (2, 4)
    assert Entry.objects.filter(act="take_effect").count() == 1


def test_what_changed_since_it_was_shown_is_told_and_nothing_is_signed(stage, client, now):
    page = text(client.get(address(stage, "review")))
    shown = dict(re.findall(r'name="(digest|step)" value="(\w+)"', page))
    line = actions.undo(stage.line(3), by=stage.second, now=now)
    line.list = stage.list
    actions.mark_none(line, by=stage.second, now=now)
    response = client.post(address(stage, "sign"), shown)
    page = text(response)
    assert response.status_code == 409
    assert "Рішення змінилися відтоді, як ви їх переглянули." in page
    assert "рядок 3: жоден не підходить – Павло Мороз, 18.07.2024, 10:00" in page
    assert Signature.objects.count() == 0


@pytest.mark.parametrize("digest", ["", "x" * 64, "x" * 5000])
def test_a_signature_under_something_else_does_not_count(stage, client, digest):
    assert client.post(address(stage, "sign"), {"digest": digest}).status_code == 409
    assert Signature.objects.count() == 0


def test_a_list_with_one_signature_is_sent_back_with_a_reason(stage, client, other):
    sign(client, stage)
    assert other.post(address(stage, "send-back"), {"reason": "?"}).status_code == 422
    other.post(address(stage, "send-back"), {"reason": "рядок 2 – тезка"})
    stage.list.refresh_from_db()
    assert (stage.list.state, stage.list.turn) == ("deciding", 2)
    assert "Поставити перший підпис" in text(client.get(address(stage, "review")))


def test_undoing_the_signatures_takes_all_back_with_a_reason(stage, client, other, now):
    build_homecoming.sign(stage, now=now)
    url = address(stage, "undo-signing")
    assert "нічого не зітреться" in text(client.get(url))
    assert client.post(url, {"reason": "  "}).status_code == 422
    response = client.post(url, {"reason": "підписано не той список"})
    assert "повернуто рядків: 4" in text(client.get(response["Location"]))
    assert set(PersonNow.objects.values_list("status", flat=True)) == {"CAPTIVE_CONFIRMED"}
    assert set(Case.objects.values_list("state", flat=True)) == {"withdrawn"}
    again = client.post(url, {"reason": "ще раз"})
    assert (again.status_code, "ще нічого не підписано" in text(again)) == (422, True)


def test_a_list_that_is_not_signed_has_nothing_done(stage, client):
    assert client.get(address(stage, "done"))["Location"] == address(stage, "review")


def test_the_signing_sheet_has_lines_fields_and_a_stamp(stage, client, now):
    build_homecoming.sign(stage, now=now)
    page = text(client.get(address(stage, "sheet")))
    assert page.count('<p class="x-field">Підпис</p>') == 2
    assert "Прізвище, ініціали: Ірина Савчук" in page and "Прізвище, ініціали: Павло Мороз" in page
    stamp = page.partition('class="d-stamp"')[2].partition("</p>")[0]
    assert "Для службового користування" in stamp and "18.07.2024, 10:00" in stamp and "Ірина Савчук" in stamp
    assert stage.people[0].number in page
    assert Entry.objects.filter(act="print_list", key=stage.list.pk).count() == 1


def test_the_table_to_take_along_is_noted(stage, client):
    response = client.post(address(stage, "export"))
    rows = list(csv.reader(io.StringIO(text(response).removeprefix("\ufeff"))))
    assert response["Content-Disposition"] == 'attachment; filename="list-2024-07-17-1.csv"'
    assert rows[0][:3] == ["Рядок", "Як надійшло", "Прізвище"]
    assert [row[7] for row in rows[1:]] == [person.number for person in stage.people]
    assert Entry.objects.filter(act="export_list", key=stage.list.pk).count() == 1
    assert client.get(address(stage, "export")).status_code == 405


def test_a_line_that_looks_like_a_formula_is_only_text_in_the_table(client, stage, now):
    name_list = build_exchanges.take(stage.round, "=HYPERLINK(1) Шевчук Андрій", by=stage.officer, now=now)
    table = text(client.post(f"/exchanges/lists/{name_list.pk}/export"))
    assert "'=HYPERLINK(1) Шевчук Андрій" in table


def test_names_of_a_list_are_shown_as_text(client, stage, now):
    name_list = build_exchanges.take(stage.round, "<b>Шевчук</b> Андрій 1991", by=stage.officer, now=now)
    actions.mark_none(build_exchanges.line(name_list), by=stage.officer, now=now)
    for what in ("match", "review", "sheet"):
        page = text(client.get(f"/exchanges/lists/{name_list.pk}/{what}"))
        assert "<b>Шевчук</b>" not in page and "&lt;b&gt;Шевчук&lt;/b&gt;" in page


def test_reading_writes_nothing_but_the_ledger(stage, client, readonly_get, now):
    build_homecoming.sign(stage, now=now)
    for what in ("review", "done", "sheet", "undo-signing"):
        assert readonly_get(client, address(stage, what)).status_code == 200


def test_review_and_sheet_cost_the_same_queries_at_one_line_and_at_fifty(stage, client, counted_queries, now):
    lists = []
    for lines in (1, 50):
        rows = "\n".join(f"Невідомий Устим {day % 28 + 1:02d}.01.{1970 + day % 30}" for day in range(lines))
        name_list = build_exchanges.take(stage.round, rows, by=stage.officer, now=now)
        for line in name_list.lines.order_by("number"):
            line.list = name_list
            actions.add_new(line, by=stage.officer, now=now)
        lists.append(name_list)
    for what in ("review", "sheet"):
        client.get(f"/exchanges/lists/{lists[0].pk}/{what}")
        costs = [
            counted_queries(lambda pk=one.pk, what=what: client.get(f"/exchanges/lists/{pk}/{what}")) for one in lists
        ]
        assert costs[0] == costs[1]
        assert costs[0] <= 20
