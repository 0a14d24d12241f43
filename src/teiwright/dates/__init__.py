"""Date expressions in Chinese, Russian and English, with the values that their context gives them.

Of French and German only dates written out with their month, and years, are read.

Each language has a grammar of its own; what an expression leaves out is completed in one place, `context`. The rules
on what counts as a date and on values are those of the project's annotation guide: durations, ages and quantities
are no dates; a part of the day right after a date belongs to the expression, an hour also to its value.
"""

from teiwright.dates.finder import find_dates, find_in_string

__all__ = ["find_dates", "find_in_string"]
