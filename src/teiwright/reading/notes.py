"""From the decision to the notes: each mark taken out of the text, each note's own text cut out, all numbered."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from teiwright.article import LineBreak, Link, NoteAnchor
from teiwright.reading.alignment import Decision, Pair, Series, decide
from teiwright.reading.marks import Mark, head_of, is_wide
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.rich import Rich, cut, keep, origins, place_of, stripped
from teiwright.reading.units import Layout, Unit

RETURN = re.compile(
    r"^[\s\[(（]*(?:[↩↑⤴←⏎↵⬆🔙]\ufe0e?|\^|back|return|jump(?: back)? up|返回|回到?正文|zurück|retour|наверх|назад|戻る)"
    r"[^\w]*\s*\d*[\])）]?\s*$",
    re.IGNORECASE,
)
RETURN_SIGN = re.compile(r"[\s\[]*[↩↑⤴⏎↵⬆][\ufe0e\ufe0f]?[\]\s]*$")
LEADING_RETURN = re.compile(r"^[\s\[]*(?:[↩↑⤴⏎↵⬆][\ufe0e\ufe0f]?|\^)[\]\s]*")
INLINE_NOTE = "^["
NO_NOTE = re.compile(r"\s*\^?\d{0,3}\^?\s*")
"""What stands in such brackets without being a note: a number there is a mark."""
RUN_TOGETHER = frozenset(
    {
        "circled",
        "superscript",
        "superscript-digits",
        "brackets",
        "fullwidth-brackets",
        "tortoise-brackets",
        "lenticular-brackets",
        "link",
    }
)


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note before its blocks get ids. `leaf` and `start` tell where its mark stood, or -1."""

    label: str
    value: int | str
    leaf: int
    start: int
    blocks: tuple[Raw, ...]
    unit: Unit | None = None
    number: int = 0
    is_anchored: bool = True
    is_end: bool = False


@dataclass(slots=True)
class Edit:
    """What changes in one text: stretches taken out, and anchors; all offsets of the text as it was."""

    cuts: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[tuple[int, RawNote]] = field(default_factory=list)


def decide_with_splits(layout: Layout, units: Sequence[Unit], only: str | None) -> tuple[Decision, list[Unit]]:
    """Decide; where a number is missing among the notes, look for it inside the note before, and decide again.

    Returns the decision, and the units that were split off.
    """
    units, split = _with_runs_split(layout, units, only)
    decision = decide(layout, units, only)
    for _ in range(4):
        more = list(_split(layout, units, decision))
        if not more:
            break
        replaced = {(unit.leaf, unit.start): parts for unit, parts in more}
        units = [part for unit in units for part in replaced.get((unit.leaf, unit.start), [unit])]
        split.extend(parts[1] for _, parts in more)
        decision = decide(layout, units, only)
    return decision, split


def _with_runs_split(layout: Layout, units: Sequence[Unit], only: str | None) -> tuple[Sequence[Unit], list[Unit]]:
    """Split lines in which note after note is run together: only where each part finds a mark of its own."""
    runs = {id(unit): run for unit in units if unit.end and len(run := _run(layout.leaves[unit.leaf], unit)) > 1}
    if not runs:
        return units, []
    tried = decide(layout, [part for unit in units for part in runs.get(id(unit), [unit])], only)
    paired = {(pair.unit.leaf, pair.unit.start) for series in tried.series for pair in series.pairs}
    if len(paired) <= sum(len(series.pairs) for series in decide(layout, units, only).series):
        return units, []
    kept = {key: run for key, run in runs.items() if all((part.leaf, part.start) in paired for part in run)}
    parted = [part for unit in units for part in kept.get(id(unit), [unit])]
    return parted, [part for run in kept.values() for part in run[1:]]


def _run(rich: Rich, unit: Unit) -> list[Unit]:
    """Return the notes that stand one after another on a note's line, by their rising numbers."""
    out = [unit]
    while unit.head.style in RUN_TOGETHER and isinstance(unit.head.value, int):
        parts = _split_unit(rich, out[-1], int(out[-1].head.value) + 1)
        if not parts:
            break
        out[-1:] = parts
    return out


