import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dodomu.formats.errors import Unreadable
from dodomu.formats.limits import Limits
from dodomu.formats.tables import read, read_paste
from tests.formats.files import xlsx

TEXT = "№;ПІБ;Дата народження\n1;Їжаченко Ґалаґан;14.03.1991\n2;Щур’єв Іван;1990\n"


def workbook(*rows, hidden=()):
    book = Workbook()
    sheet = book.active
    sheet.title = "Список"
    for row in rows:
        sheet.append(row)
    for name, cells in hidden:
        other = book.create_sheet(name)
        other.append(cells)
        other.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def repacked(data, **changed):
    """The same archive with some entries added or put in the place of others."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in old.infolist():
            if entry.filename not in changed:
                target.writestr(entry.filename, old.read(entry.filename))
        for name, content in changed.items():
            target.writestr(name, content)
    return new.getvalue()


def refusal_of(data, **arguments):
    with pytest.raises(Unreadable) as refused:
        read(data, **arguments)
    assert refused.value.text.uk and refused.value.text.en
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_file_is_read_in_any_encoding_people_save_in(encoding):
    table = read(TEXT.replace("’", "'").encode(encoding))
    assert [row.cells for row in table.rows] == [["1", "Їжаченко Ґалаґан", "14.03.1991"], ["2", "Щур'єв Іван", "1990"]]


@pytest.mark.parametrize("encoding", ["koi8-u", "cp866", "utf-16-le"])
def test_old_encodings_are_told_apart(encoding):
    table = read("ФИО;Звание\nКоваленко Иван Петрович;солдат\nБондарь Олег;матрос\n".encode(encoding))
    assert table.encoding == encoding
    assert table.rows[0].cells == ["Коваленко Иван Петрович", "солдат"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_told(delimiter):
    table = read(TEXT.replace(";", delimiter).encode())
    assert (table.delimiter, table.header) == (delimiter, ["№", "ПІБ", "Дата народження"])


def test_rows_keep_the_number_a_person_sees_and_the_text_as_received():
    table = read('Список на обмін\n\nПІБ,Примітка\n"Коваль, Іван","дві\nстрічки"\n\nБойко Петро,\n'.encode())
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["Коваль, Іван", "дві\nстрічки"]),
        (4, ["Бойко Петро", ""]),
    ]
    assert table.rows[0].raw == '"Коваль, Іван","дві\nстрічки"'


def test_a_line_that_tells_the_delimiter_is_obeyed():
    table = read("sep=|\nПІБ|Звання\nКоваль, Іван|солдат\n".encode())
    assert table.rows[0].cells == ["Коваль, Іван", "солдат"]


def test_ragged_rows_are_filled_and_their_cells_in_doubt():
    table = read("ПІБ;Звання\nКоваль Іван\nБойко Петро;матрос;зайве\nГнатюк Олег;матрос;\n".encode())
    assert [row.cells for row in table.rows] == [
        ["Коваль Іван", ""],
        ["Бойко Петро", "матрос", "зайве"],
        ["Гнатюк Олег", "матрос"],
    ]
    assert [row.refused for row in table.rows] == ["truncated_row", "too_many_cells", ""]


def test_a_workbook_gives_whole_numbers_and_iso_dates():
    table = read(
        workbook(["№", "ПІБ", "Дата народження"], [1, "Коваль Іван", date(1990, 7, 5)], [], [2.0, "Бойко", 33059])
    )
    assert table.kind == "xlsx"
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["1", "Коваль Іван", "1990-07-05"]),
        (4, ["2", "Бойко", "33059"]),
    ]


def test_a_hidden_sheet_is_read_and_said():
    table = read(workbook(["ПІБ"], ["Коваль Іван"], hidden=[("Чернетка", ["ПІБ"])]))
    assert [(w.code, w.text.en) for w in table.warnings] == [
        ("hidden_sheet", "The sheet “Чернетка” is hidden; it was read.")
    ]


def test_an_open_document_is_read():
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="A">'
        + "".join(
            f'<table:table-row><table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell></table:table-row>'
            for cell in ("ПІБ", "Коваль Іван")
        )
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    table = read(data.getvalue())
    assert (table.kind, table.header, [row.cells for row in table.rows]) == ("ods", ["ПІБ"], [["Коваль Іван"]])


def test_what_is_no_list_is_refused_with_its_own_code():
    book = workbook(["ПІБ"], ["Коваль Іван"])
    assert refusal_of(b"") == "empty_file"
    assert refusal_of(b"\xef\xbb\xbf \r\n") == "empty_file"
    assert refusal_of("ПІБ;Звання\n".encode()) == "no_rows"
    assert refusal_of(b"%PDF-1.7 ...") == "not_a_table"
    assert refusal_of(b"\x89PNG\r\n\x1a\n....") == "not_a_table"
    assert refusal_of(b"abc\x00\xff\xfe\x01 def ghi jkl mno pqr stu vwx yz") == "not_a_table"
    assert refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600) == "old_xls"
    assert (
        refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == "encrypted_workbook"
    )
    assert refusal_of(book[: len(book) // 2]) == "broken_workbook"
    assert refusal_of(TEXT.encode(), filename="список.xlsx") == "type_mismatch"
    assert refusal_of(book, filename="список.csv") == "type_mismatch"
    assert refusal_of(bytes(range(128, 256)) * 3) == "encoding_unclear"


def test_an_unsafe_archive_is_not_opened():
    book = workbook(["ПІБ"], ["Коваль Іван"])
    assert refusal_of(repacked(book, **{"xl/bomb.bin": b"\x00" * 30_000_000})) == "zip_bomb"
    assert refusal_of(repacked(book, **{"../evil.txt": b"x"})) == "unsafe_archive"
    assert refusal_of(repacked(book, **{"xl/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})) == "unsafe_xml"
    assert [w.code for w in read(repacked(book, **{"xl/vbaProject.bin": b"x"})).warnings] == ["macros_ignored"]


def test_limits_hold_at_their_edge():
    limits = Limits(upload=2_000, rows=3, columns=4, cell=20)
    row = "Коваль Іван;солдат\n"
    assert len(read(("ПІБ;Звання\n" + row * 3).encode(), limits=limits).rows) == 3
    assert refusal_of(("ПІБ;Звання\n" + row * 4).encode(), limits=limits) == "too_many_rows"
    assert refusal_of(("ПІБ;a;b;c;d\n" + row).encode(), limits=limits) == "too_many_columns"
    assert refusal_of(b"a" * 2_001, limits=limits) == "bad_request"
    table = read(("ПІБ\n" + "к" * 21 + "\n").encode(), limits=limits)
    assert (table.rows[0].cells, table.rows[0].refused) == (["к" * 20], "cell_too_long")


def test_pasted_text_is_read_numbered_bulleted_or_in_cells():
    assert [row.cells for row in read_paste("1. Коваль Іван\n\n 2) Бойко Петро\n• Гнатюк Олег\n4 Мороз Ян\n").rows] == [
        ["Коваль Іван"],
        ["Бойко Петро"],
        ["Гнатюк Олег"],
        ["Мороз Ян"],
    ]
    table = read_paste("ПІБ\tЗвання\nКоваль Іван\tсолдат\n")
    assert (table.header, [(row.number, row.cells, row.raw) for row in table.rows]) == (
        ["ПІБ", "Звання"],
        [(1, ["Коваль Іван", "солдат"], "Коваль Іван\tсолдат")],
    )


def test_a_date_at_the_start_of_a_pasted_line_is_no_number():
    assert read_paste("14.03.1991 Коваль Іван").rows[0].cells == ["14.03.1991 Коваль Іван"]


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))))
def test_no_bytes_bring_anything_but_a_table_or_a_refusal(data):
    try:
        table = read(data)
    except Unreadable as refused:
        assert refused.text.uk
    else:
        assert table.rows


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_damaged_workbooks_bring_a_table_or_a_refusal(data):
    book = bytearray(xlsx(["ПІБ", "Дата"], ["Коваль Іван", "1990"]))
    for _ in range(data.draw(st.integers(1, 6))):
        book[data.draw(st.integers(0, len(book) - 1))] = data.draw(st.integers(0, 255))
    try:
        table = read(bytes(book))
    except Unreadable as refused:
        assert refused.text.en
    else:
        assert table.rows


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_no_paste_brings_anything_but_a_table_or_a_refusal(text):
    try:
        table = read_paste(text)
    except Unreadable as refused:
        assert refused.code in {"empty_file", "no_rows", "too_many_columns"}
    else:
        assert table.rows
