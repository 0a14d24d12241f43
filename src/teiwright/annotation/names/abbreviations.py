"""One-character names of states and cities (中, 蘇, 滬), and surnames alone, where their context allows them.

中 and 美 are words of their own; they are names only in a compound of such names (中蘇, 中、蘇、朝), after a verb or
a preposition of foreign relations (駐華, 赴蘇, 援朝, 來京), or before a noun that takes them (朝方, 蘇籍, 美機). The
expressions stand in `languages/zh/grammar.toml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from teiwright import languages
from teiwright.annotation.names.lexicon import Lexicon
from teiwright.annotation.names.masking import PERSON
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.languages.folding import HAN

_NOBODY = "\ue00f"


def common_states() -> frozenset[str]:
    """The one-character names of states that need no full name in the document."""
    return _letters("common")


@cache
def _letters(key: str) -> frozenset[str]:
    return frozenset("".join(languages.lists("zh", "grammar", "abbreviated")[key]))


def _compiled(key: str, **classes: str) -> re.Pattern[str]:
    """Compile expressions in which {name} is a class of characters, another expression, or a list of words."""
    lists = languages.lists("zh", "grammar", "abbreviated")
    expression = "|".join(lists[key])
    for name in ("side", "two-sides", "no-language", "link", "together"):
        expression = expression.replace("{" + name + "}", lists[name][0])
    for name, value in {"han": HAN, **classes}.items():
        expression = expression.replace("{" + name + "}", value)
    return compiled(expression)


@dataclass(frozen=True, slots=True)
class Found:
    """A one-character name at `at`, and in plain words what allows it."""

    at: int
    why: str
    is_alone: bool = False


@dataclass(frozen=True)
class Finder:
    """Compiled for the one-character names of one lexicon: states, cities, persons (蔣)."""

    states: str
    cities: str
    persons: str

    @cached_property
    def _pair(self) -> re.Pattern[str]:
        return _compiled("pair", states=self.states, partners=_plain(self.states))

    @cached_property
    def _series(self) -> re.Pattern[str]:
        return _compiled("series", every=self.states + self.cities + self.persons)

    @cached_property
    def _single(self) -> tuple[re.Pattern[str], ...]:
        classes = _classes(self.states, self.cities)
        return tuple(_compiled(key, **classes) for key in ("before", "side-state", "noun"))

    @cached_property
    def _person(self) -> re.Pattern[str]:
        return _compiled("person", persons=self.persons)

    def find(self, masked: str) -> Iterator[Found]:
        """Yield the one-character names of a masked text whose context allows them."""
        if self.states:
            yield from self._pairs(masked)
            why = "alone before or after a word that takes such a name"
            places = sorted({match.start() for single in self._single for match in single.finditer(masked)})
            yield from (Found(at, why, True) for at in places)
        if self.states or self.cities:
            yield from self._lists(masked)
        if self.persons:
            yield from (
                Found(match.start(), "a surname that stands for the person") for match in self._person.finditer(masked)
            )

    def _pairs(self, masked: str) -> Iterator[Found]:
        for match in self._pair.finditer(masked):
            if _is_compound(match, self.states):
                yield from (Found(at, f"in the compound {match.group()}") for at in range(*match.span()))

    def _lists(self, masked: str) -> Iterator[Found]:
        every = self.states + self.cities + self.persons
        for match in self._series.finditer(masked):
            for at in range(*match.span()):
                if masked[at] in every:
                    yield Found(at, f"in the series {match.group()}")


def _is_compound(match: re.Match[str], states: str) -> bool:
    """日 and 法 also end other words (今日, 方法); one name twice is no compound."""
    group, string, known = match.group(), match.string, vocabulary()
    if len(set(group)) < len(group) or _no_compound(states).match(string, match.start()):
        return False
    if _no_compound_after().match(string, match.end()):
        return False
    before, after = string[match.start() - 1 : match.start()], string[match.end() :]
    if set(group) <= known.letters and (before in known.letters or _begins_foreign(after[:2])):
        return False
    is_doubtful = bool(set(group) & _letters("in-foreign-names"))
    if is_doubtful and (before in known.strict_letters or after[:1] in known.sticking_letters):
        return False
    return len(group) > 2 or "中" in group or group in _usual_pairs() or _two_sides().match(after) is not None


@cache
def _no_compound(states: str) -> re.Pattern[str]:
    return _compiled("no-compound", states=states)


@cache
def _no_compound_after() -> re.Pattern[str]:
    return _compiled("no-compound-after")


@cache
def _two_sides() -> re.Pattern[str]:
    return _compiled("two-sides")


def _begins_foreign(word: str) -> bool:
    return set(word) <= vocabulary().letters and word not in vocabulary().ordinary


@cache
def _usual_pairs() -> frozenset[str]:
    """Two states that are usually named together by one character each, in either order."""
    pairs = languages.words("zh", "contexts", "usual-pair", folded=True)
    return frozenset((*pairs, *(pair[::-1] for pair in pairs)))


def _plain(states: str) -> str:
    """The states but China, whose characters are words of their own."""
    return states.replace("中", "").replace("华", "")


def _classes(states: str, cities: str) -> dict[str, str]:
    plain = set(_plain(states))
    china = {"华"} & set(states)

    def those(group: set[str]) -> str:
        return "".join(sorted(group)) or _NOBODY

    return {
        "states": those(plain | china),
        "here": those((plain - _letters("not-here")) | china | ({"日"} & plain)),
        "entered": those((plain & _letters("entered")) | china),
        "towards": those((plain - _letters("not-towards")) | china),
        "allied": those(plain & _letters("allied")),
        "sides": those(plain | ({"中"} & set(states))),
        "telling": those(plain - _letters("not-telling")),
        "all": states,
        "cities": cities or _NOBODY,
    }


def surname_pairs(masked: str, surnames: str) -> Iterator[Found]:
    """Yield surnames that stand alone in a pair or a series (張、李二人) of persons named in full elsewhere."""
    for match in _compiled("surname-pair", surnames=surnames, person=PERSON).finditer(masked) if surnames else ():
        for at in range(*match.span()):
            if masked[at] in surnames:
                yield Found(at, f"surnames alone in {match.group()}")


def surname_titles(masked: str, surnames: str) -> Iterator[Found]:
    """Yield surnames before a title of honour (毛主席, 周總理); 任 before a title is the verb."""
    telling = "".join(surname for surname in surnames if surname not in _letters("not-speaking-title"))
    for match in _compiled("surname-title", surnames=telling).finditer(masked) if telling else ():
        if masked[max(0, match.start() - 1) : match.end()] in vocabulary().ordinary:
            continue
        yield Found(match.start(), "a surname before a title")


def surnames_alone(masked: str, surnames: str) -> Iterator[Found]:
    """Yield surnames that stand alone for a person who does something, or to whom it is done; an everyday word speaks.

    What is an ordinary word with the character after it (高於), or before it, is no surname.
    """
    telling = "".join(surname for surname in surnames if surname not in vocabulary().words["weak-surname"])
    for key, group in (("surname-acting", telling), ("surname-speaking", surnames)):
        for match in _compiled(key, surnames=group, person=PERSON).finditer(masked) if group else ():
            at = match.end() - 1
            if not {masked[at : at + 2], masked[max(0, at - 1) : at + 1]} & vocabulary().ordinary:
                yield Found(at, "a surname of the document for a person who acts")


def finder_of(known: Lexicon) -> Finder:
    """Make the finder for the one-character names of a lexicon."""
    groups: dict[str, list[str]] = {"state": [], "city": [], "person": []}
    for name, terms in known.single.items():
        term = terms[0]
        group = (
            "person" if term.kind == "person" else "state" if term.is_country or term.entry_type == "region" else "city"
        )
        groups[group].append(name)
    states, cities, persons = ("".join(sorted(group)) for group in groups.values())
    return Finder(states, cities, persons)
