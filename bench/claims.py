"""How well the claims of passages are read: the real ones, our own, and the third of our own that was held out.

    .venv/bin/python bench/claims.py [FILE.jsonl ...]

`read` is the adapter for a scorer that calls a function(text, lang, published) and takes a list of dicts.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dodomu.claims import claims_in
from tests.claims.scoring import FILES, passages, score


def read(text: str, lang: str, published: str | None) -> list[dict[str, Any]]:
    """The claims of a passage as plain values; a language that is neither uk nor en is found out."""
    language: Any = lang if lang in ("uk", "en") else "auto"
    return [claim.as_dict() for claim in claims_in(text, language=language, published=published)]


def main() -> None:
    """Prints one row for each file and language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", default=list(FILES))
    arguments, _ = parser.parse_known_args()
    files = [each for each in arguments.files if each.endswith(".jsonl")] or list(FILES)
    print("| Passages | Language | Number | Core F1 | Whole tuple F1 | Exactly right | Speaker | Swaps | Leaks |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for name in files:
        items = passages(name)
        for language in ("uk", "en"):
            found = score([item for item in items if item["lang"] == language], read)
            print(
                f"| {name} | {language} | {found.passages} | {found.core.f1:.3f} | {found.full.f1:.3f} "
                f"| {found.exact / max(found.passages, 1):.3f} | {found.speaker:.2f} "
                f"| {len(found.swaps)} | {len(found.leaks)} |"
            )


if __name__ == "__main__":
    main()
