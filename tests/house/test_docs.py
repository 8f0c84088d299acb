"""What the documents say is so: generated tables, commands, links, the map of the tree, the form of decisions."""

from __future__ import annotations

import os
import re
import subprocess

import pytest
from django.core.management import get_commands

from tests.house.tree import PACKAGE, ROOT, texts
from tools import docs, vendored

DOCUMENTS = texts("*.md")
HEADINGS = ["Context", "Decision", "Consequences"]


def test_generated_documents_say_what_the_code_says():
    assert docs.differing() == []


def test_vendored_files_are_as_they_came():
    assert vendored.findings(vendored.sums(), vendored.stated()) == []


def targets() -> set[str]:
    """What `make` can make."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))


def in_code(text: str) -> str:
    """The parts of a document that are set as code."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL))


def test_every_make_command_in_the_documents_exists():
    named = {
        (path, target)
        for path, text in DOCUMENTS.items()
        for target in re.findall(r"\bmake ([a-z][a-z-]*)", in_code(text))
    }
    assert {one for one in named if one[1] not in targets()} == set()
    assert {target for path, target in named if path == "README.md"} >= {"demo", "test"}


def test_every_dodomu_command_in_the_documents_exists():
    ours = {name.replace("_", "-") for name, app in get_commands().items() if app == "dodomu.commands"}
    ours |= {"migrate", "makemigrations", "createcachetable", "collectstatic", "shell"}
    named = {
        (path, command)
        for path, text in DOCUMENTS.items()
        for command in re.findall(r"(?:^|[`/ ])dodomu ([a-z][a-z-]*)", in_code(text), flags=re.MULTILINE)
    }
    assert {one for one in named if one[1] not in ours} == set()


def test_every_setting_is_described():
    described = set(re.findall(r"`(DODOMU_\w+)`", (ROOT / "docs/settings.md").read_text("utf-8")))
    read = {name for text in texts("src/*.py").values() for name in re.findall(r"\"(DODOMU_[A-Z_]+)\"", text)}
    assert read - described == set()


def test_every_link_between_documents_leads_somewhere():
    dead = set()
    for path, text in DOCUMENTS.items():
        for link in re.findall(r"\]\(([^)\s#]+)[^)]*\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
            if (
                "://" not in link
                and not link.startswith("mailto:")
                and not (ROOT / path).parent.joinpath(link).exists()
            ):
                dead.add((path, link))
    assert dead == set()


def test_every_name_of_the_glossary_stands_in_the_code():
    rows = [line.split(" | ") for line in DOCUMENTS["docs/glossary.md"].splitlines() if line.count(" | ") == 3]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row[2])}
    written = set(re.findall(r"\w+", " ".join(texts("src/*.py").values())))
    assert len(named) > 50
    assert named - written == set()


def test_the_map_names_every_package():
    tree = re.search(r"## The tree\n.*?```(.*?)```", DOCUMENTS["ARCHITECTURE.md"], flags=re.DOTALL)[1]
    packages = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    packages |= {path.name for path in PACKAGE.glob("*.py") if path.stem != "__init__"}
    assert {name for name in packages if not re.search(rf"\b{re.escape(name)}\b", tree)} == set()


def test_the_map_draws_the_floors_of_the_contract():
    from tests.house.test_architecture import contract

    drawn = re.search(r"## Floors\n.*?```\n(.*?)```", DOCUMENTS["ARCHITECTURE.md"], flags=re.DOTALL)[1]
    floors = [re.split(r"\s{2,}", line)[0].strip() for line in drawn.splitlines() if line.strip()]
    assert floors == contract("floors")["layers"]


@pytest.mark.parametrize("path", sorted(texts("docs/decisions/*.md")))
def test_a_decision_is_one_page_with_its_parts(path):
    text = DOCUMENTS[path]
    number = re.search(r"/(\d{4})-", path)[1]
    assert text.startswith(f"# {number} ")
    assert re.search(r"^Date: \d{4}-\d\d-\d\d$", text, flags=re.MULTILINE)
    assert re.search(r"^Status: (?:accepted|replaced by \[\d{4}\]\([^)]+\))$", text, flags=re.MULTILINE)
    assert [
        heading for heading in re.findall(r"^## (.+)$", text, flags=re.MULTILINE) if heading in HEADINGS
    ] == HEADINGS
    assert len(text.splitlines()) <= 80


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(re.search(r"/(\d{4})-", path)[1]) for path in sorted(texts("docs/decisions/*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_tells_of_what_is_not_released_yet():
    assert "## Unreleased" in DOCUMENTS["CHANGELOG.md"]


def test_ci_runs_the_commands_of_a_newcomer():
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    text = script.read_text("utf-8")
    assert "make check" in text
    assert "make test" in text
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_make_without_a_target_lists_what_can_be_made():
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    listed = subprocess.run(["make", "-s"], cwd=ROOT, env=outside, check=True, capture_output=True, text=True).stdout
    assert {line.split()[1] for line in listed.splitlines()} == targets()
