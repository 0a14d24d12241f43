"""The order of reading: decode, parse into blocks, find the notes, put the pages together, tell the title page."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count, pairwise
from urllib.parse import unquote

from teiwright.article import (
    Article,
    Block,
    BlockBreak,
    Figure,
    Heading,
    Link,
    Listing,
    Metadata,
    Note,
    Paragraph,
    Quotation,
    Row,
    Rule,
    SetAside,
    Source,
    Table,
    Text,
    TitleBlock,
    Verbatim,
    gaps,
    is_accounted_for,
    texts_in,
)
from teiwright.findings import Finding
from teiwright.reading.alignment import Decision, Series, decide
from teiwright.reading.breaks import is_ornament, is_unfinished
from teiwright.reading.cited_works import (
    CitedWorks,
    cited_works,
    entry_name,
    has_notes_beside_works,
    with_entries_parted,
)
from teiwright.reading.divided import Words, undivided
from teiwright.reading.doubts import doubts
from teiwright.reading.explaining import style_findings
from teiwright.reading.headings import with_bold_headings, with_group_headings
from teiwright.reading.inline import CJK
from teiwright.reading.language import language_of
from teiwright.reading.metadata import Statement, overlaid
from teiwright.reading.notes import Edit, RawNote, edited, edits_of, notes_of, rebuilt, with_blocks
from teiwright.reading.page_repair import Binder, continuations, is_paged, join_note, note_blocks
from teiwright.reading.pages import with_feet, with_form_feeds, with_pages
from teiwright.reading.raw import Ledger, Raw, riches
from teiwright.reading.rich import RawInline, Rich, Target, WrappedLine, as_text, origins, stripped
from teiwright.reading.titlepage import TitlePage, title_page_of, with_form_parted
from teiwright.reading.units import (
    Layout,
    Unit,
    is_notes_heading,
    layout_of,
    line_starts,
    units_of,
    with_note_tables,
    with_notes_parted,
)


@dataclass(slots=True)
class _Ids:
    """Gives out ids in document order."""

    prefix: str = ""
    counts: Counter[str] | None = None

    def next(self, kind: str) -> str:
        if self.counts is None:
            self.counts = Counter()
        self.counts[kind] += 1
        return f"{self.prefix}{kind}{self.counts[kind]}"


class Places:
    """Lines of a source by offset, counted once."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.starts = [0]
        at = text.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)

    def finding(self, severity: str, rule: str, message: str, offset: int, hint: str = "") -> Finding:
        """Return a finding at a source offset; -1 where it has no place."""
        if offset < 0:
            return Finding(severity, rule, message, self.file, hint=hint)  # type: ignore[arg-type]
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return Finding(severity, rule, message, self.file, line, column, hint)  # type: ignore[arg-type]


