"""Schematron: a schema compiled to XSLT 3.0 by our own stylesheet and run in Saxon; each failed rule a finding."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright import resources, saxon, xmltools
from teiwright.errors import DocumentError, PublishingError, SchemaUnusableError
from teiwright.findings import Finding, Severity
from teiwright.validation import document, messages, workshop
from teiwright.validation.document import Index
from teiwright.validation.grammar import placed

CHECK = "{urn:teiwright:check}"
SEVERITIES: dict[str, Severity] = {
    **dict.fromkeys(("warning", "warn", "nonfatal"), "warning"),
    **dict.fromkeys(("info", "information", "informative"), "info"),
}
INTERNAL_ENTITIES: dict[str, Any] = {"resolve_entities": "internal"}
"""An option of lxml 5 that its type stubs do not know."""

DECLARATION = re.compile(r"^\ufeff?<\?xml\s[^>]*\?>")


@cache
def _compiled(path: Path, modified: int) -> Path:
    compiler = resources.folder("xslt") / "schematron-to-xslt.xsl"
    try:
        text = saxon.transform(compiler, path.read_text(encoding="utf-8-sig"), {"base": path.resolve().as_uri()})
        target = workshop.kept(text, ".xsl")
        saxon.stylesheet(target)
    except (PublishingError, OSError, UnicodeDecodeError) as error:
        raise SchemaUnusableError(f"this Schematron cannot be used: {_plain(error)}", file=str(path)) from error
    return target


def _plain(error: Exception) -> str:
    return error.message if isinstance(error, PublishingError) else str(error)


def compiled(path: Path) -> Path:
    """Return the stylesheet made of a Schematron schema, made once a process and version of the file.

    Raises SchemaUnusableError for a schema that cannot be read, parsed or compiled.
    """
    try:
        xmltools.parse(path)
    except DocumentError as error:
        raise SchemaUnusableError(error.message, file=str(path), line=error.line, column=error.column) from error
    return _compiled(path, path.stat().st_mtime_ns)


def source(path: Path, index: Index) -> str:
    """Return a document as a text that Saxon may parse: without document type, internal entities expanded.

    Raises DocumentError where lxml, which bounds depth and entities, does not take the document.
    """
    if not index.has_doctype:
        return DECLARATION.sub("", document.decoded(path))
    parser = etree.XMLParser(load_dtd=False, no_network=True, collect_ids=False, **INTERNAL_ENTITIES)
    try:
        return etree.tostring(etree.parse(str(path), parser).getroot(), encoding="unicode", with_tail=False)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"not checked by Schematron: {error.msg}", file=str(path)) from error


def findings(schema: Path, text: str, path: Path, index: Index) -> Iterator[Finding]:
    """Yield a finding for each assertion of the schema that fails on the document, in document order."""
    stylesheet = compiled(schema)
    try:
        result = etree.fromstring(saxon.transform(stylesheet, text, name=str(path)).encode())
    except PublishingError as error:
        raise SchemaUnusableError(f"this Schematron cannot be run: {error.message}", file=str(schema)) from error
    for element in sorted(result, key=lambda found: int(found.get("element", "0"))):
        yield _finding(element, schema, path, index)


def _finding(element: etree._Element, schema: Path, path: Path, index: Index) -> Finding:
    ordinal = int(element.get("element", "0"))
    sentence = _text(element.find(CHECK + "message"))
    rule = element.get("rule") or schema.stem
    severity: Severity = SEVERITIES.get(element.get("role", "").lower(), "error")
    hint = " ".join(_text(diagnostic) for diagnostic in element.iter(CHECK + "diagnostic"))
    if element.get("kind") == "failed":
        sentence = messages.SENTENCES["rule-failed"].format(rule=rule, what=sentence)
        severity, hint, rule = "error", messages.HINTS["rule-failed"], "rule-failed"
    line, column = index.position(ordinal)
    return Finding(severity, rule, placed(sentence, index.place(ordinal)), str(path), line, column, hint)


def _text(element: etree._Element | None) -> str:
    return xmltools.plain_text(element) if element is not None else ""
