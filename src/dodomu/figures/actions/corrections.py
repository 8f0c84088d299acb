"""A correction: drafted, handed in, issued by another person. It names the field that was wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.clock import KYIV, day
from dodomu.errors import Refused
from dodomu.figures.actions.moving import move_correction, move_figure
from dodomu.figures.models import Correction, Figure, Statement
from dodomu.figures.models.vocabulary import KIND, WRONG
from dodomu.ledger import actions as ledger


@dataclass(frozen=True, slots=True)
class Mended:
    """All that a correction says: which field was wrong, was, is and why in both languages, since when, how much.

    `is_substantial`: a reader of the wrong sentence would have concluded something else.
    """

    field: str
    was_uk: str
    was_en: str
    correct_uk: str
    correct_en: str
    why_uk: str
    why_en: str
    wrong_since_on: date
    is_substantial: bool = True
    kind: str = "correction"


@transaction.atomic
def draft_correction(
    subject: Figure | Statement,
    mended: Mended,
    *,
    by: User,
    now: datetime,
    right_figure: Figure | None = None,
    right_statement: Statement | None = None,
) -> Correction:
    """Drafts a correction of a published figure or of a statement; for one thing there is one draft at a time."""
    field = "figure" if isinstance(subject, Figure) else "statement"
    if isinstance(subject, Figure) and subject.number is None:
        raise Refused(_("Виправляють лише оприлюднене. Чернетку просто змініть."), code="state")
    _check(mended, now=now)
    if Correction.objects.filter(**{field: subject}, state__in=["draft", "proposed"]).exists():
        raise Refused(_("Виправлення вже готують. Відкрийте його."), code="open")
    correction = Correction.objects.create(
        **{field: subject},
        right_figure=right_figure,
        right_statement=right_statement,
        drafted_by=by,
        drafted_at=now,
        **_stripped(mended),
    )
    ledger.record("draft_correction", by=by, now=now, kind="correction", key=correction.pk, detail={field: subject.pk})
    return correction


@transaction.atomic
def change_correction(
    correction: Correction, mended: Mended, *, by: User, now: datetime, right_figure: Figure | None = None
) -> Correction:
    """Changes a draft of a correction."""
    _check(mended, now=now)
    changed = Correction.objects.filter(pk=correction.pk, state="draft").update(
        drafted_by=by, right_figure=right_figure, **_stripped(mended)
    )
    if not changed:
        raise Refused(_("Змінити можна лише чернетку. Поверніть виправлення на доопрацювання."), code="state")
    ledger.record("change_correction", by=by, now=now, kind="correction", key=correction.pk)
    correction.refresh_from_db()
    return correction


def _stripped(mended: Mended) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(mended).items()}


def _check(mended: Mended, *, now: datetime) -> None:
    if mended.field not in WRONG:
        raise Refused(_("Назвіть, що саме було неправильно."), "field")
    if mended.kind not in KIND:
        raise Refused(_("Виберіть зі списку."), "kind")
    for name in ("was", "correct", "why"):
        for language in ("uk", "en"):
            if not getattr(mended, f"{name}_{language}").strip():
                raise Refused(
                    _("Заповніть обома мовами: без одної з них виправлення не випустити."), f"{name}_{language}"
                )
    for language in ("uk", "en"):
        if getattr(mended, f"was_{language}").strip() == getattr(mended, f"correct_{language}").strip():
            raise Refused(_("Було й стало однакові: що саме виправлено?"), f"correct_{language}")
    if mended.wrong_since_on > day(now):
        raise Refused(_("Ця дата ще не настала."), "wrong_since_on")


@transaction.atomic
def propose_correction(correction: Correction, *, by: User, now: datetime) -> Correction:
    """Hands a correction in for the second signature."""
    move_correction(correction, "propose", proposed_by=by, proposed_at=now)
    ledger.record("propose_correction", by=by, now=now, kind="correction", key=correction.pk)
    return correction


@transaction.atomic
def send_back_correction(correction: Correction, *, reason: str, by: User, now: datetime) -> Correction:
    """Sends a correction back to be worked on."""
    if not reason.strip():
        raise Refused(_("Назвіть причину."), "reason")
    move_correction(correction, "send_back", proposed_by=None, proposed_at=None)
    detail = {"reason": reason[:200]}
    ledger.record("send_back_correction", by=by, now=now, kind="correction", key=correction.pk, detail=detail)
    return correction


@transaction.atomic
def drop_correction(correction: Correction, *, reason: str, by: User, now: datetime) -> Correction:
    """Drops a correction that is not one; the draft is kept."""
    if not reason.strip():
        raise Refused(_("Назвіть причину."), "reason")
    move_correction(correction, "drop")
    detail = {"reason": reason[:200]}
    ledger.record("drop_correction", by=by, now=now, kind="correction", key=correction.pk, detail=detail)
    return correction


@transaction.atomic
def sign_correction(correction: Correction, *, by: User, now: datetime) -> Correction:
    """Signs a correction as the second person: from now on it is public and the wrong figure stands marked.

    The requests to those who quoted it are the matter of `flows.correction.issue`, in the same transaction.
    """
    correction = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("figure", "statement", "right_figure__definition")
        .get(pk=correction.pk)
    )
    if by.pk in (correction.drafted_by_id, correction.proposed_by_id):
        raise Refused(_("Другий підпис має поставити інша людина."), code="same_person")
    _check_right_figure(correction, now=now)
    move_correction(
        correction,
        "issue",
        unless=Q(drafted_by=by) | Q(proposed_by=by),
        issued_by=by,
        issued_at=now,
        issued_on=day(now),
    )
    if correction.kind == "correction":
        _mark_wrong(correction)
    ledger.record("issue_correction", by=by, now=now, kind="correction", key=correction.pk)
    return correction


def wait_for_signatures() -> None:
    """Waits until nobody is about to issue a correction: who quotes is noted before it or after it, never beside it.

    Noted beside it, a quotation would not be seen by the correction, nor the correction by the quotation.
    """
    list(Correction.objects.select_for_update().exclude(state="dropped").order_by("pk").values_list("pk"))


def _check_right_figure(correction: Correction, *, now: datetime) -> None:
    """Refuses a correction that tells what nobody outside may know yet: its words go to everybody and to outlets."""
    right = correction.right_figure
    if right is None:
        return
    if right.is_under_embargo(now):
        assert right.embargo_until is not None
        raise Refused(
            _("Правильна цифра під ембарго до %(until)s: виправлення видало б її раніше.")
            % {"until": right.embargo_until.astimezone(KYIV).strftime("%d.%m.%Y, %H:%M")},
            code="embargo",
        )
    if not right.is_shown_in_public:
        raise Refused(
            _("Правильну цифру ще не дозволено показувати поза службою: виправлення видало б її."), code="held"
        )


def _mark_wrong(correction: Correction) -> None:
    figure = correction.figure
    if figure is not None:
        if figure.state in ("published", "revised"):
            move_figure(figure, "correct")
        if figure.statement_id is not None:
            Statement.objects.filter(pk=figure.statement_id, key__startswith="ours-").update(status="retracted")
    elif correction.statement is not None and correction.statement.status == "asserted":
        # Our finding about somebody else's text: it is not for us to say that its outlet took it back.
        Statement.objects.filter(pk=correction.statement.pk).update(status="uncorrected_copy")
