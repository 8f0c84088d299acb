"""The published statements replayed in their order: which of the known contradictions are found, and since which day.

    .venv/bin/python bench/claims_consistency.py

One row for each check of `reference/checks.csv` that is known to fail, then the findings that no check names. Goals: at
least 30 of the 33 are found, none of the 68 that hold is called a contradiction.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dodomu.commands.contradictions import shipped_findings
from dodomu.reference.checks import read_checks

GOAL = 30


def main() -> int:
    """Prints the table; exit code 1 where a goal is missed."""
    findings = {frozenset(finding.statements): finding for finding in shipped_findings()}
    checks = read_checks()
    print("| Known to fail | Found on | Arithmetic |\n|---|---|---|")
    missed = 0
    for check in (each for each in checks if each.expected == "fails"):
        finding = findings.get(frozenset(check.statements))
        missed += finding is None
        print(f"| {check.id} | {finding.known_on if finding else 'not found'} | {check.arithmetic} |")
    named = {frozenset(check.statements) for check in checks}
    print("\n| Found besides | Known on | Statements |\n|---|---|---|")
    for statements, finding in findings.items():
        if statements not in named:
            print(f"| {finding.arithmetic} | {finding.known_on} | {' '.join(finding.statements)} |")
    wrong = [check.id for check in checks if check.expected == "holds" and frozenset(check.statements) in findings]
    failing = sum(check.expected == "fails" for check in checks)
    holding = sum(check.expected == "holds" for check in checks)
    print(f"\nFound {failing - missed} of {failing}; called wrong though they hold: {len(wrong)} of {holding}.")
    return 0 if failing - missed >= GOAL and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
