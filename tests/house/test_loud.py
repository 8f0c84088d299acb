"""A skipped browser test is told at the end of a run, and fails in CI."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

TESTS = """
import pytest
from dodomu.testing.loud import NO_BROWSER

@pytest.fixture
def browser():
    pytest.skip(NO_BROWSER)

def test_in_a_browser(browser): pass
def test_elsewhere(): pass
"""
WHOLE_FILE = 'import pytest\npytest.skip("not here", allow_module_level=True)\n'


@pytest.fixture
def run(tmp_path):
    """Runs a file of tests in a pytest of its own, in CI or not."""

    def run_one(text, *, ci):
        (tmp_path / "test_one.py").write_text(text)
        outside = {name: value for name, value in os.environ.items() if name != "CI"} | ({"CI": "true"} if ci else {})
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "dodomu.testing.loud",
            "-p",
            "no:django",
            "-c",
            os.devnull,
        ]
        return subprocess.run([*command, "test_one.py"], cwd=tmp_path, env=outside, capture_output=True, text=True)

    return run_one


def test_on_a_strangers_machine_the_skip_passes_and_is_told_at_the_end(run):
    done = run(TESTS, ci=False)
    assert done.returncode == 0
    assert "1 TESTS IN A BROWSER WERE NOT RUN" in done.stdout
    assert "1 passed, 1 skipped" in done.stdout


@pytest.mark.parametrize("text", [TESTS, WHOLE_FILE], ids=["a test", "a whole file"])
def test_in_ci_a_skip_fails(run, text):
    done = run(text, ci=True)
    assert done.returncode != 0
    assert "Nothing may be skipped in CI" in done.stdout
