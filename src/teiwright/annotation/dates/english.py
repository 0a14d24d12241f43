"""The grammar of date expressions in English."""

import re
from collections.abc import Iterator
from dataclasses import replace

from teiwright.annotation.dates import western
from teiwright.annotation.dates.mention import Mention, Shift, Term
from teiwright.annotation.dates.values import Phase, Point
from teiwright.annotation.dates.western import DASH, YEAR

MONTHS = {
    name: at
    for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}  # fmt: skip
PHASES: dict[str, Phase] = {
    r"(?:early|(?:first|opening) months)(?:\s(?:in|of))?": "early",
    r"mid|middle of": "middle",
    r"(?:late|(?:last|final|closing) months)(?:\s(?:in|of))?": "late",
    r"(?:beginning|start|outset|opening) of": "opening",
    r"(?:end|close) of": "closing",
    r"first half of": "first-half",
    r"(?:second|latter|last) half of": "second-half",
    r"(?:first|opening|early)(?: few| ten)? days of": "first-days",
    r"(?:last|final|closing)(?: few| ten)? days of": "last-days",
    r"first week (?:of|in)": "first-week",
    r"second week (?:of|in)": "second-week",
    r"third week (?:of|in)": "third-week",
    r"(?:last|final) week (?:of|in)": "last-week",
    r"(?:(?:early|late)\s)?spring": "spring",
    r"(?:(?:early|late)\s)?summer": "summer",
    r"(?:(?:early|late)\s)?(?:autumn|fall)": "autumn",
    r"(?:(?:early|late)\s)?winter": "winter",
}  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")
NUMBERS = {
    **{name: at for at, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)},
    "a": 1, "an": 1,
}  # fmt: skip

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_DAY = r"(?<![0-9])[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])"
_DAYS = rf"(?P<days>{_DAY}(?:\s?(?:{DASH}|,|\band\b|,\s?and\b|\bor\b|\bto\b)\s?{_DAY}(?!\s?{DASH}?\s?[0-9])){{0,9}})"
_YEAR = rf"(?P<year>{YEAR})(?![0-9])"
_PHASE_WORDS = "|".join(words for words, phase in PHASES.items() if phase not in _SEASONS)
_PHASE = rf"(?:\b(?P<phase>(?i:{_PHASE_WORDS}))[\s\u2010\u2011-](?:the\s)?)"
_SEASON = "|".join(words for words, phase in PHASES.items() if phase in _SEASONS)
_NAMED = r"(?!\s(?:Day|Fourth|Thirtieth|Movement|Incident|Revolution|Uprising|Regiment|Army)\b)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:morning|afternoon|evening|night)"
_DAY_OR_PART = rf"(?:day|{_PART})\b"
_HOUR = (
    r"(?:(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s?(?:(?P<half>[ap])(?:\.\s?m\.|m\b)"
    r"|(?:o['’]clock\s)?(?:in\sthe\s(?P<daypart>morning|afternoon|evening)|at\s(?P<atnight>night))\b)"
    r"|(?P<military>(?:[01][0-9]|2[0-4])[0-5][0-9])\shours\b)"
)
_CLOCK = rf"(?P<clock>{_HOUR}|(?P<bare>[0-9]{{1,2}})(?::(?P<bareminute>[0-9]{{2}})|\so['’]clock)(?![0-9:]))"

_MONTH_DAYS = re.compile(rf"\b{_MONTH}\s?{_DAYS}(?:,?\s{_YEAR})?{_NAMED}")
_DAYS_MONTH = re.compile(rf"(?<![\w.:/№-]){_DAYS}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?(?!\w){_NAMED}")
_MONTH_YEAR = re.compile(rf"\b(?<![0-9]\s){_PHASE}?\b{_MONTH},?\s(?:of\s)?{_YEAR}")
_MONTH_ALONE = re.compile(rf"{_PHASE}?\b{_MONTH}(?!\w|['’](?!s\b)|\s?[0-9]){_NAMED}")
_DAY_ALONE = re.compile(
    r"\b(?:on|of|until|by|from|to|since)\s(?P<days>the\s[0-9]{1,2}(?:st|nd|rd|th))(?=[,.;:)]|$"
    r"|\s(?:and|or|to|in|at|by|he|she|it|they|the|a|when|was|were|that|which|with|of\s(?:the|that)\s(?:same\s)?month)\b"
    r"|\s(?!Air|Arm|Bat|Brig|Cav|Central|Cent|Cong|Corps|Div|Field|Fleet|Group|Inf|Marine|Party|Plenum|Reg|Route|Session)"
    r"[A-Z]\w+\s[a-z])"
)
_SEASON_YEAR = re.compile(rf"\b(?P<phase>(?i:{_SEASON}))\s(?:of\s)?{_YEAR}(?:(?:{DASH}|/)[0-9]{{2,4}})?")
_DECADE = re.compile(rf"{_PHASE}?\b(?P<year>[12][0-9]{{2}}0)['’]?s\b")
_YEARS = re.compile(
    rf"(?:{_PHASE}|(?<![\w.,/:№#$£€\u2010\u2011-]))(?P<year>1[0-9]{{3}}|20[0-9]{{2}})"
    rf"(?:(?:\s?{DASH}\s?|/)(?P<to>1[0-9]{{3}}|20[0-9]{{2}}|[0-9]{{2}}))?(?![\w/]|[.,:][0-9]|\s?{DASH}\s?[0-9]|['’]s\s?{DASH})"
)
_CLOCK_ALONE = re.compile(rf"\b(?:[Aa]t|[Bb]y|[Uu]ntil|[Ff]rom|[Aa]bout|[Aa]round|[Tt]ill|[Tt]o)\s(?P<clock>{_HOUR})")

