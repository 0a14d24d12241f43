"""Markdown as blocks with the place of each character: CommonMark with tables and note definitions, by markdown-it."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.reference import reference
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from teiwright.article import CIRCLED_IN_TEX, Image, Piece, referred_characters
from teiwright.errors import SourceError
from teiwright.findings import Finding, Severity
from teiwright.reading import words
from teiwright.reading.breaks import ABBREVIATED
from teiwright.reading.html import html_raws
from teiwright.reading.inline import CJK, SUPERSCRIPT, Lines, markdown_inline
from teiwright.reading.raw import MAX_DEPTH, Ledger, Raw
from teiwright.reading.rich import Rich, cut, join, origins, verbatim
from teiwright.reading.tags import INLINE_TAGS
from teiwright.reading.templates import LINES, TEMPLATE, Template, template_of

MAX_NESTING = MAX_DEPTH + 40
MANY_BRACKETS = 300
BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
PAGE_IN_LINK = re.compile(words.PAGE_IN_LINK)
LINK_TARGET = re.compile(
    r"\[[^\[\]^][^\[\]]*\]:\s*<?(?:[a-z][a-z0-9+.-]*:|[#/]|\.{1,2}/|[\w.-]+\.(?:html?|md|png|jpe?g|pdf)\b)", re.I
)
NOTE_MARK = re.compile(r"\[\^(?!\]|\d{1,3}\^\]\()")
ATTRIBUTES = re.compile(r"\{(?:\s*(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s{}]+)))+\s*\}")
HEADING_ATTRIBUTES = re.compile(rf"(?<!\s)\s*{ATTRIBUTES.pattern}\s*$")
CAPTION_MARK = re.compile(r"\[\^|\[\d{1,3}\]|[①-⑳]")
NAME = re.compile(r"#(?P<name>[\w:.-]+)")
FENCE = re.compile(r":{3,}\s*(?:\{[^{}\n]*\}|[\w-]+)?\s*:*\s*$")
BEGINS_NOTE = re.compile(rf"[\[［〔【(（]\^?\s*(?:{words.NOTE_SIGN}\s*)?\d{{1,3}}\s*[\]］〕】)）]|<sup>|[①-⑳]")
ITEM_MARK = re.compile(r"[ \t>]*(?P<mark>[-*+]|\d{1,9}[.)])")
WRAPPED, WRAPPED_WIDE, NEAR = 40, 20, 8
CONTAINERS = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open", "footnote_reference_open"})
PLAIN = re.compile(r"[^\n\\`*_\[<&$^{]*+")
"""A line in which no rule of Markdown begins."""
RAISED = re.compile(r"<sup>([^\W_]{1,12}|[*†‡§]{1,3})</sup>")
OPEN_TAG = re.compile(r"<(/?)(?:ol|ul|table|blockquote|figure)\b", re.I)
TAG_LINE = re.compile(r"</?([A-Za-z][A-Za-z0-9:]*)")


def blocks(source: str, start: int, ledger: Ledger) -> list[Raw]:
    """Return the blocks of source[start:]; `ledger` receives what is set aside on the way."""
    source = source.replace("\f", "\n")
    body = source[start:]
    offsets = [start]
    at = body.find("\n")
    while at >= 0:
        offsets.append(start + at + 1)
        at = body.find("\n", at + 1)
    environment: dict[str, Any] = {}
    if LINK_TARGET.search(body):  # a link may stand before its address: all addresses are read first
        deque(_parsed(body, environment), maxlen=0)
    for low, high in environment.pop("definitions", ()):
        ledger.set_aside(start + low, start + high, "address of a link")
    parts = ((tokens, *place) for tokens in _parsed(body, environment) for place in _siblings(tokens, 0, len(tokens)))
    return _Reader(source, offsets, environment, ledger).sequence(parts)


def _parsed(body: str, environment: dict[str, Any]) -> Iterator[list[Token]]:
    """Yield the tokens of each block, as `MarkdownIt.parse` makes them, which keeps those of all blocks at once."""
    state = StateBlock(body, parser(), environment, [])
    rules = parser().block.ruler.getRules("")
    while (line := state.skipEmptyLines(state.line)) < state.lineMax:
        state.line = line
        next(rule for rule in rules if rule(state, line, state.lineMax, False))
        yield state.tokens
        state.tokens = []


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark, pipe tables, note definitions; no indented code, which scans have by accident.

    What stands in a line is parsed block by block (`_Reader.rich`): the tokens of all lines would take much memory.
    """
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table").disable("code")
    markdown.use(footnote_plugin, inline=False, move_to_end=False).disable("footnote_ref")
    markdown.core.ruler.disable(["text_join", "normalize", "inline"])
    markdown.block.ruler.at("reference", _careful_reference)
    markdown.block.ruler.at("html_block", _careful_html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    markdown.block.ruler.at("list", _careful_list, {"alt": ["paragraph", "reference", "blockquote"]})
    markdown.inline.ruler.at("emphasis", _emphasis)
    for name, rule in (("link", link), ("image", image), ("autolink", _autolink), ("backticks", backtick)):
        markdown.inline.ruler.at(name, _with_end(name, rule))
    markdown.inline.ruler.before("escape", "superscript", _superscript)
    markdown.inline.ruler.before("superscript", "circled", _circled)
    markdown.inline.ruler.push("attributes", _attributes)
    markdown.inline.ruler.before("attributes", "template", _template)
    markdown.block.ruler.before("fence", "template", _template_lines, {"alt": ["paragraph", "reference", "list"]})
    markdown.block.ruler.before("paragraph", "fence_of_division", _division, {"alt": ["paragraph"]})
    markdown.inline.add_terminator_char("$")
    markdown.inline.add_terminator_char("{")
    return markdown


def _autolink(state: StateInline, silent: bool) -> bool:
    """Read <address> with the address as it is written, which the library's rule unescapes in the text."""
    start = state.pos
    found = autolink(state, silent)
    if found and not silent:
        state.tokens[-2].content = state.src[start + 1 : state.pos - 1]
    return found


def _with_end(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Make a rule leave in its last token where it ended, which the parser forgets."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        if name in ("link", "image") and not _closes(state):
            return False
        if name == "link" and (NOTE_MARK.match(state.src, state.pos) or _is_page_reference(state)):
            return False
        count = len(state.tokens)
        done = rule(state, silent)
        if done and not silent and len(state.tokens) > count:
            state.tokens[-1].meta = {**state.tokens[-1].meta, "end": state.pos}
        return done

    return wrapped


def _closes(state: StateInline) -> bool:
    """Say whether a bracket can be a link's: where very many stand in a text, only one that is closed again is tried.

    The parser looks for the end of each from its place on, which takes quadratic time in a text of nothing else.
    """
    partners = _closed_brackets(state.src)
    return partners is None or state.pos in partners or state.pos + 1 in partners


@lru_cache(maxsize=16)
def _closed_brackets(text: str) -> frozenset[int] | None:
    """The places of the opening brackets that a closing one answers; None where there are not many."""
    if text.count("[") <= MANY_BRACKETS:
        return None
    opened: list[int] = []
    closed: set[int] = set()
    for match in BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            closed.add(opened.pop())
    return frozenset(closed)


def _is_page_reference(state: StateInline) -> bool:
    """Say whether this is a citation's number with pages behind it, [3](P25), as Chinese journals print it."""
    match = re.compile(r"\[\s*\d{1,3}\s*").match(state.src, state.pos)
    return bool(match and PAGE_IN_LINK.match(state.src, match.end()))


def _superscript(state: StateInline, silent: bool) -> bool:
    begins = state.src[state.pos]
    look = SUPERSCRIPT if begins in "$\\^" else RAISED if begins == "<" else None
    match = look.match(state.src, state.pos) if look else None
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("superscript", "sup", 0)
        token.content = next(filter(None, match.groups()))
        token.meta = {"start": state.pos, "end": match.end()}
    state.pos = match.end()
    return True


def _circled(state: StateInline, silent: bool) -> bool:
    """Take a formula that is a circled number and nothing else, as scans of Chinese print have it."""
    match = CIRCLED_IN_TEX.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if not match or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = referred_characters(match[0]), match[0], "formula"
    state.pos = match.end()
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    """Take what pandoc writes behind a link or a superscript, {#fn1 .footnote}: it is no text."""
    match = ATTRIBUTES.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    if not match or state.pos == 0 or state.src[state.pos - 1] not in ")]^`":
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta = {"end": match.end()}
        token.content = match[0]
    state.pos = match.end()
    return True


def _template(state: StateInline, silent: bool) -> bool:
    """Take a tag of a site generator within a line; in an address or an attribute it belongs to these."""
    match = TEMPLATE.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    if not match or match.end() > state.posMax or (state.pos and state.src[state.pos - 1] in "(\"'="):
        return False
    is_between_blanks = state.src[state.pos - 1 : state.pos] == " " == state.src[match.end() : match.end() + 1]
    if not silent:
        token = state.push("template", "", 0)
        token.content, token.meta = match[0], {"start": state.pos, "end": match.end() + is_between_blanks}
    state.pos = match.end() + is_between_blanks
    return True


def _template_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take lines that hold nothing but tags of a site generator."""
    first = state.bMarks[start] + state.tShift[start]
    match = LINES.match(state.src, first) if state.src[first : first + 1] == "{" else None
    last = start + match[0].count("\n") + 1 if match else end + 1
    if last > end:
        return False
    if not silent:
        state.push("template", "", 0).map = [start, last]
        state.line = last
    return True


def _division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take pandoc's fences of divisions, "::: {.footnotes}": what stands between them is read as if they were not."""
    if not FENCE.match(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]):
        return False
    if not silent:
        state.push("division", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def _careful_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a link's definition only where it has an address: "[1]: words" is a note."""
    first = state.bMarks[start] + state.tShift[start]
    done = bool(LINK_TARGET.match(state.src, first)) and reference(state, start, end, silent)
    if done and not silent:
        state.env.setdefault("definitions", []).append((first, state.eMarks[state.line - 1]))
    return done


def _careful_html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take raw HTML as a block only where a block's tag or a comment begins it: <a> and <sup> begin a paragraph."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = TAG_LINE.match(line)
    if match and (match[1].lower() in INLINE_TAGS or not match[1].isascii()):
        return False
    return html_block(state, start, end, silent)


def _careful_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Let a list interrupt a paragraph only where it has items: a wrapped line may begin with a number or a dash."""
    is_new = state.sCount[start] >= state.blkIndent or state.listIndent < 0
    if silent and start and is_new and _is_wrapped(state, start):
        first = state.src[state.bMarks[state.line] + state.tShift[state.line] : state.eMarks[state.line]]
        before = state.src[state.bMarks[start - 1] : state.eMarks[start - 1]].rstrip()
        if BEGINS_NOTE.match(first) or ABBREVIATED.search(before) or not _has_further_item(state, start, end):
            return False
    return list_block(state, start, end, silent)


def _is_wrapped(state: StateBlock, line: int) -> bool:
    before = state.src[state.bMarks[line - 1] : state.eMarks[line - 1]].rstrip()
    return len(before) > (WRAPPED_WIDE if CJK.search(before) else WRAPPED) and before[-1] not in ":："


def _has_further_item(state: StateBlock, start: int, end: int) -> bool:
    """Say whether the next item follows soon, before a blank line."""
    mark = ITEM_MARK.match(state.src, state.bMarks[start])
    following = _following(mark["mark"]) if mark else ""
    for line in range(start + 1, min(end, start + NEAR)):
        text = state.src[state.bMarks[line] : state.eMarks[line]].lstrip(" \t>")
        if not text:
            return False
        if text.startswith((f"{following} ", f"{following}\t")):
            return True
    return False


def _following(mark: str) -> str:
    """Return the mark of the item after this one: 2. after 1., a dash after a dash."""
    return f"{int(mark[:-1]) + 1}{mark[-1]}" if mark[:-1].isdecimal() else mark


def _emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule, but that ** opens and closes beside Chinese and brackets, and 2*3*4 stays as it is."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = _flanking(state, scanned.length, scanned.can_open, scanned.can_close)
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, open=can_open, close=can_close)
        )
    state.pos += scanned.length
    return True


def _flanking(state: StateInline, length: int, can_open: bool, can_close: bool) -> tuple[bool, bool]:
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[state.pos + length] if state.pos + length < state.posMax else " "
    if before.isdigit() and after.isdigit():
        return False, False
    if state.src[state.pos] != "*" or length < 2:
        return can_open, can_close
    if not (CJK.match(before) or CJK.match(after)):
        return can_open or after in "[(", can_close or before in "])"
    before_is_open = isWhiteSpace(ord(before)) or _is_punctuation(before) or bool(CJK.match(before))
    after_is_open = isWhiteSpace(ord(after)) or _is_punctuation(after) or bool(CJK.match(after))
    left = not isWhiteSpace(ord(after)) and (not _is_punctuation(after) or before_is_open)
    right = not isWhiteSpace(ord(before)) and (not _is_punctuation(before) or after_is_open)
    return left, right


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _with_names_joined(blocks: Iterable[Raw]) -> Iterator[Raw]:
    """Yield the blocks; the names of an element that opens by itself are those of the paragraph in it."""
    names: tuple[str, ...] = ()
    for block in blocks:
        if block.kind == "paragraph" and block.names and not block.rich.string and not block.rich.inlines:
            names += block.names
        else:
            yield replace(block, names=(*names, *block.names)) if names else block
            names = ()
    if names:
        yield Raw("paragraph", block.end, block.end, names=names)


class _Reader:
    """Makes blocks of the parser's tokens."""

    def __init__(self, source: str, offsets: list[int], environment: dict[str, Any], ledger: Ledger) -> None:
        self.source = source
        self.offsets = offsets
        self.environment = environment
        self.ledger = ledger
        self.marked = 0
        self.passed = offsets[0]

    def inner(self, found: Sequence[Token], first: int, last: int) -> list[Raw]:
        """Return the blocks of the tokens first:last."""
        return self.sequence((found, low, high) for low, high in _siblings(found, first, last))

    def sequence(self, parts: Iterable[tuple[Sequence[Token], int, int]]) -> list[Raw]:
        """Return the blocks of these tokens, low to high each."""
        out: list[Raw] = []
        pending: list[Token] = []
        depth = 0
        for found, low, high in parts:
            is_html = found[low].type == "html_block"
            if is_html:
                pending.append(found[low])
                depth += _opened(found[low].content)
            if not is_html or depth <= 0:
                out.extend(self.html(pending))
                pending, depth = [], 0
            if not is_html:
                out.extend(self.block(found, low, high))
        return [*_with_names_joined([*out, *self.html(pending)])]

    def html(self, parts: Sequence[Token]) -> list[Raw]:
        """Return the blocks of raw HTML that blank lines part."""
        if not parts:
            return []
        starts: list[int] = []
        sources: list[int] = []
        at = 0
        for part in parts:
            lines = self.lines(part)
            starts.extend(at + start for start in lines.starts)
            sources.extend(lines.sources)
            at += len(part.content) + 1
            self.passed = max(self.passed, self.span(part)[1])
        content = "".join(part.content + "\n" for part in parts)
        return html_raws(content, Lines(tuple(starts), tuple(sources)), self.ledger)

    def span(self, token: Token) -> tuple[int, int]:
        """Return the source offsets of a block's first and after its last line."""
        first, last = token.map or (0, 0)
        end = self.offsets[last] if last < len(self.offsets) else len(self.source)
        return self.offsets[min(first, len(self.offsets) - 1)], end

    def block(self, found: Sequence[Token], low: int, high: int) -> Iterator[Raw]:
        token = found[low]
        start, end = self.span(token)
        if token.level > MAX_DEPTH:
            line = bisect_right(self.offsets, start)
            raise SourceError(f"lists or quotations stand more than {MAX_DEPTH} deep in each other", line=line)
        if token.map:
            self.passed = max(self.passed, start if token.type in CONTAINERS else end)
        match token.type:
            case "heading_open":
                yield from self.heading(token, found[low + 1], start, end)
            case "paragraph_open":
                yield from self.paragraph(found[low + 1], start, end)
            case "bullet_list_open" | "ordered_list_open":
                yield from self.listing(found, low, high)
            case "blockquote_open":
                yield Raw("quote", start, end, items=(tuple(self.inner(found, low + 1, high)),))
            case "footnote_reference_open":
                yield self.definition(found, low, high)
            case "table_open":
                yield self.table(found, low, high)
            case "division":
                self.ledger.set_aside(start, end, "markup")
            case "template":
                yield from self.template(start, end)
            case "hr":
                yield Raw("rule", start, end, label=self.source[start:end].strip())
            case "fence" | "code_block":
                yield from self.code(token, start, end)

    def template(self, start: int, end: int) -> Iterator[Raw]:
        """Yield what tags of a site generator show, a picture or the words of a box; the tags are set aside."""
        for match in TEMPLATE.finditer(self.source, start, end):
            low, high = match.span()
            said = template_of(match[0])
            first, last = (low + at for at in said.words)
            self.ledger.set_aside(low, first, "template")
            self.ledger.set_aside(max(first, last), high, "template")
            self.told(match[0], low, said)
            words = self.inline(self.source[first:last], self._places(first, last))
            if said.picture:
                yield Raw("figure", low, high, words, target=said.picture, description=said.description)
            elif words.string.strip():
                yield Raw("paragraph", first, last, words)

    def told(self, tag: str, start: int, said: Template) -> None:
        """Tell what became of a tag; words that are lost with it are worth a look."""
        words = " ".join(tag.split())
        shown = words if len(words) <= 60 else f"{words[:57]}…"
        became = "its words stand there" if said.words != (0, 0) else "set aside"
        became = "the figure that it names stands there" if said.picture else became
        message = f"{shown} is an instruction to the site's template, not text: {became}"
        line = self.source.count("\n", 0, start) + 1
        severity: Severity = "warning" if said.has_others else "info"
        hint = "write into the text what the page shows there" if said.has_others else ""
        self.ledger.findings.append(Finding(severity, "template-tag", message, "", line, hint=hint))

    def _places(self, start: int, end: int) -> Lines:
        """Return where the lines of source[start:end] begin."""
        starts = [start, *(at + 1 for at in range(start, end) if self.source[at] == "\n")]
        return Lines(tuple(at - start for at in starts), tuple(starts))

    def heading(self, token: Token, inline: Token, start: int, end: int) -> Iterator[Raw]:
        rich = self.rich(inline)
        level = int(token.tag[1])
        if token.markup in "-=" and not _is_likely_heading(rich.string):
            underline = self.source.rfind("\n", start, self.source.rfind(token.markup, start, end)) + 1
            yield Raw("paragraph", start, underline, rich)
            yield Raw("rule", underline, end, label=self.source[underline:end].strip())
            return
        match = HEADING_ATTRIBUTES.search(rich.string)
        if match:
            for low, high in origins(rich, *match.span()):
                self.ledger.set_aside(low, high, "markup")
        names = tuple(NAME.findall(match[0])) if match else ()
        words = cut(rich, 0, match.start() if match else len(rich.string))
        if words.string.strip() or words.inlines or names:  # none where a template writes it
            yield Raw("heading", start, end, words, level=level, names=names)

    def paragraph(self, inline: Token, start: int, end: int) -> Iterator[Raw]:
        """Yield the paragraph, or the pictures that stand in it without a word."""
        rich = self.rich(inline)
        images = [item for item in rich.inlines if isinstance(item, Image)]
        if images and not rich.string.strip():
            for image in images:
                caption = self.caption(image.description, start, end)
                description = "" if caption else image.description
                yield Raw("figure", start, end, caption, target=image.target, description=description)
        else:
            yield Raw("paragraph", start, end, rich)

    def caption(self, description: str, start: int, end: int) -> Rich:
        """Return a picture's words as its caption where a note's mark may stand in them, as pandoc reads it."""
        at = self.source.find(f"![{description}]", start, end) if CAPTION_MARK.search(description) else -1
        return verbatim(self.source, at + 2, at + 2 + len(description)) if at >= 0 else Rich()

    def listing(self, found: Sequence[Token], low: int, high: int) -> Iterator[Raw]:
        start, end = self.span(found[low])
        is_ordered = found[low].type == "ordered_list_open"
        entries = [*_siblings(found, low + 1, high)]
        marks, items = [], []
        for first, last in entries:  # a mark before what stands in its item: lists may begin on one line
            marks.append(self.item_mark(found[first]))
            items.append(tuple(self.inner(found, first + 1, last)))
        if is_ordered and len(items) == 1 and (not items[0] or items[0][0].kind == "paragraph"):
            yield from self.numbered_paragraph(items[0], *marks[0])
            return
        for mark_start, mark_end in marks:
            self.ledger.set_aside(mark_start, mark_end, "list mark")
        labels = tuple(found[first].info or found[first].markup for first, _ in entries)
        yield Raw("list", start, end, items=tuple(items), labels=labels, is_ordered=is_ordered)

    def item_mark(self, item: Token) -> tuple[int, int]:
        """Return where a list item's mark stands in the source; of two on one line the outer one comes first."""
        start, _ = self.span(item)
        at = max(start, self.marked, self.passed)
        match = ITEM_MARK.match(self.source, at)
        if not match:
            return at, at
        self.marked = match.end()
        return match.start("mark"), match.end("mark")

    def numbered_paragraph(self, item: Sequence[Raw], start: int, end: int) -> Iterator[Raw]:
        """One number alone makes no list: "1998. The year…" is a sentence, and the number stays in the text."""
        if not item:
            yield Raw("paragraph", start, end, Rich(self.source[start:end], (Piece(0, start, end - start),)))
            return
        mark = Rich(f"{self.source[start:end]} ", (Piece(0, start, end - start),))
        yield replace(item[0], start=start, rich=join((mark, item[0].rich)))
        yield from item[1:]

    def definition(self, found: Sequence[Token], low: int, high: int) -> Raw:
        label = str(found[low].meta["label"])
        start = self.source.find(f"[^{label}]:", self.passed)
        end = start + len(label) + 4
        self.ledger.set_aside(start, end, "note mark")
        self.passed = end
        inner = self.inner(found, low + 1, high)
        last = max((block.end for block in inner), default=end)
        return Raw("definition", start, last, items=(tuple(inner),), label=label)

    def table(self, found: Sequence[Token], low: int, high: int) -> Raw:
        start, end = self.span(found[low])
        rows: list[tuple[Rich, ...]] = []
        head_rows = sum(token.type == "tr_open" for token in found[low : _index(found, "thead_close", low, high)])
        index = low
        while index < high:
            if found[index].type == "tr_open":
                last = _index(found, "tr_close", index, high)
                rows.append(self.row([token for token in found[index:last] if token.type == "inline"]))
                index = last
            index += 1
        return Raw("table", start, end, rows=tuple(rows), head_rows=head_rows)

    def row(self, cells: Sequence[Token]) -> tuple[Rich, ...]:
        if not cells or not cells[0].map:
            return ()
        at = self.offsets[cells[0].map[0]]
        out = []
        for cell in cells:
            found = _cell_place(self.source, at, cell.content)
            lines = _cell_lines(self.source, found, cell.content)
            out.append(self.inline(cell.content, lines))
            at = found + len(cell.content) + cell.content.count("|")
        return (*out, *self.further_cells(at, self._line_end(cells[0].map[0])))

    def further_cells(self, start: int, end: int) -> Iterator[Rich]:
        """Yield the cells of a row that has more of them than the table has columns: the parser drops them."""
        rest = self.source[start:end]
        if not rest.strip(" \t|"):
            return
        for match in re.finditer(r"(?:\\.|[^|\\])+", rest):
            content = match[0].strip()
            if content:
                place = start + match.start() + len(match[0]) - len(match[0].lstrip())
                yield self.inline(content, Lines((0,), (place,)))

    def code(self, token: Token, start: int, end: int) -> Iterator[Raw]:
        first = (token.map or [0])[0]
        self.ledger.set_aside(start, self._line_end(first), "markup")
        content = token.content.rstrip("\n")
        if not content.strip():
            return
        parts: list[Rich] = []
        lines = self.lines_of(content, first + 1)
        for number, line in enumerate(content.split("\n")):
            if parts:
                parts.append(Rich("\n"))
            parts.append(Rich(line, (Piece(0, lines.sources[number], len(line)),) if line.strip() else ()))
        yield Raw("verbatim", start, end, join(parts))

    def _line_end(self, number: int) -> int:
        return self.offsets[number + 1] - 1 if number + 1 < len(self.offsets) else len(self.source)

    def rich(self, inline: Token) -> Rich:
        """Return the text of an inline token."""
        return self.inline(inline.content, self.lines(inline))

    def inline(self, content: str, lines: Lines) -> Rich:
        """Return the text of what stands in these lines."""
        if content and len(lines.starts) == 1 and PLAIN.fullmatch(content):
            return Rich(content, (Piece(0, lines.sources[0], len(content)),))
        tokens: list[Token] = []
        parser().inline.parse(content, parser(), self.environment, tokens)
        for token in tokens:
            if token.type == "template":
                said = template_of(token.content)
                is_lost = said.has_others or bool(said.picture) or said.words != (0, 0)
                self.told(token.content, lines.origin(token.meta["start"]), Template(has_others=is_lost))
        return markdown_inline(tokens, content, lines, self.ledger)

    def lines(self, token: Token) -> Lines:
        """Return where the lines of a token's content stand in the source."""
        first, last = token.map or (0, 0)
        while first + 1 < last and not self.source[self.offsets[first] : self._line_end(first)].strip():
            first += 1  # a line of nothing but U+2028 is no blank line of Markdown, but leaves nothing in the content
        return self.lines_of(token.content, first)

    def lines_of(self, content: str, first: int) -> Lines:
        """Return where the lines of a content that begins on source line `first` (from 0) stand in the source."""
        if "\n" not in content:
            return Lines((0,), (self._line_place(first, content),))
        starts, sources, at = [], [], 0
        for index, line in enumerate(content.split("\n")):
            starts.append(at)
            sources.append(self._line_place(first + index, line))
            at += len(line) + 1
        return Lines(tuple(starts), tuple(sources))

    def _line_place(self, number: int, line: str) -> int:
        if number >= len(self.offsets):
            return len(self.source)
        start = self.offsets[number]
        end = self.offsets[number + 1] if number + 1 < len(self.offsets) else len(self.source)
        found = self.source.rfind(line.rstrip(), start, end)
        return found if found >= 0 else start


def _opened(content: str) -> int:
    """Return how many lists and tables of raw HTML are opened more than closed: they go on after a blank line."""
    return sum(-1 if match[1] else 1 for match in OPEN_TAG.finditer(content))


def _siblings(found: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield (index of opening, index of closing) of the blocks at this level; a single token gives itself twice."""
    index = first
    while index < last:
        low = index
        depth: int = found[index].nesting
        while depth > 0:
            index += 1
            depth += found[index].nesting
        yield low, index
        index += 1


def _index(found: Sequence[Token], kind: str, low: int, high: int) -> int:
    return next((index for index in range(low, high) if found[index].type == kind), high)


def _cell_place(source: str, at: int, content: str) -> int:
    """Find a cell's content after `at`, whose pipes lost their backslash in parsing."""
    first = content.split("|")[0]
    found = source.find(first, at) if first else at
    return found if found >= 0 else at


def _cell_lines(source: str, at: int, content: str) -> Lines:
    starts, sources, offset = [0], [at], 0
    while (pipe := content.find("|", offset)) >= 0:
        place = source.find("|", sources[-1] + pipe - starts[-1])
        starts.append(pipe)
        sources.append(place)
        offset = pipe + 1
    return Lines(tuple(starts), tuple(sources))


def _is_likely_heading(string: str) -> bool:
    """Say whether a line with a rule under it is a heading: a paragraph before a page's foot is not."""
    return len(string) <= 80 and not string.rstrip().endswith(tuple("。，；：、,;")) and "。" not in string
