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
from dodomu.figures.models.vocabulary import CHANNEL, COUNTING_RULE, RESERVED, SCOPE, SIDE, UNIT, WHAT
from dodomu.ledger import actions as ledger
from dodomu.people.models import Group
from dodomu.timeline.statuses import GROUPS
from dodomu.units.queries import by_code


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that a definition says, in both languages, and its question to the register (no `status`: none).

    `includes` and `excludes` hold a line for each group; `part_of` the slugs of its wholes, with a space between.
    """

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
    side: str = "ukrainian"
    unit: str = "people"
    counting_rule: str = "people"
    includes_uk: str = ""
    includes_en: str = ""
    excludes_uk: str = ""
    excludes_en: str = ""
    part_of: str = ""


@transaction.atomic
def define(slug: str, meaning: Meaning, *, by: User | None, now: datetime) -> Definition:
    """Adds a definition, or the next version of the one with this slug; the same words again change nothing.

    A new version keeps what is counted of whom: another question is another definition.
    """
    _check(slug, meaning)
    _check_wholes(slug, meaning)
    last = Definition.objects.select_for_update().filter(slug=slug).order_by("-version").first()
    if last is not None:
        if {name: getattr(last, name) for name in asdict(meaning)} == asdict(meaning):
            return last
        if (last.what, last.population, last.side) != (meaning.what, meaning.population, meaning.side):
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
    if meaning.side not in SIDE or meaning.unit not in UNIT or meaning.counting_rule not in COUNTING_RULE:
        raise Refused(_("Виберіть зі списку."), "counting_rule")
    if meaning.status and meaning.counting_rule != "people":
        raise Refused(_("Реєстр рахує кожну людину один раз: інакше рахує лише зовнішнє джерело."), "counting_rule")
    for name in ("includes", "excludes"):
        if len(meaning_lines(meaning, name, "uk")) != len(meaning_lines(meaning, name, "en")):
            raise Refused(_("Обома мовами має бути однаково рядків: по одному на групу."), f"{name}_en")
    if meaning.status and meaning.status not in GROUPS:
        raise Refused(_("Цифра рахує групу статусів, а не один статус."), "status")
    if meaning.unit_code and by_code(meaning.unit_code) is None:
        raise Refused(_("Такого підрозділу немає."), "unit_code")
    if meaning.group and not Group.objects.filter(code=meaning.group).exists():
        raise Refused(_("Такої групи немає."), "group")


def meaning_lines(meaning: Meaning, name: str, language: str) -> list[str]:
    """The groups that are counted, or are not, in one language."""
    return str(getattr(meaning, f"{name}_{language}")).strip().splitlines()


def _check_wholes(slug: str, meaning: Meaning) -> None:
    """A whole counts the same of the same side, and is no part of its own part."""
    wholes = meaning.part_of.split()
    for whole in wholes:
        found = Definition.objects.filter(slug=whole).order_by("-version").first()
        if found is None:
            raise Refused(_("Такого визначення немає: %(slug)s.") % {"slug": whole}, "part_of")
        if (found.what, found.side) != (meaning.what, meaning.side):
            raise Refused(_("Частина й ціле рахують те саме: «%(slug)s» про інше.") % {"slug": whole}, "part_of")
        if slug == whole or slug in _above(whole):
            raise Refused(_("«%(slug)s» само є частиною цього визначення.") % {"slug": whole}, "part_of")


def _above(slug: str) -> set[str]:
    """Every whole that a definition lies in, directly or through another."""
    found: set[str] = set()
    edge = [slug]
    while edge:
        last = Definition.objects.filter(slug=edge.pop()).order_by("-version").first()
        fresh = set(last.wholes) - found if last else set()
        found |= fresh
        edge += sorted(fresh)
    return found
