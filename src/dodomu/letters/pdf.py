"""Letters as PDF for people and for screen readers (PDF/UA-1), with fonts of our own and without a network.

The words travel to the typesetter as JSON and are never markup; the template may read no file; the fonts of the
machine are left alone, so that the same letter is the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from dodomu.letters.letter import Letter


@cache
def _template() -> bytes:
    return Path(__file__).with_name("letter.typ").read_bytes()


def as_pdf(letters: Sequence[Letter], *, title: str, at: datetime) -> bytes:
    """One PDF of one or more letters, each on a sheet of its own; the same letters and `at` give the same bytes."""
    given = {
        "title": title,
        "author": letters[0].head.names[-1] if letters and letters[0].head.names else "",
        "letters": [one.as_kept() for one in letters],
    }
    made = typst.compile(
        _template(),
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made
