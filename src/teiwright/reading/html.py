"""HTML, a whole page or blocks of it in Markdown, as blocks with the place of each character."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from teiwright.article import Image, LineBreak
from teiwright.errors import SourceError
from teiwright.findings import Finding
from teiwright.languages import either
from teiwright.reading.inline import PAGE_COMMENT, Builder, Lines, html_token, needs_space
from teiwright.reading.plain import paragraphs_of
from teiwright.reading.raw import MAX_DEPTH, Ledger, Raw, RawKind, riches
from teiwright.reading.rich import Rich, Target, WrappedLine, cut, join, origins, stripped
from teiwright.reading.styles import LINKED, head_of, names_at
from teiwright.reading.surroundings import is_note_list, left_out, note_targets, with_references_as_links
from teiwright.reading.tags import BLOCK_TAGS, HtmlToken, tokens
from teiwright.reading.templates import tags_of_page

NOTE_HOLDERS = frozenset({"ol", "ul", "div", "section", "aside", "dl", "footer", "table", "dd"})
FRAMES = frozenset({"ul", "ol", "table", "blockquote", "figure", "tr"})
SILENT = frozenset({"script", "style", "head", "title", "iframe"})


FRAME = re.compile(r"<frame\s[^<>]{0,500}?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]*>")
LONG_ENOUGH = 500
"""A page of fewer letters that shows others in frames only excuses itself to browsers without frames."""
LONGEST_HEADING = 120
"""What is longer and stands in preformatted text is no heading, whatever its tag: old pages set a whole text so."""
INLINE_NOTES = frozenset(
    "sidenote marginnote side-note margin-note footnote inline-footnote ltx_note_outer"
    " modern-footnotes-footnote__note".split()
)
"""Names of spans that hold a note behind its mark, as margins show them."""
TITLE_CLASSES = frozenset({"title", "msotitle"})
"""How word processors name the paragraph of a title that they save in a web page."""
NOTE_NAME = re.compile(either("reading", "note_names"), re.IGNORECASE)
"""What the name of a note's place says, so that a paragraph to which a number leads is no section."""
SENTENCE = re.compile(r"[。！？]|[.!?](?:\s|$)")


@dataclass(slots=True)
class _Frame:
    """A container that is open: a list, a table, a quotation, or the document."""

    kind: str
    start: int
    blocks: list[Raw] = field(default_factory=list)
    items: list[tuple[Raw, ...]] = field(default_factory=list)
    rows: list[tuple[Rich, ...]] = field(default_factory=list)
    cells: list[Rich] = field(default_factory=list)
    held: list[list[Raw]] = field(default_factory=list)
    """What each cell of a table or a row holds."""
    head_rows: int = 0
    first: int = 1
    caption: Rich = field(default_factory=Rich)
    label: str = ""
    depth: int = 0
    place: Literal["", "end"] = ""


def html_blocks(source: str, start: int, ledger: Ledger) -> list[Raw]:
    """Return the blocks of a whole HTML document: its article, without what the site puts around it."""
    content = source[start:].replace("\f", "\n")
    found = with_references_as_links([*tokens(content)])
    targets = note_targets(found, content)
    reader = _HtmlReader(content, Lines((0,), (start,)), ledger, targets)
    around = left_out(found, content, targets)
    starts = [low for low, _, _ in around]
    for low, high, reason in around:
        ledger.set_aside(start + low, start + high, f"the page's surroundings: {reason}")
    for token in found:
        index = bisect_right(starts, token.start) - 1
        if index < 0 or not any(token.end <= high for _, high, _ in around[max(0, index - 1) : index + 1]):
            reader.take(token)
    if words := _words_of(content, around, found):
        reasons = ", ".join(dict.fromkeys(reason for _, _, reason in around))
        message = f"{words} characters of the page's surroundings set aside: {reasons}"
        ledger.findings.append(Finding("info", "page-surroundings", message))
    if reader.set_aside:
        message = f"{reader.set_aside} instructions to the site's template are set aside: the page was never built"
        ledger.findings.append(Finding("info", "template-tag", message))
    return reader.finish()


