"""The main menu: one entry for each room, shown to the accounts that may open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.clock import day
from dodomu.enquiries import queries as enquiries
from dodomu.exchanges.queries.desk import lines_waiting
from dodomu.families import queries as families
from dodomu.figures.queries import office as figures
from dodomu.flows import changes
from dodomu.people import queries as people

Count = Callable[[User, datetime], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry: its address by name, its word, the act it leads to, and how many things wait there."""

    name: str
    label: Any
    act: Act
    waiting: Count | None = None
    fits: Callable[[Any], bool] = lambda user: True  # where the act alone does not tell


def sees_totals_alone(user: Any) -> bool:
    """Whether an account counts people without finding any: the press office, the command."""
    has_units = policy.unit_paths(user, Act.COUNT_PEOPLE) != []
    return has_units and not policy.may(user, Act.FIND_PERSON)


def keeps_accounts(user: Any) -> bool:
    """Whether an account is an administrator's; others change settings by the same right."""
    return "admin" in policy.roles(user)


def keeps_words(user: Any) -> bool:
    """Whether an account is a data steward's; others may read the settings by the same right."""
    return "steward" in policy.roles(user)


def figures_waiting(user: User, now: datetime) -> int:
    """How many figures and corrections wait for a second signature, for whoever may give it."""
    return figures.waits_for_signature() if policy.may(user, Act.PUBLISH_FIGURE) else 0


def answers_late(user: User, now: datetime) -> int:
    """How many answers of departments are late."""
    return enquiries.count_overdue(user, day(now))


def changes_waiting(user: User, now: datetime) -> int:
    """How many changes to accounts wait for this administrator."""
    return changes.count_waiting(user)


STAFF: list[Entry] = [
    Entry("today", _("Сьогодні"), Act.SEE_TODAY),
    Entry("people", _("Люди"), Act.FIND_PERSON, people.proposals_waiting),
    Entry("people-counts", _("Підрахунки"), Act.COUNT_PEOPLE, fits=sees_totals_alone),
    Entry("exchanges", _("Обміни"), Act.READ_ROUND, lines_waiting),
    Entry("families", _("Родини"), Act.READ_FAMILY, families.count_due),
    Entry("enquiries", _("Запити"), Act.READ_ENQUIRY, answers_late),
    Entry("figures-manage", _("Цифри"), Act.READ_DRAFT, figures_waiting),
    Entry("quality", _("Якість звірки"), Act.READ_QUALITY, fits=keeps_words),
    Entry("audit", _("Журнал"), Act.READ_LEDGER),
    Entry("setup", _("Устрій служби"), Act.SEE_SETUP),
    Entry("accounts", _("Облікові записи"), Act.MANAGE_ACCOUNTS, changes_waiting, fits=keeps_accounts),
    Entry("outgoing", _("Вихідні повідомлення"), Act.SEE_OUTGOING, fits=keeps_accounts),
]
PUBLIC: list[Entry] = [
    Entry("figures", _("Цифри"), Act.READ_PUBLIC),
    Entry("corrections", _("Виправлення"), Act.READ_PUBLIC),
    Entry("check", _("Перевірити текст"), Act.CHECK_TEXT),
    Entry("how-we-count", _("Як ми рахуємо"), Act.READ_PUBLIC),
]


def shown(request: HttpRequest, entries: list[Entry]) -> list[dict[str, Any]]:
    """The entries that this account may open, with the current one and the counts of what waits."""
    user = getattr(request, "user", None) or AnonymousUser()  # an error page may come before anybody is known
    items = []
    for entry in entries:
        if not policy.may(user, entry.act) or not entry.fits(user):
            continue
        url = reverse(entry.name)
        waiting = 0
        if entry.waiting and isinstance(user, User):
            waiting = entry.waiting(user, request.now)  # type: ignore[attr-defined]
        is_current = request.path == url or request.path.startswith(url.rstrip("/") + "/")
        items.append({"name": entry.name, "url": url, "label": entry.label, "count": waiting, "is_current": is_current})
    return items
