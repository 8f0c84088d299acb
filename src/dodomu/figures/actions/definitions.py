"""What a number counts: a definition, and its next version. An old version is never edited."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.claims.populations import POPULATIONS
from dodomu.errors import Refused
from dodomu.figures.models import Definition
from dodomu.figures.models.vocabulary import CHANNEL, RESERVED, SCOPE, WHAT
from dodomu.ledger import actions as ledger
from dodomu.people.models import Group
from dodomu.timeline.statuses import GROUPS
from dodomu.units.queries import by_code


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that a definition says, in both languages, and its question to the register (no `status`: none)."""

    name_uk: str
    name_en: str
    counted_uk: str
    counted_en: str
    source_uk: str
    source_en: str
    what: str
    population: str
    channel: str = "any"
    scope: str = "cumulative"
    status: str = ""
    unit_code: str = ""
    group: str = ""
    is_confirmed_only: bool = True


@transaction.atomic
def define(slug: str, meaning: Meaning, *, by: User | None, now: datetime) -> Definition:
    """Adds a definition, or the next version of the one with this slug; the same words again change nothing.

    A new version keeps what is counted of whom: another question is another definition.
    """
    _check(slug, meaning)
    last = Definition.objects.select_for_update().filter(slug=slug).order_by("-version").first()
    if last is not None:
        if {name: getattr(last, name) for name in asdict(meaning)} == asdict(meaning):
            return last
        if (last.what, last.population) != (meaning.what, meaning.population):
            raise Refused(
                _("Нова версія рахує тих самих людей про те саме. Для іншого питання створіть інше визначення."), "what"
            )
    made = Definition.objects.create(
        slug=slug, version=last.version + 1 if last else 1, made_by=by, made_at=now, **asdict(meaning)
    )
    ledger.record("define_figure", by=by, now=now, kind="definition", key=made.pk, detail={"version": made.version})
    return made


def _check(slug: str, meaning: Meaning) -> None:
    if slug in RESERVED:
        raise Refused(_("Це слово в адресі вже зайнято. Виберіть інше."), "slug")
    for name in ("name", "counted", "source"):
        for language in ("uk", "en"):
            if not getattr(meaning, f"{name}_{language}").strip():
                raise Refused(_("Заповніть обома мовами: без одної з них цифру не оприлюднити."), f"{name}_{language}")
    if meaning.what not in WHAT or meaning.channel not in CHANNEL or meaning.scope not in SCOPE:
        raise Refused(_("Виберіть зі списку."), "what")
    if meaning.population not in POPULATIONS:
        raise Refused(_("Виберіть зі списку."), "population")
    if meaning.status and meaning.status not in GROUPS:
        raise Refused(_("Цифра рахує групу статусів, а не один статус."), "status")
    if meaning.unit_code and by_code(meaning.unit_code) is None:
        raise Refused(_("Такого підрозділу немає."), "unit_code")
    if meaning.group and not Group.objects.filter(code=meaning.group).exists():
        raise Refused(_("Такої групи немає."), "group")
