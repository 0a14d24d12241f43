"""What may be a note: paragraphs, list items and definitions that begin with a note's mark, in document order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from teiwright.article import LineBreak
from teiwright.reading.marks import Head, head_of, names_at, value_of
from teiwright.reading.raw import Raw, riches
from teiwright.reading.rich import Rich, WrappedLine, cut

NOTES_HEADING = re.compile(
    r"^[\s\W]*(?:[一二三四五六七八九十\dIVX]+[\s.、．]+)?"
    r"(?:注释|註釋|注釋|注解|註解|注|註|尾注|尾註|脚注|腳註|附注|附註|注记|註記|原注|原註|注释与参考文献|注释及参考文献|註釋及參考文獻"
    r"|参考文献|參考文獻|引用文献|引用文獻|参考资料|參考資料|参考书目|參考書目|引文出处|参考文献及注释"
    r"|Notes?|End\s?notes?|Foot\s?notes?|Notes and references|References|Works cited|Bibliography|References and notes"
    r"|Anmerkungen|Fu(?:ß|ss)noten|Endnoten|Literatur|Einzelnachweise"
    r"|Notes de bas de page|Notes et références|Références"
    r"|Примечани[яе]|Сноски|Ссылки|Литература|Список литературы|Источники|Список источников и литературы|Примітки"
    r"|주석|각주|미주|참고문헌|주|文献|注記|Notas|Note)[\s\W]*$",
    re.IGNORECASE,
)
REFERENCES = re.compile(
    r"文献|文獻|资料|資料|书目|書目|references?$|cited|bibliograph|литератур|источник|참고|literatur", re.I
)


LABEL = re.compile(
    r"[\s*【\[]*(?:注释|註釋|注釋|注解|註解|注|註|尾注|尾註|参考文献|參考文獻|引用文献|Notes?|Foot\s?notes?|References|Anmerkungen"
    r"|Примечани[яе]|Сноски|Литература)[】\]*]*\s*[:：]\s*",
    re.IGNORECASE,
)
"""What stands before the first note where the notes' heading is on its line."""
SURE = frozenset({"superscript", "superscript-digits", "circled", "brackets", "caret", "link"})
ENDS = frozenset(".。！？!?；;）)」』” \n")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch leaf.string[start:end] that begins with a note's mark, and the blocks that follow it in its item.

    `leaf` counts the document's texts; `last_leaf` is that of the last block of the item.
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


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's blocks, its texts in order, for each block the number of its first text, for both their zones."""

    blocks: tuple[Raw, ...]
    leaves: tuple[Rich, ...]
    first_leaf: tuple[int, ...]
    zones: tuple[int, ...]
    leaf_zones: tuple[int, ...]

    def rich_of(self, unit: Unit) -> Rich:
        """Return the text in which a unit stands; an empty one for a definition that holds none."""
        return self.leaves[unit.leaf] if unit.end else Rich()

    def heading_of_zone(self, zone: int) -> Raw:
        """Return the heading that opens a zone of notes."""
        return self.blocks[zone]


def layout_of(blocks: Sequence[Raw]) -> Layout:
    """Return the layout; the zone of a block is the index of the notes' heading that it stands under, else -1."""
    leaves: list[Rich] = []
    firsts: list[int] = []
    zones: list[int] = []
    leaf_zones: list[int] = []
    zone, level = -1, 0
    for index, block in enumerate(blocks):
        if is_notes_heading(block):
            zone, level = index, block.level
        elif block.kind == "heading" and (zone >= 0 and (block.level <= level or not level)):
            zone = -1
        zones.append(zone)
        firsts.append(len(leaves))
        leaves.extend(riches(block))
        leaf_zones.extend([zone] * (len(leaves) - len(leaf_zones)))
    return Layout(tuple(blocks), tuple(leaves), tuple(firsts), tuple(zones), tuple(leaf_zones))


def is_notes_heading(block: Raw) -> bool:
    """Say whether a block is a heading over notes or references."""
    if block.kind not in {"heading", "paragraph"} or len(block.rich.string) > 40:
        return False
    return NOTES_HEADING.match(block.rich.string) is not None


