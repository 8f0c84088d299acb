"""Who works here, as what, for which unit, and on which cases."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from dodomu.access.roles import ROLES
from dodomu.units.models import Unit


class Accounts(BaseUserManager["User"]):
    """Makes accounts with a hashed password."""

    def open(self, login: str, *, name: str, password: str) -> User:
        """A new account; the password is kept as an Argon2 hash only."""
        user = self.model(login=self.model.normalize_username(login), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account of one person. What it may do follows from its memberships and grants alone."""

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="uk")
    theme = models.CharField(max_length=10, default="auto")
    keys_on = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def shown_name(self, language: str) -> str:
        """The name in the reader's script."""
        return self.name_en if language.startswith("en") and self.name_en else self.name


class Membership(models.Model):
    """A role that an account holds for a unit and everything below it (no unit: for the whole service)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "until_at"])]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.role}"


class Grant(models.Model):
    """One record that one account may work on, and why: an assignment, a list, a case.

    `kind` and `key` name the record without a foreign key, because access lies below the rooms.
    A grant is ended, never deleted.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=20)  # person | round
    key = models.BigIntegerField()
    why = models.CharField(max_length=80)  # such as case:12 or list:3
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "kind", "key"]), models.Index(fields=["why"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind", "key", "why"], condition=Q(until_at=None), name="one_open_grant"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.kind}:{self.key}"


class Conflict(models.Model):
    """A person whom an account must never open: its own record, or a relative's."""

    user = models.ForeignKey(User, models.CASCADE, related_name="conflicts")
    person = models.BigIntegerField()
    why = models.CharField(max_length=20, choices=[("self", "self"), ("relative", "relative")])

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "person"], name="one_conflict")]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.person}"


class VaultKey(models.Model):
    """The key of one owner's texts, wrapped by the master key. Destroyed, the texts are gone for ever."""

    owner = models.CharField(max_length=40, unique=True)
    wrapped = models.CharField(max_length=200, null=True)  # noqa: DJ001 - NULL means destroyed
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.owner
