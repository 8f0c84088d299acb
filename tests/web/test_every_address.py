"""Every address at once: who may open it and who may not, what it writes, what it costs, in which language it speaks."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from dodomu.access import policy
from dodomu.web.pages import keyset
from dodomu.web.public.embed import DRAWN, FRAMED, SECONDS
from tests.house.test_doors import doors, example
from tests.journeys.addresses import EVERY, NO_PAGE, VISITS, named, of_each
from tests.journeys.reading import Page, foreign, slipped
from tests.journeys.stage import Stage
from tests.journeys.standing import standing
from tests.journeys.visits import Visit, open_visit

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
KEPT = "public, max-age=60, stale-while-revalidate=600"
KILOBYTES = {"public": 12, "entry": 12, "list": 15, "person": 15, "matching": 25, "part": 3, "file": 100, "secret": 100}
KILOBYTES |= {"frame": 3, "drawing": 3}
PLACED = {"frame": FRAMED, "drawing": DRAWN}
"""What pages of others show has a policy of its own, and stays a little longer."""
QUERIES = {"person": 30}
EXAMPLES = {"D-10482", "D-10517"}  # of numbers, in hints
MOST_QUERIES, MOST_NODES, MOST_ALIKE = 20, 1500, 8

LISTS = [(name, visit) for name, visit in EVERY if visit.kind == "list" and not visit.records]
CLOSED = [(name, visit) for name, visit in EVERY if visit.by]
FOR_MANY = [
    (name, visit)
    for name, visit in CLOSED
    if visit.is_shared and not visit.goes_to and visit.by != "audyt" and name != "account-conflicts"
]
"""What every account of a role may open, with its own people in it. The auditor alone reads about everybody, and an
administrator the bare numbers of records that an account is kept from."""


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Everything true at once, built a single time."""
    with standing(django_db_blocker) as built:
        yield built


@pytest.fixture(scope="module")
def client_of(stage: Stage) -> Callable[[str], Client]:
    """One client for each account, signed in; without a name a stranger's."""
    clients = {"": Client()}

    def signed_in(login: str) -> Client:
        if login not in clients:
            clients[login] = Client()
            clients[login].force_login(stage.users[login])
        return clients[login]

    for login in stage.users:
        signed_in(login)
    return signed_in


