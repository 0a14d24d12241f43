"""The words and regular expressions of Russian date expressions."""

import re

from teiwright import languages
from teiwright.dates import western
from teiwright.dates.mention import Shift
from teiwright.dates.western import DASH, YEAR
from teiwright.languages import months


def w(key: str) -> str:
    """Return any of the expressions of a list of ru/calendar.toml."""
    return languages.expression("calendar", key, "ru")


PHASES = western.phases("ru", "phases", "seasons")
NUMBERS = {
    word: at for at, listed in enumerate(languages.words("ru", "calendar", "numbers"), 1) for word in listed.split()
}

_MONTH = rf"(?P<month>{'|'.join(months.full('ru'))})"
_DATED_MONTH = rf"(?P<month>(?:{'|'.join(months.full('ru'))})\b|(?:{'|'.join(months.abbreviated('ru'))})\.)"
"""A month beside a day or a year, where it may be abbreviated."""
_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_DAY = rf"(?<![0-9])[0-9]{{1,2}}{w('day-ending')}?(?![0-9])"
_DAYS = (
    rf"(?P<days>{_DAY}(?:\s?/\s?{_DAY}|\s?\({_DAY}\)"
    rf"|(?:\s?(?:{DASH}|,|\b{w('joined-days')}\b)\s?{_DAY}){{0,9}}))"
)
_MARK = w("year-sign")
_YEAR = rf"(?P<year>{YEAR})(?![0-9])(?:\s?{_MARK})?"
_PHASE_WORDS = western.one_of(PHASES, seasons=False)
_PHASE = rf"(?:\b(?P<phase>{_PHASE_WORDS})\s)"
_SEASON = western.one_of(PHASES, seasons=True)
CLOCK = (
    rf"(?P<clock>(?P<hour>[0-9]{{1,2}})(?:\s?{w('hours')}|[:.](?P<minute>[0-9]{{2}})(?![0-9.:]))"
    rf"(?:\s(?P<minutes>[0-9]{{1,2}})\s{w('minutes')})?(?:\s(?P<daypart>{w('daypart')})\b)?)"
)
PART = w("part")
WEEKDAY = rf"(?:{'|'.join(languages.words('ru', 'calendar', 'weekdays'))})"

FLAGS = re.IGNORECASE
ROMAN_MONTH = re.compile(
    rf"(?<![\w.:/№-])(?P<day>[0-9]{{1,2}})[./\s-](?P<month>I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})[./\s-]\s?"
    rf"(?P<year>{YEAR}|[0-9]{{2}}(?=\s?{w('year-begin')}))(?![0-9])(?:\s?{_MARK})?"
)
DAY_ALONE = re.compile(rf"(?<![\w.:/№-])(?P<day>[0-9]{{1,2}}){w('day-ending')}?\s{w('day-alone')}", FLAGS)
DAYS_MONTH = re.compile(rf"(?<![\w.:№-])(?<![0-9]/){_DAYS}\s{_DATED_MONTH}(?:\s{_YEAR})?", FLAGS)
MONTH_YEAR = re.compile(rf"\b(?<![0-9]\s){_PHASE}?\b{_DATED_MONTH}\s{_YEAR}", FLAGS)
MONTH_ALONE = re.compile(rf"(?<![0-9]\s)(?:{_PHASE}|\b){_MONTH}\b(?!-(?!{_ANY_MONTH}\b))", FLAGS)
AT_MONTH = re.compile(
    rf"(?:\b{w('before-month')}\s|\b{_ANY_MONTH}(?:\s{_YEAR})?(?:(?:,|\s{w('month-joint')})\s|\s?{DASH}\s?))$"
    .replace("?P<year>", "?:"),
    FLAGS,
)  # fmt: skip
BEFORE_MONTH = re.compile(rf"\s?{DASH}\s?{_ANY_MONTH}|\s{w('or-joint')}\s{_ANY_MONTH}\s{YEAR}", FLAGS)
SEASON_YEAR = re.compile(
    rf"\b(?:(?P<since>{_SEASON})(?:\s?{DASH}\s?|\s{w('and-joint')}\s))?(?P<phase>{_SEASON})\s(?P<year>{YEAR})(?:\s?(?:{DASH}|/)\s?[0-9]{{2,4}})?(?:\s?{_MARK})?",
    FLAGS,
)
YEARS = re.compile(
    rf"{_PHASE}?\b(?P<year>{YEAR})(?:\s?(?:{DASH}|/|{w('and-joint')}|{w('up-to')})\s?(?P<to>{YEAR}|[0-9]{{2}}))?\s?{_MARK}",
    FLAGS,
)
YEAR_ALONE = re.compile(
    rf"\b{w('before-year')}\s(?P<year>1[5-9][0-9]{{2}}|20[0-4][0-9])"
    rf"(?=[,;)]|\.(?![0-9])|$|\s{w('behind-year')}\s)", FLAGS
)  # fmt: skip
CENTURIES = {stem: at for at, stem in enumerate(languages.words("ru", "calendar", "centuries"), 1)}
_ORDINAL = w("ordinal-ending")
_ORDINALS = "|".join(stem.replace("е", "[её]") for stem in sorted(CENTURIES, key=len, reverse=True))
_CENTURY = (
    rf"(?:(?-i:{w('century-letters')}{{1,5}})|(?:[1-9]|1[0-9]|2[01])(?:-{w('century-ending')})?"
    rf"|(?:{_ORDINALS}){_ORDINAL})"
)
_OF_CENTURY = rf"\s?{w('century-sign')}(?!\s{w('before-our-era')})"
CENTURY = re.compile(
    rf"(?:{_PHASE}|(?<![\w.-]))(?:(?P<since>{_CENTURY})(?:\s?{DASH}\s?|\s{w('century-joint')}\s))?(?P<century>{_CENTURY}){_OF_CENTURY}",
    FLAGS,
)
DECADE = re.compile(
    rf"{_PHASE}?\b(?:(?P<since>(?:[12][0-9])?[0-9]0)(?:-{w('decade-letters')}{{1,2}})?(?:\s?{DASH}\s?|\s{w('and-joint')}\s))?"
    rf"(?P<decade>(?:[12][0-9])?[0-9]0)-{w('decade-ending')}\s{w('decade-sign')}"
    rf"(?:\s(?P<century>{_CENTURY}){_OF_CENTURY})?",
    FLAGS,
)
CLOCK_ALONE = re.compile(rf"\b{w('before-hour')}\s{CLOCK}", FLAGS)


