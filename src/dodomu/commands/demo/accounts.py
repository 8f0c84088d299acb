"""One account for each role, two where two people must sign, all with one password that is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dodomu.access.actions import open_account, set_preferences
from dodomu.access.models import User
from dodomu.commands.demo.environment import PASSWORD


@dataclass(frozen=True, slots=True)
class Account:
    """An invented member of staff."""

    login: str
    name: str
    name_en: str
    role: str


ACCOUNTS = (
    Account("reiestrator", "Олена Гончарук", "Olena Honcharuk", "registrar"),
    Account("reiestrator2", "Тарас Білик", "Taras Bilyk", "registrar"),
    Account("zvirka", "Ірина Савчук", "Iryna Savchuk", "exchange"),
    Account("zvirka2", "Павло Мороз", "Pavlo Moroz", "exchange"),
    Account("suprovid", "Надія Іваницька", "Nadiia Ivanytska", "social"),
    Account("suprovid2", "Катерина Бондар", "Kateryna Bondar", "social"),
    Account("kerivnyk", "Роман Сидоренко", "Roman Sydorenko", "support_lead"),
    Account("likar", "Юрій Ткач", "Yurii Tkach", "medical"),
    Account("likar2", "Софія Галушко", "Sofiia Halushko", "medical"),
    Account("rodyny", "Марія Кравець", "Mariia Kravets", "family_liaison"),
    Account("rodyny2", "Оксана Лис", "Oksana Lys", "family_liaison"),
    Account("zapyty", "Богдан Гнатюк", "Bohdan Hnatiuk", "liaison"),
    Account("presa", "Лідія Панченко", "Lidiia Panchenko", "press"),
    Account("komandyr", "Андрій Верес", "Andrii Veres", "commander"),
    Account("yakist", "Ганна Дорош", "Hanna Dorosh", "steward"),
    Account("audyt", "Степан Зима", "Stepan Zyma", "auditor"),
    Account("admin", "Віра Олійник", "Vira Oliinyk", "admin"),
    Account("admin2", "Ольга Рева", "Olha Reva", "admin"),
)


def open_accounts(*, language: str, now: datetime) -> dict[str, User]:
    """Opens them all, for the whole service, each with its pages in the language of the story; by login."""
    opened = {
        one.login: open_account(
            one.login, name=one.name, name_en=one.name_en, password=PASSWORD, role=one.role, now=now
        )
        for one in ACCOUNTS
    }
    for user in opened.values():
        set_preferences(user, language=language, theme=user.theme, keys_on=user.keys_on)
    return opened
