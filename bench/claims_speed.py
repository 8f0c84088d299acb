"""How long it takes to read the claims of a passage on one core, and of texts that no newspaper prints.

    .venv/bin/python bench/claims_speed.py

Goals: a median of 5 ms for a passage of 1–5 sentences; 1 second for 20,000 characters of anything. The ratio is the
time to its goal: below 1 the goal is met. Time is that of the processor, so that a busy machine tells the same.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dodomu.claims import claims_in
from tests.claims.scoring import FILES, passages

PASSAGE_MS, ENDLESS_S, LONGEST, TURNS = 5.0, 1.0, 20_000, 5
ENDLESS = {
    "one sentence of numbers, uk": "12 осіб у полоні, 11 звільнено ",
    "one sentence of numbers, en": "95 soldiers were released and ",
    "one sentence of commas": "полон 5, ",
    "number words without end": "двадцять двоє полонених ",
    "relative clauses": "who returned 5 people who ",
    "months": "may ",
    "one line for each number": "звільнено 95 людей\n",
    "spaces": "полон ",
}


def _seconds(text: str) -> float:
    begin = time.process_time()
    claims_in(text, language="auto", published="2025-01-01")
    return time.process_time() - begin


def main() -> int:
    """Prints both tables; exit code 1 where a goal is missed."""
    texts = [item["text"] for name in FILES for item in passages(name)]
    claims_in(texts[0], language="auto")
    times = [min(_seconds(text) for _ in range(TURNS)) * 1000 for text in texts]
    median, worst = statistics.median(times), max(times)
    print(f"| {len(texts)} passages | ms | goal | ratio |\n|---|---:|---:|---:|")
    print(f"| median | {median:.2f} | {PASSAGE_MS:.0f} | {median / PASSAGE_MS:.2f} |")
    print(f"| worst | {worst:.2f} | | {worst / PASSAGE_MS:.2f} |\n")
    print("| 20,000 characters of | s | goal | ratio |\n|---|---:|---:|---:|")
    slowest = 0.0
    for name, piece in ENDLESS.items():
        taken = min(_seconds((piece * LONGEST)[:LONGEST]) for _ in range(2))
        slowest = max(slowest, taken)
        print(f"| {name} | {taken:.2f} | {ENDLESS_S:.0f} | {taken / ENDLESS_S:.2f} |")
    return 0 if median <= PASSAGE_MS and slowest <= ENDLESS_S else 1


if __name__ == "__main__":
    sys.exit(main())
