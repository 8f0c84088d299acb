"""Sentences in the manner of the news, and what must be read out of them, in both languages."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.claims import claims_in

PUBLISHED = date(2024, 7, 25)


def core(words, published=PUBLISHED):
    return [(each.value, each.what, each.side) for each in claims_in(words, language="auto", published=published)]


def one(words, published=PUBLISHED):
    found = claims_in(words, language="auto", published=published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("У російському полоні залишаються 755 нацгвардійців.", [(755, "in_captivity", "ukrainian")]),
        ("755 guardsmen remained in captivity, the agency wrote.", [(755, "in_captivity", "ukrainian")]),
        ("По липень 2024 року було звільнено 755 гвардійців.", [(755, "released", "ukrainian")]),
        ("By July, 755 guardsmen had been released.", [(755, "released", "ukrainian")]),
        ("Ще 41 оборонець повернувся додому.", [(41, "released", "ukrainian")]),
        ("Another 41 defenders came home.", [(41, "released", "ukrainian")]),
        ("Україна повернула тіла 1 212 загиблих воїнів.", [(1212, "body_repatriated", "ukrainian")]),
        ("Ukraine received 1,212 bodies of its fallen soldiers.", [(1212, "body_repatriated", "ukrainian")]),
        ("Зниклими безвісти вважаються 42 тис. осіб.", [(42000, "missing", "ukrainian")]),
        ("Some 42 thousand people are missing.", [(42000, "missing", "ukrainian")]),
        ("У полон потрапили близько 1,5 тисячі бійців.", [(1500, "other", "ukrainian")]),
        ("About two and a half thousand fighters were captured.", [(2500, "other", "ukrainian")]),
        ("Україна утримує чотири тисячі полонених росіян.", [(4000, "in_captivity", "russian")]),
        ("Moscow's defence ministry said 63 Russian POWs were freed.", [(63, "released", "russian")]),
        ("Ukraine and Russia exchanged 300 prisoners.", [(300, "released", "other")]),
        ("Звільнено двадцять двох військових.", [(22, "released", "ukrainian")]),
        ("Повернулися восьмеро гвардійців.", [(8, "released", "ukrainian")]),
        ("One hundred and sixteen Ukrainians returned.", [(116, "released", "ukrainian")]),
        ("Від 700 до 900 захисників перебувають у полоні.", [([700, 900], "in_captivity", "ukrainian")]),
        (
            "48 of the 230 released soldiers were considered missing.",
            [(48, "released", "ukrainian"), (230, "released", "ukrainian")],
        ),
    ],
)
def test_a_number_is_read_with_what_it_says(words, expected):
    assert core(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Обмін полоненими відбувся 17 липня 2024 року.",
        "The exchange took place on July 17, 2024.",
        "Це вже 54-й обмін полоненими.",
        "It was the 54th prisoner exchange; there have been 54 exchanges so far.",
        "Звільнений із полону 24-річний гвардієць провів у неволі 700 днів.",
        "A 24-year-old released soldier spent 700 days in captivity.",
        "90% полонених зазнали катувань.",
        "Some 90 percent of prisoners of war were tortured in captivity.",
        "Сторони домовилися обміняти 300 полонених.",
        "The sides agreed to exchange 300 prisoners.",
        "Військовослужбовців в/ч 3041 звільнено з полону.",
        "Росія утримує людей у полоні у 180 місцях.",
        "У звільненої з полону жінки троє дітей.",
        "Кілька тисяч захисників можуть перебувати в полоні.",
        "Dozens of soldiers remain in captivity.",
        "Зі служби звільнено 120 офіцерів.",
        "Найстаршому зі звільнених – 60.",
        "One of the guardsmen who returned met the commander.",
        "",
    ],
)
def test_what_is_no_claim_is_left_alone(words):
    assert claims_in(words, language="auto", published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("Понад 900 азовців у полоні.", "at_least"),
        ("Не менше 900 азовців у полоні.", "at_least"),
        ("At least 900 Azov fighters remain in captivity.", "at_least"),
        ("Майже 900 азовців у полоні.", "about"),
        ("Nearly 900 Azov fighters remain in captivity.", "about"),
        ("Росія утримує до 900 азовців.", "at_most"),
        ("Up to 900 Azov fighters remain in captivity.", "at_most"),
        ("900 Azov fighters remain in captivity.", "exact"),
        ("Between 700 and 900 Azov fighters remain in captivity.", "range"),
    ],
)
def test_a_comparator_is_kept(words, comparator):
    assert (one(words).comparator, one(words).population) == (comparator, "Azov")


@pytest.mark.parametrize(
    ("words", "population"),
    [
        ("Звільнено 21 нацгвардійця.", "National Guard"),
        ("21 members of the National Guard were released.", "National Guard"),
        ("Звільнено 21 прикордонника.", "Border Guard"),
        ("Звільнено 21 оборонця Маріуполя.", "Mariupol defenders"),
        ("21 defenders of Azovstal were released.", "Azovstal defenders"),
        ("21 guards of the Chornobyl plant were released.", "Chornobyl NPP guards"),
        ("Звільнено 21 цивільного заручника.", "civilians"),
        ("21 women returned home.", "women"),
        ("21 soldiers and civilians returned home.", "all"),
        ("Звільнено 21 військовослужбовця ЗСУ.", "Armed Forces"),
    ],
)
def test_the_group_is_named(words, population):
    assert one(words).population == population


def test_a_breakdown_is_read_part_by_part():
    found = claims_in(
        "Звільнено 80 захисників: 30 — НГУ, 28 — ДПСУ, 22 — ТрО. Також повернули двох цивільних.", language="auto"
    )
    assert [(each.value, each.population, each.scope) for each in found] == [
        (80, "all", "exchange_total"),
        (30, "National Guard", "exchange_part"),
        (28, "Border Guard", "exchange_part"),
        (22, "Territorial Defence", "exchange_part"),
        (2, "civilians", "exchange_part"),
    ]


def test_released_and_still_held_side_by_side_are_kept_apart():
    words = (
        "Of the plant's guards 60 National Guard members have been released, while 120 guardsmen remain in captivity."
    )
    assert core(words) == [(60, "released", "ukrainian"), (120, "in_captivity", "ukrainian")]
    words = "З полону звільнено 60 нацгвардійців, а 120 гвардійців досі утримують."
    assert core(words) == [(60, "released", "ukrainian"), (120, "in_captivity", "ukrainian")]


@pytest.mark.parametrize(
    "words",
    [
        "While 755 guardsmen were freed, more than 900 Azov fighters are still being held.",
        "755 гвардійців звільнено, понад 900 азовців досі утримують.",
        "755 guardsmen returned; more than 900 Azov fighters remain in captivity.",
    ],
)
def test_each_clause_keeps_its_own_verb(words):
    assert core(words) == [(755, "released", "ukrainian"), (900, "in_captivity", "ukrainian")]


def test_servicemen_beside_civilians_are_called_military():
    found = claims_in("On 23 May 2025 Ukraine brought home 240 servicemen and 110 civilians.", language="auto")
    assert [(each.value, each.population, each.date) for each in found] == [
        (240, "military", "2025-05-23"),
        (110, "civilians", "2025-05-23"),
    ]


@pytest.mark.parametrize(
    ("words", "when", "scope"),
    [
        ("Станом на липень 2024 року звільнено 755 нацгвардійців.", "2024-07", "cumulative"),
        ("As of July 2024, 755 guardsmen had been released.", "2024-07", "cumulative"),
        ("17 липня додому повернулися 95 захисників.", "2024-07-17", "exchange_total"),
        ("On Wednesday 95 defenders returned home.", "2024-07-24", "exchange_total"),
        ("Сьогодні додому повернулися 95 захисників.", "2024-07-25", "exchange_total"),
        ("On December 30, 95 defenders returned home.", "2023-12-30", "exchange_total"),
        ("Since February 24, 2022, 3,405 people have returned.", None, "cumulative"),
        ("Наразі в полоні перебуває 640 нацгвардійців.", "2024-07-25", "stock"),
        ("5 та 6 березня 2024 року додому повернулися 95 захисників.", "2024-03-05/2024-03-06", "exchange_total"),
    ],
)
def test_a_number_has_the_date_that_the_text_gives_it(words, when, scope):
    assert (one(words).date, one(words).scope) == (when, scope)


def test_a_corrected_article_gives_both_claims_and_says_which_one_was_taken_back():
    words = (
        "Загалом звільнено 755 нацгвардійців, сказав Олександр Півненко. Виправлено: раніше ми писали, що 755 "
        "нацгвардійців залишаються в полоні."
    )
    assert [(each.what, each.status, each.speaker) for each in claims_in(words, language="auto")] == [
        ("released", "asserted", "Oleksandr Pivnenko"),
        ("in_captivity", "retracted", None),
    ]


def test_a_number_that_the_next_sentence_denies_is_disputed():
    words = "Putin said 6,000 Ukrainian soldiers are in captivity. These figures do not correspond to reality."
    assert (one(words).status, one(words).speaker) == ("disputed", "Vladimir Putin")


def test_thin_and_no_break_spaces_belong_to_the_number():
    for space in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"):
        claim = one(f"Зниклими безвісти вважаються 62{space}948 осіб.")
        assert (claim.value, claim.span) == (62948, f"62{space}948 осіб")


WORDS = """
    755 900 понад більше 1,5 тисячі тис. двадцять двоє п’ятеро one hundred and nearly up to – : ; , . ( ) % 95 for з із
    нацгвардійців Azov азовців guardsmen civilians цивільних людей bodies тіла загиблих звільнено released remain in
    captivity залишаються у полоні missing зниклих безвісти станом на липень 2024 року July 17, 31 February 00.13.2024
    серед них among them до від between раніше corrected İ ſ ß « » 999999999999 12-й 2024-99-99
