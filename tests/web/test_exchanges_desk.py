"""The reconciliation desk: doors, one decision at a time, two officers on one line."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from dodomu.access import actions as access
from dodomu.exchanges.models import Decision, Line
from dodomu.people.models import Person
from tests import build, build_desk, build_exchanges, cast
from tests.build_desk import HTMX, LIST, decide, text

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


# Doors


def test_doors_of_the_desk(name_list, desk, client, client_for, now):
    assert client.get(desk).status_code == 200
    assert Client().get(desk).status_code == 302
    build.account(cast.REGISTRAR, unit=build.unit("NGU"), now=now)
    for reader in (cast.REGISTRAR, cast.PRESS, cast.SOCIAL, cast.AUDITOR):
        page = client_for(build.account(reader, now=now))
        assert page.get(desk).status_code == 404
        assert decide(page, desk, 1, "none").status_code == 404
    reads = client_for(build.account(cast.SECOND_REGISTRAR, now=now))  # of the whole service
    assert (reads.get(desk).status_code, 'class="r-act"' in text(reads.get(desk))) == (200, False)
    assert decide(reads, desk, 1, "none").status_code == 404
    stranger = client_for(
        access.open_account("exchange3", name="Третя", password=cast.PASSWORD, role="exchange", now=now)
    )
    for answer in (stranger.get(desk), stranger.get(f"{desk}/1"), decide(stranger, desk, 1, "none")):
        assert answer.status_code == 404
    assert set(Line.objects.values_list("state", flat=True)) == {"open", "none"}


def test_a_line_that_is_not_there_is_a_wrong_address(client, desk):
    assert client.get(f"{desk}/99").status_code == 404
    assert decide(client, desk, 99, "none").status_code == 404


# What is shown


def test_the_panel_shows_the_line_as_received_with_its_language(client, desk):
    page = text(client.get(f"{desk}/1"))
    assert '<b lang="ru">ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991</b>' in page
    assert "російське написання" in page


def test_a_single_strong_candidate_is_chosen_in_advance_and_a_namesake_never(client, desk, people):
    plain, namesakes = text(client.get(f"{desk}/1")), text(client.get(f"{desk}/2"))
    assert f'value="{people[0].pk}" checked' in plain
    assert " checked" not in namesakes
    assert "є повний тезка: нікого не вибрано наперед" in namesakes


def test_eight_fields_are_compared_with_marks_that_are_read_aloud(client, desk):
    page = text(client.get(f"{desk}/1", headers=HTMX))
    rows = re.findall(r'<th scope="row">(.*?)</th>', page)
    assert rows == [
        "Прізвище",
        "Ім’я",
        "По батькові",
        "Народився",
        "Підрозділ",
        "Де зник зв’язок",
        "Статус",
        "Востаннє підтв.",
    ]
    assert '<i aria-hidden="true">✓</i><span><span class="d-vh">збігається: </span>Миколайович</span>' in page


def test_english_shows_our_names_in_latin_letters_and_the_line_as_it_came(client, desk):
    page = text(client.get(f"/en{desk}/1"))
    assert "Shevchuk Andrii<" in page and "ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ" in page
    assert "Strong evidence" in page and "same date of birth" in page


def test_no_percentage_stands_on_the_desk(client, desk):
    assert "%" not in re.sub(r"<[^>]*>", "", text(client.get(f"{desk}/1")))


def test_somebody_already_back_asks_for_two_people(july, officer, client, now):
    build_exchanges.captive("Бондар", status="RETURNED_EXCHANGE", born=date(1991, 3, 14), now=now)
    name_list = build_exchanges.take(july, "Бондар Іван Петрович 14.03.1991", by=officer, now=now)
    page = text(client.get(f"/exchanges/lists/{name_list.pk}/match/1"))
    assert re.search(r"За реєстром Бондар Іван П\., D-\d+ уже вдома", page) and " checked" not in page


def test_the_chips_count_and_filter(client, desk, people):
    decide(client, desk, 1, "confirm", person=people[0].pk)
    page = text(client.get(desk))
    counts = dict(re.findall(r">([^<>]+) <span class=\"d-num\">(\d+)</span>", page))
    assert counts == {
        "Усі": "5",
        "Потребують рішення": "3",
        "Кілька схожих людей": "1",
        "Слабкі докази": "1",
        "Немає в реєстрі": "1",
        "Суперечать реєстру": "0",
        "Друга людина": "0",
        "Підтверджені": "1",
    }
    confirmed = text(client.get(f"{desk}?show=confirmed"))
    assert re.findall(r'data-n="(\d+)" ?a', confirmed.partition('id="list"')[2].partition("</ol>")[0]) == ["1"]


@pytest.mark.parametrize("show", ["nobody", "<script>", "all"])
def test_an_unknown_filter_shows_all_lines(client, desk, show):
    page = client.get(desk, {"show": show})
    assert len(re.findall(r'<li id="l\d+"', text(page))) == 5


def test_the_part_for_htmx_is_the_part_of_the_fresh_page(client, desk):
    # The token against forged forms is masked anew in each answer.
    def bare(page: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).strip()

    for number in (1, 2, 3, 4, 5):
        part = bare(text(client.get(f"{desk}/{number}", headers=HTMX)))
        assert part.startswith("<form") and part in bare(text(client.get(f"{desk}/{number}")))


def test_going_back_in_history_gets_the_whole_page(client, desk):
    page = client.get(f"{desk}/1", headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert text(page).startswith("<!DOCTYPE html>")


# Deciding


def test_a_plain_post_confirms_and_leads_to_the_next_line(client, desk, name_list, people):
    response = decide(client, desk, 1, "confirm", person=people[0].pk)
    assert (response.status_code, response["Location"]) == (302, f"{desk}/2")
    line = build_exchanges.line(name_list)
    assert (line.state, line.person_id) == ("confirmed", people[0].pk)
    assert "Рядок 1: підтверджено." in text(client.get(response["Location"]))


def test_htmx_gets_the_next_line_with_its_row_and_counts(client, desk, officer, name_list, people):
    response = decide(client, desk, 1, "confirm", person=people[0].pk, htmx=True, how="key")
    answer = text(response)
    assert 'data-n="2"' in answer.partition("</form>")[0]
    assert '<li id="l1" hx-swap-oob="outerHTML">' in answer and "✓ підтв." in answer
    assert '<p id="said" hx-swap-oob="innerHTML">Рядок 1: підтверджено.</p>' in answer
    assert response["HX-Replace-Url"] == f"{desk}/2"
    assert build_exchanges.line(name_list, 2).held_by == officer
    assert Decision.objects.get().how == "key"


@pytest.mark.parametrize(
    ("act", "state", "said"),
    [
        ("none", "none", "Рядок 3: жоден не підходить."),
        ("new", "new", "Рядок 3: новий запис, статус уточнюється."),
        ("later", "later", "Рядок 3: відкладено."),
    ],
)
def test_each_other_decision(client, desk, name_list, act, state, said):
    response = decide(client, desk, 3, act)
    assert build_exchanges.line(name_list, 3).state == state
    assert said in text(client.get(response["Location"]))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_confirming_without_a_choice_refuses_and_says_why(client, desk, name_list, prefix):
    sentence = {"": "Спершу виберіть кандидата: 1, 2 або 3.", "/en": "Choose a candidate first: 1, 2 or 3."}[prefix]
    plain = decide(client, prefix + desk, 2, "confirm")
    part = decide(client, prefix + desk, 2, "confirm", htmx=True)
    assert (plain.status_code, part.status_code, part["HX-Retarget"]) == (422, 422, "#news")
    assert sentence in text(plain) and sentence in text(part)
    assert build_exchanges.line(name_list, 2).state == "open"


def test_somebody_who_was_not_offered_cannot_be_confirmed(client, desk, name_list, people):
    assert decide(client, desk, 1, "confirm", person=people[3].pk).status_code == 422
    for nobody in ("", "x", "99999", "-1", "9" * 30):
        assert decide(client, desk, 1, "confirm", person=nobody).status_code == 422
    assert build_exchanges.line(name_list).state == "open"


def test_an_unknown_act_is_refused(client, desk, name_list):
    assert decide(client, desk, 1, "sign").status_code == 422
    assert build_exchanges.line(name_list).state == "open"


def test_one_person_for_two_lines_is_refused_with_the_other_line(client, desk, name_list, people):
    actions_line = build_exchanges.line(name_list, 2)
    decide(client, desk, 2, "confirm", person=people[1].pk)
    client.post(f"{desk}/3/search", {"q": people[1].number})
    client.post(f"{desk}/3/offer", {"person": people[1].pk})
    response = decide(client, desk, 3, "confirm", person=people[1].pk)
    assert response.status_code == 422
    assert "Цю людину вже вибрано для рядка 2." in text(response)
    assert actions_line.state == "open"


def test_the_last_line_leads_to_the_review(client, desk, name_list, people):
    for number, act, more in ((1, "confirm", {"person": people[0].pk}), (2, "none", {}), (3, "new", {})):
        decide(client, desk, number, act, **more)
    response = decide(client, desk, 4, "none", htmx=True)
    assert "Усі рядки вирішено. Перевірте й підпишіть." in text(response)
    assert f"/exchanges/lists/{name_list.pk}/review" in text(response)


def test_what_was_put_off_comes_again_after_the_others(client, desk):
    assert decide(client, desk, 1, "later")["Location"] == f"{desk}/2"
    assert decide(client, desk, 2, "none")["Location"] == f"{desk}/3"
    assert decide(client, desk, 3, "none")["Location"] == f"{desk}/4"
    assert decide(client, desk, 4, "none")["Location"] == f"{desk}/1"


def test_a_filter_leads_on_within_itself(client, desk):
    response = decide(client, desk, 3, "none", show="none")
    assert response["Location"] == f"{desk}?show=none"
    assert "У цьому відборі вирішувати більше нічого." in text(client.get(response["Location"]))


def test_weak_evidence_waits_for_a_second_person_who_agrees(client, client_for, desk, name_list, second, people, now):
    decide(client, desk, 4, "confirm", person=people[3].pk)
    assert build_exchanges.line(name_list, 4).state == "second"
    mine = text(client.get(f"{desk}/4"))
    assert "Погоджуюся" not in mine and 'value="reopen"' in mine
    assert decide(client, desk, 4, "agree", version=1).status_code == 422
    other = client_for(second)
    page = text(other.get(f"{desk}/4"))
    assert "Ірина Савчук (18.07.2024, 10:00) вибирає цю людину." in page and "Погоджуюся" in page
    decide(other, desk, 4, "agree", version=1)
    line = build_exchanges.line(name_list, 4)
    assert (line.state, line.decided_by_id != line.seconded_by_id) == ("confirmed", True)


def test_a_second_person_may_disagree(client, client_for, desk, name_list, second, people):
    decide(client, desk, 4, "confirm", person=people[3].pk)
    decide(client_for(second), desk, 4, "reopen", version=1)
    line = build_exchanges.line(name_list, 4)
    assert (line.state, line.person_id) == ("open", None)


def test_undo_takes_back_my_last_decision_and_shows_its_line(client, desk, name_list, people):
    decide(client, desk, 1, "confirm", person=people[0].pk)
    decide(client, desk, 3, "none")
    response = client.post(f"{desk}/undo")
    assert response["Location"] == f"{desk}/3"
    assert (build_exchanges.line(name_list, 3).state, build_exchanges.line(name_list, 1).state) == ("open", "confirmed")


def test_nothing_to_undo_is_said(client, desk):
    response = client.post(f"{desk}/undo", headers=HTMX)
    assert (response.status_code, "Немає що скасовувати." in text(response)) == (422, True)


# Two officers, and the same click twice


def test_the_later_of_two_decisions_gets_409_with_both_versions(client, client_for, desk, name_list, second, people):
    decide(client_for(second), desk, 1, "none")
    for htmx in (True, False):
        response = decide(client, desk, 1, "confirm", person=people[0].pk, htmx=htmx)
        page = text(response)
        assert response.status_code == 409
        both = page.partition('class="d-note d-note--error x-both"')[2].partition('<table class="r-cmp">')[0]
        theirs, yours = both.split("Що надіслали ви")
        assert "жоден не підходить" in theirs and "Павло Мороз" in theirs and "18.07.2024, 10:00" in theirs
        assert "підтвердити" in yours and f"Шевчук Андрій М., {people[0].number}" in yours
    assert (build_exchanges.line(name_list).state, Decision.objects.count()) == ("none", 1)


def test_a_conflict_takes_the_place_of_the_panel(client, client_for, desk, second, people):
    decide(client_for(second), desk, 1, "none")
    response = decide(client, desk, 1, "confirm", person=people[0].pk, htmx=True)
    assert (response["HX-Retarget"], text(response).lstrip()[:5]) == ("#line", "<form")


def test_who_looks_at_a_line_is_named_and_holds_it_for_two_minutes(
    client, client_for, desk, name_list, second, people, now, monkeypatch
):
    other = client_for(second)
    assert other.post(f"{desk}/1/hold", {"version": 0}).status_code == 204
    answer = client.post(f"{desk}/1/hold", {"version": 0}, headers=HTMX)
    assert "Павло Мороз дивиться цей рядок." in text(answer)
    assert "Павло Мороз дивиться цей рядок." in text(client.get(f"{desk}/1"))
    response = decide(client, desk, 1, "confirm", person=people[0].pk)
    assert (response.status_code, build_exchanges.line(name_list).state) == (409, "open")
    monkeypatch.setenv("DODOMU_NOW", (now + timedelta(seconds=121)).isoformat())
    assert decide(client, desk, 1, "confirm", person=people[0].pk).status_code == 302


def test_turning_to_another_line_lets_go_of_the_one_before(client, desk, name_list, officer):
    client.post(f"{desk}/1/hold", {"version": 0})
    client.post(f"{desk}/2/hold", {"version": 0})
    assert [line.number for line in Line.objects.filter(held_by=officer)] == [2]


def test_a_held_line_is_passed_over_when_leading_on(client, client_for, desk, second):
    client_for(second).post(f"{desk}/2/hold", {"version": 0})
    assert decide(client, desk, 1, "none")["Location"] == f"{desk}/3"


def test_a_line_that_changed_since_it_was_fetched_is_shown_anew_when_held(client, client_for, desk, second):
    decide(client_for(second), desk, 1, "none")
    answer = client.post(f"{desk}/1/hold", {"version": 0}, headers=HTMX)
    assert (answer.status_code, "Жоден не підходить, запису немає." in text(answer)) == (200, True)


@pytest.mark.parametrize(("act", "number"), [("confirm", 1), ("none", 2), ("new", 3), ("later", 4)])
def test_the_same_click_twice_decides_once(client, desk, name_list, people, act, number):
    answers = [decide(client, desk, number, act, person=people[0].pk).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert (Decision.objects.count(), Person.objects.count()) == (1, 5 if act == "new" else 4)
