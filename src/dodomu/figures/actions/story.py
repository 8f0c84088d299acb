"""The texts of 25 July 2024, to replay: loaded into the documents of the public record as their versions."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dodomu.access.models import User
from dodomu.figures.actions.documents import keep_version
from dodomu.figures.actions.mentions import confirm
from dodomu.figures.models import Document, Statement
from dodomu.figures.queries.wrong import wrong_of
from dodomu.reference.story_755 import DAY, STORY


@transaction.atomic
def load_story(*, by: User, now: datetime) -> int:
    """Gives the five pages of the story their texts, kept whole because they are ours; again it adds nothing.

    Their numbers are confirmed by the press officer of the demo, and those that end in a mended request prove it.
    """
    added = 0
    for one in STORY:
        statement = Statement.objects.select_related("document").get(key=one.statement)
        document = statement.document
        if document is None or document.versions.filter(mentions__statement=statement).exists():
            continue
        if one.title not in ("", document.title):
            Document.objects.filter(pk=document.pk).update(title=one.title)
        if any(version.length == len(one.text) for version in document.versions.all()):
            continue
        version = keep_version(document, one.text, seen_on=DAY, keeps_text=True, by=by, now=now)
        for mention in version.mentions.filter(status="asserted"):
            confirm(mention, by=by, now=now)
        for request in document.requests.filter(state="mended", proof=None).select_related("correction__statement"):
            wrong = wrong_of(request.correction)
            if wrong is not None and statement.what != wrong.what:
                document.requests.filter(pk=request.pk).update(proof=version)
        added += 1
    return added
