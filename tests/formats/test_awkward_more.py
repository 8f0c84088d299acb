"""Lists as they come from chats, printers, programs and other languages: what stands around a person costs nobody."""

from itertools import product

import pytest

from tests.formats.files import as_json, pfif, told, xlsx

ROWS = [
    ["N", "ПІБ", "Дата народження", "Примітка"],
    ["1", "Ґалаґан Їжак Євгенович", "05.03.1990", "поранений"],
    ["2", "Коваль Іван", "1991", ""],
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-u"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_with_every_separator_and_every_end_of_line(encoding):
    for separator, end, told_first in product(",;\t|", ["\n", "\r\n", "\r"], [False, True]):
        text = (f"sep={separator}{end}" if told_first else "") + end.join(map(separator.join, ROWS)) + end
        assert told(text.encode(encoding)) == ["2 Ґалаґан Їжак Євгенович 1990-03-05", "3 Коваль Іван 1991"]


def test_ukrainian_in_cp866_has_latin_letters_for_those_it_lacks():
    text = "ПIБ;Дата народження\nЄвтушенко Вiктор Їжакевич;1991\nКовальчук Олексiй Петрович;05.03.1990\n"
    assert told(text.encode("cp866")) == [
        "2 Євтушенко Віктор Їжакевич 1991 +mixed_script",
        "3 Ковальчук Олексій Петрович 1990-03-05 +mixed_script",
    ]


HEADS = {
    "words run together": ("FullName,BirthDate\nKoval Ivan,1990-03-05\n", ["2 Koval Ivan 1990-03-05"]),
    "parts run together": ("LastName,FirstName,MiddleName,DateOfBirth\nKoval,Ivan,Petrovych,1990-03-05\n", ["2 Koval Ivan Petrovych 1990-03-05"]),
    "words tied": ("full_name,date_of_birth\nKoval Ivan,1990-03-05\n", ["2 Koval Ivan 1990-03-05"]),
    "Latin letters": ("Prizvyshche,Imia,Po batkovi,Data narodzhennia\nKoval,Ivan,Petrovych,05.03.1990\n", ["2 Koval Ivan Petrovych 1990-03-05"]),
    "two languages in one": ("ПІБ / Full name;Дата народження / Date of birth\nКоваль Іван;05.03.1990\n", ["2 Коваль Іван 1990-03-05"]),
    "numbers of columns before": ("№;1. ПІБ;2. Дата народження\n1;Коваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "signs behind": ("ПІБ*;Дата народження:\nКоваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "the Russian short form with a Ukrainian letter": ("ФІО;ДН\nКоваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "another short form": ("П.І.П.;ДН\nКоваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "a name of somebody": ("Name of prisoner;DOB\nKoval Ivan;1990\n", ["2 Koval Ivan 1990"]),
    "a title that sounds like a head": ("ПІБ полонених станом на 01.01.2024;;\n№;ПІБ;ДН\n1;Коваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "a title that sounds like a head, alone": ("ПІБ полонених станом на 01.01.2024\n№;ПІБ;ДН\n1;Коваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "a title with the heads in it": ("Список (ПІБ, дата народження)\n№;ПІБ;ДН\n1;Коваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "a separator told wrongly": ("sep=,\nПІБ;ДН\nКоваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "blank lines above sep=": ("\n\nsep=;\nПІБ;ДН\nКоваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "the end sign of old systems": ("ПІБ;ДН\nКоваль Іван;1990\n\x1a", ["2 Коваль Іван 1990"]),
    "the second column of names fills the first": ("ПІБ;Full name\nКоваль Іван;Koval Ivan\n;Boiko Petro\n", ["2 Коваль Іван", "3 Boiko Petro"]),
    "damage in a column that is no field": ("ПІБ;Інше;x\nКоваль Іван;a\x00;b\nБойко Петро;a\u202eb;c\u200bd\n", ["2 Коваль Іван +control_characters", "3 Бойко Петро +invisible_characters +bidi_control"]),
    "a signature below": ("ПІБ;Звання\nКоваль Іван;солдат\nКомандир ____ (підпис);\n;Командир ________ (підпис)\n", ["2 Коваль Іван", "3 !not_a_person", "4 !not_a_person"]),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_a_header_is_found_however_it_is_written(case):
    data, said = HEADS[case]
    assert told(data) == said


LINES = {
    "(1) Коваль Іван": "Коваль Іван",
    "1/ Коваль Іван": "Коваль Іван",
    "1- Коваль Іван": "Коваль Іван",
    "1 – Коваль Іван, 1990": "Коваль Іван 1990",
    "1.2. Коваль Іван": "Коваль Іван",
    "#1 Коваль Іван": "Коваль Іван",
    "а) Коваль Іван": "Коваль Іван",
    "IV. Коваль Іван": "Коваль Іван",
    "I. Коваль": "I. Коваль",
    "①Коваль Іван": "Коваль Іван",
    "1️⃣0️⃣ Коваль Іван": "Коваль Іван",
    "🔹Коваль Іван": "Коваль Іван",
    "✅ 12. Коваль Іван": "Коваль Іван",
    "\uf0b7\tКоваль Іван": "Коваль Іван",
    "o Коваль Іван": "Коваль Іван",
    "> Коваль Іван": "Коваль Іван",
    "**Коваль Іван**": "Коваль Іван",
    "_Коваль Іван_": "Коваль Іван",
    "1973 р.н.": "!no_name",
    "1973 Коваль Іван": "Коваль Іван 1973",
    "Коваль Іван 1973 р.н.": "Коваль Іван 1973",
    "Коваль Іван, 1973р.н.": "Коваль Іван 1973",
    "Коваль І.П.,1990р": "Коваль І.П. 1990",
    "Коваль Іван Петрович, взятий у полон 12.04.2022": "Коваль Іван Петрович",
    "Коваль Іван Петрович (05.03.1990) зник 12.04.2022": "Коваль Іван Петрович 1990-03-05",
    "12.04.2022 Коваль Іван 05.03.1990": "Коваль Іван 1990-03-05",
    "Коваль Іван 05.03.1990, 06.03.1991": "Коваль Іван 1990-03-05 +dates_conflict",
    "Koval Ivan, captured on 12.04.2022, born 5 March 1990": "Koval Ivan 1990-03-05",
    'Коваль Іван "Тавр" Петрович': "Коваль Іван Петрович",
    "прикордонник Коваль Іван": "Коваль Іван",
    "Захисник Іван": "Захисник Іван",
    "Морпіх Олег": "Морпіх Олег",
    "Коваль Іван https://example.org/1": "Коваль Іван",
    "Коваль Іван @koval": "Коваль Іван",
    "Коваль Іван та ще 3": "!several_people",
    "Коваль Іван та інші": "!several_people",
    "та інші": "!not_a_person",
    "Ітого 5": "!not_a_person",
    "Військовополонені (5 осіб)": "!not_a_person",
    "полк Азов": "!not_a_person",
    "Рота Олена": "Рота Олена",
    "501 ОБМП": "!not_a_person",
    "Донецька область": "!not_a_person",
    "Продовження додатка 1": "!not_a_person",
    "~~~": "!not_a_person",
    "Командир ____ (підпис)": "!not_a_person",
    "Командир __________ І. Петренко": "!not_a_person",
    "Начальник відділу (підпис) О. Мельник": "!not_a_person",
}  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_a_chat_is_read(line):
    assert told(line + "\nБойко Петро Іванович\nМельник Олег\n", kind="paste") == [
        f"1 {LINES[line]}",
        "2 Бойко Петро Іванович",
        "3 Мельник Олег",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Коваль Іван №1", "bad_name"),
        ("Тіло № 15", "bad_name"),
        ("Коваль|Іван", "bad_name"),
        ("Коваль Іван!", "bad_name"),
        ("Коваль Іван ✓", "bad_name"),
        ("Коваль&nbsp;Іван", "bad_name"),
        ("невідомий", "no_name"),
        ("Невідомий солдат", "no_name"),
        ("Коваль Іван та ін.", "several_people"),
        ("- 1 -", "not_a_person"),
    ],
)
def test_a_cell_that_is_no_name(name, code):
    assert told(xlsx(["ПІБ"], [name], ["Бойко Петро"]), "a.xlsx") == [f"2 !{code}", "3 Бойко Петро"]


OF_PROGRAMS = {
    "names under different keys": (as_json([{"ПІБ": "Коваль Іван"}, {"name": "Бойко Петро"}]), ["1 Коваль Іван", "2 Бойко Петро"]),
    "whole and parts": (as_json([{"surname": "Коваль", "given": "Іван"}, {"name": "Бойко Петро"}]), ["1 Коваль Іван", "2 Бойко Петро"]),
    "first and last": (as_json([{"name": {"first": "Іван", "last": "Коваль"}}]), ["1 Коваль Іван"]),
    "a list inside": (as_json({"data": {"records": [{"name": "Коваль Іван"}]}}), ["1 Коваль Іван"]),
    "instants": (as_json([{"name": "Коваль Іван", "dob": "1990-03-05T00:00:00.000Z"}]), ["1 Коваль Іван 1990-03-05"]),
    "a record number and nothing else": (pfif({"person_record_id": "e/1"}), ["1 !no_name"]),
    "an address without a place": (as_json([{"name": "Коваль Іван", "photo_url": "https://"}]), ["1 Коваль Іван +bad_url"]),
}  # fmt: skip


@pytest.mark.parametrize("case", OF_PROGRAMS)
def test_what_programs_write_is_read(case):
    data, said = OF_PROGRAMS[case]
    assert told(data, "a.xml" if data.startswith(b"<") else "a.json") == said
