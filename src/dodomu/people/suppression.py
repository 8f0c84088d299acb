"""Small numbers are not shown to those who may see totals alone, nor may they be worked out from the others."""

from __future__ import annotations

from collections.abc import Mapping


def hidden(cells: Mapping[str, int], *, smallest: int) -> frozenset[str]:
    """The cells of a table with a known total that are to be hidden: the small ones, and as many more as protect them.

    A small cell alone could be found by taking the others from the total, so the smallest of the rest is hidden with
    it. An empty cell tells of nobody and stays. Two hidden cells are enough when together they make `smallest`.

    >>> sorted(hidden({"a": 100, "b": 3, "c": 0}, smallest=5)), sorted(hidden({"a": 100, "b": 30}, smallest=5))
    (['a', 'b'], [])
    >>> sorted(hidden({"a": 100, "b": 3, "c": 40, "d": 4}, smallest=5))
    ['b', 'd']
    """
    out = {name for name, number in cells.items() if 0 < number < smallest}
    rest = sorted((number, name) for name, number in cells.items() if number >= smallest)
    while out and (len(out) < 2 or sum(cells[name] for name in out) < smallest) and rest:
        out.add(rest.pop(0)[1])
    return frozenset(out)
