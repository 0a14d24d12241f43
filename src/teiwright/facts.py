"""What articles leave for the outputs that many have together: facts, and how they are asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol
from zlib import crc32

PAGE = 64
"""How many facts a page of a joint output has on average."""

Place = tuple[str, str, int]
"""Where a fact stands among those of its kind: its sort key, its article, its number there."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line for the joint outputs.

    `kind` says what it is and what `data` (text, JSON or XML) holds; facts of a kind are ordered by `sort`, then by
    article and number. `key` is what it is about (person-stalin). `numbered` gives `article` and `n`.
    """

    kind: str
    sort: str
    key: str
    data: str
    article: str = ""
    n: int = 0

    @property
    def opens_page(self) -> bool:
        """Whether a page begins with this fact: told by its own words, so that no other fact moves the boundary."""
        return crc32(f"{self.kind}\0{self.sort}\0{self.article}\0{self.n}".encode()) % PAGE == 0


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the facts of one kind: from the fact at `start` up to that at `end` (None: to the last)."""

    kind: str
    start: Place
    end: Place | None


class Library(Protocol):
    """The facts of all articles, as the outputs made of them ask for them."""

    def count(self, kind: str) -> int:
        """Return how many facts of a kind there are."""

    def facts(self, kind: str, page: Page | None = None) -> Iterator[Fact]:
        """Yield the facts of a kind, or those on a page, in their order."""

    def facts_of(self, kind: str, *, key: str | None = None, article: str | None = None) -> list[Fact]:
        """Return the facts of a kind that have a key or belong to an article, in their order."""

    def pages(self, kind: str) -> list[Page]:
        """Return all pages of a kind, in order; none where there are no facts of the kind."""

    def touched(self, kind: str) -> tuple[list[Page], list[Place]]:
        """Return the pages of a kind whose facts have changed since they were last made, and starts no page has now."""


def place_of(fact: Fact) -> Place:
    """Return where a fact stands among those of its kind."""
    return fact.sort, fact.article, fact.n


def numbered(facts: Iterable[Fact], article: str) -> Iterator[Fact]:
    """Yield an article's facts with its name, each with its number among those of the same kind and sort key."""
    counts: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        yield replace(fact, article=article, n=counts[fact.kind, fact.sort])
        counts[fact.kind, fact.sort] += 1


def page_name(place: Place) -> str:
    """Return a short name for the page that begins at a place: the same in every build."""
    return f"{crc32(repr(place).encode()):08x}"
