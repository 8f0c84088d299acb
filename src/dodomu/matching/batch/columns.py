"""The columns of both tables: Splink lays people and lines below each other, so both have all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

COLUMNS: dict[str, str] = {
    "unique_id": "long",  # of a person the row in the index; of a line its number and that of the reading
    "line": "long",
    "written_cost": "double",  # what a reading costs, and what strangers weigh under it (log-odds)
    "keys": "longs",
    "surname": "int",  # of a person the place of the skeleton
    "surname_text": "text",
    "is_half": "bool",  # of a double surname, this row stands for one half
    "surname_written": "text",
    "surname_places": "ints",  # of a line the skeletons that are alike …
    "surname_near": "ints",  # … and place * 64 + level of each
    "given": "int",
    "given_written": "text",
    "given_else": "text",  # the level of everybody who is not among `given_near`
    "given_places": "ints",
    "given_near": "ints",
    "father": "int",
    "father_written": "text",
    "father_else": "text",
    "father_places": "ints",
    "father_near": "ints",
    "born": "int",  # yyyymmdd, as in `births`
    "born_text": "text",
    "born_kind": "text",  # day, month or year
    "born_on": "int",  # days since the beginning of the calendar
    "born_turned": "ints",  # of a line the dates with two neighbouring digits changed
    "year": "int",
    "month": "int",
    "day": "int",
    "rank": "text",
    "rank_step": "int",
    "unit": "int",
    "unit_places": "ints",  # of a line the units that are the same
}

LEVELS_A_PLACE = 64

Rows = dict[str, list[Any]]


def empty() -> Rows:
    """No rows yet."""
    return {name: [] for name in COLUMNS}


def joined(parts: Iterable[Rows]) -> Rows:
    """Several sets of rows as one."""
    out = empty()
    for part in parts:
        for name, values in part.items():
            out[name].extend(values)
    return out


def arrow_schema() -> Any:
    """The columns as the engines read them."""
    import pyarrow as pa

    kinds = {
        "long": pa.int64(), "int": pa.int32(), "double": pa.float64(), "text": pa.string(), "bool": pa.bool_(),
        "ints": pa.list_(pa.int32()), "longs": pa.list_(pa.int64()),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])


def arrow_table(rows: Rows | dict[str, Any], length: int) -> Any:
    """Rows as a table of Arrow; a column that is not named is empty."""
    import pyarrow as pa

    schema = arrow_schema()
    arrays: Sequence[Any] = [
        pa.array(rows[field.name], field.type) if field.name in rows else pa.nulls(length, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
