"""Lists in pages, and the one way out as a table."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.core import signing
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from dodomu.text import Text
from dodomu.units.models import Unit
from dodomu.web.pages import SALT, Page, csv_response, keyset
from tests import build

ORDER = ("name_en", "-pk")


@pytest.fixture
def units(db: None) -> list[int]:
    """Seven units, some of the same name, in the order of the list."""
    rows = [Unit(code=f"U{n}", name_uk="х", name_en=name, path=f"/{n}/") for n, name in enumerate("BABCAAC")]
    Unit.objects.bulk_create(rows)
    return list(Unit.objects.order_by(*ORDER).values_list("pk", flat=True))


def asked(cursor: str = "") -> HttpRequest:
    """A request for a page."""
    return RequestFactory().get("/units", {"page": cursor} if cursor else {})


def page(cursor: str = "", size: int = 3) -> Page[Unit]:
    """One page of the units."""
    return keyset(Unit.objects.all(), request=asked(cursor), order=ORDER, size=size)


def keys(shown: Page[Unit]) -> list[int]:
    """The rows of a page."""
    return [row.pk for row in shown.rows]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_pages_walk_the_whole_list_forth_and_back(units: list[int], size: int) -> None:
    shown = page(size=size)
    walked, there = keys(shown), [keys(shown)]
    assert shown.previous_cursor == ""
    while shown.next_cursor:
        shown = page(shown.next_cursor, size)
        walked += keys(shown)
        there.append(keys(shown))
    assert walked == units
    back = [keys(shown)]
    while shown.previous_cursor:
        shown = page(shown.previous_cursor, size)
        back.append(keys(shown))
    assert back[::-1] == there
    assert (shown.previous_cursor, bool(shown.next_cursor)) == ("", len(there) > 1)


def test_a_row_added_or_gone_meanwhile_moves_no_other(units: list[int]) -> None:
    first = page()
    Unit.objects.create(code="new", name_uk="х", name_en="A", path="/99/")
    Unit.objects.filter(pk=first.rows[0].pk).delete()
    assert keys(page(first.next_cursor)) == units[3:6]


def test_a_row_that_left_the_filter_still_marks_the_place(units: list[int]) -> None:
    some = Unit.objects.filter(code__startswith="U")
    first = keyset(some, request=asked(), order=ORDER, size=3)
    Unit.objects.filter(pk=first.rows[-1].pk).update(code="x")
    rest = keyset(some, request=asked(first.next_cursor), order=ORDER, size=3)
    assert keys(rest) == units[3:6]


@pytest.mark.parametrize(
    "cursor", ["x", "eyJhIjoxfQ:abc", "' OR 1=1", signing.Signer(salt=SALT).sign_object([999999, "n"])]
)
def test_a_cursor_that_does_not_fit_gives_the_first_page(units: list[int], cursor: str) -> None:
    assert keys(page(cursor)) == units[:3]


def test_a_cursor_holds_an_id_and_nothing_else(units: list[int]) -> None:
    cursor = page().next_cursor
    assert signing.Signer(salt=SALT).unsign_object(cursor) == [units[2], "n"]


def test_an_empty_list_has_no_pages(db: None) -> None:
    assert page() == Page([], "", "")


def test_a_page_costs_two_queries_however_long_the_list(units: list[int], counted_queries: object) -> None:
    cursor = page().next_cursor
    assert counted_queries(lambda: page(cursor)) == 2  # type: ignore[operator]
    for n in range(50):
        build.unit(f"X{n}")
    assert counted_queries(lambda: page(cursor)) == 2  # type: ignore[operator]


# Out as a table


def read(content: bytes) -> list[list[str]]:
    """The cells of a table."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_table_goes_out_as_text_that_no_spreadsheet_runs() -> None:
    instant = datetime(2024, 7, 17, 22, 30, tzinfo=UTC)
    response = csv_response(
        [["=1+1", -5, None, Text("так", "yes")], [' a,"b"\n', date(2024, 7, 17), instant, True]],
        ["+x", "n", "", "є"],
        "список 1.csv",
    )
    assert read(response.content) == [
        ["'+x", "n", "", "є"],
        ["'=1+1", "-5", "", "так"],
        [' a,"b"\n', "2024-07-17", "2024-07-18T01:30:00+03:00", "1"],
    ]
    assert response.content.startswith(b"\xef\xbb\xbf'+x,n,,")
    assert response.content.count(b"\r\n") == 3
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="-------1.csv"'


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), min_size=2, max_size=4))
def test_every_cell_comes_back_as_it_was_but_for_the_apostrophe(row: list[str]) -> None:
    [back] = read(csv_response([row], [], "x.csv").content)[1:]
    assert [cell.removeprefix("'") for cell in back] == [cell.removeprefix("'") for cell in row]
    assert [cell for cell in back if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
