"""The grammar of date expressions in Russian, in whatever case the sentence puts them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from teiwright import languages
from teiwright.dates import western
from teiwright.dates.mention import Mention, Term
from teiwright.dates.numerals import roman
from teiwright.dates.russian import patterns
from teiwright.dates.values import SEASONS, Point
from teiwright.dates.western import DASH
from teiwright.languages import months


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    """Return hour and minute on the clock of 24 hours."""
    if not match["clock"]:
        return None
    hour, part = int(match["hour"]), (match["daypart"] or "").lower()
    hour += 12 if part in languages.words("ru", "calendar", "daypart-after-noon") and hour < 12 else 0
    return (24 if part in languages.words("ru", "calendar", "daypart-night") and hour == 12 else hour), int(
        match["minute"] or match["minutes"] or 0
    )


_OF_MONTH, _OF_YEAR = languages.words("ru", "calendar", "context-unit")
_WEEK = languages.words("ru", "calendar", "week-begin")


JOINTS = western.Joints(
    to=re.compile(rf"\s?(?:{DASH}|{patterns.w('to-joint')})\s?"),
    both=re.compile(rf"(?:\s{patterns.w('both-joint')}|,)\s"),
    either=re.compile(rf"\s{patterns.w('either-joint')}\s"),
    between=re.compile(rf"\b{patterns.w('between-joint')}\s$", patterns.FLAGS),
    before=re.compile(rf"\b{patterns.w('before-joint')}\s$", patterns.FLAGS),
    after=re.compile(rf"\b{patterns.w('after-joint')}\s$", patterns.FLAGS),
    of_year=re.compile(
        rf"\s(?:{patterns.w('this-year')}|(?P<next>{patterns.w('context-next')})|(?P<previous>{patterns.w('context-previous')}))"
        rf"\s{patterns.w('year-genitive')}\b|\s{patterns.w('year-abbreviated')}", patterns.FLAGS,
    ),
    ahead=re.compile(
        rf"(?:\b{patterns.CLOCK}\s)?(?:\b(?P<eve>{patterns.w('night-before')})\s|\b(?P<part>(?P<night>{patterns.w('night-after')})|{patterns.PART})\s)?"
        rf"(?:\b(?P<weekday>{patterns.WEEKDAY}),?\s)?$", patterns.FLAGS,
    ),
    behind=re.compile(
        rf",?\s{patterns.w('at-hour')}\s{patterns.CLOCK}|\s{patterns.w('part-behind')}\b", patterns.FLAGS,
    ),
    clock=_clock,
    about=re.compile(rf"\b{patterns.w('about')}\s{patterns.w('about-before')}?$", patterns.FLAGS),
    old_style=re.compile(
        rf",?\s\(?{patterns.w('old-style')}\)?", patterns.FLAGS
    ),
)  # fmt: skip


def find(text: str) -> list[Mention]:
    """Return the date expressions of a Russian text in order."""
    found = (*_days(text), *_months(text), *_years(text), *_decades(text), *_relative(text), *_hours(text))
    return western.assembled(text, found, JOINTS)


def _point(match: re.Match[str]) -> Point:
    return western.point(match, months.numbers("ru"), patterns.PHASES)


def _days(text: str) -> Iterator[Mention]:
    for match in patterns.DAYS_MONTH.finditer(text):
        yield from western.days(match, _point(match), "days")
    for match in patterns.ROMAN_MONTH.finditer(text):
        point = Point(int(match["year"]), roman(match["month"]), int(match["day"]))
        yield Mention(match.start(), match.end(), Term(point))
    for match in patterns.DAY_ALONE.finditer(text):
        yield Mention(match.start(), match.end(), Term(Point(day=int(match["day"]))))


def _months(text: str) -> Iterator[Mention]:
    for match in patterns.MONTH_YEAR.finditer(text):
        yield Mention(match.start(), match.end(), Term(_point(match)))
    for match in patterns.SEASON_YEAR.finditer(text):
        yield western.seasons(match, _point(match), patterns.PHASES)
    for match in patterns.MONTH_ALONE.finditer(text):
        if match["phase"] or _is_month(text, match):
            yield Mention(match.start(), match.end(), Term(_point(match)))


def _is_month(text: str, match: re.Match[str]) -> bool:
    lead = text[max(0, match.start() - 40) : match.start()]
    return bool(patterns.AT_MONTH.search(lead) or patterns.BEFORE_MONTH.match(text, match.end()))


def _years(text: str) -> Iterator[Mention]:
    for match in patterns.YEARS.finditer(text):
        whole = Mention(match.start(), match.end(), Term(_point(match)))
        yield western.year_range(match, _point(match)) if match["to"] else whole
    for match in patterns.YEAR_ALONE.finditer(text):
        yield Mention(match.start("year"), match.end(), Term(_point(match)))


def _decades(text: str) -> Iterator[Mention]:
    for match in patterns.CENTURY.finditer(text):
        yield from western.centuries(match, _point(match), _century)
    for match in patterns.DECADE.finditer(text):
        begun = 100 * ((_century(match["century"]) or 1) - 1) if match["century"] else 0
        last = replace(_point(match), year=begun + int(match["decade"]), period="decade")
        if match["since"]:
            first = replace(last, year=begun + int(match["since"]))
            yield Mention(match.start(), match.end(), Term(first), Term(last), "range")
        else:
            yield Mention(match.start(), match.end(), Term(last))


def _century(printed: str) -> int | None:
    """Read XIX, 19-й or the words in any case."""
    figures = re.match("[0-9]+", printed)
    if figures:
        return int(figures.group())
    words = printed.lower().replace("ё", "е")
    stem = max((stem for stem in patterns.CENTURIES if words.startswith(stem)), key=len, default="")
    return patterns.CENTURIES.get(stem) or roman(printed)


def _relative(text: str) -> Iterator[Mention]:
    yield from western.steps(text, patterns.STEPS)
    for match in patterns.COUNTED.finditer(text):
        count = _count(match["n"] or match["n2"]) * (7 if (match["unit"] or match["unit2"]).startswith(_WEEK) else 1)
        yield Mention(
            match.start(), match.end(), Term(Point(), patterns.narrative(-count if match["sooner"] else count))
        )
    for match in patterns.CONTEXT_PHASE.finditer(text):
        if mention := _context_phase(match):
            yield mention


def _count(words: str | None) -> int:
    return (patterns.NUMBERS.get(words.lower()) or int(words)) if words else 1


def _context_phase(match: re.Match[str]) -> Mention | None:
    point, step = _point(match), bool(match["next"]) - bool(match["previous"])
    if point.phase in SEASONS and not (match["unit"] == _OF_YEAR and (step or match["same"])):
        return None
    shift = patterns.narrative(months=step) if match["unit"].lower() == _OF_MONTH else patterns.narrative(years=step)
    return Mention(match.start(), match.end(), Term(point, shift))


def _hours(text: str) -> Iterator[Mention]:
    for match in patterns.CLOCK_ALONE.finditer(text):
        hour, minute = _clock(match) or (0, 0)
        if match["daypart"] or match["minute"] or match["minutes"]:
            yield Mention(match.start("clock"), match.end(), Term(Point(hour=hour, minute=minute)))
