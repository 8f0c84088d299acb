"""Texts of others: one document an address and a language, versions by their words, numbers confirmed by a person."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.actions import Intake
from dodomu.figures.models import Citation, Document, DocumentVersion, Mention, Request, Statement
from dodomu.figures.queries import documents, quotations
from dodomu.flows import correction as flow
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

REMAIN = "755 військовослужбовців Національної гвардії України залишаються в російському полоні."
RELEASED = "З російського полону звільнено 755 військовослужбовців Національної гвардії України."


def intake(**changes):
    given = {
        "outlet": "Газета",
        "url": "https://example.org/a",
        "language": "uk",
        "published_on": date(2024, 7, 17),
        "text": REMAIN,
    }
    return Intake(**(given | changes))


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


@pytest.fixture
def press(now):
    return figures.press(now=now)


def said(version):
    return [(one.value, one.what, one.status, one.state) for one in version.mentions.all()]


def test_a_text_is_one_document_an_address_and_a_language_and_the_same_again_adds_nothing(now, press):
    first, is_new = actions.take_in(intake(), by=press, now=now)
    again, is_again = actions.take_in(intake(text=f"  {REMAIN}\n"), by=press, now=now)
    german, _ = actions.take_in(intake(language="de"), by=press, now=now)
    assert (is_new, is_again, first, german == first) == (True, False, again, False)
    assert said(first.versions.get()) == [(755, "in_captivity", "asserted", "found")]
    assert said(german.versions.get()) == []  # a language that the program does not read


def test_only_the_words_around_the_numbers_stay_unless_the_text_is_kept(now, press):
    document, _ = actions.take_in(intake(), by=press, now=now)
    assert (document.versions.get().text, document.versions.get().length) == ("", len(REMAIN))
    kept, _ = actions.take_in(intake(url="https://example.org/b"), by=press, now=now, keeps_text=True)
    version = kept.versions.get()
    assert REMAIN not in version.text
    assert documents.text_of(version) == REMAIN


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outlet": " "}, "outlet"),
        ({"url": "газета"}, "url"),
        ({"url": "https://example.org/" + "a" * 500}, "url"),
        ({"language": "мова"}, "language"),
        ({"published_on": date(2024, 7, 19)}, "published_on"),
        ({"text": "а" * 100_001}, "text"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(now, press, changes, field):
    assert refusal(lambda: actions.take_in(intake(**changes), by=press, now=now)).field == field
    assert Document.objects.count() == 0


def test_a_new_version_is_compared_by_what_it_says(now, press):
    document, _ = actions.take_in(intake(), by=press, now=now)
    actions.add_version(document, RELEASED, seen_on=now.date(), by=press, now=now)
    newest, oldest = documents.versions(document)
    assert [(one.mention.what, one.how) for one in newest.changes] == [("released", "came"), ("in_captivity", "went")]
    assert [(one.mention.what, one.how) for one in oldest.changes] == [("in_captivity", "stayed")]
    same = refusal(lambda: actions.add_version(document, f"{RELEASED} ", seen_on=now.date(), by=press, now=now))
    assert same.code == "same"
    early = now.date() - timedelta(days=1)
    assert refusal(lambda: actions.add_version(document, REMAIN, seen_on=early, by=press, now=now)).field == "seen_on"
    assert DocumentVersion.objects.count() == 2


def test_a_number_counts_when_a_person_confirms_it_and_says_whom_it_repeats(now, press):
    figure = figures.published(now=now, value=755)
    document, _ = actions.take_in(intake(published_on=now.date()), by=press, now=now)
    mention = Mention.objects.get()
    assert documents.sources_offered(mention) == [figure.statement]
    actions.confirm(mention, repeats=[figure.statement], by=press, now=now)
    statement = Statement.objects.get(document=document)
    assert (statement.value, statement.what, statement.population) == (755, "in_captivity", "ngu")
    assert [one.pk for one in quotations.way_back(statement)] == [statement.pk, figure.statement.pk]
    assert refusal(lambda: actions.confirm(mention, by=press, now=now)).code == "state"
    assert Citation.objects.count() == 1


def test_what_a_text_takes_back_becomes_no_statement(now, press):
    text = f"{RELEASED} Виправлено: раніше в тексті помилково йшлося, що 755 нацгвардійців залишаються в полоні."
    document, _ = actions.take_in(intake(text=text), by=press, now=now)
    retracted = Mention.objects.get(status="retracted")
    source = figures.published(now=now).statement
    assert refusal(lambda: actions.confirm(retracted, repeats=[source], by=press, now=now)).field == "repeats"
    actions.confirm(retracted, by=press, now=now)
    assert (retracted.state, document.statements.count()) == ("confirmed", 0)


@pytest.fixture
def wrong(now, press):
    """A text that says «remain», confirmed, and its correction issued: its only request is open."""
    actions.take_in(intake(), by=press, now=now)
    actions.confirm(Mention.objects.get(), by=press, now=now)
    proposed = figures.proposed_correction(Statement.objects.get(), now=now, field="what")
    return flow.issue(proposed, by=figures.commander(now=now), now=now)


def test_the_page_of_the_mistake_itself_is_asked_to_mend_it(wrong):
    assert [(one.document.url, one.distance, one.state) for one in Request.objects.all()] == [
        ("https://example.org/a", 0, "to_tell")
    ]


def test_a_later_text_that_repeats_the_mistake_gets_its_request_when_confirmed(wrong, now, press):
    later = intake(outlet="Сайт", url="https://example.org/late", published_on=now.date())
    document, _ = actions.take_in(later, by=press, now=now)
    flow.confirm(document.versions.get().mentions.get(), repeats=[wrong.statement], by=press, now=now)
    assert Request.objects.get(document=document).distance == 1
    assert Request.objects.count() == 2


def test_a_request_closes_only_by_a_version_that_no_longer_says_it(wrong, now, press):
    request = Request.objects.get()
    longer = f"{REMAIN} Про це повідомили вчора."
    assert flow.read_again(request.document, longer, seen_on=now.date(), by=press, now=now).closed == []
    done = flow.read_again(request.document, RELEASED, seen_on=now.date(), by=press, now=now)
    assert done.closed == [request]
    request.refresh_from_db()
    assert (request.state, request.proof.number) == ("mended", 3)
    assert Statement.objects.get(pk=request.statement_id).status == "corrected"


def test_a_text_that_takes_the_mistake_back_is_mended(wrong, now, press):
    taken_back = f"{RELEASED} Виправлено: раніше в тексті помилково йшлося, що 755 нацгвардійців залишаються в полоні."
    done = flow.read_again(Document.objects.get(), taken_back, seen_on=now.date(), by=press, now=now)
    assert [one.state for one in done.closed] == ["mended"]


def test_a_person_may_say_that_the_program_misread_a_place(wrong, now, press):
    longer = f"{REMAIN} Так писали раніше."
    start = actions.read_numbers(longer, language="uk", seen_on=now.date())[0].start
    done = flow.read_again(Document.objects.get(), longer, seen_on=now.date(), rejected={start}, by=press, now=now)
    assert [one.state for one in done.closed] == ["mended"]
    assert said(done.version) == [(755, "in_captivity", "asserted", "rejected")]


def test_in_a_language_that_the_program_does_not_read_a_person_says_whether_it_is_mended(wrong, now, press):
    german = intake(language="de", url="https://example.org/de", text="755 noch in Gefangenschaft.")
    document, _ = actions.take_in(german, by=press, now=now)
    copy = figures.quoted(wrong.statement, "Zeitung", now=now, language="de")
    Statement.objects.filter(pk=copy.pk).update(document=document)
    actions.open_requests(wrong, by=press, now=now)
    unread = flow.read_again(document, "755 wurden befreit.", seen_on=now.date(), by=press, now=now)
    assert unread.closed == []
    done = flow.read_again(
        document, "755 sind befreit worden.", seen_on=now.date(), is_read_by_person=True, by=press, now=now
    )
    assert [one.document for one in done.closed] == [document]


def lines(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


ROW = {
    "outlet": "Газета",
    "url": "https://example.org/a",
    "language": "uk",
    "published_on": "2024-07-17",
    "text": REMAIN,
}


def test_a_file_of_lines_is_shown_first_and_kept_only_when_asked(now, tmp_path, capsys):
    file = tmp_path / "documents.jsonl"
    file.write_text(lines(ROW, ROW | {"url": "https://example.org/b"}))
    call_command("take_in", str(file), language="en")
    assert capsys.readouterr().out == "Documents: 2, numbers in them: 2. Nothing was kept: add --save.\n"
    assert Document.objects.count() == 0
    for added in (2, 0):
        call_command("take_in", str(file), save=True, language="en")
        assert f"New or changed: {added}." in capsys.readouterr().out
    assert (Document.objects.count(), DocumentVersion.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    "bad", ["{", "[]", '"x"', "{}", lines(ROW | {"text": 5}), lines(ROW | {"published_on": "вчора"}), "[" * 9_000]
)
def test_one_bad_line_refuses_the_whole_file(now, tmp_path, bad):
    file = tmp_path / "documents.jsonl"
    file.write_text(f"{lines(ROW)}\n{bad}")
    with pytest.raises(CommandError, match=r"^Line 2: ") as refused:
        call_command("take_in", str(file), save=True, language="en")
    assert refused.value.returncode == 2
    assert Document.objects.count() == 0
