"""The surroundings of the demo: an own folder with a fresh database, and a clock that starts at 18 July 2024."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from dodomu.commands.speech import chosen
from dodomu.text import Text

PASSWORD = "dodomu-dodomu-2024"
"""Of every account of the demo; in the letters of the logins, so that one keyboard types both."""

NOW = "2024-07-18T10:00:00+03:00"
FOLDER = "data/demo"


def prepare_environment(arguments: Sequence[str]) -> None:
    """Sets what the settings read, before they are read: folder, clock, and that this is a demo.

    What a service left set in this shell is forgotten first: a demo must not empty its folder, write into its
    database or send letters through its mail server.
    """
    early = ArgumentParser(add_help=False)
    early.add_argument("--data", default="")
    early.add_argument("--now", default=NOW)
    early.add_argument("--language", default="")
    options, _others = early.parse_known_args(list(arguments))
    folder = Path(options.data or FOLDER).absolute()
    for name in [name for name in os.environ if name.startswith("DODOMU_")]:
        del os.environ[name]
    os.environ["DODOMU_DATA"] = str(folder)
    os.environ["DODOMU_DEMO"] = "1"
    os.environ["DODOMU_NOW"] = options.now
    os.environ["DODOMU_NOW_SET_AT"] = datetime.now(UTC).isoformat()
    _make(folder, options.language)


def _make(folder: Path, language: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_ours = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        is_ours = False
    if not is_ours:
        text = Text(
            f"У теку {folder} не можна писати. Виберіть іншу: --data ТЕКА.",
            f"The folder {folder} cannot be written. Choose another one: --data FOLDER.",
        )
        raise SystemExit(text.in_language(chosen(language)))
