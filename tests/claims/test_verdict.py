"""A claim of a text is judged against our figures, with the exact reason in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from dodomu.claims import claims_in
from dodomu.claims.claim import Claim, Published
from dodomu.claims.verdict import judge
from dodomu.claims.wording import Record, sentence


def figure(key, value, what="released", population="ngu", as_of=date(2024, 7, 1), **more) -> Published:
    precision, comparator = more.pop("precision", "month"), more.pop("comparator", "exact")
    told = sentence(Record(value, what, population, as_of, precision, comparator))
    standing = {"known_on": as_of, "is_current": True, "superseded_by": None} | more
    return Published(key, value, None, comparator, what, population, as_of, precision, sentence=told, **standing)


RELEASED_755 = figure("755", 755, known_on=date(2024, 7, 26))
RELEASED_936 = figure("936", 936, as_of=date(2024, 12, 27), precision="day")
FIRST_755 = figure("755-first", 755, "in_captivity", known_on=date(2024, 7, 25), is_current=False, superseded_by="755")
AZOV_900 = figure("900", 900, "in_captivity", "azov", date(2024, 5, 31), precision="day", comparator="more_than")
OURS = [RELEASED_755, RELEASED_936, FIRST_755, AZOV_900]


def claim(words: str, published: date | None = None) -> Claim:
    found = claims_in(words, language="auto", published=published)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "words",
    [
        "У полоні залишаються 755 нацгвардійців.",
        "755 members of the National Guard remain in captivity.",
        "As of July 2024, 755 soldiers are still held in Russian captivity.",
    ],
)
@pytest.mark.parametrize("ours", [[RELEASED_755], OURS, list(reversed(OURS))])
def test_released_told_as_captive_is_the_same_number_with_the_opposite_meaning(words, ours):
    verdict = judge(claim(words), ours)
    assert (verdict.kind, verdict.against) == ("opposite_meaning", RELEASED_755)
    assert verdict.text.uk == "Те саме число, протилежний зміст: 755 – це звільнені, а не ті, хто в полоні"
    assert verdict.text.en == (
        "Same number, opposite meaning: 755 is the number of those released, not of those in captivity"
    )


def test_a_wrong_statement_that_a_text_itself_takes_back_agrees():
    words = "Earlier the agency wrote that 755 National Guard members remained in captivity; this has been corrected."
    verdict = judge(claim(words), OURS)
    assert (verdict.kind, verdict.against) == ("agrees", RELEASED_755)
    assert verdict.text.en.startswith("The text itself takes this statement back. Same number, opposite meaning")


@pytest.mark.parametrize(
    ("words", "kind", "against"),
    [
        ("As of July 2024, 755 National Guard members had been released.", "agrees", RELEASED_755),
        ("Загалом з полону звільнено 936 нацгвардійців.", "agrees", RELEASED_936),
        ("Загалом з полону звільнено майже 1000 нацгвардійців.", "rounding", RELEASED_936),
        ("Загалом з полону звільнено 755 нацгвардійців.", "older_vintage", RELEASED_936),
        ("Загалом з полону звільнено 800 нацгвардійців.", "other_number", RELEASED_936),
        ("More than 900 Azov fighters remain in captivity.", "agrees", AZOV_900),
        ("900 Azov fighters remain in captivity.", "rounding", AZOV_900),
        ("More than 900 defenders of Mariupol remain in captivity.", "other_group", AZOV_900),
        ("62 948 громадян вважаються зниклими безвісти.", "unknown", None),
    ],
)
def test_each_kind_of_verdict_names_the_figure_that_decided(words, kind, against):
    verdict = judge(claim(words), OURS)
    assert (verdict.kind, verdict.against) == (kind, against)


def test_the_reasons_say_both_numbers_and_both_dates():
    older = judge(claim("Загалом з полону звільнено 755 нацгвардійців."), OURS).text
    assert older.uk == "Це наше число станом на липень 2024 року; новіше – 936 станом на 27 грудня 2024 року"
    other = judge(claim("In total 800 National Guard members have been released."), OURS).text
    assert other.en == "Our number is another one: 936 as of 27 December 2024, the text says 800"
    group = judge(claim("More than 900 defenders of Mariupol remain in captivity."), OURS).text
    assert group.uk == "Те саме число, інша група: понад 900 – це військовослужбовці «Азову», а не оборонці Маріуполя"
    drift = judge(claim("900 Azov fighters remain in captivity."), OURS).text
    assert drift.en == "Same number, other comparator: the text says “900”, we said “more than 900”. Ask"


def test_a_number_that_we_corrected_is_called_corrected():
    wrong = figure("wrong", 186, population="civilians", is_current=False, superseded_by="right")
    right = figure("right", 168, population="civilians", known_on=date(2024, 8, 2))
    verdict = judge(claim("Загалом повернули 186 цивільних."), [wrong, right])
    assert (verdict.kind, verdict.against) == ("corrected_since", right)
    assert verdict.text.en == (
        "We said so and corrected it on 2 August 2024: as of July 2024, 168 civilians had been released from captivity"
    )


def test_a_withdrawn_number_without_a_successor_is_called_withdrawn():
    withdrawn = figure("gone", 186, population="civilians", is_current=False)
    verdict = judge(claim("Загалом повернули 186 цивільних."), [withdrawn])
    assert (verdict.kind, verdict.against) == ("corrected_since", withdrawn)


def test_a_revised_number_is_an_older_vintage():
    earlier = figure("earlier", 755, is_current=False, superseded_by="936")
    verdict = judge(claim("Загалом з полону звільнено 755 нацгвардійців."), [earlier, RELEASED_936])
    assert (verdict.kind, verdict.against) == ("older_vintage", RELEASED_936)


def test_the_same_number_with_both_meanings_on_two_dates_is_no_alarm():
    released = figure("r", 70, population="chornobyl_guard", as_of=date(2023, 8, 8), precision="day")
    captive = figure("c", 70, "in_captivity", "chornobyl_guard", date(2024, 12, 30), precision="day")
    said = claim("70 guards of the Chornobyl plant remain in captivity.")
    assert judge(said, [released, captive]).kind == "agrees"
    assert judge(replace(said, date="2023-08-08"), [released, captive]).kind == "opposite_meaning"


def test_small_numbers_that_meet_by_chance_are_no_alarm():
    four = figure("four", 4, population="azov")
    assert judge(claim("4 Azov fighters remain in captivity."), [four]).kind == "unknown"


def test_a_withheld_number_is_said_to_be_withheld():
    withheld = figure("w", None, "in_captivity", comparator="withheld")
    verdict = judge(claim("У полоні залишаються 640 нацгвардійців."), [withheld])
    assert (verdict.kind, verdict.against, verdict.text.en) == ("unknown", withheld, "We do not publish this number")


def test_the_other_side_is_never_measured_by_our_figures():
    verdict = judge(claim("В українському полоні перебуває 755 російських військових."), OURS)
    assert (verdict.kind, verdict.against) == ("unknown", None)


def test_a_later_day_on_which_our_number_still_stood_agrees():
    verdict = judge(claim("Станом на 10 серпня 2024 року звільнено 755 нацгвардійців."), OURS)
    assert (verdict.kind, verdict.against) == ("agrees", RELEASED_755)


def test_a_round_number_that_two_questions_share_is_no_alarm():
    released = figure("r", 7000, population="all", comparator="more_than", as_of=date(2025, 10, 2), precision="day")
    said = claim("Росія утримує до семи тисяч військовополонених.", date(2026, 2, 14))
    assert judge(said, [released], said_on=date(2026, 2, 14)).kind == "unknown"


def test_a_number_of_two_days_is_not_measured_by_the_round_of_one():
    one_day = figure("r", 302, population="all", as_of=date(2026, 3, 6), precision="day", scope="round")
    said = claim("5 та 6 березня додому повернулися 500 військових.", date(2026, 3, 11))
    assert judge(said, [one_day], said_on=date(2026, 3, 11)).kind == "unknown"


def test_a_part_of_a_round_is_not_measured_by_the_whole():
    whole = figure("r", 95, population="all", as_of=date(2024, 7, 17), precision="day", scope="round")
    said = claim("17 липня 2024 року звільнено 88 рядових і сержантів.")
    assert judge(said, [whole]).kind == "unknown"
    everybody = claim("17 липня 2024 року додому повернулися 59 захисників.")
    assert judge(everybody, [whole]).kind == "other_number"


def test_a_number_that_the_text_itself_disputes_is_not_blamed():
    text = (
        "Putin claimed that 755 National Guard soldiers are in captivity. These figures do not correspond to reality."
    )
    verdict = judge(claim(text), OURS)
    assert verdict.kind == "agrees"
    assert verdict.text.en.startswith("The text itself disputes this statement. Same number, opposite meaning")


def test_what_to_print_instead_is_a_whole_sentence_of_the_figure_that_decided():
    verdict = judge(claim("У полоні залишаються 755 нацгвардійців."), OURS)
    assert verdict.is_wrong
    assert verdict.say_instead.en.endswith("had been released from captivity.")
    assert judge(claim("62 948 громадян вважаються зниклими безвісти."), OURS).say_instead is None
