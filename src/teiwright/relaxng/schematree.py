"""The XML of a RELAX NG schema as a small tree, annotations left out, checked against section 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from .errors import DocumentError, SchemaError
from .name_classes import SEPARATOR, XML_NAMESPACE, split_name
from .source import Parser, parse

RNG_NAMESPACE: Final = "http://relaxng.org/ns/structure/1.0"
LARGEST_SCHEMA: Final = 64 << 20
DEEPEST_SCHEMA: Final = 150

PATTERNS: Final = frozenset(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty "
    "text value data notAllowed externalRef grammar".split()
)
NAME_CLASSES: Final = frozenset({"name", "anyName", "nsName", "choice"})
_GRAMMAR: Final = frozenset({"start", "define", "div", "include"})
_OVERRIDES: Final = frozenset({"start", "define", "div"})
_NOTHING: Final[frozenset[str]] = frozenset()

_CHILDREN: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("group", "interleave", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"), PATTERNS),
    **dict.fromkeys(("start", "define"), PATTERNS),
    **dict.fromkeys(("element", "attribute", "choice", "except"), PATTERNS | NAME_CLASSES),
    "data": frozenset({"param", "except"}),
    "grammar": _GRAMMAR,
    "div": _GRAMMAR,
    "include": _OVERRIDES,
    "anyName": frozenset({"except"}),
    "nsName": frozenset({"except"}),
    **dict.fromkeys(("ref", "parentRef", "empty", "text", "value", "notAllowed", "externalRef"), _NOTHING),
    **dict.fromkeys(("param", "name"), _NOTHING),
}
_REQUIRED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("ref", "parentRef", "define", "param"), "name"),
    **dict.fromkeys(("externalRef", "include"), "href"),
    "data": "type",
}
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    **{element: frozenset({attribute}) for element, attribute in _REQUIRED.items()},
    **dict.fromkeys(("element", "attribute"), frozenset({"name"})),
    "value": frozenset({"type"}),
    "start": frozenset({"combine"}),
    "define": frozenset({"name", "combine"}),
}
_EVERYWHERE: Final = frozenset({"ns", "datatypeLibrary"})
_TEXTUAL: Final = frozenset({"value", "param", "name"})
_TRIMMED: Final = ("name", "type", "combine")


@dataclass(slots=True, eq=False)
class Node:
    """One RELAX NG element. `namespace` and `library` are those in force; `base` resolves its href."""

    name: str
    attributes: dict[str, str]
    namespace: str
    datatype_library: str
    base: str
    file: str
    line: int
    column: int
    namespaces: Mapping[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def error(self, message: str) -> SchemaError:
        """Return an error at this element's place."""
        return SchemaError(message, self.file, self.line, self.column)

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"{self.file}:{self.line}"


def read_schema_file(path: Path, inherited_namespace: str = "") -> Node:
    """Read one file of a schema; `inherited_namespace` is the ``ns`` that an externalRef passes on."""
    try:
        if path.stat().st_size > LARGEST_SCHEMA:
            raise SchemaError(f"the schema is larger than {LARGEST_SCHEMA >> 20} MB", str(path))
    except OSError as error:
        raise SchemaError(f"the schema cannot be read: {error.strerror}", str(path)) from None
    if not path.is_file():
        raise SchemaError("the schema is not a file", str(path))
    builder = _Builder(path, inherited_namespace)
    try:
        parse(path, builder.prepare)
    except DocumentError as error:
        raise SchemaError(error.message, error.file, error.line, error.column) from None
    return builder.result()


class _Builder:
    """The parser's handlers; foreign elements are skipped with all that is in them (section 4.1)."""

    def __init__(self, path: Path, namespace: str) -> None:
        self._file = str(path)
        self._top = Node("", {}, namespace, "", path.absolute().as_uri(), self._file, 0, 0, {})
        self._open = [self._top]
        self._foreign = 0
        self._namespaces: list[dict[str, str]] = [{"xml": XML_NAMESPACE}]
        self._parser: Parser

    def prepare(self, parser: Parser) -> None:
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._undeclare
        self._parser = parser

    def result(self) -> Node:
        if not self._top.children:
            raise SchemaError(f"no RELAX NG schema: its root is not in the namespace {RNG_NAMESPACE}", self._file)
        root = self._top.children[0]
        if root.name not in PATTERNS:
            raise root.error(f"no RELAX NG schema: a schema cannot begin with {root.name}")
        return root

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._namespaces.append({**self._namespaces[-1], prefix or "": uri or ""})

    def _undeclare(self, prefix: str | None) -> None:
        self._namespaces.pop()

    def _start(self, raw: str, attributes: list[str]) -> None:
        namespace, local = split_name(raw)
        parent = self._open[-1]
        if self._foreign or namespace != RNG_NAMESPACE:
            if parent.name in _TEXTUAL:
                raise parent.error(f"no element may stand in {parent.name}")
            self._foreign += 1
            return
        node = self._node(parent, local, dict(zip(attributes[::2], attributes[1::2], strict=True)))
        if len(self._open) > DEEPEST_SCHEMA:
            raise node.error(f"the schema is nested deeper than {DEEPEST_SCHEMA} levels")
        if parent is not self._top:
            _check_child(parent, node)
        parent.children.append(node)
        self._open.append(node)

    def _node(self, parent: Node, name: str, attributes: dict[str, str]) -> Node:
        parser = self._parser
        base = attributes.get(f"{XML_NAMESPACE}{SEPARATOR}base")
        own = {key: value for key, value in attributes.items() if SEPARATOR not in key}
        for key in _TRIMMED:
            if key in own:
                own[key] = own[key].strip(" \t\r\n")
        node = Node(
            name,
            own,
            own.get("ns", parent.namespace),
            own.get("datatypeLibrary", parent.datatype_library),
            urljoin(parent.base, base) if base is not None else parent.base,
            self._file,
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
            self._namespaces[-1],
        )
        _check_attributes(node, attributes)
        return node

    def _text(self, data: str) -> None:
        if self._foreign:
            return
        node = self._open[-1]
        if node.name in _TEXTUAL:
            node.text += data
        elif data.strip(" \t\r\n"):
            raise node.error(f"text is not allowed in {node.name}")

    def _end(self, raw: str) -> None:
        if self._foreign:
            self._foreign -= 1
        else:
            _check_children(self._open.pop())


