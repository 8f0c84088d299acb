"""In which language the terminal speaks, and how a command refuses."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import NoReturn

from django.core.management.base import CommandError

from dodomu.clock import KYIV
from dodomu.text import Text


def add_language(parser: ArgumentParser) -> None:
    """The option that every command has."""
    parser.add_argument("--language", choices=["uk", "en"], default="", help="uk or en; else by LANG, English without")


def chosen(language: str) -> str:
    """The language asked for, else the one of the terminal: the first that is set of the three, as for any program."""
    set_here = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language or ("uk" if next(filter(None, set_here), "").lower().startswith("uk") else "en")


def refuse(text: Text, language: str) -> NoReturn:
    """Stops with a sentence and exit code 2."""
    raise CommandError(text.in_language(chosen(language)), returncode=2)


def a_day(written: str) -> date:
    """A day as 2024-07-17 or 17.07.2024."""
    for form in (written, "-".join(reversed(written.split(".")))):
        try:
            return date.fromisoformat(form)
        except ValueError:
            continue
    raise ArgumentTypeError(f"{written!r}: 2024-07-17 / 17.07.2024")


def an_instant(written: str) -> datetime:
    """An instant as 2024-07-18T10:00, in Kyiv where no zone is written."""
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        raise ArgumentTypeError(f"{written!r}: 2024-07-18T10:00") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=KYIV)
