"""From the decision to the notes: each mark taken out of the text, each note's own text cut out, all numbered."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from teiwright.article import Emphasis, LineBreak, Link, NoteAnchor
from teiwright.reading.alignment import Decision, Pair, Series
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.rich import Rich, cut, keep, origins, place_of, stripped
from teiwright.reading.styles import OUTER, Mark, Value, head_of, is_wide
from teiwright.reading.units import Layout, Unit
from teiwright.reading.words import RETURN_WORDS

RETURN = re.compile(
    rf"^[\s\[(（]*(?:[↩↑⤴←⏎↵⬆🔙]\ufe0e?|\^|{RETURN_WORDS})"
    r"[^\w]*\s*\d*[\])）]?\s*$",
    re.IGNORECASE,
)
RETURN_SIGN = re.compile(r"(?<![\s\[])[\s\[]*[↩↑⤴⏎↵⬆][\ufe0e\ufe0f]?[\]\s]*$")
LONGEST_RETURN = 80
LEADING_RETURN = re.compile(r"^[\s\[]*(?:[↩↑⤴⏎↵⬆][\ufe0e\ufe0f]?|\^)[\]\s]*")
INLINE_NOTE = "^["
NO_NOTE = re.compile(r"\s*\^?\d{0,3}\^?\s*")
"""What stands in such brackets without being a note: a number there is a mark."""


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note before its blocks get ids. `leaf` and `start` tell where its mark stood, or -1."""

    label: str
    value: Value
    leaf: int
    start: int
    blocks: tuple[Raw, ...]
    unit: Unit | None = None
    number: int = 0
    is_anchored: bool = True
    is_end: bool = False
    end: int = -1
    """Of a note that stands in the text itself, where it ends there."""


@dataclass(slots=True)
class Edit:
    """What changes in one text: stretches taken out, and anchors; all offsets of the text as it was."""

    cuts: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[tuple[int, RawNote]] = field(default_factory=list)


Place = tuple[int, ...]
"""Where a note's mark stands: leaf, offset, part; for one in another note behind that note's own place."""


def notes_of(decision: Decision, layout: Layout, ledger: Ledger) -> list[RawNote]:
    """Return the notes in the order of their marks; one without a mark stands after the note before it."""
    found: list[tuple[Place, RawNote]] = []
    for series in decision.series:
        found.extend(_placed(series, layout))
    members = [unit for series in decision.series for unit in series.units()]
    in_notes = {leaf for unit in members for leaf in range(unit.leaf, max(unit.leaf, unit.last_leaf) + 1)}
    found = _behind_their_notes(found)
    found.extend(_inline_notes(layout, in_notes, ledger))
    found.sort(key=lambda entry: entry[0])
    return _numbered([note for _, note in found], decision)


def _placed(series: Series, layout: Layout) -> Iterator[tuple[Place, RawNote]]:
    by_unit = {id(pair.unit): pair for pair in series.pairs}
    last: Place = (series.units()[0].leaf, 0, 0)
    for order, unit in enumerate(series.units()):
        pair = by_unit.get(id(unit))
        label, value, is_end = unit.head.label, unit.head.value, layout.is_headed(unit.zone)
        if pair is None:
            place = last[0], last[1], last[2] + 1 + order
            yield place, RawNote(label, value, -1, -1, (), unit, is_anchored=False, is_end=is_end)
            continue
        label = pair.mark.labels[pair.part] if pair.part < len(pair.mark.labels) else label
        last = (pair.mark.leaf, pair.mark.start, pair.part)
        yield last, RawNote(label, value, pair.mark.leaf, pair.mark.start, (), unit, is_end=is_end)


def _behind_their_notes(found: Sequence[tuple[Place, RawNote]]) -> list[tuple[Place, RawNote]]:
    """Return the places with notes in notes put behind those in which their marks stand."""
    places = {id(note): place for place, note in found}
    holders = [note for _, note in found if note.unit and note.unit.last_leaf >= note.unit.leaf]
    by_leaf = {leaf: note for note in holders if note.unit for leaf in range(note.unit.leaf, note.unit.last_leaf + 1)}
    out = []
    for place, note in found:
        holder = by_leaf.get(note.leaf)
        is_within = holder is not None and holder.unit is not None and holder.unit.start <= note.start < holder.unit.end
        out.append(((*places[id(holder)], *place), note) if is_within and holder is not note else (place, note))
    return out


