"""Looking for a person by hand from a line of a list, and fetching more candidates than were kept."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.exchanges.actions.candidates import Register, offer_by_hand
from dodomu.exchanges.models import Candidate, Line
from dodomu.exchanges.queries.reading import read_lines
from dodomu.formats.columns import ListLine, lines
from dodomu.formats.tables import Unreadable, read_paste
from dodomu.ledger import actions as ledger
from dodomu.matching.candidates import keys_for, rank
from dodomu.matching.score import score
from dodomu.matching.values import Known

MOST_FOUND = 10
MORE_AT_ONCE = 3
NUMBER = re.compile(r"\s*[DdДд]?-?\s*(\d{5,12})\s*")


def find_by_hand(line: Line, text: str, *, by: User, now: datetime) -> list[int]:
    """The people of the register whom a text may mean, best first: a name in any spelling, with a date, or a number.

    The whole register is searched, as the matching of the list does; what was found is written to the ledger.
    """
    if number := NUMBER.fullmatch(text):
        found = list(Register().known([int(number[1]) - 10000]))
    else:
        found = _by_name(_read(text), beside=read_lines(line.list, [line])[0])
    ledger.record(
        "search_register",
        by=by,
        now=now,
        kind="list",
        key=line.list_id,
        detail={"line": line.number, "people": found},
    )
    return found


def _read(text: str) -> ListLine:
    try:
        read = lines(read_paste(text[:200]), {})[0]
    except Unreadable as error:
        raise Refused(_("Введіть прізвище, ім’я та дату народження або номер, наприклад D-10482."), "q") from error
    if not read.name.surname:
        raise Refused(_("Введіть прізвище, ім’я та дату народження або номер, наприклад D-10482."), "q")
    return read


def _by_name(read: ListLine, *, beside: ListLine) -> list[int]:
    """Best first by what was typed; of those who fit it alike, first whoever fits the line itself."""
    register = Register()
    near = _near(register, read)
    typed = {one.key: round(score(read, one, frequency=register.frequency).evidence, 2) for one in near}
    fits = {one.key: score(beside, one, frequency=register.frequency).evidence for one in near}
    return sorted(typed, key=lambda key: (-typed[key], -fits[key], key))[:MOST_FOUND]


def _near(register: Register, read: ListLine) -> list[Known]:
    """The people who may be meant; where none agrees, those with the nearest surnames."""
    keys = keys_for(read)
    known = register.known(register.look_up(keys)) or register.known(register.look_further(keys))
    return list(known.values())


@transaction.atomic
def offer_more(line: Line, *, by: User, now: datetime) -> list[Candidate]:
    """Adds the next few people to the candidates of a line, as the matching orders them."""
    read = read_lines(line.list, [line])[0]
    register = Register()
    here = set(line.candidates.values_list("person", flat=True))
    ranking = rank(read, _near(register, read), frequency=register.frequency, top=len(here) + MORE_AT_ONCE)
    further = [match.key for match in ranking.matches if match.key not in here][:MORE_AT_ONCE]
    Line.objects.filter(pk=line.pk).update(more=ranking.more if further else 0)
    return offer_by_hand(line, further, by=by, now=now) if further else []
