"""Short forms that a text gives to a body in brackets behind its full name: 世界衛生組織（下稱 WHO）, (the Lukans)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from teiwright import languages
from teiwright.annotation.names.edges import BEGINS, ENDS
from teiwright.annotation.names.occurrences import has_han
from teiwright.annotation.names.passage import Reading
from teiwright.article import Span
from teiwright.languages.folding import HAN, alternatives

_WHY = "the short form that the document gives it"


def marked(readings: Sequence[Reading]) -> list[Reading]:
    """Mark the short forms wherever they stand, as the body whose name they were given to."""
    given = {short: key for reading in readings for short, key in _given(reading)}
    return [reading.plus(_mentions(reading, given)) for reading in readings] if given else list(readings)


def _given(reading: Reading) -> Iterator[tuple[str, str | None]]:
    for span in reading.spans:
        found = _announced().match(reading.string, span.end) if span.kind == "org" else None
        if found:
            yield found["short"], span.key


@cache
def _announced() -> re.Pattern[str]:
    words = alternatives(languages.every("organisations", "short-form-announced", folded=True))
    short = rf"(?:[{HAN}]{{2,8}}|[A-ZА-Я][\w&.-]{{1,20}}(?: [A-ZА-Я][\w&.-]{{1,20}}){{0,3}})"
    return re.compile(rf' ?\({words}[:：,]? ?"?(?P<short>{short})"?\)')


def _mentions(reading: Reading, given: Mapping[str, str | None]) -> Iterator[Span]:
    masked = reading.masked()
    for short, key in given.items():
        edges = ("", "") if has_han(short) else (BEGINS, ENDS)
        for match in re.finditer(rf"{edges[0]}{re.escape(short)}{edges[1]}", masked):
            if key:
                yield Span(*match.span(), "org", key, "medium", "authority", why=_WHY)
            else:
                yield Span(*match.span(), "org", None, "low", "pattern", why=_WHY)
