"""Check a text: its numbers marked, each with its verdict; nothing kept; not too often."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from dodomu.figures import actions
from dodomu.figures.models import Statement
from dodomu.ledger.models import Entry
from dodomu.web.public.limits import MOST
from tests import build

pytestmark = pytest.mark.django_db

REMAIN = "Командувач заявив, що 755 нацгвардійців залишаються в полоні."


@pytest.fixture
def client(now):
    build.unit("NGU")
    actions.load_public_record(now=now)
    cache.clear()
    return Client()


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_755_remain_is_marked_with_the_opposite_meaning_and_the_correction(client):
    response = client.post("/check", {"text": REMAIN})
    assert response.status_code == 200
    assert "<mark>755 нацгвардійців</mark>" in response.content.decode()
    page = words(response)
    assert "1 число про людей. Розходяться з опублікованими: 1 ." in page
    assert "Те саме число, протилежний зміст: 755 – це звільнені, а не ті, хто в полоні." in page
    assert "Правильно 755 військовослужбовців Національної гвардії України звільнено з полону" in page


def test_the_verdict_is_said_in_english_too(client):
    page = words(client.post("/en/check", {"text": "755 National Guardsmen remain in captivity."}))
    assert "Same number, opposite meaning: 755 is the number of those released, not of those in captivity." in page


def test_a_text_that_agrees_says_so(client):
    page = words(client.post("/check", {"text": "З полону звільнено 755 нацгвардійців."}))
    assert "Жодне не розходиться з опублікованими." in page
    assert "Збігається з нашим числом: 755" in page


def test_the_sentence_to_print_instead_can_be_copied(client):
    body = client.post("/check", {"text": REMAIN}).content.decode()
    sentence = "Станом на липень 2024 року з полону звільнено 755 військовослужбовців Національної гвардії України."
    assert f'data-copy="{sentence}"' in body
    assert f"<q>{sentence}</q>" in body
    english = client.post("/en/check", {"text": REMAIN}).content.decode()
    assert "had been released from captivity.</q>" in english


def test_a_number_of_a_later_day_does_not_judge_an_older_article(client):
    text = "Загалом з полону звільнено 428 нацгвардійців."
    page = words(client.post("/check", {"text": text}))
    assert "Це наше число станом на 27 квітня 2023 року; новіше – 755 станом на липень 2024 року" in page
    page = words(client.post("/check", {"text": text, "published_on": "28.04.2023"}))
    assert "Збігається з нашим числом: 428 станом на 27 квітня 2023 року" in page


def test_a_day_that_does_not_exist_comes_back_with_an_example(client):
    response = client.post("/check", {"text": REMAIN, "published_on": "31.02.2024"})
    assert response.status_code == 422
    assert REMAIN in response.content.decode()


def test_a_text_of_one_endless_sentence_is_read(client):
    response = client.post("/check", {"text": "12 осіб у полоні 11 звільнено " * 600})
    assert response.status_code == 200


def test_a_statement_of_an_official_answers_where_no_figure_of_ours_does(client):
    page = words(client.post("/check", {"text": "17 липня 2024 року додому повернулися 95 захисників."}))
    assert "Збігається з опублікованим: 95 станом на 17 липня 2024 року." in page


def test_a_text_without_numbers_says_what_is_looked_for(client):
    assert "Чисел про повернення чи полон не знайдено" in words(client.post("/check", {"text": "Гарна погода."}))


def test_what_was_typed_never_becomes_markup(client):
    body = client.post("/check", {"text": f"<script>alert(1)</script> {REMAIN}"}).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Заповніть: Вставте текст статті або допису."),
        ("а" * 20_001, "Текст задовгий: до 20 000 знаків."),
        ("текст\x00", ""),
    ],
)
def test_what_cannot_be_checked_comes_back_as_it_was_typed(client, text, sentence):
    response = client.post("/check", {"text": text})
    assert response.status_code == 422
    assert sentence in words(response)


def test_nothing_of_the_text_is_kept(client):
    before = Entry.objects.count(), Statement.objects.count()
    response = client.post("/check", {"text": REMAIN})
    assert (Entry.objects.count(), Statement.objects.count()) == before
    assert response["Cache-Control"] == "no-store"


def test_one_address_may_check_so_many_texts_and_then_waits(client):
    answers = [client.post("/check", {"text": "Гарна погода."}).status_code for _ in range(MOST + 1)]
    assert answers == [200] * MOST + [429]
    other = client.post("/check", {"text": "Гарна погода."}, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200


def test_the_form_needs_its_token():
    assert Client(enforce_csrf_checks=True).post("/check", {"text": REMAIN}).status_code == 403
