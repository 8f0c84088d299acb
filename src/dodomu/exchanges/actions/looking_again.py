"""Lines of lists for which nobody was found look again at a person of whom a name or a birth was learned since."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from dodomu.exchanges.actions.candidates import rank_lines, save
from dodomu.exchanges.actions.remembering import refused_for
from dodomu.exchanges.models import Line, NameList
from dodomu.exchanges.queries.reading import read_lines
from dodomu.matching.candidates import asked_of
from dodomu.people import index as register

MOST_LOOKED_AT = 500
LIKELY = 0.5


def look_again(person: int, *, now: datetime) -> list[Line]:
    """The unresolved lines of lists at work that this person fits, compared anew; decided lines stay as they are.

    Unresolved is a line that is open or put aside, for which nobody or nobody likely was found. A line of which it was
    said that it does not mean this person is left alone.
    """
    waiting = (
        Line.objects.filter(state__in=["open", "later"], tag__in=["none", "weak"], person=None, list__state="deciding")
        .select_related("list")
        .order_by("-pk")[:MOST_LOOKED_AT]
    )
    by_list: dict[NameList, list[Line]] = defaultdict(list)
    for line in waiting:
        by_list[line.list].append(line)
    if not by_list:
        return []
    standing = register.current()
    people = list(register.known([person]).values())
    changed = []
    for name_list, lines in by_list.items():
        texts = read_lines(name_list, lines)
        for line, read, refused in zip(lines, texts, refused_for(texts), strict=True):
            if person in refused:
                continue
            found = standing.weigh(asked_of(read), people)
            if found and found[0].probability >= LIKELY:
                save(name_list, [line], rank_lines([read]), now=now)
                changed.append(line)
    return changed
