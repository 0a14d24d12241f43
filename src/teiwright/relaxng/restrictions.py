"""The restrictions on schemas (specification, section 7), checked on the simplified form."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from itertools import combinations
from typing import Final

from .errors import SchemaError
from .name_classes import Name, NameClass, overlap
from .patterns import Kind, Pattern, Simplified


class ContentType(IntEnum):
    """Section 7.2."""

    EMPTY = 0
    COMPLEX = 1
    SIMPLE = 2


Where = frozenset[str]
"""What the patterns around a pattern are, as far as section 7.1 asks."""

_START: Final[Where] = frozenset({"start"})
_FORBIDDEN: Final[dict[str, frozenset[Kind]]] = {
    "attribute": frozenset({Kind.ELEMENT, Kind.ATTRIBUTE}),
    "repeated group": frozenset({Kind.ATTRIBUTE}),
    "list": frozenset({Kind.LIST, Kind.ELEMENT, Kind.ATTRIBUTE, Kind.TEXT, Kind.INTERLEAVE}),
    "except": frozenset(Kind) - {Kind.DATA, Kind.CHOICE, Kind.NOT_ALLOWED},
    "start": frozenset(Kind) - {Kind.ELEMENT, Kind.CHOICE, Kind.NOT_ALLOWED},
}
_PLAIN: Final = {
    "attribute": "an attribute's value",
    "repeated group": "a group that is repeated",
    "list": "a list",
    "except": "an exception from data",
    "start": "start",
}


def check_restrictions(schema: Simplified) -> None:
    """Raise SchemaError at the first element that breaks a restriction."""
    checker = _Checker()
    checker.check_paths(schema.start, _START)
    for element in _reachable(schema.start):
        try:
            checker.check_content(element)
        except SchemaError as error:
            file, _, line = element.origin.rpartition(":")
            raise SchemaError(error.message, file, int(line)) from None


def _reachable(start: Pattern) -> list[Pattern]:
    """Return every element that a document may hold, each once."""
    seen = {start}
    stack = [start]
    found: list[Pattern] = []
    while stack:
        pattern = stack.pop()
        inner = pattern.parts
        if pattern.kind == Kind.ELEMENT:
            found.append(pattern)
            inner = (pattern.content,) if pattern.content else ()
        new = [part for part in inner if part not in seen]
        seen.update(new)
        stack.extend(new)
    return found


class _Names:
    """Name classes, the single names kept apart so that hundreds of them are compared as sets."""

    __slots__ = ("single", "wide")

    def __init__(self, classes: Iterable[NameClass] = ()) -> None:
        self.single: set[Name] = set()
        self.wide: list[NameClass] = []
        for name_class in classes:
            if name_class.kind == "name":
                self.single.add((name_class.namespace, name_class.local))
            else:
                self.wide.append(name_class)

    def common(self, other: _Names) -> str:
        """Return a name that both have, for the message, or nothing."""
        shared = self.single & other.single
        if shared:
            return min(shared)[1]
        crossed = ((mine, name) for mine in self.wide for name in other.single)
        crossed_back = ((theirs, name) for theirs in other.wide for name in self.single)
        for wide, name in (*crossed, *crossed_back):
            if wide.contains(name):
                return name[1]
        return "*" if any(overlap(mine, theirs) for mine in self.wide for theirs in other.wide) else ""

    def add(self, other: _Names) -> None:
        self.single |= other.single
        self.wide += [wide for wide in other.wide if wide not in self.wide]


class _Checker:
    """The checks, with what they found out about each pattern."""

    def __init__(self) -> None:
        self._checked: set[tuple[Pattern, Where]] = set()
        self._types: dict[Pattern, ContentType] = {}
        self._attributes: dict[Pattern, _Names] = {}
        self._elements: dict[Pattern, _Names] = {}
        self._texts: dict[Pattern, bool] = {}

    def check_content(self, element: Pattern) -> None:
        if element.content is None:
            return
        self.check_paths(element.content, frozenset())
        self._content_type(element.content)

    def check_paths(self, pattern: Pattern, where: Where) -> None:
        """Section 7.1, and of section 7.3 what concerns single attributes."""
        if (pattern, where) in self._checked:
            return
        self._checked.add((pattern, where))
        for place in where & _FORBIDDEN.keys():
            if pattern.kind in _FORBIDDEN[place]:
                raise SchemaError(f"{_named(pattern.kind)} cannot stand in {_PLAIN[place]}")
        self._check_wide_attribute(pattern, where)
        inner = _inside(pattern, where)
        for part in pattern.parts:
            self.check_paths(part, inner)

    def _check_wide_attribute(self, pattern: Pattern, where: Where) -> None:
        wide = pattern.name_class is not None and pattern.name_class.is_infinite()
        if pattern.kind == Kind.ATTRIBUTE and wide and "repeated" not in where:
            raise SchemaError("an attribute with anyName or nsName must stand in oneOrMore or zeroOrMore")

    def _content_type(self, pattern: Pattern) -> ContentType:
        if pattern not in self._types:
            self._types[pattern] = self._find_content_type(pattern)
        return self._types[pattern]

    def _find_content_type(self, pattern: Pattern) -> ContentType:
        kind = pattern.kind
        if kind in (Kind.TEXT, Kind.ELEMENT):
            return ContentType.COMPLEX
        if kind in (Kind.DATA, Kind.LIST):
            return ContentType.SIMPLE
        types = [self._content_type(part) for part in pattern.parts]
        if kind == Kind.ONE_OR_MORE:
            return _grouped([types[0], types[0]])
        if kind in (Kind.GROUP, Kind.INTERLEAVE):
            self._check_members(pattern)
            return _grouped(types)
        return max(types, default=ContentType.EMPTY) if kind == Kind.CHOICE else ContentType.EMPTY

    def _check_members(self, pattern: Pattern) -> None:
        """Sections 7.3 and 7.4."""
        seen = _Names()
        for part in pattern.parts:
            attributes = self._attributes_in(part)
            common = seen.common(attributes)
            if common:
                raise SchemaError(f"the attribute {common} is allowed twice in one group")
            seen.add(attributes)
        if pattern.kind == Kind.INTERLEAVE:
            self._check_interleave(pattern)

    def _check_interleave(self, pattern: Pattern) -> None:
        if sum(self._has_text(part) for part in pattern.parts) > 1:
            raise SchemaError("text stands in two parts of one interleave")
        for one, other in combinations(pattern.parts, 2):
            common = self._elements_in(one).common(self._elements_in(other))
            if common:
                raise SchemaError(f"the element {common} stands in two parts of one interleave")

    def _attributes_in(self, pattern: Pattern) -> _Names:
        if pattern not in self._attributes:
            self._attributes[pattern] = self._collected(pattern, Kind.ATTRIBUTE, pattern.has_attributes)
        return self._attributes[pattern]

    def _elements_in(self, pattern: Pattern) -> _Names:
        if pattern not in self._elements:
            self._elements[pattern] = self._collected(pattern, Kind.ELEMENT, True)
        return self._elements[pattern]

    def _collected(self, pattern: Pattern, kind: Kind, worthwhile: bool) -> _Names:
        if not worthwhile:
            return _Names()
        if pattern.kind == kind and pattern.name_class is not None:
            return _Names([pattern.name_class])
        names = _Names()
        find = self._attributes_in if kind == Kind.ATTRIBUTE else self._elements_in
        for part in pattern.parts:
            names.add(find(part))
        return names

    def _has_text(self, pattern: Pattern) -> bool:
        if pattern not in self._texts:
            outside = pattern.kind != Kind.ATTRIBUTE
            self._texts[pattern] = pattern.kind == Kind.TEXT or (
                outside and any(self._has_text(part) for part in pattern.parts)
            )
        return self._texts[pattern]


def _inside(pattern: Pattern, where: Where) -> Where:
    if pattern.kind == Kind.ATTRIBUTE:
        return frozenset({"attribute"})
    if pattern.kind == Kind.LIST:
        return where | {"list"}
    if pattern.kind == Kind.DATA:
        return where | {"except"}
    if pattern.kind == Kind.ONE_OR_MORE:
        return where | {"repeated"}
    if pattern.kind in (Kind.GROUP, Kind.INTERLEAVE) and "repeated" in where:
        return where | {"repeated group"}
    return where


def _named(kind: Kind) -> str:
    return kind.name.lower().replace("_", " ")


def _grouped(types: list[ContentType]) -> ContentType:
    """Section 7.2: two types can be grouped if one is empty or both are complex."""
    present = [content_type for content_type in types if content_type != ContentType.EMPTY]
    if len(present) > 1 and ContentType.SIMPLE in present:
        raise SchemaError("data cannot stand together with other data, text or elements (use a list)")
    return max(types, default=ContentType.EMPTY)
