"""A text with its spans and inlines made into mixed content that nests."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from teiwright.article import (
    ONLY_IN_CITATIONS,
    Emphasis,
    Image,
    LineBreak,
    Link,
    Milestone,
    NoteAnchor,
    PageBreak,
    Part,
    Range,
    Span,
    SpanKind,
    Text,
    WordBreak,
)
from teiwright.encoding.elements import (
    ELEMENTS,
    Marker,
    element,
    iri,
    link_element,
    part_element,
    rendition,
    span_element,
)

PART, LINK, EMPHASIS, FIRM, INNERMOST = 0, 50, 60, 100, 1_000_000
"""Where two stretches cover the same words, the lower is outside."""

TITLES: frozenset[SpanKind] = frozenset({"title", "container", "year"})
"""Parts of a citation that a phrase could hold, too; they look odd within an emphasis."""

MilestoneMaker = Callable[[NoteAnchor | PageBreak], etree._Element]


@dataclass(frozen=True, slots=True)
class Inlining:
    """What the inline encoder needs beside the text: citation ids by (text id, start, end), and notes and pages."""

    citation_ids: dict[tuple[str, int, int], str]
    milestone: MilestoneMaker


def fill(holder: etree._Element, text: Text, spans: Sequence[Span], context: Inlining) -> etree._Element:
    """Append the text to `holder` as mixed content and return `holder`. No character is added or dropped."""
    ranges = (_inline_marker(item, text.string) for item in text.inlines if isinstance(item, Range))
    markers = _nested([*_span_markers(text, spans, context), *(marker for marker in ranges if marker)], text.string)
    milestones = sorted((item for item in text.inlines if isinstance(item, Milestone)), key=lambda item: item.at)
    _Writer(holder, text.string, markers, milestones, context).write()
    return holder


def _span_markers(text: Text, spans: Iterable[Span], context: Inlining) -> Iterator[Marker]:
    for position, span in enumerate(spans):
        identifier = context.citation_ids.get((text.id, span.start, span.end), "") if span.kind == "citation" else ""
        yield _span_marker(span, FIRM + position, identifier)


def _span_marker(span: Span, order: int, identifier: str) -> Marker:
    if span.kind == "correction":
        return Marker(span.start, span.end, order, lambda: element("sic"), correction=span.attribute("corr") or "")
    name = ELEMENTS[span.kind][0]
    return Marker(
        span.start, span.end, order, lambda: span_element(span, identifier),
        holds_text_only=name == "idno", is_bibl=name == "bibl", is_part=span.kind in ONLY_IN_CITATIONS | TITLES,
    )  # fmt: skip


def _inline_marker(item: Range, string: str) -> Marker | None:
    """Return the marker of what the source marks up; a link whose words are its address may be left out."""
    match item:
        case Part():
            return Marker(item.start, item.end, PART, lambda: part_element(item)) if item.has_element else None
        case Link():
            says_more = item.target.rstrip("/") != string[item.start : item.end].strip().rstrip("/")
            return Marker(item.start, item.end, LINK, lambda: link_element(item), must_stay=says_more)
        case Emphasis():
            return Marker(item.start, item.end, EMPHASIS, lambda: element("hi"), (rendition(item),))


def _nested(markers: list[Marker], string: str) -> list[Marker]:
    """Return markers that nest: emphasis and links are cut where they cross a span; empty ones are dropped."""
    firm = [marker for marker in markers if marker.order not in (LINK, EMPHASIS) and marker.start < marker.end]
    soft = [marker for marker in markers if marker.order in (LINK, EMPHASIS)]
    parts = list(_parts_of_bibls(firm))
    for marker in soft:
        for piece in _cut(marker, firm, parts):
            if marker.start == marker.end or string[piece.start : piece.end].strip():
                firm = _with(piece, firm)
    return sorted(firm, key=lambda m: (m.start, -m.end, m.order))


def _parts_of_bibls(markers: Sequence[Marker]) -> Iterator[tuple[Marker, Marker]]:
    """Yield the parts that are children of their bibl, each with the bibl."""
    bibls = [marker for marker in markers if marker.is_bibl]
    for part in (marker for marker in markers if marker.is_part):
        yield from ((part, bibl) for bibl in bibls if _holds(bibl, part))


def _holds(outer: Marker, inner: Marker) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _with(marker: Marker, others: list[Marker]) -> list[Marker]:
    """Add a marker; emphasis that covers an element's very words, or part of bare text, becomes its @rend."""
    for position, other in enumerate(others):
        same = (other.start, other.end) == (marker.start, marker.end) and other.order >= FIRM
        within = other.holds_text_only and other.start <= marker.start and marker.end <= other.end
        if marker.rend and (same or within):
            return [*others[:position], replace(other, rend=(*other.rend, *marker.rend)), *others[position + 1 :]]
        if within and marker.must_stay:
            return [*others, replace(marker, start=other.start, end=other.end, order=other.order - 1)]
        if within:
            return others
    return [*others, marker]


