"""Field by field: who sees what of one person's health, at every door by which something of a person leaves.

The same person is opened by somebody who treats them, a medical officer who does not, the support officer of the case,
a support officer of another unit, and the auditor. Each field holds a word that stands nowhere else.
"""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pypdf import PdfReader

from dodomu.clock import day
from dodomu.ledger.queries import about
from dodomu.letters.kinds import KINDS
from dodomu.reintegration import actions
from dodomu.reintegration.actions.calendar import make_address
from dodomu.reintegration.models import Case, Document, Letter
from tests import build, cast
from tests import build_reintegration as homecoming
from tests.journeys.addresses import doors, is_public

pytestmark = pytest.mark.django_db

FIELDS = {
    "plan": "буревій",
    "older plan": "вишиванка",
    "step": "гопак",
    "goal": "ґанок",
    "what came of a goal": "джміль",
    "the person’s words": "жоржина",
    "who treats": "зозуля",
    "role on the team": "протезист",
    "level of the plan": "рівень 2",
    "conclusion": "постанова про причинний зв’язок",
    "number of the conclusion": "калина/24",
    "words of the conclusion": "лелека",
    "psychologist": "<span>не хоче</span>",
}
FREE_TEXT = [
    word for name, word in FIELDS.items() if name not in ("role on the team", "level of the plan", "psychologist")
]


@pytest.fixture
def unit():
    return build.unit("NGU")


@pytest.fixture
def doctor(now, unit):
    return build.account(cast.MEDICAL, now=now, unit=unit)


@pytest.fixture
def readers(now, unit, doctor):
    """By what they are; the medical officers work in the facility, so they may admit, and read the case."""
    other = build.unit("AFU")
    return {
        "treats": doctor,
        "medical": build.account(cast.Officer("m2", "Софія Гай", "", "medical"), now=now, unit=unit),
        "officer": build.account(cast.SOCIAL, now=now, unit=unit),
        "elsewhere": build.account(cast.Officer("s2", "Інша Людина", "", "social"), now=now, unit=other),
        "auditor": build.account(cast.AUDITOR, now=now),
    }


@pytest.fixture
def case(now, unit, doctor, readers):
    """A person whose every field of health is filled in."""
    one = homecoming.case(now=now, officer=readers["officer"], unit=unit, admitted_at=now - timedelta(days=5))
    by = {"by": doctor, "now": now - timedelta(hours=2)}
    today = day(now)
    actions.write_plan(one, content=FIELDS["older plan"], level=1, **by)
    plan = actions.write_plan(one, content=FIELDS["plan"], level=2, **by)
    actions.add_step(plan, content=FIELDS["step"], due_at=now, level=2, **by)
    actions.set_goal(plan, content="мета", due_on=today, **by)
    goal = actions.set_goal(plan, content=FIELDS["goal"], due_on=today, **by)
    actions.move_goal(goal, "achieve", outcome=FIELDS["what came of a goal"], **by)
    actions.answer_plan(plan, is_agreed=True, on=today, words=FIELDS["the person’s words"], **by)
    actions.hand_copy(plan, on=today, **by)
    actions.add_member(one, name=FIELDS["who treats"], role="prosthetist", **by)
    actions.offer_psychologist(one, answer="no", on=today, **by)
    number, words = FIELDS["number of the conclusion"], FIELDS["words of the conclusion"]
    actions.conclude(one, kind="injury", number=number, on=today, note=words, **by)
    for paper in Document.objects.filter(case=one, kind__in=KINDS).order_by("pk")[:2]:
        actions.write_letter(paper, dated_on=today, by=readers["officer"], now=now)
    return Case.objects.get(pk=one.pk)


def addresses(case):
    """Every address that takes nothing, this person, this facility, or this person with a key of one of their rows."""
    person = {"number": case.person.now.number}
    room = apps.get_app_config("reintegration").get_models()
    keys = sorted(
        {key for model in room for key in model._default_manager.order_by("pk").values_list("pk", flat=True)[:2]}
    )
    for name, view in doors():
        if "GET" not in view.methods or is_public(view):
            continue
        for values in ({}, person, {"code": "svitanok"}, *(person | {"key": key} for key in keys)):
            try:
                yield name, reverse(name, kwargs=values)
            except NoReverseMatch:
                continue


def text_of(response):
    """What a page, a table or a letter says."""
    content = b"".join(response.streaming_content if response.streaming else [response.content])
    if response.headers["Content-Type"] == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode()


def fields_in(response):
    text = text_of(response)
    return {name for name, word in FIELDS.items() if word in text}


EVERYTHING = set(FIELDS)
SEEN = {
    "treats": {
        "person-care": EVERYTHING,
        "person-care-print": {"plan", "step", "goal", "who treats", "role on the team"},
        "person-care-plan": {"plan", "level of the plan"},
        "person-care-step-new": {"level of the plan"},  # a level to choose from, as in the next
        "person-care-join": {"role on the team"},
        "person-care-member-new": {"role on the team"},
        "person-care-conclusion-new": {"conclusion"},
    },
    "medical": {"person-care-join": {"role on the team"}},  # a list to choose an own role from
    "officer": {},
    "elsewhere": {},
    "auditor": {},
}


