"""Departments, and enquiries in different states: one late, one waiting, one answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from dodomu.access.models import User
from dodomu.clock import KYIV
from dodomu.enquiries import actions
from dodomu.people.models import Person

_DEPARTMENTS = (
    ("dms", "Державна міграційна служба", "State Migration Service", "migration", "documents", 10),
    ("pfu", "Пенсійний фонд України", "Pension Fund of Ukraine", "pension", "record", 10),
    ("nib", "Національне інформаційне бюро", "National Information Bureau", "bureau", "captivity", 5),
    ("bank", "Банк (вигаданий)", "Bank (invented)", "bank", "pay", 15),
)


def ask(people: Sequence[Person], *, users: Mapping[str, User], now: datetime) -> int:
    """Adds the departments and asks them about some of the people; returns how many enquiries were made."""
    asked = 0
    for place, (code, uk, en, kind, subject, days) in enumerate(_DEPARTMENTS):
        department = actions.add_department(
            code,
            name_uk=uk,
            name_en=en,
            kind=kind,
            by=users["zapyty"],
            now=now,
            email=f"zapyty@{code}.example",
            working_days=days,
        )
        sent_on = (date(2024, 7, 1), date(2024, 7, 9), date(2024, 7, 15), date(2024, 7, 12))[place]
        begun = datetime(sent_on.year, sent_on.month, sent_on.day, 9, 30, tzinfo=KYIV)
        enquiry = actions.draft(
            department,
            (people[place:] or people)[: 1 + place % 2],  # a small register has few who are back
            subject=subject,
            text="Просимо повідомити стан справи та строк відповіді.",
            by=users["zapyty"],
            now=begun,
        )
        actions.send(enquiry, by=users["zapyty"], now=begun, sent_on=sent_on, reference=f"54/{place + 101}")
        asked += 1
    return asked
