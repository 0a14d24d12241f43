"""What the grammars share: a stretch of a note, the brackets in it, and the parts that a grammar finds there."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from teiwright.article import SpanKind
from teiwright.citation_tree import CitationKind

OPENERS = {"《": "title", "〈": "title", "“": "quote", "「": "quote", "『": "quote", "（": "paren", "(": "paren",
           "[": "square", "〔": "square", "【": "square", "«": "quote", "„": "quote", "<": "title"}  # fmt: skip
CLOSERS = {"》": "title", "〉": "title", "”": "quote", "」": "quote", "』": "quote", "）": "paren", ")": "paren",
           "]": "square", "〕": "square", "】": "square", "»": "quote", ">": "title"}  # fmt: skip

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
NO_LETTER = re.compile(r"[\W_]+")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
SINGLE_QUOTES = re.compile(
    r"(?<![\w‘])‘(?=[\w“])(?:[^‘“”]|“[^“”]{1,120}”){2,250}?(?<=[\w?!)”])’(?=[,.;:)]|$|\s\(|\sin\s)"
)
"""A title as British journals quote it; an apostrophe in it is followed by a letter or a blank."""
PADDING = " \t\u3000\u00a0，,、；;。:：.．"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch string[start:end] of a note that says one thing of a cited item."""

    start: int
    end: int
    kind: SpanKind
    attributes: tuple[tuple[str, str], ...] = ()
    key: str | None = None

    def attribute(self, name: str) -> str:
        """Return the attribute's value, or the empty string."""
        return dict(self.attributes).get(name, "")

    def overlaps(self, other: "Part") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Item:
    """One cited item: string[start:end], what it is, and its parts in the order printed.

    `signal` may stand before the item or in it. `token` is the word of a pure reference back (同上, ibid.).
    """

    start: int
    end: int
    kind: CitationKind
    language: str
    parts: tuple[Part, ...] = ()
    signal: Part | None = None
    token: str = ""
    described: tuple[Part, ...] = ()
    """The documents that the sentence before a shelfmark in brackets describes, outside the item, with their parts."""

    def of(self, *kinds: str) -> tuple[Part, ...]:
        """Return the parts of these kinds in the order printed."""
        return tuple(part for part in self.parts if part.kind in kinds)

    def has(self, *kinds: str) -> bool:
        """Tell whether a part of one of these kinds is there."""
        return not {part.kind for part in self.parts}.isdisjoint(kinds)

    def with_signal(self, signal: Part | None) -> "Item":
        """Return the item with the word that introduces it."""
        return replace(self, signal=signal)


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening bracket at `start` and its closing one at `end - 1`."""

    start: int
    end: int
    type: str


def pairs_of(string: str) -> tuple[Pair, ...]:
    """Return the matched brackets and quotation marks, outer before inner; a mark without its fellow counts not."""
    stack: list[tuple[int, str]] = []
    found: list[Pair] = []
    for offset, character in enumerate(string):
        if character == "<" and string.startswith(("http", "www"), offset + 1):
            continue
        if character == "“" and stack and string[stack[-1][0]] == "„":
            _close(stack, found, offset, "quote")
        elif character in OPENERS:
            stack.append((offset, OPENERS[character]))
        elif character in CLOSERS:
            _close(stack, found, offset, CLOSERS[character])
    found.extend(_straight_quotes(string))
    found.extend(Pair(match.start(), match.end(), "quote") for match in SINGLE_QUOTES.finditer(string))
    return tuple(sorted(found, key=lambda pair: (pair.start, -pair.end)))


def _close(stack: list[tuple[int, str]], found: list[Pair], offset: int, type: str) -> None:
    for level in range(len(stack) - 1, -1, -1):
        if stack[level][1] == type:
            found.append(Pair(stack[level][0], offset + 1, type))
            del stack[level:]
            return


def _straight_quotes(string: str) -> Iterator[Pair]:
    marks = [match.start() for match in re.finditer('"', string)]
    if len(marks) % 2 == 0:
        for start, end in zip(marks[::2], marks[1::2], strict=True):
            yield Pair(start, end + 1, "quote")


@dataclass(frozen=True)
class Scope:
    """A stretch string[start:end] under examination. `italics` are the ranges that the source sets in italics."""

    string: str
    start: int
    end: int
    italics: tuple[tuple[int, int], ...] = ()

    @classmethod
    def whole(cls, string: str, italics: Iterable[tuple[int, int]] = ()) -> "Scope":
        """Return the scope of a whole text."""
        return cls(string, 0, len(string), tuple(italics))

    def within(self, start: int, end: int) -> "Scope":
        """Return the scope of a smaller stretch, without the white space and separators at its edges."""
        while start < end and self.string[start] in PADDING:
            start += 1
        while end > start and self.string[end - 1] in " \t\u3000\u00a0，,、；;。:：":
            end -= 1
        return Scope(self.string, start, end, self.italics)

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.string[self.start : self.end]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The brackets that stand wholly in the scope, with offsets in the whole string."""
        inner = pairs_of(self.text)
        return tuple(Pair(pair.start + self.start, pair.end + self.start, pair.type) for pair in inner)

    @cached_property
    def outer_pairs(self) -> tuple[Pair, ...]:
        """The brackets that stand in no other."""
        found: list[Pair] = []
        for pair in self.pairs:
            if not found or pair.start >= found[-1].end:
                found.append(pair)
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [pair.start for pair in self.outer_pairs]

    def around(self, offset: int) -> Pair | None:
        """Return the outermost brackets in which the character at `offset` stands."""
        index = bisect_right(self._starts, offset) - 1
        return self.outer_pairs[index] if index >= 0 and offset < self.outer_pairs[index].end else None

    def is_open(self, offset: int) -> bool:
        """Tell whether the character at `offset` stands outside every bracket."""
        return self.around(offset) is None

    def is_italic(self, offset: int) -> bool:
        """Tell whether the character at `offset` stands inside an italic stretch."""
        return any(start <= offset < end - 1 for start, end in self.italics)

    def italic_runs(self) -> tuple[tuple[int, int], ...]:
        """The italic ranges that begin in the scope, cut at its edges."""
        return tuple(
            (max(start, self.start), min(end, self.end))
            for start, end in self.italics
            if start < self.end and end > self.start
        )

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match in the scope."""
        return pattern.search(self.string, self.start, self.end)

    def all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches in the scope."""
        return pattern.finditer(self.string, self.start, self.end)

    def starts(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match at the scope's start."""
        return pattern.match(self.string, self.start, self.end)


def trimmed(string: str, start: int, end: int, padding: str = PADDING) -> tuple[int, int]:
    """Return the range without the padding at its edges."""
    while start < end and string[start] in padding:
        start += 1
    while end > start and string[end - 1] in padding:
        end -= 1
    return start, end


def stripped(string: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without the white space at its edges."""
    words = string[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def free(start: int, end: int, taken: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of [start, end) that no part covers."""
    for part in sorted(taken, key=lambda part: part.start):
        if part.start > start:
            yield start, min(part.start, end)
        start = max(start, part.end)
    if start < end:
        yield start, end


def adding(parts: Iterable[Part], more: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with those of `more` that overlap none of them."""
    kept = list(parts)
    kept += [part for part in more if not any(part.overlaps(other) for other in kept)]
    return tuple(sorted(kept, key=lambda part: (part.start, -part.end)))


def numbered(scope: Scope, pattern: re.Pattern[str], kind: SpanKind) -> Iterator[Part]:
    """Yield a part for each match of a pattern in the scope: the one of its named groups that has matched."""
    for match in scope.all(pattern):
        name = next(key for key, value in match.groupdict().items() if value)
        yield Part(*match.span(name), kind)


def tidy(item: Item, string: str) -> Item | None:
    """Return the item without white space at its edges and with parts that are not empty, lie in it and nest."""
    start, end = stripped(string, item.start, item.end)
    kept: list[Part] = []
    for part in sorted(item.parts, key=lambda part: (part.start, -part.end)):
        first, last = stripped(string, part.start, part.end)
        part = replace(part, start=first, end=last)
        if start <= first < last <= end and all(_nest(other, part) for other in kept):
            kept.append(part)
    return replace(item, start=start, end=end, parts=tuple(kept)) if start < end else None


def _nest(outer: Part, inner: Part) -> bool:
    """Tell whether two parts share no character, or the second lies in the first (which must be a document)."""
    if not outer.overlaps(inner):
        return True
    holds = outer.kind == "document" or (outer.kind == "title" and inner.kind in ("person", "org", "place", "date"))
    return holds and outer.start <= inner.start and inner.end <= outer.end


def main_script(text: str) -> str:
    """Return the language that the letters suggest: zh, ru or en."""
    counts = {"zh": 2 * len(HAN.findall(text)), "ru": len(CYRILLIC.findall(text)), "en": len(LATIN.findall(text))}
    return max(counts, key=lambda language: counts[language])


def plain(text: str) -> str:
    """Return the letters and digits of a text, in lower case, without the marks between."""
    return NO_LETTER.sub("", text.lower().replace("ё", "е"))
