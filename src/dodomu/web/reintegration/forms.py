"""The forms of the cases: an instant, a task, an appointment, an exception, a document, a talk, a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.access.models import User
from dodomu.reintegration.models.adaptation import Rule
from dodomu.reintegration.models.vocabulary import (
    APPOINTED,
    INFORMED_ABOUT,
    ISSUES,
    MATTERS,
    OPTIONS,
    REASONS,
    RETURN_BASES,
    TASKS,
)
from dodomu.text import Text
from dodomu.web.fields import MomentField
from dodomu.web.forms import DayField, Form, LongText, ReasonField
from dodomu.web.words import language, said

LENGTHS = (30, 60, 90, 120, 240)


def choices_of(words: Mapping[Any, Text], codes: Sequence[Any] | None = None) -> list[tuple[Any, str]]:
    """A vocabulary as choices in the language of the page."""
    return [(code, said(words[code])) for code in (words if codes is None else codes)]


def _people(users: Sequence[User]) -> list[tuple[str, str]]:
    return [("", said(_("виберіть"))), *((str(user.pk), user.shown_name(language())) for user in users)]


class NewTask(Form):
    """A task with its time."""

    kind = forms.ChoiceField(label=_("Що зробити"))
    due_at = MomentField(label=_("Строк"))
    needs_person = forms.BooleanField(label=_("Потрібна сама людина"), required=False)
    note = LongText(label=_("Подробиці"), required=False, rows=2, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of({code: kind.label for code, kind in TASKS.items()})  # type: ignore[attr-defined]


class TaskResult(Form):
    """What came of a task."""

    outcome = LongText(label=_("Результат"), required=False, rows=3, max_length=2000)
    is_wanted = forms.BooleanField(label=_("Людина сама цього хотіла"), required=False)


class NewTime(Form):
    """Another due time."""

    due_at = MomentField(label=_("Новий строк"))


class AppointmentTimes(Form):
    """When an appointment begins and how long it takes."""

    starts_at = MomentField(label=_("Початок"))
    minutes = forms.TypedChoiceField(label=_("Скільки триватиме"), coerce=int)
    are_both_meant = forms.BooleanField(label=_("Потрібні обидві зустрічі водночас"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            (n, said(_("%(n)s хв")) % {"n": n}) for n in LENGTHS
        ]
        self.fields["minutes"].initial = LENGTHS[1]

    def ask_what_is_meant(self) -> bool:
        """Whether the page asks if both are meant: only once another appointment at that time was named."""
        is_named = self.is_bound and self.has_error("starts_at", code="meanwhile")
        if is_named or self.data.get("are_both_meant"):
            return True
        del self.fields["are_both_meant"]
        return False


class NewAppointment(AppointmentTimes):
    """An appointment with the person."""

    matter = forms.ChoiceField(label=_("Про що"))
    place = forms.CharField(label=_("Де"), required=False, max_length=120)
    who = forms.CharField(
        label=_("Хто прийде"),
        help_text=_("Ім’я без посади: людина побачить його в плані своїх днів"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    is_wanted = forms.BooleanField(label=_("Людина сама цього хоче"), required=False)
    field_order = ("matter", "starts_at", "minutes", "are_both_meant", "place", "who", "is_wanted")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = choices_of({code: MATTERS[code].label for code in APPOINTED})
        self.fields["matter"].choices = [("", said(_("виберіть"))), *offered]  # type: ignore[attr-defined]


class AskOverride(AppointmentTimes):
    """An exception from the time to adapt for one appointment."""

    matter = forms.ChoiceField(label=_("Про що"))
    place = forms.CharField(label=_("Де"), required=False, max_length=120)
    reason_kind = forms.ChoiceField(label=_("Чому не можна зачекати"), widget=forms.RadioSelect)
    reason = LongText(
        label=_("Слова людини або медична причина"),
        help_text=_("Це прочитає лише той, хто дозволяє, і людина, якої це стосується."),
        max_length=2000,
        rows=3,
    )
    approver = forms.ChoiceField(label=_("Хто має дозволити"))
    appointment = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = (
        "matter",
        "starts_at",
        "minutes",
        "are_both_meant",
        "place",
        "reason_kind",
        "reason",
        "approver",
        "appointment",
    )

    def __init__(self, *args: Any, approvers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = choices_of({code: MATTERS[code].label for code in APPOINTED if MATTERS[code].rule != Rule.FREE})
        self.fields["matter"].choices = [("", said(_("виберіть"))), *waiting]  # type: ignore[attr-defined]
        self.fields["reason_kind"].choices = choices_of(REASONS)  # type: ignore[attr-defined]
        self.fields["approver"].choices = _people(approvers)  # type: ignore[attr-defined]


class Officer(Form):
    """Who the case is given to."""

    officer = forms.ChoiceField(label=_("Офіцер супроводу"))

    def __init__(self, *args: Any, officers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = _people(officers)  # type: ignore[attr-defined]


class Basis(Form):
    """On what basis the person returned."""

    return_basis = forms.ChoiceField(label=_("Підстава повернення"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["return_basis"].choices = choices_of(RETURN_BASES)  # type: ignore[attr-defined]


class Why(Form):
    """Why, in one sentence."""

    reason = ReasonField()


class Applied(Form):
    """The day of an application or of the receipt."""

    on = DayField(label=_("День"))


class Blocked(Form):
    """Why a document cannot go on."""

    reason = ReasonField(label=_("Що заважає"))


class HandedOver(Form):
    """Who signed for a document."""

    signed_by = forms.CharField(
        label=_("Хто підписав отримання"),
        help_text=_("Сама людина або той, кого вона назвала"),
        max_length=120,
        error_messages={"required": _("Впишіть, хто підписав отримання.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    is_wanted = forms.BooleanField(label=_("Людина сама попросила вручити зараз"), required=False)


class Place(Form):
    """A facility and the hour of coming there."""

    facility = forms.ChoiceField(label=_("Заклад"))
    at = MomentField(label=_("Коли прийнято"))

    def __init__(self, *args: Any, facilities: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = said(_("вільно: %(n)s"))
        self.fields["facility"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.name(language())} · {free % {'n': one.free}}") for one in facilities
        ]


class Leaving(Form):
    """The hour of leaving a facility."""

    at = MomentField(label=_("Коли виписано"))


class AdmitHere(Form):
    """Whom this facility takes in, and when."""

    case = forms.ChoiceField(label=_("Кого прийнято"))
    at = MomentField(label=_("Коли прийнято"))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", said(_("виберіть"))), *people]  # type: ignore[attr-defined]


class NewIssue(Form):
    """A question of social protection."""

    kind = forms.ChoiceField(label=_("Питання"))
    due_at = MomentField(label=_("Строк"), required=False)
    basis = forms.CharField(
        label=_("Правова підстава, якщо інша за відому"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    note = LongText(label=_("Подробиці"), required=False, rows=2, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of({code: kind.label for code, kind in ISSUES.items()})  # type: ignore[attr-defined]


class Talk(Form):
    """A talk about the choice."""

    about = forms.MultipleChoiceField(
        label=_("Про що розповіли"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Позначте, про що розповіли.")},
    )
    on = DayField(label=_("День розмови"))
    leaflet = forms.ChoiceField(
        label=_("Версія пам’ятки"), help_text=_("Людина отримує її роздрукованою, своєю мовою, і лишає собі.")
    )
    told_by = forms.CharField(
        label=_("Хто розповідав, якщо не ви"),
        help_text=_("Ім’я і посада"),
        required=False,
        max_length=160,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, leaflets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaflet"].choices = [(one, one) for one in leaflets]  # type: ignore[attr-defined]
        self.fields["about"].choices = choices_of(INFORMED_ABOUT)  # type: ignore[attr-defined]


class Decided(Form):
    """What the person decided."""

    option = forms.ChoiceField(label=_("Рішення людини"), widget=forms.RadioSelect)
    words = LongText(
        label=_("Її слова"), help_text=_("Так, як сказала сама людина. Рішення можна змінити."), rows=4, max_length=4000
    )
    on = DayField(label=_("День"))
    article_117_seen_by = forms.CharField(
        label=_("Хто ознайомився із застереженням статті 117"),
        help_text=_("Ім’я і посада юриста або командира; потрібно лише для подальшої служби"),
        required=False,
        max_length=160,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = choices_of(OPTIONS)  # type: ignore[attr-defined]
