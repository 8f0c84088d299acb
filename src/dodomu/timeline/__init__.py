"""What was true when, and what was known when: answers computed from facts, by pure functions."""
