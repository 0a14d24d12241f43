"""The words of the field that names are recognised by: data files of this package, folded and compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from teiwright.languages.folding import alternatives, fold_characters, fold_name, pattern

Words = tuple[str, ...]


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
        return self.letters - _letters("verb-like")

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
    """Read the data files, once."""
    places = {key: _folded(text) for key, text in _read("places.toml").items()}
    words = {
        key: _folded(text)
        for name in ("bodies.toml", "people.toml", "contexts.toml")
        for key, text in _read(name).items()
    }
    nations = frozenset(word for word in places["country"] if len(word) == 1)
    return Vocabulary(
        {key: names for key, names in places.items() if key != "capital-of-state"},
        nations,
        frozenset(places["capital-of-state"]),
        _guards("after"),
        _guards("misread"),
        {key: alternatives(group) for key, group in words.items()},
        words,
    )


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """Compile an expression in which {list} stands for any word of that list."""
    return pattern(expression, **vocabulary().lists)


@cache
def all_compiled(expressions: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile several such expressions, in their order."""
    return tuple(compiled(expression) for expression in expressions)


@cache
def _letters(name: str) -> frozenset[str]:
    return frozenset(vocabulary().words[name])


def _guards(name: str) -> dict[str, re.Pattern[str]]:
    return {kind: pattern(expression) for kind, expression in _load("guards.toml")[name].items()}


def _read(name: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in _load(name).items()}


def _load(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _folded(text: str) -> Words:
    """Words are set apart by white space; an underscore stands for a space inside a word."""
    return tuple(dict.fromkeys(fold_name(word.replace("_", " ")) for word in fold_characters(text).split()))
