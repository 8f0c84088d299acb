"""The forms of social protection: a day, what came of a question, a paper, and a version of a rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dodomu.reference.entitlements.deadlines import Term
from dodomu.reference.entitlements.rules import Rule
from dodomu.reference.entitlements.words import BEGINS, BODIES, CATEGORIES, PAPERS, UNITS
from dodomu.reintegration.models.vocabulary import ISSUES, RETURN_BASES
from dodomu.text import Text
from dodomu.web.forms import DayField, Form, LongText
from dodomu.web.reintegration.forms import choices_of
from dodomu.web.words import said

PLAIN = forms.TextInput({"autocomplete": "off"})


class Dated(Form):
    """The day of an act."""

    on = DayField(label=_("День"))


class Settled(Dated):
    """What was decided, and what was paid."""

    paid = forms.IntegerField(
        label=_("Сума, грн"),
        required=False,
        min_value=0,
        widget=forms.TextInput({"inputmode": "numeric", "size": "12"}),
    )
    outcome = LongText(label=_("Чим закінчилося"), required=False, rows=2, max_length=1000)


class RefusedBy(Dated):
    """How a body refused."""

    outcome = LongText(label=_("Чому відмовили"), help_text=_("Так, як написано у відповіді"), rows=2, max_length=1000)


class NewPaper(Form):
    """Another paper that a question needs."""

    note = forms.CharField(label=_("Який документ"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))


class Confirmed(Form):
    """Which lawyer has confirmed a version, and when."""

    lawyer = forms.CharField(
        label=_("Юрист: ім’я і посада"), max_length=160, widget=forms.TextInput({"autocomplete": "off"})
    )
    on = DayField(label=_("День"))


def _text(label: Any, *, rows: int = 2, most: int = 1000) -> LongText:
    return LongText(label=label, rows=rows, max_length=most)


def _sum(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "size": "12"}),
    )


class Version(Form):
    """One version of a rule, as a data steward writes it."""

    key = forms.CharField(
        label=_("Код"),
        help_text=_("Латинкою, наприклад leave_90. Редакції одного права мають один код."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )
    kind = forms.ChoiceField(label=_("Вид питання"))
    grants = forms.ChoiceField(
        label=_("Що оприлюднено"),
        choices=[("1", _("право є")), ("0", _("права немає"))],
        widget=forms.RadioSelect,
    )
    title_uk = forms.CharField(label=_("Назва українською"), max_length=120, widget=PLAIN)
    title_en = forms.CharField(label=_("Назва англійською"), max_length=120, widget=PLAIN)
    what_uk = _text(_("Що саме, українською"))
    what_en = _text(_("Що саме, англійською"))
    whom_uk = forms.CharField(label=_("Для кого, українською"), max_length=200, widget=PLAIN)
    whom_en = forms.CharField(label=_("Для кого, англійською"), max_length=200, widget=PLAIN)
    categories = forms.MultipleChoiceField(
        label=_("Лише для"), help_text=_("Нічого не позначено: для всіх"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    bases = forms.MultipleChoiceField(
        label=_("Лише за підстави повернення"), required=False, widget=forms.CheckboxSelectMultiple
    )
    returned_from = DayField(label=_("Повернулися з цього дня"), required=False)
    returned_to = DayField(label=_("Повернулися до цього дня, без нього"), required=False)
    least_years_held = forms.IntegerField(
        label=_("Щонайменше повних років полону"), required=False, min_value=0, max_value=20,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4"}),
    )  # fmt: skip
    once = _sum(_("Одноразова сума, грн"))
    per_year = _sum(_("За кожен повний рік полону, грн"))
    claim_length = forms.IntegerField(
        label=_("Подати заяву: скільки"), help_text=_("Від дня повернення"), required=False, min_value=1, max_value=999,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4"}),
    )  # fmt: skip
    claim_unit = forms.ChoiceField(label=_("Подати заяву: чого"), initial="days")
    answer_length = forms.IntegerField(
        label=_("Відповісти на заяву: скільки"), help_text=_("Від дня подання"), required=False,
        min_value=1, max_value=999, widget=forms.TextInput({"inputmode": "numeric", "size": "4"}),
    )  # fmt: skip
    answer_unit = forms.ChoiceField(label=_("Відповісти на заяву: чого"), initial="days")
    body = forms.ChoiceField(label=_("Хто вирішує"))
    needs_person = forms.BooleanField(label=_("Заяву подає сама людина"), required=False)
    papers = forms.MultipleChoiceField(
        label=_("Які документи потрібні"), required=False, widget=forms.CheckboxSelectMultiple
    )
    valid_from = DayField(label=_("Чинне з"))
    valid_to = DayField(label=_("Чинне до, без цього дня"), required=False)
    begins = forms.ChoiceField(label=_("Звідки відомий перший день"))
    source_uk = _text(_("Джерело українською: акт, стаття, видання"), most=300)
    source_en = _text(_("Джерело англійською"), most=300)
    address = forms.CharField(label=_("Адреса джерела"), max_length=300, widget=PLAIN)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(code, said(Text(uk[2], en[1]))) for code, (uk, en) in UNITS.items()]
        offered = {
            "kind": choices_of({code: kind.label for code, kind in ISSUES.items()}),
            "categories": choices_of(CATEGORIES),
            "bases": choices_of({code: word for code, word in RETURN_BASES.items() if code != "unknown"}),
            "claim_unit": units,
            "answer_unit": units,
            "body": choices_of(BODIES),
            "papers": choices_of({code: paper.label for code, paper in PAPERS.items() if code != "other"}),
            "begins": choices_of(BEGINS),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["key"]

    def rule(self, key: str = "") -> Rule:
        """The version that was filled in; its number is given when it is kept."""
        got = self.cleaned_data
        return Rule(
            key=key or got["key"],
            number=0,
            kind=got["kind"],
            **{name: Text(got[f"{name}_uk"], got[f"{name}_en"]) for name in ("title", "what", "whom", "source")},
            address=got["address"],
            valid_from=got["valid_from"],
            valid_to=got["valid_to"],
            begins=got["begins"],
            grants=got["grants"] == "1",
            categories=tuple(got["categories"]),
            bases=tuple(got["bases"]),
            returned_from=got["returned_from"],
            returned_to=got["returned_to"],
            least_years_held=got["least_years_held"] or 0,
            once=got["once"] or 0,
            per_year=got["per_year"] or 0,
            claim=_term(got["claim_length"], got["claim_unit"], "returned"),
            answer=_term(got["answer_length"], got["answer_unit"], "applied"),
            body=got["body"],
            needs_person=got["needs_person"],
            papers=tuple(got["papers"]),
        )


def _term(length: int | None, unit: str, event: str) -> Term | None:
    return Term(length, unit, event) if length else None


def filled(rule: Rule) -> dict[str, Any]:
    """A form with what the version before says; only the days are left to be written."""
    same = ("kind", "categories", "bases", "returned_from", "returned_to", "least_years_held", "body", "needs_person")
    known: dict[str, Any] = {name: getattr(rule, name) for name in (*same, "papers", "address", "begins")}
    known |= {name: getattr(rule, name) or None for name in ("once", "per_year")}
    known |= {"grants": "1" if rule.grants else "0"}
    for name in ("title", "what", "whom", "source"):
        known |= {f"{name}_{lang}": getattr(getattr(rule, name), lang) for lang in ("uk", "en")}
    for name in ("claim", "answer"):
        if term := getattr(rule, name):
            known |= {f"{name}_length": term.length, f"{name}_unit": term.unit}
    return known
