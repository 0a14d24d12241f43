"""The commands that make something: encode, build, publish."""

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from teiwright.commands import (
    AUTHORITY,
    DECISIONS,
    ENCODING,
    FILES,
    FONTS,
    FORCE,
    FORM,
    MODEL,
    NOTES,
    QUIET,
    SOURCE,
    VERBOSE,
    XINCLUDE,
    Command,
    as_json,
    complain,
    counted,
    guarded,
    one_of,
    tell,
    watching,
)
from teiwright.commands.configuring import metadata
from teiwright.commands.progress import progress, working
from teiwright.errors import DocumentError, PublishingError
from teiwright.findings import Finding, exit_status

if TYPE_CHECKING:
    from teiwright.build import Options, Outcome, Summary
    from teiwright.publishing.ordering import Order


@click.command()
@SOURCE
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="The TEI file. [default: SOURCE.xml]")
@AUTHORITY
@DECISIONS
@NOTES
@ENCODING
@MODEL
@FORCE
@click.option("--explain", is_flag=True, help="Print what was recognised in the source, and on what evidence.")
@click.option("--init-meta", is_flag=True, help="Write SOURCE.meta.toml with the metadata found, for you to complete.")
@VERBOSE
@FORM
@guarded
def encode(
    source: Path,
    target: Path | None,
    authority: Path | None,
    decisions: Path | None,
    notes: str | None,
    encoding: str | None,
    models: tuple[str, ...],
    force: bool,
    explain: bool,
    init_meta: bool,
    verbose: bool,
    form: str,
) -> int:
    """Encode SOURCE as TEI P5, prove that nothing was lost, and validate it.

    \b
    Examples:
      teiwright encode article.md
      teiwright encode article.docx -o tei/article.xml --authority my-authorities
      teiwright encode article.txt --notes brackets --explain
    """
    from teiwright import build as building
    from teiwright import reading

    if init_meta:
        return _init_metadata(source, notes, encoding)
    options = building.Options(authority, decisions, notes, encoding, force, models, metadata())
    with working(source):
        encoded = building.encode_source(source, options)
    if explain:
        click.echo("\n".join(reading.explain(encoded.annotated.article)))
    path = target or source.with_suffix(".xml")
    written = building.write_tei(encoded, source, path, force=force)
    findings = (*encoded.findings, *written.findings)
    if form == "json":
        click.echo(as_json({"tei": path, "is_new": written.is_new, "findings": findings}))
        return exit_status(findings)
    tell(findings, verbose=verbose)
    click.echo(f"{path}: {'written' if written.is_new else 'already up to date'}, nothing lost")
    return exit_status(findings)


def _init_metadata(source: Path, notes: str | None, encoding: str | None) -> int:
    from teiwright import xmltools
    from teiwright.errors import OutputError
    from teiwright.reading import init_metadata, read

    path = source.with_name(f"{source.stem}.meta.toml")
    if path.exists():
        raise OutputError("is there already and is not overwritten", file=str(path))
    xmltools.write_bytes(path, init_metadata(read(source, notes=notes, encoding=encoding)).encode())
    click.echo(f"{path}: written; complete it and encode again")
    return 0


