"""Around the desk: search by hand, the job that finds candidates, what is written and what is not, and how much is sent."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest

from dodomu.access import actions as access
from dodomu.exchanges import actions
from dodomu.exchanges.models import Candidate
from dodomu.jobs.models import Job
from dodomu.ledger.models import Entry
from dodomu.people.models import PersonNow
from tests import build, build_desk, build_exchanges, cast
from tests.build_desk import HTMX, LIST, decide, many, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.EXCHANGE, now=now)


@pytest.fixture
def second(now):
    return build.account(cast.SECOND_EXCHANGE, now=now)


@pytest.fixture
def people(now):
    return build_desk.four_captives(now=now)


@pytest.fixture
def july(officer, second, now):
    return build_exchanges.round_of_july(officer, second, announced=4, now=now)


@pytest.fixture
def name_list(july, people, officer, now):
    return build_exchanges.take(july, LIST, by=officer, now=now)


@pytest.fixture
def desk(name_list):
    """The address of the desk."""
    return f"/exchanges/lists/{name_list.pk}/match"


@pytest.fixture
def client(officer, client_for):
    return client_for(officer)


# Search, more


def test_search_finds_any_spelling_and_what_is_taken_is_compared_like_the_others(client, desk, name_list, people):
    page = text(client.post(f"{desk}/3/search", {"q": "Shevchuk Andrii 1991"}))
    assert "Знайдено: 1." in page and people[0].number in page
    response = client.post(f"{desk}/3/offer", {"person": people[0].pk})
    assert response["Location"] == f"{desk}/3"
    candidate = Candidate.objects.get(line__number=3)
    assert (candidate.person_id, candidate.strength, build_exchanges.line(name_list, 3).state) == (
        people[0].pk,
        "weak",
        "open",
    )


def test_a_number_finds_its_record(client, desk, people):
    assert "Знайдено: 1." in text(client.post(f"{desk}/3/search", {"q": people[3].number.lower()}))


def test_the_search_begins_with_the_name_on_the_line(client, desk):
    assert 'value="Rybak Taras"' in text(client.get(f"{desk}/3/search"))


def test_of_those_who_fit_what_was_typed_alike_those_who_fit_the_line_come_first(client, july, officer, now):
    same = [("Бондар", "Олег", "Петрович", date(1980, 1, day)) for day in range(1, 13)]
    born = [("Бондар", "Олег", "Петрович", date(1991, 3, 14))]
    *_others, meant = build_exchanges.captives([*same, *born], now=now)
    name_list = build_exchanges.take(july, "Бондар Олег Петрович 14.03.1991", by=officer, now=now)
    page = text(client.post(f"/exchanges/lists/{name_list.pk}/match/1/search", {"q": "Бондар Олег"}))
    assert "Показано найближчих: 10." in page
    assert re.findall(r"D-\d{5}", page.partition("Показано")[2])[0] == meant.number


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("", "Введіть прізвище або номер."),
        ("12.03.1990", "Введіть прізвище, ім’я та дату народження або номер"),
        ("Неіснуючий Устим", "За „Неіснуючий Устим“ нікого не знайдено."),
        ("D-99999", "нікого не знайдено"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_a_search_that_finds_nobody_says_what_to_do(client, desk, asked, sentence):
    assert sentence in text(client.post(f"{desk}/3/search", {"q": asked}))


def test_what_was_searched_stands_in_no_address_and_not_in_the_ledger(client, desk, people):
    client.post(f"{desk}/3/search", {"q": "Шевчук Андрій"})
    entry = Entry.objects.filter(act="search_register").get()
    assert f'"people":[{people[0].pk}]' in entry.detail and "Шевчук" not in entry.detail


def test_search_belongs_to_an_open_line(client, desk, people):
    decide(client, desk, 1, "confirm", person=people[0].pk)
    assert client.get(f"{desk}/1/search").status_code == 422
    assert client.post(f"{desk}/1/offer", {"person": people[1].pk}).status_code == 422


@pytest.mark.parametrize("nobody", ["", "x", "99999"])
def test_a_record_that_is_not_there_cannot_be_offered(client, desk, nobody):
    assert client.post(f"{desk}/3/offer", {"person": nobody}).status_code == 422
    assert Candidate.objects.filter(line__number=3).count() == 0


def test_more_candidates_come_three_at_a_time_after_the_first(july, officer, client, now):
    build_exchanges.captives([("Левченко", "Іван", "Петрович", date(1980 + n, 1, 1)) for n in range(8)], now=now)
    name_list = build_exchanges.take(july, "Левченко Іван", by=officer, now=now)
    url = f"/exchanges/lists/{name_list.pk}/match/1"
    page = text(client.get(url))
    assert len(re.findall(r'type="radio"', page)) == 3 and "Ще схожі люди: 5" in page
    response = client.post(f"{url}/more")
    assert response["Location"] == f"{url}?from=4"
    page = text(client.get(response["Location"]))
    assert len(re.findall(r'type="radio"', page)) == 3 and "Ще схожі люди: 2" in page and "Попередні кандидати" in page
    assert Candidate.objects.count() == 6


@pytest.mark.parametrize("start", ["0", "99", "x", "-5"])
def test_a_place_beyond_the_candidates_shows_the_first_three(client, desk, start):
    page = client.get(f"{desk}/2?from={start}")
    assert (page.status_code, len(re.findall(r'type="radio"', text(page)))) == (200, 2)


# Somebody close


def test_nobody_decides_about_a_relative(client, client_for, desk, name_list, officer, second, people):
    access.declare_conflict(officer, person=people[0].pk, why="брат")
    page = text(client.get(f"{desk}/1"))
    assert "Серед кандидатів є близька вам людина." in page
    assert (people[0].number in page, 'data-k="confirm"' in page) == (False, False)
    assert decide(client, desk, 1, "confirm", person=people[0].pk).status_code == 422
    assert decide(client_for(second), desk, 1, "confirm", person=people[0].pk).status_code == 302


# The search for candidates as a job


def test_lines_are_usable_before_all_candidates_are_found(july, officer, client, people, now):
    name_list = build_exchanges.take(july, LIST, by=officer, now=now, is_matched=False)
    desk = f"/exchanges/lists/{name_list.pk}/match"
    page = text(client.get(desk))
    assert "Почати пошук зараз" in page and "Шукаємо кандидатів у реєстрі…" in page
    assert decide(client, desk, 1, "later").status_code == 302
    job = re.search(r'action="/jobs/(\d+)/run"', page)[1]
    response = client.post(f"/jobs/{job}/run", {"back": "desk"})
    assert response["Location"] == desk
    name_list.refresh_from_db()
    assert (name_list.state, build_exchanges.line(name_list, 2).tag) == ("deciding", "several")
    answer = text(client.get(f"{desk}/progress?after=0", headers=HTMX))
    assert "work-line" not in answer and len(re.findall(r'<li id="l\d+" hx-swap-oob', answer)) == 5


def test_the_page_of_a_job_is_for_those_who_work_on_its_list(july, officer, client, client_for, now):
    name_list = build_exchanges.take(july, LIST, by=officer, now=now, is_matched=False)
    url = f"/jobs/{Job.objects.get(key=name_list.pk).pk}"
    page = text(client.get(url))
    assert "Пошук кандидатів: Список № 1, обмін 17 липня 2024 року" in page and "Стан: у черзі." in page
    other = client_for(build.account(cast.SOCIAL, now=now))
    for answer in (other.get(url), other.post(f"{url}/run"), other.post(f"{url}/cancel"), other.post(f"{url}/go-on")):
        assert answer.status_code == 404
    assert client.get("/jobs/999").status_code == 404
    client.post(f"{url}/cancel")
    assert "Стан: скасовано." in text(client.get(url)) and "Продовжити" in text(client.get(url))
    client.post(f"{url}/go-on")
    client.post(f"{url}/run")
    assert "Опрацьовано 5 з 5 рядків" in text(client.get(url))


# What is written, and how much is sent


def test_reading_writes_the_ledger_and_nothing_else(client, desk, readonly_get):
    for url in (desk, f"{desk}?show=open", f"{desk}/1", f"{desk}/3/search", f"{desk}/progress?after=0"):
        assert readonly_get(client, url).status_code == 200
        assert readonly_get(client, url, headers=HTMX).status_code == 200


def test_each_person_shown_beside_a_line_is_noted(client, desk, people):
    client.get(f"{desk}/2")
    noted = Entry.objects.filter(act="read_person").values_list("key", flat=True)
    assert set(noted) == {people[1].pk, people[2].pk}
    assert Entry.objects.filter(act="read_line", detail__contains='"line":2').count() == 1


def test_what_is_fetched_ahead_is_noted_only_when_it_is_shown(client, desk, officer, people):
    ahead = {**HTMX, "X-Prefetch": "1"}
    client.post(f"{desk}/1/hold", {"version": 0})
    client.get(f"{desk}/2", headers=ahead)
    assert Entry.objects.filter(act="read_person").count() == 0
    client.post(f"{desk}/2/hold", {"version": 0, "ahead": "yes"})
    assert set(Entry.objects.filter(act="read_person").values_list("key", flat=True)) == {people[1].pk, people[2].pk}


def test_nothing_is_fetched_ahead_unnoted_by_who_holds_no_line_near(client, desk, people):
    client.get(f"{desk}/2", headers={**HTMX, "X-Prefetch": "1"})
    assert Entry.objects.filter(act="read_person").count() == 2


def test_the_desk_costs_the_same_queries_at_one_line_and_at_fifty(july, officer, client, counted_queries, now):
    short = many(july, officer, now, 1)
    long = many(july, officer, now, 50)
    costs = []
    for name_list in (short, long):
        desk = f"/exchanges/lists/{name_list.pk}/match"
        client.get(f"{desk}/1")
        costs.append(counted_queries(lambda desk=desk: client.get(f"{desk}/1")))
    assert costs[0] == costs[1]
    assert costs[0] <= 20 + 3  # 20 of work; the savepoint and the lock of the ledger are none


def test_the_desk_of_95_lines_stays_within_its_budget(july, officer, client, now):
    name_list = many(july, officer, now, 95)
    desk = f"/exchanges/lists/{name_list.pk}/match"
    page = client.get(f"{desk}/1").content
    nodes = len(re.findall(rb"<[a-z]", page))
    assert nodes <= 1500
    assert len(gzip.compress(page)) <= 25 * 1024
    for number in (1, 50, 95):
        assert len(gzip.compress(client.get(f"{desk}/{number}", headers=HTMX).content)) <= 3 * 1024
    answer = decide(client, desk, 1, "none", htmx=True).content
    assert len(gzip.compress(answer)) <= 4 * 1024


def test_no_status_changes_at_the_desk(client, desk, people):
    decide(client, desk, 1, "confirm", person=people[0].pk)
    assert set(PersonNow.objects.values_list("status", flat=True)) == {"CAPTIVE_CONFIRMED"}


def test_with_the_keys_off_no_key_is_offered(client, desk, officer):
    access.set_preferences(officer, language="uk", theme="auto", keys_on=False)
    page = text(client.get(f"{desk}/1"))
    assert (
        'data-keys="on"' not in page
        and ">Клавіші <kbd>?</kbd></button></div>" not in page.partition('id="line"')[2].partition("</form>")[0]
    )


def test_a_signed_list_is_read_and_not_decided(client, desk, name_list, officer, second, people, now):
    for number in (2, 3, 4):
        actions.mark_none(build_exchanges.line(name_list, number), by=officer, now=now)
    actions.confirm(build_exchanges.line(name_list), people[0], by=officer, now=now)
    actions.sign(name_list, digest=actions.decisions_digest(name_list), by=officer, now=now)
    page = text(client.get(f"{desk}/1"))
    assert "Стан списку: підписано однією людиною." in page and 'class="r-act"' not in page
    assert decide(client, desk, 1, "reopen", version=1).status_code == 422


# Not this person


def test_who_was_rejected_is_named_beside_the_line_with_who_and_when_and_comes_back(client, desk, name_list, people):
    answer = decide(client, desk, 2, "reject", person=people[1].pk, htmx=True)
    page = text(answer)
    assert answer.status_code == 200 and "Рядок 2: записано, що це не ця людина." in page
    assert "Це не та людина:" in page and f"Кучер Іван, D-{10000 + people[1].pk}" in page
    assert "Відхилено 18.07.2024, 10:00, Ірина Савчук: список № 1, рядок 2." in page
    assert f'value="{people[2].pk}" checked' in page and f'name="person" value="{people[1].pk}"' not in page
    back = client.post(f"{desk}/2/decide", {"take_back": people[1].pk, "version": 1})
    assert back.status_code == 302
    page = text(client.get(f"{desk}/2"))
    assert "Це не та людина:" not in page and f'name="person" value="{people[1].pk}"' in page


def test_the_key_for_undo_takes_back_not_this_person_too(client, desk, people):
    decide(client, desk, 2, "reject", person=people[1].pk)
    assert client.post(f"{desk}/undo", {"how": "key"}).status_code == 302
    assert f'name="person" value="{people[1].pk}"' in text(client.get(f"{desk}/2"))


def test_nobody_alike_is_not_said_where_somebody_was_rejected(client, desk, people):
    decide(client, desk, 1, "reject", person=people[0].pk)
    page = text(client.get(f"/en{desk}/1"))
    assert "The register has nobody similar but those rejected before." in page
    assert "Nobody similar was found" not in page


def test_rejecting_needs_a_candidate_and_a_right(client, desk, people, client_for, now):
    assert decide(client, desk, 1, "reject").status_code == 422
    assert client.post(f"{desk}/1/decide", {"take_back": people[0].pk, "version": 0}).status_code == 409
    reads = client_for(build.account(cast.SECOND_REGISTRAR, now=now))
    assert decide(reads, desk, 1, "reject", person=people[0].pk).status_code == 404


def test_the_line_says_more_than_where_not_all_were_counted(july, officer, client, now):
    build_desk.many(july, officer, now, lines=1)
    name_list = build_exchanges.take(july, "Левченко Іван Петрович", by=officer, now=now)
    assert "Ще схожі люди: понад 13<" in text(client.get(f"/exchanges/lists/{name_list.pk}/match/1"))


def test_a_list_is_withdrawn_with_a_reason_and_stays_readable(client, name_list, desk):
    url = f"/exchanges/lists/{name_list.pk}/withdraw"
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "надіслано помилково"})
    name_list.refresh_from_db()
    assert name_list.state == "withdrawn"
    page = client.get(desk).content.decode()
    assert "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991" in page and 'data-k="confirm"' not in page
