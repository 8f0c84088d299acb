"""A figure needs a source, both languages and two people; a number of people still held needs a third."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.errors import Refused, StaleView
from dodomu.figures import actions
from dodomu.figures.models import Figure, Statement
from dodomu.figures.queries import public
from dodomu.ledger.queries import about
from dodomu.text import Text
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(now):
    return figures.press(now=now)


@pytest.fixture
def commander(now):
    return figures.commander(now=now)


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def test_two_people_publish_and_the_ledger_tells(now, press, commander):
    figures.returned(6, now=now)
    figure = figures.published(now=now, explanation_uk="", explanation_en="")
    assert (figure.state, figure.number, figure.computed, figure.published_on) == ("published", 1, 6, now.date())
    assert figure.sentence_uk.startswith("Станом на 17 липня 2024 року з полону звільнено 6 військовослужбовців")
    acts = [(entry.act, entry.by) for entry in reversed(about("figure", figure.pk))]
    assert acts == [("draft_figure", press), ("propose_figure", press), ("publish_figure", commander)]


def test_the_first_person_may_not_be_the_second(now, press):
    figure = actions.propose(figures.draft(now=now, value=0), by=press, now=now)
    assert refusal(lambda: actions.publish(figure, by=press, now=now)).code == "same_person"
    assert Figure.objects.get().state == "proposed"


def test_whoever_handed_it_in_may_not_sign_it_either(now):
    other = build.account(cast.Officer("press2", "Інна Гай", "Inna Hai", "press"), now=now)
    figure = actions.propose(figures.draft(now=now, value=0), by=other, now=now)
    assert refusal(lambda: actions.publish(figure, by=other, now=now)).code == "same_person"


def test_what_was_not_handed_in_cannot_be_signed(now, commander):
    figure = figures.draft(now=now, value=0)
    with pytest.raises(StaleView):
        actions.publish(figure, by=commander, now=now)


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"outlet": ""}, "outlet"),
        ({"source_url": "", "stated_on": None}, "outlet"),
        ({"source_url": "example.org"}, "source_url"),
        ({"speaker_en": ""}, "speaker_en"),
        ({"office_uk": ""}, "office_uk"),
        ({"sentence_uk": "З полону звільнено людей"}, "sentence_uk"),
        ({"sentence_en": "7 people were released"}, "sentence_en"),
    ],
)
def test_a_figure_without_a_source_a_language_or_its_number_is_not_handed_in(now, press, missing, field):
    figures.returned(6, now=now)
    figure = figures.draft(now=now, **missing)
    assert refusal(lambda: actions.propose(figure, by=press, now=now)).field == field


def test_a_number_that_differs_from_the_count_needs_an_explanation_in_both_languages(now, press):
    figures.returned(4, now=now)
    said = "Сказано 6, а реєстр рахує 4. Поясніть різницю обома мовами."
    assert str(refusal(lambda: actions.propose(figures.draft(now=now), by=press, now=now))) == said
    half = figures.draft(now=now, explanation_uk="Двох ще не внесено.")
    assert refusal(lambda: actions.propose(half, by=press, now=now)).field == "explanation_uk"
    whole = figures.draft(now=now, explanation_uk="Двох ще не внесено.", explanation_en="Two are not entered yet.")
    assert actions.propose(whole, by=press, now=now).state == "proposed"


@pytest.mark.parametrize(
    ("comparator", "value", "agrees"),
    [("exact", 6, True), ("exact", 5, False), ("more_than", 5, True), ("more_than", 6, False), ("at_least", 6, True)],
)
def test_the_words_at_a_number_decide_whether_it_agrees_with_the_count(now, comparator, value, agrees):
    figures.returned(6, now=now)
    assert actions.agrees(figures.draft(now=now, comparator=comparator, value=value)) is agrees


def test_withheld_is_a_value_and_says_so_in_both_languages(now):
    figure = figures.published(
        now=now, value=None, comparator="withheld", withheld_uk="Так просили.", withheld_en="As asked."
    )
    assert "не оприлюднено" in figure.sentence_uk
    assert "withheld" in figure.sentence_en
    assert public.shown(figure, smallest=5).amount == Text("не оприлюднено", "withheld")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": None}, "value"),
        ({"comparator": "withheld"}, "value"),
        ({"comparator": "range"}, "value_high"),
        ({"value_high": 9}, "value_high"),
        ({"comparator": "range", "value_high": 3}, "value_high"),
        ({"known_on": date(2024, 7, 19)}, "known_on"),
        ({"as_of": date(2024, 7, 18), "known_on": date(2024, 7, 17)}, "as_of"),
        ({"value": 10_000_000}, "value"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(now, said, field):
    assert refusal(lambda: figures.draft(now=now, **said)).field == field


def test_a_month_is_counted_to_its_end_or_to_what_was_known(now):
    assert figures.draft(now=now, as_of=date(2024, 6, 1), as_of_precision="month").true_on == date(2024, 6, 30)
    assert figures.draft(now=now, as_of=date(2024, 7, 9), as_of_precision="month").true_on == date(2024, 7, 18)
    assert Figure.objects.order_by("-pk")[0].as_of == date(2024, 7, 1)


def test_a_changed_draft_is_counted_anew_and_its_last_writer_may_not_sign(now, press, commander):
    figure = figures.draft(now=now, value=0)
    figures.returned(6, now=now)
    changed = actions.change_draft(figure, figures.SAID, by=commander, now=now)
    assert (changed.computed, changed.value) == (6, 6)
    actions.propose(changed, by=press, now=now)
    assert refusal(lambda: actions.publish(changed, by=commander, now=now)).code == "same_person"


def test_what_was_handed_in_is_changed_only_after_it_was_sent_back(now, press, commander):
    figure = actions.propose(figures.draft(now=now, value=0), by=press, now=now)
    assert refusal(lambda: actions.change_draft(figure, figures.SAID, by=press, now=now)).code == "state"
    assert refusal(lambda: actions.send_back(figure, reason=" ", by=commander, now=now)).field == "reason"
    assert actions.send_back(figure, reason="Не та дата", by=commander, now=now).state == "draft"


def test_a_number_of_people_held_is_public_only_after_a_third_person(now, press, commander):
    figure = figures.published(figures.HELD, "held", now=now, value=0)
    assert list(public.public_figures(now=now)) == []
    third = build.account(cast.Officer("press2", "Інна Гай", "Inna Hai", "press"), now=now)
    for person in (press, commander):
        assert refusal(lambda by=person: actions.approve_held(figure, by=by, now=now)).code == "same_person"
    actions.approve_held(figure, by=third, now=now)
    assert list(public.public_figures(now=now)) == [figure]
    assert refusal(lambda: actions.approve_held(figure, by=third, now=now)).code == "state"


def test_a_number_of_people_who_returned_needs_no_such_approval(now):
    figure = figures.published(now=now)
    third = build.account(cast.Officer("press2", "Інна Гай", "Inna Hai", "press"), now=now)
    refusal(lambda: actions.approve_held(figure, by=third, now=now))
    assert Figure.objects.get(pk=figure.pk).held_approved_by is None


def test_for_one_date_there_is_one_figure_and_a_revision_takes_its_place(now):
    first = figures.published(now=now)
    assert refusal(lambda: figures.published(now=now, value=12)).code == "standing"
    better = figures.published(now=now, value=12, replaces=first, replaces_as="revision")
    first.refresh_from_db()
    assert (first.state, better.state, better.number) == ("revised", "published", 2)
    found = public.versions("returned", smallest=5, now=now)
    assert public.current_of(found).figure == better
    assert next(one for one in found if one.figure == first).replaced_by == better


def test_a_version_that_mends_a_mistake_waits_for_the_correction(now):
    first = figures.published(now=now)
    again = {"value": 12, "replaces": first, "replaces_as": "correction"}
    assert refusal(lambda: figures.published(now=now, **again)).code == "first"
    correction = figures.proposed_correction(first, now=now)
    actions.sign_correction(correction, by=figures.commander(now=now), now=now)
    right = figures.published(now=now, **again)
    first.refresh_from_db()
    assert (first.state, right.state) == ("corrected", "published")


def test_a_withdrawn_figure_stays_with_its_reason(now, press):
    figure = figures.published(now=now)
    assert refusal(lambda: actions.withdraw(figure, reason=Text("Помилка", ""), by=press, now=now)).field == "reason_en"
    withdrawn = actions.withdraw(figure, reason=Text("Помилка", "A mistake"), by=press, now=now)
    assert (withdrawn.state, withdrawn.withdrawn_on, withdrawn.value) == ("withdrawn", now.date(), 6)
    assert Statement.objects.get(figures=figure).status == "retracted"
    assert [one.figure for one in public.versions("returned", smallest=5, now=now)] == [figure]


def test_our_own_figure_is_a_statement_so_that_quoters_can_be_traced(now):
    figure = figures.published(now=now)
    statement = Statement.objects.get(figures=figure)
    assert (statement.key, statement.value, statement.what, statement.population) == (
        "ours-returned-1",
        6,
        "released",
        "ngu",
    )


def test_a_definition_is_never_edited(now, press):
    first = figures.definition(now=now)
    assert figures.definition(now=now) == first
    second = figures.definition(figures.replace(figures.RETURNED, counted_uk="Інакше."), now=now)
    assert (second.version, type(first).objects.get(pk=first.pk).counted_uk) == (2, "Люди, які повернулися з полону.")
    assert refusal(lambda: figures.definition(figures.HELD, now=now)).field == "what"
    assert refusal(lambda: figures.definition(slug="manage", now=now)).field == "slug"
    one_status = figures.replace(figures.RETURNED, status="RETURNED_EXCHANGE")
    assert refusal(lambda: figures.definition(one_status, "other", now=now)).field == "status"