def with_notes_parted(blocks: Sequence[Raw]) -> Iterator[Raw]:
    """Yield the blocks; a paragraph in which notes begin is parted from them.

    Such are "Notes: [1] … [2] …", and at a page's foot the rest of a note of the page before.
    """
    is_foot = False
    for block in blocks:
        end = 0
        if block.kind == "paragraph":
            end = _label_end(block.rich) or (_rest_end(block.rich) if is_foot else 0)
        is_foot = block.kind in {"rule", "page"}
        if not end:
            yield block
            continue
        label, notes = cut(block.rich, 0, end), cut(block.rich, end, len(block.rich.string))
        yield replace(block, rich=label, end=notes.start)
        yield replace(block, rich=notes, start=notes.start, names=())


def _rest_end(rich: Rich) -> int:
    """Return where a line begins the first note behind the rest of another, or 0."""
    if head_of(rich) is not None:
        return 0
    lines = (inline.at for inline in rich.inlines if isinstance(inline, LineBreak | WrappedLine))
    return next((at for at in lines if (head := head_of(rich, at)) and head.style in SURE), 0)


def _label_end(rich: Rich) -> int:
    """Return where the first of at least two notes begins behind their heading, or 0."""
    match = LABEL.match(rich.string)
    head = head_of(rich, match.end()) if match else None
    if not match or not head or head.value != 1 or head.style == "bare" or head.start != match.end():
        return 0
    heads = (head_of(rich, at) for at in range(head.end + 1, len(rich.string)) if rich.string[at - 1] in ENDS)
    return match.end() if any(each.value == 2 and each.style == head.style for each in heads if each) else 0


def units_of(layout: Layout) -> list[Unit]:
    """Return all units that may be notes."""
    out: list[Unit] = []
    for index, block in enumerate(layout.blocks):
        found = _units_of_block(layout, index, block)
        out.extend(replace(unit, zone=layout.zones[index]) for unit in found)
    return [*_without_bullets(out)]


def _without_bullets(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units without those that are a list's items: the same sign before paragraph after paragraph."""
    previous = [None, *units]
    following = [*units[1:], None]
    for before, unit, after in zip(previous, units, following, strict=False):
        if not any(other and _are_bullets(unit, other) for other in (before, after)):
            yield unit


def _are_bullets(unit: Unit, other: Unit) -> bool:
    if unit.head.style != "symbols" or other.head.style != "symbols" or unit.head.label != other.head.label:
        return False
    return abs(unit.leaf - other.leaf) <= 1 and unit.zone == other.zone


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
    for start, further in _heads_at_lines(rich, head):
        yield replace(unit, end=start)
        unit = Unit(
            block, item, leaf, leaf, start, len(rich.string), further, names=tuple(names_at(rich, start, further.end))
        )
    yield unit


def _heads_at_lines(rich: Rich, first: Head) -> Iterator[tuple[int, Head]]:
    """Yield where a line inside a paragraph begins the next note: same style, next number."""
    head = first
    for inline in rich.inlines:
        if isinstance(inline, LineBreak | WrappedLine) and inline.at > head.end:
            further = head_of(rich, inline.at)
            if further and further.style == head.style and _follows(head, further):
                yield inline.at, further
                head = further


def _follows(head: Head, further: Head) -> bool:
    if isinstance(head.value, int) and isinstance(further.value, int):
        return head.value < further.value <= head.value + 2 or further.value == 1 < head.value
    return head.value != further.value


def _list_units(index: int, leaf: int, block: Raw) -> Iterator[Unit]:
    for number, item in enumerate(block.items):
        label = block.labels[number] if number < len(block.labels) else ""
        if block.is_ordered:
            head = Head("numbered", label, value_of(label), 0, 0)
        elif label in "*†" and len(block.items) == 1:
            head = Head("symbols", label, label, 0, 0)
        else:
            head = None
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
        if own is not None and own.style in {"link", "superscript", "brackets"} and own.value == head.value:
            head = own
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
    rest = tuple(inner[1:]) if rich.string else tuple(inner)
    return Unit(index, 0, leaf, leaf + max(count - 1, 0), 0, len(rich.string), head, rest)
