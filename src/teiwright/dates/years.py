"""The year of a date that prints none: near to where the narrative stands, and one that the article dates in full."""

import math
from calendar import isleap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from teiwright.dates.values import SEASONS, Point

LATER, EARLIER = 0.08, 0.2
"""What a month's distance costs a year, ahead of the narrative and back: history is told forwards."""
EVIDENCE = 1.0
"""How much the article's own full dates weigh against nearness, as a factor of their logarithm."""
SAME_SENTENCE = 1.0
"""What it adds to a year that its sentence has printed before."""
LOCAL = 4.0
"""How many times a full date in the paragraph's own notes counts."""
CLEAR = 0.5
"""The lead that makes a year certain."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often the article dates something in full, by month counted from year 0, with its neighbours' halves."""

    months: Mapping[int, float]

    def weight(self, year: int, month: int) -> float:
        """Return the weight of a month."""
        return self.months.get(year * 12 + month, 0.0)

    @property
    def likeliest_year(self) -> int | None:
        """The year with the greatest weight, the earlier of two; None where nothing is dated in full."""
        years: dict[int, float] = {}
        for month, weight in self.months.items():
            years[(month - 1) // 12] = years.get((month - 1) // 12, 0.0) + weight
        return min(years, key=lambda year: (-years[year], year)) if years else None


def evidence(everywhere: Iterable[Point], nearby: Iterable[Point] = ()) -> Evidence:
    """Weigh the full dates of an article, those near by many times."""
    months: dict[int, float] = {}
    for points, weight in ((everywhere, 1.0), (nearby, LOCAL)):
        for point in points:
            if point.year is not None and point.month is not None:
                at = point.year * 12 + point.month
                for month, part in ((at - 1, 0.5), (at, 1.0), (at + 1, 0.5)):
                    months[month] = months.get(month, 0.0) + weight * part
    return Evidence(months)


def likeliest(
    point: Point,
    anchors: Sequence[tuple[Point, float]],
    printed_year: int | None,
    known: Evidence,
    written: int | None = None,
) -> tuple[int, bool] | None:
    """Return the year that fits a point with a month best, and whether the next one is clearly behind.

    Each anchor is a point of time that the year may be counted from, with what that costs. Nothing is told of a year
    after `written`, the document's own, unless that year is printed or the narrative stands there already.
    """
    scores: dict[int, float] = {}
    candidates = list(_candidates(point, anchors, printed_year, known))
    reached = max((anchor.year or 0 for anchor, _ in anchors), default=0)
    latest = max(written or 9999, reached, printed_year or 0)
    for year, cost in [each for each in candidates if each[0] <= latest] or candidates:
        score = EVIDENCE * math.log(known.weight(year, point.month or 0) + 1) - cost
        scores[year] = max(scores.get(year, -math.inf), score + SAME_SENTENCE * (year == printed_year))
    if not scores:
        return None
    best, *others = sorted(scores, key=lambda year: (-scores[year], year))
    return best, not others or scores[best] - scores[others[0]] > CLEAR


def _candidates(
    point: Point, anchors: Sequence[tuple[Point, float]], printed_year: int | None, known: Evidence
) -> Iterator[tuple[int, float]]:
    """Yield years with their cost: from each anchor the next such month ahead and the last one back."""
    for anchor, cost in anchors:
        for year in _around(point, anchor):
            yield year, cost + _cost(point, year, anchor)
    if printed_year is not None and _exists(point, printed_year):
        yield printed_year, _cost(point, printed_year, anchors[0][0]) if anchors else 0.0
    if not anchors and known.likeliest_year is not None and _exists(point, known.likeliest_year):
        yield known.likeliest_year, 0.0


def _cost(point: Point, year: int, anchor: Point) -> float:
    months = _months(point, year, anchor)
    return months * LATER if months >= 0 else -months * EARLIER


def _around(point: Point, anchor: Point) -> list[int]:
    """Return the years in which the month lies within a year of the anchor; for the 29 February the leap year near."""
    centre = anchor.year or 0
    near = [
        year
        for year in (centre - 1, centre, centre + 1)
        if _exists(point, year) and -12 <= _months(point, year, anchor) < 12
    ]
    around = range(centre - 4, centre + 5)
    return near or sorted((year for year in around if _exists(point, year)), key=lambda year: abs(year - centre))[:1]


def _exists(point: Point, year: int) -> bool:
    """False for the 29 February of a year that has none, and for years out of W3C's four figures."""
    return 1 <= year <= 9999 and (point.month != 2 or point.day != 29 or isleap(year))


def _months(point: Point, year: int, anchor: Point) -> int:
    """Return the months from the anchor to the point in that year; whole years where a month is not known."""
    first, second = _month(anchor), _month(point)
    return (year - (anchor.year or 0)) * 12 + (second - first if first and second else 0)


def months_between(one: Point, other: Point) -> int:
    """Return the months from one point to the other; whole years where a month is not known."""
    return _months(other, other.year or 0, one)


def _month(point: Point) -> int | None:
    season = SEASONS.get(point.phase)
    return point.month or (season[0] if season else None)
