"""The words of the rules: papers that prove a right, bodies that decide, what a term is counted from and in."""

from __future__ import annotations

from dataclasses import dataclass

from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that an application needs; `document` is its place on the checklist of documents, where it has one."""

    label: Text
    document: str = ""


PAPERS: dict[str, Paper] = {
    "application": Paper(Text("заява", "application")),
    "report": Paper(Text("рапорт на ім’я командира", "report to the commander")),
    "identity": Paper(Text("документ, що посвідчує особу", "proof of identity"), "passport"),
    "tax_number": Paper(Text("РНОКПП (податковий номер)", "tax number"), "tax_number"),
    "bank_account": Paper(Text("реквізити банківського рахунку", "bank account details"), "bank_card"),
    "captivity": Paper(Text("довідка про перебування в полоні", "certificate of captivity"), "captivity_certificate"),
    "fact": Paper(
        Text(
            "витяг: факт позбавлення особистої свободи встановлено",
            "extract: the fact of deprivation of liberty is established",
        ),
        "register_extract",
    ),
    "joint_centre": Paper(Text("довідка Об’єднаного центру", "certificate of the Joint Centre")),
    "victim": Paper(
        Text(
            "документ про визнання потерпілим (якщо людина повернулася самостійно)",
            "proof of victim status in criminal proceedings (if the person came back unaided)",
        )
    ),
    "military_id": Paper(Text("військовий квиток", "military ID"), "military_id"),
    "medical": Paper(Text("висновок лікаря", "a doctor’s conclusion")),
    "other": Paper(Text("інший документ", "another paper")),
}

BODIES: dict[str, Text] = {
    "unit": Text("командир військової частини", "commander of the military unit"),
    "reintegration": Text("Міністерство з питань реінтеграції", "Ministry of Reintegration"),
    "development": Text(
        "Міністерство розвитку громад та територій", "Ministry for Development of Communities and Territories"
    ),
    "migration": Text("Державна міграційна служба", "State Migration Service"),
    "legal_aid": Text("центр безоплатної правничої допомоги", "centre for free legal aid"),
    "recruitment": Text("ТЦК та СП або ЦНАП", "recruitment centre or administrative service centre"),
    "health": Text("Міністерство охорони здоров’я", "Ministry of Health"),
    "other": Text("інший орган", "another body"),
}

EVENTS: dict[str, Text] = {
    "returned": Text("день повернення", "day of return"),
    "opened": Text("день, коли питання відкрито", "day the question was opened"),
    "applied": Text("день подання заяви", "day of the application"),
    "appealed": Text("день подання скарги", "day of the complaint"),
}

UNITS: dict[str, tuple[tuple[str, str, str], tuple[str, str]]] = {
    "days": (("календарний день", "календарні дні", "календарних днів"), ("calendar day", "calendar days")),
    "working_days": (("робочий день", "робочі дні", "робочих днів"), ("working day", "working days")),
    "months": (("місяць", "місяці", "місяців"), ("month", "months")),
    "years": (("рік", "роки", "років"), ("year", "years")),
}


def counted(n: int, unit: str) -> Text:
    """A length of time in words.

    >>> [counted(n, "days").uk for n in (1, 22, 14)], counted(1, "years").en
    (['1 календарний день', '22 календарні дні', '14 календарних днів'], '1 year')
    """
    uk, en = UNITS[unit]
    form = 0 if n % 10 == 1 and n % 100 != 11 else 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
    return Text(f"{n} {uk[form]}", f"{n} {en[n != 1]}")


BEGINS: dict[str, Text] = {
    "seen": Text("день чинності названо в джерелі", "the source names the day it came into force"),
    "reported": Text(
        "день повідомлення: з якого дня насправді, не названо", "day of the report: since when in truth, was not said"
    ),
    "check": Text("день із загальних відомостей, перевірити", "day from general knowledge, to be checked"),
}
"""How sure the first day of a version is."""

CATEGORIES: dict[str, Text] = {
    "military": Text("військовослужбовці", "service members"),
    "officer": Text("офіцери", "officers"),
    "civilian": Text("цивільні", "civilians"),
}
