"""The policy held against an independent reading of the permission matrix: role × act × relation."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from dodomu.access import actions as access
from dodomu.access import policy
from dodomu.access.models import Grant, User
from dodomu.access.policy import RULES, Act, Subject, may, people_with, require, visible
from dodomu.access.roles import MATRIX, ROLES
from dodomu.errors import NotVisible
from dodomu.people.models import Person, PersonNow
from tests import build, build_people

pytestmark = pytest.mark.django_db
RELATIONS = ["assigned", "same_unit", "other_unit", "self", "none"]

# The matrix read as it is spoken: where a person stands to the account, and which scopes reach there.
REACHES = {"assigned": "AUC", "same_unit": "AU", "other_unit": "A", "self": "", "none": "A"}
SPEAKS_OF_PEOPLE = {
    "identity", "captivity", "exchange_open", "exchange_done", "medical", "casework", "family_contacts",
    "contact_log", "enquiries",
}  # fmt: skip


def reads(role: str, act: Act, relation: str) -> bool:
    """Whether the matrix allows the act, read word by word without the code that is tested."""
    data_of_act = {data for data, _action in RULES[act].rights}
    if relation == "self" and not data_of_act & SPEAKS_OF_PEOPLE:
        relation = "assigned"  # the account is assigned to that record as well, and nothing bars it here
    for data, action in RULES[act].rights:
        for word in MATRIX[data].get(role, "").split():
            if word[0] == action and word[1] in REACHES[relation]:
                return True
    return False


@pytest.fixture
def unit():
    return build.unit("NGU-1", parent=build.unit("NGU"))


@pytest.fixture
def people(unit, now) -> dict[str, Person]:
    """One person for each relation; `none` belongs to no unit."""
    elsewhere = build.unit("AFU-1", parent=build.unit("AFU"))
    units = {"assigned": unit, "same_unit": unit, "other_unit": elsewhere, "self": unit, "none": None}
    return {
        relation: build_people.person(f"Коваль {relation}", unit=of.code if of else "", now=now)
        for relation, of in units.items()
    }


def account(role: str, unit, people: dict[str, Person], now) -> User:
    """An account of the role for the unit, assigned to one person and barred from another it is assigned to."""
    user = access.open_account(f"one-{role}", name=role, password="x" * 20, role=role, unit=unit, now=now)
    access.assign([user], kind="person", keys=[people["assigned"].pk, people["self"].pk], why="case:1", now=now)
    access.declare_conflict(user, person=people["self"].pk, why="self")
    return user


PERSONAL_ACTS = [act for act in Act if RULES[act].rights]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_the_matrix_says_and_sees_the_same_in_lists(role, unit, people, now):
    user = account(role, unit, people, now)
    rows = PersonNow.objects.all()
    for act in PERSONAL_ACTS:
        allowed = {relation for relation in RELATIONS if reads(role, act, relation)}
        asked = {
            relation
            for relation, person in people.items()
            if may(user, act, Subject(person=person.pk, unit_path=PersonNow.objects.get(pk=person.pk).unit_path))
        }
        assert (act, asked) == (act, allowed)
        seen = set(visible(user, act, rows, person="pk", unit="unit_path").values_list("pk", flat=True))
        assert (act, seen) == (act, {people[relation].pk for relation in allowed})


@pytest.mark.parametrize("role", ROLES)
def test_a_door_is_open_to_whoever_may_do_the_act_to_anything(role, unit, people, now):
    user = account(role, unit, people, now)
    for act in PERSONAL_ACTS:
        words = [
            word
            for data, action in RULES[act].rights
            for word in MATRIX[data].get(role, "").split()
            if word[0] == action and word[1] in "AUCG"
        ]
        assert (act, may(user, act)) == (act, bool(words))
        assert (act, user in people_with(act)) == (act, bool(words))


def test_totals_alone_show_no_row(people, now):
    press = access.open_account("press", name="прес", password="x" * 20, role="press", now=now)
    assert may(press, Act.COUNT_PEOPLE)
    assert policy.is_aggregate_only(press, Act.COUNT_PEOPLE)
    assert policy.unit_paths(press, Act.COUNT_PEOPLE) is None
    assert visible(press, Act.COUNT_PEOPLE, PersonNow.objects.all(), unit="unit_path").count() == 0
    assert not may(press, Act.COUNT_PEOPLE, Subject(person=people["none"].pk))


def test_open_doors_and_doors_of_every_account(people, unit, now):
    user = account("steward", unit, people, now)
    idle = account("press", unit, people, now)
    idle.is_active = False
    for act, rule in RULES.items():
        stranger, whoever = rule.everybody, rule.everybody or rule.any_account
        assert (act, may(AnonymousUser(), act), may(idle, act)) == (act, stranger, stranger)
        if not rule.rights:
            assert (act, may(user, act)) == (act, whoever)


def test_a_stranger_and_an_idle_account_see_nothing(people, unit, now):
    idle = account("registrar", unit, people, now)
    User.objects.filter(pk=idle.pk).update(is_active=False)
    for reader in (AnonymousUser(), User.objects.get(pk=idle.pk)):
        for act in Act:
            assert visible(reader, act, PersonNow.objects.all(), unit="unit_path").count() == 0
    assert not people_with(Act.READ_PERSON).exists()


def test_what_may_not_be_seen_looks_like_what_is_not_there(people, unit, now):
    user = account("registrar", unit, people, now)
    require(user, Act.READ_PERSON, Subject(person=people["same_unit"].pk, unit_path=unit.path))
    for relation in ("other_unit", "self", "none"):
        with pytest.raises(NotVisible):
            require(user, Act.READ_PERSON, Subject(person=people[relation].pk, unit_path=_path(people[relation])))


def _path(person: Person) -> str:
    return PersonNow.objects.get(pk=person.pk).unit_path


def test_a_role_without_a_unit_is_for_the_whole_service(people, now):
    user = access.open_account("all", name="усі", password="x" * 20, role="registrar", now=now)
    rows = PersonNow.objects.all()
    assert visible(user, Act.READ_PERSON, rows, unit="unit_path").count() == len(people)
    assert visible(user, Act.READ_PERSON, rows, unit=None).count() == len(people)
    assert all(may(user, Act.READ_PERSON, Subject(person=one.pk)) for one in people.values())


def test_a_conflict_bars_whatever_else_is_allowed(people, now):
    user = access.open_account("both", name="дві ролі", password="x" * 20, role="admin", now=now)
    access.give_role(user, "family_liaison", now=now)
    access.declare_conflict(user, person=people["none"].pk, why="relative")
    seen = visible(user, Act.SEE_OUTGOING, PersonNow.objects.all())
    assert set(seen.values_list("pk", flat=True)) == {one.pk for one in people.values()} - {people["none"].pk}
    assert not may(user, Act.SEE_OUTGOING, Subject(person=people["none"].pk))
    assert may(user, Act.SEE_OUTGOING, Subject(person=people["self"].pk))


def test_an_ended_role_acts_from_the_next_request_on(people, unit, now):
    user = account("registrar", unit, people, now)
    subject = Subject(person=people["same_unit"].pk, unit_path=unit.path)
    assert may(user, Act.READ_PERSON, subject)
    access.end_role(user.memberships.get(), now=now)
    again = User.objects.get(pk=user.pk)
    assert not may(again, Act.READ_PERSON, subject)
    assert policy.roles(again) == []
    assert again not in people_with(Act.READ_PERSON)
    assert visible(again, Act.READ_PERSON, PersonNow.objects.all(), unit="unit_path").count() == 0
    later = now + timedelta(days=1)
    access.end_role(user.memberships.get(), now=later)
    assert user.memberships.get().until_at == now  # the first end stands


def test_an_ended_assignment_acts_at_once_and_is_never_deleted(people, unit, now):
    user = account("social", unit, people, now)
    subject = Subject(person=people["assigned"].pk)
    assert may(user, Act.READ_CASE, subject)
    access.end_assignment(why="case:1", now=now, kind="person", keys=[people["self"].pk])
    assert may(user, Act.READ_CASE, subject)
    access.end_assignment(why="case:1", now=now)
    assert not may(user, Act.READ_CASE, subject)
    assert Grant.objects.filter(user=user, until_at=now).count() == 2


def test_an_assignment_is_given_once_for_one_reason_and_again_after_it_ended(people, unit, now):
    user = account("social", unit, people, now)
    key = people["assigned"].pk
    access.assign([user], kind="person", keys=[key], why="case:1", now=now)
    access.assign([user], kind="person", keys=[key], why="case:2", now=now)
    assert Grant.objects.filter(user=user, key=key, until_at=None).count() == 2
    access.end_assignment(why="case:1", now=now)
    assert may(user, Act.READ_CASE, Subject(person=key))
    access.assign([user], kind="person", keys=[key], why="case:1", now=now)
    assert Grant.objects.filter(user=user, key=key, why="case:1").count() == 2


def test_a_round_is_seen_by_whoever_works_on_it(people, unit, now):
    user = account("exchange", unit, people, now)
    access.assign([user], kind="round", keys=[people["none"].pk], why="round", now=now)
    rows = Person.objects.all()  # any table will do: the ids are asked for as those of rounds
    assert [row.pk for row in visible(user, Act.READ_ROUND, rows, person=None, round="pk")] == [people["none"].pk]
    assert may(user, Act.READ_ROUND, Subject(round=people["none"].pk))
    assert not may(user, Act.READ_ROUND, Subject(round=people["assigned"].pk))


def test_a_role_that_does_not_exist_is_not_given(now):
    with pytest.raises(ValueError, match="king"):
        access.open_account("king", name="король", password="x" * 20, role="king", now=now)


def test_summary_only_is_said_where_every_right_is_marked_so(people, unit, now):
    marked = {
        (role, act)
        for role, act in itertools.product(("medical", "social", "registrar", "press"), Act)
        if policy.sees_summary_only(account_of(role, unit, people, now), act)
    }
    assert {(role, str(act)) for role, act in marked} == {
        ("medical", "read_person"),
        ("medical", "read_status"),
        ("medical", "count_people"),
        ("social", "read_status"),
        ("social", "count_people"),
        ("social", "read_plan"),
        ("social", "read_person_ledger"),
        ("medical", "read_round"),
        ("registrar", "read_entitlements"),
        ("social", "read_round"),
        ("registrar", "read_case"),
        ("registrar", "read_cohort"),
        ("registrar", "read_family"),
    }


def account_of(role: str, unit, people, now) -> User:
    return User.objects.filter(login=f"one-{role}").first() or account(role, unit, people, now)
