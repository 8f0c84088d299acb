"""What a picture shows, in a sentence computed from its numbers: its title, and the words for who hears it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dodomu.claims.wording import date_text
from dodomu.figures.queries.totals import Step
from dodomu.text import Text
from dodomu.web.charts import Point
from dodomu.web.public.charts import Split
from dodomu.web.words import counted, long_day, number

NOTHING = Text("Чисел ще немає", "No numbers yet")
PEOPLE = (("людина", "людини", "людей"), ("person", "people"))


def people(n: int) -> Text:
    """«95 людей»."""
    return Text(counted(n, "uk", *PEOPLE), counted(n, "en", *PEOPLE))


def _day(on: date) -> Text:
    return Text(long_day(on, "uk"), long_day(on, "en"))


def rounds(points: Sequence[Point]) -> Text:
    """The largest exchange and the latest.

    >>> rounds([Point(date(2024, 1, 3), 230), Point(date(2024, 7, 17), 95)]).en
    'The largest exchange brought home 230 people, on 3 January 2024; the latest 95, on 17 July 2024'
    """
    known = sorted((point for point in points if point.value is not None), key=lambda point: point.on)
    if not known:
        return NOTHING
    top, last = max(known, key=lambda point: point.value or 0), known[-1]
    most, latest = people(top.value or 0), last.value or 0
    if top is last:
        return Text(
            f"Останній обмін був найбільшим: {most.uk}, {_day(top.on).uk}",
            f"The latest exchange was the largest: {most.en}, on {_day(top.on).en}",
        )
    return Text(
        f"У найбільшому обміні повернулося {most.uk}, {_day(top.on).uk}; в останньому – {number(latest, 'uk')}, "
        f"{_day(last.on).uk}",
        f"The largest exchange brought home {most.en}, on {_day(top.on).en}; the latest {number(latest, 'en')}, "
        f"on {_day(last.on).en}",
    )


def guard(splits: Sequence[Split]) -> Text:
    """The share of the Guard in those rounds of which the split is published.

    >>> guard([Split(date(2024, 7, 17), 21, 95), Split(date(2024, 8, 24), None, 115)]).en
    'In the one exchange with a published split, 21 of 95 were of the National Guard: 22 per cent'
    """
    known = [(one.part, one.whole) for one in splits if one.part is not None]
    if not known:
        return NOTHING
    part, whole, n = sum(a for a, _b in known), sum(b for _a, b in known), len(known)
    share = round(100 * part / whole) if whole else 0
    uk = "В одному обміні" if n == 1 else f"У {n} обмінах"
    en = "In the one exchange" if n == 1 else f"In the {n} exchanges"
    return Text(
        f"{uk} з оприлюдненим поділом {number(part, 'uk')} з {number(whole, 'uk')} – з Національної гвардії: {share} %",
        f"{en} with a published split, {number(part, 'en')} of {number(whole, 'en')} were of the National Guard: "
        f"{share} per cent",
    )


def total(steps: Sequence[Step]) -> Text:
    """The latest stated total, and how many of them do not follow from the one before."""
    if not steps:
        return NOTHING
    last = steps[-1].statement
    when = date_text(last.as_of, precision=last.as_of_precision)
    n = people(steps[-1].stated)
    off = sum(bool(one.difference) for one in steps)
    tail = Text("", "")
    if off:
        uk = counted(off, "uk", ("число не сходиться", "числа не сходяться", "чисел не сходяться"), ("", ""))
        en = counted(off, "en", ("", "", ""), ("number does not add up", "numbers do not add up"))
        tail = Text(f"; {uk}", f"; {en}")
    return Text(
        f"Станом на {when.uk} названо {n.uk}, що повернулися{tail.uk}",
        f"As of {when.en}, {n.en} were said to have come home{tail.en}",
    )


def arithmetic(steps: Sequence[Step]) -> Text:
    """How many stated totals follow from the rounds, and the largest difference."""
    judged = [one for one in steps if one.difference is not None]
    if not judged:
        return NOTHING
    off = [one for one in judged if one.difference]
    fit, n = len(judged) - len(off), len(judged)
    fits_uk = "сходиться" if fit % 10 == 1 and fit % 100 != 11 else "сходяться"
    head = Text(f"З обмінами {fits_uk} {fit} з {n} названих чисел", f"{fit} of {n} stated totals agree with the rounds")
    if not off:
        return head
    top = max(off, key=lambda one: abs(one.difference or 0))
    on, off_by = _day(top.statement.as_of), top.difference or 0
    return Text(
        f"{head.uk}; найбільша різниця – {signed(off_by, 'uk')}, {on.uk}",
        f"{head.en}; the largest difference is {signed(off_by, 'en')}, on {on.en}",
    )


def signed(value: int, lang: str) -> str:
    """A difference with its sign.

    >>> signed(1128, "en"), signed(-2, "en"), signed(0, "uk")
    ('+1,128', '−2', '0')
    """
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value), lang)


def described(kind: Text, finding: Text, first: date | None, last: date | None, note: Text) -> Text:
    """What somebody hears who does not see the picture: the kind, its span, the finding, and what is unknown."""
    if first is None or last is None:
        return Text(f"{kind.uk}. {finding.uk}.", f"{kind.en}. {finding.en}.")
    return Text(
        f"{kind.uk}, {_day(first).uk} – {_day(last).uk}. {finding.uk}.{' ' + note.uk if note.uk else ''}",
        f"{kind.en}, {_day(first).en} – {_day(last).en}. {finding.en}.{' ' + note.en if note.en else ''}",
    )