def narrative(days: int | None = None, *, months: int | None = None, years: int | None = None) -> Shift:
    return Shift("narrative", years, months, days)


_OF_DAY, _OF_MONTH, _OF_YEAR = w("of-day"), w("of-month"), w("of-year")
_SAME, _THIS, _NEXT, _PREVIOUS = w("same"), w("this"), w("next"), w("previous")
_LATER, _SOONER = w("later"), w("sooner")
_TODAY = rf"(?:\s{w('part-of-today')})?"
_PAST = rf"[а-яё]+{w('verb-past')}"
_CLOSED = rf"(?=\s?[,.;:)!?]|\s?$|\s{w('eve-closed')}\b|\s{_PAST}\b|\s(?-i:[А-ЯЁ][а-яё]+)\s{_PAST}\b)"
STEPS = tuple(
    (re.compile(pattern, FLAGS), shift)
    for pattern, shift in (
        (rf"\b(?:{_NEXT}|{w('next-day')})\s{_OF_DAY}\b|\b{w('tomorrow-told')}\b", narrative(1)),
        (rf"\b(?:{_SAME}|{_THIS})\s(?:{w('very')}\s)?{_OF_DAY}\b|\b{w('this-day')}\b", narrative(0)),
        (rf"\b{w('eve')}{_CLOSED}|\b{w('previous-day')}\s{_OF_DAY}\b|\b{w('day-before')}\b", narrative(-1)),
        (rf"\b(?:{_SAME}|{_THIS})\s{_OF_MONTH}\b", narrative(months=0)),
        (rf"\b{_NEXT}\s{_OF_MONTH}\b", narrative(months=1)),
        (rf"\b{_PREVIOUS}\s{_OF_MONTH}\b", narrative(months=-1)),
        (rf"\b(?:{_SAME}|{_THIS})\s{_OF_YEAR}\b", narrative(years=0)),
        (rf"\b{_NEXT}\s{_OF_YEAR}\b", narrative(years=1)),
        (rf"\b{_PREVIOUS}\s{_OF_YEAR}\b", narrative(years=-1)),
        (rf"\b{w('today')}{_TODAY}\b", Shift("speech", days=0)),
        (rf"\b{w('yesterday')}{_TODAY}\b", Shift("speech", days=-1)),
        (rf"\b{w('tomorrow')}{_TODAY}\b", Shift("speech", days=1)),
        (rf"\b{w('day-before-yesterday')}\b", Shift("speech", days=-2)),
        (rf"\b{w('day-after-tomorrow')}\b", Shift("speech", days=2)),
    )
)
_COUNT = rf"(?:(?P<n>{'|'.join(NUMBERS)}|[0-9]{{1,2}})\s)"
_UNIT = rf"(?P<unit>{w('units')})"
COUNTED = re.compile(
    rf"\b(?:(?P<lead>{w('later-before')})\s{_COUNT}?{_UNIT}\b(?!{w('no-count-before')})"
    rf"|{_COUNT.replace('<n>', '<n2>')}?{_UNIT.replace('<unit>', '<unit2>')}"
    rf"\s(?:{_LATER}|(?P<sooner>{_SOONER}))\b)",
    FLAGS,
)
CONTEXT_PHASE = re.compile(
    rf"\b(?P<phase>{_PHASE_WORDS}|{_SEASON})\s(?:(?P<same>{w('context-same')}\s)"
    rf"|(?P<next>{w('context-next')}\s)|(?P<previous>{w('context-previous')}\s)|(?P<this>{w('context-this')}\s))?"
    rf"(?P<unit>{w('context-unit')})\b(?!\s{w('context-no')})", FLAGS
)  # fmt: skip