"""
NEWS = st.sampled_from([*WORDS.split(), "\N{NO-BREAK SPACE}", "\n"])
ANY_TEXT = st.text(max_size=200) | st.lists(NEWS, max_size=40).map(" ".join)


LONGEST = 20_000
SECONDS = 5  # a fifth of a second on an idle machine; the bound must hold on a busy one too


@settings(max_examples=20, deadline=None)
@given(st.lists(NEWS, min_size=1, max_size=8).map(" ".join))
def test_a_text_of_20_000_characters_is_read_in_time_that_does_not_explode(piece):
    text = (piece + " ") * (LONGEST // (len(piece) + 1))
    begin = time.process_time()
    for claim in claims_in(text, language="auto"):
        assert text[claim.start : claim.start + len(claim.span)] == claim.span
    assert time.process_time() - begin < SECONDS


@pytest.mark.parametrize(
    "piece", ["12 осіб у полоні 11 звільнено ", "who returned 5 people who ", "полон 5, ", "двадцять двоє полонених "]
)
def test_twice_the_text_takes_about_twice_the_time(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        begin = time.process_time()
        claims_in(text, language="auto")
        return time.process_time() - begin

    assert min(seconds(20_000) for _ in range(2)) < 6 * min(seconds(10_000) for _ in range(3)) + 0.1


def test_letters_without_a_width_and_look_alikes_change_nothing_but_the_span():
    plain = one("З полону звільнено 95 захисників.")
    hidden = one("З полону звіль\N{SOFT HYPHEN}нено 95 захис\N{SOFT HYPHEN}ників.")
    alike = one("З пoлoнy звільнeнo 95 захисників.")
    assert (hidden.value, hidden.what, hidden.span) == (95, "released", "95 захис\N{SOFT HYPHEN}ників")
    assert alike == plain


def test_a_language_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="uk, en or auto"):
        claims_in("95 у полоні", language="de")


def test_publication_may_be_known_in_part_or_not_at_all():
    words = "Сьогодні в полоні 640 гвардійців."
    found = [
        claims_in(words, language="uk", published=when)[0].date
        for when in ("2024-12", "2024", None, "?", date(2024, 7, 25))
    ]
    assert found == ["2024-12", "2024", None, None, "2024-07-25"]


@given(ANY_TEXT, st.none() | st.dates())
def test_any_text_is_read_without_an_error_and_every_span_stands_at_its_start(text, published):
    for claim in claims_in(text, language="auto", published=published):
        assert text[claim.start : claim.start + len(claim.span)] == claim.span
        assert claim.span
        assert claim.value_high is None or claim.low < claim.value_high
