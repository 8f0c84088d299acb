"""What programs of others read: feeds, linked data, and the numbers as they were known at an instant."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import warnings
from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from rdflib import RDF, Graph, Namespace, URIRef

from dodomu.figures import actions
from dodomu.figures.models import Correction
from dodomu.flows import correction as flow
from dodomu.text import Text
from tests import build
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

FEEDS = ["/figures.atom", "/corrections.atom", "/figures.json", "/corrections.json"]
SCHEMA = Namespace("https://schema.org/")
LOCAL = {
    "@vocab": str(SCHEMA),
    **{
        name: {"@type": "@id"}
        for name in ("url", "contentUrl", "correctionsPolicy", "isBasedOn", "appearance", "firstAppearance")
    },
}
"""Stands in for the context that schema.org serves, so that no test asks the network."""


@pytest.fixture
def client(now):
    return Client()


@pytest.fixture
def record(now):
    build.unit("NGU")
    actions.load_public_record(now=now)


@pytest.fixture
def history(now):
    """A figure said on one day, corrected on the next, said anew on the third, withdrawn on the fifth."""
    days = [now + timedelta(days=number) for number in range(6)]
    first = figures.published(now=days[0])
    flow.issue(figures.proposed_correction(first, now=days[1]), by=figures.commander(now=days[1]), now=days[1])
    second = figures.published(now=days[2], value=12, replaces=first, replaces_as="correction")
    reason = Text("Порахували двічі.", "Counted twice.")
    actions.withdraw(second, reason=reason, by=figures.press(now=days[4]), now=days[4])
    return days


def graph(content):
    """The triples that an independent reader finds."""
    assert content["@context"] == "https://schema.org"
    with warnings.catch_warnings():  # of the reader's own insides
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=json.dumps(content | {"@context": LOCAL}), format="json-ld")


def in_page(response):
    """What a page says of itself in JSON-LD."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def versions(client, query=""):
    return [
        (one["version"], one["state"], one["value"])
        for one in client.get(f"/figures/returned.json{query}").json()["versions"]
    ]


# Feeds


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_a_feed_stands_before_anything_is_published(client, readonly_get, path, query):
    assert readonly_get(client, path + query).status_code == 200


@pytest.mark.parametrize("path", ["/figures.atom", "/corrections.atom"])
@pytest.mark.parametrize(("query", "language"), [("", "uk"), ("?lang=en", "en")])
def test_atom_is_read_by_another_program(client, record, path, query, language):
    response = client.get(path + query)
    read = feedparser.parse(response.content)
    assert (read.bozo, read.version, read.feed.language) == (0, "atom10", language)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert all(one.id.startswith("tag:testserver,2022-02-24:") and one.link and one.updated for one in read.entries)
    assert len({one.id for one in read.entries}) == len(read.entries) > 0


@pytest.mark.parametrize("path", ["/figures.json", "/corrections.json"])
def test_json_feed_tells_the_same_as_atom(client, record, path):
    told = client.get(path)
    read = feedparser.parse(client.get(path.replace("json", "atom")).content)
    assert told["Content-Type"] == "application/feed+json; charset=utf-8"
    assert [(one["id"], one["url"], one["title"], one["date_modified"]) for one in told.json()["items"]] == [
        (one.id, one.link, one.title, one.updated) for one in read.entries
    ]


def test_an_entry_keeps_its_id_and_says_that_it_was_corrected(client, now):
    first = figures.published(now=now)
    [before] = client.get("/figures.json").json()["items"]
    later = now + timedelta(days=1)
    flow.issue(figures.proposed_correction(first, now=later), by=figures.commander(now=later), now=later)
    [after] = client.get("/figures.json").json()["items"]
    assert (after["id"], after["url"], after["date_published"]) == (
        before["id"],
        before["url"],
        before["date_published"],
    )
    assert (before["date_modified"][:10], after["date_modified"][:10]) == ("2024-07-18", "2024-07-19")
    assert after["title"].startswith("Виправлено 19.07.2024. Правильно: Насправді сім. Було:")
    [english] = client.get("/figures.json?lang=en").json()["items"]
    assert english["title"].startswith("Corrected on 19.07.2024. Correct: It is seven. Was:")


