"""Workbooks: sheets, hidden things, formulas, macros, passwords, damage, archives that are unsafe to open."""

import io
import struct
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from dodomu.formats.limits import Limits
from tests.formats.files import OLE, Raw, archive, ods, person, pfif, repacked, sheet_xml, told, xlsx

HEAD = ["№", "ПІБ", "Дата народження"]
ONE = [1, "Коваль Іван", date(1990, 3, 5)]
TWO = [2, "Бойко Петро", "1991"]
BOOK = xlsx(HEAD, ONE, TWO)
READ = ["2 Коваль Іван 1990-03-05", "3 Бойко Петро 1991"]


def test_a_plain_workbook():
    assert told(BOOK, "list.xlsx") == READ
    assert told(ods(HEAD, ONE, TWO), "list.ods") == READ


def test_a_workbook_as_openpyxl_writes_it():
    book = Workbook()
    for row in (["Список"], [], HEAD, ONE, [], TWO):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    assert told(kept.getvalue(), "list.xlsx") == ["4 Коваль Іван 1990-03-05", "6 Бойко Петро 1991"]


def test_the_number_of_a_record_is_the_row_of_the_sheet():
    data = xlsx(None, ["Список звільнених"], None, HEAD, None, ONE, [None], TWO)
    assert told(data, "a.xlsx") == ["6 Коваль Іван 1990-03-05", "8 Бойко Петро 1991"]
    blank = Raw(
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    assert told(ods(HEAD, ONE, blank, TWO), "a.ods") == ["2 Коваль Іван 1990-03-05", "6 Бойко Петро 1991"]


def test_rows_and_cells_without_an_address_follow_each_other():
    sheet = sheet_xml([HEAD, ONE, TWO])
    for row in (1, 2, 3):
        sheet = sheet.replace(f'<row r="{row}"', "<row")
        for letter in "ABC":
            sheet = sheet.replace(f' r="{letter}{row}"', "")
    assert told(xlsx(sheets=[("A", sheet)]), "a.xlsx") == READ


def test_shared_strings_with_rich_text_and_reading_aids():
    strings = [
        "ПІБ",
        "<si><r><t>Ко</t></r><r><t>валь Іван</t></r><rPh><t>ХХХ</t></rPh></si>".removeprefix("<si>").removesuffix(
            "</si>"
        ),
        "Бойко_x000D_ Петро",
    ]
    rows = [
        [Raw('<c AT t="s"><v>0</v></c>')],
        [Raw('<c AT t="s"><v>1</v></c>')],
        [Raw('<c AT t="s"><v>2</v></c>')],
        [Raw('<c AT t="s"><v>99</v></c>')],
    ]
    assert told(xlsx(*rows, strings=strings), "a.xlsx") == ["2 Коваль Іван", "3 Бойко Петро"]


def test_all_sheets_with_a_header_are_read_and_the_others_named():
    data = xlsx(
        sheets=[
            ("Перший", [HEAD, ONE]),
            ("Довідка", [["Контакти"], ["тел. 1"]]),
            ("Другий", [["Прізвище", "Ім'я", "Звання"], ["Бойко", "Петро", "солдат"]]),
            ("Порожній", []),
        ]
    )
    assert told(data, "a.xlsx") == ["+sheet_skipped", "Перший:2 Коваль Іван 1990-03-05", "Другий:2 Бойко Петро"]
    data = ods(
        sheets=[
            ("Перший", [HEAD, ONE]),
            ("Довідка", [["Контакти"]]),
            ("Другий", [["ПІБ", "ДН"], ["Бойко Петро", "1991"]]),
        ]
    )
    assert told(data, "a.ods") == ["+sheet_skipped", "Перший:2 Коваль Іван 1990-03-05", "Другий:2 Бойко Петро 1991"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_said(state):
    data = xlsx(sheets=[("Список", [HEAD, ONE]), ("Чернетка", [HEAD, TWO])], states=("", state))
    assert told(data, "a.xlsx") == ["+hidden_sheet", "Список:2 Коваль Іван 1990-03-05", "Чернетка:2 Бойко Петро 1991"]


def test_a_hidden_sheet_of_an_open_document_is_read_and_said():
    data = ods(sheets=[("Список", [HEAD, ONE]), ("Чернетка", [HEAD, TWO])], hidden=("Чернетка",))
    assert told(data, "a.ods") == ["+hidden_sheet", "Список:2 Коваль Іван 1990-03-05", "Чернетка:2 Бойко Петро 1991"]


def test_a_hidden_row_is_read_with_a_warning():
    assert told(xlsx(HEAD, ONE, TWO, hidden_rows=(3,)), "a.xlsx") == [READ[0], READ[1] + " +hidden_row"]
    unseen = Raw(
        '<table:table-row table:visibility="collapse"><table:table-cell/><table:table-cell office:value-type="string"><text:p>Бойко Петро</text:p></table:table-cell></table:table-row>'
    )
    assert told(ods(HEAD, ONE, unseen), "a.ods") == [READ[0], "3 Бойко Петро +hidden_row"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<c AT><f>B1&amp;C1</f><v></v></c>", "2 !formula_without_value"),
        ("<c AT><f>B1&amp;C1</f><v/></c>", "2 !formula_without_value"),
        ("<c AT><f>B1&amp;C1</f></c>", "2 !formula_without_value"),
        ('<c AT t="e"><f>B1&amp;C1</f><v>#REF!</v></c>', "2 !formula_without_value"),
        ('<c AT t="str"><f>B1&amp;C1</f><v>Коваль Іван</v></c>', "2 Коваль Іван"),
        ('<c AT t="str"><f>"Ковал"&amp;"ь"</f><v>Коваль</v></c>', "2 Коваль"),
        ('<c AT t="b"><v>1</v></c>', "2 !bad_name"),
        ("<c AT><v>12345</v></c>", "2 !bad_name"),
        ('<c AT t="e"><v>#N/A</v></c>', "2 !bad_name"),
    ],
)
def test_formulas_and_other_values_in_a_name(cell, said):
    assert told(xlsx(["ПІБ", "Звання"], [Raw(cell), "солдат"]), "a.xlsx") == [said]


def test_a_formula_without_value_elsewhere_costs_nobody():
    data = xlsx(["ПІБ", "Дата народження", "Звання"], ["Коваль Іван", Raw("<c AT><f>TODAY()</f></c>"), "солдат"])
    assert told(data, "a.xlsx") == ["2 Коваль Іван +formula_without_value"]
    formula = Raw('<table:table-cell table:formula="of:=[.A1]"/>')
    assert told(ods(["ПІБ", "Звання"], [formula, "солдат"], ["Бойко Петро", formula]), "a.ods") == [
        "2 !formula_without_value",
        "3 Бойко Петро +formula_without_value",
    ]


def test_formulas_as_openpyxl_writes_them_have_no_value():
    book = Workbook()
    for row in (["ПІБ", "Звання"], ['="Коваль "&"Іван"', "солдат"], ["Бойко Петро", "=A1"]):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    assert told(kept.getvalue(), "a.xlsx") == ["2 !formula_without_value", "3 Бойко Петро +formula_without_value"]


def test_cells_beyond_the_header_of_a_sheet_are_a_remark():
    assert told(xlsx(["ПІБ"], ["Коваль Іван", "", "поранений"]), "a.xlsx") == ["2 Коваль Іван +too_many_cells"]


def test_totals_titles_and_signatures_of_a_staff_table():
    rows = [
        ["ЗАТВЕРДЖУЮ"],
        ["СПИСОК особового складу 1 роти"],
        HEAD,
        [1, 2, 3],
        ["1 взвод"],
        ONE,
        ["2 взвод"],
        TWO,
        ["", "Всього: 2"],
        [],
        ["Командир роти капітан _____ Іван ПЕТРЕНКО"],
    ]
    assert told(xlsx(*rows), "a.xlsx") == [
        "4 !not_a_person",
        "5 !not_a_person",
        "6 Коваль Іван 1990-03-05",
        "7 !not_a_person",
        "8 Бойко Петро 1991",
        "9 !not_a_person",
        "11 !not_a_person",
    ]


def test_text_over_several_lines_and_blanks_of_an_open_document():
    name = Raw(
        '<table:table-cell office:value-type="string"><office:annotation><text:p>примітка</text:p></office:annotation><text:p>Коваль<text:s text:c="3"/><text:span>Іван</text:span></text:p><text:p>Петрович</text:p></table:table-cell>'
    )
    assert told(ods(["ПІБ"], [name]), "a.ods") == ["2 Коваль Іван Петрович"]


def test_repeated_rows_of_an_open_document_are_as_many_people_and_not_more_than_may_be():
    repeated = '<table:table-row table:number-rows-repeated="{}"><table:table-cell office:value-type="string"><text:p>Коваль Іван</text:p></table:table-cell></table:table-row>'
    assert told(ods(["ПІБ"], Raw(repeated.format(2))), "a.ods") == ["2 Коваль Іван", "3 Коваль Іван +duplicate_line"]
    assert told(ods(["ПІБ"], Raw(repeated.format(1_000_000_000))), "a.ods") == ["!too_many_rows"]


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx", "a"])
def test_macros_are_left_alone_and_said(name):
    data = xlsx(HEAD, ONE, extra=[("xl/vbaProject.bin", OLE + b"x" * 100)])
    assert told(data, name) == ["+macros_ignored", READ[0]]


def test_a_workbook_with_macros_under_its_own_name_and_under_a_plain_one():
    data = xlsx(HEAD, ONE, extra=[("xl/vbaProject.bin", b"x")], macro=True)
    assert told(data, "a.xlsm") == ["+macros_ignored", READ[0]]
    assert told(data, "a.xlsx") == ["!macros_not_allowed"]


def test_macros_of_an_open_document_are_left_alone_and_said():
    data = repacked(ods(HEAD, ONE), [("Basic/Standard/Module1.xml", "<a/>")])
    assert told(data, "a.ods") == ["+macros_ignored", READ[0]]


def encrypted_entry(data):
    """The same archive with the mark of a password on every entry."""
    marked = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(sign)
        while place >= 0:
            marked[place + at] |= 1
            place = marked.find(sign, place + 4)
    return bytes(marked)


REFUSED = {
    "an old workbook": (OLE + b"\x00" * 600, "a.xls", "old_xls"),
    "an old workbook under a new name": (OLE + b"Workbook".decode().encode("utf-16-le") * 9, "a.xlsx", "old_xls"),
    "an old workbook under the name of a text": (OLE + "Workbook".encode("utf-16-le") * 9, "a.csv", "type_mismatch"),
    "the oldest workbook": (b"\x09\x08\x10\x00\x00\x06" + b"\x00" * 100, "a.xls", "old_xls"),
    "a workbook behind a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "encrypted_workbook"),
    "an open document behind a password": (ods(HEAD, ONE, encrypted=True), "a.ods", "encrypted_workbook"),
    "an archive behind a password": (encrypted_entry(BOOK), "a.xlsx", "encrypted_workbook"),
    "a letter of Word": (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "not_a_table"),
    "a letter of Word under another name": (OLE + "WordDocument".encode("utf-16-le"), "a.xls", "type_mismatch"),
    "half a workbook": (BOOK[: len(BOOK) // 2], "a.xlsx", "broken_workbook"),
    "the first bytes of a workbook": (BOOK[:30], "a.xlsx", "broken_workbook"),
    "a workbook without its sheet": (repacked(BOOK, without=["xl/worksheets/sheet1.xml"]), "a.xlsx", "broken_workbook"),
    "a workbook without its links": (repacked(BOOK, without=["xl/_rels/workbook.xml.rels"]), "a.xlsx", "broken_workbook"),
    "a workbook without a book": (repacked(BOOK, without=["xl/workbook.xml"]), "a.xlsx", "broken_workbook"),
    "a sheet cut off": (repacked(BOOK, [("xl/worksheets/sheet1.xml", sheet_xml([HEAD, ONE])[:-30])]), "a.xlsx", "broken_workbook"),
    "an open document cut off": (repacked(ods(HEAD, ONE), [("content.xml", "<a><b>")]), "a.ods", "broken_workbook"),
    "random bytes under the name of a workbook": (bytes(range(1, 256)) * 20, "a.xlsx", "broken_workbook"),
    "an empty archive": (archive([]), "a.xlsx", "broken_workbook"),
    "an archive of something else": (archive([("a.txt", "x")]), "a.xlsx", "broken_workbook"),
    "an archive under its own name": (archive([("a.csv", "ПІБ\nКоваль Іван\n")]), "a.zip", "not_a_table"),
    "a letter of a newer Word": (archive([("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>")]), "a.docx", "not_a_table"),
    "a letter under the name of a workbook": (archive([("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>")]), "a.xlsx", "type_mismatch"),
    "an open letter": (ods(HEAD, ONE, mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "not_a_table"),
    "a workbook under the name of a text": (BOOK, "a.csv", "type_mismatch"),
    "a workbook under the name of an old one": (BOOK, "a.xls", "type_mismatch"),
    "a workbook under the name of an open document": (BOOK, "a.ods", "type_mismatch"),
    "an open document under the name of a workbook": (ods(HEAD, ONE), "a.xlsx", "type_mismatch"),
    "a text under the name of a workbook": ("ПІБ;Звання\nКоваль Іван;солдат\n".encode(), "a.xlsx", "type_mismatch"),
    "a text under the name of an old workbook": ("ПІБ;Звання\nКоваль Іван;солдат\n".encode(), "a.xls", "type_mismatch"),
    "a page under the name of an old workbook": (b"<html><body><table><tr><td>x</td></tr></table></body></html>", "a.xls", "type_mismatch"),
    "a page under the name of a text": (b"<!DOCTYPE html><html></html>", "a.csv", "type_mismatch"),
    "a page": (b"<!DOCTYPE html><html></html>", "a.html", "not_a_table"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.pdf", "not_a_table"),
    "a PDF under the name of a text": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.csv", "type_mismatch"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.png", "not_a_table"),
    "a picture under the name of a workbook": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.xlsx", "type_mismatch"),
    "a photograph under the name of a text": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.csv", "type_mismatch"),
    "rich text": (b"{\\rtf1 x}", "a.rtf", "not_a_table"),
    "a packed text": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "a.csv", "type_mismatch"),
    "a program": (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 40, "a.bin", "not_a_table"),
    "random bytes": (bytes(range(256)) * 4, "a.csv", "not_a_table"),
    "JSON under the name of a text": (b'[{"name": "Koval Ivan"}]', "a.csv", "type_mismatch"),
    "PFIF under the name of a text": (pfif(person(1, "Коваль Іван")), "a.csv", "type_mismatch"),
    "no sheet with a header": (xlsx(["Коваль Іван", "солдат"], ["Бойко Петро", "матрос"]), "a.xlsx", "no_header"),
    "a header and nothing below": (xlsx(HEAD), "a.xlsx", "no_rows"),
    "an empty workbook": (xlsx(), "a.xlsx", "empty_file"),
    "one head twice": (xlsx(["ПІБ", "Звання", "звання"], ["Коваль Іван", "", ""]), "a.xlsx", "duplicate_header"),
    "a document type in a sheet": (repacked(BOOK, [("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>')]), "a.xlsx", "unsafe_xml"),
    "a document type in the strings": (repacked(xlsx(HEAD, ONE, strings=["x"]), [("xl/sharedStrings.xml", "<!DOCTYPE a><sst/>")]), "a.xlsx", "unsafe_xml"),
    "an entity in an open document": (repacked(ods(HEAD), [("content.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')]), "a.ods", "unsafe_xml"),
    "markup a thousand deep": (repacked(BOOK, [("xl/worksheets/sheet1.xml", "<a>" * 1000 + "</a>" * 1000)]), "a.xlsx", "unsafe_xml"),
    "a path upwards": (repacked(BOOK, [("../evil.txt", b"x")]), "a.xlsx", "unsafe_archive"),
    "a path upwards with the other stroke": (repacked(BOOK, [("xl\\..\\..\\evil.txt", b"x")]), "a.xlsx", "unsafe_archive"),
    "an absolute path": (repacked(BOOK, [("/etc/evil", b"x")]), "a.xlsx", "unsafe_archive"),
    "a path with a drive": (repacked(BOOK, [("C:\\evil", b"x")]), "a.xlsx", "unsafe_archive"),
    "zeros beyond a hundred to one": (repacked(BOOK, [("xl/media/a.bin", b"\x00" * 30_000_000)]), "a.xlsx", "zip_bomb"),
    "a bomb inside a nested archive": (repacked(BOOK, [("xl/embeddings/a.zip", archive([("b", b"\x00" * 20_000_000)]))]), "a.xlsx", "zip_bomb"),
    "too many entries": (archive([(f"a{n}", b"") for n in range(1001)]), "a.xlsx", "zip_bomb"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused_with_its_own_code(case):
    data, name, code = REFUSED[case]
    assert told(data, name) == [f"!{code}"]


def linked(data):
    """The same archive with a link to another place in it."""
    kept = io.BytesIO(data)
    with zipfile.ZipFile(kept, "a") as target:
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "/etc/passwd")
    return kept.getvalue()


def test_a_link_in_an_archive_is_unsafe():
    assert told(linked(BOOK), "a.xlsx") == ["!unsafe_archive"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_unsafe():
    kept = io.BytesIO(BOOK)
    with zipfile.ZipFile(kept, "a") as target:
        target.writestr("xl/workbook.xml", "<other/>")
    assert told(kept.getvalue(), "a.xlsx") == ["!unsafe_archive"]


def test_an_entry_that_holds_more_than_it_says_is_a_bomb():
    sheet = sheet_xml([HEAD, ONE]).replace("</sheetData>", " " * 9_000_000 + "</sheetData>")
    data = bytearray(repacked(BOOK, [("xl/worksheets/sheet1.xml", sheet)]))
    true = struct.pack("<I", len(sheet.encode()))
    said = data.replace(true, struct.pack("<I", 500))
    assert said != data
    assert told(bytes(said), "a.xlsx") == ["!zip_bomb"]


def test_a_checksum_that_is_wrong_is_damage():
    data = bytearray(xlsx(HEAD, ONE, stored=True))
    data[data.find("Коваль".encode())] ^= 1
    assert told(bytes(data), "a.xlsx") == ["!broken_workbook"]


def test_a_sheet_whose_last_cell_is_very_far_away_takes_no_memory():
    far = sheet_xml([HEAD, ONE]).replace(
        "</sheetData>", '<row r="1048576"><c r="A1048576"><v></v></c></row></sheetData>'
    )
    assert told(xlsx(sheets=[("A", far)]), "a.xlsx") == [READ[0]]
    wide = sheet_xml([HEAD, ONE]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert told(xlsx(sheets=[("A", wide)]), "a.xlsx") == ["!too_many_columns"]


def test_external_links_lead_nowhere():
    rels = '<Relationship Id="rId9" Type="x/hyperlink" Target="http://192.0.2.1/x" TargetMode="External"/>'
    data = repacked(
        BOOK,
        [
            ("xl/externalLinks/externalLink1.xml", "<a/>"),
            ("xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{rels}</Relationships>"),
        ],
    )
    assert told(data, "a.xlsx") == READ


def test_prefixes_and_strict_namespaces_are_read_alike():
    sheet = sheet_xml([HEAD, ONE, TWO])
    for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        sheet = (
            sheet.replace(f"<{tag} ", f"<x:{tag} ")
            .replace(f"<{tag}>", f"<x:{tag}>")
            .replace(f"</{tag}>", f"</x:{tag}>")
        )
    sheet = sheet.replace("xmlns=", "xmlns:x=")
    assert told(xlsx(sheets=[("A", sheet)]), "a.xlsx") == READ


@pytest.mark.parametrize(("count", "said"), [(999, READ), (1000, READ), (1001, ["!zip_bomb"])])
def test_as_many_entries_as_may_be(count, said):
    own = len(zipfile.ZipFile(io.BytesIO(BOOK)).namelist())
    assert told(repacked(BOOK, [(f"xl/media/{n}", b"") for n in range(count - own)]), "a.xlsx") == said


@pytest.mark.parametrize(("more", "said"), [(-1, READ), (0, READ), (1, ["!zip_bomb"])])
def test_unpacked_as_large_as_may_be(more, said):
    size = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(BOOK)).infolist())
    data = repacked(BOOK, [("xl/media/pad.bin", bytes(range(256)) * 40)])
    assert told(data, "a.xlsx", limits=Limits(unpacked=size + 256 * 40 - more)) == said


@pytest.mark.parametrize(("factor", "said"), [(0.98, READ), (1.02, ["!zip_bomb"])])
def test_packed_as_tightly_as_may_be(factor, said):
    low, high = 0, 3_000_000
    for _step in range(14):  # the size of zeros at which the whole is packed a hundred to one
        middle = (low + high) // 2
        data = repacked(BOOK, [("xl/media/pad.bin", b"\x00" * middle)])
        total = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
        low, high = (middle, high) if total <= 100 * len(data) else (low, middle)
    assert told(repacked(BOOK, [("xl/media/pad.bin", b"\x00" * int(low * factor))]), "a.xlsx") == said
