"""The page of one piece of long work, safe to leave and to reload."""
