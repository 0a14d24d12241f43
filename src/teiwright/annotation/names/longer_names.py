"""Known places that are not meant where their name stands: a part of a longer name, an author's surname, a title.

Mexico in “Mexico City”, Dartmouth in “Dartmouth College” are parts of longer names; Stanford in “(Stanford, 156)” is an
author; «Байкал» after the word for a journal is its title. A name that is also an ordinary word (萬象) counts only in
a document in which a context tells it once.
"""

import re
from collections.abc import Iterable
from functools import cache

from teiwright import languages
from teiwright.annotation.names.occurrences import has_han, matcher
from teiwright.annotation.names.vocabulary import vocabulary
from teiwright.languages.folding import alternatives

_AUTHOR_AND_PAGE = re.compile(r",? \d{1,3}(?!\d)(?:[-–]\d+)?[),;]")
_OPENS = re.compile(r"[(;] ?$")
_CAPITAL_WORD = re.compile(r" [A-Z][a-z]+(?! [A-Z])")
_PREPOSITION = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|[Oo]f) $")
_ADJECTIVE = re.compile("(?:[сц]к|[а-я]н)(?:ий|ый|ого|его|ому|ему|ое|ее|ая|яя|ую|юю)$|[сц]к(?:им|ом)$")
"""What a noun ends with in a case, too, is left out (Мюнхеном, Москвой)."""
_NOUN_AFTER = re.compile(r" (?:[А-Я][а-я]+|[а-я]{4,}|[а-я]{1,5}[.-])")


def is_part(string: str, start: int, end: int) -> bool:
    """Whether a place's name in letters is part of a longer name, or an author's name, at string[start:end]."""
    is_abbreviated = string[start:end].isupper()
    if _is_in_title(string, start, end) or (not is_abbreviated and _part_after().match(string, end)):
        return True
    if _OPENS.search(string, max(0, start - 2), start) and _AUTHOR_AND_PAGE.match(string, end):
        return True
    before, _ = _ship()
    if _forename_after().match(string, end) or before.search(string, max(0, start - 40), start):
        return True
    is_surname = string[start:end] in _also_persons() and _CAPITAL_WORD.match(string, end) is not None
    return (is_surname and not is_after_preposition(string, start)) or is_adjective(string, start, end)


def is_adjective(string: str, start: int, end: int) -> bool:
    """Whether a Russian name in the form of an adjective goes with the noun after it (Донское кладбище)."""
    return (
        _ADJECTIVE.search(string, start, end) is not None
        and _NOUN_AFTER.match(string, end) is not None
        and _goes_on().match(string, end) is None
    )


@cache
def _goes_on() -> re.Pattern[str]:
    """A finite verb, or a function word."""
    small = alternatives(languages.words("ru", "places", "word-after-place"))
    verb = r"\w+(?:л|ла|ло|ли|лся|лась|лось|лись|ут|ют|ит|ет|ат|ят|ся)"
    return re.compile(rf" (?:{verb}|{small})(?!\w)")


@cache
def _village() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(languages.words('ru', 'places', 'village'))} ?$")


def is_village(string: str, start: int) -> bool:
    """Whether the word before a Russian name tells a village (с. Крым)."""
    return _village().search(string, max(0, start - 6), start) is not None


def _is_in_title(string: str, start: int, end: int) -> bool:
    """«Байкал»: the quotation marks hold the name alone."""
    return string[start - 1 : start] == "«" and string[end : end + 1] == "»"


@cache
def _part_after() -> re.Pattern[str]:
    kinds = (*languages.words("en", "places", "kind-after"), *languages.words("en", "places", "body-after"))
    return re.compile(rf"[ -]{alternatives(kinds)}(?![\w-])")


@cache
def _forename_after() -> re.Pattern[str]:
    """Stanford, Michael. / Lincoln, C. Eric: a forename that is no place's name, too, after the comma."""
    places = {*vocabulary().places["place"], *vocabulary().places["country"], *_also_persons()}
    states = languages.words("en", "places", "also-a-given-name")
    given = set(languages.words("en", "people", "given-name")).difference(places, states)
    return re.compile(rf", (?:{alternatives(given)}(?:(?: [A-Z]\.)*(?:[.,;:)]|$)| and [A-Z])|(?:[A-Z]\. ?)+[A-Z,;:(])")


@cache
def _ship() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The noun for a ship right before a name, and with the name behind it."""
    noun = rf"(?<!\w){alternatives(languages.words('en', 'places', 'ship'))} "
    return re.compile(f"{noun}$"), re.compile(rf"{noun}([A-Z][a-z]+)(?!\w)")


def ships(strings: Iterable[str]) -> frozenset[str]:
    """Return the names that some text of a document gives after the noun for a ship (the raider Alabama)."""
    _, named = _ship()
    return frozenset(match.group(1) for string in strings for match in named.finditer(string))


def is_after_preposition(string: str, start: int) -> bool:
    """Whether a preposition of place stands before a name in letters."""
    return _PREPOSITION.search(string, max(0, start - 6), start) is not None


@cache
def _also_persons() -> frozenset[str]:
    return frozenset(languages.words("en", "places", "also-a-person"))


@cache
def doubtful() -> frozenset[str]:
    """The names in Chinese characters that are ordinary words, too."""
    return frozenset(languages.words("zh", "places", "needs-context", folded=True))


def told(strings: Iterable[str]) -> frozenset[str]:
    """The doubtful names that a context in some text of the document tells to be places."""
    found = matcher(doubtful())
    return frozenset(
        string[start:end] for string in strings for start, end in found.find(string) if _is_told(string, start, end)
    )


def _is_told(string: str, start: int, end: int) -> bool:
    before, after = _contexts()
    ends = after.match(string, end) or not has_han(string[end : end + 1])
    return bool(before.search(string, max(0, start - 4), start) and ends)


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = alternatives(languages.words("zh", "places", "strong-before", folded=True))
    after = alternatives(languages.words("zh", "places", "then", folded=True))
    return re.compile(f"{before}$"), re.compile(after)
