"""What others published: each document, the versions its text had, what was found in them, and who quotes whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dodomu.text import Text

USER = settings.AUTH_USER_MODEL
MENTION_STATES: dict[str, Text] = {
    "found": Text("ще не переглянуто", "not looked at yet"),
    "confirmed": Text("так і сказано", "it says so"),
    "rejected": Text("не про це", "not meant"),
}


class Document(models.Model):
    """One publication at one address in one language: a translation, or the same text elsewhere, is another one."""

    outlet = models.ForeignKey("figures.Outlet", models.PROTECT, related_name="documents")
    url = models.CharField(max_length=500)
    language = models.CharField(max_length=3)
    title = models.CharField(max_length=300, blank=True)
    published_on = models.DateField()
    published_precision = models.CharField(max_length=5, default="day")
    came_by = models.CharField(max_length=10, default="hand")
    noted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-published_on", "-id"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["url", "language", "outlet"], name="one_document_an_address")
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_web_page(self) -> bool:
        """Whether its address can be opened; `ref:` names an outlet and a number alone."""
        return self.url.startswith(("https://", "http://"))


class DocumentVersion(models.Model):
    """The text of a document as somebody saw it on a day, known by the hash of its contents.

    `text` is sealed, and there only where somebody chose to keep it; otherwise the spans of its mentions are all that
    is left of it. `is_read_by_person`: the program cannot read this language, a person said what it says.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    length = models.PositiveIntegerField(default=0)
    seen_on = models.DateField()
    reader = models.CharField(max_length=20)
    is_read_by_person = models.BooleanField(default=False)
    read_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["document", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="one_version_number")]

    def __str__(self) -> str:
        return f"document {self.document_id}, version {self.number}"


class Mention(models.Model):
    """One number that a version of a text gives, as the reader understood it, and what a person said of that.

    `statement` is the statement of the document that it became when a person confirmed it. The words of the fields
    are those of `dodomu.claims`.
    """

    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="mentions")
    start = models.PositiveIntegerField()
    span = models.CharField(max_length=300)
    value = models.PositiveIntegerField()
    value_high = models.PositiveIntegerField(null=True)
    comparator = models.CharField(max_length=10)
    what = models.CharField(max_length=20)
    population = models.CharField(max_length=60)
    side = models.CharField(max_length=10)
    as_of = models.CharField(max_length=24, blank=True)
    scope = models.CharField(max_length=16)
    status = models.CharField(max_length=10)
    speaker = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, default="found")
    statement = models.ForeignKey("figures.Statement", models.PROTECT, null=True, related_name="mentions")
    confirmed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["version", "start", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "id"])]

    def __str__(self) -> str:
        return f"mention {self.pk}"

    @property
    def state_word(self) -> Text:
        """What a person said of it, in words."""
        return MENTION_STATES[self.state]

    @property
    def says(self) -> tuple[int, int | None, str, str, str]:
        """What decides whether two versions say the same: number, meaning, group, and whether it still stands."""
        return self.value, self.value_high, self.what, self.population, self.status


class Citation(models.Model):
    """One statement that repeats another: agency after commander, newspaper after agency, translation after it.

    A text may have several sources, and texts may quote each other in a circle.
    """

    quoting = models.ForeignKey("figures.Statement", models.PROTECT, related_name="citations")
    quoted = models.ForeignKey("figures.Statement", models.PROTECT, related_name="cited_by")
    noted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quoting", "quoted"], name="one_citation"),
            models.CheckConstraint(condition=~Q(quoting=F("quoted")), name="nobody_quotes_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.quoting_id} quotes {self.quoted_id}"
