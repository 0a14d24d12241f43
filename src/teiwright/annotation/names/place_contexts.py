"""Places whom no list knows, by the noun that ends their name (省, 半島), by series (開封、洛陽等地), by contexts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from teiwright import languages
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.occurrences import Matcher, matcher
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Span
from teiwright.languages.folding import HAN


def extended(masked: str) -> Iterator[tuple[Span, bool]]:
    """Yield places made of a known place and a noun, and whether they are the same place (大連港, 太原市)."""
    for match in read("place-extended").finditer(masked):
        yield _span(match.start(), match.end(), "a known place with the noun of its kind"), match.lastgroup == "same"


def discover(texts: Iterable[str]) -> Counter[str]:
    """Return the places that series and contexts of the document's masked texts give, with their evidence."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_members(text))
        names = (match["name"] or match["event"] for match in read("place-context").finditer(text))
        found.update(name for name in names if _is_name(name))
    return found


_JOINED = "、，和及与以在至到赴从由往"
_SERIES_LINKS = frozenset("、和及")
_LONGEST_SERIES = 120


def _members(text: str) -> Iterator[str]:
    """The members of series that end in 等地 and the like: read backwards from there, no member holding a connector."""
    for end in read("series-of-places").finditer(text):
        series = _series().search(text, max(0, end.start() - _LONGEST_SERIES), end.start())
        if series is None:
            continue
        parts = re.split(f"([{_JOINED}]+)", series.group())
        for before, name in zip(["", *parts[1::2]], parts[::2], strict=True):
            if _is_member(name) if before in _SERIES_LINKS else _is_name(name):
                yield name


@cache
def _series() -> re.Pattern[str]:
    member = f"(?:(?![、和及])[{HAN}\ue000-\ue002]){{2,6}}"
    return compiled(f"(?:{member}[、和及])+{member}$")


def _is_member(name: str) -> bool:
    """A member of a series that ends in 等庄 and the like needs less than a name that only its context tells."""
    return (
        re.fullmatch(f"[{HAN}]{{2,4}}", name) is not None
        and not set(name) & _links()
        and not any(_ordinary().find(name))
    )


@cache
def _links() -> frozenset[str]:
    return frozenset("".join(languages.words("zh", "places", "no-member", folded=True)))


def _is_name(name: str) -> bool:
    return (
        2 <= len(name) <= 3
        and re.fullmatch(f"[{HAN}]+", name) is not None
        and not set(name) & _never()
        and not any(_ordinary().find(name))
    )


@cache
def _never() -> frozenset[str]:
    """Characters that are no part of a place's name which only its context tells."""
    compass = languages.words("zh", "places", "compass", folded=True)
    return frozenset((*"".join(vocabulary().words["never-given"]), *compass))


@cache
def _ordinary() -> Matcher:
    return matcher((*vocabulary().words["ordinary"], *vocabulary().words["no-place"]))


@cache
def _other_words() -> Matcher:
    """Words that hold a character of a unit's kind, but name none (鎮壓, 反省)."""
    return matcher(languages.words("zh", "places", "no-unit", folded=True))


def villages(masked: str) -> Iterator[Span]:
    """Yield villages that are called after a person (劉寶公庄)."""
    for match in read("village").finditer(masked):
        yield _span(match.start(), match.end(), "a village called after a person")


def bare(names: Iterable[str]) -> frozenset[str]:
    """Return the names without the noun for their kind of places named with it (海澄 where there is 海澄縣)."""
    units = read("unit-of-place")
    found = {name[:-1] for name in names if len(name) in (3, 4) and units.search(name)}
    return frozenset(name for name in found if _is_name(name))


def find(masked: str, names: Counter[str]) -> Iterator[Span]:
    """Yield the places that a masked text gives by their shape, and the mentions of those discovered."""
    for match in read("place-shape").finditer(_other_words().blanked(masked)):
        if not any("\ue000" <= character <= "\ue010" for character in match.group()):
            yield _span(match.start(), match.end(), "a place by the noun that ends its name")
    for start, end in matcher(names).find(masked):
        yield _span(start, end, "a place by a series or a context in the text")


def _span(start: int, end: int, why: str) -> Span:
    return Span(start, end, "place", certainty="low", by="pattern", why=why)
