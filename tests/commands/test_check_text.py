"""`dodomu check-text`: an article beside the published statements, on a machine that has no database yet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

REMAIN = {
    "uk": "Командувач Національної гвардії заявив, що 755 нацгвардійців залишаються в полоні.",
    "en": "755 National Guardsmen remain in Russian captivity, the commander said.",
}


@pytest.fixture
def checked(tmp_path, monkeypatch):
    """Checks a text; gives the exit code and what was printed."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    def check(text: str | bytes, *options: str) -> tuple[int, str]:
        file = tmp_path / "article.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = StringIO()
        try:
            call_command("check_text", str(file), *options, stdout=out)
        except SystemExit as stop:
            return int(stop.code or 0), out.getvalue()
        return 0, out.getvalue()

    return check


@pytest.mark.parametrize("language", ["uk", "en"])
def test_755_remain_is_the_same_number_with_the_opposite_meaning(checked, language):
    code, printed = checked(REMAIN[language], "--json", "--language", language, "--published", "2024-07-25")
    claim = json.loads(printed)["claims"][0]
    assert (code, claim["verdict"], claim["statement"]) == (1, "opposite_meaning", "ngu-755-ukrinform-corrected")
    assert (claim["value"], claim["what"], claim["population"]) == (755, "in_captivity", "National Guard")
    assert claim["say_instead"]["en"] == (
        "As of July 2024, 755 service members of the National Guard of Ukraine had been released from captivity."
    )
    assert claim["why"]["uk"] == "Те саме число, протилежний зміст: 755 – це звільнені, а не ті, хто в полоні"


@pytest.mark.parametrize(
    ("text", "published", "verdict", "code"),
    [
        ("By July 2024, 755 National Guard members had been released.", "2024-07-26", "agrees", 0),
        ("In total 755 National Guard members have been released.", "2025-01-10", "older_vintage", 0),
        ("Загалом з полону повернулася майже тисяча нацгвардійців.", "2024-12-28", "rounding", 0),
        ("More than 900 defenders of Mariupol remain in captivity.", "2024-02-02", "other_group", 0),
        ("17 липня додому повернулися 59 захисників.", "2024-07-17", "other_number", 1),
        ("17 липня додому повернулися 95 захисників.", "2024-07-17", "agrees", 0),
        ("17 липня додому повернулися 28 захисників Маріуполя.", "2024-07-17", "unknown", 0),
        ("Зниклими безвісти вважаються понад 7200 військових.", "2022-07-11", "unknown", 0),
        ("Станом на 30 грудня 2024 року з полону повернули 3596 людей.", "2024-12-31", "other_number", 1),
    ],
)
def test_only_what_should_not_be_printed_ends_with_1(checked, text, published, verdict, code):
    found, printed = checked(text, "--json", "--published", published)
    assert ([each["verdict"] for each in json.loads(printed)["claims"]], found) == ([verdict], code)


def test_a_corrected_article_is_not_blamed_for_what_it_takes_back(checked):
    text = (
        "As of July 2024, 755 National Guard soldiers were freed. Corrected: earlier the article said that 755 members "
        "of the National Guard remained in captivity."
    )
    assert checked(text, "--published", "2024-07-25")[0] == 0


def test_a_reader_is_told_what_is_wrong_and_what_to_print_instead(checked):
    code, printed = checked(REMAIN["en"], "--published", "2024-07")
    assert code == 1
    assert printed.splitlines() == [
        "[1] «755 National Guardsmen» – same number, opposite or other meaning",
        "    Same number, opposite meaning: 755 is the number of those released, not of those in captivity.",
        "    Say instead: As of July 2024, 755 service members of the National Guard of Ukraine had been released from"
        " captivity.",
        "    ngu-755-ukrinform-corrected",
    ]


def test_a_text_without_numbers_says_so(checked):
    assert checked("The weather is fine.") == (0, "No numbers about return or captivity were found.\n")
    assert checked("", "--json") == (0, '{\n "claims": []\n}\n')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_is_read_in_the_encodings_that_newsrooms_keep(checked, encoding):
    code, printed = checked(f"«{REMAIN['uk']}»".encode(encoding), "--json", "--published", "2024-07-25")
    claims = json.loads(printed)["claims"]
    assert (code, [(each["verdict"], each["span"]) for each in claims]) == (
        1,
        [("opposite_meaning", "755 нацгвардійців")],
    )


def test_a_number_said_again_is_one_claim_with_every_place_of_it(checked):
    text = f"755 National Guardsmen remain in captivity. {REMAIN['en']}"
    _, printed = checked(text, "--json")
    [claim] = json.loads(printed)["claims"]
    assert [text[start:end] for start, end in claim["places"]] == ["755 National Guardsmen"] * 2


def test_both_languages_of_one_text_are_read(checked):
    _, printed = checked(f"{REMAIN['uk']}\n\nOn 17 July 2024, 95 defenders returned from captivity.", "--json")
    assert [(each["value"], each["what"]) for each in json.loads(printed)["claims"]] == [
        (755, "in_captivity"),
        (95, "released"),
    ]


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff\xe0\x00\x10", bytes(range(1, 256)), b"a\0b", b"\xd0\xcf\x11\xe0", b"x" * 5_000_000]
)
def test_what_is_no_text_is_refused(checked, content):
    with pytest.raises(CommandError) as refused:
        checked(content)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("arguments", [["/nowhere/at/all.txt"], ["/"], ["-", "--published", "yesterday"]])
def test_exit_code_2_where_nothing_can_be_read_and_no_database_is_needed(tmp_path, arguments):
    code = "import sys; sys.argv[0] = 'dodomu'; from dodomu.config.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "check-text", *arguments],
        env={**os.environ, "DODOMU_DATA": str(tmp_path / "none"), "DODOMU_DB": "", "LANG": "C.UTF-8"},
        input=b"",
        capture_output=True,
        check=False,
    )
    assert (run.returncode, (tmp_path / "none").exists()) == (2, False)


def test_a_piped_text_is_checked_before_any_database_exists(tmp_path):
    code = "import sys; sys.argv[0] = 'dodomu'; from dodomu.config.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "check-text", "-", "--published", "2024-07-25", "--json"],
        env={**os.environ, "DODOMU_DATA": str(tmp_path / "none"), "LANG": "C.UTF-8"},
        input=REMAIN["uk"].encode(),
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert json.loads(run.stdout)["claims"][0]["verdict"] == "opposite_meaning"
    assert list(tmp_path.iterdir()) == []
