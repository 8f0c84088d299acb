"""Copies of documents: sealed, opened with a reason that stays, and found by nobody but who works on the case."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dodomu.access import vault
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import Copy, CopyOpening, Document
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\npassport of an invented man\n%%EOF\n"
REASON = {"reason": "переписати номер до заяви"}


def said(response):
    return " ".join(response.content.decode().split())


def upload(body=PDF, name="паспорт Мельника.pdf"):
    return {"file": SimpleUploadedFile(name, body)}


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def case(now, officer):
    return homecoming.case("Мельник", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now)


@pytest.fixture
def document(case):
    return Document.objects.get(case=case, kind="passport")


@pytest.fixture
def here(case, document):
    return f"/people/{case.person.number}/documents/{document.pk}/copies"


@pytest.fixture
def copy(document, officer, now):
    return actions.add_copy(document, PDF, by=officer, now=now)


@pytest.fixture
def at(case, copy):
    return f"/people/{case.person.number}/copies/{copy.pk}"


def test_a_copy_is_kept_sealed_and_its_file_name_is_not_kept_at_all(here, officer, client_for):
    assert client_for(officer).post(here, upload()).headers["Location"] == here
    row = Copy.objects.get()
    stored = str({name: getattr(row, name) for name in ("media", "size")}).encode() + bytes(row.body)
    assert (row.media, row.size, b"passport" in stored, "Мельник".encode() in stored) == (
        "application/pdf",
        len(PDF),
        False,
        False,
    )


def test_a_copy_opens_with_a_reason_as_a_file_and_the_opening_stays(at, case, officer, client_for):
    client = client_for(officer)
    answer = client.post(at, REASON)
    assert (answer.content, answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == (
        PDF,
        "application/pdf",
        "attachment",
    )
    assert (answer["Cache-Control"], answer["Content-Security-Policy"]) == ("no-store", "default-src 'none'; sandbox")
    entry = about("person", case.person_id)[0]
    assert (entry.act, "переписати" in entry.detail) == ("open_copy", False)
    assert "переписати номер до заяви" in said(client.get(at))
    assert "переписати" not in CopyOpening.objects.get().reason


def test_without_a_reason_nothing_is_opened(at, officer, client_for):
    client = client_for(officer)
    assert PDF not in client.get(at).content
    answer = client.post(at, {"reason": " "})
    assert (answer.status_code, PDF in answer.content, CopyOpening.objects.count()) == (422, False, 0)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"MZ", "Це не PDF, не JPEG і не PNG."),
        (b"", "Файл порожній."),
        (b"%PDF-" + b"0" * 8_000_000, "Файл завеликий: не більше 8 МБ."),
        (b"\xff\xd8\xff\xe0", "Файл обірваний або зіпсований."),
    ],
)
def test_a_file_that_is_no_scan_is_refused_at_its_field(here, officer, client_for, body, words):
    answer = client_for(officer).post(here, upload(body))
    assert (answer.status_code, words in said(answer), Copy.objects.count()) == (422, True, 0)


def test_a_copy_added_in_error_is_withdrawn_and_opened_no_more(at, officer, client_for):
    client = client_for(officer)
    assert client.post(f"{at}/withdraw").status_code == 302
    assert "Цю копію відкликано" in said(client.get(at))
    answer = client.post(at, REASON)
    assert (answer.status_code, PDF in answer.content) == (422, False)
    assert client.post(f"{at}/withdraw").status_code == 422


def test_a_document_keeps_twelve_copies_at_most(document, here, officer, client_for, now):
    for _turn in range(12):
        actions.add_copy(document, PDF, by=officer, now=now)
    answer = client_for(officer).post(here, upload())
    assert (answer.status_code, "Копій уже досить: не більше 12." in said(answer)) == (422, True)


def test_a_copy_is_lost_with_the_key_of_the_person(at, case, officer, client_for, now):
    vault.destroy(f"person:{case.person_id}", now=now)
    answer = client_for(officer).post(at, REASON)
    assert (answer.status_code, "Ключ цієї людини знищено" in said(answer)) == (422, True)


def test_a_copy_moved_to_another_person_does_not_open(copy, case, officer, now):
    other = homecoming.case("Коваль", now=now, officer=officer, unit=build.unit("NGU"))
    actions.add_copy(Document.objects.get(case=other, kind="passport"), PDF, by=officer, now=now)
    with pytest.raises(vault.Sealed):
        vault.unseal_bytes([(copy.body, f"person:{other.person_id}", "copy.body")])


def test_copies_are_found_by_nobody_but_who_works_on_the_case(at, here, client_for, client, now):
    colleague = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    roles = (cast.MEDICAL, cast.AUDITOR, cast.REGISTRAR, cast.ADMIN)
    for other in (colleague, *(build.account(one, now=now) for one in roles)):
        signed_in = client_for(other)
        found = [signed_in.get(here).status_code, signed_in.get(at).status_code, signed_in.post(at, REASON).status_code]
        assert found == [404, 404, 404]
    assert client.post(at, REASON).status_code == 302
    assert CopyOpening.objects.count() == 0


def test_a_copy_of_another_case_is_not_there(copy, officer, client_for, now):
    other = homecoming.case("Коваль", now=now, officer=officer, unit=build.unit("NGU"))
    assert client_for(officer).post(f"/people/{other.person.number}/copies/{copy.pk}", REASON).status_code == 404
