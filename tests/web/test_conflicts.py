"""Conflicts of interest: declared from a record, from the desk or by an administrator; at once; ended with a reason."""

from __future__ import annotations

import re

import pytest

from dodomu.access import policy
from dodomu.access.models import Conflict
from dodomu.access.policy import Act, Subject
from dodomu.flows import conflicts
from dodomu.ledger.models import Entry
from dodomu.people.models import PersonNow
from tests import build, build_desk, build_exchanges, build_people, build_reintegration, cast

pytestmark = pytest.mark.django_db
SECOND = cast.Officer("admin2", "Ольга Рева", "Olha Reva", "admin")


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def person(now):
    return build_people.person("Шевчук Андрій", unit=build.unit("NGU").code, now=now)


@pytest.fixture
def admin(now, client_for):
    return client_for(build.account(cast.ADMIN, now=now))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def of(person):
    return f"/people/{person.number}/conflict"


def test_an_officer_says_that_somebody_is_close_and_sees_them_no_more(registrar, person, now, client_for):
    client = client_for(registrar)
    assert "Це близька мені людина" in words(client.get(f"/people/{person.number}"))
    assert client.get(of(person)).status_code == 200
    assert client.post(of(person), {"why": "comrade"}).headers["Location"] == "/today"
    assert [client.get(f"/people/{person.number}{part}").status_code for part in ("", "/timeline", "/conflict")] == [
        404
    ] * 3
    assert "Шевчук" not in words(client.get("/people"))
    stands = Conflict.objects.get()
    assert (stands.why, stands.declared_by, stands.declared_at) == ("comrade", registrar, now)
    entry = Entry.objects.get(act="declare_conflict")
    assert (entry.kind, entry.key, entry.by) == ("person", person.pk, registrar)
    settings = words(client.get("/settings/me"))
    assert f"{person.number} побратим або посестра" in settings


@pytest.mark.parametrize("typed", [{}, {"why": ""}, {"why": "enemy"}])
def test_how_close_is_said_or_nothing_is_declared(registrar, person, client_for, typed):
    assert client_for(registrar).post(of(person), typed).status_code == 422
    assert Conflict.objects.count() == 0


def test_it_reaches_every_record_that_is_joined(registrar, person, now, client_for):
    other = build_people.person("Шевчук Андрiй", unit="NGU", now=now)
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    build_people.joined(other, into=person, by=second, second=registrar, now=now)
    client_for(registrar).post(of(person), {"why": "relative"})
    assert set(Conflict.objects.values_list("person", flat=True)) == {person.pk, other.pk}


def test_the_case_of_somebody_close_waits_for_another_officer(now, client_for):
    officer = build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))
    case = build_reintegration.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"))
    client = client_for(officer)
    assert client.post(of(case.person), {"why": "friend"}).status_code == 302
    case.refresh_from_db()
    assert (case.officer, case.person.number in words(client.get("/cases?officer=none"))) == (None, False)
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    assert client_for(other).post(f"/cases/{case.pk}/accept").status_code == 302


def test_from_the_desk_one_says_so_and_the_line_is_decided_by_others(now, client_for):
    officer, second = build.account(cast.EXCHANGE, now=now), build.account(cast.SECOND_EXCHANGE, now=now)
    people = build_desk.four_captives(now=now)
    july = build_exchanges.round_of_july(officer, second, announced=4, now=now)
    desk = f"/exchanges/lists/{build_exchanges.take(july, build_desk.LIST, by=officer, now=now).pk}/match"
    client, other = client_for(officer), client_for(second)
    assert "Це близька мені людина" in words(client.get(f"{desk}/1"))
    page = client.get(f"{desk}/1/conflict")
    assert page.context["form"].fields["person"].choices[0][0] == people[0].pk
    assert client.post(f"{desk}/1/conflict", {"person": "999999", "why": "relative"}).status_code == 422
    done = client.post(f"{desk}/1/conflict", {"person": str(people[0].pk), "why": "relative"})
    assert done.headers["Location"] == desk
    assert "Серед кандидатів є близька вам людина." in words(client.get(f"{desk}/1"))
    assert build_desk.decide(client, desk, 1, "confirm", person=people[0].pk).status_code == 422
    left = client.get(f"{desk}/1/conflict").context["form"]
    assert left is None or people[0].pk not in [key for key, _label in left.fields["person"].choices]
    assert build_desk.decide(other, desk, 1, "confirm", person=people[0].pk).status_code == 302


