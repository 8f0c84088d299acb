"""A list comes in: bad files say what to do and save nothing, the columns are named, the lines are kept as received."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dodomu.access.models import VaultKey
from dodomu.errors import Refused
from dodomu.exchanges import actions
from dodomu.exchanges.models import Line, NameList, Upload
from dodomu.exchanges.queries.reading import read_lines
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.jobs.models import Job
from dodomu.ledger.models import Entry
from tests import build, build_exchanges, cast

pytestmark = pytest.mark.django_db

ROWS = [
    ["№", "ПІБ", "Дата народження", "Звання", "Частина"],
    ["1", "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ", "14.03.1991", "солдат", "в/ч 3057"],
    ["2", "Rybak Taras", "01.01.2002", "", ""],
    ["3", "Гнатюк Олег Петрович", "31.02.1988", "", ""],
    ["", "Всього: 3", "", "", ""],
]


def as_csv(rows=ROWS, *, encoding: str = "utf-8") -> bytes:
    """The rows as a file of comma-separated values."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows=ROWS) -> bytes:
    """The rows as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def as_zip(**files: bytes) -> bytes:
    """An archive."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return kept.getvalue()


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def client(officer, client_for):
    return client_for(officer)


@pytest.fixture
def july(officer, now):
    return build_exchanges.round_of_july(officer, announced=3, now=now)


def upload(client: Client, july, data: bytes, name: str = "list.csv", prefix: str = ""):
    """Sends a file to the first step."""
    return client.post(f"{prefix}/exchanges/{july.pk}/lists/new", {"file": SimpleUploadedFile(name, data), "text": ""})


def test_a_pasted_list_is_taken_in_line_by_line_and_a_job_looks_for_candidates(client, july):
    text = "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991\nRybak Taras 01.01.2002"
    first = client.post(f"/exchanges/{july.pk}/lists/new", {"text": text})
    columns = first["Location"]
    page = client.get(columns).content.decode()
    assert "Шевчук" in page and "Николаевич" in page and "14.03.1991" in page
    second = client.post(columns, {"title": "перша черга", "take": "yes"})
    name_list = NameList.objects.get()
    assert second["Location"] == f"/exchanges/lists/{name_list.pk}/match"
    lines = list(name_list.lines.order_by("number"))
    assert [line.raw for line in read_lines(name_list, lines)] == text.splitlines()
    assert (name_list.title, name_list.kind, Job.objects.get().state) == ("перша черга", "paste", "queued")
    assert Entry.objects.filter(act="take_list").count() == 1


@pytest.mark.parametrize(
    ("data", "name", "kind", "encoding"),
    [
        (as_csv(), "list.csv", "csv", "utf-8"),
        (as_csv(encoding="cp1251"), "list.csv", "csv", "cp1251"),
        (as_xlsx(), "list.xlsx", "xlsx", ""),
    ],
)
def test_a_file_in_any_kind_gives_the_same_lines(client, july, data, name, kind, encoding):
    columns = upload(client, july, data, name)["Location"]
    client.post(columns, {"column1": "name", "column2": "birth_date", "column4": "unit", "take": "yes"})
    name_list = NameList.objects.get()
    lines = read_lines(name_list, list(name_list.lines.order_by("number")))
    assert [line.name.full for line in lines] == ["Шевчук Андрей Николаевич", "Rybak Taras", "Гнатюк Олег Петрович", ""]
    assert [line.unit for line in lines] == ["в/ч 3057", "", "", ""]
    assert (name_list.kind, name_list.encoding, name_list.filename) == (kind, encoding, name)
    assert name_list.columns == "name=2, birth_date=3, unit=5"


def test_a_total_is_kept_as_a_line_that_names_nobody(client, july):
    columns = upload(client, july, as_csv())["Location"]
    page = client.get(columns).content.decode()
    assert "Не люди (підсумки, підписи, заголовки):" in page and "рядок 5 – ;Всього: 3;;;" in page
    assert "людей: 3" in page and "не люди: 1" in page
    client.post(columns, {"column1": "name", "column2": "birth_date", "take": "yes"})
    assert list(Line.objects.order_by("number").values_list("number", "state", "tag")) == [
        (2, "open", ""),
        (3, "open", ""),
        (4, "open", ""),
        (5, "none", "none"),
    ]


