"""The names of the months in every language that has any, in all their forms, from `languages/CODE/calendar.toml`."""

from collections.abc import Mapping
from functools import cache

from teiwright.languages import codes, words


@cache
def forms(code: str) -> tuple[tuple[str, ...], ...]:
    """Return the twelve months, each with its forms as printed: full, declined, abbreviated with a full stop."""
    return tuple(tuple(listed.split()) for listed in words(code, "calendar", "months"))


@cache
def numbers(*languages: str) -> Mapping[str, int]:
    """Return the months' numbers by their names in these languages (in none: in all), in small letters without stop.

    The longest names stand first.
    """
    found = {
        name.lower().rstrip("."): number
        for code in languages or codes()
        for number, listed in enumerate(forms(code), 1)
        for name in listed
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def full(*languages: str) -> tuple[str, ...]:
    """Return the names of months in these languages but the abbreviated ones, the longest first."""
    found = (name for code in languages for listed in forms(code) for name in listed if not name.endswith("."))
    return tuple(sorted(found, key=len, reverse=True))


@cache
def abbreviated(*languages: str) -> tuple[str, ...]:
    """Return the abbreviated names of months in these languages without their stop, the longest first."""
    found = (name[:-1] for code in languages for listed in forms(code) for name in listed if name.endswith("."))
    return tuple(sorted(found, key=len, reverse=True))


@cache
def printed(*languages: str) -> tuple[str, ...]:
    """Return the names of months in these languages (in none: in all) as they begin a line or stand within it.

    What a language writes small may have a capital. Abbreviations are given without their stop.
    """
    names = (name.rstrip(".") for code in languages or codes() for listed in forms(code) for name in listed)
    return tuple(sorted({form for name in names for form in (name, name.capitalize())}))
