"""The families: who is whose relative and with what proof, who is to be told in which order, and what was said."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.families.models.kin import KIN, label
from dodomu.families.models.vocabulary import LANGUAGES, MAY_BE_TOLD, OUTCOMES, PROOFS, WAYS, choices
from dodomu.families.states import CALL, RELATIVE, TELLING
from dodomu.people.models import Person
from dodomu.text import Text


class Relative(models.Model):
    """Somebody who says to be a relative of a person, and what became of that.

    Name, contacts and note are sealed for the owner `person:<pk>`; `phone_mark` is the blind index of the number,
    for exact search. `place` is the order of telling; who is told apart does not wait for the others.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="relatives")
    name = models.TextField()
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    address = models.TextField(blank=True)
    note = models.TextField(blank=True)
    phone_mark = models.CharField(max_length=64, blank=True)
    kin = models.CharField(max_length=20, choices=[(code, kin.label.uk) for code, kin in KIN.items()])
    language = models.CharField(max_length=2, choices=choices(LANGUAGES), default="uk")
    place = models.PositiveSmallIntegerField(default=1)
    is_told_apart = models.BooleanField(default=False)
    may_be_told = models.CharField(max_length=10, choices=choices(MAY_BE_TOLD), default="news")
    family_choice = models.CharField(max_length=10, blank=True)  # what was chosen before the person took over
    state = models.CharField(max_length=15, choices=RELATIVE.choices(), default=RELATIVE.start)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["phone_mark"]),
            models.Index(fields=["state", "entered_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kin} {self.pk}"

    @property
    def owner(self) -> str:
        """Whose key the sealed texts are under."""
        return f"person:{self.person_id}"

    @property
    def kin_label(self) -> Text:
        """The word for the kinship."""
        return label(self.kin)

    @property
    def state_label(self) -> Text:
        """The words for the state of the claim."""
        return RELATIVE.label(self.state)

    @property
    def may_be_told_label(self) -> Text:
        """The words for what this relative may be told."""
        return MAY_BE_TOLD[self.may_be_told]


class OwnChoice(models.Model):
    """From this moment the person says what relatives may be told; ended where the return was not one after all."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="own_choices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(ended_at=None), name="one_own_choice")
        ]

    def __str__(self) -> str:
        return f"own choice {self.pk}"


class Proof(models.Model):
    """A document that shows the kinship, as somebody of ours has seen it. `hint` is the end of its number only."""

    relative = models.ForeignKey(Relative, models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=15, choices=choices(PROOFS))
    hint = models.CharField(max_length=12, blank=True)
    seen_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def kind_label(self) -> Text:
        """The words for the kind of document."""
        return PROOFS[self.kind]


class Telling(models.Model):
    """The duty to tell the family of one person about one event of return; never two for the same event."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tellings")
    occasion = models.CharField(max_length=40)  # such as round:12
    state = models.CharField(max_length=10, choices=TELLING.choices(), default=TELLING.start)
    opened_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)  # why it was withdrawn

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "occasion"], name="one_telling")]
        indexes: ClassVar = [models.Index(fields=["occasion", "state"]), models.Index(fields=["state", "opened_at"])]

    def __str__(self) -> str:
        return f"{self.occasion} {self.person_id}"


class Call(models.Model):
    """One call to one relative about one event: the person first, by voice, and a message only afterwards."""

    telling = models.ForeignKey(Telling, models.PROTECT, related_name="calls")
    relative = models.ForeignKey(Relative, models.PROTECT, related_name="calls")
    state = models.CharField(max_length=12, choices=CALL.choices(), default=CALL.start)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    is_number_wrong = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    turns = models.PositiveIntegerField(default=0)  # grows with every change, so that a page that lay open is noticed

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["telling", "relative"], name="one_call")]
        indexes: ClassVar = [models.Index(fields=["state", "due_at", "id"])]

    def __str__(self) -> str:
        return f"call {self.pk}"

    @property
    def state_label(self) -> Text:
        """The words for the state of the call."""
        return CALL.label(self.state)


class ContactLog(models.Model):
    """One contact with a family, as it went. Rows are added, never changed or deleted (triggers refuse it).

    Second thoughts are a new row that names the one it takes back; `before` is what an undo goes back to.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    relative = models.ForeignKey(Relative, models.PROTECT, null=True, related_name="contacts")
    call = models.ForeignKey(Call, models.PROTECT, null=True, related_name="log")
    way = models.CharField(max_length=10, choices=choices(WAYS), default="phone")
    outcome = models.CharField(max_length=15, choices=choices(OUTCOMES))
    note = models.TextField(blank=True)  # sealed for person:<pk>
    before = models.TextField(default="{}")  # JSON as text: state, due_at, tries of the call before this row
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-id"]), models.Index(fields=["call", "-id"])]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Adds the row; a second save is refused, as the database refuses it."""
        if self.pk is not None:
            raise TypeError("What was said is never changed: take it back by a new row.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refused: the log stays for ever."""
        raise TypeError("What was said is never deleted: take it back by a new row.")

    @property
    def outcome_label(self) -> Text:
        """The words for how it went."""
        return OUTCOMES[self.outcome]

    @property
    def way_label(self) -> Text:
        """The words for the way it went."""
        return WAYS[self.way]