def _words_of(content: str, around: Sequence[tuple[int, int, str]], found: Sequence[HtmlToken]) -> int:
    starts = [low for low, _, _ in around]
    texts = [token for token in found if token.kind == "text" and content[token.start : token.end].strip()]
    inside = (t for t in texts if (at := bisect_right(starts, t.start) - 1) >= 0 and t.end <= around[at][1])
    return sum(len("".join(content[token.start : token.end].split())) for token in inside)


def frames_of(page: str) -> list[str]:
    """Return the pages that a page shows in frames, where it has no text of its own."""
    frames = FRAME.findall(page) if "<frameset" in page.lower() else []
    words = "".join(page[token.start : token.end] for token in tokens(page) if token.kind == "text")
    return frames if sum(map(str.isalpha, MARKUP.sub("", words))) < LONG_ENOUGH else []


def html_raws(content: str, lines: Lines, ledger: Ledger) -> list[Raw]:
    """Return the blocks of raw HTML; `lines` tells where the lines of `content` stand in the source."""
    reader = _HtmlReader(content, lines, ledger, {})
    for token in tokens(content):
        reader.take(token)
    return reader.finish()


class _HtmlReader:
    def __init__(self, content: str, lines: Lines, ledger: Ledger, targets: Mapping[str, str]) -> None:
        self.content = content
        self.tags = tags_of_page(content)
        self.in_note = False
        self.set_aside = 0
        """How many tags of a site generator stood in the text."""
        self.targets = targets
        self.opened: list[tuple[str, bool]] = []
        self.lines = lines
        self.ledger = ledger
        self.start = lines.origin(0)
        self.frames = [_Frame("document", self.start)]
        self.builder = Builder(ledger)
        self.kind = "paragraph"
        self.level = 0
        self.is_typed = False
        self.is_title = False
        """Whether a paragraph is open that its class names the title."""
        self.names: list[str] = []
        self.silent = ""
        self.spans: list[bool] = []
        """Of each span that is open, whether it holds a note."""

    def take(self, token: HtmlToken) -> None:
        origin = self.lines.origin(token.start)
        end = self.lines.origin(token.end - 1) + 1
        if self.silent:
            self.ledger.set_aside(origin, end, f"content of <{self.silent}>")
            if token.kind == "close" and token.name == self.silent:
                self.silent = ""
        elif token.kind == "text":
            self._text(token.start, token.end)
        elif token.name in BLOCK_TAGS:
            self.ledger.set_aside(origin, end, "markup")
            self._block_tag(token, origin, end)
        elif token.kind == "comment" and not self.builder.length and PAGE_COMMENT.fullmatch(token.value):
            self.ledger.set_aside(origin, end, "comment")
            page = PAGE_COMMENT.fullmatch(token.value)
            self.frames[-1].blocks.append(Raw("page", origin, end, label=page["label"] if page else ""))
        else:
            if not self.builder.length and token.kind == "open":
                self.start = min(self.start, origin) if self.builder.inlines else origin
            html_token(self.builder, token, origin, end)
            self._inline_note(token)

    def _inline_note(self, token: HtmlToken) -> None:
        """Put the signs of a note in the text around an element that holds one."""
        own = token.name.partition("-")[2]
        if token.kind == "open" and (own or token.name == "span"):
            is_note = bool(INLINE_NOTES & {own, *token.attribute("class").split()}) and bool(self.builder.length)
            self.spans.append(is_note and True not in self.spans)
            self.builder.add("^[" if self.spans[-1] else "", None)
        elif token.kind == "close" and (own or token.name == "span") and self.spans:
            self.builder.add("]" if self.spans.pop() else "", None)

    def _text(self, start: int, end: int) -> None:
        """Take a stretch of text, a site generator's tags left out."""
        for match in self.tags.finditer(self.content, start, end):
            if match["closes"] and not self.in_note:
                continue
            self._plain(start, match.start())
            start = match.end()
            is_note = bool(match["opens"] or match["closes"])
            self.in_note = bool(match["opens"])
            self.builder.add("^[" if match["opens"] else "]" if match["closes"] else "", None)
            self.set_aside += not is_note
            reason = "note mark" if is_note else "template"
            self.ledger.set_aside(self.lines.origin(match.start()), self.lines.origin(start - 1) + 1, reason)
        self._plain(start, end)

    def _plain(self, start: int, end: int) -> None:
        text = self.content[start:end]
        if self.is_typed:
            for low, high in self.lines.stretches(start, end):
                self.builder.add(self.content[low:high], self.lines.origin(low))
            return
        at = start
        for match in re.finditer(r"[ \t]*\n\s*", text):
            self._words(at, start + match.start())
            self.builder.wrap()
            at = start + match.end()
        self._words(at, end)

    def _words(self, start: int, end: int) -> None:
        if start < end:
            if not self.builder.length and not self.builder.opened:
                self.start = self.lines.origin(start)
            self.builder.add(self.content[start:end], self.lines.origin(start))

    def _block_tag(self, token: HtmlToken, origin: int, end: int) -> None:
        self._flush(origin)
        if token.kind == "close":
            self._close(token.name, end)
        else:
            self._open(token, origin, end)

    def _open(self, token: HtmlToken, origin: int, end: int) -> None:
        name = token.attribute("id") or token.attribute("name")
        if name:
            self.names.append(name)
        self._close_implied(token.name)
        if token.name in NOTE_HOLDERS:
            self.opened.append((token.name, is_note_list(token)))
        if token.name in SILENT:
            self.silent = token.name
        elif token.name in FRAMES or (label := self._note_label(token)):
            if len(self.frames) > MAX_DEPTH:
                raise SourceError(f"lists or tables stand more than {MAX_DEPTH} deep in each other")
            first = token.attribute("start")
            self.frames.append(
                _Frame(token.name, origin, first=int(first) if first.isdecimal() else 1, place=self._place())
            )
            if token.name not in FRAMES:
                self.frames[-1].label, self.frames[-1].depth = label, len(self.opened)
        elif re.fullmatch("h[1-6]", token.name):
            self.kind, self.level = "heading", int(token.name[1])
        elif token.name == "p" and (self.is_title or TITLE_CLASSES & {*token.attribute("class").lower().split()}):
            self.is_title = not self.is_title
            self.kind, self.level = ("heading", 1) if self.is_title else ("paragraph", 0)
        elif token.name == "pre":
            self.kind, self.is_typed = "verbatim", True
        elif token.name == "hr":
            self.frames[-1].blocks.append(Raw("rule", origin, end))

    def _note_label(self, token: HtmlToken) -> str:
        """Return the label of the note that an element holds: a mark links to it, or to the number in its term.

        Such an element may hold several paragraphs.
        """
        name = token.attribute("id")
        if token.name == "dd" and (label := self._term(name in self.targets)):
            return label
        return self.targets.get(name, "") if token.name in {"div", "aside", "section", "dd"} else ""

    def _term(self, is_target: bool) -> str:
        """Take the number of a note out of a list of definitions, and return it."""
        found = self.frames[-1].blocks[-1:]
        label = _label(found[0]) if found else ""
        if not label or not (is_target or {*found[0].names, *names_at(found[0].rich, 0, 9)} & self.targets.keys()):
            return ""
        self._set_aside(self.frames[-1].blocks.pop())
        self.names.extend(found[0].names)
        return label

    def _set_aside(self, mark: Raw) -> None:
        for low, high in origins(mark.rich, 0, len(mark.rich.string)):
            self.ledger.set_aside(low, high, "note mark")

    def _place(self) -> Literal["", "end"]:
        return "end" if any(is_notes for _, is_notes in self.opened) else ""

    def _close_implied(self, name: str) -> None:
        """Close the item, cell or row that is open where the next begins: HTML lets end tags be left out."""
        if name == "li":
            self._item()
        elif name in {"td", "th"} and self.frames[-1].kind == "tr" and self.frames[-1].blocks:
            self._cell()
        elif name == "tr" and self.frames[-1].kind == "tr":
            self._row("tr")

    def _item(self) -> None:
        frame = self._innermost({"ul", "ol"})
        if frame and frame.blocks:
            frame.items.append(tuple(frame.blocks))
            frame.blocks.clear()

    def _close(self, name: str, end: int) -> None:
        self.is_typed = self.is_typed and name != "pre"
        if name == "pre" or re.fullmatch("h[1-6]", name) or (name == "p" and self.is_title):
            self.is_title = False
            self.kind, self.level = "verbatim" if self.is_typed else "paragraph", 0
        if name in NOTE_HOLDERS and any(opened == name for opened, _ in self.opened):
            while self.opened.pop()[0] != name:
                pass
        if name == "li":
            self._item()
        elif name in {"td", "th"}:
            self._cell()
        elif name == "tr":
            self._row(name)
        elif name == "caption":
            self._caption()
        elif name in {"div", "aside", "section", "dd"}:
            if (frame := self.frames[-1]).kind == name and frame.label and frame.depth == len(self.opened) + 1:
                self._fold(end)
        elif name in {"ul", "ol", "table", "blockquote", "figure"} and any(f.kind == name for f in self.frames):
            while self.frames[-1].kind != name:
                self._fold(end)
            self._fold(end)
        elif name == "thead" and (table := self._innermost({"table"})):
            table.head_rows = len(table.rows)

    def _innermost(self, kinds: set[str]) -> _Frame | None:
        return next((frame for frame in reversed(self.frames) if frame.kind in kinds), None)

    def _cell(self) -> None:
        row = self._innermost({"tr"})
        if row:
            row.cells.append(_run_together(row.blocks))
            row.held.append([*row.blocks])
            row.blocks.clear()

    def _row(self, name: str) -> None:
        if self.frames[-1].kind == name and len(self.frames) > 1:
            if self.frames[-1].blocks:
                self._cell()
            row = self.frames.pop()
            table = self._innermost({"table"})
            if table and any(cell.string for cell in row.cells):
                table.rows.append(tuple(row.cells))
                table.held.extend(row.held)
            elif not table:
                cells = (Raw("paragraph", cell.start, cell.end, cell) for cell in row.cells if cell.string)
                self.frames[-1].blocks.extend(cells)

    def _caption(self) -> None:
        frame = self._innermost({"table"})
        if frame:
            frame.caption = _run_together(frame.blocks)
            frame.blocks.clear()

    def _fold(self, end: int) -> None:
        """Close the innermost container."""
        if self.frames[-1].kind == "tr":
            self._row("tr")
            return
        frame = self.frames.pop()
        outer = self.frames[-1].blocks
        if frame.kind in {"ul", "ol"}:
            items = [*frame.items, *([tuple(frame.blocks)] if frame.blocks else [])]
            labels = tuple(str(number + frame.first) for number in range(len(items)))
            if items:
                ordered = frame.kind == "ol"
                place = frame.place
                outer.append(
                    Raw("list", frame.start, end, items=tuple(items), labels=labels, is_ordered=ordered, place=place)
                )
        elif frame.label and not (frame.blocks and frame.blocks[0].kind == "heading"):
            if len(frame.blocks) > 1 and _label(frame.blocks[0]) == frame.label:
                self._set_aside(frame.blocks.pop(0))
            if frame.blocks:
                items = [tuple(frame.blocks)]
                labels = (frame.label,)
                outer.append(
                    Raw("list", frame.start, end, items=tuple(items), labels=labels, is_ordered=True, place="end")
                )
        elif frame.kind == "table" and frame.rows and not any(map(_is_page, frame.held)):
            outer.append(
                Raw(
                    "table",
                    frame.start,
                    end,
                    frame.caption,
                    rows=tuple(frame.rows),
                    head_rows=frame.head_rows,
                    place=frame.place,
                )
            )
            outer.extend(frame.blocks)
        elif frame.kind == "table":
            caption = (Raw("paragraph", frame.start, end, frame.caption),) if frame.caption.string else ()
            outer.extend((*caption, *(block for cell in frame.held for block in cell), *frame.blocks))
        elif frame.kind == "blockquote":
            outer.append(Raw("quote", frame.start, end, items=(tuple(frame.blocks),)))
        elif frame.kind == "figure":
            outer.extend(_figure(frame, end))
        else:
            outer.extend(frame.blocks)

    def _flush(self, end: int) -> None:
        """End the text that is being put together."""
        rich = stripped(self.builder.finish())
        images = [item for item in rich.inlines if isinstance(item, Image)]
        if rich.string:
            names, self.names = tuple(self.names), []
            kind: RawKind = "paragraph"
            if self.is_typed and (self.kind == "verbatim" or len(rich.string) > LONGEST_HEADING):
                kind = "verbatim"
            elif self.kind == "heading":
                kind = "heading"
            place = self._place()
            block = self._note_of(Raw(kind, self.start, end, rich, level=self.level, names=names, place=place))
            self.frames[-1].blocks.extend(_prose(block) if kind == "verbatim" and _is_prose(rich.string) else [block])
        elif images:
            self.frames[-1].blocks.extend(
                Raw("figure", self.start, end, target=image.target, description=image.description) for image in images
            )
        else:
            self.names.extend(item.name for item in rich.inlines if isinstance(item, Target))
        self.builder = Builder(self.ledger)
        self.start = end

    def _note_of(self, block: Raw) -> Raw:
        """Return a paragraph as a note where a mark leads to its name though it prints no number."""
        name = next((name for name in block.names if name in self.targets and NOTE_NAME.search(name)), "")
        if not name or block.kind != "paragraph" or self.frames[-1].kind in {*FRAMES, "dd"}:
            return block
        if self.frames[-1].label or head_of(block.rich) or _label(block):
            return block
        return replace(
            block,
            kind="list",
            rich=Rich(),
            items=((block,),),
            labels=(self.targets[name],),
            is_ordered=True,
            place="end",
        )

    def finish(self) -> list[Raw]:
        end = self.lines.origin(max(len(self.content) - 1, 0)) + 1
        self._flush(end)
        while len(self.frames) > 1:
            self._fold(end)
        found = self.frames[0].blocks
        if self.names:
            found.append(Raw("paragraph", end, end, names=tuple(self.names)))
        return found


