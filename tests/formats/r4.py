"""Whether a resource keeps the JSON schema of FHIR Release 4, as HL7 published it (http://hl7.org/fhir/json-schema/4.0).

The schema uses ten keywords; here is what they mean, and a keyword that is not here fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "boolean": (bool,), "number": (int, float)}
KEYWORDS = {
    *("$ref", "additionalProperties", "const", "enum", "items"),
    *("oneOf", "pattern", "properties", "required", "type"),
}


@cache
def definitions() -> dict[str, Any]:
    """The published definitions, by name."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("fhir_r4.schema.json").read_text("utf-8"))
    return found["definitions"]  # type: ignore[no-any-return]


def complaints(value: Any, schema: dict[str, Any], at: str = "$") -> Iterator[str]:
    """What is wrong with a value, with the place where it stands."""
    assert set(schema) <= KEYWORDS, f"{at}: {set(schema) - KEYWORDS}"
    if "$ref" in schema:
        yield from complaints(value, definitions()[schema["$ref"].rpartition("/")[2]], at)
        return
    if "oneOf" in schema:
        yield from _one_of(value, schema["oneOf"], at)
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "type" in schema and not _is_a(value, schema["type"]):
        yield f"{at}: {value!r} is no {schema['type']}"
    elif "pattern" in schema and not re.fullmatch(schema["pattern"], str(value)):
        yield f"{at}: {value!r} is not written as {schema['pattern']}"
    if "items" in schema:
        if not isinstance(value, list) or not value:
            yield f"{at}: no list, or an empty one, which FHIR has not"
            return
        for place, one in enumerate(value):
            yield from complaints(one, schema["items"], f"{at}[{place}]")
    if "properties" in schema:
        yield from _of_object(value, schema, at)


def _is_a(value: Any, kind: str) -> bool:
    if kind == "array":
        return isinstance(value, list)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, TYPES[kind])


def _one_of(value: Any, choices: list[dict[str, Any]], at: str) -> Iterator[str]:
    """Of resources the one that `resourceType` names: the others differ from it by that alone."""
    kind = value.get("resourceType") if isinstance(value, dict) else None
    if kind not in [choice["$ref"].rpartition("/")[2] for choice in choices]:
        yield f"{at}: a resource {kind!r} is not among those of a plan of care"
        return
    yield from complaints(value, definitions()[kind], at)


def _of_object(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"{at}: no object, or an empty one"
        return
    yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        if name in schema["properties"]:
            yield from complaints(one, schema["properties"][name], f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}: {name} is not known"
