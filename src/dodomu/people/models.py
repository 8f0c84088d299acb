"""The register: people, what was learned about them, from whom; and two projections computed from that."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from dodomu.timeline.statuses import group_of
from dodomu.units.models import Unit


class Place(models.Model):
    """A settlement or region as it is said of a capture or a detention."""

    code = models.CharField(max_length=40, unique=True)
    name_uk = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    closed_on = models.DateField(null=True, blank=True)  # since then it is not offered for new facts

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_en if language.startswith("en") else self.name_uk


class Group(models.Model):
    """A named group with its definition: the same word («Azovites») means different people to different speakers.

    Who belongs to it is a fact about each person (`group:<code>`), with its source and dates, and no list.
    """

    code = models.SlugField(max_length=34, unique=True)  # a fact is about group:<code>, in 40 letters
    name_uk = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    definition_uk = models.TextField()
    definition_en = models.TextField()
    defined_by = models.CharField(max_length=300)
    defined_on = models.DateField(null=True, blank=True)  # since when the definition holds
    closed_on = models.DateField(null=True, blank=True)  # since then nobody new is counted in

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        """The name in a language."""
        return self.name_en if language.startswith("en") else self.name_uk

    def definition(self, language: str) -> str:
        """The definition in a language."""
        return self.definition_en if language.startswith("en") else self.definition_uk


class FormerDefinition(models.Model):
    """How a group was called and defined until a day, and by whom: counts of that time were made with it."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="former_definitions")
    name_uk = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    definition_uk = models.TextField()
    definition_en = models.TextField()
    defined_by = models.CharField(max_length=300)
    defined_on = models.DateField(null=True)
    until_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-until_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.group_id} {self.until_on}"

    def definition(self, language: str) -> str:
        """The definition in a language."""
        return self.definition_en if language.startswith("en") else self.definition_uk


