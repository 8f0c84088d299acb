"""Deciding the lines of a list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.access import actions as access
from dodomu.errors import Refused, StaleView
from dodomu.exchanges import actions, queries
from dodomu.exchanges.models import Candidate, Decision, NameList
from dodomu.exchanges.queries.reading import read_candidates, read_lines
from dodomu.people.models import PersonNow
from tests import build, build_exchanges, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def second(now):
    return build.account(cast.SECOND_EXCHANGE, now=now)


@pytest.fixture
def shevchuk(now):
    return build_exchanges.captive("Шевчук", "Андрій", "Миколайович", now=now)


@pytest.fixture
def july(officer, second, now):
    return build_exchanges.round_of_july(officer, second, now=now)


@pytest.fixture
def name_list(july, shevchuk, officer, now):
    return build_exchanges.take(
        july, "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991\nRybak Taras 01.01.2002", by=officer, now=now
    )


def test_a_line_is_kept_as_received_and_sealed(name_list):
    line = build_exchanges.line(name_list)
    assert read_lines(name_list, [line])[0].raw == "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991"
    assert "ШЕВЧУК" not in line.content


def test_a_russian_spelling_finds_the_ukrainian_record_and_offers_it_in_advance(name_list, shevchuk):
    line = build_exchanges.line(name_list)
    candidates = read_candidates(name_list, line.candidates.all())
    assert [(row.person_id, row.strength) for row, _ in candidates] == [(shevchuk.pk, "strong")]
    assert line.chosen_id == shevchuk.pk
    assert "збігається дата народження" in [reason.text.uk for reason in candidates[0][1].reasons]


def test_a_stranger_has_no_candidate(name_list):
    line = build_exchanges.line(name_list, 2)
    assert (line.tag, line.chosen_id, line.candidates.count()) == ("none", None, 0)


def test_full_namesakes_are_never_chosen_in_advance(july, officer, now):
    born = date(1991, 3, 14)
    build_exchanges.captives([("Кучер", "Іван", "Петрович", born), ("Кучер", "Іван", "Петрович", born)], now=now)
    name_list = build_exchanges.take(july, "Кучер Іван Петрович 14.03.1991", by=officer, now=now)
    line = build_exchanges.line(name_list)
    assert (line.tag, line.chosen_id, line.candidates.count()) == ("several", None, 2)


def test_one_person_is_never_offered_in_advance_for_two_lines(july, shevchuk, officer, now):
    text = "Шевчук Андрій Миколайович 14.03.1991\nШевчук Андрій Миколайович 14.03.1991"
    name_list = build_exchanges.take(july, text, by=officer, now=now)
    assert list(name_list.lines.values_list("chosen", flat=True)) == [shevchuk.pk, None]


def test_somebody_back_already_is_shown_as_a_conflict(july, officer, now):
    build_exchanges.captive("Шевчук", "Андрій", "Миколайович", status="RETURNED_EXCHANGE", now=now)
    name_list = build_exchanges.take(july, "Шевчук Андрій Миколайович 14.03.1991", by=officer, now=now)
    line = build_exchanges.line(name_list)
    assert (line.tag, line.chosen_id) == ("conflict", None)


def test_the_missing_are_matched_as_well_as_the_captive(july, officer, now):
    missing = build_exchanges.captive("Зінченко", "Петро", "Ілліч", status="MISSING_SC", now=now)
    name_list = build_exchanges.take(july, "Zinchenko Petro 14.03.1991", by=officer, now=now)
    assert build_exchanges.line(name_list).candidates.get().person_id == missing.pk


def test_a_decision_keeps_who_when_how_and_what_was_shown(name_list, shevchuk, officer, now):
    actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=now, how="key")
    decision = Decision.objects.get()
    assert (decision.act, decision.person_id, decision.by_id, decision.at, decision.how) == (
        "confirm",
        shevchuk.pk,
        officer.pk,
        now,
        "key",
    )
    assert decision.shown.startswith(f"{shevchuk.pk}:") and decision.shown.endswith(":strong")


def test_deciding_changes_no_status(name_list, shevchuk, officer, now):
    actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=now)
    assert PersonNow.objects.get(pk=shevchuk.pk).status == "CAPTIVE_CONFIRMED"


def test_a_choice_without_evidence_waits_for_a_second_person(name_list, shevchuk, officer, second, now):
    line = actions.confirm(build_exchanges.line(name_list, 2), shevchuk, by=officer, now=now)
    assert line.state == "second"
    with pytest.raises(Refused, match="інша людина"):
        actions.agree(build_exchanges.line(name_list, 2), by=officer, now=now)
    line = actions.agree(build_exchanges.line(name_list, 2), by=second, now=now)
    assert (line.state, line.decided_by_id, line.seconded_by_id) == ("confirmed", officer.pk, second.pk)


def test_nobody_decides_a_line_beside_which_somebody_close_stands(name_list, shevchuk, officer, second, now):
    access.declare_conflict(officer, person=shevchuk.pk, why="relative")
    for decide in (actions.mark_none, actions.leave_for_later, actions.add_new):
        with pytest.raises(Refused, match="близька вам людина"):
            decide(build_exchanges.line(name_list), by=officer, now=now)
    with pytest.raises(Refused, match="близька вам людина"):
        actions.confirm(build_exchanges.line(name_list, 2), shevchuk, by=officer, now=now)
    assert not Decision.objects.exists()
    assert actions.confirm(build_exchanges.line(name_list), shevchuk, by=second, now=now).state == "confirmed"


def test_one_person_cannot_stand_in_two_lines(name_list, shevchuk, officer, now):
    actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=now)
    with pytest.raises(Refused, match="рядка 1"):
        actions.confirm(build_exchanges.line(name_list, 2), shevchuk, by=officer, now=now)


def test_a_new_record_from_a_line_is_being_checked_and_found_at_once(name_list, july, officer, now):
    line = actions.add_new(build_exchanges.line(name_list, 2), by=officer, now=now)
    row = PersonNow.objects.get(pk=line.person_id)
    assert (line.state, row.surname, row.status_group) == ("new", "Rybak", "being_checked")
    again = build_exchanges.take(july, "Рибак Тарас 01.01.2002", by=officer, now=now)
    assert build_exchanges.line(again).candidates.get().person_id == line.person_id


def test_undo_opens_the_line_and_marks_a_new_record_as_made_in_error(name_list, officer, now):
    made = actions.add_new(build_exchanges.line(name_list, 2), by=officer, now=now).person_id
    line = actions.undo(build_exchanges.line(name_list, 2), by=officer, now=now)
    assert (line.state, line.person_id) == ("open", None)
    assert PersonNow.objects.get(pk=made).status == "RECORD_ERROR"


def test_undo_finds_the_last_line_that_this_person_decided(name_list, shevchuk, officer, second, now):
    actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=now)
    actions.mark_none(build_exchanges.line(name_list, 2), by=second, now=now)
    assert actions.last_decided(name_list, by=officer).number == 1
    assert actions.last_decided(name_list, by=second).number == 2


def test_a_line_held_by_another_is_refused_until_the_hold_ends(name_list, shevchuk, officer, second, now):
    line = build_exchanges.line(name_list)
    assert actions.hold(line, by=second, now=now)
    assert not actions.hold(line, by=officer, now=now)
    with pytest.raises(StaleView, match="Павло Мороз дивиться цей рядок"):
        actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=now)
    later = now + timedelta(seconds=121)
    assert actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=later).state == "confirmed"


def test_a_decision_on_an_old_view_is_refused_with_the_other_version(name_list, shevchuk, officer, second, now):
    seen = build_exchanges.line(name_list)
    actions.mark_none(build_exchanges.line(name_list), by=second, now=now)
    with pytest.raises(StaleView) as caught:
        actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=now, version=seen.version)
    assert caught.value.theirs.state == "none"


def test_the_same_file_is_refused_a_second_time_unless_it_is_meant(july, name_list, officer, now):
    text = "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991\nRybak Taras 01.01.2002"
    with pytest.raises(Refused, match="№ 1") as caught:
        build_exchanges.take(july, text, by=officer, now=now)
    assert caught.value.code == "seen"
    assert NameList.objects.count() == 1


def test_a_row_that_names_nobody_is_kept_and_needs_no_decision(july, officer, now):
    name_list = build_exchanges.take(july, "Коваль Іван 14.03.1991\nВсього: 1", by=officer, now=now)
    assert list(name_list.lines.values_list("state", flat=True)) == ["open", "none"]
    assert read_lines(name_list, [build_exchanges.line(name_list, 2)])[0].raw == "Всього: 1"


def test_progress_counts_every_line_once(name_list, shevchuk, officer, now):
    actions.confirm(build_exchanges.line(name_list), shevchuk, by=officer, now=now)
    counted = queries.progress(name_list)
    assert (counted.total, counted.decided, counted.confirmed, counted.open, counted.not_found) == (2, 1, 1, 1, 1)


def test_finding_candidates_twice_changes_nothing(name_list, officer, now):
    before = list(Candidate.objects.values_list("line", "person", "place"))
    from dodomu.flows.work import HANDLERS
    from dodomu.jobs import actions as jobs

    jobs.queue("match_list", key=name_list.pk, by=officer, now=now)
    jobs.run_due(HANDLERS, clock=lambda: now)
    assert list(Candidate.objects.values_list("line", "person", "place")) == before


def test_an_officer_of_another_round_sees_nothing_of_the_list(name_list, now):
    from dodomu.errors import NotVisible

    stranger = build.account(cast.Officer("exchange3", "Леся Дуб", "Lesia Dub", "exchange"), now=now)
    with pytest.raises(NotVisible):
        queries.get_list(stranger, name_list.pk)
    assert queries.get_list(name_list.taken_by, name_list.pk) == name_list
