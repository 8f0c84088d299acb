"""Good lists of every kind, spoilt at random by a printed seed and read under the limits of the list contract.

    .venv/bin/python bench/mutants.py --count 20000 --seed 1

Each thousand is read by a process of its own with 512 MB. Prints what came of each kind, the slowest file and the most
memory; exit 1 when one was answered by an exception or not at all, took ten seconds, or broke a promise.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
EACH = 1_000


def main() -> int:
    """Spoils, reads, prints; 1 when a promise was broken."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    begun = time.perf_counter()
    outcomes: Counter[str] = Counter()
    records: Counter[str] = Counter()
    faults: list[str] = []
    slowest, megabytes = (0.0, ""), 0
    for part in range(-(-given.count // EACH)):
        seed, count = given.seed + part, min(EACH, given.count - part * EACH)
        command = [sys.executable, "-m", "tests.formats.mutants", "--seed", str(seed), "--count", str(count)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=EACH * 10, check=False)
        if done.returncode:
            faults.append(f"seed {seed}: ended with {done.returncode}: {done.stderr[-300:]}")
            continue
        told = json.loads(done.stdout)
        outcomes.update(told["outcomes"])
        records.update(told["records"])
        faults += [f"seed {seed}: {fault}" for fault in told["faults"]]
        slowest = max(slowest, (told["slowest"][0], f"seed {seed}: {told['slowest'][1]}"))
        megabytes = max(megabytes, told["megabytes"])
    print(f"{given.count} lists, seeds from {given.seed}, {time.perf_counter() - begun:.0f} s")
    print(f"slowest {slowest[0]:.3f} s ({slowest[1]}), most memory {megabytes} MB\n")
    for form in sorted({outcome.partition("|")[0] for outcome in outcomes}):
        own = Counter({one.partition("|")[2]: count for one, count in outcomes.items() if one.startswith(f"{form}|")})
        print(f"{form:<18} {', '.join(f'{code} {count}' for code, count in own.most_common())}")
    print(f"{'records':<18} {', '.join(f'{code} {count}' for code, count in records.most_common())}")
    print(f"\nbroken promises: {len(faults)}")
    print("\n".join(faults[:50]))
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
