"""The grammar of date expressions in Russian, in whatever case the sentence puts them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from teiwright.annotation.dates import western
from teiwright.annotation.dates.mention import Mention, Term, without_overlaps
from teiwright.annotation.dates.values import Phase, Point
from teiwright.annotation.dates.western import DASH, YEAR

MONTHS = {
    name: at
    for at, name in enumerate("янв фев мар апр ма июн июл авг сен окт ноя дек".split(), 1)
}  # fmt: skip
PHASES: dict[str, Phase] = {
    **dict.fromkeys(("начале", "начала", "начало", "началу"), "early"),
    **dict.fromkeys(("середине", "середины", "середина"), "middle"),
    **dict.fromkeys(("конце", "конца", "конец", "концу"), "late"),
    "первой половине": "first-half", "второй половине": "second-half",
    **dict.fromkeys(("весной", "весна", "весны", "весну"), "spring"),
    **dict.fromkeys(("летом", "лето", "лета"), "summer"),
    **dict.fromkeys(("осенью", "осень", "осени"), "autumn"),
    **dict.fromkeys(("зимой", "зима", "зимы", "зиму"), "winter"),
}  # fmt: skip
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
NUMBERS = {
    name: at for at, name in enumerate("один два три четыре пять шесть семь восемь девять десять".split(), 1)
}  # fmt: skip

_MONTH = (
    r"(?P<month>январ[ьяею]м?|феврал[ьяею]м?|март(?:[аеу]|ом)?|апрел[ьяею]м?|ма(?:[йяею]|ем)|июн[ьяею]м?|июл[ьяею]м?"
    r"|август(?:[аеу]|ом)?|сентябр[ьяею]м?|октябр[ьяею]м?|ноябр[ьяею]м?|декабр[ьяею]м?)"
)
_DAY = r"(?<![0-9])[0-9]{1,2}(?:-го|-е|-му)?(?![0-9])"
_DAYS = rf"(?P<days>{_DAY}(?:\s?(?:{DASH}|,|\bи\b|\bили\b|\bпо\b|\bна\b)\s?{_DAY}){{0,9}})"
_MARK = r"(?:гг\b\.?|г\b\.?|год(?:ов|ами|ах|ам|ом|ы|а|у|е)?\b)"
_YEAR = rf"(?P<year>{YEAR})(?![0-9])(?:\s?{_MARK})?"
_PHASE = rf"(?:(?P<phase>{'|'.join(name for name, phase in PHASES.items() if phase not in _SEASONS)})\s)"
_AHEAD = _PHASE.replace("?P<phase>", "?:")
_SEASON = "|".join(name for name, phase in PHASES.items() if phase in _SEASONS)
_HOUR = (
    r"(?:,?\sв\s(?P<hour>[0-9]{1,2})(?:\s?ч(?:ас(?:а|ов)?)?\b\.?|:(?P<minute>[0-9]{2}))"
    r"(?:\s(?P<minutes>[0-9]{1,2})\sмин(?:ут[аы]?)?\b\.?)?(?:\s(?P<part>утра|дня|вечера|ночи)\b)?)?"
)

_FLAGS = re.IGNORECASE
_PAIR = rf"\b{_MONTH}\s?{DASH}\s?{_MONTH}".replace("?P<month>", "?:")
_DAY_ALONE = re.compile(r"(?<![\w.:/№-])(?P<day>[0-9]{1,2})(?:-го)?\s+числа\b", _FLAGS)
_DAYS_MONTH = re.compile(rf"(?<![\w.:/№-]){_DAYS}\s{_MONTH}\b(?:\s{_YEAR})?{_HOUR}", _FLAGS)
_MONTH_YEAR = re.compile(rf"\b(?<![0-9]\s){_PHASE}?{_MONTH}\s{_YEAR}", _FLAGS)
_MONTH_ALONE = re.compile(rf"\b(?:(?:в|к|с|до|по|от|за)\s|(?={_AHEAD})|(?={_PAIR})){_PHASE}?{_MONTH}\b", _FLAGS)
_SEASON_YEAR = re.compile(
    rf"\b(?P<phase>{_SEASON})\s(?P<year>{YEAR})(?:\s?(?:{DASH}|/)\s?[0-9]{{2,4}})?(?:\s?{_MARK})?", _FLAGS
)
_YEARS = re.compile(
    rf"\b{_PHASE}?(?P<year>{YEAR})(?:\s?(?:{DASH}|/|и|по)\s?(?P<to>{YEAR}|[0-9]{{2}}))?\s?{_MARK}", _FLAGS
)
_DECADE = re.compile(
    rf"\b{_PHASE}?(?P<decade>(?:[12][0-9])?[0-9]0)-(?:е|х|ые|ых|м|ми)\s(?:гг\b\.?|год(?:ов|ами|ах|ам|ы)\b)", _FLAGS
)
_RELATIVE = re.compile(
    r"\b(?P<next>на следующий день|на другой день|назавтра)|\b(?P<same>в тот же день|тем же вечером|в этот же день)"
    r"|\b(?P<previous>накануне|дн[её]м ранее|за день до этого)"
    rf"|\b(?P<lead>через|спустя)\s(?P<n>{'|'.join(NUMBERS)}|[0-9]{{1,2}})\s(?:день|дня|дней)"
    r"|\b(?P<today>сегодня)|\b(?P<yesterday>вчера)|\b(?P<tomorrow>завтра)",
    _FLAGS,
)
_TO = re.compile(rf"\s?(?:{DASH}|\bпо\b|\bдо\b|\bна\b)\s?")
_BEFORE, _AFTER = re.compile(r"\b(?:до|не позднее|не позже)\s$", _FLAGS), re.compile(r"\bпосле\s$", _FLAGS)
_STEPS = {"next": 1, "same": 0, "previous": -1, "today": 0, "yesterday": -1, "tomorrow": 1}


def find(text: str) -> list[Mention]:
    """Return the date expressions of a Russian text in order."""
    found = list(without_overlaps((*_dated(text), *_years(text), *_decades(text), *_relative(text))))
    return [
        western.bounded(text, mention, _BEFORE, _AFTER)
        for mention in western.joined(text, found, _TO)
        if mention.is_valid
    ]


def _dated(text: str) -> Iterator[Mention]:
    for match in _DAYS_MONTH.finditer(text):
        yield from western.days(match, _at_hour(_point(match), match), "days")
    for match in _DAY_ALONE.finditer(text):
        yield Mention(match.start(), match.end(), Term(Point(day=int(match["day"]))))
    for pattern in (_MONTH_YEAR, _MONTH_ALONE, _SEASON_YEAR):
        for match in pattern.finditer(text):
            start = match.start("phase") if match["phase"] else match.start("month")
            yield Mention(start, match.end(), Term(_point(match)))


def _at_hour(point: Point, match: re.Match[str]) -> Point:
    if not match["hour"]:
        return point
    hour = int(match["hour"])
    hour += 12 if (match["part"] or "").lower() in ("дня", "вечера") and hour < 12 else 0
    return replace(point, hour=hour, minute=int(match["minute"] or match["minutes"] or 0))


def _years(text: str) -> Iterator[Mention]:
    for match in _YEARS.finditer(text):
        begin = _point(match)
        if match["to"] is None:
            yield Mention(match.start(), match.end(), Term(begin))
        else:
            end = int(match["to"])
            end += int(match["year"]) // 100 * 100 if end < 100 else 0
            yield Mention(match.start(), match.end(), Term(begin), Term(Point(end)), "range")


def _decades(text: str) -> Iterator[Mention]:
    for match in _DECADE.finditer(text):
        point = replace(_point(match), year=int(match["decade"]), period="decade")
        yield Mention(match.start(), match.end(), Term(point))


def _point(match: re.Match[str]) -> Point:
    return western.point(match, MONTHS, PHASES)


def _relative(text: str) -> Iterator[Mention]:
    for match in _RELATIVE.finditer(text):
        if match["n"]:
            yield western.relative(match, "narrative", NUMBERS.get(match["n"].lower()) or int(match["n"]))
        else:
            name = next(name for name in _STEPS if match[name])
            yield western.relative(
                match, "speech" if name in ("today", "yesterday", "tomorrow") else "narrative", _STEPS[name]
            )
