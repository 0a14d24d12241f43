"""Bodies in Russian: a head noun with its attributes and its chain of genitives, and abbreviations in capitals.

The whole chain is one name, to the state at its end (Военная коллегия Верховного суда СССР). A head noun in small
letters needs a genitive that makes a name of it (наркомат внутренних дел); one with a capital an attribute at least.
Abbreviations that stand together are one name (ЦК ВКП(б), ГУГБ НКВД СССР).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from teiwright import languages
from teiwright.annotation.names import russian_persons
from teiwright.annotation.names.edges import BEGINS, ENDS_WHOLE
from teiwright.article import Span

_ADJECTIVE = "(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ую|юю|ою|ею|ей|ые|ие|ых|их|ыми|ими|ом|ем)"
_OBLIQUE = "(?:ого|его|ому|ему|ым|им|ой|ей|ых|их|ыми|ими|ом|ем)"
"""In the cases that depend on a noun; an attribute in the nominative begins another name."""
_NOUN = "(?:а|у|е|и|ы|о|ю|я|й|ь|ом|ем|ей|ой|ою|ам|ах|ями|ами|ям|ях|ов|ия|ию|ии|ие|ием|ией|ий|ью)?"
_CAPITAL = "[А-Я][а-я]+(?:-[А-Я]?[а-я]+)*"
_OF_PLACE = "[А-Я][а-я]+(?:-[А-Я]?[а-я]+)*[сц]к"
_WITHIN = r"(?<=[а-я,] )"
_OWN = "[А-Я][а-я]+(?:н|в|ическ)"
"""An attribute with a capital within a sentence is part of a name, whatever it says (Цензурного комитета)."""
_ORDINAL = r"\d{1,3}-(?:й|я|е|го|му|м|ой|ю)"
_NUMBERED_NAME = re.compile(rf"{_ORDINAL} [А-Я]")
_PLURAL = re.compile("(?:ые|ие|ых|их|ыми|ими|ым|им)(?: и)? [а-я]+(?:ы|и|ов|ей|ам|ям|ами|ями|ах|ях)$")
_ACRONYM = r"[А-Я]{2,8}(?:\(б\)У?)?"
_END = rf"(?:(?<=\))|{ENDS_WHOLE})"
_ACRONYMS = re.compile(rf"(?<![A-Za-zÀ-žА-Яа-я0-9.«-]){_ACRONYM}(?: {_ACRONYM})*{_END}")
_REGION = re.compile(rf"(?: по)? {_OF_PLACE}(?:ой|ому|ого) (?:обл\.|области|краю|края)")
_ONE = re.compile(_ACRONYM)
_VOWELS = frozenset("АЕИОУЫЭЮЯ")
_GENITIVE = re.compile("(?:[аяиы]|[А-Я]{2})$")
_CYRILLIC = re.compile("[А-Яа-я]")
_SHORT, _MOST_VOWELS = 4, 0.34


@cache
def _chain() -> re.Pattern[str]:
    head, attribute = _any("head-noun"), _any("attribute")
    genitive = _any("genitive")
    word = rf"(?:(?i:{genitive})|(?i:{attribute}){_OBLIQUE}|(?i:{head})(?:а|ы|и|я|ии|ия)?)"
    before = rf"(?:(?i:{attribute}){_ADJECTIVE}|{_OF_PLACE}{_ADJECTIVE}|{_WITHIN}{_OWN}{_ADJECTIVE}|{_ORDINAL})"
    return re.compile(
        rf"{BEGINS}(?P<before>(?:{before}(?: и)? )*)(?P<head>(?i:{head}){_NOUN}){ENDS_WHOLE}"
        rf"(?P<after>(?: (?:{_any('state-noun')} {_CAPITAL}|{word}){ENDS_WHOLE})*)"
        rf"(?P<acronyms>(?: {_ACRONYM}{_END})*(?: им\. ?(?:[А-Я]\. ?){{0,2}}{_CAPITAL}{ENDS_WHOLE})?)"
    )


def _any(key: str) -> str:
    words = languages.words("ru", "organisations", key, folded=True)
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def _government() -> re.Pattern[str]:
    """A government with its state's adjective, in small letters, too (советское правительство)."""
    no_state = _any("adjective-of-no-state")
    adjective = rf"(?!(?i:{no_state})(?:ое|ого|ому|им|ом) )(?:[А-Яа-я][а-я]+-)?[А-Яа-я][а-я]+[сц]к(?:ое|ого|ому|им|ом)"
    return re.compile(rf"{BEGINS}{adjective} [Пп]равительств(?:о|а|у|ом|е){ENDS_WHOLE}")


