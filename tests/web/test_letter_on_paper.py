"""The letter to editors on paper: in Ukrainian, English, German and Polish, other languages in English."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse

from dodomu.figures.models import Document, Request
from dodomu.flows import correction as flow
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

ASKS = {
    "uk": ("uk", "Просимо:", "Було шість", "Саме виправлення"),
    "en": ("en", "We ask you to:", "It was six", "The correction, its source"),
    "de": ("de", "Wir bitten Sie:", "It was six", "Die Berichtigung, ihre Quelle"),
    "pl": ("pl", "Prosimy o:", "It was six", "Sprostowanie, jego źródło"),
    "fr": ("en", "We ask you to:", "It was six", "The correction, its source"),
}


@pytest.fixture
def request_(now):
    figure = figures.published(now=now)
    figures.quoted(figure.statement, "Видання", now=now)
    flow.issue(figures.proposed_correction(figure, now=now), by=figures.commander(now=now), now=now)
    return Request.objects.get()


@pytest.mark.parametrize("language", ASKS)
def test_the_letter_is_printed_in_the_language_of_the_text(request_, language, now, client_for):
    Document.objects.filter(pk=request_.document_id).update(language=language)
    spoken, *parts = ASKS[language]
    answer = client_for(figures.press(now=now)).get(reverse("figures-request-letter", args=[request_.pk]))
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert f'<div lang="{spoken}">' in page
    assert [part for part in parts if part not in page] == []
    assert "/corrections/received/" in page


@pytest.mark.parametrize("role", [cast.MEDICAL, cast.SOCIAL])
def test_nobody_prints_it_who_may_not_read_it(request_, role, now, client_for):
    visitor = client_for(build.account(role, now=now))
    assert visitor.get(reverse("figures-request-letter", args=[request_.pk])).status_code == 404
