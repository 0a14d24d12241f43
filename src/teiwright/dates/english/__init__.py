"""The grammar of date expressions in English."""

import re
from collections.abc import Iterator
from dataclasses import replace

from teiwright.dates import western
from teiwright.dates.english import patterns
from teiwright.dates.mention import Mention, Shift, Term
from teiwright.dates.values import Point
from teiwright.dates.western import DASH
from teiwright.languages import months


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    """Return hour and minute on the clock of 24 hours."""
    groups = match.groupdict()
    if groups["military"]:
        return int(groups["military"][:2]), int(groups["military"][2:])
    if not groups["clock"]:
        return None
    hour, minute = int(groups["hour"] or groups["bare"]), int(groups["minute"] or groups.get("bareminute") or 0)
    half = (groups["half"] or "").lower()
    if hour == 12:
        return 0 if half == "a" else 12, minute
    is_late = half == "p" or groups["daypart"] in ("afternoon", "evening") or (groups["atnight"] and hour > 5)
    return hour + 12 * bool(is_late and hour < 12), minute


_NO_COUNT = "".join(rf"(?<!\b{unit}\s)" for unit in "hour hours day days week weeks month months year years".split())
"""Two days before July 5 is not bounded by July 5."""
JOINTS = western.Joints(
    to=re.compile(rf",?\s?(?:{DASH}|/|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s?(?:the\s)?"),
    both=re.compile(r"(?:,?\sand|,)\s(?:the\s)?"),
    either=re.compile(r",?\sor\s(?:the\s)?"),
    between=re.compile(r"\b[Bb]etween\s(?:the\s)?$"),
    of_year=re.compile(
        r",?\s(?:of|in)\s(?:this|that|the)\s?"
        r"(?:same|current|(?P<next>following|next)|(?P<previous>previous|preceding))?\s?year\b"
    ),
    before=re.compile(rf"(?<!\bnot\s){_NO_COUNT}\b(?:[Bb]efore|[Pp]rior\sto|[Nn]ot?\slater\sthan)\s(?:the\s)?$"),
    after=re.compile(rf"{_NO_COUNT}\b(?:[Aa]fter|[Nn]ot\s(?:before|earlier\sthan))\s(?:the\s)?$"),
    ahead=re.compile(
        rf"(?:\b{patterns.CLOCK},?\s(?:on\s)?)?(?:\b[Tt]he\s)?(?:\b(?P<part>(?:(?:[Ee]arly|[Ll]ate)\s(?:in\sthe\s)?)?"
        rf"(?i:morning|afternoon|evening|(?P<night>night|midnight)|noon|dawn|dusk))\s(?:of|on)\s(?:the\s)?)?"
        rf"(?:(?P<weekday>\b{patterns.WEEKDAY}(?:\s{patterns.PART})?),?\s(?:the\s)?)?$"
    ),
    behind=re.compile(
        rf",?\s(?:at|around|about)?\s?(?:about\s|exactly\s)?{patterns.CLOCK}"
        rf"|,?\s(?:in\sthe\s)?(?:(?:early|late)\s)?{patterns.PART}\b|,?\sat\s(?:noon|midnight|dawn|dusk)\b"
    ),
    clock=_clock,
    about=re.compile(r"(?<![\w.])(?:[Cc]irca|[Cc]a?\.|[Aa]bout|[Aa]round|[Aa]pproximately|[Rr]oughly)\s?$"),
    old_style=re.compile(r",?\s\(?(?:O\.\s?S\.|[Oo]ld[ -][Ss]tyle)\)?"),
)


def find(text: str) -> list[Mention]:
    """Return the date expressions of an English text in order."""
    found = (*_days(text), *_months(text), *_years(text), *_relative(text), *_hours(text))
    return western.assembled(text, found, JOINTS)


def _point(match: re.Match[str]) -> Point:
    return western.point(match, months.numbers("en"), patterns.PHASES)


def _days(text: str) -> Iterator[Mention]:
    for pattern in (patterns.MONTH_DAYS, patterns.DAYS_MONTH):
        for match in pattern.finditer(text):
            yield from western.days(match, _point(match), "days")
    for match in patterns.named_days().finditer(text):
        month, day = map(int, patterns.days_by_name()[match["name"].replace("’", "'")].split("-"))
        yield Mention(
            match.start(), match.end(), Term(Point(int(match["year"]) if match["year"] else None, month, day))
        )
    for match in patterns.DAY_ALONE.finditer(text):
        day = int("".join(character for character in match["days"] if character.isdecimal()))
        yield Mention(match.start("days") + len("the "), match.end(), Term(Point(day=day)))


