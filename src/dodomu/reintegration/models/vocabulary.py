"""The words of the room: kinds of facility, matters, tasks, documents, issues, options, and the templates of a case.

What the commander of the National Guard described (25 July 2024) and the domain notes on the return name these steps.
"""

from __future__ import annotations

from dataclasses import dataclass

from dodomu.reintegration.models.adaptation import Rule
from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Matter:
    """What an appointment is about, and what it may do inside the time to adapt."""

    label: Text
    rule: Rule


MATTERS: dict[str, Matter] = {
    "urgent_care": Matter(Text("невідкладна медична допомога", "urgent medical care"), Rule.FREE),
    "psychologist": Matter(Text("психолог", "psychologist"), Rule.FREE),
    "paperwork": Matter(Text("папери без присутності людини", "papers without the person"), Rule.FREE),
    "contact": Matter(Text("розмова або зустріч із рідними", "talk or meeting with family"), Rule.WANTED),
    "handing": Matter(Text("вручення документа", "handing over a document"), Rule.WANTED),
    "document": Matter(Text("документи разом із людиною", "papers with the person"), Rule.WAITS),
    "examination": Matter(
        Text("планове обстеження, медична комісія", "planned examination, medical commission"), Rule.WAITS
    ),
    "plan": Matter(Text("погодження плану лікування", "agreeing the treatment plan"), Rule.WAITS),
    "talk": Matter(
        Text("розмова про службу, навчання, звільнення", "talk about service, training, discharge"), Rule.WAITS
    ),
    "decision": Matter(Text("рішення про подальший шлях", "decision on what comes next"), Rule.WAITS),
    "interview": Matter(Text("опитування", "interview"), Rule.WAITS),
    "debrief": Matter(Text("розбір обставин (дебрифінг)", "debriefing"), Rule.WAITS),
    "questioning": Matter(Text("допит або слідча дія", "questioning by investigators"), Rule.WAITS),
    "press": Matter(Text("преса", "press"), Rule.WAITS),
    "meeting": Matter(Text("нарада, зустріч із командуванням", "meeting, visit of command"), Rule.WAITS),
    "other": Matter(Text("інше", "other"), Rule.WAITS),
}

APPOINTED = tuple(code for code in MATTERS if code not in ("handing", "decision", "paperwork"))
"""What an appointment can be made for; the others are acts on a record."""

REASONS: dict[str, Text] = {
    "wish": Text("людина сама цього хоче", "the person wants it"),
    "medical": Text("медична причина", "a medical reason"),
}

FACILITY_KINDS: dict[str, Text] = {
    "hospital": Text("лікарня", "hospital"),
    "rehabilitation": Text("реабілітаційний заклад", "rehabilitation facility"),
    "psychosocial": Text("психосоціальна або психіатрична допомога", "psychosocial or psychiatric care"),
    "centre": Text("центр реінтеграції", "reintegration centre"),
}

# Route of the Ministry of Health, August 2025: first examination, level 1, level 2.
LEVELS: dict[int, Text] = {
    0: Text("первинний огляд", "first examination"),
    1: Text("рівень 1", "level 1"),
    2: Text("рівень 2", "level 2"),
}

