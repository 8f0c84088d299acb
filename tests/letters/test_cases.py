"""Names, ranks and posts in their cases, against forms written by hand; and what is never guessed."""

from __future__ import annotations

import importlib.metadata

import pytest

from dodomu.letters.addressed import addressed, phrase
from dodomu.letters.cases import OBLIQUE, Case
from dodomu.letters.people import decline_name
from dodomu.letters.ranks import decline_post
from tests.letters.golden import ASKED, NAMES, RANKS_AND_POSTS, SURNAMES


def test_there_are_more_than_sixty_examples():
    assert len(SURNAMES) + len(NAMES) + len(RANKS_AND_POSTS) > 60


@pytest.mark.parametrize(("sex", "nominative", "genitive", "dative", "accusative"), SURNAMES)
def test_a_surname_is_declined(sex, nominative, genitive, dative, accusative):
    given = "Іван" if sex == "m" else "Олена"
    found = decline_name(nominative, given, "", sex).surname
    assert ([found.in_case(case) for case in OBLIQUE], found.is_sure) == ([genitive, dative, accusative], True)


@pytest.mark.parametrize(("sex", "nominative", "genitive", "dative", "accusative"), NAMES)
def test_given_name_and_patronymic_are_declined(sex, nominative, genitive, dative, accusative):
    given, patronymic = nominative.split(" ")
    found = decline_name("Коваленко", given, patronymic, sex)
    forms = [f"{found.given.in_case(case)} {found.patronymic.in_case(case)}" for case in OBLIQUE]
    assert (forms, found.is_sure) == ([genitive, dative, accusative], True)


@pytest.mark.parametrize(("nominative", "genitive", "dative", "accusative"), RANKS_AND_POSTS)
def test_a_rank_or_post_is_declined(nominative, genitive, dative, accusative):
    found = decline_post(nominative)
    assert ([found.in_case(case) for case in OBLIQUE], found.is_sure) == ([genitive, dative, accusative], True)


@pytest.mark.parametrize(("sex", "surname", "given", "patronymic"), ASKED)
def test_a_name_that_no_rule_settles_stays_in_the_nominative_after_named(sex, surname, given, patronymic):
    who = addressed(surname, given, patronymic, sex=sex)
    named = " ".join(part for part in (surname.upper(), given, patronymic) if part)
    heads = {"m": "громадянину", "f": "громадянці", "": "особі"}
    assert who.unsure_parts != ()
    assert phrase(who, Case.DATIVE) == f"{heads[who.sex]} на ім’я {named}"


def test_the_sex_of_the_record_and_of_the_patronymic_must_agree():
    assert decline_name("Мельник", "Сергій", "Іванович", "f").is_sure is False


def test_a_rank_nobody_knows_stands_apart_in_the_nominative():
    who = addressed("Мельник", "Іван", "Петрович", sex="m", rank="віцесержант")
    assert phrase(who, Case.DATIVE) == "МЕЛЬНИКУ Івану Петровичу, військове звання – віцесержант"


def test_words_by_hand_go_before_every_rule():
    words = {f"surname.{case.value}": form for case, form in zip(OBLIQUE, ("Киселя", "Киселю", "Киселя"), strict=True)}
    who = addressed("Кисіль", "Іван", "Петрович", sex="m", rank="солдат", by_hand=words)
    assert [phrase(who, case) for case in Case] == [
        "солдат КИСІЛЬ Іван Петрович",
        "солдата КИСЕЛЯ Івана Петровича",
        "солдату КИСЕЛЮ Івану Петровичу",
        "солдата КИСЕЛЯ Івана Петровича",
    ]


def test_one_word_by_hand_of_an_uncertain_name_does_not_make_the_others_certain():
    who = addressed("Кисіль", "Іван", "Петрович", sex="m", by_hand={"surname.dative": "Киселю"})
    assert who.unsure_parts == ("surname",)


def test_the_rank_of_a_woman_stays_masculine_and_her_surname_unchanged():
    who = addressed("Петренко", "Марія", "Іванівна", sex="f", rank="старший сержант", post="командир відділення")
    assert phrase(who, Case.DATIVE) == "старшому сержанту ПЕТРЕНКО Марії Іванівні, командиру відділення"


def test_the_other_package_of_the_same_import_name_is_not_installed():
    installed = {one.metadata["Name"] for one in importlib.metadata.distributions()}
    assert ("shevchenko-py" in installed, "shevchenko" in installed) == (True, False)
