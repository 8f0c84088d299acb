"""Enquiries to departments: about whom, by when, what was done to get the answer, and what it said."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.enquiries.models.vocabulary import KINDS, SUBJECTS, choices
from dodomu.enquiries.states import ENQUIRY
from dodomu.people.models import Fact, Person
from dodomu.text import Text


class Department(models.Model):
    """A body that is asked: where answers are asked for, and how long it usually takes."""

    code = models.SlugField(max_length=40, unique=True)
    name_uk = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices(KINDS))
    email = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    working_days = models.PositiveSmallIntegerField(default=10)
    term_source = models.CharField(max_length=300, blank=True)  # the act that sets the term
    is_asked = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name_uk", "id"])]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_en if language.startswith("en") else self.name_uk

    @property
    def kind_label(self) -> Text:
        """The words for the kind of department."""
        return KINDS[self.kind]


class Enquiry(models.Model):
    """One question to one department about one or many people.

    `text` is sealed: for `person:<pk>` when it is about one, for `enquiry:<pk>` when about many. `due_on` is always
    counted from `asked_on` by `terms.count` over `working_days` and the days of the extensions; of a draft it says
    when the answer would be due if it were sent on the day it was written.
    """

    department = models.ForeignKey(Department, models.PROTECT, related_name="enquiries")
    subject = models.CharField(max_length=20, choices=choices(SUBJECTS))
    text = models.TextField()
    owner = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=60, blank=True)  # our outgoing number
    state = models.CharField(max_length=10, choices=ENQUIRY.choices(), default=ENQUIRY.start)
    asked_on = models.DateField()
    working_days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)  # why it was withdrawn
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on", "id"]),
            models.Index(fields=["due_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number by which people speak of it."""
        return f"Q-{1000 + self.pk}"

    @property
    def state_label(self) -> Text:
        """The words for the state."""
        return ENQUIRY.label(self.state)

    @property
    def subject_label(self) -> Text:
        """The words for what is asked."""
        return SUBJECTS[self.subject]


class Asked(models.Model):
    """One person an enquiry is about."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="asked")
    person = models.ForeignKey(Person, models.PROTECT, related_name="enquiries")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["enquiry", "person"], name="one_asked")]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.person_id}"


class Extension(models.Model):
    """More days for the department, with the reason it gave."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="extensions")
    working_days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    due_before_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enquiry_id} +{self.working_days}"


class Reminder(models.Model):
    """One reminder to the department; `notice` is the message in the outbox that carries it (0: by other means)."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField()
    notice = models.BigIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["enquiry", "number"], name="one_reminder")]

    def __str__(self) -> str:
        return f"{self.enquiry_id} #{self.number}"


class Answer(models.Model):
    """What a department answered. `text` is sealed like the question."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="answers")
    dated_on = models.DateField()
    reference = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.dated_on}"


class Learned(models.Model):
    """A fact of the register that an answer became."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="learned")
    fact = models.OneToOneField(Fact, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.answer_id} {self.fact_id}"
