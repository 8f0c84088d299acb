"""The pair of sentences that the comparisons of names speak in."""

from dodomu.text import Text

__all__ = ["Text"]
