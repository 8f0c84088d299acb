"""What a slip of the pen may be, and what it hardly is: another name that people bear."""

from __future__ import annotations

from datetime import date

from dodomu.matching import levels
from dodomu.matching.index import Index
from dodomu.matching.parts import Vocabulary
from dodomu.matching.quality import columns_of_crowd
from dodomu.matching.segment import asked
from dodomu.matching.values import Known
from dodomu.names.parts import PersonName
from dodomu.synthetic.crowd import make_crowd

CROWD = list(make_crowd(3_000, seed=7))


def level_of(written: str, name: str, *, beside: str) -> str:
    return levels.level_name(int(Vocabulary([name, beside], of_fathers=False).codes(written)[0]))


def test_a_slip_stands_for_the_name_it_is_nearest_to():
    assert level_of("Олексадр", "Олександр", beside="Олексій") == "1 slip, long"
    assert level_of("Олексадр", "Олексій", beside="Олександр") == "near known"
    assert level_of("Ярдслав", "Руслан", beside="Ярослав") == "other"
    assert level_of("Ярдслав", "Руслан", beside="Ігор") == "3 slip, long"


def test_a_surname_that_somebody_bears_is_hardly_a_slip_of_another_one():
    index = Index.of_columns(columns_of_crowd(CROWD))
    index.add(Known(9_001, [PersonName("Дзензерський", "Орест", "Лукич")]))
    borne = max({one.surname for one in CROWD}, key=[one.surname for one in CROWD].count)

    def weight(surname: str) -> float:
        line = asked(f"{surname} Орест Лукич")
        return next(one.found.weights[0] for one in index.find(line) if one.key == 9_001)

    assert weight(borne) < weight("Цвбржмс") - 2
    assert index.find(asked("Дзензерський Орест Лукич"))[0].found.weights[0] > 5


def test_of_two_brothers_the_misspelt_given_name_tells():
    index = Index.of_columns(columns_of_crowd(CROWD))
    index.put(
        [
            Known(9_001, [PersonName("Дзензерський", "Олексій", "Лукич")]),
            Known(9_002, [PersonName("Дзензерський", "Олександр", "Лукич")]),
        ]
    )
    found = index.find(asked("Дзензерский Олексадр Лукич"))
    assert [one.key for one in found][:2] == [9_002, 9_001]
    assert found[0].found.log_odds - found[1].found.log_odds > 3


def test_slips_are_looked_for_where_whoever_fits_wholly_is_left_out():
    index = Index.of_columns(columns_of_crowd(CROWD))
    born = date(1990, 2, 3)
    index.put(
        [
            Known(9_001, [PersonName("Дзензерський", "Орест", "Лукич")], born),
            Known(9_002, [PersonName("Дзезнерський", "Орест", "Лукич")], born),
        ]
    )
    line = asked("Дзензерський Орест Лукич", born=19900203)
    assert [one.key for one in index.find(line, but=[9_001])][:1] == [9_002]
