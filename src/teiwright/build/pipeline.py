"""One text's way through the stages: read, annotated, encoded, proved, validated, published."""

import hashlib
import json
import os
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from teiwright import authority, inclusion, xmltools
from teiwright.annotation import Annotated, annotate
from teiwright.article import Article, Change, all_texts
from teiwright.build import names_index, revisions
from teiwright.build.fitting import with_fitting_attributes
from teiwright.build.folders import authority_folder, decisions_file
from teiwright.build.validity import errors, validated
from teiwright.encoding import encode, is_untouched, serialise
from teiwright.errors import (
    EditedByHandError,
    InvalidError,
    LossError,
    OutputError,
    PublishingError,
    SourceError,
    TeiwrightError,
    internal,
)
from teiwright.facts import Fact
from teiwright.findings import Finding
from teiwright.proof import Proof, prove
from teiwright.reading import read
from teiwright.xmltools import TEI, XML_ID

if TYPE_CHECKING:
    from teiwright.editorial import EditorialFinding
    from teiwright.publishing import Changes

OUTPUTS = ("html", "pdf", "epub", "index")
SHOWS_PICTURES = frozenset({"html", "pdf", "epub"})
Report = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How an article is encoded; None leaves a choice to the program.

    `authority` and `decisions` are paths; `notes` a note style, `encoding` a character encoding.
    `models` are asked about names (see `annotate`). `metadata` states, with a sidecar's keys, what holds for all
    texts where they don't say otherwise.
    """

    authority: Path | None = None
    decisions: Path | None = None
    notes: str | None = None
    encoding: str | None = None
    force: bool = False
    models: tuple[str, ...] = ()
    metadata: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article as it was read and annotated, its TEI, the proof of it, and everything that was met on the way."""

    annotated: Annotated
    root: etree._Element
    findings: tuple[Finding, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build makes: outputs below `folder`, TEI in `tei_folder`, of these kinds.

    `fonts` are further folders of fonts; `changes` is what the user wants otherwise in what readers get.
    """

    folder: Path
    tei_folder: Path
    options: Options = field(default_factory=Options)
    outputs: tuple[str, ...] = OUTPUTS
    fonts: tuple[Path, ...] = ()
    changes: "Changes | None" = None
    home: str = ""
    """The start page of the site that the HTML editions belong to, seen from them; "" where there is but one."""


@dataclass(frozen=True, slots=True)
class Made:
    """What one step made, what it met, and, a line each, what could not be made; `key` is its fingerprint."""

    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[str, ...] = ()
    key: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
    """The pictures beside the TEI to which it leads, each with what tells its content (`picture_stamp`)."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made of one source: `steps`, some of tei, html, pdf and index.

    `keys` has, by output, what its fingerprint is made of beside the TEI, and under "inputs" the digests of the source
    and what belongs to it as they were beforehand. `former` has what was made before and still stands: it is kept where
    its step is not asked for, or would be made of the very same.
    """

    source: Path
    plan: Plan
    steps: tuple[str, ...]
    keys: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, Made] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source in a build.

    `made` has what each step made: tei, html, pdf, index; of an unchanged one, the warnings met then. `failure` says in
    a line why nothing could be made. `counts` tells how many of what were found. `digest` is that of the TEI;
    `scripts` (Han, Cyrillic), `names`, `facts` and `history` (the fingerprint of the one that git has) are what the
    build remembers of a text; None where it is as it was.
    """

    source: Path
    status: Literal["built", "unchanged", "failed"]
    made: Mapping[str, Made] = field(default_factory=dict)
    counts: tuple[tuple[str, int], ...] = ()
    failure: str = ""
    digest: str = ""
    scripts: str | None = None
    names: bytes | None = None
    facts: tuple[Fact, ...] | None = None
    history: str | None = None
    exit_status: int = 0
    """What a failure asks for; what could not be made of a text that is built asks for 2."""

    @property
    def outputs(self) -> dict[str, tuple[Path, ...]]:
        """The files by kind: tei, html, pdf, index, and the report that is made with the TEI."""
        files = {kind: made.files for kind, made in self.made.items() if made.files}
        tei = files.get("tei", ())
        return files | {kind: part for kind, part in (("tei", tei[:1]), ("report", tei[1:])) if part}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was met in all steps."""
        return tuple(finding for made in self.made.values() for finding in made.findings)

    @property
    def errors(self) -> tuple[str, ...]:
        """What could not be made, a line each."""
        return tuple(filter(None, (self.failure, *(error for made in self.made.values() for error in made.errors))))


def annotate_source(source: Path, options: Options) -> Annotated:
    """Read a source and mark its names, dates and citations. Raises SourceError or DataError."""
    from teiwright import decisions

    article = read(source, notes=options.notes, encoding=options.encoding, defaults=options.metadata)
    path = decisions_file(source, options.decisions)
    if article.metadata.history_from_git and not article.metadata.history:
        article = _with_history(article, parts_of(source, path))
    decided = decisions.load(path) if path else None
    known = authority.load(authority_folder(options.authority))
    annotated = annotate(article, known, decided, models=options.models)
    return with_fitting_attributes(annotated, str(path)) if path else annotated


def parts_of(source: Path, decided: Path | None) -> list[Path]:
    """Return the files that an edition is made of: the source, its sidecar, its decisions, those there are."""
    parts = [source, source.with_name(f"{source.stem}.meta.toml"), *([decided] if decided else [])]
    return [path for path in parts if path.is_file()]


def _with_history(article: Article, files: Sequence[Path]) -> Article:
    """The article with the history that git has of it; where git has none, or half of it, a warning says so."""
    file, told = article.source.path, ""
    history: tuple[Change, ...] = ()
    try:
        history = revisions.changes(files)
        if revisions.is_cut_off(files[0]):
            told, hint = "the history that git has here is cut off", "fetch it whole: `git fetch --unshallow`"
    except SourceError as error:
        told, hint = f"the history is unknown: {error.message}", 'state it as history = [{date = "…", change = "…"}]'
    warning = (Finding("warning", "history-unknown", told, file, hint=hint),) if told else ()
    metadata = replace(article.metadata, history=history)
    return replace(article, metadata=metadata, findings=(*article.findings, *warning))


def encode_source(source: Path, options: Options) -> Encoded:
    """Read, annotate and encode a source, and prove that nothing was lost, added or moved.

    Whether the proof succeeded and the TEI is valid is for `write_tei` to ask. Raises SourceError, also where the
    source changes meanwhile, or DataError.
    """
    before = _states(source)
    annotated = annotate_source(source, options)
    root = encode(annotated)
    proof = prove(annotated.article, root)
    if _states(source) != before:
        raise SourceError("changed while it was read", file=str(source), hint="encode it again once it is saved")
    unread = (finding for finding in proof.findings if finding.severity != "error")
    findings = (*annotated.article.findings, *annotated.findings, *_header_findings(annotated.article), *unread)
    return Encoded(annotated, root, findings, proof)


def _states(source: Path) -> list[tuple[int, int, int]]:
    """Return what changes with a source's content, of a folder with each file's: time, size, and which file it is."""
    files = sorted(source.rglob("*")) if source.is_dir() else [source]
    stats = (file.stat() for file in files if file.is_file())
    return [(stat.st_mtime_ns, stat.st_size, stat.st_ino) for stat in stats]


def _header_findings(article: Article) -> Iterator[Finding]:
    """A licence or a title is never supplied: where none is stated, the encoder should know what the header says."""
    hint = f"state it in the front matter or in {article.source.name}.meta.toml"
    if not article.metadata.title:
        message = f"no title is stated or found: the header names the file, {article.source.name}"
        yield Finding("info", "title-not-stated", message, article.source.path, hint=hint)
    if not (article.metadata.licence or article.metadata.licence_target):
        yield Finding("info", "licence-not-stated", "no licence is stated", article.source.path, hint=hint)


def editorial_queries(
    tei: Path, decided: Path | None = None, switched_off: Collection[str] = (), *, xinclude: bool = False
) -> "list[EditorialFinding]":
    """Return the editorial checks' findings on a TEI file, but for those that its decisions refuse.

    `xinclude` resolves inclusions. Raises DocumentError where it is no TEI, DataError where the decisions cannot be
    used.
    """
    from teiwright import decisions
    from teiwright.editorial import examine

    path = decisions_file(tei, decided)
    answers = decisions.load(path).decisions if path else ()
    refused = {(answer.rule, answer.quote) for answer in answers if answer.action == "refuse"}
    root = inclusion.parse_tei(tei, xinclude=xinclude, corpus=True)
    if xinclude:
        return examine(root, switched_off=switched_off, refused=refused, file=str(tei))
    return examine(tei, switched_off=switched_off, refused=refused)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a TEI file that was to be written: whether it is new, and what validation finds in it."""

    is_new: bool
    findings: tuple[Finding, ...]


def write_tei(
    encoded: Encoded, source: Path, target: Path, *, force: bool = False, schema_folder: str = "../schema"
) -> Written:
    """Validate the TEI and write the file whole; it is not new where it already stood there to the byte.

    Where the proof failed, or the TEI is not valid, it is written beside, as NAME.unproved.xml with a report; what
    stood at `target` stays. Raises LossError or InvalidError then, EditedByHandError where the file was changed by hand
    (unless `force`), OutputError where it can't be written or is the source itself.
    """
    if target.exists() and target.samefile(source):
        raise OutputError("is the source and is not overwritten", file=str(target), hint="name another file with -o")
    content = serialise(encoded.root, schema_folder)
    found = validated(target, content)
    beside, report = target.with_suffix(".unproved.xml"), target.with_suffix(".unproved.txt")
    invalid = tuple(replace(fault, file=str(beside)) for fault in errors(found))
    if faults := (*encoded.proof.errors, *invalid):
        xmltools.write_bytes(beside, content)
        xmltools.write_bytes(report, proof_report(encoded.proof, invalid, source, beside).encode())
        more = f" and {len(faults) - 1} more" if faults[1:] else ""
        what, error = ("not proved", LossError) if encoded.proof.errors else ("not valid", InvalidError)
        raise error(f"{what}, so written beside as {beside} (report: {report}): {faults[0]}{more}")
    for former in (beside, report):
        former.unlink(missing_ok=True)
    if target.is_file():
        if target.read_bytes() == content:
            return Written(False, tuple(found))
        if not force and not is_untouched(target):
            way_out = shlex.join(("teiwright", "review", "--from", str(target), str(source)))
            raise EditedByHandError(
                "changed by hand since it was written, so it is not overwritten",
                file=str(target),
                hint=f"keep the edits with '{way_out}', or overwrite them with --force",
            )
    xmltools.write_bytes(target, content)
    return Written(True, tuple(found))


def proof_report(proof: Proof, invalid: Sequence[Finding], source: Path, tei: Path) -> str:
    """Return a report in words: what was compared, each difference, what is not valid, what was set aside and why."""
    asides = (f"  {line}: {words[:80]} ({reason})" for line, words, reason in proof.asides)
    head = f"{tei} is not proved to hold all of {source}." if proof.errors else f"{tei} is not valid."
    parts = [head, f"compared: {proof.compared}", "", "differences:", *(f"  {each}" for each in proof.findings)]
    parts += ["", "not valid:", *(f"  {each}" for each in invalid)] if invalid else []
    return "\n".join([*parts, "", "set aside:", *asides]) + "\n"


def tei_file(source: Path, plan: Plan) -> Path:
    return plan.tei_folder / f"{source.stem}.xml"


def queries(source: Path, plan: Plan) -> "list[EditorialFinding]":
    """What the editorial checks ask about a text's TEI; the answers stand beside the text, wherever the TEI goes."""
    return editorial_queries(tei_file(source, plan), decisions_file(source, plan.options.decisions))


def make(task: Task) -> Outcome:
    """Bring one source's TEI and outputs up to date. Raises nothing."""
    try:
        return _made(task)
    except TeiwrightError as error:
        return Outcome(task.source, "failed", failure=str(error), exit_status=error.exit_status)
    except OSError as error:
        why = f"{error.filename or task.source}: cannot be read or written: {error.strerror or error}"
        return Outcome(task.source, "failed", failure=why)
    except Exception as error:
        if os.environ.get("TEIWRIGHT_DEBUG"):
            raise
        return Outcome(task.source, "failed", failure=f"{task.source}: {internal(error)}", exit_status=2)


def _made(task: Task) -> Outcome:
    target = tei_file(task.source, task.plan)
    made, encoded = dict(task.former), None
    if "tei" in task.steps:
        encoded = encode_source(task.source, task.plan.options)
        written = write_tei(encoded, task.source, target, force=task.plan.options.force)
        made["tei"] = Made((target,), (*encoded.findings, *written.findings))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    due = {kind: output_key(task.keys.get(kind, ""), digest) for kind in task.plan.outputs if kind in task.steps}
    due = {kind: key for kind, key in due.items() if kind not in made or made[kind].key != key}
    asked = queries(task.source, task.plan) if due or encoded else []
    beside = _pictures(target) if due else ()
    for kind, one in _published(due, target, task.plan, asked).items():
        made[kind] = replace(one, key=due[kind], pictures=beside if kind in SHOWS_PICTURES else ())
    outcome = Outcome(task.source, "built", made, digest=digest, facts=_facts(target, asked) if due else None)
    made["tei"] = replace(made["tei"], files=(target, _write_report(encoded, outcome, task)))
    return replace(outcome, counts=_counts(encoded, asked), **_traces(encoded)) if encoded else outcome


def _pictures(target: Path) -> tuple[tuple[str, str], ...]:
    from teiwright import publishing

    folder = target.resolve().parent
    return tuple((name, picture_stamp(folder / name)) for name in publishing.pictures_beside(target))


def picture_stamp(path: Path) -> str:
    """What tells whether a picture is as it was: its size and time of change; "" where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"


def output_key(shared: str, tei: str) -> str:
    """The fingerprint of what an output is made from: what all share, and the TEI's bytes."""
    return hashlib.sha256(f"{shared} {tei}".encode()).hexdigest()


def _facts(target: Path, asked: "Sequence[EditorialFinding]") -> tuple[Fact, ...]:
    from teiwright.editorial import by_citation
    from teiwright.publishing import facts

    return tuple(facts(target, by_citation(asked)))


def _published(
    kinds: Collection[str], target: Path, plan: Plan, asked: "Sequence[EditorialFinding]"
) -> dict[str, Made]:
    """Make outputs; the PDF is set in a thread while the stylesheets make the others."""
    from teiwright import publishing
    from teiwright.editorial import by_citation

    changes = plan.changes or publishing.UNCHANGED

    def index(report: Report) -> list[Path]:
        warnings = {target.stem: by_citation(asked)}
        made = publishing.index(
            [target],
            plan.folder / "index",
            report,
            editions="../html/",
            warnings=warnings,
            order=changes.index_order,
        )
        return made + publishing.exports(target, plan.folder / "index")

    made = {"html": Made()}
    ways: dict[str, Callable[[Report], list[Path]]] = {
        "html": lambda report: publishing.html(
            target,
            plan.folder / "html",
            report,
            changes=changes,
            home=plan.home,
            downloads=publishing.downloads(target, plan.folder / "html", plan.outputs),
        ),
        "epub": lambda report: publishing.epub(
            target, plan.folder / "epub", report, changes=changes, edition=next(iter(made["html"].files), None)
        ),
        "index": index,
    }
    with ThreadPoolExecutor(1) as thread:
        pdf = _pdf_begun(target, plan, changes, thread) if "pdf" in kinds else None
        for kind, way in ways.items():
            if kind in kinds:
                made[kind] = _attempted(way)
        if pdf is not None:
            made["pdf"] = pdf()
    return {kind: made[kind] for kind in kinds}


def _pdf_begun(target: Path, plan: Plan, changes: "Changes", thread: ThreadPoolExecutor) -> Callable[[], Made]:
    """Make the typesetter's input and let the thread set it; return how to get what came of it."""
    from teiwright import publishing

    findings: list[Finding] = []
    rest: list[Future[Path]] = []

    def begin(_: Report) -> list[Path]:
        folder = plan.folder / "pdf"
        work = publishing.pdf_begun(target, folder, findings.append, fonts=plan.fonts, changes=changes)
        rest.append(thread.submit(work))
        return []

    begun = _attempted(begin)

    def end() -> Made:
        made = _attempted(lambda _: [rest[0].result()]) if rest else begun
        return replace(made, findings=tuple(findings))

    return end


def _attempted(way: Callable[[Report], list[Path]]) -> Made:
    """Make an output; where it cannot be made (a font lacks a character), the others are, and the error is told."""
    findings: list[Finding] = []
    try:
        files = tuple(way(findings.append))
    except PublishingError as error:
        return Made((), tuple(findings), (str(error),))
    return Made(files, tuple(findings))


def _write_report(encoded: Encoded | None, outcome: Outcome, task: Task) -> Path:
    """What was met and what was set aside, with the reason: the loss report. What was set aside stays with the TEI."""
    path = task.plan.folder / "report" / f"{task.source.stem}.json"
    report = {"source": task.source.stem, "set_aside": []} if encoded else json.loads(path.read_bytes())
    if encoded:
        source = encoded.annotated.article.source
        report["source"] = source.name
        report["set_aside"] = [
            {"line": source.place(item.start)[0], "text": source.text[item.start : item.end], "reason": item.reason}
            for item in encoded.annotated.article.set_aside
        ]
    report["findings"] = [asdict(finding) for finding in outcome.findings]
    xmltools.write_bytes(path, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def _traces(encoded: Encoded) -> dict[str, Any]:
    """What the build remembers of a text, to tell later what it depends on."""
    article = encoded.annotated.article
    texts = [text.string for text in all_texts(article)]
    identifiers = (str(entry.get(XML_ID, "")) for entry in encoded.root.iterfind(f"{TEI}standOff/*/*"))
    asked = article.metadata.history_from_git
    return {
        "scripts": names_index.scripts(texts),
        "names": names_index.index(texts, identifiers),
        "history": revisions.fingerprint(article.metadata.history) if asked else "",
    }


def _counts(encoded: Encoded, asked: Sequence[object]) -> tuple[tuple[str, int], ...]:
    annotated = encoded.annotated
    kinds = [span.kind for spans in annotated.spans.values() for span in spans]
    named = (("persons", "person"), ("places", "place"), ("organisations", "org"), ("dates", "date"))
    return (
        ("notes", len(annotated.article.notes)),
        ("citations", len(annotated.citations)),
        *((name, kinds.count(kind)) for name, kind in named),  # type: ignore[arg-type]
        ("editorial queries", len(asked)),
    )
