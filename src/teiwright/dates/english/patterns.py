"""The words and regular expressions of English date expressions."""

import re
from collections.abc import Mapping
from functools import cache

from teiwright import languages
from teiwright.dates import western
from teiwright.dates.mention import Shift
from teiwright.dates.western import DASH, YEAR
from teiwright.languages import months, table
from teiwright.languages.folding import alternatives

PHASES = western.phases("en", "phases", "seasons")
NUMBERS = {
    word: at for at, listed in enumerate(languages.words("en", "calendar", "numbers"), 1) for word in listed.split()
}

_ABBREVIATED = (name.rstrip(".") for listed in months.forms("en") for name in listed if name.endswith("."))
_MONTH = rf"(?P<month>{'|'.join(months.full('en'))}|(?:{'|'.join(_ABBREVIATED)})\b\.?)"
_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_DAY = r"(?<![0-9])[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])"
_DAYS = (
    rf"(?P<days>{_DAY}(?:\s?/\s?{_DAY}|\s?\({_DAY}\)"
    rf"|(?:\s?(?:{DASH}|,|\band\b|,\s?and\b|\bor\b|\bto\b)\s?{_DAY}(?!\s?{DASH}?\s?[0-9])){{0,9}}))"
)
_YEAR = rf"(?P<year>{YEAR})(?![0-9])"
_PHASE_WORDS = western.one_of(PHASES, seasons=False)
_PHASE = rf"(?:\b(?P<phase>(?i:{_PHASE_WORDS}))[\s\u2010\u2011-](?:the\s)?)"
_SEASON = western.one_of(PHASES, seasons=True)
_NAMED = r"(?!\s(?:Day|Fourth|Thirtieth|Movement|Incident|Revolution|Uprising|Regiment|Army)\b)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
PART = r"(?:morning|afternoon|evening|night)"
_DAY_OR_PART = rf"(?:day|{PART})\b"
_HOUR = (
    r"(?:(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s?(?:(?P<half>[apAP])(?:\.\s?[mM]\.|[mM]\b)"
    r"|(?:o['’]clock\s)?(?:in\sthe\s(?P<daypart>morning|afternoon|evening)|at\s(?P<atnight>night))\b)"
    r"|(?P<military>(?:[01][0-9]|2[0-4])[0-5][0-9])\shours\b)"
)
CLOCK = rf"(?P<clock>{_HOUR}|(?P<bare>[0-9]{{1,2}})(?::(?P<bareminute>[0-9]{{2}})|\so['’]clock)(?![0-9:]))"

MONTH_DAYS = re.compile(rf"\b{_MONTH}\s?{_DAYS}(?:,?\s{_YEAR})?{_NAMED}")
DAYS_MONTH = re.compile(rf"(?<![\w.:№-])(?<![0-9]/){_DAYS}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?(?!\w){_NAMED}")
MONTH_YEAR = re.compile(rf"\b(?<![0-9]\s){_PHASE}?\b{_MONTH},?\s(?:of\s)?{_YEAR}")
MONTH_ALONE = re.compile(rf"{_PHASE}?\b{_MONTH}(?!\w|['’](?!s\b)|\s?[0-9]){_NAMED}")
DAY_ALONE = re.compile(
    r"\b(?i:on|of|until|by|from|to|since|between|and)\s(?P<days>the\s[0-9]{1,2}(?:st|nd|rd|th))(?=[,.;:)]|$"
    r"|\s(?:and|or|to|in|at|by|he|she|it|they|the|a|when|was|were|that|which|with|of\s(?:the|that)\s(?:same\s)?month)\b"
    r"|\s(?!Air|Arm|Bat|Brig|Cav|Central|Cent|Cong|Corps|Div|Field|Fleet|Group|Inf|Marine|Party|Plenum|Reg|Route|Session)"
    r"[A-Z]\w+\s[a-z])"
)
SEASON_YEAR = re.compile(
    rf"\b(?:(?P<since>(?i:{_SEASON}))(?:\s?(?:{DASH}|/)\s?|\s(?:and|or|to)\s(?:the\s)?))?(?P<phase>(?i:{_SEASON}))\s"
    rf"(?:of\s)?{_YEAR}(?:(?:{DASH}|/|(?<=(?i:winter)\sof\s[0-9]{{4}})\sand\s)[0-9]{{2,4}})?"
)
DECADE = re.compile(rf"{_PHASE}?\b(?P<year>[12][0-9]{{2}}0)['’]?s\b")
CENTURIES = {word: at for at, word in enumerate(languages.words("en", "calendar", "centuries"), 1)}
_CENTURY = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|(?i:{alternatives(CENTURIES)}))"
CENTURY = re.compile(
    rf"(?:{_PHASE}|\b)(?:(?P<since>{_CENTURY})(?:\s?{DASH}\s?|\s(?:and|to|through)\s(?:the\s)?))?"
    rf"(?P<century>{_CENTURY})\scentur(?:y|ies)\b(?!-|\s?(?:BC|B\.\s?C))"
)
YEARS = re.compile(
    rf"(?:{_PHASE}|(?<![\w.,/:№#$£€\u2010\u2011-]))(?P<year>1[0-9]{{3}}|20[0-9]{{2}})"
    rf"(?:(?:\s?{DASH}\s?|/)(?P<to>1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{2}}))?(?![\w/]|[.,:][0-9]|\s?{DASH}\s?[0-9]|['’]s\s?{DASH})"
)
CLOCK_ALONE = re.compile(rf"\b(?:[Aa]t|[Bb]y|[Uu]ntil|[Ff]rom|[Aa]bout|[Aa]round|[Tt]ill|[Tt]o)\s(?P<clock>{_HOUR})")

