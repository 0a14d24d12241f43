"""All layers of validation on one file."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from teiwright.errors import DocumentError as DocumentFaultError
from teiwright.errors import SchemaUnusableError
from teiwright.findings import Finding
from teiwright.relaxng import DocumentError, SchemaError
from teiwright.relaxng.violations import Violation
from teiwright.validation import characters, document, grammar, inclusion, links, memory, messages, schemas, schematron
from teiwright.validation.characters import Suspect
from teiwright.validation.document import Index
from teiwright.validation.inclusion import Whole
from teiwright.validation.links import LinkFault
from teiwright.validation.schemas import Schema

WARNINGS = frozenset({"unknown-prefix", "missing-file"})


@dataclass(frozen=True, slots=True)
class Options:
    """How to check: the schemas asked for (none: those that a file names, or ours), catalogues, whole lists."""

    schemas: tuple[Schema, ...] = ()
    catalogues: tuple[Path, ...] = ()
    verbose: bool = False
    xinclude: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and the files it rests on; None where that can't be known."""

    findings: tuple[Finding, ...]
    rests_on: frozenset[Path] | None = frozenset()


def check(path: Path, options: Options, content: Path | None = None) -> Checked:
    """Return what all layers find in a file, sorted by place; `content` is where it stands, if not there.

    A file that is not well-formed is one finding, and so is a schema that it names and that can't be used. Raises
    SchemaUnusableError for a schema that was asked for.
    """
    try:
        whole = inclusion.whole(content or path) if options.xinclude else None
        source = whole.path if whole else content or path
        index = document.read(source)
        chosen, remarks = (options.schemas, ()) if options.schemas else schemas.chosen(index, path, options.catalogues)
        found = (*remarks, *_layers(path, source, index, chosen, options, whole))
    except DocumentError as error:
        return Checked((unread("not-well-formed", error, path),))
    except DocumentFaultError as error:
        return Checked((unread("not-included", error, path),))
    if whole:
        found = tuple(whole.placed(finding, index) for finding in found)
    findings = tuple(sorted(found, key=lambda finding: (finding.line, finding.column)))
    return Checked(findings, _rests_on(path, index, chosen, options))


def _rests_on(path: Path, index: Index, chosen: Sequence[Schema], options: Options) -> frozenset[Path] | None:
    parts = [memory.parts(schema.path) for schema in chosen]
    others = (path.parent / name for name in links.files_pointed_to(index))
    known = frozenset(file.resolve() for file in (*others, *options.catalogues) if links.is_there(file))
    return None if None in parts else known.union(*(part for part in parts if part))


def unread(rule: str, error: DocumentError | DocumentFaultError, path: Path) -> Finding:
    """Return the finding that a file, or a part of it, could not be read."""
    sentence = messages.SENTENCES[rule].format(what=error.message)
    return Finding("error", rule, sentence, error.file or str(path), error.line, error.column, messages.HINTS[rule])


def _layers(
    path: Path, source: Path, index: Index, chosen: Sequence[Schema], options: Options, whole: Whole | None
) -> Iterator[Finding]:
    for schema in chosen:
        try:
            yield from _by_schema(schema, path, source, index, options)
        except SchemaUnusableError as error:
            if options.schemas:
                raise
            yield schemas.unusable(error, schema, path)
    yield from _links(path, index, whole)
    yield from _characters(source, path, index)


def _by_schema(schema: Schema, path: Path, source: Path, index: Index, options: Options) -> tuple[Finding, ...]:
    if schema.language == "schematron":
        return tuple(schematron.findings(schema.path, schematron.source(source, index), path, index))
    violations = _violations(schema, source)
    return tuple(grammar.findings(violations, path, index, verbose=options.verbose))


def _violations(schema: Schema, source: Path) -> Sequence[Violation]:
    try:
        return schemas.grammar(schema).validate(source)
    except SchemaError as error:
        raise SchemaUnusableError(error.message, file=str(schema.path)) from error


def _links(path: Path, index: Index, whole: Whole | None) -> Iterator[Finding]:
    for fault in links.identifier_faults(index):
        yield _link_finding(fault, path, index, whole)
    for fault in links.pointer_faults(links.links_of(index), path, _identifiers):
        yield _link_finding(fault, path, index, whole)


def _link_finding(fault: LinkFault, path: Path, index: Index, whole: Whole | None) -> Finding:
    where = _where(fault, index, whole) if fault.earlier else ""
    sentence = messages.SENTENCES[fault.rule].format(**fault.values, where=where)
    near = fault.values.get("near")
    hint = messages.NEAR.format(near=near) if near else messages.HINTS[fault.rule]
    line, column = index.position(fault.ordinal)
    placed = grammar.placed(sentence, index.place(fault.ordinal))
    return Finding("warning" if fault.rule in WARNINGS else "error", fault.rule, placed, str(path), line, column, hint)


def _where(fault: LinkFault, index: Index, whole: Whole | None) -> str:
    """Tell the place of the earlier element, in its own file where the document was put together of several."""
    if not whole:
        line, column = index.position(fault.earlier)
        return f"line {line}, column {column}"
    own, _, _ = whole.origins[fault.ordinal - 1]
    file, line, column = whole.origins[fault.earlier - 1]
    return f"line {line}, column {column}" + (f" of {file}" if file != own else "")


def _identifiers(path: Path) -> frozenset[str] | None:
    return _read_identifiers(path.resolve(), path.stat().st_mtime_ns)


@cache
def _read_identifiers(path: Path, modified: int) -> frozenset[str] | None:
    try:
        return frozenset(mark.value for mark in document.read(path).identifiers)
    except DocumentError:
        return None


def _characters(source: Path, path: Path, index: Index) -> Iterator[Finding]:
    text = document.decoded(source)
    found = tuple(characters.suspects(text))
    starts = [0, *(match.end() for match in re.finditer("\n", text))] if found else []
    for suspect in found:
        line = bisect_right(starts, suspect.offset)
        yield _character_finding(suspect, path, index, line, suspect.offset - starts[line - 1] + 1)


def _character_finding(suspect: Suspect, path: Path, index: Index, line: int, column: int) -> Finding:
    sentence = messages.SENTENCES[suspect.rule].format(
        found=characters.described(suspect.found),
        meant=characters.described(suspect.meant) if suspect.meant else "another",
        count=messages.times(suspect.count),
    )
    placed = grammar.placed(sentence, index.place(index.ordinal(line, column)))
    return Finding("warning", suspect.rule, placed, str(path), line, column, messages.HINTS[suspect.rule])
