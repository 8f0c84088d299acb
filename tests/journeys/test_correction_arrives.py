"""From a wrong sentence to a mended page, in a real browser and in both languages, by two people and an outlet."""

from __future__ import annotations

import re

import pytest

from dodomu.figures import actions
from dodomu.figures.models import Correction, Document, Request, Statement
from dodomu.figures.queries.receipts import receipt_of
from tests import build
from tests import build_figures as figures

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLE = {
    "uk": "755 військовослужбовців Національної гвардії України залишаються в російському полоні.",
    "en": "755 service members of the National Guard of Ukraine remain in Russian captivity.",
}
MENDED = {
    "uk": "З російського полону звільнено 755 військовослужбовців Національної гвардії України.",
    "en": "755 service members of the National Guard of Ukraine were released from Russian captivity.",
}
WORDS = {
    "uk": {
        "text": "Вставте текст статті або допису",
        "check": "Перевірити",
        "opposite": "те саме число, інший зміст",
        "outlet": "Видання",
        "address": "Адреса сторінки",
        "published": "Коли опубліковано",
        "language": "Мова тексту",
        "paste": "Або вставте текст",
        "look": "Переглянути",
        "save_document": "Зберегти документ",
        "says_so": "Так і сказано",
        "correct_it": "Виправити це твердження",
        "field": "Що було неправильно",
        "was": ("Було, українською", "Було, англійською"),
        "is": ("Правильно, українською", "Правильно, англійською"),
        "why": ("Чому, українською", "Чому, англійською"),
        "save_draft": "Зберегти чернетку",
        "propose": "Подати на другий підпис",
        "issue": "Підписати й випустити",
        "mail": "Електронна адреса редакції",
        "tell": "Повідомити",
        "received": "Ми це отримали",
        "thanks": "Отримання записано. Дякуємо.",
        "again": "Перечитати текст",
        "whole": "Або вставте весь текст сторінки із заголовком",
        "still": "Текст досі каже помилку",
        "free": "Помилки в тексті більше немає",
        "save_version": "Зберегти версію",
        "closed": "Текст більше не каже помилки: звернення закрито.",
        "told": "1 текст з помилкою: 1 виправив.",
    },
    "en": {
        "text": "Paste the text of an article or a post",
        "check": "Check",
        "opposite": "same number, opposite or other meaning",
        "outlet": "Outlet",
        "address": "Address of the page",
        "published": "When it was published",
        "language": "Language of the text",
        "paste": "Or paste the text",
        "look": "Look at it first",
        "save_document": "Save the document",
        "says_so": "It says so",
        "correct_it": "Correct this statement",
        "field": "What was wrong",
        "was": ("Was, in Ukrainian", "Was, in English"),
        "is": ("Correct, in Ukrainian", "Correct, in English"),
        "why": ("Why, in Ukrainian", "Why, in English"),
        "save_draft": "Save the draft",
        "propose": "Hand in for the second signature",
        "issue": "Sign and issue",
        "mail": "Email address of the editors",
        "tell": "Tell them",
        "received": "We have received this",
        "thanks": "The receipt is noted. Thank you.",
        "again": "Read the text again",
        "whole": "Or paste the whole text of the page with its headline",
        "still": "The text still says the mistake",
        "free": "The mistake is no longer in the text",
        "save_version": "Save the version",
        "closed": "The text no longer says the mistake: the request is closed.",
        "told": "1 text with the mistake: 1 mended.",
    },
}


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_wrong_article_is_found_corrected_by_two_received_by_the_outlet_and_mended(language, now, open_page, as_user):
    words, prefix = WORDS[language], "/en" if language == "en" else ""
    build.unit("NGU")
    actions.load_public_record(now=now)
    press, commander = as_user(figures.press(now=now)), as_user(figures.commander(now=now))
    stranger = open_page()

    # anybody pastes the article and sees the verdict
    stranger.goto(f"{prefix}/check")
    stranger.get_by_label(words["text"]).fill(ARTICLE[language])
    stranger.get_by_role("button", name=words["check"], exact=True).click()
    stranger.get_by_text(words["opposite"]).first.wait_for()

    # the press officer takes the article in, looks, and confirms what it says
    press.goto(f"{prefix}/figures/manage/documents/new")
    press.get_by_label(words["outlet"], exact=True).fill("Газета")
    press.get_by_label(words["address"], exact=True).fill("https://example.org/remain")
    press.get_by_label(words["published"]).fill("18.07.2024")
    press.get_by_label(words["language"]).select_option(language)
    press.get_by_label(words["paste"]).fill(ARTICLE[language])
    press.get_by_role("button", name=words["look"]).click()
    press.get_by_role("button", name=words["save_document"]).click()
    press.get_by_role("button", name=words["says_so"]).click()
    press.wait_for_url(re.compile(r"/documents/\d+$"))
    document = Document.objects.get(url="https://example.org/remain")
    statement = Statement.objects.get(document=document)

    # drafts the correction and hands it in; another person signs
    press.goto(f"{prefix}/figures/manage/statements/{statement.key}")
    press.get_by_role("link", name=words["correct_it"]).click()
    press.get_by_label(words["field"]).select_option("what")
    for name, text in (
        ("was", ARTICLE),
        ("is", MENDED),
        ("why", {"uk": "Запитання загубилося.", "en": "It was lost."}),
    ):
        press.get_by_label(words[name][0], exact=True).fill(text["uk"])
        press.get_by_label(words[name][1], exact=True).fill(text["en"])
    press.get_by_role("button", name=words["save_draft"]).click()
    press.get_by_role("button", name=words["propose"]).click()
    press.wait_for_load_state()
    correction = Correction.objects.get(statement=statement)
    commander.goto(f"{prefix}/figures/manage/corrections/{correction.pk}")
    commander.get_by_role("button", name=words["issue"]).click()
    commander.wait_for_load_state()
    request = Request.objects.get(correction=correction)

    # the outlet is told, and says through the link of its letter that it has it
    press.goto(f"{prefix}/figures/manage/requests/{request.pk}")
    press.get_by_label(words["mail"]).fill("editors@example.org")
    press.get_by_role("button", name=words["tell"], exact=True).click()
    press.wait_for_load_state()
    stranger.goto(f"{prefix}/corrections/received/{receipt_of(request)}")
    stranger.get_by_role("button", name=words["received"]).click()
    stranger.get_by_text(words["thanks"]).wait_for()
    request.refresh_from_db()
    assert request.state == "acknowledged"

    # the page is read again: first it still says so, then it is mended and the request closes
    press.goto(f"{prefix}/figures/manage/requests/{request.pk}")
    press.get_by_role("link", name=words["again"]).click()
    press.get_by_label(words["whole"]).fill(f"{ARTICLE[language]} .")
    press.get_by_role("button", name=words["look"]).click()
    press.get_by_text(words["still"]).wait_for()
    press.get_by_label(words["whole"]).fill(MENDED[language])
    press.get_by_role("button", name=words["look"]).click()
    press.get_by_text(words["free"], exact=True).wait_for()
    press.get_by_role("button", name=words["save_version"]).click()
    press.get_by_text(words["closed"]).wait_for()
    request.refresh_from_db()
    assert (request.state, request.proof.number) == ("mended", 2)
    stranger.goto(f"{prefix}/corrections/{correction.pk}")
    stranger.get_by_text(words["told"]).wait_for()
