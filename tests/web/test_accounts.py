"""Accounts as administrators keep them: opened, given roles and passwords by two, closed by one at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from dodomu.access import actions as access
from dodomu.access.models import AccountChange, Grant, Membership, User
from dodomu.access.sessions import sessions_of
from dodomu.ledger import queries
from tests import build, build_reintegration, cast

pytestmark = pytest.mark.django_db
SECOND = cast.Officer("admin2", "Ольга Рева", "Olha Reva", "admin")


@pytest.fixture
def admins(now):
    return build.account(cast.ADMIN, now=now), build.account(SECOND, now=now)


@pytest.fixture
def admin(admins, client_for):
    return client_for(admins[0])


@pytest.fixture
def second(admins, client_for):
    return client_for(admins[1])


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def acts(account):
    return [entry.act for entry in reversed(queries.about("account", account.pk))]


def waiting():
    return AccountChange.objects.get(state="proposed")


def shown_half(response):
    return re.search(r"\b(?:[a-z2-9]{4}-){2}[a-z2-9]{4}\b", response.content.decode())[0]


def signed_in(login, password):
    client = Client()
    return client, client.post("/login", {"login": login, "password": password})


def test_a_role_waits_for_a_second_administrator_and_acts_on_the_next_step(admin, second, officer, client_for):
    unit = build.unit("NGU")
    asked = admin.post(f"/admin/accounts/{officer.pk}", {"role": "press", "unit": str(unit.pk)}, follow=True)
    assert "Вона запрацює, коли її схвалить інший адміністратор." in words(asked)
    assert client_for(officer).get("/figures/manage").status_code == 404
    again = admin.post(f"/admin/accounts/{officer.pk}", {"role": "press", "unit": str(unit.pk)})
    assert (again.status_code, "Це вже подано." in words(again)) == (422, True)
    change = waiting()
    own = admin.post(f"/admin/changes/{change.pk}/approve")
    assert (own.status_code, "Схвалити має інша людина" in words(own)) == (422, True)
    assert "Чекає на другого адміністратора" in words(second.get("/admin/accounts"))
    assert second.post(f"/admin/changes/{change.pk}/approve").status_code == 302
    given = Membership.objects.get(user=officer, role="press")
    assert (given.unit, given.until_at) == (unit, None)
    assert client_for(officer).get("/figures/manage").status_code == 200
    assert acts(officer) == ["propose_role", "give_role"]
    late = second.post(f"/admin/changes/{change.pk}/approve")
    assert (late.status_code, Membership.objects.filter(role="press").count()) == (409, 1)


def test_a_proposal_is_refused_by_another_or_taken_back_by_oneself(admin, second, officer):
    for client, act, state in ((second, "refuse_change", "refused"), (admin, "withdraw_change", "withdrawn")):
        admin.post(f"/admin/accounts/{officer.pk}", {"role": "press", "unit": ""})
        change = waiting()
        assert client.post(f"/admin/changes/{change.pk}/refuse").status_code == 302
        change.refresh_from_db()
        assert (change.state, acts(officer)[-1]) == (state, act)
    assert not Membership.objects.filter(user=officer, role="press").exists()
    assert second.post(f"/admin/changes/{change.pk}/burn").status_code == 404
    assert second.post("/admin/changes/99999/approve").status_code == 404


def test_nobody_proposes_or_approves_for_themselves(admin, second, admins):
    own = admin.post(f"/admin/accounts/{admins[0].pk}", {"role": "registrar", "unit": ""})
    assert (own.status_code, AccountChange.objects.count()) == (422, 0)
    admin.post(f"/admin/accounts/{admins[1].pk}", {"role": "registrar", "unit": ""})
    approved = second.post(f"/admin/changes/{waiting().pk}/approve")
    assert (approved.status_code, "змінює інший адміністратор" in words(approved)) == (422, True)
    assert second.post(f"/admin/changes/{waiting().pk}/refuse").status_code == 422
    assert "Це про вас" in words(second.get("/admin/accounts"))
    assert admins[1].memberships.count() == 1


def test_a_role_is_ended_by_one_and_at_once_but_the_last_administrator_stays(admin, second, officer, admins, now):
    role = officer.memberships.get()
    assert admin.post(f"/admin/roles/{role.pk}/end").status_code == 302
    role.refresh_from_db()
    assert role.until_at == now
    assert admin.post(f"/admin/roles/{role.pk}/end").status_code == 422
    assert admin.post(f"/admin/roles/{admins[0].memberships.get().pk}/end").status_code == 422
    assert admin.post(f"/admin/roles/{admins[1].memberships.get().pk}/end").status_code == 302
    assert second.get("/admin/accounts").status_code == 404


@pytest.mark.parametrize("typed", [{"role": "relative"}, {"role": "everything"}, {"role": "press", "unit": "x"}, {}])
def test_a_role_that_is_not_offered_is_not_proposed(admin, officer, typed):
    assert admin.post(f"/admin/accounts/{officer.pk}", typed).status_code == 422
    assert AccountChange.objects.count() == 0


def test_a_new_account_has_no_password_and_no_role_until_two_have_agreed(admin, second):
    typed = {"login": "novyi", "name": "Іван Новий", "name_en": "Ivan Novyi"}
    made = admin.post("/admin/accounts/new", typed, follow=True)
    account = User.objects.get(login="novyi")
    assert "Пароля ще немає, увійти не можна." in words(made)
    assert (account.memberships.count(), acts(account)) == (0, ["open_account"])
    assert signed_in("novyi", "")[1].status_code == 422
    for wrong in ({"login": "NOVYI"}, {"login": "іван"}, {"login": "a"}, {"name": " "}):
        assert admin.post("/admin/accounts/new", {"login": "other"} | typed | wrong).status_code == 422
    assert User.objects.count() == 3


def test_a_one_time_password_has_two_halves_that_no_administrator_knows_together(admin, second, officer, now):
    first_page = admin.post(f"/admin/accounts/{officer.pk}/password")
    first = shown_half(first_page)
    assert first_page.headers["Cache-Control"] == "no-store"
    change = waiting()
    assert first not in change.half
    assert signed_in(officer.login, cast.PASSWORD)[1].status_code == 302
    second_page = second.post(f"/admin/changes/{change.pk}/approve")
    half = shown_half(second_page)
    assert (second_page.status_code, first in second_page.content.decode(), half == first) == (200, False, False)
    change.refresh_from_db()
    assert (change.state, change.half) == ("approved", "")
    assert signed_in(officer.login, cast.PASSWORD)[1].status_code == 422
    assert signed_in(officer.login, first)[1].status_code == 422
    client, answer = signed_in(officer.login, f"{first}-{half}")
    assert answer.headers["Location"] == "/settings/password"
    assert acts(officer)[-2:] == ["set_one_time_password", "sign_in"]
    assert client.get("/cases").headers["Location"] == "/settings/password"
    assert client.get("/settings/me").status_code == 200
    new = "сорок вісім тихих днів"
    assert client.post("/settings/password", {"old": f"{first}-{half}", "new": new}).headers["Location"] == "/today"
    assert client.get("/cases").status_code == 200
    assert signed_in(officer.login, new)[1].headers["Location"] == "/today"


def test_a_one_time_password_lasts_three_days(officer, now, monkeypatch):
    access.set_password(officer, "abcd-efgh-jkmn", one_time_until=now + timedelta(days=3))
    monkeypatch.setenv("DODOMU_NOW", (now + timedelta(days=3)).isoformat())
    late = signed_in(officer.login, "abcd-efgh-jkmn")[1]
    assert (late.status_code, "Строк одноразового пароля минув." in words(late)) == (422, True)
    monkeypatch.setenv("DODOMU_NOW", (now + timedelta(days=2)).isoformat())
    assert signed_in(officer.login, "abcd-efgh-jkmn")[1].status_code == 302


def test_closing_ends_every_session_and_says_what_others_go_on_with(admin, officer, now):
    mine = build_reintegration.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"))
    access.assign([officer], kind="round", keys=[7], why="round:7", now=now)
    client, _answer = signed_in(officer.login, cast.PASSWORD)
    assert client.get("/cases").status_code == 200
    asked = words(admin.get(f"/admin/accounts/{officer.pk}/close"))
    assert "1 справа супроводу 1 обмін 1 доручена людина" in asked
    assert mine.person.number not in asked
    assert admin.post(f"/admin/accounts/{officer.pk}/close").status_code == 302
    assert client.get("/cases").headers["Location"].startswith("/login")
    assert sessions_of(officer, this=None) == []
    assert signed_in(officer.login, cast.PASSWORD)[1].status_code == 422
    mine.refresh_from_db()
    assert (mine.officer, Grant.objects.filter(user=officer, until_at=None).count()) == (None, 0)
    page = words(admin.get(f"/admin/accounts/{officer.pk}"))
    assert "Коли запис закрили, за ним було: 1 справа супроводу 1 обмін 1 доручена людина" in page
    assert queries.about("account", officer.pk)[0].detail == '{"cases":1,"people":1,"rounds":1}'
    assert admin.post(f"/admin/accounts/{officer.pk}/close").status_code == 422


def test_a_released_case_is_taken_by_another_officer(admin, officer, now, client_for):
    case = build_reintegration.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"))
    admin.post(f"/admin/accounts/{officer.pk}/close")
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    client = client_for(other)
    assert case.person.number in words(client.get("/cases?officer=none"))
    assert client.post(f"/cases/{case.pk}/accept").status_code == 302


def test_a_closed_account_is_opened_again_by_two_with_the_roles_it_had(admin, second, officer):
    assert admin.post(f"/admin/accounts/{officer.pk}/reopen").status_code == 422
    admin.post(f"/admin/accounts/{officer.pk}/close")
    assert admin.post(f"/admin/accounts/{officer.pk}/reopen").status_code == 302
    assert signed_in(officer.login, cast.PASSWORD)[1].status_code == 422
    assert second.post(f"/admin/changes/{waiting().pk}/approve").status_code == 302
    client, answer = signed_in(officer.login, cast.PASSWORD)
    assert (answer.status_code, client.get("/cases").status_code) == (302, 200)
    assert acts(officer)[-4:] == ["close_account", "propose_reopen", "reopen_account", "sign_in"]


def test_closing_takes_back_what_waits_for_the_account(admin, officer):
    admin.post(f"/admin/accounts/{officer.pk}", {"role": "press", "unit": ""})
    admin.post(f"/admin/accounts/{officer.pk}/close")
    assert AccountChange.objects.get().state == "withdrawn"


def test_nobody_closes_their_own_account_or_the_last_administrator(admin, admins):
    own = admin.post(f"/admin/accounts/{admins[0].pk}/close")
    assert (own.status_code, User.objects.get(pk=admins[0].pk).is_active) == (422, True)
    assert admin.post(f"/admin/accounts/{admins[1].pk}/close").status_code == 302
    assert User.objects.get(pk=admins[1].pk).is_active is False


def test_one_administrator_alone_is_told_to_open_another_on_the_server(now, client_for):
    page = words(client_for(build.account(cast.ADMIN, now=now)).get("/admin/accounts"))
    assert "Адміністратор тут один." in page


def test_the_last_sign_in_is_seen_and_tells_nothing_more(admin, officer):
    assert "ще не входили" in words(admin.get(f"/admin/accounts/{officer.pk}"))
    signed_in(officer.login, cast.PASSWORD)
    assert "останній вхід: 18.07.2024, 10:00" in words(admin.get(f"/admin/accounts/{officer.pk}"))
    assert "18.07.2024, 10:00" in words(admin.get("/admin/accounts"))


def test_accounts_are_changed_by_administrators_alone(now, client_for, officer, admins):
    change = AccountChange.objects.create(
        account=officer, kind="role", role="press", proposed_by=admins[0], proposed_at=now
    )
    paths = [f"/admin/accounts/{officer.pk}{part}" for part in ("", "/close", "/reopen", "/password", "/conflicts")]
    paths += ["/admin/accounts/new", f"/admin/changes/{change.pk}/approve", f"/admin/changes/{change.pk}/refuse"]
    for other in cast.OFFICERS:
        if other is not cast.ADMIN:
            client = client_for(build.account(other, now=now))
            assert (other.login, {client.post(path).status_code for path in paths}) == (other.login, {404})
    assert (change.state, User.objects.get(pk=officer.pk).is_active) == ("proposed", True)


def test_the_menu_counts_what_waits_for_this_administrator(admin, second, officer):
    admin.post(f"/admin/accounts/{officer.pk}", {"role": "press", "unit": ""})

    def counted(client):
        return next(one["count"] for one in client.get("/today").context["staff_menu"] if one["name"] == "accounts")

    assert (counted(admin), counted(second)) == (0, 1)
