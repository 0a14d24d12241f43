"""The whole pipeline for many files: what is stale, in what order, on which executor."""

import hashlib
import json
import os
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from teiwright import authority, resources, xmltools
from teiwright.annotation import Annotated, annotate
from teiwright.article import Article
from teiwright.encoding import encode, is_untouched, serialise
from teiwright.errors import (
    EditedByHandError,
    LossError,
    OutputError,
    PublishingError,
    SourceError,
    TeiwrightError,
    internal,
)
from teiwright.findings import Finding
from teiwright.proof import prove
from teiwright.reading import read

if TYPE_CHECKING:
    from teiwright.validation.editorial import EditorialFinding

STATE = ".teiwright.json"
OUTPUTS = ("html", "pdf", "index")
SUFFIXES = frozenset(
    {".md", ".markdown", ".txt", ".text", ".docx", ".odt", ".html", ".htm", ".xhtml", ".epub", ".tex", ".latex"}
)


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


def authority_folder(stated: Path | None = None) -> Path:
    """Return the authority folder: the one stated, else ./tei/authority where there is one, else the packaged one."""
    own = Path("tei/authority")
    return stated or (own if own.is_dir() else resources.folder("authority"))


def own_authority_folder(stated: Path | None = None) -> Path:
    """Return the folder that new entries go to: the one stated, else ./tei/authority.

    Where ./tei/authority is missing it is made, with what comes with teiwright in it: that was what counted so far,
    and an entry more must not take the others away. Raises OutputError.
    """
    folder = stated or Path("tei/authority")
    if stated is None and not folder.is_dir():
        for path in sorted(resources.folder("authority").glob("*.xml")):
            xmltools.write_bytes(folder / path.name, path.read_bytes())
    return folder


def decisions_file(source: Path, stated: Path | None = None) -> Path | None:
    """Return the decisions for a source: those stated, else NAME.toml in a folder decisions beside or above it."""
    if stated:
        return stated
    folders = (source.parent.parent / "decisions", source.parent / "decisions", Path("tei/decisions"))
    return next((path for path in (folder / f"{source.stem}.toml" for folder in folders) if path.is_file()), None)


def decisions_target(source: Path, stated: Path | None = None) -> Path:
    """Return where decisions for a source are written: where they are already, else in the folder decisions."""
    known = decisions_file(source, stated)
    beside = source.parent.parent if source.parent.name == "source" else source.parent
    return known or beside / "decisions" / f"{source.stem}.toml"


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
    from teiwright.validation.editorial import examine

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


def sources_in(paths: Sequence[Path]) -> list[Path]:
    """Return the texts that the paths name, each once; a folder stands for those in it. Raises SourceError."""
    listed = [text for path in paths for text in (_texts_of_folder(path) if path.is_dir() else [path])]
    found = list({path.resolve(): path for path in reversed(listed)}.values())[::-1]
    names: dict[str, Path] = {}
    for path in found:
        if names.setdefault(path.stem, path) != path:
            raise SourceError(f"has the same name as {names[path.stem]}", file=str(path), hint="rename one of them")
    return found


def _texts_of_folder(folder: Path) -> list[Path]:
    texts = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not texts:
        raise SourceError("no text in this folder", file=str(folder), hint="put a .md, .txt, .docx or .html file there")
    return texts


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build makes: outputs below `folder`, TEI in `tei_folder`, of these kinds; `fonts` are further folders."""

    folder: Path
    tei_folder: Path
    options: Options = field(default_factory=Options)
    outputs: tuple[str, ...] = OUTPUTS
    fonts: tuple[Path, ...] = ()


def build(
    sources: Sequence[Path], plan: Plan, *, jobs: int = 1, tell: Callable[[Outcome], None] = lambda _: None
) -> list[Outcome]:
    """Bring every source's TEI and outputs up to date and return what became of each, in the order given.

    A source is stale when it, its sidecar or decisions, an authority file or the program has changed, or when an
    output is missing. `tell` hears of each outcome as it is known. Raises OutputError.
    """
    state = _load_state(plan.folder)
    _provide_schema(plan)
    outcomes: list[Outcome] = []
    for outcome in _outcomes(sources, plan, state, jobs):
        if outcome.status == "built":
            _remember(outcome, plan, state)
        outcomes.append(outcome)
        tell(outcome)
    _index_together(outcomes, plan)
    return outcomes


def _index_together(outcomes: Sequence[Outcome], plan: Plan) -> None:
    """Several articles also get one index together."""
    from teiwright import publishing
    from teiwright.validation.editorial import by_citation

    done = [outcome.source for outcome in outcomes if outcome.status != "failed"]
    joint = plan.folder / "index" / "all.citations.html"
    is_stale = any(outcome.status == "built" for outcome in outcomes) or not joint.is_file()
    if "index" in plan.outputs and len(done) > 1 and is_stale:
        teis = [_tei_file(source, plan) for source in done]
        warnings = {source.stem: by_citation(_queries(source, plan)) for source in done}
        publishing.joint_index(teis, plan.folder / "index", editions="../html/", warnings=warnings)


def _tei_file(source: Path, plan: Plan) -> Path:
    return plan.tei_folder / f"{source.stem}.xml"


def _queries(source: Path, plan: Plan) -> "list[EditorialFinding]":
    """What the editorial checks ask about a text's TEI; the answers stand beside the text, wherever the TEI goes."""
    return editorial_queries(_tei_file(source, plan), decisions_file(source, plan.options.decisions))


