"""What a figure needs before anybody may sign it: a source, both languages, words that say the very number."""

from __future__ import annotations

import re
from typing import Literal

from django.conf import settings
from django.utils.translation import gettext as _

from dodomu.claims import claims_in
from dodomu.claims.claim import COMPARATOR_OF, Claim
from dodomu.claims.consistency import Quantity
from dodomu.claims.wording import number_en, number_uk
from dodomu.errors import Refused
from dodomu.figures.models import Figure
from dodomu.figures.models.vocabulary import WHAT
from dodomu.figures.queries.disclosure import is_small, revealed_by

TOLD_APART = ("released", "in_captivity", "missing")
"""The meanings that must never take each other's place in a sentence."""


def agrees(figure: Figure) -> bool:
    """Whether the number said can be said of the number counted: «понад 700» of 755. Withheld and uncounted agree."""
    if figure.computed is None or figure.value is None:
        return True
    low, high = Quantity(figure.value, figure.comparator, figure.value_high).bounds
    return low <= figure.computed <= high


def check_complete(figure: Figure) -> None:
    """Refuses what may not be published: no source, one language only, a difference that nobody explains."""
    if not figure.outlet or not (figure.source_url or figure.stated_on):
        raise Refused(_("Без джерела цифру не оприлюднюють: назвіть, де її сказано й коли."), "outlet")
    if figure.source_url and not figure.source_url.startswith(("https://", "http://", "ref:")):
        raise Refused(_("Вкажіть адресу сторінки, що починається з https://"), "source_url")
    for name in ("sentence", "speaker", "office"):
        for language in ("uk", "en"):
            if not getattr(figure, f"{name}_{language}"):
                raise Refused(_("Заповніть обома мовами: без одної з них цифру не оприлюднити."), f"{name}_{language}")
    for language in ("uk", "en"):
        if figure.value is None and not getattr(figure, f"withheld_{language}"):
            raise Refused(
                _("Скажіть обома мовами, чому число не оприлюднюємо: це читатимуть усі."), f"withheld_{language}"
            )
    _check_words(figure, "uk")
    _check_words(figure, "en")
    if not agrees(figure) and not (figure.explanation_uk and figure.explanation_en):
        raise Refused(
            _("Сказано %(said)s, а реєстр рахує %(counted)s. Поясніть різницю обома мовами.")
            % {"said": figure.value, "counted": figure.computed},
            "explanation_uk",
        )
    if figure.definition.counts_released:
        check_disclosure(figure)


def check_disclosure(figure: Figure) -> None:
    """Refuses an exact number that, set against what is public, would tell a number of a handful of people.

    A small number itself needs no refusal: everybody reads «fewer than» in its place.
    """
    if is_small(figure):
        return
    found = revealed_by(figure)
    if found is None:
        return
    if found.value == 0:
        why = _("Забагато пов’язаних чисел, щоб перевірити, чи не видасть це число малу групу.")
    else:
        why = _("Разом з уже оприлюдненим це число видає групу, меншу за %(smallest)s: %(arithmetic)s.") % {
            "smallest": settings.SMALLEST_PUBLISHED,
            "arithmetic": found.arithmetic,
        }
    way_out = _("Скажіть його неточно («понад», «близько»), почекайте з ним або оприлюдніть без числа.")
    raise Refused(f"{why} {way_out}", "is_suppressed", code="small")


def _check_words(figure: Figure, language: Literal["uk", "en"]) -> None:
    """The sentence must say the very number of the very people: a slip here is the mistake this room exists for.

    It is read back by the program that reads articles. Where that finds the number with another meaning, or as exact
    where it is not, the sentence says something else than the figure.
    """
    name, text = f"sentence_{language}", getattr(figure, f"sentence_{language}")
    for number in (figure.value, figure.value_high):
        if number is not None and not _stands_in(number, text):
            shown = number_uk(number) if language == "uk" else number_en(number)
            raise Refused(_("У реченні немає числа %(number)s.") % {"number": shown}, name)
    read = [claim for claim in claims_in(text, language=language, published=figure.stated_on) if _is_it(figure, claim)]
    if not read or figure.what not in TOLD_APART:
        return
    if not any(claim.what == figure.what for claim in read) and read[0].what in TOLD_APART:
        raise Refused(
            _("Речення каже інше: %(read)s. Має бути: %(meant)s.")
            % {"read": WHAT[read[0].what], "meant": WHAT[figure.what]},
            name,
        )
    meant = COMPARATOR_OF.get(figure.comparator, "exact")
    if meant != "exact" and all(claim.comparator == "exact" for claim in read):
        raise Refused(_("Число сказане неточно, а речення подає його як точне."), name)


def _is_it(figure: Figure, claim: Claim) -> bool:
    return claim.low == figure.value or figure.value in (claim.value if isinstance(claim.value, list) else ())


def _stands_in(number: int, text: str) -> bool:
    """Whether a number stands in a text as a whole: 55 does not stand in 755, 1,024 stands in «1 024»."""
    plain = re.sub(r"(?<=\d)[\s,.\u00a0\u202f\u2009](?=\d{3}(?!\d))", "", text)
    return re.search(rf"(?<!\d){number}(?!\d)", plain) is not None
