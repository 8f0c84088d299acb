"""The link of a letter: guessed, changed, used again, after the request is closed, in the other language."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.signing import Signer
from django.test import Client

from dodomu.figures import actions
from dodomu.figures.models import Request
from dodomu.figures.queries.receipts import receipt_of
from dodomu.flows import correction as flow
from dodomu.ledger.models import Entry
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

FREE = "З полону звільнено 9 військовослужбовців Національної гвардії України."


@pytest.fixture
def asked(now):
    """Two requests of one correction; the first was told."""
    cache.clear()
    press = figures.press(now=now)
    figure = figures.published(now=now)
    for outlet in ("Перше", "Друге"):
        figures.quoted(figure.statement, outlet, now=now)
    flow.issue(figures.proposed_correction(figure, now=now), by=figures.commander(now=now), now=now)
    first, second = Request.objects.select_related("statement__outlet").order_by("pk")
    actions.tell(first, address="editors@example.org", body="Лист", language="uk", by=press, now=now)
    return first, second


def press_button(receipt, before=""):
    return Client().post(f"{before}/corrections/received/{receipt}").status_code


def acknowledged():
    return Entry.objects.filter(act="request_acknowledged").count()


def test_no_guessed_or_changed_word_opens_or_records_anything(asked):
    first, second = asked
    good = receipt_of(first)
    key, _, seal = good.partition(".")
    forged = [
        f"{second.pk}.{seal}",  # the seal of one on the number of another
        f"{key}.{seal[::-1]}",
        f"{key}.",
        key,
        seal,
        f"0{key}.{seal}",
        f"{key}.{seal}.{seal}",
        Signer(sep=".").sign(key),  # a word of another door
        Signer(salt="dodomu.figures.receipt", sep=".", key="guessed").sign(key),
        receipt_of(second),  # no letter has left yet
        Signer(salt="dodomu.figures.receipt", sep=".").sign("9" * 30),
        Signer(salt="dodomu.figures.receipt", sep=".").sign("x"),
    ]
    for word in forged:
        cache.clear()
        assert (press_button(word), Client().get(f"/corrections/received/{word}").status_code) == (404, 404), word
    assert (acknowledged(), set(Request.objects.values_list("state", flat=True))) == (0, {"told", "to_tell"})


def test_in_either_language_and_again_it_is_one_answer(asked):
    receipt = receipt_of(asked[0])
    assert [press_button(receipt, before) for before in ("", "/en", "", "/en")] == [200] * 4
    assert (acknowledged(), Request.objects.get(pk=asked[0].pk).state) == (1, "acknowledged")


def test_after_the_request_is_closed_refused_or_opened_again_it_changes_nothing(asked, now):
    first, press = asked[0], figures.press(now=now)
    receipt = receipt_of(first)
    actions.refuse(first, note="Ні", by=press, now=now)
    assert (press_button(receipt), Request.objects.get(pk=first.pk).state) == (200, "refuses")
    flow.read_again(first.document, FREE, seen_on=now.date(), by=press, now=now)
    assert (press_button(receipt), Request.objects.get(pk=first.pk).state) == (200, "mended")
    wrong = "З полону звільнено 6 військовослужбовців Національної гвардії України."
    flow.read_again(first.document, wrong, seen_on=now.date(), by=press, now=now)
    assert (press_button(receipt), Request.objects.get(pk=first.pk).state) == (200, "to_tell")
    assert acknowledged() == 0
