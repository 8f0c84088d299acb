"""One line beside its candidates: what the panel of the desk shows, field by field, with the reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from dodomu.access.models import User
from dodomu.exchanges.models import Candidate, Line, NameList, NotMeant
from dodomu.exchanges.queries import desk
from dodomu.exchanges.queries.reading import Comparison, ShownReason, read_candidates
from dodomu.formats.codes import CODES
from dodomu.formats.columns import ListLine
from dodomu.names.script import romanise
from dodomu.people.models import PersonNow
from dodomu.text import Text
from dodomu.web.words import language, long_day, short_day

AT_ONCE = 3
STRENGTHS: dict[str, Any] = {
    "strong": gettext_lazy("Сильні докази"),
    "medium": gettext_lazy("Середні докази"),
    "weak": gettext_lazy("Слабкі докази"),
    "conflict": gettext_lazy("Суперечить"),
}
SPELLINGS: dict[str, Any] = {
    "uk": gettext_lazy("українське написання"),
    "ru": gettext_lazy("російське написання"),
    "uk-Latn": gettext_lazy("написання латиницею"),
}
WHY: Sequence[Any] = (
    gettext_lazy("Чому перший кандидат"),
    gettext_lazy("Чому другий кандидат"),
    gettext_lazy("Чому третій кандидат"),
)
SHORT_SOURCES: dict[str, Any] = {
    "nib": pgettext_lazy("коротко про джерело", "НІБ"),
    "icrc": pgettext_lazy("коротко про джерело", "МКЧХ"),
    "captor": pgettext_lazy("коротко про джерело", "список іншої сторони"),
    "letter": pgettext_lazy("коротко про джерело", "лист"),
    "witness": pgettext_lazy("коротко про джерело", "свідчення"),
    "video": pgettext_lazy("коротко про джерело", "відео"),
}
# state: (class of the tag, word) for what is no longer open
STATE_TAGS: dict[str, tuple[str, Any]] = {
    "confirmed": ("ok", pgettext_lazy("рядок", "✓ підтв.")),
    "none": ("ok", pgettext_lazy("рядок", "✓ немає")),
    "new": ("ok", pgettext_lazy("рядок", "✓ новий")),
    "second": ("two", pgettext_lazy("рядок", "чекає другого")),
    "later": ("", pgettext_lazy("рядок", "відкладено")),
}
TAGS: dict[str, tuple[str, Any]] = {
    "one": ("", pgettext_lazy("рядок", "є кандидат")),
    "several": ("two", pgettext_lazy("рядок", "кілька схожих")),
    "weak": ("weak", pgettext_lazy("рядок", "слабкі докази")),
    "none": ("none", pgettext_lazy("рядок", "немає")),
    "conflict": ("warn", pgettext_lazy("рядок", "суперечить")),
    "": ("", pgettext_lazy("рядок", "шукаємо…")),
}
BAR_MIDDLE, BAR_MOST, WEIGHT_MOST = 38, 36, 9.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line in the list on the left."""

    number: int
    text: str
    lang: str
    css: str
    tag: Any


def row_of(line: Line, read: ListLine, *, kind: str) -> Row:
    """A line as the list on the left shows it: pasted text as it came, a row of a table by its name and date."""
    css, tag = STATE_TAGS.get(line.state) or TAGS[line.tag]
    is_plain = kind == "paste" or not read.name.surname
    text = read.raw if is_plain else f"{read.name.full} {read.birth.raw}".strip()
    return Row(line.number, text[:120], read.lang, css, tag)


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason as a bar to the right (for) or to the left (against), and in words."""

    x: int
    width: int
    css: str
    text: Text


def bar_of(reason: ShownReason) -> Bar:
    """The bar of a reason: as long as the evidence weighs.

    >>> bar_of(ShownReason(4.5, Text("та сама дата", "same date"))).width, bar_of(ShownReason(-9, Text("", ""))).x
    (18, 2)
    """
    width = max(4, round(min(abs(reason.weight), WEIGHT_MOST) / WEIGHT_MOST * BAR_MOST))
    if reason.weight > 0:
        return Bar(BAR_MIDDLE, width, "ret", reason.text)
    return Bar(BAR_MIDDLE - width, width, "con", reason.text)


@dataclass(frozen=True, slots=True)
class Column:
    """One candidate: the person, how strong the evidence is, and why."""

    key: int
    person: PersonNow
    name: str
    strength: Any
    is_chosen: bool
    why: Any
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one candidate: the mark of the comparison, and our value."""

    column: Column
    mark: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the comparison: its word, as received, and a cell for each candidate."""

    label: Any
    received: str
    cells: list[Cell]
    is_status: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody of whom it was said before that a line with these words does not mean them: by whom, when, where."""

    person: PersonNow
    name: str
    by: User
    at: datetime
    list_pk: int
    list_number: int
    number: int


