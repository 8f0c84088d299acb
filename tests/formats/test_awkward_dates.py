"""Dates of birth in the cells of lists: read at their own precision, or left with a warning and never guessed."""

from datetime import date

import pytest

from tests.formats.files import Raw, as_json, ods, told, xlsx

READ = {
    "05.03.1990": "1990-03-05", "5.3.1990": "1990-03-05", "05.03.90": "1990-03-05", "5/3/90": "1990-03-05 +ambiguous_date", "05-03-1990": "1990-03-05 +ambiguous_date",
    "25/03/1990": "1990-03-25", "05/05/1990": "1990-05-05", "1990-03-05": "1990-03-05", "1990/03/05": "1990-03-05", "1990.03.05": "1990-03-05", "19900305": "1990-03-05",
    "1990-03-05T00:00:00": "1990-03-05", "1990-03-05 00:00:00": "1990-03-05", "05.03.1990 0:00": "1990-03-05", "05.03.1990 р.": "1990-03-05", "05.03.1990р.н.": "1990-03-05",
    "05.03.1990 г.р.": "1990-03-05", "05. 03. 1990": "1990-03-05", "5 березня 1990": "1990-03-05", "5 березня 1990 р.": "1990-03-05", "05 березня 1990 року народження": "1990-03-05",
    "5 марта 1990": "1990-03-05", "5 марта 1990 г.": "1990-03-05", "5 March 1990": "1990-03-05", "March 5, 1990": "1990-03-05", "Mar 5 1990": "1990-03-05", "5-Mar-90": "1990-03-05",
    "5th of March 1990": "1990-03-05", "1990, March 5": "1990-03-05", "5-бер-1990": "1990-03-05", "5.III.1990": "1990-03-05", "нар. 05.03.1990": "1990-03-05", "«05» березня 1990 р.": "1990-03-05",
    "1990": "1990", "1990 р.": "1990", "1990 р.н.": "1990", "1990 року": "1990", "03.1990": "1990-03", "1990-03": "1990-03", "березень 1990": "1990-03", "March 1990": "1990-03",
    "00.00.1990": "1990", "00.03.1990": "1990-03", "??.03.1990": "1990-03", "??.??.1990": "1990", "32937": "1990-03-05", "32937.0": "1990-03-05", "32937,5": "1990-03-05",
    "01.01.1900": "1900-01-01", "25.11.2026": "2026-11-25", "29.02.1992": "1992-02-29", "05.03.03": "2003-03-05", "05.03.26": "2026-03-05", "05.03.27": "1927-03-05", "01.12.26": "1926-12-01",
    "  05.03.1990  ": "1990-03-05", "05.03.1990,": "1990-03-05", "05 03 1990": "1990-03-05", "05,03,1990": "1990-03-05", "": "", "-": "",
    "32.01.1990": "+bad_date", "29.02.1991": "+bad_date", "31.04.1990": "+bad_date", "07/25/1990": "+bad_date", "05.13.1990": "+bad_date", "1990-13-05": "+bad_date", "31.12.1899": "+bad_date",
    "26.11.2026": "+bad_date", "05.03.2030": "+bad_date", "05.03.3990": "+bad_date", "05.03.190": "+bad_date", "05.03": "+bad_date", "березень": "+bad_date", "невідомо": "+bad_date", "близько 1990": "+bad_date", "34 роки": "+bad_date",
    "1890": "+bad_date", "2027": "+bad_date", "99999": "+bad_date", "60": "+bad_date", "abc": "+bad_date", "05.03.1990-06.03.1990": "+bad_date", "1" * 300: "+bad_date", "٠٥.٠٣.١٩٩٠": "1990-03-05",
}  # fmt: skip


@pytest.mark.parametrize("written", READ)
def test_a_date_is_read_as_exactly_as_it_was_written_or_left_with_a_warning(written):
    assert told(f"ПІБ\tДата народження\nКоваль Іван\t{written}\n") == [f"2 Коваль Іван {READ[written]}".rstrip()]


