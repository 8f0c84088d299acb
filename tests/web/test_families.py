"""The pages of the families: calls by due time, the script, the outcome, verification by a second person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.families import actions, queries
from dodomu.families.actions import messages
from dodomu.families.models import Call, ContactLog, Relative
from dodomu.ledger.models import Entry
from dodomu.notices.models import Notice
from tests import build, cast
from tests.build_exchanges import captive, captives, round_of_july
from tests.build_families import OCCASION, officers, relative, released

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


@pytest.fixture
def story(now):
    """A man came home; his wife is to be called, his mother after her."""
    person = captive("Шевчук", unit=build.unit("NGU").code, now=now)
    first, second = officers(now)
    wife = relative(person, now=now)
    mother = relative(person, name="Шевчук Галина", kin="mother", now=now)
    calls = released(person, now=now)
    return person, first, second, wife, mother, calls


def said(response):
    return response.content.decode()


def test_the_calls_to_make_stand_by_due_time_with_whom_to_call(story, client_for):
    person, first, _second, _wife, _mother, calls = story
    page = said(client_for(first).get("/families"))
    assert "Зателефонувати: дружина" in page
    assert "Зателефонувати: мати" not in page
    assert f"/families/calls/{calls[0].pk}" in page
    assert f"/people/{person.number}/family" in page


def test_the_list_of_families_not_told_stays_until_it_is_empty(story, client_for, now):
    _person, first, _second, _wife, _mother, calls = story
    client = client_for(first)
    assert "2 дзвінки" in said(client.get("/families?show=waiting"))
    actions.log_outcome(calls[0], "told", by=first, now=now)
    assert "1 дзвінок" in said(client.get("/families?show=waiting"))
    actions.log_outcome(calls[1], "told", by=first, now=now)
    assert "Усіх родичів, яким належить знати, повідомлено." in said(client.get("/families?show=waiting"))


def test_a_family_with_nobody_to_tell_is_named(now, client_for):
    person = captive("Бондар", now=now)
    first, _second = officers(now)
    released(person, now=now)
    assert "немає кого повідомити: знайдіть родича" in said(client_for(first).get("/families?show=waiting"))


def test_the_list_narrows_to_one_return_and_a_wrong_filter_shows_nothing(story, client_for):
    _person, first, *_rest = story
    client = client_for(first)
    assert "дружина" in said(client.get(f"/families?show=calls&occasion={OCCASION}"))
    assert "Зателефонувати: дружина" not in said(client.get("/families?show=calls&occasion=round:9"))
    assert client.get("/families?show=everything&page=forged").status_code == 200


def test_an_outcome_is_recorded_once_and_leads_back_to_the_call(story, client_for, now):
    _person, first, second, _wife, _mother, calls = story
    url = f"/families/calls/{calls[0].pk}"
    sent = {"outcome": "told", "note": "чекатиме на дзвінок", "turns": calls[0].turns, "call_again_at": ""}
    response = client_for(first).post(f"{url}/outcome", sent)
    assert (response.status_code, response.url) == (302, url)
    assert client_for(second).post(f"{url}/outcome", sent).status_code == 409
    assert (ContactLog.objects.count(), Notice.objects.count()) == (1, 1)
    page = said(client_for(first).get(url))
    assert "чекатиме на дзвінок" in page
    assert "Скасувати останній запис" in page


def test_an_outcome_that_cannot_be_says_why_beside_its_field(story, client_for):
    _person, first, _second, _wife, _mother, calls = story
    url = f"/families/calls/{calls[0].pk}/outcome"
    client = client_for(first)
    answers = {}
    for name, changes in {
        "none": {},
        "unknown": {"outcome": "maybe"},
        "later without an hour": {"outcome": "later"},
        "later in the past": {"outcome": "later", "call_again_at": "09:00"},
        "no hour": {"outcome": "later", "call_again_at": "увечері"},
        "no such day": {"outcome": "later", "call_again_at": "31.02.2025 10:00"},
        "long": {"outcome": "no_answer", "note": "я" * 2001},
        "no turns": {"outcome": "no_answer", "turns": "x"},
    }.items():
        response = client.post(url, {"turns": calls[0].turns} | changes)
        answers[name] = (
            response.status_code,
            "govuk-error-message" in said(response) or "error-summary" in said(response),
        )
    assert set(answers.values()) == {(422, True)}
    assert ContactLog.objects.count() == 0


def test_called_later_today_by_its_hour(story, client_for, now):
    _person, first, _second, _wife, _mother, calls = story
    client_for(first).post(
        f"/families/calls/{calls[0].pk}/outcome",
        {"turns": calls[0].turns, "outcome": "later", "call_again_at": "18:30"},
    )
    assert Call.objects.get(pk=calls[0].pk).due_at == now.replace(hour=18, minute=30)


def test_second_thoughts_by_the_button(story, client_for, now):
    _person, first, _second, _wife, _mother, calls = story
    row = actions.log_outcome(calls[0], "told", by=first, now=now)
    client = client_for(first)
    client.post(f"/families/calls/{calls[0].pk}/undo", {"row": row.pk})
    assert Call.objects.get(pk=calls[0].pk).state == "released"
    response = client.post(f"/families/calls/{calls[0].pk}/undo", {"row": row.pk}, follow=True)
    assert "Скасувати вже не можна" in said(response)


def test_a_relative_goes_all_the_way_by_two_people(now, client_for):
    person = captive("Бондар", now=now)
    first, second = officers(now)
    released(person, now=now)
    one, other = client_for(first), client_for(second)
    entered = {
        "name": "Бондар Ніна",
        "kin": "mother",
        "phone": "067 222 33 44",
        "language": "uk",
        "place": "1",
        "may_be_told": "news",
    }
    response = one.post(f"/people/{person.number}/family/new", entered)
    assert response.status_code == 302
    mother = Relative.objects.get()
    assert "Підтвердити можна, коли записано документ" in said(other.get(f"/relatives/{mother.pk}/verify"))
    one.post(f"/relatives/{mother.pk}/proof", {"kind": "birth", "hint": "I-БК 123456", "seen_on": "01.07.2024"})
    refused = one.post(f"/relatives/{mother.pk}/verify", {"x": "1"})
    assert refused.status_code == 422
    assert "Підтвердити має інша людина" in said(refused)
    own = said(one.get(f"/relatives/{mother.pk}/verify"))
    assert "цього родича або його документ записали ви" in own and "Підтвердити особу" not in own
    assert "…3456" in said(other.get(f"/relatives/{mother.pk}/verify"))
    other.post(f"/relatives/{mother.pk}/verify", {"x": "1"})
    mother.refresh_from_db()
    assert mother.state == "verified"
    assert "Зателефонувати: мати" in said(one.get("/families"))


def test_what_is_wrong_with_a_relative_stands_beside_the_field(now, client_for):
    person = captive("Бондар", now=now)
    first, _second = officers(now)
    released(person, now=now)
    client = client_for(first)
    for changes in (
        {},
        {
            "name": "Ніна",
            "kin": "mother",
            "language": "uk",
            "place": "0",
            "may_be_told": "news",
            "phone": "067 222 33 44",
        },
        {"name": "Ніна", "kin": "mother", "language": "uk", "place": "1", "may_be_told": "news", "phone": "ні"},
        {"name": "Ніна", "kin": "mother", "language": "uk", "place": "1", "may_be_told": "news"},
    ):
        response = client.post(f"/people/{person.number}/family/new", changes)
        assert (response.status_code, "govuk-error-message" in said(response)) == (422, True)
    assert Relative.objects.count() == 0


def test_the_other_forms_of_a_relative(story, client_for):
    _person, first, second, wife, _mother, calls = story
    one, other = client_for(first), client_for(second)
    one.post(f"/relatives/{wife.pk}/talk", {"way": "phone", "note": "просила довідку"})
    one.post(
        f"/relatives/{wife.pk}/telling",
        {"place": "2", "is_told_apart": "on", "may_be_told": "contact", "note": "не спілкуються"},
    )
    one.post(f"/relatives/{wife.pk}/contact", {"phone": "050 111 22 33", "email": "", "address": ""})
    wife.refresh_from_db()
    assert (wife.place, wife.is_told_apart, wife.may_be_told, wife.state) == (2, True, "contact", "proof_received")
    response = other.post(f"/relatives/{wife.pk}/refuse", {"reason": ""})
    assert response.status_code == 422
    other.post(f"/relatives/{wife.pk}/refuse", {"reason": "номер не її"})
    wife.refresh_from_db()
    assert wife.state == "refused"
    other.post(f"/relatives/{calls[1].relative_id}/withdraw", {"reason": "сама просила"})
    assert Relative.objects.get(pk=calls[1].relative_id).state == "withdrawn"


def test_a_reader_of_summaries_sees_kinship_and_state_but_no_name_and_no_number(story, client_for, now):
    person, _first, _second, wife, _mother, _calls = story
    registrar = build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now)
    client = client_for(registrar)
    [shown] = queries.opened([wife])
    for url in (
        f"/people/{person.number}/family",
        f"/relatives/{wife.pk}",
        "/families?show=verify",
        "/families?show=waiting",
        f"/people/{person.number}",
    ):
        page = said(client.get(url))
        assert [shown.name in page, shown.phone in page, "Галина" in page] == [False, False, False]
    assert "дружина" in said(client.get(f"/people/{person.number}/family"))
    assert client.get(f"/families/calls/{Call.objects.first().pk}/script").status_code == 404


def test_three_at_every_door(story, client_for, now):
    person, first, _second, wife, _mother, calls = story
    registrar = client_for(build.account(cast.SECOND_REGISTRAR, unit=build.unit("AFU"), now=now))
    social = client_for(build.account(cast.SOCIAL, now=now))
    liaison = client_for(first)
    urls = [
        "/families",
        f"/families/calls/{calls[0].pk}",
        f"/families/calls/{calls[0].pk}/script",
        f"/people/{person.number}/family",
        f"/people/{person.number}/family/new",
        f"/relatives/{wife.pk}",
        f"/relatives/{wife.pk}/proof",
        f"/relatives/{wife.pk}/contact",
        f"/relatives/{wife.pk}/telling",
        f"/relatives/{wife.pk}/verify",
        f"/relatives/{wife.pk}/withdraw",
        f"/relatives/{wife.pk}/talk",
    ]
    assert {url: liaison.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)
    assert {url: registrar.get(url).status_code for url in urls} == dict.fromkeys(urls, 404) | {"/families": 200}
    assert {url: social.get(url).status_code for url in urls} == dict.fromkeys(urls, 404) | {"/families": 200}


def test_every_page_about_a_family_is_in_the_ledger(story, client_for):
    person, first, _second, wife, _mother, calls = story
    client = client_for(first)
    for url in (f"/families/calls/{calls[0].pk}", f"/people/{person.number}/family", f"/relatives/{wife.pk}"):
        before = Entry.objects.filter(act="read_person", key=person.pk).count()
        client.get(url)
        assert Entry.objects.filter(act="read_person", key=person.pk).count() == before + 1


def test_a_code_of_ours_is_known_and_any_other_is_warned_of(story, client_for):
    _person, first, _second, _wife, _mother, calls = story
    client = client_for(first)
    assert "Код наш" in said(client.post("/families/code", {"code": messages.code(calls[0].pk)}))
    assert "Такого коду ми не надсилали" in said(client.post("/families/code", {"code": "1-ABCDEF"}))
    assert client.post("/families/code", {"code": ""}).status_code == 422


@pytest.mark.parametrize("show", ["calls", "waiting", "verify"])
def test_a_list_of_fifty_costs_what_a_list_of_one_costs(show, now, client_for, counted_queries):
    first, _second = officers(now)
    client = client_for(first)
    costs = []
    for size in (1, 49):
        people = captives([(f"Ш{size}{n}", "Іван", "", BORN) for n in range(size)], now=now)
        released(*people, now=now)
        for person in people:
            relative(person, is_verified=show != "verify", now=now)
        client.get(f"/families?show={show}")
        costs.append(counted_queries(lambda: client.get(f"/families?show={show}")))
    assert costs[0] == costs[1]
    assert costs[0] <= 20


def test_the_family_page_costs_the_same_for_one_relative_and_for_ten(now, client_for, counted_queries):
    first, _second = officers(now)
    client = client_for(first)
    costs = []
    for size in (1, 10):
        [person] = captives([(f"Ш{size}", "Іван", "", BORN)], now=now)
        for _n in range(size):
            relative(person, is_told_apart=True, now=now)
        for call in released(person, now=now):
            actions.log_outcome(call, "no_answer", note="тиша", by=first, now=now)
        client.get(f"/people/{person.number}/family")
        costs.append(counted_queries(lambda: client.get(f"/people/{person.number}/family")))  # noqa: B023
    assert costs[0] == costs[1]
    assert costs[0] <= 30


def test_messages_are_seen_without_contents_by_the_administrator_and_recalled(story, client_for, now):
    _person, first, _second, _wife, _mother, calls = story
    actions.log_outcome(calls[0], "told", by=first, now=now)
    notice = Notice.objects.get()
    admin = client_for(build.account(cast.ADMIN, now=now))
    stranger = client_for(build.account(cast.SOCIAL, now=now))
    page = said(admin.get(f"/outgoing/{notice.pk}"))
    assert ["Є повідомлення" in page, "+38067" in page] == [False, False]
    assert "Є повідомлення від служби супроводу" in said(client_for(first).get(f"/outgoing/{notice.pk}"))
    assert stranger.get(f"/outgoing/{notice.pk}").status_code == 404
    assert "родині після дзвінка" in said(admin.get("/outgoing"))
    assert "родині після дзвінка" not in said(stranger.get("/outgoing"))
    admin.post(f"/outgoing/{notice.pk}/recall")
    notice.refresh_from_db()
    assert notice.state == "recalled"
    assert "Відкликати вже не можна" in said(admin.post(f"/outgoing/{notice.pk}/recall", follow=True))


def test_a_message_that_failed_is_sent_again(story, client_for, now):
    _person, first, _second, _wife, _mother, calls = story
    actions.log_outcome(calls[0], "told", by=first, now=now)
    Notice.objects.update(state="failed", attempts=7)
    client = client_for(first)
    key = Notice.objects.get().pk
    client.post(f"/outgoing/{key}/retry")
    notice = Notice.objects.get()
    assert (notice.state, notice.attempts, notice.next_try_at) == ("queued", 0, now)
    assert "родині після дзвінка" in said(client.get("/outgoing?state=queued"))
    assert "родині після дзвінка" not in said(client.get("/outgoing?state=failed"))


def test_pages_only_read(story, client_for, readonly_get):
    person, first, _second, wife, _mother, calls = story
    client = client_for(first)
    for url in (
        "/families",
        "/families?show=waiting",
        f"/families/calls/{calls[0].pk}",
        f"/families/calls/{calls[0].pk}/script",
        f"/people/{person.number}/family",
        f"/relatives/{wife.pk}/verify",
        "/outgoing",
    ):
        assert readonly_get(client, url).status_code == 200


def test_the_same_pages_in_english_have_no_ukrainian_sentence(story, client_for, now):
    _person, first, _second, wife, _mother, calls = story
    client = client_for(first)
    assert "Call: wife" in said(client.get("/en/families"))
    assert "What not to say" in said(client.get(f"/en/families/calls/{calls[0].pk}"))
    assert "Check the kinship" in said(client.get(f"/en/relatives/{wife.pk}/verify"))


def test_overdue_calls_are_marked(story, client_for, monkeypatch, now):
    _person, first, *_rest = story
    monkeypatch.setenv("DODOMU_NOW", (now + timedelta(hours=3)).isoformat())
    assert "прострочено" in said(client_for(first).get("/families"))


def test_today_shows_who_waits_to_be_verified(story, client_for, now):
    person, first, *_rest = story
    sister = relative(person, name="Шевчук Оксана", kin="sister", is_verified=False, now=now)
    page = said(client_for(first).get("/today"))
    assert ("Шевчук Оксана, сестра" in page, f"/relatives/{sister.pk}" in page) == (True, True)
    assert "Shevchuk Oksana, sister" in said(client_for(first).get("/en/today"))


def test_a_return_is_named_by_its_exchange_or_its_day(now, client_for):
    first, _second = officers(now)
    exchange = round_of_july(build.account(cast.EXCHANGE, now=now), now=now)
    one, other = captives([("Шевчук", "Іван", "", BORN), ("Бондар", "Олег", "", BORN)], now=now)
    released(one, occasion=exchange.occasion, now=now)
    released(other, occasion="outside:2024-07-16", now=now)
    page = said(client_for(first).get("/families?show=waiting"))
    assert ("обмін 17.07.2024" in page, "поза обміном, 16.07.2024" in page) == (True, True)
