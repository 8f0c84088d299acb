"""Tags and filters known to every template without loading: dates, numbers, names, statuses, form fields."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Engine
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from dodomu.names.script import romanise
from dodomu.web import words
from dodomu.web.marks import Mark, mark
from dodomu.web.outlets import LANGUAGES, outlet_name

register = template.Library()

ICONS = {
    "home": '<path d="M3 11 12 3l9 8v10h-6v-6H9v6H3z" fill="none" stroke="currentColor" stroke-width="2.4" '
    'stroke-linejoin="round"/>',
    "search": '<circle cx="10" cy="10" r="6.5" fill="none" stroke="currentColor" stroke-width="2.4"/>'
    '<path d="m15 15 6 6" stroke="currentColor" stroke-width="2.4"/>',
    "print": '<path d="M7 8V3h10v5M6 17H3V8h18v9h-3M7 14h10v7H7z" fill="none" stroke="currentColor" stroke-width="2"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4" fill="none" stroke="currentColor" stroke-width="2"/>',
    "check": '<path d="m4 12 6 6L20 6" fill="none" stroke="currentColor" stroke-width="2.6"/>',
    "warning": '<path d="M12 3 2 21h20zM12 10v5M12 17v2" fill="none" stroke="currentColor" stroke-width="2"/>',
}


@register.filter
def text(value: Any) -> str:
    """A sentence in the language of the page: a Text, a lazy translation, or plain."""
    return "" if value is None else words.said(value)


@register.filter
def as_written(value: Any) -> str:
    """What somebody wrote, as they wrote it: on an English page its Cyrillic words are marked as such (WCAG 3.1.2)."""
    shown = text(value)
    if words.language() == "uk":
        return shown
    parts, end = [], 0
    for run in words.CYRILLIC.finditer(shown):
        marked = format_html('<span lang="{}">{}</span>', words.written_in(run[0]), run[0])
        parts += [conditional_escape(shown[end : run.start()]), marked]
        end = run.end()
    return mark_safe("".join([*parts, conditional_escape(shown[end:])]))


@register.simple_tag
def json_ld(content: dict[str, Any]) -> SafeString:
    """What the page says in the words of schema.org: data that no browser runs, and no text in it ends the element."""
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(NOT_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))


NOT_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.filter
def day(value: date | datetime | None, form: str = "") -> str:
    """A day in words; `short` for tables; a precision (`month`, `year`, also `short-month`) says less."""
    if not value:
        return ""
    local = words.local_day(value)
    if form.startswith("short"):
        return words.short_day(local, form.removeprefix("short").lstrip("-") or "day")
    return words.long_day(local, words.language(), form or "day")


@register.filter
def weekday(value: date | datetime | None) -> str:
    """The day of the week: «четвер» / "Thursday"."""
    return words.weekday(words.local_day(value), words.language()) if value else ""


@register.filter
def at(value: datetime | None, form: str = "") -> str:
    """An instant in Kyiv time: «18.07.2024, 10:20»; `hour` alone; `long` with the day in words."""
    if not value:
        return ""
    if form == "hour":
        return words.hour(value)
    day_said = day(value) if form == "long" else words.short_day(words.local_day(value))
    return f"{day_said}, {words.hour(value)}"


@register.filter
def num(value: Any) -> str:
    """A whole number with its thousands set apart as the language does it."""
    return "" if value is None or value == "" else words.number(int(value), words.language())


@register.simple_tag(takes_context=True)
def since(context: Context, value: date | datetime | None, upper: bool = False) -> str:
    """A date as it is said from today: «вчора», «2 дні тому», «до 12:00»."""
    if not value:
        return ""
    said = words.near(value, context["request"].now, words.language())
    return said[:1].upper() + said[1:] if upper else said


@register.simple_tag(takes_context=True)
def late(context: Context, due: date | datetime | None) -> SafeString:
    """The label «прострочено 2 дні» when something is late; otherwise nothing."""
    said = words.overdue(due, context["request"].now, words.language()) if due else ""
    return tag("late", said) if said else mark_safe("")


@register.simple_tag(takes_context=True)
def age(context: Context, born: date | None) -> str:
    """«33 роки» on the day of the page."""
    if not born:
        return ""
    years = words.age(born, words.local_day(context["request"].now))
    return words.counted(years, words.language(), ("рік", "роки", "років"), ("year", "years"))


@register.simple_tag
def count(n: int, one: str, few: str, many: str, en_one: str, en_many: str) -> str:
    """A number with its noun in the right form of both languages."""
    return words.counted(int(n), words.language(), (one, few, many), (en_one, en_many))


@register.simple_tag
def status(person: Any, sex: str = "", since: date | bool | None = None, precision: str = "day") -> SafeString:
    """The status mark of a person (its projection `PersonNow`, or the record) or of a status or group code.

    With `since=True` on a person, or a date, the day stands behind the word.
    """
    code: str | None
    if person is None or isinstance(person, str):
        code = person
    else:
        now = getattr(person, "now", None) or person
        code, sex = now.status, sex or now.sex
        if since is True:
            since, precision = now.status_since, now.status_precision
    one = mark(code, sex)
    word = words.said(one.word)
    word = word[:1].upper() + word[1:]
    if isinstance(since, date):
        word += _since_when(one, words.long_day(since, words.language(), precision), precision)
    shape = mark_safe(one.shape and f'<svg viewBox="0 0 12 12" aria-hidden="true">{one.shape}</svg>')
    return format_html('<span class="d-st d-st--{}">{}{}</span>', one.colour, shape, word)


def _since_when(one: Mark, day: str, precision: str) -> str:
    """A return and a death are of a day; what lasts, lasts since one: «підтверджено, з 9 квітня 2022 року»."""
    if precision != "day" or one.group == "dead":  # the day of a death, not of its confirmation
        return f" · {day}"
    if one.group == "returned":
        return f" {day}"
    return f", since {day}" if words.language() == "en" else f", з {day}"


@register.simple_tag
def status_day(person: Any) -> str:
    """The day beside a status mark in a table: «17.07.2024» of a return, «з 09.04.2022» of what lasts."""
    if not person.status_since:
        return ""
    day = words.short_day(person.status_since, person.status_precision)
    lasts = person.status_precision == "day" and mark(person.status).group not in ("returned", "dead")
    return (f"since {day}" if words.language() == "en" else f"з {day}") if lasts else day


@register.simple_tag
def tag(kind: str, label: Any) -> SafeString:
    """A small label: `late`, `wait`, `todo`, `done`, `na`."""
    return format_html('<span class="tg tg-{}">{}</span>', kind, words.said(label))


@register.filter
def outlet(name: str) -> str:
    """The name of an outlet as the language of the page writes it."""
    return outlet_name(name, words.language())


@register.filter
def tongue(code: str) -> str:
    """The language of a document in words; a code that nobody named is shown as it is."""
    return words.said(LANGUAGES.get(code, code))


@register.simple_tag
def unit(one: Any) -> str:
    """The name of a unit, place or group in the language of the page."""
    return "" if one is None else str(one.name(words.language()))


@register.simple_tag
def person_name(person: Any, form: str = "full") -> str:
    """A person's name: Ukrainian surname, given name, patronymic; English in Latin letters.

    `form`: `full`; `short` without the patronymic; `table` puts the surname first in English too.
    """
    now = getattr(person, "now", None) or person
    surname, given, patronymic = now.surname, now.given, now.patronymic
    if words.language() == "en":
        parts = [surname, given] if form == "table" else [given, surname]
        name = romanise(" ".join(part for part in parts if part))
    else:
        name = " ".join(part for part in (surname, given, "" if form == "short" else patronymic) if part)
    return name or str(getattr(now, "number", "")) or _("ім’я невідоме")


@register.simple_tag
def user(one: Any) -> str:
    """The name of an account in the reader's script; a dash where nobody stands."""
    return "–" if one is None else str(one.shown_name(words.language()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our few drawings, beside its word and never instead of it."""
    return mark_safe(f'<svg class="d-ico" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One form field with label, hint and error."""
    return bound.as_field_group()


@register.simple_tag
def error_summary(form: BaseForm | None) -> SafeString:
    """What is to be mended in a form, at the top of the page, each line leading to its field."""
    if not form or not form.is_bound or not form.errors:
        return mark_safe("")
    lines = [("", error) for error in form.non_field_errors()]
    for name in form.errors:
        if name in form.fields:
            bound = form[name]
            lines += [(bound.id_for_label or bound.auto_id, error) for error in bound.errors]
    return mark_safe(render_to_string("components/error_summary.html", {"lines": lines}))


@register.simple_tag(takes_context=True)
def filtered(context: Context, **changes: Any) -> str:
    """The query string of this page with some filters changed (None takes one away) and the page cursor dropped."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value
    return f"?{query.urlencode()}"


HANDED_DOWN = ("request", "csrf_token", "user", "language_shown", "account_line", "keys_on")


@register.simple_tag(takes_context=True)
def component(context: Context, name: str, **parts: Any) -> SafeString:
    """One component, `components/<name>.html`, with exactly what is handed to it.

    Unlike `include` it does not see the page's own variables, so that a page's `label` or `note` cannot
    slip into a component that has an optional part of the same name.
    """
    given = {key: context[key] for key in HANDED_DOWN if key in context}
    return mark_safe(Engine.get_default().get_template(f"components/{name}.html").render(Context({**given, **parts})))


@register.filter
def is_rows(value: Any) -> bool:
    """Whether a version shown after a conflict is a list of named values."""
    return isinstance(value, list)


@register.filter
def is_today(value: date | datetime | None, now: datetime) -> bool:
    """Whether a day or instant falls on the day of the page."""
    return value is not None and value != "" and words.local_day(value) == words.local_day(now)


@register.simple_tag
def removed(was: Any, correct: Any) -> SafeString:
    """The old sentence with what was wrong in it struck."""
    before, wrong, _right, after = words.difference(words.said(was), words.said(correct))
    return format_html("{}{}{}", before, format_html("<del>{}</del>", wrong) if wrong else "", after)


@register.simple_tag
def inserted(was: Any, correct: Any) -> SafeString:
    """The new sentence with what is right in it marked."""
    before, _wrong, right, after = words.difference(words.said(was), words.said(correct))
    return format_html("{}{}{}", before, format_html("<ins>{}</ins>", right) if right else "", after)


COMPARED = {
    "same": ("same", "✓", pgettext_lazy("порівняння", "збігається")),
    "similar": ("sim", "≈", pgettext_lazy("порівняння", "схоже")),
    "differs": ("diff", "≠", pgettext_lazy("порівняння", "відрізняється")),
    "none": ("na", "·", pgettext_lazy("порівняння", "немає даних")),
}


@register.simple_tag
def compared(result: str, value: Any) -> SafeString:
    """One field of a comparison: `same`, `similar`, `differs` or `none`, as mark, colour and spoken word."""
    css, sign, word = COMPARED[result]
    shown = as_written(value) if value not in (None, "") else word
    return format_html(
        '<span class="m m-{}"><i aria-hidden="true">{}</i><span><span class="d-vh">{}: </span>{}</span></span>',
        css,
        sign,
        word,
        shown,
    )
