"""Pictures for everybody: the title is the finding, the numbers stand beside it, and nothing kept back is drawn."""

from __future__ import annotations

import csv
import gzip
import io
import re
from datetime import timedelta

import pytest
from django.test import Client

from dodomu.exchanges import actions as exchanges
from dodomu.exchanges.models import StagePart
from dodomu.figures import actions
from dodomu.flows import correction as flow
from dodomu.reference.rounds import read_rounds
from tests import build
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

PICTURES = ["/pictures/total", "/pictures/rounds", "/pictures/guard", "/pictures/arithmetic"]
TABLES = ["/pictures/total.csv", "/pictures/guard.csv", "/pictures/arithmetic.csv"]


@pytest.fixture
def client(now):
    return Client()


@pytest.fixture
def record(now):
    build.unit("NGU")
    actions.load_public_record(now=now)
    exchanges.load_rounds(read_rounds(), now=now)


@pytest.fixture
def all_of_it(now, monkeypatch, record):
    """The record up to March 2026."""
    monkeypatch.setenv("DODOMU_NOW", "2026-03-12T10:00:00+02:00")


def title(response):
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode())[1]


def table(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def views(response):
    """Each SVG of a page with its classes."""
    return re.findall(r"<svg class=\"(?:lg-only|sm)\".*?</svg>", response.content.decode(), re.DOTALL)


@pytest.mark.parametrize("path", ["/pictures", *PICTURES, *TABLES])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_picture_stands_before_there_are_numbers(client, readonly_get, path, prefix):
    address = path if path.endswith("csv") else prefix + path
    assert readonly_get(client, address).status_code == 200


def test_the_titles_are_findings_computed_from_the_numbers(client, record):
    assert {path: title(client.get(f"/en{path}")) for path in PICTURES} == {
        "/pictures/total": "As of 17 July 2024, 3,405 people were said to have come home; 4 numbers do not add up",
        "/pictures/rounds": "The largest exchange brought home 230 people, on 3 January 2024; the latest 95, on 17 July 2024",
        "/pictures/guard": "In the 14 exchanges with a published split, 425 of 1,553 were of the National Guard: 27 per cent",
        "/pictures/arithmetic": "13 of 17 stated totals agree with the rounds; the largest difference is +6, on 7 July 2023",
    }


def test_the_total_that_falls_out_of_the_row_is_marked_and_no_base_for_the_next(client, all_of_it):
    rows = {row["Date"]: row for row in table(client.get("/pictures/arithmetic.csv"))}
    assert [
        (rows[on]["Stated"], rows[on]["By the rounds"], rows[on]["Difference"]) for on in ("2024-12-08", "2024-12-30")
    ] == [
        ("3935", "3767", "168"),
        ("3956", "3956", "0"),
    ]
    assert [view.count('class="wrong"') for view in views(client.get("/pictures/total"))[:2]] == [1, 1]


def test_the_numbers_that_do_not_add_up_are_marked_in_the_line_and_the_legend_names_only_what_is_drawn(client, record):
    page = client.get("/pictures/total")
    assert [view.count('class="hollow"') for view in views(page)[:2]] == [4, 4]
    legend = [
        word for word in ("не сходиться з обмінами", "випадає з ряду", "між ними є нерозкриті") if word in page.text
    ]
    assert legend == ["не сходиться з обмінами"]


def test_what_lies_between_withheld_rounds_is_not_judged(client, all_of_it):
    unknown = [row["Date"] for row in table(client.get("/pictures/arithmetic.csv")) if not row["By the rounds"]]
    assert unknown == ["2025-07-28", "2025-10-15"]
    assert [view.count('class="hollow"') for view in views(client.get("/pictures/arithmetic"))] == [2, 2]
    assert [view.count('class="ln unk"') for view in views(client.get("/pictures/total"))[:2]] == [2, 2]


def test_a_day_sees_no_later_number(client, record):
    assert max(row["Date"] for path in TABLES for row in table(client.get(path))) == "2024-07-17"


def test_a_split_that_would_single_out_few_people_is_kept_back(client, record):
    by_day = {row["Date"]: (row["All"], row["Guard"]) for row in table(client.get("/pictures/guard.csv"))}
    assert by_day["2022-11-26"] == ("12", "")
    assert by_day["2023-04-26"] == ("44", "")
    assert by_day["2024-07-17"] == ("95", "21")
    part = StagePart.objects.get(stage__on="2024-07-17", code="NGU")
    StagePart.objects.filter(pk=part.pk).update(count=93)
    by_day = {row["Date"]: (row["All"], row["Guard"]) for row in table(client.get("/pictures/guard.csv"))}
    assert by_day["2024-07-17"] == ("95", "")
    assert "93" not in views(client.get("/pictures/guard"))[0].split('aria-label="')[1].split('"')[0]


def test_our_own_figures_stand_below_with_their_corrections_marked(client, now):
    first = figures.published(now=now)
    later = now + timedelta(days=1)
    flow.issue(figures.proposed_correction(first, now=later), by=figures.commander(now=later), now=later)
    figures.published(now=later, value=17, replaces=first, replaces_as="correction")
    body = client.get("/pictures/total")
    assert [
        (view.count('class="fl"'), view.count('class="wrong"'), view.count('class="dt"')) for view in views(body)
    ] == [
        (1, 1, 1),
        (1, 1, 1),
    ]
    assert "Виправлення 19.07.2024</a>: Змінилося саме число." in body.content.decode()


def test_nothing_kept_back_is_drawn(client, now):
    figures.published(figures.HELD, "held", now=now, value=3417)
    figures.published(now=now, value=3, sentence_uk="Повернулося 3 людини", sentence_en="3 people came back")
    body = client.get("/pictures/total").content.decode()
    assert "3417" not in re.sub(r"\s", "", body)
    assert "3 людини" not in body
    assert views(client.get("/pictures/total")) == []
    assert "менше 5" in body


@pytest.mark.parametrize("path", ["/pictures", *PICTURES])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_picture_is_small_kept_and_says_itself_in_words(client, all_of_it, path, prefix):
    response = client.get(prefix + path)
    assert len(gzip.compress(response.content)) < 12 * 1024
    assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert client.get(prefix + path, headers={"If-None-Match": response["ETag"]}).status_code == 304
    if path in PICTURES:
        body = response.content.decode()
        for view in views(response):
            assert 'role="img"' in view
            assert len(re.search(r'aria-label="([^"]+)"', view)[1].split(". ")) <= 4
        assert "<script" not in re.sub(r"<script[^>]*\bsrc=[^>]*>", "", body)
        assert body.count("<details") == body.count("<table")


def test_a_number_nobody_published_is_a_word_in_the_table_and_an_empty_cell_in_the_file(client, all_of_it):
    assert "+168" in client.get("/pictures/arithmetic").content.decode()
    assert "невідомо" in client.get("/pictures/guard").content.decode()
    assert {row["Guard"] for row in table(client.get("/pictures/guard.csv"))} >= {"", "45", "21"}
