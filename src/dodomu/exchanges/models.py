"""Exchange rounds as they were announced, and the lists of names matched against the register."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from dodomu.exchanges.states import ARRIVAL, LINE, LIST
from dodomu.people.models import Fact, Person


class Round(models.Model):
    """One exchange, by its official count or uncounted, in one stage or several."""

    ordinal = models.PositiveSmallIntegerField(null=True, unique=True)
    began_on = models.DateField()
    ended_on = models.DateField()
    mediator = models.CharField(max_length=120, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-began_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-began_on", "-id"])]

    def __str__(self) -> str:
        return f"round {self.ordinal or self.began_on}"

    @property
    def occasion(self) -> str:
        """The name of this return for cases and calls."""
        return f"round:{self.pk}"


class Stage(models.Model):
    """What was announced of one day of a round. `announced` NULL with `is_withheld`: kept back, never zero."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="stages")
    on = models.DateField()
    announced = models.PositiveIntegerField(null=True)
    is_withheld = models.BooleanField(default=False)
    in_exchange = models.PositiveIntegerField(null=True)
    outside_exchange = models.PositiveIntegerField(null=True)
    considered_missing = models.PositiveIntegerField(null=True)
    running_total = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "on"], name="one_stage_a_day")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.on}"


class StagePart(models.Model):
    """A part of the announced number, nested as it was said; `count` NULL: named, but not counted."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="parts")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")
    code = models.CharField(max_length=30)
    count = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.code}={self.count}"


class StageSource(models.Model):
    """Where a stage was announced or reported."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="sources")
    url = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stage", "url"], name="one_source_of_stage")]

    def __str__(self) -> str:
        return self.url


class NameList(models.Model):
    """One list of names for a round, as it was received. `turn` grows each time a signing is undone or reopened."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="lists")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="lists")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    encoding = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64)
    columns = models.CharField(max_length=300, blank=True)  # field=column, … as named by the officer
    state = models.CharField(max_length=12, choices=LIST.choices(), default=LIST.start)
    turn = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)  # sealed: why it was last sent back or withdrawn
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "number"], name="one_list_number")]

    def __str__(self) -> str:
        return f"list {self.pk}"

    @property
    def owner(self) -> str:
        """Whose key the lines are sealed with."""
        return f"list:{self.pk}"


class Line(models.Model):
    """One line of a list. What was received is sealed and never changed; the decision stands beside it."""

    list = models.ForeignKey(NameList, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    content = models.TextField()  # sealed JSON: raw text and reading
    state = models.CharField(max_length=14, choices=LINE.choices(), default=LINE.start)
    tag = models.CharField(max_length=8, blank=True)  # one | several | weak | none | conflict; empty: not compared yet
    more = models.PositiveSmallIntegerField(default=0)  # people alike beyond the candidates
    has_uncounted = models.BooleanField(default=False)  # beyond `more` there are others still
    chosen = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # offered in advance, not decided
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="lines")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    held_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    arrival = models.CharField(max_length=12, choices=ARRIVAL.choices(), default=ARRIVAL.start)
    arrival_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    arrival_at = models.DateTimeField(null=True)
    arrival_reason = models.CharField(max_length=300, blank=True)
    handed_over = models.ForeignKey(Fact, models.PROTECT, null=True, related_name="+")
    returned = models.ForeignKey(Fact, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["list", "state"]), models.Index(fields=["list", "arrival"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "number"], name="one_line_number"),
            models.UniqueConstraint(fields=["list", "person"], condition=Q(person__isnull=False), name="one_line_each"),
        ]

    def __str__(self) -> str:
        return f"line {self.list_id}:{self.number}"

    @property
    def is_undecided(self) -> bool:
        """Whether it still waits for its decision, put off or not."""
        return "confirm" in LINE.allowed(self.state)


class Candidate(models.Model):
    """A person offered for a line, with the comparison and the reasons that were shown (sealed JSON)."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    score = models.FloatField()
    strength = models.CharField(max_length=8)
    content = models.TextField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["line", "person"], name="one_candidacy")]

    def __str__(self) -> str:
        return f"{self.line_id}:{self.person_id}"


class Decision(models.Model):
    """One step on a line: who, when, what, what had been shown, by key or click. Rows are added only."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="decisions")
    act = models.CharField(max_length=14)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    how = models.CharField(max_length=5, blank=True)  # key | click
    shown = models.CharField(max_length=300, blank=True)  # person:score:strength of each candidate shown
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.line_id} {self.act}"


class NotMeant(models.Model):
    """A person of whom somebody said: a line with these words does not mean them. Taken back, never deleted.

    `words` is a blind index of what the line says, so that the same line of another list meets the same answer.
    """

    words = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+")
    act = models.CharField(max_length=14)  # reject | none | add_new
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["words", "person"], condition=Q(taken_back_at__isnull=True), name="not_meant_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} not {self.person_id}"


class Signature(models.Model):
    """One of the two signatures under a list; `digest` covers every decision that was signed."""

    list = models.ForeignKey(NameList, models.PROTECT, related_name="signatures")
    turn = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["turn", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "turn", "place"], name="one_signature_a_place"),
            models.UniqueConstraint(fields=["list", "turn", "by"], name="two_different_signers"),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.turn}.{self.place}"


class Measurement(models.Model):
    """How good the matching was found to be on invented lines, on a day: kept, so that a change is seen."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    weights = models.CharField(max_length=16)  # fingerprint of the weights it was made with
    content = models.TextField()  # JSON as text: what `matching.measure` found on ordinary lines and on hard ones

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"measurement {self.pk}"


class Upload(models.Model):
    """A file or pasted text that waits, sealed, between being read and being taken in as a list.

    It is no list yet: nobody but the one who added it sees it, and its key is destroyed with it.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    filename = models.CharField(max_length=200, blank=True)
    is_paste = models.BooleanField(default=False)
    content = models.TextField(blank=True)  # sealed: the bytes as received, in base64

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "at"])]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def owner(self) -> str:
        """Whose key the content is sealed with."""
        return f"upload:{self.pk}"
