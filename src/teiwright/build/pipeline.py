"""One text's way through the stages: read, annotated, encoded, proved, validated, published."""

import hashlib
import json
import os
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lxml import etree

from teiwright import authority, xmltools
from teiwright.annotation import Annotated, annotate
from teiwright.article import Article
from teiwright.build.folders import authority_folder, decisions_file
from teiwright.build.validity import validated
from teiwright.encoding import encode, is_untouched, serialise
from teiwright.errors import (
    EditedByHandError,
    LossError,
    OutputError,
    PublishingError,
    TeiwrightError,
    internal,
)
from teiwright.findings import Finding
from teiwright.proof import prove
from teiwright.reading import read

if TYPE_CHECKING:
    from teiwright.editorial import EditorialFinding

OUTPUTS = ("html", "pdf", "index")


@dataclass(frozen=True, slots=True)
class Options:
    """How an article is encoded; None leaves a choice to the program.

    `authority` and `decisions` are paths; `notes` a note style, `encoding` a character encoding.
    `model` asks a statistical model about names, too.
    """

    authority: Path | None = None
    decisions: Path | None = None
    notes: str | None = None
    encoding: str | None = None
    force: bool = False
    model: bool = False


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article as it was read and annotated, its TEI, and everything that was met on the way."""

    annotated: Annotated
    root: etree._Element
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build makes: outputs below `folder`, TEI in `tei_folder`, of these kinds; `fonts` are further folders."""

    folder: Path
    tei_folder: Path
    options: Options = field(default_factory=Options)
    outputs: tuple[str, ...] = OUTPUTS
    fonts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source in a build.

    `outputs` has the files by kind: tei, html, pdf, index, report. `errors` says, a line each, what could not be made:
    everything where the source failed, else one of the outputs. `counts` tells how many of what were found.
    """

    source: Path
    status: Literal["built", "unchanged", "failed"]
    outputs: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    errors: tuple[str, ...] = ()
    key: str = ""
    digest: str = ""


def annotate_source(source: Path, options: Options) -> Annotated:
    """Read a source and mark its names, dates and citations. Raises SourceError or DataError."""
    from teiwright import decisions

    article = read(source, notes=options.notes, encoding=options.encoding)
    path = decisions_file(source, options.decisions)
    decided = decisions.load(path) if path else None
    known = authority.load(authority_folder(options.authority))
    return annotate(article, known, decided, with_model=options.model)


def encode_source(source: Path, options: Options) -> Encoded:
    """Read, annotate and encode a source, and prove that nothing was lost.

    Raises SourceError, DataError, or LossError where the proof fails.
    """
    annotated = annotate_source(source, options)
    root = encode(annotated)
    losses = prove(annotated.article, root)
    if losses:
        raise LossError(f"nothing was written: {losses[0]}" + (f" and {len(losses) - 1} more" if losses[1:] else ""))
    findings = (*annotated.article.findings, *annotated.findings, *_header_findings(annotated.article))
    return Encoded(annotated, root, findings)


def _header_findings(article: Article) -> Iterator[Finding]:
    """A licence is never supplied: where none is stated, the encoder should know that the header says so."""
    if not (article.metadata.licence or article.metadata.licence_target):
        hint = f"state it in the front matter or in {article.source.name}.meta.toml"
        yield Finding("info", "licence-not-stated", "no licence is stated", article.source.path, hint=hint)


def editorial_queries(
    tei: Path, decided: Path | None = None, switched_off: Collection[str] = ()
) -> "list[EditorialFinding]":
    """Return the editorial checks' findings on a TEI file, but for those that its decisions refuse.

    Raises DocumentError where it is no TEI, DataError where the decisions cannot be used.
    """
    from teiwright import decisions
    from teiwright.editorial import examine

    path = decisions_file(tei, decided)
    answers = decisions.load(path).decisions if path else ()
    refused = {(answer.rule, answer.quote) for answer in answers if answer.action == "refuse"}
    xmltools.parse_tei(tei)
    return examine(tei, switched_off=switched_off, refused=refused)


def write_tei(
    encoded: Encoded, source: Path, target: Path, *, force: bool = False, schema_folder: str = "../schema"
) -> bool:
    """Write the TEI file whole; return False where it already stood there to the byte.

    Raises EditedByHandError where the file was changed by hand (unless `force`), OutputError where it can't be written
    or is the source itself.
    """
    if target.exists() and target.samefile(source):
        raise OutputError("is the source and is not overwritten", file=str(target), hint="name another file with -o")
    content = serialise(encoded.root, schema_folder)
    if target.is_file():
        if target.read_bytes() == content:
            return False
        if not force and not is_untouched(target):
            way_out = shlex.join(("teiwright", "review", "--from", str(target), str(source)))
            raise EditedByHandError(
                "changed by hand since it was written, so it is not overwritten",
                file=str(target),
                hint=f"keep the edits with '{way_out}', or overwrite them with --force",
            )
    xmltools.write_bytes(target, content)
    return True


def tei_file(source: Path, plan: Plan) -> Path:
    return plan.tei_folder / f"{source.stem}.xml"


def queries(source: Path, plan: Plan) -> "list[EditorialFinding]":
    """What the editorial checks ask about a text's TEI; the answers stand beside the text, wherever the TEI goes."""
    return editorial_queries(tei_file(source, plan), decisions_file(source, plan.options.decisions))


