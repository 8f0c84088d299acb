"""`dodomu read-list FILE`: what is read from a list, record by record, without a database and within limits.

It starts without the frame of the service, and reads in a child of its own, so that no file, whatever is in it, takes
longer or more memory than the list contract allows.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from dodomu.clock import day, now
from dodomu.formats.errors import too_big, too_slow
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.verdict import Verdict, judge, refused, sentence
from dodomu.text import Text

NAME = "read-list"
HELP = "Read a list of names and say what is in it, record by record."
ENDS = """\
exit codes:
  0  the file was read and the answer printed, whether it accepts the file or refuses it
  1  with --strict: the file, or a record that is a person's, was refused
  2  the file could not be opened, or the command was called wrongly

codes, levels and limits: docs/lists.md
"""
PATIENCE = 10.0  # seconds of the contract, for everything
READING = 8.5  # of which reading itself takes at most so many, so that the answer is written in time
STATUS = {
    "accepted": Text("прийнято", "accepted"),
    "rejected": Text("відхилено", "refused"),
    "nobody": Text("не людина", "nobody"),
}


def parser() -> ArgumentParser:
    """The options of the command."""
    options = ArgumentParser(
        "dodomu " + NAME, description=HELP, epilog=ENDS, formatter_class=RawDescriptionHelpFormatter
    )
    options.add_argument("file", help="CSV, XLSX, ODS, PFIF, JSON or text")
    options.add_argument(
        "--kind",
        choices=["list", "pfif", "json", "paste"],
        default="",
        help="what the file is: a table (list), PFIF, JSON, or text as pasted; found out by content without it",
    )
    options.add_argument("--json", action="store_true", help="for programs")
    options.add_argument("--strict", action="store_true", help="exit code 1 when anything was refused")
    options.add_argument("--today", default="", help="the day after which no date may lie, as 2026-11-25 (today)")
    options.add_argument("--language", choices=["uk", "en"], default="", help="uk or en; else by LANG, English without")
    return options


def main(arguments: Sequence[str]) -> int:
    """Reads, prints, and says how it went."""
    options = parser().parse_args(arguments)
    language = options.language or ("uk" if os.environ.get("LANG", "").lower().startswith("uk") else "en")
    try:
        today = date.fromisoformat(options.today) if options.today else day(now())
    except ValueError:
        parser().error(f"--today {options.today}")
    try:
        size = Path(options.file).stat().st_size
        data = b"" if size > Limits().upload else Path(options.file).read_bytes()
    except OSError as fault:
        print(f"{options.file}: {fault.strerror}", file=sys.stderr)
        return 2
    show = _as_json if options.json else partial(_as_table, language=language)

    def work() -> bytes:
        if size > Limits().upload:
            return _shown(refused(too_big(Limits().upload)), show)
        deadline = Deadline.after(READING, time.monotonic)
        found = judge(data, filename=Path(options.file).name, kind=options.kind, latest=today, deadline=deadline)
        return _shown(found, show)

    answer = guarded(work, seconds=PATIENCE, memory=Limits().memory) or _shown(refused(too_slow()), show)
    sys.stdout.buffer.write(answer[1:] + b"\n")
    sys.stdout.buffer.flush()
    return int(options.strict and answer[:1] == b"!")


def _shown(found: Verdict, show: Callable[[Verdict], str]) -> bytes:
    """The answer as it is printed, after a sign that says whether anything was refused."""
    is_whole = found.is_accepted and all(one.refused in ("", "not_a_person") for one in found.records)
    return (b"." if is_whole else b"!") + show(found).encode("utf-8", "replace")


def guarded(work: Callable[[], bytes], *, seconds: float, memory: int) -> bytes:
    """What `work` answers, done in a child with limits; nothing when it took too long or too much.

    Where the system has no fork (Windows) the work is done here, with the limits it keeps itself.

    >>> guarded(lambda: b"done", seconds=5, memory=500_000_000)
    b'done'
    """
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _as_child(work, writing, memory=memory, seconds=seconds)
    os.close(writing)
    pieces, until = [], time.monotonic() + seconds
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while (left := until - time.monotonic()) > 0:
            if not select.select([pipe], [], [], left)[0]:
                break
            piece = pipe.read(1 << 16)
            if not piece:
                break
            pieces.append(piece)
        else:
            left = 0
    if time.monotonic() >= until:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return b"".join(pieces) if status == 0 else b""


def _as_child(work: Callable[[], bytes], writing: int, *, memory: int, seconds: float) -> None:
    """Does the work and ends the process; whatever goes wrong ends in an exit code and no words."""
    code = 3
    try:
        _limit(memory, seconds)
        gc.disable()  # a child of some seconds, with hundreds of thousands of small things that all stay
        answer = work()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    except MemoryError:
        code = 4
    finally:
        os._exit(code)


def _limit(memory: int, seconds: float) -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, hard))


def _as_json(found: Verdict) -> str:
    return json.dumps(found.as_json(), ensure_ascii=False)


def _as_table(found: Verdict, language: str) -> str:
    """The answer as a person reads it: counts, then what is said of the file, then the records."""
    if found.text:
        return f"{STATUS['rejected'].in_language(language)} [{found.code}]\n{found.text.in_language(language)}"
    refused = [one.refused for one in found.records if one.refused]
    counts = {
        "accepted": len(found.records) - len(refused),
        "rejected": sum(code != "not_a_person" for code in refused),
        "nobody": refused.count("not_a_person"),
    }
    shown = [", ".join(f"{STATUS[name].in_language(language)}: {count}" for name, count in counts.items())]
    shown += [note.text.in_language(language) for note in found.warnings]
    width = min(40, max((len(one.name) for one in found.records), default=0))
    for one in found.records:
        place = f"{one.sheet}:{one.number}" if one.sheet else str(one.number)
        shown.append(f"{place:>6}  {one.name[:40]:<{width}}  {one.birth.written:<10}".rstrip())
        shown += [f"{'':8}! {sentence(code).in_language(language)}" for code in filter(None, [one.refused])]
        shown += [f"{'':8}· {sentence(code).in_language(language)}" for code in one.codes]
    return "\n".join(shown)
