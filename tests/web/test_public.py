"""Pages for everybody: what is published, marked where it was wrong, cached, small, and nothing of what is held back."""

from __future__ import annotations

import gzip
import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from dodomu.exchanges import actions as exchanges
from dodomu.figures import actions
from dodomu.figures.models import Correction
from dodomu.flows import correction as flow
from dodomu.reference.rounds import read_rounds
from dodomu.text import Text
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

PAGES = ["/", "/figures", "/corrections", "/exchanges/public", "/how-we-count", "/data", "/accessibility", "/privacy"]
PAGES += ["/help/family"]
GUARD = "/figures/ngu-returned"


@pytest.fixture
def client(now):
    return Client()


@pytest.fixture
def record(now):
    build.unit("NGU")
    actions.load_public_record(now=now)
    exchanges.load_rounds(read_rounds(), now=now)


def words(response):
    """What a reader sees: the text without tags, spaces as one."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize("path", [*PAGES, "/check"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_stands_before_anything_is_published(client, readonly_get, path, prefix):
    assert readonly_get(client, prefix + path).status_code == 200


def test_before_anything_is_published_the_first_page_says_so(client):
    assert "Цифр ще не опубліковано." in words(client.get("/"))
    assert "No figures published yet." in words(client.get("/en/"))
    assert "Виправлень ще не було." in words(client.get("/corrections"))
    assert "Обмінів ще не записано." in words(client.get("/exchanges/public"))


def test_the_first_page_shows_the_latest_figure_and_the_latest_correction(client, record):
    page = words(client.get("/"))
    assert "755 Станом на липень 2024 року з полону звільнено 755 військовослужбовців" in page
    assert "Число не змінилося. Змінилося те, що воно означає." in page
    assert "4 тексти з помилкою: 2 виправили, 2 ще треба повідомити." in page
    english = words(client.get("/en/"))
    assert "4 texts with the mistake: 2 mended, 2 still to be told." in english


def test_a_figure_page_has_number_source_definition_correction_and_versions(client, record):
    page = words(client.get(GUARD))
    assert (
        "Джерело: Олександр Півненко, командувач Національної гвардії України; Укрінформ, 25 липня 2024 року." in page
    )
    assert "Рахуємо людей, а не повернення" in page
    assert "Було 755 військовослужбовців Національної гвардії України залишаються в полоні" in page
    assert "версія 2 липень 2024 року 755 оприлюднено 25.07.2024" in page


def test_755_remain_stands_in_public_only_inside_its_correction(client, record):
    for path in [*PAGES, GUARD, f"{GUARD}/v/1", "/corrections/1"]:
        for prefix in ("", "/en"):
            body = client.get(prefix + path.replace("/corrections/1", f"/corrections/{Correction.objects.get().pk}"))
            corrected = r'<section class="corr".*?</section>|<script type="application/ld.json">.*?</script>'
            outside = re.sub(corrected, "", body.content.decode(), flags=re.DOTALL)
            seen = re.sub(r"<[^>]+>", "", outside)
            assert "залишаються в полоні" not in seen, path
            assert "remain in captivity" not in seen, path


def test_a_frozen_version_says_that_it_is_not_the_latest(client, record):
    page = words(client.get(f"{GUARD}/v/1"))
    assert "Це не найновіша цифра" in page
    assert "428 Станом на 27 квітня 2023 року" in page
    assert "Це не найновіша цифра" not in words(client.get(f"{GUARD}/v/2"))


@pytest.mark.parametrize(
    "path", ["/figures/nothing", f"{GUARD}/v/9", f"{GUARD}.csv".replace("ngu", "x"), "/corrections/99"]
)
def test_what_is_not_published_is_not_there(client, record, path):
    assert client.get(path).status_code == 404


def test_the_figure_of_another_day_is_shown(client, record):
    assert "428 Станом на 27 квітня 2023 року" in words(client.get(f"{GUARD}?on=01.05.2023"))
    assert "На цю дату цифри ще немає." in words(client.get(f"{GUARD}?on=01.01.2023"))
    assert "Введіть дату, місяць або рік" in words(client.get(f"{GUARD}?on=торік"))


def test_a_corrected_version_is_marked_and_leads_to_the_current_one(client, now):
    first = figures.published(now=now)
    flow.issue(figures.proposed_correction(first, now=now), by=figures.commander(now=now), now=now)
    figures.published(now=now, value=12, replaces=first, replaces_as="correction")
    old, new = words(client.get("/figures/returned/v/1")), words(client.get("/figures/returned"))
    assert "Цю версію виправлено" in old
    assert "12 Станом на 17 липня 2024 року" in new
    assert "версія 1 : 17 липня 2024 року 17 липня 2024 року 6 виправлено" in new


def test_a_withdrawn_number_is_struck_and_the_reason_stays(client, now):
    figure = figures.published(now=now)
    reason = Text("Порахували двічі.", "Counted twice.")
    actions.withdraw(figure, reason=reason, by=figures.press(now=now), now=now)
    response = client.get("/figures/returned")
    assert "<del>6</del>" in response.content.decode()
    assert "Порахували двічі." in words(response)
    assert "Counted twice." in words(client.get("/en/figures/returned"))


def test_a_number_of_people_held_is_on_no_public_page(client, now):
    figures.published(figures.HELD, "held", now=now, value=3417)
    paths = [
        *PAGES,
        "/figures/held",
        "/figures/held/v/1",
        "/figures/held.json",
        "/figures/held.csv",
        "/figures/held.jsonld",
    ]
    answers = {path: client.get(path) for path in paths}
    assert {
        path: answer.status_code for path, answer in answers.items() if path.startswith("/figures/held")
    } == dict.fromkeys(paths[-5:], 404)
    assert [path for path, answer in answers.items() if "3417" in re.sub(r"\D", "", words(answer))] == []


def test_a_small_number_is_kept_back_everywhere(client, now):
    figures.published(now=now, value=3, sentence_uk="Повернулося 3 людини", sentence_en="3 people came back")
    page = words(client.get("/figures/returned"))
    assert "менше 5" in page
    assert "Повернулося 3 людини" not in page
    assert "fewer than 5" in words(client.get("/en/figures/returned"))
    version = client.get("/figures/returned.json").json()["versions"][0]
    assert (version["value"], version["comparator"]) == (None, "suppressed")
    row = client.get("/figures/returned.csv").content.decode()
    linked = json.dumps(client.get("/figures/returned.jsonld").json(), ensure_ascii=False)
    for text in (row, linked, page):
        assert "3 людини" not in text


def test_programs_read_the_same(client, record):
    content = client.get(f"{GUARD}.json").json()
    assert (content["current"], [row["value"] for row in content["versions"]]) == (2, [755, 428])
    assert [(one["field"], len(one["quoted_by"])) for one in content["corrections"]] == [("what", 4)]
    lines = client.get(f"{GUARD}.csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:6] for line in lines[1:]] == [
        ["ngu-returned", "2", "published", "2024-07-01", "month", "755"],
        ["ngu-returned", "1", "published", "2023-04-27", "day", "428"],
    ]
    linked = client.get(f"{GUARD}.jsonld")
    assert linked["Content-Type"] == "application/ld+json; charset=utf-8"
    assert [part["@type"] for part in (linked.json(), *linked.json()["hasPart"], *linked.json()["correction"])] == [
        "Dataset",
        "Claim",
        "Claim",
        "CorrectionComment",
    ]


def test_a_correction_is_a_claim_review_with_every_appearance(client, record):
    correction = Correction.objects.get()
    review = client.get(f"/corrections/{correction.pk}.jsonld").json()
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", correction.was_uk)
    assert {one["publisher"]["name"] for one in review["itemReviewed"]["appearance"]} == {
        "Espreso",
        "Ukrinform",
        "Ukrainska Pravda",
    }


def test_the_feed_is_atom_in_both_languages(client, record):
    atom = "{http://www.w3.org/2005/Atom}"
    for query, word in (("", "звільнено з полону"), ("?lang=en", "were released from captivity")):
        response = client.get(f"/corrections.atom{query}")
        feed = ElementTree.fromstring(response.content)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert feed.tag == f"{atom}feed"
        assert [word in entry.find(f"{atom}title").text for entry in feed.findall(f"{atom}entry")] == [True]
        assert feed.find(f"{atom}updated").text.startswith("2024-07-25T")


def test_an_empty_feed_is_a_feed(client):
    ElementTree.fromstring(client.get("/corrections.atom").content)


def test_a_correction_names_everyone_who_quoted_and_what_to_do(client, record):
    page = words(client.get(f"/corrections/{Correction.objects.get().pk}"))
    assert "Еспресо англійська напряму треба повідомити" in page
    assert "Українська правда англійська напряму виправили 25.07.2024" in page
    assert "Що було неправильно те, що означає число" in page
    assert "Цитували цю цифру? Що робити" in page


def test_exchanges_stand_on_a_time_axis_up_to_the_clock(client, record):
    page = words(client.get("/exchanges/public"))
    assert "Останній обмін із названим числом: 17 липня 2024 року, 95 людей." in page
    assert "не додаються до цифр однієї служби" in page
    lines = client.get("/exchanges/public.csv").content.decode("utf-8-sig").splitlines()
    stages = sum(stage.on.isoformat() <= "2024-07-18" for one in read_rounds() for stage in one.stages)
    assert len(lines) == stages + 1
    assert lines[-1].startswith("2024-07-17,54,95,0,95,")


def test_a_withheld_exchange_is_no_zero(client, record, monkeypatch):
    monkeypatch.setenv("DODOMU_NOW", "2026-03-12T10:00:00+02:00")
    response = client.get("/exchanges/public")
    assert "етапів без числа: його не оприлюднили. Це не нуль" in words(response)
    rows = client.get("/exchanges/public.csv").content.decode("utf-8-sig").splitlines()[1:]
    withheld = [row.split(",")[2:4] for row in rows if row.split(",")[3] == "1"]
    assert len(withheld) == sum(stage.is_withheld for one in read_rounds() for stage in one.stages)
    assert {tuple(cells) for cells in withheld} == {("", "1")}
    assert len(gzip.compress(response.content)) < 12 * 1024


def test_public_pages_are_small_cached_and_asked_for_by_their_tag(client, record):
    for path in [*PAGES, GUARD, f"{GUARD}/v/1", f"/corrections/{Correction.objects.get().pk}"]:
        response = client.get(path)
        assert len(gzip.compress(response.content)) < 12 * 1024, path
        assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600", path
        again = client.get(path, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path


def test_whoever_is_signed_in_gets_an_uncached_page_of_their_own(client_for, now, record):
    response = client_for(build.account(cast.PRESS, now=now)).get(GUARD)
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_a_page_of_many_figures_costs_the_same_as_of_one(client, now, counted_queries):
    def cost():
        return [counted_queries(lambda path=path: client.get(path)) for path in ("/", "/figures", "/corrections")]

    first = figures.published(now=now)
    flow.issue(figures.proposed_correction(first, now=now), by=figures.commander(now=now), now=now)
    client.get("/figures")
    one = cost()
    for number in range(12):
        more = figures.published(slug=f"returned-{number}", now=now)
        flow.issue(figures.proposed_correction(more, now=now), by=figures.commander(now=now), now=now)
    assert cost() == one


def test_every_page_leads_to_its_twin_in_the_other_language(client, record):
    body = client.get(GUARD).content.decode()
    assert f'<link rel="alternate" hreflang="en" href="/en{GUARD}">' in body
    assert f'href="{reverse("figure-linked", args=["ngu-returned"])}"' in body
