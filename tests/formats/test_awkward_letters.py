"""Encodings, wrong tables, control signs, unseen signs, signs of direction, letters of two alphabets."""

import pytest

from dodomu.formats.encoding import decoded
from tests.formats.files import as_json, told, xlsx

LIST = "N;ПІБ;Дата народження;Звання\n1;Шевченко Тарас Григорович;09.03.1990;солдат\n2;Їжаченко Ґалаґан Євгенович;01.02.1985;матрос\n"
PEOPLE = ["2 Шевченко Тарас Григорович 1990-03-09", "3 Їжаченко Ґалаґан Євгенович 1985-02-01"]
RUSSIAN = "N;ФИО;Дата рождения\n1;Ковалёв Иван Петрович;09.03.1990\n2;Бондарь Олег;1985\n"
RUSSIANS = ["2 Ковалёв Иван Петрович 1990-03-09", "3 Бондарь Олег 1985"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "utf-16-le", "utf-16-be", "koi8-u", "utf-32"]
)
def test_a_list_is_read_in_its_encoding(encoding):
    assert told(LIST.encode(encoding)) == PEOPLE


@pytest.mark.parametrize("encoding", ["cp866", "koi8-r", "cp1251", "utf-16-le"])
def test_a_russian_list_is_read_in_its_encoding(encoding):
    assert told(RUSSIAN.encode(encoding)) == RUSSIANS


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866"])
@pytest.mark.parametrize(
    "text",
    [
        "ФИО\nКоваль Иван\n",
        "name;dob\nШевченко Тарас;1990\n",
        "ПИБ;ДН\nБОЙКО ПЕТРО;1990\n",
        "name\nЩур\n",
        "ФИО;Звание\nБОНДАРЬ ОЛЕГ;СОЛДАТ\nКУЦЬ ЯН;МАТРОС\n",
    ],
)
def test_a_short_list_is_read_rightly_or_refused_and_never_garbled(encoding, text):
    said = told(text.encode(encoding))
    assert said == told(text) or (said == ["!encoding_unclear"] and encoding != "cp1251")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Name;Rank\nMüller Jürgen;private\nGröße Ärne;\n"),
        ("cp1250", "Name;Rank\nŁukasz Żak;private\n"),
        ("iso8859-2", "Name;Rank\nŁukasz Żak;private\n"),
        ("mac_cyrillic", RUSSIAN),
        ("iso8859-5", RUSSIAN),
        ("cp437", "Name;Rank\nMüller Jürgen;private\n"),
    ],
)
def test_an_encoding_that_nobody_promised_is_refused_and_never_garbled(encoding, text):
    assert told(text.encode(encoding)) == ["!encoding_unclear"]


def test_damaged_bytes_cost_their_own_record():
    data = LIST.encode().replace("Тарас".encode(), b"\xd0\xa2\xd0", 1)
    assert told(data) == ["2 !bad_encoding", PEOPLE[1]]
    note = "ПІБ;Примітка\nКоваль Іван;".encode() + b"\xff\xfe\xd0" + ";\nБойко Петро;\n".encode()[1:]
    assert told(note) == ["2 !bad_encoding", "3 Бойко Петро"]


def test_a_file_of_two_encodings_reads_what_is_sure():
    data = LIST.encode() + "3;Коваль Іван;1990;\n".encode("cp1251")
    assert told(data) == [*PEOPLE, "4 !bad_encoding"]


def test_the_sign_of_lost_letters_is_damage_where_it_stands_in_a_name():
    assert told("ПІБ;Примітка\nКов\ufffdль Іван;\nБойко Петро;по\ufffdанений\n") == [
        "2 !bad_encoding",
        "3 Бойко Петро +bad_encoding",
    ]


def test_utf_16_that_is_cut_in_the_middle_of_a_letter():
    assert told(LIST.encode("utf-16")[:-3])[:1] == PEOPLE[:1]


def mangled(text, right, wrong):
    """The text as it looks when bytes of one table are read by another, gaps filled as browsers do."""
    data = text.encode(right)
    return "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in data)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("utf-8", "cp1251"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp866"), ("cp1251", "latin-1"), ("cp1251", "cp1252"), ("koi8-u", "cp1251"), ("cp1251", "cp866")],
)  # fmt: skip
def test_a_name_read_by_the_wrong_table_is_restored_where_that_is_certain(right, wrong):
    for name in ("Шевченко Тарас Григорович", "Коваль Іван Петрович", "Бондаренко Олександр"):
        broken = mangled(name, right, wrong)
        assert told(f"ПІБ;Рік народження\n{broken};1990\n") == [f"2 {name} 1990 +mojibake_repaired"]


def test_a_whole_file_saved_twice_in_utf_8_is_restored_with_its_header():
    said = told(mangled(LIST, "utf-8", "cp1251"))
    assert said == [f"{one} +mojibake_repaired" for one in PEOPLE]


@pytest.mark.parametrize("name", ["Ð¨ÐµÐ²?ÐµÐ½ÐºÐ¾", "РЁРµРІС‡РµРЅРє?", "?????? ????", "╨Ъ╨?╨▓╨░╨╗", "Øåâ÷å?êî"])
def test_a_name_that_cannot_be_restored_is_refused(name):
    assert told(f"ПІБ;Рік народження\n{name};1990\nБойко Петро;1991\n") == ["2 !mojibake", "3 Бойко Петро 1991"]


def test_a_garbled_note_costs_nobody():
    said = told(f"ПІБ;Примітка\nКоваль Іван;{mangled('поранений', 'utf-8', 'cp1251')}\nБойко Петро;Ð¿Ð¾??Ð°Ð½\n")
    assert said == ["2 Коваль Іван +mojibake_repaired", "3 Бойко Петро +mojibake"]


