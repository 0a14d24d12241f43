"""Schematron: a schema compiled to XSLT 3.0 by our own stylesheet and run in Saxon; each failed rule a finding."""

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from teiwright import reaching, resources, saxon, xmltools
from teiwright.errors import DocumentError, PublishingError, SchemaUnusableError
from teiwright.findings import Finding, Severity
from teiwright.relaxng.name_classes import split_name
from teiwright.relaxng.source import Parser, parse
from teiwright.validation import document, messages, workshop
from teiwright.validation.document import Index
from teiwright.validation.grammar import placed
from teiwright.validation.rules import schematron_of

CHECK = "{urn:teiwright:check}"
SEVERITIES: dict[str, Severity] = {
    **dict.fromkeys(("warning", "warn", "nonfatal"), "warning"),
    **dict.fromkeys(("info", "information", "informative"), "info"),
}
PARSING = "Error reported by XML parser"
"""Saxon's words where its parser, which keeps narrower limits than ours, does not take a document."""

SAID = re.compile(r"on line (\d+) column (\d+) of \S+:\s+(\w{4}\d{4} .*?)(?=\s+Error |$)")
CONTEXT = re.compile(r'<xsl:template [^>]*?match="([^"]*)"')
DECLARATION = re.compile(r"^\ufeff?<\?xml\s[^>]*\?>")


def compiled(path: Path) -> Path | None:
    """Return the stylesheet made of the Schematron in a schema, made once a process and version of the file.

    None where the schema has no rules: a RELAX NG schema or an ODD without any.

    Raises SchemaUnusableError for a schema that cannot be read, parsed or compiled.
    """
    return _compiled(path, path.stat().st_mtime_ns)


@cache
def _compiled(path: Path, modified: int) -> Path | None:
    compiler = resources.folder("xslt") / "schematron-to-xslt.xsl"
    text = ""
    try:
        rules = schematron_of(path)
        if not rules:
            return None
        text = saxon.transform(compiler, rules, {"base": path.resolve().as_uri()})
        reached = reaching.reaching_out(etree.fromstring(text.encode()))
        if reached:
            message = f"this Schematron cannot be used: its rules read other files ({reached})"
            raise SchemaUnusableError(message, file=str(path), hint="only a file beside it, by its plain name, is read")
        target = workshop.kept(text, ".xsl")
        saxon.stylesheet(target)
    except DocumentError as error:
        raise SchemaUnusableError(error.message, file=str(path), line=error.line, column=error.column) from error
    except (PublishingError, UnicodeDecodeError) as error:
        raise SchemaUnusableError(f"this Schematron cannot be used: {_told(error, text)}", file=str(path)) from error
    return target


def _told(error: Exception, stylesheet: str) -> str:
    """Return what Saxon says of a rule, and which rule it is, where it speaks of the stylesheet made of the schema."""
    said = SAID.search(str(error))
    if not said or not stylesheet:
        return " ".join(str(error).split())
    line, column, sentence = int(said[1]), int(said[2]), said[3]
    before = "".join(stylesheet.splitlines(keepends=True)[: line - 1]) + stylesheet.splitlines()[line - 1][:column]
    context = CONTEXT.findall(before)
    return sentence + (f", in the rule with context {html.unescape(context[-1])}" if context else "")


def source(path: Path, index: Index) -> str:
    """Return a document as a text that Saxon may parse: without document type, internal entities expanded."""
    if not index.has_doctype:
        return DECLARATION.sub("", document.decoded(path))
    builder = etree.TreeBuilder()
    parse(path, lambda parser: _build(parser, builder))
    return etree.tostring(builder.close(), encoding="unicode")


def _build(parser: Parser, builder: etree.TreeBuilder) -> None:
    """Let the parser build a tree: the same elements, in the same order, as the index counts."""
    declared: dict[str | None, str] = {}

    def declare(prefix: str | None, uri: str | None) -> None:
        declared[prefix] = uri or ""

    def start(raw: str, attributes: list[str]) -> None:
        named = zip(map(_clark, attributes[::2]), attributes[1::2], strict=True)
        namespaces = {prefix: uri for prefix, uri in declared.items() if uri}
        builder.start(_clark(raw), dict(named), namespaces)  # type: ignore[call-arg]  # its stubs lack nsmap
        declared.clear()

    parser.buffer_text = True
    parser.StartNamespaceDeclHandler = declare
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda raw: builder.end(_clark(raw))
    parser.CharacterDataHandler = builder.data


def _clark(raw: str) -> str:
    namespace, name = split_name(raw)
    return f"{{{namespace}}}{name}" if namespace else name


def findings(schema: Path, text: str, path: Path, index: Index) -> Iterator[Finding]:
    """Yield a finding for each assertion of the schema that fails on the document, in document order."""
    stylesheet = compiled(schema)
    if stylesheet is None:
        return
    try:
        result = etree.fromstring(saxon.transform(stylesheet, text, name=str(path)).encode())
    except PublishingError as error:
        if PARSING not in error.message and error.message != saxon.TOO_DEEP:
            raise SchemaUnusableError(f"this Schematron cannot be run: {error.message}", file=str(schema)) from error
        what = error.message.partition(PARSING)[2].strip(": ") or error.message
        sentence = messages.SENTENCES["not-checked"].format(what=what)
        yield Finding("warning", "not-checked", sentence, str(path), *index.position(1), messages.HINTS["not-checked"])
        return
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
