"""The projections are what the facts say; a row that was damaged by hand is named."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from dodomu.people import projection, queries
from dodomu.people.models import PersonName, PersonNow, Span
from dodomu.timeline.facts import FOREVER
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(now):
    by, second = build.account(cast.REGISTRAR, now=now), build.account(cast.SECOND_REGISTRAR, now=now)
    unit = build.unit("NGU-1", parent=build.unit("NGU"))
    one = build_people.person("Шевчук Андрій", unit=unit.code, now=now)
    other = build_people.person("Shevchuk Andrii", status="MISSING_SC", now=now)
    third = build_people.person("Гнатюк Олег", status="", now=now)
    build_people.joined(other, into=one, by=by, second=second, now=now)
    return one, other, third


def said() -> list[str]:
    return [str(one) for one in projection.differences()]


def test_nothing_differs_at_first(people):
    assert list(projection.differences()) == []


# what was damaged: how, whose row it is (the place in `people`), and what the checker says of it
DAMAGE = {
    "a status": (
        lambda: PersonNow.objects.filter(surname="Шевчук").update(status="KILLED"),
        0,
        "PersonNow {}: status",
    ),
    "a name": (
        lambda: PersonName.objects.filter(surname="Шевчук").update(surname="Шевчик"),
        0,
        "PersonName {}: surname",
    ),
    "a join": (
        lambda: PersonNow.objects.filter(surname="Shevchuk").update(joined_to=None),
        1,
        "PersonNow {}: joined_to_id",
    ),
    "an end of a span": (
        lambda: Span.objects.filter(about="unit_at_capture").update(true_to=date(2024, 1, 1)),
        0,
        "Span {}: true_to",
    ),
    "a span that is gone": (
        lambda: Span.objects.filter(about="unit_at_capture").delete(),
        0,
        "Span {}: 0 rows too many, 1 missing",
    ),
    "a person that is gone": (
        lambda: PersonNow.objects.filter(surname="Гнатюк").delete(),
        2,
        "PersonNow {}: 0 rows too many, 1 missing",
    ),
}


@pytest.mark.parametrize(("damage", "place", "sentence"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_row_is_named_and_mended_by_a_rebuild(people, damage, place, sentence):
    damage()
    assert said() == [sentence.format(people[place].pk)]
    projection.rebuild([person.pk for person in people])
    assert list(projection.differences()) == []


def test_a_row_twice_is_a_row_too_many(people):
    span = Span.objects.filter(about="unit_at_capture").get()
    span.pk = None
    span.save()
    assert said() == [f"Span {people[0].pk}: 1 rows too many, 0 missing"]


def test_a_difference_names_no_value(people):
    PersonNow.objects.filter(surname="Гнатюк").update(surname="Таємний", given="Хтось")
    assert said() == [f"PersonNow {people[2].pk}: surname, given"]


def test_a_rebuild_of_one_record_rebuilds_those_it_was_ever_joined_with(people):
    one, other, _third = people
    Span.objects.all().delete()
    projection.rebuild([other.pk])
    assert set(Span.objects.values_list("person", flat=True)) == {one.pk, other.pk}


def test_the_person_without_a_status_has_a_span_that_says_so(people):
    third = people[2]
    span = Span.objects.get(person=third)
    assert (span.about, span.value, span.true_from, span.true_to) == ("status", "", date(2022, 6, 30), FOREVER)
    assert queries.as_of_by_sql("status", true_on=FOREVER, known_on=FOREVER).get(third.pk) is None


def test_what_the_projection_shows_of_a_person(now):
    unit = build.unit("NGU-1", parent=build.unit("NGU"))
    place = build_people.mariupol()
    officer = build.account(cast.REGISTRAR, now=now)
    one = build_people.person("Шевчук Андрій Петрович", unit=unit.code, now=now)
    new_unit = build.unit("AFU-1", parent=build.unit("AFU"))
    said = {"by": officer, "now": now, "true_from": date(2023, 1, 1), "source": build_people.source()}
    from dodomu.people import actions

    for about, value in [
        ("captured", "mariupol"),
        ("held_at", "невідома колонія"),
        ("rank", "сержант"),
        ("call_sign", "Їжак"),
        ("unit", new_unit.code),
        ("confirmation", "icrc"),
        ("confirmation", "nib"),
        ("confirmation", "icrc"),
    ]:
        actions.state(one, about, value, **said)
    shown = PersonNow.objects.get(pk=one.pk)
    assert (shown.captured_at, shown.captured_on, shown.held_at) == (place, date(2023, 1, 1), "невідома колонія")
    assert (shown.rank, shown.call_sign, shown.sex) == ("сержант", "Їжак", "m")
    assert (shown.unit, shown.unit_at_capture, shown.unit_path) == (new_unit, unit, new_unit.path)
    assert (shown.confirmations, shown.confirmed_by, shown.confirmed_on) == (2, "icrc", date(2023, 1, 1))
    assert str(shown) == "Шевчук Андрій Петрович"
    assert shown.number == one.number == f"D-{10000 + one.pk}"


def test_stating_a_fact_costs_the_same_queries_in_a_large_register(now, counted_queries):
    from dodomu.people import actions

    officer = build.account(cast.REGISTRAR, now=now)

    def cost(number):
        one = build_people.crowd(number, now=now)[0]
        said = {"true_from": date(2023, 1, 1), "source": build_people.source(), "by": officer, "now": now}
        return counted_queries(lambda: actions.state(one, "rank", "сержант", **said))

    assert cost(1) == cost(50)
    assert connection.vendor != "sqlite" or cost(1) <= 20
