"""Reading the families: calls to make, who is not told yet, who waits for verification, who said what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q, QuerySet

from dodomu.access import vault
from dodomu.access.policy import Act, Reader, visible
from dodomu.errors import NotVisible
from dodomu.families.actions import messages, phones
from dodomu.families.actions.calls import UNDO_WITHIN
from dodomu.families.models import Call, ContactLog, Relative, Telling
from dodomu.families.states import NOT_TOLD, TO_CALL
from dodomu.people.models import PersonNow


@dataclass(frozen=True, slots=True)
class Shown:
    """A relative with the sealed parts opened; a reader of summaries gets none of them."""

    row: Relative
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    note: str = ""


PARTS = ("name", "phone", "email", "address", "note")


def opened(relatives: Iterable[Relative], *, parts: Sequence[str] = PARTS) -> list[Shown]:
    """Opens the sealed parts of many relatives with one reading of keys."""
    rows = list(relatives)
    texts = iter(
        vault.unseal_all([(getattr(row, part), row.owner, f"relative.{part}") for row in rows for part in parts])
    )
    return [Shown(row, **{part: next(texts) for part in parts}) for row in rows]


def _with_person(person: str = "person") -> tuple[str, str]:
    return person, f"{person}__now__unit_path"


def visible_relatives(reader: Reader, act: Act = Act.READ_FAMILY) -> QuerySet[Relative]:
    """The relatives that a reader may see for an act."""
    person, unit = _with_person()
    rows = visible(reader, act, Relative.objects.all(), person=person, unit=unit)
    return rows.select_related("person__now", "entered_by", "decided_by")


def visible_calls(reader: Reader, act: Act = Act.READ_FAMILY) -> QuerySet[Call]:
    """The calls that a reader may see for an act."""
    person, unit = _with_person("telling__person")
    rows = visible(reader, act, Call.objects.all(), person=person, unit=unit)
    return rows.select_related("telling__person__now__unit", "relative", "told_by")


def visible_tellings(reader: Reader, act: Act = Act.READ_FAMILY) -> QuerySet[Telling]:
    """The duties to tell that a reader may see for an act."""
    person, unit = _with_person()
    rows = visible(reader, act, Telling.objects.all(), person=person, unit=unit)
    return rows.select_related("person__now__unit")


def get_relative(reader: Reader, key: int, act: Act = Act.READ_FAMILY) -> Relative:
    """One relative; NotVisible when it is not there or not for this reader."""
    found = visible_relatives(reader, act).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def get_call(reader: Reader, key: int, act: Act = Act.READ_FAMILY) -> Call:
    """One call; NotVisible when it is not there or not for this reader."""
    found = visible_calls(reader, act).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


def calls_to_make(reader: Reader) -> QuerySet[Call]:
    """The calls that somebody is to make now, of the people whom this officer may call about; by due time."""
    return visible_calls(reader, Act.LOG_CONTACT).filter(state__in=TO_CALL, relative__state="verified")


def count_due(reader: Reader, now: datetime, *, within: timedelta = timedelta(hours=12)) -> int:
    """How many calls are due within the working day; for the menu and for Today."""
    return calls_to_make(reader).filter(due_at__lte=now + within).count()


def may_be_called(call: Call) -> bool:
    """Whether somebody may take up the telephone for this call now."""
    return call.state in TO_CALL and call.relative.state == "verified"


def is_entered_by(relative: Relative, user: int | None) -> bool:
    """Whether this account entered the relative or the latest document: then another has to verify."""
    return user in (relative.entered_by_id, relative.proofs.order_by("-pk").values_list("by", flat=True).first())


def may_tell(call: Call) -> bool:
    """Whether the news may be said: it is this relative's turn, and the return is verified now."""
    return may_be_called(call) and call.state != "mend" and call.telling.person.now.status_group == "returned"


def not_told_yet(reader: Reader) -> QuerySet[Telling]:
    """The families that have not heard all of it: a relative not told, or nobody known to tell. Stays until empty."""
    rows = visible_tellings(reader).filter(state="open")
    rows = rows.annotate(
        open_calls=Count("calls", filter=Q(calls__state__in=NOT_TOLD)),
        told_calls=Count("calls", filter=Q(calls__state="told")),
        standing_calls=Count("calls", filter=~Q(calls__state="withdrawn")),
    )
    return rows.filter(Q(open_calls__gt=0) | Q(told_calls=0))


def has_calls(telling: Telling) -> bool:
    """Whether anybody is known to tell, for a row of `not_told_yet`."""
    return bool(getattr(telling, "standing_calls", 0))


def open_calls(telling: Telling) -> int:
    """How many relatives have not heard yet, for a row of `not_told_yet`."""
    return int(getattr(telling, "open_calls", 0))


