"""The forms of care: the plan and what the person said to it, goals, steps, the team, a psychologist, a commission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.access.models import User
from dodomu.reintegration.models.care_words import CARE_ROLES, CONCLUSIONS, OFFER_ANSWERS
from dodomu.reintegration.models.vocabulary import LEVELS
from dodomu.reintegration.queries.words import moves_of
from dodomu.web.fields import MomentField
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.reintegration.forms import choices_of
from dodomu.web.words import language, said


class PlanText(Form):
    """The treatment plan."""

    level = forms.TypedChoiceField(label=_("Рівень закладу"), coerce=int)
    content = LongText(label=_("План лікування й реабілітації"), rows=6, max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = choices_of(LEVELS)  # type: ignore[attr-defined]


class PlanAnswer(Form):
    """What the person said to the plan."""

    answer = forms.ChoiceField(
        label=_("Відповідь людини"),
        choices=[("agreed", _("погодила")), ("refused", _("відмовилася"))],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("День розмови"))
    words = LongText(label=_("Слова людини, якщо вона хоче, щоб їх записали"), required=False, rows=2, max_length=2000)


class AgreementBack(Form):
    """The person takes their agreement back."""

    on = DayField(label=_("День"))
    words = LongText(label=_("Слова людини, якщо вона хоче, щоб їх записали"), required=False, rows=2, max_length=2000)


class CopyHanded(Form):
    """A copy of the plan in the person's hands."""

    on = DayField(label=_("Коли вручено"))
    is_wanted = forms.BooleanField(label=_("Людина сама попросила про копію"), required=False)


class NewGoal(Form):
    """A goal of the plan."""

    content = forms.CharField(
        label=_("Чого хочемо досягти"),
        help_text=_("Словами, які людина сказала б сама"),
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    due_on = DayField(label=_("До якого дня"))


class GoalEnd(Form):
    """What came of a goal."""

    act = forms.ChoiceField(label=_("Що з ціллю"), widget=forms.RadioSelect)
    outcome = LongText(label=_("Що вийшло"), required=False, rows=2, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [  # type: ignore[attr-defined]
            (act, said(word)) for act, word in moves_of("goal", "pursued")
        ]


class NewStep(Form):
    """A step of the plan."""

    content = forms.CharField(label=_("Крок"), max_length=500, widget=forms.TextInput({"autocomplete": "off"}))
    due_at = MomentField(label=_("Строк"))
    level = forms.TypedChoiceField(label=_("Рівень закладу"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = choices_of(LEVELS)  # type: ignore[attr-defined]


class OwnRole(Form):
    """In which role somebody takes up the care."""

    role = forms.ChoiceField(label=_("Ваша роль у команді"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", said(_("виберіть"))), *choices_of(CARE_ROLES)]  # type: ignore[attr-defined]


class NewMember(Form):
    """Somebody for the team: an account, or a specialist by name."""

    role = forms.ChoiceField(label=_("Роль у команді"))
    user = forms.ChoiceField(
        label=_("Працівник з обліковим записом"),
        help_text=_("Після цього читатиме план і все про лікування."),
        required=False,
    )
    name = forms.CharField(
        label=_("Або ім’я фахівця, який не має облікового запису"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, accounts: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", said(_("немає в переліку")))
        self.fields["role"].choices = [("", said(_("виберіть"))), *choices_of(CARE_ROLES)]  # type: ignore[attr-defined]
        self.fields["user"].choices = [  # type: ignore[attr-defined]
            nobody,
            *((str(user.pk), user.shown_name(language())) for user in accounts),
        ]


class PsychologistAnswer(Form):
    """What the person said to the offer of a psychologist."""

    answer = forms.ChoiceField(label=_("Чи хоче людина психолога"), widget=forms.RadioSelect)
    on = DayField(label=_("День розмови"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = choices_of(OFFER_ANSWERS)  # type: ignore[attr-defined]


class NewConclusion(Form):
    """What a medical commission concluded."""

    kind = forms.ChoiceField(label=_("Висновок"))
    number = forms.CharField(label=_("Номер"), max_length=40, widget=forms.TextInput({"autocomplete": "off"}))
    on = DayField(label=_("Дата висновку"))
    note = LongText(label=_("Подробиці"), required=False, rows=2, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", said(_("виберіть"))), *choices_of(CONCLUSIONS)]  # type: ignore[attr-defined]
