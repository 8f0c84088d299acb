"""The page of the data steward: who may see it, what it says, and that nothing is measured while a page is asked for."""

from __future__ import annotations

import functools
import json
import re

import pytest
from django.test import Client

from dodomu.commands.matching import match_quality
from dodomu.exchanges.actions.quality import ask_to_measure
from dodomu.exchanges.models import Measurement
from dodomu.exchanges.queries.quality import measurements
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.jobs.models import Job
from dodomu.ledger.models import Entry
from dodomu.matching import measure, quality
from dodomu.synthetic import mentions
from dodomu.web.quality import words as said
from tests import build, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(now, client_for) -> Client:
    return client_for(build.account(cast.STEWARD, now=now))


taken = functools.cache(measure.measure)  # the same numbers every time, which a test below makes sure of


@pytest.fixture
def measured(now, monkeypatch):
    """A small measurement, made by the job."""
    monkeypatch.setattr(measure, "measure", lambda report=None, **asked: taken(**asked))
    ask_to_measure(people=300, lines=60, by=build.account(cast.STEWARD, now=now), now=now)
    assert run_due(HANDLERS, clock=lambda: now) == 1
    return measurements()[0]


def text(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("\xa0", " ").split())


def test_who_may_see_the_quality_and_who_may_measure_it(now, client_for):
    readers, measurers = set(), set()
    for officer in cast.OFFICERS:
        client = client_for(build.account(officer, now=now))
        readers |= {officer.role} if client.get("/quality").status_code == 200 else set()
        measurers |= {officer.role} if client.post("/quality/measure").status_code == 302 else set()
        assert client.get("/quality/pair").status_code == client.get("/quality").status_code
    assert (readers, measurers) == ({"admin", "steward", "auditor"}, {"admin", "steward"})
    assert Client().get("/quality").status_code == 302


def test_before_the_first_measurement_the_page_says_what_it_is_for(steward):
    page = text(steward.get("/quality"))
    assert "Ще нічого не виміряно." in page and "Виміряти" in page


def test_a_measurement_is_asked_for_once_and_made_by_the_worker(steward, now):
    assert steward.post("/quality/measure").status_code == 302
    assert steward.post("/quality/measure").status_code == 302
    job = Job.objects.get()
    assert (job.kind, json.loads(job.payload)) == ("measure_matching", {"people": 20_000, "lines": 2_000})
    assert not Measurement.objects.exists()
    assert "Вимірювання чекає на початок" in text(steward.get("/quality"))
    assert Entry.objects.filter(act="measure_matching").count() == 2


def test_progress_is_shown_until_the_measurement_is_there(steward, measured, now):
    ask_to_measure(people=300, lines=60, by=None, now=now)
    part = steward.get("/quality/progress", headers={"HX-Request": "true"})
    assert (part.status_code, "hx-get" in part.content.decode()) == (200, True)
    run_due(HANDLERS, clock=lambda: now)
    part = steward.get("/quality/progress", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Refresh"]) == (204, "true")


def test_the_page_shows_the_numbers_that_the_command_prints(steward, measured, capsys):
    match_quality(["--people", "300", "--lines", "60", "--language", "en"])
    printed = capsys.readouterr().out
    page = text(steward.get("/en/quality"))
    first = re.search(r"First candidate right: ([\d.]+) %", printed)
    recall = re.search(r"Found at a precision of 99 %: ([\d.]+) %", printed)
    assert f"The first candidate is the person {float(first[1]):.1f}%" in page
    assert f"Found where 99 links of a hundred are right {float(recall[1]):.1f}%" in page
    for limit, links, wrong, missed in measured.ordinary.thresholds:
        assert re.search(rf"{limit}\s+{links}\s+{wrong}\s+{missed}", printed)
        assert re.search(rf"{limit:.3f}( in the tables above)? {links} {wrong} {missed}", page)


def test_the_same_measurement_gives_the_same_numbers(now):
    ask_to_measure(people=300, lines=60, by=None, now=now)
    run_due(HANDLERS, clock=lambda: now)
    last = measurements()[0]
    assert (last.ordinary, last.hard) == (taken(people=300, lines=60), taken(people=300, lines=60, is_hard=True))


def test_a_measurement_with_other_weights_says_so(steward, measured):
    assert "ваги звірки змінилися" not in text(steward.get("/quality"))
    Measurement.objects.update(weights="of before")
    page = text(steward.get("/quality"))
    assert "Відтоді ваги звірки змінилися" in page and "інші ваги" in page


def test_a_failed_measurement_may_be_asked_for_again(steward, now):
    job = ask_to_measure(people=300, lines=60, by=None, now=now)
    Job.objects.filter(pk=job.pk).update(state="failed")
    assert "Останнє вимірювання не вдалося." in text(steward.get("/quality"))
    assert steward.post("/quality/measure").status_code == 302
    assert Job.objects.filter(state="queued").count() == 1


def test_nothing_is_measured_in_a_request(steward, measured, monkeypatch):
    def never(*_args, **_options):
        raise AssertionError("measured in a request")

    monkeypatch.setattr(measure, "measure", never)
    monkeypatch.setattr(quality, "judge", never)
    assert steward.get("/quality").status_code == steward.get("/quality/pair").status_code == 200


# One pair


def test_a_line_of_the_measurement_is_shown_with_its_evidence(steward, measured):
    for n, pair in list(enumerate(measured.ordinary.pairs, start=1))[:12]:
        page = text(steward.get(f"/quality/pair?n={n}"))
        assert f"Вигаданий рядок: {pair.name}" in page
        assert abs(pair.start + sum(pair.weights) - pair.log_odds) < 0.01
        total = re.search(r"Разом ([+−]?)([\d,]+)", page)
        assert abs(float(total[2].replace(",", ".")) - abs(pair.log_odds)) < 0.02


def test_another_number_of_a_pair_shows_one_that_is_there(steward, measured):
    asked = ["0", "-1", "99999", "x", ""]
    assert [steward.get(f"/quality/pair?n={n}").status_code for n in asked] == [200] * 5


def test_two_typed_names_are_compared_and_kept_nowhere(steward, measured):
    typed = {"line": "Шевчук Андрей 14.03.1991", "person": "Шевчук Андрій Миколайович 14.03.1991"}
    page = text(steward.post("/quality/pair", typed))
    assert "Імовірність, що це одна людина: понад 99,9 %." in page
    assert "Дата народження 1991-03-14 1991-03-14" in page
    other = text(steward.post("/quality/pair", typed | {"person": "Дзюба Остап Іванович 01.01.1970"}))
    assert "Імовірність, що це одна людина: менше 0,1 %." in other
    assert "Шевчук" not in "".join(Entry.objects.values_list("detail", flat=True))


@pytest.mark.parametrize("line", ["", "123", "Коваль Іван; Мороз Петро\nШевчук Андрій", "%", "x" * 500, "\x00", "🙂"])
def test_what_names_nobody_is_said_at_its_field(steward, line):
    page = steward.post("/quality/pair", {"line": line, "person": "Шевчук Андрій"})
    assert page.status_code == 422 and "govuk-error-message" in page.content.decode()


def test_pages_cost_few_queries(steward, measured, counted_queries):
    assert counted_queries(lambda: steward.get("/quality")) <= 12


def test_every_kind_of_line_has_a_word_in_both_languages():
    kinds = [kind for kind, _share in mentions.NOISES]
    dates = [kind for kind, _share in (*mentions.DATES, *mentions.HARD_DATES)]
    assert set(kinds) <= set(said.FAULTS) and set(dates) <= set(said.DATES)
    assert set(mentions.STRANGERS) == set(said.STRANGERS)
