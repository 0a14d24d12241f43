"""What a second reading of a source finds: its leaves in the order of the source, and in each the signs one by one.

It decides nothing that only a reader can decide (what is a note, what joins over a page's end). Where a source's
signs leave a choice (an asterisk may be emphasis or an asterisk), the sign is `soft`: it may stand in the text or be
mark-up, and in the latter case has the effect that it names.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["char", "soft", "blank", "wrap", "maybe", "picture", "mark", "page"]
"""char: stands in the text. soft: text or mark-up. blank, wrap: white space, a line's end. maybe: a block may begin.

picture: value is its address, effect its alternative text. mark: value is the label of a note. page: a page begins.
"""

ITALIC, BOLD, LINK, UNLINK, IN, OUT = "italic", "bold", "link", "unlink", "in", "out"
"""Effects of mark-up: toggles of emphasis, a link to `target` or its end, emphasis begun or ended by a tag."""


class Sign(NamedTuple):
    """One sign of the source at the offset `at` (in characters; of DOCX: the paragraph's number)."""

    kind: Kind
    value: str
    at: int
    effect: str = ""
    target: str = ""


LeafKind = Literal["paragraph", "heading", "cell", "verbatim", "caption", "rule", "front", "any"]


class Shape(NamedTuple):
    """Where a leaf stands: how deep in quotations, in which lists (True where ordered), in which cell.

    `begins_item` says that an item begins with this leaf; `is_soft` that only the item's or quotation's sign tells so,
    which may be text after all. `cell` is (number of the table, row, column), `is_label` says that it heads a column.
    """

    quotes: int = 0
    lists: tuple[bool, ...] = ()
    item: str = ""
    begins_item: bool = False
    cell: tuple[int, int, int] | None = None
    is_label: bool = False
    number: str = ""


@dataclass(slots=True)
class Leaf:
    """A stretch of the source that stands in one block: nothing in it begins another, but where a sign says maybe."""

    kind: LeafKind
    shape: Shape = field(default_factory=Shape)
    signs: list[Sign] = field(default_factory=list)
    label: str = ""
    """Of a note that the source defines without doubt: its label."""

    @property
    def at(self) -> int:
        """Where the leaf begins in the source."""
        return self.signs[0].at if self.signs else 0

    @property
    def string(self) -> str:
        """The characters that certainly stand in the text, for messages and comparisons; white space made one blank."""
        out = "".join(" " if s.kind in {"blank", "wrap", "maybe"} else s.value for s in self.signs if s.kind in SHOWN)
        return " ".join(out.split())


SHOWN = frozenset({"char", "blank", "wrap", "maybe"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole second reading: its leaves, and whether the source states which lines are headings and notes.

    `unit` names what `at` counts. `notes` counts the notes that the source defines without doubt.
    """

    leaves: tuple[Leaf, ...]
    has_structure: bool = True
    unit: Literal["offset", "paragraph"] = "offset"
    notes: int = 0
