"""Registers and mentions in the millions: our comparison as settings for Splink, on DuckDB or on Spark. Pure.

`people` and `lines` compute every column beforehand with the engine of the desk; `settings` says how two rows are
compared; `engines` runs it; `links` makes probabilities of what comes back. Nothing else imports this package but
`dodomu link`, and its own packages are imported only where they are used: they are extras.
"""
