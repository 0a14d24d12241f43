"""An annotated article made into TEI P5."""

import hashlib
import re
from pathlib import Path

from lxml import etree

from teiwright.annotation import Annotated
from teiwright.encoding.elements import element
from teiwright.encoding.facsimile import facsimile
from teiwright.encoding.header import header, root_attributes
from teiwright.encoding.standoff import stand_off
from teiwright.encoding.text import TextEncoder
from teiwright.xmltools import TEI

__all__ = ["encode", "is_untouched", "serialise"]

MODELS = (
    ("teiwright.rng", "http://relaxng.org/ns/structure/1.0"),
    ("teiwright.sch", "http://purl.oclc.org/dsdl/schematron"),
)
ELEMENT_ONLY = frozenset(
    TEI + name for name in ("TEI", "text", "front", "titlePage", "body", "back", "div", "list", "table", "row", "quote")
)
CHECKSUM = re.compile(rb'<\?teiwright-checksum sha256="([0-9a-f]{64})"\?>(?:\r?\n)?')


def encode(annotated: Annotated) -> etree._Element:
    """Return the TEI element of the article; every character of its texts stands in it, in order."""
    article = annotated.article
    citation_ids = {(item.text_id, item.start, item.end): item.id for item in annotated.citations}
    root = element("TEI", root_attributes(article))
    root.append(header(annotated))
    records = stand_off(annotated)
    if records is not None:
        root.append(records)
    if article.images:
        root.append(facsimile(article))
    root.append(TextEncoder(article, annotated.spans, citation_ids).text())
    _lay_out(root)
    return root


def _lay_out(root: etree._Element) -> None:
    """Break lines where white space carries no meaning, so that an editor and a diff can read the file."""
    for child in root:
        if child.tag != TEI + "text":
            etree.indent(child, space="  ", level=1)
    for shelfmark in root.iter(TEI + "idno"):
        for inner in shelfmark:
            inner.tail = None
    _indent(root, 0)


def _indent(holder: etree._Element, level: int) -> None:
    if holder.tag not in ELEMENT_ONLY or not len(holder):
        return
    holder.text = "\n" + "  " * (level + 1)
    for child in holder:
        _indent(child, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    holder[-1].tail = "\n" + "  " * level


def serialise(root: etree._Element, schema_folder: str = "../schema") -> bytes:
    """Return the file's bytes: declaration, xml-model instructions, checksum, document; the same for the same tree.

    The checksum is that of the file without it. It tells later whether somebody changed the file by hand.
    """
    models = "".join(
        f'<?xml-model href="{schema_folder}/{name}" type="application/xml" schematypens="{kind}"?>\n'
        for name, kind in MODELS
    )
    declaration = f'<?xml version="1.0" encoding="UTF-8"?>\n{models}'.encode()
    document = etree.tostring(root, encoding="utf-8") + b"\n"
    checksum = _checksum(declaration + document)
    return declaration + f'<?teiwright-checksum sha256="{checksum}"?>\n'.encode() + document


def is_untouched(path: Path) -> bool:
    """Tell whether the file is as teiwright wrote it last; line ends that a version control changed don't count."""
    content = path.read_bytes()
    found = CHECKSUM.search(content)
    return found is not None and found[1].decode() == _checksum(CHECKSUM.sub(b"", content, count=1))


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