def test_the_page_of_columns_shows_what_was_read_and_what_needs_a_look(client, july):
    page = client.get(upload(client, july, as_csv())["Location"]).content.decode()
    assert '<option value="name" selected>' in page and '<option value="birth_date" selected>' in page
    assert "Дату народження не вдалося прочитати" in page
    assert "людей: 3" in page and "із застереженнями: 1" in page


@pytest.mark.parametrize(
    ("written", "shown"),
    [("1973 р.н.", "1973"), ("03.1973", "03.1973"), ("05.03.1973", "05.03.1973"), ("32.01.1973", "32.01.1973")],
)
def test_a_date_is_shown_as_exactly_as_it_was_written(client, july, written, shown):
    page = client.get(upload(client, july, as_csv([["ПІБ", "Дата народження"], ["Коваль Іван", written]]))["Location"])
    cells = re.findall(r'<td data-label="Дата народження">([^<]*)</td>', page.content.decode())
    assert cells == [shown]


def test_a_signature_in_a_pasted_list_is_nobody(client, july):
    address = client.post(
        f"/exchanges/{july.pk}/lists/new", {"text": "Коваль Іван, 1973 р.н.\nКомандир ____ (підпис)\n"}
    )["Location"]
    page = client.get(address).content.decode()
    assert "рядок 2 – Командир ____ (підпис)" in page
    assert "людей: 1" in page


def test_another_mapping_is_shown_before_anything_is_saved(client, july):
    columns = upload(client, july, as_csv([["а", "б"], ["Андрій", "Шевчук"], ["Олег", "Гнатюк"]]))["Location"]
    page = client.post(columns, {"column0": "given", "column1": "surname", "look": "yes"}).content.decode()
    assert '<td lang="uk" data-label="Прізвище">Шевчук</td><td lang="uk" data-label="Ім’я">Андрій</td>' in page
    assert NameList.objects.count() == 0


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"column0": "surname", "column1": "surname"}, "«Прізвище» вибрано для двох стовпців."),
        ({"column0": "surname", "column1": "name"}, "Ім’я беремо або разом, або частинами."),
        ({"column0": "nobody"}, "Виберіть зі списку, що в цьому стовпці."),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_and_nothing_is_saved(client, july, chosen, sentence):
    columns = upload(client, july, as_csv())["Location"]
    response = client.post(columns, {**chosen, "take": "yes"})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert NameList.objects.count() == 0


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = {
    "empty_file": (b"  \n", "list.csv", "Файл порожній.", "The file is empty."),
    "no_rows": ("ПІБ;Дата народження\n".encode(), "list.csv", "немає жодного рядка", "not one row"),
    "too_big": (b"a" * 12_000_001, "list.csv", "Файл завеликий.", "The file is too big."),
    "too_many_rows": (
        "Шевчук Андрій\n".encode() * 5001,
        "list.csv",
        "Забагато рядків: найбільше 5000",
        "Too many rows: 5000",
    ),
    "too_many_columns": (
        b";".join([b"a"] * 70) + b"\n" + b";".join([b"b"] * 70),
        "list.csv",
        "Забагато стовпців",
        "Too many columns",
    ),
    "not_a_table": (b"%PDF-1.4 ...", "list.pdf", "Це не таблиця і не текст.", "This is neither a table nor text."),
    "old_xls": (OLE + b"x" * 600, "list.xls", "старого Excel", "old Excel"),
    "encrypted_workbook": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "list.xlsx",
        "захищено паролем",
        "protected by a password",
    ),
    "broken_workbook": (as_xlsx()[:900], "list.xlsx", "Таблицю пошкоджено", "is damaged"),
    "zip_bomb": (
        as_zip(xl__workbook_xml=b"0" * 30_000_000),
        "list.xlsx",
        "надто великого розміру",
        "far too large a size",
    ),
    "unsafe_archive": (as_zip(**{"..__..__evil_xml": b"<a/>"}), "list.xlsx", "небезпечні шляхи", "unsafe paths"),
    "type_mismatch": (as_xlsx(), "list.csv", "не відповідає його назві", "does not fit its name"),
    "encoding_unclear": (bytes(range(128, 256)) * 3, "list.csv", "зрозуміти кодування", "encoding of the text"),
}


