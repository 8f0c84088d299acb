"""How well a reader finds the claims of passages: the numbers with their meaning, the whole tuples, the turned ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
FILES = ("real.jsonl", "own.jsonl", "own_held_out.jsonl")

Claims = list[dict[str, Any]]
Reader = Callable[[str, str, "str | None"], Claims]


def passages(name: str) -> list[dict[str, Any]]:
    """The passages of a file."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@dataclass
class Tally:
    """Found, wrongly found, missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, gold: set[Any], found: set[Any]) -> None:
        """Counts one passage."""
        self.right += len(gold & found)
        self.extra += len(found - gold)
        self.missed += len(gold - found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; nothing to find and nothing found is perfect."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Score:
    """Core: number, meaning and side. A swap is the right number with the wrong meaning, a leak a number that was
    taken back or denied and is given as asserted."""

    passages: int = 0
    exact: int = 0
    core: Tally = field(default_factory=Tally)
    full: Tally = field(default_factory=Tally)
    swaps: list[tuple[str, Any]] = field(default_factory=list)
    leaks: list[tuple[str, Any]] = field(default_factory=list)
    speakers: list[bool] = field(default_factory=list)

    @property
    def speaker(self) -> float:
        """How often the speaker is right where the core is; nobody named and nobody found is right."""
        return sum(self.speakers) / len(self.speakers) if self.speakers else 1.0


def _core(claim: dict[str, Any]) -> tuple[Any, ...]:
    return str(claim["value"]), claim["what"], claim["side"]


def _population(name: str) -> str:
    return "other" if name.startswith("other") else name


def _full(claim: dict[str, Any]) -> tuple[Any, ...]:
    return (*_core(claim), claim["comparator"], _population(claim["population"]), claim["scope"], claim["status"])


def _settled(gold: Claims, found: Claims, published: str | None) -> Claims:
    """What was found, with readings that the marks also accept written as the first one."""
    settled = []
    for claim in found:
        new = dict(claim)
        for each in gold:
            whats, sides = [each["what"], *each.get("what_alt", [])], [each["side"], *each.get("side_alt", [])]
            same = str(each["value"]) == str(claim["value"]) and claim["what"] in whats and claim["side"] in sides
            if same and _core(claim) not in {_core(one) for one in gold}:
                new |= {"what": each["what"], "side": each["side"], "scope": each["scope"]}
        settled.append(new)
    return settled


def _dated(claims: Claims, gold: Claims, published: str | None) -> set[Any]:
    """Whole tuples with their dates; a date that the marks accept beside the first counts as the first."""
    found = set()
    for claim in claims:
        date = claim["date"]
        for each in gold:
            accepted = {each["date"], *each.get("date_alt", [])}
            if each["date"] is None and published:
                accepted.add(published)
            if _full(each) == _full(claim) and date in accepted:
                date = each["date"]
                break
        found.add((*_full(claim), date))
    return found


def score(items: Iterable[dict[str, Any]], read: Reader) -> Score:
    """Every passage read and compared with its marks."""
    result = Score()
    for item in items:
        gold = item["claims"]
        found = _settled(gold, read(item["text"], item["lang"], item["published"]), item["published"])
        gold_core, found_core = {_core(each) for each in gold}, {_core(each) for each in found}
        result.passages += 1
        result.exact += gold_core == found_core
        result.core.add(gold_core, found_core)
        result.full.add(_dated(gold, gold, item["published"]), _dated(found, gold, item["published"]))
        for each in gold:
            spoken = {claim["speaker"] for claim in found if _core(claim) == _core(each)}
            if spoken:
                result.speakers.append(each["speaker"] in spoken)
        values = {str(each["value"]) for each in gold}
        for each in found:
            if _core(each) not in gold_core and str(each["value"]) in values:
                result.swaps.append((item["id"], _core(each)))
        asserted = {_core(each) for each in gold if each["status"] == "asserted"}
        withdrawn = {_core(each) for each in gold if each["status"] != "asserted"} - asserted
        for each in found:
            if _core(each) in withdrawn and each["status"] == "asserted":
                result.leaks.append((item["id"], _core(each)))
    return result
