"""Letters that an editor supplies within a word: L[eague of] N[ations Archives], [T]he [N]ational Archives, F[red].

The grammars read a note without the brackets around such letters; what they find is put back where it is printed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from teiwright.citations.scope import Item, Part, Scope
from teiwright.citations.vocabulary import HEREAFTER

SUPPLIED = re.compile(rf"(?<=[A-Za-zÀ-ɏ])\[(?!{HEREAFTER}|sic\b)[a-zà-ÿ][^\[\]]{{0,60}}\]|\[[A-ZÀ-Þ]\](?=[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Unbracketed:
    """A scope without those brackets.

    `offsets` gives for each of its characters the offset in the note, `brackets` where in the note each pair stands.
    """

    scope: Scope
    offsets: Sequence[int]
    brackets: Sequence[tuple[int, int]]

    def restored(self, item: Item) -> Item:
        """Return the item with its offsets in the note as printed."""
        start, end = self._span(item.start, item.end)
        return replace(
            item,
            start=start,
            end=end,
            parts=tuple(map(self._part, item.parts)),
            described=tuple(map(self._part, item.described)),
            signal=self._part(item.signal) if item.signal else None,
        )

    def _part(self, part: Part) -> Part:
        start, end = self._span(part.start, part.end)
        return replace(part, start=start, end=end)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch that holds one bracket of a pair, or the letters between, holds both."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        for opening, closing in self.brackets:
            if first <= opening < last <= closing or (opening == first - 1 and last > opening):
                first, last = min(first, opening), max(last, closing + 1)
        return first, last


def unbracketed(scope: Scope) -> Unbracketed | None:
    """Return the whole note without the brackets around supplied letters, or None where it has none."""
    brackets = [(match.start(), match.end() - 1) for match in scope.all(SUPPLIED)]
    if not brackets:
        return None
    left_out = set(chain.from_iterable(brackets))
    offsets = [offset for offset in range(len(scope.string)) if offset not in left_out]
    place = {offset: index for index, offset in enumerate(offsets)} | {len(scope.string): len(offsets)}
    italics = [(_next(place, start), _next(place, end)) for start, end in scope.italics]
    string = "".join(scope.string[offset] for offset in offsets)
    return Unbracketed(Scope.whole(string, italics), offsets, brackets)


def _next(place: dict[int, int], offset: int) -> int:
    while offset not in place:
        offset += 1
    return place[offset]
