"""The grammar of dates in French: days, months and years as they are written out."""

import re
from collections.abc import Iterator

from teiwright.dates import western
from teiwright.dates.mention import Mention, Term
from teiwright.dates.values import Phase, Point
from teiwright.dates.western import DASH, YEAR

MONTHS = {
    name: at
    for at, name in enumerate("jan fév mar avr mai juin juil ao sep oct nov déc".split(), 1)
}  # fmt: skip
PHASES: dict[str, Phase] = {"début": "opening", "mi": "middle", "fin": "closing"}
_MONTH = (
    r"(?P<month>janvier|février|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre"
    r"|janv\.|févr?\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\.)"
)
_DAY = r"(?<![0-9])(?:1\s?er|[0-9]{1,2})(?![0-9])"
_DAYS = (
    rf"(?P<days>{_DAY}(?:\s?/\s?{_DAY}|\s?\({_DAY}\)"
    rf"|(?:\s?(?:{DASH}|,|\bet(?:\sle)?\b|\bou(?:\sle)?\b|\bau\b)\s?{_DAY}){{0,9}}))"
)
_PHASE = r"(?:\b(?P<phase>début|fin|mi)[\s-])"
_DAYS_MONTH = re.compile(
    rf"(?<![\w.:№-])(?<![0-9]/){_DAYS}\s{_MONTH}(?!\w)(?:\s(?P<year>{YEAR})(?![0-9]))?", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"(?:{_PHASE}|\b)(?<![0-9]\s){_MONTH}\s(?P<year>{YEAR})(?![0-9])", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?:{_PHASE}|\b(?:en|de|dès|depuis|jusqu['’]en)\s){_MONTH}(?!\w)", re.IGNORECASE)
_YEAR_ALONE = re.compile(
    rf"(?:{_PHASE}|\b(?:en|dès|depuis|depuis\sl['’]année|l['’]année|jusqu['’]en)\s)"
    r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![\w/]|[.,][0-9])", re.IGNORECASE,
)  # fmt: skip
_SPEAKS = re.compile(r"\b(?:le|la|les|du|des|et|au|l['’]\w+)\b")

JOINTS = western.Joints(
    to=re.compile(rf"\s?(?:{DASH}|\bau\b|\bà\b)\s?"),
    both=re.compile(r"(?:\set|,)\s(?:le\s)?"),
    either=re.compile(r"\sou\s(?:le\s)?"),
    between=re.compile(r"\b[Ee]ntre\s(?:le\s)?$"),
    before=re.compile(r"\b[Aa]vant\s(?:le\s)?$"),
    after=re.compile(r"\b[Aa]près\s(?:le\s)?$"),
    of_year=western.NEVER,
    ahead=western.NEVER,
    behind=western.NEVER,
    clock=lambda _: None,
    about=re.compile(r"\b(?:[Vv]ers|[Ee]nviron|[Cc]a\.)\s(?:l['’]an\s|le\s)?$"),
    old_style=re.compile(r",?\s\(?(?:vieux\sstyle|v\.\s?s\.)\)?"),
)


def find(text: str) -> list[Mention]:
    """Return the dates of a French text in order; a bare year only where the text speaks French."""
    return western.assembled(text, _found(text), JOINTS)


def _found(text: str) -> Iterator[Mention]:
    for match in _DAYS_MONTH.finditer(text):
        yield from western.days(match, _point(match), "days")
    patterns = (_MONTH_YEAR, _MONTH_ALONE, _YEAR_ALONE) if _SPEAKS.search(text) else (_MONTH_YEAR,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Mention(western.start(match, "phase", "month", "year"), match.end(), Term(_point(match)))


def _point(match: re.Match[str]) -> Point:
    return western.point(match, MONTHS, PHASES)
