"""Calendar values: partial points of time, what an expression says of them, and the TEI attributes they become.

Attribute values are those of TEI's att.datable.w3c (W3C XML Schema Part 2: date, gYearMonth, gYear, dateTime), beside
them EDTF (ISO 8601-2:2019, Library of Congress) in att.datable.custom where it says more.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Phase = Literal[
    "", "early", "middle", "late", "spring", "summer", "autumn", "winter",
    "first-half", "second-half", "opening", "closing", "decade", "century",
    "first-days", "last-days", "first-week", "second-week", "third-week", "last-week",
]  # fmt: skip
Relation = Literal["point", "range", "choice", "eve"]
"""How two points belong together; "eve" is the night that ends with the one point given."""
Bound = Literal["", "before", "after", "about"]

SEASONS: dict[Phase, tuple[int, int, str]] = {
    "spring": (3, 5, "21"),
    "summer": (6, 8, "22"),
    "autumn": (9, 11, "23"),
    "winter": (12, 2, "24"),
}
MONTH_DAYS: dict[Phase, tuple[int, int]] = {
    **dict.fromkeys(("early", "opening", "first-days"), (1, 10)), "middle": (11, 20),
    **dict.fromkeys(("late", "closing"), (21, 31)), "first-half": (1, 15), "second-half": (16, 31),
    "last-days": (-10, -1), "first-week": (1, 7), "second-week": (8, 14), "third-week": (15, 21), "last-week": (-7, -1),
}  # fmt: skip
"""First and last day of a part of a month; negative ones count from its end, -1 its last day."""
ENDS: dict[Phase, int] = {
    **dict.fromkeys(("opening", "first-days", "first-week", "second-week", "third-week"), 1),
    **dict.fromkeys(("closing", "last-days", "last-week"), 12),
}
"""The month in which these parts of a year lie."""
YEAR_MONTHS: dict[Phase, tuple[int, int]] = {
    "first-half": (1, 6), "second-half": (7, 12), "early": (1, 3), "middle": (5, 8), "late": (10, 12),
}  # fmt: skip
DECADE_YEARS: dict[Phase, tuple[int, int]] = {
    "": (0, 9), **dict.fromkeys(("early", "opening"), (0, 3)), "middle": (4, 6),
    **dict.fromkeys(("late", "closing"), (7, 9)), "first-half": (0, 4), "second-half": (5, 9),
}  # fmt: skip
CENTURY_YEARS: dict[Phase, tuple[int, int]] = {
    "": (1, 100), **dict.fromkeys(("early", "opening"), (1, 33)), "middle": (34, 66),
    **dict.fromkeys(("late", "closing"), (67, 100)),
    "first-half": (1, 50), "second-half": (51, 100),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A point of time as far as it is known; None for what is not (yet) known.

    `phase` narrows the finest part given: early July, the spring of 1951; with `span` "decade" or "century" the year
    is that period's first counted year (1950 for the 1950s, 1900 for the twentieth century).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    phase: Phase = ""
    period: Literal["", "decade", "century"] = ""

    @property
    def is_valid(self) -> bool:
        """False for the 31 February and its like; without a year the 29 February is allowed."""
        if self.year is not None and not (0 if self.period else 1) <= self.year <= 9999:
            return False
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is not None and not 1 <= self.day <= self._last_day:
            return False
        return (self.hour is None or 0 <= self.hour <= 24) and (self.minute is None or 0 <= self.minute <= 59)

    @property
    def _last_day(self) -> int:
        return monthrange(self.year or 2000, self.month)[1] if self.month else 31

    @property
    def as_date(self) -> date | None:
        """The day, or None where it is not known to the day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def on(self, day: date) -> "Point":
        """Return this point with its calendar day put at `day`; hour and minute stay."""
        return replace(self, year=day.year, month=day.month, day=day.day)

    def iso(self) -> str:
        """Return the W3C form at the precision given, phase left aside. The year must be known."""
        point = self._without_hour_24()
        text = f"{point.year:04d}"
        if point.month:
            text += f"-{point.month:02d}" + (f"-{point.day:02d}" if point.day else "")
        if point.day and point.hour is not None:
            text += f"T{point.hour:02d}:{point.minute or 0:02d}:00"
        return text

    def _without_hour_24(self) -> "Point":
        day = self.as_date
        if self.hour != 24 or day is None:
            return self
        return replace(self.on(day + timedelta(days=1)), hour=0)

    def earliest(self) -> str:
        """Return the W3C form of its beginning: a plain point's own form, else where its phase begins."""
        return self._edges()[0]

    def latest(self) -> str:
        """Return the W3C form of its end."""
        return self._edges()[1]

    @property
    def is_extended(self) -> bool:
        """True for a phase or period that covers more than one unit of W3C's forms."""
        return self.earliest() != self.latest()

    def _edges(self) -> tuple[str, str]:
        year = self.year or 0
        if self.period:
            table = DECADE_YEARS if self.period == "decade" else CENTURY_YEARS
            first, last = table.get(self.phase, table[""])
            return f"{year + first:04d}", f"{year + last:04d}"
        if self.phase in SEASONS:
            begin, end, _ = SEASONS[self.phase]
            return f"{year:04d}-{begin:02d}", f"{year + (end < begin):04d}-{end:02d}"
        if not self.phase or self.day:
            return self.iso(), self.iso()
        if self.month:
            return self._days_of_month()
        if self.phase in ENDS:
            return replace(self, month=ENDS[self.phase])._edges_of_year()
        first, last = YEAR_MONTHS[self.phase]
        return f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}"

    def _edges_of_year(self) -> tuple[str, str]:
        """The month at either end of a year as a whole, or its days."""
        return (self.iso(), self.iso()) if self.phase in ("opening", "closing") else self._days_of_month()

    def _days_of_month(self) -> tuple[str, str]:
        first, last = (
            day if day > 0 else self._last_day + 1 + day for day in MONTH_DAYS.get(self.phase, (1, self._last_day))
        )
        return f"{self.iso()}-{first:02d}", f"{self.iso()}-{min(last, self._last_day):02d}"

    def edtf(self) -> str:
        """Return EDTF where it says more than the W3C attributes: seasons and decades; else the empty string."""
        if self.phase in SEASONS:
            return f"{self.year:04d}-{SEASONS[self.phase][2]}"
        if self.period == "decade" and not self.phase:
            return f"{(self.year or 0) // 10:03d}X"
        return ""


