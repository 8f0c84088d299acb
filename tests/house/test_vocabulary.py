"""The words of the tree: names that say something, no address of a package index, nobody's folder, nobody real."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator

from tests.house.tree import files, modules, texts

# Names that hide what a thing is for (ARCHITECTURE.md, "Style").
EMPTY_MODULES = {
    *("utils", "util", "helpers", "helper", "common", "core", "misc", "base", "data", "info", "lib", "shared"),
    *("manager", "managers", "service", "services", "handler", "handlers", "constants", "types"),
}
EMPTY_WORDS = {"Manager", "Service", "Handler", "Helper", "Util", "Utils", "Data", "Info", "Processor", "Wrapper"}
GIVEN_BY_DJANGO = {"process_view", "process_exception", "process_template_response", "process_request", "handle"}
GIVEN_BY_PYTHON = {"handle_starttag", "handle_endtag", "handle_startendtag", "handle_data"}  # html.parser


def defined(kind: type[ast.ClassDef] | type[ast.FunctionDef]) -> Iterator[tuple[str, str]]:
    """Every class or function of the package, with its module."""
    for name, module in modules().items():
        yield from ((name, node.name) for node in ast.walk(module) if isinstance(node, kind))


def test_no_module_has_a_name_that_says_nothing():
    found = {name for name in modules() if set(name.split(".")) & EMPTY_MODULES}
    assert found == set()


def test_no_class_has_a_name_that_says_nothing():
    found = {
        (where, name) for where, name in defined(ast.ClassDef) if set(re.findall(r"[A-Z][a-z]+", name)) & EMPTY_WORDS
    }
    assert found == set()


def test_no_function_only_processes_or_handles():
    found = {
        (where, name)
        for where, name in defined(ast.FunctionDef)
        if re.match(r"_?(?:process|handle|manage)(?:_|$)", name) and name not in GIVEN_BY_DJANGO | GIVEN_BY_PYTHON
    }
    assert found == set()


def test_every_class_and_public_function_says_what_it_means():
    silent = set()
    for name, module in modules().items():
        for node in module.body:
            public = isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node) and not name.endswith(".apps"):
                silent.add((name, node.name))
    assert silent == set()


def test_nothing_is_left_open():
    mark = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|Not" r"Implemented)\b")
    assert {path for path, text in texts().items() if mark.search(text)} - {"LICENSE"} == set()


def test_no_test_is_put_aside():
    aside = re.compile(r"pytest\.mark\.(?:skip|x" r"fail)|pytest\.importor" r"skip")
    assert {path for path, text in texts("tests/*").items() if aside.search(text)} == set()


# Split, so that this file does not match itself.
PACKAGE_INDEX = re.compile(
    r"pypi\.(?:org|python)|pythonho" r"sted\.|registry\.n" r"pmjs|conda\.an" r"aconda|--(?:extra-)?index-u" r"rl"
)
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.<])/(?:ho" r"me|ro" r"ot|Use" r"rs|wo" r"rk|op" r"t|fa" r"rm)/[\w.-]+")


def test_no_package_index_is_named():
    assert {path for path, text in texts().items() if PACKAGE_INDEX.search(text)} == set()


def test_no_folder_of_one_machine_is_named():
    found = {(path, match.group()) for path, text in texts().items() for match in SOMEBODYS_FOLDER.finditer(text)}
    assert found == set()


# The project speaks of people, facts and figures; never of how its own text came about. Kept as digests, so
# that the words do not stand here either: the first 16 digits of SHA-256 of the lower-case word.
FOREIGN_WORDS = {
    *("028cdc72b35c1bc2", "053ea4804ef1bb33", "29447fab346b1477", "31a85e22a24a7a4f"),
    *("3ea125d0bff386e6", "43b18044d9ed67ff", "442e56863b7e9cf8", "48207d2d39715bf2"),
    *("487b91042c7cf27a", "4b6e0d103807842a", "549eb0447cc9d1d1", "5d72436256ada538"),
    *("5eff592cc497fccb", "60965168ce762e94", "7d3194f79e645c42", "897939b397a816da"),
    *("906a183b1dba459d", "925f07646a35ce6f", "94a168d2da574b00", "c5f9d8f01eaaecc5"),
    *("c70eca6b0f88f44d", "c857d09db23e6822", "d298391b07433318", "d8cfb7c49da745f1"),
    *("de2187af3fb01170", "e16202309c921807", "e748f8750672ca8b", "ec3f4a4cd18a80ef"),
    *("ee662f0a4316976d"),
}


def test_the_project_speaks_of_its_subject_alone():
    found = set()
    for path, text in texts().items():
        lowered = text.lower()
        words = re.findall(r"[a-z]+(?:-[a-z]+)*", lowered)
        pairs = re.findall(r"\b(?=([a-z]+ [a-z]+)\b)", lowered)
        for word in {*words, *pairs}:
            if hashlib.sha256(word.encode()).hexdigest()[:16] in FOREIGN_WORDS:
                found.add((path, word))
    assert found == set()


MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,}|localhost)\b")
NOBODYS = re.compile(r"(?:^|\.)(?:example|invalid|test|localhost)$|(?:^|\.)example\.(?:org|com|net)$|^приклад\.ua$")


def test_every_mail_address_belongs_to_nobody():
    found = {(path, match.group()) for path, text in texts().items() for match in MAIL.finditer(text)}
    assert {(path, mail) for path, mail in found if not NOBODYS.search(mail.partition("@")[2])} == set()


def test_every_file_has_one_kind_of_line_end():
    assert {path for path, text in texts().items() if "\r" in text} == set()


def test_the_tree_keeps_no_large_file():
    assert {str(file) for file in files() if file.stat().st_size > 1_000_000} == set()
