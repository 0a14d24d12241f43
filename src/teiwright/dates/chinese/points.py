"""From a match of the pattern for one point of time to mentions: what is printed, and what is no date after all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from teiwright.dates import numeric
from teiwright.dates.chinese import patterns
from teiwright.dates.chinese import vocabulary as v
from teiwright.dates.eras import is_by_moon
from teiwright.dates.mention import Mention, Shift, Term
from teiwright.dates.numerals import CHINESE, number
from teiwright.dates.values import Phase, Point, Relation

Match = re.Match[str]
_SPELLED = 200
"""So far after a month spelled 十月 a day without month may be spelled 五日 too."""


def points(text: str, original: str) -> Iterator[Mention]:
    """Yield the points of time in a folded text; `original` is the same text unfolded."""
    spelled_until = -1
    for match in patterns.POINT.finditer(text):
        if match.end() == match.start() or not stands_free(text, match.start()):
            continue
        if match["weekday"] and not match["daypart"] and original[match.start()] == "周":
            continue
        mentions = list(_read(match, is_linked=match.start() <= spelled_until))
        if match["months"] and match["months"][0] in CHINESE:
            spelled_until = match.end() + _SPELLED
        yield from mentions


def stands_free(text: str, start: int) -> bool:
    """A number that only ends here (第12日, 數十日) is none of ours, nor is 農曆, whose months are the moon's."""
    before = text[max(0, start - 2) : start].rstrip()
    if before.endswith((*v.BY_THE_MOON, "元前")):
        return False
    is_figure, is_spelled = text[start].isdecimal(), text[start] in CHINESE
    if not before or not (is_figure or is_spelled):
        return True
    return before[-1] not in "第数几.№" and not (before[-1].isdecimal() if is_figure else before[-1] in CHINESE)


def _read(match: Match, *, is_linked: bool) -> Iterator[Mention]:
    """Turn one match into mentions: several where it lists numbers (14、15、16日)."""
    if match["numeric"]:
        found = _numeric(match)
    elif _is_date(match, is_linked):
        found = list(_series(match, Term(_point(match), _shift(match))))
    else:
        return
    yield from (mention for mention in found if mention.is_valid)


def _numeric(match: Match) -> list[Mention]:
    found = numeric.mention(match, match.start(), _end(match))
    return [replace(found, first=Term(_at_hour(found.first.point, match)))] if found else []


def _point(match: Match) -> Point:
    """Read the parts that are printed once; numbers in series are read later."""
    year, phase = _year(match), _phase(match)
    if _is_lunar(match):
        return Point(year, phase=phase if match["yearphase"] else "")
    day = single(match["days"]) or single(match["bareday"])
    return _at_hour(Point(year, single(match["months"]), day, phase=phase), match)


def _year(match: Match) -> int | None:
    """Return the year printed, below 100 where only two digits are."""
    if match["era"]:
        return _era_year(match, "erayear")
    if match["count"]:
        return _glossed(match)
    return single(
        match["shortyear"] or match["zeroyear"] or match["years"] or match["countedyear"] or match["threeyear"]
    )


def _era(match: Match) -> str:
    """The era, folded, that is printed with the year, or that its gloss tells."""
    if match["era"] or not match["count"]:
        return match["era"] or ""
    first = (_glossed(match) or 0) + 1 - (number(match["count"]) or 0)
    return next((era for era, year in v.FIRST_YEARS.items() if year == first), "")


def _era_year(match: Match, group: str) -> int | None:
    count = single(match[group])
    return v.FIRST_YEARS[match["era"]] + count - 1 if count else None


def single(text: str | None) -> int | None:
    """Return the number that a group writes; None for a group that is empty or a series."""
    return number(text) if text else None


def _is_lunar(match: Match) -> bool:
    """Months and days of the older eras are the moon's: only the year can be given."""
    era = match["era"]
    return bool(era) and is_by_moon(era, _year(match) or 0)


def _is_spelled(match: Match) -> bool:
    printed = (match["months"], match["days"])
    is_day = bool(match["days"]) and not match["yearpart"]
    return is_day and all(text[0] in CHINESE for text in printed if text)