def _check_attributes(node: Node, attributes: dict[str, str]) -> None:
    if node.name not in _CHILDREN:
        raise node.error(f"RELAX NG has no element {node.name}")
    allowed = _ALLOWED.get(node.name, _NOTHING)
    for key in attributes:
        if key.startswith(RNG_NAMESPACE + SEPARATOR) or (
            key not in allowed and key in node.attributes and key not in _EVERYWHERE
        ):
            raise node.error(f"the attribute {split_name(key)[1]} is not allowed on {node.name}")
    required = _REQUIRED.get(node.name)
    if required and required not in node.attributes:
        raise node.error(f"{node.name} lacks the attribute {required}")
    if node.attributes.get("combine", "choice") not in ("choice", "interleave"):
        raise node.error("combine must be choice or interleave")
    if node.attributes.get("datatypeLibrary"):
        _check_library(node)


def _check_library(node: Node) -> None:
    """Section 4.3: a datatype library is named by an absolute URI without a fragment, or by nothing."""
    library = node.attributes["datatypeLibrary"]
    try:
        parts = urlsplit(library)
    except ValueError:
        raise node.error(f"datatypeLibrary is not a URI: {library!r}") from None
    bad_escape = any(not _is_hexadecimal(piece[:2]) for piece in library.split("%")[1:])
    rest = library.partition(":")[2]
    if not parts.scheme or not rest or "#" in library or bad_escape:
        raise node.error(f"datatypeLibrary is not an absolute URI without fragment: {library!r}")


def _is_hexadecimal(two: str) -> bool:
    return len(two) == 2 and all(sign in "0123456789abcdefABCDEF" for sign in two)


def _check_child(parent: Node, node: Node) -> None:
    if node.name not in _CHILDREN[parent.name]:
        raise node.error(f"{node.name} is not allowed in {parent.name}")


def _check_children(node: Node) -> None:
    """Check numbers and order; what may stand where at all has been checked already."""
    if node.name in ("element", "attribute"):
        _check_named(node)
    elif node.name == "start" and len(node.children) != 1:
        raise node.error("start must hold one pattern")
    elif node.name in ("anyName", "nsName") and len(node.children) > 1:
        raise node.error(f"{node.name} may hold one except only")
    elif node.name == "data":
        _check_data(node)
    elif not node.children and _CHILDREN[node.name] & (PATTERNS | NAME_CLASSES):
        raise node.error(f"{node.name} is empty")


def _check_named(node: Node) -> None:
    named = "name" in node.attributes
    patterns = node.children if named else node.children[1:]
    if not named and (not node.children or node.children[0].name not in NAME_CLASSES):
        raise node.error(f"{node.name} has no name")
    if any(child.name not in PATTERNS for child in patterns):
        raise node.error(f"{node.name} has two names")
    if len(patterns) == 0 and node.name == "element":
        raise node.error("element has no content (write <empty/> if it has none)")
    if len(patterns) > 1 and node.name == "attribute":
        raise node.error("attribute may hold one pattern only")


def _check_data(node: Node) -> None:
    for index, child in enumerate(node.children):
        if child.name == "except" and index != len(node.children) - 1:
            raise node.error("except must stand last in data")


def resolve(node: Node) -> Path:
    """Return the local file that the node's href names (sections 4.5 to 4.7)."""
    href = node.attributes["href"]
    if "#" in href:
        raise node.error(f"href may not have a fragment: {href!r}")
    try:
        parts = urlsplit(urljoin(node.base, href))
    except ValueError:
        raise node.error(f"href is not a URI: {href!r}") from None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise node.error(f"only local files are read, not {href!r}")
    return Path(unquote(parts.path))
