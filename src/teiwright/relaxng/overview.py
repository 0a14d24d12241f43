"""What a schema declares, seen as a whole: needed for explaining an error, never for finding one."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from .expectations import allowed_attributes, leaves_anywhere
from .name_classes import Name
from .patterns import Kind, Pattern


class Overview:
    """The elements of a schema by name, and which of them hold which. Worked out at the first error."""

    def __init__(self, elements: tuple[Pattern, ...]) -> None:
        self._elements = elements

    @cached_property
    def known(self) -> dict[Name, list[Pattern]]:
        """The declarations of each element that the schema names."""
        known: dict[Name, list[Pattern]] = {}
        for element in self._elements:
            for name in _names(element):
                known.setdefault(name, []).append(element)
        return known

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of the known elements."""
        return frozenset(namespace for namespace, _ in self.known)

    @cached_property
    def holders(self) -> dict[Name, set[Name]]:
        """For each element, those that may hold it directly."""
        holders: dict[Name, set[Name]] = {}
        for element in self._elements:
            for leaf in leaves_anywhere(element.content) if element.content else ():
                for name in _names(leaf) if leaf.kind == Kind.ELEMENT else ():
                    holders.setdefault(name, set()).update(_names(element))
        return holders

    @cached_property
    def text_holders(self) -> frozenset[Name]:
        """The elements that may hold text directly."""
        return frozenset(
            name
            for element in self._elements
            if element.content and any(leaf.kind == Kind.TEXT for leaf in leaves_anywhere(element.content))
            for name in _names(element)
        )

    @cached_property
    def attribute_occurrences(self) -> Counter[Name]:
        """On how many elements each attribute is allowed."""
        contents = (element.content for element in self._elements if element.content is not None)
        classes = (name_class for content in contents for name_class in allowed_attributes([content]))
        return Counter(name for name_class in classes for name in name_class.listed())

    def is_phrase(self, name: Name) -> bool:
        """Whether an element stands in most places where text stands, as a part of a sentence does."""
        return 2 * len(self.holders.get(name, set()) & self.text_holders) > len(self.text_holders)

    def occurrences(self, name: Name) -> int:
        """In how many elements an element may stand."""
        return len(self.holders.get(name, ()))


def _names(element: Pattern) -> list[Name]:
    return list(element.name_class.listed()) if element.name_class else []
