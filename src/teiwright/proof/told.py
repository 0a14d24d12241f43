"""What a TEI says of its text: blocks in their order, each note's apart, with anchors, emphasis, links and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from lxml import etree

from teiwright.xmltools import TEI, XML_ID

READ_IN_CHOICE = frozenset({f"{TEI}sic", f"{TEI}orig", f"{TEI}abbr"})
WORDS_BESIDE = frozenset({f"{TEI}figDesc", f"{TEI}desc", f"{TEI}fw", f"{TEI}label"})
PROGRAM = "#teiwright"
WIDENED = "widened"
"""Emphasis of an element that can hold none: it may be that of some of its words."""
WRITTEN = "="
"""Before a link's address in the model: the words are themselves an address."""
BLOCKS = frozenset(
    f"{TEI}{name}"
    for name in "text group front body back div div1 div2 div3 div4 div5 titlePage docTitle docImprint docDate byline"
    " epigraph argument opener closer p ab head l lg list item label table row cell figure quote floatingText".split()
)
INSIDE_A_LINE = frozenset(f"{TEI}{name}" for name in ("p", "ab", "head", "l", "cell"))


@dataclass(slots=True)
class Block:
    """A block of TEI: its characters without white space, and what stands before each (offset: how many stand before).

    `spaces` are offsets before which white space stands. `anchors` are notes: offset, id, whether white space stands
    right before it. `emphasis` and `links` have an entry a character.
    """

    kind: str
    name: str
    line: int
    quotes: int = 0
    lists: tuple[bool, ...] = ()
    item: int = 0
    number: str = ""
    cell: tuple[int, int, int] | None = None
    is_label: bool = False
    front: bool = False
    note: str = ""
    division: int = 0
    """Which division the block stands in; 0 in none."""
    characters: list[str] = field(default_factory=list)
    spaces: set[int] = field(default_factory=set)
    anchors: list[tuple[int, str, bool]] = field(default_factory=list)
    breaks: dict[int, set[str]] = field(default_factory=dict)
    """Where pages begin, and their labels."""
    after: set[int] = field(default_factory=set)
    """Offsets of anchors right behind which white space stands."""
    lines: set[int] = field(default_factory=set)
    divided: set[int] = field(default_factory=set)
    """Where a person, who answers for it, divided the paragraph: it is read as one."""
    emphasis: list[frozenset[str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def string(self) -> str:
        return "".join(self.characters)


@dataclass(slots=True)
class ToldNote:
    """A note: its id, its label as it is printed, its blocks, whether it stands in back."""

    name: str
    label: str
    blocks: list[Block]
    line: int
    in_back: bool


@dataclass(slots=True)
class Picture:
    """A picture: its address, its alternative text."""

    target: str
    description: str
    line: int


@dataclass(slots=True)
class Told:
    """All that a TEI says of its text; `beside` are words in desc, label and fw: (element, words, line)."""

    body: list[Block] = field(default_factory=list)
    notes: dict[str, ToldNote] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    beside: list[tuple[str, str, int]] = field(default_factory=list)
    further: list[int] = field(default_factory=list)
    """Lines of further texts beside the first."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around say."""

    blocks: list[Block]
    quotes: int = 0
    lists: tuple[bool, ...] = ()
    item: int = 0
    number: str = ""
    cell: tuple[int, int, int] | None = None
    is_label: bool = False
    front: bool = False
    back: bool = False
    emphasis: frozenset[str] = frozenset()
    link: str = ""
    kind: str = ""
    name: str = ""
    note: str = ""
    division: int = 0


def told(root: etree._Element) -> Told:
    """Return what the TEI says; the header and standOff are not read, `choice` is read as the source has it."""
    texts = [root] if root.tag == f"{TEI}text" else root.findall(f"{TEI}text") or [*root.iter(f"{TEI}text")][:1]
    if not texts:
        return Told()
    reader = _Reader()
    reader.children(texts[0], _Context(reader.told.body))
    seen = set(texts[0].iter(f"{TEI}text")) - {texts[0]}
    further = [text for text in root.iter(f"{TEI}text") if text is not texts[0] and text not in seen]
    reader.told.further.extend(_line(text) for text in further)
    return reader.told


class _Reader:
    def __init__(self) -> None:
        self.told = Told()
        self.count = count(1)
        self.pages: set[str] = set()
        """Pages that begin before the next block."""
        self.current: dict[int, Block | None] = {}

    def children(self, element: etree._Element, context: _Context) -> None:
        self.text(element.text, context, element)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, context)
            self.text(child.tail, context, element)

    def child(self, child: etree._Element, context: _Context) -> None:
        tag = child.tag
        if tag == f"{TEI}choice":
            for reading in child:
                if reading.tag in READ_IN_CHOICE:
                    self.children(reading, context)
        elif tag == f"{TEI}note":
            self.note(child, context)
        elif tag == f"{TEI}pb":
            block = self.open(context)
            if block is None:
                self.pages.add(child.get("n", ""))
            else:
                block.breaks.setdefault(len(block.characters), set()).add(child.get("n", ""))
        elif tag == f"{TEI}lb" and child.get("break") != "no":
            block = self.open(context)
            if block is not None:
                block.lines.add(len(block.characters))
                block.spaces.add(len(block.characters))
        elif tag == f"{TEI}graphic":
            self.picture(child)
        elif tag in WORDS_BESIDE:
            self.beside(child)
        elif tag == f"{TEI}head" and context.back:
            return
        elif self.is_block(child):
            self.close(context)
            if tag == f"{TEI}p" and child.get("resp", PROGRAM) != PROGRAM and context.blocks:
                self.go_on(context.blocks[-1], context)
            self.children(child, self.within(child, context))
            self.close(context)
        else:
            self.children(child, self.inline(child, context))

    def is_block(self, element: etree._Element) -> bool:
        if element.tag == f"{TEI}titlePart":
            parent = element.getparent()
            return parent is not None and parent.tag != f"{TEI}docTitle"
        if element.tag == f"{TEI}quote":
            parent = element.getparent()
            return parent is None or parent.tag not in INSIDE_A_LINE
        return element.tag in BLOCKS

    def within(self, element: etree._Element, context: _Context) -> _Context:
        tag = str(element.tag).removeprefix(TEI)
        values: dict[str, Any] = {"kind": tag, "name": element.get(XML_ID) or context.name}
        values["emphasis"] = frozenset(element.get("rend", "").split()) - {"preformatted"}
        match tag:
            case "quote":
                values["quotes"] = context.quotes + 1
            case "list":
                ordered = element.get("rend") == "numbered" or element.get("type") == "ordered"
                values["lists"] = (*context.lists, ordered)
                values["emphasis"] = frozenset()
                values["number"] = element.get("n", "")
            case "div":
                values["division"] = next(self.count)
            case "figure":
                values["division"] = 0
            case "item":
                values["item"] = next(self.count)
                values["number"] = _number_of(element)
            case "table":
                values["cell"] = (next(self.count), 0, 0)
            case "row":
                parent = element.getparent()
                rows = parent.findall(f"{TEI}row") if parent is not None else []
                values["cell"] = ((context.cell or (0, 0, 0))[0], rows.index(element) + 1, 0)
                values["is_label"] = element.get("role") == "label"
            case "cell":
                parent = element.getparent()
                cells = parent.findall(f"{TEI}cell") if parent is not None else []
                table, row, _ = context.cell or (0, 0, 0)
                values["cell"] = (table, row, cells.index(element) + 1)
            case "front":
                values["front"] = True
            case "back":
                values["back"] = True
        return replace(context, **values)

    def inline(self, element: etree._Element, context: _Context) -> _Context:
        emphasis = context.emphasis | frozenset(element.get("rend", "").split())
        if element.tag == f"{TEI}idno":
            emphasis |= {WIDENED}
        link = element.get("target", "") if element.tag == f"{TEI}ref" else context.link
        if not link and element.tag == f"{TEI}idno" and element.get("type", "").lower() in {"url", "uri", "doi"}:
            link = WRITTEN + str(element.xpath("string()"))
        return replace(context, emphasis=emphasis, link=link)

    def open(self, context: _Context, line: int = 0) -> Block | None:
        """Return the block that is open in these blocks, a new one where none is."""
        block = self.current.get(id(context.blocks))
        if block is None and context.kind not in {"", "div", "body", "front", "back", "list", "table", "row", "figure"}:
            block = Block(context.kind, context.name, line, context.quotes, context.lists, context.item, context.number,
                          context.cell, context.is_label, context.front, context.note, context.division)  # fmt: skip
            if self.pages:
                block.breaks[0], self.pages = self.pages, set()
            context.blocks.append(block)
            self.current[id(context.blocks)] = block
        return block

    def go_on(self, block: Block, context: _Context) -> None:
        self.current[id(context.blocks)] = block
        block.lines.add(len(block.characters))
        block.divided.add(len(block.characters))

    def close(self, context: _Context) -> None:
        self.current[id(context.blocks)] = None

    def text(self, string: str | None, context: _Context, element: etree._Element) -> None:
        if not string:
            return
        if not string.strip():
            block = self.current.get(id(context.blocks))
            if block is not None:
                _space(block)
            return
        block = self.open(context, _line(element))
        if block is None:
            block = Block("stray", context.name, _line(element), note=context.note)
            context.blocks.append(block)
        for character in string:
            if character.isspace():
                _space(block)
            else:
                block.characters.append(character)
                block.emphasis.append(context.emphasis)
                block.links.append(context.link)

    def note(self, note: etree._Element, context: _Context) -> None:
        name = note.get(XML_ID) or f"n{len(self.told.notes) + 1}"
        blocks: list[Block] = []
        line = _line(note)
        self.told.notes[name] = ToldNote(name, note.get("n", ""), blocks, line, context.back)
        if not context.back:
            block = self.open(context, line)
            if block is not None:
                at = len(block.characters)
                block.anchors.append((at, name, at in block.spaces))
        self.children(note, _Context(blocks, kind="note", name=name, note=name))

    def picture(self, graphic: etree._Element) -> None:
        parent = graphic.getparent()
        holder = parent if parent is not None and parent.tag == f"{TEI}figure" else graphic
        words = [*graphic.findall(f"{TEI}desc"), *holder.findall(f"{TEI}figDesc")]
        said = "".join(str(each.xpath("string()")) for each in words)
        self.told.pictures.append(Picture(graphic.get("url", ""), said, _line(graphic)))

    def beside(self, element: etree._Element) -> None:
        """Keep words that no reader takes for the text; a picture's description was taken with the picture."""
        parent = element.getparent()
        name = str(element.tag).removeprefix(TEI)
        has_picture = parent is not None and (
            parent.tag == f"{TEI}graphic" or (name == "figDesc" and parent.find(f"{TEI}graphic") is not None)
        )
        words = str(element.xpath("string()")).strip()
        if words and not has_picture:
            self.told.beside.append((name, words, _line(element)))


def _space(block: Block) -> None:
    at = len(block.characters)
    block.spaces.add(at)
    if block.anchors and block.anchors[-1][0] == at:
        block.after.add(at)


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _number_of(item: etree._Element) -> str:
    """Return the number that an item of a counting list has: its own, or counted from the list's first."""
    if item.get("n"):
        return item.get("n", "").rstrip(".)")
    parent = item.getparent()
    if parent is None:
        return ""
    first = parent.get("n", "1")
    return str(int(first) + parent.findall(f"{TEI}item").index(item)) if first.isdecimal() else ""


def all_blocks(said: Told) -> Iterator[Block]:
    """Yield each block, of the text and of the notes."""
    yield from said.body
    for note in said.notes.values():
        yield from note.blocks
