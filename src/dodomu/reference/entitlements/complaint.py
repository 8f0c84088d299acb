"""A complaint about no answer, or about a refusal: the words of the letter, in the language of the state's offices.

It goes to the body above the one complained of (law on citizens' appeals No. 393/96, Art. 16), whose name the person or
a lawyer writes in: which body that is, was not published together with the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dodomu.reference.entitlements.deadlines import ANSWER_SOURCE, Deadline
from dodomu.reference.entitlements.rules import Rule
from dodomu.reference.entitlements.words import BODIES

BLANK = "____________________"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A letter as typed parts, from whom it goes to, down to the signature."""

    to: str
    sender: str
    heading: str
    paragraphs: tuple[str, ...]
    count: tuple[str, ...]  # how the term was counted; empty where a refusal is complained of
    request: str
    enclosed: tuple[str, ...]
    signed: str

    def whole(self) -> tuple[str, ...]:
        """Everything between the heading and the signature, paragraph by paragraph."""
        return (*self.paragraphs, *self.count, self.request, *self.enclosed)


def complaint(
    what: str,
    *,
    sender: str,
    on: date,
    rule: Rule | None,
    applied_on: date | None,
    refused_on: date | None = None,
    refused_with: str = "",
    late: Deadline | None = None,
    enclosed: Sequence[str] = (),
) -> Complaint:
    """The letter. With `late` it complains of silence and shows how the term was counted; else of the refusal.

    >>> from dodomu.reference.entitlements.deadlines import ANSWER, count
    >>> sent, late = date(2024, 7, 18), count(ANSWER, date(2024, 7, 18))
    >>> complaint("Виплата", sender="", on=sent, rule=None, applied_on=sent, late=late).paragraphs[1]
    'Відповідь мала надійти до 19.08.2024. Її немає. Як пораховано строк:'
    """
    body = f" до органу: {BODIES[rule.body].uk}" if rule else ""
    day = f"{applied_on:%d.%m.%Y}" if applied_on else "__.__.____"
    source = f" Підстава: {rule.source.uk}." if rule else ""
    paragraphs = [f"{day} подано заяву{body}. Предмет: {what}.{source}"]
    if late is not None:
        paragraphs.append(f"Відповідь мала надійти до {late.due_on:%d.%m.%Y}. Її немає. Як пораховано строк:")
    elif refused_with:
        when = f"{refused_on:%d.%m.%Y} " if refused_on else ""
        paragraphs.append(f"{when}відмовлено: «{refused_with.rstrip('.')}».")
    if rule is not None:
        paragraphs.insert(1, f"Оприлюднено, чинне з {rule.valid_from:%d.%m.%Y}: {rule.what.uk}")
    lines = [f"{line.on:%d.%m.%Y} – {line.what.uk}" for line in late.lines] if late else []
    added = [f"Додаток {number}: {one}" for number, one in enumerate(enclosed, 1)]
    return Complaint(
        to=f"{BLANK} (орган вищого рівня)",
        sender=sender,
        heading="Скарга на бездіяльність" if late else "Скарга на відмову",
        paragraphs=tuple(paragraphs),
        count=(*lines, f"{ANSWER_SOURCE.uk}.") if late else (),
        request=_REQUEST,
        enclosed=tuple(added),
        signed=f"{on:%d.%m.%Y}   Підпис {BLANK}",
    )


_REQUEST = (
    "Прошу розглянути скаргу, забезпечити рішення за заявою й письмово повідомити про нього із зазначенням підстав. "
    "Строк розгляду – не більше одного місяця від дня надходження (Закон «Про звернення громадян» № 393/96-ВР, ст. 20)."
)
