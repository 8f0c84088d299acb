"""What every visitor downloads: small, ours, and nothing of somebody else's brand."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import django_htmx
import pytest

import dodomu.web

STATIC = Path(dodomu.web.__file__).parent / "static"
TEMPLATES = Path(dodomu.web.__file__).parent / "templates"
GOVUK = STATIC / "vendor" / "govuk"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
KILOBYTE = 1024


def zipped(*paths: Path) -> int:
    """How many bytes go over the wire."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_styles_and_scripts_keep_their_budget() -> None:
    assert zipped(STATIC / "dodomu.css", GOVUK / "govuk-dodomu.css") <= 22 * KILOBYTE
    assert zipped(STATIC / "dodomu.js", HTMX) <= 22 * KILOBYTE


def test_the_compiled_base_is_the_one_named_and_its_licence_lies_beside_it() -> None:
    digest = hashlib.sha256((GOVUK / "govuk-dodomu.css").read_bytes()).hexdigest()
    assert (GOVUK / "VERSION").read_text().splitlines() == [
        "govuk-frontend 6.6.0",
        "sass 1.108.2",
        f"sha256 {digest}  govuk-dodomu.css",
    ]
    assert "MIT License" in (GOVUK / "LICENSE.txt").read_text()


def test_no_brand_of_another_government_and_no_address_is_in_the_styles() -> None:
    css = (GOVUK / "govuk-dodomu.css").read_text() + (STATIC / "dodomu.css").read_text()
    assert [word for word in ("GDS Transport", "crest", "@import") if word in css] == []
    assert [address for address in re.findall(r"url\(([^)]*)\)", css) if not address.startswith("#")] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_script_style_or_handler(path: Path) -> None:
    text = re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text("utf-8"))
    found = re.findall(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\bsrc=)", text)
    assert found == []
    assert re.findall(r"""(?:src|href)=["']https?://""", text) == []
