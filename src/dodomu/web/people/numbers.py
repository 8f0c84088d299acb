"""The number of a record in an address: `/people/D-10482`, which names nobody."""

from __future__ import annotations

from typing import Any

from django.urls.converters import get_converters, register_converter

FIRST = 10000  # a record's number is its key and this


class PersonNumber:
    """Reads `D-10482` or `10482` as the number 10482, and writes `D-10482`.

    In templates: `{% url "person" person.number %}`; other rooms write `people/<person:number>/documents`.
    """

    regex = r"(?:[Dd]-)?\d{5,12}"

    def to_python(self, value: str) -> int:
        """The number after the letter."""
        return int(value.lstrip("Dd-"))

    def to_url(self, value: Any) -> str:
        """The number as people say it; a key below 10001 is no number, so that a mix-up is seen at once."""
        number = int(str(value).lstrip("Dd-"))
        if number <= FIRST:
            raise ValueError(value)
        return f"D-{number}"


if "person" not in get_converters():
    register_converter(PersonNumber, "person")