def article_of(
    source: Source, parse: Callable[[Ledger], Sequence[Raw]], ledger: Ledger, stated: Statement, style: str | None
) -> Article:
    """Put an article together from the blocks of its source, which `parse` gives.

    `stated` is what a front matter or a sidecar says; `style` the one style of note marks to look for, if any.
    Where telling notes from text would lose or double a word of the source, all of it stays text, with a warning.
    """
    untouched = Ledger([*ledger.asides], [*ledger.findings])
    article = _finished(source, _read(source, parse(ledger), ledger, stated, style, with_notes=True), ledger)
    if is_accounted_for(article):
        return article
    message = "notes and text cannot be told apart without loss: all of it is encoded as text"
    hint = "look at the notes' numbers; --notes STYLE states the style of their marks"
    untouched.findings.append(Finding("warning", "notes-not-told-apart", message, source.path, hint=hint))
    return _finished(source, _read(source, parse(untouched), untouched, stated, style, with_notes=False), untouched)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a source was taken apart into; nothing else of the reading is held while the article is finished."""

    page: TitlePage
    body: Sequence[Raw]
    notes: Sequence[RawNote]
    stated: Statement
    findings: Sequence[Finding]


def _read(
    source: Source, blocks: Sequence[Raw], ledger: Ledger, stated: Statement, style: str | None, *, with_notes: bool
) -> _Read:
    places = Places(source.text, source.path)
    lines = stated.front_lines(source.text)
    front = [Raw("front", rich.start, rich.end, rich) for _, rich in lines]
    words, joined = Words([rich for block in blocks for rich in riches(block)]), list[tuple[int, str]]()
    blocks = [undivided(block, words, ledger, joined) for block in blocks]
    blocks = [*with_feet([*with_form_parted(blocks)], ledger)]
    paged = with_bold_headings(with_pages(with_form_feeds(blocks, source.text), ledger))
    parted = with_notes_parted([*with_note_tables([*paged], ledger)])
    layout = layout_of([*front, *with_group_headings(parted)])
    layout, units, works = _with_works_told(layout) if style is None else (layout, units_of(layout), CitedWorks())
    decision = decide(layout, units, style) if with_notes else Decision()
    if style is None and not works.entries and has_notes_beside_works(decision, layout):
        layout, units, works = _with_works_told(layout, are_known=True)
        decision = decide(layout, units)
    notes = notes_of(decision, layout, ledger) if with_notes else []
    edits = edits_of(notes, decision, layout)
    links = _links(decision, notes)
    for leaf, references in works.links.items():
        links.setdefault(leaf, []).extend(references)
    notes = with_blocks(notes, layout, edits, links, ledger)
    in_notes = {leaf for note in notes if note.unit for leaf in range(note.unit.leaf, note.unit.last_leaf + 1)}
    edited_leaves = {
        leaf: edited(rich, edits.get(leaf, Edit()), links.get(leaf, ()), ledger)
        for leaf, rich in enumerate(layout.leaves)
        if (leaf in edits or leaf in links) and leaf not in in_notes
    }
    for unit in works.entries:
        rich = edited_leaves.get(unit.leaf, layout.leaves[unit.leaf])
        target = Target(unit.start, entry_name(unit))
        edited_leaves[unit.leaf] = replace(rich, inlines=(target, *rich.inlines))
    flow = _Flow(layout, decision, notes, edits, edited_leaves, ledger, places, words)
    body = flow.body()
    front, body = body[: len(front)], body[len(front) :]
    stated = stated.as_printed({rich.string: block.rich.string for (_, rich), block in zip(lines, front, strict=True)})
    title = stated.metadata.title if stated.is_binding else ""
    page = title_page_of(body, [(kind, block.rich) for (kind, _), block in zip(lines, front, strict=True)], title)
    findings = [
        *style_findings(decision, layout, source),
        *flow.findings(),
        *(places.finding("info", "word-divided", message, offset) for offset, message in joined),
        *_damage(decision, layout, flow.notes, places, flow.is_paged),
        *(doubts(decision, layout, source, style, bool(flow.notes or works.entries)) if with_notes else ()),
        *(_works_findings(works, places) if works.entries else ()),
    ]
    return _Read(page, body, flow.notes, stated, findings)


def _with_works_told(layout: Layout, *, are_known: bool = False) -> tuple[Layout, Sequence[Unit], CitedWorks]:
    """Return the layout with each entry of a list of cited works parted, its units but these, and the works."""
    units = units_of(layout)
    works = cited_works(layout, units, are_known=are_known)
    if not works.entries:
        return layout, units, works
    layout = layout_of([*with_entries_parted(layout, works)])
    units = units_of(layout)
    works = cited_works(layout, units, are_known=are_known)
    listed = {unit.zone for unit in works.entries}
    return layout, [unit for unit in units if unit.zone not in listed], works


def _works_findings(works: CitedWorks, places: Places) -> Iterator[Finding]:
    count = sum(map(len, works.links.values()))
    message = f"{len(works.entries)} works of a list are cited by their numbers: {count} references lead to them"
    yield places.finding("info", "works-cited-by-number", message, -1, "--notes brackets makes notes of them")


def _links(decision: Decision, notes: Sequence[RawNote]) -> dict[int, list[Link]]:
    """Return, by leaf, the links that further marks of a note become."""
    numbers = {id(note.unit): note.number for note in notes if note.unit}
    links: dict[int, list[Link]] = {}
    for series in decision.series:
        for pair in series.repeated:
            link = Link(pair.mark.start, pair.mark.end, f"#n{numbers[id(pair.unit)]}")
            others = links.setdefault(pair.mark.leaf, [])
            if not any((other.start, other.end) == (link.start, link.end) for other in others):
                others.append(link)
    return links


class _Flow:
    """The walk through the blocks that makes body and notes."""

    def __init__(
        self,
        layout: Layout,
        decision: Decision,
        notes: Sequence[RawNote],
        edits: Mapping[int, Edit],
        leaves: Mapping[int, Rich],
        ledger: Ledger,
        places: Places,
        words: Words,
    ) -> None:
        self.layout = layout
        self.leaves = leaves
        self.ledger = ledger
        self.places = places
        self.by_block = note_blocks(decision)
        self.continued = continuations(layout, decision, frozenset(edits))
        self.is_paged = is_paged(layout, decision, self.continued)
        self.notes = [*notes]
        self.joined_notes: list[tuple[RawNote, int]] = []
        self.binder = Binder(ledger, self.is_paged, words, places.file)
        self._continue_notes()

    def _continue_notes(self) -> None:
        more: dict[int, list[Raw]] = {}
        for index in sorted(self.continued):
            more.setdefault(id(self.continued[index][1]), []).append(self.layout.blocks[index])
        for number, note in enumerate(self.notes):
            if blocks := more.get(id(note.unit)):
                self.notes[number], is_joined = join_note(note, blocks, self.ledger)
                if is_joined:
                    self.joined_notes.append((note, blocks[0].start))

    def body(self) -> list[Raw]:
        """Return the body's blocks, notes taken out and pages put together."""
        for index, block in enumerate(self.layout.blocks):
            if index in self.continued:
                self._foot(index)
            elif index in self.by_block:
                self._note_block(index, block)
            elif self._is_empty_zone(index):
                self.ledger.set_aside(block.start, block.end, "heading of the notes")
            else:
                self.binder.take(self._edited(block, self.layout.first_leaf[index]))
        return self.binder.finish()

    def _note_block(self, index: int, block: Raw) -> None:
        """Take what is left of a block in which notes stand: items of a list that are none."""
        items = {unit.item for unit in self.by_block[index]}
        self._foot(index)
        if block.kind == "list" and len(items) < len(block.items):
            left = [number for number in range(len(block.items)) if number not in items]
            leaf = self.layout.first_leaf[index]
            whole = self._edited(block, leaf)
            kept = tuple(whole.items[number] for number in left)
            labels = tuple(block.labels[number] for number in left)
            self.binder.take(replace(whole, items=kept, labels=labels))

    def _foot(self, index: int) -> None:
        if self.layout.zones[index] < 0:
            self.binder.foot()

    def _is_empty_zone(self, index: int) -> bool:
        """Say whether a heading stands over notes and nothing else: that of all notes, or that of a chapter's."""
        zone = self.layout.zones[index]
        is_zone = zone == index and is_notes_heading(self.layout.blocks[index])
        if zone < 0 or not (is_zone or self.layout.blocks[index].kind == "heading"):
            return False
        at, found = index + 1, False
        last = max((each for each in self.by_block if self.layout.zones[each] == zone), default=-1)
        while at <= last:
            block = self.layout.blocks[at]
            if at in self.by_block:
                found = True
            elif block.kind == "heading":
                if not is_zone:
                    break
            elif at not in self.continued and block.kind not in {"rule", "page"} and (block.rich or block.items):
                return False
            at += 1
        return found

    def _edited(self, block: Raw, leaf: int) -> Raw:
        return rebuilt(block, count(leaf), lambda number, rich: self.leaves.get(number, rich))

    def findings(self) -> Iterator[Finding]:
        """Yield each repair."""
        for offset, words in self.binder.joined:
            message = f"paragraph joined over a page's end, before “{words}…”"
            yield self.places.finding("info", "paragraph-joined", message, offset)
        for note, offset in self.joined_notes:
            message = f"note {note.label} joined with what stands of it on the next page"
            yield self.places.finding("info", "note-joined", message, offset)


