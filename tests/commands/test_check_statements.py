"""`dodomu check-statements`: the contradictions of the shipped statements, for people and for programs."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command


def printed(*options: str) -> str:
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check_statements", *options, stdout=out)
    assert stopped.value.code == 1
    return out.getvalue()


def test_programs_get_every_finding_with_its_day():
    findings = json.loads(printed("--json"))["findings"]
    assert set(findings[0]) == {"kind", "statements", "arithmetic", "known_on", "sentence"}
    wrong = next(each for each in findings if each["arithmetic"] == "3767=3935")
    assert (wrong["known_on"], wrong["statements"]) == ("2024-12-08", ["total-2024-10-21", "total-2024-12-08"])


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "2023-04-26  The parts do not make the whole: 6 + 37 make 43, stated is 42 (1 fewer)"),
        ("uk", "2023-04-26  Частини не дають цілого: 6 + 37 дає 43, а сказано 42 (на 1 менше)"),
    ],
)
def test_people_read_a_day_and_a_sentence(language, line):
    lines = printed("--language", language).splitlines()
    assert line in lines
    assert lines[-1].endswith(str(len([each for each in lines if each.startswith("20")])))
