"""A sentence says what its figure says: the number, its meaning, how exact it is; and it follows when they change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.queries.counting import recount
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

OWN_UK, OWN_EN = "Уже вдома 6 гвардійців", "6 guardsmen are home"


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def proposed(now, **said):
    said = {"explanation_uk": "Інше джерело.", "explanation_en": "Another source."} | said
    return actions.propose(figures.draft(now=now, **said), by=figures.press(now=now), now=now)


def test_a_sentence_the_service_made_is_made_again_when_the_number_changes(now):
    figure = figures.draft(now=now)
    kept = replace(figures.SAID, value=21, sentence_uk=figure.sentence_uk, sentence_en=figure.sentence_en)
    changed = actions.change_draft(figure, kept, by=figures.press(now=now), now=now)
    assert changed.sentence_uk.endswith("звільнено 21 військовослужбовця Національної гвардії України")
    assert "21 service members" in changed.sentence_en


@pytest.mark.parametrize(
    "change",
    [{"value": 12}, {"as_of": date(2024, 7, 16)}, {"comparator": "more_than"}, {"period_from": date(2024, 1, 1)}],
)
def test_a_sentence_somebody_worded_is_asked_for_anew(now, change):
    figure = figures.draft(now=now, sentence_uk=OWN_UK, sentence_en=OWN_EN)
    said = replace(figures.SAID, sentence_uk=OWN_UK, sentence_en=OWN_EN)
    again = refusal(lambda: actions.change_draft(figure, replace(said, **change), by=figures.press(now=now), now=now))
    assert again.field == "sentence_uk"
    figure.refresh_from_db()
    assert (figure.value, figure.sentence_uk) == (6, OWN_UK)


def test_a_change_elsewhere_leaves_the_words_alone(now):
    figure = figures.draft(now=now, sentence_uk=OWN_UK, sentence_en=OWN_EN)
    said = replace(figures.SAID, sentence_uk=OWN_UK, sentence_en=OWN_EN, outlet="Інше видання")
    assert actions.change_draft(figure, said, by=figures.press(now=now), now=now).sentence_uk == OWN_UK


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"sentence_uk": "6 гвардійців залишаються в полоні"}, "sentence_uk"),
        ({"sentence_en": "6 Guardsmen remain in Russian captivity"}, "sentence_en"),
        ({"comparator": "more_than", "value": 5, "sentence_uk": "З полону звільнено 5 гвардійців"}, "sentence_uk"),
        ({"value": 755, "sentence_uk": "З полону звільнено 1755 гвардійців"}, "sentence_uk"),
        ({"value": 55, "sentence_uk": "З полону звільнено 755 гвардійців"}, "sentence_uk"),
        ({"comparator": "range", "value": 5, "value_high": 9, "sentence_uk": "Звільнено від 5 до 8"}, "sentence_uk"),
    ],
)
def test_a_sentence_that_says_something_else_is_not_handed_in(now, said, field):
    assert refusal(lambda: proposed(now, **said)).field == field


@pytest.mark.parametrize("value", [0, 1, 2, 5, 11, 21, 22, 112, 755, 1024, 15801])
@pytest.mark.parametrize("comparator", ["exact", "at_least", "more_than", "about", "almost", "at_most"])
@pytest.mark.parametrize("meaning", [figures.RETURNED, figures.HELD], ids=["returned", "held"])
def test_every_sentence_of_ours_says_what_its_figure_says(now, value, comparator, meaning):
    figure = figures.draft(meaning, "slug", now=now, value=value, comparator=comparator)
    figure.explanation_uk = figure.explanation_en = "."
    actions.check_complete(figure)
    assert figure.sentence_uk.startswith("Станом на 17 липня 2024 року")


@pytest.mark.parametrize(
    ("said", "uk", "en"),
    [
        (
            {"period_from": date(2024, 1, 1)},
            "Від 1 січня до 17 липня 2024 року з полону звільнено 6 військовослужбовців Національної гвардії України",
            "From 1 January to 17 July 2024, 6 service members of the National Guard of Ukraine were released from "
            "captivity",
        ),
        (
            {"period_from": date(2024, 7, 1), "as_of": date(2024, 7, 1), "as_of_precision": "month", "value": 1},
            "У липні 2024 року з полону звільнено 1 військовослужбовця Національної гвардії України",
            "In July 2024, 1 service member of the National Guard of Ukraine was released from captivity",
        ),
        (
            {"period_from": date(2022, 2, 24), "as_of": date(2024, 1, 1), "as_of_precision": "year", "value": 755},
            "Від 24 лютого 2022 року до кінця 2024 року з полону звільнено 755 військовослужбовців Національної "
            "гвардії України",
            "From 24 February 2022 to the end of 2024, 755 service members of the National Guard of Ukraine were "
            "released from captivity",
        ),
        (
            {"comparator": "range", "value": 1, "value_high": 21},
            "Станом на 17 липня 2024 року з полону звільнено від 1 до 21 військовослужбовців Національної гвардії "
            "України",
            "As of 17 July 2024, between 1 and 21 service members of the National Guard of Ukraine had been released "
            "from captivity",
        ),
    ],
)
def test_periods_and_ranges_are_said_in_both_languages(now, said, uk, en):
    figure = figures.draft(now=now, **said)
    assert (figure.sentence_uk, figure.sentence_en) == (uk, en)


def test_a_period_is_counted_by_what_the_number_grew(now):
    figures.returned(6, now=now)
    inside = figures.draft(now=now, period_from=figures.JULY)
    after = figures.draft(now=now, period_from=date(2024, 7, 18), as_of=date(2024, 7, 18))
    assert (inside.computed, after.computed) == (6, 0)
    figures.returned(2, now=now)
    assert (recount(inside), recount(after)) == (6, 0)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"period_from": date(2024, 7, 18)}, "period_from"),
        ({"value": None, "comparator": "withheld", "is_suppressed": True}, "is_suppressed"),
    ],
)
def test_what_cannot_be_so_is_refused(now, said, field):
    assert refusal(lambda: figures.draft(now=now, **said)).field == field


def test_a_stock_has_no_period(now):
    assert (
        refusal(lambda: figures.draft(figures.HELD, "held", now=now, period_from=figures.JULY)).field == "period_from"
    )


def test_a_withheld_number_needs_its_reason_in_both_languages(now):
    kept = {"value": None, "comparator": "withheld"}
    assert refusal(lambda: proposed(now, **kept)).field == "withheld_uk"
    assert refusal(lambda: proposed(now, **kept, withheld_uk="Так безпечніше.")).field == "withheld_en"
    whole = proposed(now, **kept, withheld_uk="Так безпечніше.", withheld_en="It is safer so.")
    assert whole.state == "proposed"
