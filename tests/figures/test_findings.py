"""What contradicts what is computed from all that was stated, explained by people, and seen before a figure is signed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.commands.contradictions import shipped_findings
from dodomu.errors import NotVisible, Refused
from dodomu.figures import actions
from dodomu.figures.models import Statement
from dodomu.figures.queries import findings
from dodomu.ledger.queries import about
from dodomu.reference.statements import read_statements
from dodomu.text import Text
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

AZOV = figures.replace(figures.RETURNED, name_uk="Азов", name_en="Azov", population="azov", status="", unit_code="")
WOMEN = figures.replace(figures.RETURNED, name_uk="Жінки", name_en="Women", status="", part_of="returned")
WHY = Text("Рахували різне.", "They counted different things.")


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


@pytest.fixture
def record(now):
    actions.load_statements(read_statements(), now=now)


def test_the_statements_of_the_database_bring_what_the_shipped_ones_bring(record):
    def told(found):
        return {(one.kind, one.statements, one.arithmetic, one.known_on) for one in found}

    assert told(one.finding for one in findings.findings()) == told(shipped_findings())
    assert findings.count_open() == len(shipped_findings())


def test_each_is_dated_on_the_day_it_could_have_been_known(record):
    found = next(one for one in findings.findings() if "3767" in one.finding.arithmetic and one.finding.kind == "chain")
    stated = Statement.objects.filter(key__in=found.finding.statements).order_by("-stated_on")[0].stated_on
    assert found.finding.known_on == stated


def test_an_explanation_is_kept_with_its_author_and_a_later_one_stands_above_it(record, now):
    press = figures.press(now=now)
    open_before = findings.count_open()
    found = findings.findings()[0]
    first = actions.explain(found, WHY, by=press, now=now)
    second = actions.explain(found, Text("Точніше.", "More exactly."), by=press, now=now + timedelta(hours=1))
    assert findings.get_finding(found.key).explained == second
    assert findings.history(found.key) == [second, first]
    assert findings.count_open() == open_before - 1
    assert [entry.by for entry in about("finding", first.pk)] == [press]


def test_an_issued_correction_settles_which_of_two_meanings_is_right_and_nothing_else(now):
    actions.load_public_record(now=now)
    settled = [one for one in findings.findings() if one.correction]
    assert [one.is_open for one in settled] == [False] * 3
    assert {(one.finding.kind, one.finding.arithmetic, one.finding.statements[-1]) for one in settled} == {
        ("wrong_meaning", "755=755", "ngu-755-ukrinform-corrected")
    }
    assert findings.count_open() == len(shipped_findings()) - 3


def test_half_an_explanation_is_none(record, now):
    found = findings.findings()[0]
    assert (
        refusal(lambda: actions.explain(found, Text("Так.", " "), by=figures.press(now=now), now=now)).field == "why_en"
    )
    assert findings.findings()[0].explained is None


def test_what_is_no_contradiction_has_no_page(record):
    with pytest.raises(NotVisible):
        findings.get_finding("0" * 16)


@pytest.mark.parametrize(("meaning", "slug"), [(AZOV, "azov"), (WOMEN, "women")], ids=["by group", "by link"])
def test_a_part_above_its_whole_needs_a_word_on_it(now, meaning, slug):
    figures.published(now=now, value=755)
    draft = figures.draft(meaning, slug, now=now, value=800)
    press = figures.press(now=now)
    again = refusal(lambda: actions.propose(draft, by=press, now=now))
    assert (again.code, again.field) == ("part", "explanation_uk")
    assert "800 > 755" in str(again)
    said = figures.replace(figures.SAID, value=800, explanation_uk="Ширше коло.", explanation_en="A wider circle.")
    told = actions.change_draft(draft, said, by=press, now=now)
    seen = [one.key for one in findings.brought_by(told)]
    assert len(seen) == 1
    assert refusal(lambda: actions.propose(told, by=press, now=now)).code == "findings"
    actions.propose(told, by=press, now=now, acknowledged=seen)
    signed = actions.publish(told, by=figures.commander(now=now), now=now)
    assert signed.state == "published"


def test_a_part_of_an_earlier_day_may_not_be_above_the_whole_of_a_later_one(now):
    figures.published(now=now, value=755)
    early = figures.draft(AZOV, "azov", now=now, value=800, as_of=date(2024, 5, 1))
    late = figures.draft(AZOV, "azov", now=now, value=800, as_of=date(2024, 7, 18))
    assert len(findings.larger_than_wholes(early)) == 1
    assert findings.larger_than_wholes(late) == []


def test_a_number_against_what_others_said_is_seen_before_it_is_handed_in(record, now):
    same_day = date(2023, 4, 27)
    said = {"value": 500, "as_of": same_day, "explanation_uk": "Нове джерело.", "explanation_en": "A new source."}
    draft = figures.draft(now=now, **said)
    brought = findings.brought_by(draft)
    assert [(one.finding.kind, one.finding.arithmetic) for one in brought] == [("chain", "428=500")]
    press = figures.press(now=now)
    assert refusal(lambda: actions.propose(draft, by=press, now=now)).code == "findings"
    actions.propose(draft, by=press, now=now, acknowledged=[one.key for one in brought])
    figure = actions.publish(draft, by=figures.commander(now=now), now=now)
    found = findings.findings(figure.statement)
    assert [(one.finding.arithmetic, one.explained.why) for one in found] == [("428=500", figure.explanation)]


def test_what_came_up_after_the_first_signature_stops_the_second(record, now):
    press = figures.press(now=now)
    why = {"explanation_uk": "Нове джерело.", "explanation_en": "A new source."}
    draft = figures.draft(now=now, value=800, **why)
    seen = [one.key for one in findings.brought_by(draft)]
    actions.propose(draft, by=press, now=now, acknowledged=seen)
    Statement.objects.filter(key="ngu-2023-04-27-released").update(as_of=figures.JULY, noted_at=now)
    assert refusal(lambda: actions.publish(draft, by=figures.commander(now=now), now=now)).code == "findings"


def test_a_version_that_takes_the_place_of_another_does_not_contradict_it(now):
    first = figures.published(now=now, value=755)
    assert findings.brought_by(figures.draft(now=now, value=800)) != []
    better = figures.draft(now=now, value=800, replaces=first, replaces_as="revision")
    assert findings.brought_by(better) == []