def make(source: Path, plan: Plan, key: str) -> Outcome:
    """Bring one source's TEI and outputs up to date; `key` is the fingerprint to keep with them. Raises nothing."""
    try:
        return _made(source, plan, key)
    except TeiwrightError as error:
        return Outcome(source, "failed", errors=(str(error),))
    except Exception as error:
        if os.environ.get("TEIWRIGHT_DEBUG"):
            raise
        return Outcome(source, "failed", errors=(f"{source}: {internal(error)}",))


def _made(source: Path, plan: Plan, key: str) -> Outcome:
    from teiwright.editorial import by_citation

    encoded = encode_source(source, plan.options)
    target = tei_file(source, plan)
    write_tei(encoded, source, target, force=plan.options.force)
    findings = [*encoded.findings, *validated(target)]
    asked = queries(source, plan)
    outputs, errors = _published(target, plan, by_citation(asked), findings.append)
    report = _write_report(encoded, findings, plan.folder / "report" / f"{source.stem}.json")
    outputs = {"tei": (target,), **outputs, "report": (report,)}
    counts = (*_counts(encoded), ("editorial queries", len(asked)))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    return Outcome(source, "built", outputs, tuple(findings), counts, errors, key, digest)


def _published(
    target: Path, plan: Plan, warnings: Mapping[str, Sequence[str]], report: Callable[[Finding], None]
) -> tuple[dict[str, tuple[Path, ...]], tuple[str, ...]]:
    """Make each output; where one cannot be made (a font lacks a character), the others are, and the error is told."""
    outputs, errors = {}, []
    for kind in plan.outputs:
        try:
            outputs[kind] = tuple(_publish(kind, target, plan, warnings, report))
        except PublishingError as error:
            errors.append(str(error))
    return outputs, tuple(errors)


def _publish(
    kind: str, target: Path, plan: Plan, warnings: Mapping[str, Sequence[str]], report: Callable[[Finding], None]
) -> list[Path]:
    from teiwright import publishing

    folder = plan.folder / kind
    if kind == "html":
        return publishing.html(target, folder, report)
    if kind == "pdf":
        return [publishing.pdf(target, folder, report, fonts=plan.fonts)]
    made = publishing.index([target], folder, report, editions="../html/", warnings={target.stem: warnings})
    return made + publishing.exports(target, folder)


def _write_report(encoded: Encoded, findings: Sequence[Finding], path: Path) -> Path:
    """What was met and what was set aside, with the reason: the loss report."""
    source = encoded.annotated.article.source
    aside = [
        {"line": source.place(item.start)[0], "text": source.text[item.start : item.end], "reason": item.reason}
        for item in encoded.annotated.article.set_aside
    ]
    report = {"source": source.name, "findings": [asdict(finding) for finding in findings], "set_aside": aside}
    xmltools.write_bytes(path, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def _counts(encoded: Encoded) -> tuple[tuple[str, int], ...]:
    annotated = encoded.annotated
    kinds = [span.kind for spans in annotated.spans.values() for span in spans]
    named = (("persons", "person"), ("places", "place"), ("organisations", "org"), ("dates", "date"))
    return (
        ("notes", len(annotated.article.notes)),
        ("citations", len(annotated.citations)),
        *((name, kinds.count(kind)) for name, kind in named),  # type: ignore[arg-type]
    )
