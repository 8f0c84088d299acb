"""The packages for linking are extras: nothing else imports them, and nothing imports them before they are used."""

from __future__ import annotations

import subprocess
import sys

from tests.house.tree import imports, modules

EXTRAS = {"splink", "duckdb", "pyarrow", "pyspark", "pandas"}
WITHOUT = f"""
import sys
for name in {sorted(EXTRAS)}:
    sys.modules[name] = None
import dodomu.commands.link
from dodomu.matching.batch import columns, engines, keys, lines, link, links, people, settings, written
"""


def test_only_the_linking_of_millions_imports_a_package_of_its_extras():
    found = {name for name, module in modules().items() for one in imports(name, module) if one.split(".")[0] in EXTRAS}
    assert {name for name in found if not name.startswith("dodomu.matching.batch.")} == set()
    assert found != set()


def test_the_command_starts_without_them():
    subprocess.run([sys.executable, "-c", WITHOUT], check=True)
