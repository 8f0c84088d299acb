"""The register of the demo holds what a data steward or a registrar has to try: people with two records."""

from __future__ import annotations

import pytest

from dodomu.commands.demo import people
from dodomu.people.counting import Question, count
from dodomu.people.duplicates import pairs
from dodomu.synthetic.register import make_people
from tests import build, cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [300, 600])
def test_the_demo_has_two_pairs_of_records_that_may_be_one_person(number, now):
    people.add_vocabularies()
    made = list(make_people(number, seed=20240717, returns=people.returns_before(now.date())))
    taken = people.take_in(made, range(0, number, people.CHUNK), now=now)
    returned = Question(true_on=now.date(), known_on=now.date(), status="returned")
    before = count(returned)
    again = people.take_in_again(taken, now=now)
    found = {(pair.first.pk, pair.second.pk): (pair.patronymic, pair.birth) for pair in pairs(
        build.account(cast.REGISTRAR, now=now)
    ).rows}  # fmt: skip
    (letter, word) = [(first.pk, second.pk) for first, second in again]
    assert found[letter][1] == "same"
    assert found[word] == ("same", "same")
    assert count(returned) == before
