"""Persons named in Cyrillic or Latin letters, by their shape: a surname with initials, or with a known given name."""

import re
from collections.abc import Iterator
from functools import cache

from teiwright.annotation.names.vocabulary import compiled
from teiwright.article import Span

_CYRILLIC_SURNAME = r"[А-Я][а-я]{1,}(?:-[А-Я][а-я]+)?"
_LATIN_SURNAME = r"(?:Mc|Mac|O'|van |von |de |Van )?[A-Z][a-zà-ž]+(?:-[A-Z][a-zà-ž]+)?"
_EXPRESSIONS = (
    rf"(?<![\w.])(?:[А-Я]\. ?){{1,2}}{_CYRILLIC_SURNAME}(?![\w])",
    rf"(?<![\w.]){_CYRILLIC_SURNAME},? [А-Я]\. ?(?:[А-Я]\.)?(?![\w])",
    rf"(?<![\w.])(?:[A-Z]\. ?){{1,3}}{_LATIN_SURNAME}(?![\w])",
    rf"(?<![\w.])[A-Z][a-z]+\.? (?:[A-Z]\. ?){{1,2}}{_LATIN_SURNAME}(?![\w])",
    rf"(?<![\w.]){{given-name}} (?:[A-Z][a-z]+ )?{_LATIN_SURNAME}(?![\w])",
)


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(expression) for expression in _EXPRESSIONS)


def find(string: str) -> Iterator[Span]:
    """Yield the persons whose names have the shape of a name in letters."""
    for expression in _compiled():
        for match in expression.finditer(string):
            yield Span(
                match.start(),
                match.end(),
                "person",
                certainty="low",
                by="pattern",
                why="a surname with initials or a given name",
            )
