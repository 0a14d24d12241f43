"""The Schematron rules that a schema brings: its own where it is Schematron, those embedded in RELAX NG or an ODD.

ISO/IEC 19757-3 lets rules stand inside another schema language; the TEI puts the constraints of an ODD there.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

from teiwright import resources, saxon, xmltools
from teiwright.errors import PublishingError, SchemaUnusableError
from teiwright.validation import memory
from teiwright.xmltools import TEI

SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
XSLT = "{http://www.w3.org/1999/XSL/Transform}"


def schematron_of(path: Path) -> str:
    """Return the Schematron schema in a schema's file, "" where it has no rules.

    Raises DocumentError where it is not well-formed, SchemaUnusableError for an ODD that can't be read.
    """
    root = xmltools.parse(path).getroot()
    if root.tag == SCHEMATRON + "schema":
        return path.read_text(encoding="utf-8-sig")
    if str(root.tag).startswith(TEI):
        return _of_odd(path) if next(root.iter(SCHEMATRON + "*"), None) is not None else ""
    return _embedded(path)


def is_odd(path: Path) -> bool:
    """Tell whether a file is an ODD: a TEI document with a schemaSpec. Raises DocumentError."""
    root = xmltools.parse(path).getroot()
    return str(root.tag).startswith(TEI) and next(root.iter(TEI + "schemaSpec"), None) is not None


def _of_odd(path: Path) -> str:
    try:
        return saxon.transform(resources.folder("xslt") / "odd-to-schematron.xsl", path.read_text("utf-8-sig"))
    except PublishingError as error:
        raise SchemaUnusableError(f"the rules of this ODD cannot be read: {error.message}", file=str(path)) from error


def _embedded(path: Path) -> str:
    """Gather the rules of a RELAX NG schema and of those that it includes into one Schematron schema."""
    roots = [xmltools.parse(part).getroot() for part in sorted(memory.parts(path) or {path}, key=lambda p: p != path)]
    patterns = [pattern for root in roots for pattern in _patterns(root)]
    if not patterns:
        return ""
    schema = etree.Element(SCHEMATRON + "schema", nsmap={"sch": SCHEMATRON[1:-1]}, queryBinding="xslt3")
    for prefix, uri in _namespaces(roots, patterns).items():
        etree.SubElement(schema, SCHEMATRON + "ns", prefix=prefix, uri=uri)
    schema.extend(deepcopy(node) for root in roots for node in root.iter(XSLT + "function", XSLT + "key"))
    schema.extend(patterns)
    diagnostics = [deepcopy(node) for root in roots for node in root.iter(SCHEMATRON + "diagnostic")]
    if diagnostics:
        etree.SubElement(schema, SCHEMATRON + "diagnostics").extend(diagnostics)
    return etree.tostring(schema, encoding="unicode")


def _patterns(root: etree._Element) -> Iterator[etree._Element]:
    for node in root.iter(SCHEMATRON + "pattern", SCHEMATRON + "rule"):
        if node.tag == SCHEMATRON + "pattern":
            yield deepcopy(node)
        elif next(node.iterancestors(SCHEMATRON + "pattern"), None) is None:
            pattern = etree.Element(SCHEMATRON + "pattern")
            pattern.append(deepcopy(node))
            yield pattern


def _namespaces(roots: list[etree._Element], patterns: list[etree._Element]) -> dict[str, str]:
    """Return the prefixes that the rules declare, and else those in scope where they stand."""
    declared = {
        str(node.get("prefix")): str(node.get("uri")) for root in roots for node in root.iter(SCHEMATRON + "ns")
    }
    in_scope = {
        prefix: uri
        for node in (*roots, *patterns)
        for prefix, uri in node.nsmap.items()
        if prefix and uri != SCHEMATRON[1:-1]
    }
    return {**in_scope, **declared}
