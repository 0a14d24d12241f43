"""The grammar of dates in a language whose calendar is data: days, months and years as they are written out.

`languages/CODE/calendar.toml` says how its months are called and which words join and bound dates; a language that has
no grammar of its own here (as Chinese, Russian and English have) is read by this one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from teiwright import languages
from teiwright.dates import western
from teiwright.dates.mention import Mention, Term
from teiwright.dates.values import Phase, Point
from teiwright.dates.western import DASH, YEAR
from teiwright.languages import months

_OWN_GRAMMAR = frozenset({"zh", "ru", "en"})
_YEAR_ALONE = r"1[0-9]{3}|20[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The compiled calendar of a language: its months, the parts of a month or year, and its expressions."""

    months: Mapping[str, int]
    phases: Mapping[str, Phase]
    days: re.Pattern[str]
    month_of_year: re.Pattern[str]
    alone: tuple[re.Pattern[str], ...]
    speaks: re.Pattern[str]
    only_where_spoken: bool
    own: frozenset[str]
    """The names of months that no other language has: a full date of them is in this language wherever it stands."""
    joints: western.Joints


def codes() -> tuple[str, ...]:
    """Return the languages that this grammar reads."""
    return tuple(code for code in languages.codes() if code not in _OWN_GRAMMAR and _words(code, "months"))


def find(text: str, code: str) -> list[Mention]:
    """Return the dates of a text in a language, in order; a bare month or year only where the text speaks it."""
    calendar = _calendar(code)
    is_spoken = calendar.speaks.search(text) is not None
    if calendar.only_where_spoken and not is_spoken:
        full = (match for match in calendar.days.finditer(text) if match["year"] and match["month"] in calendar.own)
        return [mention for match in full for mention in western.days(match, _point(match, calendar), "days")]
    return western.assembled(text, _found(text, calendar, is_spoken=is_spoken), calendar.joints)


def _found(text: str, calendar: Calendar, *, is_spoken: bool) -> Iterator[Mention]:
    for match in calendar.days.finditer(text):
        yield from western.days(match, _point(match, calendar), "days")
    for expression in (calendar.month_of_year, *(calendar.alone if is_spoken else ())):
        for match in expression.finditer(text):
            start = western.start(match, "phase", "month", "year")
            yield Mention(start, match.end(), Term(_point(match, calendar)))


def _point(match: re.Match[str], calendar: Calendar) -> Point:
    return western.point(match, calendar.months, calendar.phases)


@cache
def _calendar(code: str) -> Calendar:
    flags = 0 if _words(code, "keeps-case") else re.IGNORECASE
    month = f"(?P<month>{_any(_month_names(code))})(?!\\w)"
    phases = western.phases(code, "phases")
    phase = rf"(?:\b(?P<phase>{'|'.join(phases)})[\s-])"
    year = rf"(?P<year>{YEAR})(?![0-9])"
    mark = "".join(_words(code, "day-mark"))
    day = rf"(?<![0-9])[0-9]{{1,2}}{mark}(?![0-9])"
    links = rf"(?:{DASH}|,|\b(?:{_group(code, 'and', 'or', 'to')})\b)"
    days = rf"(?P<days>{day}(?:\s?/\s?{day}|\s?\({day}\)|(?:\s?{links}\s?{day}){{0,9}}))"
    leads = _group(code, "year-lead", "about")
    return Calendar(
        months.numbers(code),
        phases,
        re.compile(rf"(?<![\w.:№-])(?<![0-9]/){days}\s?{month}(?:\s{year})?", flags),
        re.compile(rf"(?:{phase}|\b)(?<![0-9.]\s){month}\s{year}", flags),
        (
            re.compile(rf"(?:{phase}|\b(?i:{_group(code, 'month-lead')})\s){month}", flags),
            re.compile(rf"(?:{phase}|\b(?i:{leads})\s)(?P<year>{_YEAR_ALONE})(?![\w/]|[.,][0-9])", flags),
        ),
        re.compile(rf"\b(?:{_group(code, 'speaks')})\b"),
        bool(_words(code, "only-where-spoken")),
        frozenset(_month_names(code))
        - {name for other in languages.codes() if other != code for name in _month_names(other)},
        _joints(code),
    )


def _month_names(code: str) -> Iterator[str]:
    return (name for listed in months.forms(code) for name in listed)


def _joints(code: str) -> western.Joints:
    article = rf"(?:(?:{_group(code, 'article')})\s)?"

    def ahead(key: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?i:{_group(code, key)})\s{article}$")

    return western.Joints(
        to=re.compile(rf"\s?(?:{DASH}|\b(?:{_group(code, 'to')})\b)\s?"),
        both=re.compile(rf"(?:\s(?:{_group(code, 'and')})|,)\s{article}"),
        either=re.compile(rf"\s(?:{_group(code, 'or')})\s{article}"),
        between=ahead("between"),
        before=ahead("before"),
        after=ahead("after"),
        of_year=western.NEVER,
        ahead=western.NEVER,
        behind=western.NEVER,
        clock=lambda _: None,
        about=ahead("about"),
        old_style=re.compile(rf",?\s\(?(?:{_group(code, 'old-style')})\)?"),
    )


def _words(code: str, key: str) -> tuple[str, ...]:
    return languages.words(code, "calendar", key)


def _group(code: str, *keys: str) -> str:
    return _any(word for key in keys for word in _words(code, key))


def _any(words: Iterable[str]) -> str:
    """Return the alternatives, the longest first; a space may be a line's end, an apostrophe a curly one."""
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s").replace("'", "['’]") for word in listed) or r"(?!)"