@cache
def _alone() -> re.Pattern[str]:
    republic = rf" {_OF_PLACE}ой (?:(?:{_any('state-abbreviation')}){ENDS_WHOLE}|[Рр]еспублики|[Оо]бласти|АССР)"
    return re.compile(rf"{BEGINS}(?i:{_any('alone-head-noun')})(?:а|у|е|ом|и)?{ENDS_WHOLE}(?:{republic})?")


def is_republic(place: str) -> bool:
    """Whether a place is a republic by what its name ends or begins with (Казахской ССР)."""
    return place.rsplit(" ", 1)[-1] in _states()


def takes_state(body: str, place: str) -> bool:
    """Whether a body has no state yet, and the place's name may be a genitive."""
    is_russian = _CYRILLIC.search(body) is not None and _GENITIVE.search(place) is not None
    return is_russian and body.rsplit(" ", 1)[-1] not in _states()


def find(string: str) -> Iterator[Span]:
    """Yield the bodies that a text names."""
    if _CYRILLIC.search(string) is None:
        return
    for match in _chains(string):
        end = _without_loose_end(match)
        if _is_name(match, end):
            yield _body(match.start(), end, "a body by the noun of its kind")
    for match in _alone().finditer(string):
        yield _body(match.start(), match.end(), "a body by its one name")
    for match in _government().finditer(string):
        yield _body(match.start(), match.end(), "a government with its state's adjective")
    yield from _acronyms(string)


def _chains(string: str) -> Iterator[re.Match[str]]:
    """The chains from left to right; one in small letters before a capital (суду Военной коллегии) begins there."""
    at = 0
    while (match := _chain().search(string, at)) is not None:
        inner = re.search(" (?=[А-Я][а-я])", match["after"]) if match.group()[0].islower() else None
        if inner:
            at = match.start("after") + inner.end()
        else:
            yield match
            at = match.end()


def _without_loose_end(match: re.Match[str]) -> int:
    """A chain does not end with и or по."""
    return match.start() + len(re.sub("(?: (?:и|по))+$", "", match.group()))


def _is_name(match: re.Match[str], end: int) -> bool:
    if not match["acronyms"] and not match["after"] and _PLURAL.search(match["before"] + match["head"]):
        return False
    after = match["after"].split()
    complements = [word for word in after if word.lower() not in ("и", "по")]
    if match.group()[0].isupper() and not _begins_sentence(match):
        return bool(match["before"] or complements or match["acronyms"])
    if match["head"][0].isupper() and match["before"]:
        return True
    if match["before"] and (match["acronyms"] or _NUMBERED_NAME.match(match["before"])):
        return True
    is_whole = bool(complements) and (bool(match["before"]) or len(complements) > 1 or _has_state(match))
    if _begins_sentence(match):
        return bool(is_whole or match["before"] or _has_state(match) or (match["acronyms"] and complements))
    return is_whole and _has_body_genitive(complements)


def _has_state(match: re.Match[str]) -> bool:
    """СССР, КНР … at the end of the chain."""
    return match["acronyms"].rsplit(" ", 1)[-1] in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(languages.words("ru", "organisations", "state-abbreviation"))


def _has_body_genitive(words: Iterable[str]) -> bool:
    """Two words such as внутренних дел, or a capital inside the chain, make a name of a noun in small letters."""
    group = list(words)
    return any(word[0].isupper() for word in group) or any(word in _making() for word in group)


@cache
def _making() -> frozenset[str]:
    """The genitives that alone make a name of a noun in small letters."""
    return frozenset(languages.words("ru", "organisations", "making-genitive"))


def _begins_sentence(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 3) : match.start()]
    return match.group()[0].isupper() and (not before.strip() or before.rstrip()[-1:] in '.!?«"(:;')


def _acronyms(string: str) -> Iterator[Span]:
    states = _states()
    never = frozenset(languages.words("ru", "organisations", "no-body-abbreviation"))
    for match in _ACRONYMS.finditer(string):
        parts = list(_ONE.finditer(string, *match.span()))
        good = [part for part in parts if _is_acronym(part.group()) and part.group() not in never]
        if len(good) == len(parts) and any(part.group() not in states for part in parts):
            first = next(part for part in parts if part.group() not in states)
            region = _REGION.match(string, match.end())
            yield _body(first.start(), region.end() if region else match.end(), "an abbreviation in capitals")


def _is_acronym(word: str) -> bool:
    letters = re.sub(r"\(.*", "", word)
    if len(letters) > _SHORT and russian_persons.ends_as_surname(letters.title()):
        return False
    if set(letters) <= set("ХIVСМ") and set(letters) & set("Х") and len(set(letters)) < 3:
        return False
    return len(letters) <= _SHORT or sum(letter in _VOWELS for letter in letters) / len(letters) <= _MOST_VOWELS


def _body(start: int, end: int, why: str) -> Span:
    return Span(start, end, "org", certainty="low", by="pattern", why=why)
