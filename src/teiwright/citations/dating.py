"""Dates in citations: what the project's one grammar of dates (`dates`) finds, as parts of an item."""

import re
from collections.abc import Iterator
from functools import lru_cache

from teiwright.citations.scope import Part, Scope
from teiwright.citations.vocabulary import either, expression
from teiwright.dates import find_in_string
from teiwright.dates.eras import FIRST_YEARS
from teiwright.dates.numerals import number as numeral
from teiwright.languages import months

SHORT_MONTHS = "|".join(name for name in months.printed("en") if len(name) <= 4 and name.istitle())
SOLDIERS = re.compile(
    rf"(?<![\w.\-])(?P<day>[12]?\d|3[01]) (?P<month>{SHORT_MONTHS})"
    r" (?P<year>[1-7]\d)(?=[,;)\]]|\.?$|\.\s)"
)
"""12 Jan 44: how the services of the two World Wars and their histories wrote a day."""
VALUES = ("when", "from", "to", "notBefore", "notAfter")
DASH = rf"\s*(?:[~～—–\-－―]+|{either('up-to', 'zh')})\s*"
ERA_NAME = f"(?:{'|'.join(era for era in FIRST_YEARS if not re.search(either('republic', 'zh'), era))})"
ERA = re.compile(
    rf"(?P<era>{ERA_NAME})"
    r"\s*(?P<value>元|[0-9一二三四五六七八九十廿卅]{1,3})\s*年"
)
ERA_DATE = re.compile(
    rf"{ERA.pattern}(?:\s*{expression('month-of-moon', 'zh')})?(?:{expression('of-three', 'zh')}(?![\u3400-\u9fff]))?"
    rf"(?:\s*(?:[初一二三四五六七八九十廿]+日|{expression('cycle-day', 'zh')}))?"
)


def dates(scope: Scope) -> tuple[Part, ...]:
    """Return the dates in the scope in the order printed, with the attributes that TEI's date has."""
    return tuple(
        Part(scope.start + start, scope.start + end, "date", attributes)
        for start, end, attributes in sorted((*_found(scope.text), *_of_soldiers(scope.text)))
    )


def _of_soldiers(text: str) -> Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]:
    for match in SOLDIERS.finditer(text):
        month = months.numbers("en")[match["month"].lower()]
        yield *match.span(), (("when", f"19{match['year']}-{month:02}-{int(match['day']):02}"),)


@lru_cache(maxsize=4096)
def _found(text: str) -> tuple[tuple[int, int, tuple[tuple[str, str], ...]], ...]:
    return tuple(
        (span.start, span.end, span.attributes)
        for span in find_in_string(text)
        if span.attribute("type") != "relative" and not _is_paper(text, span.start, span.end)
    )


def _is_paper(text: str, start: int, end: int) -> bool:
    """The number of a cabinet's paper, and no day before that of the month: CM(49)4, 17 January 1949."""
    return text[start:end].isdecimal() and text[:start].endswith(")")


def values(part: Part) -> tuple[str, ...]:
    """Return the ISO values of a date: one, or the two ends of a span."""
    return tuple(value for name, value in part.attributes if name in VALUES)


def value_of(text: str) -> str:
    """Return the ISO value of a date written by itself, or the empty string."""
    return next((value for _, _, attributes in _found(text) for name, value in attributes if name in VALUES), "")


def has_day(part: Part) -> bool:
    """Tell whether a date is known to the day."""
    return any(len(value) >= 10 for value in values(part))


def days(scope: Scope) -> tuple[Part, ...]:
    """Return the dates in the scope that are known to the day."""
    return tuple(part for part in dates(scope) if has_day(part))


def number(text: str) -> int:
    """Return the value of a number in Arabic or Chinese digits; 0 where it is none."""
    return numeral(text) or 0


def era_year(match: re.Match[str]) -> int:
    """Return the year in which a year of an era (光緒二十六年) began."""
    return FIRST_YEARS[match["era"]] - 1 + number(match["value"])
