"""Persons named in Cyrillic or Latin letters, by their shape: a surname with initials, or with a known given name."""

import re
from collections.abc import Iterator
from functools import cache

from teiwright.annotation.names.vocabulary import compiled
from teiwright.article import Span

_CYRILLIC = r"[А-Я][а-я]{1,}(?:-[А-Я][а-я]+)?"
_LATIN = r"(?:Mc|Mac|O'|van |von |de |Van )?[A-Z][a-zà-ž]+(?:-[A-Z][a-zà-ž]+)?"
_SURNAME_FIRST = re.compile(rf"(?<![\w.])(?P<surname>{_CYRILLIC}),? [А-Я]\. ?(?:[А-Я]\.)?(?!\w)")
_INITIALS_FIRST = re.compile(rf"(?<![\w.])(?:[А-Я]\. ?){{1,2}}{_CYRILLIC}(?!\w)")
_SURNAME_LIKE = re.compile(
    r"(?:[оеё]в|ин|ын|[сц]кий|[оеё]в[аоуы]|ин[аоуы]|[сц]к(?:ая|ого|ому)|ко|[уюи]к|ич|ян|дзе|ец|ман|берг|штейн)$"
)
_BEGINS_ITEM = re.compile(r"(?:^|[;；、*(（:：]|см\.|//)\s*$")
_WORD_BEFORE = re.compile(rf"(?P<surname>{_CYRILLIC}),? $")
_EXPRESSIONS = (
    rf"(?<![\w.])(?:[A-Z]\. ?){{1,3}}{_LATIN}(?!\w)",
    rf"(?<![\w.])[A-Z][a-z]+\.? (?:[A-Z]\. ?){{1,2}}{_LATIN}(?!\w)",
    rf"(?<![\w.]){{given-name}} (?:[A-Z][a-z]+ )?{_LATIN}(?!\w)",
)
_WHY = "a surname with initials or a given name"


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(expression) for expression in _EXPRESSIONS)


def find(string: str) -> Iterator[Span]:
    """Yield the persons whose names have the shape of a name in letters."""
    surnames_first = [match for match in _SURNAME_FIRST.finditer(string) if _is_surname(match)]
    taken = {at for match in surnames_first for at in range(*match.span())}
    yield from (_span(match) for match in surnames_first)
    yield from (_span(match) for match in _INITIALS_FIRST.finditer(string) if match.start() not in taken)
    for expression in _compiled():
        yield from (_span(match) for match in expression.finditer(string))


def owns_initials(string: str, at: int) -> bool:
    """Whether the word before the initials that begin at `at` is the surname they belong to."""
    before = _WORD_BEFORE.search(string, max(0, at - 30), at)
    return before is not None and bool(
        _SURNAME_LIKE.search(before["surname"]) or _BEGINS_ITEM.search(string[: before.start()])
    )


def _is_surname(match: re.Match[str]) -> bool:
    """Орлов А.С. at the head of a reference or with a surname's ending, against Письмо И. Сталину."""
    head = match.string[max(0, match.start() - 6) : match.start()]
    return bool(_SURNAME_LIKE.search(match["surname"]) or _BEGINS_ITEM.search(head))


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end(), "person", certainty="low", by="pattern", why=_WHY)
