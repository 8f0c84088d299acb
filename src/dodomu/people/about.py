"""What a fact can be about, and which values it takes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from dodomu.names.parts import PersonName
from dodomu.text import Text
from dodomu.timeline.statuses import WITHHELD


@dataclass(frozen=True, slots=True)
class About:
    """One kind of fact: its words, what its value is, and whether many of them stand side by side."""

    code: str
    label: Text
    value: str  # status | unit | place | date | text | name | record | sex | yes | confirmation
    is_many: bool = False
    data: str = "captivity"  # the class of data whose right is needed to state it


ABOUTS: dict[str, About] = {
    about.code: about
    for about in (
        About("status", Text("Статус", "Status"), "status"),
        About("unit_at_capture", Text("Підрозділ на час полонення", "Unit at capture"), "unit"),
        About("unit", Text("Підрозділ зараз", "Unit now"), "unit"),
        About("captured", Text("Місце полонення", "Place of capture"), "place"),
        About("held_at", Text("Місце утримання", "Place held"), "text"),
        About("confirmation", Text("Підтвердження полону", "Confirmation of captivity"), "confirmation", is_many=True),
        About("sentenced", Text("Засуджено стороною, що утримує", "Sentenced by the captor"), "text"),
        About("name", Text("Ім’я", "Name"), "name", is_many=True, data="identity"),
        About("birth_date", Text("Дата народження", "Date of birth"), "date", data="identity"),
        About("sex", Text("Стать", "Sex"), "sex", data="identity"),
        About("rank", Text("Звання", "Rank"), "text", data="identity"),
        About("call_sign", Text("Позивний", "Call sign"), "text", data="identity"),
        About("same_as", Text("Той самий запис", "Same record"), "record", data="identity"),
    )
}

COUNTED = ("status", "unit_at_capture")
"""What is kept as spans for counting, besides every group."""


def about(code: str) -> About:
    """The kind of fact for a code; `group:azov` is membership of a named group, with begin and end."""
    if code.startswith("group:"):
        return About(code, Text("Група", "Group"), "member")
    return ABOUTS[code]


def is_counted(code: str) -> bool:
    """Whether facts about this are kept as spans."""
    return code in COUNTED or code.startswith("group:")


def name_value(name: PersonName, *, is_primary: bool = False) -> str:
    """A name as the value of a fact.

    >>> name_value(PersonName("Шевчук", "Андрій"))
    '{"given":"Андрій","patronymic":"","surname":"Шевчук"}'
    """
    parts: dict[str, object] = {key: str(part) for key, part in asdict(name).items()}
    if is_primary:
        parts["primary"] = True
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_name(value: str) -> tuple[PersonName, bool]:
    """The name in the value of a fact, and whether it is the one to be shown first."""
    if value == WITHHELD:
        return PersonName(""), False
    parts = json.loads(value)
    return PersonName(parts["surname"], parts["given"], parts["patronymic"]), bool(parts.get("primary"))
