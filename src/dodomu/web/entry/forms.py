"""The forms of the entry: signing in, and one's own settings."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dodomu.web.forms import Form, SecretField

OWN_NAMES = [(code, format_html('<span lang="{}">{}</span>', code, name)) for code, name in settings.LANGUAGES]
"""Each language by its own name, said to be in it."""


class SignIn(Form):
    """Login and password."""

    login = forms.CharField(
        label=_("Логін"),
        max_length=60,
        error_messages={"required": _("Введіть логін.")},
        widget=forms.TextInput({"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
    )
    password = SecretField(label=_("Пароль"), error_messages={"required": _("Введіть пароль.")})
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class OwnSettings(Form):
    """Language, colours and keys of one account."""

    language = forms.ChoiceField(label=_("Мова після входу"), choices=OWN_NAMES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(
        label=_("Кольори"),
        choices=[("auto", _("Як у системі")), ("light", _("Світлі")), ("dark", _("Темні"))],
        widget=forms.RadioSelect,
    )
    keys_on = forms.BooleanField(
        label=_("Клавіші без Ctrl: / пошук, ? підказка, g t – сьогодні"),
        help_text=_("Вимкніть, якщо користуєтеся голосовим введенням або клавіші заважають."),
        required=False,
    )


class NewPassword(Form):
    """The password of today and the one that takes its place."""

    old = SecretField(label=_("Теперішній пароль"), error_messages={"required": _("Введіть теперішній пароль.")})
    new = SecretField(
        label=_("Новий пароль"),
        help_text=_(
            "Щонайменше 15 знаків: зручно скласти речення з кількох слів. Вставляти з менеджера паролів можна."
        ),
        autocomplete="new-password",
        error_messages={"required": _("Введіть новий пароль.")},
    )
