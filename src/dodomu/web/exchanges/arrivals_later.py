"""Marks of the arrivals board that were made while the net was down, sent later: each line for itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from dodomu.access.policy import Act
from dodomu.errors import NotVisible, Refused
from dodomu.exchanges import queries
from dodomu.exchanges.models import Line
from dodomu.exchanges.queries import desk, overview
from dodomu.flows import homecoming
from dodomu.web.doors import door
from dodomu.web.exchanges import arrivals_taken
from dodomu.web.exchanges.frame import at_words, now_of, officer, whole
from dodomu.web.words import language, number, said

MOST = 500
LONGEST = 24 * 3_600_000
"""The oldest a mark is taken to be, in milliseconds: after a day the browser forgets it."""


@door(Act.VERIFY_ARRIVAL, methods=("POST",))
def marks(request: HttpRequest, pk: int) -> JsonResponse:
    """Verifies each of the lines that is still expected, and says what became of the others meanwhile.

    The answer names lines by number and nobody by name. A mark that comes twice does nothing the second time.
    """
    round = overview.round_of(pk)
    if not overview.may_work(request.user, round, Act.VERIFY_ARRIVAL):
        raise NotVisible
    keys = [whole(key) for key in request.POST.getlist("lines")[:MOST]]
    made_at = _made_at(request, keys)
    lines = list(queries.arrivals(round).filter(pk__in=keys))
    taken = arrivals_taken.read(request)
    close = desk.barred(request.user, [line.person_id for line in lines if line.person_id])
    differs, done = [_gone()] * (len(set(keys)) > len(lines)), 0
    for line in lines:
        if line.person_id in close:
            differs.append(_("Рядок %(n)s: це близька вам людина.") % {"n": line.number})
        elif line.arrival == "expected" and line.arrival_at is not None and line.arrival_at > made_at[line.pk]:
            differs.append(_differs(line))  # taken back since: the line may even mean somebody else now
        elif line.arrival == "expected":
            try:
                homecoming.verify_arrival([line], **taken, by=officer(request), now=now_of(request))
            except Refused:  # somebody was a moment faster
                differs.append(_("Рядок %(n)s: тим часом змінено.") % {"n": line.number})
            else:
                done += 1
        elif line.arrival != "arrived":
            differs.append(_differs(line))
    if done:
        arrivals_taken.warn(request, taken["bound_for"])
        messages.success(request, _("Прибуття підтверджено: %(people)s.") % {"people": number(done, language())})
    return JsonResponse({"done": done, "differs": differs})


def _made_at(request: HttpRequest, keys: list[int]) -> dict[int, datetime]:
    """When each mark was made, by its age in milliseconds; one without an age was made just now."""
    now, ages = now_of(request), [whole(age) for age in request.POST.getlist("ages")[:MOST]]
    ages += [0] * (len(keys) - len(ages))
    return {key: now - timedelta(milliseconds=min(age, LONGEST)) for key, age in zip(keys, ages, strict=False)}


def _gone() -> str:
    return _("Дехто з позначених уже не на дошці: рядок повернуто на звірку.")


def _differs(line: Line) -> str:
    """What somebody else recorded while the mark waited."""
    what = {"n": line.number, "state": said(overview.arrival_word(line.arrival))}
    if line.arrival_at is None or line.arrival_by is None:
        return _("Рядок %(n)s: уже записано „%(state)s“.") % what
    what |= {"when": at_words(line.arrival_at), "who": line.arrival_by.shown_name(language())}
    return _("Рядок %(n)s: уже записано „%(state)s“ (%(when)s, %(who)s).") % what
