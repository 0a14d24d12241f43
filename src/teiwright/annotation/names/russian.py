"""Case forms of Russian names, by the endings of school grammar (Zaliznyak's types that names have)."""

import re
from functools import cache

_TABLES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("(?:ский|цкий)", 2, ("ого", "ому", "им", "ом", "ие", "их")),
    ("(?:ой|ый)", 2, ("ого", "ому", "ым", "ом")),
    ("ий", 2, ("ия", "ию", "ием", "ии", "его", "ему", "им", "ем")),
    ("(?:ов|ев|ин|ын)", 0, ("а", "у", "ым", "ом", "е", "ы", "ых", "ыми")),
    ("ова|ева|ина", 1, ("ой", "у", "ою")),
    ("ская|цкая", 2, ("ой", "ую")),
    ("ия", 1, ("и", "ю", "ей")),
    ("ье", 1, ("я", "ю", "ем")),
    ("ая", 2, ("ой", "ую", "ою")),
    ("ое", 2, ("ого", "ому", "ым", "ом")),
    ("[гкхжчшщ]а", 1, ("и", "е", "у", "ой", "ей")),
    ("а", 1, ("ы", "и", "е", "у", "ой")),
    ("я", 1, ("и", "е", "ю", "ей")),
    ("[ео]й|й", 1, ("я", "ю", "ем", "е")),
    ("ь", 1, ("я", "ю", "ем", "е", "и", "ью")),
    ("[цжшщчхкг]", 0, ("а", "у", "ом", "ем", "е")),
    ("[бвдзлмнпрстф]", 0, ("а", "у", "ом", "е")),
)
_ENDINGS = tuple((re.compile(f"(?:{ending})$"), cut, endings) for ending, cut, endings in _TABLES)
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
    for ending, cut, endings in _ENDINGS:
        if ending.search(word):
            stem = word[: len(word) - cut]
            return (word, *(stem + other for other in endings))
    return (word,)


def _together(words: list[str]) -> set[str]:
    """The words agree in case: the n-th ending of each type is taken as one case, which over-generates harmlessly."""
    columns = [word_forms(word) for word in words]
    longest = max(len(column) for column in columns)
    return {" ".join(column[min(case, len(column) - 1)] for column in columns) for case in range(longest)}
