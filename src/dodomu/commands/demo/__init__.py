"""The demo: an invented register on real public rounds and statements, told step by step."""