def _phase(match: Match) -> Phase:
    if match["monthpart"]:
        return "middle" if match["midmonth"] else v.MONTH_PHASES.get(match["monthphase"] or "", "")
    return "middle" if match["midyear"] else v.YEAR_PHASES.get(match["yearphase"] or "", "")


def _at_hour(point: Point, match: Match) -> Point:
    """Return the point with hour and minute as printed, put on the clock of 24 hours by the part of the day."""
    if not match["time"]:
        return point
    hour = single(match["hour"] or match["clock"]) or 0
    minute = single(match["minute"] or match["loose"] or match["clockminute"]) or 0
    quarters = {"一": 15, "三": 45}.get(match["quarter"] or "", 0)
    return replace(point, hour=_on_24(hour, match), minute=30 if match["half"] else minute + quarters)


def _on_24(hour: int, match: Match) -> int:
    part = match["part"] or (match["rday"] or "")[-1:]
    if part in v.NIGHT and hour < 6:
        return hour
    if hour == 12:
        return 24 if part in v.EVENING and part not in v.AFTERNOON else 12
    return hour + 12 if hour < 12 and (part in v.EVENING or (part in v.NOON and hour < 6)) else hour


def _shift(match: Match) -> Shift | None:
    if match["weekday"] and not match["daypart"]:
        weeks = match["weeks"].count("下") - match["weeks"].count("上")
        return Shift("speech", days=7 * weeks, weekday=v.WEEKDAYS[match["weekday"]])
    if match["rday"]:
        base, step = v.DAYS[match["rday"]]
        return Shift(base, days=step)
    if match["rmonth"]:
        base, step = v.MONTHS[match["rmonth"]]
        return Shift(base, years=v.YEARS[match["ryear"]][1] if match["ryear"] else None, months=step)
    if match["ryear"]:
        base, step = v.YEARS[match["ryear"]]
        return Shift(base, years=step)
    if match["count"] and not _glossed(match):
        return Shift("era", years=number(match["count"]))
    if match["shortyear"] and match["shortyear"].isdecimal():
        return Shift("era", years=number(match["shortyear"]))
    return None


def _glossed(match: Match) -> int | None:
    """The year of the common era that stands in brackets behind a year counted by an era."""
    gloss = match["yearpart"] and patterns.GLOSS.match(match.string, match.end("yearpart"))
    return int(gloss["year"]) if gloss else None


def _is_year_of_era(match: Match) -> bool:
    """Tell a year counted by an era that is not printed from a number of years."""
    text, start, end = match.string, match.start(), match.end()
    if _glossed(match) or match["daypart"]:
        return True
    if patterns.STRETCH_LEAD.search(text, max(0, start - 3), start) or patterns.STRETCH.match(text, end):
        return False
    lead = patterns.SEASON_OF_REIGN_LEAD if match["yearphase"] else patterns.REIGN_YEAR_LEAD
    return bool(match["monthpart"] or lead.search(text, max(0, start - 2), start))


def _is_date(match: Match, is_linked: bool) -> bool:
    """Tell dates from what looks like one: 三日 the duration, 十月革命 the event, 三點 the points."""
    if match["weekpart"] and not match["daypart"]:
        return True
    if match["count"] and not _is_year_of_era(match):
        return False
    if match["yearpart"] and not match["monthpart"]:
        return not match["daypart"] and (match["ryear"] not in v.IDLE_YEARS or bool(match["yearphase"]))
    if match["monthpart"] and not match["daypart"]:
        return bool(match["yearpart"]) or _is_month(match)
    if match["days"] and not match["monthpart"]:
        if match.string.endswith(v.COUNTING, 0, match.start()) and match["daypart"].endswith("号"):
            return False
        return not patterns.NO_DAY.match(match.string, match.end()) and (match["days"][0] not in CHINESE or is_linked)
    return bool(match["daypart"]) or _is_hour(match)


def _is_month(match: Match) -> bool:
    if match["rmonth"]:
        return match["rmonth"] not in v.IDLE_MONTHS
    is_name = match["months"][0] in CHINESE and patterns.NAMED_AFTER.match(match.string, match.end())
    return not is_name and not patterns.DURATION.match(match.string, match.end())


