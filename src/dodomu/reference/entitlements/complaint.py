"""A complaint about no answer, or about a refusal: the words of the letter, in the language of the state's offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dodomu.reference.entitlements.deadlines import ANSWER_SOURCE, Deadline
from dodomu.reference.entitlements.rules import Rule


@dataclass(frozen=True, slots=True)
class Complaint:
    """A letter as typed parts: paragraphs, the lines of the count, what is enclosed, what is asked."""

    paragraphs: tuple[str, ...]
    count: tuple[str, ...]
    enclosed: tuple[str, ...]
    request: str


def complaint(
    what: str,
    *,
    rule: Rule | None,
    applied_on: date | None,
    refused_on: date | None = None,
    refused_with: str = "",
    late: Deadline | None = None,
    enclosed: Sequence[str] = (),
) -> Complaint:
    """The letter. With `late` it complains of silence and shows how the term was counted; else of the refusal.

    >>> from dodomu.reference.entitlements.deadlines import ANSWER, count
    >>> late = count(ANSWER, date(2024, 7, 18))
    >>> complaint("Виплата", rule=None, applied_on=date(2024, 7, 18), late=late).paragraphs[1]
    'Відповідь мала надійти до 19.08.2024. Її немає.'
    """
    day = f"{applied_on:%d.%m.%Y}" if applied_on else "__.__.____"
    source = f" Підстава: {rule.source.uk}." if rule else ""
    paragraphs = [f"{day} подано заяву: {what}.{source}"]
    if late is not None:
        paragraphs.append(f"Відповідь мала надійти до {late.due_on:%d.%m.%Y}. Її немає.")
    elif refused_with:
        when = f"{refused_on:%d.%m.%Y} " if refused_on else ""
        paragraphs.append(f"{when}відмовлено: «{refused_with}».")
    if rule is not None:
        paragraphs.append(f"Оприлюднено, чинне з {rule.valid_from:%d.%m.%Y}: {rule.what.uk}")
    lines = [f"{line.on:%d.%m.%Y} – {line.what.uk}" for line in late.lines] if late else []
    return Complaint(tuple(paragraphs), tuple(lines), tuple(enclosed), _REQUEST)


_REQUEST = (
    "Прошу розглянути скаргу, ухвалити рішення за заявою й письмово повідомити про нього із зазначенням підстав. "
    f"{ANSWER_SOURCE.uk.partition(' (')[0]}."
)