def attributes(first: Point, last: Point | None, relation: Relation, bound: Bound) -> tuple[tuple[str, str], ...]:
    """Return the TEI attributes of a resolved expression.

    A point gives when, or notBefore and notAfter where it has a phase; a range from and to; alternatives notBefore and
    notAfter; a bound one of the two. A night that ends with a day begins on the one before, and lies somewhere on these
    two. EDTF goes to when-custom, with datingMethod.
    """
    if relation == "eve" and (day := first.as_date) and day > date.min:
        return attributes(first.on(day - timedelta(days=1)), first, "choice", "")
    end = last or first
    if bound == "before":
        return (("notAfter", end.earliest() if end.period else end.latest()),)
    if bound == "after":
        return (("notBefore", first.latest() if first.period else first.earliest()),)
    if relation == "range":
        return (("from", first.earliest()), ("to", end.latest()))
    if relation == "choice":
        return (("notBefore", first.earliest()), ("notAfter", end.latest()), *_custom(f"[{first.iso()},{end.iso()}]"))
    if first.period:
        return (("from", first.earliest()), ("to", first.latest()), *_custom(first.edtf()))
    if first.is_extended:
        return (("notBefore", first.earliest()), ("notAfter", first.latest()), *_custom(first.edtf()))
    return (("when", first.earliest()), *_custom(f"{first.iso()}~" if bound == "about" and first.hour is None else ""))


def _custom(edtf: str) -> tuple[tuple[str, str], ...]:
    return (("when-custom", edtf), ("datingMethod", "#edtf")) if edtf else ()
