"""Figures and corrections in the words of schema.org: Claim, ClaimReview, CorrectionComment, Dataset.

The vocabulary has no word for «told» and «mended»; these stay on the pages and in the plain JSON.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dodomu.figures.models import Correction, Statement
from dodomu.figures.models.vocabulary import LEAD
from dodomu.figures.queries.public import Shown, current_of

CONTEXT = "https://schema.org"
PUBLISHER = {"@type": "Organization", "name": "Додому", "alternateName": "Dodomu"}


def figure(request: HttpRequest, found: list[Shown], corrections: list[Correction]) -> dict[str, Any]:
    """A figure as a dataset of claims, one for each version."""
    definition = found[0].definition
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "url": request.build_absolute_uri(reverse("figure", args=[definition.slug])),
        "name": [_in("uk", definition.name_uk), _in("en", definition.name_en)],
        "description": [_in("uk", definition.counted_uk), _in("en", definition.counted_en)],
        "version": current_of(found).figure.number,
        "publisher": PUBLISHER,
        "correctionsPolicy": request.build_absolute_uri(reverse("how-we-count")),
        "hasPart": [_claim(request, one) for one in found],
        "correction": [correction_comment(request, each) for each in corrections],
    }


def _claim(request: HttpRequest, one: Shown) -> dict[str, Any]:
    row = one.figure
    claim: dict[str, Any] = {
        "@type": "Claim",
        "url": request.build_absolute_uri(reverse("figure-version", args=[row.slug, row.number])),
        "text": [_in("uk", one.sentence.uk), _in("en", one.sentence.en)],
        "temporalCoverage": _partial(row.as_of.isoformat(), row.as_of_precision),
        "creativeWorkStatus": row.state,
        "author": {"@type": "Person", "name": row.speaker_en, "jobTitle": row.office_en},
        "datePublished": row.published_on.isoformat() if row.published_on else None,
    }
    if row.source_url.startswith("https://"):
        claim["isBasedOn"] = row.source_url
    return claim


def correction_comment(request: HttpRequest, correction: Correction) -> dict[str, Any]:
    """A correction as a comment on what it corrects."""
    lead = LEAD[correction.field]
    return {
        "@type": "CorrectionComment",
        "url": request.build_absolute_uri(reverse("correction", args=[correction.pk])),
        "datePublished": correction.issued_on.isoformat() if correction.issued_on else None,
        "text": [
            _in("uk", f"{lead.uk} Було: {correction.was_uk}. Правильно: {correction.correct_uk}. {correction.why_uk}"),
            _in("en", f"{lead.en} Was: {correction.was_en}. Correct: {correction.correct_en}. {correction.why_en}"),
        ],
    }


def claim_review(request: HttpRequest, correction: Correction) -> dict[str, Any]:
    """A correction as the review of the wrong claim, with every text it is known to appear in."""
    lead = LEAD[correction.field]
    wrong = correction.statement or (correction.figure.statement if correction.figure else None)
    item: dict[str, Any] = {"@type": "Claim", "name": [_in("uk", correction.was_uk), _in("en", correction.was_en)]}
    if wrong is not None:
        item["firstAppearance"] = _document(wrong)
        item["datePublished"] = wrong.stated_on.isoformat()
        if wrong.speaker:
            item["author"] = {"@type": "Person", "name": wrong.speaker, "jobTitle": wrong.speaker_office}
    item["appearance"] = [_document(each.statement) for each in correction.requests.all()]
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": request.build_absolute_uri(reverse("correction", args=[correction.pk])),
        "claimReviewed": correction.was_uk,
        "inLanguage": "uk",
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": lead.uk,
        },
        "reviewBody": [
            _in("uk", f"Правильно: {correction.correct_uk}. {correction.why_uk}"),
            _in("en", f"Correct: {correction.correct_en}. {correction.why_en}"),
        ],
        "datePublished": correction.issued_on.isoformat() if correction.issued_on else None,
        "author": PUBLISHER,
    }


def plain_correction(request: HttpRequest, correction: Correction) -> dict[str, Any]:
    """A correction for programs that want no vocabulary: with who was told, and how far each has come."""
    return {
        "id": correction.pk,
        "url": request.build_absolute_uri(reverse("correction", args=[correction.pk])),
        "kind": correction.kind,
        "field": correction.field,
        "was": {"uk": correction.was_uk, "en": correction.was_en},
        "correct": {"uk": correction.correct_uk, "en": correction.correct_en},
        "why": {"uk": correction.why_uk, "en": correction.why_en},
        "wrong_since_on": correction.wrong_since_on.isoformat(),
        "issued_on": correction.issued_on.isoformat() if correction.issued_on else None,
        "is_substantial": correction.is_substantial,
        "quoted_by": [
            {
                "outlet": each.statement.outlet.name,
                "url": each.statement.source_url,
                "language": each.statement.language,
                "steps": each.distance,
                "state": each.state,
            }
            for each in correction.requests.all()
        ],
    }


def _document(statement: Statement) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@type": "CreativeWork",
        "inLanguage": statement.language,
        "publisher": {"@type": "Organization", "name": statement.outlet.name},
    }
    if statement.is_web_page:
        document["url"] = statement.source_url
    return document


def _in(language: str, text: str) -> dict[str, str]:
    return {"@language": language, "@value": text}


def _partial(iso: str, precision: str) -> str:
    return iso[: {"year": 4, "month": 7}.get(precision, 10)]