@pytest.mark.parametrize("who", SEEN)
def test_every_page_print_and_list_shows_health_to_the_care_team_alone(who, case, readers, client_for):
    client = client_for(readers[who])
    seen, opened = {}, set()
    for name, address in addresses(case):
        response = client.get(address)
        if response.status_code == 200:
            opened.add(name)
            if found := fields_in(response):
                seen[name] = seen.get(name, set()) | found
    assert seen == SEEN[who]
    assert ("person-care" in opened) == (who in ("treats", "medical", "officer"))
    assert ("person-letter" in opened) == (who == "officer")


@pytest.mark.parametrize("who", SEEN)
def test_the_export_for_machines_is_there_for_the_care_team_alone(who, case, readers, client_for):
    response = client_for(readers[who]).post(f"/people/{case.person.now.number}/care/fhir")
    taken = [entry for entry in about("person", case.person_id) if entry.act == "export_plan"]
    if who == "treats":
        exported = {"plan", "step", "goal", "what came of a goal", "who treats", "role on the team"}
        assert fields_in(response) == exported | {"level of the plan"}
        assert [entry.by for entry in taken] == [readers[who]]
    else:
        assert (response.status_code, taken) == (404, [])


@pytest.mark.parametrize("who", ["medical", "officer", "auditor"])
def test_no_door_tells_others_that_the_person_refused_or_took_the_agreement_back(
    who, case, readers, doctor, client_for, now
):
    plan = actions.write_plan(case, content="ще раз", level=1, by=doctor, now=now)
    client, told = client_for(readers[who]), []
    for step in ("refuse", "agree", "withdraw"):
        if step == "withdraw":
            actions.withdraw_agreement(plan, on=day(now), by=doctor, now=now)
        else:
            actions.answer_plan(plan, is_agreed=step == "agree", on=day(now), by=doctor, now=now)
        if step != "agree":
            pages = [(name, client.get(address)) for name, address in addresses(case)]
            words = ("людина відмовилася", "відкликала згоду")
            told += [name for name, page in pages if page.status_code == 200 and any(w in text_of(page) for w in words)]
    assert told == []


@pytest.mark.parametrize("who", ["treats", "medical", "officer"])
def test_the_calendar_of_an_account_holds_nothing_of_health(who, case, readers, doctor, now):
    later = now + timedelta(days=1)
    actions.plan_appointment(
        case, "psychologist", starts_at=later, ends_at=later + timedelta(hours=1), by=doctor, now=now
    )
    secret = make_address(by=readers[who], now=now)
    feed = Client().get(f"/calendars/{secret}.ics")
    assert feed.status_code == 200
    text = text_of(feed).replace("\r\n ", "")
    assert [word for word in (*FIELDS.values(), "психолог", "Шевчук") if word.lower() in text.lower()] == []


def test_the_letters_among_those_doors_were_read(case, readers, client_for):
    letter = Letter.objects.filter(case=case).earliest("pk")
    page = client_for(readers["officer"]).get(f"/people/{case.person.now.number}/letters/{letter.pk}.pdf")
    assert "шевчук" in text_of(page).lower()


@pytest.mark.parametrize("who", SEEN)
def test_no_search_finds_or_shows_health(who, case, readers, client_for):
    client = client_for(readers[who])
    for text in FREE_TEXT:
        response = client.post("/search", {"text": text}, follow=True)
        assert {FIELDS[name] for name in fields_in(response)} - {text} == set()  # the box shows what was typed
        assert case.person.now.number not in response.content.decode()
    by_name = client.post("/search", {"text": "Шевчук"}, follow=True)
    assert fields_in(by_name) == set()


@pytest.mark.parametrize("who", ["medical", "officer"])
def test_others_who_work_with_the_person_learn_that_a_plan_exists_and_since_when_it_is_agreed(
    who, case, readers, client_for
):
    client = client_for(readers[who])
    address = f"/people/{case.person.now.number}/care"
    assert "План існує, погоджено з людиною 18 липня 2024 року." in client.get(address).content.decode()
    english = client.get(f"/en{address}").content.decode()
    assert "A plan exists, agreed with the person on 18 July 2024." in english


@pytest.mark.parametrize("who", ["elsewhere", "auditor"])
def test_for_who_does_not_work_with_the_person_the_care_is_as_if_it_were_not_there(who, case, readers, client_for):
    client = client_for(readers[who])
    there = client.get(f"/people/{case.person.now.number}/care")
    nowhere = client.get("/people/D-99999/care")
    assert (there.status_code, nowhere.status_code) == (404, 404)


def test_the_auditor_reads_that_care_was_opened_and_by_whom_and_nothing_of_it(case, readers, doctor, client_for):
    client_for(doctor).get(f"/people/{case.person.now.number}/care")
    page = client_for(readers["auditor"]).get(reverse("audit-person", kwargs={"number": 10000 + case.person_id}))
    assert page.status_code == 200
    assert fields_in(page) == set()
    assert "перегляд лікування" in page.content.decode()


def test_no_word_of_health_stands_in_clear_in_any_table(case):
    found = []
    for model in apps.get_models():
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                value = str(field.value_from_object(row))
                found += [(model.__name__, field.name, word) for word in FREE_TEXT if word in value]
    assert found == []
