"""What may be a note: paragraphs, lines, items and definitions that begin with a note's mark, in document order."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from teiwright.article import LineBreak, Link
from teiwright.reading.raw import Ledger, Raw, riches
from teiwright.reading.rich import Rich, Target, WrappedLine, cut, origins
from teiwright.reading.styles import LINKED, TABLE, Head, head_of, names_at, value_of
from teiwright.reading.words import NOTE_HEADINGS, NOTE_SIGN, REFERENCE_HEADINGS

NUMBERING = r"(?:[一二三四五六七八九十\dIVX]+[\s.、．]+)?"
NOTES_HEADING = re.compile(rf"^[\s\W]*{NUMBERING}(?:{NOTE_HEADINGS}|{REFERENCE_HEADINGS})[\s\W]*$", re.IGNORECASE)
REFERENCES = re.compile(rf"^[\s\W]*{NUMBERING}(?:{REFERENCE_HEADINGS})[\s\W]*$", re.IGNORECASE)
SPACED_OUT = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])")
LABEL = re.compile(rf"[\s*【\[]*(?:{NOTE_HEADINGS}|{REFERENCE_HEADINGS})[】\]*]*\s*[:：](?:\*\*)?\s*", re.IGNORECASE)
"""What stands before the first note where the notes' heading is on its line."""
MAX_HEADING = 40
GROUP_LEVEL = 7
"""Of a heading over some of the notes, lower than any that markup has."""
ENDS = frozenset(".。！？!?；;）)」』”")
AFTER_NOTE = re.compile(rf"(?<=[.。！？!?；;)）」』”\s])(?=[0-9０-９\[［〔【(（①-⓿❶-➓㉑-㊿¹²³⁰-⁹*†‡§]|{NOTE_SIGN})")
OPEN_ABBREVIATION = re.compile(r"(?:(?<![^\W_])[^\W\d_]{1,4}\.|№)\s*$")
"""What a line ends with where a number that begins the next may belong to it: Оп. | 4. Д. 77."""
INDENT = "\u3000\u3000"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch leaf.string[start:end] that begins with a note's mark, and the blocks that follow it in its item.

    `leaf` counts the document's texts; `last_leaf` is that of the last block of the item. One that is `inner` stands
    on the line of the note before: it is a note only where a mark of the text asks for it.
    """

    block: int
    item: int
    leaf: int
    last_leaf: int
    start: int
    end: int
    head: Head
    rest: tuple[Raw, ...] = ()
    names: tuple[str, ...] = ()
    zone: int = -1
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's blocks, its texts in order, for each block the number of its first text, for both their zones.

    A zone is where notes stand: under their heading, or where the reader of the format saw that they do. It is named
    by the index of its first block.
    """

    blocks: tuple[Raw, ...]
    leaves: tuple[Rich, ...]
    first_leaf: tuple[int, ...]
    zones: tuple[int, ...]
    leaf_zones: tuple[int, ...]

    def rich_of(self, unit: Unit) -> Rich:
        """Return the text in which a unit stands; an empty one for a definition that holds none."""
        return self.leaves[unit.leaf] if unit.end else Rich()

    def words_of(self, unit: Unit) -> str:
        """Return what a unit says in its first text, its mark left out."""
        return self.rich_of(unit).string[unit.head.end : unit.end]

    def is_headed(self, zone: int) -> bool:
        """Say whether a zone has a heading that announces its notes."""
        return zone >= 0 and is_notes_heading(self.blocks[zone])

    def is_reference_list(self, zone: int) -> bool:
        """Say whether a zone's heading announces works cited rather than notes."""
        return zone >= 0 and REFERENCES.match(heading_words(self.blocks[zone])) is not None


def layout_of(blocks: Sequence[Raw]) -> Layout:
    """Return the layout of a document."""
    leaves: list[Rich] = []
    firsts: list[int] = []
    zones: list[int] = []
    leaf_zones: list[int] = []
    zone, level = -1, 0
    for index, block in enumerate(blocks):
        is_told = bool(zone >= 0 and blocks[zone].place)
        is_headed = zone >= 0 and is_notes_heading(blocks[zone])
        if is_notes_heading(block) or (block.place and not is_told and not is_headed):
            zone, level = index, block.level
        elif (is_told and not block.place) or (
            not is_told and block.kind == "heading" and block.level <= (level or GROUP_LEVEL - 1)
        ):
            zone = -1
        zones.append(zone)
        firsts.append(len(leaves))
        leaves.extend(riches(block))
        leaf_zones.extend([zone] * (len(leaves) - len(leaf_zones)))
    return Layout(tuple(blocks), tuple(leaves), tuple(firsts), tuple(zones), tuple(leaf_zones))


