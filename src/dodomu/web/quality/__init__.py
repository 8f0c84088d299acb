"""How good the matching is, for the data steward: measured on invented people, shown with its day."""
