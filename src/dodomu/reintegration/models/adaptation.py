"""The one rule of the time to adapt: what may lie inside it, until when it lasts, and what counts as late.

Who comes home first gets two to three days to adapt and think calmly; treatment goes on, documents are restored,
everything else waits (the Guard's commander, 25 July 2024; 72 hours also in the United States' phase two, AFPS,
5 June 2014). Every door that makes or moves an appointment, finishes a task, records a talk, a decision or a plan
asks `refusal` here and nowhere else.

Pure: instants come in, an answer goes out. Lengths are hours of real time, so the night on which the clock changes
makes the time neither shorter nor longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from dodomu.clock import KYIV
from dodomu.errors import Refused
from dodomu.text import Text

SMALLEST_HOURS = 48
FIRST_DAY = timedelta(hours=24)
"""What waited for the person is due a day after the time to adapt ends, not in its first minute."""


class Rule(StrEnum):
    """What a kind of matter may do inside the time to adapt."""

    FREE = "free"  # care, a psychologist, papers that do not need the person
    WANTED = "wanted"  # contact, when the person wants it
    WAITS = "waits"  # everything else


@dataclass(frozen=True, slots=True)
class Window:
    """A time that belongs to the person: from `begins_at`, up to and without `ends_at`."""

    begins_at: datetime
    ends_at: datetime

    def covers(self, instant: datetime) -> bool:
        """Whether an instant lies inside.

        >>> w = window_from(datetime(2024, 7, 17, 21, 40, tzinfo=KYIV), hours=72)
        >>> w.covers(datetime(2024, 7, 20, 21, 39, tzinfo=KYIV)), w.covers(w.ends_at)
        (True, False)
        """
        return self.begins_at <= instant < self.ends_at

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether any moment between two instants lies inside; touching an end of it does not count."""
        return starts_at < self.ends_at and ends_at > self.begins_at


def window_from(begins_at: datetime, *, hours: int) -> Window:
    """The time to adapt from an admission, in hours of real time; never under 48.

    >>> spring = window_from(datetime(2024, 3, 30, 12, 0, tzinfo=KYIV), hours=72)  # clocks go forward in between
    >>> spring.ends_at.isoformat()
    '2024-04-02T13:00:00+03:00'
    """
    if hours < SMALLEST_HOURS:
        raise ValueError(f"{hours} hours: two days belong to the person who returned")
    ends_at = begins_at.astimezone(UTC) + timedelta(hours=hours)
    return Window(begins_at, ends_at.astimezone(KYIV))


def said_until(window: Window) -> str:
    """The end of the time as it is written: day and hour in Kyiv."""
    return window.ends_at.astimezone(KYIV).strftime("%d.%m.%Y, %H:%M")


def refusal(
    rule: Rule,
    window: Window | None,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
    is_wanted: bool = False,
    has_leave: bool = False,
) -> Text | None:
    """Why something may not lie between two instants; None when it may.

    With `ends_at` None it is a single moment. `is_wanted`: the person asked for it or accepted it, which frees
    contact only. `has_leave`: two people allowed exactly this, by the person's own wish or for a named medical reason.

    >>> w = window_from(datetime(2024, 7, 17, 21, 40, tzinfo=KYIV), hours=72)
    >>> at = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
    >>> print(refusal(Rule.WAITS, w, starts_at=at).en.partition(". ")[0])
    This person’s time to adapt lasts until 20.07.2024, 21:40
    >>> refusal(Rule.FREE, w, starts_at=at), refusal(Rule.WANTED, w, starts_at=at, is_wanted=True)
    (None, None)
    """
    if window is None or has_leave or rule == Rule.FREE:
        return None
    inside = window.covers(starts_at) if ends_at is None else window.meets(starts_at, ends_at)
    if not inside or (rule == Rule.WANTED and is_wanted):
        return None
    until = said_until(window)
    if rule == Rule.WANTED:
        return Text(
            f"Час на адаптацію триває до {until}. До того – лише розмови, яких хоче сама людина. Якщо вона хоче, "
            "позначте це. Якщо зачекати неможливо, попросіть про виняток.",
            f"This person’s time to adapt lasts until {until}. Until then, only contact that the person wants. If they "
            "want it, say so. If it cannot wait, ask for an exception.",
        )
    return Text(
        f"Час на адаптацію цієї людини триває до {until}. Виберіть пізніший час. Якщо зачекати неможливо, попросіть "
        "про виняток.",
        f"This person’s time to adapt lasts until {until}. Choose a later time. If it cannot wait, ask for an "
        "exception.",
    )


def require(
    rule: Rule,
    window: Window | None,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
    is_wanted: bool = False,
    has_leave: bool = False,
    field: str | None = None,
) -> None:
    """Raises Refused (code `adaptation`) where `refusal` has a sentence."""
    sentence = refusal(rule, window, starts_at=starts_at, ends_at=ends_at, is_wanted=is_wanted, has_leave=has_leave)
    if sentence is not None:
        raise Refused(sentence, field, code="adaptation")


def waits(*, needs_person: bool, window: Window | None, now: datetime) -> bool:
    """Whether work «чекає адаптації»: it needs the person, and the person's time is not over."""
    return needs_person and window is not None and window.covers(now)


def is_late(due_at: datetime, *, needs_person: bool, window: Window | None, now: datetime) -> bool:
    """Whether work counts as overdue; never while it waits for the time to adapt.

    >>> w = window_from(datetime(2024, 7, 17, 21, 40, tzinfo=KYIV), hours=72)
    >>> due, now = datetime(2024, 7, 18, 9, 0, tzinfo=KYIV), datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
    >>> is_late(due, needs_person=True, window=w, now=now), is_late(due, needs_person=False, window=w, now=now)
    (False, True)
    """
    if waits(needs_person=needs_person, window=window, now=now):
        return False
    return due_at < now


def due_after(due_at: datetime, *, needs_person: bool, window: Window | None) -> datetime:
    """The due time that leaves the person's time alone: what needs the person is due a day after its end, or later."""
    if window is None or not needs_person or due_at >= window.ends_at:
        return due_at
    return (window.ends_at.astimezone(UTC) + FIRST_DAY).astimezone(KYIV)
