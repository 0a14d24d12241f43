"""RELAX NG patterns in simplified form, hash-consed: equal patterns are one object.

Only then can what follows from a pattern be remembered on the pattern itself, which is what makes
Clark's algorithm (*An algorithm for RELAX NG validation*, 2002) quick enough. Choices, groups and
interleaves have any number of members, so that a long content model is wide rather than deep.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Final

from .datatypes import Test
from .errors import SchemaError
from .name_classes import Name, NameClass

LONGEST_GROUP: Final = 64
"""Groups are flattened up to this length only, since doubling definitions could make them endless."""

DEEPEST_PATTERN: Final = 120
LARGEST_TABLE: Final = 2_000_000


class Kind(IntEnum):
    """The kinds of pattern that are left after simplification."""

    EMPTY = 0
    NOT_ALLOWED = 1
    TEXT = 2
    DATA = 3
    LIST = 4
    ATTRIBUTE = 5
    ELEMENT = 6
    CHOICE = 7
    GROUP = 8
    INTERLEAVE = 9
    ONE_OR_MORE = 10


@dataclass(slots=True, eq=False)
class Pattern:
    """One pattern; compared by identity. The memo fields hold what `Derivatives` has worked out."""

    kind: Kind
    parts: tuple[Pattern, ...] = ()
    nullable: bool = False
    has_attributes: bool = False
    has_data: bool = False
    contextual: bool = False
    depth: int = 0
    name_class: NameClass | None = None
    test: Test | None = None
    content: Pattern | None = None
    origin: str = ""
    opened: dict[Name, tuple[Step, ...]] = field(default_factory=dict)
    attributed: dict[Name, tuple[Step, ...]] = field(default_factory=dict)
    closed: Pattern | None = None
    texted: Pattern | None = None
    worded: dict[str, Pattern] = field(default_factory=dict)


Step = tuple[Pattern, Pattern]
"""What a name leads to: the content (or value) it must have, and what remains after it."""

_KINDS_WITH_DATA: Final = frozenset({Kind.DATA, Kind.LIST})


class PatternTable:
    """All patterns of one schema. Its makers simplify as sections 4.20 and 4.21 say."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Pattern] = {}
        self._weight = 0
        self.empty = Pattern(Kind.EMPTY, nullable=True)
        self.not_allowed = Pattern(Kind.NOT_ALLOWED)
        self.text = Pattern(Kind.TEXT, nullable=True)

    def __len__(self) -> int:
        return len(self._known)

    def _intern(self, key: Hashable, kind: Kind, parts: tuple[Pattern, ...], nullable: bool) -> Pattern:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._make(kind, parts, nullable)
        return found

    def _make(self, kind: Kind, parts: tuple[Pattern, ...], nullable: bool) -> Pattern:
        self.weigh(len(parts))
        depth = 1 + max([part.depth for part in parts], default=0)
        if depth > DEEPEST_PATTERN:
            raise SchemaError(f"patterns nested deeper than {DEEPEST_PATTERN} levels")
        inner = kind in (Kind.LIST, Kind.ATTRIBUTE)
        return Pattern(
            kind,
            parts,
            nullable,
            has_attributes=kind == Kind.ATTRIBUTE or any(part.has_attributes for part in parts),
            has_data=kind in _KINDS_WITH_DATA or (not inner and any(part.has_data for part in parts)),
            contextual=any(part.contextual for part in parts),
            depth=depth,
        )

    def weigh(self, size: int) -> None:
        """Count something made of `size` patterns; raise SchemaError when there is too much of it."""
        self._weight += size + 8
        if self._weight > LARGEST_TABLE:
            raise SchemaError(
                f"the schema is too ambiguous to follow: more than {len(self._known):,} states are needed"
            )

    def choice(self, alternatives: Iterable[Pattern]) -> Pattern:
        """Any one of `alternatives`; those that are not allowed fall away."""
        members: dict[Pattern, None] = {}
        for alternative in alternatives:
            if alternative.kind == Kind.CHOICE:
                members.update(dict.fromkeys(alternative.parts))
            elif alternative.kind != Kind.NOT_ALLOWED:
                members[alternative] = None
        if self.empty in members and sum(member.nullable for member in members) > 1:
            del members[self.empty]
        return self._one_of(tuple(members))

    def _one_of(self, members: tuple[Pattern, ...]) -> Pattern:
        if len(members) < 2:
            return members[0] if members else self.not_allowed
        nullable = any(member.nullable for member in members)
        return self._intern((Kind.CHOICE, frozenset(members)), Kind.CHOICE, members, nullable)

    def group(self, members: Iterable[Pattern]) -> Pattern:
        """All of `members`, in this order."""
        return self._all_of(Kind.GROUP, members)

    def interleave(self, members: Iterable[Pattern]) -> Pattern:
        """All of `members`, their content mixed in any way."""
        return self._all_of(Kind.INTERLEAVE, members)

    def _all_of(self, kind: Kind, members: Iterable[Pattern]) -> Pattern:
        flat: list[Pattern] = []
        for member in members:
            if member.kind == Kind.NOT_ALLOWED:
                return self.not_allowed
            if member.kind == kind and len(flat) + len(member.parts) <= LONGEST_GROUP:
                flat.extend(member.parts)
            elif member.kind != Kind.EMPTY:
                flat.append(member)
        return self._sequence(kind, self._chunked(kind, flat))

    def _chunked(self, kind: Kind, flat: list[Pattern]) -> list[Pattern]:
        while len(flat) > LONGEST_GROUP:
            starts = range(0, len(flat), LONGEST_GROUP)
            flat = [self._sequence(kind, flat[start : start + LONGEST_GROUP]) for start in starts]
        return flat

    def _sequence(self, kind: Kind, flat: list[Pattern]) -> Pattern:
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        parts = tuple(flat)
        key = parts if kind == Kind.GROUP else tuple(sorted(parts, key=id))
        return self._intern((kind, key), kind, parts, all(part.nullable for part in parts))

    def one_or_more(self, part: Pattern) -> Pattern:
        """`part` once or more often."""
        if part.kind in (Kind.EMPTY, Kind.NOT_ALLOWED, Kind.ONE_OR_MORE):
            return part
        return self._intern((Kind.ONE_OR_MORE, part), Kind.ONE_OR_MORE, (part,), part.nullable)

    def optional(self, part: Pattern) -> Pattern:
        """`part` or nothing."""
        return self.choice((part, self.empty))

    def list_of(self, part: Pattern) -> Pattern:
        """A string whose words are `part`."""
        if part.kind == Kind.NOT_ALLOWED:
            return part
        return self._intern((Kind.LIST, part), Kind.LIST, (part,), False)

    def attribute(self, name_class: NameClass, value: Pattern) -> Pattern:
        """An attribute of `name_class` with the given value."""
        if value.kind == Kind.NOT_ALLOWED:
            return value
        made = self._intern((Kind.ATTRIBUTE, name_class, value), Kind.ATTRIBUTE, (value,), False)
        made.name_class = name_class
        return made

    def data(self, test: Test, exclusion: Pattern | None = None) -> Pattern:
        """A string that passes `test` and is not one that `exclusion` allows."""
        parts = () if exclusion is None or exclusion.kind == Kind.NOT_ALLOWED else (exclusion,)
        made = self._intern((Kind.DATA, test, parts), Kind.DATA, parts, False)
        made.test = test
        made.contextual = test.contextual or made.contextual
        return made

    def element(self, name_class: NameClass, origin: str) -> Pattern:
        """An element whose content is set later, since content models refer to each other.

        Each call makes another pattern: whether two elements are equal is not known before their content is.
        `origin` says where the schema declares it.
        """
        self.weigh(0)
        return Pattern(Kind.ELEMENT, name_class=name_class, depth=1, origin=origin)


@dataclass(frozen=True, slots=True)
class Simplified:
    """A schema in simplified form: where documents start, every element that it declares, and its files."""

    table: PatternTable
    start: Pattern
    elements: tuple[Pattern, ...]
    files: tuple[Path, ...]
