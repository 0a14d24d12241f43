"""The grammar of date expressions in English."""

import re
from collections.abc import Iterator
from dataclasses import replace

from teiwright.annotation.dates import western
from teiwright.annotation.dates.mention import Mention, Term, without_overlaps
from teiwright.annotation.dates.values import Phase, Point
from teiwright.annotation.dates.western import DASH, YEAR

MONTHS = {
    name: at
    for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}  # fmt: skip
PHASES: dict[str, Phase] = {
    "early": "early", "the beginning of": "early", "mid": "middle", "the middle of": "middle",
    "late": "late", "the end of": "late", "spring": "spring", "summer": "summer", "autumn": "autumn",
    "fall": "autumn", "winter": "winter",
}  # fmt: skip
NUMBERS = {name: at for at, name in enumerate("one two three four five six seven eight nine ten".split(), 1)}

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?<![0-9])[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])"
_DAYS = rf"(?P<days>{_DAY}(?:\s?(?:{DASH}|,|\band\b|,\s?and\b|\bor\b)\s?{_DAY}(?!\s?{DASH}?\s?[0-9])){{0,9}})"
_YEAR = rf"(?P<year>{YEAR})(?![0-9])"
_PHASE = r"(?:(?P<phase>[Ee]arly|[Mm]id|[Ll]ate|[Tt]he beginning of|[Tt]he middle of|[Tt]he end of)[\s-])"
_AHEAD = _PHASE.replace("?P<phase>", "?:")

_PAIR = rf"\b{_MONTH}\s?{DASH}\s?{_MONTH}".replace("?P<month>", "?:")
_DAY_ALONE = re.compile(r"\b(?:on|of|until|by) (?P<days>the [0-9]{1,2}(?:st|nd|rd|th))\b(?! (?:of|[A-Za-z]*ly|[A-Z]))")
_MONTH_DAYS = re.compile(
    rf"\b{_MONTH}\s?{_DAYS}(?:,?\s{_YEAR})?(?!\s(?:Movement|Incident|Revolution|Uprising|Regiment|Army))"
)
_DAYS_MONTH = re.compile(rf"(?<![\w.:/№-]){_DAYS}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?(?!\w)")
_MONTH_YEAR = re.compile(rf"\b(?<![0-9]\s){_PHASE}?{_MONTH},?\s(?:of\s)?{_YEAR}")
_MONTH_ALONE = re.compile(
    rf"(?:\b(?:in|since|during|until|by|of|for|from|to)\s|(?={_AHEAD})|(?={_PAIR})){_PHASE}?{_MONTH}(?![\w’'])"
)
_SEASON = re.compile(
    rf"\b(?:the\s)?(?P<phase>spring|summer|autumn|fall|winter)\s(?:of\s)?{_YEAR}(?:(?:{DASH}|/)[0-9]{{2,4}})?"
)
_DECADE = re.compile(rf"\b(?:the\s)?{_PHASE}?(?P<year>[12][0-9]{{2}}0)['’]?s\b")
_YEAR_RANGE = re.compile(
    rf"\b(?:in|from|during|of|between)\s(?P<from>{YEAR})(?:\s?{DASH}\s?|\sto\s|\sand\s)(?P<to>{YEAR}|[0-9]{{2}})\b"
)
_YEAR_ALONE = re.compile(
    rf"\b(?:(?:in|since|during|until|by|of|from|before|after)\s(?:the\syear\s)?|(?={_AHEAD})){_PHASE}?{_YEAR}(?!['’]?s\b|\s?{DASH}\s?[0-9])"
)
_RELATIVE = re.compile(
    r"\b(?P<next>the (?:next|following) (?:day|morning|evening))"
    r"|\b(?P<same>the same day|that same (?:day|evening|night))"
    r"|\b(?P<previous>the (?:previous day|day before|preceding day))"
    rf"|\b(?P<n>{'|'.join(NUMBERS)}|[0-9]{{1,2}}) days? (?P<side>later|earlier)"
    r"|\b(?P<today>today|tonight)|\b(?P<yesterday>yesterday)|\b(?P<tomorrow>tomorrow)",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s?(?:{DASH}|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s?")
_BEFORE, _AFTER = re.compile(r"\b[Bb]efore\s$"), re.compile(r"\b[Aa]fter\s$")


def find(text: str) -> list[Mention]:
    """Return the date expressions of an English text in order."""
    found = list(without_overlaps((*_dated(text), *_years(text), *_relative(text))))
    return [
        western.bounded(text, mention, _BEFORE, _AFTER)
        for mention in western.joined(text, found, _TO)
        if mention.is_valid
    ]


def _dated(text: str) -> Iterator[Mention]:
    for pattern in (_MONTH_DAYS, _DAYS_MONTH):
        for match in pattern.finditer(text):
            yield from western.days(match, _point(match), "days")
    for match in _DAY_ALONE.finditer(text):
        day = int("".join(character for character in match["days"] if character.isdecimal()))
        yield Mention(match.start("days"), match.end(), Term(Point(day=day)))
    for pattern in (_MONTH_YEAR, _MONTH_ALONE, _SEASON):
        for match in pattern.finditer(text):
            start = match.start("phase") if match["phase"] else match.start("month")
            yield Mention(start, match.end(), Term(_point(match)))


def _years(text: str) -> Iterator[Mention]:
    for match in _DECADE.finditer(text):
        yield Mention(match.start(), match.end(), Term(replace(_point(match), period="decade")))
    for match in _YEAR_RANGE.finditer(text):
        begin, end = int(match["from"]), int(match["to"])
        end += begin // 100 * 100 if end < 100 else 0
        yield Mention(match.start("from"), match.end(), Term(Point(begin)), Term(Point(end)), "range")
    for match in _YEAR_ALONE.finditer(text):
        start = match.start("phase") if match["phase"] else match.start("year")
        yield Mention(start, match.end(), Term(_point(match)))


def _point(match: re.Match[str]) -> Point:
    return western.point(match, MONTHS, PHASES)


def _relative(text: str) -> Iterator[Mention]:
    for match in _RELATIVE.finditer(text):
        if match["n"]:
            count = NUMBERS.get(match["n"].lower()) or int(match["n"])
            yield western.relative(match, "narrative", count if match["side"].lower() == "later" else -count)
        else:
            step = {"next": 1, "same": 0, "previous": -1, "today": 0, "yesterday": -1, "tomorrow": 1}
            name = next(name for name in step if match[name])
            yield western.relative(
                match, "speech" if name in ("today", "yesterday", "tomorrow") else "narrative", step[name]
            )