def _split(layout: Layout, units: Sequence[Unit], decision: Decision) -> Iterator[tuple[Unit, list[Unit]]]:
    for series in decision.series:
        matched = {pair.unit.head.value for pair in series.pairs}
        named = {value for pair in series.pairs for value in pair.mark.values}
        wanted = {value for mark in series.dangling for value in mark.values} | (named - matched)
        members = [pair.unit for pair in series.pairs] + list(series.unmatched)
        for unit in members:
            value = unit.head.value
            if isinstance(value, int) and value + 1 in wanted:
                parts = _split_unit(layout.rich_of(unit), unit, value + 1)
                if parts:
                    wanted.discard(value + 1)
                    yield unit, parts


def _split_unit(rich: Rich, unit: Unit, value: int) -> list[Unit]:
    """Split a note in whose line the next one begins."""
    for match in re.finditer(r"(?<=[.。！？!?；;)）」』”\s])\s*(?=\S)", rich.string[unit.head.end : unit.end]):
        start = unit.head.end + match.end()
        head = head_of(rich, start)
        if head and head.value == value and head.style == unit.head.style and head.start == start:
            first = replace(unit, end=start, last_leaf=unit.leaf, rest=())
            return [first, replace(unit, start=start, head=head, names=())]
    return []


def notes_of(decision: Decision, layout: Layout, ledger: Ledger) -> list[RawNote]:
    """Return the notes in the order of their marks; one without a mark stands after the note before it."""
    found: list[tuple[tuple[int, int, int], RawNote]] = []
    for series in decision.series:
        found.extend(_placed(series, layout, ledger))
    members = (unit for series in decision.series for unit in (*(p.unit for p in series.pairs), *series.unmatched))
    in_notes = {leaf for unit in members for leaf in range(unit.leaf, max(unit.leaf, unit.last_leaf) + 1)}
    found.extend(_inline_notes(layout, in_notes, ledger))
    found.sort(key=lambda entry: entry[0])
    return _numbered([note for _, note in found], decision)


def _placed(series: Series, layout: Layout, ledger: Ledger) -> Iterator[tuple[tuple[int, int, int], RawNote]]:
    by_unit = {id(pair.unit): pair for pair in series.pairs}
    members = sorted(
        [*(pair.unit for pair in series.pairs), *series.unmatched], key=lambda unit: (unit.leaf, unit.start)
    )
    last = (members[0].leaf, 0, 0)
    for count, unit in enumerate(members):
        pair = by_unit.get(id(unit))
        is_end = unit.zone >= 0
        note = RawNote(unit.head.label, unit.head.value, -1, -1, _blocks(unit, layout, ledger), unit, is_end=is_end)
        if pair is None:
            yield (last[0], last[1], last[2] + 1 + count), replace(note, is_anchored=False)
            continue
        label = pair.mark.labels[pair.part] if pair.part < len(pair.mark.labels) else unit.head.label
        last = (pair.mark.leaf, pair.mark.start, pair.part)
        yield last, replace(note, label=label, leaf=pair.mark.leaf, start=pair.mark.start)


def _blocks(unit: Unit, layout: Layout, ledger: Ledger) -> tuple[Raw, ...]:
    """Return the note's own blocks: its mark and its links back set aside."""
    rich = layout.rich_of(unit)
    for start, end in origins(rich, unit.head.start, unit.head.end):
        ledger.set_aside(start, end, "note mark")
    body = without_returns(_without_outer_breaks(cut(rich, unit.head.end, unit.end)), ledger)
    first = (Raw("paragraph", body.start, body.end, body),) if body else ()
    rest = tuple(_cleaned(block, ledger) for block in unit.rest)
    return first + tuple(block for block in rest if block.kind != "paragraph" or block.rich)


