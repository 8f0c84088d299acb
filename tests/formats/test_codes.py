"""Every code of the list contract is said by a file made here, on the level that the contract gives it."""

import pytest

from dodomu.formats.codes import CODES
from dodomu.formats.limits import Limits
from dodomu.formats.verdict import judge
from tests.formats.files import OLE, TODAY, Raw, archive, as_json, ods, person, pfif, repacked, sheet_xml, told, xlsx

HEAD = ["ПІБ", "Дата народження", "Примітка"]
ONE = ["Коваль Іван", "05.03.1990", "x"]
BOOK = xlsx(HEAD, ONE)
PERSON = person(1, "Коваль Іван")


def table(*rows, sign=";"):
    """A list as text below the usual header."""
    return "\n".join([sign.join(HEAD), *rows, ""]).encode()


FILE = {
    "empty_file": (b" \n", "a.csv"),
    "no_rows": (table(), "a.csv"),
    "no_header": (b"a;b\n1;2\n", "a.csv"),
    "not_a_table": (b"%PDF-1.7", "a.pdf"),
    "duplicate_header": ("ПІБ;ПІБ\nа;б\n".encode(), "a.csv"),
    "too_many_columns": (("ПІБ;" + ";".join(map(str, range(200))) + "\nа\n").encode(), "a.csv"),
    "too_many_rows": (("ПІБ\n" + "Коваль Іван\n" * 100_001).encode(), "a.csv"),
    "encoding_unclear": (bytes(range(128, 256)) * 3, "a.csv"),
    "type_mismatch": (BOOK, "a.csv"),
    "broken_workbook": (BOOK[: len(BOOK) // 2], "a.xlsx"),
    "encrypted_workbook": (OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"), "a.xlsx"),
    "old_xls": (OLE + b"\x00" * 512 + "Workbook".encode("utf-16-le"), "a.xls"),
    "macros_not_allowed": (xlsx(HEAD, ONE, macro=True, extra=[("xl/vbaProject.bin", b"x")]), "a.xlsx"),
    "zip_bomb": (repacked(BOOK, [("xl/media/a.bin", b"\x00" * 30_000_000)]), "a.xlsx"),
    "unsafe_archive": (repacked(BOOK, [("../a", b"x")]), "a.xlsx"),
    "unsafe_xml": (pfif(PERSON, before="<!DOCTYPE a>"), "a.xml"),
    "broken_xml": (pfif(PERSON)[:-9], "a.xml"),
    "unsupported_version": (pfif(PERSON, version="1.3"), "a.xml"),
    "bad_json": (b"[{]", "a.json"),
    "bad_request": (b'{"error": "x"}', "a.json"),
}

RECORD = {
    "no_name": (table(";1990;"), "a.csv"),
    "bad_name": (table("К0валь;1990;"), "a.csv"),
    "name_too_long": (table("К" * 201 + ";1990;"), "a.csv"),
    "several_people": (table("Коваль Іван та Бойко Петро;;"), "a.csv"),
    "mojibake": (table("?????? ????;1990;"), "a.csv"),
    "control_characters": (table("Ков\x07аль Іван;1990;"), "a.csv"),
    "bad_encoding": (table("Коваль Іван;1990;") + b"\xd0\xff;;\n", "a.csv"),
    "truncated_row": (table("Коваль Іван;1990"), "a.csv"),
    "unclosed_quote": (table('"Коваль Іван;1990;'), "a.csv"),
    "too_many_cells": (table("Коваль;Іван;1990;x"), "a.csv"),
    "cell_too_long": (table("Коваль Іван;1990;" + "x" * 10_001), "a.csv"),
    "no_record_id": (pfif({"full_name": "Коваль Іван"}), "a.xml"),
    "duplicate_id": (pfif(PERSON, PERSON), "a.xml"),
    "formula_without_value": (xlsx(HEAD, [Raw("<c AT><f>A1</f></c>"), "1990"]), "a.xlsx"),
    "not_a_person": (table("Коваль Іван;1990;", "Всього: 1;;"), "a.csv"),
}

WARNING = {
    "mojibake": (table("Коваль Іван;1990;Ð¿Ð¾??Ð°Ð½"), "a.csv"),
    "control_characters": (table("Коваль Іван;1990;a\x07b"), "a.csv"),
    "mojibake_repaired": (table("РљРѕРІР°Р»СЊ Р†РІР°РЅ;1990;"), "a.csv"),
    "mixed_script": (table("Кoваль Іван;1990;"), "a.csv"),
    "bidi_control": (table("\u202eКоваль Іван;1990;"), "a.csv"),
    "invisible_characters": (table("Ков\u200bаль Іван;1990;"), "a.csv"),
    "bad_url": (pfif({**PERSON, "photo_url": "javascript:x"}), "a.xml"),
    "formula_without_value": (xlsx(HEAD, ["Коваль Іван", Raw("<c AT><f>A1</f></c>")]), "a.xlsx"),
    "bad_date": (table("Коваль Іван;31.02.1990;"), "a.csv"),
    "ambiguous_date": (table("Коваль Іван;05/07/1990;"), "a.csv"),
    "dates_conflict": (table("Коваль Іван 1991 р.н.;05.03.1990;"), "a.csv"),
    "duplicate_line": (table("Коваль Іван;1990;", "Коваль Іван;1990;"), "a.csv"),
    "hidden_row": (xlsx(HEAD, ONE, hidden_rows=(2,)), "a.xlsx"),
    "too_many_cells": (xlsx(HEAD, [*ONE, "y"]), "a.xlsx"),
    "bad_encoding": (table("Коваль Іван;1990;по\ufffdанений"), "a.csv"),
}

ON_THE_FILE = {
    "hidden_sheet": (xlsx(sheets=[("А", [HEAD, ONE]), ("Б", [HEAD])], states=("", "hidden")), "a.xlsx"),
    "sheet_skipped": (xlsx(sheets=[("А", [HEAD, ONE]), ("Б", [["x"]])]), "a.xlsx"),
    "macros_ignored": (xlsx(HEAD, ONE, macro=True, extra=[("xl/vbaProject.bin", b"x")]), "a.xlsm"),
}


def read(data, name):
    return judge(data, filename=name, latest=TODAY)


@pytest.mark.parametrize("code", FILE)
def test_a_file_is_refused_for_it(code):
    found = read(*FILE[code])
    assert (found.code, found.records) == (code, [])
    assert found.text.uk and found.text.en
    assert CODES[code].level == "file"


@pytest.mark.parametrize("code", RECORD)
def test_a_record_is_refused_for_it_and_no_other_with_it(code):
    data, name = RECORD[code]
    found = read(data, name)
    assert found.is_accepted
    assert [one.refused for one in found.records if one.refused] == [code]
    assert CODES[code].level in ("record", "nobody")


@pytest.mark.parametrize("code", WARNING)
def test_a_record_is_accepted_with_it_as_a_warning(code):
    found = read(*WARNING[code])
    assert [one.refused for one in found.records] == [""] * len(found.records)
    assert {warned for one in found.records for warned in one.codes} == {code}
    assert all(one.name == "Коваль Іван" for one in found.records)
    assert CODES[code].level in ("record", "warning")


@pytest.mark.parametrize("code", ON_THE_FILE)
def test_it_stands_on_the_file_and_costs_nobody(code):
    found = read(*ON_THE_FILE[code])
    assert [warning.code for warning in found.warnings] == [code]
    assert [one.refused for one in found.records] == [""]
    assert CODES[code].level == "note"


def test_there_is_a_file_for_every_code_on_its_hardest_level():
    assert set(FILE) == {code for code, one in CODES.items() if one.level == "file"}
    assert set(RECORD) == {code for code, one in CODES.items() if one.level in ("record", "nobody")}
    assert set(ON_THE_FILE) == {code for code, one in CODES.items() if one.level == "note"}
    assert set(CODES) == {*FILE, *RECORD, *WARNING, *ON_THE_FILE}


CODES_OF_THE_CONTRACT = """
    empty_file no_rows no_header not_a_table duplicate_header too_many_columns too_many_rows too_many_cells truncated_row
    unclosed_quote cell_too_long encoding_unclear bad_encoding control_characters mojibake mojibake_repaired mixed_script
    bidi_control invisible_characters type_mismatch broken_workbook encrypted_workbook old_xls macros_ignored
    macros_not_allowed zip_bomb unsafe_archive unsafe_xml broken_xml unsupported_version duplicate_id no_record_id bad_url
    bad_json bad_request bad_name name_too_long no_name several_people not_a_person formula_without_value bad_date
    ambiguous_date dates_conflict duplicate_line hidden_row hidden_sheet sheet_skipped
""".split()


def test_the_codes_are_those_of_the_contract():
    assert sorted(CODES) == sorted(CODES_OF_THE_CONTRACT)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_damage_of_one_cell_beside_the_name_loses_nobody(ending):
    rows = [
        HEAD,
        *(["Коваль Іван", bad, bad] for bad in ("31.02.1990", "#REF!", "Ð¿Ð¾??Ð°Ð½", "😀", "x" * 10_000, "=1+1")),
    ]
    data = (xlsx if ending == "xlsx" else ods)(*rows)
    assert [one.refused for one in read(data, f"a.{ending}").records] == [""] * 6


def test_records_are_numbered_as_the_contract_says():
    above = "Список\n\nsep\n\n"
    assert told(above + 'ПІБ;x\n\n"Коваль\nІван";1\n\nБойко Петро;2\n') == ["3 Коваль Іван", "5 Бойко Петро"]
    assert told(xlsx(["Список"], None, ["ПІБ"], None, ["Коваль Іван"]), "a.xlsx") == ["5 Коваль Іван"]
    assert told(as_json([{"name": "Коваль Іван"}]), "a.json") == ["1 Коваль Іван"]
    assert told("\n\nКоваль Іван\n\nБойко Петро", kind="paste") == ["1 Коваль Іван", "2 Бойко Петро"]


def test_a_limit_that_is_broken_says_its_own_code():
    small = Limits(
        upload=300_000, unpacked=20_000, entries=9, rows=2, columns=3, cell=20, name=12, json_depth=3, xml_depth=3
    )
    deep = "<x>" * 3 + "</x>" * 3
    said = {
        "upload": told(b"x" * 300_001, limits=small),
        "unpacked": told(repacked(BOOK, [("a", bytes(range(256)) * 80)]), "a.xlsx", limits=small),
        "entries": told(repacked(BOOK, [(str(n), b"") for n in range(9)]), "a.xlsx", limits=small),
        "rows": told(table("а;;", "б;;", "в;;"), limits=small),
        "columns": told("ПІБ;1;2;3\nКоваль;;;\n", limits=small),
        "cell": told(table("Коваль;1990;" + "x" * 21), limits=small),
        "name": told(table("Коваль Олександр;1990;"), limits=small),
        "json_depth": told(as_json([{"name": "Коваль", "x": [[1]]}]), "a.json", limits=small),
        "xml_depth": told(pfif(deep, PERSON), "a.xml", limits=small),
    }
    assert said == {
        "upload": ["!bad_request"],
        "unpacked": ["!zip_bomb"],
        "entries": ["!zip_bomb"],
        "rows": ["!too_many_rows"],
        "columns": ["!too_many_columns"],
        "cell": ["2 !cell_too_long"],
        "name": ["2 !name_too_long"],
        "json_depth": ["!bad_json"],
        "xml_depth": ["!unsafe_xml"],
    }


def test_markup_of_a_sheet_is_held_to_its_depth_as_well():
    deep = sheet_xml([HEAD, ONE]).replace("</sheetData>", "</sheetData>" + "<x>" * 70 + "</x>" * 70)
    assert told(repacked(BOOK, [("xl/worksheets/sheet1.xml", deep)]), "a.xlsx") == ["!unsafe_xml"]
    assert told(archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a>" * 70)]), "a.ods") == ["!unsafe_xml"]  # fmt: skip
