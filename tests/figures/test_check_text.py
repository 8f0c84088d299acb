"""A pasted text is judged against what we said, and learns of the correction it should have read."""

from __future__ import annotations

from datetime import datetime

import pytest

from dodomu.clock import KYIV
from dodomu.figures import actions
from dodomu.figures.models import Correction
from dodomu.figures.queries import public
from dodomu.flows import correction as flow
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 7, 18, 12, 0, tzinfo=KYIV)

REMAIN = {
    "uk": "Командувач Національної гвардії заявив, що 755 нацгвардійців залишаються в полоні.",
    "en": "755 National Guardsmen remain in Russian captivity, the commander said.",
}


def check(text, smallest=5):
    return flow.check_text(text, smallest=smallest, now=NOW)


@pytest.fixture
def record(now):
    build.unit("NGU")
    actions.load_public_record(now=now)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_755_remain_has_the_opposite_meaning_and_leads_to_its_correction(record, language):
    judged = check(REMAIN[language]).judged
    assert [(one.claim.value, one.verdict.kind, one.correction) for one in judged] == [
        (755, "opposite_meaning", Correction.objects.get())
    ]
    assert judged[0].verdict.text.uk == "Те саме число, протилежний зміст: 755 – це звільнені, а не ті, хто в полоні"
    assert judged[0].differs


def test_the_correction_is_found_even_where_no_figure_of_ours_stands(record):
    from dodomu.figures.models import Figure

    Correction.objects.update(right_figure=None)
    Figure.objects.all().delete()
    judged = check(REMAIN["uk"]).judged
    assert [(one.verdict.kind, one.verdict.against.is_ours, one.correction) for one in judged] == [
        ("opposite_meaning", False, Correction.objects.get())
    ]


def test_755_released_agrees_and_needs_no_correction(record):
    judged = check("З полону звільнено 755 нацгвардійців.").judged
    assert [(one.verdict.kind, one.correction, one.differs) for one in judged] == [("agrees", None, False)]


def test_a_text_that_takes_the_mistake_back_is_not_blamed(record):
    text = "Виправлено: раніше помилково повідомлялося, що 755 нацгвардійців залишаються в полоні; їх звільнено."
    assert [one.correction for one in check(text).judged if one.claim.status == "retracted"] == [None]


def test_the_pieces_are_the_text_again(record):
    text = f"Початок. {REMAIN['uk']}\n\nКазали про 428 звільнених нацгвардійців у квітні 2023 року. Кінець."
    checked = check(text)
    assert "".join(piece.text for piece in checked.pieces) == text
    marked = [(piece.text, [one.number for one in piece.claims]) for piece in checked.pieces if piece.claims]
    assert marked == [("755 нацгвардійців", [1]), ("428 звільнених нацгвардійців", [2])]


def test_a_number_said_again_is_marked_again(record):
    text = f"{REMAIN['uk']} Ще раз: {REMAIN['uk']}"
    checked = check(text)
    assert [(piece.text, [one.number for one in piece.claims]) for piece in checked.pieces if piece.claims] == [
        ("755 нацгвардійців", [1]),
        ("755 нацгвардійців", [1]),
    ]
    assert ("".join(piece.text for piece in checked.pieces), len(checked.judged)) == (text, 1)


def test_a_number_of_people_held_is_not_told_by_the_check(now):
    figures.published(figures.HELD, "held", now=now, value=70)
    text = "70 нацгвардійців перебувають у полоні."
    assert [one.verdict.kind for one in check(text).judged] == ["unknown"]
    third = build.account(cast.Officer("press2", "Інна Гай", "Inna Hai", "press"), now=now)
    actions.approve_held(figures.published(figures.HELD, "held2", now=now, value=80), by=third, now=now)
    assert [one.verdict.kind for one in check("80 нацгвардійців перебувають у полоні.").judged] == ["agrees"]


def test_a_small_number_is_not_told_by_the_check_either(now):
    figures.published(now=now, value=3)
    assert public.published(smallest=5, now=now) == []
    assert [one.value for one in public.published(smallest=2, now=now)] == [3]


def test_a_text_without_numbers_has_no_verdict(record):
    assert check("Сьогодні гарна погода.").judged == []


def test_a_sentence_without_an_end_is_read_too(record):
    text = "12 осіб у полоні 11 звільнено " * 600
    checked = check(text)
    assert {one.claim.value for one in checked.judged} == {11, 12}
    assert "".join(piece.text for piece in checked.pieces) == text


def test_where_no_figure_of_ours_answers_the_statements_of_officials_do(record):
    found = check("17 липня 2024 року додому повернулися 95 захисників.").judged[0].verdict
    assert (found.kind, found.against.key, found.text.en) == (
        "agrees",
        "round-2024-07-17",
        "Agrees with what was published: 95 as of 17 July 2024",
    )


def test_statements_of_people_still_held_are_told_by_nobody(record):
    assert [one.verdict.against for one in check("Понад 900 азовців залишаються в полоні.").judged] == [None]
