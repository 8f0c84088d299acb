"""Invented people, names and lists for the demo, the tests and the benches. Nobody here exists."""
