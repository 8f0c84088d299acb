from datetime import date

import pytest

from dodomu.formats.columns import ListLine, lines
from dodomu.formats.tables import read_paste
from dodomu.matching.candidates import score
from dodomu.matching.frequency import COMMON
from dodomu.matching.values import Known
from dodomu.names.parts import PersonName


def line_of(text: str) -> ListLine:
    return lines(read_paste(text), {})[0]


SHEVCHUK = Known(
    7,
    [PersonName("Шевчук", "Андрій", "Миколайович")],
    birth_on=date(1991, 3, 14),
    sex="m",
    rank="солдат",
    unit="36 БрМП",
    unit_codes=["А2802"],
    status_group="captive",
)


def marks(text: str, person: Known = SHEVCHUK) -> dict[str, str]:
    return {entry.field: entry.mark for entry in score(line_of(text), person).fields}


def sentences(text: str, person: Known = SHEVCHUK) -> list[str]:
    return [reason.text.en for reason in score(line_of(text), person).reasons]


def test_fields_stand_side_by_side_with_their_marks():
    match = score(line_of("сержант ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991, в/ч А2802"), SHEVCHUK)
    assert [(f.field, f.as_received, f.ours, f.mark) for f in match.fields] == [
        ("surname", "Шевчук", "Шевчук", "same"),
        ("given", "Андрей", "Андрій", "same"),
        ("patronymic", "Николаевич", "Миколайович", "same"),
        ("birth_date", "1991-03-14", "1991-03-14", "same"),
        ("rank", "сержант", "солдат", "differs"),
        ("unit", "в/ч А2802", "36 БрМП", "same"),
    ]
    assert (match.key, match.strength) == (7, "strong")


@pytest.mark.parametrize(
    ("written", "mark", "sentence"),
    [
        ("14.03.1991", "same", "same date of birth"),
        ("1991", "same", "same year of birth"),
        ("03.1991", "same", "same month and year of birth"),
        ("14.03.1992", "similar", "day and month of birth agree, the year is slightly off"),
        ("14.03.1981", "similar", "one digit of the date of birth differs"),
        ("15.03.1991", "similar", "one digit of the date of birth differs"),
        ("28.11.1991", "differs", "only the year of birth agrees"),
        ("28.11.1970", "differs", "another date of birth"),
        ("", "nodata", None),
    ],
)
def test_dates_are_compared_as_exactly_as_they_were_written(written, mark, sentence):
    text = f"Шевчук Андрій Миколайович {written}"
    assert marks(text)["birth_date"] == mark
    assert [s for s in sentences(text) if "birth" in s] == ([sentence] if sentence else [])


def test_day_and_month_may_be_swapped():
    person = Known(1, [PersonName("Коваль", "Іван")], birth_on=date(1990, 7, 5))
    assert "day and month of birth are swapped" in sentences("Коваль Іван 07.05.1990", person)


def test_stronger_evidence_scores_higher():
    texts = [
        "Шевчук Петро 28.11.1970",
        "Шевчук Андрій",
        "Шевчук Андрій 1991",
        "Шевчук Андрій 14.03.1991",
        "Шевчук Андрій Миколайович 14.03.1991",
        "солдат Шевчук Андрій Миколайович 14.03.1991",
    ]
    scores = [score(line_of(text), SHEVCHUK).score for text in texts]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Шевчук Андрій Миколайович 14.03.1991", "strong"),
        ("Shevchuk Andrei 14.03.1991", "strong"),
        ("Шевчик Андрій Миколайович 14.03.1991", "strong"),
        ("Шевчук А.М. 14.03.1991", "medium"),
        ("Шевчук Андрій Миколайович", "medium"),
        ("Шевчук Андрій Петрович 14.03.1991", "medium"),
        ("Шевчук Сергій Миколайович 14.03.1991", "medium"),
        ("Шевчук Андрій Миколайович 28.11.1970", "conflict"),
        ("Бойко Петро 01.02.1980", "weak"),
    ],
)
def test_strong_needs_a_whole_name_and_a_date(text, strength):
    assert score(line_of(text), SHEVCHUK).strength == strength


@pytest.mark.parametrize(
    ("status", "sentence"),
    [("returned", "the register says the person is already back"), ("dead", "the register says the person has died")],
)
def test_someone_back_or_dead_contradicts_the_list(status, sentence):
    person = Known(7, SHEVCHUK.names, birth_on=SHEVCHUK.birth_on, status_group=status)
    match = score(line_of("Шевчук Андрій Миколайович 14.03.1991"), person)
    assert (match.strength, match.reasons[-1].text.en) == ("conflict", sentence)


def test_a_common_name_is_said_to_be_common_and_a_rare_one_weighs_more():
    common = Known(1, [PersonName("Шевченко", "Олександр", "Іванович")])
    rare = Known(2, [PersonName("Дзензерський", "Орест", "Іванович")])
    assert "the name is common" in sentences("Шевченко Олександр Іванович", common)
    assert "the name is common" not in sentences("Дзензерський Орест Іванович", rare)
    assert (
        score(line_of("Шевченко Олександр Іванович"), common).evidence
        < score(line_of("Дзензерський Орест Іванович"), rare).evidence
    )


def test_a_former_name_counts_as_well_as_the_present_one():
    person = Known(3, [PersonName("Бондар", "Ірина", "Іванівна"), PersonName("Мельник", "Ірина", "Іванівна")], sex="f")
    assert score(line_of("Мельник Ирина Ивановна"), person).fields[0].ours == "Мельник"


def test_a_person_without_a_name_is_never_likely():
    assert score(line_of("Шевчук Андрій"), Known(9, [])).strength == "weak"


def test_the_shipped_frequencies_are_shares():
    assert 0.001 < COMMON.surname("shevchenk") < 0.01
    assert sum(COMMON.given.values()) < 1
