"""Files of invented people and lines, and Spark where this machine has it."""

from __future__ import annotations

import csv
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from dodomu.synthetic.crowd import make_crowd
from dodomu.synthetic.mentions import make_mentions
from dodomu.testing.loud import NO_SPARK

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Linking knows no database: where all tests run on both, Spark is started for one of them."""
    if config.getoption("--db") == "postgres":
        once = [item for item in items if item.path == HERE / "test_spark.py"]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if item not in once]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with register.csv, lines.csv and whose.csv: 2,500 people, 150 lines of every kind."""
    folder = tmp_path_factory.mktemp("files")
    crowd = list(make_crowd(2_500, seed=5))
    mentions = make_mentions(crowd, 150, seed=6)
    write(
        folder / "register.csv",
        ["person_id", "surname", "given", "patronymic", "birth_date", "rank", "unit"],
        ([p.key, p.surname, p.given, p.patronymic, p.born_on, p.rank, p.unit] for p in crowd),
    )
    write(
        folder / "lines.csv",
        ["line_id", "name", "birth_date", "rank", "unit"],
        ([f"L{n}", one.name, one.birth_date, one.rank, one.unit] for n, one in enumerate(mentions)),
    )
    write(folder / "whose.csv", ["line_id", "person_id"], ([f"L{n}", one.key] for n, one in enumerate(mentions)))
    return folder


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.fixture
def spark():
    """Nothing but a loud word where Spark or Java is missing."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip(NO_SPARK)
