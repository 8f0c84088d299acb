"""JSON: a list of objects, or an object that holds one; each object is a person."""

import json
import re
from typing import Any

from dodomu.formats.errors import refusal
from dodomu.formats.headers import HEADER_AMONG, field_of
from dodomu.formats.limits import Deadline, Limits
from dodomu.formats.rows import Row, Table, as_received, checked
from dodomu.formats.spoilt import way_back

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z|\\\Z)|[\[\]{},]', re.DOTALL)  # a string left open runs to the end
_LISTS = (
    "people",
    "persons",
    "person",
    "records",
    "rows",
    "lines",
    "list",
    "items",
    "names",
    "data",
    "results",
    "список",
    "люди",
    "особи",
)
_MOST_VALUES = 2_500_000
_MOST_OBJECTS = 500_000


def read_objects(text: str, limits: Limits, deadline: Deadline, *, encoding: str = "") -> Table:
    """The people of a JSON text as a table; heads are the keys, in the order in which they first come.

    >>> table = read_objects('[{"name": "Коваль Іван", "dob": "1990"}, {"name": "Бойко"}]', Limits(), Deadline())
    >>> table.header, [row.cells for row in table.rows]
    (['name', 'dob'], [['Коваль Іван', '1990'], ['Бойко', '']])
    """
    text = text.removeprefix("\ufeff").strip("\x00 \t\r\n")
    _check_shape(text, limits, deadline)
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_int=_Number, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        raise refusal("bad_json", row=fault.lineno) from fault
    except (ValueError, RecursionError) as fault:
        raise refusal("bad_json") from fault
    deadline.check()
    people = _people(found)
    if not people:
        raise refusal("no_rows")
    if len(people) > limits.rows:
        raise refusal("too_many_rows", limit=limits.rows)
    if not any(isinstance(one, dict) or type(one) is str for one in people):
        raise refusal("bad_request")
    return _table(people, limits, encoding)


def _check_shape(text: str, limits: Limits, deadline: Deadline) -> None:
    """Depth and size are known before anything is built."""
    depth = values = objects = 0
    for place, token in enumerate(_TOKEN.finditer(text)):
        sign = token[0]
        if sign in "[{":
            depth += 1
            objects += 1
            if depth > limits.json_depth:
                raise refusal("bad_json", row=text.count("\n", 0, token.start()) + 1)
        elif sign in "]}":
            depth -= 1
        elif sign == ",":
            values += 1
        if place % 100_000 == 0:
            deadline.check()
        if values > _MOST_VALUES or objects > _MOST_OBJECTS:
            raise refusal("too_many_rows", limit=limits.rows)


class _Number(str):
    """A whole number as it was written, of whatever length."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("one key twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _people(found: Any) -> list[Any]:
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        for key in _LISTS:
            if isinstance(found.get(key), list):
                return list(found[key])
        lists = [
            value for value in found.values() if isinstance(value, list) and any(isinstance(one, dict) for one in value)
        ]
        if len(lists) == 1:
            return list(lists[0])
        if isinstance(found.get("data"), dict):
            return _people(found["data"])
        if any(field_of(key) in ("name", "surname") for key in found):
            return [found]
    raise refusal("bad_request")


def _table(people: list[Any], limits: Limits, encoding: str) -> Table:
    received = [_flat(one) for one in people]
    heads = _heads(received)
    way = way_back([heads, *(list(one.values()) for one in received[:HEADER_AMONG])])
    flat = [{way.cell(key): way.cell(value) for key, value in one.items()} for one in received] if way else received
    heads = _heads(flat)
    if len(heads) > limits.columns:
        raise refusal("too_many_columns", limit=limits.columns)
    if flat and not any(field_of(head) in ("name", "surname", "given") for head in heads):
        raise refusal("bad_request")
    ids = next((head for head in heads if field_of(head) == "record_id"), None) or ("id" if "id" in heads else "")
    rows: list[Row] = []
    seen: set[str] = set()
    for number, (one, was, given) in enumerate(zip(flat, received, people, strict=True), start=1):
        cells = [one.get(head, "") for head in heads]
        own = one.get(ids, "") if ids else ""
        refused = "duplicate_id" if own and own in seen else ""
        seen.add(own)
        if any(len(cell) > limits.cell for cell in cells):
            refused = refused or "cell_too_long"
            cells = [cell[: limits.cell] for cell in cells]
        if any(re.search("[\ud800-\udfff]", cell) for cell in cells):
            refused = refused or "bad_encoding"
        raw = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
        codes = () if one is was or list(one.values()) == list(was.values()) else ("mojibake_repaired",)
        rows.append(Row(number, cells, as_received(raw)[: 4 * limits.cell], refused=refused, codes=codes))
    return checked(Table(heads, rows, "json", encoding), limits)


def _heads(flat: list[dict[str, str]]) -> list[str]:
    """The keys in the order in which they first come."""
    return list(dict.fromkeys(key for one in flat for key in one))


def _flat(one: Any) -> dict[str, str]:
    """The fields of one object as text; an object inside gives its own, a list inside is one text."""
    if type(one) is str:
        return {"name": one}
    if not isinstance(one, dict):
        return {}
    fields: dict[str, str] = {}
    for key, value in one.items():
        if isinstance(value, dict):
            for inner, said in value.items():
                fields.setdefault(inner if field_of(inner) else f"{key}.{inner}", _text(said))
        else:
            fields[key] = _text(value)
    return fields


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return json.dumps(value, ensure_ascii=False)
