"""What a number counts."""

from __future__ import annotations

from itertools import zip_longest
from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.text import Text

USER = settings.AUTH_USER_MODEL


def _lines(uk: str, en: str) -> list[Text]:
    pairs = zip_longest(uk.strip().splitlines(), en.strip().splitlines(), fillvalue="")
    return [Text(one.strip(), other.strip()) for one, other in pairs]


class Definition(models.Model):
    """What a number counts, in words and as a question to the register. Never edited: a new version is added.

    `includes` and `excludes` hold one line for each group. Without `status` the register cannot count it here; the
    number then comes from its source alone.
    """

    slug = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    name_uk = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    counted_uk = models.TextField()
    counted_en = models.TextField()
    includes_uk = models.TextField(blank=True)
    includes_en = models.TextField(blank=True)
    excludes_uk = models.TextField(blank=True)
    excludes_en = models.TextField(blank=True)
    counting_rule = models.CharField(max_length=10, default="people")
    source_uk = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)
    what = models.CharField(max_length=20)
    side = models.CharField(max_length=10, default="ukrainian")
    unit = models.CharField(max_length=10, default="people")
    population = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, default="any")
    scope = models.CharField(max_length=10, default="cumulative")
    part_of = models.CharField(max_length=600, blank=True)  # slugs of the wholes, with a space between
    status = models.CharField(max_length=20, blank=True)
    unit_code = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=34, blank=True)
    is_confirmed_only = models.BooleanField(default=True)
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["slug", "version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "version"], name="one_definition_version")]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"

    @property
    def name(self) -> Text:
        """The heading of its page."""
        return Text(self.name_uk, self.name_en)

    @property
    def counted(self) -> Text:
        """What exactly is counted, and what is not."""
        return Text(self.counted_uk, self.counted_en)

    @property
    def includes(self) -> list[Text]:
        """Who is in the number, a line each."""
        return _lines(self.includes_uk, self.includes_en)

    @property
    def excludes(self) -> list[Text]:
        """Who is not, a line each."""
        return _lines(self.excludes_uk, self.excludes_en)

    @property
    def wholes(self) -> list[str]:
        """The definitions that it is a part of, by slug."""
        return self.part_of.split()

    @property
    def source(self) -> Text:
        """Where its numbers come from."""
        return Text(self.source_uk, self.source_en)

    @property
    def counts_released(self) -> bool:
        """Whether it speaks of people who are back: only such numbers are public without a further approval."""
        return self.what == "released"
