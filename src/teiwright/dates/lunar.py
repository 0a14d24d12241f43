"""The Chinese calendar: its years, months and days in the Gregorian one, and back.

The table of years (`languages/zh/lunar.toml`) begins where the Gregorian calendar does.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from teiwright import languages


@dataclass(frozen=True, slots=True)
class Day:
    """A day; `year` is the Gregorian year in which its year begins, `is_leap` told of a month put in after its like."""

    year: int
    month: int
    day: int
    is_leap: bool = False

    @property
    def custom(self) -> str:
        """The day as a value of when-custom: 1895-05-12, with an L before the month put in (1895-L05-12)."""
        return f"{self.year:04d}-{'L' * self.is_leap}{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class _Month:
    number: int
    is_leap: bool
    first: date
    length: int


def gregorian(day: Day) -> date | None:
    """Return the Gregorian day; None for a day or month put in that its year has not, or a year beyond the table."""
    for month in _months(day.year):
        if (month.number, month.is_leap) == (day.month, day.is_leap) and 1 <= day.day <= month.length:
            return month.first + timedelta(days=day.day - 1)
    return None


def month_of(year: int, month: int, *, is_leap: bool = False) -> tuple[date, date] | None:
    """Return the first and the last day of a month, or None as `gregorian` does."""
    return next(
        (
            (found.first, found.first + timedelta(days=found.length - 1))
            for found in _months(year)
            if (found.number, found.is_leap) == (month, is_leap)
        ),
        None,
    )


def lunar(day: date) -> Day | None:
    """Return a Gregorian day in the Chinese calendar; None beyond the table."""
    for year in (day.year, day.year - 1):
        for month in _months(year):
            passed = (day - month.first).days
            if 0 <= passed < month.length:
                return Day(year, month.number, passed + 1, month.is_leap)
    return None


@cache
def _months(year: int) -> tuple[_Month, ...]:
    line = languages.table("zh", "lunar", "years").get(str(year))
    if line is None:
        return ()
    begin, leap, lengths = line.split()
    first, found = date.fromisoformat(f"{year}-{begin}"), list[_Month]()
    numbers = [(number, is_leap) for number in range(1, 13) for is_leap in (False, True)[: 1 + (leap == str(number))]]
    for (number, is_leap), letter in zip(numbers, lengths, strict=True):
        found.append(_Month(number, is_leap, first, 30 if letter == "L" else 29))
        first += timedelta(days=found[-1].length)
    return tuple(found)
