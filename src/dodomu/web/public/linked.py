"""Figures and corrections in the words of schema.org: Claim, ClaimReview, CorrectionComment, Dataset.

The vocabulary has no word for «told» and «mended»; these stay on the pages and in the plain JSON.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dodomu.figures.models import Correction, Definition, Statement
from dodomu.figures.models.vocabulary import CHANNEL, LEAD, SCOPE, WHAT
from dodomu.figures.queries.public import Shown, current_of, named_requests
from dodomu.figures.queries.wrong import wrong_statement
from dodomu.text import Text

CONTEXT = "https://schema.org"


def publisher(request: HttpRequest) -> dict[str, Any]:
    """Who publishes, and by which rules a mistake is mended."""
    return {
        "@type": "Organization",
        "@id": request.build_absolute_uri(reverse("home")) + "#publisher",
        "name": "Додому",
        "alternateName": "Dodomu",
        "url": request.build_absolute_uri(reverse("home")),
        "correctionsPolicy": request.build_absolute_uri(reverse("how-we-count")),
    }


def figure(request: HttpRequest, found: list[Shown], corrections: list[Correction]) -> dict[str, Any]:
    """A figure as a dataset of claims, one for each version."""
    definition, current = found[0].definition, current_of(found)
    dates = sorted(one.figure.as_of.isoformat() for one in found)
    published = [one.figure.published_on.isoformat() for one in found if one.figure.published_on]
    changed = [*published, *(each.issued_on.isoformat() for each in corrections if each.issued_on)]
    about = [WHAT[definition.what], CHANNEL[definition.channel], SCOPE[definition.scope]]
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": request.build_absolute_uri(reverse("figure", args=[definition.slug])),
        "url": request.build_absolute_uri(reverse("figure", args=[definition.slug])),
        "identifier": definition.slug,
        "name": _both(definition.name),
        "description": _both(definition.counted),
        "keywords": [word for each in about for word in _both(each)],
        "version": current.figure.number,
        "temporalCoverage": f"{dates[0]}/{dates[-1]}",
        "isAccessibleForFree": True,
        "inLanguage": ["uk", "en"],
        **_dated(published, changed),
        "publisher": publisher(request),
        "variableMeasured": _measured(current),
        "distribution": _distribution(request, definition.slug),
        "hasPart": [_claim(request, one) for one in found],
        "correction": [correction_comment(request, each) for each in corrections],
    }


def _dated(published: list[str], changed: list[str]) -> dict[str, str]:
    return {"datePublished": min(published), "dateModified": max(changed)} if published else {}


def _measured(one: Shown) -> dict[str, Any]:
    """The number of the version that stands; nothing where it is kept back, which is never zero."""
    measured: dict[str, Any] = {
        "@type": "PropertyValue",
        "name": _both(one.definition.name),
        "description": _both(one.sentence),
        "unitText": "people",
    }
    if one.value is None or one.comparator == "withheld":
        return measured
    if one.value_high is not None:
        return measured | {"minValue": one.value, "maxValue": one.value_high}
    if one.comparator in ("more_than", "at_least"):
        return measured | {"minValue": one.value}
    if one.comparator in ("at_most", "almost"):
        return measured | {"maxValue": one.value}
    return measured | {"value": one.value}


def _distribution(request: HttpRequest, slug: str) -> list[dict[str, str]]:
    kinds = {"figure-csv": "text/csv", "figure-json": "application/json", "figure-linked": "application/ld+json"}
    return [
        {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": request.build_absolute_uri(reverse(name, args=[slug])),
        }
        for name, kind in kinds.items()
    ]


def _claim(request: HttpRequest, one: Shown) -> dict[str, Any]:
    row = one.figure
    address = request.build_absolute_uri(reverse("figure-version", args=[row.slug, row.number]))
    claim: dict[str, Any] = {
        "@type": "Claim",
        "@id": address,
        "url": address,
        "text": _both(one.sentence),
        "temporalCoverage": _partial(row.as_of.isoformat(), row.as_of_precision),
        "creativeWorkStatus": row.state,
    }
    if row.speaker_en:
        claim["author"] = {"@type": "Person", "name": row.speaker_en, "jobTitle": row.office_en}
    if row.published_on:
        claim["datePublished"] = row.published_on.isoformat()
    if row.source_url.startswith("https://"):
        claim["isBasedOn"] = row.source_url
    return claim


def correction_comment(request: HttpRequest, correction: Correction) -> dict[str, Any]:
    """A correction as a comment on what it corrects."""
    lead = LEAD[correction.field]
    address = request.build_absolute_uri(reverse("correction", args=[correction.pk]))
    comment: dict[str, Any] = {
        "@type": "CorrectionComment",
        "@id": address + "#comment",
        "url": address,
        "text": [
            _in("uk", f"{lead.uk} Було: {correction.was_uk}. Правильно: {correction.correct_uk}. {correction.why_uk}"),
            _in("en", f"{lead.en} Was: {correction.was_en}. Correct: {correction.correct_en}. {correction.why_en}"),
        ],
    }
    return comment | ({"datePublished": correction.issued_on.isoformat()} if correction.issued_on else {})


def claim_review(request: HttpRequest, correction: Correction) -> dict[str, Any]:
    """A correction as the review of the wrong claim, with every text it is known to appear in."""
    address = request.build_absolute_uri(reverse("correction", args=[correction.pk]))
    review: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "@id": address,
        "url": address,
        "claimReviewed": correction.was_uk,
        "inLanguage": "uk",
        "itemReviewed": _reviewed(correction),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": LEAD[correction.field].uk,
        },
        "reviewBody": [
            _in("uk", f"Правильно: {correction.correct_uk}. {correction.why_uk}"),
            _in("en", f"Correct: {correction.correct_en}. {correction.why_en}"),
        ],
        "author": publisher(request),
    }
    return review | ({"datePublished": correction.issued_on.isoformat()} if correction.issued_on else {})


def _reviewed(correction: Correction) -> dict[str, Any]:
    """The wrong claim: who said it where first, and everywhere it is known to have been repeated."""
    wrong = wrong_statement(correction)
    item: dict[str, Any] = {"@type": "Claim", "name": _both(correction.was)}
    if wrong is not None:
        item["firstAppearance"] = _document(wrong)
        item["datePublished"] = wrong.stated_on.isoformat()
        if wrong.speaker:
            item["author"] = {"@type": "Person", "name": wrong.speaker, "jobTitle": wrong.speaker_office}
    item["appearance"] = [_document(each.statement) for each in named_requests(correction)]
    return item


def list_of_corrections(request: HttpRequest, corrections: list[Correction]) -> dict[str, Any]:
    """The page of corrections: by which policy they are made, and the comments themselves."""
    address = request.build_absolute_uri(reverse("corrections"))
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": _both(Text("Виправлення", "Corrections")),
        "publisher": publisher(request),
        "hasPart": [correction_comment(request, each) for each in corrections],
    }


def catalogue(request: HttpRequest, definitions: list[Definition]) -> dict[str, Any]:
    """The page of data for programs: every figure as a dataset with its files."""
    address = request.build_absolute_uri(reverse("open-data"))
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": address,
        "url": address,
        "name": _both(Text("Дані для програм", "Data for programs")),
        "publisher": publisher(request),
        "dataset": [
            {
                "@type": "Dataset",
                "@id": request.build_absolute_uri(reverse("figure", args=[one.slug])),
                "name": _both(one.name),
                "description": _both(one.counted),
                "distribution": _distribution(request, one.slug),
            }
            for one in definitions
        ],
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
            for each in named_requests(correction)
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


def _both(text: Text) -> list[dict[str, str]]:
    return [_in("uk", text.uk), _in("en", text.en)]


def _in(language: str, text: str) -> dict[str, str]:
    return {"@language": language, "@value": text}


def _partial(iso: str, precision: str) -> str:
    return iso[: {"year": 4, "month": 7}.get(precision, 10)]
