"""Letters to offices: the letterhead of a service, the letter as it was made, and words that somebody wrote by hand."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.people.models import Person
from dodomu.reintegration.models.cases import Case
from dodomu.reintegration.models.documents import Document
from dodomu.units.models import Unit

USER = settings.AUTH_USER_MODEL


class Letterhead(models.Model):
    """What stands on top of the letters of a unit and of all below it, and who signs. The newest row counts."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    names = models.TextField()  # one line each, from the highest authority down
    address = models.CharField(max_length=200, blank=True)
    contacts = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=8, blank=True)
    signer_post = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=120)
    index = models.CharField(max_length=20, blank=True)  # stands before the running number of outgoing mail
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "-id"], name="letterhead_newest")]

    def __str__(self) -> str:
        return f"letterhead {self.pk}"


class LetterBatch(models.Model):
    """Letters asked for at once: for the people of an event of return, for some documents."""

    occasion = models.CharField(max_length=40)
    kinds = models.TextField()  # the kinds of document, one a line
    dated_on = models.DateField()
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["asked_by", "-id"], name="letter_batches_of")]

    def __str__(self) -> str:
        return f"letters {self.pk}"


class Letter(models.Model):
    """A letter as it was made; `content` (every word on the sheet) and `pdf` are sealed under the person's key.

    `running` counts the outgoing mail of a letterhead's unit in a year; a number given by hand has none.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    document = models.ForeignKey(Document, models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    running = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=40)
    dated_on = models.DateField()
    content = models.TextField()
    pdf = models.BinaryField(default=b"")  # the sheet as it was made, sealed like its words
    batch = models.ForeignKey(LetterBatch, models.PROTECT, null=True, related_name="letters")
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "running"], name="one_outgoing_number"),
            models.UniqueConstraint(fields=["batch", "document"], name="one_letter_of_a_batch"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-id"], name="letters_of_case")]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class WordByHand(models.Model):
    """A word of a person's name, rank or post in one case (`surname.dative`), as somebody wrote it; sealed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    word = models.CharField(max_length=30)
    text = models.TextField()
    written_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "word"], name="one_word_by_hand")]

    def __str__(self) -> str:
        return f"word {self.pk}"
