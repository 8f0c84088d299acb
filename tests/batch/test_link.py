"""From file to file: the links, what they say, and what is refused."""

from __future__ import annotations

import csv
import gzip

import pyarrow.parquet as pq
import pytest

from dodomu.commands.link import link
from dodomu.matching.batch import engines
from dodomu.matching.register import Register, read_lines
from tests.batch.conftest import write

REGISTER = ["person_id", "surname", "given", "patronymic", "birth_date", "rank", "unit"]
LINES = ["line_id", "name", "birth_date", "rank", "unit"]
PEOPLE = [
    ["P1", "Шевчук", "Андрій", "Миколайович", "1991-03-14", "солдат", "36 БрМП"],
    ["P2", "Шевчук", "Сергій", "Миколайович", "1994-08-20", "солдат", "36 БрМП"],
    ["P3", "Гнатюк-Дорошенко", "Олена", "Іванівна", "1988-07-05", "", ""],
    ["P4", "Дзензерський", "Лев", "Орестович", "1975", "", ""],
]


@pytest.fixture
def small(tmp_path):
    write(tmp_path / "register.csv", REGISTER, PEOPLE)
    return tmp_path


def linked(folder, *options, lines="lines.csv", register="register.csv", out="links.parquet"):
    """The exit code of `dodomu link` on files of a folder."""
    arguments = [str(folder / register), str(folder / lines), "--out", str(folder / out), "--processes", "1"]
    return link([*arguments, "--memory", "1GB", "--language", "en", *options])


def rows(path):
    return pq.read_table(path).to_pylist()


def test_each_line_is_linked_with_its_person_in_any_spelling(small):
    write(small / "lines.csv", LINES, [
        ["L1", "SHEVCHUK ANDREI", "14.03.91", "", ""],
        ["L2", "Шевчюк Сергей Николаевич", "1994", "", ""],
        ["L3", "Дорошенко Елена", "07.05.1988", "", ""],
        ["L4", "Dzenzers'kyj Lev", "", "", ""],
        ["L5", "Бондаренко Іван", "01.02.1970", "", ""],
        ["L6", "", "", "", ""],
    ])  # fmt: skip
    assert linked(small) == 0
    found = {row["id_b"]: row["id_a"] for row in rows(small / "links.parquet")}
    assert found == {"L1": "P1", "L2": "P2", "L3": "P3", "L4": "P4"}


def test_a_link_says_what_speaks_for_it_and_what_against(small):
    write(small / "lines.csv", LINES, [["L1", "Шевчук Андрій Петрович", "14.03.1991", "солдат", "72 ОМБр"]])
    assert linked(small, "--threshold", "0.01") == 0
    [row] = [row for row in rows(small / "links.parquet") if row["id_a"] == "P1"]
    assert row["for"] == ["surname: sound", "given: same", "birth: exact", "rank: same"]
    assert row["against"] == ["patronymic: other known", "unit: other"]
    assert 0 < row["probability"] < 1


def test_links_are_written_as_csv_where_the_name_says_so(small):
    write(small / "lines.csv", LINES, [["L1", "Шевчук Андрій", "14.03.1991", "", ""]])
    assert linked(small, out="links.csv") == 0
    with (small / "links.csv").open(encoding="utf-8") as file:
        [row] = csv.DictReader(file)
    assert (row["id_a"], row["id_b"], row["for"]) == ("P1", "L1", "surname: sound; given: same; birth: exact")


def test_only_the_owner_reads_the_links_and_nothing_is_left_in_between(small):
    work = small / "work"
    work.mkdir()
    write(small / "lines.csv", LINES, [["L1", "Шевчук Андрій", "14.03.1991", "", ""]])
    assert linked(small, "--work", str(work)) == 0
    assert (small / "links.parquet").stat().st_mode & 0o777 == 0o600
    assert list(work.iterdir()) == []
    assert sorted(path.name for path in small.iterdir()) == ["lines.csv", "links.parquet", "register.csv", "work"]


def test_a_file_of_lines_without_a_line_gives_an_empty_file_of_links(small):
    write(small / "lines.csv", LINES, [])
    assert linked(small) == 0
    assert rows(small / "links.parquet") == []


def test_two_registers_are_linked_by_the_parts_of_their_names(small):
    write(small / "second.csv.csv", REGISTER, [["Q9", "Shevchuk", "Serhii", "", "1994-08-20", "", ""]])
    packed = small / "second.csv.gz"
    packed.write_bytes(gzip.compress((small / "second.csv.csv").read_bytes()))
    assert linked(small, lines="second.csv.gz") == 0
    assert [(row["id_a"], row["id_b"]) for row in rows(small / "links.parquet")] == [("P2", "Q9")]


def test_a_link_is_as_probable_as_on_the_desk(files):
    """Blocking may lose somebody far off, and with them a little of the others' chance; nothing else may differ."""
    assert linked(files, "--threshold", "0.0001", "--processes", "2") == 0
    desk = Register().load(files / "register.csv")
    expected = {
        line: (people[0][0], people[0][1].probability)
        for line, people in desk.match(read_lines(files / "lines.csv"))
        if people and people[0][1].probability > 0.5
    }
    found = {}
    for row in rows(files / "links.parquet"):
        if row["probability"] > found.get(row["id_b"], ("", 0.0))[1]:
            found[row["id_b"]] = row["id_a"], row["probability"]
    far = {line for line, (person, chance) in expected.items()
           if found[line][0] != person or abs(found[line][1] - chance) > 0.02}  # fmt: skip
    assert len(expected) > 120
    assert far == set()


def test_processes_that_share_the_lines_find_what_one_finds(files):
    for processes in ("1", "2"):
        assert linked(files, "--processes", processes, out=f"{processes}.parquet") == 0
    assert rows(files / "1.parquet") == rows(files / "2.parquet")


# --- what is refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "lines", "sentence"),
    [
        (["surname", "given"], LINES, "A column is missing: person_id\n"),
        (REGISTER, ["line_id", "birth_date"], "A column is missing: lines.csv: name\n"),
    ],
)
def test_a_file_without_a_needed_column_is_refused_by_the_name_of_the_column(
    tmp_path, capsys, register, lines, sentence
):
    write(tmp_path / "register.csv", register, [["x"] * len(register)])
    write(tmp_path / "lines.csv", lines, [["x"] * len(lines)])
    assert linked(tmp_path) == 2
    assert capsys.readouterr().err == sentence
    assert not (tmp_path / "links.parquet").exists()


@pytest.mark.parametrize("which", ["register.csv", "lines.csv"])
def test_another_encoding_is_refused_in_words(small, capsys, which):
    write(small / "lines.csv", LINES, [["L1", "Шевчук Андрій", "", "", ""]])
    (small / which).write_bytes((small / which).read_text("utf-8").encode("cp1251"))
    assert linked(small) == 2
    assert capsys.readouterr().err == "A file is not in UTF-8. Save it as UTF-8.\n"


def test_a_file_that_is_not_there_is_named(small, capsys):
    assert linked(small, lines="none.csv") == 2
    assert "none.csv" in capsys.readouterr().err


def test_a_missing_extra_is_named_with_the_command_that_installs_it(small, capsys, monkeypatch):
    write(small / "lines.csv", LINES, [])
    monkeypatch.setitem(engines.NEEDS, "duckdb", ("splink", "no_such_engine"))
    assert linked(small) == 3
    assert capsys.readouterr().err == "Packages are missing: no_such_engine. pip install 'dodomu[link]'\n"
