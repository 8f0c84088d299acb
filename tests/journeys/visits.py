"""One visit of an address on the stage: whose, with which records, and what kind of page it is."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.journeys.stage import Stage


@dataclass(frozen=True, slots=True)
class Visit:
    """One way to a page: the account, the records in its address, and what kind of page it is.

    `kind` chooses what is asked of it: public (may be kept on the way), entry, list, person,
    matching; part, file and secret (a file that nobody keeps) are no pages; frame and drawing stand on pages of
    others. `goes_to` is the documented redirect.
    `searches` is a text searched for before, because the address alone shows nothing. `is_shared`: whoever holds the
    role sees it, whichever people are assigned to them.
    """

    by: str = ""
    records: tuple[tuple[str, str], ...] = ()
    query: str = ""
    kind: str = "list"
    goes_to: str = ""
    searches: str = ""
    is_shared: bool = False
    is_printed: bool = False

    def url(self, name: str, stage: Stage, language: str = "uk") -> str:
        """The address in a language."""
        values = {parameter: stage.keys[word] for parameter, word in self.records}
        with override(language):
            return reverse(name, kwargs=values) + (f"?{self.query}" if self.query else "")


def public(query: str = "", kind: str = "public", **records: str) -> Visit:
    """A page for everybody."""
    return Visit("", tuple(records.items()), query, kind, is_shared=True)


def staff(by: str, kind: str = "list", *, query: str = "", **more: Any) -> Visit:
    """A page of the service; what is no option of a visit is a record of the address."""
    options = {name: more.pop(name) for name in ("goes_to", "searches", "is_shared", "is_printed") if name in more}
    return Visit(by, tuple(more.items()), query, kind, **options)


def open_visit(client: Client, name: str, visit: Visit, stage: Stage, language: str = "uk") -> str:
    """The address to open; where a page needs a search before it, the client searches first."""
    if not visit.searches:
        return visit.url(name, stage, language)
    with override(language):
        found = client.post(reverse("search"), {"text": visit.searches})
        address = str(found.headers["Location"])
        if name == "search":
            return address
        link = re.search(rf'href="({reverse(name)}\?[^"]+)"', client.get(address).content.decode())
    assert link, f"The search for «{visit.searches}» leads to no {name}"
    return html.unescape(link[1])