def with_blocks(
    notes: Sequence[RawNote],
    layout: Layout,
    edits: Mapping[int, "Edit"],
    links: Mapping[int, list[Link]],
    ledger: Ledger,
) -> list[RawNote]:
    """Return the notes with their own blocks: marks and links back set aside, marks of notes in them made anchors."""
    writer = _Writer(layout, edits, links, ledger)
    return [replace(note, blocks=writer.blocks(note.unit)) if note.unit else note for note in notes]


class _Writer:
    """Cuts the notes' own texts out of the document's."""

    def __init__(
        self, layout: Layout, edits: Mapping[int, "Edit"], links: Mapping[int, list[Link]], ledger: Ledger
    ) -> None:
        self.layout = layout
        self.edits = edits
        self.links = links
        self.ledger = ledger

    def blocks(self, unit: Unit) -> tuple[Raw, ...]:
        rich = self.layout.rich_of(unit)
        for start, end in origins(rich, unit.head.start, unit.head.end):
            self.ledger.set_aside(start, end, "note mark")
        own = self.part(unit.leaf, rich, unit.head.end, self.end_of(unit, rich))
        body = without_returns(_without_outer_breaks(own), self.ledger)
        first = (Raw("paragraph", body.start, body.end, body),) if body else ()
        leaves = iter(range(unit.leaf + bool(unit.end), unit.last_leaf + 1))
        rest = tuple(self.cleaned(rebuilt(block, leaves, self.whole)) for block in unit.rest)
        return first + tuple(block for block in rest if block.kind != "paragraph" or block.rich)

    def end_of(self, unit: Unit, rich: Rich) -> int:
        """Return where a note's first text ends: before the bracket that its mark opened, [Footnote 1: …]."""
        mark = rich.string[unit.head.start : unit.head.end]
        end = len(rich.string[: unit.end].rstrip())
        if "[" not in mark or "]" in mark or not rich.string.startswith("]", end - 1):
            return unit.end
        for low, high in origins(rich, end - 1, end):
            self.ledger.set_aside(low, high, "note mark")
        return end - 1

    def whole(self, leaf: int, rich: Rich) -> Rich:
        return self.part(leaf, rich, 0, len(rich.string))

    def part(self, leaf: int, rich: Rich, start: int, end: int) -> Rich:
        """Return a stretch of a text with what was decided about the marks in it."""
        edit, links = self.edits.get(leaf), self.links.get(leaf, [])
        own = cut(rich, start, end)
        if edit is None and not links:
            return own
        edit = edit or Edit()
        cuts = [(low - start, high - start) for low, high in edit.cuts if start <= low < end]
        anchors = [(at - start, note) for at, note in edit.anchors if start < at <= end]
        inner = [replace(link, start=link.start - start, end=link.end - start) for link in links if link.start >= start]
        return edited(own, Edit(cuts, anchors), [link for link in inner if link.end <= end - start], self.ledger)

    def cleaned(self, block: Raw) -> Raw:
        return replace(block, rich=without_returns(block.rich, self.ledger)) if block.kind == "paragraph" else block


def rebuilt(block: Raw, leaves: Iterator[int], change: Callable[[int, Rich], Rich]) -> Raw:
    """Return a block with each of its texts changed; `leaves` gives the texts' numbers in order."""
    rich = change(next(leaves), block.rich) if block.rich.string else block.rich
    rows = tuple(tuple(change(next(leaves), cell) for cell in row) for row in block.rows)
    items = tuple(tuple(rebuilt(inner, leaves, change) for inner in item) for item in block.items)
    return replace(block, rich=rich, rows=rows, items=items)


def _without_outer_breaks(rich: Rich) -> Rich:
    """A line's end before or after a note only parted it from its neighbour."""
    inner = stripped(rich)
    if not inner.inlines:
        return inner
    ends = {0, len(inner.string)}
    kept = tuple(inline for inline in inner.inlines if not (isinstance(inline, LineBreak) and inline.at in ends))
    return replace(inner, inlines=kept)


def without_returns(rich: Rich, ledger: Ledger) -> Rich:
    """Set aside the links that lead from a note back to the text."""
    cuts = [
        (inline.start, inline.end)
        for inline in rich.inlines
        if isinstance(inline, Link) and "#" in inline.target and RETURN.match(rich.string[inline.start : inline.end])
    ]
    cuts.extend(_leading_links(rich))
    ends = RETURN_SIGN.search(rich.string, len(rich.string) - LONGEST_RETURN), LEADING_RETURN.match(rich.string)
    cuts.extend(match.span() for match in ends if match and match[0].strip())
    return stripped(_cut_out(rich, cuts, "link back to the text", ledger)) if cuts else stripped(rich)


