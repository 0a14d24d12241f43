"""Names of bodies by their grammar: governments, embassies, ministries, parties and their organs, staffs, schools.

What counts is the editors' guide: a state's name belongs to the body's name (波蘭政府, 駐法使館); the army of a state
named by a common noun (中國軍隊) is no body; an institution that stands alone (政治局) is one where it is particular.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from teiwright import languages
from teiwright.annotation.names.masking import grammar, read
from teiwright.annotation.names.occurrences import has_han
from teiwright.article import Span

_IN_LETTERS_TOO = ("a government with its state's name",)
"""Of the rules those that find bodies in texts without any Chinese character, too."""
_KNOWN = "a body known to everybody"
_OWNERS = ("an armed service of a state", "a party or its organ", _KNOWN)


@cache
def _compiled(why: str) -> re.Pattern[str]:
    return grammar(*_rules()[why])


@cache
def _rules() -> Mapping[str, Sequence[str]]:
    return languages.lists("zh", "grammar", "bodies")


def find_owners(masked: str, string: str) -> Iterator[Span]:
    """Yield the bodies that other bodies belong to: forces, parties, what everybody knows, with a place in it, too."""
    if not has_han(string):
        return
    for why in _rules():
        if why in _OWNERS:
            yield from (_span(match, why) for match in _compiled(why).finditer(masked))
        if why == _KNOWN:
            yield from (_span(match, why) for match in _compiled(why).finditer(string))


def find(masked: str, string: str) -> Iterator[Span]:
    """Yield the bodies that the grammar finds in a masked text; spans overlap, the longer is the better."""
    is_han = has_han(masked)
    for why in _rules():
        if is_han or why in _IN_LETTERS_TOO:
            yield from (_span(match, why) for match in _compiled(why).finditer(masked))
    for match in read("newspaper").finditer(string):
        yield _span(match, "a newspaper in title marks")
    for match in read("centre").finditer(masked):
        yield _span(match, "the party's centre, by what stands beside it")


def _span(match: re.Match[str], why: str) -> Span:
    """The span of the body, where the match begins with what leads it."""
    start, end = match.span("body" if match.groupdict().get("body") else 0)
    return Span(start, end, "org", certainty="low", by="pattern", why=why)
