"""A document put together of its parts: places in the whole are told as places in the parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from teiwright import inclusion, xmltools
from teiwright.findings import Finding
from teiwright.inclusion import XINCLUDE, Place
from teiwright.validation import document, workshop

NUMBER = "{urn:teiwright:origin}number"


@dataclass(frozen=True, slots=True)
class Whole:
    """A document put together: its file, and for each of its elements the file, line and column it came from."""

    path: Path
    origins: tuple[Place, ...]

    def placed(self, finding: Finding, index: document.Index) -> Finding:
        """Return a finding on the whole as one on the part that it concerns."""
        ordinal = index.ordinal(finding.line, finding.column)
        if not 0 < ordinal <= len(self.origins):
            return finding
        path, line, column = self.origins[ordinal - 1]
        return replace(finding, file=str(path), line=line, column=column)


def whole(path: Path) -> Whole | None:
    """Return a document with its inclusions resolved, or None where it has none.

    Raises teiwright.errors.DocumentError where it is not well-formed or an inclusion can't be resolved, and the
    validator's DocumentError where a part is not well-formed.
    """
    places: list[Place] = []
    root = _numbered(path, places)
    if next(root.iter(XINCLUDE + "include"), None) is None:
        return None
    inclusion.resolve(root, path, lambda part: _numbered(part, places), lambda include, _: _place(include, places))
    origins = tuple(places[int(element.attrib.pop(NUMBER))] for element in root.iter(etree.Element))
    etree.cleanup_namespaces(root)
    return Whole(workshop.kept(etree.tostring(root, encoding="unicode"), ".xml"), origins)


def _place(include: etree._Element, places: Sequence[Place]) -> Place:
    return places[int(include.get(NUMBER, "0"))]


def _numbered(path: Path, places: list[Place]) -> etree._Element:
    """Parse a file; number its elements by their place in `places`, where their origins are added."""
    index = document.read(path)
    root = xmltools.parse(path).getroot()
    for ordinal, element in enumerate(root.iter(etree.Element), 1):
        element.set(NUMBER, str(len(places)))
        places.append((path, *index.position(ordinal)))
    return root
