"""The real statements, the figures of the Guard among them, and the correction of the 755 are loaded once."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.management import call_command

from dodomu.clock import KYIV
from dodomu.figures import actions
from dodomu.figures.actions.record import GUARD
from dodomu.figures.models import Correction, Figure, Request, Statement
from dodomu.figures.queries import quotations
from dodomu.reference.statements import read_statements
from tests import build

pytestmark = pytest.mark.django_db

LATER = datetime(2025, 1, 10, 12, 0, tzinfo=KYIV)


def test_the_command_loads_every_statement_with_its_links_and_run_again_adds_nothing(now, capsys):
    build.unit("NGU")
    call_command("load_statements")
    assert "statements: 227 new, figures: 2, corrections: 1" in capsys.readouterr().out
    stored = dict(Statement.objects.values_list("key", "status"))
    assert stored == {row.id: row.status for row in read_statements()}
    links = set(Statement.objects.exclude(quotes=None).values_list("key", "quotes__key"))
    assert links == {(row.id, row.quotes) for row in read_statements() if row.quotes}
    mended = set(Statement.objects.exclude(corrects=None).values_list("key", "corrects__key"))
    assert mended == {(row.id, row.corrects) for row in read_statements() if row.corrects}
    call_command("load_statements")
    assert "statements: 0 new, figures: 0, corrections: 0" in capsys.readouterr().out


def test_a_withheld_number_is_no_zero(now):
    actions.load_statements(read_statements(), now=now)
    withheld = Statement.objects.filter(comparator="withheld")
    assert withheld.count() == sum(row.qualifier == "withheld" for row in read_statements())
    assert set(withheld.values_list("value", flat=True)) == {None}


def test_a_clock_in_july_does_not_know_the_number_of_december(now):
    actions.load_public_record(now=now)
    assert list(Figure.objects.order_by("number").values_list("number", "value")) == [(1, 428), (2, 755)]
    assert actions.load_public_record(now=LATER).figures == 1
    assert list(Figure.objects.order_by("number").values_list("number", "value")) == [(1, 428), (2, 755), (3, 936)]


def test_without_the_tree_of_units_the_figures_are_there_and_not_counted(now):
    actions.load_public_record(now=now)
    assert set(Figure.objects.values_list("slug", "computed")) == {(GUARD, None)}


def test_the_755_is_a_correction_of_the_meaning_with_everyone_who_quoted_it(now):
    actions.load_public_record(now=now)
    correction = Correction.objects.get()
    assert (correction.statement.key, correction.field, correction.state) == (
        "ngu-755-ukrinform-first",
        "what",
        "issued",
    )
    assert correction.was_uk.startswith("755 військовослужбовців Національної гвардії України залишаються в полоні")
    assert correction.right_figure == Figure.objects.get(value=755)
    found = {(one.statement.key, one.state, one.distance) for one in Request.objects.all()}
    assert found == {
        ("ngu-755-espreso-en", "to_tell", 1),
        ("ngu-755-ukrinform-de", "to_tell", 1),
        ("ngu-755-pravda-en", "mended", 1),
        ("ngu-755-ukrinform-first", "mended", 0),
    }


def test_the_chain_shows_who_repeats_and_who_corrects(now):
    actions.load_public_record(now=now)
    chain = quotations.chain(Statement.objects.get(key="ngu-755-espreso-en"))
    assert [(link.depth, link.statement.key, link.relation) for link in chain] == [
        (0, "ngu-755-ukrinform-first", "first"),
        (1, "ngu-755-espreso-en", "quotes"),
        (1, "ngu-755-pravda-en", "corrects"),
        (1, "ngu-755-ukrinform-corrected", "corrects"),
        (1, "ngu-755-ukrinform-de", "quotes"),
    ]
