"""One list gives the same names and dates, in whatever form it comes."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.formats.verdict import judge
from tests.formats.files import TODAY, as_json, ods, person, pfif, xlsx

HEAD = ["№", "ПІБ", "Дата народження", "Звання"]
SYLLABLES = ["ва", "ко", "ри", "їжа", "ґо", "м’я", "сен", "лю", "дзе", "єв", "ни", "щу"]
ENDINGS = ["енко", "чук", "ський", "ська", "ів", "ко", "юк", "ов"]
GIVEN = ["Іван", "Марія", "Олексій", "В’ячеслав", "Ґалаґан", "Їванна", "Наталія", "О. П.", "І.", "Степан Іванович"]


@st.composite
def names(draw):
    surname = "".join(draw(st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4))) + draw(
        st.sampled_from(ENDINGS)
    )
    second = draw(st.sampled_from(["", "", "-Коваль"]))
    whole = f"{surname.capitalize()}{second} {draw(st.sampled_from(GIVEN))}"
    return draw(st.sampled_from([whole, whole, whole.upper()]))


@st.composite
def dates(draw):
    day = draw(st.dates(date(1950, 1, 1), date(2006, 12, 31)))
    return draw(st.sampled_from([day.isoformat(), day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], ""]))


PEOPLE = st.lists(st.tuples(names(), dates(), st.sampled_from(["солдат", "сержант", ""])), min_size=1, max_size=8)


def written(iso):
    """A date as people write it, at its own precision."""
    return ".".join(reversed(iso.split("-")))


def as_day(iso):
    """A date as a workbook keeps it, where it is a whole day."""
    return date.fromisoformat(iso) if len(iso) == 10 else written(iso)


def every_form(people):
    """The same list as a file of every kind: name, kind asked for, bytes."""
    rows = [[str(n), name, written(born), rank] for n, (name, born, rank) in enumerate(people, start=1)]
    cells = [[n, name, as_day(born), rank] for n, (name, born, rank) in enumerate(people, start=1)]
    text = "".join(";".join(row) + "\r\n" for row in [HEAD, *rows])
    lines = (f"{n}. {' '.join(filter(None, [rank, name]))}{', ' if born else ''}{born}" for n, name, born, rank in rows)
    persons = [person(n, name, date_of_birth=born) for n, (name, born, _rank) in enumerate(people)]
    return {
        "csv": ("a.csv", "", text.encode()),
        "csv of Excel": ("a.csv", "", ("sep=;\r\n" + text).encode("cp1251")),
        "tabs": ("a.txt", "", text.replace(";", "\t").encode("utf-16")),
        "xlsx": ("a.xlsx", "", xlsx(HEAD, *cells)),
        "ods": ("a.ods", "", ods(HEAD, *cells)),
        "pfif": ("a.xml", "", pfif(*persons)),
        "json": ("a.json", "", as_json([{"name": name, "dob": born, "rank": rank} for name, born, rank in people])),
        "paste": ("a.txt", "paste", "\n".join(lines).encode()),
        "cells pasted": ("a.txt", "paste", "\n".join("\t".join(row) for row in [HEAD, *rows]).encode()),
    }


@given(PEOPLE)
@settings(max_examples=25)
def test_the_same_list_is_read_alike_in_every_form(people):
    expected = [(name, born, "") for name, born, _rank in people]
    for form, (filename, kind, data) in every_form(people).items():
        found = judge(data, filename=filename, kind=kind, latest=TODAY)
        assert (form, [(one.name, one.birth.written, one.refused) for one in found.records]) == (form, expected)


@given(PEOPLE)
@settings(max_examples=25)
def test_a_list_that_was_read_and_written_again_is_read_alike(people):
    filename, kind, data = every_form(people)["csv"]
    once = judge(data, filename=filename, kind=kind, latest=TODAY).records
    again = "ПІБ;Дата народження\n" + "".join(f"{one.name};{one.birth.written}\n" for one in once)
    twice = judge(again.encode(), latest=TODAY).records
    assert [(one.name, one.birth.on, one.birth.precision) for one in once] == [
        (one.name, one.birth.on, one.birth.precision) for one in twice
    ]
