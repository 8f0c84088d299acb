"""How much of a file is read. The values are those of the list contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, lengths in letters, the rest in pieces."""

    upload: int = 20_000_000
    unpacked: int = 100_000_000
    ratio: int = 100
    entries: int = 1_000
    rows: int = 100_000
    columns: int = 200
    cell: int = 10_000
