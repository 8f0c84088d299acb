"""The page of the data steward: how good the matching is, as it was last measured; nothing is measured in a request."""

from __future__ import annotations

from collections.abc import Sequence
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
from dodomu.exchanges.actions.quality import KIND, ONE, ask_to_measure
from dodomu.exchanges.queries.quality import Standing, measurements
from dodomu.formats.columns import ListLine, lines
from dodomu.formats.tables import Unreadable, read_paste
from dodomu.jobs import queries as jobs
from dodomu.jobs.models import Job
from dodomu.matching.measure import LINKED, Group, Measured, Pair, compare
from dodomu.matching.values import Known
from dodomu.web.doors import door
from dodomu.web.exchanges.frame import is_part, now_of, officer, whole
from dodomu.web.forms import Form
from dodomu.web.quality.drawing import curve_of, waterfall_of
from dodomu.web.quality.words import PARTS, STRANGERS, decimal, fault_word, kind_word, percent
from dodomu.web.sending import posted
from dodomu.web.words import language, number

MOST_LETTERS = 200
SLOW_AFTER_SECONDS = 60
TITLES: dict[str, Any] = {
    "spelling": gettext_lazy("За написанням"),
    "fault": gettext_lazy("За вадою рядка"),
    "date": gettext_lazy("За датою народження в рядку"),
}


@door(Act.READ_QUALITY)
def quality(request: HttpRequest) -> HttpResponse:
    """The last measurement, with those before it."""
    known = measurements()
    last = known[0] if known else None
    context = {
        "section": "quality",
        "last": last,
        "progress": _progress(request),
        "may_measure": policy.may(request.user, Act.MEASURE_QUALITY),
        "earlier": [_earlier(one) for one in known],
        **(_shown(last) if last else {}),
    }
    return render(request, "quality/quality.html", context)


def _shown(last: Standing) -> dict[str, Any]:
    lang = language()
    ordinary = last.ordinary
    pairs = ordinary.pairs
    return {
        "people": number(ordinary.people, lang),
        "lines": number(ordinary.lines, lang),
        "summary": _summary(ordinary, last.hard),
        "tables": [
            {"key": by, "title": title, "rows": [_row(by, one) for one in ordinary.groups[by]]}
            for by, title in TITLES.items()
        ],
        "strangers": [
            (STRANGERS.get(kind, fault_word(kind)), some, linked) for kind, some, linked in ordinary.stranger_kinds
        ],
        "curve": curve_of(ordinary.bins),
        "curve_said": _curve_said(ordinary),
        "error": percent(ordinary.calibration_error, lang),
        "bins": [(count, decimal(said, lang, 3), decimal(true, lang, 3)) for count, said, true in ordinary.bins],
        "thresholds": [
            (decimal(limit, lang, 3), made, wrong, missed, limit == LINKED)
            for limit, made, wrong, missed in ordinary.thresholds
        ],
        "pair": _pair_shown(pairs[0]) if pairs else None,
    }


def _summary(ordinary: Measured, hard: Measured) -> list[tuple[Any, str, str]]:
    lang = language()

    def both(label: Any, of: Any) -> tuple[Any, str, str]:
        return label, of(ordinary), of(hard)

    return [
        both(_("Рядків"), lambda one: number(one.lines, lang)),
        both(_("Перший кандидат – та сама людина"), lambda one: percent(one.whole.first, lang)),
        both(_("… серед рядків, які підходять одній людині"), lambda one: percent(one.whole.first_clear, lang)),
        both(_("Та сама людина серед п’яти перших"), lambda one: percent(one.whole.among_five, lang)),
        both(_("Знайдено, коли зі ста зв’язків правильні 99"), lambda one: percent(one.recall_at_99, lang)),
        both(_("Чужих прив’язано до когось"), lambda one: _of(one.wrong_links, one.strangers)),
        both(_("Похибка ймовірностей"), lambda one: percent(one.calibration_error, lang)),
    ]


def _of(part: int, all_of: int) -> str:
    return _("%(part)s з %(all)s") % {"part": number(part, language()), "all": number(all_of, language())}


def _row(by: str, one: Group) -> dict[str, Any]:
    lang = language()
    return {
        "kind": kind_word(by, one.kind),
        "lines": one.lines,
        "first": percent(one.first, lang),
        "clear": percent(one.first_clear, lang),
        "five": percent(one.among_five, lang),
        "linked": one.linked,
        "precision": percent(one.precision, lang),
    }


def _curve_said(measured: Measured) -> str:
    """The chart in words, for whoever does not see it."""
    far = max(measured.bins, key=lambda one: abs(one[1] - one[2]))
    lang = language()
    values = {
        "count": len(measured.bins),
        "said": decimal(far[1], lang),
        "true": decimal(far[2], lang),
        "error": percent(measured.calibration_error, lang),
    }
    return (
        _(
            "Крива сказаного й справжнього: %(count)s точок від 0 до 1. Похибка в середньому %(error)s; "
            "найдалі одне від одного: сказано %(said)s, справджується %(true)s."
        )
        % values
    )


def _earlier(one: Standing) -> dict[str, Any]:
    lang = language()
    return {
        "at": one.at,
        "by": one.by,
        "is_current": one.is_current,
        "first": percent(one.ordinary.whole.first, lang),
        "recall": percent(one.ordinary.recall_at_99, lang),
        "hard": percent(one.hard.recall_at_99, lang),
        "wrong": _of(one.ordinary.wrong_links, one.ordinary.strangers),
    }


