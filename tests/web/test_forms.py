"""Forms: dates as people write them, sentences that say what to do, refusals at their field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.text import Text
from dodomu.web.forms import DayField, Form, Precise, PreciseDayField, ReasonField, ThreeInputs, ThreePartDay, read_day
from dodomu.web.words import short_day
from tests import build, cast
from tests.web.gallery import EveryField


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17.07.2024", date(2024, 7, 17)),
        ("2024-07-17", date(2024, 7, 17)),
        (" 7.7.2024 ", date(2024, 7, 7)),
        ("17/07/2024", date(2024, 7, 17)),
        ("17-07-2024", date(2024, 7, 17)),
        ("17 07 2024", date(2024, 7, 17)),
        ("29.02.2024", date(2024, 2, 29)),
        ("", None),
    ],
)
def test_a_day_is_read_in_the_ways_people_write_it(typed: str, read: date | None) -> None:
    assert DayField(required=False).clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("вчора", "Введіть дату, наприклад 14.03.1991."),
        ("05.2022", "Введіть дату, наприклад 14.03.1991."),
        ("17.07.24", "Введіть дату, наприклад 14.03.1991."),
        ("31.02.2024", "Такої дати немає в календарі. Введіть дату, наприклад 14.03.1991."),
        ("17.07.0024", "Рік має бути між 1900 і 2100. Введіть дату, наприклад 14.03.1991."),
        ("٣.٣.٢٠٢٤", "Введіть дату, наприклад 14.03.1991."),
        ("", "Введіть дату, наприклад 14.03.1991."),
        ("17.07.2024\x00", "Введіть дату, наприклад 14.03.1991."),
        ("9" * 5000, "Введіть дату, наприклад 14.03.1991."),
    ],
)
def test_what_is_no_day_gets_a_sentence_with_an_example(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        DayField().clean(typed)
    assert caught.value.messages == [sentence]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("16.05.2022", Precise(date(2022, 5, 16), "day")),
        ("05.2022", Precise(date(2022, 5, 1), "month")),
        ("2022-05", Precise(date(2022, 5, 1), "month")),
        ("2022", Precise(date(2022, 1, 1), "year")),
    ],
)
def test_a_day_may_be_known_to_the_month_or_year(typed: str, read: Precise) -> None:
    assert PreciseDayField().clean(typed) == read


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["day", "month", "year"]))
def test_what_is_shown_is_read_back(day: date, precision: str) -> None:
    first = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision]
    assert read_day(short_day(first, precision)) == Precise(first, precision)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_sentence(typed: str) -> None:
    for field in (DayField(required=False), PreciseDayField(required=False)):
        try:
            field.clean(typed)
        except ValidationError as error:
            assert len(error.messages) == 1


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        (["14", "03", "1991"], Precise(date(1991, 3, 14), "day")),
        (["", "3", "1991"], Precise(date(1991, 3, 1), "month")),
        (["", "", "1991"], Precise(date(1991, 1, 1), "year")),
    ],
)
def test_a_birth_may_be_known_in_part(parts: list[str], read: Precise) -> None:
    assert ThreePartDay().clean(parts) == read


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (["", "", ""], "Введіть дату народження, наприклад 14 03 1991."),
        (["14", "", "1991"], "Введіть рік чотирма цифрами, а до дня – й місяць, наприклад 14 03 1991."),
        (["14", "03", "91"], "Введіть рік чотирма цифрами, а до дня – й місяць, наприклад 14 03 1991."),
        (["14", "березня", "1991"], "Введіть дату цифрами, наприклад 14 03 1991."),
        (["31", "02", "1991"], "Такої дати немає в календарі. Введіть дату, наприклад 14.03.1991."),
    ],
)
def test_a_birth_that_is_none_gets_a_sentence(parts: list[str], sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ThreePartDay().clean(parts)
    assert caught.value.messages == [sentence]


def test_a_birth_is_shown_again_as_it_is_known() -> None:
    widget = ThreeInputs()
    assert widget.decompress(Precise(date(1991, 3, 1), "month")) == ["", 3, 1991]
    assert widget.decompress(date(1991, 3, 14)) == [14, 3, 1991]
    assert widget.decompress(None) == ["", "", ""]


class Small(Form):
    """A form with a text and a choice."""

    surname = forms.CharField(label=Text("Прізвище", "Surname"))  # type: ignore[arg-type]
    source = forms.ChoiceField(label="Джерело", choices=[("call", "дзвінок")])
    why = ReasonField(required=False)


def test_an_empty_form_says_for_each_field_what_to_do() -> None:
    assert dict(Small({}).errors) == {"surname": ["Заповніть: Прізвище."], "source": ["Виберіть: Джерело."]}
    with override("en"):
        assert Small({}).errors["surname"] == ["Fill in: Surname."]


class Counted(Form):
    """A form with what Django would call invalid."""

    share = forms.IntegerField(label="Частка, %")
    source = forms.ChoiceField(label="Джерело, %", choices=[("call", "дзвінок")])
    place = forms.CharField(label="Місце", error_messages={"required": "Де це було?"})


def test_every_sentence_names_the_field_and_says_what_to_do() -> None:
    assert dict(Counted({"share": "багато", "source": "x", "place": ""}).errors) == {
        "share": ["Введіть ціле число, наприклад 12: Частка, %."],
        "source": ["Виберіть зі списку: Джерело, %."],
        "place": ["Де це було?"],
    }


@pytest.mark.parametrize(("field", "place"), [("surname", "surname"), (None, "__all__"), ("gone", "__all__")])
def test_a_refusal_finds_its_field_or_the_form(field: str | None, place: str) -> None:
    form = Small({"surname": "x", "source": "call"})
    assert form.is_valid()
    with override("en"):
        form.refuse(Refused(Text("Уже є.", "There already."), field))
    assert dict(form.errors) == {place: ["There already."]}


@pytest.fixture
def client(client_for: Callable[[User], Client], now: datetime) -> Client:
    """A signed-in officer."""
    return client_for(build.account(cast.SOCIAL, now=now))


FILLED: dict[str, Any] = {
    "name": "Шевчук",
    "met_on": "17.07.2024",
    "captured_on": "05.2022",
    "born_day": "14",
    "born_month": "3",
    "born_year": "1991",
    "kind": "call",
    "standing": "reported",
    "why": "сказала родина",
}


@pytest.mark.django_db
@pytest.mark.urls("tests.web.gallery")
def test_a_filled_form_is_read(client: Client) -> None:
    cleaned = client.post("/gallery/form", FILLED).content.decode()
    assert "('born', Precise(day=datetime.date(1991, 3, 14), precision='day'))" in cleaned
    assert "('captured_on', Precise(day=datetime.date(2022, 5, 1), precision='month'))" in cleaned
    assert "('met_on', datetime.date(2024, 7, 17))" in cleaned


@pytest.mark.django_db
@pytest.mark.urls("tests.web.gallery")
def test_the_summary_leads_to_every_field_that_wants_mending(client: Client) -> None:
    response = client.post("/gallery/form", {**FILLED, "name": "ні", "met_on": "вчора"})
    page = response.content.decode()
    assert response.status_code == 422
    targets = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', page)
    assert targets == [("id_met_on", "Введіть дату, наприклад 14.03.1991.")]
    response = client.post("/en/gallery/form", {**FILLED, "name": "ні"})
    assert ("id_name", "There is such a record already.") in re.findall(
        r'<li><a href="#([^"]+)">([^<]+)</a></li>', response.content.decode()
    )
    empty = client.post("/gallery/form", {}).content.decode()
    for target, _sentence in re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', empty):
        assert empty.count(f'id="{target}"') == 1


@pytest.mark.django_db
@pytest.mark.urls("tests.web.gallery")
def test_what_was_typed_stays_and_a_secret_does_not(client: Client) -> None:
    page = client.post(
        "/gallery/form", {**FILLED, "met_on": "вчора", "code": "s3cret", "name": "Щур’єв"}
    ).content.decode()
    assert re.findall(r'name="(name|met_on|captured_on|born_day|code)"[^>]*? value="([^"]*)"', page) == [
        ("name", "Щур’єв"),
        ("met_on", "вчора"),
        ("captured_on", "05.2022"),
        ("born_day", "14"),
    ]


def test_an_optional_field_says_so_and_the_browser_checks_nothing() -> None:
    html = str(EveryField())
    labels = re.findall(r'<label class="govuk-label" for="[^"]+">([^<]+)<span class="d-opt">\(([^)]+)\)', html)
    optional = [("Коли потрапив у полон ", "необов’язково"), ("Нотатка ", "необов’язково")]
    assert labels == [*optional, ("Код ", "необов’язково"), ("Файл ", "необов’язково")]
    assert " required" not in html
    assert 'type="date"' not in html