def _damage(
    decision: Decision,
    layout: Layout,
    notes: Sequence[RawNote],
    places: Places,
    paged: bool,
) -> Iterator[Finding]:
    for note in notes:
        if not note.is_anchored and note.unit:
            message = f"note {note.label} has no mark in the text: kept at the end, in back"
            yield places.finding("warning", "note-without-anchor", message, layout.rich_of(note.unit).start)
        if (
            note.unit
            and note.unit.head.style == "definition"
            and note.unit.rest
            and note.unit.head.end == note.unit.end > 0
        ):
            message = f"a heading of the notes stood in note {note.label}: what it begins with may be no part of it"
            yield places.finding("warning", "note-holds-heading", message, layout.rich_of(note.unit).start)
        if not any(
            block.rich or block.items or block.rows or block.kind in {"figure", "verbatim"} for block in note.blocks
        ):
            offset = layout.leaves[note.leaf].start if note.leaf >= 0 else -1
            yield places.finding("warning", "note-empty", f"note {note.label} is empty", offset)
    inner = (unit for series in decision.series for unit in series.units() if unit.inner)
    for unit in (unit for unit in inner if unit.start not in line_starts(layout.rich_of(unit))):
        offset = _offset(layout.rich_of(unit), unit.start)
        yield places.finding(
            "info", "note-split", f"note {unit.head.label} stood on the line of the note before", offset
        )
    for series in decision.series:
        yield from _damage_of_series(series, layout, places)
    yield from _cut_off(notes, places, paged)


