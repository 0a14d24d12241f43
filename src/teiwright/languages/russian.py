"""Case forms of Russian names, by the types of declension in `ru/declension.toml`."""

import re
from functools import cache

from teiwright.languages import table

_CASES = (
    (("ами", "ями"), ("ыми", "ими")),
    (("ах", "ях"), ("ых", "их")),
    (("ам", "ям", "ом", "ем"), ("ым", "им")),
    (("ой", "ей", "ою", "ею"), ("ой", "ей", "ою", "ею", "ых", "их", "ый", "ий")),
    (("ии",), ("ой", "ей", "ые", "ие", "ом", "ем")),
    (("а", "я"), ("ая", "яя", "ого", "его", "ые", "ие")),
    (("у", "ю"), ("ому", "ему", "ую", "юю")),
    (("е",), ("ом", "ем", "ой", "ей", "ое", "ее", "ье")),
    (("о",), ("ое", "ее", "ье")),
    (("ы", "и"), ("ой", "ей", "ые", "ие")),
    (("",), ("ый", "ий", "ой", "ых", "их")),
)
"""The endings of nouns, each with those of the attributes that agree with it."""
UNDECLINED = "бюро"
"""What no case changes: any attribute goes with it."""
_NOMINATIVE = ("ком",)
"""What ends like the instrumental, and is the nominative, too (губисполком)."""
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
    """Whether an attribute and a noun may stand in one case and number, by what they end with."""
    if noun.lower().endswith(UNDECLINED):
        return True
    fitting = [of for ending, of in _CASES if noun.endswith(ending)]
    return any(attribute.endswith(of) for of in (fitting if noun.endswith(_NOMINATIVE) else fitting[:1]))