READABLE = click.Path(path_type=Path, exists=True, dir_okay=False)
CSS = click.option(
    "--css", multiple=True, type=READABLE, help="A style sheet of yours, put into the page after ours (repeatable)."
)
STYLESHEET = click.option(
    "--stylesheet", type=READABLE, help="An XSLT of yours, whose templates win over ours (docs/customising.md)."
)
TEMPLATE = click.option("--template", type=READABLE, help="A Typst template of yours in the place of ours.")
LOCALE = click.option(
    "--locale",
    "locales",
    multiple=True,
    type=READABLE,
    help="A file of the interface's words in another language, or in other words (repeatable).",
)
PAPER = one_of("--paper", ("a4", "b5", "journal"), "The PDF's page: A4, B5, or a journal's of 170 by 240 mm.")
PRINT_NOTES = one_of(
    "--print-notes",
    ("foot", "page", "end"),
    "The PDF's notes: at the foot under their numbers, at the foot counted on each page ①②, or at the end.",
)
PRINT_INDEX = click.option(
    "--print-index", is_flag=True, help="Put indexes of persons and archives, with pages, at the PDF's end."
)
INDEX_ORDER = one_of(
    "--index-order",
    ("language", "pinyin", "strokes"),
    "The order of Chinese headings; by language, traditional characters go by strokes, simplified ones by pinyin.",
)
EMBED_FONTS = click.option(
    "--embed-fonts", is_flag=True, help="Put the Chinese characters of the article into its page (some 100 kB to 2 MB)."
)


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="Where everything goes.",
)
@click.option("--tei", "tei_folder", type=click.Path(path_type=Path), help="Where the TEI goes. [default: OUTPUT/tei]")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(["tei", "html", "pdf", "epub", "index"]),
    help="Make only this (repeatable).",
)
@AUTHORITY
@DECISIONS
@NOTES
@ENCODING
@MODEL
@FORCE
@FONTS
@EMBED_FONTS
@INDEX_ORDER
@CSS
@STYLESHEET
@TEMPLATE
@PAPER
@PRINT_NOTES
@PRINT_INDEX
@LOCALE
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes at once. [default: the machine's cores]")
@click.option("--cluster", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler is at tcp://HOST:PORT.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to remember what was built, where OUTPUT is on no local disk. [default: in OUTPUT]",
)
@click.option("--watch", is_flag=True, help="Build again whenever a file changes, until Ctrl-C.")
@FORM
@VERBOSE
@QUIET
@guarded
def build(
    sources: tuple[Path, ...],
    folder: Path,
    tei_folder: Path | None,
    only: tuple[str, ...],
    authority: Path | None,
    decisions: Path | None,
    notes: str | None,
    encoding: str | None,
    models: tuple[str, ...],
    force: bool,
    fonts: tuple[Path, ...],
    embed_fonts: bool,
    index_order: "Order",
    css: tuple[Path, ...],
    stylesheet: Path | None,
    template: Path | None,
    paper: Literal["a4", "b5", "journal"],
    print_notes: Literal["foot", "page", "end"],
    print_index: bool,
    locales: tuple[Path, ...],
    jobs: int | None,
    cluster: str | None,
    state: Path | None,
    watch: bool,
    form: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Encode, validate and publish SOURCES (files or folders), redoing only what has changed.

    \b
    Examples:
      teiwright build article.md -o out
      teiwright build tei/source -o build --tei tei
      teiwright build tei/source -o build --tei tei --watch
    """
    from teiwright import build as building
    from teiwright import publishing

    options = building.Options(authority, decisions, notes, encoding, force, models, metadata())
    layout = publishing.Layout(paper, print_notes, print_index)
    changes = publishing.Changes(
        css, stylesheet, template, locales, embed_fonts=embed_fonts, index_order=index_order, layout=layout
    )
    outputs = tuple(kind for kind in building.OUTPUTS if not only or kind in only)
    plan = building.Plan(folder, tei_folder or folder / "tei", options, outputs, fonts, changes)

    def once() -> int:
        found = building.sources_in(sources)
        outcomes: list[Outcome] = []
        with progress(len(found), "texts", quiet=quiet) as shown:

            def told(outcome: "Outcome") -> None:
                shown.clear()
                if form == "text":
                    _report(outcome, verbose=verbose, quiet=quiet)
                else:
                    outcomes.append(outcome)
                shown.advance()

            summary = building.build(
                found, plan, jobs=jobs or os.cpu_count() or 1, address=cluster or "", state=state, tell=told
            )
        if form == "json":
            click.echo(_as_json(outcomes, summary))
        elif not quiet:
            _say(summary)
        return summary.status

    return watching.watch(lambda: _watched(sources, options), once) if watch else once()


def _watched(sources: Sequence[Path], options: "Options") -> list[Path]:
    """What a build depends on: the texts with what stands beside them, the authority files, the decisions, settings."""
    from teiwright import build as building

    beside = (source if source.is_dir() else source.parent for source in sources)
    decisions = (
        path.parent if options.decisions is None else options.decisions
        for source in building.sources_in(sources)
        if (path := building.decisions_target(source, options.decisions))
    )
    own = building.authority_folder(options.authority)
    return list(dict.fromkeys((*beside, own, *decisions, Path("teiwright.toml"))))


def _report(outcome: "Outcome", *, verbose: bool, quiet: bool) -> None:
    if outcome.status == "built" and quiet:
        tell((finding for finding in outcome.findings if finding.severity != "info"), verbose=False)
    elif outcome.status == "built":
        counts = ", ".join(counted(count, name) for name, count in outcome.counts)
        done = f"{counts}; nothing lost" if counts else "made anew from the TEI that stands"
        click.echo(f"{click.style(outcome.source.stem, bold=True)}: {done}")
        tell(outcome.findings, verbose=verbose)
        for first, *more in outcome.outputs.values():
            click.echo(f"  {first}" + (f" and {len(more)} more" if more else ""))
    for error in outcome.errors:
        complain(error)


def _as_json(outcomes: Sequence["Outcome"], summary: "Summary") -> str:
    """The contract of docs/json.md: what became of each text, and of all together."""
    texts = [
        {
            "source": outcome.source,
            "status": outcome.status,
            "counts": dict(outcome.counts),
            "outputs": outcome.outputs,
            "findings": outcome.findings,
            "errors": outcome.errors,
        }
        for outcome in outcomes
    ]
    return as_json({**asdict(summary), "texts": texts})


def _say(summary: "Summary") -> None:
    texts = summary.built + summary.unchanged + summary.failed
    if texts == summary.unchanged:
        click.echo(f"nothing to do: {counted(texts, 'texts')} {'is' if texts == 1 else 'are'} up to date")
    elif texts > 1:
        parts = (f"{summary.built} built", f"{summary.unchanged} up to date", f"{summary.failed} failed")
        click.echo(f"{texts} texts: " + ", ".join(part for part in parts if not part.startswith("0 ")))


@click.group()
def publish() -> None:
    """Make an HTML edition, a PDF, an EPUB or a citation index of TEI files."""


def output_folder(kind: str) -> Callable[[Command], Command]:
    """Return the option that names the folder to fill; without it, it is the one that a build fills."""
    return click.option(
        "-o",
        "--output",
        "folder",
        type=click.Path(path_type=Path),
        default=Path("build") / kind,
        show_default=True,
        help="The folder to fill.",
    )


@publish.command()
@FILES
@output_folder("html")
@EMBED_FONTS
@INDEX_ORDER
@CSS
@STYLESHEET
@LOCALE
@XINCLUDE
@guarded
def html(
    files: tuple[Path, ...],
    folder: Path,
    embed_fonts: bool,
    index_order: "Order",
    css: tuple[Path, ...],
    stylesheet: Path | None,
    locales: tuple[Path, ...],
    xinclude: bool,
) -> int:
    """Make a reading edition of each FILE: one page that needs no network and no server.

    \b
    Example:
      teiwright publish html tei/article.xml -o out
    """
    from teiwright import publishing

    changes = publishing.Changes(
        css=css,
        stylesheet=stylesheet,
        locales=locales,
        xinclude=xinclude,
        embed_fonts=embed_fonts,
        index_order=index_order,
    )
    home = publishing.home_of(folder)

    def make(file: Path, report: Callable[[Finding], None]) -> list[Path]:
        beside = publishing.downloads(file, folder)
        return publishing.html(file, folder, report, changes=changes, home=home, downloads=beside)

    return _publish_each(files, make)


@publish.command()
@FILES
@output_folder("pdf")
@FONTS
@TEMPLATE
@PAPER
@PRINT_NOTES
@PRINT_INDEX
@STYLESHEET
@LOCALE
@XINCLUDE
@guarded
def pdf(
    files: tuple[Path, ...],
    folder: Path,
    fonts: tuple[Path, ...],
    template: Path | None,
    paper: Literal["a4", "b5", "journal"],
    print_notes: Literal["foot", "page", "end"],
    print_index: bool,
    stylesheet: Path | None,
    locales: tuple[Path, ...],
    xinclude: bool,
) -> int:
    """Set each FILE as a PDF, with the typesetter's input beside it.

    \b
    Example:
      teiwright publish pdf tei/article.xml -o out
    """
    from teiwright import publishing

    layout = publishing.Layout(paper, print_notes, print_index)
    changes = publishing.Changes(
        template=template, stylesheet=stylesheet, locales=locales, xinclude=xinclude, layout=layout
    )
    return _publish_each(
        files, lambda file, report: [publishing.pdf(file, folder, report, fonts=fonts, changes=changes)]
    )


@publish.command()
@FILES
@output_folder("epub")
@STYLESHEET
@LOCALE
@XINCLUDE
@guarded
def epub(
    files: tuple[Path, ...], folder: Path, stylesheet: Path | None, locales: tuple[Path, ...], xinclude: bool
) -> int:
    """Make an EPUB 3 of each FILE.

    \b
    Example:
      teiwright publish epub tei/article.xml -o out
    """
    from teiwright import publishing

    changes = publishing.Changes(stylesheet=stylesheet, locales=locales, xinclude=xinclude)
    return _publish_each(files, lambda file, report: publishing.epub(file, folder, report, changes=changes))


@publish.command()
@FILES
@output_folder("index")
@INDEX_ORDER
@XINCLUDE
@guarded
def index(files: tuple[Path, ...], folder: Path, index_order: "Order", xinclude: bool) -> int:
    """Make the citation index of each FILE as HTML, CSV, JSON and for reference managers; of several also one together.

    \b
    Examples:
      teiwright publish index tei/article.xml -o out
      teiwright publish index tei/1950.xml tei/1951.xml -o out
    """
    from teiwright import build as building
    from teiwright import publishing
    from teiwright.editorial import by_citation

    done: list[Path] = []
    warnings: dict[str, dict[str, list[str]]] = {}

    def make(file: Path, report: Callable[[Finding], None]) -> list[Path]:
        warnings[file.stem] = by_citation(building.editorial_queries(file, xinclude=xinclude))
        made = publishing.index([file], folder, report, warnings=warnings, xinclude=xinclude, order=index_order)
        made += publishing.exports(file, folder, xinclude=xinclude)
        done.append(file)
        return made

    status = _publish_each(files, make)
    if len(done) > 1:
        for path in building.joint_index({file: warnings[file.stem] for file in done}, folder, index_order):
            click.echo(path)
    return status


def _publish_each(files: Sequence[Path], make: Callable[[Path, Callable[[Finding], None]], Sequence[Path]]) -> int:
    """Make what is asked of each file, print the paths and findings; a file that cannot be published stops no other."""
    status, articles = 0, _articles(files)
    with progress(len(articles), "files") as shown:
        for file in articles:
            findings: list[Finding] = []
            try:
                with working(file) if len(articles) == 1 else nullcontext():
                    made = make(file, findings.append)
                shown.clear()
                for path in made:
                    click.echo(path)
            except (DocumentError, PublishingError) as error:
                shown.clear()
                complain(error)
                status = 2
            tell(findings, verbose=True)
            status = max(status, exit_status(findings))
            shown.advance()
    return status


def _articles(files: Sequence[Path]) -> list[Path]:
    """Return the files that the paths mean, folders and patterns too; outputs bear their names, so none may recur."""
    from teiwright import validation

    names: dict[str, Path] = {}
    for file in validation.files(files):
        if names.setdefault(file.stem, file) != file:
            raise DocumentError(f"has the same name as {names[file.stem]}", file=str(file), hint="publish it elsewhere")
    return list(names.values())
