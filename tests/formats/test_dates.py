from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.formats.dates import ReadDate, read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("14.03.1991", "1991-03-14"),
        ("14.3.91", "1991-03-14"),
        ("14/03/91", "1991-03-14"),
        ("14-03-1991", "1991-03-14"),
        ("1991-03-14", "1991-03-14"),
        ("1991-03-14 00:00", "1991-03-14"),
        ("14 березня 1991", "1991-03-14"),
        ("14 марта 1991 г.", "1991-03-14"),
        ("14 Mar 1991", "1991-03-14"),
        ("March 14, 1991", "1991-03-14"),
        ("14 травня 1991 року", "1991-05-14"),
        ("14 мая 1991", "1991-05-14"),
        ("14 липня 1991 р.н.", "1991-07-14"),
        ("14 листопада 1991", "1991-11-14"),
        ("14.03.1991 р.н.", "1991-03-14"),
        ("нар. 14.03.1991", "1991-03-14"),
        ("1988 р.н.", "1988"),
        ("1988", "1988"),
        ("1988 г.р.", "1988"),
        ("00.00.1990", "1990"),
        ("00.05.1990", "1990-05"),
        ("05.1990", "1990-05"),
        ("травень 1990", "1990-05"),
        ("33059", "1990-07-05"),
        ("14.03.03", "2003-03-14"),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_date_is_read_as_exactly_as_it_was_written(written, iso):
    read = read_date(written)
    assert (read.written, read.warning, read.raw) == (iso, "", written)


@pytest.mark.parametrize(
    "written",
    [
        "31.02.1990",
        "33/13/1990",
        "1991-13-01",
        "14.03.1791",
        "десь навесні",
        "14.03",
        "99999999",
        "невідомо",
        "07/25/1990",
    ],
)
def test_an_impossible_date_stays_text_with_a_warning(written):
    assert read_date(written) == ReadDate(None, "", "bad_date", written)


def test_an_order_that_cannot_be_told_is_read_day_first_with_a_warning():
    assert read_date("05/07/1990") == ReadDate(date(1990, 7, 5), "day", "ambiguous_date", "05/07/1990")


def test_a_date_after_the_latest_possible_is_bad():
    today = date(2026, 11, 25)
    assert read_date("26.11.2026", latest=today).warning == "bad_date"
    assert read_date("01.02.27", latest=today).written == "1927-02-01"


def test_cells_of_workbooks_are_dates_already():
    assert read_date(datetime(1990, 7, 5, tzinfo=UTC)).written == "1990-07-05"
    assert read_date(date(1990, 7, 5)).written == "1990-07-05"


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=40), st.from_regex(r"\d{1,5}[-./ ]\d{1,3}[-./ ]\d{1,5}", fullmatch=True)))
def test_no_text_makes_reading_a_date_fail(text):
    read = read_date(text)
    assert (read.on is None) == (read.precision == "")
    assert read.raw == text


@settings(deadline=None, max_examples=200)
@given(st.dates(date(1935, 1, 1), date(2026, 1, 1)))
def test_the_usual_forms_of_a_date_are_one_date(on):
    forms = (f"{on:%d.%m.%Y}", on.isoformat(), f"{on:%d.%m.%Y} р.н.", f"{on:%Y%m%d}")
    assert {read_date(form).on for form in forms} == {on}
