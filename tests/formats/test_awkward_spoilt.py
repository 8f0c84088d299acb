"""Whole files that were opened in a wrong code page and saved so: brought back with their header, or refused, never guessed."""

import pytest

from tests.formats.files import as_json, ods, told, xlsx

UKRAINIAN = "N;ПІБ;Дата народження\n1;Шевченко Іван Петрович;05.03.1990\n2;Чехова Юлія Андріївна;1985-12-31\n"
RUSSIAN = "N;ФИО;Дата рождения\n1;Щукин Алексей Николаевич;05.03.1990\n2;Сухов Юрий Эдуардович;31.12.1985\n"
MENDED = {
    UKRAINIAN: [
        "2 Шевченко Іван Петрович 1990-03-05 +mojibake_repaired",
        "3 Чехова Юлія Андріївна 1985-12-31 +mojibake_repaired",
    ],
    RUSSIAN: [
        "2 Щукин Алексей Николаевич 1990-03-05 +mojibake_repaired",
        "3 Сухов Юрий Эдуардович 1985-12-31 +mojibake_repaired",
    ],
}
WAYS = [
    *(("utf-8", seen) for seen in ("cp1251", "cp1252", "latin-1", "cp866", "koi8-u", "mac-cyrillic", "mac-roman")),
    *(("utf-8", seen) for seen in ("iso8859-5", "cp437", "cp850", "cp1250")),
    *(("cp1251", seen) for seen in ("cp1252", "latin-1", "koi8-u", "cp866", "mac-cyrillic", "mac-roman", "cp1250")),
    *(("koi8-u", seen) for seen in ("cp1251", "cp1252", "latin-1", "cp866")),
    *(("mac-cyrillic", seen) for seen in ("cp1251", "cp1252")),
]


def seen_as(text, table, *, saved="utf-8"):
    """The text as a program shows it that takes its bytes for those of another table."""

    def sign(byte):
        try:
            return bytes([byte]).decode(table)
        except UnicodeDecodeError:
            return chr(byte)

    return "".join(map(sign, text.encode(saved)))


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN], ids=["Ukrainian", "Russian"])
@pytest.mark.parametrize(("saved", "table"), WAYS)
def test_a_file_saved_in_a_wrong_table_is_brought_back_with_its_header(text, saved, table):
    assert told(seen_as(text, table, saved=saved)) == MENDED[text]


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN], ids=["Ukrainian", "Russian"])
@pytest.mark.parametrize("table", ["cp1251", "latin-1"])
def test_a_file_spoilt_twice_or_saved_with_a_mark_is_brought_back(text, table):
    assert told(seen_as(seen_as(text, table), table)) == MENDED[text]
    assert told(seen_as("\ufeff" + text, table)) == MENDED[text]
    assert told(seen_as(text, table).encode("utf-16")) == MENDED[text]


@pytest.mark.parametrize("sign", [",", "\t", "|"])
def test_separators_titles_and_totals_of_a_spoilt_file_are_told(sign):
    text = "Список полонених\n\n" + UKRAINIAN.replace(";", sign) + f"Всього: 2{sign}{sign}\n"
    assert told(seen_as(text, "cp1252", saved="cp1251")) == [*MENDED[UKRAINIAN], "4 !not_a_person"]


def test_a_separator_that_is_named_parts_a_spoilt_file_too():
    assert told("sep=;\n" + seen_as(UKRAINIAN, "cp1252", saved="cp1251")) == MENDED[UKRAINIAN]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_spoilt_text_that_became_a_workbook_is_brought_back(make):
    rows = [line.split(";") for line in seen_as(UKRAINIAN, "cp1252", saved="cp1251").strip().split("\n")]
    name = "list.xlsx" if make is xlsx else "list.ods"
    assert told(make(*rows), name) == MENDED[UKRAINIAN]


def test_a_spoilt_json_is_brought_back_with_its_keys():
    heads, *rows = [line.split(";") for line in seen_as(UKRAINIAN, "cp1252", saved="cp1251").strip().split("\n")]
    people = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [said[2:] for said in told(as_json(people), "list.json")] == [said[2:] for said in MENDED[UKRAINIAN]]


def test_pasted_cells_that_are_spoilt_are_brought_back_with_their_header():
    text = seen_as(UKRAINIAN.replace(";", "\t"), "cp1252", saved="cp1251")
    assert [said[2:] for said in told(text, kind="paste")] == [said[2:] for said in MENDED[UKRAINIAN]]


@pytest.mark.parametrize(
    ("saved", "table"), [("utf-8", "mac-roman"), ("utf-8", "cp850"), ("cp1251", "mac-roman"), ("cp1251", "cp1250")]
)
def test_spoilt_people_below_english_heads_are_brought_back(saved, table):
    text = UKRAINIAN.replace("ПІБ", "Full name").replace("Дата народження", "Date of birth")
    assert told(seen_as(text, table, saved=saved)) == MENDED[UKRAINIAN]


def test_what_was_never_spoilt_stays_in_a_file_of_which_a_part_was():
    header, *people = UKRAINIAN.strip().split("\n")
    sound = [said.removesuffix(" +mojibake_repaired") for said in MENDED[UKRAINIAN]]
    assert told("\n".join([seen_as(header, "cp1252", saved="cp1251"), *people])) == sound
    mixed = [header, seen_as(people[0], "cp1252", saved="cp1251"), people[1]]
    assert told("\n".join(mixed)) == [MENDED[UKRAINIAN][0], sound[1]]


def test_letters_that_a_table_lost_cost_their_own_record():
    text = "ПІБ;дата народж.\nШевченко Антон;05.03.1990\nГнат Олег;1985\n".encode().decode("cp1252", "replace")
    assert told(text) == ["2 !bad_encoding +mojibake", "3 Гнат Олег 1985 +mojibake_repaired"]


def test_a_file_of_which_no_letter_is_left_says_that_its_encoding_is_unclear():
    assert told(RUSSIAN.encode("ascii", "replace")) == ["!encoding_unclear"]
    book = xlsx(*[line.split(";") for line in RUSSIAN.encode("ascii", "replace").decode().splitlines()])
    assert told(book, "list.xlsx") == ["!encoding_unclear"]


def test_names_of_other_languages_are_never_taken_for_spoilt_ones():
    text = "Name;DOB\nMüller Jürgen;1990\nŁukasz Żak;1985\nJosé Núñez Ibáñez;\nÉtienne Ôtaï;\n"
    names = ["2 Müller Jürgen 1990", "3 Łukasz Żak 1985", "4 José Núñez Ibáñez", "5 Étienne Ôtaï"]
    assert told(text) == names


def test_a_text_of_spoilt_lines_without_a_header_is_read_line_by_line():
    assert told(seen_as("Коваль Іван\nБойко Олена\n", "cp1252", saved="cp1251"), "list.txt") == [
        "1 Коваль Іван +mojibake_repaired",
        "2 Бойко Олена +mojibake_repaired",
    ]
    assert told("?????? ????\n????? ?????\n", "list.txt") == ["1 !mojibake", "2 !mojibake"]
