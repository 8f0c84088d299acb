"""`dodomu link`: a file of mentions linked with a file of people, in the millions, on DuckDB or on Spark."""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from threading import Event, Semaphore
from typing import Any

from dodomu.commands.speech import add_language, chosen
from dodomu.matching.batch import engines
from dodomu.matching.batch.lines import Prepared
from dodomu.matching.batch.link import Line, Linking, Part, Shared, read_lines
from dodomu.matching.batch.written import links_file
from dodomu.matching.register import Register, UnfitError
from dodomu.text import Text

HELP = (
    "Link a file of mentions with a file of people, in the millions: ids, a probability, what speaks for and against."
)


def link(arguments: Sequence[str]) -> int:
    """`dodomu link`; 0 when done, 2 when a file cannot be used, 3 when something is not installed."""
    options = _options(arguments)
    language = chosen(options.language)

    def say(uk: str, en: str) -> None:
        print(Text(uk, en).in_language(language), file=sys.stderr, flush=True)

    if lacking := engines.missing(options.engine):
        packages, command = ", ".join(lacking), f"pip install 'dodomu[{engines.EXTRA[options.engine]}]'"
        say(f"Бракує пакетів: {packages}. Їх ставить {command}", f"Packages are missing: {packages}. {command}")
        return 3
    written = 0
    try:
        with _work(options.work) as work:
            for part, rows in _linked(options, work):
                written += rows
                say(f"Рядків: {part.lines}, зв’язків: {written}", f"Lines: {part.lines}, links: {written}")
    except engines.MissingError:
        say("Немає Java 17: apt-get install openjdk-17-jre-headless",
            "Java 17 is missing: apt-get install openjdk-17-jre-headless")  # fmt: skip
        return 3
    except UnfitError as error:
        say(f"Немає стовпця: {error}", f"A column is missing: {error}")
        return 2
    except UnicodeDecodeError:
        say("Файл не в UTF-8. Перезапишіть його в UTF-8.", "A file is not in UTF-8. Save it as UTF-8.")
        return 2
    except (OSError, EOFError, csv.Error) as error:
        name = getattr(error, "filename", None) or str(error)
        say(f"Файл не вдалося прочитати чи записати: {name}", f"The file could not be read or written: {name}")
        return 2
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("dodomu link", description=HELP)
    parser.add_argument("register", type=Path, help="CSV or .csv.gz: person_id,surname,given,patronymic,birth_date,…")
    parser.add_argument("lines", type=Path, help="CSV or .csv.gz: line_id,name,birth_date,rank,unit")
    parser.add_argument("--out", required=True, type=Path, help="where the links go: .parquet, or .csv")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb", help="one machine, or many (duckdb)")
    parser.add_argument("--threshold", type=float, default=0.5, help="links at least so probable (0.5)")
    parser.add_argument("--memory", default="8GB", help="what the engine may take on this machine (8GB)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many read lines at once")
    parser.add_argument("--master", default="local[*]", help="of Spark; '' leaves it to spark-submit (local[*])")
    parser.add_argument("--work", type=Path, help="a folder for what is in between; every machine of Spark must see it")
    add_language(parser)
    return parser.parse_args(arguments)


@contextmanager
def _work(chosen_folder: Path | None) -> Iterator[Path]:
    """A folder that only we read, gone in the end: names of people pass through it."""
    with tempfile.TemporaryDirectory(prefix="dodomu-link-", dir=chosen_folder) as folder:
        yield Path(folder)


def _linked(options: argparse.Namespace, work: Path) -> Iterator[tuple[Part, int]]:
    register = Register().load(options.register)
    linking = Linking(register.index, register._ids)
    lines = read_lines(options.lines)
    first = next(lines, None)  # a header that does not do is told before anything long begins
    with shared_out(linking, options.processes) as shared, links_file(options.out) as write:
        engine = engines.opened(
            options.engine, work, memory=options.memory, cores=max(1, options.processes), master=options.master
        )
        try:
            for part in linking.parts(_again(first, lines), engine, threshold=options.threshold, shared=shared):
                write(part.rows)
                yield part, len(part.rows)
        finally:
            engine.close()


def _again(first: Line | None, rest: Iterator[Line]) -> Iterator[Line]:
    if first is not None:
        yield first
    yield from rest


# --- several processes ----------------------------------------------------------------------------------------

AHEAD = 60  # shares that may be read before the engine has taken them

_linking: Linking | None = None


def _read(share: list[tuple[int, Line]]) -> Prepared:
    assert _linking is not None
    return _linking.read(share)


@contextmanager
def shared_out(linking: Linking, processes: int) -> Iterator[Shared]:
    """Lines shared out between processes that begin as copies of this one: the register is in memory once."""
    global _linking
    if processes < 2 or "fork" not in get_all_start_methods():
        yield map
        return
    _linking = linking
    gate, is_over = Semaphore(AHEAD), Event()

    def not_too_far_ahead(shares: Iterable[list[tuple[int, Line]]]) -> Iterator[list[tuple[int, Line]]]:
        for share in shares:
            while not gate.acquire(timeout=0.2):
                if is_over.is_set():
                    return
            yield share

    with get_context("fork").Pool(processes) as pool:
        _linking = None

        def spread(_: Any, shares: Iterable[list[tuple[int, Line]]]) -> Iterator[Prepared]:
            for prepared in pool.imap(_read, not_too_far_ahead(shares)):
                gate.release()
                yield prepared

        try:
            yield spread
        finally:
            is_over.set()
