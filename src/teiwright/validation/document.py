"""One safe pass over a file: where each element stands, what its identifiers and pointers are, what it is called.

Schematron and the checks of links name an element by its number in document order, from 1; this index knows the
line and column of each, and what a person would call the place ("note 20").
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from teiwright.relaxng.errors import DocumentError
from teiwright.relaxng.name_classes import split_name
from teiwright.relaxng.source import Parser, parse
from teiwright.xmltools import TEI_NAMESPACE

DEEPEST = 1_000
"""How deep elements may nest: what lxml and Saxon can follow without running out of stack."""

LONGEST_HEADING = 30
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
POINTERS = frozenset(
    "active ana calendar change copyOf corresp datingMethod datingPoint decls edRef exclude facs hand mutual next "
    "nymRef passive period prev ref resp sameAs scheme select source spanTo synch target targetEnd toWhom where who "
    "wit".split()
)
"""TEI attributes whose words are pointers (Guidelines, data type teidata.pointer)."""

NAMES_A_LANGUAGE = frozenset({"constraintSpec", "constraintDecl", "rendition", "styleDefDecl", "gi", "tag"})
"""Elements whose scheme is a word, no pointer."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An identifier, or a word that points: its value, the element and attribute that hold it, and their place."""

    value: str
    element: str
    attribute: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Instruction:
    """A processing instruction before the root element."""

    target: str
    data: str
    line: int
    column: int


@dataclass(slots=True)
class Index:
    """What one pass over a document found. Elements count from 1; 0 is the document."""

    namespace: str = ""
    root: str = ""
    has_doctype: bool = False
    lines: "array[int]" = field(default_factory=lambda: array("L", [1]))
    columns: "array[int]" = field(default_factory=lambda: array("L", [1]))
    parents: "array[int]" = field(default_factory=lambda: array("L", [0]))
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    identifiers: list[Mark] = field(default_factory=list)
    pointers: list[Mark] = field(default_factory=list)
    prefixes: dict[str, tuple[str, str]] = field(default_factory=dict)
    instructions: list[Instruction] = field(default_factory=list)

    def position(self, ordinal: int) -> tuple[int, int]:
        """Return line and column, from 1, of an element's start tag."""
        known = ordinal if 0 <= ordinal < len(self.lines) else 0
        return self.lines[known], self.columns[known]

    def ordinal(self, line: int, column: int) -> int:
        """Return the number of the last element that starts at or before a place."""
        first = bisect_right(self.lines, line - 1, lo=1)
        last = bisect_right(self.lines, line, lo=1)
        return bisect_right(self.columns, column, lo=first, hi=last) - 1 if last > first else last - 1

    def place(self, ordinal: int) -> str:
        """Return what a person calls the place of an element: its note, record or paragraph, and the heading above."""
        around: dict[str, str] = {}
        while 0 < ordinal < len(self.parents):
            kind, words = self.names.get(ordinal, ("", ""))
            around.setdefault(kind, words)
            ordinal = self.parents[ordinal]
        inner = next((around[kind] for kind in ("record", "note", "paragraph") if around.get(kind)), "")
        outer = "" if "record" in around else around.get("division") or around.get("part", "")
        return ", ".join(filter(None, (inner, outer)))


def read(path: Path) -> Index:
    """Read a document's index. Raises DocumentError, with its place, where it is not well-formed or not bounded."""
    index = Index()
    readers: list[_Reader] = []
    try:
        parse(path, lambda parser: readers.append(_prepare(parser, index)))
    except DocumentError as error:
        within = readers[0].innermost() if readers else ""
        raise DocumentError(error.message + within, error.file, error.line, error.column) from None
    return index


DECLARED = re.compile(rb"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)""")
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(path: Path) -> str:
    """Return the text of a well-formed document."""
    content = path.read_bytes()
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    declared = DECLARED.match(content)
    encoding = marked or (declared[1].decode("ascii").lower() if declared else "utf-8")
    return content.decode(encoding, errors="replace")


