"""Which schemas a document is checked against: those asked for, those it names, or ours.

A document names schemas in xml-model processing instructions (W3C/ISO "Associating Schemas with XML documents").
They are taken from local files and through OASIS catalogues only; nothing is fetched.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from teiwright import relaxng, resources, saxon, xmltools
from teiwright.errors import PublishingError, SchemaUnusableError, TeiwrightError
from teiwright.findings import Finding
from teiwright.validation import library, messages, workshop
from teiwright.validation.document import Index, Instruction
from teiwright.validation.rules import is_odd
from teiwright.xmltools import TEI, TEI_NAMESPACE

Language = Literal["relaxng", "schematron"]

SUFFIXES: dict[str, Language] = {".rng": "relaxng", ".rnc": "relaxng", ".sch": "schematron"}
ROOTS: dict[str, Language] = {
    "http://relaxng.org/ns/structure/1.0": "relaxng",
    "http://purl.oclc.org/dsdl/schematron": "schematron",
}
CATALOGUE = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
PSEUDO_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
BEYOND = ("moduleRef", "elementSpec", "specGrpRef")
"""What an ODD has that draws on declarations of the TEI: elementSpec where it changes or deletes."""
OWN = ("teiwright.rng", "teiwright.sch")


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema's file and its language; where a document names it, line and column of that, else 0."""

    path: Path
    language: Language
    line: int = 0
    column: int = 0


def asked_for(name: Path) -> tuple[Schema, ...]:
    """Return the schemas that a name on the command line means: a file, or else one of the schema library.

    An ODD means the RELAX NG made of it, and its rules. Raises SchemaUnusableError.
    """
    path = name if name.is_file() else library.by_name(str(name)) or library.by_address(str(name)) or name
    if not path.is_file():
        hint = f"keep it with 'teiwright schema add {name} FILE'" if not name.suffix else ""
        raise SchemaUnusableError("no such schema", file=str(name), hint=hint)
    first = schema(path)
    return (first, Schema(path, "schematron")) if path.suffix.lower() not in SUFFIXES and is_odd(path) else (first,)


def schema(path: Path) -> Schema:
    """Return a schema by its file, whose suffix or root tells the language. Raises SchemaUnusableError."""
    if not path.is_file():
        raise SchemaUnusableError("no such schema", file=str(path))
    if path.suffix.lower() in SUFFIXES:
        return Schema(path, SUFFIXES[path.suffix.lower()])
    try:
        root = etree.QName(xmltools.parse(path).getroot())
        language = "relaxng" if is_odd(path) else ROOTS.get(root.namespace or "")
    except TeiwrightError as error:
        raise SchemaUnusableError(error.message, file=str(path), line=error.line, column=error.column) from error
    if language is None:
        raise SchemaUnusableError("no RELAX NG, no Schematron and no ODD", file=str(path))
    return Schema(path, language)


def own() -> tuple[Schema, ...]:
    """Return our own schemas: the RELAX NG and the Schematron made from our ODD."""
    return tuple(schema(resources.folder("schema") / name) for name in OWN)


def named(index: Index, path: Path, catalogues: Sequence[Path] = ()) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Return the schemas that a document names, and what is to be said of those that can't be had."""
    found: list[Schema] = []
    findings: list[Finding] = []
    for instruction in index.instructions:
        if instruction.target == "xml-model":
            outcome = _model(instruction, path, catalogues)
            if isinstance(outcome, Schema):
                found.append(outcome)
            elif outcome:
                findings.append(outcome)
    return tuple(found), tuple(findings)


def chosen(index: Index, path: Path, catalogues: Sequence[Path] = ()) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Return the schemas for a document of which none were asked for: those it names, or ours for a TEI file."""
    found, findings = named(index, path, catalogues)
    if found or findings:
        return found, findings
    if index.namespace == TEI_NAMESPACE or index.root in ("TEI", "teiCorpus"):
        return own(), ()
    sentence = messages.SENTENCES["no-schema"].format(root=index.root)
    return (), (Finding("warning", "no-schema", sentence, str(path), *index.position(1), messages.HINTS["no-schema"]),)


def _model(instruction: Instruction, path: Path, catalogues: Sequence[Path]) -> Schema | Finding | None:
    values = {match[1]: match[2] or match[3] or "" for match in PSEUDO_ATTRIBUTE.finditer(instruction.data)}
    href, kind = values.get("href", ""), values.get("schematypens", "")
    if kind == TEI_NAMESPACE:
        return None
    if kind and kind not in ROOTS:
        return _remark("schema-not-provided-for", instruction, path, href=href, language=kind)
    target = resolved(href, path, catalogues)
    if target is None:
        return _remark("schema-not-found", instruction, path, href=href)
    try:
        language = ROOTS[kind] if kind and target.suffix.lower() != ".rnc" else schema(target).language
    except SchemaUnusableError as error:
        return unusable(error, Schema(target, "relaxng", instruction.line, instruction.column), path)
    return Schema(target, language, instruction.line, instruction.column)


def unusable(error: SchemaUnusableError, schema: Schema, path: Path) -> Finding:
    """Return the finding that a schema which a document names can't be used."""
    place = ":".join(str(part) for part in (error.file or schema.path, error.line, error.column) if part)
    sentence = messages.SENTENCES["schema-unusable"].format(schema=place, what=error.message)
    hint = error.hint or messages.HINTS["schema-unusable"]
    return Finding("error", "schema-unusable", sentence, str(path), schema.line, schema.column, hint)


