"""One law of figures, whatever happens and wherever the process dies: counted again exactly, asked once, told once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from dodomu.clock import KYIV
from dodomu.figures import actions
from dodomu.figures.models import Correction, Figure, Outlet, Request
from dodomu.figures.queries.counting import recount
from dodomu.figures.queries.letter import Addresses
from dodomu.figures.queries.wrong import wrong_statement
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.notices.actions import send_due
from dodomu.notices.models import Notice
from dodomu.people.models import Group
from tests import build, cast
from tests import build_figures as figures
from tests.laws.figures_world import World, histories
from tests.laws.register import UNITS, Register
from tests.laws.test_correction_laws import Post, survive

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 5, 17, 10, 0, tzinfo=KYIV)
BACK = [("state", n, "RETURNED_EXCHANGE", 0, "day", 0, "confirmed") for n in range(2)]
OPENED = [("open", "NGU-1"), ("open", "NGU-1"), ("open", "AFU-1"), *BACK, ("wait", 2)]
ADDRESSES = Addresses("https://a.example", "https://b.example", "https://c.example/TOKEN", "https://d.example/TOKEN")
BEGINS = [(("say", 0, False), []), (("publish_text", 0), []), (("publish_text", 0), [])]


@pytest.fixture
def world(db):
    """An empty world: the tree, the officers, three people of whom nothing is known."""
    for code in UNITS:
        build.unit(code, parent=build.unit(code.split("-")[0]))
    Group.objects.create(
        code="azov", name_uk="азовці", name_en="Azovites", definition_uk="…", definition_en="…", defined_by="…"
    )
    two = build.account(cast.REGISTRAR, now=NOW), build.account(cast.SECOND_REGISTRAR, now=NOW)
    people = figures.press(now=NOW), figures.commander(now=NOW)

    def begun() -> World:
        made = World(Register(*two), *people)
        for step in OPENED:
            made.register.do(step)
        return made

    return begun


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories)
def test_no_history_and_no_death_changes_an_answer_or_loses_or_doubles_a_request(world, history):
    acts, learned, chance = history
    with transaction.atomic():
        try:
            lived = world()
            lived.live([*BEGINS, *acts], learned, chance)
            each_figure_is_counted_again_exactly(lived)
            what_the_public_read_then_is_read_for_ever(lived)
            each_carrier_is_asked_once(lived)
            each_carrier_is_told_once(lived, dying=[chance.randint(0, 60), chance.randint(0, 60)])
        finally:
            transaction.set_rollback(True)


def each_figure_is_counted_again_exactly(lived):
    for figure in Figure.objects.select_related("definition"):
        assert recount(figure) == figure.computed
    for frozen, number in lived.counted:
        assert recount(frozen) == number, (frozen.true_on, frozen.known_on)


def what_the_public_read_then_is_read_for_ever(lived):
    lived.step += 10  # past every embargo
    for at, read in lived.told:
        assert lived.answer(lived.now, as_of=at) == read


def each_carrier_is_asked_once(lived):
    issued = Correction.objects.filter(state="issued").select_related("figure__statement", "statement")
    expected = {(one.pk, document) for one in issued for document in lived.carriers(wrong_statement(one))}
    assert Counter(Request.objects.values_list("correction", "document")) == Counter(expected)


def each_carrier_is_told_once(lived, *, dying):
    Outlet.objects.update(email="editors@example.org")
    for correction in Correction.objects.filter(state="issued"):
        if actions.with_address(correction).exists():
            actions.queue_letters(correction, addresses=ADDRESSES, by=lived.press, now=lived.now)
    survive(lambda: run_due(HANDLERS, clock=lambda: lived.now), dying)
    run_due(HANDLERS, clock=lambda: lived.now)
    assert set(Request.objects.values_list("state", flat=True)) <= {"told", "mended"}
    letters = Counter(Notice.objects.values_list("about", flat=True))
    assert letters == Counter(
        f"request:{pk}" for pk in Request.objects.filter(state="told").values_list("pk", flat=True)
    )
    post = Post(dies_after=1)
    for minutes in (0, 3, 10, 60):  # a message whose sender died is sent again under its key
        send_due(post, clock=lambda minutes=minutes: lived.now + timedelta(minutes=minutes))
    assert len(post.carried) == len(letters)
