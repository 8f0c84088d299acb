"""The lock files: every package with its hashes, no address of an index, no licence that would bind others."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.house.tree import ROOT

ADDRESS = re.compile(r"://|--(?:extra-)?index|--find-links|--trusted-host|tool\.uv\.(?:index|sources)")
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-spark.lock"]
DECISION = "docs/decisions/0006-dependencies.md"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """Each pinned package of a lock file with its whole entry."""
    entries = re.split(r"^(?=[a-z0-9])", read(name), flags=re.MULTILINE)[1:]
    return {re.split(r"[=\[ ]", entry)[0]: entry for entry in entries}


def version(entry: str) -> str:
    return str(re.findall(r"==([\w.+!-]+)", entry)[0])


@pytest.mark.parametrize("name", ["pyproject.toml", *LOCKS])
def test_no_package_index_is_named(name):
    assert ADDRESS.findall(read(name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(name):
    loose = {one for one, entry in pins(name).items() if "==" not in entry or "--hash=sha256:" not in entry}
    assert pins(name)
    assert loose == set()


def test_tests_run_with_the_very_packages_that_ship():
    shipped, tested = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {one: version(entry) for one, entry in shipped.items()} == {
        one: version(entry) for one, entry in tested.items() if one in shipped
    }


def test_the_lock_of_uv_is_not_kept():
    assert "uv.lock" in read(".gitignore").split()


def named(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].replace(".", "-").lower()


def test_every_package_we_ask_for_is_locked_and_has_its_row_in_the_decision():
    project = tomllib.loads(read("pyproject.toml"))
    runtime = {named(one) for one in [*project["project"]["dependencies"], "psycopg"]}
    others = {named(one) for group in project["dependency-groups"].values() for one in group}
    assert runtime - set(pins("requirements.lock")) == set()
    assert others - set(pins("requirements-dev.lock")) == set()
    extras = {
        lock: {named(one) for one in project["project"]["optional-dependencies"][extra]}
        for extra, lock in (("link", "requirements-dev.lock"), ("spark", "requirements-spark.lock"))
    }
    assert {lock: packages - set(pins(lock)) for lock, packages in extras.items()} == {lock: set() for lock in extras}
    packages = runtime.union(others, *extras.values())
    assert {one for one in packages if f"`{one}`" not in read(DECISION)} == set()


def test_what_runs_needs_no_package_of_an_extra_for_linking():
    project = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    linking = {named(one) for one in [*project["link"], *project["spark"]]}
    assert linking & set(pins("requirements.lock")) == set()


def test_spark_is_tested_beside_the_very_packages_of_the_tests():
    tested, with_spark = pins("requirements-dev.lock"), pins("requirements-spark.lock")
    assert {one: version(entry) for one, entry in with_spark.items() if one in tested} == {
        one: version(entry) for one, entry in tested.items() if one in with_spark
    }


def licence(package: str) -> str:
    """What a package says of its licence; empty where this machine needs no such package."""
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return ""
    classifiers = [one for one in said.get_all("Classifier", []) if one.startswith("License")]
    return " ".join(
        [*said.get_all("License-Expression", []), *(one[:60] for one in said.get_all("License", [])), *classifiers]
    )


def test_only_psycopg_has_a_licence_of_the_gpl_family():
    bound = {one for one in pins("requirements-dev.lock") if re.search(r"A?L?GPL|General Public", licence(one))}
    assert bound == {"psycopg", "psycopg-binary"}
