"""Regular expressions of XML Schema (Datatypes, appendix F) turned into Python's.

Character classes are worked out as ranges of code points, since Python's `re` has neither ``\\p{L}`` nor
class subtraction. Almost all values are plain ASCII: for them an expression of ASCII ranges is made; the
full one, with hundreds of ranges for some categories, is made when the first other value comes.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import Final

from .blocks import blocks
from .regex_derivatives import Choice, Machine, OneOf, Ranges, Sequence, Tree, choice, degree, repeat, sequence

ASCII_LIMIT: Final = 0x7F
FULL_LIMIT: Final = sys.maxunicode
_LONGEST_FOR_RE: Final = 400
_HIGHEST_DEGREE_FOR_RE: Final = 3
"""Python's engine may take time that grows with this power of the length; more is not asked of it."""

_NAME_START: Final[Ranges] = (
    (0x3A, 0x3A),
    (0x41, 0x5A),
    (0x5F, 0x5F),
    (0x61, 0x7A),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2FF),
    (0x370, 0x37D),
    (0x37F, 0x1FFF),
    (0x200C, 0x200D),
    (0x2070, 0x218F),
    (0x2C00, 0x2FEF),
    (0x3001, 0xD7FF),
    (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD),
    (0x10000, 0xEFFFF),
)
_NAME_REST: Final[Ranges] = ((0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))

_SINGLE_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", **{sign: sign for sign in "\\|.-^?*+{}()[]$"}}
_QUANTIFIERS: Final[dict[str, tuple[int, int | None]]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_LINE_ENDS: Final[Ranges] = ((10, 10), (13, 13))
_SPACE: Final[Ranges] = ((9, 10), (13, 13), (32, 32))

_CATEGORIES: Final = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)


def compile_regex(pattern: str) -> Callable[[str], bool]:
    """Return a function that says whether a whole string matches the XML Schema expression `pattern`.

    Raises ValueError where `pattern` is not such an expression. The time that matching takes grows with the
    string's length only: what would make Python's own engine try ever more ways is left to `matching.Machine`.
    """
    matches_ascii = _compiled(pattern, ASCII_LIMIT).fullmatch
    longest = 0 if degree(_parsed(pattern, ASCII_LIMIT)) > _HIGHEST_DEGREE_FOR_RE else _LONGEST_FOR_RE

    def matches(value: str) -> bool:
        ascii_only = value.isascii()
        if len(value) > longest:
            return _machine(pattern, ASCII_LIMIT if ascii_only else FULL_LIMIT).matches(value)
        if ascii_only:
            return matches_ascii(value) is not None
        return _compiled(pattern, FULL_LIMIT).fullmatch(value) is not None

    return matches


@lru_cache(maxsize=2000)
def _parsed(pattern: str, limit: int) -> Tree:
    try:
        return _Parser(pattern, limit).whole()
    except RecursionError:
        raise ValueError("not a regular expression of XML Schema: nested too deeply") from None


@lru_cache(maxsize=2000)
def _compiled(pattern: str, limit: int) -> re.Pattern[str]:
    try:
        return re.compile(_rendered(_parsed(pattern, limit)))
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"not a regular expression of XML Schema: {error}") from None


@lru_cache(maxsize=200)
def _machine(pattern: str, limit: int) -> Machine:
    return Machine(_parsed(pattern, limit))


def _rendered(tree: Tree) -> str:
    if isinstance(tree, OneOf):
        return _rendered_class(tree.ranges)
    if isinstance(tree, Sequence):
        return "".join(_rendered(part) for part in tree.parts)
    if isinstance(tree, Choice):
        return "(?:" + "|".join(_rendered(part) for part in tree.parts) + ")"
    most = "" if tree.most is None else str(tree.most)
    return f"(?:{_rendered(tree.part)}){{{tree.least},{most}}}"


@lru_cache(maxsize=2)
def _category_ranges(limit: int) -> dict[str, Ranges]:
    """Map each general category, and its first letter, to its ranges up to `limit`."""
    found: dict[str, list[tuple[int, int]]] = {}
    start = 0
    for category, run in groupby(map(unicodedata.category, map(chr, range(limit + 1)))):
        end = start + sum(1 for _ in run)
        for key in (category, category[0]):
            found.setdefault(key, []).append((start, end - 1))
        start = end
    return {key: _merged(ranges) for key, ranges in found.items()}


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def _complement(ranges: Ranges, limit: int) -> Ranges:
    gaps: list[tuple[int, int]] = []
    next_free = 0
    for low, high in ranges:
        if low > next_free:
            gaps.append((next_free, min(low - 1, limit)))
        next_free = high + 1
    if next_free <= limit:
        gaps.append((next_free, limit))
    return tuple(gap for gap in gaps if gap[0] <= limit)


def _difference(ranges: Ranges, taken: Ranges, limit: int) -> Ranges:
    return _complement(_merged((*_complement(ranges, limit), *taken)), limit)


def _clipped(ranges: Ranges, limit: int) -> Ranges:
    return tuple((low, min(high, limit)) for low, high in ranges if low <= limit)


def _rendered_class(ranges: Ranges) -> str:
    if not ranges:
        return "(?!)"
    return "[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]"


