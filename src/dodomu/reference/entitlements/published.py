"""The rules that come with the service, as they were published."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from dodomu.reference.entitlements.rules import Rule, from_row


def published() -> list[Rule]:
    """Every version of every rule, by key and number.

    >>> [rule.valid_from.isoformat() for rule in published() if rule.key == "leave"]
    ['2024-05-18', '2026-02-03']
    """
    text = (files("dodomu.reference.entitlements") / "published.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["rule"]
    found = [
        from_row(row["key"], row["number"], row, valid_from=row["valid_from"], valid_to=row.get("valid_to"))
        for row in rows
    ]
    return sorted(found, key=lambda rule: (rule.key, rule.number))
