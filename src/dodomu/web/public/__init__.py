"""What everybody may read without signing in: figures, corrections, returns by exchange, and the check of a text."""
