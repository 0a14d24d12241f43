"""Text on its way from a source to the article: a string with its origin, cut and joined without losing it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from teiwright.article import (
    Emphasis,
    Image,
    LineBreak,
    Link,
    NoteAnchor,
    PageBreak,
    Part,
    Piece,
    Text,
    WordBreak,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A place that links point to, before the character at `at`."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class WrappedLine:
    """A line of the source ends before the character at `at`, which the author did not mean to be seen."""

    at: int


RawMilestone = NoteAnchor | PageBreak | LineBreak | WordBreak | Image | Target | WrappedLine
RawRange = Emphasis | Link | Part
RawInline = RawMilestone | RawRange


@dataclass(frozen=True, slots=True)
class Rich:
    """A string, the origin of its stretches, and what stands in it; offsets in characters, half-open."""

    string: str = ""
    pieces: tuple[Piece, ...] = ()
    inlines: tuple[RawInline, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.string.strip() or any(isinstance(inline, Image) for inline in self.inlines))

    @property
    def start(self) -> int:
        """The source offset of the first character that stands in the source, or -1."""
        return self.pieces[0].origin if self.pieces else -1

    @property
    def end(self) -> int:
        """The source offset after the last character that stands in the source, or -1."""
        return self.pieces[-1].origin + self.pieces[-1].length if self.pieces else -1


def verbatim(source: str, start: int, end: int) -> Rich:
    """Return source[start:end] as it stands; a form feed ends a line."""
    parts: list[Rich] = []
    for line in source[start:end].split("\f"):
        if parts:
            parts.append(Rich("\n"))
        parts.append(Rich(line, (Piece(0, start, len(line)),) if line else ()))
        start += len(line) + 1
    return join(parts) if len(parts) > 1 else parts[0]


def origins(rich: Rich, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the source that rich.string[start:end] came from."""
    first = max(0, bisect_right(rich.pieces, start, key=lambda piece: piece.start) - 1)
    for piece in rich.pieces[first:]:
        if piece.start >= end:
            return
        low, high = max(start, piece.start), min(end, piece.start + piece.length)
        if low < high:
            yield piece.origin + low - piece.start, piece.origin + high - piece.start


def keep(rich: Rich, ranges: Sequence[tuple[int, int]]) -> Rich:
    """Return what stands in the ranges (sorted, apart), run together.

    A milestone between two ranges moves to where they meet; one outside all of them is dropped.
    """
    ranges = [(low, high) for low, high in ranges if low < high]
    if not ranges:
        return Rich()
    return Rich(
        "".join(rich.string[low:high] for low, high in ranges),
        _kept_pieces(rich.pieces, ranges),
        _kept_inlines(rich.inlines, ranges),
    )


def _kept_pieces(pieces: Sequence[Piece], ranges: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    index, at = max(0, bisect_right(pieces, ranges[0][0], key=lambda piece: piece.start) - 1), 0
    for low, high in ranges:
        while index < len(pieces) and pieces[index].start + pieces[index].length <= low:
            index += 1
        scan = index
        while scan < len(pieces) and pieces[scan].start < high:
            piece = pieces[scan]
            first, last = max(low, piece.start), min(high, piece.start + piece.length)
            kept.append(Piece(at + first - low, piece.origin + first - piece.start, last - first))
            scan += 1
        index = max(index, scan - 1)
        at += high - low
    return tuple(kept)


def _kept_inlines(inlines: Sequence[RawInline], ranges: Sequence[tuple[int, int]]) -> tuple[RawInline, ...]:
    if not inlines:
        return ()
    starts = [low for low, _ in ranges]
    before = [0]
    for low, high in ranges:
        before.append(before[-1] + high - low)

    def moved(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return 0
        low, high = ranges[index]
        return before[index] + min(offset, high) - low

    kept: list[RawInline] = []
    for inline in inlines:
        if isinstance(inline, Emphasis | Link | Part):
            start, end = moved(inline.start), moved(inline.end)
            if start < end:
                is_same = (start, end) == (inline.start, inline.end)
                kept.append(inline if is_same else replace(inline, start=start, end=end))
        elif ranges[0][0] <= inline.at <= ranges[-1][1]:
            kept.append(replace(inline, at=moved(inline.at)))
    return tuple(kept)


def cut(rich: Rich, start: int, end: int) -> Rich:
    """Return rich[start:end]; a milestone at either end stays."""
    if start <= 0 and end >= len(rich.string):
        return rich
    return keep(rich, [(start, end)])


def shifted(rich: Rich, by: int) -> tuple[tuple[Piece, ...], tuple[RawInline, ...]]:
    """Return pieces and inlines as they stand `by` characters further on."""
    pieces = tuple(Piece(piece.start + by, piece.origin, piece.length) for piece in rich.pieces)
    inlines = tuple(
        replace(inline, start=inline.start + by, end=inline.end + by)
        if isinstance(inline, Emphasis | Link | Part)
        else replace(inline, at=inline.at + by)
        for inline in rich.inlines
    )
    return pieces, inlines


def join(parts: Iterable[Rich]) -> Rich:
    """Return the parts run together."""
    strings: list[str] = []
    pieces: list[Piece] = []
    inlines: list[RawInline] = []
    length = 0
    for part in parts:
        more_pieces, more_inlines = shifted(part, length)
        strings.append(part.string)
        pieces.extend(more_pieces)
        inlines.extend(more_inlines)
        length += len(part.string)
    return Rich("".join(strings), tuple(pieces), tuple(inlines))


def stripped(rich: Rich) -> Rich:
    """Return the text without white space at either end; milestones there move to the nearest character."""
    start = len(rich.string) - len(rich.string.lstrip())
    end = len(rich.string.rstrip())
    if start == 0 and end == len(rich.string):
        return rich
    if start >= end:
        return Rich("", (), tuple(replace(inline, at=0) for inline in milestones(rich)))
    core = keep(rich, [(start, end)])
    lead = tuple(replace(inline, at=0) for inline in milestones(rich) if inline.at < start)
    tail = tuple(replace(inline, at=end - start) for inline in milestones(rich) if inline.at > end)
    return Rich(core.string, core.pieces, (*lead, *core.inlines, *tail))


def milestones(rich: Rich) -> Iterator[RawMilestone]:
    """Yield what stands at one place of the text."""
    for inline in rich.inlines:
        if not isinstance(inline, Emphasis | Link | Part):
            yield inline


def place_of(inline: RawInline) -> int:
    """Return where the inline stands or begins."""
    return inline.start if isinstance(inline, Emphasis | Link | Part) else inline.at


def as_text(rich: Rich, identifier: str, language: str | None = None) -> Text:
    """Return the finished text: inlines in document order, those that only reading needs left out."""
    inlines = [inline for inline in rich.inlines if not isinstance(inline, Target | WrappedLine)]
    return Text(identifier, rich.string, merged(rich.pieces), tuple(sorted(inlines, key=place_of)), language)


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighbours that continue each other made one."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last and last.start + last.length == piece.start and last.origin + last.length == piece.origin:
            out[-1] = Piece(last.start, last.origin, last.length + piece.length)
        elif piece.length:
            out.append(piece)
    return tuple(out)
