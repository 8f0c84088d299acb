"""A text that had been mended and says the mistake again: its request opens again, once, and its editors are told anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from dodomu.figures import actions
from dodomu.figures.actions import Intake
from dodomu.figures.models import Document, Mention, Outlet, Request, Statement
from dodomu.figures.queries import documents
from dodomu.figures.queries.letter import Addresses, letter
from dodomu.flows import correction as flow
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.ledger.models import Entry
from dodomu.notices.models import Notice
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

REMAIN = "755 військовослужбовців Національної гвардії України залишаються в російському полоні."
RELEASED = "З російського полону звільнено 755 військовослужбовців Національної гвардії України."
AGAIN = f"Нагадаємо: {REMAIN}"
PAGE = Intake("Газета", "https://example.org/a", "uk", date(2024, 7, 17), text=REMAIN)
ADDRESSES = Addresses("https://a.example", "https://b.example", "https://c.example/TOKEN", "https://d.example/TOKEN")


@pytest.fixture
def press(now):
    return figures.press(now=now)


@pytest.fixture
def mended(now, press):
    """The request of a page that said «remain», was told, and was mended."""
    actions.take_in(PAGE, by=press, now=now)
    actions.confirm(Mention.objects.get(), by=press, now=now)
    proposed = figures.proposed_correction(Statement.objects.get(), now=now, field="what")
    flow.issue(proposed, by=figures.commander(now=now), now=now)
    Outlet.objects.update(email="editors@example.org")
    tell(now=now)
    flow.read_again(Document.objects.get(), RELEASED, seen_on=now.date(), by=press, now=now)
    return Request.objects.get(state="mended")


def tell(*, now):
    actions.queue_letters(Request.objects.get().correction, addresses=ADDRESSES, by=figures.press(now=now), now=now)
    run_due(HANDLERS, clock=lambda: now)


def test_the_request_opens_again_and_its_first_proof_is_in_the_ledger_alone(mended, now, press):
    done = flow.read_again(mended.document, AGAIN, seen_on=now.date(), by=press, now=now)
    assert (done.returned, done.closed) == ([mended], [])
    again = Request.objects.get()
    assert (again.state, again.returned_on, again.mended_on, again.proof, again.proof_url) == (
        "to_tell", now.date(), None, None, "",
    )  # fmt: skip
    assert Statement.objects.get(pk=again.statement_id).status == "uncorrected_copy"
    acts = Entry.objects.filter(kind="request", key=str(again.pk)).order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["tell_outlet", "request_mended", "request_reopened"]


def test_its_editors_are_told_anew_once_and_thanked_for_the_first_time(mended, now, press):
    flow.read_again(mended.document, AGAIN, seen_on=now.date(), by=press, now=now)
    words = letter(Request.objects.select_related("document", "statement__outlet").get(), addresses=ADDRESSES)
    assert f"Ви вже виправляли цей текст, дякуємо; {now.date()} помилка в ньому знову." in words
    tell(now=now)
    assert (Request.objects.get().state, Request.objects.get().tries, Notice.objects.count()) == ("told", 2, 2)
    flow.read_again(mended.document, f"{RELEASED} Вибачте.", seen_on=now.date(), by=press, now=now)
    last = Request.objects.get()
    assert (last.state, last.proof.number, last.returned_on) == ("mended", 4, now.date())


@pytest.mark.parametrize("language", ["en", "de", "pl"])
def test_the_letter_says_it_in_the_language_of_the_text(mended, language, now):
    Document.objects.update(language=language)
    Request.objects.update(returned_on=now.date())
    request = Request.objects.select_related("document", "statement__outlet").get()
    before = letter(replace_returned(request, None), addresses=ADDRESSES)
    after = letter(replace_returned(request, now.date()), addresses=ADDRESSES)
    [line] = set(after.splitlines()) - set(before.splitlines())
    assert now.date().isoformat() in line


def replace_returned(request, on):
    request.returned_on = on
    return request


def test_a_feed_or_a_file_that_brings_the_mistake_again_opens_the_request_too(mended, now, press):
    later = now + timedelta(days=2)
    actions.take_in(replace(PAGE, text=AGAIN, came_by="feed"), by=None, now=later)
    assert (Request.objects.get().state, Request.objects.get().returned_on) == ("to_tell", later.date())
    actions.take_in(replace(PAGE, text=AGAIN, came_by="feed"), by=None, now=later)
    assert (Request.objects.count(), Mention.objects.count()) == (1, 3)


def test_what_a_person_said_is_not_meant_opens_nothing(mended, now, press):
    start = actions.read_numbers(AGAIN, language="uk", seen_on=now.date())[0].start
    done = flow.read_again(mended.document, AGAIN, seen_on=now.date(), rejected={start}, by=press, now=now)
    assert (done.returned, Request.objects.get().state) == ([], "mended")


def test_another_text_without_the_mistake_opens_nothing(mended, now, press):
    done = flow.read_again(mended.document, f"{RELEASED} Усі вдома.", seen_on=now.date(), by=press, now=now)
    assert (done.returned, done.closed, Request.objects.get().state) == ([], [], "mended")


def test_a_page_that_came_in_late_with_what_it_said_before_it_was_mended_opens_nothing(mended, now, press):
    """The record says it was mended on a day; the copy that somebody kept is of that day or of one before."""
    Request.objects.update(proof=None, mended_on=now.date())
    done = flow.read_again(mended.document, AGAIN, seen_on=now.date(), by=press, now=now)
    assert (done.returned, Request.objects.get().state) == ([], "mended")


def test_the_preview_says_so_before_anything_is_kept(mended, now, press, client_for):
    claims = actions.read_numbers(AGAIN, language="uk", seen_on=now.date())
    [one] = documents.readings(mended.document, claims)
    assert (one.has_returned, len(one.still)) == (True, 1)
    assert documents.readings(mended.document, []) == []
    path = reverse("figures-document-again", args=[mended.document_id])
    visitor = client_for(press)
    shown = visitor.post(path, {"seen_on": "18.07.2024", "text": AGAIN, "act": "look"}).content.decode()
    assert "Помилка повернулася в текст" in shown
    assert Request.objects.get().state == "mended"
    answer = visitor.post(path, {"seen_on": "18.07.2024", "text": AGAIN, "act": "save"}, follow=True)
    assert "звернення відкрито знову" in answer.content.decode()
    page = visitor.get(reverse("figures-request", args=[mended.pk])).content.decode()
    assert "помилка поверталася" in page
