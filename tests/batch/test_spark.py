"""Spark finds what DuckDB finds; starting it takes longer than all else, so there are few tests of it."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from dodomu.commands.link import link

pytestmark = pytest.mark.usefixtures("spark")


@pytest.fixture(autouse=True)
def quick_java(monkeypatch):
    """For a minute of work it is not worth compiling twice."""
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")


@pytest.fixture(scope="module")
def sample(files):
    """The folder of files with a third of the lines."""
    lines = (files / "lines.csv").read_text("utf-8").splitlines(keepends=True)
    (files / "some.csv").write_text("".join(lines[:51]), "utf-8")
    return files


def linked(folder, engine, *options):
    """The exit code of `dodomu link` on that engine, everything that is at all likely being kept."""
    arguments = [str(folder / "register.csv"), str(folder / "some.csv"), "--out", str(folder / f"{engine}.parquet")]
    return link([*arguments, "--engine", engine, "--threshold", "0.0001", "--memory", "1g", *options])


def test_both_engines_give_the_same_links_to_the_last_digit(sample):
    options = ("--processes", "1", "--master", "local[2]")
    assert [linked(sample, engine, *options) for engine in ("duckdb", "spark")] == [0, 0]
    on_one, on_many = (pq.read_table(sample / f"{engine}.parquet").to_pylist() for engine in ("duckdb", "spark"))
    assert len(on_one) >= 40
    assert on_many == on_one


def test_without_java_the_command_says_how_to_get_it(sample, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(sample))
    assert linked(sample, "spark", "--language", "en") == 3
    assert capsys.readouterr().err == "Java 17 is missing: apt-get install openjdk-17-jre-headless\n"
