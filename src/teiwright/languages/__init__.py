"""What the program knows of each language, as data: one folder a language, read by every stage.

`languages/CODE/SUBJECT.toml` holds the field-neutral core of a subject (calendar, people, places, organisations …);
`languages/CODE/fields/FIELD.toml` what one field of study adds, in a table for each subject. `docs/languages.md`
describes the subjects and how a language is added. Every file is read when it is first asked for, and once.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from teiwright.languages.folding import alternatives, both_scripts, fold_name

Words = tuple[str, ...]
NOTHING = "(?!)"
"""An expression that matches nowhere: that of a list without words."""

__all__ = ["Words", "codes", "either", "every", "expression", "grouped", "lists", "table", "words"]


@cache
def codes() -> Words:
    """Return the codes of the languages that have a folder, in alphabetical order."""
    return tuple(sorted(folder.name for folder in _root().iterdir() if _is_language(folder)))


@cache
def words(language: str, subject: str, key: str, *, folded: bool = False) -> Words:
    """Return a list of words, each once, the core's first; an empty one where the language has none.

    In the file a list is an array, or a string whose words are set apart by white space (an underscore stands for a
    space within a word). `folded` gives them as folded text has them (see `folding`). Raises KeyError where no language
    has such a list.
    """
    found = [word for value in _values(language, subject, key) for word in _listed(value)]
    return tuple(dict.fromkeys(map(fold_name, found) if folded else found))


@cache
def every(subject: str, key: str, *, folded: bool = False) -> Words:
    """Return the words of all languages together."""
    return tuple(dict.fromkeys(word for code in codes() for word in words(code, subject, key, folded=folded)))


@cache
def either(subject: str, key: str, *languages: str) -> str:
    """Return what matches any word of a list in these languages (in none: in all), as part of an expression.

    The longest words stand first, and a word in Traditional characters matches in Simplified ones, too. Raises KeyError
    as `words` does.
    """
    found = {word for code in languages or codes() for word in words(code, subject, key)}
    return both_scripts(alternatives(found)) if found else NOTHING


@cache
def expression(subject: str, key: str, *languages: str) -> str:
    """Return what matches any expression of a list in these languages (in none: in all), the first of them first.

    Chinese ones read both scripts. Raises KeyError as `words` does.
    """
    values = (value for code in languages or codes() for value in _values(code, subject, key))
    listed = [one for value in values for one in ([value] if isinstance(value, str) else value)]
    return both_scripts(f"(?:{'|'.join(listed)})") if listed else NOTHING


@cache
def table(language: str, subject: str, key: str) -> Mapping[str, Any]:
    """Return a table as it stands in the files, a field's entries after the core's. Raises KeyError as `words` does."""
    return {name: value for part in _values(language, subject, key) for name, value in part.items()}


@cache
def lists(language: str, subject: str, key: str) -> Mapping[str, Words]:
    """Return a table of lists of words as they stand in the files, a field's words after the core's.

    A value that is no list of words but one expression has no white space, and so comes as a list of one.
    """
    found: dict[str, Words] = {}
    for part in _values(language, subject, key):
        for name, value in part.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *_listed(value))))
    return found


def grouped(language: str, subject: str, key: str, *, folded: bool = False) -> dict[str, str]:
    """Return the names of a table's lists by word: `{early = "上旬 月初"}` gives each of the words the value early."""
    found = ((word, name) for name, group in lists(language, subject, key).items() for word in group)
    return {fold_name(word) if folded else word: name for word, name in found}


def _values(language: str, subject: str, key: str) -> list[Any]:
    found = [part[key] for part in _parts(language, subject) if key in part]
    if not found and not any(key in part for code in codes() for part in _parts(code, subject)):
        raise KeyError(f"no language has {key} in {subject}.toml")
    return found


def _listed(value: str | Iterable[str]) -> Iterator[str]:
    return (word.replace("_", " ") for word in value.split()) if isinstance(value, str) else iter(value)


@cache
def _parts(language: str, subject: str) -> tuple[Mapping[str, Any], ...]:
    """The core of a subject, and what the fields of study add to it."""
    core = _root() / language / f"{subject}.toml"
    fields = (field[subject] for field in _fields(language) if subject in field)
    return (*((_load(core),) if core.is_file() else ()), *fields)


@cache
def _fields(language: str) -> tuple[Mapping[str, Any], ...]:
    folder = _root() / language / "fields"
    files = sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []
    return tuple(_load(file) for file in files if file.name.endswith(".toml"))


def _load(file: Traversable) -> Mapping[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _is_language(folder: Traversable) -> bool:
    return folder.is_dir() and any(file.name.endswith(".toml") for file in folder.iterdir())


def _root() -> Traversable:
    return resources.files(__package__)
