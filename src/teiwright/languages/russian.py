"""Case forms of Russian names, by the types of declension in `ru/declension.toml`."""

import re
from functools import cache
from typing import Literal

from teiwright.languages import table, words

_WORD = re.compile(r"[А-Яа-я][а-я]+(?:-[А-Я]?[а-я]+)*\.?")


_NAME_WORD = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ]?[а-яё]+)*")
_NAMES_ALONE = re.compile(rf"(?:(?:[А-ЯЁ][а-яё]?\.|[IVX]+|{_NAME_WORD.pattern}|[А-ЯЁ][а-яё])[\s-]*)+")


@cache
def nominative(name: str, case: Literal["genitive", "dative"]) -> str:
    """Return a person's name that stands in this case in the nominative; what is no such name as it is.

    `Г.Л. Лугову` is Г.Л. Лугов. A word of which the ending does not tell (Толстого, Мацуоки) stays as it is, and so
    does the name of a body, or one with words in small letters.
    """
    if not _NAMES_ALONE.fullmatch(name) or _body().match(name.casefold()):
        return name
    return _NAME_WORD.sub(lambda match: _back(match[0], case), name)


@cache
def _body() -> re.Pattern[str]:
    return re.compile("|".join(words("ru", "organisations", "head-noun")))


def _back(word: str, case: str) -> str:
    for ending, nominative_ending in _cases(case):
        if ending.search(word):
            return ending.sub(nominative_ending, word)
    return word


@cache
def _cases(case: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(f"{ending}$"), back) for ending, back in table("ru", "declension", case).items())


@cache
def forms(name: str) -> tuple[str, ...]:
    """Return a folded Russian name in its cases: each declinable word in the same case, or only the last in its own.

    Words in capitals (СССР), short ones and those in -о, -е, -и, -у, -ы stay as they are.
    """
    words = name.split(" ")
    last = [*words[:-1], ""]
    ways = {name}
    for ending in word_forms(words[-1]):
        ways.add(" ".join([*last[:-1], ending]))
    if len(words) > 1:
        ways.update(_together(words))
    return tuple(sorted(ways))


def word_forms(word: str) -> tuple[str, ...]:
    """Return one word in all its cases; one in capitals, an abbreviation or a particle stays as it is."""
    if not _WORD.fullmatch(word) or len(word) < 3 or word.endswith("."):
        return (word,)
    for ending, cut, endings in _types():
        if ending.search(word):
            stem = word[: len(word) - cut]
            return (word, *(stem + other for other in endings))
    return (word,)


def _together(words: list[str]) -> set[str]:
    """The words agree in case: the n-th ending of each type is taken as one case, which over-generates harmlessly."""
    columns = [word_forms(word) for word in words]
    longest = max(len(column) for column in columns)
    return {" ".join(column[min(case, len(column) - 1)] for column in columns) for case in range(longest)}


@cache
def _types() -> tuple[tuple[re.Pattern[str], int, tuple[str, ...]], ...]:
    types = table("ru", "declension", "types").items()
    return tuple((re.compile(f"(?:{ending})$"), each["cut"], tuple(each["endings"].split())) for ending, each in types)
