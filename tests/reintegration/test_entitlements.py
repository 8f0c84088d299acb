"""What was published about a right before, on and after each change, and how a deadline is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dodomu.reference import terms
from dodomu.reference.entitlements import rules
from dodomu.reference.entitlements.deadlines import Term, count, months_after
from dodomu.reference.entitlements.published import published
from dodomu.reference.entitlements.rules import Facts, answer, answers, from_row, in_force, to_row
from dodomu.reference.entitlements.words import BEGINS, BODIES, EVENTS, PAPERS, UNITS
from dodomu.reintegration.models.vocabulary import DOCUMENTS, ISSUES, RETURN_BASES

SOLDIER = Facts("military", "exchange", date(2024, 7, 17), date(2022, 5, 16))
CIVILIAN = Facts("civilian", "exchange", date(2024, 7, 17), date(2022, 5, 16))

EXAMPLES = [
    # who, the day, the right, what the rules say, words that must stand in it, where it was published
    (SOLDIER, "2024-05-17", "leave", "unknown", "", "nothing seen for this day"),
    (SOLDIER, "2024-05-18", "leave", "granted", "не каже, коли", "law 3633-IX (to be checked)"),
    (SOLDIER, "2026-02-02", "leave", "granted", "не каже, коли", "babel.ua 123810; poradnica.com.ua 24.02.2026"),
    (
        SOLDIER,
        "2026-02-03",
        "leave",
        "granted",
        "Відкликати можна лише за її згодою",
        "novyny.live 309566; law 4749-IX",
    ),
    (SOLDIER, "2026-02-04", "leave", "granted", "без поділу на частини", "24tv.ua n3003054"),
    (CIVILIAN, "2026-02-03", "leave", "other", "Відпустка", "novyny.live 309566: service members"),
    (SOLDIER, "2023-03-31", "discharge", "unknown", "", "nothing seen for this day"),
    (SOLDIER, "2023-04-01", "discharge", "none", "немає", "mipl.org.ua, April 2023"),
    (SOLDIER, "2024-05-17", "discharge", "none", "немає", "mipl.org.ua, April 2023"),
    (SOLDIER, "2024-05-18", "discharge", "granted", "за власним бажанням", "law 3633-IX (to be checked)"),
    (SOLDIER, "2024-08-01", "discharge", "granted", "за власним бажанням", "legalaid.gov.ua 01.08.2024"),
    (SOLDIER, "2025-06-14", "passport_free", "none", "ще не скасовано", "24tv.ua/law n2993336"),
    (SOLDIER, "2025-06-15", "passport_free", "granted", "протягом року", "24tv.ua/law n2993336"),
    (CIVILIAN, "2025-06-16", "passport_free", "granted", "витяг із реєстру не потрібен", "24tv.ua/law n2993336"),
    (CIVILIAN, "2025-12-31", "payment_civilian", "none", "немає", "zaxid.net 1626835"),
    (CIVILIAN, "2026-01-01", "payment_civilian", "granted", "50 000 грн", "zaxid.net 1626835"),
    (CIVILIAN, "2026-01-02", "payment_civilian", "granted", "міжвідомча комісія", "novosti.dn.ua 412360"),
    (SOLDIER, "2026-01-01", "payment_civilian", "other", "50 000 грн", "zaxid.net 1626835: civilians"),
    (SOLDIER, "2023-03-05", "payment_once", "unknown", "", "nothing seen for this day"),
    (SOLDIER, "2023-03-06", "payment_once", "granted", "100 000 грн", "ndar.loga.gov.ua 06.03.2023"),
    (SOLDIER, "2025-09-03", "payment_once", "granted", "100 000 грн", "ndar.loga.gov.ua 06.03.2023"),
    (CIVILIAN, "2025-09-04", "payment_once", "granted", "Мінрозвитку", "censor.net 3572130"),
    (SOLDIER, "2023-03-05", "payment_yearly", "unknown", "", "nothing seen for this day"),
    (SOLDIER, "2023-03-06", "payment_yearly", "granted", "за кожен рік", "ndar.loga.gov.ua 06.03.2023"),
    (SOLDIER, "2026-01-19", "payment_yearly", "granted", "один із членів сім’ї", "ndar.loga.gov.ua 06.03.2023"),
    (SOLDIER, "2026-01-20", "payment_yearly", "granted", "вдруге не платять", "sud.ua 351259"),
    (SOLDIER, "2026-03-11", "pay", "granted", "за весь час полону", "law 2011-XII (to be checked)"),
    (SOLDIER, "2026-03-12", "pay", "granted", "Половину відкладають", "rbc.ua 12.03.2026"),
    (SOLDIER, "2022-10-31", "legal_aid", "unknown", "", "nothing seen for this day"),
    (SOLDIER, "2022-11-01", "legal_aid", "granted", "представництво в судах", "lb.ua 707800: since November 2022"),
    (SOLDIER, "2024-07-31", "no_call_up", "unknown", "", "nothing seen for this day"),
    (SOLDIER, "2024-08-01", "no_call_up", "granted", "без його згоди", "legalaid.gov.ua 01.08.2024"),
    (SOLDIER, "2026-03-12", "no_call_up", "granted", "кожні 90 днів", "rbc.ua 12.03.2026"),
    (SOLDIER, "2026-03-11", "treatment_abroad", "unknown", "", "nothing seen for this day"),
    (SOLDIER, "2026-03-12", "treatment_abroad", "granted", "за кордон", "rbc.ua 12.03.2026"),
    (CIVILIAN, "2025-12-25", "civilian_help", "unknown", "", "nothing seen for this day"),
    (CIVILIAN, "2025-12-26", "civilian_help", "granted", "Незалежно від того", "glavnoe.in.ua 26.12.2025"),
    (SOLDIER, "2025-12-26", "civilian_help", "other", "Незалежно", "glavnoe.in.ua 26.12.2025: civilians"),
]


@pytest.mark.parametrize(("who", "on", "key", "outcome", "words", "source"), EXAMPLES)
def test_a_right_on_a_day_is_as_it_was_published(who, on, key, outcome, words, source):
    versions = [rule for rule in published() if rule.key == key]
    found = answer(versions, who, key=key, on=date.fromisoformat(on))
    assert found.outcome == outcome, source
    assert words in (found.rule.what.uk + found.rule.title.uk if found.rule else "")


def test_every_change_of_every_right_stands_in_the_examples():
    named = {(key, on) for _who, on, key, *_rest in EXAMPLES}
    changes = {(rule.key, rule.valid_from.isoformat()) for rule in published()}
    known_since_the_invasion = {one for one in changes if one[1] == "2022-02-24"}
    assert changes - known_since_the_invasion - named == set()


def test_every_row_names_its_source_and_only_known_words():
    for rule in published():
        assert rule.source.uk and rule.source.en
        assert rule.address.startswith(("http", "ref:"))
        assert rule.kind in ISSUES and rule.body in BODIES and rule.begins in BEGINS
        assert set(rule.papers) <= set(PAPERS) and set(rule.bases) <= set(RETURN_BASES)
        assert {one.event for one in (rule.claim, rule.answer) if one} <= set(EVENTS)
        assert {one.unit for one in (rule.claim, rule.answer) if one} <= set(UNITS)
    assert {paper.document for paper in PAPERS.values()} - {""} <= set(DOCUMENTS)
    assert len({(rule.key, rule.number) for rule in published()}) == len(published())


def test_a_rule_is_read_back_as_it_was_written():
    for rule in published():
        row = to_row(rule)
        assert from_row(rule.key, rule.number, row, valid_from=rule.valid_from, valid_to=rule.valid_to) == rule


def test_a_right_that_ended_is_unknown_from_its_last_day_on():
    rule = replace(published()[0], valid_from=date(2024, 1, 1), valid_to=date(2024, 7, 1))
    assert in_force([rule], date(2024, 6, 30)) == rule
    assert in_force([rule], date(2024, 7, 1)) is None


def test_of_two_versions_that_begin_on_one_day_the_later_number_counts():
    first = published()[0]
    second = replace(first, number=first.number + 1, once=7)
    assert in_force([second, first], first.valid_from) == second


def test_a_right_for_a_basis_of_return_or_a_time_of_return_is_for_nobody_else():
    rule = replace(published()[0], categories=(), bases=("escape",), returned_from=date(2024, 1, 1))
    assert rules.is_for(rule, replace(SOLDIER, return_basis="escape"))
    assert rules.is_for(rule, replace(SOLDIER, return_basis="unknown"))
    assert not rules.is_for(rule, SOLDIER)
    assert not rules.is_for(rule, replace(SOLDIER, return_basis="escape", returned_on=date(2023, 12, 31)))
    ended = replace(rule, bases=(), returned_to=date(2024, 7, 17))
    assert not rules.is_for(ended, SOLDIER)
    assert rules.is_for(ended, replace(SOLDIER, returned_on=date(2024, 7, 16)))


def test_less_than_a_year_gives_no_yearly_payment_and_an_unknown_day_of_capture_shuts_nobody_out():
    yearly = next(rule for rule in published() if rule.per_year)
    assert not rules.is_for(yearly, replace(SOLDIER, captured_on=date(2023, 7, 18)))
    assert rules.is_for(yearly, replace(SOLDIER, captured_on=date(2023, 7, 17)))
    unknown = replace(SOLDIER, captured_on=None)
    assert rules.is_for(yearly, unknown)
    counted = rules.amount(yearly, unknown)
    assert counted is not None and counted.total is None


def test_the_sum_is_shown_with_its_lines():
    yearly = next(rule for rule in published() if rule.per_year)
    counted = rules.amount(yearly, SOLDIER)
    assert counted is not None
    assert counted.total == 200_000
    assert counted.lines[0].en == "full years in captivity (16.05.2022 – 17.07.2024): 2 × 100,000 = UAH 200,000"
    assert rules.amount(published()[0], SOLDIER) is None


def test_everything_is_answered_once_for_each_right():
    found = answers(published(), SOLDIER, on=date(2026, 3, 13))
    assert [one.key for one in found] == sorted({rule.key for rule in published()})
    assert {one.key for one in found if one.outcome == "other"} == {"payment_civilian", "civilian_help"}
    assert {one.outcome for one in found} == {"granted", "other"}


DEADLINES = [
    # term, event, last day, why
    (Term(10, "working_days", "applied"), "2024-07-18", "2024-08-01", "two weekends are left out"),
    (Term(1, "working_days", "applied"), "2021-08-20", "2021-08-23", "Monday"),
    (Term(2, "working_days", "applied"), "2021-08-20", "2021-08-25", "Independence Day before martial law"),
    (Term(30, "days", "applied"), "2024-07-18", "2024-08-19", "17 August is a Saturday: Art. 254(5)"),
    (Term(1, "months", "applied"), "2024-07-18", "2024-08-19", "18 August is a Sunday"),
    (Term(1, "months", "applied"), "2025-01-31", "2025-02-28", "no 31 February"),
    (Term(1, "months", "applied"), "2021-07-24", "2021-08-25", "24 August 2021: Independence Day"),
    (Term(1, "months", "applied"), "2024-07-24", "2024-08-26", "24 August 2024 is a Saturday, the 26th is worked"),
    (Term(1, "years", "returned"), "2024-02-29", "2025-02-28", "no 29 February"),
    (Term(1, "years", "returned"), "2024-07-17", "2025-07-17", "Thursday"),
]


@pytest.mark.parametrize(("term", "event_on", "due_on", "why"), DEADLINES)
def test_a_deadline_is_counted_by_the_civil_code(term, event_on, due_on, why):
    found = count(term, date.fromisoformat(event_on))
    assert found.due_on.isoformat() == due_on, why
    assert (found.lines[0].on.isoformat(), found.lines[-1].on) == (event_on, found.due_on)


@given(
    term=st.builds(Term, st.integers(1, 60), st.sampled_from(sorted(UNITS)), st.just("applied")),
    event_on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_whatever_the_term_its_last_day_is_worked_and_later_than_the_event(term, event_on):
    found = count(term, event_on)
    assert terms.why_free(found.due_on) is None
    assert found.due_on > event_on
    later = count(term, event_on + timedelta(1))
    assert later.due_on >= found.due_on


@given(on=st.dates(date(2000, 1, 1), date(2040, 1, 1)), months=st.integers(0, 60))
def test_months_never_leave_their_month(on, months):
    found = months_after(on, months)
    assert (found.year * 12 + found.month) - (on.year * 12 + on.month) == months
    assert found.day == on.day or (found + timedelta(1)).day == 1