def _outcomes(sources: Sequence[Path], plan: Plan, state: dict[str, dict[str, Any]], jobs: int) -> Iterator[Outcome]:
    environment = _environment_key(plan)
    known = [_unchanged(source, plan, state, environment) for source in sources]
    stale = [source for source, outcome in zip(sources, known, strict=True) if outcome is None]
    made = _make_all(stale, plan, environment, jobs)
    for outcome in known:
        yield outcome or next(made)


def _make_all(stale: Sequence[Path], plan: Plan, environment: str, jobs: int) -> Iterator[Outcome]:
    if min(jobs, len(stale)) < 2:
        yield from (_make(source, plan, environment) for source in stale)
        return
    with ProcessPoolExecutor(min(jobs, len(stale)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_make, stale, [plan] * len(stale), [environment] * len(stale))


def _make(source: Path, plan: Plan, environment: str) -> Outcome:
    try:
        return _made(source, plan, _source_key(source, plan, environment))
    except TeiwrightError as error:
        return Outcome(source, "failed", errors=(str(error),))
    except Exception as error:
        if os.environ.get("TEIWRIGHT_DEBUG"):
            raise
        return Outcome(source, "failed", errors=(f"{source}: {internal(error)}",))


def _made(source: Path, plan: Plan, key: str) -> Outcome:
    from teiwright.validation import validate
    from teiwright.validation.editorial import by_citation

    encoded = encode_source(source, plan.options)
    target = _tei_file(source, plan)
    write_tei(encoded, source, target, force=plan.options.force)
    findings = [*encoded.findings, *validate([target])]
    queries = _queries(source, plan)
    outputs, errors = _published(target, plan, by_citation(queries), findings.append)
    report = _write_report(encoded, findings, plan.folder / "report" / f"{source.stem}.json")
    outputs = {"tei": (target,), **outputs, "report": (report,)}
    counts = (*_counts(encoded), ("editorial queries", len(queries)))
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


def _unchanged(source: Path, plan: Plan, state: dict[str, dict[str, Any]], environment: str) -> Outcome | None:
    """What was made earlier, where all that is asked for was and is still there; else None."""
    known = state.get(_state_key(source, plan))
    target = _tei_file(source, plan)
    if not known or plan.options.force or not source.is_file() or not target.is_file():
        return None
    outputs = {kind: tuple(map(Path, paths)) for kind, paths in known.get("outputs", {}).items()}
    wanted = [outputs.get(kind) for kind in ("tei", *plan.outputs, "report")]
    if not all(paths and all(path.is_file() for path in paths) for paths in wanted):
        return None
    if hashlib.sha256(target.read_bytes()).hexdigest() != known.get("digest"):
        return None
    if known.get("key") != _source_key(source, plan, environment):
        return None
    return Outcome(source, "unchanged", outputs, tuple(Finding(**item) for item in known.get("findings", ())))


def _remember(outcome: Outcome, plan: Plan, state: dict[str, dict[str, Any]]) -> None:
    """Keep what was made; what an earlier build made of the very same is still good."""
    known = state.get(_state_key(outcome.source, plan), {})
    earlier = known.get("outputs", {}) if known.get("key") == outcome.key else {}
    state[_state_key(outcome.source, plan)] = {
        "key": outcome.key,
        "digest": outcome.digest,
        "outputs": {**earlier, **{kind: list(map(str, paths)) for kind, paths in outcome.outputs.items()}},
        "findings": [asdict(finding) for finding in outcome.findings],
    }
    _save_state(plan.folder, state)


def _source_key(source: Path, plan: Plan, environment: str) -> str:
    """The fingerprint of all that one source's outputs depend on. Raises SourceError where it can't be read."""
    digest = hashlib.sha256(environment.encode())
    beside = (source, source.with_name(f"{source.stem}.meta.toml"), decisions_file(source, plan.options.decisions))
    try:
        for path in beside:
            digest.update(path.read_bytes() if path and (path == source or path.is_file()) else b"\0")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=str(source)) from error
    return digest.hexdigest()


def _environment_key(plan: Plan) -> str:
    """The fingerprint of the program, its stylesheets and schemas, the authority files and the options."""
    folders = (
        Path(__file__).parent,
        resources.folder("xslt"),
        resources.folder("schema"),
        authority_folder(plan.options.authority),
    )
    digest = hashlib.sha256(repr((replace(plan.options, force=False), plan.fonts)).encode())
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _provide_schema(plan: Plan) -> None:
    """Put the schemas where the TEI files' xml-model instructions look for them: ../schema."""
    target = plan.tei_folder.parent / "schema"
    if target.resolve() == resources.folder("schema").resolve():
        return
    for path in sorted(resources.folder("schema").iterdir()):
        if path.is_file() and not path.name.startswith("."):
            copy = target / path.name
            if not copy.is_file() or copy.read_bytes() != path.read_bytes():
                xmltools.write_bytes(copy, path.read_bytes())


def _state_key(source: Path, plan: Plan) -> str:
    return f"{source} -> {os.path.relpath(plan.tei_folder, plan.folder)}"


def _load_state(folder: Path) -> dict[str, dict[str, Any]]:
    """What earlier builds wrote; a damaged file counts as none, so that all is made again."""
    try:
        state = json.loads((folder / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: entry for key, entry in state.items() if _is_ours(entry)} if isinstance(state, dict) else {}


def _is_ours(entry: Any) -> bool:
    """Tell whether an entry is as this version writes it; another version's counts as none."""
    if not isinstance(entry, dict) or not isinstance(entry.get("outputs"), dict):
        return False
    lists = (*entry["outputs"].values(), entry.get("findings"))
    return all(isinstance(each, list) for each in lists) and all(isinstance(each, dict) for each in entry["findings"])


def _save_state(folder: Path, state: dict[str, dict[str, Any]]) -> None:
    xmltools.write_bytes(folder / STATE, json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True).encode())
