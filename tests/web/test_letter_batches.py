"""The pages of letters for many: asked for, followed, taken as ZIP or PDF, each opening in the ledger."""

from __future__ import annotations

import io
import zipfile

import pypdf
import pytest

from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.ledger.queries import about
from dodomu.reintegration.models import LetterBatch
from dodomu.web.reintegration import letter_batches
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def cases(now, officer):
    homecoming.letterhead(build.unit("NGU"), now=now)
    people = [homecoming.returned(name, now=now, unit=build.unit("NGU")) for name in ("Мельник", "Коваль")]
    return homecoming.cases(people, now=now, officer=officer)


@pytest.fixture
def client(client_for, officer, cases):
    return client_for(officer)


@pytest.fixture
def batch(client, now):
    sent = {"occasion": homecoming.ROUND, "kinds": ["sim", "doctor"], "dated_on": "18.07.2024"}
    address = client.post("/letters", sent).headers["Location"]
    made = LetterBatch.objects.get()
    assert address == f"/letters/{made.pk}"
    run_due(HANDLERS, clock=lambda: now)
    return made


def test_the_page_offers_the_returns_of_ones_own_cases(client):
    page = said(client.get("/letters"))
    assert "людей: 2</option>" in page
    assert "Листи для багатьох" in said(client.get("/cases"))


def test_the_progress_is_told_and_the_letters_listed(client, batch):
    page = said(client.get(f"/letters/{batch.pk}"))
    assert "Зроблено листів: 4 із 4" in page
    assert page.count("24/7-") == 4
    line = client.get(f"/letters/{batch.pk}", headers={"X-Polling": "1"})
    assert (said(line).startswith('<div class="d-prog"'), "<html" in said(line)) == (True, False)


def test_the_zip_holds_each_letter_and_no_name_of_a_person(client, batch, cases):
    answer = client.get(f"/letters/{batch.pk}.zip")
    held = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(name.rsplit("-", 1)[0] for name in held.namelist()) == sorted(
        f"{case.person.number}/{kind}" for case in cases for kind in ("sim", "doctor")
    )
    first = next(name for name in held.namelist() if "sim" in name and cases[0].person.number in name)
    assert "МЕЛЬНИКА Андрія" in pypdf.PdfReader(io.BytesIO(held.read(first))).pages[0].extract_text()
    assert answer["Content-Disposition"] == f'attachment; filename="lysty-{batch.pk}.zip"'
    opened = [entry for case in cases for entry in about("person", case.person_id) if entry.act == "open_letter"]
    assert len(opened) == 4


def test_one_pdf_holds_a_sheet_for_each_letter(client, batch):
    answer = client.get(f"/letters/{batch.pk}.pdf")
    assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) == 4


def test_too_many_letters_for_one_pdf_come_as_zip(client, batch, monkeypatch):
    monkeypatch.setattr(letter_batches, "MOST_IN_ONE_PDF", 3)
    answer = client.get(f"/letters/{batch.pk}.pdf")
    assert (answer.status_code, "Візьміть ZIP." in said(answer)) == (422, True)
    assert "Один PDF для друку" not in said(client.get(f"/letters/{batch.pk}"))


@pytest.mark.parametrize("field", ["occasion", "kinds", "dated_on"])
def test_what_is_missing_is_asked_for(client, field):
    sent = {"occasion": homecoming.ROUND, "kinds": ["sim"], "dated_on": "18.07.2024"}
    answer = client.post("/letters", sent | {field: ""})
    assert (answer.status_code, f'href="#id_{field}' in said(answer), LetterBatch.objects.count()) == (422, True, 0)


def test_others_find_neither_the_batch_nor_its_files(batch, client_for, now):
    colleague = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    for one in (colleague, build.account(cast.MEDICAL, now=now), build.account(cast.AUDITOR, now=now)):
        found = [client_for(one).get(f"/letters/{batch.pk}{end}").status_code for end in ("", ".zip", ".pdf")]
        assert found == [404, 404, 404]
