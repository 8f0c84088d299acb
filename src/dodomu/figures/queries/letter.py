"""The letter that asks editors to mend a text, in their language where we write it, and its reminder."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from dodomu.figures.models import Request
from dodomu.figures.queries.letter_words import WORDS
from dodomu.figures.queries.receipts import receipt_of

TOKEN = "TOKEN"
"""Stands in the address of the receipt where the signed word of a request comes."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the correction can be read, and where its receipt is acknowledged, in both languages of our pages."""

    correction_uk: str
    correction_en: str
    received_uk: str
    received_en: str

    def as_dict(self) -> dict[str, str]:
        """For the payload of a job."""
        return asdict(self)


def letter(request: Request, *, addresses: Addresses) -> str:
    """The letter in the language of the text, English where we do not write that one.

    It names the document, what was said and what is right, and asks for three things; it never threatens. The
    sentences of a correction are there in Ukrainian and English: a letter in another language quotes the English ones.
    """
    language = language_of(request)
    words = WORDS[language]
    ours = "uk" if language == "uk" else "en"
    correction = request.correction
    was, correct, why = (text.in_language(ours) for text in (correction.was, correction.correct, correction.why))
    read, received = (
        (addresses.correction_uk, addresses.received_uk)
        if ours == "uk"
        else (addresses.correction_en, addresses.received_en)
    )
    lines = [
        f"{words.about}: {_where(request)}",
        "",
        words.greeting,
        "",
        f"{words.was}: {was}.",
        f"{words.correct}: {correct}.",
        *([words.after.format(outlet=request.via.outlet.name)] if request.distance > 1 and request.via else []),
        *([words.again.format(day=request.returned_on.isoformat())] if request.returned_on else []),
        "",
        why,
        "",
        words.ask,
        *(f"{number}. {line}" for number, line in enumerate(words.three, start=1)),
        "",
        f"{words.received}: {received.replace(TOKEN, receipt_of(request))}",
        f"{words.source}: {read}",
        words.reply,
    ]
    return "\n".join(lines) + "\n"


def reminder(request: Request, first: str) -> str:
    """A reminder: one paragraph, and the first letter as it was."""
    words = WORDS[language_of(request)]
    told = request.told_at.date().isoformat() if request.told_at else ""
    return f"{words.reminder.format(day=told)}\n\n{words.first}\n\n{first}"


def _where(request: Request) -> str:
    document = request.document
    return document.url if document.is_web_page else request.statement.outlet.name


def language_of(request: Request) -> str:
    """The language in which editors are written to: that of their text, English where we do not write it."""
    return request.document.language if request.document.language in WORDS else "en"
