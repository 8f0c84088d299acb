"""A correction names what was wrong, is issued by two, and reaches everyone who quoted it, until each text is mended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.errors import Refused, StaleView
from dodomu.figures import actions
from dodomu.figures.actions import Quote, mentions
from dodomu.figures.models import Correction, Document, Request, Statement
from dodomu.figures.queries import public, quotations
from dodomu.figures.queries.letter import Addresses, letter
from dodomu.flows import correction as flow
from dodomu.notices.models import Notice
from tests import build_figures as figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(now):
    return figures.press(now=now)


@pytest.fixture
def commander(now):
    return figures.commander(now=now)


@pytest.fixture
def figure(now):
    return figures.published(now=now)


@pytest.fixture
def chain(figure, now):
    """Three texts: one quotes us, two quote that one; and a fourth that has nothing to do with it."""
    first = figures.quoted(figure.statement, "Перше", now=now)
    second = figures.quoted(first, "Друге", now=now)
    third = figures.quoted(first, "Third", now=now, language="en")
    other = figures.published(slug="other", now=now)
    figures.quoted(other.statement, "Інше", now=now)
    return first, second, third


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def requests():
    return {(one.statement.outlet.name, one.via.outlet.name, one.distance, one.state) for one in Request.objects.all()}


def test_issuing_marks_the_figure_and_opens_a_request_for_everyone_in_the_chain(figure, chain, now, commander):
    correction = figures.proposed_correction(figure, now=now)
    flow.issue(correction, by=commander, now=now)
    figure.refresh_from_db()
    assert (figure.state, correction.state, correction.issued_on) == ("corrected", "proposed", None)
    correction.refresh_from_db()
    assert (correction.state, correction.issued_by, correction.issued_on) == ("issued", commander, now.date())
    assert requests() == {
        ("Перше", "Додому", 1, "to_tell"),
        ("Друге", "Перше", 2, "to_tell"),
        ("Third", "Перше", 2, "to_tell"),
    }
    assert Statement.objects.get(pk=figure.statement_id).status == "retracted"


def test_the_first_person_may_not_issue(figure, now, press):
    correction = figures.proposed_correction(figure, now=now)
    assert refusal(lambda: flow.issue(correction, by=press, now=now)).code == "same_person"
    assert list(public.public_corrections(now=now)) == []
    figure.refresh_from_db()
    assert figure.state == "published"


def test_nothing_is_public_before_the_second_signature(figure, now, press, commander):
    draft = actions.draft_correction(figure, figures.MENDED, by=press, now=now)
    assert list(public.public_corrections(now=now)) == []
    with pytest.raises(StaleView):
        flow.issue(draft, by=commander, now=now)
    actions.propose_correction(draft, by=press, now=now)
    assert list(public.public_corrections(now=now)) == []
    flow.issue(draft, by=commander, now=now)
    assert list(public.public_corrections(now=now)) == [draft]


def test_a_revision_tells_nobody_and_marks_nothing_wrong(figure, chain, now, commander):
    flow.issue(figures.proposed_correction(figure, now=now, kind="revision"), by=commander, now=now)
    figure.refresh_from_db()
    assert (figure.state, Request.objects.count()) == ("published", 0)


@pytest.mark.parametrize(
    ("mended", "field"),
    [
        ({"field": "tone"}, "field"),
        ({"kind": "clarification"}, "kind"),
        ({"was_en": " "}, "was_en"),
        ({"why_uk": ""}, "why_uk"),
        ({"correct_uk": "Було шість"}, "correct_uk"),
    ],
)
def test_what_a_correction_must_say_is_asked_for(figure, now, press, mended, field):
    wrong = figures.replace(figures.MENDED, **mended)
    assert refusal(lambda: actions.draft_correction(figure, wrong, by=press, now=now)).field == field


def test_for_one_figure_one_correction_is_prepared_at_a_time(figure, now, press):
    first = figures.proposed_correction(figure, now=now)
    again = refusal(lambda: actions.draft_correction(figure, figures.MENDED, by=press, now=now))
    assert again.code == "open"
    actions.send_back_correction(first, reason="Ще раз", by=press, now=now)
    changed = actions.change_correction(first, figures.replace(figures.MENDED, why_uk="Інакше."), by=press, now=now)
    assert changed.why_uk == "Інакше."
    actions.drop_correction(first, reason="Не помилка", by=press, now=now)
    assert actions.draft_correction(figure, figures.MENDED, by=press, now=now).state == "draft"


def test_a_draft_is_not_corrected_but_changed(now, press):
    draft = figures.draft(now=now, value=0)
    assert refusal(lambda: actions.draft_correction(draft, figures.MENDED, by=press, now=now)).code == "state"


def test_a_quoter_noted_after_the_correction_gets_its_request_at_once(figure, chain, now, press, commander):
    flow.issue(figures.proposed_correction(figure, now=now), by=commander, now=now)
    late = Quote("Пізнє", "https://example.org/late", now.date(), "uk", "released")
    flow.note_quote(chain[1], late, by=press, now=now)
    assert ("Пізнє", "Друге", 3, "to_tell") in requests()
    assert Request.objects.count() == 4


def test_opening_requests_again_doubles_none(figure, chain, now, press, commander):
    correction = flow.issue(figures.proposed_correction(figure, now=now), by=commander, now=now)
    for _ in range(2):
        actions.open_requests(correction, by=press, now=now)
    assert Request.objects.count() == 3


def test_a_circle_of_quotations_ends(figure, chain, now):
    first, second, _third = chain
    mentions.quote(first, [second], by=None, now=now)
    assert [(one.statement, one.steps) for one in quotations.reached(second.pk)] == [(first.pk, 1), (chain[2].pk, 2)]


def test_a_document_is_noted_once_and_never_before_what_it_quotes(figure, now, press):
    quote = Quote("Перше", "https://example.org/a", now.date(), "uk", "released")
    actions.note_quote(figure.statement, quote, by=press, now=now)
    assert refusal(lambda: actions.note_quote(figure.statement, quote, by=press, now=now)).field == "source_url"
    early = figures.replace(quote, source_url="https://example.org/b", stated_on=now.date() - timedelta(days=1))
    assert refusal(lambda: actions.note_quote(figure.statement, early, by=press, now=now)).field == "stated_on"
    no_page = figures.replace(quote, source_url="газета")
    assert refusal(lambda: actions.note_quote(figure.statement, no_page, by=press, now=now)).field == "source_url"


@pytest.fixture
def request_(figure, chain, now, commander):
    correction = flow.issue(figures.proposed_correction(figure, now=now), by=commander, now=now)
    return Request.objects.get(correction=correction, statement=chain[1])


def tell(request, now, press):
    return actions.tell(request, address="editors@example.org", body="Виправлення", language="uk", by=press, now=now)


def test_an_outlet_is_told_once_whatever_is_pressed_twice(request_, now, press):
    told = tell(request_, now, press)
    assert (told.state, told.told_by, told.notice.idempotency_key) == (
        "told",
        press,
        f"correction:{told.correction_id}:document:{told.document_id}:1",
    )
    with pytest.raises(StaleView):
        tell(Request.objects.get(pk=request_.pk), now, press)
    assert Notice.objects.count() == 1
    assert told.statement.outlet.__class__.objects.get(name="Друге").email == "editors@example.org"


def test_a_wrong_address_tells_nobody(request_, now, press):
    for address in ("", "редакція", "a@"):
        act = lambda address=address: actions.tell(  # noqa: E731
            request_, address=address, body="x", language="uk", by=press, now=now
        )
        assert refusal(act).field == "address"
    assert (Notice.objects.count(), Request.objects.get(pk=request_.pk).state) == (0, "to_tell")


def test_a_request_ends_only_with_a_text_read_again_that_no_longer_says_it(request_, now, press):
    request = tell(request_, now, press)
    assert actions.acknowledge(request, note="Дякуємо", by=press, now=now).state == "acknowledged"
    assert refusal(lambda: actions.refuse(request, note="", by=press, now=now)).field == "note"
    assert actions.refuse(request, note="Не будемо", by=press, now=now).state == "refuses"
    still = flow.read_again(request.document, WRONG, seen_on=now.date(), by=press, now=now)
    assert (still.closed, Request.objects.get(pk=request.pk).state) == ([], "refuses")
    mended = flow.read_again(request.document, RIGHT, seen_on=now.date(), by=press, now=now)
    assert [one.pk for one in mended.closed] == [request.pk]
    request.refresh_from_db()
    assert (request.state, request.mended_on, request.proof) == ("mended", now.date(), mended.version)
    with pytest.raises(StaleView):
        actions.acknowledge(request, by=press, now=now)


WRONG = "З російського полону звільнено 6 військовослужбовців Національної гвардії України."
RIGHT = "З російського полону звільнено 7 військовослужбовців Національної гвардії України."
ADDRESSES = Addresses(
    "https://example.org/corrections/1",
    "https://example.org/en/corrections/1",
    "https://example.org/corrections/received/TOKEN",
    "https://example.org/en/corrections/received/TOKEN",
)


def test_the_letter_speaks_the_language_of_the_text_and_names_what_it_copied(request_, chain):
    uk = letter(request_, addresses=ADDRESSES)
    assert "Було шість" in uk
    assert "Насправді сім" in uk
    assert "Ваш текст повторює це за виданням «Перше»." in uk
    assert f"https://example.org/corrections/received/{request_.pk}." in uk
    english = Request.objects.get(statement=chain[2])
    en = letter(english, addresses=ADDRESSES)
    assert "It was six" in en
    assert "Your text repeats it after Перше." in en
    assert "https://example.org/en/corrections/1" in en
    Document.objects.filter(pk=english.document_id).update(language="de")
    german = Request.objects.get(pk=english.pk)
    assert letter(german, addresses=ADDRESSES).startswith("Berichtigung zu Ihrem Text: https://example.org/Third\n")
    Document.objects.filter(pk=english.document_id).update(language="fr")
    assert letter(Request.objects.get(pk=english.pk), addresses=ADDRESSES) == en


def test_a_correction_of_a_number_never_shown_stays_inside(now, commander):
    held = figures.published(figures.HELD, "held", now=now, value=0)
    flow.issue(figures.proposed_correction(held, now=now), by=commander, now=now)
    assert Correction.objects.get().state == "issued"
    assert list(public.public_corrections(now=now)) == []
