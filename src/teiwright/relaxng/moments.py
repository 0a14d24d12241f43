"""Dates, times and durations of XML Schema (Datatypes, sections 3.2.6 to 3.2.14), values and order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

_ZONE: Final = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR: Final = r"(?P<year>-?(?:[1-9][0-9]*)?[0-9]{4})"
_MONTH: Final = r"(?P<month>0[1-9]|1[0-2])"
_DAY: Final = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME: Final = r"(?P<hour>[01][0-9]|2[0-4]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]+)?)"

_FORMS: Final = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
}

_LEAP_YEAR: Final = 1972
_MINUTES_PER_DAY: Final = 1440
_WIDEST_ZONE: Final = 14 * 60
_MONTH_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds since 1 March of the year 0, in UTC where the time zone was given."""

    seconds: Decimal
    zoned: bool


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _MONTH_DAYS[month - 1]


def _day_number(year: int, month: int, day: int) -> int:
    shifted = year if month > 2 else year - 1
    months = (month + 9) % 12
    return 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + (153 * months + 2) // 5 + day


def _zone_minutes(zone: str) -> int:
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes if zone[0] == "-" else minutes


def _read_moment(form: str, value: str) -> Moment:
    match = re.fullmatch(form, value)
    if match is None:
        raise ValueError(value)
    parts = match.groupdict()
    year, month = _year(parts.get("year")), int(parts.get("month") or 1)
    day = int(parts.get("day") or 1)
    if day > _days_in(year, month):
        raise ValueError(value)
    seconds = _time_of_day(parts) + _day_number(year, month, day) * _MINUTES_PER_DAY * 60
    zone = parts.get("zone")
    return Moment(seconds - 60 * _zone_minutes(zone) if zone else seconds, bool(zone))


def _year(written: str | None) -> int:
    """Return the year as astronomers count; XML Schema 1.0 has no year 0000, so -0001 is the year 0."""
    if written is None:
        return _LEAP_YEAR
    year = int(written)
    if year == 0:
        raise ValueError(written)
    return year if year > 0 else year + 1


def _time_of_day(parts: dict[str, str | None]) -> Decimal:
    hour, minute = int(parts.get("hour") or 0), int(parts.get("minute") or 0)
    second = Decimal(parts.get("second") or 0)
    if hour == 24 and (minute or second):
        raise ValueError("24:00:00 is the last moment of a day")
    return Decimal(hour * 3600 + minute * 60) + second


def earlier_moment(one: Moment, other: Moment) -> bool:
    """Whether `one` is surely earlier: a moment without a zone may be 14 hours off either way."""
    if one.zoned == other.zoned:
        return one.seconds < other.seconds
    return one.seconds + _WIDEST_ZONE * 60 < other.seconds


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration; months have no fixed number of seconds."""

    months: int
    seconds: Decimal


_DURATION: Final = (
    r"(-)?P(?!$)(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?!$)(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)S)?)?"
)


def _read_duration(value: str) -> Duration:
    match = re.fullmatch(_DURATION, value)
    if match is None:
        raise ValueError(value)
    sign = -1 if match[1] else 1
    years, months, days, hours, minutes, seconds = (Decimal(part or 0) for part in match.groups()[1:])
    whole = days * 86400 + hours * 3600 + minutes * 60 + seconds
    return Duration(sign * int(years * 12 + months), sign * whole)


_REFERENCES: Final = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


def earlier_duration(one: Duration, other: Duration) -> bool:
    """Whether `one` is shorter from each of the four reference dates (section 3.2.6.2)."""
    return all(_added(start, one) < _added(start, other) for start in _REFERENCES)


def _added(start: tuple[int, int], duration: Duration) -> Decimal:
    months = start[0] * 12 + start[1] - 1 + duration.months
    return _day_number(months // 12, months % 12 + 1, 1) * 86400 + duration.seconds


MOMENTS: Final[dict[str, Callable[[str], Moment]]] = {
    name: partial(_read_moment, form) for name, form in _FORMS.items()
}
"""For each type, the function that reads a value, or raises ValueError."""

DURATION: Final[Callable[[str], Duration]] = _read_duration
