"""A line of a received list against the register, with reasons for and against. Pure."""
