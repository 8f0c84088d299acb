import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.names.compare import compare_given, compare_patronymic, compare_surname
from dodomu.names.sounds import sound

COMPARISONS = [compare_surname, compare_given, compare_patronymic]
PART = st.one_of(
    st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ-. АБВГЄЇЩabcdehikosyzh"), max_size=16),
    st.text(max_size=12),
    st.sampled_from(
        ["Микола", "Николай", "Mykola", "П.", "Петрович", "Ів.", "Гнатюк-Коваль", "Коваль", "Саша", "Ілліч"]
    ),
)


@pytest.mark.parametrize("compare", COMPARISONS)
@settings(deadline=None, max_examples=300)
@given(a=PART, b=PART)
def test_likeness_is_symmetric_and_within_bounds(compare, a, b):
    assert compare(a, b) == compare(b, a)
    assert 0.0 <= compare(a, b).score <= 1.0


@pytest.mark.parametrize("compare", COMPARISONS)
@settings(deadline=None, max_examples=200)
@given(a=PART)
def test_a_part_is_the_same_as_itself(compare, a):
    found = compare(a, a)
    assert (found.score, found.mark) in {(1.0, "same"), (0.0, "nodata")}
    assert found.mark == "same" or not sound(a)


@pytest.mark.parametrize(
    ("compare", "a", "b", "mark"),
    [
        (compare_surname, "Ковальська", "Ковальський", "same"),
        (compare_surname, "Shevchenko", "Шевченко", "same"),
        (compare_surname, "Гнатюк-Дорошенко", "Дорошенко-Гнатюк", "same"),
        (compare_surname, "Гнатюк-Дорошенко", "Дорошенко", "similar"),
        (compare_surname, "Шевчук", "Шевчик", "similar"),
        (compare_surname, "Коваль", "Бойко", "differs"),
        (compare_surname, "Коваль", "", "nodata"),
        (compare_given, "Hryhorii", "Grigory", "same"),
        (compare_given, "Пилип", "Филипп", "same"),
        (compare_given, "Сашко", "Александр", "same"),
        (compare_given, "О.", "Александр", "similar"),
        (compare_given, "Олександр", "Олександра", "differs"),
        (compare_given, "Андрій", "Адрій", "similar"),
        (compare_given, "Степан", "Стефан", "differs"),
        (compare_given, "П.", "Андрій", "differs"),
        (compare_patronymic, "Николаевич", "Миколаївна", "same"),
        (compare_patronymic, "Петро", "Петрович", "same"),
        (compare_patronymic, "Пет", "Петрович", "similar"),
        (compare_patronymic, "Петрович", "Павлович", "differs"),
    ],
)
def test_likeness_is_marked_as_a_person_would(compare, a, b, mark):
    assert compare(a, b).mark == mark


def test_the_reason_is_said_in_both_languages():
    assert compare_given("Микола", "Николай").reason.uk == "форми одного імені"
    assert compare_given("Микола", "Николай").reason.en == "forms of one name"