def _leading_links(rich: Rich) -> Iterator[tuple[int, int]]:
    """Yield the links back at a note's beginning: ^ a b, one for each place that cites it."""
    at = 0
    for inline in rich.inlines:
        if isinstance(inline, Link) and "#" in inline.target and inline.start >= at:
            between = rich.string[at : inline.start].strip()
            label = rich.string[inline.start : inline.end].strip()
            is_listed = between in {"(", ","} and label.isdecimal()
            if not is_listed and (between not in {"", "^", "↑"} or not re.fullmatch(r"[a-z^↑]", label)):
                return
            end = inline.end + (is_listed and rich.string[inline.end : inline.end + 1] == ")")
            yield at, end
            at = end


def _cut_out(rich: Rich, cuts: Iterable[tuple[int, int]], reason: str, ledger: Ledger) -> Rich:
    at, kept = 0, []
    for start, end in sorted(cuts):
        for low, high in origins(rich, max(start, at), end):
            ledger.set_aside(low, high, reason)
        kept.append((at, start))
        at = max(at, end)
    kept.append((at, len(rich.string)))
    return keep(rich, kept)


def _inline_notes(
    layout: Layout, in_notes: Collection[int], ledger: Ledger
) -> Iterator[tuple[tuple[int, int, int], RawNote]]:
    """Yield the notes that stand in the text itself: words^[A note.] more words. In a note such brackets stay."""
    for leaf, rich in enumerate(layout.leaves):
        if leaf in in_notes:
            continue
        at = rich.string.find(INLINE_NOTE)
        while at >= 0:
            end = _closing_bracket(rich.string, at + 1)
            if end > 0 and not NO_NOTE.fullmatch(rich.string, at + 2, end):
                start, label = _mark_before(rich, at)
                inner = _behind_its_mark(rich, at + 2, label)
                for low, high in (*origins(rich, start, inner), *origins(rich, end, end + 1)):
                    ledger.set_aside(low, high, "note mark")
                body = stripped(cut(rich, inner, end))
                blocks = (Raw("paragraph", body.start, body.end, body),) if body else ()
                yield (leaf, start, 0), RawNote(label, label, leaf, start, blocks, end=end + 1)
            at = rich.string.find(INLINE_NOTE, max(end, at) + 1)


def _mark_before(rich: Rich, at: int) -> tuple[int, str]:
    """Return where the superscript before a note in the text begins, and its label; the note's place if none does."""
    raised = (i for i in rich.inlines if isinstance(i, Emphasis) and i.rend == "superscript" and i.end == at)
    start = next((inline.start for inline in raised), at)
    match = OUTER.match(rich.string[start:at].strip())
    return (start, match["label"]) if match else (at, "")


def _behind_its_mark(rich: Rich, start: int, label: str) -> int:
    """Return where the words of a note in the text begin, behind its mark where that stands again."""
    head = head_of(rich, start)
    while (
        head and head.start == start and head.label == (label or head.label) and (label or head.style == "superscript")
    ):
        start = head.end
        head = head_of(rich, start)
    return start


def _closing_bracket(string: str, opening: int) -> int:
    depth = 0
    for match in re.compile(r"[\[\]]").finditer(string, opening, opening + 20000):
        depth += 1 if match[0] == "[" else -1
        if depth == 0:
            return match.start()
    return -1


def _numbered(notes: Sequence[RawNote], decision: Decision) -> list[RawNote]:
    """Number the notes: as printed where printed numbers run through the document, else from 1.

    Notes that stand in the text count with the numbered ones, so that no two have one number.
    """
    has_inline = any(note.unit is None for note in notes)
    values = [note.value for note in notes]
    runs_on = len(decision.series) == 1 and not has_inline
    numbers = [value for value in values if isinstance(value, int) and value > 0]
    if runs_on and len(numbers) == len(notes) and all(first < second for first, second in pairwise(numbers)):
        return [replace(note, number=number) for note, number in zip(notes, numbers, strict=True)]
    counted = [replace(note, number=number) for number, note in enumerate(notes, start=1)]
    if not has_inline:
        return counted
    labels = count(1)
    return [replace(note, label=str(next(labels))) if _is_counted(note) else note for note in counted]


def _is_counted(note: RawNote) -> bool:
    return not note.label or note.unit is None or not isinstance(note.value, str) or note.value[:1].isalpha()


