"""Field by field: who sees what of one person's documents, letters and copies, at every door.

The same person is opened by the support officer of the case, a medical officer who treats them, a support officer of
another unit, and the auditor. Each field holds a word that stands nowhere else.
"""

from __future__ import annotations

import zipfile
from datetime import timedelta

import pytest
from django.apps import apps

from dodomu.clock import day
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, CopyOpening, Document, LetterBatch
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.web.test_care_fields import addresses, text_of

pytestmark = pytest.mark.django_db

FIELDS = {
    "who signed": "Ґаврило Підписант",
    "what blocks": "бракує печатки яхонт",
    "category": "прикордонник",
    "number of a letter": "77/лис",
    "to whom a letter goes": "Банку Журавлина",
    "word by hand": "ШЕВЧУКОВІ",
    "post": "кульбаба",
    "why a copy was opened": "звірити серію ластівка",
    "what is in a copy": "KOPIIA-PASPORTA",
}
SEALED = [FIELDS[name] for name in ("to whom a letter goes", "word by hand", "post", "why a copy was opened")]
COPY = b"%PDF-1.7\n" + FIELDS["what is in a copy"].encode() + b"\n%%EOF"


@pytest.fixture
def readers(now):
    unit = build.unit("NGU")
    return {
        "officer": build.account(cast.SOCIAL, now=now, unit=unit),
        "treats": build.account(cast.MEDICAL, now=now, unit=unit),
        "elsewhere": build.account(cast.Officer("s2", "Інша Людина", "", "social"), now=now, unit=build.unit("AFU")),
        "auditor": build.account(cast.AUDITOR, now=now),
    }


@pytest.fixture
def case(now, readers):
    """A person whose every field of documents is filled in."""
    unit, officer = build.unit("NGU"), readers["officer"]
    homecoming.letterhead(unit, now=now)
    one = homecoming.case(now=now, officer=officer, unit=unit, admitted_at=now - timedelta(days=5))
    by = {"by": officer, "now": now}
    # The first documents of the list, so that a door with the key of a row finds them.
    signed, blocked = Document.objects.filter(case=one, waits_for=None).order_by("pk")[:2]
    actions.set_category(one, "border", **by)
    actions.keep_words(one, {"surname.dative": FIELDS["word by hand"], "post.nominative": FIELDS["post"]}, **by)
    letter = {"dated_on": day(now), "number": FIELDS["number of a letter"]}
    actions.write_letter(signed, addressee=FIELDS["to whom a letter goes"], **letter, **by)
    copy = actions.add_copy(signed, COPY, **by)
    actions.open_copy(copy, reason=FIELDS["why a copy was opened"], **by)
    actions.move_document(signed, "receive", **by)
    actions.move_document(signed, "hand_over", signed_by=FIELDS["who signed"], **by)
    actions.move_document(blocked, "block", reason=FIELDS["what blocks"], **by)
    actions.ask_for_letters(homecoming.ROUND, kinds=["sim"], dated_on=day(now), **by)
    run_due(HANDLERS, clock=lambda: now)
    return Case.objects.get(pk=one.pk)


def fields_in(text):
    return {name for name, word in FIELDS.items() if word in text}


CHECKLIST = {"who signed", "what blocks", "category", "number of a letter"}
CARD = {"who signed", "what blocks"}
WORDS = {"word by hand", "post"}
SEEN = {
    "officer": {
        "person": CARD,
        "person-documents": CHECKLIST,
        "person-document": CARD,
        "person-letter-new": WORDS,
        "person-letter-words": WORDS,
        "person-letter": WORDS | {"to whom a letter goes", "number of a letter"},
        "person-copy": {"why a copy was opened"},
        "person-case-category": {"category"},
    },
    # Whoever treats the person works on the same case and reads the checklist, but writes to nobody about it.
    "treats": {"person": CARD, "person-documents": CHECKLIST},
    "elsewhere": {},
    "auditor": {},
}


@pytest.mark.parametrize("who", SEEN)
def test_every_page_print_and_list_shows_of_documents_what_its_reader_needs(who, case, readers, client_for):
    client = client_for(readers[who])
    seen = {}
    for name, address in addresses(case):
        response = client.get(address)
        if response.status_code == 200 and (found := fields_in(_said(response))):
            seen[name] = seen.get(name, set()) | found
    assert seen == SEEN[who]


def _said(response):
    """What a page or file says; of a ZIP, the names in it."""
    return "" if response.headers["Content-Type"] == "application/zip" else text_of(response)


def test_a_file_of_letters_names_nobody_outside_its_sheets(case, readers, client_for, tmp_path):
    batch = LetterBatch.objects.get()
    kept = tmp_path / "letters.zip"
    kept.write_bytes(client_for(readers["officer"]).get(f"/letters/{batch.pk}.zip").content)
    names = zipfile.ZipFile(kept).namelist()
    assert [name.rsplit("-", 1)[0] for name in names] == [f"{case.person.number}/sim"]
    assert "Шевчук" not in "".join(names)
    printed = text_of(client_for(readers["officer"]).get(f"/letters/{batch.pk}.pdf"))
    assert fields_in(printed) == {"post"}  # this letter names the person in cases that nobody wrote by hand


@pytest.mark.parametrize("who", ["treats", "elsewhere", "auditor"])
def test_no_reason_opens_a_copy_to_others(who, case, readers, client_for):
    client = client_for(readers[who])
    key = CopyOpening.objects.get().copy_id
    answer = client.post(f"/people/{case.person.number}/copies/{key}", {"reason": "дуже треба"})
    assert (answer.status_code, CopyOpening.objects.count()) == (404, 1)


@pytest.mark.parametrize("who", SEEN)
def test_no_search_finds_a_person_by_what_stands_in_their_documents(who, case, readers, client_for):
    client = client_for(readers[who])
    for text in FIELDS.values():
        page = client.post("/search", {"text": text}, follow=True).content.decode()
        assert (case.person.number in page, {FIELDS[name] for name in fields_in(page)} - {text}) == (False, set())


def test_no_sealed_word_of_a_letter_or_copy_stands_in_clear_in_any_table(case):
    found = []
    for model in apps.get_models():
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                value = field.value_from_object(row)
                text = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                found += [(model.__name__, field.name) for word in (*SEALED, "KOPIIA-PASPORTA") if word in text]
    assert found == []
