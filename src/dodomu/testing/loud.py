"""What did not run is said aloud: in CI a skipped test fails, elsewhere the last line of the run tells of it."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from _pytest.terminal import TerminalReporter

NO_BROWSER = "no Chromium: install Debian's package `chromium`, or run `.venv/bin/playwright install chromium`"
NO_SPARK = "no Spark: `make setup-spark` installs it, and it needs Debian's package `openjdk-17-jre-headless`"

Report = pytest.TestReport | pytest.CollectReport


def refuse_skip(report: Report) -> None:
    """Turns a skip into a failure where nothing may be skipped: what is not run is not known to hold."""
    if os.environ.get("CI") and report.outcome == "skipped":
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped in CI. {why}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Looks at each test."""
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Looks at each file, which can skip itself as a whole."""
    report = yield
    refuse_skip(report)
    return report


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Says at the very end, where it is seen, that the tests in a browser or on Spark did not run."""
    for why, where in ((NO_BROWSER, "IN A BROWSER"), (NO_SPARK, "ON SPARK")):
        skipped = [one for one in terminalreporter.stats.get("skipped", []) if why in str(one.longrepr)]
        if skipped:
            terminalreporter.write_sep("!", f"{len(skipped)} TESTS {where} WERE NOT RUN", red=True, bold=True)
            terminalreporter.write_line(why, red=True)