# GC III, Arts. 109-110, 117; law notes, section 4.
RETURN_BASES: dict[str, Text] = {
    "unknown": Text("не встановлено", "not established"),
    "exchange": Text("домовленість про обмін", "exchange agreement"),
    "gc109_wounded": Text(
        "тяжкопоранений або тяжкохворий (ст. 109, 110 ЖК III)", "seriously wounded or sick (GC III Arts. 109, 110)"
    ),
    "gc109_long": Text("тривалий полон (ст. 109 ЖК III)", "long captivity (GC III Art. 109)"),
    "escape": Text("звільнення самостійно", "escape"),
    "other": Text("інша підстава", "another basis"),
}
FLAGGED_BASES = frozenset({"unknown", "gc109_wounded", "gc109_long"})


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of task: its words, what it is about, whether it needs the person."""

    label: Text
    topic: str  # first_needs | documents | care | social | next
    matter: str
    needs_person: bool = False


TASKS: dict[str, TaskKind] = {
    "call_home": TaskKind(
        Text("Дзвінок додому, якщо людина хоче", "A call home, if the person wants it"), "first_needs", "contact"
    ),
    "clothes_meal": TaskKind(
        Text("Чистий одяг, тепла вечеря, душ", "Clean clothes, a warm meal, a shower"), "first_needs", "urgent_care"
    ),
    "first_look": TaskKind(Text("Перший медичний огляд", "First medical look"), "first_needs", "urgent_care"),
    "phone": TaskKind(Text("Телефон і SIM-картка", "Phone and SIM card"), "first_needs", "paperwork"),
    "first_money": TaskKind(Text("Гроші на перші дні", "Money for the first days"), "first_needs", "paperwork"),
    "roof": TaskKind(
        Text("З’ясувати, де людина житиме", "Find out where the person will live"), "first_needs", "paperwork"
    ),
    "day_plan": TaskKind(
        Text("План днів, який людина може бачити", "A plan of the days that the person can see"), "care", "paperwork"
    ),
    "plan_agree": TaskKind(
        Text("План лікування: погодити з людиною", "Treatment plan: agree with the person"), "care", "plan", True
    ),
    "social_questions": TaskKind(
        Text("Зібрати соціальні питання", "Collect the social questions"), "social", "document", True
    ),
    "options_talk": TaskKind(
        Text("Розповісти про вибір: служба, навчання, звільнення", "Explain the choice: service, training, discharge"),
        "next",
        "talk",
        True,
    ),
    "photo": TaskKind(Text("Фото для документів", "Photograph for the documents"), "documents", "document", True),
    "replan": TaskKind(
        Text(
            "Перенести зустріч, відкладену через час на адаптацію",
            "Move an appointment that was put off by the time to adapt",
        ),
        "care",
        "paperwork",
    ),
    "meeting_wish": TaskKind(
        Text(
            "Відповісти на прохання із зустрічі з командуванням",
            "Answer what was asked for at the meeting with command",
        ),
        "next",
        "paperwork",
    ),
    "other": TaskKind(Text("Інша справа", "Another task"), "social", "other"),
}

TOPICS: dict[str, Text] = {
    "first_needs": Text("Перші потреби", "First needs"),
    "documents": Text("Документи", "Documents"),
    "care": Text("Лікування", "Care"),
    "social": Text("Соціальні питання", "Social questions"),
    "next": Text("Подальший шлях", "What comes next"),
}

ON_OPENING: tuple[tuple[str, int], ...] = (
    ("call_home", 24),
    ("clothes_meal", 24),
    ("first_look", 24),
    ("phone", 24),
    ("first_money", 48),
    ("roof", 72),
)
"""First needs, and in how many hours from the arrival they are due."""

ON_ADMISSION: tuple[tuple[str, int], ...] = (
    ("day_plan", 24),
    ("plan_agree", 96),
    ("photo", 96),
    ("social_questions", 120),
    ("options_talk", 168),
)
"""What follows the admission, and in how many hours it is due; what needs the person waits for the time to adapt."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document to be restored: words, days until it is due, whether the person must be there, what it waits for."""

    label: Text
    days: int
    needs_person: bool = False
    waits_for: str = ""
    for_civilians: bool = True


