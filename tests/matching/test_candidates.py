from datetime import date

import pytest

from dodomu.formats.columns import ListLine, lines
from dodomu.formats.tables import read_paste
from dodomu.matching.candidates import Ranking, asked_of, rank, ranked
from dodomu.matching.index import Index
from dodomu.matching.values import Known
from dodomu.names.parts import PersonName


def line_of(text: str) -> ListLine:
    return lines(read_paste(text), {})[0]


def ranked_by(index: Index, text: str) -> Ranking:
    line = line_of(text)
    known = {one.key: one for one in (ANDRII, STRANGER, NAMED_AGAIN)}
    return ranked(line, index.find(asked_of(line)), known)


def person(key: int, name: str, born: str = "", status: str = "captive") -> Known:
    surname, given, patronymic = name.split()
    return Known(
        key,
        [PersonName(surname, given, patronymic)],
        birth_on=date.fromisoformat(born) if born else None,
        status_group=status,  # type: ignore[arg-type]
    )


ANDRII = person(1, "Шевчук Андрій Миколайович", "1991-03-14")
BROTHER = person(2, "Шевчук Сергій Миколайович", "1994-08-20")
NAMESAKE = person(3, "Шевчук Андрій Миколайович", "1979-01-30")
STRANGER = person(4, "Мороз Ян Орестович", "1980-05-05")
NAMED_AGAIN = Known(4, [*STRANGER.names, PersonName("Гнатюк", "Ян", "Орестович")], birth_on=STRANGER.birth_on)
LINE = line_of("ШЕВЧУК АНДРЕЙ НИКОЛАЕВИЧ 14.03.1991")


def test_a_plain_line_offers_its_person_in_advance():
    ranking = rank(LINE, [STRANGER, BROTHER, ANDRII])
    assert (ranking.chosen, ranking.tag, ranking.matches[0].key) == (1, "one", 1)


def test_a_namesake_leaves_the_choice_to_a_person_and_says_so():
    ranking = rank(LINE, [NAMESAKE, ANDRII])
    assert (ranking.chosen, ranking.tag, ranking.matches[0].key) == (None, "several", 1)
    assert ranking.matches[0].reasons[-1].text.uk == "є повний тезка: нікого не вибрано наперед"
    assert [match.key for match in ranking.matches] == [1, 3]  # the namesake stands beside, to be judged


def test_a_line_that_fits_two_people_chooses_neither():
    twins = [person(5, "Коваль Олег Іванович", "1990-07-05"), person(6, "Коваль Олексій Іванович", "1990-07-05")]
    ranking = rank(line_of("Коваль О.І. 05.07.1990"), twins)
    assert (ranking.chosen, ranking.tag, {match.key for match in ranking.matches}) == (None, "several", {5, 6})
    assert max(match.score for match in ranking.matches) <= 0.5


def test_someone_already_back_is_shown_and_never_offered():
    back = person(1, "Шевчук Андрій Миколайович", "1991-03-14", "returned")
    ranking = rank(LINE, [back])
    assert (ranking.chosen, ranking.tag, ranking.matches[0].key) == (None, "conflict", 1)


def test_weak_evidence_offers_nobody():
    ranking = rank(line_of("Шевчук С."), [BROTHER, STRANGER])
    assert (ranking.chosen, ranking.tag) == (None, "weak")


def test_nobody_in_the_register_is_said_plainly():
    ranking = rank(line_of("Дзензерський Орест Іванович 01.01.1970"), [ANDRII, STRANGER])
    assert (ranking.matches, ranking.more, ranking.chosen, ranking.tag) == ([], 0, None, "none")


def test_someone_refused_once_never_appears_again():
    ranking = rank(LINE, [ANDRII, NAMESAKE], refused={1})
    assert [match.key for match in ranking.matches] == [3]
    assert ranking.chosen is None


def test_at_most_three_are_shown_and_the_rest_counted():
    people = [person(n, "Шевчук Андрій Миколайович", f"19{60 + n}-01-30") for n in range(10, 16)]
    ranking = rank(line_of("Шевчук Андрій Миколайович"), people)
    assert (len(ranking.matches), ranking.more, ranking.chosen) == (3, 3, None)


def test_the_order_of_people_does_not_matter():
    people = [ANDRII, BROTHER, NAMESAKE, STRANGER]
    assert rank(LINE, people) == rank(LINE, people[::-1])


def test_the_index_finds_a_person_by_a_misspelt_surname_and_after_a_new_name():
    index = Index([ANDRII, STRANGER])
    assert [match.key for match in ranked_by(index, "Щевчюк Андрій Миколайович").matches] == [1]
    index.add(NAMED_AGAIN)
    assert ranked_by(index, "Hnatyuk Yan 05.05.1980").chosen == 4


@pytest.mark.parametrize("born", ["1991", "01.01.1970"])
def test_who_bears_the_name_is_shown_however_the_date_differs_and_never_offered(born):
    other = person(7, "Левченко Сергій Іванович", "1990-05-01")
    ranking = rank(line_of(f"Левченко Сергей {born}"), [STRANGER, other])
    assert (ranking.chosen, ranking.tag, [match.key for match in ranking.matches]) == (None, "weak", [7])
    assert any(reason.weight < 0 for reason in ranking.matches[0].reasons)


def test_who_bears_another_given_name_is_nobody_alike():
    other = person(7, "Левченко Богдан Іванович", "1990-05-01")
    assert rank(line_of("Левченко Сергей 1970"), [STRANGER, other]).tag == "none"


def test_a_name_alone_however_rare_is_never_sure_and_another_date_or_father_is_somebody_else():
    index = Index([person(n, f"Мороз{'а' * (n % 3)} Ян Орестович", f"19{50 + n}-05-05") for n in range(40)])
    index.add(person(99, "Дзензерський Орест Іванович", "1985-05-05"))

    def chance(text: str) -> float:
        found = {one.key: one.probability for one in index.find(asked_of(line_of(text)))}
        return found.get(99, 0.0)

    assert chance("Дзензерський Орест") < 0.99 < chance("Дзензерський Орест 05.05.1985")
    assert chance("Дзензерський Орест Іванович 17.11.1961") < 0.5
    assert chance("Дзензерський Орест Назарович") < chance("Дзензерський Орест")
