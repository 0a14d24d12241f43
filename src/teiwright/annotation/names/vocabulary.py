"""The words that names are recognised by: those of all languages together, folded and compiled once."""

import re
from dataclasses import dataclass
from functools import cache

from teiwright import languages
from teiwright.languages import Words
from teiwright.languages.folding import alternatives, pattern

_SUBJECTS: dict[str, tuple[str, ...]] = {
    "organisations": (
        "organ", "bare", "ministry", "state", "committee", "command", "service", "regional-force", "party",
        "party-abbreviation", "mission", "posted-mission", "learned", "learned-head", "open-head", "never-in-body",
        "shop", "quoted-head", "sure-head", "place-head", "no-body-kind", "leads-body", "leads-body-verb",
        "no-word-of-body", "short-form-head", "no-short-form", "branch",
        "mass-organisation", "firm", "arm", "formation",
        "person-formation", "common-force", "context-only",
    ),
    "people": (
        "surname", "weak-surname", "given-character", "never-given", "title", "honorific", "speech", "strong-speech",
        "relation", "letter", "transliteration", "loose-transliteration", "verb-like", "strict-transliteration",
        "person-ending", "place-ending", "place-after", "place-before", "ordinary", "given-name", "east-asian-surname",
        "known-person", "everyday-surname", "after-surname", "deed", "deed-character", "deed-or-given", "deed-upon",
        "monk-title", "japanese-surname", "acting", "acted-on",
    ),
    "contexts": (
        "city-before", "city-after", "power-before", "power-after", "noun-of-state", "no-place", "before-place",
        "after-place", "no-state", "after-towards", "happens",
    ),
}  # fmt: skip
_PLACES = ("country", "region", "province", "city", "water", "place")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """General linguistic knowledge: no authority, nothing of a particular text.

    `places` are states, abbreviations and great places by type; `nations` the one-character names of states;
    `capitals` the places that may stand for a government; `after` what may not follow a name of a kind, `misread` where
    a name of a kind would cut a word in two. `lists` are groups for expressions, `words` the same words apart.
    """

    places: dict[str, Words]
    nations: frozenset[str]
    capitals: frozenset[str]
    after: dict[str, re.Pattern[str]]
    misread: dict[str, re.Pattern[str]]
    lists: dict[str, str]
    words: dict[str, Words]

    @property
    def letters(self) -> frozenset[str]:
        """The characters that foreign names are written with."""
        return _letters("transliteration")

    @property
    def sticking_letters(self) -> frozenset[str]:
        """Those of them that hardly begin the word after a name."""
        return _sticking_letters()

    @property
    def strict_letters(self) -> frozenset[str]:
        """Those of them that hardly any other word has; the empty string is none of them."""
        return _letters("strict-transliteration")

    @property
    def ordinary(self) -> frozenset[str]:
        """Ordinary words that are made of surnames or of characters used in foreign names."""
        return _letters("ordinary")


@cache
def vocabulary() -> Vocabulary:
    """Gather the words of all languages, once."""
    places = {key: languages.every("places", key, folded=True) for key in _PLACES}
    words = {key: languages.every(subject, key, folded=True) for subject, keys in _SUBJECTS.items() for key in keys} | {
        "named": languages.words("zh", "organisations", "named", folded=True),
        "named-in-letters": _in_letters("organisations", "named"),
        "decided": languages.words("en", "contexts", "decided", folded=True),
        "decided-ru": languages.words("ru", "contexts", "decided", folded=True),
    }
    nations = frozenset(word for word in places["country"] if len(word) == 1)
    return Vocabulary(
        places,
        nations,
        frozenset(languages.every("places", "capital-of-state", folded=True)),
        _guards("after"),
        _guards("misread"),
        {key: alternatives(group) for key, group in words.items()},
        words,
    )


def _in_letters(subject: str, key: str) -> Words:
    """The words of the languages that are not written in Chinese characters."""
    return tuple(
        word for code in languages.codes() if code != "zh" for word in languages.words(code, subject, key, folded=True)
    )


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """Compile an expression in which {list} stands for any word of that list."""
    return pattern(expression, **vocabulary().lists)


@cache
def _sticking_letters() -> frozenset[str]:
    return _letters("transliteration") - _letters("verb-like")


@cache
def _letters(name: str) -> frozenset[str]:
    return frozenset(vocabulary().words[name])


def _guards(name: str) -> dict[str, re.Pattern[str]]:
    return {
        kind: pattern("(?:" + "|".join(expressions) + ")")
        for kind, expressions in languages.lists("zh", "guards", name).items()
    }