@dataclass(frozen=True, slots=True)
class Panel:
    """All that the right side of the desk shows of one line."""

    name_list: NameList
    line: Line
    read: ListLine
    position: int
    total: int
    spelling: Any
    columns: list[Column]
    fields: list[Field]
    notes: list[str]
    person: PersonNow | None
    holder: User | None
    is_ready: bool
    is_open: bool  # the list can be decided on, and nobody has decided this line
    is_second: bool  # it waits for this reader to agree
    may_undo: bool
    is_barred: bool
    start: int
    kept: int  # candidates stored in all
    earlier: int | None
    later: int | None
    more: int
    has_uncounted: bool  # beyond `more` there are others still
    refused: list[Refused]
    conflict: dict[str, Any] = field(default_factory=dict)


def panel_of(
    line: Line, read: ListLine, *, position: int, total: int, by: User, now: datetime, start: int = 0
) -> Panel:
    """The panel of a line for one officer."""
    name_list = line.list
    stored = list(line.candidates.order_by("place", "pk"))
    is_undecided = line.is_undecided
    not_meant = desk.said_not_meant(read) if is_undecided else []
    beside = {row.person_id for row in stored} | {row.person_id for row in not_meant}
    people = desk.people_beside(beside | ({line.person_id} if line.person_id else set()))
    is_barred = bool(desk.barred(by, people))
    shown = [] if is_barred else [row for row in stored if row.person_id in people]
    start = _start(shown, line, start)
    columns, fields = _compared(line, read, shown[start : start + AT_ONCE], people)
    is_deciding = name_list.state in ("matching", "deciding") and line.arrival == "unsigned"
    is_ready = bool(line.tag) or not is_undecided
    refused = (
        [] if is_barred else [_refused(row, people[row.person_id]) for row in not_meant if row.person_id in people]
    )
    return Panel(
        name_list=name_list,
        line=line,
        read=read,
        position=position,
        total=total,
        spelling=SPELLINGS[read.lang] if read.name.surname else "",
        columns=columns,
        fields=fields,
        notes=_notes(line, read, columns, is_ready=is_ready, is_barred=is_barred, has_refused=bool(refused)),
        person=people.get(line.person_id) if line.person_id and not is_barred else None,
        holder=desk.holder(line, by=by, now=now),
        is_ready=is_ready,
        is_open=is_deciding and is_undecided and not is_barred,
        is_second=is_deciding and line.state == "second" and line.decided_by_id != by.pk and not is_barred,
        may_undo=is_deciding and line.state in ("second", "confirmed", "new", "none") and not is_barred,
        is_barred=is_barred,
        start=start,
        kept=len(shown),
        earlier=start - AT_ONCE if start >= AT_ONCE else None,
        later=start + AT_ONCE if start + AT_ONCE < len(shown) else None,
        more=line.more if start + AT_ONCE >= len(shown) and len(shown) >= AT_ONCE else 0,
        has_uncounted=line.has_uncounted,
        refused=refused,
    )


def _refused(row: NotMeant, person: PersonNow) -> Refused:
    where = row.line.list
    return Refused(person, heading_name(person), row.by, row.at, where.pk, where.number, row.line.number)


def _start(shown: Sequence[Candidate], line: Line, asked: int) -> int:
    """Where the shown three begin: as asked, or at the person decided for."""
    decided = next((place for place, row in enumerate(shown) if row.person_id == line.person_id), None)
    begin = asked if decided is None else decided
    return begin - begin % AT_ONCE if 0 <= begin < len(shown) else 0


def _compared(
    line: Line, read: ListLine, rows: Sequence[Candidate], people: dict[int, PersonNow]
) -> tuple[list[Column], list[Field]]:
    compared = read_candidates(line.list, rows)
    picked = line.person_id or line.chosen_id
    columns = [
        Column(
            key=place,
            person=people[row.person_id],
            name=heading_name(people[row.person_id]),
            strength=STRENGTHS[row.strength],
            is_chosen=row.person_id == picked,
            why=WHY[place - 1],
            bars=[bar_of(reason) for reason in comparison.reasons[:6]],
        )
        for place, (row, comparison) in enumerate(compared, start=1)
    ]
    return columns, _fields(read, columns, [comparison for _row, comparison in compared])


