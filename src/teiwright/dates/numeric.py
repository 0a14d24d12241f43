"""Dates in figures, in any language: 1950-10-05, 1950.10.5, 1950/10/05, 5.10.1950, and ranges of years in brackets.

Where the year stands last, the day stands first, but the other way round in a text whose figures can only be read so
(12/31/1949, ISO 8601's reason for its own order).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from teiwright.dates.mention import Mention, Term
from teiwright.dates.values import Point

NUMERIC = re.compile(
    r"(?<![0-9.\-/№])(?:(?P<year>[12][0-9]{3})(?P<mark>[.\-/])(?P<month>[01]?[0-9])(?P=mark)(?P<day>[0-3]?[0-9])"
    r"|(?P<day_first>[0-3]?[0-9])(?P<mark_2>[.\-/])(?P<month_2>[0-3]?[0-9])(?P=mark_2)(?P<year_last>[12][0-9]{3}))"
    r"(?![0-9]|[.\-/][0-9])"
)
MONTH_FIRST = "the month first"
_YEAR = r"1[0-9]{3}|20[0-9]{2}"
_YEARS_IN_BRACKETS = re.compile(rf"(?<=[(（])\s?(?P<from>{_YEAR})\s?(?:--|[–—―－‒\-~～])\s?(?P<to>{_YEAR})(?=\s?[)）])")


def point(match: re.Match[str]) -> Point:
    """Return the point that a match of NUMERIC names, the day before the month where the year stands last."""
    if match["year"]:
        return Point(int(match["year"]), int(match["month"]), int(match["day"]))
    return Point(int(match["year_last"]), int(match["month_2"]), int(match["day_first"]))


def find(text: str) -> list[Mention]:
    """Return the dates in figures in order."""
    return [*_days(text), *_years(text)]


def mention(match: re.Match[str], start: int, end: int) -> Mention | None:
    """Return the mention of a match of NUMERIC, with its other reading if any; None where it is no day."""
    first = point(match)
    swapped = replace(first, month=first.day, day=first.month) if match["mark_2"] in ("/", "-") else None
    if swapped is not None and not first.is_valid:
        return Mention(start, end, Term(swapped), why=MONTH_FIRST) if swapped.is_valid else None
    if not first.is_valid:
        return None
    is_open = swapped is not None and swapped.is_valid and swapped != first
    return Mention(start, end, Term(first), other=Term(swapped) if swapped and is_open else None)


def is_month_first(mentions: Iterable[Mention]) -> bool:
    """Whether a document's dates in figures put the month before the day."""
    return any(mention.why == MONTH_FIRST for mention in mentions)


def ordered(mention: Mention, *, is_month_first: bool) -> Mention:
    """Settle the order of day and month; where nothing tells it, the day is first, uncertainly."""
    if mention.other is None:
        return mention
    if is_month_first:
        return replace(mention, first=mention.other, other=None, why="the month first, as elsewhere in the text")
    return replace(mention, other=None, is_vague=True, why="day and month may have changed places")


def _days(text: str) -> Iterator[Mention]:
    for match in NUMERIC.finditer(text):
        if found := mention(match, *match.span()):
            yield found


def _years(text: str) -> Iterator[Mention]:
    for match in _YEARS_IN_BRACKETS.finditer(text):
        first, last = int(match["from"]), int(match["to"])
        if first < last:
            yield Mention(match.start("from"), match.end("to"), Term(Point(first)), Term(Point(last)), "range")
