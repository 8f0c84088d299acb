"""Two records side by side: joined by two people, parted by two people, or remembered as two."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from dodomu.ledger.models import Entry
from dodomu.people import pairs
from dodomu.people.models import NotSame, PersonNow, Proposal
from tests import build, build_people, cast

pytestmark = pytest.mark.django_db

WHY = "збігається паспорт"


@pytest.fixture
def registrar(now):
    return build.account(cast.REGISTRAR, now=now)


@pytest.fixture
def client(registrar, client_for):
    return client_for(registrar)


@pytest.fixture
def second(now, client_for):
    return client_for(build.account(cast.SECOND_REGISTRAR, now=now))


@pytest.fixture
def two(now):
    build.unit("NGU")
    return (
        build_people.person("Шевчук Андрій Миколайович", unit="NGU", now=now),
        build_people.person("Shevchuk Andrei Petrovych", born=date(1991, 3, 15), status="MISSING_SC", now=now),
    )


def words(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def beside(two):
    return reverse("people-merge", args=[two[0].number, two[1].number])


def test_likely_pairs_are_listed(client, now):
    build_people.person("Шевчук Андрій Миколайович", now=now)
    build_people.person("Shevchuk Andrii", now=now)
    page = client.get("/people/duplicates")
    assert "По батькові Дата народження Дія" in words(page)
    assert "збігається" in words(page)
    assert "Схожих пар немає." not in words(page)


def test_no_pairs_says_so(client):
    assert "Схожих пар немає." in words(client.get("/people/duplicates"))


@pytest.mark.parametrize("cursor", ["x", "WzEsMl0:forged", ""])
def test_a_forged_cursor_gives_the_first_page(cursor, client, now):
    build_people.person("Шевчук Андрій", now=now)
    build_people.person("Шевчук Андрій", now=now)
    page = client.get(f"/people/duplicates?page={cursor}")
    assert "Порівняти" in words(page)


def test_pages_of_pairs_go_on(client, now, counted_queries):
    for _n in range(2):
        build_people.person("Шевчук Андрій", now=now)
    client.get("/people/duplicates")
    one = counted_queries(lambda: client.get("/people/duplicates"))
    for _n in range(9):
        build_people.person("Шевчук Андрій", now=now)
    pages = []
    assert counted_queries(lambda: pages.append(client.get("/people/duplicates"))) == one <= 20
    following = html.unescape(re.search(r'rel="next" href="([^"]+)"', pages[0].content.decode())[1])
    rest = client.get(f"/people/duplicates{following}")
    assert pages[0].content.decode().count(">Порівняти<") == 50
    assert rest.content.decode().count(">Порівняти<") == 5


def test_two_records_are_compared_field_by_field(client, two):
    page = client.get(beside(two)).content.decode()
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th><td>(.*?)</td><td>(.*?)</td></tr>', page)
    told = {
        label: (re.search(r"m-(\w+)", right)[1] if "m-" in right else "", re.sub(r"<[^>]+>", "", left))
        for label, left, right in rows
    }
    assert told == {
        "Прізвище": ("same", "Шевчук"),
        "Ім’я": ("same", "Андрій"),
        "По батькові": ("diff", "Миколайович"),
        "Усі написання": ("", "Шевчук Андрій Миколайович"),
        "Дата народження": ("sim", "14.03.1991"),
        "Стать": ("same", "чоловік"),
        "Підрозділ на час полонення": ("na", "Національна гвардія України"),
        "Статус": ("diff", "у полоні, підтверджено"),
    }


def test_two_people_join_two_records(client, second, two):
    sent = client.post(beside(two), {"act": "merge", "into": two[0].number, "reason": WHY}, follow=True)
    assert "Запропоновано об’єднати." in words(sent)
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.person_id, proposal.other_id) == ("merge", two[1].pk, two[0].pk)
    assert "чекає на другу людину" in words(client.get(beside(two)))
    page = second.get("/people/proposals")
    assert "Об’єднати два записи: Shevchuk Andrei Petrovych" in words(page)
    assert f"Причина: {WHY} Подано: Олена Гончарук, 18.07.2024, 10:00" in words(page)
    decided = second.post(reverse("people-proposal", args=[proposal.pk]), {"act": "approve"}, follow=True)
    assert "Схвалено. Зміна набула чинності." in words(decided)
    assert PersonNow.objects.get(pk=two[1].pk).joined_to_id == two[0].pk
    assert str(PersonNow.objects.get(pk=two[0].pk)) == "Шевчук Андрій Миколайович"


def test_the_same_person_cannot_approve(client, registrar, two, now):
    proposal = pairs.propose_merge(two[0], into=two[1], reason=WHY, by=registrar, now=now)
    url = reverse("people-proposal", args=[proposal.pk])
    page = client.post(url, {"act": "approve"})
    assert page.status_code == 422
    assert "Схвалити має інша людина, не та, що подала." in words(page)
    english = client.post("/en" + url, {"act": "approve"})
    assert "Another person has to approve, not the one who submitted." in words(english)
    assert "Відкликати пропозицію" in words(page)
    assert "Схвалити:" not in words(page)
    withdrawn = client.post(url, {"act": "refuse"}, follow=True)
    assert "Відкликано." in words(withdrawn)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_a_second_person_may_refuse_and_a_late_decision_is_a_conflict(second, registrar, two, now):
    proposal = pairs.propose_merge(two[0], into=two[1], reason=WHY, by=registrar, now=now)
    url = reverse("people-proposal", args=[proposal.pk])
    assert "Відхилено." in words(second.post(url, {"act": "refuse"}, follow=True))
    late = second.post(url, {"act": "approve"})
    assert late.status_code == 409
    assert "Цю пропозицію вже розглянув хтось інший." in words(late)
    assert "відхилено" in words(late)


def test_two_people_are_remembered_as_two(client, two):
    sent = client.post(beside(two), {"act": "apart", "reason": "різні паспорти"}, follow=True)
    assert sent.redirect_chain == [("/people/duplicates", 302)]
    assert "Цю пару більше не пропонуватимемо." in words(sent)
    assert NotSame.objects.get().reason == "різні паспорти"
    page = words(client.get(beside(two)))
    assert "Визнано різними людьми: 18.07.2024, 10:00 · Олена Гончарук · різні паспорти" in page


@pytest.mark.parametrize("act", ["merge", "apart"])
@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "Напишіть причину одним реченням."), ("/en", "Write the reason in one sentence.")],
)
def test_a_decision_without_a_reason_is_refused(prefix, said, act, client, two):
    page = client.post(prefix + beside(two), {"act": act, "into": two[0].number, "reason": ""})
    assert (page.status_code, said in words(page)) == (422, True)
    assert (Proposal.objects.count(), NotSame.objects.count()) == (0, 0)


def test_a_main_record_of_neither_is_refused(client, two):
    page = client.post(beside(two), {"act": "merge", "into": "D-10999", "reason": WHY})
    assert (page.status_code, Proposal.objects.count()) == (422, 0)


def test_a_second_proposal_for_the_pair_is_refused(client, registrar, two, now):
    pairs.propose_merge(two[1], into=two[0], reason=WHY, by=registrar, now=now)
    page = client.post(beside(two), {"act": "merge", "into": two[0].number, "reason": WHY})
    assert (page.status_code, Proposal.objects.count()) == (422, 1)


def test_a_record_is_not_compared_with_itself(client, two):
    assert client.get(reverse("people-merge", args=[two[0].number, two[0].number])).status_code == 404


def test_both_readings_stand_in_the_ledger(client, two):
    client.get(beside(two))
    assert set(Entry.objects.filter(act="read_person").values_list("key", flat=True)) == {two[0].pk, two[1].pk}


def test_a_number_leads_to_both_side_by_side(client, two):
    url = reverse("person-beside", args=[two[0].number])
    assert client.post(url, {"other": two[1].number}).headers["Location"] == beside(two)
    assert client.post(url, {"other": str(10000 + two[1].pk)}).headers["Location"] == beside(two)
    for typed, said in (("Шевчук", "Введіть номер запису"), ("D-10999", "Запису з таким номером немає.")):
        page = client.post(url, {"other": typed})
        assert (page.status_code, said in words(page)) == (422, True)


def test_two_people_part_joined_records(client, second, registrar, two, now):
    other = build.account(cast.SECOND_REGISTRAR, now=now)
    build_people.joined(two[1], into=two[0], by=registrar, second=other, now=now)
    url = reverse("person-part", args=[two[1].number])
    assert "Роз’єднати записи" in words(client.get(reverse("person", args=[two[1].number])))
    assert client.post(url, {"reason": ""}).status_code == 422
    sent = client.post(url, {"reason": "дві різні людини"}, follow=True)
    assert "Запропоновано роз’єднати." in words(sent)
    second.post(reverse("people-proposal", args=[Proposal.objects.latest("pk").pk]), {"act": "approve"})
    assert PersonNow.objects.get(pk=two[1].pk).joined_to_id is None


def test_a_record_that_is_not_joined_cannot_be_parted(client, two):
    page = client.post(reverse("person-part", args=[two[0].number]), {"reason": "дві різні людини"})
    assert (page.status_code, "ні з чим не об’єднано" in words(page)) == (422, True)


def test_proposals_cost_the_same_for_one_and_for_many(second, registrar, now, counted_queries):
    def propose():
        one, other = build_people.person("Шевчук Андрій", now=now), build_people.person("Шевчук Андрій", now=now)
        pairs.propose_merge(one, into=other, reason=WHY, by=registrar, now=now)

    propose()
    second.get("/people/proposals")
    one = counted_queries(lambda: second.get("/people/proposals"))
    for _n in range(6):
        propose()
    assert counted_queries(lambda: second.get("/people/proposals")) == one <= 20


def test_nothing_waiting_says_so(client):
    assert "Ніщо не чекає на другу людину." in words(client.get("/people/proposals"))
    assert "Nothing waits for a second person." in words(client.get("/en/people/proposals"))
