"""Tables as text: separators, headers, quotation marks, ends of lines, titles above and totals below."""

import pytest

from tests.formats.files import told

HEAD = "ПІБ;Дата народження;Звання\n"

CASES = {
    "a plain list": (HEAD + "Коваль Іван Петрович;05.03.1990;солдат\n", ["2 Коваль Іван Петрович 1990-03-05"]),
    "comma": ("ПІБ,Дата народження\nКоваль Іван,05.03.1990\n", ["2 Коваль Іван 1990-03-05"]),
    "tab": ("ПІБ\tДата народження\nКоваль Іван\t05.03.1990\n", ["2 Коваль Іван 1990-03-05"]),
    "stroke": ("ПІБ|Дата народження\nКоваль Іван|05.03.1990\n", ["2 Коваль Іван 1990-03-05"]),
    "sep=; is obeyed and not counted": ("sep=;\nПІБ;Рік народження\nКоваль, Іван;1990\n", ["2 Коваль Іван 1990"]),
    "SEP= of a tab": ("SEP=\t\nПІБ\tРік народження\nКоваль Іван\t1990\n", ["2 Коваль Іван 1990"]),
    "sep= in quotation marks": ('"sep=,"\nПІБ,Рік народження\nКоваль Іван,1990\n', ["2 Коваль Іван 1990"]),
    "sep= that nobody guesses": ("sep=^\nПІБ^Рік народження\nКоваль Іван^1990\n", ["2 Коваль Іван 1990"]),
    "CR alone": ("ПІБ;Рік народження\rКоваль Іван;1990\rБойко Петро;1991\r", ["2 Коваль Іван 1990", "3 Бойко Петро 1991"]),
    "CRLF": ("ПІБ;Рік народження\r\nКоваль Іван;1990\r\n", ["2 Коваль Іван 1990"]),
    "CR CR LF of a broken conversion": ("ПІБ;Рік народження\r\r\nКоваль Іван;1990\r\r\nБойко Петро;1991", ["2 Коваль Іван 1990", "3 Бойко Петро 1991"]),
    "ends of every kind": ("ПІБ;Рік народження\r\nКоваль Іван;1990\nБойко Петро;1991\rГнатюк Олег;1992", ["2 Коваль Іван 1990", "3 Бойко Петро 1991", "4 Гнатюк Олег 1992"]),
    "no end after the last line": ("ПІБ\nКоваль Іван", ["2 Коваль Іван"]),
    "one column": ("ПІБ\nКоваль Іван\nБойко Петро\n", ["2 Коваль Іван", "3 Бойко Петро"]),
    "one column with everything in a cell": ("ПІБ\nсолдат Коваль Іван Петрович, 1990 р.н., в/ч А1234\n", ["2 Коваль Іван Петрович 1990"]),
    "one column whose head has commas": ("Прізвище, ім'я, по батькові\nКоваль Іван Петрович\nБойко Петро Іванович\n", ["2 Коваль Іван Петрович", "3 Бойко Петро Іванович"]),
    "titles above the header are not counted": ("Список військовослужбовців\nстаном на 17.07.2024\n\n" + HEAD + "Коваль Іван;1990;\n", ["2 Коваль Іван 1990"]),
    "titles with empty cells": ("СПИСОК;;\n;;\n" + HEAD + "Коваль Іван;1990;\n", ["2 Коваль Іван 1990"]),
    "the header is the tenth record": ("рядок\n" * 9 + HEAD + "Коваль Іван;1990;\n", ["2 Коваль Іван 1990"]),
    "the header is the eleventh record": ("рядок\n" * 10 + HEAD + "Коваль Іван;1990;\n", ["!no_header"]),
    "blank lines above do not push the header out": ("\n" * 30 + HEAD + "Коваль Іван;1990;\n", ["2 Коваль Іван 1990"]),
    "blank lines below are counted and no records": (HEAD + "Коваль Іван;1990;\n\n;;\nБойко Петро;1991;\n", ["2 Коваль Іван 1990", "5 Бойко Петро 1991"]),
    "a header in capitals": ("№ З/П;ПРІЗВИЩЕ;ІМ'Я;ПО БАТЬКОВІ\n1;Коваль;Іван;Петрович\n", ["2 Коваль Іван Петрович"]),
    "П.І.Б. and Д.Н.": ("П.І.Б.;Д.Н.\nКоваль Іван;05.03.1990\n", ["2 Коваль Іван 1990-03-05"]),
    "a long official head": ("№ з/п;Прізвище, власне ім’я, по батькові (за наявності);Дата народження (дд.мм.рррр)\n1;Коваль Іван Петрович;05.03.1990\n", ["2 Коваль Іван Петрович 1990-03-05"]),
    "Russian heads": ("№ п/п;Ф.И.О.;Дата рождения;Воинское звание\n1;Ковалёв Иван;05.03.1990;рядовой\n", ["2 Ковалёв Иван 1990-03-05"]),
    "English heads": ("No.;Full Name;Date of Birth;Rank\n1;Koval Ivan;1990-03-05;private\n", ["2 Koval Ivan 1990-03-05"]),
    "surname and name are parts": ("Surname,Name,DOB\nKoval,Ivan,1990-03-05\n", ["2 Koval Ivan 1990-03-05"]),
    "heads with Latin look-alikes": ("ПIБ;Датa нaродження\nКоваль Іван;05.03.1990\n", ["2 Коваль Іван 1990-03-05"]),
    "heads with unseen signs and blanks": ("\u200bПІБ\u00a0;  Дата\u00a0народження \nКоваль Іван;05.03.1990\n", ["2 Коваль Іван 1990-03-05"]),
    "a head in quotation marks over two lines": ('"Прізвище,\nім\'я, по батькові";"Дата\nнародження"\nКоваль Іван;05.03.1990\n', ["2 Коваль Іван 1990-03-05"]),
    "a header of two storeys": ("№;ПІБ;;;Дата народження\n;Прізвище;Ім'я;По батькові;\n1;Коваль;Іван;Петрович;05.03.1990\n", ["2 !not_a_person", "3 Коваль Іван Петрович 1990-03-05"]),
    "a row of column numbers": (HEAD + "1;2;3\nКоваль Іван;1990;\n", ["2 !not_a_person", "3 Коваль Іван 1990"]),
    "the header again on each page": (HEAD + "Коваль Іван;1990;\n" + HEAD + "Бойко Петро;1991;\n", ["2 Коваль Іван 1990", "3 !not_a_person", "4 Бойко Петро 1991"]),
    "unknown columns beside the known": ("Код;ПІБ;Щось;Ще щось;Інше поле\nx;Коваль Іван;y;z;w\n", ["2 Коваль Іван"]),
    "an empty head in the middle": ("№;;ПІБ;Рік народження\n1;;Коваль Іван;1990\n", ["2 Коваль Іван 1990"]),
    "cells below empty heads at the end": ("ПІБ;Рік народження;;\nКоваль Іван;1990;x;y\nБойко Петро;1991;x;y;z\n", ["2 Коваль Іван 1990", "3 !too_many_cells"]),
    "empty heads at the end": ("ПІБ;Рік народження;;;\nКоваль Іван;1990;;;\nБойко Петро;1991\n", ["2 Коваль Іван 1990", "3 Бойко Петро 1991"]),
    "separators at the end of rows": ("ПІБ;Рік народження\nКоваль Іван;1990;;;\n", ["2 Коваль Іван 1990"]),
    "a quoted separator": ('ПІБ;Примітка\n"Коваль Іван";"поранений; ліва рука"\n', ["2 Коваль Іван"]),
    "a quoted line break is one record": ('ПІБ;Примітка\nКоваль Іван;"перше\nдруге\nтретє"\nБойко Петро;\n', ["2 Коваль Іван", "3 Бойко Петро"]),
    "a line break in a name": ('ПІБ;Рік народження\n"Коваль\nІван\nПетрович";1990\n', ["2 Коваль Іван Петрович 1990"]),
    "doubled quotation marks": ('ПІБ;Примітка\n"Коваль Іван";"полк ""Азов"" НГУ"\n', ["2 Коваль Іван"]),
    "quotation marks inside a plain cell": ('ПІБ;Підрозділ\nКоваль Іван;полк "Азов" НГУ\n', ["2 Коваль Іван"]),
    "a cell that begins with a quoted word": ('ПІБ;Підрозділ\nКоваль Іван;"Азов" полк\nБойко Петро;НГУ\n', ["2 Коваль Іван", "3 Бойко Петро"]),
    "blanks around quoted cells": ('ПІБ; Рік народження\n "Коваль Іван" ; "1990" \n', ["2 Коваль Іван 1990"]),
    "the trick that forces text": ('ПІБ;Рік народження\n="Коваль Іван";="1990"\n', ["2 Коваль Іван 1990"]),
    "a quotation mark left open costs its own record": (HEAD + '"Коваль Іван;1990;\nБойко Петро;1991;\n', ["2 !unclosed_quote", "3 Бойко Петро 1991"]),
    "a mark left open before other marks": ('ПІБ;Примітка\n"Коваль Іван;а\n"Бойко Петро";б\n', ["2 !unclosed_quote", "3 Бойко Петро"]),
    "a mark left open in the last record": (HEAD + 'Коваль Іван;1990;\n"Бойко Петро;1991;', ["2 Коваль Іван 1990", "3 !unclosed_quote"]),
    "more cells than the header": ("ПІБ;Рік народження\nКоваль Іван;1990;зайве\nБойко Петро;1991\n", ["2 !too_many_cells", "3 Бойко Петро 1991"]),
    "an unquoted comma moved the cells": ("ПІБ,Рік народження\nКоваль, Іван,1990\nБойко Петро,1991\nГнатюк Олег,1992\n", ["2 !too_many_cells", "3 Бойко Петро 1991", "4 Гнатюк Олег 1992"]),
    "fewer cells than the header": (HEAD + "Коваль Іван;1990;\nБойко Петро;1991\n", ["2 Коваль Іван 1990", "3 !truncated_row"]),
    "the end of the file is cut off": (HEAD + "Коваль Іван;1990;солдат\nБойко Пет", ["2 Коваль Іван 1990", "3 !truncated_row"]),
    "a total is no truncated row": (HEAD + "Коваль Іван;1990;\nВсього: 1\n", ["2 Коваль Іван 1990", "3 !not_a_person"]),
    "signatures below": (HEAD + "Коваль Іван;1990;\n;;\nКомандир військової частини А1234;;\nполковник ____________ Іван ПЕТРЕНКО;;\nМ.П.;;\n", ["2 Коваль Іван 1990", "4 !not_a_person", "5 !not_a_person", "6 !not_a_person"]),
    "headings between people": ("№;ПІБ;Звання\n1 рота;;\n1;Коваль Іван;\n;Поранені:;\n2;Бойко Петро;\n", ["2 !not_a_person", "3 Коваль Іван", "4 !not_a_person", "5 Бойко Петро"]),
    "a total in another column": ("№;ПІБ;Звання\n1;Коваль Іван;\n;;Разом: 1\n", ["2 Коваль Іван", "3 !not_a_person"]),
    "English and Russian totals": ("№;ПІБ\n1;Коваль Іван\nИтого;1\nTotal;1\n", ["2 Коваль Іван", "3 !not_a_person", "4 !not_a_person"]),
    "no name in the row": ("№;ПІБ;Рік народження\n1;;1990\n2;-;1991\n3;невідомо;1992\n", ["2 !no_name", "3 !no_name", "4 !no_name"]),
    "the same line twice": (HEAD + "Коваль Іван;1990;\nБойко Петро;;\nКОВАЛЬ Іван;1990;\n", ["2 Коваль Іван 1990", "3 Бойко Петро", "4 КОВАЛЬ Іван 1990 +duplicate_line"]),
    "namesakes with other dates are no duplicates": (HEAD + "Коваль Іван;1990;\nКоваль Іван;1991;\n", ["2 Коваль Іван 1990", "3 Коваль Іван 1991"]),
    "one head twice": ("ПІБ;Примітка;Примітка\nКоваль Іван;;\n", ["!duplicate_header"]),
    "one head twice in other letters": ("ПІБ;Рік народження;п.і.б.\nКоваль Іван;1990;\n", ["2 Коваль Іван 1990"]),
    "ПІБ twice": ("ПІБ;піб \nКоваль Іван;x\n", ["!duplicate_header"]),
    "heads of two languages side by side": ("Прізвище;Surname;Ім'я\nКоваль;Koval;Іван\n", ["2 Коваль Іван"]),
    "no header at all": ("Коваль Іван;05.03.1990\nБойко Петро;1991\n", ["!no_header"]),
    "a header that names nobody": ("Звання;Дата народження\nсолдат;1990\n", ["!no_header"]),
    "a header and nothing below": (HEAD, ["!no_rows"]),
    "a header and blank lines": (HEAD + "\n;;\n  \n", ["!no_rows"]),
    "nothing": ("", ["!empty_file"]),
    "blanks only": (" \r\n\t\n", ["!empty_file"]),
    "a mark of Unicode only": (b"\xef\xbb\xbf", ["!empty_file"]),
    "NUL only": (b"\x00\x00\x00\x00", ["!empty_file"]),
    "a formula as text is no name": ('ПІБ;Примітка\n"=HYPERLINK(""http://x"";""Коваль"")";\n=1+1;\n', ["2 !bad_name", "3 !bad_name"]),
    "a formula in a note stays text": ("ПІБ;Примітка\nКоваль Іван;=cmd|' /C calc'!A0\n", ["2 Коваль Іван"]),
    "markdown": ("| ПІБ | Рік народження |\n|---|---|\n| Коваль Іван | 1990 |\n", ["2 !not_a_person", "3 Коваль Іван 1990"]),
    "rows of many blanks": ("ПІБ;Рік народження\n   Коваль    Іван   ;  1990  \n", ["2 Коваль Іван 1990"]),
    "a wide table": ("ПІБ;" + ";".join(f"поле {n}" for n in range(150)) + "\nКоваль Іван" + ";x" * 150 + "\n", ["2 Коваль Іван"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_table_is_read_as_the_contract_says(case):
    data, said = CASES[case]
    assert told(data) == said


@pytest.mark.parametrize("ending", ["csv", "tsv", "txt", "dat", ""])
def test_a_table_is_told_by_its_content_under_every_name_of_a_text(ending):
    name = f"список.{ending}" if ending else "список"
    assert told(HEAD + "Коваль Іван;05.03.1990;\n", name) == ["2 Коваль Іван 1990-03-05"]


def test_text_without_a_header_is_read_as_pasted_under_the_name_of_a_text():
    assert told("1. Коваль Іван, 1990\n2. Бойко Петро\n", "list.txt") == ["1 Коваль Іван 1990", "2 Бойко Петро"]


def test_a_comma_too_many_in_the_only_record_is_told_and_not_taken_for_the_text_of_one_column():
    assert told("ПІБ,Дата народження\nКоваль, Іван,05.03.1990\n") == ["2 !too_many_cells"]
    assert told("Прізвище, ім'я\nКоваль, Іван\nБойко, Олена\n") == ["2 Коваль Іван", "3 Бойко Олена"]
