"""Names of people: alphabets, spellings, parts and likeness. Pure: no Django, no clock, no settings."""
