"""Whoever quotes whom, and wherever the process dies: each text that carries a mistake is asked once, and told once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dodomu.clock import KYIV
from dodomu.figures import actions
from dodomu.figures.actions import mentions
from dodomu.figures.models import Correction, Outlet, Request, Statement
from dodomu.figures.queries.letter import Addresses
from dodomu.flows import correction as flow
from dodomu.flows.work import HANDLERS
from dodomu.jobs.actions import run_due
from dodomu.notices.actions import send_due
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
ADDRESSES = Addresses("https://a.example", "https://b.example", "https://c.example/TOKEN", "https://d.example/TOKEN")
FREE = "З полону звільнено 7 військовослужбовців Національної гвардії України."


class Killed(Exception):  # noqa: N818
    """The process died before this query, or before the carrier's answer was noted."""


def dying_at(step):
    """Lets so many queries through and dies at the next; what was not committed is gone."""
    left = [step]

    def execute(run, sql, params, many, context):
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


def survive(act, steps):
    """Does an act, killed at each of these steps and begun again, until it comes through."""
    for step in steps:
        try:
            with transaction.atomic(), dying_at(step):
                act()
        except Killed:
            continue
        return
    act()


class Post:
    """A carrier that knows a message by its key, as carriers do, and dies after some of them."""

    def __init__(self, dies_after):
        self.carried = Counter()
        self.left = dies_after

    def carry(self, *, key, way, address, body):
        self.carried[key] += 1
        self.left -= 1
        if self.left == 0:
            raise Killed
        return key


@st.composite
def graphs(draw):
    """Some texts and who quotes whom, in circles and from several sources; text 0 is the mistake."""
    size = draw(st.integers(1, 7))
    numbers = st.integers(0, size - 1)
    edges = draw(st.sets(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]), max_size=14))
    late = draw(st.sets(numbers, max_size=3))
    shared = draw(st.sets(st.tuples(numbers, numbers), max_size=2))
    return size, sorted(edges), sorted(late), sorted(shared)


def reachable(edges):
    """By hand: every text from which quotations lead to text 0."""
    found = {0}
    while more := {quoting for quoting, quoted in edges if quoted in found} - found:
        found |= more
    return found


def build(size, shared):
    """The texts, each a statement in a document; some share one."""
    figure = figures.published(now=NOW)
    texts = [figures.quoted(figure.statement, f"Видання {number}", now=NOW) for number in range(size)]
    mentions.Citation.objects.all().delete()
    for one, other in shared:
        Statement.objects.filter(pk=texts[one].pk).update(document=Statement.objects.get(pk=texts[other].pk).document)
    Outlet.objects.update(email="editors@example.org")
    return [Statement.objects.get(pk=text.pk) for text in texts]


def work():
    run_due(HANDLERS, clock=lambda: NOW)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(graph=graphs(), steps=st.lists(st.integers(0, 45), min_size=2, max_size=5), dies_after=st.integers(1, 6))
def test_each_text_that_carries_a_mistake_is_asked_once_and_told_once_wherever_the_process_dies(
    graph, steps, dies_after
):
    size, edges, late, shared = graph
    with transaction.atomic():
        try:
            _check(size, edges, late, shared, steps, dies_after)
        finally:
            transaction.set_rollback(True)


def _check(size, edges, late, shared, steps, dies_after):
    press, commander = figures.press(now=NOW), figures.commander(now=NOW)
    texts = build(size, shared)
    early = [(a, b) for a, b in edges if a not in late]
    for quoting, quoted in early:
        mentions.quote(texts[quoting], [texts[quoted]], by=press, now=NOW)
    correction = figures.proposed_correction(texts[0], now=NOW)

    def issue():
        fresh = Correction.objects.get(pk=correction.pk)
        if fresh.state == "proposed":
            flow.issue(fresh, by=commander, now=NOW)

    def quote_late():
        for quoting, quoted in edges:
            mentions.quote(texts[quoting], [texts[quoted]], by=press, now=NOW)
        actions.open_requests(Correction.objects.get(pk=correction.pk), by=press, now=NOW)

    survive(issue, steps)
    documents = {texts[number].document_id for number in reachable(early)}
    assert Counter(Request.objects.values_list("document", flat=True)) == Counter(documents)
    survive(quote_late, steps)
    documents = {texts[number].document_id for number in reachable(edges)}
    assert Counter(Request.objects.values_list("document", flat=True)) == Counter(documents)

    actions.queue_letters(correction, addresses=ADDRESSES, by=press, now=NOW)
    survive(work, steps)
    work()
    assert set(Request.objects.values_list("state", flat=True)) == {"told"}
    post = Post(dies_after)
    for minutes in (0, 3, 10, 60):  # a message whose sender died is sent again under its key
        send_due(post, clock=lambda minutes=minutes: NOW + timedelta(minutes=minutes))
    assert len(post.carried) == len(documents)

    def mend():
        for request in Request.objects.exclude(state="mended").order_by("pk"):
            flow.read_again(request.document, FREE, seen_on=NOW.date(), by=press, now=NOW)

    survive(mend, steps)
    assert set(Request.objects.values_list("state", flat=True)) == {"mended"}
    assert Counter(Request.objects.values_list("document", flat=True)) == Counter(documents)