@pytest.mark.parametrize(
    "name",
    ["Müller Jürgen", "Łukasz Żak", "Đorđe Šarić", "Ñuñez José", "Сірко Рівня", "О’Коннор Шон", "Ånström Åke", "Þór Ðagsson", "Ő Űrsi", "Nguyễn Văn Á",
     "Ґудзь Їжак", "Əliyev Elçin", "Çelik Şükrü", "კობა გელაშვილი", "王小明", "محمد علي", "Ё Ян", "Кіровʼяк Мар'яна", "И. В. Сердюк"],
)  # fmt: skip
def test_a_name_of_any_alphabet_is_left_alone(name):
    assert told(f"ПІБ;Рік народження\n{name};1990\n") == [f"2 {name} 1990"]


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x07", "\x08", "\x1b", "\x7f", "\x85", "\x90"])
def test_a_control_sign_in_a_name_refuses_the_record_and_elsewhere_warns(sign):
    said = told(f"ПІБ;Примітка\nКов{sign}аль Іван;\nБойко Петро;ліва{sign}рука\n")
    assert said == ["2 !control_characters", "3 Бойко Петро +control_characters"]


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u034f", "\u3164", "\ufe0f", "\u180e"]
)
def test_unseen_signs_are_removed_with_a_warning(sign):
    assert told(f"ПІБ\nКов{sign}аль Іван\n") == ["2 Коваль Іван +invisible_characters"]


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
def test_signs_of_direction_are_removed_with_a_warning(sign):
    assert told(f"ПІБ\n{sign}Коваль{sign} Іван\n") == ["2 Коваль Іван +bidi_control"]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Шевчeнкo Тaрaс", "Шевченко Тарас"),
        ("Kовaль Iван", "Коваль Іван"),
        ("Bоуkо Реtrо", "Boyko Petro"),
        ("CЕРГІЄНКО Oлег", "СЕРГІЄНКО Олег"),
        ("Кοваль Ιван", "Коваль Іван"),
        ("Шевченко-Koвaль Ян", "Шевченко-Коваль Ян"),
        ("Їжaк Ян", "Їжак Ян"),
        ("Kоvalеnkо Іvаn", "Kovalenko Ivan"),
    ],
)
def test_look_alike_letters_go_to_the_main_script_of_the_word(written, canonical):
    assert told(f"ПІБ\n{written}\n") == [f"2 {canonical} +mixed_script"]


def test_words_of_two_alphabets_side_by_side_are_no_mixture():
    assert told("ПІБ\nКоваль Ivan\nSmith Джон\n") == ["2 Коваль Ivan", "3 Smith Джон"]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Коваль\u00a0Іван", "Коваль Іван"),
        ("Коваль\u2009\u3000 Іван", "Коваль Іван"),
        ("Йосипчук І\u0308жак", "Йосипчук Їжак"),
        ("Но\u0301ваков Ян", "Но\u0301ваков Ян"),
        ("Коваль\tІван", "Коваль Іван"),
    ],
)
def test_letters_are_composed_and_blanks_folded_without_a_word(written, canonical):
    assert told(xlsx(["ПІБ"], [written]), "a.xlsx") == [f"2 {canonical}"]


def test_raw_is_kept_as_it_came_less_nul():
    from dodomu.formats.columns import guess_columns, lines
    from dodomu.formats.tables import read

    table = read("ПІБ;Примітка\nКов\u200bаль  Iван;а\x00б\n".encode())
    line = lines(table, guess_columns(table))[0]
    assert (line.raw, line.written, line.name.full) == ("Ков\u200bаль  Iван;аб", "Коваль Іван", "Коваль Іван")


def test_a_lone_half_of_a_letter_in_json_refuses_its_record():
    assert told(b'[{"name": "\\ud800Koval Ivan"}, {"name": "Boiko Petro"}]', "a.json") == [
        "1 !bad_encoding",
        "2 Boiko Petro",
    ]


def test_bytes_that_are_nothing_are_unclear():
    assert told(bytes(range(128, 256)) * 3) == ["!encoding_unclear"]


def test_the_name_of_the_encoding_is_told():
    assert [decoded(LIST.encode(one))[1] for one in ("utf-8", "cp1251", "koi8-u")] == ["utf-8", "cp1251", "koi8-u"]


def test_json_may_come_in_old_encodings_too():
    data = as_json([{"ПІБ": "Шевченко Тарас Григорович"}, {"ПІБ": "Коваль Іван"}]).decode().encode("cp1251")
    assert told(data, "a.json") == ["1 Шевченко Тарас Григорович", "2 Коваль Іван"]


@pytest.mark.parametrize("wrong", ["cp1251", "cp1252", "latin-1"])
@pytest.mark.parametrize("times", [2, 3])
def test_a_name_saved_several_times_by_a_wrong_table_is_restored(wrong, times):
    name = broken = "Шевченко Тарас Григорович"
    for _time in range(times):
        broken = mangled(broken, "utf-8", wrong)
    assert told(f"ПІБ;Рік народження\n{broken};1990\n") == [f"2 {name} 1990 +mojibake_repaired"]


def test_letters_of_a_wrong_table_are_no_control_signs():
    assert told("ПІБ;x\nÐ¨ÐµÐ²\x87?ÐµÐ½Ðº\x90;1\nКов\x85аль Іван;2\n") == ["2 !mojibake", "3 !control_characters"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_wide_file_without_its_mark_that_was_cut_inside_a_letter_is_still_read(encoding):
    assert told("ПІБ\nКоваль Іван\nБойко Олена\n".encode(encoding) + b"\x04")[:2] == ["2 Коваль Іван", "3 Бойко Олена"]