class Source(models.Model):
    """Who said so: a document, a list line, a call, an article. Rows are added, never changed."""

    KINDS: ClassVar = [
        ("unit_report", "донесення частини"),
        ("register", "реєстр зниклих безвісти"),
        ("nib", "Національне інформаційне бюро"),
        ("icrc", "Міжнародний Комітет Червоного Хреста"),
        ("captor", "список іншої сторони"),
        ("letter", "лист"),
        ("call", "дзвінок"),
        ("witness", "свідчення того, хто повернувся"),
        ("video", "відео або фото"),
        ("family", "родина"),
        ("person", "слова самої людини"),
        ("list_line", "рядок списку обміну"),
        ("reception", "запис прийому"),
        ("answer", "відповідь відомства"),
        ("decision", "рішення"),
        ("document", "документ"),
        ("article", "публікація"),
        ("register_entry", "запис у реєстрі Dodomu"),
    ]
    kind = models.CharField(max_length=20, choices=KINDS)
    title = models.CharField(max_length=200, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Person(models.Model):
    """A record of the register. All that is known stands in its facts; a record is never deleted."""

    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number by which people speak of the record."""
        return f"D-{10000 + self.pk}"


class Fact(models.Model):
    """One thing we learned about one person. Rows are added, never changed or deleted (triggers refuse it).

    `value` NULL is a withdrawal: it removes the fact it replaces and does not itself compete.
    `true_from` counts from the first day of its month or year; `learned_on` is when we knew it.
    `recorded_at` is set by the database, for audit only, and answers no question.
    """

    PRECISIONS: ClassVar = [("day", "день"), ("month", "місяць"), ("year", "рік")]
    STANDINGS: ClassVar = [("reported", "повідомлено"), ("confirmed", "підтверджено")]

    seq = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="facts")
    about = models.CharField(max_length=40)
    value = models.CharField(max_length=300, null=True)  # noqa: DJ001 - NULL means withdrawal
    true_from = models.DateField()
    precision = models.CharField(max_length=5, choices=PRECISIONS, default="day")
    learned_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    standing = models.CharField(max_length=9, choices=STANDINGS, default="reported")
    source = models.ForeignKey(Source, models.PROTECT, related_name="facts")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "about"]),
            models.Index(fields=["about", "person"], name="fact_joins", condition=models.Q(about="same_as")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | models.Q(replaces__isnull=False),
                name="withdrawal_names_its_fact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.about}={self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row; a second save is refused, as the database refuses it."""
        if self.pk is not None:
            raise TypeError("A fact is never changed: replace or withdraw it.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: facts stay for ever."""
        raise TypeError("A fact is never deleted: withdraw it.")


class PersonName(models.Model):
    """Every spelling of a name that stands today, with its keys for search. Projection, rebuilt from facts."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    surname = models.CharField(max_length=100)
    given = models.CharField(max_length=100, blank=True)
    patronymic = models.CharField(max_length=100, blank=True)
    surname_key = models.CharField(max_length=64)
    given_key = models.CharField(max_length=64, blank=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["surname_key", "given_key"]),
            models.Index(fields=["given_key", "surname_key"]),
        ]

    def __str__(self) -> str:
        return f"{self.surname} {self.given} {self.patronymic}".strip()


class PersonNow(models.Model):
    """What is known today of each person, ready for lists and pages. Projection, rebuilt from facts.

    A joined record points to the one that speaks for it (`joined_to`) and appears in no list.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="now")
    surname = models.CharField(max_length=100, blank=True)
    given = models.CharField(max_length=100, blank=True)
    patronymic = models.CharField(max_length=100, blank=True)
    sort_key = models.CharField(max_length=300, blank=True)
    call_sign = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    rank = models.CharField(max_length=100, blank=True)
    birth_on = models.DateField(null=True)
    birth_precision = models.CharField(max_length=5, default="day")
    status = models.CharField(max_length=20, blank=True)
    status_since = models.DateField(null=True)
    status_precision = models.CharField(max_length=5, default="day")
    status_standing = models.CharField(max_length=9, blank=True)
    status_source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    status_learned_on = models.DateField(null=True)
    unit_at_capture = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    unit_path = models.CharField(max_length=200, blank=True, db_index=True)  # who may know: unit now, else at capture
    captured_on = models.DateField(null=True)
    captured_at = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    held_at = models.CharField(max_length=300, blank=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=20, blank=True)
    confirmations = models.PositiveSmallIntegerField(default=0)  # independent kinds of source
    # No index of its own: nearly all rows are NULL, and SQLite would take it for the list of all people.
    joined_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="joined", db_index=False)
    last_seq = models.BigIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "person"]),
            models.Index(fields=["status", "joined_to", "sort_key", "person"]),
            models.Index(fields=["birth_on"]),
            models.Index(fields=["joined_to"], name="joined_records", condition=models.Q(joined_to__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.surname} {self.given} {self.patronymic}".strip()

    @property
    def status_group(self) -> str:
        """The group in which the person is counted today."""
        return group_of(self.status)

    @property
    def number(self) -> str:
        """The number by which people speak of the record."""
        return f"D-{10000 + self.person_id}"


class Span(models.Model):
    """An answer about one person as a rectangle of true time × known time. Projection, rebuilt from facts.

    `*_to` is not included; an open end is 9999-12-31. Counting on any two days is one pass over this table.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="spans")
    about = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    standing = models.CharField(max_length=9)
    true_from = models.DateField()
    true_to = models.DateField()
    known_from = models.DateField()
    known_to = models.DateField()
    fact = models.ForeignKey(Fact, models.CASCADE, related_name="+", db_constraint=False, db_index=False)

    class Meta:
        # All that a count reads, so that it never touches the table; spans no longer believed are passed over.
        indexes: ClassVar = [
            models.Index(
                fields=[
                    "about",
                    "known_to",
                    "true_to",
                    "known_from",
                    "true_from",
                    "value",
                    "standing",
                    "person",
                ],
                name="span_count",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.about}={self.value}"


class Proposal(models.Model):
    """An act on the register that needs a second person: a merge, an un-merge, an unexpected status."""

    KINDS: ClassVar = [("merge", "об’єднати"), ("part", "роз’єднати"), ("override", "незвичний статус")]

    kind = models.CharField(max_length=10, choices=KINDS)
    state = models.CharField(max_length=12, default="proposed")
    person = models.ForeignKey(Person, models.PROTECT, related_name="proposals")
    other = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    content = models.TextField(default="{}")  # JSON as text: a CHECK with JSON_VALID clashes with trusted_schema=OFF
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class NotSame(models.Model):
    """A pair that a person looked at and found to be two people; it is not offered again."""

    first = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the smaller id
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="one_not_same"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="not_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}≠{self.second_id}"
