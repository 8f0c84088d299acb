"""Stating, replacing and withdrawing facts: what is taken, and what is refused with nothing written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from dodomu.errors import Refused, StaleView
from dodomu.ledger.models import Entry
from dodomu.names.parts import PersonName
from dodomu.people import actions
from dodomu.people.about import name_value
from dodomu.people.actions import Record, Stated
from dodomu.people.models import Fact, Person, PersonNow, Source
from tests import build, build_people, cast
from tests.build_people import JUNE, MAY, source

pytestmark = pytest.mark.django_db
JULY = date(2024, 7, 17)


@pytest.fixture
def officer(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def captive(now):
    return build_people.person("Шевчук Андрій", now=now)


@pytest.fixture
def state(captive, officer, now):
    """States a status of the captive as of 17 July 2024, learned today, with whatever is said otherwise."""

    def say(value="HANDED_OVER", *, about="status", **more):
        given = {"true_from": JULY, "source": source("reception", dated_on=JULY), "by": officer, "now": now} | more
        return actions.state(captive, about, value, **given)

    return say


def refusal(act) -> Refused:
    """What the act was refused with; nothing of it was written."""
    before = (Fact.objects.count(), Entry.objects.count())
    with pytest.raises(Refused) as caught, transaction.atomic():
        act()
    assert (Fact.objects.count(), Entry.objects.count()) == before
    return caught.value


def test_a_stated_fact_speaks_at_once_and_is_in_the_ledger(state, captive, officer, now):
    fact = state(standing="confirmed")
    shown = PersonNow.objects.get(pk=captive.pk)
    assert (shown.status, shown.status_since, shown.status_standing) == ("HANDED_OVER", JULY, "confirmed")
    assert (shown.status_learned_on, shown.last_seq) == (now.date(), fact.pk)
    entry = Entry.objects.order_by("seq").last()
    assert (entry.act, entry.kind, entry.key, entry.by) == ("state_fact", "person", captive.pk, officer)
    assert entry.detail == f'{{"about":"status","fact":{fact.pk},"source":{fact.source_id}}}'


def test_a_month_counts_from_its_first_day_and_a_year_too(state):
    assert state("IN_SERVICE", true_from=date(2021, 5, 17), precision="month").true_from == date(2021, 5, 1)
    assert state("IN_SERVICE", true_from=date(2020, 5, 17), precision="year").true_from == date(2020, 1, 1)


REFUSED = {
    "an unknown status": ({"value": "HOME"}, "value"),
    "an unknown unit": ({"about": "unit", "value": "NOWHERE"}, "value"),
    "an unknown place": ({"about": "captured", "value": "nowhere"}, "value"),
    "an unknown group": ({"about": "group:nobody", "value": "member"}, "value"),
    "a membership that is neither begun nor ended": ({"about": "group:azov", "value": "maybe"}, "value"),
    "a sex that is no such word": ({"about": "sex", "value": "x"}, "value"),
    "a confirmation from nobody": ({"about": "confirmation", "value": "rumour"}, "value"),
    "a birth that is no date": ({"about": "birth_date", "value": "14.03.1991"}, "value"),
    "an empty value": ({"about": "held_at", "value": "  "}, "value"),
    "a value that is too long": ({"about": "held_at", "value": "х" * 301}, "value"),
    "a name that is not written as one": ({"about": "name", "value": "Шевчук"}, "surname"),
    "a name that is a number": ({"about": "name", "value": "17"}, "surname"),
    "a name without a surname": ({"about": "name", "value": name_value(PersonName(" "))}, "surname"),
    "a surname that is too long": ({"about": "name", "value": name_value(PersonName("Ш" * 81))}, "surname"),
    "something that no fact is about": ({"about": "mood", "value": "good"}, "about"),
    "a join, which takes two people": ({"about": "same_as", "value": "1"}, "about"),
    "a precision that does not exist": ({"precision": "hour"}, "precision"),
    "a standing that does not exist": ({"standing": "sure"}, "standing"),
    "what was learned tomorrow": ({"learned_on": date(2024, 7, 19)}, "learned_on"),
    "what was true before it was learned": ({"true_from": date(2024, 7, 19)}, "true_from"),
    "back-dating without a date of the source": (
        {"learned_on": JULY, "source": lambda: source("call", dated_on=None)},
        "source_dated_on",
    ),
    "back-dating to before the source": (
        {"learned_on": JULY, "true_from": JUNE, "source": lambda: source("call", dated_on=date(2024, 7, 18))},
        "source_dated_on",
    ),
    "a status that does not follow": ({"value": "RETURNED_EXCHANGE"}, "value"),
    "a death without a second person": ({"value": "DIED_CAPTIVITY"}, "value"),
}


@pytest.mark.parametrize(("said", "field"), REFUSED.values(), ids=REFUSED)
def test_refused_with_the_field_named(state, said, field):
    build_people.azov()
    given = {name: value() if callable(value) else value for name, value in said.items()}
    assert refusal(lambda: state(**given)).field == field


def test_back_dating_with_a_dated_source_answers_for_the_days_since(state, captive):
    state(learned_on=JULY, source=source("reception", dated_on=JULY))
    assert PersonNow.objects.get(pk=captive.pk).status_learned_on == JULY


def test_a_second_person_may_approve_what_does_not_follow(state, captive):
    assert refusal(lambda: state("RETURNED_EXCHANGE")).code == "unexpected"
    state("RETURNED_EXCHANGE", is_approved=True)
    assert PersonNow.objects.get(pk=captive.pk).status == "RETURNED_EXCHANGE"


def test_returned_on_the_day_of_being_handed_over_follows(state, captive):
    state("HANDED_OVER")
    state("RETURNED_EXCHANGE")
    assert PersonNow.objects.get(pk=captive.pk).status == "RETURNED_EXCHANGE"


def test_whether_a_status_follows_is_judged_without_the_fact_it_replaces_and_what_that_one_replaced(state):
    first = state("HANDED_OVER")
    second = state("ESCAPED", replaces=first, reason="сам дійшов")
    third = state("RETURNED_OTHER", replaces=second, reason="передали без обміну")
    assert third.replaces == second
    assert refusal(lambda: state("RETURNED_EXCHANGE", replaces=third, reason="обмін")).code == "unexpected"


def test_a_status_of_an_earlier_day_may_not_leave_an_unusual_one_after_it(state, captive):
    """A captive whose capture is moved before the day of going missing would be missing again, and nobody would see."""
    state("MISSING_SC", true_from=date(2022, 5, 2))
    held = Fact.objects.get(person=captive, value="CAPTIVE_CONFIRMED")
    moved = {"value": "CAPTIVE_CONFIRMED", "replaces": held, "reason": "уточнено"}
    assert refusal(lambda: state(**moved, true_from=date(2022, 5, 1), precision="month")).code == "unexpected"
    assert state(**moved, true_from=date(2022, 5, 3)).true_from == date(2022, 5, 3)


def test_a_withheld_value_is_taken_for_anything(state, captive):
    state("WITHHELD", about="held_at")
    assert PersonNow.objects.get(pk=captive.pk).held_at == "WITHHELD"


def test_replacing_needs_a_reason_the_same_subject_and_the_same_person(state, captive, officer, now):
    fact = state()
    stranger = build_people.person("Гнатюк Олег", now=now)
    of_stranger = Fact.objects.get(person=stranger, about="status")
    assert refusal(lambda: state("ESCAPED", replaces=fact, reason=" ")).field == "reason"
    assert refusal(lambda: state("ESCAPED", replaces=of_stranger, reason="помилка")).field == "replaces"
    assert refusal(lambda: state("text", about="held_at", replaces=fact, reason="помилка")).field == "replaces"


def test_a_replacement_is_not_learned_before_what_it_replaces(state):
    fact = state()
    earlier = {"learned_on": JULY, "source": source("reception", dated_on=JULY)}
    assert refusal(lambda: state("ESCAPED", replaces=fact, reason="помилка", **earlier)).field == "learned_on"


def test_of_two_who_replace_one_fact_the_second_is_told(state):
    fact = state()
    later = state("ESCAPED", replaces=fact, reason="сам дійшов")
    with pytest.raises(StaleView) as caught:
        state("RETURNED_OTHER", replaces=fact, reason="передали без обміну")
    assert (caught.value.theirs, caught.value.yours) == (later, fact)


def test_a_withdrawal_lets_the_earlier_fact_speak(state, captive, officer, now):
    fact = state()
    gone = actions.withdraw(fact, reason="не приїхав", source=source("reception"), by=officer, now=now)
    assert (gone.value, gone.replaces, gone.true_from) == (None, fact, fact.true_from)
    assert PersonNow.objects.get(pk=captive.pk).status == "CAPTIVE_CONFIRMED"
    assert Entry.objects.order_by("seq").last().act == "withdraw_fact"
    again = refusal(lambda: actions.withdraw(gone, reason="знову", source=source(), by=officer, now=now))
    assert str(again) == "Цей запис уже є відкликанням."


def test_what_is_withdrawn_is_not_learned_before_it(state, officer, now):
    fact = state()
    said = source("reception", dated_on=JULY)
    act = lambda: actions.withdraw(fact, reason="ні", source=said, by=officer, now=now, learned_on=JULY)  # noqa: E731
    assert refusal(act).field == "learned_on"


def test_many_are_withdrawn_at_once_given_in_any_way_and_each_once(state, captive, officer, now):
    facts = [state(), state("held", about="held_at")]
    given = {"reason": "помилка", "source": source("reception"), "by": officer, "now": now, "act": "undo"}
    gone = actions.withdraw_many((fact for fact in facts), **given)
    assert [fact.replaces_id for fact in gone] == [fact.pk for fact in facts]
    assert actions.withdraw_many([*facts, *gone], **given) == []
    shown = PersonNow.objects.get(pk=captive.pk)
    assert (shown.status, shown.held_at) == ("CAPTIVE_CONFIRMED", "")
    assert list(Entry.objects.filter(act="undo").values_list("key", flat=True)) == [captive.pk] * 2


def test_a_new_record_is_being_checked_until_something_is_known(officer, now):
    unit = build.unit("NGU-1", parent=build.unit("NGU"))
    one = actions.open_person(
        PersonName("Їжак", "Олена", "Петрівна"),
        source=source("list_line", dated_on=JULY),
        by=officer,
        now=now,
        birth_on=date(1990, 5, 17),
        birth_precision="month",
        sex="f",
        unit=unit,
    )
    shown = PersonNow.objects.get(pk=one.pk)
    assert (shown.surname, shown.given, shown.patronymic, shown.sex) == ("Їжак", "Олена", "Петрівна", "f")
    assert (shown.status, shown.status_group, shown.unit, shown.unit_at_capture) == ("", "being_checked", None, unit)
    assert (shown.birth_on, shown.birth_precision, shown.unit_path) == (date(1990, 5, 17), "month", unit.path)
    assert Fact.objects.get(person=one, about="birth_date").true_from == date(1990, 5, 1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": PersonName("")}, "surname"),
        ({"name": PersonName("Ш" * 81)}, "surname"),
        ({"name": PersonName("Шевчук", "А" * 81)}, "given"),
        ({"name": PersonName("Шевчук", "", "П" * 81)}, "patronymic"),
        ({"name": PersonName('"' * 80, '"' * 80, '"' * 80)}, "surname"),
        ({"birth_on": date(2024, 7, 19)}, "birth_on"),
        ({"birth_on": date(1899, 12, 31)}, "birth_on"),
        ({"birth_precision": "week"}, "precision"),
        ({"sex": "x"}, "value"),
    ],
)
def test_a_record_is_not_opened_with_nonsense(officer, now, said, field):
    given = {"name": PersonName("Шевчук"), "source": source(), "by": officer, "now": now} | said
    assert refusal(lambda: actions.open_person(given.pop("name"), **given)).field == field
    assert Person.objects.count() == 0


def test_a_source_is_of_a_known_kind():
    with pytest.raises(Refused) as caught:
        actions.add_source("rumour")
    assert caught.value.field == "source_kind"


def stated(about: str, value: str, true_from: date = MAY, learned_on: date = JUNE, **more) -> Stated:
    """A fact whose source nobody will ask for: it is refused before."""
    return Stated(about, value, true_from, learned_on, Source(), **more)


NAMED = stated("name", name_value(PersonName("Шевчук"), is_primary=True))


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [NAMED, stated("status", "HOME")],
        [NAMED, stated("status", "MISSING_SC", JUNE, MAY)],
        [NAMED, stated("status", "MISSING_SC", MAY, date(2024, 7, 19))],
        [NAMED, stated("status", "MISSING_SC", precision="week")],
        [NAMED, stated("status", "MISSING_SC", standing="sure")],
        [NAMED, stated("same_as", "1")],
    ],
)
def test_of_many_people_none_is_taken_in_when_one_is_wrong(now, facts):
    good = build_people.record("Гнатюк Олег")
    refusal(lambda: actions.take_in([good, Record(facts)], by=None, now=now))
    assert Person.objects.count() == 0


def test_many_people_are_taken_in_with_one_entry_in_the_ledger(now):
    taken = build_people.people(build_people.record("Шевчук Андрій"), build_people.record("Гнатюк Олег"), now=now)
    assert [PersonNow.objects.get(pk=one.pk).surname for one in taken] == ["Шевчук", "Гнатюк"]
    entry = Entry.objects.get()
    assert (entry.act, entry.detail) == ("take_in", f'{{"first":{taken[0].pk},"people":2}}')
    assert actions.take_in([], by=None, now=now) == []


def test_one_status_is_stated_for_many_people_or_for_nobody(now, officer):
    one, other = build_people.people(build_people.record("Шевчук Андрій"), build_people.record("Гнатюк Олег"), now=now)
    said = Stated("status", "HANDED_OVER", JULY, now.date(), source("list_line"), standing="confirmed")
    facts = actions.state_many([(one, said), (other, said)], by=officer, now=now, act="hand_over")
    assert [fact.person for fact in facts] == [one, other]
    assert list(Entry.objects.filter(act="hand_over").values_list("key", flat=True)) == [one.pk, other.pk]
    assert set(PersonNow.objects.values_list("status", flat=True)) == {"HANDED_OVER"}
    wrong = Stated("status", "HOME", JULY, now.date(), source("list_line"))
    refusal(lambda: actions.state_many([(one, said), (other, wrong)], by=officer, now=now, act="hand_over"))
    build_people.joined(one, into=other, by=officer, second=build.account(cast.SECOND_REGISTRAR, now=now), now=now)
    joined = refusal(lambda: actions.state_many([(other, said), (one, said)], by=officer, now=now, act="hand_over"))
    assert joined.code == "joined"


def test_a_fact_is_never_changed_or_deleted_by_anybody(state):
    fact = state()
    with pytest.raises(TypeError):
        fact.save()
    with pytest.raises(TypeError):
        fact.delete()
    for act in (
        lambda: Fact.objects.filter(pk=fact.pk).update(value="ESCAPED"),
        lambda: Fact.objects.filter(pk=fact.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert Fact.objects.get(pk=fact.pk).value == "HANDED_OVER"


def test_a_withdrawal_names_what_it_withdraws(captive, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(
            person=captive, about="status", value=None, true_from=JULY, learned_on=JULY, source=source()
        )


def test_a_day_later_the_answers_of_today_are_the_same(state, captive, officer, now):
    from dodomu.people import queries

    state("HANDED_OVER")
    today = now.date()
    before = queries.as_of_by_sql("status", true_on=today, known_on=today)
    tomorrow = now + timedelta(days=1)
    state("RETURNED_EXCHANGE", true_from=JULY, now=tomorrow)
    assert queries.as_of_by_sql("status", true_on=today, known_on=today) == before
    assert queries.as_of_by_sql("status", true_on=today, known_on=tomorrow.date()) == {
        captive.pk: ("RETURNED_EXCHANGE", "reported")
    }