def _remark(rule: str, instruction: Instruction, path: Path, **values: str) -> Finding:
    sentence = messages.SENTENCES[rule].format(**values)
    place = instruction.line, instruction.column
    return Finding("warning", rule, sentence, str(path), *place, messages.HINTS[rule])


def resolved(href: str, path: Path, catalogues: Sequence[Path] = ()) -> Path | None:
    """Return the local file that an address means, seen from a document, or None.

    In this order: the catalogues' word, a file at that place, our own schemas by their names, the schema library.
    """
    address = next((mapped for file in _catalogues(catalogues) for mapped in _mapped(href, file)), href)
    parts = urlsplit(address)
    if parts.scheme in ("", "file"):
        target = path.parent / unquote(parts.path)
        if target.is_file():
            return target
    name = parts.path.rpartition("/")[2]
    return resources.folder("schema") / name if name in OWN else library.by_address(address)


def _catalogues(catalogues: Sequence[Path]) -> Iterable[Path]:
    named_files = re.split(r"[\s;]+", os.environ.get("XML_CATALOG_FILES", ""))
    return (*catalogues, *(Path(unquote(name.removeprefix("file://"))) for name in named_files if name))


def _mapped(href: str, file: Path) -> Iterator[str]:
    """Yield what a catalogue maps an address to: entries uri, system, rewriteURI and rewriteSystem."""
    for start, is_prefix, target in _entries(file):
        if href == start and not is_prefix:
            yield target
        elif is_prefix and href.startswith(start):
            yield target + href[len(start) :]


STARTS = ("name", "systemId", "uriStartString", "systemIdStartString")


@cache
def _entries(file: Path) -> tuple[tuple[str, bool, str], ...]:
    if not file.is_file():
        return ()
    entries = []
    for entry in xmltools.parse(file).iter(CATALOGUE + "*"):
        start = next((str(entry.get(name)) for name in STARTS if entry.get(name)), "")
        target = entry.get("uri") or entry.get("rewritePrefix") or ""
        if start and target:
            entries.append((start, "rewritePrefix" in entry.attrib, urljoin(file.resolve().as_uri(), target)))
    return tuple(entries)


def grammar(schema: Schema) -> relaxng.Schema:
    """Return the compiled RELAX NG schema, compiled once a process and version of the file.

    Raises SchemaUnusableError, with its place, where the schema can't be used.
    """
    return _grammar(schema.path, schema.path.stat().st_mtime_ns)


@cache
def _grammar(path: Path, modified: int) -> relaxng.Schema:
    made = path if path.suffix.lower() in SUFFIXES or not is_odd(path) else _made_of(path)
    try:
        return relaxng.load(made)
    except relaxng.SchemaError as error:
        if made != path:
            raise SchemaUnusableError(error.message, file=str(path), hint=messages.ODD_HINT) from error
        place = error.file or str(path)
        raise SchemaUnusableError(error.message, file=place, line=error.line, column=error.column) from error


def _made_of(odd: Path) -> Path:
    """Make the RELAX NG of an ODD. Raises SchemaUnusableError, with the place, for what our compiler doesn't know."""
    for element in xmltools.parse(odd).getroot().iter(*(TEI + name for name in BEYOND)):
        if element.tag != TEI + "elementSpec" or element.get("mode", "add") != "add":
            name = etree.QName(element).localname
            sentence = f"{name} is beyond our compiler, which takes an ODD that declares all it uses"
            line: int = element.sourceline or 0  # type: ignore[assignment]
            raise SchemaUnusableError(sentence, file=str(odd), line=line, hint=messages.ODD_HINT)
    try:
        made = saxon.transform(resources.folder("xslt") / "odd-to-relaxng.xsl", odd.read_text("utf-8-sig"))
    except PublishingError as error:
        sentence = f"this ODD has what our compiler does not know: {error.message}"
        raise SchemaUnusableError(sentence, file=str(odd), hint=messages.ODD_HINT) from error
    return workshop.kept(made, ".rng")
