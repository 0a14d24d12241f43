"""Where an element stands in its file: line and column, which the parser does not keep."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from teiwright.xmltools import XML_ID

IDENTIFIER = re.compile(r"<[^<>]*?\bxml:id\s*=\s*[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class Places:
    """Line and column, from 1, of the tags that have an xml:id."""

    file: str = ""
    known: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @staticmethod
    def of(path: Path) -> "Places":
        """Read the places of a file; one that is not in UTF-8 gives lines alone."""
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            return Places(str(path))
        found: dict[str, tuple[int, int]] = {}
        line, start, at = 1, 0, 0
        for match in IDENTIFIER.finditer(text):
            line += text.count("\n", at, match.start())
            start, at = text.rfind("\n", 0, match.start()) + 1, match.start()
            found.setdefault(match[1], (line, match.start() - start + 1))
        return Places(str(path), found)

    def of_element(self, element: etree._Element) -> tuple[int, int]:
        """Return the place of the element, or of the nearest element around it that has an id; else its line and 0."""
        for each in (element, *element.iterancestors()):
            if (place := self.known.get(each.get(XML_ID, ""))) is not None:
                return place
        line: int = element.sourceline or 0  # type: ignore[assignment]
        return line, 0
