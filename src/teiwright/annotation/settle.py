"""The one place where overlapping spans are settled, so that what is left nests properly.

Rank decides first (an encoder's decision, then a citation's part, then names and dates), then length, then the
annotator's certainty. A span that crosses one already taken is dropped; so is a name inside a bibliographic title,
a name inside a name of its own kind, what a shelfmark can't hold, and a part of a citation that is in none, or not
directly in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from teiwright.article import ONLY_IN_CITATIONS, Span, SpanKind

NAMES: frozenset[SpanKind] = frozenset({"person", "place", "org"})
CLOSED: frozenset[SpanKind] = frozenset(
    {
        "title", "container", "publisher", "pub-place", "pages", "volume", "issue", "year", "signal",
        "repository", "fond", "opis", "papka", "delo", "shelfmark",
    }
)  # fmt: skip
SHELFMARKS: frozenset[SpanKind] = frozenset({"fond", "opis", "papka", "delo", "shelfmark"})
"""They hold text and one another (content model of idno)."""

RESPONSIBLE: frozenset[SpanKind] = frozenset({"author", "editor", "translator"})
CERTAINTIES = ("high", "medium", "low")
STRETCH = 64


def settle(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans that stand, properly nested and sorted by start, longer first."""
    taken: dict[tuple[int, int, SpanKind], Span] = {}
    near: dict[int, list[Span]] = {}
    for span in sorted(spans, key=_precedence):
        place = (span.start, span.end, span.kind)
        if place in taken:
            taken[place] = _merged(taken[place], span)
        elif all(_compatible(span, other) for other in _meeting(span, near)):
            taken[place] = span
            for stretch in _stretches(span):
                near.setdefault(stretch, []).append(span)
    return tuple(sorted(_with_citation(taken.values(), near), key=lambda span: (span.start, -span.end, _depth(span))))


def _with_citation(spans: Iterable[Span], near: Mapping[int, Sequence[Span]]) -> Iterator[Span]:
    """Leave out the parts of citations that have lost theirs, as where an encoder's decision crosses it."""
    for span in spans:
        wholes = (other for other in _meeting(span, near) if other.kind == "citation")
        stands_alone = span.kind not in ONLY_IN_CITATIONS or span.attribute("corresp")
        if stands_alone or any(_holds(whole, span) for whole in wholes):
            yield span


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _stretches(span: Span) -> range:
    """The stretches of the text that a span touches: only spans of the same stretches can meet."""
    return range(span.start // STRETCH, max(span.start, span.end - 1) // STRETCH + 1)


def _precedence(span: Span) -> tuple[int, int, int, int]:
    return (_rank(span), span.start - span.end, CERTAINTIES.index(span.certainty), span.start)


def _rank(span: Span) -> int:
    if span.by == "decision":
        return 0
    return 2 if span.kind in NAMES or span.kind == "date" else 1


def _depth(span: Span) -> int:
    """Where two spans cover the same words, the citation's part is outside and the name inside."""
    is_name = span.kind in NAMES or span.kind == "date"
    first = {"citation": 0, "document": 1}
    return first.get(span.kind, 4 if is_name else 2 if span.kind in ONLY_IN_CITATIONS else 3)


def _meeting(span: Span, near: Mapping[int, Sequence[Span]]) -> Iterator[Span]:
    others = (other for stretch in _stretches(span) for other in near.get(stretch, ()))
    return (other for other in others if other.start < span.end and span.start < other.end)


def _merged(first: Span, second: Span) -> Span:
    """Two annotators name the same words: what the first leaves open, the second may say."""
    attributes = dict(second.attributes) | dict(first.attributes)
    return replace(
        first,
        key=first.key or second.key,
        attributes=tuple(attributes.items()) if first.by != "decision" else first.attributes,
        why=first.why or second.why,
    )


def _compatible(span: Span, other: Span) -> bool:
    inside, around = _holds(other, span), _holds(span, other)
    if not (inside or around):
        return False
    if inside and around:
        inside = _depth(other) <= _depth(span)
    outer, inner = (other, span) if inside else (span, other)
    if inner.kind in ONLY_IN_CITATIONS and outer.kind != "citation":
        return False
    if outer.kind in SHELFMARKS and inner.kind not in SHELFMARKS:
        return False
    if inner.kind in NAMES and outer.kind in CLOSED:
        return False
    if {inner.kind, outer.kind} == {"date", "year"}:
        return False
    if inner.kind == "date" and outer.kind in CLOSED | RESPONSIBLE | NAMES:
        return False
    if inner.kind in NAMES and outer.kind in RESPONSIBLE:
        return (inner.start, inner.end) == (outer.start, outer.end) and inner.kind != "place"
    return inner.kind != outer.kind and not (outer.kind in ("person", "place") and inner.kind in NAMES)
