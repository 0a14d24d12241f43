"""What stands in a line of Markdown or HTML, with the offset in the source of every character."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from teiwright.article import (
    CHARACTER_REFERENCE,
    Emphasis,
    Image,
    LineBreak,
    Link,
    PageBreak,
    Piece,
    Rendition,
    referred_characters,
)
from teiwright.reading import words
from teiwright.reading.raw import Ledger
from teiwright.reading.rich import RawInline, Rich, Target, WrappedLine, place_of
from teiwright.reading.tags import RENDITIONS, HtmlToken, tokens

PAGE_COMMENT = re.compile(words.PAGE_COMMENT, re.I)
SUPERSCRIPT = re.compile(
    r"\$\s*(?:\{\s*\})?\s*\^\s*(?:\{\s*(?:\\(?:text|mathrm|textcircled)\s*\{)?|\\textcircled\s*\{?)?\s*"
    r"(?P<a>[\[\(［（〔]?(?:\d{1,3}(?:\s*[-–,，]\s*\d{1,3})*|[①-⑳*†‡§])[\]\)］）〕]?)\s*\}{0,2}\s*\$"
    r"|\\\(\s*(?:\{\s*\})?\^\s*\{?\s*(?P<b>[\[\(]?\d{1,3}[\]\)]?)\s*\}?\s*\\\)"
    r"|\^(?P<c>\[?(?:\d{1,3}|[①-⑳*†‡§]|[a-z])\]?)\^"
)

MARKUP: dict[str, Rendition] = {"em": "italic", "strong": "bold", "s": "strikethrough"}
IDEOGRAPHS = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\U00020000-\U0003ffff"
)
CJK = re.compile(f"[{IDEOGRAPHS}\uff00-\uffef“”‘’…—]")
WIDE = re.compile(f"[{IDEOGRAPHS}\uff00-\uff0f\uff1a-\uffef]")

NO_SPACE_BEFORE = frozenset(",.)]}~～％%")
NO_SPACE_AFTER = frozenset("([{~～")


def needs_space(before: str, after: str) -> bool:
    """Say whether two words that a line's end parts are written with a space between: not where one is Chinese.

    Korean is written with spaces; so are Latin and Cyrillic.
    """
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    last, first = before[-1], after[0]
    if first in NO_SPACE_BEFORE or last in NO_SPACE_AFTER:
        return False
    if WIDE.match(last) or WIDE.match(first):
        return False
    return not (CJK.match(last) and CJK.match(first))


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of a block's content begins: in the content, and in the source."""

    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield content[start:end] in stretches that stand in one piece in the source."""
        for index in range(bisect_right(self.starts, start), bisect_left(self.starts, end)):
            yield start, self.starts[index]
            start = self.starts[index]
        yield start, end

    def origin(self, offset: int) -> int:
        """Return the source offset of the character of the content at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        return self.sources[index] + offset - self.starts[index]


@dataclass(slots=True)
class Builder:
    """Puts a text together from left to right."""

    ledger: Ledger
    strings: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    inlines: list[RawInline] = field(default_factory=list)
    length: int = 0
    last: str = ""
    opened: list[tuple[str, int, str]] = field(default_factory=list)
    pending_break: bool = False

    def add(self, string: str, origin: int | None) -> None:
        """Add characters that stand in the source at `origin`, or that the reader supplies."""
        if not string:
            return
        self._settle_break(string)
        if origin is not None:
            self.pieces.append(Piece(self.length, origin, len(string)))
        self._append(string)

    def _append(self, string: str) -> None:
        self.strings.append(string)
        self.length += len(string)
        self.last = string

    def _settle_break(self, following: str) -> None:
        if not self.pending_break:
            return
        self.pending_break = False
        if needs_space(self.last, following):
            self._append(" ")
        self.inlines.append(WrappedLine(self.length))

    def wrap(self) -> None:
        """End a line that the author did not mean to be seen: a space, but not between Chinese characters."""
        self.pending_break = True

    def turn(self, following: str, label: str, image: str) -> None:
        """End a line and a page within a text; the next page, on which `following` comes first, has this number."""
        self.pending_break = True
        self._settle_break(following)
        self.inlines.append(PageBreak(self.length, label or None, image=image))

    def mark(self, inline: RawInline) -> None:
        """Add something that is not a character."""
        self.inlines.append(inline)

    def open(self, name: str, target: str = "") -> None:
        """Begin a stretch."""
        if self.pending_break:
            self._settle_break("x" if not CJK.match(self.last[-1:] or " ") else "")
        self.opened.append((name, self.length, target))

    def close(self, name: str) -> None:
        """End the innermost open stretch of that name."""
        for index in range(len(self.opened) - 1, -1, -1):
            if self.opened[index][0] == name:
                self._closed(*self.opened.pop(index))
                return

    def _closed(self, name: str, start: int, target: str) -> None:
        if start == self.length:
            return
        if name == "a":
            if target:
                self.inlines.append(Link(start, self.length, target))
        else:
            rend = RENDITIONS.get(name) or MARKUP.get(name)
            if rend:
                self.inlines.append(Emphasis(start, self.length, rend))

    def finish(self) -> Rich:
        """Return the text; what was not closed ends here."""
        while self.opened:
            self._closed(*self.opened.pop())
        self.inlines.sort(key=place_of)
        return Rich("".join(self.strings), tuple(self.pieces), tuple(self.inlines))


