"""Checks and compiles the translations, without GNU gettext.

    python tools/messages.py            compile what changed, report what is missing or unused
    python tools/messages.py --check    change nothing; exit 1 when anything is missing, unused or not compiled

Ukrainian is the source: the msgid is the Ukrainian sentence. Every msgid of the code and the templates needs an
English translation in some `locale/*/en` catalogue; every plural needs its Ukrainian forms in a `locale/*/uk` one.
A .mo file holds nothing but what the .po says, so that the same .po always gives the same bytes.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dodomu"
LOCALE = SOURCE / "locale"


class Message(NamedTuple):
    """One sentence to translate: its context (""), the Ukrainian text, and the text of its plural ("")."""

    context: str
    text: str
    plural: str


Places = dict[Message, list[str]]

# name of the call -> at which argument the context, the text and the plural stand
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}


def in_python(path: Path) -> Iterator[tuple[Message, int]]:
    """Every message of one module, with its line; a message that is not a plain text stops the run."""
    tree = ast.parse(path.read_text("utf-8"), filename=str(path))
    names = {name: name for name in CALLS}
    for node in ast.walk(tree):  # `from django.utils.translation import gettext as said`
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.utils.translation"):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname and alias.name in CALLS}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called not in names:
            continue
        if isinstance(node.func, ast.Attribute) and not _is_translation(node.func):
            continue
        parts = [_literal(node, at, path) if at is not None else "" for at in CALLS[names[called]]]
        yield Message(*parts), node.lineno


def _is_translation(called: ast.Attribute) -> bool:
    """Whether `x.gettext(…)` is Django's: only through a module called `translation`."""
    return isinstance(called.value, ast.Name) and called.value.id == "translation"


def _literal(call: ast.Call, at: int, path: Path) -> str:
    if len(call.args) > at:
        argument = call.args[at]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return argument.value
    raise SystemExit(f"{path.relative_to(ROOT)}:{call.lineno}: a translated text must be written out in the call")


# Templates are read by Django's own parser, so that what is found is what runs.