def _offset(rich: Rich, at: int) -> int:
    return next((start for start, _ in origins(rich, at, len(rich.string))), rich.start)


def _damage_of_series(series: Series, layout: Layout, places: Places) -> Iterator[Finding]:
    for mark in series.dangling:
        offset = _offset(layout.leaves[mark.leaf], mark.start)
        message = f"mark {', '.join(mark.labels)} has no note: kept as it stands"
        yield places.finding("warning", "anchor-without-note", message, offset)
    is_list = series.mark_style == "caret" or all(layout.is_reference_list(pair.unit.zone) for pair in series.pairs)
    for pair in series.repeated:
        offset = _offset(layout.leaves[pair.mark.leaf], pair.mark.start)
        message = f"mark {pair.mark.labels[pair.part]} stands again: kept as a reference to its note"
        yield places.finding("info" if is_list else "warning", "anchor-repeated", message, offset)
    yield from _numbering(series, layout, places)


def _numbering(series: Series, layout: Layout, places: Places) -> Iterator[Finding]:
    """Report gaps and repeats in the printed numbers where numbering runs on."""
    units = series.units()
    numbers = [unit.head.value for unit in units if isinstance(unit.head.value, int)]
    falls = sum(second <= first for first, second in pairwise(numbers))
    missing_marks = {value for mark in series.dangling for value in mark.values}
    if series.head_style == "definition" or falls > max(1, len(numbers) // 20):
        return
    seen: set[int] = set()
    last = 0
    for unit in units:
        value = unit.head.value
        if not isinstance(value, int):
            continue
        offset = _offset(layout.rich_of(unit), unit.start)
        if value == 1 and last > 1:
            seen, last = {1}, 1
            continue
        if value in seen:
            yield places.finding("warning", "note-number-repeated", f"a second note has the number {value}", offset)
        elif last and value > last + 1 and not missing_marks & set(range(last + 1, value)):
            message = f"numbering goes from {last} to {value}"
            yield places.finding("warning", "note-number-gap", message, offset, "a note may be missing")
        seen.add(value)
        last = max(last, value)


def _cut_off(notes: Sequence[RawNote], places: Places, paged: bool) -> Iterator[Finding]:
    """Report notes that break off: only where nearly all others end with a full stop."""
    ends = [(note, note.blocks[-1].rich) for note in notes if note.blocks and note.blocks[-1].kind == "paragraph"]
    broken = [(note, rich) for note, rich in ends if is_unfinished(rich.string)]
    if len(ends) < 5 or len(broken) * 5 > len(ends):
        broken = [(note, rich) for note, rich in broken if rich.string.rstrip()[-1:] in tuple(",，、；;-《〈“（([")]
    for note, rich in broken:
        message = f"note {note.label} breaks off: “…{rich.string[-12:]}”"
        yield places.finding("warning", "note-cut-off", message, rich.end - 1)


def _finished(source: Source, read: _Read, ledger: Ledger) -> Article:
    page, body, notes, stated = read.page, read.body, read.notes, read.stated
    for ornament in page.ornaments:
        reason = "page break on the title page" if ornament.kind == "page" else "ornament on the title page"
        ledger.set_aside(ornament.start, ornament.end, reason)
    named = {name: f"n{note.number}" for note in notes if note.unit for name in note.unit.names}
    scouts = _Ways()
    all_blocks = (*body, *(block for note in notes for block in note.blocks))
    if any(_leads_within(rich) for block in all_blocks for rich in riches(block)):
        _put_together(page, body, notes, Ledger(), scouts)
    numbers = {f"n{note.number}": f"n{note.number}" for note in notes}
    ways = _Ways({**numbers, **scouts.found, **named})
    title_page, blocks, finished_notes = _put_together(page, body, notes, ledger, ways)
    language = stated.metadata.language or language_of(_words(body) or source.text)
    return Article(
        source,
        language,
        blocks,
        title_page,
        finished_notes,
        combined(page.metadata, stated, language),
        tuple(sorted(_settled(ledger.asides, source.text, title_page, blocks, finished_notes), key=lambda a: a.start)),
        (*ledger.findings, *read.findings, *ways.findings(Places(source.text, source.path))),
    )


def _leads_within(rich: Rich) -> bool:
    return any(isinstance(inline, Link) and inline.target.startswith("#") for inline in rich.inlines)


def _put_together(
    page: TitlePage, body: Sequence[Raw], notes: Sequence[RawNote], ledger: Ledger, ways: "_Ways"
) -> tuple[tuple[TitleBlock, ...], tuple[Block, ...], tuple[Note, ...]]:
    ids = _Ids()
    title_page = tuple(TitleBlock(line.kind, ways.text(stripped(line.rich), ids.next("t"))) for line in page.lines)
    finisher = _Finisher(ids, ledger, _top_level(body[page.taken :]), ways)
    blocks = tuple(finisher.sequence([*page.figures, *body[page.taken :]]))
    return title_page, blocks, tuple(_note(note, ledger, ways) for note in notes)


class _Ways:
    """Where links within the document lead: the source's names become ids of texts and notes.

    `known` holds the id of each name; without it, names are only collected in `found`.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self.known = known
        self.found: dict[str, str] = {}
        self.lost: list[tuple[int, str]] = []

    def text(self, rich: Rich, identifier: str, names: Sequence[str] = ()) -> Text:
        """Return the finished text, its links leading to ids; a link that leads nowhere is none."""
        for inline in rich.inlines:
            if isinstance(inline, Target):
                self.found.setdefault(inline.name, identifier)
        for name in names:
            self.found.setdefault(name, identifier)
        if self.known is not None and any(isinstance(inline, Link) for inline in rich.inlines):
            rich = replace(rich, inlines=tuple(self._led(rich)))
        return as_text(rich, identifier)

    def _led(self, rich: Rich) -> Iterator[RawInline]:
        for inline in rich.inlines:
            if not isinstance(inline, Link) or not inline.target.startswith("#"):
                yield inline
            elif identifier := (self.known or {}).get(unquote(inline.target[1:])):
                yield replace(inline, target=f"#{identifier}")
            else:
                self.lost.append((_offset(rich, inline.start), inline.target))

    def findings(self, places: Places) -> Iterator[Finding]:
        """Yield each link that led nowhere."""
        for offset, target in self.lost:
            message = f"a link to {target}, which is not in this document: its words stay, the link does not"
            yield places.finding("info", "link-without-target", message, offset)


def _words(body: Sequence[Raw]) -> str:
    out, length = [], 0
    for block in body:
        out.append(block.rich.string)
        length += len(block.rich.string)
        if length > 200_000:
            break
    return "\n".join(out)


def combined(found: Metadata, statement: Statement, language: str) -> Metadata:
    """Return the metadata: what is stated wins over what was found, but what only a converter says does not."""
    stated = statement.metadata
    if not statement.is_binding:
        return replace(overlaid(stated, _as_stated(found)), language=language, stated=frozenset())
    return replace(overlaid(found, stated), language=language)


def _as_stated(found: Metadata) -> Metadata:
    names = (each.name for each in fields(found) if each.name != "stated")
    return replace(found, stated=frozenset(name for name in names if getattr(found, name)))


def _top_level(body: Sequence[Raw]) -> int:
    return min((block.level for block in body if block.kind == "heading"), default=1)


def _note(note: RawNote, ledger: Ledger, ways: _Ways) -> Note:
    finisher = _Finisher(_Ids(f"n{note.number}"), ledger, 1, ways)
    blocks = tuple(finisher.sequence(note.blocks)) or (Paragraph(Text(f"n{note.number}p1", "")),)
    place = "end" if note.is_end else "foot"
    return Note(note.number, note.label, blocks, place, note.is_anchored)  # type: ignore[arg-type]


class _Finisher:
    """Makes the model's blocks of raw ones."""

    def __init__(self, ids: _Ids, ledger: Ledger, top_level: int, ways: _Ways) -> None:
        self.ids = ids
        self.ways = ways
        self.ledger = ledger
        self.top_level = top_level

    def sequence(self, blocks: Sequence[Raw]) -> Iterator[Block]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Raw) -> Iterator[Block]:
        match block.kind:
            case "heading":
                level = max(1, block.level - self.top_level + 1)
                yield Heading(self.ways.text(stripped(block.rich), self.ids.next("h"), block.names), level)
            case "paragraph":
                yield from self.paragraph(block)
            case "list":
                yield from self.listing(block)
            case "quote" | "definition":
                inner = tuple(self.sequence(block.items[0])) if block.items else ()
                if inner:
                    yield Quotation(inner)
            case "table":
                yield self.table(block)
            case "figure":
                yield self.figure(block)
            case "verbatim":
                yield Verbatim(self.ways.text(block.rich, self.ids.next("p"), block.names))
            case "rule":
                self.ledger.set_aside(block.start, block.end, "ornament between sections")
                yield Rule()
            case "page":
                yield BlockBreak(block.label or None, block.target)

    def paragraph(self, block: Raw) -> Iterator[Block]:
        rich = stripped(block.rich)
        if is_ornament(block) and not CJK.match(block.rich.string.strip()[:1]):
            for start, end in origins(rich, 0, len(rich.string)):
                self.ledger.set_aside(start, end, "ornament between sections")
            yield Rule()
        elif rich.string or any(not isinstance(inline, Target | WrappedLine) for inline in rich.inlines):
            yield Paragraph(self.ways.text(rich, self.ids.next("p"), block.names))

    def listing(self, block: Raw) -> Iterator[Block]:
        items = tuple(tuple(self.sequence(item)) for item in block.items)
        numbers = [int(label) for label in block.labels if label.isdecimal()]
        start = numbers[0] if block.is_ordered and numbers else 1
        runs_on = numbers == list(range(start, start + len(block.items)))
        labels = tuple(f"{label}." for label in block.labels) if block.is_ordered and not runs_on else ()
        yield Listing(items, block.is_ordered, start, labels)

    def table(self, block: Raw) -> Table:
        name = self.ids.next("tb")
        rows = tuple(
            Row(
                tuple(self.ways.text(stripped(cell), f"{name}r{r}c{c}") for c, cell in enumerate(row, start=1)),
                r <= block.head_rows,
            )
            for r, row in enumerate(block.rows, start=1)
        )
        head = self.ways.text(stripped(block.rich), f"{name}h") if block.rich.string else None
        return Table(rows, head)

    def figure(self, block: Raw) -> Figure:
        name = self.ids.next("f")
        head = self.ways.text(stripped(block.rich), f"{name}h") if block.rich.string else None
        return Figure(block.target, block.description, head)


