"""The article's blocks and notes made into text: front, body and, for notes without an anchor, back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from teiwright.article import (
    Article,
    Block,
    BlockBreak,
    Figure,
    Heading,
    Listing,
    Note,
    NoteAnchor,
    PageBreak,
    Paragraph,
    Part,
    Quotation,
    Row,
    Rule,
    Span,
    Spans,
    Table,
    Text,
    TitleBlock,
    Verbatim,
)
from teiwright.encoding.elements import element, iri
from teiwright.encoding.facsimile import surfaces
from teiwright.encoding.inline import Inlining, fill
from teiwright.xmltools import XML_ID, XML_LANG

TITLE_HOLDERS = {
    "series": ("titlePart", {"type": "series"}),
    "imprint": ("docImprint", {}),
    "number": ("docImprint", {}),
    "date": ("docDate", {}),
    "title": ("docTitle", {}),
    "byline": ("byline", {}),
    "other": ("titlePart", {"type": "desc"}),
}

COLONS = frozenset({":", "："})
BLANKS = " \t\r\n"
"""What XML takes for white space."""


@dataclass(slots=True)
class Counter:
    """Numbers for the ids of what has no text of its own: divisions, page breaks, lists, tables …"""

    counts: dict[str, int]

    def next(self, prefix: str) -> str:
        """Return the next id with this prefix."""
        self.counts[prefix] = self.counts.get(prefix, 0) + 1
        return f"{prefix}{self.counts[prefix]}"


class TextEncoder:
    """Encodes the texts of one article; ids are given in document order, so one encoder serves one run."""

    def __init__(self, article: Article, spans: Spans, citation_ids: Mapping[tuple[str, int, int], str]) -> None:
        self.article = article
        self.spans = spans
        self.surfaces = surfaces(article)
        self.notes = {note.number: note for note in article.notes}
        self.counter = Counter({})
        self.context = Inlining(dict(citation_ids), self._milestone)

    def text(self) -> etree._Element:
        """Return the TEI text element."""
        text = element("text")
        if self.article.images:
            text.append(self._page_break(BlockBreak(image=self.article.images[0].name)))
        if self.article.title_page:
            text.append(self._front())
        body = element("body")
        self._divide(body, self.article.body)
        text.append(body)
        lost = [note for note in self.article.notes if not note.is_anchored]
        if lost:
            text.append(self._back(lost))
        return text

    def _front(self) -> etree._Element:
        """Return the front matter in the order of its lines: behind an abstract the title in a further language."""
        front = element("front")
        for is_of_page, blocks in groupby(self.article.title_page, lambda block: block.kind in TITLE_HOLDERS):
            if not is_of_page:
                front.extend(self._front_division(block) for block in blocks)
                continue
            is_first = front.find(element("titlePage").tag) is None
            page = element("titlePage", {XML_ID: "titlepage"} if is_first else {})
            page.extend(self._title_line(block) for block in blocks)
            front.append(page)
        return front

    def _title_line(self, block: TitleBlock) -> etree._Element:
        name, attributes = TITLE_HOLDERS[block.kind]
        holder = element(name, {**attributes, XML_ID: block.text.id})
        if block.kind == "number":
            holder.append(self._fill(element("seg", {"type": "number"}), block.text))
        elif block.kind == "title":
            self._fill(holder, _with_whole_title_parts(block.text))
            if holder.find(element("titlePart").tag) is None:
                holder.append(element("titlePart", {"type": "main"}))
        else:
            self._fill(holder, block.text)
        return holder

    def _front_division(self, block: TitleBlock) -> etree._Element:
        division = element("div", {"type": block.kind})
        division.append(self._paragraph(block.text))
        return division

    def _back(self, lost: Sequence[Note]) -> etree._Element:
        back = element("back")
        division = element("div", {"type": "notes", XML_ID: "unanchored"})
        head = element("head")
        head.text = "Notes whose place in the text was not found"
        division.append(head)
        division.extend(self._note(note) for note in lost)
        back.append(division)
        return back

    def _divide(self, body: etree._Element, blocks: Iterable[Block]) -> None:
        """Nest divisions by the headings' levels; what comes before the first heading stands in the body itself."""
        stack: list[tuple[int, etree._Element]] = [(0, body)]
        for block in blocks:
            if isinstance(block, Heading):
                while stack[-1][0] >= block.level:
                    stack.pop()
                division = element("div", {XML_ID: self.counter.next("d")})
                division.append(self._fill(element("head", {XML_ID: block.text.id}), block.text))
                stack[-1][1].append(division)
                stack.append((block.level, division))
            else:
                stack[-1][1].append(self._block(block))
        for holder in [body, *body.iter(element("div").tag)]:
            _complete(holder, self.counter)

    def _block(self, block: Block) -> etree._Element:
        match block:
            case Paragraph(text=text, is_divided=True):
                return self._fill(element("p", {XML_ID: text.id, "resp": "#encoder"}), text)
            case Paragraph(text=text) | Heading(text=text):
                return self._paragraph(text)
            case BlockBreak():
                return self._page_break(block)
            case Quotation(blocks=blocks):
                return self._holder("quote", "q", blocks)
            case Listing():
                return self._list(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Verbatim(text=text):
                return self._fill(element("ab", {"type": "verbatim", "rend": "preformatted", XML_ID: text.id}), text)
            case Rule(text=text):
                return self._rule(text)

    def _rule(self, text: Text | None) -> etree._Element:
        if text is None:
            return element("milestone", {"unit": "section", XML_ID: self.counter.next("r")})
        return self._fill(element("ab", {"type": "ornament", XML_ID: text.id}), text)

    def _paragraph(self, text: Text) -> etree._Element:
        return self._fill(element("p", {XML_ID: text.id}), text)

    def _fill(self, holder: etree._Element, text: Text) -> etree._Element:
        if text.language:
            holder.set(XML_LANG, text.language)
        spans: Sequence[Span] = self.spans.get(text.id, ())
        return fill(holder, text, spans, self.context)

    def _holder(self, name: str, prefix: str, blocks: Iterable[Block]) -> etree._Element:
        holder = element(name, {XML_ID: self.counter.next(prefix)})
        holder.extend(self._block(block) for block in blocks)
        return holder

    def _list(self, block: Listing) -> etree._Element:
        attributes = {"rend": "numbered" if block.ordered else "bulleted", XML_ID: self.counter.next("l")}
        if block.ordered and block.start != 1:
            attributes["n"] = str(block.start)
        listing = element("list", attributes)
        for item in block.items:
            holder = element("item", {XML_ID: f"{attributes[XML_ID]}i{len(listing) + 1}"})
            holder.extend(self._block(inner) for inner in item)
            listing.append(holder)
        return listing

    def _table(self, block: Table) -> etree._Element:
        table = element("table", {XML_ID: self.counter.next("tb")})
        if block.head:
            table.append(self._fill(element("head", {XML_ID: block.head.id}), block.head))
        table.extend(self._row(row) for row in block.rows)
        return table

    def _row(self, row: Row) -> etree._Element:
        holder = element("row", {"role": "label"} if row.is_label else {})
        holder.extend(self._fill(element("cell", {XML_ID: cell.id}), cell) for cell in row.cells)
        return holder

    def _figure(self, block: Figure) -> etree._Element:
        figure = element("figure", {XML_ID: self.counter.next("f")})
        if block.target:
            figure.append(element("graphic", {"url": iri(block.target)}))
        if block.head:
            figure.append(self._fill(element("head", {XML_ID: block.head.id}), block.head))
        if block.description:
            description = element("figDesc")
            description.text = block.description
            figure.append(description)
        return figure

    def _milestone(self, item: NoteAnchor | PageBreak) -> etree._Element:
        return self._note(self.notes[item.note]) if isinstance(item, NoteAnchor) else self._page_break(item)

    def _page_break(self, item: PageBreak | BlockBreak) -> etree._Element:
        pb = element("pb", {XML_ID: self.counter.next("pb"), **({"n": item.label} if item.label else {})})
        if item.image in self.surfaces:
            pb.set("facs", f"#{self.surfaces[item.image]}")
        if isinstance(item, PageBreak) and item.is_within_word:
            pb.set("break", "no")
        return pb

    def _note(self, note: Note) -> etree._Element:
        """The Guidelines suggest place="bottom"; repositories require "foot" (3.9.1, CONONO)."""
        holder = element("note", {"place": note.place, "n": note.label, XML_ID: f"n{note.number}"})
        holder.extend(self._block(block) for block in note.blocks)
        _complete(holder, self.counter)
        return holder


def _with_whole_title_parts(text: Text) -> Text:
    """docTitle holds nothing but titleParts: a colon between two ends the first, a dash opens the second.

    Only what XML takes for white space may stand between them, no U+00A0 or U+3000.
    """
    others = tuple(item for item in text.inlines if not isinstance(item, Part))
    parts = sorted((item for item in text.inlines if isinstance(item, Part)), key=lambda part: part.start)
    whole: list[Part] = []
    for part in parts or [Part(0, len(text.string), "main")]:
        gap = text.string[whole[-1].end if whole else 0 : part.start]
        if whole and gap.strip() in COLONS:
            whole[-1] = replace(whole[-1], end=whole[-1].end + len(gap.rstrip(BLANKS)))
            gap = ""
        whole.append(replace(part, start=part.start - len(gap.lstrip(BLANKS))))
    tail = text.string[whole[-1].end :].rstrip(BLANKS)
    whole[-1] = replace(whole[-1], end=whole[-1].end + len(tail))
    return replace(text, inlines=(*whole, *others))


def _complete(division: etree._Element, counter: Counter) -> None:
    """A division or note must hold more than a head, page breaks or figures: an empty one gets an empty paragraph."""
    silent = {element(name).tag for name in ("head", "pb", "milestone", "figure", "note")}
    if all(child.tag in silent for child in division):
        division.append(element("p", {XML_ID: counter.next("pe")}))
