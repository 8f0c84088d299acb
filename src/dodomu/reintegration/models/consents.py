"""What the person allows: each purpose and each recipient on its own, given and taken back with a date.

From the recorded moment of hand-over these answers, and no longer what the family chose, say what relatives may be
told. Nothing is allowed by silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db import models

from dodomu.reintegration.models.cases import Case
from dodomu.text import Text

USER = settings.AUTH_USER_MODEL


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who might be told or let in: words, which purposes can be asked for, and what kind of matter the asking is."""

    label: Text
    purposes: tuple[str, ...]
    matter: str


PURPOSES: dict[str, Text] = {
    "news": Text("знати про моє повернення", "to know that I came back"),
    "contact": Text("знати, де я і як зі мною зв’язатися", "to know where I am and how to reach me"),
    "details": Text("знати все, що дозволено родині", "to know everything a family may know"),
    "meet": Text("зустрітися зі мною", "to meet me"),
    "publish": Text("назвати моє ім’я або показати мене", "to name me or to show me"),
    "questions": Text("розпитати мене про полон", "to ask me about captivity"),
    "plans": Text("знати моє рішення про подальший шлях", "to know my decision on what comes next"),
}
"""What a consent is for, in the words of the person who gives it."""

RECIPIENTS: dict[str, Recipient] = {
    "relative": Recipient(Text("близька людина", "somebody close"), ("news", "contact", "details"), "contact"),
    "comrades": Recipient(Text("побратими з частини", "comrades of the unit"), ("news", "contact", "meet"), "contact"),
    "command": Recipient(Text("командування", "command"), ("meet", "contact", "plans"), "meeting"),
    "press": Recipient(Text("преса", "press"), ("publish", "meet"), "press"),
    "investigators": Recipient(Text("слідчі", "investigators"), ("questions", "contact"), "questioning"),
    "researchers": Recipient(
        Text("дослідники й правозахисники", "researchers and human rights groups"),
        ("questions", "contact"),
        "interview",
    ),
}

ANSWERS: dict[str, Text] = {
    "given": Text("так", "yes"),
    "refused": Text("ні", "no"),
    "later": Text("поки що ні, спитати пізніше", "not now, ask later"),
    "withdrawn": Text("відкликано", "withdrawn"),
}

LEVELS = ("news", "contact", "details")
"""What a relative may be told, from little to much; each includes the one before."""

LEVEL_WORDS: dict[str, Text] = {
    "news": Text("лише новину про повернення", "only the news of the return"),
    "contact": Text("новину та як зв’язатися", "the news and how to get in touch"),
    "details": Text("усе, що дозволено родині", "everything a family may know"),
    "": Text("нічого", "nothing"),
    "later": Text("поки що нічого, спитати пізніше", "nothing for now, ask later"),
}


def level_of(allowed: frozenset[str]) -> str:
    """The most that a relative may be told by what was allowed; empty where nothing was.

    >>> level_of(frozenset({"news", "contact"})), level_of(frozenset())
    ('contact', '')
    >>> level_of(frozenset({"details"}))
    ''
    """
    found = ""
    for level in LEVELS:
        if level not in allowed:
            break
        found = level
    return found


class Consent(models.Model):
    """One answer of the person about one purpose and one recipient. A change of mind is a new row.

    `recipient_key` names one relative, by the number of the family's own record; 0 where the recipient is no relative.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10)
    recipient = models.CharField(max_length=15)
    recipient_key = models.BigIntegerField(default=0)
    answer = models.CharField(max_length=10)
    on = models.DateField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # the return was not one: another may have answered

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "recipient", "recipient_key", "purpose"])]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class HandOver(models.Model):
    """The moment from which the person's own answers hold and the family's choices no longer do.

    Withdrawn with the case, where the return was not one.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="hand_overs")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(withdrawn_at=None), name="one_hand_over")
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"