def test_a_withdrawn_figure_stays_in_the_feed_with_its_reason(client, history):
    items = client.get("/figures.json").json()["items"]
    assert [(one["_dodomu"]["version"], one["_dodomu"]["state"]) for one in items] == [
        (2, "withdrawn"),
        (1, "corrected"),
    ]
    assert items[0]["title"].startswith("Відкликано 22.07.2024: Порахували двічі.")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_kept_and_asked_for_by_its_tag(client, record, path):
    response = client.get(path)
    assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(path, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_leads_to_the_feeds_of_its_language(client, record):
    def led(path):
        return re.findall(
            r'type="application/(atom|feed)\+(?:xml|json)" href="([^"]+)"', client.get(path).content.decode()
        )

    assert sorted(led("/figures")) == sorted(
        [
            ("atom", "/corrections.atom"),
            ("feed", "/corrections.json"),
            ("atom", "/figures.atom"),
            ("feed", "/figures.json"),
        ]
    )
    assert {address.split("?")[1] for _kind, address in led("/en/figures")} == {"lang=en"}


def test_a_feed_of_many_costs_the_same_as_of_one(client, now, counted_queries):
    figures.published(now=now)
    client.get("/figures.atom")
    one = [counted_queries(lambda path=path: client.get(path)) for path in (*FEEDS, "/figures.csv")]
    for number in range(5):
        more = figures.published(slug=f"returned-{number}", now=now)
        flow.issue(figures.proposed_correction(more, now=now), by=figures.commander(now=now), now=now)
    client.get("/figures.atom")
    assert [counted_queries(lambda path=path: client.get(path)) for path in (*FEEDS, "/figures.csv")] <= [
        each + 1
        for each in one  # the requests of corrections, once there are any
    ]


# As of, updated after, history


def test_a_program_gets_what_stands_and_with_history_everything(client, history):
    assert versions(client) == [(2, "withdrawn", 12)]
    assert versions(client, "?includeHistory=true") == [(2, "withdrawn", 12), (1, "corrected", 6)]


def test_as_of_a_day_it_gets_what_was_known_then(client, history):
    asked = {f"{on:%d}": versions(client, f"?asOf={on:%Y-%m-%d}") for on in history}
    assert asked == {
        "18": [(1, "published", 6)],
        "19": [(1, "corrected", 6)],
        "20": [(2, "published", 12)],
        "21": [(2, "published", 12)],
        "22": [(2, "withdrawn", 12)],
        "23": [(2, "withdrawn", 12)],
    }
    assert versions(client, "?asOf=2024-07-17") == []


def test_what_was_answered_once_is_answered_for_ever(client, now):
    def answer(query=""):
        content = client.get(f"/figures/returned.json{query}").json()
        return [{name: value for name, value in one.items() if name != "updated_at"} for one in content["versions"]]

    days = [now + timedelta(days=number) for number in range(3)]
    kept = []
    first = figures.published(now=days[0])
    kept.append(answer())
    flow.issue(figures.proposed_correction(first, now=days[1]), by=figures.commander(now=days[1]), now=days[1])
    kept.append(answer())
    figures.published(now=days[2], value=12, replaces=first, replaces_as="correction")
    kept.append(answer())
    assert [answer(f"?asOf={at:%Y-%m-%dT%H:%M:%S}%2B03:00") for at in days] == kept


def test_updated_after_an_instant_only_what_changed(client, history):
    def changed(after):
        return versions(client, f"?updatedAfter={after}&includeHistory=true")

    assert changed("2024-07-17") == [(2, "withdrawn", 12), (1, "corrected", 6)]
    assert changed("2024-07-20") == [(2, "withdrawn", 12)]
    assert changed("2024-07-22T10:00:00+03:00") == []


def test_every_row_says_since_when_it_stood_and_until_when(client, history):
    rows = client.get("/figures/returned.json?includeHistory=1").json()["versions"]
    assert [(row["known_from"][:10], row["known_to"][:10]) for row in rows] == [
        ("2024-07-20", "2024-07-22"),
        ("2024-07-18", "2024-07-19"),
    ]


@pytest.mark.parametrize("path", ["/figures/returned.csv", "/figures.csv"])
def test_the_table_answers_the_same_questions(client, history, path):
    def numbers(query):
        rows = csv.DictReader(io.StringIO(client.get(path + query).content.decode("utf-8-sig")))
        return [(row["version"], row["state"], row["value"]) for row in rows]

    assert numbers("") == [("2", "withdrawn", "12")]
    assert numbers("?asOf=2024-07-18") == [("1", "published", "6")]
    assert numbers("?includeHistory=true") == [("2", "withdrawn", "12"), ("1", "corrected", "6")]


@pytest.mark.parametrize("path", ["/figures/returned.csv", "/figures/returned.json", "/figures.csv"])
@pytest.mark.parametrize("query", ["asOf=yesterday", "asOf=2024-02-30", "updatedAfter=9999-12-31", "includeHistory=so"])
def test_a_question_that_cannot_be_read_is_answered_with_what_to_write(client, history, path, query):
    response = client.get(f"{path}?{query}")
    assert (response.status_code, response.json()["parameter"]) == (400, query.split("=")[0])
    assert set(response.json()) == {"parameter", "uk", "en"}


def test_no_cell_of_the_table_is_a_formula(client, now):
    figures.published(now=now, speaker_uk="=1+1", speaker_en="=1+1", office_en="@SUM(A1)", outlet="+38")
    [row] = list(csv.DictReader(io.StringIO(client.get("/figures.csv").content.decode("utf-8-sig"))))
    assert (row["speaker"], row["office"], row["outlet"]) == ("'=1+1", "'@SUM(A1)", "'+38")


# Linked data


def test_a_figure_is_a_dataset_with_claims_in_its_page_and_at_its_address(client, record):
    content = client.get("/figures/ngu-returned.jsonld").json()
    assert in_page(client.get("/figures/ngu-returned")) == content
    read = graph(content)
    dataset = URIRef("http://testserver/figures/ngu-returned")
    assert (dataset, RDF.type, SCHEMA.Dataset) in read
    for name in ("name", "description", "url", "publisher", "distribution", "temporalCoverage", "dateModified"):
        assert list(read.objects(dataset, SCHEMA[name])), name
    assert {str(one) for one in read.objects(dataset, SCHEMA.hasPart)} == {f"{dataset}/v/1", f"{dataset}/v/2"}
    for claim in read.subjects(RDF.type, SCHEMA.Claim):
        assert {one.language for one in read.objects(claim, SCHEMA.text)} == {"uk", "en"}
        assert list(read.objects(claim, SCHEMA.author))
        assert list(read.objects(claim, SCHEMA.datePublished))
    [measured] = read.objects(dataset, SCHEMA.variableMeasured)
    assert [int(one) for one in read.objects(measured, SCHEMA.value)] == [755]
    policy = URIRef("http://testserver/how-we-count")
    assert [str(one) for one in read.subjects(SCHEMA.correctionsPolicy, policy)] == ["http://testserver/#publisher"]
    assert len(list(read.subjects(RDF.type, SCHEMA.CorrectionComment))) == 1


def test_a_correction_is_a_claim_review_with_what_google_and_schema_org_ask_for(client, record):
    pk = Correction.objects.get().pk
    content = client.get(f"/corrections/{pk}.jsonld").json()
    assert in_page(client.get(f"/corrections/{pk}")) == content
    read = graph(content)
    [review] = read.subjects(RDF.type, SCHEMA.ClaimReview)
    for name in ("claimReviewed", "reviewRating", "url", "author", "datePublished", "itemReviewed"):
        assert len(list(read.objects(review, SCHEMA[name]))) == 1, name
    [claim] = read.objects(review, SCHEMA.itemReviewed)
    assert len(list(read.objects(claim, SCHEMA.firstAppearance))) == 1
    assert len(list(read.objects(claim, SCHEMA.appearance))) == 4
    [rating] = read.objects(review, SCHEMA.reviewRating)
    assert [int(next(read.objects(rating, SCHEMA[name]))) for name in ("worstRating", "ratingValue", "bestRating")] == [
        1,
        1,
        5,
    ]


def test_the_page_of_corrections_names_the_policy(client, record):
    read = graph(in_page(client.get("/corrections")))
    assert len(list(read.subjects(RDF.type, SCHEMA.CorrectionComment))) == 1
    assert len(list(read.subject_objects(SCHEMA.correctionsPolicy))) == 1


def test_no_sentence_ends_the_element_that_holds_it(client, now):
    evil = "</script><script>alert(1)</script>"
    figures.published(now=now, sentence_uk=f"{evil} 6", sentence_en=f"{evil} 6")
    response = client.get("/figures/returned")
    assert "<script>alert" not in response.content.decode()
    assert in_page(response)["hasPart"][0]["text"][0]["@value"].startswith("</script>")


def test_a_number_that_is_kept_back_is_in_no_feed_and_no_linked_data(client, now):
    figures.published(figures.HELD, "held", now=now, value=3417)
    figures.published(now=now, value=3, sentence_uk="Повернулося 3 людини", sentence_en="3 people came back")
    answers = {path: client.get(path).content.decode() for path in (*FEEDS, "/figures.csv", "/figures/returned")}
    assert [path for path, body in answers.items() if "3417" in body or "3 людини" in body] == []
    measured = client.get("/figures/returned.jsonld").json()["variableMeasured"]
    assert {name for name in measured if "alue" in name} == set()


# The page that tells all this


def test_the_page_of_data_names_every_way_and_its_examples_work(client, record):
    for path in ("/data", "/en/data"):
        response = client.get(path)
        body = html.unescape(response.content.decode())
        led = set(re.findall(r'<a href="([^"]+)"', body.split('id="feeds"')[1].split("<footer")[0]))
        assert led >= {*FEEDS, "/figures.csv", "/figures/ngu-returned.json?asOf=2024-07-25"}
        assert {address: client.get(address).status_code for address in led if "/embed" not in address} == {
            address: 200 for address in led if "/embed" not in address
        }
        read = graph(in_page(response))
        [catalogue] = read.subjects(RDF.type, SCHEMA.DataCatalog)
        assert len(list(read.objects(catalogue, SCHEMA.dataset))) == 1
        assert len(list(read.subjects(RDF.type, SCHEMA.DataDownload))) == 3


# Before its hour


def test_a_figure_before_its_hour_is_in_no_feed_no_table_and_on_no_placed_line(client, now, monkeypatch):
    figures.published(now=now, value=3417, embargo_until=now + timedelta(hours=5))
    paths = [*FEEDS, "/figures.csv", "/figures.csv?includeHistory=true", "/pictures/total", "/data"]
    assert [path for path in paths if "3417" in re.sub(r"\s", "", client.get(path).content.decode())] == []
    placed = ["/embed/returned", "/embed/returned/v/1.svg", "/embed/returned/badge.svg", "/figures/returned/embed"]
    assert {client.get(path).status_code for path in placed} == {404}
    monkeypatch.setenv("DODOMU_NOW", (now + timedelta(hours=6)).isoformat())
    assert {client.get(path).status_code for path in placed} == {200}
    [item] = client.get("/figures.json").json()["items"]
    assert item["date_published"] == (now + timedelta(hours=5)).isoformat(timespec="seconds")
    assert versions(client, f"?asOf={now + timedelta(hours=4):%Y-%m-%dT%H:%M:%S}") == []
