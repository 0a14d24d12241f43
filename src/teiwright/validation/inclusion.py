"""XInclude, on request and from local files only; places in the whole are told as places in the parts.

W3C XInclude 1.1 with parse="xml" and "text", fallback, and an xml:id as xpointer.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from lxml import etree

from teiwright import xmltools
from teiwright.errors import DocumentError as DocumentFaultError
from teiwright.findings import Finding
from teiwright.validation import document, workshop
from teiwright.xmltools import XML, XML_ID

XINCLUDE = "{http://www.w3.org/2001/XInclude}"
NUMBER = "{urn:teiwright:origin}number"
DEEPEST_INCLUSION = 20
Place = tuple[Path, int, int]
"""A file, a line and a column."""


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
    _resolve(root, path, places, (path.resolve(),))
    origins = tuple(places[int(element.attrib.pop(NUMBER))] for element in root.iter(etree.Element))
    etree.cleanup_namespaces(root)
    return Whole(workshop.kept(etree.tostring(root, encoding="unicode"), ".xml"), origins)


def _numbered(path: Path, places: list[Place]) -> etree._Element:
    """Parse a file; number its elements by their place in `places`, where their origins are added."""
    index = document.read(path)
    root = xmltools.parse(path).getroot()
    for ordinal, element in enumerate(root.iter(etree.Element), 1):
        element.set(NUMBER, str(len(places)))
        places.append((path, *index.position(ordinal)))
    return root


def _resolve(root: etree._Element, path: Path, places: list[Place], open_files: tuple[Path, ...]) -> None:
    for include in list(root.iter(XINCLUDE + "include")):
        if include is root or include.getparent() is None:
            continue
        try:
            parts, text = _included(include, path, places, open_files)
        except DocumentFaultError:
            fallback = include.find(XINCLUDE + "fallback")
            if fallback is None:
                raise
            parts, text = list(fallback), fallback.text or ""
        _replace(include, parts, text)


def _included(
    include: etree._Element, path: Path, places: list[Place], open_files: tuple[Path, ...]
) -> tuple[list[etree._Element], str]:
    """Return the elements, and the text before them, that stand for an include element."""
    href = include.get("href", "")
    place = places[int(include.get(NUMBER, "0"))]
    target = path.parent / unquote(urlsplit(href).path)
    if not href or urlsplit(href).scheme or not target.is_file():
        _refuse(href, "it is no local file", place)
    if target.resolve() in open_files or len(open_files) > DEEPEST_INCLUSION:
        _refuse(href, "it is included by itself", place)
    if include.get("parse") == "text":
        return [], target.read_text(encoding=include.get("encoding", "utf-8"), errors="replace")
    root = _numbered(target, places)
    _resolve(root, target, places, (*open_files, target.resolve()))
    part = _part(root, include.get("xpointer") or include.get("fragid") or "")
    if part is None:
        _refuse(href, "it has no element of that xml:id", place)
    part.tail = None
    if target.parent.resolve() != path.parent.resolve():
        part.set(f"{XML}base", Path(os.path.relpath(target, path.parent)).as_posix())
    return [part], ""


def _refuse(href: str, what: str, place: Place) -> NoReturn:
    path, line, column = place
    message = f"{href or 'nothing'} cannot be included: {what}"
    raise DocumentFaultError(message, file=str(path), line=line, column=column)


def _part(root: etree._Element, identifier: str) -> etree._Element | None:
    if not identifier:
        return root
    return next((element for element in root.iter(etree.Element) if element.get(XML_ID) == identifier), None)


def _replace(include: etree._Element, parts: list[etree._Element], text: str) -> None:
    """Put text and elements in the place of an include element, whose tail stays."""
    for part in parts:
        include.addprevious(part)
    _add_before(parts[0] if parts else include, text)
    _add_before(include, include.tail or "")
    parent = include.getparent()
    if parent is not None:
        include.tail = None
        parent.remove(include)


def _add_before(element: etree._Element, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
