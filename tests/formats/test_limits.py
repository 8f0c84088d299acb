"""Every limit of the contract just under, at, and just over; time and memory by a child that is held to them."""

import dataclasses

import pytest

from dodomu.formats.codes import CODES
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.verdict import judge
from tests.formats.files import as_json, ods, person, pfif, told, xlsx

NAMES = ["Коваль Іван", "Бойко Петро", "Гнатюк Олег", "Мороз Ян", "Щур Марко"]


def test_the_limits_are_those_of_the_contract():
    assert dataclasses.asdict(Limits()) == {
        "upload": 20_000_000,
        "unpacked": 100_000_000,
        "ratio": 100,
        "entries": 1_000,
        "rows": 100_000,
        "columns": 200,
        "cell": 10_000,
        "name": 200,
        "json_depth": 32,
        "xml_depth": 64,
        "seconds": 9.0,
        "memory": 512_000_000,
    }


def made(count):
    """A list of so many people in every form: name, bytes, kind asked for."""
    names = [f"{NAMES[n % 5]} {chr(1040 + n // 5)}." for n in range(count)]
    rows = [[name, "солдат"] for name in names]
    return {
        "csv": ("a.csv", "\n".join(["ПІБ;Звання", *(";".join(row) for row in rows)]).encode(), ""),
        "xlsx": ("a.xlsx", xlsx(["ПІБ", "Звання"], *rows), ""),
        "ods": ("a.ods", ods(["ПІБ", "Звання"], *rows), ""),
        "json": ("a.json", as_json([{"name": name} for name in names]), ""),
        "pfif": ("a.xml", pfif(*(person(n, name) for n, name in enumerate(names))), ""),
        "paste": ("a.txt", "\n".join(names).encode(), "paste"),
    }


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json", "pfif", "paste"])
def test_as_many_records_as_may_be(form):
    limits = Limits(rows=20)
    for count, code in ((19, ""), (20, ""), (21, "too_many_rows")):
        name, data, kind = made(count)[form]
        found = judge(data, filename=name, kind=kind, limits=limits)
        assert (found.code, len(found.records)) == (code, 0 if code else count)


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json"])
def test_as_many_columns_as_may_be(form):
    for count, code in ((199, ""), (200, ""), (201, "too_many_columns")):
        heads = ["ПІБ", *(f"поле {n}" for n in range(count - 1))]
        row = ["Коваль Іван", *["x"] * (count - 1)]
        name, data = {
            "csv": ("a.csv", f"{';'.join(heads)}\n{';'.join(row)}\n".encode()),
            "xlsx": ("a.xlsx", xlsx(heads, row)),
            "ods": ("a.ods", ods(heads, row)),
            "json": ("a.json", as_json([dict(zip(heads, row, strict=True))])),
        }[form]
        assert judge(data, filename=name).code == code


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json", "pfif"])
def test_as_many_letters_in_a_cell_as_may_be(form):
    for count, said in ((9_999, "Коваль Іван"), (10_000, "Коваль Іван"), (10_001, "!cell_too_long")):
        note = "к" * count
        name, data, line = {
            "csv": ("a.csv", f"ПІБ;Примітка\nКоваль Іван;{note}\n".encode(), 2),
            "xlsx": ("a.xlsx", xlsx(["ПІБ", "Примітка"], ["Коваль Іван", note]), 2),
            "ods": ("a.ods", ods(["ПІБ", "Примітка"], ["Коваль Іван", note]), 2),
            "json": ("a.json", as_json([{"name": "Коваль Іван", "note": note}]), 1),
            "pfif": ("a.xml", pfif(person(1, "Коваль Іван", description=note)), 1),
        }[form]
        assert told(data, name) == [f"{line} {said}"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json", "pfif", "paste"])
def test_as_many_letters_in_a_name_as_may_be(form):
    for count, code in ((199, ""), (200, ""), (201, "name_too_long")):
        long = "К" + "о" * (count - 1)
        name, data, kind = {
            "csv": ("a.csv", f"ПІБ\n{long}\n".encode(), ""),
            "xlsx": ("a.xlsx", xlsx(["ПІБ"], [long]), ""),
            "ods": ("a.ods", ods(["ПІБ"], [long]), ""),
            "json": ("a.json", as_json([{"name": long}]), ""),
            "pfif": ("a.xml", pfif(person(1, long)), ""),
            "paste": ("a.txt", long.encode(), "paste"),
        }[form]
        found = judge(data, filename=name, kind=kind)
        assert [one.refused for one in found.records] == [code]


def test_as_large_an_upload_as_may_be():
    data = "ПІБ\nКоваль Іван\n".encode()
    for upload, code in ((len(data) + 1, ""), (len(data), ""), (len(data) - 1, "bad_request")):
        assert judge(data, limits=Limits(upload=upload)).code == code


def test_reading_ends_when_its_time_is_over():
    ticks = iter(range(1_000_000))
    deadline = Deadline.after(20, lambda: float(next(ticks)))
    data = ("ПІБ\n" + "Коваль Іван\n" * 60_000).encode()
    found = judge(data, deadline=deadline)
    assert (found.code, found.text.en.startswith("The file takes too long")) == ("too_many_rows", True)
    assert judge(data[:2_000], deadline=Deadline.after(20, lambda: 0.0)).is_accepted


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json", "pfif", "paste"])
def test_every_form_looks_at_the_time(form):
    name, data, kind = made(30)[form]
    late = Deadline(lambda: 1.0, 0.0)
    assert judge(data, filename=name, kind=kind, deadline=late).code == "too_many_rows"


def test_every_code_says_what_to_do_in_both_languages():
    for code in CODES.values():
        for text in (code.text.uk, code.text.en):
            assert text.endswith(".") and len(text) > 12
    assert len(CODES) == 48


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.ods", "a.json", "a.xml", "a.txt"])
@pytest.mark.parametrize(
    "data",
    [
        b"\x00",
        b"\xff",
        b"PK\x03\x04",
        b"PK\x05\x06" + b"\x00" * 18,
        b"<",
        b"{",
        b"[",
        b'"',
        b"\xef\xbb\xbf\xff",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"\xff\xfe\x00",
        b"sep=",
        b"sep=;",
        b"=",
        b"\n" * 5,
    ],
)
def test_the_smallest_files_have_an_answer(name, data):
    for kind in ("", "list", "pfif", "json", "paste"):
        found = judge(data, filename=name, kind=kind)
        assert found.code in CODES or (kind in ("paste", "") and found.records)
