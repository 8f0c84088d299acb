"""A line that could not be read, or was read wrongly, written anew by hand; what was received stays as it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused, StaleView
from dodomu.exchanges.actions.lines import check_decidable, log
from dodomu.exchanges.models import Candidate, Line
from dodomu.exchanges.queries.reading import read_lines, seal_lines
from dodomu.formats.codes import CODES
from dodomu.formats.columns import ListLine, lines
from dodomu.formats.tables import Unreadable, read_paste
from dodomu.jobs import actions as jobs

MOST_LETTERS = 300


@transaction.atomic
def write_by_hand(line: Line, text: str, *, by: User, now: datetime, version: int | None = None) -> Line:
    """States who is meant by a line: name, date, rank as they would stand in a list. Its candidates are found anew.

    Nothing is decided by it. Decided lines, and lines whose candidates are still being looked for, are Refused.
    """
    check_decidable(line, version=version, by=by, now=now)
    if not line.is_undecided or not line.tag:
        raise Refused(_("Рядок уже вирішено. Спершу скасуйте рішення."))
    before = read_lines(line.list, [line])[0]
    mended = replace(_read(text, now=now), number=before.number, raw=before.raw, sheet=before.sheet, row=before.row)
    moved = Line.objects.filter(pk=line.pk, version=line.version).update(
        content=seal_lines(line.list, [mended])[0],
        tag="",
        more=0,
        has_uncounted=False,
        chosen=None,
        version=F("version") + 1,
    )
    if not moved:
        line.refresh_from_db()
        raise StaleView(_("Цей рядок тим часом вирішив хтось інший."), theirs=line)
    line.refresh_from_db()
    Candidate.objects.filter(line=line).delete()
    jobs.queue("match_list", key=line.list_id, by=by, now=now)
    log(line, "write", person=None, by=by, now=now, how="hand", reason="")
    return line


def _read(text: str, *, now: datetime) -> ListLine:
    try:
        read = lines(read_paste(text[:MOST_LETTERS]), {}, latest=day(now))
    except Unreadable as error:
        raise Refused(_("Введіть прізвище й ім’я, а також дату народження, якщо її видно."), "q") from error
    if len(read) != 1:
        raise Refused(_("Один рядок – одна людина. Для кожної іншої додайте свій список."), "q")
    if read[0].refused:
        raise Refused(CODES[read[0].refused].text.in_language(get_language() or "uk"), "q")
    return read[0]