def test_a_bad_date_keeps_what_was_written():
    from dodomu.formats.columns import guess_columns, lines
    from dodomu.formats.tables import read

    table = read("ПІБ;ДН\nКоваль Іван;32.01.1990\n".encode())
    line = lines(table, guess_columns(table))[0]
    assert (line.birth.on, line.birth.raw, line.name.full) == (None, "32.01.1990", "Коваль Іван")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (date(1990, 3, 5), "1990-03-05"),
        (32937, "1990-03-05"),
        (32937.75, "1990-03-05"),
        (1990, "1990"),
        ("05.03.1990", "1990-03-05"),
        (Raw('<c AT s="1"><v>60</v></c>'), "+bad_date"),
        (Raw('<c AT s="1"><v>1</v></c>'), "1900-01-01"),
        (Raw('<c AT s="1"><v>-5</v></c>'), "+bad_date"),
        (Raw('<c AT s="1"><v>1e300</v></c>'), "+bad_date"),
        (Raw('<c AT s="2"><v>32937.5</v></c>'), "1990-03-05"),
        (Raw('<c AT t="d"><v>1990-03-05T00:00:00</v></c>'), "1990-03-05"),
        (Raw('<c AT t="e"><v>#VALUE!</v></c>'), "+bad_date"),
    ],
)
def test_dates_of_a_workbook(value, read):
    assert told(xlsx(["ПІБ", "Дата народження"], ["Коваль Іван", value]), "a.xlsx") == [f"2 Коваль Іван {read}"]


@pytest.mark.parametrize("value", [Raw('<c AT s="1"><v>31475</v></c>'), 31475, "1990-03-05"])
def test_dates_of_a_workbook_that_counts_from_1904(value):
    data = xlsx(["ПІБ", "Дата народження"], ["Коваль Іван", value], is_1904=True)
    assert told(data, "a.xlsx") == ["2 Коваль Іван 1990-03-05"]


def test_dates_of_an_open_document():
    data = ods(
        ["ПІБ", "Дата народження"],
        ["Коваль Іван", date(1990, 3, 5)],
        ["Бойко Петро", Raw('<table:table-cell office:value-type="date" office:date-value="1991-02-01T00:00:00"><text:p>x</text:p></table:table-cell>')],
        ["Гнатюк Олег", 1992],
        ["Мороз Ян", 32937],
    )  # fmt: skip
    assert told(data, "a.ods") == [
        "2 Коваль Іван 1990-03-05",
        "3 Бойко Петро 1991-02-01",
        "4 Гнатюк Олег 1992",
        "5 Мороз Ян 1990-03-05",
    ]


CONFLICTS = {
    "two dates of birth": ("ПІБ;Дата народження;Рік народження\nКоваль Іван;05.03.1990;1991\n", "2 Коваль Іван 1990-03-05 +dates_conflict"),
    "the same at two precisions": ("ПІБ;Дата народження;Рік народження\nКоваль Іван;05.03.1990;1990\n", "2 Коваль Іван 1990-03-05"),
    "the second fills the first": ("ПІБ;Дата народження;Рік народження\nКоваль Іван;;1990\n", "2 Коваль Іван 1990"),
    "the second mends the first": ("ПІБ;Дата народження;Рік народження\nКоваль Іван;32.01.1990;1990\n", "2 Коваль Іван 1990 +bad_date"),
    "an age that cannot be": ("ПІБ;Дата народження;Вік\nКоваль Іван;05.03.1990;52\n", "2 Коваль Іван 1990-03-05 +dates_conflict"),
    "an age that fits": ("ПІБ;Дата народження;Вік\nКоваль Іван;05.03.1990;36\n", "2 Коваль Іван 1990-03-05"),
    "captured before being born": ("ПІБ;Дата народження;Дата полону\nКоваль Іван;05.03.1990;17.05.1922\n", "2 Коваль Іван 1990-03-05 +dates_conflict"),
    "captured grown up": ("ПІБ;Дата народження;Дата полону\nКоваль Іван;05.03.1990;17.05.2022\n", "2 Коваль Іван 1990-03-05"),
    "died before being born": ("ПІБ;Дата народження;Дата загибелі\nКоваль Іван;05.03.1990;01.01.1980\n", "2 Коваль Іван 1990-03-05 +dates_conflict"),
    "another date in the name": ("ПІБ;Дата народження\nКоваль Іван 1991 р.н.;05.03.1990\n", "2 Коваль Іван 1990-03-05 +dates_conflict"),
}  # fmt: skip


