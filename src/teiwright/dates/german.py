"""The grammar of dates in German: days, months and years as they are written out."""

import re
from collections.abc import Iterator

from teiwright.dates import western
from teiwright.dates.mention import Mention, Term
from teiwright.dates.values import Phase, Point
from teiwright.dates.western import DASH, YEAR

MONTHS = {
    name: at
    for at, names in enumerate("jan|jän feb mär apr mai jun jul aug sep okt nov dez".split(), 1)
    for name in names.split("|")
}  # fmt: skip
PHASES: dict[str, Phase] = {"Anfang": "opening", "Mitte": "middle", "Ende": "closing"}
_MONTH = (
    r"(?P<month>Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez)\.)"
)
_DAY = r"(?<![0-9])[0-9]{1,2}\.(?![0-9])"
_DAYS = (
    rf"(?P<days>{_DAY}(?:\s?/\s?{_DAY}|\s?\({_DAY}\)"
    rf"|(?:\s?(?:{DASH}|,|\bund\b|\boder\b|\bbis\b(?:\szum)?)\s?{_DAY}){{0,9}}))"
)
_PHASE = r"(?:\b(?P<phase>Anfang|Mitte|Ende)\s)"
_DAYS_MONTH = re.compile(rf"(?<![\w.:№-])(?<![0-9]/){_DAYS}\s?{_MONTH}(?!\w)(?:\s(?P<year>{YEAR})(?![0-9]))?")
_MONTH_YEAR = re.compile(rf"(?:{_PHASE}|\b)(?<!\.\s){_MONTH}\s(?P<year>{YEAR})(?![0-9])")
_MONTH_ALONE = re.compile(rf"(?:{_PHASE}|\b(?:[Ii]m|[Ss]eit|[Bb]is)\s){_MONTH}(?!\w)")
_YEAR_ALONE = re.compile(
    rf"(?:{_PHASE}|\b(?:[Ii]m\sJahre?|[Ss]eit|[Bb]is|[Vv]on|[Dd]es\sJahres|[Ii]n\sden\sJahren)\s)"
    r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![\w/]|[.,][0-9])"
)
_SPEAKS = re.compile(r"\b(?:der|und|vom|dem|das|den|im|zum|wurde)\b")

JOINTS = western.Joints(
    to=re.compile(rf"\s?(?:{DASH}|\bbis\b(?:\szum)?)\s?"),
    both=re.compile(r"(?:\sund|,)\s(?:dem\s)?"),
    either=re.compile(r"\soder\s"),
    between=re.compile(r"\b[Zz]wischen\s(?:dem\s)?$"),
    before=re.compile(r"\b[Vv]or\s(?:dem\s)?$"),
    after=re.compile(r"\b[Nn]ach\s(?:dem\s)?$"),
    of_year=western.NEVER,
    ahead=western.NEVER,
    behind=western.NEVER,
    clock=lambda _: None,
    about=re.compile(r"\b(?:[Uu]m|[Ee]twa|[Cc]a\.|[Gg]egen|[Uu]ngefähr)\s$"),
    old_style=re.compile(r",?\s\(?(?:alten\sStils|a\.\s?St\.)\)?"),
)


def find(text: str) -> list[Mention]:
    """Return the dates of a German text in order; its months are English ones too, so it must speak German."""
    return western.assembled(text, _found(text), JOINTS) if _SPEAKS.search(text) else []


def _found(text: str) -> Iterator[Mention]:
    for match in _DAYS_MONTH.finditer(text):
        yield from western.days(match, _point(match), "days")
    for pattern in (_MONTH_YEAR, _MONTH_ALONE, _YEAR_ALONE):
        for match in pattern.finditer(text):
            yield Mention(western.start(match, "phase", "month", "year"), match.end(), Term(_point(match)))


def _point(match: re.Match[str]) -> Point:
    return western.point(match, MONTHS, PHASES)
