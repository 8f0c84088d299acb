"""The page of a person: what we knew and when, as of two days, and what each role sees of it."""

from __future__ import annotations

import gzip
import html
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from dodomu.access import actions as access
from dodomu.people import actions, counting, index
from dodomu.people.counting import Question
from dodomu.people.models import Source
from dodomu.web.people import panels
from dodomu.web.people.panels import Panel, Tab
from dodomu.web.people.sayings import source_line
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db

JULY = date(2024, 7, 17)


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def one(now, registrar):
    """Missing, then held, then back; and a withheld place, three confirmations of two kinds, a group."""
    build.unit("NGU-1", parent=build.unit("NGU"))
    build_people.azov()
    person = build_people.person(
        "Шевчук Андрій Миколайович",
        unit="NGU-1",
        status="MISSING_SC",
        since=date(2022, 5, 16),
        learned=date(2022, 5, 21),
        also=["Shevchuk Andrii"],
        now=now,
    )
    build_people.status(person, "CAPTIVE_CONFIRMED", true_from=build_people.MAY, learned_on=build_people.JUNE, now=now)
    build_people.status(person, "HANDED_OVER", true_from=JULY, learned_on=JULY, now=now)
    build_people.status(person, "RETURNED_EXCHANGE", true_from=JULY, now=now)
    for kind in ("nib", "icrc", "icrc"):
        state(person, "confirmation", kind, now=now, by=registrar)
    state(person, "held_at", "WITHHELD", now=now, by=registrar)
    state(person, "group:azov", "member", now=now, by=registrar)
    return person


def state(person, code, value, *, now, by, **more):
    return actions.state(
        person,
        code,
        value,
        true_from=date(2023, 1, 5),
        source=build_people.source("document"),
        by=by,
        now=now,
        **more,
    )


