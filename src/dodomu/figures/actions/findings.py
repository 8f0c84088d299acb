"""A contradiction between published numbers is explained: by somebody, in both languages, for colleagues to read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.figures.models import Explained, Figure
from dodomu.figures.queries.findings import Found, brought_by, findings, larger_than_wholes
from dodomu.ledger import actions as ledger
from dodomu.text import Text


@transaction.atomic
def explain(found: Found, why: Text, *, by: User, now: datetime) -> Explained:
    """Says why the numbers of a finding differ; a later explanation stands above this one, which stays."""
    for language in ("uk", "en"):
        if not why.in_language(language).strip():
            raise Refused(_("Поясніть обома мовами."), f"why_{language}")
    made = Explained.objects.create(
        key=found.key,
        kind=found.finding.kind,
        statements=" ".join(found.finding.statements),
        why_uk=why.uk.strip(),
        why_en=why.en.strip(),
        by=by,
        at=now,
    )
    ledger.record("explain_finding", by=by, now=now, kind="finding", key=made.pk, detail={"finding": found.key})
    return made


def check_findings(figure: Figure, acknowledged: set[str]) -> None:
    """Refuses a figure with contradictions its author has not seen, and a part above its whole left unexplained."""
    is_explained = figure.explanation_uk and figure.explanation_en
    for found in larger_than_wholes(figure):
        if not is_explained:
            raise Refused(
                _("Частина більша за ціле: %(arithmetic)s. Поясніть це обома мовами.")
                % {"arithmetic": found.finding.arithmetic.replace("<=", " > ")},
                "explanation_uk" if not figure.explanation_uk else "explanation_en",
                code="part",
            )
    if any(found.key not in acknowledged for found in brought_by(figure)):
        raise Refused(
            _("Це число суперечить сказаному раніше. Прочитайте кожну суперечність і позначте, що бачили її."),
            code="findings",
        )


def keep_explanations(figure: Figure, *, by: User, now: datetime) -> None:
    """The explanation of a published figure answers the contradictions it brought, under the key of its statement."""
    if not (figure.statement and figure.explanation_uk and figure.explanation_en):
        return
    for found in findings(figure.statement):
        if found.is_open:
            explain(found, figure.explanation, by=by, now=now)