class _Parser:
    """One pass over an expression; `limit` is the last code point that its classes may hold."""

    def __init__(self, pattern: str, limit: int) -> None:
        self._pattern = pattern
        self._limit = limit
        self._place = 0

    def whole(self) -> Tree:
        tree = self._alternatives()
        if self._place < len(self._pattern):
            raise self._error("unexpected ')'")
        return tree

    def _error(self, reason: str) -> ValueError:
        place = f"at character {self._place + 1} of {self._pattern!r}"
        return ValueError(f"not a regular expression of XML Schema: {reason} {place}")

    def _peek(self) -> str:
        return self._pattern[self._place : self._place + 1]

    def _take(self) -> str:
        sign = self._peek()
        if not sign:
            raise self._error("it ends too early")
        self._place += 1
        return sign

    def _skip(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self._place += 1
        return True

    def _alternatives(self) -> Tree:
        branches = [self._branch()]
        while self._skip("|"):
            branches.append(self._branch())
        return choice(branches)

    def _branch(self) -> Tree:
        pieces: list[Tree] = []
        while self._peek() not in ("", "|", ")"):
            pieces.append(self._quantified(self._atom()))
        return sequence(pieces)

    def _atom(self) -> Tree:
        sign = self._take()
        if sign == "(":
            inner = self._alternatives()
            if not self._skip(")"):
                raise self._error("')' is missing")
            return inner
        if sign in "?*+{}]":
            self._place -= 1
            raise self._error(f"unexpected {sign!r}")
        return OneOf(_clipped(self._characters(sign), self._limit))

    def _characters(self, sign: str) -> Ranges:
        if sign == "[":
            return self._class()
        if sign == ".":
            return _complement(_LINE_ENDS, self._limit)
        if sign == "\\":
            return self._escape()
        return ((ord(sign), ord(sign)),)

    def _quantified(self, atom: Tree) -> Tree:
        counts = self._counts()
        return atom if counts is None else repeat(atom, *counts)

    def _counts(self) -> tuple[int, int | None] | None:
        sign = self._peek()
        if sign and sign in _QUANTIFIERS:
            return _QUANTIFIERS[self._take()]
        written = re.compile(r"\{([0-9]{1,5})(?:(,)([0-9]{0,5}))?\}").match(self._pattern, self._place)
        if written is None:
            return None
        least = int(written[1])
        most = least if not written[2] else int(written[3]) if written[3] else None
        if most is not None and most < least:
            raise self._error("a range of counts that runs backwards")
        self._place = written.end()
        return least, most

    def _escape(self) -> Ranges:
        sign = self._take()
        if sign in _SINGLE_ESCAPES:
            code = ord(_SINGLE_ESCAPES[sign])
            return ((code, code),)
        if sign in "pP":
            return self._negated_if(sign == "P", self._property())
        if sign.lower() not in ("s", "i", "c", "d", "w"):
            raise self._error(f"'\\{sign}' means nothing")
        return self._negated_if(sign.isupper(), self._shorthand(sign.lower()))

    def _negated_if(self, negated: bool, ranges: Ranges) -> Ranges:
        return _complement(ranges, self._limit) if negated else ranges

    def _shorthand(self, sign: str) -> Ranges:
        if sign == "s":
            return _SPACE
        if sign == "i":
            return _NAME_START
        if sign == "c":
            return _merged((*_NAME_START, *_NAME_REST))
        categories = _category_ranges(self._limit)
        if sign == "d":
            return categories["Nd"]
        others = (*categories.get("P", ()), *categories.get("Z", ()), *categories.get("C", ()))
        return _complement(_merged(others), self._limit)

    def _property(self) -> Ranges:
        written = re.compile(r"\{([A-Za-z0-9-]+)\}").match(self._pattern, self._place)
        if written is None:
            raise self._error("'{' and a property should follow")
        self._place = written.end()
        name = written[1]
        if name in _CATEGORIES:
            return _category_ranges(self._limit).get(name, ())
        if name.startswith("Is") and name[2:] in blocks():
            return blocks()[name[2:]]
        raise self._error(f"the property {name!r} is unknown")

    def _class(self) -> Ranges:
        negated = self._skip("^")
        ranges: list[tuple[int, int]] = []
        taken: Ranges = ()
        while not self._skip("]"):
            if ranges and self._pattern.startswith("-[", self._place):
                self._place += 2
                taken = self._class()
                if self._peek() != "]":
                    raise self._error("a subtracted class must stand last")
            else:
                ranges.extend(self._member())
        if not ranges:
            raise self._error("an empty class")
        return _difference(self._negated_if(negated, _merged(ranges)), taken, self._limit)

    def _member(self) -> Ranges:
        first = self._end_point()
        if len(first) != 1 or first[0][0] != first[0][1] or self._peek() != "-":
            return first
        after = self._pattern[self._place + 1 : self._place + 2]
        if after in ("]", "["):
            return first
        self._place += 1
        last = self._end_point()
        if len(last) != 1 or last[0][0] != last[0][1] or last[0][0] < first[0][0]:
            raise self._error("a range of characters that runs backwards")
        return ((first[0][0], last[0][0]),)

    def _end_point(self) -> Ranges:
        sign = self._take()
        if sign == "\\":
            return self._escape()
        if sign == "[":
            raise self._error("unexpected '['")
        return ((ord(sign), ord(sign)),)
