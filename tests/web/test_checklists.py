"""The pages of checklists: a steward writes a version, an officer sets the category and who answers for a document."""

from __future__ import annotations

import pytest

from dodomu.reintegration.models import Case, Checklist, Document
from dodomu.reintegration.models.checklists import built_in
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries import checklists as asked
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
HERE = "/setup/checklists/military"


def said(response):
    return " ".join(response.content.decode().split())


def sent(rows=None, note="за наказом", **changes):
    """The form as the page sends it for these rows."""
    known = {row.kind: row for row in (built_in("military") if rows is None else rows)}
    values = {"note": note}
    for code, kind in DOCUMENTS.items():
        row = known.get(code)
        values |= {f"{code}_days": str(row.days if row else kind.days), f"{code}_waits": row.waits_for if row else ""}
        values |= {f"{code}_on": "on"} if row else {}
        values |= {f"{code}_needs": "on"} if row and row.needs_person else {}
    return values | changes


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def steward(client_for, now):
    return client_for(build.account(cast.STEWARD, now=now))


@pytest.fixture
def case(officer, now):
    return homecoming.case("Мельник", now=now, officer=officer, unit=build.unit("NGU"))


def test_a_version_sent_as_it_stands_says_the_same(steward):
    assert steward.post(HERE, sent()).headers["Location"] == "/setup/checklists"
    assert asked.in_force("military").rows == built_in("military")
    assert "Зараз діє версія 1: за наказом" in said(steward.get(HERE))


def test_a_steward_shortens_a_term_and_takes_a_document_off(steward):
    changed = sent(passport_days="3")
    del changed["property_on"]
    steward.post(HERE, changed)
    rows = {row.kind: row for row in asked.in_force("military").rows}
    assert (rows["passport"].days, "property" in rows, len(rows)) == (3, False, 14)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"note": ""}, "Що змінено і чому"),
        ({"passport_waits": "bank_card"}, "Документи чекають один на одного по колу."),
        ({"passport_days": "0"}, "Строк, днів"),
        ({"passport_days": "багато"}, "Строк, днів"),
        ({"passport_waits": "nothing"}, "Чекає на"),
    ],
)
def test_what_cannot_be_followed_comes_back_with_its_reason(steward, changes, words):
    answer = steward.post(HERE, sent(**changes))
    assert (answer.status_code, words in said(answer), Checklist.objects.count()) == (422, True, 0)


def test_who_may_not_write_checklists_finds_no_page(client_for, officer, now):
    auditor = client_for(build.account(cast.AUDITOR, now=now))
    assert (auditor.get("/setup/checklists").status_code, auditor.post(HERE, sent()).status_code) == (200, 404)
    assert client_for(officer).get("/setup/checklists").status_code == 404
    assert Checklist.objects.count() == 0


def test_a_category_nobody_has_is_not_there(steward):
    assert steward.get("/setup/checklists/pirate").status_code == 404


def test_the_officer_says_that_somebody_is_an_officer_and_two_documents_are_added(case, officer, client_for):
    client = client_for(officer)
    page = said(client.get(f"/people/{case.person.number}/documents"))
    assert "Категорія: військовослужбовець" in page
    client.post(f"/people/{case.person.number}/case/category", {"category": "officer"})
    page = said(client.get(f"/people/{case.person.number}/documents"))
    assert ("Категорія: офіцер" in page, "Посвідчення офіцера" in page, "Додано документів: 2." in page) == (True,) * 3
    assert client.post(f"/people/{case.person.number}/case/category", {"category": "x"}).status_code == 422


def test_who_answers_for_a_document_stands_in_the_checklist(case, officer, client_for, now):
    other = build.account(cast.Officer("s2", "Інша Офіцерка", "", "social"), now=now, unit=build.unit("NGU"))
    document = Document.objects.get(case=case, kind="sim")
    client = client_for(officer)
    at = f"/people/{case.person.number}/documents/{document.pk}"
    assert client.post(at, {"act": "responsible", "responsible": str(other.pk)}).status_code == 302
    assert said(client.get(f"/people/{case.person.number}/documents")).count("Інша Офіцерка") == 1
    assert client.post(at, {"act": "responsible", "responsible": "999"}).status_code == 422
    client.post(at, {"act": "responsible", "responsible": ""})
    assert Document.objects.get(pk=document.pk).responsible is None


def test_a_colleague_without_the_case_sets_no_category(case, client_for, now):
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    answer = client_for(other).post(f"/people/{case.person.number}/case/category", {"category": "officer"})
    assert (answer.status_code, Case.objects.get(pk=case.pk).category) == (404, "military")
