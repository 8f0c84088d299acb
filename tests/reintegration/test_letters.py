"""Letters to offices: numbered, sealed, in the words that somebody wrote, on the letterhead of the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dodomu.access import vault
from dodomu.errors import Refused
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import Document, Letter, WordByHand
from dodomu.reintegration.queries import letters as asked
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 18)


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def head(now):
    return homecoming.letterhead(build.unit("NGU"), now=now)


@pytest.fixture
def case(now, officer):
    return homecoming.case("Кисіль", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now)


def paper(case, kind="tax_number"):
    return Document.objects.get(case=case, kind=kind)


def read(letter):
    return asked.sheets_of([letter])[0]


def test_a_letter_names_the_person_on_the_letterhead_of_the_service(case, head, officer, now):
    letter = actions.write_letter(paper(case), dated_on=DAY, by=officer, now=now)
    sheet = read(letter)
    assert (sheet.head.names, sheet.number, sheet.dated, sheet.addressee) == (
        ("МІНІСТЕРСТВО (вигадане)", "Служба супроводу"),
        "24/7-1",
        "18 липня 2024 року",
        "Державній податковій службі України",
    )
    assert sheet.paragraphs[0] == "17 липня 2024 року з полону повернуто громадянина на ім’я КИСІЛЬ Андрій."
    assert sheet.executor == f"Виконавець: {officer.shown_name('uk')}"


def test_outgoing_mail_of_a_service_is_numbered_through_the_year(case, head, officer, now):
    kinds = ("tax_number", "sim", "passport")
    numbers = [actions.write_letter(paper(case, kind), dated_on=DAY, by=officer, now=now).number for kind in kinds]
    next_year = actions.write_letter(paper(case, "doctor"), dated_on=date(2025, 1, 2), by=officer, now=now)
    by_hand = actions.write_letter(paper(case, "diia"), dated_on=DAY, number="7/вих", by=officer, now=now)
    assert [*numbers, next_year.number, by_hand.number] == ["24/7-1", "24/7-2", "24/7-3", "24/7-1", "7/вих"]


def test_a_unit_without_a_letterhead_writes_without_a_number(case, officer, now):
    letter = actions.write_letter(paper(case), dated_on=DAY, by=officer, now=now)
    assert (letter.number, letter.running, read(letter).head) == ("", None, asked.NO_HEAD)


def test_words_by_hand_stand_in_every_later_letter_and_the_earlier_one_stays(case, head, officer, now):
    before = actions.write_letter(paper(case), dated_on=DAY, by=officer, now=now)
    words = {"surname.genitive": "Киселя", "surname.dative": "Киселю", "surname.accusative": "Киселя"}
    actions.keep_words(case, words | {"post.nominative": "навідник"}, by=officer, now=now)
    after = actions.write_letter(paper(case, "passport"), dated_on=DAY, by=officer, now=now)
    assert read(after).paragraphs[0] == "17 липня 2024 року з полону повернуто КИСЕЛЯ Андрія, навідника."
    assert read(after).paragraphs[1].startswith("Просимо оформити КИСЕЛЮ Андрію паспорт")
    assert read(before).paragraphs[0] == "17 липня 2024 року з полону повернуто громадянина на ім’я КИСІЛЬ Андрій."


def test_a_word_that_is_emptied_is_forgotten_and_the_rule_speaks_again(case, officer, now):
    actions.keep_words(case, {"given.dative": "Андрієві"}, by=officer, now=now)
    assert asked.about(case).who.given.dative == "Андрієві"
    assert actions.keep_words(case, {"given.dative": " "}, by=officer, now=now) == 0
    assert asked.about(case).who.given.dative == "Андрію"


def test_letters_and_words_are_sealed_under_the_key_of_the_person(case, head, officer, now):
    letter = actions.write_letter(paper(case), dated_on=DAY, by=officer, now=now)
    actions.keep_words(case, {"surname.dative": "Киселю"}, by=officer, now=now)
    stored = letter.content + WordByHand.objects.get().text
    assert ("Кисіль" in stored, "КИСІЛЬ" in stored, "Киселю" in stored) == (False, False, False)
    vault.destroy(f"person:{case.person_id}", now=now)
    opened = (asked.sheets_of([letter]), asked.pdfs_of([letter]), asked.words_by_hand(case.person_id))
    assert opened == ([], [], {})


def test_the_ledger_tells_that_a_letter_was_made_and_opened_and_no_word_of_it(case, head, officer, now):
    letter = actions.write_letter(paper(case), dated_on=DAY, by=officer, now=now)
    actions.open_letters([letter], by=officer, now=now)
    actions.keep_words(case, {"surname.dative": "Киселю"}, by=officer, now=now)
    entries = [entry for entry in about("person", case.person_id) if "letter" in entry.act]
    assert [entry.act for entry in entries] == ["letter_words", "open_letter", "write_letter"]
    assert [entry.detail for entry in entries if "Кис" in entry.detail] == []


@pytest.mark.parametrize("state", ["received", "handed_over", "not_needed"])
def test_nobody_is_asked_for_a_document_that_is_here_or_not_needed(case, head, officer, now, state):
    document = paper(case)
    if state == "not_needed":
        actions.move_document(document, "drop", by=officer, now=now)
    else:
        actions.move_document(document, "receive", by=officer, now=now)
    if state == "handed_over":
        actions.move_document(document, "hand_over", by=officer, now=now, signed_by="Кисіль А.", is_wanted=True)
    with pytest.raises(Refused) as refused:
        actions.write_letter(document, dated_on=DAY, by=officer, now=now)
    assert (refused.value.code, Letter.objects.count()) == ("state", 0)


def test_a_letter_may_be_written_inside_the_time_to_adapt_because_it_needs_nobody(case, head, officer, now):
    assert case.protection.covers(now + timedelta(hours=1))
    actions.write_letter(paper(case), dated_on=DAY, by=officer, now=now + timedelta(hours=1))
    assert Letter.objects.filter(case=case).count() == 1


def test_a_unit_uses_the_letterhead_of_the_nearest_unit_above(now):
    service = build.unit("NGU")
    own = homecoming.letterhead(service, now=now)
    assert asked.letterhead_for(f"{service.path}999/", asked.letterheads()) == own
    assert asked.letterhead_for("/777/", asked.letterheads()) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("names", " "),
        ("names", "а\n" * 7),
        ("code", "123"),
        ("code", "1234567x"),
        ("signer_name", ""),
        ("index", "x" * 21),
    ],
)
def test_a_letterhead_that_cannot_be_is_refused_at_its_field(now, field, value):
    with pytest.raises(Refused) as refused:
        homecoming.letterhead(build.unit("NGU"), now=now, **{field: value})
    assert refused.value.field == field


def test_the_newest_letterhead_counts_and_older_ones_stay(now, head):
    changed = homecoming.letterhead(build.unit("NGU"), now=now, signer_name="Інша ЛЮДИНА")
    assert (asked.letterheads()[head.unit_id], head.signer_name) == (changed, "Олена ГНАТЮК")
