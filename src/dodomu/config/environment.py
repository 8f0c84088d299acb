"""Reading settings from the environment, with a list of all of them for the documentation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ASKED: dict[str, str] = {}  # name -> default, in the order of asking


def text(name: str, default: str) -> str:
    """A setting as text."""
    ASKED.setdefault(name, default)
    return os.environ.get(name, default)


def number(name: str, default: int) -> int:
    """A setting as a whole number; anything else stops the start with the name of the setting."""
    ASKED.setdefault(name, str(default))
    value = os.environ.get(name, str(default))
    if not value.strip().isdigit():
        raise SystemExit(f"{name} takes a whole number; it is {value!r}.")
    return int(value)


def flag(name: str, default: bool) -> bool:
    """A setting as yes or no (1, true, yes, on)."""
    ASKED.setdefault(name, "1" if default else "0")
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    """A setting as a list of words."""
    return text(name, default).split()


def secret(name: str, path: Path) -> str:
    """A secret from the environment, or from a file that is made once, readable by its owner alone."""
    ASKED.setdefault(name, f"made once in the data folder: {path.name}")
    if value := os.environ.get(name):
        return value
    if path.exists():
        return path.read_text("ascii").strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole under another name and then linked: two that start at once agree, and nobody reads a half.
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(beside, path)
    except FileExistsError:
        pass  # somebody was quicker
    except OSError:
        beside.replace(path)  # a disk without hard links
    finally:
        beside.unlink(missing_ok=True)
    return path.read_text("ascii").strip()
