"""What was wrong in a published number, and every document that is asked to mend it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from dodomu.figures.models.documents import Document, DocumentVersion
from dodomu.figures.states import CORRECTION, REQUEST
from dodomu.notices.models import Notice
from dodomu.text import Text

USER = settings.AUTH_USER_MODEL


class Correction(models.Model):
    """What was wrong in a figure or a statement: the field, what it said, what is right, why, since when.

    A correction mends a mistake; a revision gives a better number: two kinds, never one «edited» flag.
    """

    figure = models.ForeignKey("figures.Figure", models.PROTECT, null=True, related_name="corrections")
    statement = models.ForeignKey("figures.Statement", models.PROTECT, null=True, related_name="corrections")
    kind = models.CharField(max_length=10, default="correction")
    field = models.CharField(max_length=12)
    was_uk = models.TextField()
    was_en = models.TextField()
    correct_uk = models.TextField()
    correct_en = models.TextField()
    why_uk = models.TextField()
    why_en = models.TextField()
    wrong_since_on = models.DateField()
    is_substantial = models.BooleanField(default=True)
    right_figure = models.ForeignKey("figures.Figure", models.PROTECT, null=True, related_name="settles")
    right_statement = models.ForeignKey("figures.Statement", models.PROTECT, null=True, related_name="settles")
    is_from_record = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CORRECTION.choices(), default=CORRECTION.start)
    drafted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "-issued_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(figure__isnull=False, statement__isnull=True)
                | Q(figure__isnull=True, statement__isnull=False),
                name="corrects_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk}"

    @property
    def state_word(self) -> Text:
        """Its state in words."""
        return CORRECTION.label(self.state)

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may be done to it now, by the table of states."""
        return CORRECTION.allowed(self.state)

    @property
    def was(self) -> Text:
        """The wrong sentence."""
        return Text(self.was_uk, self.was_en)

    @property
    def correct(self) -> Text:
        """The right sentence."""
        return Text(self.correct_uk, self.correct_en)

    @property
    def why(self) -> Text:
        """How it came about, and who mended it."""
        return Text(self.why_uk, self.why_en)


class Request(models.Model):
    """One document that carries what was wrong, itself or after another, and whether it has been mended.

    `statement` is where the document says it; `via` the statement that it repeats; `distance` counts the steps to the
    wrong one, 0 for the document of the mistake itself. `proof` is the version of the text that no longer says it;
    `returned_on` the last day on which a mended text was seen to say it again.
    """

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="requests")
    document = models.ForeignKey(Document, models.PROTECT, related_name="requests")
    statement = models.ForeignKey("figures.Statement", models.PROTECT, related_name="requests")
    via = models.ForeignKey("figures.Statement", models.PROTECT, null=True, related_name="+")
    distance = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=REQUEST.choices(), default=REQUEST.start)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+")
    told_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)  # letters written: each address has a letter of its own
    reminders = models.PositiveSmallIntegerField(default=0)
    remind_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    mended_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    proof = models.ForeignKey(DocumentVersion, models.PROTECT, null=True, related_name="+")
    proof_url = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "id"]),
            models.Index(fields=["remind_on"], condition=Q(remind_on__isnull=False), name="request_to_remind"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["correction", "document"], name="one_request_for_a_document")
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def state_word(self) -> Text:
        """Its state in words."""
        return REQUEST.label(self.state)

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may be done to it now, by the table of states."""
        return REQUEST.allowed(self.state)