def prepare_django() -> None:
    """The smallest Django that can read our templates: no database, no settings of ours."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=["django_htmx"],
            USE_I18N=True,
            TEMPLATES=[
                {
                    "BACKEND": "django.template.backends.django.DjangoTemplates",
                    "DIRS": [str(SOURCE / "web" / "templates")],
                    "OPTIONS": {
                        "builtins": [
                            "django.templatetags.i18n",
                            "django.templatetags.static",
                            "dodomu.web.templatetags.dodomu",
                        ]
                    },
                }
            ],
        )
        django.setup(set_prefix=False)


def in_template(path: Path) -> Iterator[tuple[Message, int]]:
    """Every message of one template: translate, blocktranslate, and texts marked `_("…")` in any tag or filter."""
    from django.template import Engine, Template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    template = Template(path.read_text("utf-8"), engine=Engine.get_default())
    seen: set[int] = set()

    def walk(value: object, line: int) -> Iterator[tuple[Message, int]]:
        from django.template.base import FilterExpression, Node, NodeList

        if id(value) in seen:
            return
        if isinstance(value, Node):
            seen.add(id(value))
            line = getattr(getattr(value, "token", None), "lineno", None) or line
            if isinstance(value, BlockTranslateNode):
                yield _block(value), line
            elif isinstance(value, TranslateNode):
                text = value.filter_expression.var
                if isinstance(text, str) or not isinstance(getattr(text, "literal", None), str):
                    raise SystemExit(f"{path.relative_to(ROOT)}:{line}: a translated text must be written out")
                literal = text.literal.replace("%", "%%")  # as Django looks it up
                yield Message(_context(value.message_context), literal, ""), line
                return
            for part in vars(value).values():
                yield from walk(part, line)
        elif isinstance(value, FilterExpression):
            yield from walk(value.var, line)
        elif isinstance(value, NodeList | list | tuple):
            for part in value:
                yield from walk(part, line)
        elif isinstance(value, dict):
            for part in value.values():
                yield from walk(part, line)

    yield from walk(template.nodelist, 1)
    yield from _marked(path)


MARKED = re.compile(r"""(?<![\w.])_\((?P<quote>["'])(?P<text>.*?)(?P=quote)\)""")


def _marked(path: Path) -> Iterator[tuple[Message, int]]:
    """Texts marked in an argument, `value|default:_("…")`: the parser turns them into lazy texts and keeps no trace."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        for found in MARKED.finditer(line):
            yield Message("", found["text"].replace("%", "%%"), ""), number


def _context(expression: object) -> str:
    literal = getattr(getattr(expression, "var", None), "literal", None)
    return str(literal) if literal is not None else str(getattr(expression, "var", "") or "") if expression else ""


def _block(node: object) -> Message:
    """The msgid of a blocktranslate, as Django builds it when it renders (with `trimmed` and plural)."""
    singular, _names = node.render_token_list(node.singular)  # type: ignore[attr-defined]
    plural = node.render_token_list(node.plural)[0] if node.plural else ""  # type: ignore[attr-defined]
    return Message(_context(node.message_context), singular, plural)  # type: ignore[attr-defined]


def collect() -> Places:
    """Every message of the product, with the places it is used in."""
    prepare_django()
    found: Places = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for message, line in in_python(path):
            found[message].append(f"{path.relative_to(ROOT)}:{line}")
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.is_file():
            for message, line in in_template(path):
                found[message].append(f"{path.relative_to(ROOT)}:{line}")
    return found


def catalogues(language: str) -> list[tuple[Path, polib.POFile]]:
    """All our catalogues of a language."""
    paths = sorted(LOCALE.glob(f"*/{language}/LC_MESSAGES/django.po"))
    return [(path, polib.pofile(str(path), encoding="utf-8")) for path in paths]


def compiled(po: polib.POFile) -> bytes:
    """The .mo of a catalogue: its translated entries and the two header lines that matter, nothing else."""
    small = polib.POFile()
    small.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": po.metadata.get("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    }
    for entry in sorted(po, key=lambda entry: (entry.msgctxt or "", entry.msgid)):
        if not entry.obsolete and not entry.fuzzy and entry.translated():
            small.append(
                polib.POEntry(
                    msgid=entry.msgid,
                    msgid_plural=entry.msgid_plural,
                    msgctxt=entry.msgctxt,
                    msgstr=entry.msgstr,
                    msgstr_plural=entry.msgstr_plural,
                )
            )
    return bytes(small.to_binary())


def faults(found: Places) -> Iterator[str]:
    """Everything that is wrong with the catalogues, one sentence each."""
    english = _translated(catalogues("en"))
    for message, places in sorted(found.items()):
        if message[:2] not in english:
            yield f"no English: {_shown(message)}  ({places[0]})"
        elif message.plural and not english[message[:2]].msgid_plural:
            yield f"no English plural: {_shown(message)}  ({places[0]})"
        elif wrong := _placeholders(message, english[message[:2]]):
            yield f"other placeholders {wrong} in English: {_shown(message)}  ({places[0]})"
    ukrainian = _translated(catalogues("uk"))
    for message, places in sorted(found.items()):
        if message.plural:
            entry = ukrainian.get(message[:2])
            if entry is None or len(entry.msgstr_plural) < 4 or not all(entry.msgstr_plural.values()):
                yield f"no Ukrainian plural forms (4): {_shown(message)}  ({places[0]})"
    yield from _contradictions()
    used = {message[:2] for message in found}
    for language in ("en", "uk"):
        for path, po in catalogues(language):
            for entry in po:
                name = path.relative_to(LOCALE)
                key = (entry.msgctxt or "", entry.msgid)
                if entry.obsolete or key not in used:
                    yield f"not used: {_shown(Message(*key, ''))}  ({name})"
                elif entry.fuzzy or not entry.translated():
                    yield f"empty or fuzzy: {_shown(Message(*key, ''))}  ({name})"


def _contradictions() -> Iterator[str]:
    """Sentences that two rooms translate differently: only one of the two would be shown everywhere."""
    said: dict[tuple[str, str], tuple[str, Path]] = {}
    for path, po in catalogues("en"):
        for entry in po:
            key = (entry.msgctxt or "", entry.msgid)
            words, first = said.setdefault(key, (entry.msgstr, path))
            if words != entry.msgstr:
                places = f"{first.relative_to(LOCALE)}, {path.relative_to(LOCALE)}"
                both = f"{words!r} {entry.msgstr!r}"
                yield f"two translations: {_shown(Message(*key, ''))} {both}; add a context  ({places})"


def _translated(files: Iterable[tuple[Path, polib.POFile]]) -> dict[tuple[str, str], polib.POEntry]:
    return {
        (entry.msgctxt or "", entry.msgid): entry
        for _path, po in files
        for entry in po
        if entry.translated() and not entry.fuzzy and not entry.obsolete
    }


NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def _placeholders(message: Message, entry: polib.POEntry) -> str:
    """The named places that are not the same on both sides; empty when they are."""
    asked = set(NAMED.findall(message.text)) | set(NAMED.findall(message.plural))
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    given = {name for text in texts for name in NAMED.findall(text)}
    return ", ".join(sorted("".join(name) for name in asked ^ given))


def _shown(message: Message) -> str:
    context = f" [{message.context}]" if message.context else ""
    return f"«{message.text[:90]}»{context}"


def stale(*, write: bool) -> Iterator[str]:
    """The catalogues whose .mo is not what their .po gives; with `write` they are compiled."""
    for language in ("en", "uk"):
        for path, po in catalogues(language):
            target, data = path.with_suffix(".mo"), compiled(po)
            if not target.exists() or target.read_bytes() != data:
                if write:
                    target.write_bytes(data)
                else:
                    yield f"not compiled: {target.relative_to(LOCALE)}"


def main() -> int:
    """Prints what is wrong; 1 when something is."""
    parser = argparse.ArgumentParser(description="Checks and compiles the translations.")
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 when something is wrong")
    parser.add_argument("--only", default="", help="report only places or catalogues whose path holds this word")
    asked = parser.parse_args()
    found = collect()
    wrong = [*stale(write=not asked.check), *faults(found)]
    for sentence in (sentence for sentence in wrong if asked.only in sentence):
        print(sentence)
    print(f"{len(found)} messages, {len(wrong)} to mend")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