def heading_words(block: Raw) -> str:
    """Return a short text without the blanks that space its characters out: 注　釋."""
    return SPACED_OUT.sub("", block.rich.string[: MAX_HEADING + 1])


def is_notes_heading(block: Raw) -> bool:
    """Say whether a block is a heading over notes or references."""
    if block.kind not in {"heading", "paragraph"} or len(block.rich.string) > MAX_HEADING:
        return False
    return NOTES_HEADING.match(heading_words(block)) is not None


def with_note_tables(blocks: Sequence[Raw], ledger: Ledger) -> Iterator[Raw]:
    """Yield the blocks; a table that holds a note in each row, its number in the first cell, is a list of notes.

    Such a table stands where notes stand, or each of its numbers is a link or the end of one.
    """
    in_zone = False
    for block in blocks:
        if is_notes_heading(block) or block.kind == "heading":
            in_zone = is_notes_heading(block)
        labels = _labels_of_rows(block, in_zone or bool(block.place)) if block.kind == "table" else ()
        if not labels:
            yield block
            continue
        if block.rich.string.strip():
            yield Raw("paragraph", block.rich.start, block.rich.end, block.rich, place=block.place)
        items = []
        for number, text in _filled_rows(block):
            for low, high in origins(number, 0, len(number.string)):
                ledger.set_aside(low, high, "note mark")
            names = tuple(inline.name for inline in number.inlines if isinstance(inline, Target))
            items.append((Raw("paragraph", text.start, text.end, text, names=names),))
        yield Raw(
            "list",
            block.start,
            block.end,
            items=tuple(items),
            labels=labels,
            is_ordered=True,
            place=block.place or "end",
        )


def _filled_rows(table: Raw) -> list[list[Rich]]:
    rows = ([cell for cell in row if cell.string.strip()] for row in table.rows)
    return [row for row in rows if row]


def _labels_of_rows(table: Raw, in_zone: bool) -> tuple[str, ...]:
    """Return the notes' numbers where each row of a table has one and a text, and they count on."""
    rows = _filled_rows(table)
    if (table.rich.string.strip() and not in_zone) or any(len(row) != 2 for row in rows):
        return ()
    found = [LINKED.match(number.string.strip(" \n↑^")) for number, _ in rows]
    labels = [match["label"] for match in found if match]
    values = [value_of(label) for label in labels]
    is_tied = all(any(isinstance(i, Link | Target) for i in number.inlines) for number, _ in rows)
    counts_on = all(isinstance(a, int) and b == a + 1 for a, b in pairwise(values))
    has_words = all(any(map(str.isalpha, text.string)) for _, text in rows)
    return tuple(labels) if len(labels) == len(rows) and counts_on and has_words and (in_zone or is_tied) else ()


def with_notes_parted(blocks: Sequence[Raw]) -> Iterator[Raw]:
    """Yield the blocks; a paragraph in which notes begin is parted from them.

    Such are the notes' heading as the first line of their block, "Notes: [1] … [2] …", the rest of a note before the
    first one of its page, and a further paragraph of a note with the next note on its last lines. Lines that two wide
    blanks indent are paragraphs, though the source only breaks the line between them. Where geometry told the notes of
    a page's foot apart, none begins on a line of the text.
    """
    is_told = _are_feet_told(blocks)
    is_foot = in_zone = False
    last: dict[str, object] = {}
    lines = [line for each in blocks for line in _indented(each)]
    for index, block in enumerate(lines):
        if is_notes_heading(block) or block.kind == "heading":
            in_zone = is_notes_heading(block)
        parts = [block]
        if block.kind == "paragraph":
            end = _heading_end(block.rich, lines[index + 1 : index + 2])
            in_zone = in_zone or bool(end)
            if in_zone or not is_told:
                end = end or _rest_end(block.rich, is_foot, in_zone, last)
            parts = _parted(block, end, not in_zone and not is_foot) if end else parts
            for head in _heads(parts[-1].rich):
                last[head.style] = head.value
        is_foot = block.kind in {"rule", "page"}
        yield from parts


def _are_feet_told(blocks: Sequence[Raw]) -> bool:
    """Say whether geometry found notes at the foot of most pages."""
    feet = sum(one.place != "foot" and other.place == "foot" for one, other in pairwise(blocks))
    return 0 < 1 + sum(block.kind == "page" for block in blocks) < 2 * feet


def _parted(block: Raw, end: int, joins: bool) -> list[Raw]:
    before, notes = cut(block.rich, 0, end), cut(block.rich, end, len(block.rich.string))
    first = replace(block, rich=before, end=notes.start)
    return [first, replace(block, rich=notes, start=notes.start, names=(), joins=joins)]


