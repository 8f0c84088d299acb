"""Checklists: by category, in versions that a service writes; old cases keep what they began with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dodomu.errors import Refused
from dodomu.ledger.queries import about
from dodomu.people import actions as register
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Checklist, Document
from dodomu.reintegration.models.checklists import CATEGORIES, Row, built_in, in_rounds
from dodomu.reintegration.queries import checklists as asked
from dodomu.reintegration.queries.record import officers
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
SHORT = [Row("bank_card", 5, needs_person=True, waits_for="passport"), Row("passport", 1, needs_person=True)]


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def steward(now):
    return build.account(cast.STEWARD, now=now)


def write(rows, steward, now, category="military", note="коротший перелік"):
    return actions.publish_checklist(category, rows, note=note, by=steward, now=now)


def kinds(case):
    return set(Document.objects.filter(case=case).values_list("kind", flat=True))


def test_new_cases_follow_the_new_version_and_older_ones_keep_theirs(steward, officer, now):
    before = homecoming.case("Мельник", now=now, officer=officer, unit=build.unit("NGU"))
    version = write(SHORT, steward, now)
    after = homecoming.case("Коваль", now=now, officer=officer, unit=build.unit("NGU"))
    card = Document.objects.get(case=after, kind="bank_card")
    assert (len(kinds(before)), kinds(after)) == (15, {"passport", "bank_card"})
    assert (card.waits_for.kind, card.needs_person, card.checklist) == ("passport", True, version)
    assert Document.objects.filter(case=before).exclude(checklist=None).count() == 0


def test_what_needs_the_person_is_not_due_inside_the_protected_time_whatever_a_checklist_says(steward, officer, now):
    write(SHORT, steward, now)
    case = homecoming.case("Коваль", now=now, officer=officer, unit=build.unit("NGU"))
    assert Document.objects.get(case=case, kind="passport").due_at >= case.protection.ends_at


def test_versions_are_counted_by_category_and_every_one_stays(steward, now):
    numbers = [write(SHORT, steward, now).version, write(SHORT[1:], steward, now).version]
    other = write(SHORT, steward, now, category="civilian").version
    assert (numbers, other) == ([1, 2], 1)
    assert [row.kind for row in asked.in_force("military").rows] == ["passport"]
    assert [len(asked.rows_of(one)) for one in asked.versions_of("military")] == [1, 2]
    assert asked.in_force("officer").version is None


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], ""),
        ([Row("passport", 0)], ""),
        ([Row("passport", 366)], ""),
        ([Row("nothing", 3)], ""),
        ([Row("passport", 3), Row("passport", 4)], ""),
        ([Row("bank_card", 3, waits_for="passport")], "absent"),
        ([Row("passport", 3, waits_for="sim"), Row("sim", 3, waits_for="passport")], "circle"),
        ([Row("passport", 3, waits_for="passport")], "circle"),
    ],
)
def test_a_checklist_that_cannot_be_followed_is_refused(rows, code, steward, now):
    with pytest.raises(Refused) as refused:
        write(rows, steward, now)
    assert (refused.value.field, refused.value.code, Checklist.objects.count()) == ("rows", code, 0)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_built_in_checklist_can_be_followed_from_its_first_row(category):
    rows = built_in(category)
    assert sum(len(turn) for turn in in_rounds(rows)) == len(rows)
    assert {row.waits_for for row in rows} - {""} <= {row.kind for row in rows}


def test_an_officer_of_the_record_begins_with_the_documents_of_officers(officer, now):
    person = homecoming.returned("Гнатюк", now=now, unit=build.unit("NGU"))
    source = register.add_source("unit_report", title="донесення", dated_on=homecoming.JULY)
    given = {"true_from": homecoming.JULY, "learned_on": homecoming.JULY, "source": source, "by": None, "now": now}
    register.state(person, "rank", "старший лейтенант", **given)
    case = homecoming.cases([person], now=now, officer=officer)[0]
    assert (case.category, kinds(case) - {row.kind for row in built_in("military")}) == (
        "officer",
        {"officer_id", "contract"},
    )


def test_another_category_adds_what_is_missing_and_takes_nothing_off(officer, now):
    case = homecoming.case("Коваль", now=now, officer=officer, unit=build.unit("NGU"))
    before = set(Document.objects.filter(case=case).values_list("pk", flat=True))
    assert actions.set_category(case, "contract", by=officer, now=now) == 1
    assert actions.set_category(case, "civilian", by=officer, now=now) == 0
    assert before < set(Document.objects.filter(case=case).values_list("pk", flat=True))
    assert Case.objects.get(pk=case.pk).category == "civilian"
    assert [entry.act for entry in about("person", case.person_id)][:2] == ["set_category", "set_category"]
    with pytest.raises(Refused):
        actions.set_category(case, "pirate", by=officer, now=now)


def test_a_document_has_somebody_who_answers_for_it_among_those_who_may(officer, now):
    case = homecoming.case("Коваль", now=now, officer=officer, unit=build.unit("NGU"))
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    document = Document.objects.get(case=case, kind="sim")
    assert actions.set_responsible(document, other, by=officer, now=now).responsible == other
    assert actions.set_responsible(document, None, by=officer, now=now + timedelta(hours=1)).responsible is None
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    assert doctor not in officers(case)
    with pytest.raises(Refused):
        actions.set_responsible(document, doctor, by=officer, now=now)
