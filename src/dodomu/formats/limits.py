"""How much of a file is read. The values are those of the list contract."""

from collections.abc import Callable
from dataclasses import dataclass

from dodomu.formats.errors import too_slow


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, lengths in letters, time in seconds, the rest in pieces."""

    upload: int = 20_000_000
    unpacked: int = 100_000_000
    ratio: int = 100
    entries: int = 1_000
    rows: int = 100_000
    columns: int = 200
    cell: int = 10_000
    name: int = 200
    json_depth: int = 32
    xml_depth: int = 64
    seconds: float = 9.0
    memory: int = 512_000_000


@dataclass(frozen=True, slots=True)
class Deadline:
    """When reading must be over, on a clock that is passed in; without a clock it never is."""

    clock: Callable[[], float] | None = None
    at: float = 0.0

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float]) -> "Deadline":
        """So many seconds from now.

        >>> Deadline.after(5, lambda: 100.0).at
        105.0
        """
        return cls(clock, clock() + seconds)

    def check(self) -> None:
        """Refuses the file when the time is over."""
        if self.clock is not None and self.clock() > self.at:
            raise too_slow()


NO_DEADLINE = Deadline()