@pytest.mark.parametrize("code", BAD)
def test_a_bad_file_says_what_to_do_in_both_languages_and_saves_nothing(client, july, code):
    data, name, uk, en = BAD[code]
    for prefix, sentence in (("", uk), ("/en", en)):
        response = upload(client, july, data, name, prefix)
        assert response.status_code == 422
        assert sentence in response.content.decode()
    assert (Upload.objects.count(), NameList.objects.count(), VaultKey.objects.count()) == (0, 0, 0)


def test_a_record_that_was_not_read_is_shown_with_its_reason_and_waits_as_a_line(client, july):
    data = 'ПІБ;Рік\n"Шевчук Андрій;1991\nК0валь Іван;1990\nБойко Петро;1989\n'.encode()
    columns = upload(client, july, data)["Location"]
    page = client.get(columns).content.decode()
    assert "не прочитано: 2" in page and "Записи, які не прочитано" in page
    assert "&quot;Шевчук Андрій;1991" in page and "лапки відкрито й не закрито" in page
    assert "К0валь Іван;1990" in page and "є цифри або знаки, яких в іменах не буває" in page
    client.post(columns, {"column0": "name", "column1": "birth_date", "take": "yes"})
    assert list(Line.objects.order_by("number").values_list("number", "state")) == [
        (2, "open"),
        (3, "open"),
        (4, "open"),
    ]


def test_a_line_that_was_not_read_is_entered_by_hand_and_finds_its_candidates(client, july, officer, now):
    person = build_exchanges.captive("Коваль", "Іван", born=date(1990, 3, 5), now=now)
    name_list = build_exchanges.take(july, "К0валь Іван\nБойко Петро", by=officer, now=now)
    line = name_list.lines.get(number=1)
    page = client.get(f"/exchanges/lists/{name_list.pk}/match/1").content.decode()
    assert "Запис не прочитано. Це не схоже на ім’я" in page and "Вписати вручну" in page
    url = f"/exchanges/lists/{name_list.pk}/match/1/write"
    assert "К0валь Іван" in client.get(url).content.decode()
    assert client.post(url, {"q": "К0валь"}).status_code == 422
    assert client.post(url, {"q": "Коваль Іван 05.03.1990"}).status_code == 302
    run_due(HANDLERS, clock=lambda: now)
    line.refresh_from_db()
    read = read_lines(name_list, [line])[0]
    assert (read.raw, read.name.full, read.birth.written, read.refused) == (
        "К0валь Іван",
        "Коваль Іван",
        "1990-03-05",
        "",
    )
    assert [row.person_id for row in line.candidates.all()][:1] == [person.pk]


def test_no_record_is_opened_from_a_line_without_a_name(client, july, officer, now):
    name_list = build_exchanges.take(july, "К0валь Іван\nБойко Петро", by=officer, now=now)
    line = name_list.lines.get(number=1)
    with pytest.raises(Refused, match="Впишіть його вручну"):
        actions.add_new(line, by=officer, now=now)


def test_lines_of_several_sheets_are_counted_on_and_keep_their_place(client, july):
    book = openpyxl.Workbook()
    book.active.title = "Перший"
    for sheet, name in ((book.active, "Шевчук Андрій"), (book.create_sheet("Другий"), "Бойко Петро")):
        sheet.append(["ПІБ"])
        sheet.append([name])
    kept = io.BytesIO()
    book.save(kept)
    client.post(upload(client, july, kept.getvalue(), "list.xlsx")["Location"], {"column0": "name", "take": "yes"})
    name_list = NameList.objects.get()
    lines = read_lines(name_list, list(name_list.lines.order_by("number")))
    assert [(one.number, one.sheet, one.row, one.name.full) for one in lines] == [
        (1, "Перший", 2, "Шевчук Андрій"),
        (2, "Другий", 2, "Бойко Петро"),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.json", '[{"ПІБ": "Шевчук Андрій", "Дата народження": "14.03.1991"}]'.encode()),
        (
            "list.xml",
            '<pfif xmlns="http://zesty.ca/pfif/1.4"><person><person_record_id>a/1</person_record_id>'
            "<full_name>Шевчук Андрій</full_name><date_of_birth>1991-03-14</date_of_birth></person></pfif>".encode(),
        ),
    ],
)
def test_records_of_other_registers_come_in_by_the_same_door(client, july, name, data):
    columns = upload(client, july, data, name)["Location"]
    page = client.get(columns).content.decode()
    chosen = dict(
        re.findall(r'<select name="(column\d+)"[^>]*>(?:(?!</select>).)*?value="(\w+)" selected', page, re.DOTALL)
    )
    client.post(columns, {**chosen, "take": "yes"})
    name_list = NameList.objects.get()
    line = read_lines(name_list, list(name_list.lines.all()))[0]
    assert (line.name.full, line.birth.written) == ("Шевчук Андрій", "1991-03-14")


