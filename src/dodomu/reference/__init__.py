"""The public facts that come with the service: exchange rounds, published statements, checks between them, days off.

Pure: the files lie beside the readers, and nothing is looked up anywhere else. ``README.md`` tells their sources.
"""
