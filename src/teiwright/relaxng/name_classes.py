"""Qualified names and RELAX NG name classes (specification, section 6.2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Name = tuple[str, str]
"""A namespace name (empty for none) and a local name."""

XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
XMLNS_NAMESPACE: Final = "http://www.w3.org/2000/xmlns"

SEPARATOR: Final = "\n"
"""What stands between namespace and local name in the names that the XML parser hands over.

A line break cannot occur in either: attribute-value normalisation has turned it into a space.
"""

NAME_START: Final = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_REST: Final = NAME_START + "0-9.\xb7\u0300-\u036f\u203f-\u2040-"
NCNAME: Final = f"[{NAME_START}][{NAME_REST}]*"
"""XML names without colon, as the fifth edition of XML 1.0 has them, as regular expressions."""

_NOWHERE: Final = "\0"


def split_name(raw: str) -> Name:
    """Take the parser's ``namespace SEPARATOR local`` apart."""
    namespace, _, local = raw.rpartition(SEPARATOR)
    return namespace, local


def join_name(name: Name) -> str:
    """Undo `split_name`."""
    return SEPARATOR.join(name) if name[0] else name[1]


@dataclass(frozen=True, slots=True)
class NameClass:
    """A set of names: one name, all of a namespace, all there are, or a choice of such sets."""

    kind: Literal["name", "namespace", "any", "choice"]
    namespace: str = ""
    local: str = ""
    parts: tuple[NameClass, ...] = ()
    excluded: NameClass | None = None

    def contains(self, name: Name) -> bool:
        """Whether `name` is in the set."""
        if self.kind == "name":
            return name == (self.namespace, self.local)
        if self.kind == "choice":
            return any(part.contains(name) for part in self.parts)
        if self.kind == "namespace" and name[0] != self.namespace:
            return False
        return self.excluded is None or not self.excluded.contains(name)

    def is_infinite(self) -> bool:
        """Whether the set has more names than it lists."""
        if self.kind == "choice":
            return any(part.is_infinite() for part in self.parts)
        return self.kind != "name"

    def mentioned(self) -> Iterator[NameClass]:
        """Yield the class and all classes that it is made of, exceptions too."""
        yield self
        for part in (*self.parts, *([self.excluded] if self.excluded else [])):
            yield from part.mentioned()

    def listed(self) -> Iterator[Name]:
        """Yield the names that the class gives one by one."""
        if self.kind == "name":
            yield self.namespace, self.local
        for part in self.parts:
            yield from part.listed()

    def representatives(self) -> Iterator[Name]:
        """Yield one name of each region that the class distinguishes, for `overlap`."""
        if self.kind == "name":
            yield self.namespace, self.local
        elif self.kind == "namespace":
            yield self.namespace, _NOWHERE
        elif self.kind == "any":
            yield _NOWHERE, _NOWHERE
        for part in self.parts:
            yield from part.representatives()
        if self.excluded is not None:
            yield from self.excluded.representatives()


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether some name is in both classes.

    It is enough to try one name of each region (Clark and Kawaguchi's note on section 7.3).
    """
    candidates = (*one.representatives(), *other.representatives())
    return any(one.contains(name) and other.contains(name) for name in candidates)