def html_token(builder: Builder, token: HtmlToken, origin: int, end: int) -> None:
    """Add one HTML token that stands at origin:end of the source."""
    match token.kind:
        case "entity":
            builder.ledger.set_aside(origin, end, CHARACTER_REFERENCE)
            builder.add(token.value, None)
        case "comment":
            builder.ledger.set_aside(origin, end, "comment")
            page = PAGE_COMMENT.fullmatch(token.value)
            if page:
                builder.mark(PageBreak(builder.length, page["label"] or None))
        case "open":
            builder.ledger.set_aside(origin, end, "markup")
            _open_tag(builder, token)
        case "close":
            builder.ledger.set_aside(origin, end, "markup")
            builder.close(token.name)
        case "text":
            raise AssertionError("text is added by the caller, who has it")


def _open_tag(builder: Builder, token: HtmlToken) -> None:
    name = token.attribute("id") or token.attribute("name")
    if name:
        builder.mark(Target(builder.length, name))
    if token.name == "br":
        builder.mark(LineBreak(builder.length))
    elif token.name == "img":
        builder.mark(Image(builder.length, token.attribute("src"), token.attribute("alt")))
    elif token.name == "a":
        builder.open("a", token.attribute("href"))
    elif token.name in RENDITIONS:
        builder.open(token.name)


def markdown_inline(children: Sequence[Token], content: str, lines: Lines, ledger: Ledger) -> Rich:
    """Return the text of a block of Markdown from its parsed tokens and its content."""
    walker = _Walker(Builder(ledger), content, lines)
    for token in children:
        walker.take(token)
    walker.skip_to(len(content), "markup")
    return walker.builder.finish()


@dataclass(slots=True)
class _Walker:
    """Goes through the tokens and the content side by side, since the parser keeps no offsets within a line."""

    builder: Builder
    content: str
    lines: Lines
    at: int = 0

    def skip_to(self, end: int, reason: str) -> None:
        """Set aside what stands before `end`; the lines of a block are apart in the source."""
        while self.at < end:
            line_end = self.content.find("\n", self.at, end)
            stop = end if line_end < 0 else line_end
            if self.content[self.at : stop].strip():
                self.builder.ledger.set_aside(
                    self.lines.origin(self.at), self.lines.origin(self.at) + stop - self.at, reason
                )
            self.at = stop + (line_end >= 0)

    def take(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._special(token)
            case "softbreak" | "hardbreak":
                self._line_end(token.type == "hardbreak")
            case "em_open" | "strong_open":
                self.skip_to(self.at + len(token.markup), "markup")
                self.builder.open(token.type.removesuffix("_open"))
            case "em_close" | "strong_close":
                self.builder.close(token.type.removesuffix("_close"))
                self.skip_to(self.at + len(token.markup), "markup")
            case "link_open":
                self.skip_to(self.at + 1, "markup")
                self.builder.open("a", str(token.attrs.get("href", "")))
            case "link_close":
                self.builder.close("a")
                self.skip_to(int(token.meta.get("end", self.at + 1)), "markup")
            case "code_inline":
                self._code(token)
            case "image":
                self._image(token)
            case "html_inline":
                self._html(token.content)
            case "superscript":
                self._superscript(token)
            case "template":
                self.skip_to(int(token.meta["end"]), "template")
            case "attributes":
                self.skip_to(int(token.meta["end"]), "markup")
                for name in re.findall(r"#([\w:.-]+)", token.content):
                    self.builder.mark(Target(self.builder.length, name))

    def _text(self, string: str) -> None:
        if not string:
            return
        found = self.content.find(string, self.at)
        if found < 0:
            self.builder.add(string, None)
            return
        self.skip_to(found, "markup")
        end = found + len(string)
        for low, high in self.lines.stretches(found, end):
            self.builder.add(self.content[low:high], self.lines.origin(low))
        self.at = end

    def _special(self, token: Token) -> None:
        if token.info == "escape":
            if len(token.content) < len(token.markup):
                self.skip_to(self.at + 1, "escape")
            self._text(token.content)
        else:
            self.skip_to(self.at + len(token.markup), CHARACTER_REFERENCE)
            self.builder.add(referred_characters(token.markup), None)

    def _line_end(self, is_hard: bool) -> None:
        end = self.content.find("\n", self.at)
        if end < 0:
            return
        self.skip_to(end, "line break")
        self.at = end + 1
        if is_hard:
            self.builder.mark(LineBreak(self.builder.length))
        else:
            self.builder.wrap()

    def _code(self, token: Token) -> None:
        end = int(token.meta.get("end", self.at))
        width = len(token.markup)
        inner = self.content[self.at + width : end - width]
        lead = len(inner) - len(inner.lstrip())
        self.skip_to(self.at + width + lead, "markup")
        self.builder.open("code")
        for index, line in enumerate(inner.strip().split("\n")):
            if index:
                self.at += 1
                self.builder.wrap()
            self.builder.add(line, self.lines.origin(self.at))
            self.at += len(line)
        self.builder.close("code")
        self.skip_to(end, "markup")

    def _image(self, token: Token) -> None:
        end = int(token.meta.get("end", self.at))
        self.skip_to(end, "image")
        self.builder.mark(Image(self.builder.length, str(token.attrs.get("src", "")), token.content))

    def _html(self, string: str) -> None:
        base = self.at
        for token in tokens(string):
            if token.kind == "text":
                self._text(string[token.start : token.end])
            else:
                end = self.lines.origin(base + token.end - 1) + 1
                html_token(self.builder, token, self.lines.origin(base + token.start), end)
                self.at = base + token.end

    def _superscript(self, token: Token) -> None:
        start, end = int(token.meta["start"]), int(token.meta["end"])
        self.skip_to(start, "markup")
        self.builder.open("sup")
        self._text(token.content)
        self.builder.close("sup")
        self.skip_to(end, "markup")
