"""Files and pasted text become rows, dates and lines of a list. Pure: bytes in, values out."""