@dataclass(frozen=True)
class Answer:
    """What came back for one visit, and what it asked of the database."""

    visit: Visit
    language: str
    response: HttpResponse
    statements: list[str]
    page: Page

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page: no part of one, no file."""
        return self.visit.kind not in ("part", *NO_PAGE)


NO_WORK = re.compile(r'(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SELECT pg_advisory)|UPDATE "django_session"')
"""The marks of transactions, the lock of the ledger, and when somebody was last here: noted twice a minute at most."""


def costs(act: Callable[[], Any]) -> tuple[Any, list[str]]:
    """What an act answers, and the statements that it sent."""
    statements: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if not NO_WORK.match(sql):
            statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        return act(), statements


def shape(sql: str) -> str:
    """A statement without its numbers and without the length of its lists.

    >>> shape("SELECT a FROM t WHERE b IN (%s, %s) LIMIT 51")
    'SELECT a FROM t WHERE b IN (%s) LIMIT n'
    """
    return re.sub(r"\(%s(?:, %s)*\)", "(%s)", re.sub(r"\b\d+\b", "n", sql))


def twins(url: str, language: str) -> dict[str, str]:
    """The addresses of a page in both languages."""
    plain = url if language == "uk" else url.removeprefix("/en") or "/"
    return {"uk": plain, "en": f"/en{plain}"}


def complaints(answer: Answer, twins: dict[str, str]) -> Iterator[str]:
    """Every promise that a page broke."""
    yield from _of_headers(answer)
    yield from _of_budget(answer)
    if answer.is_page:
        yield from _of_shape(answer.page, answer.language, twins)
    if answer.visit.kind not in NO_PAGE:
        yield from (f"no reader understands: {text!r}" for text in slipped(answer.page))
        yield from (f"not in English: {text!r}" for text in foreign(answer.page) if answer.language == "en")


def _of_headers(answer: Answer) -> Iterator[str]:
    given = answer.response.headers
    kept = KEPT if answer.visit.kind in ("public", "file") and not answer.visit.by else "no-store"
    kept = f"public, max-age={SECONDS}" if answer.visit.kind in PLACED else kept
    if given.get("Cache-Control") != kept:
        yield f"Cache-Control: {given.get('Cache-Control')}, not {kept}"
    if given.get("Content-Security-Policy") != PLACED.get(answer.visit.kind, POLICY):
        yield f"Content-Security-Policy: {given.get('Content-Security-Policy')}"
    if answer.visit.kind not in NO_PAGE and given["Content-Type"] != "text/html; charset=utf-8":
        yield f"Content-Type: {given['Content-Type']}"


def _of_budget(answer: Answer) -> Iterator[str]:
    kind, statements = answer.visit.kind, answer.statements
    size = len(gzip.compress(answer.response.content, mtime=0))
    if size > KILOBYTES[kind] * 1000:
        yield f"{size} bytes gzipped of {KILOBYTES[kind] * 1000}"
    if answer.page.nodes > MOST_NODES and kind not in NO_PAGE:
        yield f"{answer.page.nodes} elements of {MOST_NODES}"
    if len(statements) > QUERIES.get(kind, MOST_QUERIES):
        yield f"{len(statements)} queries of {QUERIES.get(kind, MOST_QUERIES)}"
    yield from (f"asked {times} times: {sql[:300]}" for sql, times in Counter(statements).items() if times > MOST_ALIKE)


def _of_shape(page: Page, language: str, twins: dict[str, str]) -> Iterator[str]:
    if page.language != language:
        yield f"lang={page.language!r}"
    if page.alternates != twins:
        yield f"other languages: {page.alternates}, not {twins}"
    if page.heads["h1"] != 1 or page.heads["main"] != 1:
        yield f"{page.heads['h1']} h1, {page.heads['main']} main"
    if not page.title.partition(" – ")[0].strip():
        yield f"title: {page.title!r}"
    yield from (f"id {name!r} stands {times} times" for name, times in page.ids.items() if times > 1)
    yield from page.crossed


def test_every_address_is_on_the_stage() -> None:
    assert set(VISITS) == set(named("GET"))


@pytest.mark.parametrize("language", ["uk", "en"])
@of_each(EVERY)
def test_a_page_keeps_every_promise(
    name: str,
    visit: Visit,
    language: str,
    stage: Stage,
    client_of: Callable[[str], Client],
    readonly_get: Callable[..., HttpResponse],
) -> None:
    client = client_of(visit.by)
    url = open_visit(client, name, visit, stage, language)
    response, statements = costs(lambda: readonly_get(client, url))
    if visit.goes_to:
        assert (response.status_code, response.headers["Cache-Control"]) == (302, "no-store")
        assert response.resolver_match.url_name == name
        return
    assert response.status_code == 200
    is_text = visit.kind not in NO_PAGE
    answer = Answer(visit, language, response, statements, Page(response.content.decode() if is_text else ""))
    broken = list(complaints(answer, twins(url, language)))
    assert broken == [], "\n".join(broken)


@of_each(CLOSED)
def test_a_stranger_is_sent_to_sign_in(
    name: str, visit: Visit, stage: Stage, client_of: Callable[[str], Client]
) -> None:
    url = visit.url(name, stage)
    response = client_of("").get(url)
    assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, "/login")


def without_right(stage: Stage, act: policy.Act) -> str:
    """The first account of the service that may not do an act at all."""
    return next(login for login, user in stage.users.items() if not policy.may(user, act))


@of_each(CLOSED)
def test_an_account_without_the_right_meets_the_page_of_a_wrong_address(
    name: str, visit: Visit, stage: Stage, client_of: Callable[[str], Client]
) -> None:
    act = named("GET")[name].act
    if policy.RULES[act].any_account:
        assert policy.may(stage.users["nobody"], act)
    else:
        assert client_of(without_right(stage, act)).get(visit.url(name, stage)).status_code == 404


def same_role(stage: Stage, visit: Visit) -> str:
    """An account of the same role, for a unit that has no people and let in to nothing."""
    role = next(iter(policy.roles(stage.users[visit.by])), "")
    return f"stranger-{role}" if role else visit.by


@of_each([(name, visit) for name, visit in CLOSED if not visit.is_shared])
def test_the_same_role_elsewhere_meets_the_page_of_a_wrong_address(
    name: str, visit: Visit, stage: Stage, client_of: Callable[[str], Client]
) -> None:
    client = client_of(same_role(stage, visit))
    assert client.get(visit.url(name, stage)).status_code == 404


@of_each(FOR_MANY)
def test_the_same_role_elsewhere_meets_nobody_on_what_all_may_open(
    name: str, visit: Visit, stage: Stage, client_of: Callable[[str], Client]
) -> None:
    client = client_of(same_role(stage, visit))
    found = client.get(open_visit(client, name, visit, stage)).content.decode()
    assert set(re.findall(r"D-\d{5,}", found)) - EXAMPLES == set()


@of_each(LISTS)
def test_a_list_costs_the_same_with_one_row_and_with_fifty(
    name: str,
    visit: Visit,
    stage: Stage,
    client_of: Callable[[str], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, asked = client_of(visit.by), {}
    defaults = keyset.__kwdefaults__
    assert defaults is not None
    for size in (1, 50):
        monkeypatch.setitem(defaults, "size", size)
        _response, statements = costs(lambda: client.get(open_visit(client, name, visit, stage)))
        asked[size] = Counter(shape(sql) for sql in statements)
    more = {sql: n for sql, n in asked[50].items() if n > max(1, asked[1][sql])}
    assert not more, "asked again for each row"
    assert len(asked[50] - asked[1]) <= 2, "what fifty rows need names for, and one row did not"


def test_an_address_that_only_takes_answers_to_no_get() -> None:
    taking = [pattern for pattern, view in doors() if "GET" not in view.methods]
    client = Client()
    assert {example(pattern): client.get(example(pattern)).status_code for pattern in taking} == {
        example(pattern): 405 for pattern in taking
    }
