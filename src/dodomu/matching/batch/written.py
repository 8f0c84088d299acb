"""Links as a file, written part by part; it has its name only once it is whole, and only its owner reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

Row = tuple[str, str, float, tuple[str, ...], tuple[str, ...]]
Write = Callable[[Sequence[Row]], None]
COLUMNS = ("id_a", "id_b", "probability", "for", "against")


@contextmanager
def links_file(path: Path) -> Iterator[Write]:
    """A function that writes rows: parquet, or CSV where the name ends so."""
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as file:
            partial.chmod(0o600)
            with _csv(file) if path.suffix == ".csv" else _parquet(file) as write:
                yield write
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _parquet(file: IO[bytes]) -> Iterator[Write]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = (pa.string(), pa.string(), pa.float64(), pa.list_(pa.string()), pa.list_(pa.string()))
    schema = pa.schema(list(zip(COLUMNS, kinds, strict=True)))

    def write(rows: Sequence[Row]) -> None:
        columns: list[Any] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in COLUMNS]
        arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))

    with pq.ParquetWriter(file, schema) as writer:
        yield write


@contextmanager
def _csv(file: IO[bytes]) -> Iterator[Write]:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)

    def write(rows: Sequence[Row]) -> None:
        for one, other, chance, speaks_for, against in rows:
            writer.writerow([one, other, f"{chance:.6f}", "; ".join(speaks_for), "; ".join(against)])

    yield write
    text.detach()
