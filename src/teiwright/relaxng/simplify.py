"""From the XML of a schema to patterns: the simplification of RELAX NG (specification, section 4).

Most of its steps need no rewriting of the tree: what is inherited is inherited while reading, and a
pattern's maker knows how to write ``optional`` or ``mixed`` in simpler patterns.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .datatypes import data_test, value_test
from .errors import SchemaError
from .name_classes import NCNAME, XMLNS_NAMESPACE, NameClass
from .patterns import Pattern, PatternTable, Simplified
from .schematree import NAME_CLASSES, Node, read_schema_file, resolve

MOST_COMPONENTS: Final = 500_000
_MOST_FILES_DEEP: Final = 50
_ASCII_NAME: Final = re.compile("[A-Za-z_][A-Za-z0-9_.-]*")


def _is_name(written: str) -> bool:
    """Whether a name may stand in a schema: it begins with no combining character (XML 1.0, first editions)."""
    if written.isascii():
        return _ASCII_NAME.fullmatch(written) is not None
    return bool(re.fullmatch(NCNAME, written)) and not unicodedata.category(written[0]).startswith("M")


@dataclass(slots=True)
class Definition:
    """All that is said about one name of a grammar, or about its start."""

    place: Node
    bodies: list[Node] = field(default_factory=list)
    combine: str = ""
    plain: bool = False
    pattern: Pattern | None = None
    busy: bool = False


@dataclass(slots=True, eq=False)
class Grammar:
    """One grammar's definitions; the empty name is its start."""

    parent: Grammar | None
    definitions: dict[str, Definition] = field(default_factory=dict)


def simplify(path: Path) -> Simplified:
    """Read the schema at `path` with all files that it includes; raise SchemaError where it is wrong."""
    try:
        return _Simplifier().whole(path)
    except RecursionError:
        raise SchemaError("the schema's references are nested too deeply", str(path)) from None


def _read_file(path: Path, namespace: str) -> Node:
    if path.suffix.lower() != ".rnc":
        return read_schema_file(path, namespace)
    from .compact import read_compact_file  # here, since most schemas are in XML

    return read_compact_file(path, namespace)


