"""Invented letterheads of the services, and letters that are already out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Document
from dodomu.units.queries import services


def letterheads(*, by: User, now: datetime) -> None:
    """Every service writes on paper of its own."""
    for number, service in enumerate(services(), start=1):
        actions.set_letterhead(
            service,
            names=f"{service.name_uk}\nСлужба супроводу тих, хто повернувся (вигадана)",
            address="вул. Тиха, 1, м. Київ, 01001",
            contacts="тел. (044) 000-00-00, suprovid@example.org",
            code=f"{number:08}",
            index=f"24/{number}",
            signer_post="Начальник служби супроводу",
            signer_name="Олена ГНАТЮК",
            by=by,
            now=now,
        )


def written(cases: Sequence[Case], *, by: User, now: datetime) -> None:
    """The first papers of some people are asked for by letter; the last of them has a post that letters name."""
    for place, case in enumerate(cases[:4]):
        if place == 3:
            actions.keep_words(case, {"post.nominative": "командир відділення"}, by=by, now=now)
        open_ones = Document.objects.filter(case=case, state__in=("needed", "applied")).order_by("pk")
        for document in open_ones[:2]:
            at = now - timedelta(days=3)
            actions.write_letter(document, dated_on=day(at), by=by, now=at)
