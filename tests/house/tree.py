"""The files and modules of the project, as the tests of the house look at them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dodomu"
BINARY = {".png", ".ico", ".mo", ".xlsx", ".gz", ".woff2"}


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """Every file of the project that git keeps or would keep, in order."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(sorted(path for name in set(listed.split("\0")) - {""} if (path := ROOT / name).is_file()))


@cache
def texts(*patterns: str) -> dict[str, str]:
    """The text of every file that has one, by its path from the root."""
    return {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for file in files(*patterns)
        if file.suffix not in BINARY
    }


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package, parsed, by its dotted name; migrations are left out."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        if "migrations" not in parts:
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = ast.parse(file.read_text("utf-8"), str(file))
    return found


def imports(name: str, module: ast.Module) -> Iterator[str]:
    """What a module imports, wherever in it: `from a import b` counts as `a.b`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = name.split(".")[: -node.level]
                base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{one.name}" for one in node.names)


def calls(module: ast.Module) -> Iterator[str]:
    """The written form of everything that is called: `clock.now`, `date.today`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
