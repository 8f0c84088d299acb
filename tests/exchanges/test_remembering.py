"""«Not this person» is remembered: of the same words in another list, for the officers of every round, until taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.access import actions as access
from dodomu.errors import Refused, StaleView
from dodomu.exchanges import actions
from dodomu.exchanges.actions import finding
from dodomu.exchanges.actions.looking_again import look_again
from dodomu.exchanges.models import Decision, NotMeant
from dodomu.exchanges.queries.desk import said_not_meant
from dodomu.exchanges.queries.reading import read_lines
from dodomu.people.models import Person
from tests import build, build_exchanges, cast

pytestmark = pytest.mark.django_db

BORN = date(1983, 11, 20)
TEXT = "Кучер Іван Петрович 20.11.1983"


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def second(now):
    return build.account(cast.SECOND_EXCHANGE, now=now)


@pytest.fixture
def july(officer, second, now):
    return build_exchanges.round_of_july(officer, second, now=now)


@pytest.fixture
def twins(now) -> list[Person]:
    return build_exchanges.captives([("Кучер", "Іван", "Петрович", BORN)] * 2, now=now)


@pytest.fixture
def line(july, twins, officer, now):
    return build_exchanges.line(build_exchanges.take(july, TEXT, by=officer, now=now))


def candidates(line) -> list[int]:
    return list(line.candidates.order_by("place").values_list("person", flat=True))


def again(line, text, *, by, now, round=None):
    """The first line of another list."""
    return build_exchanges.line(build_exchanges.take(round or line.list.round, text, by=by, now=now))


def test_a_rejected_candidate_leaves_the_line_and_the_other_may_be_chosen(line, twins, officer, now):
    assert (candidates(line), line.tag, line.chosen_id) == ([one.pk for one in twins], "several", None)
    line = actions.reject(line, twins[0], by=officer, now=now)
    assert (candidates(line), line.state, line.chosen_id) == ([twins[1].pk], "open", twins[1].pk)
    step = Decision.objects.get()
    assert (step.act, step.person_id, step.by_id, step.at) == ("reject", twins[0].pk, officer.pk, now)


@pytest.mark.parametrize(
    "text",
    [
        TEXT + " ",
        "КУЧЕР ІВАН ПЕТРОВИЧ 20.11.1983",
        "Кучep  Iвaн Пeтрoвич, 20.11.1983",  # e, p, I, a, o of the other alphabet
        "1. Кучер Іван Петрович, 20 листопада 1983 р.",
    ],
)
def test_the_same_words_in_another_list_do_not_offer_the_rejected_again(line, twins, officer, second, now, text):
    actions.reject(line, twins[0], by=officer, now=now)
    assert candidates(again(line, text, by=second, now=now)) == [twins[1].pk]


def test_another_round_meets_the_same_answer(line, twins, officer, second, now):
    actions.reject(line, twins[0], by=officer, now=now)
    other = actions.open_round(ordinal=55, on=date(2024, 8, 24), announced=115, by=second, now=now)
    assert candidates(again(line, TEXT, by=second, now=now, round=other)) == [twins[1].pk]


@pytest.mark.parametrize("text", ["Кучер Іван Петрович 21.11.1983", "Кучер Іван Іванович 20.11.1983", "Кучер Іван"])
def test_other_words_are_another_question(line, twins, officer, second, now, text):
    actions.reject(line, twins[0], by=officer, now=now)
    assert set(candidates(again(line, text, by=second, now=now))) == {one.pk for one in twins}


def test_none_of_these_is_said_of_every_candidate_and_undo_takes_it_back(line, twins, officer, second, now):
    actions.mark_none(line, by=officer, now=now)
    other = again(line, TEXT + " ", by=second, now=now)
    assert (candidates(other), other.tag) == ([], "none")
    actions.undo(build_exchanges.line(line.list), by=officer, now=now + timedelta(minutes=5))
    assert candidates(again(line, TEXT + "  ", by=second, now=now)) == [one.pk for one in twins]
    assert set(NotMeant.objects.values_list("taken_back_by", "taken_back_at")) == {
        (officer.pk, now + timedelta(minutes=5))
    }


def test_a_new_record_says_that_the_candidates_are_not_meant(line, twins, officer, second, now):
    made = actions.add_new(line, by=officer, now=now).person_id
    other = again(line, TEXT + " ", by=second, now=now)
    assert candidates(other) == [made]
    actions.undo(build_exchanges.line(line.list), by=officer, now=now)
    assert not NotMeant.objects.filter(taken_back_at=None).exists()


def test_the_last_step_taken_back_brings_the_rejected_one_back(line, twins, officer, now):
    actions.reject(line, twins[0], by=officer, now=now)
    back = actions.undo_last(line.list, by=officer, now=now)
    assert (candidates(back), back.tag, back.chosen_id) == ([one.pk for one in twins], "several", None)
    assert actions.undo_last(line.list, by=officer, now=now) is None


def test_whoever_it_was_and_of_whichever_list_another_officer_may_take_it_back(line, twins, officer, second, now):
    actions.reject(line, twins[0], by=officer, now=now)
    other = again(line, TEXT + " ", by=second, now=now)
    [said] = said_not_meant(read_lines(other.list, [other])[0])
    assert (said.person_id, said.by_id, said.at, said.line_id) == (twins[0].pk, officer.pk, now, line.pk)
    other = actions.take_back(other, twins[0], by=second, now=now)
    assert candidates(other) == [one.pk for one in twins]
    with pytest.raises(StaleView):
        actions.take_back(other, twins[0], by=second, now=now)


def test_whoever_is_confirmed_after_all_was_meant(line, twins, officer, second, now):
    actions.reject(line, twins[0], by=officer, now=now)
    finding.offer_by_hand(build_exchanges.line(line.list), [twins[0].pk], by=officer, now=now)
    actions.confirm(build_exchanges.line(line.list), twins[0], by=officer, now=now)
    assert not NotMeant.objects.filter(taken_back_at=None).exists()


def test_whom_an_officer_found_by_hand_stays_beside_the_line(line, twins, officer, now):
    far = build_exchanges.captive("Дзензерський", "Орест", "Львович", now=now)
    finding.offer_by_hand(line, [far.pk], by=officer, now=now)
    assert candidates(actions.reject(line, twins[0], by=officer, now=now)) == [twins[1].pk, far.pk]


def test_looking_again_does_not_bring_the_rejected_back(line, twins, officer, now):
    actions.reject(line, twins[0], by=officer, now=now)
    line = actions.reject(build_exchanges.line(line.list), twins[1], by=officer, now=now)
    assert (candidates(line), line.tag) == ([], "none")
    assert look_again(twins[0].pk, now=now) == []


def test_who_is_not_beside_the_line_or_is_decided_cannot_be_rejected(line, twins, officer, now):
    far = build_exchanges.captive("Дзензерський", "Орест", "Львович", now=now)
    with pytest.raises(Refused, match="виберіть кандидата"):
        actions.reject(line, far, by=officer, now=now)
    line = actions.mark_none(build_exchanges.line(line.list), by=officer, now=now)
    with pytest.raises(Refused, match="Рядок уже вирішено"):
        actions.reject(line, twins[0], by=officer, now=now)


def test_nobody_says_it_of_somebody_close_to_them(line, twins, officer, now):
    access.declare_conflict(officer, person=twins[0].pk, why="relative")
    with pytest.raises(Refused, match="близька вам людина"):
        actions.reject(line, twins[0], by=officer, now=now)
    assert not NotMeant.objects.exists()


def test_an_old_view_cannot_reject(line, twins, officer, now):
    seen = line.version
    actions.leave_for_later(line, by=officer, now=now)
    with pytest.raises(StaleView):
        actions.reject(build_exchanges.line(line.list), twins[0], by=officer, now=now, version=seen)


def test_nothing_of_the_words_stands_in_the_memory(line, twins, officer, now):
    actions.reject(line, twins[0], by=officer, now=now)
    words = NotMeant.objects.get().words
    assert len(words) == 64 and set(words) <= set("0123456789abcdef")


# How many more


def test_further_people_are_counted_and_said_to_be_more_where_not_all_were_looked_at(july, officer, now):
    crowd = [("Левченко", "Іван", "Петрович", date(1980, 1, 1) + timedelta(days=n)) for n in range(30)]
    build_exchanges.captives(crowd[:6], now=now)
    line = build_exchanges.line(build_exchanges.take(july, "Левченко Іван Петрович", by=officer, now=now))
    assert (line.candidates.count(), line.more, line.has_uncounted) == (3, 3, False)
    build_exchanges.captives(crowd[6:], now=now)
    line = build_exchanges.line(build_exchanges.take(july, "Левченко Іван Петрович ", by=officer, now=now))
    assert (line.candidates.count(), line.more, line.has_uncounted) == (3, 13, True)
    while line.more:
        before = line.more + line.candidates.count()
        finding.offer_more(line, by=officer, now=now)
        line = build_exchanges.line(line.list)
        assert line.has_uncounted or line.more + line.candidates.count() <= 30, before
    assert (line.candidates.count(), line.more, line.has_uncounted) == (30, 0, False)
