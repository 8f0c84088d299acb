"""A register in a file and lines in a file, by the terminal and from code."""

from __future__ import annotations

import csv
import gzip
import json

import pytest

from dodomu.commands.matching import match, match_quality
from dodomu.matching.register import Register, UnfitError

HEADER = "person_id,surname,given,patronymic,birth_date,sex,rank,unit,place\n"
PEOPLE = (
    "P1,Шевчук,Андрій,Миколайович,1991-03-14,M,солдат,36 БрМП,Маріуполь\n"
    "P2,Шевчук,Сергій,Миколайович,1994-08-20,M,солдат,36 БрМП,Маріуполь\n"
    "P3,Мороз,Ян,Орестович,1980,M,,,\n"
)
LINES = (
    "line_id,name,birth_date,rank,unit\nL1,SHEVCHUK ANDREI,14.03.91,,\nL2,Бондаренко Іван,1970,,\nL3,Мороз Ян О.,,,\n"
)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "register.csv").write_text(HEADER + PEOPLE, "utf-8")
    (tmp_path / "lines.csv").write_text(LINES, "utf-8")
    return tmp_path


def first_of(path):
    with path.open(encoding="utf-8") as file:
        return {row["line_id"]: row["candidate_id"] for row in csv.DictReader(file) if row["rank"] == "1"}


def test_lines_are_matched_from_file_to_file(files):
    out = files / "matches.csv"
    assert (
        match(["--register", str(files / "register.csv"), "--lines", str(files / "lines.csv"), "--out", str(out)]) == 0
    )
    assert out.read_text("utf-8").splitlines()[0] == "line_id,candidate_id,score,rank"
    assert first_of(out) == {"L1": "P1", "L3": "P3"}


def test_a_person_is_not_given_to_two_lines_unseen(files, capsys):
    twice = files / "twice.csv"
    twice.write_text("line_id,name,birth_date\nL1,Shevchuk Andrei,1991\nL2,ШЕВЧУК АНДРЕЙ,14.03.1991\n", "utf-8")
    out = files / "matches.csv"
    arguments = ["--register", str(files / "register.csv"), "--lines", str(twice), "--out", str(out)]
    assert match([*arguments, "--language", "en"]) == 0
    said = "The same person is first on another line too (the score goes down), lines: 1: L1 = L2\n"
    assert capsys.readouterr().err == said
    with out.open(encoding="utf-8") as file:
        score = {row["line_id"]: float(row["score"]) for row in csv.DictReader(file) if row["candidate_id"] == "P1"}
    [(_, alone)] = Register().load(files / "register.csv").match([{"name": "Shevchuk Andrei", "birth_date": "1991"}])
    assert score["L1"] == round(round(alone[0][1].probability, 6) * 0.98, 6)
    assert match([*arguments, "--once"]) == 0
    assert first_of(out)["L2"] == "P1"
    assert first_of(out).get("L1") != "P1"


def test_scores_are_probabilities_best_first_and_no_more_than_asked_for(files):
    register = Register().load(files / "register.csv")
    [(line, candidates)] = register.match([{"line_id": "x", "name": "Шевчук М.", "birth_date": ""}], top=2)
    chances = [one.probability for _, one in candidates]
    assert line == "x"
    assert len(candidates) <= 2
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0


def test_a_saved_index_answers_like_the_one_it_was_saved_from(files):
    register = Register().load(files / "register.csv")
    register.save(files / "kept")
    again = Register().load(files / "kept.names")
    lines = [{"line_id": "1", "name": "Шевчюк Сергей", "birth_date": "20.08.1994"}]
    assert list(again.match(lines)) == list(register.match(lines))


def test_a_packed_register_is_read(files):
    packed = files / "register.csv.gz"
    packed.write_bytes(gzip.compress((HEADER + PEOPLE).encode()))
    assert Register().load(packed).index.people == 3


def test_a_register_without_a_needed_column_is_refused_with_its_name(files, capsys):
    (files / "bad.csv").write_text("surname,given\nШевчук,Андрій\n", "utf-8")
    with pytest.raises(UnfitError, match="person_id"):
        Register().load(files / "bad.csv")
    arguments = ["--register", str(files / "bad.csv"), "--lines", str(files / "lines.csv"), "--language", "en"]
    assert match(arguments) == 2
    assert capsys.readouterr().err == "A column is missing: person_id\n"


def test_a_file_that_is_not_there_is_named(files, capsys):
    assert match(["--register", str(files / "none.csv"), "--lines", str(files / "lines.csv"), "--language", "uk"]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_quality_is_told_in_both_languages(capsys):
    for language, word in (("uk", "Перший кандидат правильний"), ("en", "First candidate right")):
        assert match_quality(["--people", "2500", "--lines", "120", "--language", language]) == 0
        assert word in capsys.readouterr().out


def test_the_weights_that_ship_say_where_they_come_from():
    from dodomu.matching.learnt import shipped

    origin = shipped().origin
    assert origin["made_by"] == "dodomu match-quality --learn"
    assert json.dumps(origin["seeds"]) == "[11, 21]"
