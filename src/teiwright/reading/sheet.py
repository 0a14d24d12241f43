"""Pages as they lie on paper: lines of text with their boxes, from a PDF's text layer or an OCR engine's output."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from teiwright.reading.inline import CJK, WIDE
from teiwright.reading.words import COUNTERS

SUPPLIED = "\x01"
TagKind = Literal["paragraph", "heading", "note", "note-more", "item", "cell", "label", "caption", "quote", "artifact"]
"""A note's paragraphs but the first are more of it; a label is a cell that heads a row or a column."""
LineKind = Literal["", "heading", "note", "head", "number", "apart", "caption", "rest"]
OPENING = re.compile(r"\d{1,3}")
"""What may be the number of a note or a section, where a line begins with it and no counter follows."""
RAISED = re.compile(r"[\[（(]?(?:\d{1,4}(?:[,，、–-]\d{1,4})*|[*†‡§¶]{1,3}|[a-z])[\]）)]?")


@dataclass(frozen=True, slots=True)
class Tag:
    """What the structure tree of a tagged PDF says of a stretch: the text that it belongs to, counted in the document.

    `level` is that of a heading; `table`, `row` and `column` are those of a cell.
    """

    kind: TagKind
    block: int
    level: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one look; its box in points (or pixels) from the page's top left, as is its baseline."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    is_italic: bool = False
    is_bold: bool = False
    is_raised: bool = False
    is_turned: bool = False
    confidence: float = 1.0
    tag: Tag | None = None

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Line:
    """A line of print: its stretches from left to right, the edges of the column that it stands in.

    `kind` is what the source itself says of it, where it does; `group` counts the columns and regions of the page.
    """

    spans: tuple[Span, ...]
    left_edge: float
    right_edge: float
    group: int = 0
    kind: LineKind = ""

    @cached_property
    def text(self) -> str:
        """The line's words, without white space at either end."""
        return "".join(span.text for span in self.spans)

    @cached_property
    def size(self) -> float:
        """The size in which most of its characters are set."""
        sizes: dict[float, int] = {}
        for span in self.spans:
            sizes[span.size] = sizes.get(span.size, 0) + (0 if span.is_raised else len(span.text.strip()))
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def baseline(self) -> float:
        """The baseline of its main stretch."""
        main = max(self.spans, key=lambda span: (not span.is_raised, span.size == self.size, len(span.text)))
        return main.baseline

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.spans[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.spans[-1].right

    @property
    def top(self) -> float:
        """The upper edge of its highest character."""
        return min(span.top for span in self.spans)

    @property
    def bottom(self) -> float:
        """The lower edge of its lowest character."""
        return max(span.bottom for span in self.spans)

    @property
    def tag(self) -> Tag | None:
        """What the structure tree says of it."""
        return self.spans[0].tag

    @cached_property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(span.is_bold or not span.text.strip() or span.is_raised for span in self.spans)

    @cached_property
    def is_turned(self) -> bool:
        """Whether it does not run as the page's text does."""
        return any(span.is_turned for span in self.spans)


@dataclass(frozen=True, slots=True)
class Picture:
    """The box of a picture, in points (or pixels) from the page's top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its size, its lines in the order of reading, its pictures.

    `image` is the name of its image and `pixels` the size of that, where they are known.
    `is_doubtful` says that the order of its columns may be wrong, `is_measured` that an engine measured its sizes on
    an image, so that they are rough, `is_tagged` that a structure tree says what its lines are.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    image: str = ""
    pixels: tuple[int, int] = (0, 0)
    is_doubtful: bool = False
    is_measured: bool = False
    is_tagged: bool = False
    pictures: tuple[Picture, ...] = ()


def spaced(spans: list[Span]) -> tuple[Span, ...]:
    """Return the stretches of a line with a space where a gap parts words.

    A space that the file does not have, but its reader saw, is `SUPPLIED`: it is none beside a Chinese character, since
    typesetters leave a gap between these and letters or figures (CLREQ 3.2.2), unless the gap is a wide one, or stands
    behind a number that opens the line.
    """
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        text = span.text
        if before is not None:
            gap = span.left - before.right
            is_apart = gap > 0.2 * min(span.size, before.size) and not before.text[-1:].isspace()
            if is_apart and before.text[-1:] != SUPPLIED and not text[:1].isspace() and not span.is_raised:
                is_wide = gap > 0.5 * span.size and not (CJK.match(before.text[-1:]) and CJK.match(text))
                out[-1] = replace(before, text=before.text + (" " if is_wide else SUPPLIED))
        out.append(span)
    joined = "".join(span.text for span in out)
    kept: list[Span] = []
    at = 0
    for span in out:
        signs = [_settled(sign, joined, at + index) for index, sign in enumerate(span.text)]
        at += len(span.text)
        text = "".join(signs)
        if not kept or kept[-1].text.endswith(" "):
            text = text.lstrip()
        if text:
            kept.append(replace(span, text=text))
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _settled(sign: str, joined: str, at: int) -> str:
    if sign != SUPPLIED:
        return " " if sign.isspace() else sign
    opening = joined[:at].rstrip(SUPPLIED + " ")
    before, after = opening[-1:], joined[at + 1 :].lstrip(SUPPLIED + " ")[:1]
    if OPENING.fullmatch(opening) and after not in COUNTERS:
        return " "
    is_chinese = bool(CJK.match(before)) and bool(CJK.match(after))
    return "" if is_chinese or WIDE.match(before) or WIDE.match(after) else " "
