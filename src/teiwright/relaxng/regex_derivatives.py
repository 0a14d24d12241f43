"""Regular expressions matched by derivatives (Brzozowski, *Derivatives of regular expressions*, 1964).

Each character is looked at once, so that no string takes longer than its length allows. Python's own engine is
quicker on most strings, but can be made to try exponentially many ways.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Final

Ranges = tuple[tuple[int, int], ...]
"""Closed ranges of code points, in order, without overlap."""

_MEMO_LIMIT: Final = 5000


@dataclass(frozen=True)
class OneOf:
    """One character."""

    ranges: Ranges

    def holds(self, code: int) -> bool:
        """Whether the code point is in the class."""
        index = bisect_right(self.ranges, (code, 0x110000)) - 1
        return index >= 0 and code <= self.ranges[index][1]


@dataclass(frozen=True)
class Sequence:
    """One after the other; without parts, the empty string."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Choice:
    """Any of several; without parts, nothing at all."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True)
class Repeat:
    """The same `least` to `most` times (None for any number)."""

    part: Tree
    least: int
    most: int | None


Tree = OneOf | Sequence | Choice | Repeat

_EMPTY: Final = Sequence(())
_NOTHING: Final = Choice(())


def sequence(parts: Iterable[Tree]) -> Tree:
    """Put parts after each other."""
    flat: list[Tree] = []
    for part in parts:
        if part == _NOTHING:
            return _NOTHING
        flat.extend(part.parts if isinstance(part, Sequence) else (part,))
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def choice(parts: Iterable[Tree]) -> Tree:
    """Let one of several parts match."""
    flat: dict[Tree, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, Choice) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else Choice(tuple(flat))


def repeat(part: Tree, least: int, most: int | None) -> Tree:
    """Let a part match several times."""
    if most == 0 or part == _EMPTY:
        return _EMPTY
    return part if (least, most) == (1, 1) else Repeat(part, least, most)


def degree(tree: Tree) -> float:
    """Return the power of a string's length with which the ways of a backtracking engine may grow."""
    if isinstance(tree, OneOf):
        return 0
    if isinstance(tree, Sequence):
        return sum(map(degree, tree.parts))
    if isinstance(tree, Choice):
        return max(map(degree, tree.parts), default=0)
    inner = degree(tree.part)
    if tree.most is not None and tree.most < 2:
        return inner
    if inner == 0:
        return 1
    return inf if tree.most is None else inner * tree.most


@lru_cache(maxsize=_MEMO_LIMIT)
def _is_nullable(tree: Tree) -> bool:
    if isinstance(tree, OneOf):
        return False
    if isinstance(tree, Repeat):
        return tree.least == 0 or _is_nullable(tree.part)
    return (all if isinstance(tree, Sequence) else any)(map(_is_nullable, tree.parts))


def _derivative(tree: Tree, code: int) -> Tree:
    """Return what must follow after the character `code`."""
    if isinstance(tree, OneOf):
        return _EMPTY if tree.holds(code) else _NOTHING
    if isinstance(tree, Choice):
        return choice(_derivative(part, code) for part in tree.parts)
    if isinstance(tree, Repeat):
        most = None if tree.most is None else tree.most - 1
        again = repeat(tree.part, max(0, tree.least - 1), most)
        return _before(_derivative(tree.part, code), again)
    return choice(_in_sequence(tree.parts, code))


def _in_sequence(parts: tuple[Tree, ...], code: int) -> list[Tree]:
    followers: list[Tree] = []
    for index, part in enumerate(parts):
        followers.append(_before(_derivative(part, code), sequence(parts[index + 1 :])))
        if not _is_nullable(part):
            break
    return followers


def _before(first: Tree, rest: Tree) -> Tree:
    """Put `rest` after each alternative of `first`, so that alternatives stay few and can be compared."""
    if isinstance(first, Choice):
        return choice(sequence((part, rest)) for part in first.parts)
    return sequence((first, rest))


class Machine:
    """Matches strings against one expression; remembers which state follows which character."""

    def __init__(self, tree: Tree) -> None:
        self._start = tree
        self._steps: dict[Tree, dict[str, Tree]] = {}

    def matches(self, value: str) -> bool:
        """Whether the whole string matches."""
        state, steps = self._start, self._steps.setdefault(self._start, {})
        for sign in value:
            follower = steps.get(sign)
            if follower is None:
                follower = self._remembered(state, steps, sign)
            if follower is not state:
                state, steps = follower, self._steps.setdefault(follower, {})
            if state == _NOTHING:
                return False
        return _is_nullable(state)

    def _remembered(self, state: Tree, steps: dict[str, Tree], sign: str) -> Tree:
        if len(self._steps) > _MEMO_LIMIT:
            self._steps.clear()
        if len(steps) > _MEMO_LIMIT:
            steps.clear()
        follower = _derivative(state, ord(sign))
        if follower == state:
            follower = state
        steps[sign] = follower
        return follower
