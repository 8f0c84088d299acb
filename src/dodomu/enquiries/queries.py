"""Reading enquiries: what is owed to us, by whom, since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from dodomu.access import vault
from dodomu.access.models import Conflict, User
from dodomu.access.policy import Act, Reader, visible
from dodomu.enquiries.models import Answer, Asked, Department, Enquiry, Learned
from dodomu.enquiries.states import ENQUIRY, OPEN, WAITING
from dodomu.errors import NotVisible
from dodomu.reference import terms
from dodomu.text import Text


def visible_asked(reader: Reader, act: Act = Act.READ_ENQUIRY) -> QuerySet[Asked]:
    """The people of enquiries that a reader may know of."""
    return visible(reader, act, Asked.objects.all(), person="person", unit="person__now__unit_path")


def visible_enquiries(reader: Reader, act: Act = Act.READ_ENQUIRY) -> QuerySet[Enquiry]:
    """The enquiries about at least one person whom the reader may see; never one about himself or his own."""
    if not isinstance(reader, User):
        return Enquiry.objects.none()
    rows = Enquiry.objects.filter(pk__in=visible_asked(reader, act).values("enquiry"))
    barred = Asked.objects.filter(person__in=Conflict.objects.filter(user=reader).values("person"))
    return rows.exclude(pk__in=barred.values("enquiry")).select_related("department", "by")


def get_enquiry(reader: Reader, key: int, act: Act = Act.READ_ENQUIRY) -> Enquiry:
    """One enquiry; NotVisible when it is not there or not for this reader."""
    found = visible_enquiries(reader, act).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True, slots=True)
class About:
    """Whom an enquiry is about, as far as a reader may know: those shown, and how many are not."""

    shown: list[Asked]
    hidden: int

    @property
    def is_whole(self) -> bool:
        """Whether the reader may know of everybody, and so may read the text."""
        return self.hidden == 0


def about(reader: Reader, enquiries: Iterable[Enquiry]) -> dict[int, About]:
    """The people of many enquiries at once, in two queries."""
    keys = [enquiry.pk for enquiry in enquiries]
    totals = dict(Asked.objects.filter(enquiry__in=keys).values_list("enquiry").annotate(n=Count("pk")).order_by())
    shown: dict[int, list[Asked]] = {key: [] for key in keys}
    rows = visible_asked(reader).filter(enquiry__in=keys).select_related("person__now")
    for row in rows.order_by("person__now__sort_key", "pk"):
        shown[row.enquiry_id].append(row)
    return {key: About(people, totals.get(key, 0) - len(people)) for key, people in shown.items()}


def text_of(enquiry: Enquiry) -> str:
    """The question, opened."""
    return vault.unseal(enquiry.text, owner=enquiry.owner, place="enquiry.text")


def answers_of(enquiry: Enquiry) -> list[tuple[Answer, str]]:
    """The answers with their texts opened, newest first."""
    rows = enquiry.answers.select_related("by").prefetch_related(
        Prefetch("learned", Learned.objects.select_related("fact__person__now"))
    )
    answers = list(rows.order_by("-pk"))
    texts = vault.unseal_all([(answer.text, enquiry.owner, "answer.text") for answer in answers])
    return list(zip(answers, texts, strict=True))


def term(enquiry: Enquiry) -> list[terms.Term]:
    """The count of the due day, part by part: the first term, then each extension."""
    parts = [terms.count(enquiry.asked_on, enquiry.working_days)]
    for extension in enquiry.extensions.order_by("pk"):
        parts.append(terms.count(extension.due_before_on, extension.working_days))
    return parts


def listed(
    reader: Reader, *, today: date, department: str = "", state: str = "", only_overdue: bool = False
) -> QuerySet[Enquiry]:
    """The enquiries for the list: those with work left unless a state is asked for."""
    rows = visible_enquiries(reader)
    if department:
        rows = rows.filter(department__code=department)
    rows = rows.filter(state=state) if state else rows.filter(state__in=OPEN)
    if only_overdue:
        rows = rows.filter(state__in=WAITING, due_on__lt=today)
    return rows


def states() -> list[tuple[str, Text]]:
    """The states of an enquiry with their words, for a filter."""
    return list(ENQUIRY.states.items())


def acts(enquiry: Enquiry) -> tuple[str, ...]:
    """What can be done with an enquiry now; more days are given while an answer is owed."""
    return (*ENQUIRY.allowed(enquiry.state), *(("extend",) if is_owed(enquiry) else ()))


def is_owed(enquiry: Enquiry) -> bool:
    """Whether the department owes an answer."""
    return enquiry.state in WAITING


def awaited(reader: Reader) -> QuerySet[Enquiry]:
    """What departments owe us an answer to, the earliest due first; for Today."""
    return visible_enquiries(reader).filter(state__in=WAITING).order_by("due_on", "pk")


def count_overdue(reader: Reader, today: date) -> int:
    """How many answers are late; for the menu."""
    return awaited(reader).filter(due_on__lt=today).order_by().count()


def enquiries_of(reader: Reader, person: int) -> QuerySet[Enquiry]:
    """The enquiries about one person, newest first; for the person's page."""
    return visible_enquiries(reader).filter(asked__person=person).order_by("-pk")


def departments() -> QuerySet[Department]:
    """Every department, by name."""
    return Department.objects.order_by("name_uk", "pk")


def get_department(code: str) -> Department:
    """The department with a code; NotVisible where there is none."""
    found = Department.objects.filter(code=code).first()
    if found is None:
        raise NotVisible
    return found