@pytest.mark.parametrize("case", CONFLICTS)
def test_dates_that_contradict_each_other_are_said(case):
    data, said = CONFLICTS[case]
    assert told(data) == [said]


@pytest.mark.parametrize("head", ["Дата", "ДАТА", "Date", "Дата (дд.мм.рррр)", "дата "])
def test_a_lone_column_of_dates_on_which_people_are_born_is_the_date_of_birth(head):
    assert told(f"ПІБ;{head}\nКоваль Іван;05.03.1990\nБойко Олена;31.02.1985\nГнат Олег;1979\n") == [
        "2 Коваль Іван 1990-03-05",
        "3 Бойко Олена +bad_date",
        "4 Гнат Олег 1979",
    ]
    assert told(as_json([{"name": "Коваль Іван", head: "1990-03-05"}]), "list.json") == ["1 Коваль Іван 1990-03-05"]


@pytest.mark.parametrize(
    "text",
    [
        "ПІБ;Дата\nКоваль Іван;17.07.2024\nБойко Олена;18.07.2024\n",  # of the exchange
        "ПІБ;Дата\nКоваль Іван;17.07.2013\nБойко Олена;18.07.2024\n",
        "ПІБ;Дата;Дата полону\nКоваль Іван;05.03.1990;2022\nБойко Олена;01.01.1985;2022\n",
        "ПІБ;Дата;Щось\nКоваль Іван;05.03.1990;17.05.2022\nБойко Олена;01.01.1985;18.05.2022\n",
        "ПІБ;Дата;Date\nКоваль Іван;05.03.1990;05.03.1990\nБойко Олена;01.01.1985;01.01.1985\n",
        "ПІБ;Дата\nКоваль Іван;завтра\nБойко Олена;вчора\n",
    ],
)
def test_a_column_of_other_dates_is_none_of_birth(text):
    assert told(text) == ["2 Коваль Іван", "3 Бойко Олена"]


def test_a_date_of_birth_goes_before_a_column_that_is_only_called_date():
    assert told("ПІБ;Дата;Дата народження\nКоваль Іван;01.01.1985;05.03.1990\n") == ["2 Коваль Іван 1990-03-05"]


@pytest.mark.parametrize("zone", ["Z", "+02:00", "-05:00"])
def test_a_day_may_have_the_zone_that_programs_write_behind_it(zone):
    assert told(f"ПІБ;Дата народження\nКоваль Іван;1990-03-05{zone}\n") == ["2 Коваль Іван 1990-03-05"]


@pytest.mark.parametrize(
    "written", ["05.03.1990, м. Київ", "05.03.1990 р.н., с. Вільне", "05.03.1990 (36 років)", "1990-03-05; Одеса"]
)
def test_a_whole_date_is_read_though_the_place_or_the_age_stands_behind_it(written):
    assert told(f"ПІБ|Дата і місце народження\nКоваль Іван|{written}\n") == ["2 Коваль Іван 1990-03-05"]


@pytest.mark.parametrize(
    "written", ["05.03.1990, 06.03.1990", "05.03.1990 17", "31.02.1990, м. Київ", "1990 (36 років)"]
)
def test_two_dates_or_none_in_a_cell_are_no_date(written):
    assert told(f"ПІБ|Дата народження\nКоваль Іван|{written}\n") == ["2 Коваль Іван +bad_date"]
