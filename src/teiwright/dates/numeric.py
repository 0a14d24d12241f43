"""Dates in figures: 1950-10-05, 1950.10.5, 1950/10/05, and with the day first 5.10.1950, in any language."""

import re

from teiwright.dates.mention import Mention, Term
from teiwright.dates.values import Point

NUMERIC = re.compile(
    r"(?<![0-9.\-/№])(?:(?P<year>[12][0-9]{3})(?P<mark>[.\-/])(?P<month>[01]?[0-9])(?P=mark)(?P<day>[0-3]?[0-9])"
    r"|(?P<day_first>[0-3]?[0-9])(?P<mark_2>[.\-/])(?P<month_2>[01]?[0-9])(?P=mark_2)(?P<year_last>[12][0-9]{3}))"
    r"(?![0-9]|[.\-/][0-9])"
)


def point(match: re.Match[str]) -> Point:
    """Return the point that a match of NUMERIC names."""
    if match["year"]:
        return Point(int(match["year"]), int(match["month"]), int(match["day"]))
    return Point(int(match["year_last"]), int(match["month_2"]), int(match["day_first"]))


def find(text: str) -> list[Mention]:
    """Return the dates in figures in order."""
    return [
        Mention(match.start(), match.end(), Term(point(match)))
        for match in NUMERIC.finditer(text)
        if point(match).is_valid
    ]
