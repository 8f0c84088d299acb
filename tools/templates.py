"""Reads every template: does it compile, and does it keep the rules of the house?

    python tools/templates.py            every template of the web
    python tools/templates.py FILE …     these files only

Each finding is one line, `file:line: what is wrong and what to do`; any finding ends with exit code 1.
The rules are in `RULES`, each with the reason it exists; `tests/house/test_templates.py` shows a breach of each.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "src" / "dodomu" / "web" / "templates"

Finding = tuple[int, str]  # position in the text, sentence

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
ATTRIBUTE = re.compile(
    r"(?<![\w:-])(?P<name>[a-zA-Z_@:][\w:.@-]*)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'))?"
)
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
CYRILLIC = re.compile(r"[А-Яа-яҐґЄєІіЇї]")
TRANSLATED = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*trans(?:late)?\s.*?%\}"
    r"|\b_\(\s*(?:\"[^\"]*\"|'[^']*')\s*\)",
    re.DOTALL,
)
IN_ITS_OWN_LANGUAGE = re.compile(r"<(?P<name>\w+)\b[^>]*\blang=\"(?:uk|ru)\"[^>]*>[^<]*</(?P=name)>")


@dataclass(frozen=True, slots=True)
class Element:
    """An opening tag: name, attributes, where it stands, and where the text after it begins."""

    name: str
    attributes: dict[str, str]
    at: int
    end: int


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The text with every match turned to blanks, so that positions stay as they were."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def elements(text: str) -> Iterator[Element]:
    """The opening tags of a template; what Django writes inside a tag counts as part of the value.

    >>> [(one.name, one.attributes) for one in elements('<a href="{% url "x" %}" hidden>')]
    [('a', {'href': '{% url _x_ %}', 'hidden': ''})]
    """
    # Quotes and angle brackets inside Django's own marks would end an attribute too early.
    plain = DJANGO.sub(lambda match: re.sub(r"[\"'<>]", "_", match.group()), text)
    for tag in TAG.finditer(plain):
        if tag["close"]:
            continue
        outside = blanked(
            tag["attributes"], re.compile(r"\{%\s*(?:if|elif|else|endif|for|endfor|with|endwith)\b.*?%\}")
        )
        attributes = {
            match["name"].lower(): match["double"] if match["double"] is not None else match["single"] or ""
            for match in ATTRIBUTE.finditer(outside)
        }
        yield Element(tag["name"].lower(), attributes, tag.start(), tag.end())


def inline_script(text: str) -> Iterator[Finding]:
    """The content policy refuses scripts and styles that stand in the page."""
    for one in elements(text):
        if one.name == "script" and "src" not in one.attributes:
            yield one.at, "a script in the page: put it into a file under static/ (data goes through |json_script)"
        if one.name == "style":
            yield one.at, "a style in the page: put it into dodomu.css"
        for name in one.attributes:
            if name == "style":
                yield one.at, "style= on an element: give it a class of dodomu.css"
            if re.fullmatch(r"on[a-z]+", name) or name.startswith(("hx-on", "@", "x-on")):
                yield one.at, f"{name}= on an element: listen for the event in a file under static/"
            if "javascript:" in one.attributes[name] or (name.startswith("hx-") and "js:" in one.attributes[name]):
                yield one.at, f"{name}= runs script: the content policy refuses it"


def unescaped(text: str) -> Iterator[Finding]:
    """What people typed must never become markup."""
    for mark in re.finditer(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off\b", text):
        yield mark.start(), "escaping is turned off: build markup in a template or with format_html"


def untranslated(text: str) -> Iterator[Finding]:
    """Every sentence that people see has an English twin."""
    rest = blanked(blanked(blanked(text, COMMENT), IN_ITS_OWN_LANGUAGE), TRANSLATED)
    reported = 0
    for letter in CYRILLIC.finditer(rest):
        line = text.count("\n", 0, letter.start()) + 1
        if line != reported:
            reported = line
            yield letter.start(), 'Ukrainian text outside {% translate %}, {% blocktranslate %} or _("…")'


def fixed_address(text: str) -> Iterator[Finding]:
    """Addresses come from their names, so that a language prefix or a new path reaches all of them."""
    for one in elements(text):
        for name in ("href", "action", "formaction", "src", "hx-get", "hx-post", "hx-put", "hx-delete", "data-url"):
            value = one.attributes.get(name, "").strip()
            if value.startswith("/"):
                yield one.at, f'{name}="{value.split()[0]}": write {{% url "…" %}} or {{% static "…" %}}'
            if value.startswith(("http:", "https:", "//")) and (name == "src" or one.name == "link"):
                yield one.at, f'{name}="{value}": nothing is loaded from elsewhere; keep the file under static/'


TYPED_BY_HAND = {"", "text", "search", "tel", "email", "password", "url"}


def form_bodies(text: str) -> Iterator[tuple[Element, str]]:
    """Each form with the text between its tags."""
    for one in elements(text):
        if one.name == "form":
            end = text.find("</form", one.end)
            yield one, text[one.end : end if end >= 0 else len(text)]


def name_in_address(text: str) -> Iterator[Finding]:
    """What a person types may be a name, and an address is kept in histories and logs (ASVS 14.2.1)."""
    for form, body in form_bodies(text):
        method = form.attributes.get("method", "").lower()
        if method not in ("get", "post", "dialog"):
            yield form.at, "a form without method: say method=get or method=post"
        if method != "get":
            continue
        for field in elements(body):
            typed = field.name == "textarea" or (
                field.name == "input"
                and field.attributes.get("type", "").lower() in TYPED_BY_HAND
                and field.attributes.get("inputmode") != "numeric"  # a day or a number, written by hand
            )
            if typed:
                where = form.end + field.at
                yield where, "free text in a GET form ends in addresses and logs: send it by POST, or offer a choice"


def unguarded_form(text: str) -> Iterator[Finding]:
    """A form that changes something carries the token that proves it came from our own page."""
    for form, body in form_bodies(text):
        if form.attributes.get("method", "").lower() == "post" and "csrf_token" not in body:
            yield form.at, "a POST form without {% csrf_token %}"


def button_without_type(text: str) -> Iterator[Finding]:
    """A button without a type sends the form around it, meant or not."""
    for one in elements(text):
        if one.name == "button" and "type" not in one.attributes:
            yield one.at, 'a button without a type: type="submit" or type="button"'


RULES: tuple[Callable[[str], Iterator[Finding]], ...] = (
    inline_script,
    unescaped,
    untranslated,
    fixed_address,
    name_in_address,
    unguarded_form,
    button_without_type,
)


def findings(text: str) -> list[tuple[int, str]]:
    """Line and sentence of everything that breaks a rule, in the order of the text.

    >>> findings('<button>Ok</button>')
    [(1, 'a button without a type: type="submit" or type="button"')]
    """
    plain = blanked(text, COMMENT)
    found = sorted(one for rule in RULES for one in rule(plain))
    return [(text.count("\n", 0, at) + 1, sentence) for at, sentence in found]


def broken(names: list[str]) -> list[str]:
    """What Django's engine cannot compile, and constant names of parts that are not there."""
    from django.template import TemplateDoesNotExist, TemplateSyntaxError
    from django.template.loader import get_template
    from django.template.loader_tags import ExtendsNode, IncludeNode

    wrong = []
    for name in names:
        try:
            nodes = get_template(name).template.nodelist  # type: ignore[attr-defined]
            for node in nodes.get_nodes_by_type((IncludeNode, ExtendsNode)):
                part = node.template if isinstance(node, IncludeNode) else node.parent_name
                if isinstance(part.var, str):
                    get_template(part.var)
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            wrong.append(f"{name}: {error}")
    return wrong


def main(arguments: list[str]) -> int:
    """Prints the findings; the number of them decides the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dodomu.config.settings")
    import django

    django.setup()
    files = [Path(one).resolve() for one in arguments] or sorted(TEMPLATES.rglob("*.*"))
    wrong = broken([str(file.relative_to(TEMPLATES)) for file in files if file.is_relative_to(TEMPLATES)])
    for file in files:
        shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
        wrong += [f"{shown}:{line}: {sentence}" for line, sentence in findings(file.read_text("utf-8"))]
    print("\n".join([*wrong, f"{len(files)} templates read, {len(wrong)} findings."]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
