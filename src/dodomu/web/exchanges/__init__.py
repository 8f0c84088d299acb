"""The pages of exchanges: rounds, lists, matching line by line, signatures, arrivals."""
