"""Bundles of plans of care against the published models of FHIR: R4’s own schema, and the typed models of R4B."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dodomu.clock import KYIV
from dodomu.formats import fhir
from tests.formats import r4

NOW = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)

keys = st.integers(1, 10**9)
# Whatever somebody may type or paste: other scripts, no-break spaces, control characters, nothing at all.
words = st.one_of(
    st.text(max_size=60),
    st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’ -«»№\n\t", max_size=60),
    st.sampled_from(["", " ", "\u00a0", "\ufeff", "вправи\u2028щодня", "№\u00a05", "\x00", "\ud83d\ude42"]),
)
instants = st.datetimes(datetime(2014, 1, 1), datetime(2038, 1, 20)).map(  # noqa: DTZ001 - the zone comes next
    lambda one: one.replace(tzinfo=KYIV)
)
untils = st.one_of(st.none(), instants)
goals = st.builds(
    fhir.Goal, keys, st.sampled_from(sorted(fhir.GOAL_STATUS)), words, instants.map(datetime.date),
    instants.map(datetime.date), words,
)  # fmt: skip
steps = st.builds(fhir.Step, keys, st.sampled_from(sorted(fhir.STEP_STATUS)), words, words, instants)


def some(one):
    return st.lists(one, max_size=5, unique_by=lambda row: row.key).map(tuple)


plans = st.builds(
    fhir.Plan, keys, st.sampled_from(sorted(fhir.PLAN_STATUS)), words, words, instants, words, words,
    some(goals), some(steps),
)  # fmt: skip
cares = st.builds(
    fhir.Care,
    st.text("0123456789abcdef", min_size=32, max_size=32),
    keys,
    st.sampled_from(sorted(fhir.EPISODE_STATUS)),
    instants,
    untils,
    some(st.builds(fhir.Member, keys, words, words, instants, untils)),
    some(st.builds(fhir.Stay, keys, words, instants, untils)),
    plans,
    st.sampled_from(["uk", "en"]),
    made_at=instants,
)


def wrong_by_r4(bundle):
    return list(r4.complaints(bundle, r4.definitions()["Bundle"]))


@settings(max_examples=100)
@given(cares)
def test_a_hundred_random_plans_keep_the_published_models_of_fhir_r4(care):
    bundle = json.loads(json.dumps(fhir.bundle(care)))
    assert wrong_by_r4(bundle) == []
    read = Bundle.model_validate(bundle)
    kinds = [type(entry.resource).__name__ for entry in read.entry]
    assert kinds.count("Goal") == len(care.plan.goals)
    assert kinds.count("ServiceRequest") == len(care.plan.steps)
    assert kinds.count("Encounter") == len(care.stays)
    assert [kinds.count(kind) for kind in ("Patient", "EpisodeOfCare", "CarePlan")] == [1, 1, 1]


def references(value):
    if isinstance(value, dict):
        if "reference" in value and isinstance(value["reference"], str):
            yield value["reference"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


@settings(max_examples=50)
@given(cares)
def test_every_reference_leads_to_an_entry_of_the_same_bundle_and_no_two_share_an_address(care):
    bundle = fhir.bundle(care)
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)
    assert set(references(bundle)) - set(addresses) == set()


CARE = fhir.Care(
    "c0ffee" * 5,
    7,
    "open",
    NOW,
    team=(fhir.Member(1, "Юрій Ткач", "лікар, який веде", NOW),),
    stays=(fhir.Stay(3, "Лікарня «Лісова»", NOW),),
    plan=fhir.Plan(
        5,
        "agreed",
        "План, версія 2",
        "вправи",
        NOW,
        "Юрій Ткач",
        "Людина погодила: 2024-07-18",
        goals=(fhir.Goal(6, "pursued", "ходити сходами", NOW.date(), NOW.date()),),
        steps=(fhir.Step(8, "open", "огляд", "рівень 1", NOW + timedelta(days=1)),),
    ),
    made_at=NOW,
)


def resource(kind, care=CARE):
    [found] = [one["resource"] for one in fhir.bundle(care)["entry"] if one["resource"]["resourceType"] == kind]
    return found


def test_the_patient_is_a_pseudonym_and_nothing_else():
    patient = resource("Patient")
    assert set(patient) == {"resourceType", "id", "identifier"}
    assert patient["identifier"] == [{"system": fhir.PSEUDONYMS, "value": CARE.person}]


def test_what_was_agreed_with_whom_and_what_comes_next_stands_in_its_resource():
    plan = resource("CarePlan")
    assert (plan["status"], plan["intent"], plan["title"]) == ("active", "plan", "План, версія 2")
    assert plan["note"] == [{"text": "Людина погодила: 2024-07-18"}]
    assert resource("Goal")["target"] == [{"dueDate": "2024-07-18"}]
    assert resource("ServiceRequest")["occurrencePeriod"] == {"end": "2024-07-19T10:00:00+03:00"}
    [participant] = resource("CareTeam")["participant"]
    assert (participant["member"]["display"], participant["role"][0]["text"]) == ("Юрій Ткач", "лікар, який веде")
    assert resource("Encounter")["serviceProvider"]["display"] == "Лікарня «Лісова»"


def test_the_same_record_has_the_same_id_in_every_export_and_another_person_has_others():
    again = fhir.bundle(CARE)
    assert again == fhir.bundle(CARE)
    other = fhir.Care("bada55" * 5, 7, "open", NOW, made_at=NOW)
    ids = {entry["fullUrl"] for entry in again["entry"]}
    assert ids & {entry["fullUrl"] for entry in fhir.bundle(other)["entry"]} == set()


# What the two models must find, or their silence above says nothing.
SPOILT = [
    ("Patient", "name", "Шевчук"),
    ("Encounter", "status", "open"),
    ("Encounter", "class", None),
    ("Goal", "lifecycleStatus", "pursued"),
    ("Goal", "description", None),
    ("CarePlan", "intent", None),
    ("CarePlan", "created", "18.07.2024"),
    ("ServiceRequest", "subject", None),
    ("EpisodeOfCare", "patient", None),
    ("EpisodeOfCare", "period", {"start": "2024-07-18 10:00"}),
    ("CareTeam", "participant", [{"member": {"display": "\u00a0"}}]),
]


@pytest.mark.parametrize(("kind", "field", "value"), SPOILT, ids=lambda one: str(one)[:20])
def test_a_spoilt_bundle_is_found_out_by_one_of_the_models_at_least(kind, field, value):
    bundle = deepcopy(fhir.bundle(CARE))
    [spoilt] = [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]
    spoilt.pop(field, None)
    if value is not None:
        spoilt[field] = value
    found = wrong_by_r4(bundle)
    try:
        Bundle.model_validate(bundle)
    except ValidationError as error:
        found.append(str(error))
    assert found != []
