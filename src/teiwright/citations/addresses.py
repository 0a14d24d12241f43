"""Where a source is found on the web: DOI, address, and the day on which it was read, at the end of a reference."""

import re
from dataclasses import dataclass
from functools import cache

from teiwright import languages
from teiwright.citations import dating
from teiwright.citations.scope import Part, Scope
from teiwright.languages.folding import alternatives

DOI = r"(?:https?://(?:dx\.)?doi\.org/|[Dd][Oo][Ii]\s*[:：]?\s*(?:https?://(?:dx\.)?doi\.org/)?)(?P<doi>10\.\d{4,9}/[^\s，,；;。、）)<>\]》]+(?<![.:]))"
URL = r"(?P<url>(?:https?://|www\.)[^\s，,；;。、（）)<>\]》]+(?<![.:]))"
TYPES = {"doi": "DOI", "url": "URI"}
DAY = r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}[-.]\d{1,2}[-.]\d{1,2}"


@dataclass(frozen=True, slots=True)
class Address:
    """The end of a reference from `start` on, which says where it stands on the web."""

    start: int
    end: int
    parts: tuple[Part, ...]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    leading = alternatives(languages.every("citations", "available"))
    accessed = alternatives(languages.every("citations", "accessed"))
    free = alternatives(languages.every("citations", "access-free"))
    address = re.compile(rf"[\s,，.。;；(（<\[]*(?:{leading}\s*[:：]?\s*)?<?(?:{DOI}|{URL})>?")
    behind = re.compile(
        rf"[\s,，.;；]*+(?:{free}\.?\s*+)?[(（\[]?\s*+(?:{accessed}\s*+[:：]?\s*+(?:on\s+)?)?(?P<day>{DAY}|[^()（）\[\]；;:：]{{5,24}}?)\s*+{accessed}?\s*+[)）\]]|"
        rf"[\s,，.;；]*+{accessed}\s*+[:：]?\s*+(?:on\s+)?(?P<told>{DAY}|[^()（）；;.:：]{{5,24}})"
        rf"|[\s,，.;；]*+(?P<bare>[A-Z][a-z]+ \d{{1,2}}, \d{{4}}|\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)(?:\s*{accessed})?"  # noqa: E501
    )
    before = re.compile(rf"[\s,，.;；(（]*{accessed}\s*[:：]?\s*(?P<told>{DAY}|[^()（）；;:：]{{5,24}})[\s,，.;；]*$")
    return address, behind, before


def address(scope: Scope) -> Address | None:
    """Return the address that closes the reference in the scope, or None."""
    address, behind, before = _patterns()
    found = list(address.finditer(scope.string, scope.start, scope.end))
    if not found:
        return None
    parts = [_located(match) for match in found[:3]]
    start, end = found[0].start(), found[-1].end()
    if (told := before.search(scope.string, scope.start, start)) and (day := _day(told, "told")):
        parts, start = [day, *parts], told.start()
    elif (seen := behind.match(scope.string, end, scope.end)) and (
        day := next((one for name in ("day", "told", "bare") if (one := _day(seen, name))), None)
    ):
        parts, end = [*parts, day], seen.end()
    is_bracketed = "(" in found[0][0] and scope.string[end : min(end + 1, scope.end)] == ")"
    return Address(start, end + is_bracketed, tuple(parts))


def _located(match: re.Match[str]) -> Part:
    name = "doi" if match["doi"] else "url"
    return Part(*match.span(name), "shelfmark", (("type", TYPES[name]),))


def _day(match: re.Match[str], group: str) -> Part | None:
    """The day of access, which is a date to the day and nothing else."""
    words = match[group]
    value = dating.value_of(words.strip()) if words else ""
    month_first = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words or "")
    if month_first:
        value = f"{month_first[3]}-{int(month_first[1]):02d}-{int(month_first[2]):02d}"
    if len(value) != len("2020-03-05"):
        return None
    start = match.start(group) + len(words) - len(words.lstrip())
    return Part(start, match.start(group) + len(words.rstrip()), "date", (("type", "accessed"), ("when", value)))
