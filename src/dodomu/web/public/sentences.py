"""Sentences of the public pages that are put together from counts, in both languages."""

from __future__ import annotations

from urllib.parse import urlsplit

from dodomu.figures.models import Correction, Figure
from dodomu.figures.queries.public import Shown, states_of
from dodomu.text import Text
from dodomu.web.outlets import outlet_name
from dodomu.web.words import counted, long_day


def source(figure: Figure) -> Text:
    """Who said it, as what, where and when: the line below the number."""

    def said(language: str) -> str:
        speaker, office = figure.speaker.in_language(language), figure.office.in_language(language)
        who = speaker if not office or office.casefold() == speaker.casefold() else f"{speaker}, {office}"
        day = long_day(figure.stated_on, language) if figure.stated_on else ""
        return "; ".join(
            part for part in (who, ", ".join(p for p in (outlet_name(figure.outlet, language), day) if p)) if part
        )

    return Text(said("uk"), said("en"))


def stopped(text: Text) -> Text:
    """The same with a full stop, where another sentence follows."""
    return Text(f"{text.uk}.", f"{text.en}.")


def quote(one: Shown, address: str) -> Text:
    """The number as it may be quoted: the whole sentence, its source, and the address that stays for ever."""
    where = source(one.figure)
    return Text(
        f"{one.sentence.uk}. Джерело: {where.uk}. {address}",
        f"{one.sentence.en}. Source: {where.en}. {address}",
    )


def told(correction: Correction) -> Text:
    """How many texts carried the mistake, and how far they have come; empty when none is known."""
    states = states_of(correction)
    total = sum(states.values())
    if not total:
        return Text("", "")
    parts = [
        (("виправив", "виправили", "виправили"), "mended", "mended"),
        (("відмовляється", "відмовляються", "відмовляються"), "refuses to mend it", "refuses"),
        (("повідомлено, чекаємо",) * 3, "told, no change yet", "told"),
        (("відповів", "відповіли", "відповіли"), "answered, not mended yet", "acknowledged"),
        (("ще треба повідомити",) * 3, "still to be told", "to_tell"),
        (("не достукатися",) * 3, "cannot be reached", "unreachable"),
    ]
    named = [(words, words_en, states[which]) for words, words_en, which in parts if states[which]]
    uk = ", ".join(counted(number, "uk", words, ("", "")) for words, _words_en, number in named)
    en = ", ".join(f"{number} {words_en}" for _words, words_en, number in named)
    head_uk = counted(total, "uk", ("текст", "тексти", "текстів"), ("", ""))
    head_en = counted(total, "en", ("", "", ""), ("text", "texts"))
    return Text(f"{head_uk} з помилкою: {uk}.", f"{head_en} with the mistake: {en}.")


def site(url: str) -> str:
    """The name of the site that an address leads to; of a `ref:` the words behind it.

    >>> site("https://www.pravda.com.ua/eng/news/1/"), site("ref:unn.ua 123")
    ('pravda.com.ua', 'unn.ua 123')
    """
    if url.startswith("ref:"):
        return url.removeprefix("ref:").strip()
    return urlsplit(url).netloc.removeprefix("www.") or url
