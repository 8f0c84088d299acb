"""Reading rounds and lists; what the pages of a round need lies in `overview`, what the desk needs in `desk`."""

from dodomu.exchanges.queries.lists import (
    Gap,
    Progress,
    arrivals,
    count_lines,
    gap,
    get_line,
    get_list,
    neighbours,
    progress,
    published,
    rounds,
)

__all__ = [
    "Gap",
    "Progress",
    "arrivals",
    "count_lines",
    "gap",
    "get_line",
    "get_list",
    "neighbours",
    "progress",
    "published",
    "rounds",
]
