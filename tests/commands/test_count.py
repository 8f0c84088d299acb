"""`dodomu count`: a number and the sentence of what was counted; a clear word where something is not known."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dodomu.ledger.models import Entry
from dodomu.people import actions
from tests import build, build_people, cast
from tests.build_people import record, source

pytestmark = pytest.mark.django_db
JULY = date(2024, 7, 17)


@pytest.fixture
def register(now):
    """Two of the Guard, one of them returned on 17 July as learned on the 18th; one of the Army, missing."""
    officer = build.account(cast.REGISTRAR, now=now)
    for code in ("NGU-1", "AFU-1"):
        build.unit(code, parent=build.unit(code.split("-")[0]))
    back, held, _missing = build_people.people(
        record("Шевчук Андрій", unit="NGU-1"),
        record("Гнатюк Олег", unit="NGU-1"),
        record("Їжак Іван", unit="AFU-1", status="MISSING_SC"),
        now=now,
    )
    build_people.status(back, "HANDED_OVER", true_from=JULY, learned_on=JULY, by=officer, now=now)
    build_people.status(back, "RETURNED_EXCHANGE", true_from=JULY, by=officer, now=now)
    build_people.azov()
    actions.state(held, "group:azov", "member", true_from=date(2022, 5, 17), source=source(), by=officer, now=now)
    return back, held


def said(*arguments: str, language: str = "en") -> list[str]:
    out = StringIO()
    call_command("count", *arguments, language=language, stdout=out)
    return out.getvalue().splitlines()


RETURNED = ["--status", "returned", "--unit", "NGU", "--true-on", "2024-07-17"]


def test_a_number_and_the_sentence_of_what_was_counted(register):
    assert said(*RETURNED, "--known-on", "2024-07-18") == [
        "1",
        "People: returned; unit at capture: National Guard of Ukraine; as of 2024-07-17, as known on 2024-07-18.",
    ]
    assert said(*RETURNED, "--known-on", "17.07.2024", language="uk") == [
        "0",
        "Люди: повернулися; підрозділ на час полонення: Національна гвардія України; "
        "станом на 17.07.2024, за відомостями на 17.07.2024.",
    ]


def test_without_days_it_is_today_as_known_today(register):
    assert said("--status", "Captive", "--confirmed-only", "--group", "azov") == [
        "1",
        "People: in captivity; group: Azovites; confirmed facts only; as of 2024-07-18, as known on 2024-07-18.",
    ]
    assert said() == ["3", "People; as of 2024-07-18, as known on 2024-07-18."]


def test_the_terminal_speaks_the_language_of_its_surroundings(register, monkeypatch):
    monkeypatch.setenv("LANG", "uk_UA.UTF-8")
    assert said(language="")[1] == "Люди; станом на 18.07.2024, за відомостями на 18.07.2024."
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert said(language="")[1] == "People; as of 2024-07-18, as known on 2024-07-18."


def test_by_status_with_the_groups_above(register):
    assert said("--by", "status")[:-1] == [
        "       1  returned",
        "                 1  RETURNED_EXCHANGE",
        "       1  in captivity",
        "                 1  CAPTIVE_CONFIRMED",
        "       1  missing",
        "                 1  MISSING_SC",
        "       3",
    ]


def test_by_unit_and_by_group(register):
    assert said("--by", "unit")[:-1] == ["       2  NGU-1", "       1  AFU-1", "       3"]
    assert said("--by", "group", "--status", "captive")[:-1] == ["       1  azov", "       1"]


def test_who_differs_between_two_questions_is_named_by_number_alone(register):
    back = register[0]
    lines = said(*RETURNED, "--known-on", "2024-07-17", "--against-known-on", "2024-07-18")
    assert lines[0] == "0 → 1"
    assert lines[3:] == [
        "People answered differently: 1",
        f"{back.number}  – → RETURNED_EXCHANGE  status=RETURNED_EXCHANGE 2024-07-18",
    ]
    assert "Шевчук" not in "".join(lines)


def test_the_same_for_programs(register):
    back = register[0]
    asked = {
        "status": "returned",
        "unit": "NGU",
        "group": "",
        "true_on": "2024-07-17",
        "known_on": "2024-07-18",
        "confirmed_only": False,
    }
    assert json.loads(said(*RETURNED, "--known-on", "2024-07-18", "--json")[0]) == {"count": 1, **asked}
    assert json.loads(said(*RETURNED, "--known-on", "2024-07-18", "--by", "unit", "--json")[0]) == {
        "counts": {"NGU-1": 1},
        "total": 1,
        **asked,
    }
    found = json.loads(said(*RETURNED, "--known-on", "2024-07-18", "--against-true-on", "2024-07-16", "--json")[0])
    assert found == {
        "counts": [1, 0],
        "differ": 1,
        "people": [
            {
                "person": back.number,
                "before": "RETURNED_EXCHANGE",
                "after": "",
                "because": "status=RETURNED_EXCHANGE",
                "learned_on": "2024-07-18",
            }
        ],
        "first": asked,
        "other": asked | {"true_on": "2024-07-16"},
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--unit", "XYZ"], "No unit “XYZ”. Services: NGU, AFU."),
        (["--group", "nobody"], "No group “nobody”. Known: azov."),
        (["--status", "home"], "No status “home”. Known: returned, captive, missing, being_checked, dead, other, IN_SERV"),
    ],
)  # fmt: skip
def test_a_word_that_is_not_known_is_told_with_those_that_are(register, arguments, sentence):
    with pytest.raises(CommandError) as caught:
        said(*arguments)
    assert str(caught.value).startswith(sentence)
    assert caught.value.returncode == 2
    with pytest.raises(CommandError) as caught:
        said(*arguments, language="uk")
    assert str(caught.value).startswith("Немає ")


def test_a_day_that_is_none_is_told(register):
    with pytest.raises(CommandError, match="2024-13-01"):
        said("--true-on", "2024-13-01")


def test_what_was_counted_is_in_the_ledger(register):
    before = Entry.objects.count()
    said(*RETURNED)
    said(*RETURNED, "--against-known-on", "2024-07-17")
    acts = [(one.act, one.kind, json.loads(one.detail)["where"]) for one in Entry.objects.order_by("seq")[before:]]
    assert acts == [("count_people", "register", "terminal"), ("see_difference", "register", "terminal")]
