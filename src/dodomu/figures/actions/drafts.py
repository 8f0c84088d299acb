"""A figure before it is public: drafted with its count beside it, changed, handed in, sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.claims.wording import Record, sentence
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.figures.actions.completeness import check_complete
from dodomu.figures.actions.findings import check_findings
from dodomu.figures.actions.moving import move_figure
from dodomu.figures.models import Definition, Figure
from dodomu.figures.models.vocabulary import COMPARATOR
from dodomu.figures.queries.counting import count, last_day, last_seq
from dodomu.ledger import actions as ledger
from dodomu.text import Text
from dodomu.timeline.facts import first_day


@dataclass(frozen=True, slots=True)
class Said:
    """All that a draft says. `value` None with the comparator `withheld`: the number is kept back, and that is said.

    `is_suppressed`: it is published without its number.
    """

    as_of: date
    as_of_precision: str
    known_on: date
    value: int | None
    comparator: str = "exact"
    value_high: int | None = None
    period_from: date | None = None
    is_provisional: bool = False
    is_suppressed: bool = False
    withheld_uk: str = ""
    withheld_en: str = ""
    sentence_uk: str = ""
    sentence_en: str = ""
    speaker_uk: str = ""
    speaker_en: str = ""
    office_uk: str = ""
    office_en: str = ""
    outlet: str = ""
    source_url: str = ""
    stated_on: date | None = None
    explanation_uk: str = ""
    explanation_en: str = ""
    embargo_until: datetime | None = None


def suggested(definition: Definition, said: Said) -> Text:
    """The sentence of a number in both languages, made from its definition; the press officer may word it otherwise."""
    return sentence(
        Record(
            said.value,
            definition.what,
            definition.population,
            said.as_of,
            said.as_of_precision,
            said.comparator,
            said.value_high,
            definition.scope,
            said.period_from,
        )
    )


@transaction.atomic
def draft(
    definition: Definition,
    said: Said,
    *,
    by: User | None,
    now: datetime,
    replaces: Figure | None = None,
    replaces_as: str = "",
) -> Figure:
    """Drafts a figure: counts it in the register and keeps the place in the log, so that it can be counted for ever.

    `replaces` names the published version of the same date that this one revises or corrects.
    """
    if replaces is not None:
        if replaces.slug != definition.slug:
            raise Refused(_("Нова версія має те саме визначення."), "definition")
        if replaces_as not in ("revision", "correction"):
            raise Refused(_("Скажіть, чи це уточнення, чи виправлення."), "replaces_as")
    figure = Figure(
        definition=definition,
        slug=definition.slug,
        replaces=replaces,
        replaces_as=replaces_as if replaces else "",
        drafted_by=by,
        drafted_at=now,
    )
    _write(figure, said, now=now)
    figure.save()
    ledger.record("draft_figure", by=by, now=now, kind="figure", key=figure.pk, detail={"slug": figure.slug})
    return figure


@transaction.atomic
def change_draft(figure: Figure, said: Said, *, by: User, now: datetime) -> Figure:
    """Changes a draft and counts it anew; what was handed in is sent back first."""
    figure = Figure.objects.select_for_update(of=("self",)).select_related("definition").get(pk=figure.pk)
    if figure.state != "draft":
        raise Refused(_("Змінити можна лише чернетку. Поверніть цифру на доопрацювання."), code="state")
    _write(figure, _words_anew(figure, said), now=now)
    figure.drafted_by = by  # whoever wrote the last word may not sign it as the second person
    figure.save()
    ledger.record("change_figure", by=by, now=now, kind="figure", key=figure.pk)
    return figure


NUMBERS = ("as_of", "as_of_precision", "value", "value_high", "comparator", "period_from")
"""What a sentence says of a figure: when any of these changes, its words are asked for anew."""


def _words_anew(figure: Figure, said: Said) -> Said:
    """What is said after a change of the number, the date or the words at the number.

    A sentence that the service made is made again. One that somebody worded is asked for anew: left as it stood, it
    would say the old number under the new one.
    """
    if all(getattr(figure, name) == getattr(said, name) for name in NUMBERS):
        return said
    before = suggested(figure.definition, Said(known_on=figure.known_on, **{n: getattr(figure, n) for n in NUMBERS}))
    for language in ("uk", "en"):
        name = f"sentence_{language}"
        words = getattr(said, name).strip()
        if not words or words != getattr(figure, name):
            continue
        if words != before.in_language(language):
            raise Refused(
                _("Число або дата змінилися, а речення лишилося старим. Напишіть його знову або залиште порожнім."),
                name,
            )
        said = replace(said, sentence_uk="") if language == "uk" else replace(said, sentence_en="")
    return said


def _write(figure: Figure, said: Said, *, now: datetime) -> None:
    _check(said, now=now)
    definition = figure.definition
    if said.period_from is not None and definition.scope != "cumulative":
        raise Refused(_("За період рахують лише те, що додається від початку вторгнення."), "period_from")
    if said.embargo_until is not None and figure.replaces_id is not None:
        raise Refused(_("Уточнення й виправлення не чекають: ембарго для них немає."), "embargo_until")
    words = suggested(definition, said)
    for name, value in asdict(said).items():
        setattr(figure, name, value.strip() if isinstance(value, str) else value)
    if said.value is not None:
        figure.withheld_uk = figure.withheld_en = ""
    figure.acknowledged = ""
    figure.as_of = first_day(said.as_of, said.as_of_precision)
    figure.sentence_uk = figure.sentence_uk or words.uk
    figure.sentence_en = figure.sentence_en or words.en
    figure.true_on = min(last_day(figure.as_of, said.as_of_precision), said.known_on)
    figure.last_seq = last_seq()
    figure.computed = count(definition, true_on=figure.true_on, known_on=said.known_on, since=said.period_from)


def _check(said: Said, *, now: datetime) -> None:
    if said.comparator not in COMPARATOR:
        raise Refused(_("Виберіть зі списку."), "comparator")
    if said.as_of_precision not in ("day", "month", "year"):
        raise Refused(_("Виберіть зі списку."), "as_of")
    if said.known_on > day(now):
        raise Refused(_("Що буде відомо завтра, сьогодні порахувати не можна."), "known_on")
    if first_day(said.as_of, said.as_of_precision) > said.known_on:
        raise Refused(_("Цифра не може бути на дату, пізнішу за те, що відомо."), "as_of")
    if (said.comparator == "withheld") != (said.value is None):
        raise Refused(_("Або число, або «не оприлюднюємо»: одне з двох."), "value")
    if (said.comparator == "range") != (said.value_high is not None):
        raise Refused(_("Для проміжку потрібні обидва числа, в іншому разі – одне."), "value_high")
    if said.value is not None and said.value_high is not None and said.value_high <= said.value:
        raise Refused(_("Друге число проміжку має бути більшим за перше."), "value_high")
    if max(said.value or 0, said.value_high or 0) > 9_999_999:
        raise Refused(_("Перевірте число: воно більше за кількість людей, про яких може йтися."), "value")
    if said.is_suppressed and said.value is None:
        raise Refused(_("Без числа оприлюднюють лише те, що має число."), "is_suppressed")
    if said.period_from is not None and said.period_from > last_day(said.as_of, said.as_of_precision):
        raise Refused(_("Період починається раніше, ніж закінчується."), "period_from")
    if said.embargo_until is not None and said.embargo_until <= now:
        raise Refused(_("Цей час уже минув: без ембарго цифру видно одразу після підпису."), "embargo_until")
    if said.stated_on and said.stated_on > day(now):
        raise Refused(_("Дата слів ще не настала."), "stated_on")


@transaction.atomic
def propose(figure: Figure, *, by: User, now: datetime, acknowledged: Sequence[str] = ()) -> Figure:
    """Hands a draft in for the second signature. Refused while anything that the public needs is missing.

    `acknowledged` are the keys of the contradictions that the number brings and that its author has read.
    """
    figure = Figure.objects.select_for_update(of=("self",)).select_related("definition").get(pk=figure.pk)
    check_complete(figure)
    check_findings(figure, set(acknowledged))
    seen = " ".join(sorted(set(acknowledged)))
    move_figure(figure, "propose", proposed_by=by, proposed_at=now, acknowledged=seen)
    ledger.record("propose_figure", by=by, now=now, kind="figure", key=figure.pk)
    return figure


@transaction.atomic
def send_back(figure: Figure, *, reason: str, by: User, now: datetime) -> Figure:
    """Sends a figure back to be worked on; the reason stays in the ledger."""
    if not reason.strip():
        raise Refused(_("Назвіть причину."), "reason")
    move_figure(figure, "send_back", proposed_by=None, proposed_at=None)
    ledger.record("send_back_figure", by=by, now=now, kind="figure", key=figure.pk, detail={"reason": reason[:200]})
    return figure
