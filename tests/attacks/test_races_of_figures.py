"""Two of the press office at the same moment, on one figure, correction, letter or text: one wins, nothing twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from dodomu.figures import actions
from dodomu.figures.actions import Intake
from dodomu.figures.models import Citation, Correction, Document, DocumentVersion, Figure, Mention, Request, Statement
from dodomu.figures.queries.findings import brought_by
from dodomu.figures.queries.letter import Addresses
from dodomu.flows import correction as flow
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.ledger.models import Entry
from dodomu.notices.models import Notice
from tests import build, cast
from tests import build_figures as figures
from tests.attacks.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

REMAIN = "755 військовослужбовців Національної гвардії України залишаються в російському полоні."
RELEASED = "З російського полону звільнено 755 військовослужбовців Національної гвардії України."
PAGE = Intake("Газета", "https://example.org/a", "uk", date(2024, 7, 17), text=REMAIN)
ADDRESSES = Addresses("https://a.example", "https://b.example", "https://c.example/TOKEN", "https://d.example/TOKEN")


@pytest.fixture
def press(now):
    return figures.press(now=now)


@pytest.fixture
def signers(now):
    """The commander, and a second one."""
    other = cast.Officer("commander2", "Ольга Ким", "Olha Kym", "commander")
    return figures.commander(now=now), build.account(other, now=now)


def acts(name: str) -> int:
    return Entry.objects.filter(act=name).count()


def test_one_figure_signed_four_times_at_once_has_one_number(now, press, signers):
    figure = figures.draft(now=now, value=0)
    actions.propose(figure, by=press, now=now, acknowledged=[one.key for one in brought_by(figure)])
    shown = [Figure.objects.get(pk=figure.pk) for _ in range(4)]
    ends = at_once(
        *(
            lambda one=one, by=by: actions.publish(one, by=by, now=now)
            for one, by in zip(shown, signers * 2, strict=True)
        )
    )
    assert ends == {"done": 1, "refused": 3}
    assert (Figure.objects.get().number, Statement.objects.count(), acts("publish_figure")) == (1, 1, 1)


def test_a_number_of_people_held_is_approved_once(now, press, signers):
    figures.published(figures.HELD, slug="held", now=now, value=0)
    third = build.account(cast.Officer("commander3", "Ірина Лис", "Iryna Lys", "commander"), now=now)
    by = [signers[1], third] * 2
    shown = [Figure.objects.get() for _ in by]
    ends = at_once(
        *(
            lambda one=one, who=who: actions.approve_held(one, by=who, now=now)
            for one, who in zip(shown, by, strict=True)
        )
    )
    assert ends == {"done": 1, "refused": 3}
    assert acts("approve_held_figure") == 1


@pytest.fixture
def correction(now, press):
    """A correction of a text that two others repeat, waiting for its second signature."""
    actions.take_in(PAGE, by=press, now=now)
    actions.confirm(Mention.objects.get(), by=press, now=now)
    wrong = Statement.objects.get()
    for outlet in ("Перше", "Друге"):
        figures.quoted(wrong, outlet, now=now)
    return figures.proposed_correction(wrong, now=now, field="what")


def test_one_correction_issued_four_times_at_once_asks_each_document_once(correction, now, signers):
    shown = [Correction.objects.get() for _ in range(4)]
    ends = at_once(
        *(lambda one=one, by=by: flow.issue(one, by=by, now=now) for one, by in zip(shown, signers * 2, strict=True))
    )
    assert ends == {"done": 1, "refused": 3}
    assert Counter(Request.objects.values_list("document", flat=True)) == Counter(
        Document.objects.values_list("pk", flat=True)
    )
    assert (Request.objects.count(), acts("issue_correction"), acts("open_requests")) == (3, 1, 1)


def test_a_quoter_noted_while_the_correction_is_issued_is_asked_once(correction, now, press, signers):
    wrong = Statement.objects.get(document__url=PAGE.url)
    quote = actions.Quote("Третє", "https://example.org/third", now.date(), "uk", wrong.what)
    ends = at_once(
        lambda: flow.issue(Correction.objects.get(), by=signers[0], now=now),
        lambda: flow.note_quote(wrong, quote, by=press, now=now),
    )
    assert ends == {"done": 2}
    assert Counter(Request.objects.values_list("document", flat=True)) == Counter(
        Document.objects.values_list("pk", flat=True)
    )


def beside(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Does one act, and before it is kept begins another in a session of its own."""
    ends: list[object] = []

    def run() -> None:
        try:
            ends.append(second())
        finally:
            connection.close()

    other = threading.Thread(target=run)
    with transaction.atomic():
        first()
        other.start()
        other.join(0.5)
    other.join(60)
    assert len(ends) == 1


