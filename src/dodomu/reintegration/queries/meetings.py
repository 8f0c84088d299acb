"""Meetings with the command, and of their people those whom a reader leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from dodomu.access.policy import Act, Reader, held
from dodomu.errors import NotVisible
from dodomu.reintegration.models import Case, Consent, Invitation, Meeting
from dodomu.reintegration.queries.cases import visible_cases
from dodomu.reintegration.states import SUPPORTED
from dodomu.units.queries import within


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who might be invited: whether they agreed, and whether the hour would lie inside the time to adapt."""

    case: Case
    agrees: bool
    is_adapting: bool


def meetings(reader: Reader) -> QuerySet[Meeting]:
    """The meetings of the units whose support the reader works in, the latest first, with who is invited and came."""
    rows = Meeting.objects.annotate(
        invited=Count("invitations", filter=~Q(invitations__state="excused")),
        came=Count("invitations", filter=Q(invitations__state="came")),
    )
    paths = [one.unit_path for one in held(reader, Act.WORK_CASE)]
    if "" not in paths:
        rows = rows.filter(within(paths, "unit__path")) if paths else rows.none()
    return rows.order_by("-starts_at", "-pk")


def get_meeting(reader: Reader, key: int) -> Meeting:
    """A meeting; it names nobody. NotVisible for whoever works in other units."""
    found = meetings(reader).filter(pk=key).select_related("by").first()
    if found is None:
        raise NotVisible
    return found


def invitations_of(reader: Reader, meeting: Meeting) -> list[Invitation]:
    """The people of a meeting whose cases the reader works on."""
    rows = meeting.invitations.filter(case__in=visible_cases(reader, Act.WORK_CASE).values("pk"))
    rows = rows.select_related("case__person__now", "case__officer", "meeting")
    return list(rows.prefetch_related("wishes__task").order_by("case__person__now__sort_key", "pk"))


def get_invitation(reader: Reader, key: int) -> Invitation:
    """One invitation, for whoever works on the case."""
    rows = Invitation.objects.filter(pk=key, case__in=visible_cases(reader, Act.WORK_CASE).values("pk"))
    found = rows.select_related("meeting", "case__person__now").first()
    if found is None:
        raise NotVisible
    return found


def to_ask(reader: Reader, meeting: Meeting) -> list[Asked]:
    """The reader's people who are not invited, with what stands in the way, if anything does."""
    taken = meeting.invitations.exclude(state="excused").values("case")
    cases = visible_cases(reader, Act.WORK_CASE).filter(state__in=SUPPORTED).exclude(pk__in=taken)
    newest = {one.person_id: one for one in cases.select_related("person__now").order_by("pk")}
    rows = sorted(newest.values(), key=lambda one: (one.person.now.sort_key, one.pk))
    answers = dict(
        Consent.objects.filter(
            case__person__in=[one.person_id for one in rows], recipient="command", purpose="meet", withdrawn_at=None
        )
        .order_by("pk")
        .values_list("case__person", "answer")
    )
    return [
        Asked(one, answers.get(one.person_id) == "given", _lies_inside(one, meeting.starts_at, meeting.ends_at))
        for one in rows
    ]


def _lies_inside(case: Case, starts_at: datetime, ends_at: datetime) -> bool:
    return case.protection is not None and case.protection.meets(starts_at, ends_at)