def _is_page(cell: Sequence[Raw]) -> bool:
    """Say whether a table's cell holds what a page does: old sites set their pages in tables."""
    return any(block.kind in {"heading", "rule"} for block in cell[:-1])


def _is_prose(string: str) -> bool:
    """Say whether preformatted text is a text that was merely typed so: sentences in paragraphs, and no code."""
    letters = sum(map(str.isalpha, string))
    signs = sum(string.count(sign) for sign in "{}=<>;\\$_")
    ends = len(SENTENCE.findall(string))
    return letters > 200 and ends >= 3 and signs * 50 < letters


def _prose(block: Raw) -> list[Raw]:
    """Return preformatted prose as paragraphs, its lines joined."""
    out: list[Raw] = []
    for group in paragraphs_of(block.rich.string, 0):
        parts: list[Rich] = []
        for line in (stripped(cut(block.rich, low, high)) for low, high in group):
            if parts:
                space = " " if needs_space(parts[-1].string, line.string) else ""
                parts.append(Rich(space, (), (WrappedLine(len(space)),)))
            parts.append(line)
        rich = join(parts)
        if rich.string:
            names = block.names if not out else ()
            out.append(replace(block, kind="paragraph", start=max(rich.start, 0), end=rich.end, rich=rich, names=names))
    return out


def _label(block: Raw) -> str:
    """Return the number that a text is, if it is nothing else."""
    match = LINKED.match(block.rich.string.strip()) if block.kind == "paragraph" else None
    return match["label"] if match else ""


def _run_together(found: list[Raw]) -> Rich:
    """Return all that stands in a cell as one text, for a cell holds no blocks."""
    parts: list[Rich] = []
    for block in found:
        parts.append(Rich("", (), tuple(Target(0, name) for name in block.names)))
        for rich in riches(block):
            parts.extend((Rich("", (), (LineBreak(0),)), rich) if any(parts) else (rich,))
    return join(parts)


def _figure(frame: _Frame, end: int) -> list[Raw]:
    images = [block for block in frame.blocks if block.kind == "figure"]
    words = [block for block in frame.blocks if block.kind == "paragraph"]
    if len(images) != 1 or len(images) + len(words) < len(frame.blocks) or len(words) > 1:
        return frame.blocks
    caption = words[0].rich if words else Rich()
    return [Raw("figure", frame.start, end, caption, target=images[0].target, description=images[0].description)]
