"""Every page in a real browser, for the account that may open it: both languages, two widths, light and dark.

A page is loaded once and looked at in every way: axe finds nothing, the console says nothing, nothing is wider than
the screen, the focus is seen, and what is made for paper prints without menus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import ViewportSize
from pytest_django.live_server_helper import LiveServer

from dodomu.web.pages import keyset
from tests.journeys.addresses import EVERY, VISITS, called, of_each
from tests.journeys.stage import Stage
from tests.journeys.standing import standing
from tests.journeys.visits import Visit, open_visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from dodomu.access.models import User

# The mark has the database made; the stage stays from page to page, so nothing is emptied after each of them.
pytestmark = pytest.mark.django_db(transaction=True)

Look = tuple[ViewportSize, Literal["light", "dark"]]
WIDE, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=640)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_LOOK: list[Look] = [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")]
# No rule depends on the language and on the colours at once: the two languages of a page share the looks between them.
LOOKS: dict[str, list[Look]] = {"uk": [(WIDE, "light"), (PHONE, "dark")], "en": [(WIDE, "dark"), (PHONE, "light")]}

PAGES = [
    (name, visit)
    for name, visit in EVERY
    if visit.kind not in ("part", "file", "secret", "drawing") and not visit.goes_to
]
LOOKED_AT = [
    (name, visit, language)
    for name, visit in PAGES
    for language in ("uk", "en")
    if language == "uk" or visit is VISITS[name][0]
]
if settings.PGHOST:  # what a page looks like is no matter of the database: there each account opens one page
    LOOKED_AT = list({visit.by: (name, visit, language) for name, visit, language in LOOKED_AT}.values())


def looks(name: str, visit: Visit, language: str) -> list[Look]:
    """The ways to look at a page: all of them, where it is opened in one language only."""
    return LOOKS[language] if visit is VISITS[name][0] else EVERY_LOOK


@pytest.fixture
def _django_db_helper() -> None:
    """Keeps pytest-django from emptying the tables after every test: the stage is built once."""


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Everything true at once, built a single time."""
    defaults = keyset.__kwdefaults__
    assert defaults is not None
    with standing(django_db_blocker) as built, pytest.MonkeyPatch.context() as patch:
        patch.setitem(defaults, "size", 8)  # a long list is looked at no better than a short one
        yield built


@pytest.fixture(scope="module")
def server(stage: Stage) -> Iterator[str]:
    """The address at which the stage is served."""
    live = LiveServer("localhost")
    yield live.url
    live.stop()


class Visitor:
    """A browser tab and a client of one account; both share one session, so what one searched the other sees."""

    def __init__(self, browser: Browser, server: str, user: User | None) -> None:
        self.client = Client()
        self.heard: list[str] = []
        self.profile = browser.new_context(base_url=server, locale="uk-UA", timezone_id="Europe/Kyiv")
        self.profile.set_default_timeout(45_000)
        self.profile.add_init_script(_axe())
        if user:
            self.client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            self.profile.add_cookies([{"name": name, "value": self.client.cookies[name].value, "url": server}])
        self.tab = self.profile.new_page()
        self.tab.on("console", lambda message: self.heard.append(f"console: {message.text}"))
        self.tab.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        self.tab.on("requestfailed", lambda request: self.heard.append(f"not loaded: {request.url}"))

    def open(self, address: str) -> Page:
        """The tab with a page in it, as on a wide light screen; what it complains of is heard anew."""
        self.tab.goto("about:blank")  # a page that asks for progress is left, and its last question with it
        self.heard.clear()
        self.tab.set_viewport_size(WIDE)
        self.tab.emulate_media(color_scheme="light", media="screen")
        answer = self.tab.goto(address)
        assert answer and answer.status == 200
        return self.tab


def _axe() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: str, stage: Stage) -> Iterator[Callable[[str], Visitor]]:
    """Who comes to look: `visitor("suprovid")`; without a name a stranger."""
    known: dict[str, Visitor] = {}

    def come(login: str) -> Visitor:
        if login not in known:
            known[login] = Visitor(browser, server, stage.users.get(login))
        return known[login]

    yield come
    for one in known.values():
        one.profile.close()


RUN_AXE = """async values => (await axe.run(document, {runOnly: {type: 'tag', values},
  resultTypes: ['violations']})).violations.flatMap(
  one => one.nodes.map(node => `${one.id} ${node.target} ${node.any[0] ? node.any[0].message : ''}`))"""

WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""

# After a key was pressed, every focus is one that must be seen; what covers it must not be a bar that stands still.
UNSEEN = """() => {
  const look = one => { const s = getComputedStyle(one);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join(); };
  const still = one => { for (; one; one = one.parentElement)
    if (['sticky', 'fixed'].includes(getComputedStyle(one).position)) return one; };
  const said = one => `${one.tagName} ${one.id || one.name || one.textContent.trim().slice(0, 40)}`;
  const wrong = [];
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    if (one.disabled || !one.checkVisibility({visibilityProperty: true}) || one.type === 'hidden') continue;
    const beside = one.labels && one.labels[0];
    const faces = beside ? [one, beside] : [one];
    const shown = () => faces.map(face => look(face) + ['::before', '::after'].map(
      part => getComputedStyle(face, part).boxShadow + getComputedStyle(face, part).outlineWidth)).join();
    document.activeElement.blur();
    const before = shown();
    one.focus();
    if (document.activeElement !== one) continue;
    if (shown() === before) wrong.push(`focus is not seen: ${said(one)}`);
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const bar = top && still(top);
    if (bar && !bar.contains(one)) wrong.push(`focus is covered by ${said(bar)}: ${said(one)}`);
  }
  return wrong;
}"""

NAVS = """() => [...document.querySelectorAll('nav, [role=navigation], .d-nav')].filter(one => one.checkVisibility() && one.offsetHeight).length"""


@pytest.mark.parametrize(
    ("name", "visit", "language"), LOOKED_AT, ids=[f"{called(name, visit)}-{said}" for name, visit, said in LOOKED_AT]
)
def test_a_page_is_for_everybody(
    name: str, visit: Visit, language: str, stage: Stage, visitor: Callable[[str], Visitor]
) -> None:
    guest = visitor(visit.by)
    page = guest.open(open_visit(guest.client, name, visit, stage, language))
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
    broken: list[str] = []
    for size, theme in looks(name, visit, language):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        broken += [f"{size['width']} {theme}: {one}" for one in page.evaluate(RUN_AXE, RULES)]
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        if more := page.evaluate(WIDER):
            broken.append(f"{more} px wider than {size['width']}")
    page.keyboard.press("Tab")
    broken += page.evaluate(UNSEEN) + guest.heard
    assert broken == [], "\n".join(broken)


@pytest.mark.parametrize("language", ["uk", "en"])
@of_each([(name, visit) for name, visit in PAGES if visit.is_printed])
def test_what_is_printed_has_no_menus(
    name: str, visit: Visit, language: str, stage: Stage, visitor: Callable[[str], Visitor]
) -> None:
    guest = visitor(visit.by)
    page = guest.open(open_visit(guest.client, name, visit, stage, language))
    page.emulate_media(media="print")
    assert page.evaluate(NAVS) == 0