def _indented(block: Raw) -> Iterator[Raw]:
    """Yield the lines of a paragraph that open with two wide blanks as paragraphs."""
    if block.kind != "paragraph" or INDENT not in block.rich.string:
        yield block
        return
    starts = [at for at in line_starts(block.rich) if block.rich.string.startswith(INDENT, at)]
    if not starts:
        yield block
        return
    for low, high in pairwise([0, *starts, len(block.rich.string)]):
        part = cut(block.rich, low, high)
        if part:
            names = block.names if low == 0 else ()
            inner = _without_outer_breaks(part)
            yield replace(block, rich=inner, start=max(inner.start, block.start), end=max(inner.end, 0), names=names)


def _without_outer_breaks(rich: Rich) -> Rich:
    """A line's end before or after a note or a paragraph only parted it from its neighbour."""
    lead = len(rich.string) - len(rich.string.lstrip())
    tail = len(rich.string.rstrip())
    kept = tuple(i for i in rich.inlines if not (isinstance(i, LineBreak) and (i.at <= lead or i.at >= tail)))
    return replace(rich, inlines=kept)


def line_starts(rich: Rich) -> list[int]:
    """Return where the lines of a paragraph begin, but for the first."""
    return [inline.at for inline in rich.inlines if isinstance(inline, LineBreak | WrappedLine)]


def _heads(rich: Rich) -> Iterator[Head]:
    for at in (0, *line_starts(rich)):
        if head := head_of(rich, at):
            yield head


def _heading_end(rich: Rich, after: Sequence[Raw]) -> int:
    """Return where the first note begins behind the heading of the notes, or 0; `after` holds the next block."""
    first = next(iter(line_starts(rich)), 0)
    if 0 < first <= MAX_HEADING and NOTES_HEADING.match(SPACED_OUT.sub("", rich.string[:first])):
        return first if head_of(rich, first) else 0
    match = LABEL.match(rich.string)
    head = head_of(rich, match.end()) if match else None
    if not match or not head or head.value != 1 or head.start != match.end():
        return 0
    is_sure = TABLE[head.style].head_strength and head.style != "symbols"
    return match.end() if is_sure or _has_second(rich, head) or any(map(_begins_with_second, after)) else 0


def _has_second(rich: Rich, head: Head) -> bool:
    """Say whether a second note follows on the first one's lines."""
    heads = (head_of(rich, match.end()) for match in AFTER_NOTE.finditer(rich.string, head.end))
    found = [each for each in heads if each and each.value == 2 and each.style == head.style]
    return any(head.style != "bare" or rich.string[: each.start].rstrip()[-1:] in ENDS for each in found)


def _begins_with_second(block: Raw) -> bool:
    if block.kind == "list":
        return block.is_ordered and block.labels[:1] == ("2",)
    head = head_of(block.rich) if block.kind == "paragraph" else None
    return head is not None and head.value == 2


def _rest_end(rich: Rich, is_foot: bool, in_zone: bool, last: dict[str, object]) -> int:
    """Return where a line begins the first note behind the rest of another, or 0."""
    starts = line_starts(rich)
    if not starts or head_of(rich) is not None:
        return 0
    for at in starts:
        head = head_of(rich, at)
        if head is None:
            continue
        before = last.get(head.style)
        counts_on = isinstance(before, int) and head.value == before + 1
        if counts_on or ((is_foot or in_zone) and TABLE[head.style].head_strength and head.style != "symbols"):
            return at
    return 0


def units_of(layout: Layout) -> list[Unit]:
    """Return all units that may be notes."""
    found: list[Unit] = []
    for index, block in enumerate(layout.blocks):
        zone = layout.zones[index]
        units = _units_of_block(layout, index, block)
        found.extend(units if zone < 0 else (replace(unit, zone=zone) for unit in units))
    alike = _with_other_looks([*_without_bullets(found)])
    following: list[Unit | None] = [*alike[1:], None]
    return [part for unit, after in zip(alike, following, strict=False) for part in _run(layout, unit, after)]


def _with_other_looks(units: Sequence[Unit]) -> list[Unit]:
    """Return the units, one that counts on in another look between two of one look, or where signs run out, as theirs.

    Scanners read [9], 10., [11]; after ⑳ or ⒇ prints go on with (21).
    """
    out: list[Unit] = []
    following: list[Unit | None] = [*units[1:], None]
    for unit, after in zip(units, following, strict=False):
        before = out[-1] if out else None
        if before and _counts_on(before, unit) and before.head.style != unit.head.style:
            is_within = after is not None and after.head.style == before.head.style and _counts_on(unit, after)
            if is_within or _may_run_out(before.head):
                unit = replace(unit, head=replace(unit.head, style=before.head.style))
        out.append(unit)
    return out


