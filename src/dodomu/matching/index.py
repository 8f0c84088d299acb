"""The register in memory, arranged so that the people a line may mean are found at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from dodomu.formats.columns import ListLine
from dodomu.matching.candidates import PREFIX, Ranking, keys_for, near_keys, rank
from dodomu.matching.frequency import COMMON, Frequency
from dodomu.matching.score import weighed
from dodomu.matching.values import Known
from dodomu.names.keys import given_keys, surname_keys

PLAUSIBLE = 3.0  # log-odds: below this for everyone found, misspelt surnames are looked up too


class Index:
    """People by surname, by date, by given name with year, and by given name with the beginning of the surname.

    >>> from dodomu.formats.columns import lines
    >>> from dodomu.formats.tables import read_paste
    >>> from dodomu.names.parts import PersonName
    >>> index = Index([Known(7, [PersonName("Шевчук", "Андрій", "Миколайович")], birth_on=date(1991, 3, 14))])
    >>> index.rank(lines(read_paste("Шевчук Андрей Николаевич 14.03.1991"), {})[0]).chosen
    7
    """

    def __init__(self, people: Iterable[Known] = (), *, frequency: Frequency = COMMON) -> None:
        self.frequency = frequency
        self._people: dict[int, Known] = {}
        self._by_surname: defaultdict[str, list[int]] = defaultdict(list)
        self._by_date: defaultdict[date, list[int]] = defaultdict(list)
        self._by_given_year: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self._by_given_prefix: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._surnames: list[str] = []
        for person in people:
            self.add(person)

    def add(self, person: Known) -> None:
        """A person is found from now on; adding the same key again replaces what was known of them."""
        self._people[person.key] = person
        for name in person.names:
            givens = given_keys(name.given)
            for surname in surname_keys(name.surname):
                if surname not in self._by_surname:
                    self._surnames.append(surname)
                self._by_surname[surname].append(person.key)
                for given in givens:
                    self._by_given_prefix[given, surname[:PREFIX]].append(person.key)
            if person.birth_on:
                for given in givens:
                    self._by_given_year[given, person.birth_on.year].append(person.key)
        if person.birth_on:
            self._by_date[person.birth_on].append(person.key)

    def meant_by(self, line: ListLine) -> list[Known]:
        """Everyone the line may mean, in no order."""
        keys = keys_for(line)
        found: set[int] = set()
        for surname in keys.surnames:
            found.update(self._by_surname.get(surname, ()))
        for on in keys.birth_dates:
            found.update(self._by_date.get(on, ()))
        for given in keys.givens:
            found.update(self._by_given_prefix.get((given, keys.prefix), ()))
            if keys.year:
                found.update(self._by_given_year.get((given, keys.year), ()))
        if not any(weighed(line, self._people[key], self.frequency).total > PLAUSIBLE for key in found):
            for surname in near_keys(keys.surname, self._surnames):
                found.update(self._by_surname[surname])
        return [self._people[key] for key in found]

    def rank(self, line: ListLine, *, refused: Iterable[int] = frozenset(), top: int = 3) -> Ranking:
        """The candidates of a line, as `candidates.rank` orders them."""
        return rank(line, self.meant_by(line), frequency=self.frequency, refused=refused, top=top)
