"""A process as a table: states, and the moves allowed between them.

One table is read by the action that makes a move, by the page that shows a button, by the rule
that permits it and by `docs/states.md`, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dodomu.errors import Refused
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Move:
    """An act that leads from any of `sources` to `target`."""

    sources: tuple[str, ...]
    target: str
    label: Text


@dataclass(frozen=True)
class Process:
    """The life of one kind of record.

    >>> door = Process(
    ...     "door",
    ...     states={"open": Text("відчинено", "open"), "shut": Text("зачинено", "shut")},
    ...     moves={"close": Move(("open",), "shut", Text("зачинити", "close"))},
    ... )
    >>> door.check("open", "close")
    'shut'
    >>> door.allowed("shut")
    ()
    """

    name: str
    states: Mapping[str, Text]
    moves: Mapping[str, Move]
    final: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        for act, move in self.moves.items():
            for state in (*move.sources, move.target):
                if state not in self.states:
                    raise ValueError(f"{self.name}: the move {act} names an unknown state {state}")

    @property
    def start(self) -> str:
        """The state a new record begins in: the first one of the table."""
        return next(iter(self.states))

    def allowed(self, state: str) -> tuple[str, ...]:
        """The acts that are possible in a state, in the order of the table."""
        return tuple(act for act, move in self.moves.items() if state in move.sources)

    def check(self, state: str, act: str) -> str:
        """The state that the act leads to; Refused where the table has no such move."""
        move = self.moves[act]
        if state not in move.sources:
            raise Refused(
                Text(
                    f"Зараз це неможливо: стан «{self.states[state].uk}».",
                    f"This is not possible now: the state is “{self.states[state].en}”.",
                ),
                code="state",
            )
        return move.target

    def sources(self, act: str) -> tuple[str, ...]:
        """The states an act may start from (for a conditional update that checks and acts in one step)."""
        return self.moves[act].sources

    def choices(self) -> list[tuple[str, str]]:
        """Code and Ukrainian word of each state, for a model field."""
        return [(code, text.uk) for code, text in self.states.items()]

    def label(self, state: str) -> Text:
        """The words for a state."""
        return self.states[state]


def draw(processes: Iterable[Process]) -> str:
    """All processes as Markdown tables: the text of `docs/states.md`."""
    lines: list[str] = ["# States and moves", "", "Written by `make docs` from the tables in the code.", ""]
    for process in processes:
        lines += [f"## {process.name}", "", "| State | Українською | English |", "|---|---|---|"]
        for code, text in process.states.items():
            mark = " (end)" if code in process.final else ""
            lines.append(f"| `{code}`{mark} | {text.uk} | {text.en} |")
        lines += ["", "| Act | From | To | Українською | English |", "|---|---|---|---|---|"]
        for act, move in process.moves.items():
            sources = ", ".join(f"`{s}`" for s in move.sources)
            lines.append(f"| `{act}` | {sources} | `{move.target}` | {move.label.uk} | {move.label.en} |")
        lines.append("")
    return "\n".join(lines)
