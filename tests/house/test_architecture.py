"""The rules of ARCHITECTURE.md that the import contracts of pyproject.toml cannot say."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.house.tree import PACKAGE, ROOT, calls, imports, modules

ROOMS = {"exchanges", "reintegration", "families", "enquiries", "figures"}
READS_THE_CLOCK = {"web", "api", "commands", "config", "testing"}
CLOCKS = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "timezone.localdate",
    "time.time",
)


def package_of(name: str) -> str:
    """The package right below `dodomu` that a module lies in."""
    return name.split(".")[1] if "." in name else ""


def contract(which: str) -> dict[str, Any]:
    """One of the import contracts of pyproject.toml."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return next(one for one in stated if one["id"] == which)


def test_only_the_outermost_floors_read_the_clock():
    reading = {
        name
        for name, module in modules().items()
        if "clock.now" in calls(module) or "dodomu.clock.now" in imports(name, module)
    }
    assert {name for name in reading if package_of(name) not in READS_THE_CLOCK} == set()


def test_there_is_one_clock():
    found = {(name, call) for name, module in modules().items() for call in calls(module) if call in CLOCKS}
    # Idle sessions and rate limits run in real seconds, also in a demo whose clock was moved.
    seconds = {one for one in found if one[1] == "time.time" and package_of(one[0]) == "web"}
    # The demo notes the real instant at which it moves the clock.
    assert found - seconds <= {("dodomu.clock", "datetime.now"), ("dodomu.commands.demo.environment", "datetime.now")}


def test_a_state_table_is_known_to_its_room_and_to_flows_alone():
    found = set()
    for name, module in modules().items():
        for imported in imports(name, module):
            parts = imported.split(".")
            if parts[0] == "dodomu" and "states" in parts[2:3] and package_of(name) not in (parts[1], "flows"):
                found.add((name, imported))
    assert found == set()


def test_a_room_has_four_kinds_of_file():
    known = {"models", "states", "actions", "queries", "apps", "migrations", "__init__"}
    found = {
        f"{room}/{path.name}"
        for room in ROOMS
        for path in (PACKAGE / room).iterdir()
        if path.stem not in known and path.name != "__pycache__"
    }
    assert found == set()


def test_views_and_commands_write_through_actions_and_flows():
    writing = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
    found = set()
    for name, module in modules().items():
        if package_of(name) in ("web", "api", "commands"):
            for call in calls(module):
                owner, _, act = call.rpartition(".")
                if act in writing and "objects" in owner:
                    found.add((name, call))
    assert found == set()


def test_pages_read_through_queries():
    found = {
        (name, call)
        for name, module in modules().items()
        if package_of(name) == "web"
        for call in calls(module)
        if ".objects." in call and not call.endswith(".objects.none")
    }
    assert found == set()


def test_nothing_happens_behind_the_back_of_a_reader():
    hidden = {"django.dispatch", "django.db.models.signals", "django.contrib.auth.signals"}
    found = {
        (name, imported)
        for name, module in modules().items()
        for imported in imports(name, module)
        if any(imported == one or imported.startswith(f"{one}.") for one in hidden)
    }
    assert found == set()


def test_escaping_is_never_turned_off():
    found = {name for name, module in modules().items() for call in calls(module) if call.endswith("mark_safe")}
    # The drawings (icons, shapes of a status) are constants of our own, and one module makes them.
    assert found <= {"dodomu.web.templatetags.dodomu"}


def test_every_pure_package_stands_in_the_contract_that_keeps_it_pure():
    floors = [floor.replace("(", "").replace(")", "").split(" | ") for floor in contract("floors")["layers"]]
    pure = {name for floor in floors[floors.index(["units"]) + 1 :] for name in floor} - {"clock"}
    on_disk = {name for name in pure if (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists()}
    assert {f"dodomu.{name}" for name in on_disk} == set(contract("pure")["source_modules"])


def test_every_app_with_tables_names_itself_by_its_package():
    labels = {
        name: [
            node.value.value for node in cls.body if getattr(node, "targets", None) and node.targets[0].id == "label"
        ]
        for name, module in modules().items()
        if name.endswith(".apps")
        for cls in module.body
        if hasattr(cls, "bases")
    }
    assert labels == {name: [package_of(name)] for name in labels}


def test_no_file_is_longer_than_a_reader_can_hold():
    suffixes = {".py", ".html", ".js", ".css"}
    found = {
        str(file.relative_to(ROOT)): lines
        for file in (*PACKAGE.rglob("*"), *(ROOT / "tests").rglob("*"), *(ROOT / "tools").rglob("*"))
        if file.suffix in suffixes
        and not {"vendor", "migrations"} & set(file.parts)
        and (lines := file.read_text("utf-8").count("\n")) > 500
    }
    assert found == {}
