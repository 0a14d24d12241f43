"""Names in letters that their neighbours tell: the members of a series, the parts of a longer name, years of life.

Read over the text in which what was found before is masked: a word between persons is a person, too; two persons side
by side are one (Агван Лобсан | Гьяцо), but no writer and whom he writes to; a person of one name and “of” with a place
are one (Socrates of Constantinople); a direction with a capital belongs to the place after it (Средняя Азия).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from teiwright import languages
from teiwright.annotation.names.english_persons import GIVEN_ALONE, words
from teiwright.annotation.names.lexicon import KNOWN_TO_EVERYBODY
from teiwright.annotation.names.masking import COUNTRY, PERSON, PLACE, REST
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.russian_persons import SURNAME_OF_DOCUMENT, ends_as_surname
from teiwright.article import Span
from teiwright.languages.folding import alternatives

_PERSON = f"{PERSON}{REST}*"
_PLACE = f"[{COUNTRY}{PLACE}]{REST}*"
_WORD = r"[A-ZÀ-ŽА-Я][a-zà-žа-я]+(?:-[A-ZÀ-ŽА-Я]?[a-zà-žа-я]+)*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
_ITEM = rf"(?:{_PERSON}|(?<![\w.]){_NAME})"
_SERIES = re.compile(rf"{_ITEM}(?:, {_ITEM})+(?:,? (?:and|or|и|или|und) {_ITEM})?(?!\w)")
_MEMBER = re.compile(_ITEM)
_SIDE_BY_SIDE = re.compile(rf"{_PERSON}(?: {_PERSON})+")
_KNOWN = re.compile(_PERSON)
_BEFORE_SURNAME = re.compile(rf"(?<=[а-я,] )[А-Я][а-я]+ {_PERSON}")
_OF_PLACE = re.compile(f"{_PERSON} of {_PLACE}")
_LIVED = re.compile(
    rf"(?<![\w.-])(?P<name>{_NAME}|[{PERSON}{PLACE}]{REST}*) ?\((?P<born>\d{{3,4}}) ?[-–—] ?(?P<died>\d{{3,4}})\)"
)
_SHORTEST_LIFE, _LONGEST_LIFE = 18, 105
"""Years."""
_BEFORE_NAME = 30
"""Characters before a name in which the word for an age may stand."""
_ONE_NAME = (KNOWN_TO_EVERYBODY, GIVEN_ALONE)
"""Why a name was found that is a person's only one."""


def find(reading: Reading) -> Iterator[Span]:
    """Yield what the neighbours in a text tell; a longer name is to win over the parts that were found before."""
    masked = reading.masked()
    by_start = {span.start: span for span in reading.spans}
    yield from _in_series(masked)
    yield from _side_by_side(reading.string, masked, by_start)
    yield from _before_surname(reading.string, masked, by_start)
    for match in _OF_PLACE.finditer(masked):
        if by_start[match.start()].why in _ONE_NAME:
            yield _person(*match.span(), "a person by one name and a place")
    yield from _with_years(masked, by_start)
    for expression in _directed():
        for match in expression.finditer(masked):
            yield Span(*match.span(), "place", None, "low", "pattern", why="a part of a place by its direction")


def _side_by_side(string: str, masked: str, by_start: Mapping[int, Span]) -> Iterator[Span]:
    """Persons without an entry or a surname's ending, one right after the other."""
    for match in _SIDE_BY_SIDE.finditer(masked):
        if ". " in string[match.start() : match.end()]:
            continue
        parts = [by_start[part.start()] for part in _KNOWN.finditer(masked, *match.span())]
        if not any(part.key or ends_as_surname(string[part.start : part.end]) for part in parts):
            yield _person(*match.span(), "parts of one name side by side")


def _before_surname(string: str, masked: str, by_start: Mapping[int, Span]) -> Iterator[Span]:
    """A surname that the document gives elsewhere, with the capitalised word before it."""
    for match in _BEFORE_SURNAME.finditer(masked):
        surname = by_start[match.start() + match.group().index(PERSON)]
        if " " not in string[surname.start : surname.end] and surname.why.startswith(SURNAME_OF_DOCUMENT):
            yield _person(*match.span(), "a name that ends with a surname of the document")


def _with_years(masked: str, by_start: Mapping[int, Span]) -> Iterator[Span]:
    """A name that no rule has found yet, before the years of a life in brackets."""
    for match in _LIVED.finditer(masked):
        is_life = _SHORTEST_LIFE <= int(match["died"]) - int(match["born"]) <= _LONGEST_LIFE
        known = by_start.get(match.start())
        if (
            is_life
            and (known is None or known.by == "model")
            and not _of_time().search(masked, max(0, match.start() - _BEFORE_NAME), match.start())
        ):
            yield _person(match.start("name"), match.end("name"), "a name with the years of a life")


def _in_series(masked: str) -> Iterator[Span]:
    """A member of a series at least half of which are persons, two of them known; the first may begin a sentence."""
    for series in _SERIES.finditer(masked):
        members = list(_MEMBER.finditer(masked, *series.span()))
        unknown = [member for member in members if member.group()[0] != PERSON]
        if unknown and len(members) - len(unknown) >= max(2, len(unknown)):
            yield from (
                _person(*member.span(), "in a series of persons")
                for member in unknown
                if member.start() > series.start() and words().no_person.isdisjoint(member.group().split())
            )


@cache
def _of_time() -> re.Pattern[str]:
    """A word for an age or a war before the name, whose years are no life's (династии Юань)."""
    return re.compile(rf"(?i:{alternatives(languages.every('places', 'age-before'))})\w* $")


@cache
def _directed() -> tuple[re.Pattern[str], ...]:
    english = alternatives(languages.words("en", "places", "direction"))
    russian = alternatives(languages.words("ru", "places", "direction"))
    return (
        re.compile(rf"(?<=[a-z,] ){english} {_PLACE}"),
        re.compile(rf"(?<![\w-]){russian}(?:ий|ый|ая|яя|ое|ее|ого|его|ей|ой|ому|ему|ую|юю|ом|ем|ым|им) {_PLACE}"),
    )


def _person(start: int, end: int, why: str) -> Span:
    return Span(start, end, "person", None, "low", "pattern", why=why)
