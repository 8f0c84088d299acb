"""The pages of letters: what is shown before a letter is made, words by hand, the PDF, and who gets none of it."""

from __future__ import annotations

import io

import pypdf
import pytest

from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import Document, Letter, Letterhead
from dodomu.reintegration.queries import letters as asked
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
WORDS = {"surname_genitive": "Киселя", "surname_dative": "Киселю", "surname_accusative": "Киселя"}
GIVEN = {"given_genitive": "Андрія", "given_dative": "Андрію", "given_accusative": "Андрія"}


def said(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def case(now, officer):
    homecoming.letterhead(build.unit("NGU"), now=now)
    return homecoming.case("Кисіль", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now)


@pytest.fixture
def at(case):
    document = Document.objects.get(case=case, kind="passport")
    return f"/people/{case.person.number}/documents/{document.pk}"


def new_letter(**changes):
    return {"addressee": "Державній міграційній службі", "number": "", "dated_on": "18.07.2024"} | changes


def test_the_page_shows_the_letter_and_asks_for_words_that_no_rule_settles(at, officer, client_for):
    page = said(client_for(officer).get(f"{at}/letter"))
    assert "з полону повернуто громадянина на ім’я КИСІЛЬ Андрій." in page
    assert "Жодне правило не каже напевно, як відмінювати: прізвище." in page
    assert "МІНІСТЕРСТВО (вигадане)" in page
    assert Letter.objects.count() == 0


def test_words_are_written_by_hand_and_the_letter_follows_them(at, officer, client_for):
    client = client_for(officer)
    assert client.post(f"{at}/words", WORDS | GIVEN | {"post": ""}).headers["Location"] == f"{at}/letter"
    page = said(client.get(f"{at}/letter"))
    assert "з полону повернуто КИСЕЛЯ Андрія." in page
    assert "Жодне правило не каже напевно" not in page


def test_a_name_that_does_not_change_is_settled_by_saying_so(at, case, officer, client_for):
    same = dict.fromkeys(WORDS, "Кисіль")
    client = client_for(officer)
    client.post(f"{at}/words", same | GIVEN | {"post": ""})
    assert asked.about(case).who.unsure_parts == ("surname",)
    client.post(f"{at}/words", same | GIVEN | {"post": "", "are_right": "on"})
    assert asked.about(case).who.unsure_parts == ()
    assert "повернуто КИСІЛЬ Андрія." in said(client.get(f"{at}/letter"))


def test_what_the_rule_says_already_is_not_kept_as_written_by_hand(at, case, officer, client_for):
    client_for(officer).post(f"{at}/words", WORDS | GIVEN | {"post": "навідник"})
    kept = asked.words_by_hand(case.person_id)
    assert sorted(kept) == ["post.nominative", "surname.accusative", "surname.dative", "surname.genitive"]


def test_another_post_is_declined_anew(at, case, officer, client_for):
    client = client_for(officer)
    posts = {f"post_{one}": "колишній" for one in ("genitive", "dative", "accusative")}
    client.post(f"{at}/words", WORDS | GIVEN | {"post": "навідник"})
    client.post(f"{at}/words", WORDS | GIVEN | {"post": "навідник"} | posts)
    client.post(f"{at}/words", WORDS | GIVEN | {"post": "водій"} | posts)
    assert asked.about(case).who.post.dative == "водію"


def test_the_letter_is_made_listed_and_opens_as_pdf_with_an_entry_in_the_ledger(at, case, officer, client_for):
    client = client_for(officer)
    assert client.post(f"{at}/letter", new_letter()).status_code == 302
    letter = Letter.objects.get()
    listed = said(client.get(f"/people/{case.person.number}/documents"))
    assert f"/people/{case.person.number}/letters/{letter.pk}.pdf" in listed
    answer = client.get(f"/people/{case.person.number}/letters/{letter.pk}.pdf")
    read = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert (answer["Content-Type"], answer["Cache-Control"], answer["Content-Disposition"]) == (
        "application/pdf",
        "no-store",
        f'inline; filename="lyst-{letter.pk}.pdf"',
    )
    assert ("24/7-1" in read, "Державній міграційній службі" in read, "18 липня 2024 року" in read) == (True,) * 3
    assert about("person", case.person_id)[0].act == "open_letter"


@pytest.mark.parametrize(
    ("field", "value"),
    [("addressee", ""), ("addressee", "я" * 301), ("number", "1" * 41), ("dated_on", "31.02.2024"), ("dated_on", "")],
)
def test_a_letter_that_cannot_be_is_sent_back_with_the_field_named(at, officer, client_for, field, value):
    answer = client_for(officer).post(f"{at}/letter", new_letter(**{field: value}))
    assert (answer.status_code, Letter.objects.count()) == (422, 0)
    assert f'href="#id_{field}"' in said(answer)


@pytest.mark.parametrize("text", ["я" * 201, "\x00"])
def test_words_that_cannot_be_kept_are_sent_back(at, case, officer, client_for, text):
    answer = client_for(officer).post(f"{at}/words", WORDS | GIVEN | {"post": text})
    assert (answer.status_code, asked.words_by_hand(case.person_id)) == (422, {})


def test_only_who_works_on_the_case_finds_letters(at, case, officer, client_for, client, now):
    document = Document.objects.get(case=case, kind="passport")
    letter = actions.write_letter(document, dated_on=now.date(), by=officer, now=now)
    addresses = (f"{at}/letter", f"{at}/words", f"/people/{case.person.number}/letters/{letter.pk}.pdf")
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    colleague = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    auditor = build.account(cast.AUDITOR, now=now)
    for other in (doctor, colleague, auditor):
        assert [client_for(other).get(one).status_code for one in addresses] == [404, 404, 404]
    assert [client.get(one).status_code for one in addresses] == [302, 302, 302]


def test_a_letter_of_another_case_is_not_there(at, case, officer, client_for, now):
    other = homecoming.case("Мельник", now=now, officer=officer, unit=build.unit("NGU"))
    document = Document.objects.get(case=other, kind="passport")
    letter = actions.write_letter(document, dated_on=now.date(), by=officer, now=now)
    assert client_for(officer).get(f"/people/{case.person.number}/letters/{letter.pk}.pdf").status_code == 404


def test_the_steward_gives_a_service_its_letterhead(client_for, now):
    unit = build.unit("NGU")
    client = client_for(build.account(cast.STEWARD, now=now))
    assert "ще немає" in said(client.get("/setup/letterheads"))
    sent = {"names": "Служба", "signer_post": "Начальник", "signer_name": "Олена ГНАТЮК", "code": "12345678"}
    assert client.post(f"/setup/letterheads/{unit.pk}", sent).headers["Location"] == "/setup/letterheads"
    made = Letterhead.objects.get()
    assert (made.unit, made.names, made.code, made.signer_name) == (unit, "Служба", "12345678", "Олена ГНАТЮК")
    refused = client.post(f"/setup/letterheads/{unit.pk}", sent | {"code": "12"})
    assert (refused.status_code, Letterhead.objects.count()) == (422, 1)


def test_the_auditor_reads_letterheads_and_changes_none_and_an_officer_finds_nothing(client_for, officer, now):
    unit = build.unit("NGU")
    client = client_for(build.account(cast.AUDITOR, now=now))
    assert client.get("/setup/letterheads").status_code == 200
    assert client.get(f"/setup/letterheads/{unit.pk}").status_code == 404
    assert client_for(officer).get("/setup/letterheads").status_code == 404
