"""Looking for a person by hand from a line of a list, and fetching more candidates than were kept."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.exchanges.actions.candidates import offer_by_hand, rank_lines
from dodomu.exchanges.models import Candidate, Line
from dodomu.exchanges.queries.reading import read_lines
from dodomu.formats.columns import ListLine, lines
from dodomu.formats.tables import Unreadable, read_paste
from dodomu.ledger import actions as ledger
from dodomu.matching.candidates import asked_of
from dodomu.people import index as register

MOST_FOUND = 10
MOST_LOOKED_AT = 60  # bearers of one name, among whom the line itself decides
MORE_AT_ONCE = 3
NUMBER = re.compile(r"\s*[DdДд]?-?\s*(\d{5,12})\s*")


def find_by_hand(line: Line, text: str, *, by: User, now: datetime) -> list[int]:
    """The people of the register whom a text may mean, best first: a name in any spelling, with a date, or a number.

    The whole register is searched, as the matching of the list does; what was found is written to the ledger.
    """
    if number := NUMBER.fullmatch(text):
        found = list(register.known([int(number[1]) - 10000]))
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
    standing = register.current()
    found = standing.find(asked_of(read), top=MOST_LOOKED_AT)
    here = register.speaking([one.key for one in found])
    typed = {one.key: round(one.found.log_odds, 2) for one in found if one.key in here}
    best = sorted(typed.values(), reverse=True)[:MOST_FOUND]
    shown = [key for key, worth in typed.items() if worth >= best[-1]]
    alike = Counter(typed[key] for key in shown)
    tied = [key for key in shown if alike[typed[key]] > 1]
    fits = standing.among(asked_of(beside), tied) if tied else {}
    return sorted(shown, key=lambda key: (-typed[key], -fits.get(key, 0.0), key))[:MOST_FOUND]


@transaction.atomic
def offer_more(line: Line, *, by: User, now: datetime) -> list[Candidate]:
    """Adds the next few people to the candidates of a line, as the matching orders them."""
    read = read_lines(line.list, [line])[0]
    here = set(line.candidates.values_list("person", flat=True))
    found = rank_lines([read], top=len(here) + MORE_AT_ONCE)[0]
    ranking = found.ranking
    further = [match.key for match in ranking.matches if match.key not in here][:MORE_AT_ONCE]
    Line.objects.filter(pk=line.pk).update(
        more=ranking.more if further else 0, has_uncounted=bool(further) and found.has_uncounted
    )
    return offer_by_hand(line, further, by=by, now=now) if further else []
