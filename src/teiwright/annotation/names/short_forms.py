"""Short forms of a body that the text has named in full.

A text gives them in brackets behind the name (世界衛生組織（下稱 WHO）), or takes the owner off (越南人民軍, later only
人民軍), or has a branch alone (北平分會, later only 分會).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

from teiwright import languages
from teiwright.annotation.names.edges import BEGINS, ENDS
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.models import Word
from teiwright.annotation.names.occurrences import has_han, matcher
from teiwright.annotation.names.passage import Reading
from teiwright.article import Span
from teiwright.languages.folding import HAN, alternatives, fold_name

_WHY = "the short form that the document gives it"
_HAN_NAME = re.compile(f"[{HAN}]{{4,16}}")
_FIRSTS = 6
"""With one of so many characters at the head of a name its short form begins."""
_NAMES = frozenset(("ORG", "n", "nz", "nt", "LOC", "PER"))
_TWO = 2


def marked(readings: Sequence[Reading]) -> list[Reading]:
    """Mark the short forms wherever they stand, as the body whose name they were given to."""
    given = {short: key for reading in readings for short, key in _given(reading)}
    return [reading.plus(_mentions(reading, given)) for reading in readings] if given else list(readings)


def _given(reading: Reading) -> Iterator[tuple[str, str | None]]:
    for span in reading.spans:
        found = _announced().match(reading.string, span.end) if span.kind == "org" else None
        if found and (found["said"] or is_abbreviation(found["short"], reading.string[span.start : span.end])):
            yield found["short"], span.key


@cache
def _announced() -> re.Pattern[str]:
    words = alternatives(languages.every("organisations", "short-form-announced", folded=True))
    short = rf"(?:[{HAN}]{{2,8}}|[A-ZА-Я][\w&.-]{{1,20}}(?: [A-ZА-Я][\w&.-]{{1,20}}){{0,3}})"
    return re.compile(rf'"? ?\((?P<said>{words}[:：,]? ?)?"?(?P<short>{short})"?\)')


def is_abbreviation(short: str, name: str) -> bool:
    """Whether the characters of a short form stand in a name in this order, but not side by side."""
    rest = iter(name)
    return short not in name and has_han(short) and all(character in rest for character in short)


def abbreviated(readings: Sequence[Reading], words: Sequence[Sequence[Word]]) -> list[Reading]:
    """Mark what bodies are called by characters of their names' parts (歷史語言研究所, 史語所; 北京大學, 北大).

    A form has to begin and end where a tagger's words do; one of two characters has to be one word, a noun.
    """
    named: set[str] = set()
    for reading in readings:
        named.update(reading.string[span.start : span.end] for span in reading.spans if span.kind == "org")
        named.update(reading.string[hit.start : hit.end] for hit in reading.hits if hit.term.kind == "org")
    forms = frozenset(form for name in named for form in _abbreviations(name))
    return [
        reading.plus(_abbreviated(reading, tagged, forms)) if forms and tagged else reading
        for reading, tagged in zip(readings, words, strict=True)
    ]


def _abbreviated(reading: Reading, tagged: Sequence[Word], forms: Collection[str]) -> Iterator[Span]:
    masked = reading.masked()
    starts, ends = {word[0] for word in tagged}, {word[1] for word in tagged}
    nouns = {word[:2] for word in tagged if word[2] in _NAMES}
    for start, end in matcher(forms).find(masked):
        is_told = (start, end) in nouns if end - start == _TWO else start in starts and end in ends
        if is_told and not read("short-form-goes-on").match(masked, end):
            yield Span(start, end, "org", None, "low", "pattern", why="short for the body named in full")


def _abbreviations(name: str) -> Iterator[str]:
    """The regular short forms of a name in Chinese characters, each with a character of its noun at the end."""
    if not _HAN_NAME.fullmatch(name):
        return
    for noun, short in languages.table("zh", "organisations", "noun-in-short").items():
        folded = fold_name(noun)
        if name.endswith(folded):
            yield from (first + fold_name(short) for first in name[: -len(folded)])
    if name[-1] in languages.words("zh", "organisations", "last-in-short", folded=True):
        middles = {middle for size in (1, 2) for middle in combinations(name[1:-2], size)}
        for middle in middles:
            short = "".join(middle) + name[-1]
            yield from (first + short for first in name[:_FIRSTS] if is_abbreviation(first + short, name))


def _mentions(reading: Reading, given: Mapping[str, str | None]) -> Iterator[Span]:
    for short, key in given.items():
        edges = ("", "") if has_han(short) else (BEGINS, ENDS)
        for match in re.finditer(rf"{edges[0]}{re.escape(short)}{edges[1]}", reading.string):
            if key:
                yield Span(*match.span(), "org", key, "medium", "authority", why=_WHY)
            else:
                yield Span(*match.span(), "org", None, "low", "pattern", why=_WHY)


def without_owner(readings: Sequence[Reading]) -> list[Reading]:
    """Mark what bodies are called without their owner's name, once they have been named with it."""
    named: set[str] = set()
    marked = []
    for reading in readings:
        for span in reading.spans:
            if span.kind == "org" and has_han(reading.string[span.start : span.start + 1]):
                named.update(_shorter(reading, span))
        marked.append(_with_branches(reading.plus(_alone(reading, named))))
    return marked


def _with_branches(reading: Reading) -> Reading:
    """A branch behind a body's name, with its place, is one body with it."""
    return reading.plus(
        replace(other, start=one.start, key=None, certainty="low", by="pattern", why="a branch of a body")
        for one, other in pairwise(reading.spans)
        if one.end == other.start
        and (one.kind, other.kind) == ("org", "org")
        and read("branch").search(reading.string, other.start, other.end)
    )


def _shorter(reading: Reading, span: Span) -> Iterator[str]:
    name = reading.string[span.start : span.end]
    branch = read("branch").search(name)
    if branch and branch.start():
        yield from languages.words("zh", "organisations", "branch", folded=True)
    if span.key and span.certainty == "high":
        return
    for hit in reading.hits:
        is_owner = hit.start == span.start and hit.term.kind in ("place", "org")
        rest = read("short-form").match(reading.string[hit.end : span.end]) if is_owner else None
        if rest:
            yield rest["name"]
            if staff := read("staff-of-force").search(rest["name"]):
                yield rest["name"][: staff.start()]


def _alone(reading: Reading, named: Collection[str]) -> Iterator[Span]:
    masked = reading.masked()
    for start, end in matcher(named).find(masked):
        if not read("short-form-goes-on").match(masked, end):
            yield Span(start, end, "org", None, "low", "pattern", why="short for the body named before")