_TIMES = (
    r"in|since|during|until|till|throughout|through|early|late|mid|years?|within|between|before|after|last|circa|ca?\."
    r"|(?:early|late|recently)\sas"
)
_MORE_TIMES = "of|by|from|to|for|into|around|about|than|beyond"
_DETERMINER = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]his|[Tt]hat)|\w['’]s?)\s$")
_AT_TIME = re.compile(rf"\b(?i:{_TIMES})\s(?:the\s(?:years?\s)?)?$")
_AT_MORE = re.compile(rf"\b(?i:{_MORE_TIMES})\s(?:the\syears?\s)?$")
_AFTER_MONTH = re.compile(
    rf"\b{_ANY_MONTH}(?:,?\s{YEAR})?(?:(?:,|,?\sand|\sor|\sto|\sthrough|\suntil)\s|\s?(?:{DASH}|/)\s?)$"
)
_BEFORE_MONTH = re.compile(
    rf"\s?(?:{DASH}|/)\s?{_ANY_MONTH}|(?:,?\sand|\sor|\sto|\sthrough)\s{_ANY_MONTH},?\s(?:of\s)?{YEAR}"
)
_MODIFIES = re.compile(
    r"\s(?!(?:revolution|movement|uprising|war|days|through|to|of|on|in|and|or|north|south|east|west|into|across|was|is"
    r"|had|that|when|which|from|toward|towards|by|with|for|as|at)\b)[a-z]{3,}"
)
_AMOUNT = re.compile(
    r"\s(?:men|women|people|children|percent|per|million|thousand|hours|words|pages|tons?|tonnes|miles|k[mg]|yards|feet"
    r"|troops|soldiers|officers|dollars|rubles|copies|aircraft|planes|tanks|guns)\b"
)
_MANY = re.compile(
    r"\s(?!(?:was|is|has|as|his|its|this|thus|across|perhaps|towards|always|besides|unless)\b)[a-z]{2,}s\b"
)
_IS_SUBJECT = re.compile(r"\s(?:was|is|had|saw|brought|marked|began|ended|became|would)\b")
_YEAR_LIST = re.compile(r"(?:,\s|,?\sand\s|\sor\s|\sto\s|,?\sbut\snot\s)(?:the\s)?")


def _narrative(days: int | None = None, *, months: int | None = None, years: int | None = None) -> Shift:
    return Shift("narrative", years, months, days)


_CLOSED = r"(?=\s?[,.;:)!?]|\s?$|\s(?:and|when|but)\b)"
_THE = r"(?<=\b[Tt]he\s)"
_SAME = rf"(?:{_THE}|\b[Tt]hat\s)(?:very\s)?same"
_NEXT = rf"(?:{_THE}|\b(?=Next))(?:very\s)?(?:[Nn]ext|following)"
_PREVIOUS = rf"{_THE}(?:previous|preceding)"
STEPS = tuple(
    (re.compile(pattern), shift)
    for pattern, shift in (
        (rf"{_NEXT}\s{_DAY_OR_PART}|{_THE}day\safter{_CLOSED}", _narrative(1)),
        (rf"(?:{_SAME}|\b[Tt]hat(?:\svery)?)\s{_DAY_OR_PART}", _narrative(0)),
        (rf"{_PREVIOUS}\s{_DAY_OR_PART}|{_THE}{_DAY_OR_PART}\sbefore{_CLOSED}", _narrative(-1)),
        (rf"(?:{_SAME}|\b[Tt]hat)\smonth\b", _narrative(months=0)),
        (rf"{_NEXT}\smonth\b", _narrative(months=1)),
        (rf"{_PREVIOUS}\smonth\b", _narrative(months=-1)),
        (rf"(?:{_SAME}|\b[Tt]hat)\syear\b", _narrative(years=0)),
        (rf"{_NEXT}\syear\b", _narrative(years=1)),
        (rf"{_PREVIOUS}\syear\b|{_THE}year\sbefore{_CLOSED}", _narrative(years=-1)),
        (r"\b(?:[Tt]oday|[Tt]onight|[Tt]his\s(?:morning|afternoon|evening))\b", Shift("speech", days=0)),
        (rf"\b[Yy]esterday(?:\s{_PART})?\b|\b[Ll]ast\s(?:night|evening)\b", Shift("speech", days=-1)),
        (rf"\b[Tt]omorrow(?:\s{_PART})?\b", Shift("speech", days=1)),
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
_COUNTED = re.compile(
    rf"(?<!about\s)(?<!some\s)(?<!nearly\s)(?<!almost\s)(?<!than\s)\b(?i:(?P<n>{'|'.join(NUMBERS)}|[0-9]{{1,2}}))\s"
    rf"(?:(?P<unit>day|week|fortnight)s?)\s(?:(?P<later>later|afterwards?\b|after{_CLOSED})"
    rf"|(?P<earlier>earlier|before{_CLOSED}|previously)|(?P<ago>ago))\b"
)
UNITS = {"day": 1, "week": 7, "fortnight": 14}
_CONTEXT_PHASE = re.compile(
    rf"\b(?P<phase>(?i:{_PHASE_WORDS}))[\s\u2010\u2011-](?:[Tt]he|[Tt]hat)\s"
    r"(?:same\s|(?P<next>(?:next|following)\s)|(?P<previous>(?:previous|preceding)\s))?(?P<unit>month|year)\b"
)
_CONTEXT_SEASON = re.compile(
    rf"\b(?:[Tt]hat|(?<=\b[Tt]he\s)same)\s(?P<phase>{_SEASON})\b"
    rf"|\b(?P<season>{_SEASON})\sof\s(?:that|the\s(?:same|(?P<next>following|next)|(?P<previous>previous)))\syear\b"
)


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    """Return hour and minute on the clock of 24 hours."""
    groups = match.groupdict()
    if groups["military"]:
        return int(groups["military"][:2]), int(groups["military"][2:])
    if not groups["clock"]:
        return None
    hour, minute = int(groups["hour"] or groups["bare"]), int(groups["minute"] or groups.get("bareminute") or 0)
    is_late = groups["half"] == "p" or groups["daypart"] in ("afternoon", "evening") or (groups["atnight"] and hour > 5)
    if hour == 12:
        return 0 if groups["half"] == "a" else 12, minute
    return hour + 12 * bool(is_late and hour < 12), minute


_NO_COUNT = "".join(rf"(?<!\b{unit}\s)" for unit in "hour hours day days week weeks month months year years".split())
"""Two days before July 5 is not bounded by July 5."""
JOINTS = western.Joints(
    to=re.compile(rf",?\s?(?:{DASH}|/|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s?(?:the\s)?"),
    both=re.compile(r"(?:,?\sand|,)\s(?:the\s)?"),
    either=re.compile(r",?\sor\s(?:the\s)?"),
    between=re.compile(r"\b[Bb]etween\s(?:the\s)?$"),
    of_year=re.compile(
        r",?\s(?:of|in)\s(?:this|that|the)\s?(?:same|current|(?P<next>following|next)|(?P<previous>previous|preceding))?\s?year\b"
    ),
    before=re.compile(rf"(?<!\bnot\s){_NO_COUNT}\b(?:[Bb]efore|[Pp]rior\sto|[Nn]ot?\slater\sthan)\s(?:the\s)?$"),
    after=re.compile(rf"{_NO_COUNT}\b(?:[Aa]fter|[Nn]ot\s(?:before|earlier\sthan))\s(?:the\s)?$"),
    ahead=re.compile(
        rf"(?:\b{_CLOCK},?\s(?:on\s)?)?(?:\b[Tt]he\s)?(?:\b(?P<part>(?:(?:[Ee]arly|[Ll]ate)\s)?"
        rf"(?i:morning|afternoon|evening|(?P<night>night)|noon|midnight|dawn|dusk))\s(?:of|on)\s(?:the\s)?)?"
        rf"(?:(?P<weekday>\b{_WEEKDAY}),?\s(?:the\s)?)?(?P<eve>(?!))?$"
    ),
    behind=re.compile(
        rf"(?:,?\s(?:at|around|about)?\s?(?:about\s|exactly\s)?{_CLOCK}|,?\s(?:in\sthe\s)?(?:(?:early|late)\s)?{_PART}\b|,?\sat\s(?:noon|midnight|dawn|dusk)\b)"
    ),
    clock=_clock,
)


def find(text: str) -> list[Mention]:
    """Return the date expressions of an English text in order."""
    found = (*_days(text), *_months(text), *_years(text), *_relative(text), *_hours(text))
    return western.assembled(text, found, JOINTS)


def _point(match: re.Match[str]) -> Point:
    return western.point(match, MONTHS, PHASES)


def _days(text: str) -> Iterator[Mention]:
    for pattern in (_MONTH_DAYS, _DAYS_MONTH):
        for match in pattern.finditer(text):
            yield from western.days(match, _point(match), "days")
    for match in _DAY_ALONE.finditer(text):
        day = int("".join(character for character in match["days"] if character.isdecimal()))
        yield Mention(match.start("days") + len("the "), match.end(), Term(Point(day=day)))


def _months(text: str) -> Iterator[Mention]:
    for pattern in (_MONTH_YEAR, _SEASON_YEAR):
        for match in pattern.finditer(text):
            yield Mention(
                western.start(match, "phase", "month"),
                match.end(),
                Term(_point(match)),
            )
    for match in _MONTH_ALONE.finditer(text):
        if match["phase"] or _is_month(text, match):
            yield Mention(western.start(match, "phase", "month"), match.end(), Term(_point(match)))


def _is_month(text: str, match: re.Match[str]) -> bool:
    """A bare month is told from a name (April, June) and from the march by what stands before and after it."""
    lead = text[max(0, match.start() - 40) : match.start()]
    if _AT_TIME.search(lead) or _AFTER_MONTH.search(lead) or _BEFORE_MONTH.match(text, match.end()):
        return True
    if _AT_MORE.search(lead):
        return not re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])
    return bool(_DETERMINER.search(lead) and _MODIFIES.match(text, match.end()))


def _years(text: str) -> Iterator[Mention]:
    for match in _DECADE.finditer(text):
        yield Mention(western.start(match, "phase", "year"), match.end(), Term(replace(_point(match), period="decade")))
    reached = -1
    for match in _YEARS.finditer(text):
        follows = reached >= 0 and _YEAR_LIST.fullmatch(text, reached, match.start("year"))
        if match["phase"] or follows or _is_year(text, match):
            reached = match.end()
            yield _year(match)


def _year(match: re.Match[str]) -> Mention:
    if match["to"]:
        return replace(western.year_range(match, _point(match)), start=western.start(match, "phase", "year"))
    return Mention(western.start(match, "phase", "year"), match.end(), Term(_point(match)))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A bare number of four figures is told from an amount by what stands before and after it."""
    if _AMOUNT.match(text, match.end()):
        return False
    lead = text[max(0, match.start() - 24) : match.start()]
    if _AT_TIME.search(lead):
        return True
    if _AT_MORE.search(lead):
        return not _MANY.match(text, match.end())
    if _IS_SUBJECT.match(text, match.end()) and re.search(r"(?:^|[.!?]\s)$", lead):
        return True
    return bool(_DETERMINER.search(lead) and re.match(r"\s[A-Za-z]", text[match.end() : match.end() + 2]))


def _relative(text: str) -> Iterator[Mention]:
    yield from western.steps(text, STEPS)
    for match in _COUNTED.finditer(text):
        count = (NUMBERS.get(match["n"].lower()) or int(match["n"])) * UNITS[match["unit"]]
        shift = Shift("speech" if match["ago"] else "narrative", days=count if match["later"] else -count)
        yield Mention(match.start(), match.end(), Term(Point(), shift), needs_speech=bool(match["ago"]))
    for match in _CONTEXT_PHASE.finditer(text):
        step = bool(match["next"]) - bool(match["previous"])
        shift = _narrative(months=step) if match["unit"] == "month" else _narrative(years=step)
        yield Mention(match.start(), match.end(), Term(_point(match), shift))
    for match in _CONTEXT_SEASON.finditer(text):
        step = bool(match["next"]) - bool(match["previous"])
        season = Point(phase=western.phase(match["phase"] or match["season"], PHASES))
        yield Mention(match.start(), match.end(), Term(season, _narrative(years=step)))


def _hours(text: str) -> Iterator[Mention]:
    for match in _CLOCK_ALONE.finditer(text):
        hour, minute = _clock(match) or (0, 0)
        yield Mention(match.start("clock"), match.end(), Term(Point(hour=hour, minute=minute)))
