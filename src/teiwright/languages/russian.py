"""Case forms of Russian names, by the types of declension in `ru/declension.toml`."""

import re
from functools import cache

from teiwright.languages import table, words

_WORD = re.compile(r"[А-Яа-я][а-я]+(?:-[А-Я]?[а-я]+)*\.?")


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


def agree(attribute: str, noun: str) -> bool:
    """Whether an attribute and a noun, or an attribute of it, may stand in one case and number, by their endings."""
    attribute, noun = attribute.lower(), noun.lower()
    if attribute[-2:] == noun[-2:] or noun.endswith(words("ru", "declension", "undeclined")):
        return True
    fitting = [attributes for ending, attributes in _agreeing() if noun.endswith(ending)]
    is_nominative_too = noun.endswith(words("ru", "declension", "nominative-like-instrumental"))
    return any(attribute.endswith(ending) for ending in (fitting if is_nominative_too else fitting[:1]))


@cache
def _agreeing() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The endings of nouns, each with those of the attributes that agree with it."""
    pairs = table("ru", "declension", "agreeing").items()
    return tuple((noun, tuple(of.split())) for nouns, of in pairs for noun in nouns.split() or [""])