def test_a_line_beside_which_nobody_stands_has_nobody_to_name(now, client_for):
    officer, second = build.account(cast.EXCHANGE, now=now), build.account(cast.SECOND_EXCHANGE, now=now)
    july = build_exchanges.round_of_july(officer, second, announced=4, now=now)
    desk = f"/exchanges/lists/{build_exchanges.take(july, build_desk.LIST, by=officer, now=now).pk}/match"
    assert "Поруч із цим рядком нікого не пропонують." in words(client_for(officer).get(f"{desk}/1/conflict"))


def test_an_administrator_declares_by_number_and_sees_nobody(admin, registrar, person, client_for):
    page = f"/admin/accounts/{registrar.pk}/conflicts"
    assert "Нічого не оголошено." in words(admin.get(page))
    assert admin.post(page, {"number": f" d-{person.number[2:]} ", "why": "relative"}).status_code == 302
    text = words(admin.get(page))
    assert (person.number in text, "Шевчук" in text) == (True, False)
    assert client_for(registrar).get(f"/people/{person.number}").status_code == 404
    again = admin.post(page, {"number": person.number, "why": "relative"})
    assert (again.status_code, "Це вже оголошено." in words(again)) == (422, True)


@pytest.mark.parametrize("number", ["D-1", "D-10999", "10000", "D-99999999999999999999", "Шевчук", "D-", ""])
def test_a_number_of_nobody_is_refused(admin, registrar, person, number):
    page = f"/admin/accounts/{registrar.pk}/conflicts"
    assert admin.post(page, {"number": number, "why": "relative"}).status_code == 422
    assert Conflict.every.count() == 0


def test_it_is_ended_by_an_administrator_with_a_reason_that_is_kept_sealed(admin, registrar, person, client_for, now):
    client_for(registrar).post(of(person), {"why": "friend"})
    conflict = Conflict.objects.get()
    end = f"/admin/conflicts/{conflict.pk}/end"
    assert admin.get(end).status_code == 200
    assert [admin.post(end, {"reason": reason}).status_code for reason in ("", "ні", "х" * 301)] == [422] * 3
    assert admin.post(end, {"reason": "однофамілець, не той Шевчук"}).status_code == 302
    assert client_for(registrar).get(f"/people/{person.number}").status_code == 200
    ended = Conflict.every.get()
    assert (ended.ended_at, "Шевчук" in ended.end_reason) == (now, False)
    assert "Шевчук" not in Entry.objects.get(act="end_conflict").detail
    text = words(admin.get(f"/admin/accounts/{registrar.pk}/conflicts"))
    assert "однофамілець, не той Шевчук" in text
    assert admin.get(end).status_code == 404
    client_for(registrar).post(of(person), {"why": "relative"})
    assert (Conflict.every.count(), Conflict.objects.get().why) == (2, "relative")


def test_nobody_ends_their_own(admin, person, now, client_for):
    own = build.account(cast.ADMIN, now=now)
    page = f"/admin/accounts/{own.pk}/conflicts"
    assert admin.post(page, {"number": person.number, "why": "relative"}).status_code == 302
    end = f"/admin/conflicts/{Conflict.objects.get().pk}/end"
    refused = admin.post(end, {"reason": "це не мій родич"})
    assert (refused.status_code, "змінює інший адміністратор" in words(refused)) == (422, True)
    assert client_for(build.account(SECOND, now=now)).post(end, {"reason": "це не його родич"}).status_code == 302


def test_conflicts_are_kept_by_administrators_alone(registrar, person, now, client_for):
    made = conflicts.declare(registrar, person=person.pk, why="relative", by=registrar, now=now)[0]
    for officer in cast.OFFICERS:
        if officer is not cast.ADMIN:
            client = client_for(build.account(officer, now=now))
            assert client.post(f"/admin/conflicts/{made.pk}/end", {"reason": "просто так"}).status_code == 404
    assert Conflict.objects.count() == 1


def test_whom_one_may_not_see_one_cannot_declare(person, now, client_for):
    elsewhere = build.account(cast.REGISTRAR, now=now, unit=build.unit("AFU"))
    client = client_for(elsewhere)
    assert [client.get(of(person)).status_code, client.post(of(person), {"why": "relative"}).status_code] == [404, 404]
    assert Conflict.every.count() == 0


def test_an_ended_conflict_bars_from_nothing(registrar, person, now):
    row = conflicts.declare(registrar, person=person.pk, why="relative", by=registrar, now=now)[0]
    subject = Subject(person=person.pk, unit_path=PersonNow.objects.get(pk=person.pk).unit_path)
    assert not policy.may(registrar, Act.READ_PERSON, subject)
    conflicts.end(row, reason="внесено помилково", by=build.account(cast.ADMIN, now=now), now=now)
    again = type(registrar).objects.get(pk=registrar.pk)
    assert policy.may(again, Act.READ_PERSON, subject)
    assert conflicts.standing_of(again) == []
