"""Days and months of the Chinese calendar: with a reign year, or told by words that the Gregorian one has not.

初六, 正月, 臘月, 閏五月 and 農曆 are the moon's by themselves; a plain 十一月二十四日 is where the dates before it are,
which its context knows.
"""

import re
from collections.abc import Iterator
from datetime import date

from teiwright.dates import lunar
from teiwright.dates.chinese import patterns
from teiwright.dates.chinese import vocabulary as v
from teiwright.dates.mention import Mention, Shift, Term
from teiwright.dates.numerals import number
from teiwright.dates.values import Point

Match = re.Match[str]


def moons(text: str) -> Iterator[Mention]:
    """Yield the days and months of the moon in a folded text, those with a year in the Gregorian calendar."""
    for match in patterns.MOON.finditer(text):
        if not _is_sure(match):
            continue
        month = v.MOON_MONTHS.get(match["month"] or "") or number(match["month"] or "")
        day = number((match["day"] or "").removeprefix("初"))
        year = _year(match)
        if year is not None and month:
            yield from _dated(match, year, month, day)
        elif day and _stands_free(match):
            count = number(match["count"]) if match["count"] else None
            term = Term(Point(None, month, day), Shift("era", years=count) if count else None)
            yield Mention(match.start(), match.end(), term, calendar="moon", is_leap=bool(match["leap"]))


def _stands_free(match: Match) -> bool:
    """A day without a month needs its 日 (初一 is also a class), and neither ends a longer number."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    is_whole = bool(match["month"]) or match.end() > match.end("day")
    return is_whole and not number(before) and before not in v.BEFORE_NO_DAY


def _is_sure(match: Match) -> bool:
    is_named = match["month"] in v.MOON_MONTHS or match["leap"] or match["by"]
    return bool(match["era"] or is_named or (match["day"] or "").startswith("初"))


def _year(match: Match) -> int | None:
    if match["era"]:
        count = number(match["erayear"])
        return v.FIRST_YEARS[match["era"]] + count - 1 if count else None
    return number(match["years"]) if match["years"] else None


def _dated(match: Match, year: int, month: int, day: int | None) -> Iterator[Mention]:
    is_leap = bool(match["leap"])
    if day:
        found = lunar.gregorian(lunar.Day(year, month, day, is_leap))
        if found:
            yield Mention(match.start(), match.end(), Term(_point(found)), calendar="moon", era=match["era"] or "")
    elif days := lunar.month_of(year, month, is_leap=is_leap):
        first, last = map(_point, days)
        yield Mention(match.start(), match.end(), Term(first), Term(last), relation="choice", calendar="moon")


def _point(day: date) -> Point:
    return Point().on(day)
