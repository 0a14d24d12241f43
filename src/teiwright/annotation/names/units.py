"""Military units by their grammar, in Chinese, Russian and English.

A unit's whole designation is one name: number, arm, formation, the smaller unit in the larger, the army or state it
belongs to. In a list of numbers (第3、5、9師) each number is a unit; the last has the noun. A unit may bear a
person's name.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from teiwright import languages
from teiwright.annotation.names.masking import grammar, read
from teiwright.annotation.names.occurrences import has_han
from teiwright.article import Span
from teiwright.languages.folding import alternatives

_BEARER = (("bearer", "yes"),)
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|[IVX]{1,5}|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Thirteenth)"
)
_ENGLISH_ARM = (
    "(?:Guards|Fighter|Aviation|Infantry|Air|Armou?red|Cavalry|Airborne|Marine|Bomber|Tank|Field|Artillery|Route"
    "|Independent|Army)"
)
_ENGLISH_FORMATION = "(?:Army Group|Army|Corps|Division|Brigade|Regiment|Battalion|Fleet|Air Force|Wing|Squadron)"
_ENGLISH = re.compile(rf"(?<!\w){_ORDINAL} (?:{_ENGLISH_ARM} ){{0,3}}{_ENGLISH_FORMATION}(?!\w)")


@cache
def _russian() -> re.Pattern[str]:
    arm, formation, short = (
        alternatives(languages.words("ru", "organisations", f"unit-{key}")) for key in ("arm", "formation", "short")
    )
    return re.compile(
        rf"(?<![\w-])\d{{1,4}}-\w{{1,2}} (?:{arm}\w{{2,4}} ){{0,4}}{formation}\w{{0,3}}(?!\w)"
        rf"|(?<![\w-])\d{{1,4}}(?:-\w{{1,2}})? {short}(?!\w)"
    )


def find(masked: str, string: str) -> Iterator[Span]:
    """Yield the units of a text; where a list of numbers is read, the members and not the whole."""
    is_han = has_han(masked)
    lists = list(read("unit-list").finditer(masked)) if is_han else []
    for match in lists:
        yield from _members(match)
    for match in read("numbered-unit").finditer(masked) if is_han else ():
        if not any(group.start() < match.end() and match.start() < group.end() for group in lists):
            yield _span(match.start(), match.end(), "a military unit by its number")
    for match in (*_russian().finditer(string), *_ENGLISH.finditer(string)):
        yield _span(match.start(), match.end(), "a military unit by its number")


def find_named(masked: str) -> Iterator[Span]:
    """Yield the units that bear the name of a person found before."""
    for match in read("unit-of-person").finditer(masked):
        yield replace(_span(match.start(), match.end(), "a unit that bears its commander's name"), attributes=_BEARER)


def _members(group: re.Match[str]) -> Iterator[Span]:
    """One span a number; the last reaches to the noun."""
    items = list(read("unit-item").finditer(group.string, group.start(), group.end()))
    numbered = [item for item in items if item.start() == group.start() or _follows_separator(item)]
    for item in numbered:
        end = group.end() if item is numbered[-1] else item.end()
        yield _span(item.start(), end, "one unit of a list of numbers")


def _follows_separator(item: re.Match[str]) -> bool:
    return _separator().fullmatch(item.string, item.start() - 1, item.start()) is not None


@cache
def _separator() -> re.Pattern[str]:
    return grammar("{number-separator}")


def _span(start: int, end: int, why: str) -> Span:
    return Span(start, end, "org", certainty="low", by="pattern", why=why)
