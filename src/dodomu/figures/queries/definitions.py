"""The versions of a definition, and what changed from one to the next, for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass

from dodomu.figures.models import Definition
from dodomu.figures.models.vocabulary import CHANNEL, COUNTING_RULE, SCOPE, SIDE, UNIT
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a definition that reads otherwise than before."""

    name: Text
    was: Text
    now: Text


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a definition with what changed in it; nothing in the first."""

    definition: Definition
    changes: list[Change]


def versions_of(slug: str) -> list[Version]:
    """Every version of a definition, the newest first."""
    rows = list(Definition.objects.filter(slug=slug).order_by("version"))
    names = dict(Definition.objects.order_by("version").values_list("slug", "name_uk"))
    names_en = dict(Definition.objects.order_by("version").values_list("slug", "name_en"))

    def wholes(one: Definition) -> Text:
        return Text(
            ", ".join(names.get(each, each) for each in one.wholes) or "–",
            ", ".join(names_en.get(each, each) for each in one.wholes) or "–",
        )

    found = []
    for before, one in zip([None, *rows], rows, strict=False):
        told = [] if before is None else _changes(_parts(before, wholes(before)), _parts(one, wholes(one)))
        found.append(Version(one, told))
    return found[::-1]


def _changes(before: dict[Text, Text], after: dict[Text, Text]) -> list[Change]:
    return [Change(name, before[name], now) for name, now in after.items() if before[name] != now]


def _parts(one: Definition, wholes: Text) -> dict[Text, Text]:
    return {
        Text("Назва", "Name"): one.name,
        Text("Що саме пораховано", "What is counted"): one.counted,
        Text("Кого рахуємо", "Who is counted"): _joined(one.includes),
        Text("Кого не рахуємо", "Who is not"): _joined(one.excludes),
        Text("Як рахуємо", "How it is counted"): COUNTING_RULE[one.counting_rule],
        Text("Що рахуємо", "Unit"): UNIT[one.unit],
        Text("Чиї люди", "Whose people"): SIDE[one.side],
        Text("Яким шляхом повернулися", "Way of return"): CHANNEL[one.channel],
        Text("За який час", "Over which time"): SCOPE[one.scope],
        Text("Частина чого", "Part of"): wholes,
        Text("Звідки числа", "Source"): one.source,
        Text("Чи рахує реєстр", "Counted by the register"): _counted(one),
    }


def _joined(lines: list[Text]) -> Text:
    return Text("; ".join(line.uk for line in lines) or "–", "; ".join(line.en for line in lines) or "–")


def _counted(one: Definition) -> Text:
    if not one.status:
        return Text("ні", "no")
    only = Text(", лише підтверджене", ", confirmed only") if one.is_confirmed_only else Text("", "")
    return Text(f"так{only.uk}", f"yes{only.en}")


@dataclass(frozen=True, slots=True)
class Relative:
    """A definition that holds this one, or that this one holds."""

    slug: str
    name: Text


def relatives(definition: Definition, slugs: set[str]) -> tuple[list[Relative], list[Relative]]:
    """The wholes and the parts of a definition among those that the reader may know of."""
    last: dict[str, Definition] = {}
    for one in Definition.objects.filter(slug__in=slugs).order_by("version"):
        last[one.slug] = one
    wholes = [Relative(one.slug, one.name) for slug, one in last.items() if slug in definition.wholes]
    parts = [Relative(one.slug, one.name) for one in last.values() if definition.slug in one.wholes]
    return wholes, parts
