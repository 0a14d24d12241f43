"""A date's value as a person writes it, and as TEI attributes."""

import re
from datetime import date, datetime

DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter", "when-custom", "datingMethod")
_W3C = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?)?)?")


def date_attributes(value: str) -> tuple[tuple[str, str], ...]:
    """Return the TEI attributes of a date as written: 1950-07-05, 1950-07/1950-09, 1950-07-05/.., ../1950-07-05,
    and 1950-07-12|1950-07-13 for one of two or some time between.

    Raises ValueError, saying what is wrong, for what is no date.
    """
    value = value.strip()
    if "|" in value:
        first, _, last = value.partition("|")
        return (("notBefore", _checked(first)), ("notAfter", _checked(last)))
    first, slash, last = value.partition("/")
    if not slash:
        return (("when", _checked(first)),)
    if last == "..":
        return (("notBefore", _checked(first)),)
    if first == "..":
        return (("notAfter", _checked(last)),)
    return (("from", _checked(first)), ("to", _checked(last)))


def _checked(value: str) -> str:
    problem = problem_of(value)
    if problem:
        raise ValueError(problem)
    return f"{value}:00" if re.fullmatch(r".*T\d\d:\d\d", value) else value


def problem_of(value: str) -> str:
    """Say what is wrong with a W3C date, or return the empty string."""
    if not _W3C.fullmatch(value) or value.lstrip("-").startswith("0000"):
        return f"{value!r} is no date of the form 1950, 1950-07, 1950-07-05 or 1950-07-05T21:00:00"
    try:
        if "T" in value:
            datetime.fromisoformat(value)
        elif len(value) >= 7:
            date.fromisoformat(f"{value}-01"[:10] if len(value) == 7 else value)
    except ValueError:
        return f"{value!r} is in no calendar"
    return ""