_TIMES = (
    r"in|since|during|until|till|throughout|through|early|late|mid|years?|within|between|before|after|last|circa|ca?\."
    r"|(?:early|late|recently)\sas"
)
_MORE_TIMES = "of|by|from|to|for|into|around|about|than|beyond"
DETERMINER = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]his|[Tt]hat)|\w['’]s?)\s$")
AT_TIME = re.compile(rf"\b(?i:{_TIMES})\s(?:the\s(?:years?\s)?)?$")
AT_MORE = re.compile(rf"\b(?i:{_MORE_TIMES})\s(?:the\syears?\s)?$")
AFTER_MONTH = re.compile(
    rf"\b{_ANY_MONTH}(?:,?\s{YEAR})?(?:(?:,|,?\sand|\sor|\sto|\sthrough|\suntil)\s|\s?(?:{DASH}|/)\s?)$"
)
BEFORE_MONTH = re.compile(
    rf"\s?(?:{DASH}|/)\s?{_ANY_MONTH}|(?:,?\sand|\sor|\sto|\sthrough)\s{_ANY_MONTH},?\s(?:of\s)?{YEAR}"
)
MODIFIES = re.compile(
    r"\s(?!(?:revolution|movement|uprising|war|days|through|to|of|on|in|and|or|north|south|east|west|into|across|was|is"
    r"|had|that|when|which|from|toward|towards|by|with|for|as|at)\b)[a-z]{3,}"
)
AMOUNT = re.compile(
    r"\s(?:men|women|people|children|percent|per|million|thousand|hours|words|pages|tons?|tonnes|miles|k[mg]|yards|feet"
    r"|troops|soldiers|officers|dollars|rubles|copies|aircraft|planes|tanks|guns)\b"
)
MANY = re.compile(
    r"\s(?!(?:was|is|has|as|his|its|this|thus|across|perhaps|towards|always|besides|unless)\b)[a-z]{2,}s\b"
)
IS_SUBJECT = re.compile(r"\s(?:was|is|had|saw|brought|marked|began|ended|became|would)\b")
YEAR_LIST = re.compile(r"(?:,\s|,?\sand\s|\sor\s|\sto\s|,?\sbut\snot\s)(?:the\s)?")


def days_by_name() -> Mapping[str, str]:
    """The month and the day of the days that have a name."""
    return table("en", "calendar", "named-days")


@cache
def named_days() -> re.Pattern[str]:
    names = "|".join(map(re.escape, days_by_name())).replace("'", "['’]")
    return re.compile(rf"\b(?P<name>{names})(?:(?:,|,? of|,? in)? {_YEAR})?(?!\w)")


def narrative(days: int | None = None, *, months: int | None = None, years: int | None = None) -> Shift:
    return Shift("narrative", years, months, days)


_CLOSED = r"(?=\s?[,.;:)!?]|\s?$|\s(?:and|when|but)\b)"
_THE = r"(?<=\b[Tt]he\s)"
_SAME = rf"(?:{_THE}|\b[Tt]hat\s)(?:very\s)?same"
_NEXT = rf"(?:{_THE}|\b(?=Next))(?:very\s)?(?:[Nn]ext|following)"
_PREVIOUS = rf"{_THE}(?:previous|preceding)"
STEPS = tuple(
    (re.compile(pattern), shift)
    for pattern, shift in (
        (rf"{_NEXT}\s{_DAY_OR_PART}|{_THE}day\safter{_CLOSED}", narrative(1)),
        (rf"(?:{_SAME}|\b[Tt]hat(?:\svery)?)\s{_DAY_OR_PART}", narrative(0)),
        (rf"{_PREVIOUS}\s{_DAY_OR_PART}|{_THE}{_DAY_OR_PART}\sbefore{_CLOSED}", narrative(-1)),
        (rf"(?:{_SAME}|\b[Tt]hat)\smonth\b", narrative(months=0)),
        (rf"{_NEXT}\smonth\b", narrative(months=1)),
        (rf"{_PREVIOUS}\smonth\b", narrative(months=-1)),
        (rf"(?:{_SAME}|\b[Tt]hat)\syear\b", narrative(years=0)),
        (rf"{_NEXT}\syear\b", narrative(years=1)),
        (rf"{_PREVIOUS}\syear\b|{_THE}year\sbefore{_CLOSED}", narrative(years=-1)),
        (r"\b(?:[Tt]oday|[Tt]onight|[Tt]his\s(?:morning|afternoon|evening))\b", Shift("speech", days=0)),
        (rf"\b[Yy]esterday(?:\s{PART})?\b|\b[Ll]ast\s(?:night|evening)\b", Shift("speech", days=-1)),
        (rf"\b[Tt]omorrow(?:\s{PART})?\b", Shift("speech", days=1)),
        (r"\bday\sbefore\syesterday\b", Shift("speech", days=-2)),
        (r"\bday\safter\stomorrow\b", Shift("speech", days=2)),
        (r"\b[Tt]his\smonth\b", Shift("speech", months=0)),
        (r"\b[Ll]ast\smonth\b", Shift("speech", months=-1)),
        (r"(?<!\bthe\s)\b[Nn]ext\smonth\b", Shift("speech", months=1)),
        (r"\b[Tt]his\syear\b", Shift("speech", years=0)),
        (r"\b[Ll]ast\syear\b", Shift("speech", years=-1)),
        (r"(?<!\bthe\s)\b[Nn]ext\syear\b", Shift("speech", years=1)),
    )
)
COUNTED = re.compile(
    rf"(?<!about\s)(?<!some\s)(?<!nearly\s)(?<!almost\s)(?<!than\s)\b(?i:(?P<n>{'|'.join(NUMBERS)}|[0-9]{{1,2}}))\s"
    rf"(?:(?P<unit>day|week|fortnight)s?)\s(?:(?P<later>later|afterwards?\b|after{_CLOSED})"
    rf"|(?P<earlier>earlier|before{_CLOSED}|previously)|(?P<ago>ago))\b"
)
UNITS = {"day": 1, "week": 7, "fortnight": 14}
CONTEXT_PHASE = re.compile(
    rf"\b(?P<phase>(?i:{_PHASE_WORDS}))[\s\u2010\u2011-](?:[Tt]he|[Tt]hat)\s"
    r"(?:same\s|(?P<next>(?:next|following)\s)|(?P<previous>(?:previous|preceding)\s))?(?P<unit>month|year)\b"
)
CONTEXT_SEASON = re.compile(
    rf"\b(?:[Tt]hat|(?<=\b[Tt]he\s)same)\s(?P<phase>{_SEASON})\b"
    rf"|\b(?P<season>{_SEASON})\sof\s(?:that|the\s(?:same|(?P<next>following|next)|(?P<previous>previous)))\syear\b"
)
