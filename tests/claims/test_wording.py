"""One record becomes one sentence in both languages, with the right forms."""

from datetime import date

import pytest

from dodomu.claims.wording import Record, amount_text, date_text, sentence

JULY = date(2024, 7, 1)
DAY = date(2024, 12, 27)


@pytest.mark.parametrize(
    ("record", "uk", "en"),
    [
        (
            Record(755, "released", "ngu", JULY, "month"),
            "Станом на липень 2024 року з полону звільнено 755 військовослужбовців Національної гвардії України",
            "As of July 2024, 755 service members of the National Guard of Ukraine had been released from captivity",
        ),
        (
            Record(1, "released", "National Guard", DAY),
            "Станом на 27 грудня 2024 року з полону звільнено 1 військовослужбовця Національної гвардії України",
            "As of 27 December 2024, 1 service member of the National Guard of Ukraine had been released"
            " from captivity",
        ),
        (
            Record(22, "released", "azov", DAY, scope="round"),
            "27 грудня 2024 року з полону звільнено 22 військовослужбовців «Азову»",
            "On 27 December 2024, 22 service members of Azov were released from captivity",
        ),
        (
            Record(3, "in_captivity", "civilians", DAY),
            "Станом на 27 грудня 2024 року у полоні перебувають 3 цивільні особи",
            "As of 27 December 2024, 3 civilians were in captivity",
        ),
        (
            Record(21, "in_captivity", "women", date(2024, 1, 1), "year"),
            "Станом на 2024 рік у полоні перебуває 21 жінка",
            "As of 2024, 21 women were in captivity",
        ),
        (
            Record(900, "in_captivity", "azov", DAY, comparator="more_than"),
            "Станом на 27 грудня 2024 року у полоні перебуває понад 900 військовослужбовців «Азову»",
            "As of 27 December 2024, more than 900 service members of Azov were in captivity",
        ),
        (
            Record(2, "missing", "border_guard", DAY, comparator="about"),
            "Станом на 27 грудня 2024 року зниклими безвісти вважається близько 2 військовослужбовців"
            " Державної прикордонної служби України",
            "As of 27 December 2024, about 2 service members of the State Border Guard Service of Ukraine were missing",
        ),
        (
            Record(563, "body_repatriated", "all", date(2024, 11, 8), scope="round"),
            "8 листопада 2024 року повернуто 563 тіла загиблих",
            "On 8 November 2024, 563 bodies of the fallen were returned",
        ),
        (
            Record(1, "body_repatriated", "military", DAY),
            "Станом на 27 грудня 2024 року повернуто 1 тіло загиблого військовослужбовця",
            "As of 27 December 2024, 1 body of a fallen service member had been returned",
        ),
        (
            Record(1, "body_repatriated", "women", DAY),
            "Станом на 27 грудня 2024 року повернуто 1 тіло загиблої жінки",
            "As of 27 December 2024, 1 body of a fallen woman had been returned",
        ),
        (
            Record(16, "released", "civilians", DAY, value_high=20, comparator="range"),
            "Станом на 27 грудня 2024 року з полону звільнено від 16 до 20 цивільних осіб",
            "As of 27 December 2024, between 16 and 20 civilians had been released from captivity",
        ),
        (
            Record(21, "missing", "military", DAY, comparator="more_than"),
            "Станом на 27 грудня 2024 року зниклими безвісти вважається понад 21 військовослужбовця",
            "As of 27 December 2024, more than 21 service members were missing",
        ),
        (
            Record(15801, "body_repatriated", "military", DAY),
            "Станом на 27 грудня 2024 року повернуто 15\N{NO-BREAK SPACE}801 тіло загиблих військовослужбовців",
            "As of 27 December 2024, 15,801 bodies of fallen service members had been returned",
        ),
        (
            Record(700, "in_captivity", "azov", DAY, value_high=900, comparator="range"),
            "Станом на 27 грудня 2024 року у полоні перебуває від 700 до 900 військовослужбовців «Азову»",
            "As of 27 December 2024, between 700 and 900 service members of Azov were in captivity",
        ),
        (
            Record(None, "in_captivity", "ngu", DAY, comparator="withheld"),
            "Станом на 27 грудня 2024 року кількість військовослужбовців Національної гвардії України у полоні"
            " не оприлюднено",
            "As of 27 December 2024, the number of service members of the National Guard of Ukraine in captivity"
            " was withheld",
        ),
        (
            Record(None, "released", "all", date(2025, 6, 9), scope="round"),
            "9 червня 2025 року кількість звільнених з полону людей не оприлюднено",
            "On 9 June 2025, the number of people released from captivity was withheld",
        ),
        (
            Record(0, "released", "azov", date(2025, 5, 1), "month", scope="round"),
            "У травні 2025 року з полону звільнено 0 військовослужбовців «Азову»",
            "In May 2025, 0 service members of Azov were released from captivity",
        ),
    ],
)
def test_a_record_is_one_sentence_in_both_languages(record, uk, en):
    told = sentence(record)
    assert (told.uk, told.en) == (uk, en)


@pytest.mark.parametrize(
    ("month", "locative"),
    [(1, "У січні"), (2, "У лютому"), (7, "У липні"), (11, "У листопаді"), (12, "У грудні")],
)
def test_months_of_a_round_stand_in_the_locative(month, locative):
    told = sentence(Record(5, "released", "all", date(2024, month, 1), "month", scope="round"))
    assert told.uk == f"{locative} 2024 року з полону звільнено 5 людей"


def test_a_number_is_never_shown_without_its_comparator():
    words = [
        amount_text(900, comparator=each).uk
        for each in ("exact", "at_least", "more_than", "about", "almost", "at_most")
    ]
    assert words == ["900", "щонайменше 900", "понад 900", "близько 900", "майже 900", "щонайбільше 900"]
    assert amount_text(None).en == "withheld"


def test_a_date_is_as_precise_as_it_is_known():
    assert [date_text(JULY, precision=each).uk for each in ("day", "month", "year")] == [
        "1 липня 2024 року",
        "липень 2024 року",
        "2024 рік",
    ]
