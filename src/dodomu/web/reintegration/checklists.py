"""The checklists of the categories, kept by the data steward; and the category of one case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dodomu.access import policy
from dodomu.access.policy import Act
from dodomu.errors import NotVisible
from dodomu.reintegration import actions
from dodomu.reintegration.models.checklists import CATEGORIES, MOST_DAYS, Row
from dodomu.reintegration.models.vocabulary import DOCUMENTS
from dodomu.reintegration.queries import checklists as asked
from dodomu.web.doors import door
from dodomu.web.forms import Form
from dodomu.web.reintegration.forms import choices_of
from dodomu.web.reintegration.frame import case_for, case_page, form_page
from dodomu.web.reintegration.frame import doer as who
from dodomu.web.sending import done, posted
from dodomu.web.sending import form_page as sent_form
from dodomu.web.setup.frame import doer, frame
from dodomu.web.words import said

LIST = "setup-checklists"


class ChecklistForm(Form):
    """Every kind of document with what a checklist says of it; the ticked ones are on the list."""

    note = forms.CharField(
        label=gettext_lazy("Що змінено і чому"), max_length=300, widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, *args: Any, rows: list[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {row.kind: row for row in rows}
        others = [("", "–"), *((code, said(kind.label)) for code, kind in DOCUMENTS.items())]
        for code, kind in DOCUMENTS.items():
            row = known.get(code)
            self.fields[f"{code}_on"] = forms.BooleanField(label=said(kind.label), required=False, initial=bool(row))
            self.fields[f"{code}_days"] = forms.IntegerField(
                label=_("Строк, днів"),
                min_value=1,
                max_value=MOST_DAYS,
                initial=row.days if row else kind.days,
            )
            self.fields[f"{code}_needs"] = forms.BooleanField(
                label=_("потрібна людина"), required=False, initial=row.needs_person if row else kind.needs_person
            )
            self.fields[f"{code}_waits"] = forms.ChoiceField(
                label=_("Чекає на"), choices=others, required=False, initial=row.waits_for if row else ""
            )

    def table(self) -> list[dict[str, Any]]:
        """The kinds with their four inputs."""
        parts = ("on", "days", "needs", "waits")
        return [{part: self[f"{code}_{part}"] for part in parts} for code in DOCUMENTS]

    def chosen(self) -> list[Row]:
        """The ticked documents as rows."""
        got = self.cleaned_data
        return [
            Row(code, got[f"{code}_days"], got[f"{code}_needs"], got[f"{code}_waits"])
            for code in DOCUMENTS
            if got[f"{code}_on"]
        ]


class CategoryForm(Form):
    """Of what category the person of a case is."""

    category = forms.ChoiceField(label=gettext_lazy("Категорія"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices_of(CATEGORIES)  # type: ignore[attr-defined]


@door(Act.SEE_SETUP)
def checklists(request: HttpRequest) -> HttpResponse:
    """The checklist of each category, with its version and how many documents it has."""
    context = frame(_("Переліки документів")) | {
        "rows": [{"one": one, "word": CATEGORIES[one.category]} for one in asked.every_in_force()],
        "may_manage": policy.may(request.user, Act.MANAGE_VOCABULARY),
    }
    return render(request, "reintegration/checklists.html", context)


@door(Act.MANAGE_VOCABULARY, methods=("GET", "POST"))
def checklist(request: HttpRequest, category: str) -> HttpResponse:
    """Writes a new version of the checklist of a category; the versions before it stay to be seen."""
    if category not in CATEGORIES:
        raise NotVisible
    now = asked.in_force(category)
    form = ChecklistForm(posted(request), rows=now.rows)
    context = frame(said(CATEGORIES[category]).capitalize(), (_("Переліки документів"), LIST)) | {
        "form": form,
        "version": now.version,
        "versions": asked.versions_of(category),
        "back_url": reverse(LIST),
    }
    return sent_form(
        request,
        "reintegration/checklist.html",
        context,
        lambda: actions.publish_checklist(category, form.chosen(), note=form.cleaned_data["note"], **doer(request)),
        said_after=_("Нову версію переліку записано. Нові справи підуть за нею."),
        to=(LIST,),
    )


@door(Act.WORK_CASE, methods=("GET", "POST"))
def category(request: HttpRequest, number: int) -> HttpResponse:
    """Says of what category the person is; what the checklist of it has besides is added."""
    person, one = case_for(request, number, Act.WORK_CASE)
    form = CategoryForm(posted(request), initial={"category": one.category})
    added: list[int] = []
    if done(form, lambda: added.append(actions.set_category(one, form.cleaned_data["category"], **who(request)))):
        messages.success(request, _("Категорію збережено. Додано документів: %(n)s.") % {"n": added[0]})
        return redirect("person-documents", person.number)
    context = case_page(request, number, part="documents")
    back = reverse("person-documents", args=[person.number])
    text = _("За категорією складається перелік документів. Те, що вже в переліку, лишиться.")
    return form_page(request, context, form, heading=_("Категорія людини"), back=back, text=text)