def words(response):
    """The text of a page, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_the_page_tells_what_was_known_and_when_it_was_learned(one, registrar, client_for):
    page = words(client_for(registrar).get(reverse("person", args=[one.number])))
    for said in (
        "Шевчук Андрій Миколайович Повернувся 17 липня 2024 року Народився 14.03.1991 (33 роки) Підрозділ",
        "Зник безвісти з 16.05.2022",
        "Зник безвісти 16.05.2022 – 17.05.2022; у полоні, підтверджено з 17.05.2022",
        "17.05.2022 – 17.07.2024 · 792 дні",
        "3 підтвердження · 2 незалежні види джерел",
        "Місце утримання не розголошується",
        "Група: азовці належить до групи",
        "Shevchuk Andrii",
        "Уся хронологія: 14 записів",
    ):
        assert said in page


def test_the_same_in_english(one, registrar, client_for):
    page = words(client_for(registrar).get("/en" + reverse("person", args=[one.number])))
    for said in (
        "Andrii Shevchuk Returned 17 July 2024 Born 14.03.1991 (33 years)",
        "Missing since 16.05.2022",
        "Missing 16.05.2022 – 17.05.2022; in captivity, confirmed since 17.05.2022",
        "17.05.2022 – 17.07.2024 · 792 days",
        "3 confirmations · 2 independent kinds of source",
        "Place held withheld",
        "The whole timeline: 14 entries",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("true_on", "known_on", "said"),
    [
        (date(2024, 7, 17), date(2024, 7, 16), "у полоні, підтверджено"),
        (date(2024, 7, 17), date(2024, 7, 17), "передано, особу перевіряють"),
        (date(2024, 7, 17), date(2024, 7, 18), "повернувся"),
        (date(2023, 1, 1), date(2022, 6, 1), "зник безвісти"),
    ],
)
def test_as_of_two_days_the_page_agrees_with_the_count(true_on, known_on, said, one, registrar, client_for):
    client = client_for(registrar)
    typed = {"true_on": f"{true_on:%d.%m.%Y}", "known_on": f"{known_on:%d.%m.%Y}"}
    sent = client.post(reverse("person", args=[one.number]), typed)
    assert sent.headers["Location"] == f"/people/{one.number}?true_on={true_on}&known_on={known_on}#asof"
    page = client.get(sent.headers["Location"])
    told = re.search(r'id="to">.*?</dl>', page.content.decode(), re.S)[0]
    assert f'<dt class="govuk-summary-list__key">Статус</dt><dd class="govuk-summary-list__value">{said} ' in told
    [counted] = counting.people(Question(true_on=true_on, known_on=known_on)).values_list("status", flat=True)
    assert counting.count(Question(true_on=true_on, known_on=known_on, status=counted)) == 1


def test_before_anything_was_known_the_page_says_so(one, registrar, client_for):
    page = client_for(registrar).get(reverse("person", args=[one.number]) + "?true_on=2022-05-20&known_on=2022-05-20")
    assert "Про цю людину тоді ще нічого не знали." in words(page)
    assert "Жодного статусу не записано: статус уточнюється." in words(page)


@pytest.mark.parametrize("query", ["?true_on=x&known_on=y", "?true_on=2024-07-17", "?known_on=", "?true_on=0000-00-00"])
def test_days_that_are_none_are_as_if_they_were_not_there(query, one, registrar, client_for):
    client, url = client_for(registrar), reverse("person", args=[one.number])
    page = client.get(url + query)
    assert page.status_code == 200
    assert "за відомостями на" not in words(page)


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "Введіть дату, наприклад 14.03.1991."), ("/en", "Enter the date, for example 14.03.1991.")],
)
def test_a_day_that_cannot_be_read_is_asked_for_again(prefix, said, one, registrar, client_for):
    page = client_for(registrar).post(
        prefix + reverse("person", args=[one.number]), {"true_on": "колись", "known_on": "17.07.2024"}
    )
    assert page.status_code == 422
    assert said in words(page)
    assert 'value="колись"' in page.content.decode()


def test_contradictions_are_named(registrar, now, client_for):
    person = build_people.person("Шевчук Андрій", status="CAPTIVE_CONFIRMED", now=now)
    actions.state(
        person,
        "status",
        "IN_SERVICE",
        true_from=date(2023, 1, 1),
        source=build_people.source(),
        by=registrar,
        now=now,
        is_approved=True,
    )
    page = words(client_for(registrar).get(reverse("person", args=[person.number])))
    assert "Суперечить одне одному Після «у полоні, підтверджено» зазвичай не буває «на службі»." in page


def test_two_captivities_are_two_episodes(registrar, now, client_for):
    person = build_people.person("Шевчук Андрій", since=date(2015, 2, 1), learned=date(2015, 2, 10), now=now)
    build_people.status(person, "RETURNED_OTHER", true_from=date(2016, 2, 1), learned_on=date(2016, 2, 1), now=now)
    build_people.status(person, "CAPTIVE_CONFIRMED", true_from=date(2022, 5, 17), now=now)
    page = words(client_for(registrar).get(reverse("person", args=[person.number])))
    assert "1. 01.02.2015 – 01.02.2016 · 365 днів 2. 17.05.2022 – досі · 793 дні" in page


SECRETS = ("Shevchuk Andrii", "Маріуполь", "не розголошується", "незалежні види джерел", "донесення", "документ")


@pytest.mark.parametrize(
    ("officer", "sees"),
    [
        (cast.SOCIAL, {"повернувся", "Shevchuk Andrii", "792 дні"}),
        (cast.MEDICAL, {"повернувся", "792 дні"}),
        (cast.FAMILY_LIAISON, {"повернувся", "792 дні"}),
        (cast.LIAISON, set()),
        (cast.AUDITOR, set()),
    ],
)
def test_roles_with_summary_rights_see_summary_fields_alone(officer, sees, one, now, client_for):
    user = build.account(officer, now=now)
    access.assign([user], kind="person", keys=[one.pk], why="case:1", now=now)
    page = words(client_for(user).get(reverse("person", args=[one.number])))
    told = {"повернувся", "792 дні", *SECRETS, "Що ми знали"}
    assert {word for word in told if word in page} - {"документ"} == sees
    assert "Ваша роль бачить цей запис скорочено." in page


def test_the_auditor_sees_who_looked_and_others_see_their_own_visits(one, registrar, now, client_for):
    url = reverse("person", args=[one.number])
    client_for(registrar).get(url)
    auditor = words(client_for(build.account(cast.AUDITOR, now=now)).get(url))
    second = words(client_for(build.account(cast.SECOND_REGISTRAR, now=now)).get(url))
    assert "Хто бачив цей запис Степан Зима 18.07.2024, 10:00 перегляд запису Олена Гончарук" in auditor
    assert "Увесь журнал" in auditor
    assert "Хто бачив цей запис Тарас Білик 18.07.2024, 10:00 перегляд запису Тут лише ваші дії" in second


def test_a_joined_record_points_to_the_one_that_speaks(one, registrar, now, client_for):
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    other = build_people.person("Shevchuk Andrej", now=now)
    build_people.joined(other, into=one, by=registrar, second=second, now=now)
    client = client_for(registrar)
    page = client.get(reverse("person", args=[other.number]))
    assert f"За обидва відповідає основний запис: {one.number}, Шевчук Андрій Миколайович" in words(page)
    assert "Що записано саме тут" in words(page)
    assert "Додати запис" not in words(page)
    assert f"Об’єднані записи {other.number}" in words(client.get(reverse("person", args=[one.number])))
    timeline = client.get(reverse("person-timeline", args=[other.number]))
    assert timeline.headers["Location"] == reverse("person", args=[other.number])


def test_the_timeline_strikes_out_what_was_replaced_or_withdrawn(one, registrar, now, client_for):
    wrong = state(one, "rank", "солдат", now=now, by=registrar)
    state(one, "rank", "сержант", now=now, by=registrar, replaces=wrong, reason="наказ № 5")
    gone = state(one, "call_sign", "Тихий", now=now, by=registrar)
    actions.withdraw(gone, reason="інша людина", source=build_people.source("call"), by=registrar, now=now)
    page = client_for(registrar).get(reverse("person-timeline", args=[one.number])).content.decode()
    old = [html.unescape(re.sub("<[^>]+>", "", item)) for item in re.findall(r'<li class="old">.*?</li>', page, re.S)]
    assert len(old) == 2
    assert "відкликано 18.07.2024. Причина: інша людина" in old[0]
    assert "замінено 18.07.2024 на: сержант, з 05.01.2023. Причина: наказ № 5" in old[1]


def test_likely_second_records_are_offered_to_whoever_may_join_them(one, registrar, now, client_for):
    other = build_people.person("Шевчук Андрій Миколайович", born=None, now=now)
    page = words(client_for(registrar).get(reverse("person", args=[one.number])))
    assert f"Можливо, та сама людина Шевчук Андрій Миколайович {other.number}" in page


def test_a_record_that_slips_hide_is_offered_too(registrar, now, client_for, counted_queries, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", [])
    one = build_people.person("Шевчук Андрій Миколайович", born=date(1991, 3, 14), now=now)
    other = build_people.person("Швечук Андрій Миколайович", born=date(1991, 3, 15), now=now)
    client, url = client_for(registrar), reverse("person", args=[one.number])
    client.get(url)
    pages = []
    assert counted_queries(lambda: pages.append(client.get(url))) <= 26
    assert f"Можливо, та сама людина Швечук Андрій Миколайович {other.number}" in words(pages[0])


def test_a_large_register_is_not_read_for_a_page_that_is_only_read(registrar, now, client_for, monkeypatch):
    monkeypatch.setattr(index, "FEW", 0)
    index.forget()
    one = build_people.person("Шевчук Андрій Миколайович", born=date(1991, 3, 14), now=now)
    client, url = client_for(registrar), reverse("person", args=[one.number])
    assert client.get(url).status_code == 200
    assert not index.is_ready()


def test_rooms_add_tabs_cards_and_words_of_the_bar(one, registrar, client_for, monkeypatch):
    def room(request, person):
        return [
            Panel("components/notice.html", {"text": f"картка {person.number}"}, order=20),
            Panel("components/notice.html", {"text": "час на адаптацію"}, place="care"),
            Panel(tabs=[Tab("Документи", "/x", "documents")], bar=[("Зараз", "Центр «Світанок»")], order=1),
        ]

    monkeypatch.setattr(panels, "PANELS", [room, lambda request, person: None])
    page = words(client_for(registrar).get(reverse("person", args=[one.number])))
    assert "Зараз Центр «Світанок»" in page
    assert "Огляд Хронологія Документи час на адаптацію Що ми знали" in page
    assert f"картка {one.number}" in page


def test_the_page_keeps_within_its_budget(one, registrar, client_for, counted_queries, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", [])
    client, url = client_for(registrar), reverse("person", args=[one.number])
    client.get(url)  # reads the names that came since the last question
    pages = []
    assert counted_queries(lambda: pages.append(client.get(url))) <= 26
    assert len(gzip.compress(pages[0].content)) <= 15_000


def test_more_facts_cost_no_more_queries(one, registrar, now, client_for, counted_queries):
    client, url = client_for(registrar), reverse("person", args=[one.number])
    client.get(url)
    few = counted_queries(lambda: client.get(url))
    for number in range(50):
        state(one, "confirmation", "letter" if number % 2 else "video", now=now, by=registrar)
    client.get(url)
    assert counted_queries(lambda: client.get(url)) == few


@pytest.mark.parametrize(
    ("language", "line"),
    [("uk", "рядок списку обміну, список № 1, рядок 4, 17.07.2024"), ("en", "line 4")],
)
def test_the_source_of_a_line_is_said_without_its_mark_for_programs(language, line):
    with override(language):
        source = Source(kind="list_line", title="список 1, рядок 4", reference="round:37 list:1 line:4", dated_on=JULY)
        said = source_line(source)
    assert line in said and "round:" not in said
