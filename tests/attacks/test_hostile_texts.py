"""Texts that mean harm, by every way texts come in: a clear refusal, no page that breaks, nothing half kept."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.actions import Intake
from dodomu.figures.models import Document, DocumentVersion, Outlet
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

SAID = "З російського полону звільнено 755 військовослужбовців Національної гвардії України."
PAGE = {
    "outlet": "Газета",
    "url": "https://example.org/a",
    "language": "uk",
    "published_on": "2024-07-17",
    "text": SAID,
}
BAD_SIGNS = {"nul": "\0", "half of a sign": "\ud800", "the other half": "\udfff"}


@pytest.fixture
def press(now):
    return figures.press(now=now)


@pytest.fixture
def desk(press, client_for):
    return client_for(press)


def kept() -> tuple[int, int, int]:
    return Document.objects.count(), DocumentVersion.objects.count(), Outlet.objects.exclude(name="Додому").count()


@pytest.mark.parametrize("field", ["outlet", "url", "title", "language", "text"])
@pytest.mark.parametrize("sign", BAD_SIGNS.values(), ids=BAD_SIGNS)
def test_signs_that_no_text_has_are_refused_at_their_field(now, press, field, sign):
    given = PAGE | {"published_on": date(2024, 7, 17), "title": ""}
    given[field] = f"{given[field]}{sign}"[-3 if field == "language" else 0 :]
    with pytest.raises(Refused) as refusal:
        actions.take_in(Intake(**given), by=press, now=now)
    assert (refusal.value.field, kept()) == (field, (0, 0, 0))


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800"])
def test_a_line_with_such_signs_refuses_its_file(now, tmp_path, sign):
    file = tmp_path / "documents.jsonl"
    good, bad = json.dumps(PAGE), json.dumps(PAGE | {"url": "https://example.org/b", "text": "SIGN 755"})
    file.write_text(f"{good}\n{bad.replace('SIGN', sign)}\n")
    with pytest.raises(CommandError, match=r"^Line 2: ") as refused:
        call_command("take_in", str(file), save=True, language="en")
    assert (refused.value.returncode, kept()) == (2, (0, 0, 0))


ENTRIES = {
    "nested": "[" * 20_000,
    "nul": json.dumps(["https://example.org/a", "Вдома\0", "2024-07-17", SAID]),
    "half": '["https://example.org/a", "\\ud800", "2024-07-17", "755"]',
    "no list": "7",
    "short": '["a"]',
    "a number for words": '[1e999, {}, [], null, "x"]',
    "a day of no calendar": json.dumps(["https://example.org/a", "", "31.02.2024", SAID]),
    "tomorrow": json.dumps(["https://example.org/a", "", "2999-01-01", SAID]),
    "a place of the browser": json.dumps(["javascript:alert(755)", "", "2024-07-17", SAID]),
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_of_a_feed_that_was_tampered_with_is_named_and_the_others_are_kept(desk, entry):
    good = json.dumps(["https://example.org/good", "Вдома", "2024-07-17", SAID])
    sent = {"act": "save", "outlet": "Газета", "language": "uk", "entry": [entry, good]}
    answer = desk.post(reverse("figures-document-feed"), sent, follow=True)
    assert answer.status_code == 200
    assert kept() == (1, 1, 1)
    assert "Нових документів або версій: 1." in answer.content.decode()


FEEDS = {
    "entities": b'<!DOCTYPE rss [<!ENTITY a "755"><!ENTITY b "&a;&a;&a;">]><rss><channel><item>&b;</item></channel></rss>',
    "file": b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item>&x;</item></channel></rss>',
    "deep": b"<rss>" * 50_000,
    "cut": b"<rss><channel><item><title>755",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "empty": b" ",
    "big": b"<rss><channel><item>" + b"7" * 5_000_001,
}


@pytest.mark.parametrize("data", FEEDS.values(), ids=FEEDS)
def test_a_feed_that_means_harm_is_refused_in_words(desk, data):
    sent = {"outlet": "Газета", "language": "uk", "file": SimpleUploadedFile("feed.xml", data)}
    answer = desk.post(reverse("figures-document-feed"), sent)
    assert (answer.status_code, kept()) == (422, (0, 0, 0))
    assert b"root:" not in answer.content


PAGES = {
    "open tags": b"<html><p>755 " + b"<a " * 1_600_000,
    "open comments": b"<html><p>755 " + b"<!--" * 1_200_000,
    "one word": b"<html><p>" + b"7" * 4_900_000,
    "plain": b"755 " * 1_200_000,
    "big": b"<html>" + b"7" * 5_000_001,
    "escapes": b"<html><meta charset=unicode_escape><p>\\x37\\x35\\x35</p>",
}


@pytest.mark.parametrize("data", PAGES.values(), ids=PAGES)
def test_a_page_of_five_megabytes_is_read_or_refused_and_keeps_nothing(desk, data):
    sent = {
        **PAGE,
        "text": "",
        "published_on": "17.07.2024",
        "file": SimpleUploadedFile("page.html", data),
        "act": "look",
    }
    answer = desk.post(reverse("figures-document-new"), sent)
    assert answer.status_code in (200, 422)
    assert kept() == (0, 0, 0)