def test_unsafe_markup_in_a_workbook_is_refused(client, july):
    source = io.BytesIO(as_xlsx())
    kept = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + content
            new.writestr(name, content)
    response = upload(client, july, kept.getvalue(), "list.xlsx")
    assert response.status_code == 422
    assert "небезпечна розмітка" in response.content.decode()


def test_pasted_text_stays_in_the_form_when_it_is_refused(client, july):
    response = client.post(f"/exchanges/{july.pk}/lists/new", {"text": "ПІБ\tДата народження\n"})
    assert response.status_code == 422
    assert "ПІБ\tДата народження" in response.content.decode()
    assert "У файлі немає жодного рядка з людьми." in response.content.decode()


@pytest.mark.parametrize("sent", [{}, {"text": "   "}, {"text": "Шевчук", "file": "both"}])
def test_one_of_file_and_text_is_asked_for(client, july, sent):
    if sent.get("file"):
        sent = {**sent, "file": SimpleUploadedFile("list.csv", as_csv())}
    response = client.post(f"/exchanges/{july.pk}/lists/new", sent)
    assert response.status_code == 422
    assert NameList.objects.count() == 0 and Upload.objects.count() == 0


def test_the_same_file_is_named_and_may_be_meant(client, july):
    mapping = {"column1": "name", "column2": "birth_date", "take": "yes"}
    client.post(upload(client, july, as_csv())["Location"], mapping)
    columns = upload(client, july, as_csv())["Location"]
    response = client.post(columns, mapping)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Цей файл уже додано до цього обміну: список № 1." in page and 'name="is_repeat_meant"' in page
    assert client.post(columns, {**mapping, "asked_repeat": "yes"}).status_code == 422
    client.post(columns, {**mapping, "asked_repeat": "yes", "is_repeat_meant": "on"})
    assert list(NameList.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_what_waits_is_sealed_seen_by_nobody_else_and_thrown_away_when_taken(client, client_for, july, now):
    second = build.account(cast.SECOND_EXCHANGE, now=now)
    actions.assign_officers(july, [second], now=now)
    columns = upload(client, july, as_csv())["Location"]
    waiting = Upload.objects.get()
    assert "Шевчук" not in waiting.content and "0Kj" not in waiting.content
    assert client_for(second).get(columns).status_code == 404
    client.post(columns, {"column1": "name", "take": "yes"})
    assert Upload.objects.count() == 0
    assert VaultKey.objects.get(owner=waiting.owner).wrapped is None
    assert client.get(columns).status_code == 404


def test_a_second_click_on_add_meets_a_page_that_is_gone_and_adds_nothing(client, july):
    columns = upload(client, july, as_csv())["Location"]
    answers = [client.post(columns, {"column1": "name", "take": "yes"}).status_code for _click in range(2)]
    assert (answers, NameList.objects.count()) == ([302, 404], 1)


def test_a_round_in_stages_asks_for_which_day_the_list_is(client, july, officer, now):
    later = actions.add_stage(july, on=date(2024, 7, 19), announced=2, by=officer, now=now)
    columns = upload(client, july, as_csv())["Location"]
    client.post(columns, {"column1": "name", "stage": str(later.pk), "take": "yes"})
    assert NameList.objects.get().stage == later


def test_the_pages_of_a_list_write_nothing_when_they_are_read(client, july, readonly_get):
    columns = upload(client, july, as_csv())["Location"]
    for url in (f"/exchanges/{july.pk}/lists/new", columns):
        assert readonly_get(client, url).status_code == 200


def test_a_stranger_and_a_reader_cannot_add_a_list(july, client_for, now):
    url = f"/exchanges/{july.pk}/lists/new"
    assert Client().post(url, {"text": "Шевчук Андрій"}).status_code == 302
    assert client_for(build.account(cast.REGISTRAR, now=now)).post(url, {"text": "Шевчук Андрій"}).status_code == 404
    assert Upload.objects.count() == 0