def _counts_on(before: Unit, unit: Unit) -> bool:
    first, second = before.head.value, unit.head.value
    is_next = isinstance(first, int) and isinstance(second, int) and second == first + 1
    return is_next and unit.zone == before.zone and unit.leaf - before.last_leaf <= 1


def _without_bullets(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units without those that are a list's items: the same sign before paragraph after paragraph."""
    for before, unit, after in zip([None, *units], units, [*units[1:], None], strict=False):
        if not any(other and _are_bullets(unit, other) for other in (before, after)):
            yield unit


def _are_bullets(unit: Unit, other: Unit) -> bool:
    if unit.head.style != "symbols" or other.head.style != "symbols" or unit.head.label != other.head.label:
        return False
    return abs(unit.leaf - other.leaf) <= 1 and unit.zone == other.zone


def _run(layout: Layout, unit: Unit, after: Unit | None) -> Iterator[Unit]:
    """Yield a unit and, where the next number is missing behind it, the notes that run on on its line."""
    while unit.end and isinstance(unit.head.value, int) and unit.head.style not in {"definition", "caret"}:
        following = unit.head.value + 1
        if after is not None and after.head.value == following:
            break
        inner = _inner(layout.leaves[unit.leaf], unit, following)
        if inner is None:
            break
        yield replace(unit, end=inner.start, last_leaf=unit.leaf, rest=())
        unit = inner
    yield unit


def _inner(rich: Rich, unit: Unit, value: int) -> Unit | None:
    """Return the note with the next number that begins on the line of another, behind the end of a sentence."""
    is_plain = not TABLE[unit.head.style].runs_on
    for match in AFTER_NOTE.finditer(rich.string, unit.head.end, unit.end):
        head = head_of(rich, match.end())
        if head is None or head.value != value or head.start != match.end() or head.end >= unit.end:
            continue
        if not rich.string[unit.head.end : head.start].strip():
            continue
        if head.style == unit.head.style or (is_plain and head.style in {"bare", "numbered"}):
            head = replace(head, style=unit.head.style)
            return replace(unit, start=head.start, head=head, names=(), inner=True)
    return None


def rejoined(units: Sequence[Unit], is_note: Sequence[bool]) -> list[tuple[Unit, int]]:
    """Return the units with inner ones that are no notes put back to those before, each with its index."""
    out: list[tuple[Unit, int]] = []
    for index, unit in enumerate(units):
        if unit.inner and not is_note[index] and out:
            before, at = out[-1]
            out[-1] = (replace(before, end=unit.end, last_leaf=unit.last_leaf, rest=unit.rest), at)
        else:
            out.append((unit, index))
    return out


def _units_of_block(layout: Layout, index: int, block: Raw) -> Iterator[Unit]:
    leaf = layout.first_leaf[index]
    if block.kind == "paragraph" and block.rich.string:
        yield from _paragraph_units(index, -1, leaf, block)
    elif block.kind == "list":
        yield from _list_units(index, leaf, block)
    elif block.kind == "definition":
        yield _definition_unit(index, leaf, block)
    elif block.kind == "quote" and len(block.items) == 1:
        yield from _item_units(index, 0, leaf, block.items[0], None)


def _paragraph_units(block: int, item: int, leaf: int, raw: Raw) -> Iterator[Unit]:
    rich = raw.rich
    head = head_of(rich)
    if head is None:
        return
    names = (*raw.names, *names_at(rich, 0, head.end))
    unit = Unit(block, item, leaf, leaf, 0, len(rich.string), head, names=names)
    # Where geometry told the notes of a page's foot apart, a number at a line's beginning is the note's own.
    for start, further in _heads_at_lines(rich, head) if raw.place != "foot" else ():
        yield replace(unit, end=start)
        further_names = tuple(names_at(rich, start, further.end))
        may_go_on = head.style in {"bare", "numbered"} and bool(OPEN_ABBREVIATION.search(rich.string[:start][-8:]))
        unit = Unit(block, item, leaf, leaf, start, len(rich.string), further, names=further_names, inner=may_go_on)
    yield unit


def _heads_at_lines(rich: Rich, first: Head) -> Iterator[tuple[int, Head]]:
    """Yield where a line inside a paragraph begins the next note: same style, next number; 1 behind the author's *."""
    head = first
    for at in line_starts(rich):
        if at > head.end:
            further = head_of(rich, at)
            if further and _may_run_out(head) and further.value == _number(head) + 1:
                further = replace(further, style=head.style)
            is_first = head.style == "symbols" and further is not None and further.value == 1
            ends = rich.string[:at].rstrip()[-1:] in ENDS
            if further and (further.style == head.style or (is_first and ends)) and _follows(head, further):
                yield at, further
                head = further


def _number(head: Head) -> int:
    return head.value if isinstance(head.value, int) else 0


def _may_run_out(head: Head) -> bool:
    """Say whether the signs of a style may be at an end: behind ⒇, ⑳ or ㊿ a print goes on in another look."""
    return head.style == "circled" and _number(head) >= 20


def _follows(head: Head, further: Head) -> bool:
    if isinstance(head.value, int | float) and isinstance(further.value, int | float):
        return head.value < further.value <= head.value + 2 or further.value == 1 < head.value
    return head.value != further.value


def _list_units(index: int, leaf: int, block: Raw) -> Iterator[Unit]:
    for number, item in enumerate(block.items):
        label = block.labels[number] if number < len(block.labels) else ""
        head = None
        if block.is_ordered:
            head = Head("numbered", label, value_of(label), 0, 0)
        elif label in "*†" and len(block.items) == 1:
            head = Head("symbols", label, label, 0, 0)
        yield from _item_units(index, number, leaf, item, head)
        leaf += sum(1 for inner in item for _ in riches(inner))


def _item_units(index: int, number: int, leaf: int, item: Sequence[Raw], head: Head | None) -> Iterator[Unit]:
    if not item or item[0].kind != "paragraph" or not item[0].rich.string:
        return
    rich = item[0].rich
    own = head_of(rich)
    last = leaf + sum(1 for inner in item for _ in riches(inner)) - 1
    rest = tuple(item[1:])
    if head is None and own is not None:
        found = list(_paragraph_units(index, number, leaf, item[0]))
        yield from found[:-1]
        yield replace(found[-1], last_leaf=last, rest=rest)
    elif head is not None:
        if own is not None and own.style != "symbols" and own.value == head.value:
            head = own
        elif rest and rich.string.strip(" .)]") == head.label:
            head = replace(head, end=len(rich.string))  # the number printed, beside the list's own
        names = (*item[0].names, *names_at(rich, 0, len(rich.string)))
        unit = Unit(index, number, leaf, last, 0, len(rich.string), head, rest, names)
        for start, further in _heads_at_lines(rich, head) if head.style == "symbols" else ():
            yield replace(unit, end=start, last_leaf=leaf, rest=())
            unit = replace(unit, start=start, head=further, names=())
        yield unit


def _definition_unit(index: int, leaf: int, block: Raw) -> Unit:
    inner = block.items[0]
    count = sum(1 for each in inner for _ in riches(each))
    head = Head("definition", block.label, value_of(block.label), 0, 0)
    rich = inner[0].rich if inner and inner[0].kind == "paragraph" else Rich()
    own = head_of(rich)
    if own and own.value == head.value and TABLE[own.style].head_strength:  # typed beside the word processor's own
        head = replace(head, start=own.start, end=own.end)
    elif len(inner) > 1 and is_notes_heading(inner[0]):  # typed into the first note, before its own words
        head = replace(head, end=len(rich.string))
    rest = tuple(inner[1:]) if rich.string else tuple(inner)
    return Unit(index, 0, leaf, leaf + max(count - 1, 0), 0, len(rich.string), head, rest)


class Inside:
    """Tells which marks stand in the notes themselves."""

    def __init__(self, units: Sequence[Unit], layout: Layout) -> None:
        self.layout = layout
        self.zones = {unit.zone for unit in units if unit.zone >= 0}
        self.whole = {leaf for unit in units for leaf in range(_first_inner(unit), unit.last_leaf + 1)}
        self.starts: dict[int, list[tuple[int, int]]] = {}
        for unit in units:
            self.starts.setdefault(unit.leaf, []).append((unit.start, unit.end))

    def holds(self, leaf: int, start: int) -> bool:
        """Say whether leaf.string[start] belongs to a note."""
        if leaf in self.whole or self.layout.leaf_zones[leaf] in self.zones:
            return True
        ranges = self.starts.get(leaf)
        if not ranges:
            return False
        index = bisect_right(ranges, (start, 1 << 60)) - 1
        return index >= 0 and start < ranges[index][1]


def _first_inner(unit: Unit) -> int:
    """Return the first text that is the note's alone: its own first one only where no mark of it stands before."""
    has_texts = any(True for block in unit.rest for _ in riches(block))
    return unit.leaf if not unit.end and has_texts else unit.leaf + 1
