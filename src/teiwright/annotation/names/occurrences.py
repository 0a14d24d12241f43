"""Many words looked for at once, the longest at each place, at a cost that does not grow with their number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from teiwright.languages.folding import HAN

_HAN = re.compile(f"[{HAN}]")
_FILLED = "\ue010"


def has_han(string: str) -> bool:
    """Whether a text has any Chinese character, without which the Chinese names need not be looked for."""
    return _HAN.search(string) is not None


@dataclass(frozen=True, slots=True)
class Matcher:
    """Words of two characters or more, the lengths worth trying by the first two, and where those may stand."""

    words: frozenset[str]
    lengths: dict[str, tuple[int, ...]]
    heads: re.Pattern[str]
    is_han: bool = False

    def find(self, string: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open ranges of the words in a string, from left to right, none overlapping another."""
        if self.is_han and not has_han(string):
            return
        end, last, lengths, words = 0, len(string), self.lengths, self.words
        for head in self.heads.finditer(string):
            at = head.start()
            for length in lengths.get(string[at : at + 2], ()) if at >= end else ():
                if at + length <= last and string[at : at + length] in words:
                    end = at + length
                    yield at, end
                    break

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
    return _matcher(frozenset(word for word in words if len(word) > 1))


@lru_cache(maxsize=64)
def _matcher(words: frozenset[str]) -> Matcher:
    first, second = ("".join(sorted({re.escape(word[at]) for word in words})) for at in (0, 1))
    heads = re.compile(f"[{first}](?=[{second}])" if words else "(?!)")
    return Matcher(words, lengths_of(words), heads, all(has_han(word) for word in words))


def lengths_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of words, the longest first, by their first two characters."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    return {head: tuple(sorted(group, reverse=True)) for head, group in lengths.items()}
