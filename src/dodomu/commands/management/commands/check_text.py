"""`dodomu check-text`: the numbers in an article beside the published statements that ship with the service.

Needs no database and no network. What is read is not kept.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from dodomu.claims import Claim, claims_in
from dodomu.claims.extract import publication
from dodomu.claims.statements import published_from
from dodomu.claims.verdict import LABELS, Verdict, judge
from dodomu.commands.speech import chosen, refuse
from dodomu.reference.statements import read_statements
from dodomu.text import Text

#: A book is no article.
LARGEST_BYTES = 2_000_000
_CYRILLIC = re.compile("[А-Яа-яІіЇїЄєҐґ]{2}")
#: What no Ukrainian, Russian or English text in Windows-1251 holds.
_NOT_WRITTEN = re.compile(r"[^\n\r\t -~А-яЁёІіЇїЄєҐґ«»“”„’‘‚–—…№§°•\xa0\xad]|[а-яіїєґ][А-ЯІЇЄҐ]{2}[а-яіїєґ]")
_UNREADABLE = Text("Не вдалося прочитати {file}: {why}", "Cannot read {file}: {why}")


def a_publication(written: str) -> str:
    """A day, a month or a year in ISO: 2024-07-25, 2024-07, 2024."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", written) and publication(written)[0] is not None:
        return written
    raise ArgumentTypeError(f"{written!r}: 2024-07-25, 2024-07, 2024")


class Command(BaseCommand):
    """Exit code 1: something in the text should not be printed; 0: nothing; 2: the text cannot be read."""

    help = "Check the numbers of people in a text against published statements."
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django states it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a text in UTF-8 or Windows-1251; - reads what is piped in")
        parser.add_argument("--language", choices=["uk", "en", "auto"], default="auto", help="of the text")
        parser.add_argument("--published", type=a_publication, help="the day the text was published (2024-07-25)")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        language = chosen("")
        text = _read(options["file"], language)
        ours = published_from(read_statements())
        said_on, _ = publication(options["published"])
        found = claims_in(text, language=options["language"], published=options["published"])
        judged = [(claim, judge(claim, ours, said_on=said_on)) for claim in found]
        if options["json"]:
            answer = {"claims": [_as_values(claim, verdict) for claim, verdict in judged]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_told(judged, language)))
        if any(verdict.is_wrong for _, verdict in judged):
            sys.exit(1)


def _read(file: str, language: str) -> str:
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as source:
            content = source.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        _refuse(
            file,
            Text(error.strerror or str(error), error.strerror or str(error))
            if isinstance(error, OSError)
            else Text(str(error), str(error)),
            language,
        )
    if len(content) > LARGEST_BYTES:
        _refuse(file, Text("понад 2 мегабайти", "more than 2 megabytes"), language)
    text = _decoded(content)
    if text is None:
        _refuse(
            file, Text("це не текст у кодуванні UTF-8 чи Windows-1251", "no text in UTF-8 or Windows-1251"), language
        )
    return text


def _decoded(content: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16 with its mark, or Windows-1251 that reads as Cyrillic; None of what is no text.

    >>> _decoded("755 у полоні".encode("cp1251"))
    '755 у полоні'
    >>> _decoded(b"\\xff\\xd8\\xff\\xe0\\x00\\x10") is None
    True
    """
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", errors="replace")
        if not _CYRILLIC.search(text) or _NOT_WRITTEN.search(text):
            return None
    return None if "\0" in text else text


def _refuse(file: str, why: Text, language: str) -> NoReturn:
    refuse(Text(_UNREADABLE.uk.format(file=file, why=why.uk), _UNREADABLE.en.format(file=file, why=why.en)), language)


def _as_values(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    instead = verdict.say_instead
    return claim.as_dict() | {
        "places": [list(place) for place in claim.places],
        "verdict": verdict.kind,
        "statement": verdict.against.key if verdict.against else None,
        "why": {"uk": verdict.text.uk, "en": verdict.text.en},
        "say_instead": {"uk": instead.uk, "en": instead.en} if instead else None,
    }


def _told(judged: list[tuple[Claim, Verdict]], language: str) -> list[str]:
    """Two or three lines for each number: the words, the verdict, what to print instead."""
    if not judged:
        none = Text("Чисел про повернення чи полон не знайдено.", "No numbers about return or captivity were found.")
        return [none.in_language(language)]
    lines = []
    for number, (claim, verdict) in enumerate(judged, start=1):
        words = " ".join(claim.span.split())
        lines.append(f"[{number}] «{words}» – {LABELS[verdict.kind].in_language(language)}")
        lines.append(f"    {verdict.text.in_language(language)}.")
        if verdict.say_instead:
            lead = Text("Замість цього", "Say instead").in_language(language)
            lines.append(f"    {lead}: {verdict.say_instead.in_language(language)}")
        if verdict.against:
            lines.append(f"    {verdict.against.key}")
    return lines
