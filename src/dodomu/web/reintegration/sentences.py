"""The words of the time to adapt and of work with its time, as pages say them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from dodomu.clock import KYIV
from dodomu.reintegration.models import Case, Document
from dodomu.reintegration.models.adaptation import Window
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries.record import Timed, is_held_up
from dodomu.reintegration.queries.words import state_word
from dodomu.web.words import counted, hour, language, long_day, overdue, said

WEEKDAYS_UNTIL = (
    "понеділка вівторка середи четверга п’ятниці суботи неділі".split(),
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
)
SHORT_DAYS = ("пн вт ср чт пт сб нд".split(), "Mon Tue Wed Thu Fri Sat Sun".split())
DAY = timedelta(days=1)


def until_long(instant: datetime) -> str:
    """«суботи, 20 липня, 21:40» / "Saturday, 20 July, 21:40"."""
    local = instant.astimezone(KYIV)
    lang = language()
    day = long_day(local.date(), lang).removesuffix(" року").removesuffix(f" {local.year}")
    return f"{WEEKDAYS_UNTIL[lang == 'en'][local.weekday()]}, {day}, {hour(local)}"


def until_short(instant: datetime) -> str:
    """«до сб 20.07, 21:40» / "until Sat 20.07, 21:40"."""
    local = instant.astimezone(KYIV)
    weekday = SHORT_DAYS[language() == "en"][local.weekday()]
    return _("до %(when)s") % {"when": f"{weekday} {local:%d.%m, %H:%M}"}


def care_of(case: Case, *, now: datetime) -> dict[str, Any] | None:
    """Title and text of the care box while the person's time is protected; None when it is not."""
    window = case.protection
    if window is None or not window.covers(now) or case.state not in ("open", "in_follow_up"):
        return None
    until = until_long(window.ends_at)
    if case.admitted_at is None:
        return {
            "title": _("Час людини захищено: до %(until)s") % {"until": until},
            "text": _(
                "Людина щойно повернулася. Час на адаптацію почнеться з прийому до закладу; до того діє той самий "
                "захист. Не призначайте опитувань, інтерв’ю чи нарад."
            ),
        }
    return {"title": _("Час на адаптацію: до %(until)s") % {"until": until}, "text": _passed(window, now)}


def _passed(window: Window, now: datetime) -> str:
    lang = language()
    passed, whole = (now - window.begins_at) // DAY, max(1, round((window.ends_at - window.begins_at) / DAY))
    days = counted(passed, lang, ("день", "дні", "днів"), ("day", "days"))
    return _(
        "Минуло: %(days)s із %(whole)s. Не призначайте опитувань, інтерв’ю чи нарад із цією людиною. Можна: "
        "невідкладна медична допомога, психолог, розмови з рідними, яких хоче сама людина, відновлення документів "
        "без її присутності."
    ) % {"days": days, "whole": whole}


def state_of(case: Case) -> str:
    """The state of a case in words."""
    return said(state_word("case", case.state))


def mark_of(one: Timed, *, kind: str, now: datetime) -> tuple[str, str]:
    """Kind of label and its words for a row with its time: «чекає адаптації», «прострочено 2 дні», «готово»."""
    if one.is_waiting:
        return "wait", _("чекає адаптації")
    if one.is_late:
        return "late", overdue(one.row.due_at, now, language()) or _("прострочено")
    state = one.row.state
    word = said(state_word(kind, state))
    if kind == "document" and is_held_up(one.row):
        return "na", _("ще не можна почати")
    colour = {
        "blocked": "late",
        "refused": "late",
        "applied": "wait",
        "received": "wait",
        "in_work": "wait",
        "appealed": "wait",
    }
    done = ("done", "handed_over", "settled")
    return (
        "done" if state in done else "na" if state in ("dropped", "not_needed") else colour.get(state, "todo")
    ), word


def document_note(one: Timed, case: Case, *, with_due: bool = True) -> str:
    """The one line of reason under a document; without any, when it is due."""
    row: Document = one.row
    window = case.protection
    if one.is_waiting and window is not None:
        return _("потребує людини: після %(when)s") % {"when": f"{window.ends_at.astimezone(KYIV):%d.%m, %H:%M}"}
    if row.state == "blocked":
        return row.blocked_because
    if is_held_up(row) and row.waits_for is not None:
        return _("після документа: %(name)s") % {"name": said(DOCUMENTS[row.waits_for.kind].label)}
    if row.state == "handed_over" and row.handed_at is not None:
        signed = {"when": f"{row.handed_at.astimezone(KYIV):%d.%m.%Y, %H:%M}", "who": row.signed_by}
        return _("%(when)s · підпис: %(who)s") % signed
    if row.state == "not_needed" or not with_due:
        return ""
    return _("строк: %(when)s") % {"when": f"{row.due_at.astimezone(KYIV):%d.%m.%Y}"}
