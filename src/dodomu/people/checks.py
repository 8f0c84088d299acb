"""What may be stated: values of the vocabulary, dates in order, a replaced fact that is still there to be replaced."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dodomu.errors import Refused, StaleView
from dodomu.names.parts import PersonName
from dodomu.people.about import ABOUTS, about, name_value, read_name
from dodomu.people.models import Fact, Group, Person, PersonNow, Place, Source
from dodomu.timeline.facts import PRECISION
from dodomu.timeline.statuses import WITHHELD, Status
from dodomu.units.models import Unit

LONGEST_PART = 80
"""Letters of a surname, given name or patronymic: three of them fit into the value of a fact."""
LONGEST_VALUE = 300
EARLIEST = date(1900, 1, 1)


def records_of(person: Person) -> list[int]:
    """The record and those that are joined to it today."""
    return [person.pk, *PersonNow.objects.filter(joined_to=person).values_list("pk", flat=True)]


def check_speaks(people: list[int]) -> None:
    """Refused where one of the records is joined to another one: what is learned belongs to that one."""
    if PersonNow.objects.filter(pk__in=people, joined_to__isnull=False).exists():
        raise Refused(_("Цей запис об’єднано з іншим. Відкрийте основний запис."), code="joined")


def check_about(code: str) -> None:
    """Refused for what no fact is about, and for the joining of records, which takes two people (`people.pairs`)."""
    if code == "same_as" or (code not in ABOUTS and not code.startswith("group:")):
        raise Refused(_("Виберіть, про що цей запис."), "about")


def check_choices(*, precision: str, standing: str) -> None:
    """Refused for a precision or standing that does not exist."""
    if precision not in PRECISION:
        raise Refused(_("Виберіть точність дати: день, місяць або рік."), "precision")
    if standing not in dict(Fact.STANDINGS):
        raise Refused(_("Виберіть зі списку: повідомлено чи підтверджено."), "standing")


def check_name(name: PersonName) -> None:
    """Refused without a surname, and for a part that is too long to be one."""
    if not name.surname.strip():
        raise Refused(_("Введіть прізвище."), "surname")
    for field in ("surname", "given", "patronymic"):
        if len(getattr(name, field)) > LONGEST_PART:
            raise Refused(_("Задовго: не більше %(most)d літер.") % {"most": LONGEST_PART}, field)
    if len(name_value(name, is_primary=True)) > LONGEST_VALUE:  # quotation marks count twice
        raise Refused(_("Задовго: не більше %(most)d літер.") % {"most": LONGEST_PART}, "surname")


def check_birth(born_on: date | None, *, today: date) -> None:
    """Refused for a birth in the future, or long before anybody alive."""
    if born_on and not EARLIEST <= born_on <= today:
        raise Refused(_("Дата народження має бути між 1900 роком і сьогодні."), "birth_on")


def check_status(value: str) -> None:
    """Refused for a word that is no status."""
    if value not in Status.__members__ and value != WITHHELD:
        raise Refused(_("Виберіть значення зі списку."), "value")


def checked_value(code: str, value: str) -> str:
    """The value as it is stored; Refused with the field `value` when it is not one of the vocabulary."""
    value = value.strip()
    if value == WITHHELD:
        return value
    kind = about(code).value
    unknown = {
        "status": lambda: value not in Status.__members__,
        "unit": lambda: not Unit.objects.filter(code=value).exists(),
        "place": lambda: not Place.objects.filter(code=value).exists(),
        "member": lambda: (
            value not in {"member", "left"} or not Group.objects.filter(code=code.removeprefix("group:")).exists()
        ),
        "sex": lambda: value not in {"m", "f"},
        "confirmation": lambda: value not in dict(Source.KINDS),
    }
    if kind in unknown and unknown[kind]():
        raise Refused(_("Виберіть значення зі списку."), "value")
    if kind == "date":
        return _checked_date(value)
    if not value:
        raise Refused(_("Введіть значення."), "value")
    if len(value) > LONGEST_VALUE:
        raise Refused(_("Значення задовге: не більше 300 знаків."), "value")
    if kind == "name":
        _check_written_name(value)
    return value


def _checked_date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise Refused(_("Введіть дату, наприклад 14.03.1991."), "value") from error


def _check_written_name(value: str) -> None:
    try:
        name, _is_primary = read_name(value)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(_("Введіть прізвище."), "surname") from error
    check_name(name)


def check_times(
    *, true_from: date, learned_on: date, source: Source, today: date, replaced: Fact | None = None
) -> None:
    """Refused for what was learned before it was true or after today, and for back-dating without a dated source."""
    if learned_on > today:
        raise Refused(_("Ми не могли дізнатися про це пізніше, ніж сьогодні."), "learned_on")
    if true_from > learned_on:
        raise Refused(
            _("Дата, від якої це правда, не може бути пізнішою за день, коли ми про це дізналися."), "true_from"
        )
    if learned_on < today and (source.dated_on is None or source.dated_on > learned_on):
        raise Refused(
            _("Щоб записати ранішу дату, вкажіть джерело з датою, не пізнішою за цей день."), "source_dated_on"
        )
    if replaced and learned_on < replaced.learned_on:
        raise Refused(_("Замінити можна лише тим, про що дізналися не раніше за попередній запис."), "learned_on")


def check_replaced(fact: Fact, *, person: Person, code: str, reason: str) -> None:
    """Refused for a fact about something or somebody else or without a reason; StaleView where it is replaced."""
    if fact.person_id not in records_of(person) or fact.about != code:
        raise Refused(_("Замінити можна лише запис про те саме і про ту саму людину."), "replaces")
    if not reason.strip():
        raise Refused(_("Назвіть причину зміни."), "reason")
    if later := Fact.objects.filter(replaces=fact).first():
        raise StaleView(_("Цей запис уже замінив хтось інший."), theirs=later, yours=fact)
