"""The blocks of a source as it is laid out, before notes, pages and title page are told apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from teiwright.article import SetAside
from teiwright.findings import Finding
from teiwright.reading.rich import Rich

MAX_DEPTH = 50
"""How deep lists, quotations and the like may stand in each other."""

RawKind = Literal[
    "heading", "paragraph", "list", "quote", "table", "figure", "verbatim", "rule", "page", "definition", "front"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """A block of the source.

    `start` and `end` are source offsets. `items` holds a list's items, or the one sequence of blocks of a quotation
    or a note's definition; `labels` the printed numbers of an ordered list; `label` the mark of a definition or the
    number of a page, `target` the name of its image; `names` the places that links point to.

    `place` is what the reader of the format knows of where a block stands, from the page's geometry or its markup:
    "foot" or "end" among the notes. One that `joins` continues the paragraph before it unless it is a note.
    """

    kind: RawKind
    start: int
    end: int
    rich: Rich = field(default_factory=Rich)
    level: int = 0
    items: tuple[tuple["Raw", ...], ...] = ()
    labels: tuple[str, ...] = ()
    is_ordered: bool = False
    rows: tuple[tuple[Rich, ...], ...] = ()
    head_rows: int = 0
    target: str = ""
    description: str = ""
    label: str = ""
    names: tuple[str, ...] = ()
    place: Literal["", "foot", "end"] = ""
    joins: bool = False


@dataclass(slots=True)
class Ledger:
    """What one reading of one source sets aside and finds; handed down to those who read its parts."""

    asides: list[SetAside] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def set_aside(self, start: int, end: int, reason: str) -> None:
        """Note that source[start:end] does not stand in the text, and why."""
        if start < end:
            self.asides.append(SetAside(start, end, reason))


def riches(block: Raw) -> Iterator[Rich]:
    """Yield the texts of a block in document order."""
    if block.rich.string:
        yield block.rich
    for row in block.rows:
        yield from row
    for item in block.items:
        for inner in item:
            yield from riches(inner)
