"""The export of a plan of care: who takes it, what stands in it, and that the published models read it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from fhir.resources.R4B.bundle import Bundle

from dodomu.access.vault import destroy
from dodomu.clock import day
from dodomu.reintegration import actions
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.formats import r4

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(now):
    return build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def case(now, doctor):
    return homecoming.case(now=now, unit=build.unit("NGU"), admitted_at=now - timedelta(days=5))


@pytest.fixture
def plan(case, doctor, now):
    made = actions.write_plan(case, content="вправи", level=2, by=doctor, now=now - timedelta(days=1))
    actions.set_goal(made, content="ходити", due_on=day(now), by=doctor, now=now)
    actions.add_step(made, content="огляд", due_at=now, level=1, by=doctor, now=now)
    actions.add_member(case, name="Інна Ковтун", role="physical", by=doctor, now=now)
    return made


@pytest.fixture
def take(case, doctor, client_for):
    """Takes the export, in a language; the models have read it."""

    def taken(prefix=""):
        response = client_for(doctor).post(f"{prefix}/people/{case.person.now.number}/care/fhir")
        assert response.status_code == 200
        bundle = json.loads(response.content)
        assert list(r4.complaints(bundle, r4.definitions()["Bundle"])) == []
        assert Bundle.model_validate(bundle).type == "collection"
        return response, bundle

    return taken


def resources(bundle, kind):
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def test_the_file_names_nobody_by_its_name_or_in_its_patient(case, plan, take):
    response, bundle = take()
    text = response.content.decode() + response["Content-Disposition"]
    person = case.person.now
    assert [word for word in (person.surname, person.number, str(person.pk + 10000)) if word in text] == []
    assert response["Content-Type"] == "application/fhir+json; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    [patient] = resources(bundle, "Patient")
    assert len(patient["identifier"][0]["value"]) == 32


def test_the_file_speaks_the_language_of_the_page(plan, take):
    [uk], [en] = (resources(take(prefix)[1], "CarePlan") for prefix in ("", "/en"))
    assert uk["title"] == "План лікування й реабілітації, версія 1, рівень 2"
    assert en["title"] == "Treatment and rehabilitation plan, version 1, level 2"
    assert uk["id"] == en["id"]


def test_every_state_of_a_plan_has_its_status_and_the_answer_of_the_person(plan, take, doctor, now):
    def told():
        bundle = take()[1]
        [one], [goal], [step] = (resources(bundle, kind) for kind in ("CarePlan", "Goal", "ServiceRequest"))
        states = (one["status"], goal["lifecycleStatus"], step["status"])
        return states, [note["text"] for note in one.get("note", [])]

    assert told() == (("draft", "proposed", "draft"), [])
    actions.answer_plan(plan, is_agreed=False, on=day(now), by=doctor, now=now)
    assert told() == (("revoked", "on-hold", "on-hold"), ["Людина відмовилася: 2024-07-18"])
    actions.answer_plan(plan, is_agreed=True, on=day(now), by=doctor, now=now)
    assert told() == (("active", "active", "active"), ["Людина погодила: 2024-07-18"])
    actions.withdraw_agreement(plan, on=day(now), by=doctor, now=now)
    assert told() == (("revoked", "on-hold", "on-hold"), ["Людина відкликала згоду: 2024-07-18"])


def test_a_stay_that_ended_is_a_finished_encounter(case, plan, take, doctor, now):
    assert [one["status"] for one in resources(take()[1], "Encounter")] == ["in-progress"]
    actions.leave(case, at=now, by=doctor, now=now)
    assert [one["status"] for one in resources(take()[1], "Encounter")] == ["finished"]


def test_before_there_is_a_plan_the_team_and_the_stay_are_exported(case, take, doctor, now):
    actions.join_team(case, role="lead", by=doctor, now=now)
    _response, bundle = take()
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == ["Patient", "EpisodeOfCare", "CareTeam", "Encounter"]


def test_texts_whose_key_was_destroyed_leave_a_bundle_that_the_models_still_read(case, plan, take, now):
    destroy(f"person:{case.person_id}", now=now)
    assert resources(take()[1], "Goal")[0]["description"] == {"text": "–"}


def test_nothing_is_exported_by_a_link(case, plan, doctor, client_for):
    assert client_for(doctor).get(f"/people/{case.person.now.number}/care/fhir").status_code == 405
