"""The story of 25 July 2024 as texts to replay: an interview, its correction, a newspaper, two copies.

The words are ours, written in the manner of the real pages; only the facts are theirs. Each stands at the public
address where the fact can be seen (`statements.csv`). None is a copy of the page itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DAY = date(2024, 7, 25)


@dataclass(frozen=True, slots=True)
class StoryText:
    """One version of one page: the statement of the public record that stands in it, and our words for it."""

    statement: str
    title: str
    text: str


STORY: tuple[StoryText, ...] = (
    StoryText(
        "ngu-755-ukrinform-first",
        "Командувач Нацгвардії: 755 гвардійців – у російському полоні",
        "Командувач Нацгвардії: 755 гвардійців – у російському полоні\n"
        "755 військовослужбовців Національної гвардії України залишаються в російському полоні. Про це сказав "
        "командувач Нацгвардії Олександр Півненко в інтерв’ю Укрінформу.\n"
        "Під час обміну 17 липня додому повернулися 95 захисників, серед них 21 нацгвардієць.",
    ),
    StoryText(
        "ngu-755-ukrinform-corrected",
        "Командувач Нацгвардії: 755 гвардійців звільнено з полону",
        "Командувач Нацгвардії: 755 гвардійців звільнено з полону\n"
        "З російського полону звільнено 755 військовослужбовців Національної гвардії України. Про це сказав "
        "командувач Нацгвардії Олександр Півненко в інтерв’ю Укрінформу.\n"
        "Під час обміну 17 липня додому повернулися 95 захисників, серед них 21 нацгвардієць.",
    ),
    StoryText(
        "ngu-755-pravda-en",
        "755 National Guard soldiers liberated from captivity",
        "755 National Guard soldiers liberated from captivity\n"
        "As of July 2024, 755 soldiers of the National Guard were liberated from Russian captivity, its commander said "
        "in an interview.\n"
        "Corrected: an earlier version of this article said that 755 members of the National Guard remained in "
        "captivity. The agency has since changed its text.",
    ),
    StoryText(
        "ngu-755-espreso-en",
        "755 National Guardsmen remain in Russian captivity",
        "755 National Guardsmen remain in Russian captivity\n"
        "755 service members of the National Guard of Ukraine remain in Russian captivity, its commander Oleksandr "
        "Pivnenko said in an interview with the Ukrinform agency.",
    ),
    StoryText(
        "ngu-755-ukrinform-de",
        "755 Nationalgardisten in russischer Gefangenschaft",
        "755 Nationalgardisten in russischer Gefangenschaft\n"
        "755 Angehörige der ukrainischen Nationalgarde befinden sich noch in russischer Gefangenschaft. Das sagte ihr "
        "Kommandeur Olexandr Piwnenko der Nachrichtenagentur Ukrinform.",
    ),
)
"""In the order of publication; the first two are two versions of one page."""
