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

    def open(self, login: str, *, name: str, password: str | None) -> User:
        """A new account; the password is kept as an Argon2 hash only (None: nobody can sign in with any)."""
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
    one_time_until = models.DateTimeField(null=True, blank=True)  # set: the password is for one sign-in, until then
    stands_in_until = models.DateField(null=True, blank=True)  # the last day on which it stands in for anybody

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


class Standing(models.Manager["Conflict"]):
    """The conflicts that bar today: no reader of the table can forget to leave the ended ones out."""

    def get_queryset(self) -> models.QuerySet[Conflict]:
        """Those that nobody has ended."""
        return super().get_queryset().filter(ended_at=None)


class Conflict(models.Model):
    """A person whom an account must never open: its own record, or that of somebody close to it.

    `objects` are those that stand; `every` has the ended ones too. `end_reason` is sealed.
    """

    WHY: ClassVar = [("self", "self"), ("relative", "relative"), ("friend", "friend"), ("comrade", "comrade")]

    user = models.ForeignKey(User, models.CASCADE, related_name="conflicts")
    person = models.BigIntegerField()
    why = models.CharField(max_length=20, choices=WHY)
    declared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    objects: ClassVar[Standing] = Standing()
    every: ClassVar[models.Manager[Conflict]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "person"], condition=Q(ended_at=None), name="one_conflict")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.person}"


class Deputy(models.Model):
    """Days, the last one too, on which one account stands in for another and works on the cases of that one."""

    absent = models.ForeignKey(User, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="stands_in")
    from_on = models.DateField()
    until_on = models.DateField()
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # before its last day
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="deputy_in_order"),
            models.CheckConstraint(condition=~Q(absent=models.F("deputy")), name="deputy_is_another"),
        ]
        indexes: ClassVar = [models.Index(fields=["deputy", "until_on"])]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.absent_id}"


class AccountChange(models.Model):
    """Something that gives an account more than it has, and so waits for a second administrator.

    A role; a closed account opened again; a one-time password. `half` is the sealed first half of that password,
    kept until the second one is made: neither administrator ever knows the whole.
    """

    KINDS: ClassVar = [("role", "роль"), ("reopen", "відкрити знову"), ("password", "одноразовий пароль")]

    account = models.ForeignKey(User, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=KINDS)
    role = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, default="proposed")
    half = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "account"], name="change_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"


class VaultKey(models.Model):
    """The key of one owner's texts, wrapped by the master key. Destroyed, the texts are gone for ever."""

    owner = models.CharField(max_length=40, unique=True)
    wrapped = models.CharField(max_length=200, null=True)  # noqa: DJ001 - NULL means destroyed
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.owner
