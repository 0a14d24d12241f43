"""XML read safely, and written whole or not at all."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from teiwright.errors import DocumentError, OutputError

TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{TEI_NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XML_ID = f"{XML}id"
XML_LANG = f"{XML}lang"

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document may hold (XML 1.0, production 2)."""


def parser() -> etree.XMLParser:
    """Return a parser without DTD loading, external entities or network; depth and size stay bounded."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, collect_ids=False)


def parse(path: Path) -> etree._ElementTree:
    """Parse a file. Raises DocumentError, with line and column, where it is missing or not well-formed."""
    try:
        return etree.parse(str(path), parser())
    except OSError as error:
        raise DocumentError("no such file or not readable", file=str(path)) from error
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise DocumentError(f"not well-formed XML: {error.msg}", file=str(path), line=line, column=column) from error


def parse_tei(path: Path) -> etree._Element:
    """Parse a TEI file and return its TEI element.

    Raises DocumentError where it is missing, not well-formed or no TEI, or where it has an entity of a DTD.
    """
    root = parse(path).getroot()
    if root.tag != TEI + "TEI":
        raise DocumentError(
            f"not a TEI article: the root element is <{etree.QName(root).localname}>",
            file=str(path),
            line=line_of(root),
            hint="it must be TEI in the namespace of the TEI",
        )
    for entity in root.iter(etree.Entity):
        raise DocumentError(
            f"the entity {entity.text} is not resolved: entities of a DTD are not read",
            file=str(path),
            line=line_of(entity),
            hint="write the character itself",
        )
    return root


def line_of(element: etree._Element | None) -> int:
    """Return the line on which an element begins, from 1; 0 where it is not known."""
    line: int | None = None if element is None else element.sourceline  # type: ignore[assignment]
    return line or 0


def plain_text(element: etree._Element) -> str:
    """Return the element's text with white space collapsed."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: to a temporary file beside it, then renamed. Raises OutputError."""
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file of many pieces, of which only one is held at a time; otherwise as `write_bytes`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", file=str(path)) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(pieces)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OutputError(f"cannot write: {error.strerror}", file=str(path)) from error
