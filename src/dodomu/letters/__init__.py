"""Letters to offices as PDF, and the grammatical cases of the names, ranks and posts that stand in them. Pure."""