DOCUMENTS: dict[str, DocumentKind] = {
    "passport": DocumentKind(Text("Паспорт (ID-картка)", "Passport (ID card)"), 14, needs_person=True),
    "tax_number": DocumentKind(Text("РНОКПП", "Tax number"), 7),
    "sim": DocumentKind(Text("SIM-картка і номер", "SIM card and number"), 3),
    "captivity_certificate": DocumentKind(Text("Довідка про перебування в полоні", "Certificate of captivity"), 10),
    "register_extract": DocumentKind(
        Text("Витяг із реєстру осіб, позбавлених свободи", "Extract of the deprivation-of-liberty register"), 14
    ),
    "military_id": DocumentKind(Text("Військовий квиток", "Military ID"), 7, for_civilians=False),
    "service_certificate": DocumentKind(Text("Службове посвідчення", "Service certificate"), 14, for_civilians=False),
    "combatant_certificate": DocumentKind(
        Text("Посвідчення учасника бойових дій", "Combatant certificate"),
        30,
        needs_person=True,
        waits_for="passport",
        for_civilians=False,
    ),
    "bank_card": DocumentKind(Text("Банківська картка", "Bank card"), 14, needs_person=True, waits_for="passport"),
    "diia": DocumentKind(
        Text("Дія та електронний підпис", "Diia and e-signature"), 21, needs_person=True, waits_for="passport"
    ),
    "doctor": DocumentKind(
        Text("Декларація з лікарем, медична картка", "Declaration with a doctor, medical record"), 14
    ),
    "driving_licence": DocumentKind(
        Text("Посвідчення водія", "Driver’s licence"), 30, needs_person=True, waits_for="passport"
    ),
    "foreign_passport": DocumentKind(
        Text("Закордонний паспорт", "Foreign passport"), 45, needs_person=True, waits_for="passport"
    ),
    "family_papers": DocumentKind(
        Text("Свідоцтва про шлюб і народження дітей", "Marriage and children’s birth certificates"), 30
    ),
    "property": DocumentKind(Text("Документи на житло і майно", "Property papers"), 60),
    "officer_id": DocumentKind(Text("Посвідчення офіцера", "Officer’s certificate"), 14, for_civilians=False),
    "contract": DocumentKind(Text("Копія контракту", "Copy of the contract"), 21, for_civilians=False),
}


@dataclass(frozen=True, slots=True)
class IssueKind:
    """A kind of question of social protection, and in how many days it is due where no rule says it."""

    label: Text
    days: int


ISSUES: dict[str, IssueKind] = {
    "one_off": IssueKind(Text("Одноразова виплата після звільнення з полону", "One-off payment after release"), 30),
    "pay": IssueKind(Text("Грошове забезпечення за час полону", "Pay for the time in captivity"), 30),
    "leave": IssueKind(Text("Відпустка після полону", "Leave after captivity"), 60),
    "housing": IssueKind(Text("Житло", "Housing"), 30),
    "legal": IssueKind(Text("Правова допомога", "Legal help"), 30),
    "benefits": IssueKind(Text("Пільги й соціальні виплати", "Benefits"), 30),
    "family": IssueKind(Text("Сімейні питання", "Family matters"), 30),
    "other": IssueKind(Text("Інше соціальне питання", "Another social question"), 30),
}
"""On what a question rests and what it gives, the rules with dates say: `dodomu.reference.entitlements`."""

OPTIONS: dict[str, Text] = {
    "service_same": Text("служба в тій самій частині", "service in the same unit"),
    "service_other": Text("служба в іншій частині", "service in another unit"),
    "service_noncombat": Text("служба на небойовій посаді", "service in a non-combat post"),
    "training": Text("навчання", "training"),
    "discharge": Text("звільнення", "discharge"),
    "medical_discharge": Text("звільнення за станом здоров’я", "medical discharge"),
    "undecided": Text("ще не вирішено", "undecided"),
}
SERVICE_OPTIONS = frozenset({"service_same", "service_other", "service_noncombat"})

INFORMED_ABOUT: dict[str, Text] = {
    "service": Text("подальша служба", "further service"),
    "training": Text("навчання", "training"),
    "discharge": Text("звільнення", "discharge"),
}


def article_117_is_flagged(return_basis: str, option: str) -> bool:
    """Whether a decision touches Article 117 of the Third Geneva Convention: «No repatriated person may be employed
    on active military service». Its reach over negotiated exchanges is not settled, so this only warns.

    >>> article_117_is_flagged("unknown", "service_same"), article_117_is_flagged("exchange", "service_same")
    (True, False)
    >>> article_117_is_flagged("gc109_wounded", "discharge")
    False
    """
    return option in SERVICE_OPTIONS and return_basis in FLAGGED_BASES
