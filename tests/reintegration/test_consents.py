"""The person's consents: nothing by silence, each taken back as easily, and in force over the family from a moment on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.errors import Refused
from dodomu.families import actions as families
from dodomu.families.models import Call, OwnChoice, Relative
from dodomu.flows import consents as flow
from dodomu.flows import homecoming
from dodomu.ledger.queries import about
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Consent, HandOver
from dodomu.reintegration.queries import consents as queries
from tests import build, build_homecoming, cast
from tests import build_reintegration as support

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now)


@pytest.fixture
def settled(now, officer):
    """A man whose time to adapt is over, with a mother and a brother on record."""
    case = support.case(now=now, officer=officer, admitted_at=now - timedelta(days=5))
    build_homecoming.add_mother(case.person, phone="+38 000 555 0001", now=now)
    first = build.account(cast.FAMILY_LIAISON, now=now)
    contact = families.Contact(phone="+38 000 555 0002")
    families.add_relative(case.person, name="Брат", kin="brother", contact=contact, by=first, now=now)
    return case


@pytest.fixture
def adapting(now, officer):
    return support.case("Кравець", now=now, officer=officer, admitted_at=now - timedelta(hours=12))


def answer(case, recipient, purpose, said, *, officer, now, **more):
    return actions.answer_consent(case, recipient, purpose, said, on=now.date(), by=officer, now=now, **more)


def test_what_was_not_asked_is_not_allowed_and_the_last_answer_counts(settled, officer, now):
    given = {"officer": officer, "now": now}
    assert not queries.is_given(settled, "press", "publish")
    for said, stands in (("later", False), ("given", True), ("withdrawn", False), ("given", True), ("refused", False)):
        answer(settled, "press", "publish", said, **given)
        assert queries.is_given(settled, "press", "publish") == stands
    assert Consent.objects.count() == 5
    assert not queries.is_given(settled, "press", "meet")


@pytest.mark.parametrize(
    ("recipient", "purpose", "said", "key", "field"),
    [
        ("press", "details", "given", 0, "purpose"),
        ("neighbours", "meet", "given", 0, "purpose"),
        ("press", "meet", "perhaps", 0, "answer"),
        ("press", "meet", "withdrawn", 0, "answer"),
        ("press", "meet", "given", 5, "recipient"),
        ("relative", "news", "given", 0, "recipient"),
    ],
)
def test_what_is_no_answer_is_refused_by_name(settled, officer, now, recipient, purpose, said, key, field):
    with pytest.raises(Refused) as refused:
        answer(settled, recipient, purpose, said, officer=officer, now=now, recipient_key=key)
    assert (refused.value.field, Consent.objects.count()) == (field, 0)


@pytest.mark.parametrize("days", [1, -6])
def test_no_answer_lies_ahead_or_before_the_return(settled, officer, now, days):
    on = now.date() + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        actions.answer_consent(settled, "press", "meet", "refused", on=on, by=officer, now=now)
    assert refused.value.field == "on"


@pytest.mark.parametrize("said", ["refused", "later"])
@pytest.mark.parametrize("recipient", ["press", "investigators", "command", "researchers", "comrades"])
def test_inside_the_time_to_adapt_a_no_is_heard_and_a_yes_is_not_asked_for(adapting, officer, now, recipient, said):
    given = {"officer": officer, "now": now}
    purpose = "questions" if recipient in ("investigators", "researchers") else "meet"
    with pytest.raises(Refused) as refused:
        answer(adapting, recipient, purpose, "given", **given)
    assert refused.value.code == "adaptation"
    answer(adapting, recipient, purpose, said, **given)
    assert [one.answer for one in Consent.objects.all()] == [said]


def test_inside_the_time_to_adapt_somebody_close_is_allowed_where_the_person_spoke_of_it(adapting, officer, now):
    mother = build_homecoming.add_mother(adapting.person, phone="+38 000 555 0001", now=now)
    given = {"officer": officer, "now": now, "recipient_key": mother.pk}
    with pytest.raises(Refused):
        answer(adapting, "relative", "news", "given", **given)
    assert answer(adapting, "relative", "news", "given", is_wanted=True, **given).answer == "given"


def test_the_person_takes_over_with_an_answer_about_everybody(settled, officer, now):
    mother, brother = Relative.objects.order_by("pk")
    assert flow.known_levels(settled) == {mother.pk: "news", brother.pk: "news"}
    with pytest.raises(Refused):
        flow.hand_over(settled, {mother.pk: "details"}, by=officer, now=now)
    assert (Consent.objects.count(), HandOver.objects.count(), OwnChoice.objects.count()) == (0, 0, 0)
    flow.hand_over(settled, {mother.pk: "details", brother.pk: "later"}, by=officer, now=now)
    told = {one.pk: (one.may_be_told, one.family_choice) for one in Relative.objects.all()}
    assert told == {mother.pk: ("all", "news"), brother.pk: ("nothing", "news")}
    assert queries.hand_over_of(settled).at == now
    with pytest.raises(Refused):
        flow.hand_over(settled, {mother.pk: "news", brother.pk: "news"}, by=officer, now=now)


def test_nothing_is_asked_twice(settled, officer, now):
    mother, _brother = Relative.objects.order_by("pk")
    for _again in range(2):
        flow.answer_about(settled, mother, "contact", on=now.date(), by=officer, now=now)
    assert Consent.objects.count() == 3
    assert flow.known_levels(settled)[mother.pk] == "contact"


def test_after_the_hand_over_no_officer_for_the_family_changes_what_may_be_told(settled, officer, now):
    mother, brother = Relative.objects.order_by("pk")
    flow.hand_over(settled, {mother.pk: "news", brother.pk: ""}, by=officer, now=now)
    liaison = build.account(cast.FAMILY_LIAISON, now=now)
    mother.refresh_from_db()
    with pytest.raises(Refused) as refused:
        families.arrange(mother, place=1, is_told_apart=False, may_be_told="all", note="", by=liaison, now=now)
    assert refused.value.field == "may_be_told"
    families.arrange(mother, place=2, is_told_apart=True, may_be_told="news", note="удень", by=liaison, now=now)
    contact = families.Contact(phone="+38 000 555 0003")
    sister = families.add_relative(
        settled.person, name="Сестра", kin="sister", contact=contact, by=liaison, now=now, may_be_told="all"
    )
    assert (sister.may_be_told, sister.family_choice) == ("nothing", "all")
    flow.answer_about(settled, sister, "contact", on=now.date(), by=officer, now=now)
    sister.refresh_from_db()
    assert sister.may_be_told == "contact"


@pytest.fixture
def stage(now, officer):
    """Four people home from the bus, each with a mother who is to be called."""
    stage = build_homecoming.set_stage(now=now)
    build_homecoming.sign(stage, now=now)
    homecoming.verify_arrival(stage.lines(), by=stage.officer, now=now)
    return stage


def test_a_call_not_made_is_off_where_the_person_says_no_and_on_again_when_they_change_their_mind(stage, officer, now):
    case = Case.objects.get(person=stage.people[0])
    mother = Relative.objects.get(person=case.person)
    flow.hand_over(case, {mother.pk: ""}, by=officer, now=now)
    assert Call.objects.get(relative=mother).state == "withdrawn"
    flow.answer_about(case, mother, "news", on=now.date(), by=officer, now=now, is_wanted=True)
    assert Call.objects.get(relative=mother).state == "released"


def test_where_the_return_was_none_the_family_s_choice_speaks_again_and_a_strangers_answers_do_not(stage, officer, now):
    case = Case.objects.get(person=stage.people[0])
    mother = Relative.objects.get(person=case.person)
    flow.hand_over(case, {mother.pk: ""}, by=officer, now=now)
    homecoming.undo_arrival([stage.line(1)], reason="прибув тезка", by=stage.officer, now=now)
    mother.refresh_from_db()
    assert (mother.may_be_told, mother.family_choice, families.person_decides(case.person_id)) == ("news", "", False)
    case.refresh_from_db()
    assert (case.state, queries.hand_over_of(case), queries.answers_of(case)) == ("expected", None, {})


def test_a_consent_is_a_row_that_names_purpose_and_person_in_the_ledger_and_no_name(settled, officer, now):
    answer(settled, "command", "meet", "given", officer=officer, now=now)
    entry = next(one for one in about("person", settled.person_id) if one.act == "answer_consent")
    row = Consent.objects.get()
    assert entry.detail == f'{{"answer":"given","case":{settled.pk},"consent":{row.pk},"purpose":"meet"}}'