def occasions(reader: Reader, *, most: int = 12) -> list[str]:
    """The latest events about which families are told, for a filter."""
    rows = visible_tellings(reader).filter(state="open").values("occasion").annotate(last=Max("opened_at"))
    return [row["occasion"] for row in rows.order_by("-last", "occasion")[:most]]


def call_by_code(reader: Reader, written: str) -> tuple[bool, Call | None]:
    """Whether a code is of a message of ours, and the call it belongs to if the reader may see it."""
    key = messages.call_of(written)
    if key is None or not Call.objects.filter(pk=key).exists():
        return False, None
    return True, visible_calls(reader).filter(pk=key).first()


def to_verify(reader: Reader) -> QuerySet[Relative]:
    """The relatives who wait for a document or for a second person."""
    return visible_relatives(reader).filter(state__in=["claimed", "proof_received"])


def told(occasion: str) -> tuple[int, int]:
    """How many people's relatives have all been told about an event, and how many people have calls at all."""
    standing = Telling.objects.filter(occasion=occasion, state="open").annotate(
        standing=Count("calls", filter=~Q(calls__state="withdrawn")),
        heard=Count("calls", filter=Q(calls__state="told")),
    )
    numbers = standing.filter(standing__gt=0).aggregate(
        all_told=Count("pk", filter=Q(heard=F("standing"))), people=Count("pk")
    )
    return numbers["all_told"], numbers["people"]


def relatives_of(person: int, *, with_proofs: bool = True) -> QuerySet[Relative]:
    """Everybody who says or said to be a relative of a person, in the order of telling, joined records included."""
    joined = PersonNow.objects.filter(joined_to=person).values("pk")
    rows = Relative.objects.filter(Q(person=person) | Q(person__in=joined))
    rows = rows.select_related("entered_by", "decided_by").order_by("place", "pk")
    return rows.prefetch_related("proofs__by") if with_proofs else rows


def calls_of(person: int) -> QuerySet[Call]:
    """The calls about a person's returns, newest event first, in the order of telling."""
    rows = Call.objects.filter(telling__person=person).select_related("telling", "relative", "told_by")
    return rows.order_by("-telling__opened_at", "relative__place", "pk")


@dataclass(frozen=True, slots=True)
class Contacted:
    """One row of the log with its note opened, and whether it was taken back."""

    row: ContactLog
    note: str
    is_undone: bool
    relative_name: str = ""


def log_of(person: int, *, limit: int = 100) -> list[Contacted]:
    """What was said to the family of a person, newest first."""
    joined = PersonNow.objects.filter(joined_to=person).values("pk")
    return _opened_log(ContactLog.objects.filter(Q(person=person) | Q(person__in=joined)), limit=limit)


def log_of_call(call: Call) -> list[Contacted]:
    """The tries of one call, newest first."""
    return _opened_log(ContactLog.objects.filter(call=call), limit=100)


def _opened_log(rows: QuerySet[ContactLog], *, limit: int) -> list[Contacted]:
    found = list(rows.select_related("by", "relative", "call").order_by("-pk")[:limit])
    undone = set(ContactLog.objects.filter(undoes__in=[row.pk for row in found]).values_list("undoes", flat=True))
    relatives = {row.relative.pk: row.relative for row in found if row.relative}
    texts = vault.unseal_all(
        [(row.note, f"person:{row.person_id}", "contactlog.note") for row in found]
        + [(one.name, one.owner, "relative.name") for one in relatives.values()]
    )
    names = dict(zip(relatives, texts[len(found) :], strict=True))
    return [
        Contacted(row, note, row.pk in undone, names.get(row.relative_id or 0, ""))
        for row, note in zip(found, texts, strict=False)
    ]


def may_undo(log: Sequence[Contacted], now: datetime) -> ContactLog | None:
    """The entry that can still be taken back: the last one of a call that stands, while the minutes run."""
    if not log:
        return None
    row = log[0].row
    if row.call is None or row.outcome in ("undone", "talk") or now - row.at > UNDO_WITHIN:
        return None
    stands = row.call.state == "told" if row.outcome == "told" else row.call.state != "withdrawn"
    return row if stands else None


def people_by_phone(reader: Reader, written: str) -> list[int]:
    """The people whose relative has exactly this number, of those the reader may see; a joined one by its speaker."""
    try:
        mark = vault.fingerprint(phones.normal(written))
    except ValueError:
        return []
    rows = visible_relatives(reader).filter(phone_mark=mark).exclude(state__in=["refused", "withdrawn"])
    return sorted({joined or person for person, joined in rows.values_list("person", "person__now__joined_to")})