@pytest.mark.parametrize("is_quoted_first", [True, False])
def test_a_quoter_noted_in_the_very_moment_of_the_signature_is_not_lost(
    correction, now, press, signers, is_quoted_first
):
    """It repeats a text that repeats the mistake. Neither would see the other, had the second not waited."""
    first = Statement.objects.get(outlet__name="Перше")
    quote = actions.Quote("Третє", "https://example.org/third", now.date(), "uk", first.what)
    pair = [
        lambda: flow.note_quote(first, quote, by=press, now=now),
        lambda: flow.issue(Correction.objects.get(), by=signers[0], now=now),
    ]
    beside(*(pair if is_quoted_first else reversed(pair)))
    assert Counter(Request.objects.values_list("document", flat=True)) == Counter(
        Document.objects.values_list("pk", flat=True)
    )
    assert Document.objects.count() == 4


def test_one_quoter_noted_three_times_at_once_is_noted_once(now, press):
    wrong = figures.published(now=now, value=755).statement
    quote = actions.Quote("Третє", "https://example.org/third", now.date(), "uk", wrong.what)
    ends = at_once(*(lambda: flow.note_quote(wrong, quote, by=press, now=now) for _ in range(3)))
    assert ends == {"done": 1, "refused": 2}
    pages = [actions.Quote("Третє", f"https://example.org/{n}", now.date(), "uk", wrong.what) for n in range(3)]
    assert at_once(*(lambda one=one: flow.note_quote(wrong, one, by=press, now=now) for one in pages)) == {"done": 3}
    assert (Citation.objects.count(), Document.objects.count()) == (4, 4)


@pytest.fixture
def issued(correction, now, signers):
    return flow.issue(correction, by=signers[0], now=now)


def test_one_letter_sent_by_hand_and_by_the_worker_at_once_is_one(issued, now, press):
    Statement.objects.get(document__url=PAGE.url).outlet.__class__.objects.update(email="editors@example.org")
    request = Request.objects.get(document__url=PAGE.url)
    shown = [Request.objects.select_related("statement__outlet").get(pk=request.pk) for _ in range(3)]
    said = {"address": "editors@example.org", "body": "Лист", "language": "uk", "by": press, "now": now}
    actions.queue_letters(issued, addresses=ADDRESSES, by=press, now=now)
    ends = at_once(
        *(lambda one=one: actions.tell(one, **said) for one in shown),
        lambda: run_due(HANDLERS, clock=lambda: now),
        lambda: run_due(HANDLERS, clock=lambda: now),
    )
    run_due(HANDLERS, clock=lambda: now)
    assert sum(ends.values()) == 5
    assert Counter(Notice.objects.values_list("about", flat=True)) == {
        f"request:{pk}": 1 for pk in Request.objects.values_list("pk", flat=True)
    }
    assert set(Request.objects.values_list("state", "tries")) == {("told", 1)}


def test_one_text_taken_in_four_times_at_once_is_one_version(now, press):
    ends = at_once(*(lambda: actions.take_in(PAGE, by=press, now=now) for _ in range(4)))
    assert ends == {"done": 4}
    assert (Document.objects.count(), DocumentVersion.objects.count(), Mention.objects.count()) == (1, 1, 1)


def test_one_number_confirmed_and_rejected_at_once_is_one_of_both(now, press):
    source = figures.published(now=now, value=755).statement
    actions.take_in(Intake("Газета", PAGE.url, "uk", now.date(), text=RELEASED), by=press, now=now)
    ends = at_once(
        *(lambda: flow.confirm(Mention.objects.get(), repeats=[source], by=press, now=now) for _ in range(3)),
    )
    assert ends == {"done": 1, "refused": 2}
    assert (Statement.objects.filter(document__url=PAGE.url).count(), Citation.objects.count()) == (1, 1)


def test_a_text_read_again_by_two_at_once_closes_its_request_once(issued, now, press):
    document = Document.objects.get(url=PAGE.url)
    ends = at_once(
        *(lambda: flow.read_again(document, RELEASED, seen_on=now.date(), by=press, now=now) for _ in range(3))
    )
    assert ends == {"done": 1, "refused": 2}
    assert (document.versions.count(), acts("request_mended")) == (2, 1)
    again = at_once(
        *(lambda: flow.read_again(document, f"Ще: {REMAIN}", seen_on=now.date(), by=press, now=now) for _ in range(3))
    )
    assert again == {"done": 1, "refused": 2}
    assert (document.versions.count(), acts("request_reopened")) == (3, 1)


def test_a_receipt_pressed_four_times_at_once_is_one_answer(issued, now, press):
    request = Request.objects.select_related("statement__outlet").get(document__url=PAGE.url)
    actions.tell(request, address="editors@example.org", body="Лист", language="uk", by=press, now=now)
    ends = at_once(*(lambda: actions.receive(Request.objects.get(pk=request.pk), now=now) for _ in range(4)))
    assert ends == {"done": 4}
    assert (Request.objects.get(pk=request.pk).state, acts("request_acknowledged")) == ("acknowledged", 1)