def _aside(start: int, end: int, reason: str) -> tuple[SetAside, ...]:
    return (SetAside(start, end, reason),) if start < end else ()


MARKUP_ONLY = frozenset("*_#>-|:[](){}<>`~=+\\!.^\"'")


def _settled(
    asides: Sequence[SetAside],
    source: str,
    title_page: Sequence[TitleBlock],
    blocks: Sequence[Block],
    notes: Sequence[Note],
) -> list[SetAside]:
    """Return what is set aside, each stretch once; signs of Markdown that belong to no text are marked so."""
    texts = texts_in(title_page, blocks, notes)
    spans = sorted((piece.origin, piece.origin + piece.length) for text in texts for piece in text.pieces)
    out: list[SetAside] = []
    at = index = 0
    for aside in sorted(asides, key=lambda each: (each.start, each.end)):
        low = max(aside.start, at)
        while index < len(spans) and spans[index][1] <= low:
            index += 1
        scan = index
        while scan < len(spans) and spans[scan][0] < aside.end:
            out.extend(_aside(low, spans[scan][0], aside.reason))
            low = max(low, spans[scan][1])
            scan += 1
        out.extend((aside,) if low == aside.start < aside.end else _aside(low, aside.end, aside.reason))
        at = max(at, aside.end)
    for low, high in gaps(source, [*spans, *((a.start, a.end) for a in out)]):
        if not set("".join(source[low:high].split())) - MARKUP_ONLY:
            out.append(SetAside(low, high, "markup"))
    return out
