"""Letters for everybody of one return: made once each, taken up again, and only about people one works with."""

from __future__ import annotations

from datetime import date

import pytest

from dodomu.access import standing_in
from dodomu.access.models import User
from dodomu.errors import NotVisible, Refused
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.jobs.models import Job
from dodomu.reintegration import actions
from dodomu.reintegration.models import Document, Letter, LetterBatch
from dodomu.reintegration.queries import letter_batches as asked
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 18)
KINDS = ["tax_number", "sim"]


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def cases(now, officer):
    homecoming.letterhead(build.unit("NGU"), now=now)
    people = [homecoming.returned(name, now=now, unit=build.unit("NGU")) for name in ("Мельник", "Коваль", "Бойко")]
    return homecoming.cases(people, now=now, officer=officer)


def ask(officer, now, kinds=KINDS):
    return actions.ask_for_letters(homecoming.ROUND, kinds=kinds, dated_on=DAY, by=officer, now=now)


def run(job, now):
    return run_due(HANDLERS, clock=lambda: now, only=job.pk)


def test_every_document_that_is_missing_gets_one_letter_in_order_of_people(cases, officer, now):
    job = ask(officer, now)
    run(job, now)
    job.refresh_from_db()
    made = list(Letter.objects.order_by("running").values_list("case", "document__kind", "running"))
    assert made == [
        (case.pk, kind, 2 * place + number)
        for place, case in enumerate(cases)
        for number, kind in enumerate(KINDS, start=1)
    ]
    assert (job.state, job.done, job.total) == ("done", 6, 6)


def test_a_job_that_runs_again_makes_no_letter_twice(cases, officer, now):
    job = ask(officer, now)
    run(job, now)
    before = set(Letter.objects.values_list("pk", "number"))
    Job.objects.filter(pk=job.pk).update(state="queued")
    run(job, now)
    assert set(Letter.objects.values_list("pk", "number")) == before


def test_a_document_that_came_and_a_case_of_another_officer_are_left_out(cases, officer, now):
    received = Document.objects.get(case=cases[0], kind="sim")
    actions.move_document(received, "receive", by=officer, now=now)
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    actions.assign_officer(cases[1], other, by=None, now=now)
    run(ask(officer, now), now)
    assert list(Letter.objects.order_by("pk").values_list("case", "document__kind")) == [
        (cases[0].pk, "tax_number"),
        (cases[2].pk, "tax_number"),
        (cases[2].pk, "sim"),
    ]


def test_letters_about_somebody_who_got_another_officer_are_no_longer_in_the_batch(cases, officer, now):
    job = ask(officer, now)
    run(job, now)
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    actions.assign_officer(cases[1], other, by=None, now=now)
    batch = LetterBatch.objects.get()
    assert {one.case_id for one in asked.letters_in(batch, officer)} == {cases[0].pk, cases[2].pk}
    with pytest.raises(NotVisible):
        asked.get_batch(other, batch.pk)


@pytest.mark.parametrize("kinds", [[], ["nothing"], ["sim", "nothing"]])
def test_a_batch_names_documents_that_have_letters(cases, officer, now, kinds):
    with pytest.raises(Refused) as refused:
        ask(officer, now, kinds)
    assert (refused.value.field, LetterBatch.objects.count()) == ("kinds", 0)


def test_nobody_asks_for_letters_about_people_of_others(cases, now):
    other = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    with pytest.raises(Refused) as refused:
        ask(other, now)
    assert (refused.value.field, Job.objects.count()) == ("occasion", 0)


def test_the_returns_among_an_officers_cases_come_with_how_many_people(cases, officer, now):
    assert asked.occasions(officer) == [(homecoming.ROUND, 3)]


def test_a_deputy_writes_for_the_people_of_the_colleague_who_is_away(cases, officer, now):
    deputy = build.account(cast.SECOND_SOCIAL, now=now, unit=build.unit("NGU"))
    standing_in.name_deputy(officer, deputy, from_on=DAY, until_on=DAY, by=officer, now=now)
    asking = User.objects.get(pk=deputy.pk)
    standing_in.begin(asking, now=now)  # as the request that asks does
    run(ask(asking, now, kinds=["sim"]), now)
    assert Letter.objects.filter(document__case__in=cases, made_by=deputy).count() == len(cases)
