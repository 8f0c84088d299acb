"""Published numbers: what they count, what was said when, who repeats it, what was wrong and who was told."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from dodomu.figures.models.corrections import Correction, Request
from dodomu.figures.models.definitions import Definition
from dodomu.figures.models.documents import Citation, Document, DocumentVersion, Mention
from dodomu.figures.models.findings import Explained
from dodomu.figures.states import FIGURE
from dodomu.text import Text

__all__ = [
    "Citation",
    "Correction",
    "Definition",
    "Document",
    "DocumentVersion",
    "Explained",
    "Figure",
    "Mention",
    "Outlet",
    "Request",
    "Statement",
]

USER = settings.AUTH_USER_MODEL


class Outlet(models.Model):
    """Who publishes statements: a newspaper, an agency, an office. The address is that of its editors."""

    name = models.CharField(max_length=120, unique=True)
    email = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """One text that states a number: who said it, where, when, whom it repeats and whom it puts right.

    `value` NULL with the comparator `withheld`: said to be kept back, which is never zero.
    """

    key = models.SlugField(max_length=80, unique=True)
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="statements")
    stated_on = models.DateField()
    stated_precision = models.CharField(max_length=5, default="day")
    as_of = models.DateField()
    as_of_precision = models.CharField(max_length=5, default="day")
    value = models.PositiveIntegerField(null=True)
    value_high = models.PositiveIntegerField(null=True)
    comparator = models.CharField(max_length=10, default="exact")
    unit = models.CharField(max_length=10, default="people")
    what = models.CharField(max_length=20)
    population = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, default="any")
    scope = models.CharField(max_length=10)
    speaker = models.CharField(max_length=120, blank=True)
    speaker_office = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=3)
    source_url = models.CharField(max_length=500)
    status = models.CharField(max_length=20, default="asserted")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    quotes: models.ManyToManyField[Statement, Citation] = models.ManyToManyField(
        "self", through=Citation, through_fields=("quoting", "quoted"), symmetrical=False, related_name="quoted_by"
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="statements")
    note = models.TextField(blank=True)
    noted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-stated_on", "-id"]), models.Index(fields=["value", "what"])]

    def __str__(self) -> str:
        return self.key

    @property
    def is_web_page(self) -> bool:
        """Whether the source is an address that can be opened; `ref:` names an outlet and a number alone."""
        return self.source_url.startswith(("https://", "http://"))


class Figure(models.Model):
    """A definition as of one date: the number that we say, frozen with the place in the log it was counted at.

    `number` counts the published versions under one slug and is given at publication. `replaces` with
    `replaces_as` tells a revision (a better number) from a correction (a mistake was mended). `is_suppressed`: it
    is published without its number, which beside others would single out a handful of people. `acknowledged` are
    the keys of the findings that its author has seen and holds the number against. Before `embargo_until` it is
    signed, numbered and unknown to the public by any door.
    """

    definition = models.ForeignKey(Definition, models.PROTECT, related_name="figures")
    slug = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField(null=True)
    as_of = models.DateField()
    as_of_precision = models.CharField(max_length=5, default="day")
    period_from = models.DateField(null=True)  # counted from this day to `as_of`, not since ever
    true_on = models.DateField()
    known_on = models.DateField()
    last_seq = models.BigIntegerField(default=0)
    computed = models.PositiveIntegerField(null=True)
    value = models.PositiveIntegerField(null=True)
    value_high = models.PositiveIntegerField(null=True)
    comparator = models.CharField(max_length=10, default="exact")
    is_provisional = models.BooleanField(default=False)
    is_suppressed = models.BooleanField(default=False)
    withheld_uk = models.TextField(blank=True)
    withheld_en = models.TextField(blank=True)
    embargo_until = models.DateTimeField(null=True)
    acknowledged = models.TextField(blank=True)  # keys of findings, with a space between
    explanation_uk = models.TextField(blank=True)
    explanation_en = models.TextField(blank=True)
    sentence_uk = models.TextField(blank=True)
    sentence_en = models.TextField(blank=True)
    speaker_uk = models.CharField(max_length=120, blank=True)
    speaker_en = models.CharField(max_length=120, blank=True)
    office_uk = models.CharField(max_length=160, blank=True)
    office_en = models.CharField(max_length=160, blank=True)
    outlet = models.CharField(max_length=120, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    stated_on = models.DateField(null=True)
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="figures")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    replaces_as = models.CharField(max_length=10, blank=True)
    is_from_record = models.BooleanField(default=False)  # said before this register began, loaded from what was public
    state = models.CharField(max_length=10, choices=FIGURE.choices(), default=FIGURE.start)
    drafted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    held_approved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    held_approved_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason_uk = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "-as_of"]), models.Index(fields=["-drafted_at", "-id"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "number"], condition=~Q(number=None), name="one_figure_number"),
            models.UniqueConstraint(
                fields=["slug", "as_of", "as_of_precision"],
                condition=Q(state="published", period_from=None),
                name="one_figure_a_date",
            ),
            models.UniqueConstraint(
                fields=["slug", "period_from", "as_of", "as_of_precision"],
                condition=Q(state="published", period_from__isnull=False),
                name="one_figure_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.number or 'draft'}"

    @property
    def state_word(self) -> Text:
        """Its state in words."""
        return FIGURE.label(self.state)

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may be done to it now, by the table of states."""
        return FIGURE.allowed(self.state)

    @property
    def sentence(self) -> Text:
        """The number as a whole sentence."""
        return Text(self.sentence_uk, self.sentence_en)

    @property
    def explanation(self) -> Text:
        """Why the number said differs from the number counted."""
        return Text(self.explanation_uk, self.explanation_en)

    @property
    def speaker(self) -> Text:
        """Who says it."""
        return Text(self.speaker_uk, self.speaker_en)

    @property
    def office(self) -> Text:
        """As what."""
        return Text(self.office_uk, self.office_en)

    @property
    def reason(self) -> Text:
        """Why it was withdrawn."""
        return Text(self.reason_uk, self.reason_en)

    @property
    def withheld(self) -> Text:
        """Why its number is kept back, for everybody to read."""
        return Text(self.withheld_uk, self.withheld_en)

    def is_under_embargo(self, now: datetime) -> bool:
        """Whether the public may not know of it yet."""
        return self.embargo_until is not None and now < self.embargo_until

    @property
    def what(self) -> str:
        """What it counts, for the sentence."""
        return self.definition.what

    @property
    def population(self) -> str:
        """Whom it counts, for the sentence."""
        return self.definition.population

    @property
    def scope(self) -> str:
        """Over which time it counts, for the sentence."""
        return self.definition.scope

    @property
    def is_shown_in_public(self) -> bool:
        """Whether it may stand on a public page: of people who are back, or approved a second time."""
        return self.number is not None and (self.definition.counts_released or self.held_approved_by_id is not None)
