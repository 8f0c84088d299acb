"""`dodomu load-units`: a tree from a file, whole or nothing, again without a change, each bad line with its sentence."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from dodomu.ledger.models import Entry
from dodomu.units.models import FormerName, Unit
from tests import build

pytestmark = pytest.mark.django_db

TREE = """code,parent,kind,name_uk,name_en,valid_from
NGU-12-1,NGU-12,battalion,1 батальйон,1st Battalion,
NGU,,service,Національна гвардія,National Guard,26.03.2014
NGU-12,NGU,brigade,"12 бригада «Азов»",12th Brigade Azov,2023-02-01
"""


@pytest.fixture
def load(tmp_path, now, capsys):
    """Loads a text as a file and gives what the command said."""

    def run(text, language="uk"):
        file = tmp_path / "units.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("load_units", str(file), language=language)
        return capsys.readouterr().out.strip()

    return run


def refused(load, text, language="uk"):
    with pytest.raises(CommandError) as error:
        load(text, language)
    assert error.value.returncode == 2
    return str(error.value)


def test_lines_come_in_any_order_and_the_tree_stands(load):
    assert load(TREE) == "Підрозділи: нових 3, перейменовано 0, без змін 0."
    rows = [(unit.code, unit.kind, unit.path.count("/") - 2) for unit in Unit.objects.order_by("path")]
    assert rows == [("NGU", "service", 0), ("NGU-12", "brigade", 1), ("NGU-12-1", "battalion", 2)]
    assert Unit.objects.get(code="NGU-12").valid_from.isoformat() == "2023-02-01"
    assert Unit.objects.get(code="NGU").valid_from.isoformat() == "2014-03-26"
    assert list(Entry.objects.values_list("act", "by")) == [("add_unit", None)] * 3


def test_run_again_it_changes_nothing_and_another_name_renames(load):
    load(TREE)
    assert load(TREE, "en") == "Units: 0 new, 0 renamed, 3 unchanged."
    assert load(TREE.replace("1 батальйон", "перший батальйон")) == "Підрозділи: нових 0, перейменовано 1, без змін 2."
    assert FormerName.objects.get().name_uk == "1 батальйон"


def test_semicolons_a_mark_of_order_and_few_columns_will_do(load):
    text = "\ufeffCode;Name_UK;Name_EN\r\nSBGS;Прикордонна служба;Border Guard\r\n\r\n"
    assert load(text) == "Підрозділи: нових 1, перейменовано 0, без змін 0."
    assert Unit.objects.get().kind == "service"


def test_every_bad_line_is_named_and_nothing_is_changed(load):
    text = TREE + "NGU-99,AFU,unit,Частина,Unit,\nNGU-12,NGU,brigade,Інша,Other,\nНГУ,NGU,unit,Частина,Unit,\n"
    said = refused(load, text)
    assert "рядок 6: Код «NGU-12» уже стоїть у рядку 4." in said
    assert "рядок 7: Код – до 40 латинських літер" in said
    assert said.endswith("Нічого не змінено.")
    assert Unit.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("X,AFU,unit,Частина,Unit,", "line 2: There is no unit “AFU” for it to stand under."),
        ("X,X,unit,Частина,Unit,", "line 2: There is no unit “X” for it to stand under."),
        ("X,,unit,Частина,Unit,", "line 2: A service stands at the top of the tree"),
        ("X,,horde,Частина,Unit,", "line 2: Choose what kind of unit it is."),
        ("X,,service,,Unit,", "line 2: Enter the name."),
        ("X,,service,Частина,Unit,soon", "line 2: valid_from is a day such as 2024-07-17."),
        ("X,,service,Частина,Unit,,,", "line 2: More cells than columns."),
        ("X,,service,Частина", "line 2: Enter the name."),
    ],
)
def test_a_bad_line_says_what_is_wrong(load, line, sentence):
    assert sentence in refused(load, f"code,parent,kind,name_uk,name_en,valid_from\n{line}\n", "en")
    assert Unit.objects.count() == 0


def test_a_unit_that_stands_elsewhere_is_not_moved_by_a_file(load):
    load(TREE)
    build.unit("AFU")
    said = refused(load, "code,parent,name_uk,name_en\nNGU-12,AFU,12 бригада,12th\n")
    assert "стоїть він не там" in said
    assert Unit.objects.get(code="NGU-12").parent.code == "NGU"


@pytest.mark.parametrize(
    "text",
    ["", "code,name\nX,Y\n", "just words", "code,name_uk,name_en,secret\n", "Код".encode("cp1251"), b"\xff\xfe\x00"],
)
def test_a_file_of_another_kind_is_refused_as_a_whole(load, text):
    assert "\n" not in refused(load, text)
    assert Unit.objects.count() == 0


def test_a_file_that_is_not_there_is_named(now):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_units", "nowhere.csv", language="en")
