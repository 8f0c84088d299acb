"""The tool that keeps both languages whole."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
EN = "nplurals=2; plural=(n != 1);"


@pytest.fixture
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, at work on a small tree of its own."""
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "messages_tool", tool)
    spec.loader.exec_module(tool)
    source = tmp_path / "src" / "dodomu"
    (source / "web" / "templates").mkdir(parents=True)
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "SOURCE", source)
    monkeypatch.setattr(tool, "LOCALE", source / "locale")
    return tool


def module(tool: ModuleType, text: str) -> None:
    """Writes a module of the small tree."""
    (tool.SOURCE / "room.py").write_text(text, "utf-8")


def page(tool: ModuleType, text: str) -> None:
    """Writes a page of the small tree."""
    (tool.SOURCE / "web" / "templates" / "page.html").write_text(text, "utf-8")


def catalogue(tool: ModuleType, room: str, *entries: polib.POEntry, language: str = "en") -> Path:
    """Writes a catalogue of the small tree."""
    path: Path = tool.LOCALE / room / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": EN, "PO-Revision-Date": "today"}
    po.extend(entries)
    po.save(str(path))
    return path


def entry(text: str, translation: str = "x", **more: object) -> polib.POEntry:
    """One translation."""
    return polib.POEntry(msgid=text, msgstr=translation, **more)


def texts(tool: ModuleType) -> set[tuple[str, str, str]]:
    """Everything found, without the places."""
    return {tuple(message) for message in tool.collect()}


def test_every_way_to_mark_a_text_in_code_is_found(messages: ModuleType) -> None:
    module(
        messages,
        "from django.utils.translation import gettext as said, ngettext, pgettext_lazy, gettext_lazy as _\n"
        "said('а' 'б'); _('в'); ngettext('день', 'дні', n); pgettext_lazy('обмін', 'список'); dict.gettext(x)\n",
    )
    assert texts(messages) == {("", "аб", ""), ("", "в", ""), ("", "день", "дні"), ("обмін", "список", "")}


def test_every_way_to_mark_a_text_in_a_page_is_found(messages: ModuleType) -> None:
    page(
        messages,
        '{% translate "перший" %}{% translate "другий" context "порядок" %}{% if x %}{% translate "5 % третіх" %}{% endif %}'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} рядок\n  тут{% plural %}{{ n }} рядки{% endblocktranslate %}"
        '{{ x|default:_("четвертий") }}{% include "errors/part.html" with title=_("п’ятий") %}',
    )
    assert texts(messages) == {
        ("", "перший", ""),
        ("порядок", "другий", ""),
        ("", "5 %% третіх", ""),
        ("", "%(n)s рядок тут", "%(n)s рядки"),
        ("", "четвертий", ""),
        ("", "п’ятий", ""),
    }


def test_a_text_that_is_put_together_stops_the_run(messages: ModuleType) -> None:
    module(messages, "from django.utils.translation import gettext as _\n\n_(f'{x}')\n")
    with pytest.raises(SystemExit, match=r"src/dodomu/room.py:3: a translated text must be written out"):
        messages.collect()


def faults(tool: ModuleType) -> list[str]:
    """What is wrong."""
    return [sentence.split("  (")[0] for sentence in tool.faults(tool.collect())]


def test_what_is_missing_unused_empty_or_said_twice_is_told(messages: ModuleType) -> None:
    module(
        messages, "from django.utils.translation import gettext as _\n_('а'); _('б'); _('в'); _('г %(n)s'); _('ґ')\n"
    )
    catalogue(
        messages, "one", entry("а", "a"), entry("б", ""), entry("в", "c", flags=["fuzzy"]), entry("зайве", "more")
    )
    catalogue(messages, "two", entry("а", "another a"), entry("г %(n)s", "d %(m)s"), entry("ґ", "e"))
    assert faults(messages) == [
        "no English: «б»",
        "no English: «в»",
        "other placeholders m, n in English: «г %(n)s»",
        "two translations: «а» 'a' 'another a'; add a context",
        "empty or fuzzy: «б»",
        "empty or fuzzy: «в»",
        "not used: «зайве»",
    ]


def test_a_plural_needs_all_four_ukrainian_forms(messages: ModuleType) -> None:
    module(messages, "from django.utils.translation import ngettext\nngettext('%(n)s день', '%(n)s дні', n)\n")
    plural = entry("%(n)s день", "", msgid_plural="%(n)s дні", msgstr_plural={0: "%(n)s day", 1: "%(n)s days"})
    catalogue(messages, "one", plural)
    assert faults(messages) == ["no Ukrainian plural forms (4): «%(n)s день»"]
    forms = dict(enumerate(["%(n)s день", "%(n)s дні", "%(n)s днів", "%(n)s дня"]))
    catalogue(messages, "one", entry("%(n)s день", "", msgid_plural="%(n)s дні", msgstr_plural=forms), language="uk")
    assert faults(messages) == []


def test_the_same_catalogue_always_compiles_to_the_same_bytes(messages: ModuleType) -> None:
    path = catalogue(messages, "one", entry("б", "b"), entry("а", "a"))
    assert list(messages.stale(write=False)) == ["not compiled: one/en/LC_MESSAGES/django.mo"]
    assert list(messages.stale(write=True)) == []
    first = path.with_suffix(".mo").read_bytes()
    catalogue(messages, "one", entry("а", "a"), entry("б", "b"), entry("в", "c", flags=["fuzzy"]))
    assert list(messages.stale(write=False)) == []
    assert b"today" not in first
    assert [(one.msgid, one.msgstr) for one in polib.mofile(str(path.with_suffix(".mo")))] == [("а", "a"), ("б", "b")]
