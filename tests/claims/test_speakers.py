"""Who says a number: named officials, bodies, and offices by whoever held them on the day."""

import pytest

from dodomu.claims import claims_in


def spoken(text, *, published="2025-06-01"):
    return [claim.speaker for claim in claims_in(text, language="auto", published=published)]


@pytest.mark.parametrize(
    ("text", "published", "speaker"),
    [
        ("Омбудсман повідомив, що повернулися 95 людей.", "2024-07-17", "Dmytro Lubinets"),
        ("Омбудсман повідомив, що повернулися 95 людей.", "2022-05-06", "Liudmyla Denisova"),
        ("95 людей удома, сказав керівник Офісу президента.", "2023-04-16", "Andrii Yermak"),
        ("95 людей удома, сказав керівник Офісу президента.", "2026-02-05", "Kyrylo Budanov"),
        ("Звільнено 21 нацгвардійця, повідомив міністр внутрішніх справ.", "2024-07-17", "Ihor Klymenko"),
        ("Звільнено 95 людей, розповів представник ГУР.", "2024-07-17", "Andrii Yusov"),
        ("The president said 95 people had been released.", "2024-07-17", "Volodymyr Zelenskyy"),
        ("Повернулися 95 людей, заявив президент Росії.", "2024-07-17", "Vladimir Putin"),
    ],
)
def test_an_office_speaks_with_the_name_of_whoever_held_it_that_day(text, published, speaker):
    assert spoken(text, published=published) == [speaker]


def test_nobody_speaks_for_an_office_before_the_first_holder_we_know():
    assert spoken("Звільнено 95 людей, повідомив омбудсман.", published="2017-01-01") == [None]


def test_the_person_speaks_and_not_the_body_he_is_of():
    text = "Petro Yatsenko, a representative of the Coordination Headquarters, said 95 soldiers had been released."
    assert spoken(text) == ["Petro Yatsenko"]


def test_who_spoke_before_speaks_on_when_the_text_says_so():
    text = "Лубінець розповів, що в полоні 16 тисяч цивільних. За його словами, повернули лише 174."
    assert spoken(text) == ["Dmytro Lubinets", "Dmytro Lubinets"]


def test_a_service_that_is_only_counted_says_nothing():
    assert spoken("Звільнено 215 людей. Серед них 9 прикордонників, поліцейські, працівники СБУ.") == [None, None]


def test_each_side_speaks_for_its_own_number():
    text = "130 Ukrainian men and women came home; Russia said it had received 90 of its servicemen."
    assert spoken(text) == [None, "Russian Ministry of Defence"]
