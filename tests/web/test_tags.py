"""Tags and filters: dates, numbers, names and statuses as each language writes them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Engine
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dodomu.clock import KYIV
from dodomu.text import Text
from dodomu.timeline.statuses import Status
from dodomu.web import words
from dodomu.web.marks import mark
from tests.web.gallery import PERSON

NOW = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)


def shown(source: str, language: str = "uk", **context: Any) -> str:
    """What a template prints."""
    with override(language):
        template = Engine.get_default().from_string(source)
        return str(template.render(Context({"request": SimpleNamespace(now=NOW), **context})))


@pytest.mark.parametrize(
    ("source", "uk", "en"),
    [
        ("{{ 'de'|tongue }}", "німецька", "German"),
        ("{{ 'ka'|tongue }}", "ka", "ka"),
        ("{{ d|day }}", "17 липня 2024 року", "17 July 2024"),
        ('{{ d|day:"short" }}', "17.07.2024", "17.07.2024"),
        ('{{ d|day:"month" }}', "липень 2024 року", "July 2024"),
        ('{{ d|day:"year" }}', "2024 рік", "2024"),
        ('{{ d|day:"short-month" }}', "07.2024", "07.2024"),
        ("{{ d|weekday }}", "середа", "Wednesday"),
        ("{{ t|at }}", "18.07.2024, 01:30", "18.07.2024, 01:30"),
        ('{{ t|at:"hour" }}', "01:30", "01:30"),
        ('{{ t|at:"long" }}', "18 липня 2024 року, 01:30", "18 July 2024, 01:30"),
        ("{{ n|num }}", "1\u202f024", "1,024"),
        ("{{ s|text }}", "так", "yes"),
        ("{% since d %}", "вчора", "yesterday"),
        ("{% since d True %}", "Вчора", "Yesterday"),
        (
            "{% late early %}",
            '<span class="tg tg-late">прострочено 2 дні</span>',
            '<span class="tg tg-late">2 days overdue</span>',
        ),
        ("{% late d2 %}", "", ""),
        ("{% age born %}", "33 роки", "33 years"),
        ('{% count 21 "людина" "людини" "людей" "person" "people" %}', "21 людина", "21 people"),
        ("{% person_name p %}", "Шевчук Андрій Миколайович", "Andrii Shevchuk"),
        ('{% person_name p "short" %}', "Шевчук Андрій", "Andrii Shevchuk"),
        ('{% person_name p "table" %}', "Шевчук Андрій Миколайович", "Shevchuk Andrii"),
        ("{% user none %}", "–", "–"),
        (
            "{{ none|day }}{{ none|at }}{{ none|num }}{{ none|text }}{% unit none %}{% since none %}{% age none %}",
            "",
            "",
        ),
    ],
)
def test_each_language_has_its_way(source: str, uk: str, en: str) -> None:
    context = {
        "d": date(2024, 7, 17),
        "d2": date(2024, 7, 18),
        "early": date(2024, 7, 16),
        "born": date(1991, 3, 14),
        "t": datetime(2024, 7, 17, 22, 30, tzinfo=UTC),
        "n": 1024,
        "s": Text("так", "yes"),
        "p": PERSON,
        "none": None,
    }
    assert (shown(source, "uk", **context), shown(source, "en", **context)) == (uk, en)


@pytest.mark.parametrize(
    ("hours", "uk", "en"),
    [
        (2, "до 12:00", "by 12:00"),
        (-1, "сьогодні, 09:00", "today, 09:00"),
        (24, "завтра", "tomorrow"),
        (-48, "2 дні тому", "2 days ago"),
        (120, "через 5 днів", "in 5 days"),
        (24 * 30, "17 серпня", "17 August"),
        (24 * 365, "18 липня 2025 року", "18 July 2025"),
    ],
)
def test_a_near_date_is_said_from_today(hours: int, uk: str, en: str) -> None:
    instant = NOW + timedelta(hours=hours)
    assert (words.near(instant, NOW, "uk"), words.near(instant, NOW, "en")) == (uk, en)


def test_the_day_of_an_instant_is_the_day_in_kyiv() -> None:
    assert shown("{{ t|day }}", t=datetime(2024, 7, 17, 21, 30, tzinfo=UTC)) == "18 липня 2024 року"


def test_a_status_has_shape_word_and_colour_in_the_gender_of_the_person() -> None:
    house = '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M1 6 6 1l5 5v5H1z" fill="currentColor"/></svg>'
    assert shown("{% status p since=True %}", p=PERSON) == (
        f'<span class="d-st d-st--ret">{house}Повернувся 17 липня 2024 року</span>'
    )
    assert shown('{% status "RETURNED_EXCHANGE" "f" %}') == f'<span class="d-st d-st--ret">{house}Повернулася</span>'
    assert shown('{% status "RETURNED_EXCHANGE" %}') == f'<span class="d-st d-st--ret">{house}Повернення</span>'
    assert shown('{% status "KILLED" %}', "en") == '<span class="d-st d-st--dead">Death confirmed</span>'
    person = SimpleNamespace(now=PERSON)
    assert shown("{% status p since=True %}", p=person) == shown("{% status p since=True %}", p=PERSON)


@pytest.mark.parametrize(
    ("code", "precision", "uk", "en"),
    [
        ("RETURNED_EXCHANGE", "day", "Повернулася 9 квітня 2022 року", "Returned 9 April 2022"),
        ("CAPTIVE_CONFIRMED", "day", "У полоні, підтверджено, з 9 квітня 2022 року", "In captivity, confirmed, since 9 April 2022"),
        ("KILLED", "day", "Смерть підтверджено · 9 квітня 2022 року", "Death confirmed · 9 April 2022"),
        ("MISSING_SC", "month", "Зникла безвісти · квітень 2022 року", "Missing · April 2022"),
    ],
)  # fmt: skip
def test_what_lasts_is_said_since_its_day_so_that_the_day_is_not_read_as_of_the_confirmation(
    code: str, precision: str, uk: str, en: str
) -> None:
    day = date(2022, 4, 9 if precision == "day" else 1)
    one = SimpleNamespace(status=code, sex="f", status_since=day, status_precision=precision)
    for language, sentence in (("uk", uk), ("en", en)):
        assert re.sub("<[^>]+>", "", shown("{% status p since=True %}", language, p=one)) == sentence


def test_the_day_beside_a_status_in_a_table() -> None:
    captive = SimpleNamespace(status="CAPTIVE_CONFIRMED", status_since=date(2022, 4, 9), status_precision="day")
    returned = SimpleNamespace(status="RETURNED_OTHER", status_since=date(2022, 4, 9), status_precision="day")
    assert (shown("{% status_day p %}", p=captive), shown("{% status_day p %}", "en", p=captive)) == (
        "з 09.04.2022",
        "since 09.04.2022",
    )
    assert shown("{% status_day p %}", p=returned) == "09.04.2022"


@pytest.mark.parametrize("status", [None, "", *Status])
def test_a_word_is_never_more_certain_than_its_status(status: str | None) -> None:
    word = mark(status).word
    assert (("підтверджено" in word.uk), ("confirmed" in word.en)) == (
        status in {"CAPTIVE_CONFIRMED", "KILLED", "DIED_CAPTIVITY", "DEATH_CLAIMED"},
    ) * 2
    assert ("імовірно" in word.uk) == (status == "CAPTIVE_PROBABLE")


def test_nothing_typed_by_a_person_becomes_markup() -> None:
    nasty = "<script>"
    person = SimpleNamespace(**{**vars(PERSON), "surname": nasty, "given": "", "patronymic": ""})
    for source in (
        "{% person_name p %}",
        '{% tag "late" n %}',
        '{% compared "same" n %}',
        "{% removed n m %}",
        "{{ n|text }}",
    ):
        assert "<script>" not in shown(source, p=person, n=nasty, m="x")


@given(st.text("аб ", max_size=12), st.text("аб ", max_size=12))
def test_the_difference_of_two_sentences_loses_no_word(was: str, correct: str) -> None:
    before, wrong, right, after = words.difference(was, correct)
    assert (before + wrong + after).split() == was.split()
    assert (before + right + after).split() == correct.split()


def test_a_component_sees_only_what_it_is_given() -> None:
    source = '{% component "notice" text="так" %}'
    assert shown(source, title="чуже", label="чуже", url="/чуже") == shown(source)


def test_a_filter_link_changes_one_filter_and_forgets_the_page() -> None:
    from django.test import RequestFactory

    request = RequestFactory().get("/people?status=captive&unit=3&page=abc")
    link = '{% filtered status="missing" %}'
    assert shown(link, request=request) == "?unit=3&amp;status=missing"
    assert shown("{% filtered status=None unit=None %}", request=request) == "?"