class _Simplifier:
    def __init__(self) -> None:
        self._table = PatternTable()
        self._elements: list[Pattern] = []
        self._waiting: deque[tuple[Node, Grammar | None, Pattern]] = deque()
        self._files: dict[tuple[Path, str], Node] = {}
        self._external: dict[tuple[Path, str, Grammar | None], Pattern] = {}
        self._open_files: list[Path] = []
        self._components = 0
        self._grammars: deque[Grammar] = deque()
        self._checking_unreachable = False

    def whole(self, path: Path) -> Simplified:
        self._open_files.append(path.absolute())
        start = self._pattern(self._read(path.absolute(), ""), None)
        self._fill_elements()
        elements = tuple(self._elements)
        self._check_unreachable()
        return Simplified(self._table, start, elements, tuple({file for file, _ in self._files}))

    def _fill_elements(self) -> None:
        while self._waiting:
            node, grammar, element = self._waiting.popleft()
            element.content = self._group(self._content(node), grammar)

    def _check_unreachable(self) -> None:
        """Read the definitions that nothing refers to: they may be circular, but not otherwise wrong."""
        self._checking_unreachable = True
        while self._grammars:
            grammar = self._grammars.popleft()
            for definition in list(grammar.definitions.values()):
                self._defined(definition, grammar, definition.place)
            self._fill_elements()

    def _read(self, path: Path, namespace: str) -> Node:
        key = path, namespace
        if key not in self._files:
            self._files[key] = _read_file(path, namespace)
        return self._files[key]

    def _enter(self, node: Node) -> Path:
        path = resolve(node)
        if path in self._open_files:
            raise node.error(f"the schema includes itself: {path.name}")
        if len(self._open_files) > _MOST_FILES_DEEP:
            raise node.error(f"schemas include each other more than {_MOST_FILES_DEEP} levels deep")
        self._open_files.append(path)
        return path

    # Patterns

    def _pattern(self, node: Node, grammar: Grammar | None) -> Pattern:
        make = _MAKERS.get(node.name)
        if make is None:
            raise node.error(f"{node.name} is no pattern and cannot stand here")
        return make(self, node, grammar)

    def _patterns(self, nodes: list[Node], grammar: Grammar | None) -> list[Pattern]:
        return [self._pattern(node, grammar) for node in nodes]

    def _group(self, nodes: list[Node], grammar: Grammar | None) -> Pattern:
        return self._table.group(self._patterns(nodes, grammar))

    def _children_group(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._group(node.children, grammar)

    def _content(self, node: Node) -> list[Node]:
        return node.children if "name" in node.attributes else node.children[1:]

    def _element(self, node: Node, grammar: Grammar | None) -> Pattern:
        element = self._table.element(_name_class_of(node), node.place)
        self._elements.append(element)
        self._waiting.append((node, grammar, element))
        return element

    def _attribute(self, node: Node, grammar: Grammar | None) -> Pattern:
        name_class = _name_class_of(node)
        _check_attribute_name(node, name_class)
        content = self._content(node)
        value = self._pattern(content[0], grammar) if content else self._table.text
        return self._table.attribute(name_class, value)

    def _interleave(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.interleave(self._patterns(node.children, grammar))

    def _choice(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.choice(self._patterns(node.children, grammar))

    def _optional(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.optional(self._children_group(node, grammar))

    def _zero_or_more(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.optional(self._one_or_more(node, grammar))

    def _one_or_more(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.one_or_more(self._children_group(node, grammar))

    def _mixed(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.interleave((self._children_group(node, grammar), self._table.text))

    def _list(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.list_of(self._children_group(node, grammar))

    def _empty(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.empty

    def _text(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.text

    def _not_allowed(self, node: Node, grammar: Grammar | None) -> Pattern:
        return self._table.not_allowed

    def _value(self, node: Node, grammar: Grammar | None) -> Pattern:
        named = "type" in node.attributes
        library, name = (node.datatype_library, node.attributes["type"]) if named else ("", "token")
        namespaces = {**node.namespaces, "": node.namespace}
        try:
            return self._table.data(value_test(library, name, node.text, namespaces))
        except ValueError as error:
            raise node.error(f"value {node.text!r} of type {name}: {error}") from None

    def _data(self, node: Node, grammar: Grammar | None) -> Pattern:
        params = tuple((child.attributes["name"], child.text) for child in node.children if child.name == "param")
        excluded = [child for child in node.children if child.name == "except"]
        try:
            test = data_test(node.datatype_library, node.attributes["type"], params, node.namespaces)
        except ValueError as error:
            raise node.error(str(error)) from None
        exclusion = self._choice(excluded[0], grammar) if excluded else None
        return self._table.data(test, exclusion)

    # Grammars and references (sections 4.6, 4.7, 4.17, 4.18)

    def _reference(self, node: Node, grammar: Grammar | None) -> Pattern:
        if grammar is None:
            raise node.error("ref stands outside of a grammar")
        return self._resolved(node, grammar)

    def _parent_reference(self, node: Node, grammar: Grammar | None) -> Pattern:
        if grammar is None or grammar.parent is None:
            raise node.error("parentRef stands outside of a nested grammar")
        return self._resolved(node, grammar.parent)

    def _resolved(self, node: Node, grammar: Grammar) -> Pattern:
        definition = grammar.definitions.get(node.attributes["name"])
        if definition is None:
            raise node.error(f"{node.attributes['name']!r} is not defined")
        return self._defined(definition, grammar, node)

    def _defined(self, definition: Definition, grammar: Grammar, node: Node) -> Pattern:
        if definition.pattern is None:
            if definition.busy and self._checking_unreachable:
                return self._table.not_allowed
            if definition.busy:
                raise node.error("a definition refers to itself without an element between")
            definition.busy = True
            bodies = [self._children_group(body, grammar) for body in definition.bodies]
            make = self._table.interleave if definition.combine == "interleave" else self._table.choice
            definition.pattern = make(bodies)
            definition.busy = False
        return definition.pattern

    def _external_reference(self, node: Node, grammar: Grammar | None) -> Pattern:
        path = self._enter(node)
        key = path, node.namespace, grammar
        if key not in self._external:
            self._external[key] = self._pattern(self._read(key[0], key[1]), grammar)
        self._open_files.pop()
        return self._external[key]

    def _grammar(self, node: Node, parent: Grammar | None) -> Pattern:
        grammar = Grammar(parent)
        for component in self._expanded(node):
            _add(grammar, component)
        if "" not in grammar.definitions:
            raise node.error("the grammar has no start")
        self._grammars.append(grammar)
        return self._defined(grammar.definitions[""], grammar, node)

    def _expanded(self, node: Node) -> Iterator[Node]:
        """Yield the start and define elements in a grammar, those of its divs and includes too."""
        for child in node.children:
            self._components += 1
            if self._components > MOST_COMPONENTS:
                raise child.error(f"the schema has more than {MOST_COMPONENTS:,} definitions")
            if child.name == "div":
                yield from self._expanded(child)
            elif child.name == "include":
                yield from self._included(child)
            else:
                yield child

    def _included(self, node: Node) -> list[Node]:
        overrides = list(self._expanded(node))
        path = self._enter(node)
        root = self._read(path, node.namespace)
        if root.name != "grammar":
            raise node.error(f"{path.name} is no grammar and cannot be included")
        included = list(self._expanded(root))
        self._open_files.pop()
        return [*_without_overridden(node, included, overrides), *overrides]


def _without_overridden(node: Node, included: list[Node], overrides: list[Node]) -> list[Node]:
    """Section 4.7: an override must override something."""
    replaced = {_component_name(override) for override in overrides}
    missing = replaced - {_component_name(component) for component in included}
    if missing:
        raise node.error(f"the included grammar has no {min(missing) or 'start'!r} to override")
    return [component for component in included if _component_name(component) not in replaced]


def _component_name(component: Node) -> str:
    return component.attributes.get("name", "")


def _add(grammar: Grammar, component: Node) -> None:
    """Section 4.17: of several definitions one may lack ``combine``, and the others must agree."""
    name = _component_name(component)
    if component.name == "define" and not _is_name(name):
        raise component.error(f"{name!r} is not a name")
    definition = grammar.definitions.setdefault(name, Definition(component))
    combine = component.attributes.get("combine", "")
    what = f"definition of {name!r}" if name else "start"
    if not combine and definition.plain:
        raise component.error(f"a second {what} without combine")
    if combine and definition.combine not in ("", combine):
        raise component.error(f"the {what} is combined by choice and by interleave")
    definition.plain = definition.plain or not combine
    definition.combine = definition.combine or combine
    definition.bodies.append(component)


# Name classes (sections 4.8, 4.10, 4.16)


def _name_class_of(node: Node) -> NameClass:
    written = node.attributes.get("name")
    if written is None:
        return _name_class(node.children[0], "")
    if node.name == "attribute" and "ns" not in node.attributes:
        return _single_name(node, written, "")
    return _single_name(node, written, node.namespace)


def _single_name(node: Node, written: str, namespace: str) -> NameClass:
    prefix, colon, local = written.strip(" \t\r\n").rpartition(":")
    if colon and prefix not in node.namespaces:
        raise node.error(f"the prefix of {written!r} is not declared")
    if not _is_name(local) or (colon and not _is_name(prefix)):
        raise node.error(f"{written!r} is not a name")
    return NameClass("name", node.namespaces[prefix] if colon else namespace, local)


def _name_class(node: Node, within: str) -> NameClass:
    """Make a name class; `within` is the kind of class in whose exception it stands."""
    if node.name == "name":
        return _single_name(node, node.text, node.namespace)
    if node.name == "choice":
        return NameClass("choice", parts=tuple(_name_class(child, within) for child in node.children))
    if node.name not in NAME_CLASSES:
        raise node.error(f"{node.name} cannot stand among names")
    if node.name == "anyName" and within:
        raise node.error(f"anyName cannot be excepted from {within}")
    if node.name == "nsName" and within == "nsName":
        raise node.error("nsName cannot be excepted from nsName")
    excluded = _excluded(node)
    if node.name == "anyName":
        return NameClass("any", excluded=excluded)
    return NameClass("namespace", node.namespace, excluded=excluded)


def _excluded(node: Node) -> NameClass | None:
    if not node.children:
        return None
    parts = tuple(_name_class(child, node.name) for child in node.children[0].children)
    return NameClass("choice", parts=parts)


def _check_attribute_name(node: Node, name_class: NameClass) -> None:
    """Section 4.16: namespace declarations are no attributes, not even excepted ones."""
    for part in name_class.mentioned():
        if part.kind == "name" and (part.namespace, part.local) == ("", "xmlns"):
            raise node.error("an attribute cannot be named xmlns")
        if part.kind in ("name", "namespace") and part.namespace == XMLNS_NAMESPACE:
            raise node.error("an attribute cannot be a namespace declaration")


_MAKERS: Final = {
    "element": _Simplifier._element,
    "attribute": _Simplifier._attribute,
    "group": _Simplifier._children_group,
    "interleave": _Simplifier._interleave,
    "choice": _Simplifier._choice,
    "optional": _Simplifier._optional,
    "zeroOrMore": _Simplifier._zero_or_more,
    "oneOrMore": _Simplifier._one_or_more,
    "mixed": _Simplifier._mixed,
    "list": _Simplifier._list,
    "empty": _Simplifier._empty,
    "text": _Simplifier._text,
    "notAllowed": _Simplifier._not_allowed,
    "value": _Simplifier._value,
    "data": _Simplifier._data,
    "ref": _Simplifier._reference,
    "parentRef": _Simplifier._parent_reference,
    "externalRef": _Simplifier._external_reference,
    "grammar": _Simplifier._grammar,
}
