"""What the validator finds wrong in a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "element-unknown",
    "element-not-allowed",
    "element-out-of-order",
    "element-too-early",
    "element-wrong-namespace",
    "element-incomplete",
    "attribute-not-allowed",
    "attribute-conflict",
    "attribute-invalid",
    "attribute-missing",
    "text-not-allowed",
    "text-invalid",
    "id-duplicate",
    "idref-missing",
]


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An element around a violation: its place, its attributes, and its number among siblings of its name."""

    name: str
    line: int
    column: int
    number: int
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """One error, at its cause.

    `line` and `column` count from 1 and are those of the tag, or of the text's first character. Names are
    written without namespace where it is the parent's, else with the document's prefix or as
    ``{namespace}local``.

    name: the element or attribute concerned (for text, nothing); parent: the element that it stands in or on,
    empty for the document itself. expected: the names or values that may stand here, likely ones first.
    required: those of them that must. types: the datatypes that a value may have, with their facets.
    text_expected, end_expected: whether text, or the parent's end tag, may stand here. suggestion: what was
    probably meant. fits_in: the open element that could hold it, were the elements between closed. wrappers:
    elements allowed here that may hold it. likely: how many of `expected` there is a reason to list first.
    before: elements of which one must come before one that is too early.
    conflicts: the attributes that exclude this one. value: the value or text found, shortened.
    other_line, other_column: the start tag of an incomplete element, or an identifier's first place.
    repeats: how many more of the same kind follow in the same parent, not listed. ancestors: outermost first;
    of a very deep document only the innermost.
    """

    line: int
    column: int
    kind: Kind
    name: str = ""
    namespace: str = ""
    parent: str = ""
    expected: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    text_expected: bool = False
    end_expected: bool = False
    suggestion: str = ""
    fits_in: str = ""
    before: tuple[str, ...] = ()
    wrappers: tuple[str, ...] = ()
    likely: int = 0
    conflicts: tuple[str, ...] = ()
    value: str = ""
    other_line: int = 0
    other_column: int = 0
    repeats: int = 0
    ancestors: tuple[Ancestor, ...] = ()

    @property
    def path(self) -> str:
        """The ancestors as a path, such as ``/TEI[1]/text[1]/body[1]``."""
        return "".join(f"/{ancestor.name}[{ancestor.number}]" for ancestor in self.ancestors)

    def message(self, verbose: bool = False) -> str:
        """Say in one line what is wrong and what may stand here; all of it if `verbose`."""
        from .messages import message  # here, since most documents are valid and need no catalogue

        return message(self, verbose)
