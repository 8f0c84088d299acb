"""The standing cast: the invented people who play in the tests, always the same, so that a story is read at a glance.

Nobody here exists. Names are common ones put together by chance; telephone numbers are from no network.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who works in the service: account name, name in both scripts, role."""

    login: str
    name: str
    name_en: str
    role: str


REGISTRAR = Officer("registrar", "Олена Гончарук", "Olena Honcharuk", "registrar")
SECOND_REGISTRAR = Officer("registrar2", "Тарас Білик", "Taras Bilyk", "registrar")
EXCHANGE = Officer("exchange", "Ірина Савчук", "Iryna Savchuk", "exchange")
SECOND_EXCHANGE = Officer("exchange2", "Павло Мороз", "Pavlo Moroz", "exchange")
SOCIAL = Officer("social", "Надія Іваницька", "Nadiia Ivanytska", "social")
SECOND_SOCIAL = Officer("social2", "Катерина Бондар", "Kateryna Bondar", "social")
SUPPORT_LEAD = Officer("lead", "Роман Сидоренко", "Roman Sydorenko", "support_lead")
MEDICAL = Officer("medical", "Юрій Ткач", "Yurii Tkach", "medical")
FAMILY_LIAISON = Officer("family", "Марія Кравець", "Mariia Kravets", "family_liaison")
SECOND_FAMILY_LIAISON = Officer("family2", "Оксана Лис", "Oksana Lys", "family_liaison")
LIAISON = Officer("liaison", "Богдан Гнатюк", "Bohdan Hnatiuk", "liaison")
PRESS = Officer("press", "Лідія Панченко", "Lidiia Panchenko", "press")
COMMANDER = Officer("commander", "Андрій Верес", "Andrii Veres", "commander")
STEWARD = Officer("steward", "Ганна Дорош", "Hanna Dorosh", "steward")
AUDITOR = Officer("auditor", "Степан Зима", "Stepan Zyma", "auditor")
ADMIN = Officer("admin", "Віра Олійник", "Vira Oliinyk", "admin")

OFFICERS = (
    REGISTRAR,
    SECOND_REGISTRAR,
    EXCHANGE,
    SECOND_EXCHANGE,
    SOCIAL,
    SECOND_SOCIAL,
    SUPPORT_LEAD,
    MEDICAL,
    FAMILY_LIAISON,
    SECOND_FAMILY_LIAISON,
    LIAISON,
    PRESS,
    COMMANDER,
    STEWARD,
    AUDITOR,
    ADMIN,
)

PASSWORD = "сім журавлів летіли додому"
"""The password of every account in the tests: long enough for the rules, and no secret."""
