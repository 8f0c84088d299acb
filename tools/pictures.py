"""Takes pictures of the demo's real screens: for the README, and to look at every page at once.

.venv/bin/dodomu demo --port 8100                      # in another terminal
.venv/bin/python tools/pictures.py --all build/pictures
.venv/bin/python tools/pictures.py docs/pictures       # the few of the README
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dodomu.commands.demo.environment import PASSWORD

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}

README = (
    ("match", "zvirka", "/exchanges/lists/1/match/47", "en", "desktop", "light"),
    ("person", "reiestrator", "person", "en", "desktop", "light"),
    ("figure", "", "/figures/ngu-returned", "en", "desktop", "light"),
    ("today", "suprovid", "/today", "uk", "phone", "light"),
)
"""Name, account, address, language, size, colours of each picture in the README."""

PUBLIC = (
    "/",
    "/figures",
    "/figures/ngu-returned",
    "/corrections",
    "/exchanges/public",
    "/check",
    "/how-we-count",
    "/login",
)
STAFF = {
    "reiestrator": (
        "/search", "/people", "person", "person/timeline", "/people/counts", "/people/difference", "/people/proposals",
        "/people/duplicates",
    ),
    "zvirka": ("/exchanges", "round", "/exchanges/lists/1/match", "/exchanges/lists/1/review"),
    "suprovid": ("/today", "/cases", "case", "/facilities"),
    "rodyny": ("/families",),
    "zapyty": ("/enquiries", "/departments"),
    "presa": ("/figures/manage",),
    "audyt": ("/audit",),
}  # fmt: skip


def main() -> int:
    """Takes the pictures into a folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--at", default="http://localhost:8100")
    options.add_argument("--all", action="store_true", help="every screen, both languages, both sizes, light and dark")
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    wanted = list(everything()) if chosen.all else list(README)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM if CHROMIUM.exists() else None, args=FLAGS)
        for account in sorted({one[1] for one in wanted}):
            take(browser, account, [one for one in wanted if one[1] == account], chosen.at, chosen.folder)
        browser.close()
    return 0


def everything() -> Iterator[tuple[str, str, str, str, str, str]]:
    """Each screen in each of its looks."""
    screens = [("", url) for url in PUBLIC] + [(who, url) for who, urls in STAFF.items() for url in urls]
    for account, url in screens:
        name = re.sub(r"\W+", "-", url).strip("-") or "home"
        for language, size, colours in (
            ("uk", "desktop", "light"),
            ("en", "phone", "dark"),
            ("en", "desktop", "light"),
        ):
            yield f"{name}.{language}.{size}.{colours}", account, url, language, size, colours


def take(browser: Browser, account: str, wanted: list[tuple[str, ...]], at: str, folder: Path) -> None:
    """Signs in once for an account and takes its pictures."""
    signed_in = browser.new_context()
    page = signed_in.new_page()
    if account:
        page.goto(f"{at}/login")
        page.fill("input[name=login]", account)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_load_state()
    state = signed_in.storage_state()
    for name, _account, url, language, size, colours in wanted:
        width, height = SIZES[size]
        context = browser.new_context(
            storage_state=state,
            viewport={"width": width, "height": height},
            color_scheme="dark" if colours == "dark" else "light",
        )
        page = context.new_page()
        prefix = "/en" if language == "en" else ""
        response = page.goto(f"{at}{prefix}{address(page, at, url)}")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}.png", full_page="." in name and "match" not in name)
        print(response.status if response else "?", name)
        context.close()
    signed_in.close()


def address(page: Page, at: str, url: str) -> str:
    """The address of a screen; `person`, `round` and `case` are found by following the first row of their list."""
    start, _slash, rest = url.partition("/") if not url.startswith("/") else ("", "", "")
    if not start:
        return url
    lists = {"person": "/people?status=returned", "round": "/exchanges", "case": "/cases"}
    pattern = {"person": r"^/people/[D\d-]+$", "round": r"^/exchanges/\d+$", "case": r"^/people/[D\d-]+(/case)?$"}[
        start
    ]
    page.goto(f"{at}{lists[start]}")
    links = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
    found = next((link for link in links if re.match(pattern, link)), lists[start])
    if start == "case" and not found.endswith("/case"):
        found += "/case"
    return found + (f"/{rest}" if rest else "")


if __name__ == "__main__":
    sys.exit(main())