def _prepare(parser: Parser, index: Index) -> "_Reader":
    reader = _Reader(parser, index)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartDoctypeDeclHandler = reader.doctype
    return reader


class _Reader:
    """The parser's handlers. Character data are listened to only inside a division's heading."""

    def __init__(self, parser: Parser, index: Index) -> None:
        self.parser = parser
        self.index = index
        self.open: list[int] = [0]
        self.open_names: list[str] = []
        self.heading: list[str] = []
        self.heading_ordinal = 0

    def start(self, raw: str, attributes: list[str]) -> None:
        namespace, name = split_name(raw)
        index, parent = self.index, self.open[-1]
        ordinal = len(index.lines)
        index.lines.append(self.parser.CurrentLineNumber)
        index.columns.append(self.parser.CurrentColumnNumber + 1)
        index.parents.append(parent)
        self.open.append(ordinal)
        self.open_names.append(name)
        if len(self.open) > DEEPEST:
            raise DocumentError(
                f"elements are nested more than {DEEPEST} deep", "", self.parser.CurrentLineNumber, index.columns[-1]
            )
        if ordinal == 1:
            index.namespace, index.root = namespace, name
        self.attributes(name, ordinal, dict(zip(attributes[::2], attributes[1::2], strict=True)), namespace)
        if name == "head" and index.names.get(parent) == UNTITLED:
            self.heading, self.heading_ordinal = [], ordinal
            self.parser.CharacterDataHandler = self.heading.append

    def attributes(self, name: str, ordinal: int, attributes: Mapping[str, str], namespace: str) -> None:
        identifier = attributes.get(f"{XML_NAMESPACE}\nid")
        if identifier is not None:
            self.index.identifiers.append(Mark(identifier, name, "xml:id", ordinal))
        label = _name(name, attributes, identifier)
        if label is not None:
            self.index.names[ordinal] = label
        if namespace == TEI_NAMESPACE:
            for attribute in POINTERS.intersection(attributes):
                if attribute == "scheme" and name in NAMES_A_LANGUAGE:
                    continue
                for word in attributes[attribute].split():
                    self.index.pointers.append(Mark(word, name, attribute, ordinal))
            if name == "prefixDef" and "ident" in attributes:
                pattern = attributes.get("matchPattern", ""), attributes.get("replacementPattern", "")
                self.index.prefixes[attributes["ident"]] = pattern

    def end(self, raw: str) -> None:
        ordinal = self.open.pop()
        self.open_names.pop()
        if ordinal == self.heading_ordinal:
            text = " ".join("".join(self.heading).split())
            short = text if len(text) <= LONGEST_HEADING else text[: LONGEST_HEADING - 1] + "…"
            self.index.names[self.open[-1]] = ("division", f"under “{short}”" if short else "in a division")
            self.parser.CharacterDataHandler = None
            self.heading_ordinal = -1

    def innermost(self) -> str:
        """Return in words which element is still open, to say where a document broke off."""
        if not self.open_names:
            return ""
        line, column = self.index.position(self.open[-1])
        return f"; still open is the <{self.open_names[-1]}> of line {line}, column {column}"

    def instruction(self, target: str, data: str) -> None:
        if len(self.index.lines) == 1:
            line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self.index.instructions.append(Instruction(target, data, line, column))

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        self.index.has_doctype = True


RECORDS = frozenset({"person", "place", "org", "event", "biblStruct", "msDesc"})
PARTS = {"teiHeader": "in the header", "titlePage": "on the title page", "standOff": "in standOff"}
UNTITLED = ("division", "")


def _name(element: str, attributes: Mapping[str, str], identifier: str | None) -> tuple[str, str] | None:
    """Return the kind of place that an element is, and what it is called; a division's heading is still to come."""
    if element == "note" and ("n" in attributes or identifier):
        return "note", f"in note {attributes.get('n') or identifier}"
    if element == "div":
        return UNTITLED
    if element in RECORDS and identifier:
        return "record", f"in the record {identifier}"
    if element in ("p", "ab") and identifier:
        return "paragraph", f"in {identifier}"
    return ("part", PARTS[element]) if element in PARTS else None
