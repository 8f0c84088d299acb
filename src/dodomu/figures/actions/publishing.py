"""The second signature: publishing, approving a number of people still held, withdrawing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import day
from dodomu.errors import Refused
from dodomu.figures.actions.completeness import check_complete, check_disclosure
from dodomu.figures.actions.findings import check_findings, keep_explanations
from dodomu.figures.actions.moving import move_figure
from dodomu.figures.models import Definition, Figure, Outlet, Statement
from dodomu.ledger import actions as ledger
from dodomu.text import Text

OURS = "Додому"
"""The outlet under which our own published figures stand among the statements, so that quoters can be traced."""


@transaction.atomic
def publish(figure: Figure, *, by: User, now: datetime) -> Figure:
    """Signs a figure as the second person: it gets its number and is frozen. The first person may not be the second.

    A revision takes the place of its earlier version here; a version that mends a mistake needs the correction issued.
    A number of people still held is published inside the service only, until `approve_held`. Until the embargo ends
    nobody outside knows of it.
    """
    _one_at_a_time()
    figure = Figure.objects.select_for_update(of=("self",)).select_related("definition", "replaces").get(pk=figure.pk)
    if by.pk in (figure.drafted_by_id, figure.proposed_by_id):
        raise Refused(_("Другий підпис має поставити інша людина."), code="same_person")
    if figure.embargo_until is not None and figure.embargo_until <= now:
        figure.embargo_until = None  # it passed while the draft was waiting
    if figure.replaces is not None and figure.replaces.is_under_embargo(now):
        figure.embargo_until = figure.replaces.embargo_until  # nobody may know of either before that hour
    check_complete(figure)
    check_findings(figure, set(figure.acknowledged.split()))
    _take_place(figure)
    last = Figure.objects.filter(slug=figure.slug).aggregate(last=Max("number"))["last"] or 0
    move_figure(
        figure,
        "publish",
        unless=Q(drafted_by=by) | Q(proposed_by=by),
        number=last + 1,
        embargo_until=figure.embargo_until,
        published_by=by,
        published_at=now,
        published_on=day(figure.embargo_until or now),
    )
    _state_it(figure, by=by, now=now)
    keep_explanations(figure, by=by, now=now)
    ledger.record("publish_figure", by=by, now=now, kind="figure", key=figure.pk, detail={"number": figure.number})
    return figure


def _one_at_a_time() -> None:
    """Two numbers that are harmless alone may tell on people together: whoever publishes waits for who did before."""
    list(Definition.objects.select_for_update().order_by("pk").values_list("pk"))


def _take_place(figure: Figure) -> None:
    """Makes room for a new version of one date: by revision, or because the old one was corrected."""
    old = figure.replaces
    standing = Figure.objects.filter(
        slug=figure.slug,
        period_from=figure.period_from,
        as_of=figure.as_of,
        as_of_precision=figure.as_of_precision,
        state="published",
    ).first()
    if old is not None and figure.replaces_as == "revision" and old.state == "published":
        move_figure(old, "revise")
        standing = None if standing and standing.pk == old.pk else standing
    if old is not None and figure.replaces_as == "correction" and old.state != "corrected":
        raise Refused(_("Спершу випустіть виправлення до версії %(number)s.") % {"number": old.number}, code="first")
    if standing is not None:
        raise Refused(
            _("На цю дату вже є оприлюднена версія %(number)s. Уточніть або виправте її.")
            % {"number": standing.number},
            code="standing",
        )


def _state_it(figure: Figure, *, by: User, now: datetime) -> None:
    """Our own figure becomes a statement too: whoever quotes it can then be told of a correction."""
    if figure.statement_id is not None:
        return
    outlet, _is_new = Outlet.objects.get_or_create(name=OURS)
    definition = figure.definition
    figure.statement = Statement.objects.create(
        key=f"ours-{figure.slug}-{figure.number}",
        outlet=outlet,
        stated_on=figure.published_on or day(now),
        as_of=figure.as_of,
        as_of_precision=figure.as_of_precision,
        value=figure.value,
        value_high=figure.value_high,
        comparator=figure.comparator,
        what=definition.what,
        population=definition.population,
        channel=definition.channel,
        scope=definition.scope,
        speaker=figure.speaker_en,
        speaker_office=figure.office_en,
        language="uk",
        source_url=f"ref:{figure.slug}/v/{figure.number}",
        noted_by=by,
        noted_at=now,
    )
    Figure.objects.filter(pk=figure.pk).update(statement=figure.statement)


@transaction.atomic
def approve_held(figure: Figure, *, by: User, now: datetime) -> Figure:
    """Lets the public see a number of people still held: a separate decision of a further person.

    Such numbers are often kept back on purpose, for the sake of those people; neither who wrote the figure nor who
    signed it may decide this as well.
    """
    _one_at_a_time()
    figure = Figure.objects.select_for_update(of=("self",)).select_related("definition").get(pk=figure.pk)
    if figure.definition.counts_released:
        raise Refused(_("Ця цифра про тих, хто повернувся: окремого дозволу не треба."))
    if figure.state != "published":
        raise Refused(_("Дозвіл дають для оприлюдненої в службі цифри."), code="state")
    if by.pk in (figure.drafted_by_id, figure.proposed_by_id, figure.published_by_id):
        raise Refused(_("Цей дозвіл має дати людина, яка цифру не писала й не підписувала."), code="same_person")
    check_disclosure(figure)
    if not Figure.objects.filter(pk=figure.pk, state="published", held_approved_by=None).update(
        held_approved_by=by, held_approved_at=now
    ):
        raise Refused(_("Дозвіл уже дано."), code="state")
    ledger.record("approve_held_figure", by=by, now=now, kind="figure", key=figure.pk)
    figure.refresh_from_db()
    return figure


@transaction.atomic
def withdraw(figure: Figure, *, reason: Text, by: User, now: datetime) -> Figure:
    """Takes a figure back: the number stays readable, struck through, with the reason in both languages.

    One person is enough: a wrong number must not wait for a second signature, and nothing disappears.
    """
    if not reason.uk.strip() or not reason.en.strip():
        raise Refused(_("Назвіть причину обома мовами."), "reason_en" if reason.uk.strip() else "reason_uk")
    figure = Figure.objects.select_for_update().get(pk=figure.pk)
    move_figure(
        figure,
        "withdraw",
        withdrawn_on=day(now),
        withdrawn_at=now,
        reason_uk=reason.uk.strip(),
        reason_en=reason.en.strip(),
    )
    if figure.statement_id:
        Statement.objects.filter(pk=figure.statement_id, key__startswith="ours-").update(status="retracted")
    ledger.record("withdraw_figure", by=by, now=now, kind="figure", key=figure.pk)
    return figure