def edits_of(notes: Sequence[RawNote], decision: Decision, layout: Layout) -> dict[int, Edit]:
    """Return, by leaf, what is taken out of the text and which anchors stand there instead."""
    edits: dict[int, Edit] = {}
    by_unit = {id(note.unit): note for note in notes if note.unit}
    for series in decision.series:
        for mark, pairs in _by_mark(series):
            edit = edits.setdefault(mark.leaf, Edit())
            whole = len({pair.part for pair in pairs}) == len(mark.values) and not mark.stays
            if whole:
                edit.cuts.append((mark.start, mark.end))
            edit.anchors.extend((mark.end, by_unit[id(pair.unit)]) for pair in pairs)
        for pair in series.repeated if series.mark_style == "caret" else ():
            if pair.mark.end - pair.mark.start <= 3:  # ^1 without brackets
                continue
            cuts = edits.setdefault(pair.mark.leaf, Edit()).cuts
            cuts.extend([(pair.mark.start, pair.mark.start + 2), (pair.mark.end - 1, pair.mark.end)])
    for note in notes:
        if note.unit is None:
            edit = edits.setdefault(note.leaf, Edit())
            edit.cuts.append((note.start, note.end))
            edit.anchors.append((note.end, note))
    return edits


def _by_mark(series: Series) -> Iterator[tuple[Mark, list[Pair]]]:
    pairs: list[Pair] = []
    for pair in series.pairs:
        if pairs and (pair.mark.leaf, pair.mark.start) != (pairs[0].mark.leaf, pairs[0].mark.start):
            yield pairs[0].mark, pairs
            pairs = []
        pairs.append(pair)
    if pairs:
        yield pairs[0].mark, pairs


def edited(rich: Rich, edit: Edit, links: Sequence[Link], ledger: Ledger) -> Rich:
    """Return a text without its note marks, with anchors where they stood and no space too many."""
    kept, at = [], 0
    inline = {note.start for _, note in edit.anchors if note.unit is None}
    for start, end in sorted(edit.cuts):
        low, high = _with_spaces(rich.string, max(start, at), end)
        for origin, stop in origins(rich, start, end) if start not in inline else ():
            ledger.set_aside(origin, stop, "note mark")
        kept.append((at, max(low, at)))
        at = high
    kept.append((at, len(rich.string)))
    anchors = tuple(NoteAnchor(place, note.number) for place, note in sorted(edit.anchors, key=lambda entry: entry[0]))
    cuts = sorted(edit.cuts)
    over = {i for i in rich.inlines if isinstance(i, Link) and _gives_way(i, links, cuts)}
    if over:
        rich = replace(rich, inlines=tuple(inline for inline in rich.inlines if inline not in over))
    return _kept_with(rich, kept, (*anchors, *links))


def _gives_way(link: Link, made: Iterable[Link], cuts: Sequence[tuple[int, int]]) -> bool:
    """Say whether a link of the source goes: another was made of it, or it begins in what is cut out."""
    index = bisect_right(cuts, (link.start, 1 << 60)) - 1
    is_cut = index >= 0 and link.start < cuts[index][1]
    return is_cut or any(link.start < other.end and other.start < link.end for other in made)


def _kept_with(rich: Rich, kept: Sequence[tuple[int, int]], more: Sequence[NoteAnchor | Link]) -> Rich:
    """Keep the ranges; anchors stay even where nothing else does."""
    out = keep(replace(rich, inlines=tuple(sorted((*more, *rich.inlines), key=place_of))), kept)
    have = {inline.note for inline in out.inlines if isinstance(inline, NoteAnchor)}
    first = next((low for low, high in kept if low < high), 0)
    lost = [inline for inline in more if isinstance(inline, NoteAnchor) and inline.note not in have]
    lead = tuple(replace(inline, at=0) for inline in lost if inline.at <= first)
    tail = tuple(replace(inline, at=len(out.string)) for inline in lost if inline.at > first)
    return replace(out, inlines=(*lead, *out.inlines, *tail))


def _with_spaces(string: str, start: int, end: int) -> tuple[int, int]:
    """Widen a mark to the space that a scanner or a writer left around it and that belongs to the mark."""
    low, high = start, end
    while low and string[low - 1] in " \u00a0\u2009":
        low -= 1
    while high < len(string) and string[high] in " \u00a0\u2009":
        high += 1
    before, after = string[low - 1 : low], string[high : high + 1]
    if not before or not after or is_wide(string[max(0, low - 2) : low]) or is_wide(string[high : high + 2][::-1]):
        return low, high
    if low < start and (high > end or not after.isalnum()):
        return low, end
    return start, end
