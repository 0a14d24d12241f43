"""XInclude, on request and from local files only.

W3C XInclude 1.1 with parse="xml" and "text", fallback, and an xml:id as xpointer.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from lxml import etree

from teiwright import xmltools
from teiwright.errors import DocumentError
from teiwright.xmltools import XML, XML_ID

XINCLUDE = "{http://www.w3.org/2001/XInclude}"
DEEPEST_INCLUSION = 20
Place = tuple[Path, int, int]
"""A file, a line and a column."""
Load = Callable[[Path], etree._Element]
Locate = Callable[[etree._Element, Path], Place]


def parse_tei(path: Path, *, xinclude: bool = True, corpus: bool = False) -> etree._Element:
    """Parse a TEI document and put its parts in, if asked for; otherwise as xmltools.parse_tei.

    Raises DocumentError where it or a part cannot be read.
    """
    if not xinclude:
        return xmltools.parse_tei(path, corpus=corpus)
    root = xmltools.parse(path).getroot()
    resolve(root, path, lambda part: xmltools.parse(part).getroot(), lambda one, file: (file, xmltools.line_of(one), 0))
    return xmltools.checked_tei(root, path, corpus=corpus)


def resolve(root: etree._Element, path: Path, load: Load, place: Locate, open_files: tuple[Path, ...] = ()) -> None:
    """Put in the place of each xi:include below `root` what it names, which `load` parses; `path` is the root's file.

    `place` says where an element came from. Raises DocumentError where an inclusion cannot be resolved.
    """
    open_files = open_files or (path.resolve(),)
    for include in list(root.iter(XINCLUDE + "include")):
        if include is root or include.getparent() is None:
            continue
        try:
            parts, text = _included(include, path, load, place, open_files)
        except DocumentError:
            fallback = include.find(XINCLUDE + "fallback")
            if fallback is None:
                raise
            parts, text = list(fallback), fallback.text or ""
        _replace(include, parts, text)


def _included(
    include: etree._Element, path: Path, load: Load, place: Locate, open_files: tuple[Path, ...]
) -> tuple[list[etree._Element], str]:
    """Return the elements, and the text before them, that stand for an include element."""
    href = include.get("href", "")
    target = path.parent / unquote(urlsplit(href).path)
    if not href or urlsplit(href).scheme or not target.is_file():
        _refuse(href, "it is no local file", place(include, path))
    if target.resolve() in open_files or len(open_files) > DEEPEST_INCLUSION:
        _refuse(href, "it is included by itself", place(include, path))
    if include.get("parse") == "text":
        return [], target.read_text(encoding=include.get("encoding", "utf-8"), errors="replace")
    root = load(target)
    resolve(root, target, load, place, (*open_files, target.resolve()))
    part = _part(root, include.get("xpointer") or include.get("fragid") or "")
    if part is None:
        _refuse(href, "it has no element of that xml:id", place(include, path))
    part.tail = None
    if target.parent.resolve() != path.parent.resolve():
        part.set(f"{XML}base", Path(os.path.relpath(target, path.parent)).as_posix())
    return [part], ""


def _refuse(href: str, what: str, place: Place) -> NoReturn:
    path, line, column = place
    message = f"{href or 'nothing'} cannot be included: {what}"
    raise DocumentError(message, file=str(path), line=line, column=column)


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
