"""A figure placed on somebody else's page: it mends itself there, tells nobody who looked, and nothing else is framed."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from dodomu.figures import actions
from dodomu.flows import correction as flow
from dodomu.text import Text
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

KINDS = ["", ".svg", "/badge.svg"]
PLACED = [f"/embed/returned{version}{kind}" for version in ("", "/v/1") for kind in KINDS]


@pytest.fixture
def client(now):
    return Client()


def words(response):
    """What is read: text alone, without the title of an SVG, spaces as one."""
    body = re.sub(r"<(style|title)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def later(now, days):
    return now + timedelta(days=days)


def correct(figure, at):
    flow.issue(figures.proposed_correction(figure, now=at), by=figures.commander(now=at), now=at)


def test_a_line_says_number_date_and_source(client, now):
    figures.published(now=now)
    for path in ("/embed/returned", "/embed/returned.svg"):
        shown = words(client.get(path))
        assert shown.startswith("6 Станом на 17 липня 2024 року"), path
        assert "Джерело: Андрій Верес, командувач" in shown
        assert words(client.get(f"{path}?lang=en")).startswith("6 As of 17 July 2024")
    assert words(client.get("/embed/returned/badge.svg")) == "Додому 6 · 17 липня 2024 року · чинна"
    assert words(client.get("/embed/returned/badge.svg?lang=en")) == "Dodomu 6 · 17 July 2024 · stands"


def test_what_an_outlet_placed_mends_itself_when_the_figure_is_corrected(client, now):
    first = figures.published(now=now)
    before = {path: client.get(path) for path in PLACED}
    correct(first, later(now, 1))
    waiting = {path: words(client.get(path)) for path in PLACED}
    figures.published(now=later(now, 2), value=12, replaces=first, replaces_as="correction")
    after = {path: words(client.get(path)) for path in PLACED}
    for version in ("", "/v/1"):
        line, card, badge = (f"/embed/returned{version}{kind}" for kind in KINDS)
        assert words(before[line]).startswith("6 Станом на 17 липня 2024 року")
        for path in (line, card):
            assert waiting[path].startswith("Насправді сім Виправлено 19 липня 2024 року. Було: Було шість."), path
            assert after[path].startswith("12 Станом на 17 липня 2024 року"), path
            assert "Виправлено 19 липня 2024 року. Було: Було шість." in after[path]
        assert waiting[badge] == "Додому виправлено 19 липня 2024 року"
        assert after[badge] == "Додому 12 · 17 липня 2024 року · виправлено 19 липня 2024 року"
    again = {path: client.get(path, headers={"If-None-Match": before[path]["ETag"]}).status_code for path in PLACED}
    assert again == dict.fromkeys(PLACED, 200)


def test_a_correction_of_a_correction_is_followed_to_its_end(client, now):
    first = figures.published(now=now)
    correct(first, later(now, 1))
    second = figures.published(now=later(now, 2), value=12, replaces=first, replaces_as="correction")
    correct(second, later(now, 3))
    figures.published(now=later(now, 4), value=20, replaces=second, replaces_as="correction")
    for version in ("/v/1", "/v/2", ""):
        shown = words(client.get(f"/embed/returned{version}"))
        assert shown.startswith("20 Станом на 17 липня 2024 року")
        assert "Виправлено 21 липня 2024 року." in shown


def test_a_version_placed_keeps_its_date_and_the_newest_goes_on(client, now):
    figures.published(now=now)
    figures.published(now=later(now, 9), value=30, as_of=later(now, 8).date(), known_on=later(now, 9).date())
    assert words(client.get("/embed/returned/v/1")).startswith("6 Станом на 17 липня 2024 року")
    assert words(client.get("/embed/returned")).startswith("30 Станом на 26 липня 2024 року")


def test_a_revision_is_no_correction(client, now):
    first = figures.published(now=now)
    figures.published(now=later(now, 2), value=12, replaces=first, replaces_as="revision")
    assert "Уточнено 20 липня 2024 року. Було: 6." in words(client.get("/embed/returned/v/1"))
    assert "Revised on 20 July 2024. Was: 6." in words(client.get("/embed/returned/v/1?lang=en"))


def test_a_withdrawn_number_is_struck_with_the_reason(client, now):
    figure = figures.published(now=now)
    reason = Text("Порахували двічі.", "Counted twice.")
    actions.withdraw(figure, reason=reason, by=figures.press(now=now), now=later(now, 1))
    response = client.get("/embed/returned")
    assert "<del>6</del>" in response.content.decode()
    assert "Відкликано 19 липня 2024 року: Порахували двічі." in words(response)
    assert words(client.get("/embed/returned/badge.svg?lang=en")) == "Dodomu 17 July 2024 · withdrawn on 19 July 2024"
    assert client.get("/embed/returned.svg").content.decode().count('text-decoration="line-through"') >= 2


@pytest.mark.parametrize("path", PLACED)
def test_nobody_learns_who_looked(client, now, readonly_get, path):
    figures.published(now=now)
    response = readonly_get(client, path)
    body = response.content.decode()
    assert response.cookies == {}
    assert "<script" not in body
    assert re.findall(r"(?:src|xlink:href|url\()", body) == []
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    signed_in = Client()
    signed_in.force_login(figures.press(now=now))
    assert signed_in.get(path).content == response.content


def test_only_the_line_may_be_framed(client, now):
    figures.published(now=now)
    line = client.get("/embed/returned/v/1")
    assert "frame-ancestors *" in line["Content-Security-Policy"]
    assert (line.get("X-Frame-Options"), line["Cross-Origin-Resource-Policy"]) == (None, "cross-origin")
    for path in (
        "/",
        "/figures/returned",
        "/figures/returned/embed",
        "/embed/returned.svg",
        "/embed/returned/badge.svg",
        "/login",
    ):
        response = client.get(path)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], path
        assert response["X-Frame-Options"] == "DENY", path


@pytest.mark.parametrize("path", PLACED)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_it_is_small_kept_and_asked_for_by_its_tag(client, now, path, query):
    figures.published(now=now)
    response = client.get(path + query)
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Content-Language"] == ("en" if query else "uk")
    assert len(response.content) < 3000
    again = client.get(path + query, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("kind", [".svg", "/badge.svg"])
def test_a_picture_is_xml_whatever_was_typed_and_says_all_in_its_title(client, now, kind):
    figures.published(now=now, sentence_uk='Шість <b>&" 6', sentence_en='Six <b>&" 6', speaker_uk="Дуже " * 20)
    root = ElementTree.fromstring(client.get(f"/embed/returned{kind}").content)
    assert 'Шість <b>&" 6.' in root.find("{http://www.w3.org/2000/svg}title").text
    assert root.get("role") == "img"


def test_lines_of_the_card_stay_inside(client, now):
    figures.published(now=now, sentence_uk="Ш" * 190 + " 6", sentence_en="W" * 190 + " 6")
    root = ElementTree.fromstring(client.get("/embed/returned.svg").content)
    texts = root.findall(".//{http://www.w3.org/2000/svg}text")
    assert max(int(one.get("y")) for one in texts) < int(root.get("height"))
    assert max(len(one.text) * int(one.get("font-size")) * 0.56 for one in texts) < 640 - 48


@pytest.mark.parametrize(
    "path",
    [
        "/embed/nothing",
        "/embed/returned/v/9",
        "/embed/nothing.svg",
        "/embed/returned/v/9/badge.svg",
        "/figures/nothing/embed",
    ],
)
def test_what_is_not_published_cannot_be_placed(client, now, path):
    figures.published(now=now)
    assert client.get(path).status_code == 404


def test_a_number_kept_back_is_on_no_placed_line(client, now):
    figures.published(figures.HELD, "held", now=now, value=3417)
    figures.published(now=now, value=3, sentence_uk="Повернулося 3 людини", sentence_en="3 people came back")
    assert {client.get(f"/embed/held{kind}").status_code for kind in KINDS} == {404}
    assert words(client.get("/embed/returned/badge.svg")) == "Додому менше 5 · 17 липня 2024 року · чинна"
    assert [path for path in PLACED if "3 людини" in client.get(path).content.decode()] == []


def test_the_page_gives_markup_to_copy_that_works(client, now):
    figures.published(now=now)
    for prefix, query in (("", ""), ("/en", "?lang=en")):
        body = client.get(f"{prefix}/figures/returned/embed").content.decode()
        addresses = re.findall(r"src=&quot;http://testserver(/embed/[^&]+)&quot;", body)
        assert addresses == [
            path + query for path in (f"/embed/returned/v/1{kind}" for kind in KINDS) for _twice in (1, 2)
        ]
        assert {client.get(address).status_code for address in addresses} == {200}
    assert "/figures/returned/embed" in client.get("/figures/returned").content.decode()


def test_the_page_costs_a_stranger_nothing_and_an_officer_a_page_of_their_own(client_for, now):
    figures.published(now=now)
    response = client_for(build.account(cast.PRESS, now=now)).get("/figures/returned/embed")
    assert response["Cache-Control"] == "no-store"


def test_the_style_of_the_line_is_the_one_that_its_policy_lets_in(client, now):
    figures.published(now=now)
    response = client.get("/embed/returned")
    [style] = re.findall(r"<style>(.*?)</style>", response.content.decode())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in response["Content-Security-Policy"]
