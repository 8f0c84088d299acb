"""Adding, replacing and withdrawing a fact; an unusual status is shown beside the one recorded and waits for two."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from dodomu.access import actions as access
from dodomu.people.models import Fact, PersonNow, Proposal, Source
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db

SOURCE = {"source_kind": "document", "source_title": "довідка № 7", "source_dated_on": "", "source_reference": "арк. 3"}
TODAY = {"learned_on": "18.07.2024", "standing": "reported", **SOURCE}


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def client(registrar, client_for):
    return client_for(registrar)


@pytest.fixture
def one(now):
    build.unit("NGU-1", parent=build.unit("NGU"))
    build_people.azov()
    build_people.mariupol()
    return build_people.person("Шевчук Андрій Миколайович", unit="NGU", now=now)


def words(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def new(one, about):
    return reverse("person-fact-new", args=[one.number]) + f"?about={about}"


def replace(fact):
    return reverse("person-fact-replace", args=[fact.person.number, fact.pk])


def withdraw(fact):
    return reverse("person-fact-withdraw", args=[fact.person.number, fact.pk])


KINDS = [
    ("status", {"value": "HANDED_OVER", "true_from": "17.07.2024"}, "HANDED_OVER", date(2024, 7, 17), "day"),
    ("unit", {"value": "NGU-1", "true_from": "05.2024"}, "NGU-1", date(2024, 5, 1), "month"),
    ("unit_at_capture", {"value": "NGU-1", "true_from": "2022"}, "NGU-1", date(2022, 1, 1), "year"),
    ("captured", {"value": "mariupol", "true_from": "16.05.2022"}, "mariupol", date(2022, 5, 16), "day"),
    ("held_at", {"value": "колонія", "true_from": "06.2022"}, "колонія", date(2022, 6, 1), "month"),
    ("held_at", {"is_withheld": "on", "true_from": "06.2022"}, "WITHHELD", date(2022, 6, 1), "month"),
    ("confirmation", {"value": "icrc", "true_from": "12.02.2024"}, "icrc", date(2024, 2, 12), "day"),
    ("sentenced", {"value": "19 років", "true_from": "2023"}, "19 років", date(2023, 1, 1), "year"),
    ("sex", {"value": "f"}, "f", date(2024, 7, 18), "day"),
    ("rank", {"value": "сержант", "true_from": "01.02.2022"}, "сержант", date(2022, 2, 1), "day"),
    ("call_sign", {"value": "Тихий", "true_from": "2021"}, "Тихий", date(2021, 1, 1), "year"),
    ("group:azov", {"value": "member", "true_from": "2019"}, "member", date(2019, 1, 1), "year"),
    (
        "birth_date",
        {"value_day": "", "value_month": "3", "value_year": "1991"},
        "1991-03-01",
        date(1991, 3, 1),
        "month",
    ),
    (
        "name",
        {"surname": "Shevchuk", "given": "Andrii", "patronymic": "", "is_primary": ""},
        '{"given":"Andrii","patronymic":"","surname":"Shevchuk"}',
        date(2024, 7, 18),
        "day",
    ),
]


@pytest.mark.parametrize(("about", "typed", "value", "true_from", "precision"), KINDS)
def test_a_fact_of_each_kind_is_added_with_its_source(
    about, typed, value, true_from, precision, one, client, registrar
):
    assert client.get(new(one, about)).status_code == 200
    sent = client.post(new(one, about), {**TODAY, **typed})
    assert (sent.status_code, sent.headers.get("Location")) == (302, reverse("person", args=[one.number])), words(sent)
    fact = Fact.objects.select_related("source").latest("seq")
    assert (fact.about, fact.value, fact.true_from, fact.precision) == (about, value, true_from, precision)
    assert (fact.learned_on, fact.standing, fact.by) == (date(2024, 7, 18), "reported", registrar)
    assert (fact.source.kind, fact.source.title, fact.source.reference) == ("document", "довідка № 7", "арк. 3")


def test_without_a_subject_the_page_asks_what_the_fact_is_about(one, client):
    page = client.get(reverse("person-fact-new", args=[one.number]))
    said = words(page)
    assert "Про що цей запис? Статус Підрозділ на час полонення Підрозділ зараз" in said
    assert "Група: азовці" in said
    assert "Той самий запис" not in said


@pytest.mark.parametrize("about", ["same_as", "nonsense", "group:nobody", "group:"])
def test_nothing_is_stated_about_what_no_fact_is_about(about, one, client):
    assert client.post(new(one, about), {**TODAY, "value": "1", "true_from": "2024"}).status_code == 404
    assert Fact.objects.filter(about=about).count() == 0


REFUSALS = [
    ({}, "Введіть значення або позначте, що його не розголошують.", "Enter a value, or mark that it is withheld."),
    ({"value": "NOWHERE"}, "Виберіть значення зі списку.", "Choose a value from the list."),
    (
        {"value": "HANDED_OVER", "true_from": ""},
        "Введіть дату, місяць або рік, наприклад 16.05.2022, 05.2022 чи 2022.",
        "Enter the day, the month or the year, for example 16.05.2022, 05.2022 or 2022.",
    ),
    ({"value": "HANDED_OVER", "source_kind": ""}, "Виберіть, звідки це відомо.", "Choose where this is known from."),
    (
        {"value": "HANDED_OVER", "learned_on": "19.07.2024"},
        "Ми не могли дізнатися про це пізніше, ніж сьогодні.",
        "We cannot have learned it later than today.",
    ),
    (
        {"value": "HANDED_OVER", "true_from": "19.07.2024"},
        "Дата, від якої це правда, не може бути пізнішою за день, коли ми про це дізналися.",
        "The day from which it is true cannot be later than the day we learned it.",
    ),
    (
        {"value": "HANDED_OVER", "learned_on": "17.07.2024"},
        "Щоб записати ранішу дату, вкажіть джерело з датою, не пізнішою за цей день.",
        "To record an earlier day, name a source dated no later than that day.",
    ),
]


@pytest.mark.parametrize(("typed", "uk", "en"), REFUSALS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_cannot_be_recorded_is_told_in_the_reader_s_language_and_nothing_is_kept(
    prefix, typed, uk, en, one, client
):
    facts, sources = Fact.objects.count(), Source.objects.count()
    page = client.post(prefix + new(one, "status"), {**TODAY, "true_from": "17.07.2024", **typed})
    assert page.status_code == 422
    assert (en if prefix else uk) in words(page)
    assert (Fact.objects.count(), Source.objects.count()) == (facts, sources)


def test_an_earlier_day_of_learning_stands_with_a_source_of_that_day(one, client):
    typed = {"value": "HANDED_OVER", "true_from": "16.07.2024", "learned_on": "17.07.2024"}
    assert client.post(new(one, "status"), {**TODAY, **typed, "source_dated_on": "17.07.2024"}).status_code == 302
    assert Fact.objects.latest("seq").learned_on == date(2024, 7, 17)


def test_a_fact_takes_the_place_of_another_with_a_reason(one, client):
    held = Fact.objects.get(person=one, about="status")
    page = client.get(replace(held))
    assert "Зараз записано: у полоні, підтверджено" in words(page)
    assert 'value="17.05.2022"' in page.content.decode()
    typed = {**TODAY, "value": "CAPTIVE_CONFIRMED", "true_from": "12.05.2022"}
    assert "Напишіть причину одним реченням." in words(client.post(replace(held), typed))
    assert client.post(replace(held), {**typed, "reason": "слова самої людини"}).status_code == 302
    fact = Fact.objects.latest("seq")
    assert (fact.replaces, fact.reason, fact.true_from) == (held, "слова самої людини", date(2022, 5, 12))


@pytest.mark.parametrize("about", ["name", "birth_date", "sex", "unit_at_capture"])
def test_the_form_of_a_replacement_is_filled_with_what_stands(about, one, client):
    fact = Fact.objects.get(person=one, about=about)
    page = client.get(replace(fact)).content.decode()
    shown = {
        "name": ['value="Шевчук"', 'value="Миколайович"'],
        "birth_date": ['value="14"', 'value="1991"'],
        "sex": ['value="m"', "checked"],
        "unit_at_capture": ['<option value="NGU" selected>'],
    }
    assert [part for part in shown[about] if part not in page] == []


def test_somebody_else_s_replacement_is_shown_beside_one_s_own(one, client, now, client_for):
    held = Fact.objects.get(person=one, about="status")
    typed = {**TODAY, "value": "CAPTIVE_CONFIRMED", "true_from": "12.05.2022", "reason": "слова самої людини"}
    client_for(build.account(cast.SECOND_REGISTRAR, now=now)).post(replace(held), typed)
    late = client.post(replace(held), {**typed, "true_from": "13.05.2022"})
    assert late.status_code == 409
    assert "Цей запис уже замінив хтось інший." in words(late)
    assert "Статус у полоні, підтверджено Дізналися 18.07.2024 Хто Тарас Білик Причина слова самої людини" in words(
        late
    )
    assert Fact.objects.filter(replaces=held).count() == 1


def test_a_withdrawn_fact_gives_the_word_back_to_the_one_before(one, client, now):
    back = build_people.status(one, "HANDED_OVER", true_from=date(2024, 7, 17), learned_on=date(2024, 7, 17), now=now)
    assert "Відкликати: Статус передано, особу перевіряють" in words(client.get(withdraw(back)))
    assert "Напишіть причину одним реченням." in words(client.post(withdraw(back), TODAY))
    assert client.post(withdraw(back), {**TODAY, "reason": "тезка, не він"}).status_code == 302
    assert PersonNow.objects.get(pk=one.pk).status == "CAPTIVE_CONFIRMED"
    assert client.get(withdraw(back)).status_code == 409


def test_a_withdrawal_dated_before_today_needs_a_dated_source(one, client, now):
    back = build_people.status(one, "HANDED_OVER", true_from=date(2024, 7, 17), learned_on=date(2024, 7, 17), now=now)
    page = client.post(withdraw(back), {**TODAY, "reason": "тезка, не він", "learned_on": "17.07.2024"})
    assert page.status_code == 422
    assert "вкажіть джерело з датою" in words(page)


# An unusual status


DEATH = {**TODAY, "value": "KILLED", "true_from": "01.07.2024", "standing": "confirmed"}


def test_an_unusual_status_is_shown_beside_the_recorded_one_and_asks_for_a_reason(one, client):
    page = client.post(new(one, "status"), DEATH)
    assert page.status_code == 422
    said = words(page)
    assert "Записано тепер у полоні, підтверджено Ви записуєте загинув, підтверджено від 01.07.2024" in said
    assert "Чому це можливо" in said
    assert "Подати другій людині" in said
    assert "Є що виправити" not in said
    assert Proposal.objects.count() == Fact.objects.filter(value="KILLED").count() == 0


def test_with_a_reason_it_waits_for_a_second_person(one, client, registrar, now, client_for):
    sources = Source.objects.count()
    assert "Напишіть причину одним реченням." in words(client.post(new(one, "status"), {**DEATH, "to_second": "1"}))
    sent = client.post(new(one, "status"), {**DEATH, "to_second": "1", "reason": "висновок експертизи"}, follow=True)
    assert "Подано. Запис набуде чинності, коли його підтвердить друга людина." in words(sent)
    assert "Пропозиція щодо цього запису чекає на другу людину." in words(sent)
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.state, proposal.reason) == ("override", "proposed", "висновок експертизи")
    assert Source.objects.count() == sources + 1
    second = client_for(build.account(cast.SECOND_REGISTRAR, now=now))
    second.post(reverse("people-proposal", args=[proposal.pk]), {"act": "approve"})
    fact = Fact.objects.latest("seq")
    assert (fact.value, fact.standing, fact.source.title) == ("KILLED", "confirmed", "довідка № 7")


def test_a_status_that_became_usual_is_simply_recorded(one, client):
    typed = {**DEATH, "value": "HANDED_OVER", "to_second": "1", "reason": "помилилися статусом"}
    assert client.post(new(one, "status"), typed).status_code == 302
    assert (Fact.objects.latest("seq").value, Proposal.objects.count()) == ("HANDED_OVER", 0)


def test_an_unusual_replacement_waits_too(one, client):
    held = Fact.objects.get(person=one, about="status")
    typed = {**DEATH, "reason": "висновок експертизи", "to_second": "1"}
    assert client.post(replace(held), typed).status_code == 302
    assert f'"replaces": {held.pk}' in Proposal.objects.get().content


# Who may write what


def test_a_reader_meets_no_form(one, now, client_for):
    officer = build.account(cast.EXCHANGE, now=now)
    access.assign([officer], kind="person", keys=[one.pk], why="list:1", now=now)
    client = client_for(officer)
    fact = Fact.objects.get(person=one, about="status")
    for url in (new(one, "status"), replace(fact), withdraw(fact)):
        assert client.post(url, {**TODAY, "value": "HANDED_OVER", "true_from": "17.07.2024"}).status_code == 404
    assert Fact.objects.filter(person=one).count() == 5


def test_a_fact_of_somebody_else_is_not_there(one, client, now):
    other = build_people.person("Коваль Олег", now=now)
    fact = Fact.objects.get(person=other, about="status")
    assert client.get(reverse("person-fact-replace", args=[one.number, fact.pk])).status_code == 404


def test_a_joined_record_takes_no_facts(one, client, registrar, now):
    other = build_people.person("Shevchuk Andrii", now=now)
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    build_people.joined(other, into=one, by=registrar, second=second, now=now)
    page = client.post(new(other, "rank"), {**TODAY, "value": "сержант", "true_from": "2022"})
    assert (page.status_code, "Відкрийте основний запис." in words(page)) == (422, True)


def test_a_fact_of_a_joined_record_is_replaced_through_the_speaking_one(one, client, registrar, now):
    other = build_people.person("Shevchuk Andrii", born=None, sex="", now=now)
    second = build.account(cast.SECOND_REGISTRAR, now=now)
    build_people.joined(other, into=one, by=registrar, second=second, now=now)
    status = Fact.objects.get(person=other, about="status")
    typed = {**TODAY, "value": "CAPTIVE_CONFIRMED", "true_from": "10.05.2022", "reason": "уточнено за листом"}
    assert client.post(reverse("person-fact-replace", args=[one.number, status.pk]), typed).status_code == 302
    assert Fact.objects.latest("seq").replaces == status


def test_a_demo_clock_is_the_day_of_learning(one, client, now):
    page = client.get(new(one, "status")).content.decode()
    assert f'value="{now + timedelta(0):%d.%m.%Y}"' in page
