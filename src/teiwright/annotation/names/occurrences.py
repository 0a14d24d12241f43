"""Many words looked for at once, the longest at each place, at a cost that does not grow with their number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from teiwright.languages.folding import HAN

_HAN = re.compile(f"[{HAN}]")
_FILLED = "\ue010"


def has_han(string: str) -> bool:
    """Whether a text has any Chinese character, without which the Chinese names need not be looked for."""
    return _HAN.search(string) is not None


@dataclass(frozen=True, slots=True)
class Matcher:
    """Words of two characters or more, and the lengths worth trying by the first two characters."""

    words: frozenset[str]
    lengths: dict[str, tuple[int, ...]]
    is_han: bool = False

    def find(self, string: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open ranges of the words in a string, from left to right, none overlapping another."""
        if self.is_han and not has_han(string):
            return
        at, last, lengths, words = 0, len(string), self.lengths, self.words
        while at < last - 1:
            for length in lengths.get(string[at : at + 2], ()):
                if at + length <= last and string[at : at + length] in words:
                    yield at, at + length
                    at += length - 1
                    break
            at += 1

    def blanked(self, string: str) -> str:
        """Return the string with each of the words filled up by a sign that no name has."""
        parts: list[str] = []
        at = 0
        for start, end in self.find(string):
            parts += [string[at:start], _FILLED * (end - start)]
            at = end
        return "".join([*parts, string[at:]])


def matcher(words: Iterable[str]) -> Matcher:
    """Make a matcher of these words; those of one character are left out."""
    every = frozenset(word for word in words if len(word) > 1)
    return Matcher(every, lengths_of(every), all(has_han(word) for word in every))


def lengths_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of words, the longest first, by their first two characters."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    return {head: tuple(sorted(group, reverse=True)) for head, group in lengths.items()}
