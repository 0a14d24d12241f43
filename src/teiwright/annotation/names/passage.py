"""One text on its way through the finders of names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from teiwright.annotation.names.lexicon import Hit
from teiwright.annotation.names.masking import COUNTRY, ORG, PERSON, PLACE, Sign, mask
from teiwright.article import Span, Text
from teiwright.languages.folding import Folded

_DASH = re.compile("[–—]")
_SIGN_OF_KIND = {"person": PERSON, "place": PLACE, "org": ORG}


@dataclass(frozen=True)
class Reading:
    """A text in folded form, the known names in it, and the spans found so far, settled, in folded offsets."""

    text: Text
    folded: Folded
    is_note: bool = False
    hits: tuple[Hit, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def string(self) -> str:
        """The folded text."""
        return self.folded.string

    def has(self, start: int, end: int, kind: str = "") -> bool:
        """Whether a span (of this kind) covers just this range already."""
        return any(span.start == start and span.end == end and kind in ("", span.kind) for span in self.spans)

    def in_letters(self) -> str:
        """The folded text with its dashes as they are printed: in letters a dash divides, a hyphen joins."""
        if not _DASH.search(self.folded.original):
            return self.string
        original, offsets = self.folded.original, self.folded.offsets
        return "".join(
            original[offset] if sign == "-" else sign for sign, offset in zip(self.string, offsets, strict=True)
        )

    def masked(self) -> str:
        """The folded text with each name found so far replaced by the sign of its kind."""
        return self._masked

    @cached_property
    def _masked(self) -> str:
        return self.masked_but(frozenset())

    def masked_but(self, words: frozenset[str]) -> str:
        """The folded text with each name found so far, but for these words, replaced by the sign of its kind."""
        shown = (span for span in self.spans if self.string[span.start : span.end] not in words)
        return mask(self.string, (_sign(span, self.states) for span in shown))

    @cached_property
    def states(self) -> frozenset[tuple[int, int]]:
        """The half-open ranges of the known names of states."""
        return frozenset((hit.start, hit.end) for hit in self.hits if hit.term.is_country)

    def plus(self, spans: Iterable[Span]) -> "Reading":
        """Return the reading with these spans settled among those it has."""
        more = tuple(spans)
        if not more:
            return self
        spans = settled((*self.spans, *more))
        return replace(self, spans=spans) if spans != self.spans else self


def _sign(span: Span, states: frozenset[tuple[int, int]]) -> Sign:
    kind = COUNTRY if (span.start, span.end) in states else _SIGN_OF_KIND[span.kind]
    return Sign(span.start, span.end, kind)


def settled(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans that stand: the longest first, at one place what an authority knows; none crosses another.

    A person's name stays inside the name of a unit that bears it (`find_named` of units marks both).
    """
    taken: list[Span] = []
    ends: dict[int, int] = {}
    for span in sorted(set(spans), key=_precedence):
        if _is_free(span, ends) or _is_bearer(span, taken):
            taken.append(span)
            ends.update((at, span.end) for at in range(span.start, span.end))
    return tuple(sorted(taken, key=lambda span: (span.start, -span.end)))


def _precedence(span: Span) -> tuple[int, int, int, str, str, str]:
    """The longest first; of equal ones what an authority, then what a rule knows; the rest makes the order certain."""
    rank = {"authority": 0, "model": 2}.get(span.by, 1)
    return (span.start - span.end, rank, span.start, span.kind, span.key or "", span.why)


def _is_free(span: Span, ends: dict[int, int]) -> bool:
    return not any(at in ends for at in range(span.start, span.end))


def _is_bearer(span: Span, taken: list[Span]) -> bool:
    return span.kind == "person" and any(
        other.start == span.start and span.end < other.end and other.attribute("bearer") for other in taken
    )
