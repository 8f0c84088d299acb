"""Every address has an act, every act has a rule, and no door stands open by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

from dodomu.access.policy import RULES, Act
from tests import build, cast
from tests.house.tree import texts

EXAMPLES = ["1", "10001", "x", "2024-07-17", "00000000-0000-4000-8000-000000000000", "0" * 32]


def doors(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every pattern of the addresses with its view."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from doors(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern), one.callback


def example(pattern: str) -> str:
    """An address that the pattern answers to.

    >>> example("people/<int:key>/facts/<slug:about>")
    '/people/1/facts/1'
    """

    def part(match: re.Match[str]) -> str:
        shape = get_converters()[match[1] or "str"].regex
        return next(one for one in EXAMPLES if re.fullmatch(shape, one))

    return "/" + re.sub(r"<(?:(\w+):)?\w+>", part, pattern)


def closed_doors() -> Iterator[tuple[str, Any]]:
    """An address for every door that is not open to everybody and that one comes through by signing in."""
    return (
        (example(pattern), view)
        for pattern, view in doors()
        if not RULES[view.act].everybody and not hasattr(view, "opens_by_key")
    )


def doors_by_key() -> Iterator[str]:
    """An address for every door that a program comes through with a key."""
    return (example(pattern) for pattern, view in doors() if hasattr(view, "opens_by_key"))


def test_there_are_doors():
    assert len(list(doors())) > 5
    assert len(list(closed_doors())) > 2


def test_every_address_has_an_act_and_says_its_methods():
    without = {
        pattern
        for pattern, view in doors()
        if not isinstance(getattr(view, "act", None), Act)
        or not set(getattr(view, "methods", ()))
        or not set(view.methods) <= {"GET", "POST"}
    }
    assert without == set()


def test_every_act_has_a_rule():
    assert set(RULES) == set(Act)


def test_every_act_is_asked_somewhere():
    code = "".join(text for path, text in texts("src/*.py").items() if not path.endswith("access/policy.py"))
    assert {act.name for act in Act if f"Act.{act.name}" not in code} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "status"), [("get", 405), ("post", 401), ("put", 405), ("delete", 405)])
def test_a_door_for_programs_opens_to_no_session_and_to_post_alone(client_for, now, method, status):
    for visitor in (Client(), client_for(build.account(cast.PRESS, now=now))):
        answers = {url: getattr(visitor, method)(url).status_code for url in doors_by_key()}
        assert answers == dict.fromkeys(answers, status)
        assert answers


def test_no_door_but_these_goes_without_a_form_of_ours():
    without = {pattern for pattern, view in doors() if getattr(view, "csrf_exempt", False)}
    assert without == {pattern for pattern, view in doors() if hasattr(view, "opens_by_key")}


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_at_every_closed_door():
    client = Client()
    answers = {}
    for url, view in closed_doors():
        response = client.get(url) if "GET" in view.methods else client.post(url)
        answers[url] = (response.status_code, response.headers.get("Location", "").partition("?")[0])
    assert {url: answer for url, answer in answers.items() if answer != (302, "/login")} == {}


@pytest.mark.django_db
def test_an_account_without_a_role_meets_the_page_of_a_wrong_address(now, client_for):
    officer = build.account(cast.REGISTRAR, now=now)
    officer.memberships.update(until_at=now)
    client = client_for(officer)
    answers = {}
    for url, view in closed_doors():
        if not RULES[view.act].any_account:
            answers[url] = (client.get(url) if "GET" in view.methods else client.post(url)).status_code
    assert {url: status for url, status in answers.items() if status != 404} == {}


@pytest.mark.django_db
def test_a_method_that_a_door_does_not_name_is_refused(now, client_for):
    client = client_for(build.account(cast.REGISTRAR, now=now))
    answers = {example(pattern): client.put(example(pattern)).status_code for pattern, _ in doors()}
    assert {url: status for url, status in answers.items() if status != 405} == {}
