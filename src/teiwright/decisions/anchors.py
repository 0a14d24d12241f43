"""Quoted words found again: in another script, in other white space, in paragraphs that moved.

The anchor is the text-quote selector of the W3C Web Annotation Data Model (4.2.4): the words, and a little of what
stands before and after them. Offsets are never kept.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from teiwright.article import Article, all_texts
from teiwright.decisions.decision import Decision
from teiwright.decisions.folding import folded

CONTEXTS = (8, 16, 32, 64)
"""How many characters before and after are kept: the fewest that make the words unique."""
BEYOND = (16, 64, 256)
"""How many are kept beyond the text's own ends, where it begins and ends as others do (notes often do)."""
ENOUGH = 3
"""With that much of the context on either side, a place is the one meant."""
LONG = 8
"""Words of that length, met once, need no context."""


@dataclass(frozen=True, slots=True)
class Place:
    """The words text[start:end] of one text."""

    text_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    string: str
    folded: str
    offsets: list[int]


@dataclass(frozen=True, slots=True)
class Index:
    """All texts of an article in the form in which they are compared.

    `whole` has them one after the other with a bar between, each from its place in `starts` on; `seamless` without.
    """

    entries: tuple[_Entry, ...]
    starts: tuple[int, ...]
    whole: str
    seamless: str

    def find(self, decision: Decision) -> tuple[Place, ...]:
        """Return the places that a decision's anchor fits best, in document order: none where its words are gone.

        A decision that holds everywhere has all the places that its anchor fits.
        """
        quote = folded(decision.quote)[0]
        before, after = folded(decision.before)[0], folded(decision.after)[0]
        found = [(self._fit(at, quote, before, after), at) for at in self._occurrences(quote)]
        wanted = min(ENOUGH, max(len(before), len(after)))
        fitting = [(fit, at) for fit, at in found if max(fit) >= wanted or (len(found) == 1 and len(quote) >= LONG)]
        best = 0 if decision.everywhere else max((sum(fit) for fit, _ in fitting), default=0)
        return tuple(self._place(at, len(quote)) for fit, at in fitting if sum(fit) >= best)

    def text(self, place: Place) -> str:
        """Return the whole text that a place stands in."""
        return next(entry.string for entry in self.entries if entry.id == place.text_id)

    def entry(self, text_id: str) -> _Entry:
        """Return the entry of a text."""
        return next(entry for entry in self.entries if entry.id == text_id)

    def beyond(self, text_id: str, length: int) -> tuple[str, str]:
        """Return so many characters of what stands before a text and after it in the article."""
        at = next(number for number, entry in enumerate(self.entries) if entry.id == text_id)
        return _last(self.entries[:at], length), _first(self.entries[at + 1 :], length)

    def _occurrences(self, quote: str) -> list[int]:
        found, at = [], self.whole.find(quote) if quote else -1
        while at >= 0:
            found.append(at)
            at = self.whole.find(quote, at + 1)
        return found

    def _fit(self, at: int, quote: str, before: str, after: str) -> tuple[int, int]:
        """Return how many characters of the context stand at this place, before and after, over the texts' ends."""
        start = at - (bisect_right(self.starts, at) - 1)
        end = start + len(quote)
        return (
            _common(before[::-1], self.seamless[max(0, start - len(before)) : start][::-1]),
            _common(after, self.seamless[end : end + len(after)]),
        )

    def _place(self, at: int, length: int) -> Place:
        number = bisect_right(self.starts, at) - 1
        entry, start = self.entries[number], at - self.starts[number]
        return Place(entry.id, entry.offsets[start], entry.offsets[start + length - 1] + 1)


def _last(entries: Sequence[_Entry], length: int) -> str:
    text = ""
    for entry in reversed(entries):
        text = entry.string + text
        if len(text) >= length:
            break
    return text[-length:]


def _first(entries: Sequence[_Entry], length: int) -> str:
    text = ""
    for entry in entries:
        text += entry.string
        if len(text) >= length:
            break
    return text[:length]


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def index(article: Article) -> Index:
    """Return the index of an article's texts: title page, body and notes."""
    entries = tuple(_Entry(text.id, text.string, *folded(text.string)) for text in all_texts(article))
    starts, at = [], 0
    for entry in entries:
        starts.append(at)
        at += len(entry.folded) + 1
    folded_texts = [entry.folded for entry in entries]
    return Index(entries, tuple(starts), "\x00".join(folded_texts), "".join(folded_texts))


def anchor(where: Index, text_id: str, start: int, end: int) -> tuple[str, str, str]:
    """Return quote, before and after for the words text[start:end]: as little context as makes them unique."""
    text = where.entry(text_id).string
    quote, before, after = text[start:end], "", ""
    for length in CONTEXTS:
        before, after = text[max(0, start - length) : start], text[end : end + length]
        if _is_unique(where, quote, before, after):
            return quote, before, after
    for length in BEYOND:
        lead, tail = where.beyond(text_id, length)
        before, after = (lead + text[:start])[-length:], (text[end:] + tail)[:length]
        if _is_unique(where, quote, before, after):
            break
    return quote, before, after


def _is_unique(where: Index, quote: str, before: str, after: str) -> bool:
    return len(where.find(Decision("tag", quote, before, after))) <= 1