def _fields(read: ListLine, columns: Sequence[Column], comparisons: Sequence[Comparison]) -> list[Field]:
    pairs = list(zip(columns, comparisons, strict=True))

    def name(part: str) -> list[Cell]:
        return [Cell(column, _mark(one, part), in_script(_value(one, part))) for column, one in pairs]

    def known(part: str, value: Callable[[PersonNow], str]) -> list[Cell]:
        return [Cell(column, _mark(one, part), value(column.person)) for column, one in pairs]

    received_birth = short_day(read.birth.on, read.birth.precision or "day") if read.birth.on else read.birth.raw
    return [
        Field(_("Прізвище"), read.name.surname, name("surname")),
        Field(_("Ім’я"), read.name.given, name("given")),
        Field(_("По батькові"), read.name.patronymic, name("patronymic")),
        Field(pgettext("стовпець порівняння", "Народився"), received_birth, known("birth_date", birth)),
        Field(_("Підрозділ"), read.unit, known("unit", unit_name)),
        Field(_("Де зник зв’язок"), read.place, known("place", place_name)),
        Field(_("Статус"), "", known("status", lambda _person: ""), is_status=True),
        Field(_("Востаннє підтв."), "", known("confirmed", confirmed)),
    ]


def _mark(comparison: Comparison, name: str) -> str:
    mark = next((one.mark for one in comparison.fields if one.field == name), "nodata")
    return "none" if mark == "nodata" else mark


def _value(comparison: Comparison, name: str) -> str:
    return next((one.ours for one in comparison.fields if one.field == name), "")


def in_script(value: str) -> str:
    """A name of ours in the reader's script; what was received always stays as it came."""
    return romanise(value) if language() == "en" else value


def short_name(person: PersonNow) -> str:
    """«Шевчук Андрій М.»: the patronymic would push the decision off the screen."""
    initial = f"{person.patronymic[:1]}." if person.patronymic else ""
    return in_script(" ".join(part for part in (person.surname, person.given, initial) if part)) or person.number


def heading_name(person: PersonNow) -> str:
    """«Шевчук Андрій»: above a column the patronymic has a row of its own below."""
    return in_script(" ".join(part for part in (person.surname, person.given) if part)) or person.number


def unit_name(person: PersonNow) -> str:
    """The unit at capture, else the unit now."""
    unit = person.unit_at_capture or person.unit
    return str(unit.name(language())) if unit else ""


def place_name(person: PersonNow) -> str:
    """Where the person was lost contact with."""
    return str(person.captured_at.name(language())) if person.captured_at else ""


def birth(person: PersonNow) -> str:
    """The date of birth as exactly as it is known."""
    return short_day(person.birth_on, person.birth_precision) if person.birth_on else ""


def confirmed(person: PersonNow) -> str:
    """When and by whom captivity was confirmed last."""
    if person.confirmed_on is None:
        return ""
    source = SHORT_SOURCES.get(person.confirmed_by, "")
    return f"{short_day(person.confirmed_on)}, {source}" if source else short_day(person.confirmed_on)


def _notes(
    line: Line, read: ListLine, columns: Iterable[Column], *, is_ready: bool, is_barred: bool, has_refused: bool
) -> list[str]:
    """What to look at before deciding: how the line was read, and what the register says of those beside it."""
    if is_barred:
        return [_("Серед кандидатів є близька вам людина. Цей рядок має вирішити інша людина.")]
    if not line.is_undecided or not is_ready:
        return []
    columns = list(columns)
    if read.refused:
        why = CODES[read.refused].text.in_language(language())
        return [_("Запис не прочитано. %(why)s") % {"why": why}]
    said_of_it = [warning.text.in_language(language()) for warning in read.warnings]
    if not columns and has_refused:
        return [*said_of_it, _("Нікого схожого, крім відхилених раніше, в реєстрі немає.")]
    if not columns:
        return [*said_of_it, _("У реєстрі нікого схожого не знайдено.")]
    return said_of_it + _notes_of(line, columns)


def _notes_of(line: Line, columns: Sequence[Column]) -> list[str]:
    found = [_already_back(one.person) for one in columns if one.person.status_group == "returned"]
    found += [
        _("За реєстром ця людина загинула: %(name)s. Потрібне рішення двох людей.")
        % {"name": f"{one.name}, {one.person.number}"}
        for one in columns
        if one.person.status_group == "dead"
    ]
    if not found and line.tag == "conflict":
        found = [_("Рядок суперечить реєстру: кандидата не вибрано наперед. Потрібне рішення двох людей.")]
    if line.tag == "weak":
        found.append(_("Слабкі докази: кандидата не вибрано наперед. Потрібне рішення двох людей."))
    return found


def _already_back(person: PersonNow) -> str:
    since: date | None = person.status_since
    values = {
        "name": f"{short_name(person)}, {person.number}",
        "day": long_day(since, language(), person.status_precision) if since else "",
    }
    if since:
        return _("За реєстром %(name)s уже вдома, %(day)s. Потрібне рішення двох людей.") % values
    return _("За реєстром %(name)s уже вдома. Потрібне рішення двох людей.") % values
