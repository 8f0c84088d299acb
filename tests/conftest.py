"""What every test stands on: one clock, cheap passwords, clean tables, a browser."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from dodomu.access.models import User
from dodomu.clock import KYIV
from dodomu.ledger import triggers
from dodomu.testing.loud import NO_BROWSER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IS_CI = bool(os.environ.get("CI"))

# A slow machine is no reason to fail; the examples are the same on every machine in CI.
hypothesis_settings.register_profile("default", deadline=None)
hypothesis_settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("ci" if IS_CI else "default")


# The database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as in service: in memory there is no WAL and no lock, and threads share one connection."""
    database = connections["default"]
    database.settings_dict["CONN_MAX_AGE"] = 0
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Ends at the very end what a thread of a test left connected: PostgreSQL drops no database that is in use."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


# Tests with a live server or real transactions empty the tables after themselves. The triggers that keep facts and
# ledger append-only would refuse that, and rows would leak into the next test. A patch for the whole run: a patch
# of one test would be taken back before its tables are emptied.
flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def flush_without_triggers(self: TransactionTestCase) -> None:
    """Empties the tables with the triggers off, and the cache, which is a table that Django does not count."""
    cache.clear()
    triggers.remove(connection)
    try:
        flush(self)
    finally:
        triggers.install(connection)


TransactionTestCase._fixture_teardown = flush_without_triggers  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> Iterator[None]:
    """Password hashes that cost nothing, and static files under their own names."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture
def counted_queries() -> Callable[[Callable[[], Any]], int]:
    """How many queries an act costs: `counted_queries(lambda: client.get(url))`."""

    def count(act: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count


# The clock and the people in front of the screen


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """18 July 2024, 10:00 in Kyiv: the morning after a round. Pages and commands read the same instant."""
    instant = datetime(2024, 7, 18, 10, 0, tzinfo=KYIV)
    monkeypatch.setenv("DODOMU_NOW", instant.isoformat())
    return instant


@pytest.fixture
def client_for(now: datetime) -> Callable[[User], Client]:
    """A client signed in as an account: `client_for(officer).get(url)`."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


WRITE = re.compile(r'\b(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)"?', re.IGNORECASE)
A_GET_MAY_WRITE = {"ledger_entry", "django_session", "cache_entry"}


@pytest.fixture
def readonly_get() -> Callable[..., Any]:
    """A GET that fails when it writes anything but the ledger, its own session and rate counters.

    `readonly_get(client, url)` answers what `client.get(url)` answers.
    """

    def get(client: Client, url: str, **options: Any) -> Any:
        written = set()

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if not sql.lstrip().upper().startswith("SELECT"):
                written.update(WRITE.findall(sql))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = client.get(url, **options)
        assert written - A_GET_MAY_WRITE == set(), f"GET {url} wrote"
        return response

    return get


# The browser

FLAGS = [
    "--no-sandbox",  # Chromium refuses to run as root otherwise
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE = 45_000  # milliseconds: a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, else Playwright's own; the tests that need it are skipped, loudly, where neither is."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    # Playwright keeps an event loop in this thread, and Django would refuse the database inside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        places = [Path("/usr/bin/chromium"), Path(playwright.chromium.executable_path)]
        program = next((place for place in places if place.exists()), None)
        if program is None:
            pytest.skip(NO_BROWSER)
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser's console said: errors of scripts, refusals of the content policy. None may be left at the end.

    A test that means to meet one takes it out: `assert "409" in complaints.pop()`.
    """
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def open_page(
    browser: Browser, live_server: Any, now: datetime, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser profile of its own: `open_page(viewport={…}, locale="en-GB")`."""
    profiles = []

    def open_one(**options: Any) -> Page:
        chosen = {"locale": "uk-UA", "timezone_id": "Europe/Kyiv", **options}
        profile = browser.new_context(base_url=live_server.url, **chosen)
        profiles.append(profile)
        page = profile.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for profile in profiles:
        profile.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page of a stranger who reads Ukrainian."""
    return open_page()


@pytest.fixture
def as_user(open_page: Callable[..., Page], live_server: Any) -> Callable[..., Page]:
    """A page of somebody signed in, in a profile of its own: `as_user(officer).goto("/today")`."""

    def open_one(user: User, **options: Any) -> Page:
        page = open_page(**options)
        name, value = settings.SESSION_COOKIE_NAME, session_cookie(user)
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return page

    return open_one


def session_cookie(user: User) -> str:
    """The key of a session in which the account has just given its password."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