def _months(text: str) -> Iterator[Mention]:
    for match in patterns.MONTH_YEAR.finditer(text):
        yield Mention(western.start(match, "phase", "month"), match.end(), Term(_point(match)))
    for match in patterns.SEASON_YEAR.finditer(text):
        yield western.seasons(match, _point(match), patterns.PHASES)
    for match in patterns.MONTH_ALONE.finditer(text):
        if match["phase"] or _is_month(text, match):
            yield Mention(western.start(match, "phase", "month"), match.end(), Term(_point(match)))


def _is_month(text: str, match: re.Match[str]) -> bool:
    """A bare month is told from a name (April, June) and from the march by what stands before and after it."""
    lead = text[max(0, match.start() - 40) : match.start()]
    if patterns.AT_TIME.search(lead) or patterns.AFTER_MONTH.search(lead):
        return True
    if patterns.BEFORE_MONTH.match(text, match.end()):
        return True
    if patterns.AT_MORE.search(lead):
        return not re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])
    return bool(patterns.DETERMINER.search(lead) and patterns.MODIFIES.match(text, match.end()))


def _years(text: str) -> Iterator[Mention]:
    for match in patterns.DECADE.finditer(text):
        yield Mention(western.start(match, "phase", "year"), match.end(), Term(replace(_point(match), period="decade")))
    for match in patterns.CENTURY.finditer(text):
        yield from western.centuries(match, _point(match), _century)
    reached = -1
    for match in patterns.YEARS.finditer(text):
        follows = reached >= 0 and patterns.YEAR_LIST.fullmatch(text, reached, match.start("year"))
        if match["phase"] or follows or _is_year(text, match):
            reached = match.end()
            yield _year(match)


def _century(printed: str) -> int:
    """Read 19th or nineteenth."""
    return patterns.CENTURIES.get(printed.lower()) or int(printed[:-2])


def _year(match: re.Match[str]) -> Mention:
    if match["to"]:
        return replace(western.year_range(match, _point(match)), start=western.start(match, "phase", "year"))
    return Mention(western.start(match, "phase", "year"), match.end(), Term(_point(match)))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A bare number of four figures is told from an amount by what stands before and after it."""
    if patterns.AMOUNT.match(text, match.end()):
        return False
    lead = text[max(0, match.start() - 24) : match.start()]
    if patterns.AT_TIME.search(lead):
        return True
    if patterns.AT_MORE.search(lead):
        return not patterns.MANY.match(text, match.end())
    if patterns.IS_SUBJECT.match(text, match.end()) and re.search(r"(?:^|[.!?]\s)$", lead):
        return True
    return bool(patterns.DETERMINER.search(lead) and re.match(r"\s[A-Za-z]", text[match.end() : match.end() + 2]))


def _relative(text: str) -> Iterator[Mention]:
    yield from western.steps(text, patterns.STEPS)
    yield from map(_counted, patterns.COUNTED.finditer(text))
    for match in patterns.CONTEXT_PHASE.finditer(text):
        step = bool(match["next"]) - bool(match["previous"])
        shift = patterns.narrative(months=step) if match["unit"] == "month" else patterns.narrative(years=step)
        yield Mention(match.start(), match.end(), Term(_point(match), shift))
    for match in patterns.CONTEXT_SEASON.finditer(text):
        step = bool(match["next"]) - bool(match["previous"])
        season = Point(phase=western.phase(match["phase"] or match["season"], patterns.PHASES))
        yield Mention(match.start(), match.end(), Term(season, patterns.narrative(years=step)))


def _counted(match: re.Match[str]) -> Mention:
    """Two weeks later, three days ago."""
    count = (patterns.NUMBERS.get(match["n"].lower()) or int(match["n"])) * patterns.UNITS[match["unit"]]
    shift = Shift("speech" if match["ago"] else "narrative", days=count if match["later"] else -count)
    return Mention(match.start(), match.end(), Term(Point(), shift), needs_speech=bool(match["ago"]))


def _hours(text: str) -> Iterator[Mention]:
    for match in patterns.CLOCK_ALONE.finditer(text):
        hour, minute = _clock(match) or (0, 0)
        yield Mention(match.start("clock"), match.end(), Term(Point(hour=hour, minute=minute)))
