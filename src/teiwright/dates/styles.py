"""Old Style and New Style: the same day in the Julian and in the Gregorian calendar, where a text gives both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from teiwright.dates.mention import Mention, Term
from teiwright.dates.values import Point

_GAP = re.compile(r"\s?[(（/]\s?")
_CLOSES = re.compile(r"(?P<words>[^()（）\d]{0,30})[)）](?:,?\s?(?P<year>[12][0-9]{3})(?![0-9]))?")
_OFFSETS = range(10, 14)
"""Days between the calendars since the Gregorian one began."""


def offset(year: int, month: int) -> int:
    """Return by how many days the Gregorian calendar is ahead of the Julian one (from 1 March of a century's year)."""
    year -= month < 3
    return year // 100 - year // 400 - 2


def gregorian(point: Point) -> Point:
    """Return a Julian day as a Gregorian one; a point that is not known to the day stays."""
    day = point.as_date
    return point.on(day + timedelta(days=offset(day.year, day.month))) if day else point


def julian(point: Point) -> Point:
    """Return a Gregorian day as a Julian one; a point that is not known to the day stays."""
    day = point.as_date
    return point.on(day - timedelta(days=offset(day.year, day.month))) if day else point


def paired(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions of a text, two that are one day in the two calendars told as such.

    With one year after both (25 October (7 November) 1917) they are one expression; else the older one is marked.
    """
    at = 0
    while at < len(mentions):
        one, other = mentions[at], mentions[at + 1] if at + 1 < len(mentions) else None
        both = _pair(text, one, other) if other else None
        if both is None:
            yield one
            at += 1
            continue
        yield from both
        at += 2
        while at < len(mentions) and mentions[at].start < both[-1].end:
            at += 1


def _pair(text: str, one: Mention, other: Mention) -> list[Mention] | None:
    if not (_is_day(one) and _is_day(other) and _GAP.fullmatch(text, one.end, other.start)):
        return None
    opens = text[one.end : other.start].strip() in ("(", "（")
    closes = _CLOSES.match(text, other.end) if opens else None
    if opens and closes is None:
        return None
    year = _year(one) or _year(other) or (int(closes["year"]) if closes and closes["year"] else None)
    step = _step(one.first.point, other.first.point, year)
    if step is None:
        return None
    new = other if step > 0 else one
    if closes is None or closes["year"] or not _year(one):
        point = replace(new.first.point, year=year)
        end = max(other.end, closes.end() if closes and closes["year"] else other.end)
        if closes and not closes["year"]:
            end = closes.end()
        return [replace(one, end=end, first=Term(point), calendar="both")]
    if step > 0:
        return [replace(one, calendar="old"), replace(other, first=_on(other, year))]
    return [one, replace(other, first=_on(other, year), calendar="old")]


def _on(mention: Mention, year: int | None) -> Term:
    return Term(replace(mention.first.point, year=mention.first.point.year or year))


def _is_day(mention: Mention) -> bool:
    point = mention.first.point
    return bool(point.month and point.day) and mention.relation == "point" and mention.first.shift is None


def _year(mention: Mention) -> int | None:
    return mention.first.point.year


def _step(one: Point, other: Point, year: int | None) -> int | None:
    """Return the days from one to the other where they are those between the calendars, else None."""
    first, second = _day(one, year or 1900), _day(other, year or 1900)
    if first is None or second is None:
        return None
    days = (second - first).days
    days += 365 if days < -300 else -365 if days > 300 else 0
    expected = {offset(year, first.month)} if year else set(_OFFSETS)
    return days if abs(days) in expected else None


def _day(point: Point, year: int) -> date | None:
    return replace(point, year=point.year or year, hour=None, minute=None).as_date if point.is_valid else None
