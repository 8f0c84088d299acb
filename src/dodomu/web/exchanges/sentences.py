"""The way of a round in numbers, each gap named in a sentence; and breakdowns, sums and running totals in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dodomu.exchanges.models import Stage
from dodomu.exchanges.queries.overview import Way, is_small
from dodomu.reference.breakdown import PART_NAMES, Difference, Part
from dodomu.reference.rounds import TotalCheck
from dodomu.web.words import language, number, said, short_day


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its word, its number (or the word instead of one), and what is still to be said."""

    label: Any
    number: str
    sentences: list[str]


def steps(way: Way) -> list[Step]:
    """The steps that this reader may see, from the announcement to the families."""
    gap, sight = way.gap, way.sight
    found = [Step(_("Оголошено"), announced_word(gap.announced, is_withheld=gap.is_withheld), [])]
    if sight.open_lists:
        found.append(Step(_("У списках"), _shown(gap.lines, way), _lines(way)))
        undecided = _left(_("Ще не вирішено рядків"), gap.lines - gap.decided)
        without = _left(_("Без запису в реєстрі залишено рядків"), gap.without_person)
        found.append(Step(_("Вирішено рядків"), _shown(gap.decided, way), [*undecided, *without]))
    if sight.effect:
        unsigned = _left(_("Вирішено, але ще не підписано двома людьми"), gap.for_person - gap.signed)
        back = _left(_("Повернуто на звірку після прибуття"), gap.sent_back)
        open_lists_only = [*unsigned, *back] if sight.open_lists else []
        found.append(Step(_("Підписано двома людьми"), _shown(gap.signed, way), open_lists_only))
        expected = _left(_("Очікуємо"), gap.expected) if sight.is_exact else []
        missed = _left(_("Не прибули"), gap.not_arrived) if sight.is_exact else []
        found.append(Step(_("Прибули, особу підтверджено"), _shown(gap.arrived, way), [*expected, *missed]))
        found.append(Step(_("Родини повідомлено"), _shown(way.told, way), _families(way)))
    return found


def announced_word(announced: int | None, *, is_withheld: bool) -> str:
    """An announced number, or why there is none."""
    if announced is not None:
        return number(announced, language())
    return _("не розголошують") if is_withheld else _("ще не оголошено")


def _shown(value: int, way: Way) -> str:
    if is_small(value, way.sight):
        return _("менше %(n)s") % {"n": settings.SMALLEST_PUBLISHED}
    return number(value, language())


def _left(label: str, count: int) -> list[str]:
    return [f"{label}: {number(count, language())}."] if count > 0 else []


def _lines(way: Way) -> list[str]:
    gap = way.gap
    if gap.lines == 0:
        return [_("Списків ще немає.")]
    if gap.announced is None:
        return [_("Порівняти немає з чим: оголошеного числа немає.")]
    if gap.lines == gap.announced:
        return [_("Стільки ж, скільки оголошено.")]
    if gap.lines < gap.announced:
        return _left(_("Рядків менше, ніж оголошено, на"), gap.announced - gap.lines)
    return _left(_("Рядків більше, ніж оголошено, на"), gap.lines - gap.announced)


def _families(way: Way) -> list[str]:
    if not way.sight.is_exact:
        return []
    waiting = _left(_("Людей, чиї родини ще не все знають"), way.to_tell - way.told)
    nobody = _left(_("Людей, про яких ще немає кому телефонувати"), way.gap.arrived - way.to_tell)
    return [*waiting, *nobody]


def breakdown(parts: Sequence[Part]) -> str:
    """A breakdown in words: «Збройні сили 49 (з них Військово-Морські Сили 14), Національна гвардія 21»."""
    return ", ".join(_part(part) for part in parts)


def _part(part: Part) -> str:
    name = said(PART_NAMES[part.code])
    counted = (
        f"{name} {number(part.count, language())}"
        if part.count is not None
        else _("%(part)s (без числа)") % {"part": name}
    )
    if not part.parts:
        return counted
    return f"{counted} ({_('з них %(parts)s') % {'parts': ', '.join(_part(one) for one in part.parts)}})"


def sum_words(stage: Stage, parts: Sequence[Part]) -> str:
    """Whether the parts make the announced number, as far as it can be told."""
    counts = [part.count for part in parts if part.count is not None]
    if not parts or not counts:
        return ""
    total = number(sum(counts), language())
    if stage.announced is None:
        return _("Названі частини разом: %(total)s.") % {"total": total}
    whole = number(stage.announced, language())
    if len(counts) < len(parts):
        return _("Пораховано частин: %(total)s з %(whole)s; решту назвали без числа.") % {
            "total": total,
            "whole": whole,
        }
    if sum(counts) == stage.announced:
        return _("Сума частин збігається: %(total)s з %(whole)s.") % {"total": total, "whole": whole}
    return _("Сума частин не збігається: %(total)s, а оголошено %(whole)s.") % {"total": total, "whole": whole}


def difference_words(differences: Iterable[Difference]) -> list[str]:
    """Where a part is smaller than what lies inside it."""
    return [
        _("«%(part)s»: вказано %(stated)s, а всередині разом %(counted)s.")
        % {"part": said(PART_NAMES[one.code]), "stated": one.stated, "counted": one.counted}
        for one in differences
        if one.code is not None
    ]


def total_words(check: TotalCheck) -> str:
    """A stated running total beside what follows from the one before it."""
    values = {
        "stated": number(check.stated, language()),
        "expected": number(check.expected, language()),
        "previous": short_day(check.previous_on),
        "difference": number(abs(check.difference), language()),
    }
    if check.holds:
        return _("Загальне число %(stated)s випливає з попереднього (%(previous)s).") % values
    if check.difference > 0 and check.withheld_stages:
        return (
            _(
                "Загальне число %(stated)s на %(difference)s більше, ніж виходить від %(previous)s (%(expected)s): "
                "між ними є дні, числа яких не розголошують."
            )
            % values
        )
    if check.difference > 0:
        sentence = _(
            "Загальне число %(stated)s на %(difference)s більше, ніж виходить від %(previous)s (%(expected)s)."
        )
    else:
        sentence = _("Загальне число %(stated)s на %(difference)s менше, ніж виходить від %(previous)s (%(expected)s).")
    return sentence % values
