"""The leaflets about what comes next: each version with its whole text in both languages.

A version that was handed out is never changed, so that it can be read years later exactly as the person was given
it; a change of law is a new version. What a leaflet says of rights a lawyer of the service has to confirm, and the
leaflet itself says so (domain notes, sections 3 and 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question of a leaflet with its answers, sentence by sentence."""

    about: str  # service | training | discharge; empty: about the choice itself
    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One version: since when it is handed out, and its text."""

    version: str
    since: date
    chapters: tuple[Chapter, ...]


CHOICE = Chapter(
    "",
    Text("Вирішуєте ви", "You decide"),
    (
        Text(
            "Служити далі, навчатися чи звільнитися – це ваш вибір. Ніхто не вирішує за вас.",
            "To serve on, to study or to be discharged: it is your choice. Nobody decides for you.",
        ),
        Text(
            "Поспішати не треба. Можна нічого не вирішувати, доки триває лікування.",
            "There is no hurry. You need not decide anything while your treatment lasts.",
        ),
        Text(
            "Рішення можна змінити. Попереднє рішення лишається записаним, чинне – останнє.",
            "You may change your mind. What you said before stays on record; the last word counts.",
        ),
        Text(
            "Розмову можна перервати й продовжити іншого дня. На ній може бути психолог, юрист або близька людина.",
            "You may stop the talk and go on another day. A psychologist, a lawyer or somebody close may be with you.",
        ),
    ),
)
SERVICE = Chapter(
    "service",
    Text("Служити далі", "To serve on"),
    (
        Text(
            "Можна повернутися до своєї частини, перейти до іншої або просити про небойову посаду.",
            "You may return to your unit, move to another, or ask for a post away from combat.",
        ),
        Text(
            "Придатність до служби визначає військово-лікарська комісія після лікування.",
            "A military medical commission decides on fitness after your treatment.",
        ),
        Text(
            "Стаття 117 Третьої Женевської конвенції не допускає, щоб репатрійована людина несла дійсну військову "
            "службу. Чи стосується це вас, залежить від підстави повернення: спитайте юриста.",
            "Article 117 of the Third Geneva Convention does not allow a repatriated person to be employed on active "
            "military service. Whether it concerns you depends on the basis of your return: ask a lawyer.",
        ),
    ),
)
TRAINING = Chapter(
    "training",
    Text("Навчатися", "To study"),
    (
        Text(
            "Можна перевчитися на іншу спеціальність, стати інструктором, піти на офіцерські курси або здобути "
            "цивільну освіту.",
            "You may retrain for another speciality, become an instructor, join an officers’ course or take up civil "
            "education.",
        ),
        Text(
            "Почати можна після лікування; до того достатньо сказати, що вас цікавить.",
            "It can begin after your treatment; until then it is enough to say what interests you.",
        ),
    ),
)
DISCHARGE = Chapter(
    "discharge",
    Text("Звільнитися зі служби", "To be discharged"),
    (
        Text(
            "Після звільнення з полону можна звільнитися зі служби за власним бажанням: закон про військовий "
            "обов’язок, стаття 26, частина четверта, пункт 2, підпункт «д».",
            "After release from captivity you may be discharged at your own wish: law on military duty, Article 26, "
            "part 4, paragraph 2, on those released from captivity.",
        ),
        Text(
            "Окрема підстава – стан здоров’я за висновком військово-лікарської комісії.",
            "Health is a ground of its own, by the conclusion of the military medical commission.",
        ),
        Text(
            "Лікування, реабілітація, виплати й документи не залежать від того, що ви виберете.",
            "Treatment, rehabilitation, payments and documents do not depend on what you choose.",
        ),
    ),
)
LEAVE_2026 = Chapter(
    "",
    Text("Відпустка", "Leave"),
    (
        Text(
            "З 3 лютого 2026 року після повернення дають 90 календарних днів оплачуваної відпустки за заявою, однією "
            "частиною; відкликати з неї можна лише за вашою згодою. Вона не залежить від того, служите ви далі чи ні.",
            "Since 3 February 2026 there are 90 calendar days of paid leave after the return, on request and in one "
            "piece; you can be called back only with your consent. It does not depend on whether you serve on.",
        ),
    ),
)
LAWYER = Chapter(
    "",
    Text("Спитайте юриста", "Ask a lawyer"),
    (
        Text(
            "Закони змінюються. Перед заявою покажіть цю пам’ятку юристові: її дію на вашу справу має підтвердити він.",
            "Laws change. Show this leaflet to a lawyer before you apply: what it means for you a lawyer must confirm.",
        ),
    ),
)

LEAFLETS: dict[str, Leaflet] = {
    one.version: one
    for one in (
        Leaflet("2024-05", date(2024, 5, 18), (CHOICE, SERVICE, TRAINING, DISCHARGE, LAWYER)),
        Leaflet("2026-02", date(2026, 2, 3), (CHOICE, SERVICE, TRAINING, DISCHARGE, LEAVE_2026, LAWYER)),
    )
}


def handed_out_on(day: date) -> list[Leaflet]:
    """The versions that existed on a day, the newest first.

    >>> [one.version for one in handed_out_on(date(2024, 7, 18))]
    ['2024-05']
    >>> handed_out_on(date(2024, 1, 1))
    []
    """
    return sorted((one for one in LEAFLETS.values() if one.since <= day), key=lambda one: one.since, reverse=True)
