"""What may and what must come next, read off patterns: the material of messages."""

from __future__ import annotations

from collections.abc import Iterable

from .name_classes import NameClass
from .patterns import Kind, Pattern


def next_elements(patterns: Iterable[Pattern]) -> list[NameClass]:
    """Return the name classes of the elements that may come next, in the schema's order, each once."""
    found: dict[NameClass, None] = {}
    for leaf in _next_leaves(patterns):
        usable = leaf.content is not None and leaf.content.kind != Kind.NOT_ALLOWED
        if leaf.kind == Kind.ELEMENT and usable and leaf.name_class is not None:
            found[leaf.name_class] = None
    return list(found)


def next_values(patterns: Iterable[Pattern]) -> tuple[list[str], list[str]]:
    """Return the values, and the datatypes, that a text may be; for a list, what its words may be."""
    values: dict[str, None] = {}
    types: dict[str, None] = {}
    for leaf in _next_leaves(patterns):
        if leaf.test is not None:
            (values if leaf.test.is_value else types)[leaf.test.described] = None
        elif leaf.kind == Kind.LIST:
            inner_values, inner_types = next_values(_all_parts(leaf))
            values.update(dict.fromkeys(inner_values))
            types.update(dict.fromkeys(inner_types))
    return list(values), list(types)


def text_may_come(patterns: Iterable[Pattern]) -> bool:
    """Whether free text may come next."""
    return any(leaf.kind == Kind.TEXT for leaf in _next_leaves(patterns))


def _next_leaves(patterns: Iterable[Pattern]) -> list[Pattern]:
    seen: set[Pattern] = set()
    leaves: list[Pattern] = []
    stack = list(patterns)[::-1]
    while stack:
        pattern = stack.pop()
        if pattern in seen:
            continue
        seen.add(pattern)
        if pattern.kind < Kind.CHOICE:
            leaves.append(pattern)
        else:
            stack.extend(_next_parts(pattern)[::-1])
    return leaves


def _next_parts(pattern: Pattern) -> tuple[Pattern, ...]:
    if pattern.kind != Kind.GROUP:
        return pattern.parts
    needed = (index for index, part in enumerate(pattern.parts) if not part.nullable)
    return pattern.parts[: next(needed, len(pattern.parts)) + 1]


def _all_parts(pattern: Pattern) -> list[Pattern]:
    return [pattern.parts[0], *pattern.parts[0].parts]


def leaves_anywhere(content: Pattern) -> list[Pattern]:
    """Return the elements, texts and data in a content model, wherever they stand in it."""
    seen = {content}
    stack = [content]
    leaves: list[Pattern] = []
    while stack:
        current = stack.pop()
        if current.kind < Kind.CHOICE:
            leaves.append(current)
            continue
        new = [part for part in current.parts if part not in seen]
        seen.update(new)
        stack.extend(new)
    return leaves


def allowed_attributes(patterns: Iterable[Pattern]) -> list[NameClass]:
    """Return the name classes of all attributes in the patterns, in the schema's order."""
    found: dict[NameClass, None] = {}
    seen: set[Pattern] = set()
    stack = list(patterns)[::-1]
    while stack:
        pattern = stack.pop()
        if pattern in seen or not pattern.has_attributes:
            continue
        seen.add(pattern)
        if pattern.kind == Kind.ATTRIBUTE and pattern.name_class is not None:
            found[pattern.name_class] = None
        else:
            stack.extend(pattern.parts[::-1])
    return list(found)


def required(patterns: Iterable[Pattern], kind: Kind) -> list[NameClass]:
    """Return the single names of the elements, or attributes, that must come in whichever way it goes on."""
    alive = [pattern for pattern in patterns if pattern.kind != Kind.NOT_ALLOWED]
    sets = [_required(pattern, kind, {}) for pattern in alive]
    return _in_all(sets)


Required = dict[NameClass, None]


def _required(pattern: Pattern, kind: Kind, memo: dict[Pattern, Required]) -> Required:
    if pattern not in memo:
        memo[pattern] = _find_required(pattern, kind, memo)
    return memo[pattern]


def _find_required(pattern: Pattern, kind: Kind, memo: dict[Pattern, Required]) -> Required:
    if pattern.kind == kind and pattern.name_class is not None and pattern.name_class.kind == "name":
        return {pattern.name_class: None}
    if pattern.nullable or pattern.kind < Kind.CHOICE:
        return {}
    sets = [_required(part, kind, memo) for part in pattern.parts]
    if pattern.kind == Kind.CHOICE:
        return dict.fromkeys(_in_all(sets))
    return {name_class: None for found in sets for name_class in found}


def _in_all(sets: list[Required]) -> list[NameClass]:
    return [name_class for name_class in sets[0] if all(name_class in found for found in sets)] if sets else []
