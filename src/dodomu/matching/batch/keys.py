"""Keys under which a line and a person meet: pairs without a common key are never compared.

A key is one number: its kind, then what it is made of. A line carries a key for everything it may mean, a person one
of each kind.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SURNAME_GIVEN, SURNAME_YEAR, SURNAME, DAY, GIVEN_DAY, NAMES_YEAR, NAMES = range(1, 8)
KIND, WORD, YEAR, DATE = 1 << 56, 1 << 16, 1 << 12, 1 << 25
NONE = -1

Numbers = NDArray[np.int64]


def surname_given(surname: Numbers | int, given: Numbers | int) -> Numbers:
    """Surname and given name.

    >>> int(surname_given(3, 5)) == int(surname_given(3, 6))
    False
    """
    return np.asarray(SURNAME_GIVEN * KIND + np.asarray(surname, np.int64) * WORD + given)


def surname_year(surname: Numbers | int, year: Numbers | int) -> Numbers:
    """Surname and year of birth."""
    return np.asarray(SURNAME_YEAR * KIND + np.asarray(surname, np.int64) * YEAR + year)


def surname_alone(surname: Numbers | int) -> Numbers:
    """The surname, where a line has no other word to go by."""
    return np.asarray(SURNAME * KIND + np.asarray(surname, np.int64))


def day(born: Numbers | int) -> Numbers:
    """The whole date of birth."""
    return np.asarray(DAY * KIND + np.asarray(born, np.int64))


def given_day(given: Numbers | int, born: Numbers | int) -> Numbers:
    """Given name and whole date of birth."""
    return np.asarray(GIVEN_DAY * KIND + np.asarray(given, np.int64) * DATE + born)


def names(given: Numbers | int, father: Numbers | int) -> Numbers:
    """Given name and patronymic."""
    return np.asarray(NAMES * KIND + np.asarray(given, np.int64) * WORD + father)


def names_year(given: Numbers | int, father: Numbers | int, year: Numbers | int) -> Numbers:
    """Given name, patronymic and year of birth."""
    return np.asarray(NAMES_YEAR * KIND + (np.asarray(given, np.int64) * WORD + father) * YEAR + year)