def _cut(marker: Marker, others: Iterable[Marker], parts: Iterable[tuple[Marker, Marker]]) -> Iterator[Marker]:
    """Cut emphasis or a link where it crosses a span, and around the parts that it may not hold.

    These are the parts of a title page's line, and those of a bibl that it does not hold whole.
    """
    cuts = {marker.start, marker.end}
    for other in others:
        if other.start < marker.start < other.end < marker.end:
            cuts.add(other.end)
        elif marker.start < other.start < marker.end < other.end:
            cuts.add(other.start)
        elif other.order == PART and _holds(marker, other):
            cuts |= {other.start, other.end}
    within = [part for part, bibl in parts if _holds(marker, part) and not _holds(marker, bibl)]
    for part in within:
        cuts |= {part.start, part.end}
    whole = {(part.start, part.end) for part in within}
    for start, end in pairwise(sorted(cuts)):
        is_whole_part = marker.order == LINK and (start, end) in whole
        yield replace(marker, start=start, end=end, order=INNERMOST if is_whole_part else marker.order)


BIBL, IDNO = element("bibl").tag, element("idno").tag


@dataclass(slots=True)
class _Writer:
    """Walks once over the string, opening and closing elements and setting milestones between them."""

    holder: etree._Element
    string: str
    markers: list[Marker]
    milestones: list[Milestone]
    context: Inlining

    def write(self) -> None:
        stack: list[tuple[int, etree._Element]] = [(len(self.string), self.holder)]
        opening, standing, at = 0, 0, 0
        for place in self._places():
            self._characters(stack[-1][1], self.string[at:place])
            at = place
            while len(stack) > 1 and stack[-1][0] <= place:
                stack.pop()
            while standing < len(self.milestones) and self.milestones[standing].at <= place:
                self._set(stack, self.milestones[standing])
                standing += 1
            while opening < len(self.markers) and self.markers[opening].start <= place:
                stack.append((self.markers[opening].end, self._open(stack[-1][1], self.markers[opening])))
                opening += 1
        self._characters(self.holder, self.string[at:])

    def _set(self, stack: list[tuple[int, etree._Element]], item: Milestone) -> None:
        """Append a milestone; a picture needs a seg in a bibl, and an idno holds neither picture nor line's end."""
        is_outside = isinstance(item, Image | WordBreak)
        parent = next(holder for _, holder in reversed(stack) if not (is_outside and holder.tag == IDNO))
        if isinstance(item, Image) and parent.tag == BIBL:
            parent.append(element("seg"))
            parent = parent[-1]
        parent.append(self._milestone(item))

    def _places(self) -> list[int]:
        places = {marker.start for marker in self.markers} | {marker.end for marker in self.markers}
        return sorted(places | {milestone.at for milestone in self.milestones})

    def _open(self, parent: etree._Element, marker: Marker) -> etree._Element:
        new = marker.make()
        if marker.rend:
            new.set("rend", " ".join(dict.fromkeys(marker.rend)))
        if marker.correction is not None:
            choice = element("choice", {"resp": "#encoder"})
            parent.append(choice)
            corr = element("corr")
            corr.text = marker.correction
            choice.append(new)
            choice.append(corr)
        else:
            parent.append(new)
        return new

    def _milestone(self, item: Milestone) -> etree._Element:
        match item:
            case NoteAnchor() | PageBreak():
                return self.context.milestone(item)
            case LineBreak():
                return element("lb")
            case WordBreak():
                return element("lb", {"break": "no"})
            case Image(target=target, description=description):
                graphic = element("graphic", {"url": iri(target)})
                if description:
                    desc = element("desc")
                    desc.text = description
                    graphic.append(desc)
                return graphic

    @staticmethod
    def _characters(parent: etree._Element, characters: str) -> None:
        if not characters:
            return
        last = next(parent.iterchildren(reversed=True), None)  # len() would count all children each time
        if last is None:
            parent.text = (parent.text or "") + characters
        else:
            last.tail = (last.tail or "") + characters