def _is_hour(match: Match) -> bool:
    """An hour alone counts where it says which part of the day; 每天 makes it a habit."""
    before = match.string[max(0, match.start() - 3) : match.start()].rstrip()
    return bool(match["time"] and match["part"]) and not before.endswith(v.HABITS)


def _needs_speech(match: Match) -> bool:
    """今天, 去年 and their like mean the writer's own day outside quotations, but where they lead a numbered month."""
    for group, table in (("rday", v.DAYS), ("rmonth", v.MONTHS), ("ryear", v.YEARS)):
        if match[group]:
            return table[match[group]][0] == "speech" and not match["months"]
    return bool(match["weekday"]) and not match["daypart"]


def _end(match: Match) -> int:
    """Where the expression ends: a part of the day counts only after a day or before an hour."""
    if not match["part"] or match["time"] or match["daypart"] or match["numeric"] or match["weekpart"]:
        return match.end()
    end = match.start("part")
    while match.string[end - 1].isspace():
        end -= 1
    return end


_Field = Literal["year", "month", "day"]
_SERIES: tuple[tuple[str, _Field], ...] = (("days", "day"), ("months", "month"), ("years", "year"))


def _series(match: Match, term: Term) -> Iterator[Mention]:
    """Yield a mention for each number of a list of years, months or days; a range or a choice of them is one."""
    whole = Mention(
        match.start(), _end(match), term, needs_speech=_needs_speech(match),
        is_vague=_is_lunar(match) and bool(match["monthpart"]), is_spelled=_is_spelled(match), era=_era(match),
    )  # fmt: skip
    for group, field in _SERIES:
        if _is_lunar(match) and field != "year":
            break
        if match[group] and (number(match[group]) is None or _is_pair(match[group])):
            yield from _items(match, group, field, whole)
            return
    last = _era_year(match, "eralast")
    yield replace(whole, last=Term(Point(last)), relation="range") if last else whole


def _items(match: Match, group: str, field: _Field, whole: Mention) -> Iterator[Mention]:
    """The first item has what stands before the numbers, each of the others its own number only."""
    chunks = list(_chunks(match[group]))
    if field == "month" and match["during"]:
        chunks = [(0, len(match[group]), [value for chunk in chunks for value in chunk[2]], "range")]
    offset, last = match.start(group), len(chunks) - 1
    for at, (start, stop, values, relation) in enumerate(chunks):
        term = whole.first if at == 0 else Term(replace(whole.first.point, year=None, month=None, day=None))
        terms = [replace(term, point=_put(term.point, field, value, values[0])) for value in values]
        yield replace(
            whole,
            start=whole.start if at == 0 else offset + start,
            end=whole.end if at == last else offset + stop,
            first=terms[0],
            last=terms[-1] if len(terms) > 1 else None,
            relation=relation,
        )


def _put(point: Point, field: _Field, value: int, first: int) -> Point:
    """Set one field; the second year of 1949~52 has the first one's century."""
    if field == "year":
        return replace(point, year=value + first // 100 * 100 if value < 100 else value)
    return replace(point, month=value) if field == "month" else replace(point, day=value)


def _is_pair(printed: str) -> bool:
    """五六月 is May and June: two digits in Chinese, the second one more than the first."""
    values = [number(character) for character in printed]
    return len(values) == 2 and printed[0] in "一二三四五六七八" and values[1] == (values[0] or 0) + 1


_Chunk = tuple[int, int, Sequence[int], Relation]


def _chunks(printed: str) -> Iterator[_Chunk]:
    """Split a printed series at its commas and ands; each part is one number, or several joined by 至 or 或."""
    if _is_pair(printed):
        yield 0, 2, [number(character) or 0 for character in printed], "range"
        return
    start, stop, values = 0, 0, list[int]()
    relation: Relation = "point"
    for match in patterns.NUMBER.finditer(printed):
        gap = printed[stop : match.start()].strip()
        if values and "或" not in gap and not re.fullmatch(patterns.TO, gap):
            yield start, stop, values, relation
            start, values, relation = match.start(), [], "point"
        elif values:
            relation = "choice" if "或" in gap else "range"
        values.append(number(match.group()) or 0)
        stop = match.end()
    yield start, stop, values, relation
