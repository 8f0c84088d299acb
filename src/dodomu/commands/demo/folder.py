"""The folder of a demo: it says so itself, keeps the clock, and belongs to one demo at a time."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Sequence
from pathlib import Path

MARK = "demo.json"
LOCK = "demo.lock"


class InUse(Exception):  # noqa: N818 - what happened, in a word, as the refusals of the house
    """Another demo builds or serves in this folder; with the numbers of its processes, where it wrote them."""

    def __init__(self, processes: Sequence[int]) -> None:
        super().__init__(processes)
        self.processes = list(processes)


def mark(folder: Path, *, clock: str, set_at: str) -> None:
    """Writes that this folder holds a demo, and how its clock runs."""
    (folder / MARK).write_text(json.dumps({"now": clock, "set_at": set_at}) + "\n", "utf-8")


def is_marked(folder: Path) -> bool:
    """Whether a demo lies here: only then may the next one begin by emptying it."""
    return (folder / MARK).is_file()


def adopt_clock(folder: Path) -> None:
    """Who opens the folder of a demo lives by its clock: a count beside the pages gives what the pages show."""
    if "DODOMU_NOW" in os.environ or not is_marked(folder):
        return
    try:
        stated = json.loads((folder / MARK).read_text("utf-8"))
        clock, set_at = str(stated["now"]), str(stated["set_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return  # half-written: the demo that wrote it did not come to an end, and the next one writes it anew
    os.environ |= {"DODOMU_DEMO": "1", "DODOMU_NOW": clock, "DODOMU_NOW_SET_AT": set_at}


def hold(folder: Path) -> int:
    """Takes the folder until this process and whoever got the descriptor have ended; `InUse` if somebody has it."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        written = os.pread(descriptor, 200, 0).split()
        os.close(descriptor)
        raise InUse([int(word) for word in written if word.isdigit()]) from None
    sign(descriptor, [os.getpid()])
    return descriptor


def sign(descriptor: int, processes: Sequence[int]) -> None:
    """Writes which processes have the folder."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, (" ".join(str(one) for one in processes) + "\n").encode("ascii"), 0)
