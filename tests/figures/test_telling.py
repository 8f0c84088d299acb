"""Telling many at once, each one letter; reminders by date; the receipt of an outlet, however often it is pressed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from dodomu.errors import NotVisible, Refused
from dodomu.figures import actions
from dodomu.figures.models import Outlet, Request
from dodomu.figures.queries.letter import Addresses
from dodomu.figures.queries.receipts import receipt_of, request_of
from dodomu.flows import correction as flow
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.notices.actions import send_due
from dodomu.notices.models import Notice
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

ADDRESSES = Addresses(
    "https://example.org/c/1",
    "https://example.org/en/c/1",
    "https://example.org/r/TOKEN",
    "https://example.org/r/TOKEN",
)


@pytest.fixture
def press(now):
    return figures.press(now=now)


@pytest.fixture
def correction(now):
    """A wrong figure of ours, quoted by three outlets; of two the address is known."""
    figure = figures.published(now=now)
    for outlet in ("Перше", "Друге", "Третє"):
        figures.quoted(figure.statement, outlet, now=now)
    Outlet.objects.filter(name__in=["Перше", "Друге"]).update(email="editors@example.org")
    return flow.issue(figures.proposed_correction(figure, now=now), by=figures.commander(now=now), now=now)


class Post:
    """A carrier that keeps what it was given."""

    def __init__(self):
        self.keys = []

    def carry(self, *, key, way, address, body):
        self.keys.append(key)
        return key


def work(now):
    return run_due(HANDLERS, clock=lambda: now)


def states():
    return dict(Request.objects.values_list("statement__outlet__name", "state"))


def tell_all(correction, press, now):
    actions.queue_letters(correction, addresses=ADDRESSES, by=press, now=now)
    work(now)


def test_everybody_whose_address_is_known_gets_one_letter(correction, press, now):
    tell_all(correction, press, now)
    assert states() == {"Перше": "told", "Друге": "told", "Третє": "to_tell"}
    post = Post()
    send_due(post, clock=lambda: now)
    send_due(post, clock=lambda: now)
    assert len(post.keys) == len(set(post.keys)) == 2
    with pytest.raises(Refused):
        actions.queue_letters(correction, addresses=ADDRESSES, by=press, now=now)


def remind_on(now):
    actions.queue_reminders(now=now)
    work(now)
    return Notice.objects.filter(kind="correction_reminder").count()


def test_reminders_go_out_by_date_three_times_and_then_a_person_decides(correction, press, now):
    tell_all(correction, press, now)
    days = {day: remind_on(now + timedelta(days=day)) for day in (0, 2, 3, 3, 9, 10, 23, 24, 60)}
    assert days == {0: 0, 2: 0, 3: 2, 9: 2, 10: 4, 23: 4, 24: 6, 60: 6}
    assert set(Request.objects.filter(state="told").values_list("reminders", "remind_on")) == {(3, None)}


def test_whoever_mended_or_refused_is_not_reminded(correction, press, now):
    tell_all(correction, press, now)
    first, second = Request.objects.filter(state="told").order_by("pk")
    actions.refuse(first, note="Не будемо", by=press, now=now)
    text = "З полону звільнено 7 військовослужбовців Національної гвардії України."
    flow.read_again(second.document, text, seen_on=now.date(), by=press, now=now)
    assert remind_on(now + timedelta(days=30)) == 0


def test_a_letter_that_never_arrived_leaves_its_outlet_unreachable_until_another_address_is_tried(
    correction, press, now
):
    tell_all(correction, press, now)
    request = Request.objects.filter(state="told").order_by("pk")[0]
    Notice.objects.filter(pk=request.notice_id).update(state="failed")
    remind_on(now)
    request.refresh_from_db()
    assert request.state == "unreachable"
    again = actions.tell(request, address="new@example.org", body="Виправлення", language="uk", by=press, now=now)
    assert (again.state, again.tries, Notice.objects.filter(about=f"request:{request.pk}").count()) == ("told", 2, 2)


def test_a_receipt_is_ours_alone_and_only_after_a_letter(correction, press, now):
    request = Request.objects.get(statement__outlet__name="Третє")
    receipt = receipt_of(request)
    for word in (receipt, receipt[:-1], f"{request.pk}", f"{request.pk}.x", "1.2.3", ""):
        with pytest.raises(NotVisible):
            request_of(word)
    actions.tell(request, address="a@example.org", body="Виправлення", language="uk", by=press, now=now)
    assert request_of(receipt) == request


def test_the_link_of_a_letter_shows_the_correction_alone_and_a_double_click_does_no_harm(correction, press, now):
    tell_all(correction, press, now)
    request = Request.objects.get(statement__outlet__name="Перше")
    url = f"/corrections/received/{receipt_of(request)}"
    stranger = Client()
    page = stranger.get(url)
    assert (page.status_code, page["Cache-Control"], page["Referrer-Policy"]) == (200, "no-store", "same-origin")
    assert "Насправді сім" in page.content.decode()
    assert "Перше" not in page.content.decode()
    request.refresh_from_db()
    assert request.state == "told"  # a program that looks into letters acknowledges nothing
    for _ in range(2):
        assert "Отримання записано" in stranger.post(url).content.decode()
    request.refresh_from_db()
    assert (request.state, request.answered_on) == ("acknowledged", now.date())
    assert states()["Друге"] == "told"
    assert stranger.get(f"{url}x").status_code == 404


def test_receipts_are_counted_by_address_and_then_wait(correction, press, now):
    tell_all(correction, press, now)
    url = f"/corrections/received/{receipt_of(Request.objects.get(statement__outlet__name='Перше'))}"
    stranger = Client()
    codes = [stranger.get(url).status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]
