"""Files made by others lie in `static/vendor` exactly as they came, each with its licence beside it.

python tools/vendored.py            writes tools/vendored.sha256, after a file was renewed on purpose
python tools/vendored.py --check    names each file that was changed, added or lost; then exit code 1
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src" / "dodomu" / "web" / "static" / "vendor"
SUMS = ROOT / "tools" / "vendored.sha256"


def sums() -> dict[str, str]:
    """SHA-256 of every vendored file, by its path in the vendor folder."""
    files = sorted(file for file in VENDOR.rglob("*") if file.is_file())
    return {file.relative_to(VENDOR).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def stated() -> dict[str, str]:
    """The sums as they were when the files came."""
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in SUMS.read_text("ascii").splitlines())}


def findings(now: dict[str, str], then: dict[str, str]) -> list[str]:
    """What differs, and what lies there without a licence.

    >>> findings({"a/x.css": "1", "a/LICENSE.txt": "2"}, {"a/x.css": "9", "a/LICENSE.txt": "2", "a/y.css": "3"})
    ['a/x.css was changed', 'a/y.css is gone']
    >>> findings({"a/x.css": "1"}, {"a/x.css": "1"})
    ['a has no LICENSE.txt']
    """
    wrong = [f"{name} was changed" for name in now if name in then and now[name] != then[name]]
    wrong += [f"{name} is new" for name in now if name not in then]
    wrong += [f"{name} is gone" for name in then if name not in now]
    folders = {name.rpartition("/")[0] for name in now}
    return wrong + [f"{folder} has no LICENSE.txt" for folder in sorted(folders) if f"{folder}/LICENSE.txt" not in now]


def main(arguments: list[str]) -> int:
    """Writes or checks."""
    now = sums()
    if arguments == ["--check"]:
        wrong = findings(now, stated())
        print("\n".join([*wrong, f"{len(now)} vendored files, {len(wrong)} findings."]))
        return 1 if wrong else 0
    SUMS.write_text("".join(f"{digest}  {name}\n" for name, digest in now.items()), "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
