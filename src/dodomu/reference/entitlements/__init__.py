"""What a person who came home is entitled to, by rules with dates. Pure: days and facts come in, answers go out.

`published.toml` is what was published, with the source of every row; **a lawyer has to confirm each before it is relied
on**. `rules` answers what is due on a day, `deadlines` counts by when, line by line.
"""
