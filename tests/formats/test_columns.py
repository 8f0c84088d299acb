import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.formats.columns import guess_columns, lines
from dodomu.formats.errors import Unreadable
from dodomu.formats.tables import read, read_paste


def line_of(text):
    table = read_paste(text)
    return lines(table, guess_columns(table))[0]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (
            "№;Прізвище;Ім'я;По батькові;Дата народження;Звання;В/ч",
            ["surname", "given", "patronymic", "birth_date", "rank", "unit"],
        ),
        ("№ п/п;ФИО;Дата рождения;Воинское звание;Место;Примечание", ["name", "birth_date", "rank", "place", "note"]),
        ("No;Full name;Date of birth;Rank;Military unit", ["name", "birth_date", "rank", "unit"]),
        ("ID;Last Name;First Name;DOB", ["surname", "given", "birth_date"]),
    ],
)
def test_columns_are_told_by_their_heads(header, fields):
    table = read((header + "\n" + ";".join("x" for _ in header.split(";")) + "\n").encode())
    assert list(guess_columns(table)) == fields
    assert sorted(guess_columns(table).values()) == list(range(1, 1 + len(fields)))


def test_columns_are_told_by_content_without_a_header():
    table = read(
        "солдат,Шевчук Андрій Миколайович,14.03.1991,36 БрМП\nсержант,Коваль Іван Петрович,05.07.1990,36 БрМП\n".encode()
    )
    assert guess_columns(table) == {"birth_date": 2, "rank": 0, "name": 1, "unit": 3}


def test_parts_in_their_own_columns_are_told_by_content():
    table = read("Шевчук,Андрій,Миколайович,1991\nКоваль,Іван,Петрович,1990\nБойко,Олег,Іванович,1989\n".encode())
    assert guess_columns(table) == {"birth_date": 3, "patronymic": 2, "given": 1, "surname": 0}
    assert [line.name.full for line in lines(table, guess_columns(table))] == [
        "Шевчук Андрій Миколайович",
        "Коваль Іван Петрович",
        "Бойко Олег Іванович",
    ]


@pytest.mark.parametrize(
    ("text", "name", "birth", "rank", "unit", "place", "lang"),
    [
        ("солдат ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991, в/ч 3057", "Шевчук Андрей Николаевич", "1991-03-14", "солдат", "в/ч 3057", "", "ru"),
        ("1. Коваль Іван Петрович, 1990 р.н., сержант, 36 БрМП, м. Маріуполь", "Коваль Іван Петрович", "1990", "сержант", "36 БрМП", "м. Маріуполь", "uk"),
        ("- Shevchenko Taras, 14 Mar 1991, private", "Shevchenko Taras", "1991-03-14", "private", "", "", "uk-Latn"),
        ("Бойко, Петро, Іванович, 02.01.1990", "Бойко Петро Іванович", "1990-01-02", "", "", "", "uk"),
        ("мол. с-т Гнатюк-Мороз І.М. 5 травня 1988 р.н. полк «Азов» НГУ", "Гнатюк-Мороз І. М.", "1988-05-05", "мол. с-т", "полк «Азов» НГУ", "", "uk"),
        ("Майор Іван Петрович", "Майор Іван Петрович", "", "", "", "", "uk"),
        ("Рыбак Семён 1970", "Рыбак Семён", "1970", "", "", "", "ru"),
    ],
)  # fmt: skip
def test_everything_is_found_in_one_cell(text, name, birth, rank, unit, place, lang):
    line = line_of(text)
    assert (line.name.full, line.birth.written, line.rank, line.unit, line.place, line.lang, line.refused) == (
        name, birth, rank, unit, place, lang, "",
    )  # fmt: skip
    assert line.raw == text


@pytest.mark.parametrize(
    ("text", "why"), [("Всього: 95 осіб", "not_a_person"), ("95", "bad_name"), ("Підпис ______", "not_a_person")]
)
def test_a_row_that_names_nobody_says_so(text, why):
    line = line_of(text)
    assert (line.refused, line.name.surname, line.raw) == (why, "", text)


def test_a_bad_date_does_not_lose_the_person():
    table = read("ПІБ;Дата народження\nКоваль Іван;33.13.1990\n".encode())
    line = lines(table, guess_columns(table))[0]
    assert (line.name.full, line.birth.on, line.birth.raw) == ("Коваль Іван", None, "33.13.1990")
    assert [(warning.code, warning.row) for warning in line.warnings] == [("bad_date", 2)]


def test_the_raw_line_is_kept_as_received():
    table = read("ПІБ;Звання\n  КОВАЛЬ   Ivan ; Солдат \n".encode())
    assert lines(table, guess_columns(table))[0].raw == "  КОВАЛЬ   Ivan ; Солдат "


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), min_size=1, max_size=4))
def test_every_row_becomes_one_line(texts):
    try:
        table = read_paste("\n".join(texts))
    except Unreadable:
        return
    found = lines(table, guess_columns(table))
    assert [line.number for line in found] == [row.number for row in table.rows]
    assert all(line.name.surname or line.refused for line in found)