def _without_outer_breaks(rich: Rich) -> Rich:
    """A line's end before or after a note only parted it from its neighbour."""
    inner = stripped(rich)
    ends = {0, len(inner.string)}
    kept = tuple(inline for inline in inner.inlines if not (isinstance(inline, LineBreak) and inline.at in ends))
    return replace(inner, inlines=kept)


def _cleaned(block: Raw, ledger: Ledger) -> Raw:
    return replace(block, rich=without_returns(block.rich, ledger)) if block.kind == "paragraph" else block


def without_returns(rich: Rich, ledger: Ledger) -> Rich:
    """Set aside the links that lead from a note back to the text."""
    cuts = [
        (inline.start, inline.end)
        for inline in rich.inlines
        if isinstance(inline, Link) and "#" in inline.target and RETURN.match(rich.string[inline.start : inline.end])
    ]
    cuts.extend(_leading_links(rich))
    for pattern in (RETURN_SIGN, LEADING_RETURN):
        match = pattern.search(rich.string)
        if match and match[0].strip():
            cuts.append(match.span())
    return stripped(_cut_out(rich, cuts, "link back to the text", ledger)) if cuts else stripped(rich)


def _leading_links(rich: Rich) -> Iterator[tuple[int, int]]:
    """Yield the links back at a note's beginning: ^ a b, one for each place that cites it."""
    at = 0
    for inline in rich.inlines:
        if isinstance(inline, Link) and "#" in inline.target and inline.start >= at:
            between = rich.string[at : inline.start].strip()
            if between not in {"", "^", "↑"} or not re.fullmatch(
                r"\s*[a-z^↑]\s*", rich.string[inline.start : inline.end]
            ):
                return
            yield at, inline.end
            at = inline.end


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
                for low, high in (*origins(rich, at, at + 2), *origins(rich, end, end + 1)):
                    ledger.set_aside(low, high, "note mark")
                body = stripped(cut(rich, at + 2, end))
                blocks = (Raw("paragraph", body.start, body.end, body),) if body else ()
                yield (leaf, at, 0), RawNote("", at, leaf, at, blocks)
            at = rich.string.find(INLINE_NOTE, max(end, at) + 1)


def _closing_bracket(string: str, opening: int) -> int:
    depth = 0
    for match in re.compile(r"[\[\]]").finditer(string, opening, opening + 20000):
        depth += 1 if match[0] == "[" else -1
        if depth == 0:
            return match.start()
    return -1


def _numbered(notes: Sequence[RawNote], decision: Decision) -> list[RawNote]:
    """Number the notes: as printed where printed numbers run through the document, else from 1."""
    values = [note.value for note in notes]
    runs_on = len(decision.series) == 1 and all(isinstance(value, int) and value > 0 for value in values)
    numbers = [value for value in values if isinstance(value, int)]
    if runs_on and all(first < second for first, second in pairwise(numbers)):
        return [replace(note, number=number) for note, number in zip(notes, numbers, strict=True)]
    return [replace(note, number=number, label=note.label or str(number)) for number, note in enumerate(notes, start=1)]


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
    for note in notes:
        if note.unit is None:
            edit = edits.setdefault(note.leaf, Edit())
            end = _closing_bracket(layout.leaves[note.leaf].string, note.start + 1) + 1
            edit.cuts.append((note.start, end))
            edit.anchors.append((end, note))
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


def edited(rich: Rich, edit: Edit, links: Sequence[Link], ledger: Ledger, first: int = 0) -> Rich:
    """Return a text without its note marks, with anchors where they stood and no space too many."""
    kept, at = [], 0
    for start, end in sorted(edit.cuts):
        low, high = _with_spaces(rich.string, max(start, at), end)
        for origin, stop in origins(rich, start, end):
            if not any(note.unit is None and note.start == start for _, note in edit.anchors):
                ledger.set_aside(origin, stop, "note mark")
        kept.append((at, max(low, at)))
        at = high
    kept.append((at, len(rich.string)))
    anchors = tuple(NoteAnchor(place, note.number) for place, note in sorted(edit.anchors, key=lambda entry: entry[0]))
    return _kept_with(rich, kept, (*anchors, *links))


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