# One pair


class PairForm(Form):
    """A line and a person, each typed as it would stand in a list; neither is kept."""

    line = forms.CharField(
        label=gettext_lazy("Як у списку"),
        help_text=gettext_lazy("Прізвище, ім’я, дата народження, наприклад: Шевчук Андрей 14.03.1991"),
        max_length=MOST_LETTERS,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    person = forms.CharField(
        label=gettext_lazy("Як у реєстрі"),
        help_text=gettext_lazy("Наприклад: Шевчук Андрій Миколайович 14.03.1991"),
        max_length=MOST_LETTERS,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_line(self) -> ListLine:
        """The line as a list would be read."""
        return self._read("line")

    def clean_person(self) -> ListLine:
        """The person as a line that is read without doubt."""
        return self._read("person")

    def _read(self, name: str) -> ListLine:
        try:
            read = lines(read_paste(self.cleaned_data[name]), {})
        except Unreadable:
            read = []
        if len(read) != 1 or not read[0].name.surname:
            raise forms.ValidationError(_("Введіть прізвище та ім’я однієї людини."))
        return read[0]


@door(Act.READ_QUALITY, methods=("GET", "POST"))
def pair(request: HttpRequest) -> HttpResponse:
    """What speaks for and against in one pair: one of the last measurement, or two names that are typed."""
    known = measurements()
    pairs: Sequence[Pair] = known[0].ordinary.pairs if known else ()
    form = PairForm(posted(request))
    chosen = min(max(whole(request.GET.get("n"), 1), 1), max(len(pairs), 1))
    shown = pairs[chosen - 1] if pairs and not form.is_bound else None
    if form.is_bound and form.is_valid():
        person = form.cleaned_data["person"]
        ours = Known(
            1,
            [person.name],
            birth_on=person.birth.on,
            birth_precision=person.birth.precision or "day",
            rank=person.rank,
            unit=person.unit,
        )
        shown = compare(form.cleaned_data["line"], ours)
    context = {
        "section": "quality",
        "crumbs": [(_("Якість звірки"), reverse("quality")), (_("Докази однієї пари"), "")],
        "form": form,
        "pair": _pair_shown(shown) if shown else None,
        "chosen": chosen,
        "choices": [(n, f"{n} · {_said_of(one)}") for n, one in enumerate(pairs, start=1)],
    }
    return render(request, "quality/pair.html", context, status=422 if form.is_bound and not form.is_valid() else 200)


def _said_of(one: Pair) -> str:
    return fault_word(one.fault).in_language(language())


def _chance(probability: float) -> str:
    """A probability is never all or nothing, however it would be rounded."""
    if probability > 0.9995:
        return _("понад %(share)s") % {"share": percent(0.999, language())}
    if probability < 0.0005:
        return _("менше %(share)s") % {"share": percent(0.001, language())}
    return percent(probability, language())


def _pair_shown(one: Pair) -> dict[str, Any]:
    lang = language()
    drawn = waterfall_of(one)
    names = {
        "start": _("Початок: скільки людей у реєстрі й наскільки поширене ім’я"),
        "end": _("Разом"),
    }
    return {
        "name": one.name,
        "zero": drawn.zero,
        "chance": _chance(one.probability),
        "truth": (_("та сама людина") if one.is_right else _("інша людина")) if one.fault else "",
        "fault": fault_word(one.fault) if one.fault else "",
        "steps": [
            {
                "label": names.get(step.part) or PARTS[step.part],
                "received": step.received,
                "ours": step.ours,
                "weight": ("+" if step.weight > 0 else "") + decimal(step.weight, lang),
                "x": step.x,
                "width": step.width,
                "css": step.css,
                "is_sum": step.part in ("start", "end"),
            }
            for step in drawn.steps
        ],
    }


# Measuring


@door(Act.MEASURE_QUALITY, methods=("POST",))
def measure(request: HttpRequest) -> HttpResponse:
    """Asks for a new measurement; the worker makes it."""
    ask_to_measure(by=officer(request), now=now_of(request))
    messages.success(request, _("Вимірювання почнеться за мить. Сторінку можна залишити."))
    return redirect("quality")


@door(Act.READ_QUALITY)
def progress(request: HttpRequest) -> HttpResponse:
    """How far the measurement is; when it has ended, the whole page is shown anew."""
    going = _progress(request)
    if not is_part(request):
        return redirect("quality")
    if going is None:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "quality/_progress.html", {"progress": going})


def _progress(request: HttpRequest) -> dict[str, Any] | None:
    """The measurement that waits, runs or failed; None when there is none."""
    job = jobs.last_job(KIND, ONE)
    if job is None or job.state in ("done", "cancelled"):
        return None
    if job.state == "failed":
        return {"failed": True}
    return {
        "failed": False,
        "url": reverse("quality-progress"),
        "value": job.done,
        "max": max(job.total, 1),
        "words": _words(job),
        "is_slow": (now_of(request) - job.queued_at).total_seconds() > SLOW_AFTER_SECONDS,
    }


def _words(job: Job) -> str:
    if not job.total:
        return _("Вимірювання чекає на початок")
    values = {"done": number(job.done, language()), "total": number(job.total, language())}
    return _("Виміряно %(done)s з %(total)s рядків") % values
