"""Texts of others for the press office: the list, one with its versions, and what changed between two of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from dodomu.access import vault
from dodomu.access.policy import Act, Reader, visible
from dodomu.claims.claim import Claim
from dodomu.claims.populations import is_inside, population_code
from dodomu.errors import NotVisible
from dodomu.figures.models import Document, DocumentVersion, Mention, Request, Statement
from dodomu.figures.queries.wrong import READS, Wrong, repeated, wrong_of


def list_documents(reader: Reader, *, show: str = "") -> QuerySet[Document]:
    """Every document, with how much of it nobody has looked at; `show` narrows to those, or to those to be mended."""
    rows = Document.objects.select_related("outlet").annotate(
        unseen=Count("versions__mentions", filter=Q(versions__mentions__state="found"), distinct=True)
    )
    rows = visible(reader, Act.READ_DRAFT, rows, person=None)
    if show == "unseen":
        rows = rows.filter(unseen__gt=0)
    if show == "wrong":
        open_ones = Request.objects.exclude(state="mended").values("document")
        rows = rows.filter(pk__in=open_ones)
    return rows


def get_document(reader: Reader, pk: int, act: Act = Act.READ_DRAFT) -> Document:
    """One document; NotVisible where there is none."""
    rows = Document.objects.select_related("outlet", "noted_by")
    found = visible(reader, act, rows, person=None).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def get_mention(document: Document, pk: int) -> Mention:
    """One number of a document; NotVisible where there is none."""
    found = Mention.objects.filter(pk=pk, version__document=document).select_related("version__document").first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """One number of a version beside the version before: it stayed, came, or went."""

    mention: Mention
    how: str  # stayed | came | went


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text with its numbers, and those of the version before that are gone."""

    row: DocumentVersion
    changes: list[Change]


def versions(document: Document) -> list[Version]:
    """The versions of a text, the newest first, compared by what they say and not by their letters."""
    rows = list(document.versions.select_related("read_by").prefetch_related("mentions__statement"))
    found = []
    before: list[Mention] = []
    for row in rows:
        mentions = list(row.mentions.all())
        said = {one.says for one in before}
        now_said = {one.says for one in mentions}
        changes = [Change(one, "stayed" if not before or one.says in said else "came") for one in mentions] + [
            Change(one, "went") for one in before if one.says not in now_said
        ]
        found.append(Version(row, changes))
        before = mentions
    return list(reversed(found))


def text_of(version: DocumentVersion) -> str:
    """The words of a version where they were kept; empty where they were not, or their key is gone."""
    try:
        return vault.unseal(version.text, owner=f"document:{version.document_id}", place="document.text")
    except vault.Sealed:
        return ""


def open_requests(document: Document) -> list[Request]:
    """What this document is still asked to mend."""
    rows = document.requests.exclude(state="mended").select_related(
        "document", "correction__statement", "correction__figure__definition"
    )
    return list(rows.order_by("pk"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a new text would do to one request: the numbers in it that repeat the mistake, still or again."""

    request: Request
    wrong: Wrong | None
    still: list[Claim]

    @property
    def has_returned(self) -> bool:
        """Whether the text had been mended and says it again."""
        return self.request.state == "mended"


def readings(document: Document, claims: list[Claim]) -> list[Reading]:
    """For each open request of a document, what a text read just now still says; for a mended one, if it does again."""
    found = []
    rows = document.requests.select_related("document", "correction__statement", "correction__figure__definition")
    for request in rows.order_by("pk"):
        wrong = wrong_of(request.correction)
        one = Reading(request, wrong, repeated(claims, wrong) if wrong else [])
        if one.still or not one.has_returned:
            found.append(one)
    return found


def is_read(document: Document) -> bool:
    """Whether the program finds numbers in the language of a document."""
    return document.language in READS


def sources_offered(mention: Mention) -> list[Statement]:
    """Whom a number may repeat: statements of the same number about overlapping people, published no later.

    Meaning is left open on purpose: a text may turn what it repeats into its opposite.
    """
    document = mention.version.document
    rows = (
        Statement.objects.filter(value=mention.value, value_high=mention.value_high)
        .filter(stated_on__lte=mention.version.seen_on)
        .exclude(document=document)
        .select_related("outlet")
        .order_by("-stated_on", "-pk")[:40]
    )
    said = population_code(mention.population)
    return [one for one in rows if is_inside(one.population, said) or is_inside(said, one.population)]
