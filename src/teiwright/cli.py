"""The command line: options, progress and colours; everything else is asked of the stages."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import click

from teiwright import __version__
from teiwright.errors import TeiwrightError, internal
from teiwright.findings import Finding, exit_status
from teiwright.validation import command as validating
from teiwright.validation.command import validate

if TYPE_CHECKING:
    from teiwright.build import Outcome

Arguments = ParamSpec("Arguments")
COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
SOURCE = click.argument("source", type=click.Path(path_type=Path))
AUTHORITY = click.option(
    "--authority",
    "authority",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder with persons.xml, places.xml, orgs.xml, archives.xml, events.xml. [default: ./tei/authority]",
)
DECISIONS = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your decisions. [default: decisions/NAME.toml]",
)
NOTES = click.option("--notes", help="The note style, where the one recognised is wrong.")
ENCODING = click.option("--encoding", help="The character encoding, where the one recognised is wrong.")
FORCE = click.option("--force", is_flag=True, help="Overwrite a TEI file that was changed by hand.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Also list repairs and names without an authority entry.")


def guarded(command: Callable[Arguments, int | None]) -> Callable[Arguments, None]:
    """Make a command's return value its exit status, and what stops it one line on standard error."""

    @wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except TeiwrightError as error:
            click.echo(f"{click.style('error', fg='red')}: {error}", err=True)
            status = error.exit_status
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 2
        except Exception as error:
            if os.environ.get("TEIWRIGHT_DEBUG"):
                raise
            click.echo(f"{click.style('error', fg='red')}: {internal(error)}", err=True)
            status = 2
        sys.exit(status or 0)

    return run


def tell(findings: Iterable[Finding], *, verbose: bool) -> None:
    """Print findings, a line each; of the `info` ones only how many there are, unless all are asked for."""
    quiet: dict[str, int] = {}
    for finding in findings:
        if finding.severity == "info" and not verbose:
            quiet[finding.rule] = quiet.get(finding.rule, 0) + 1
        else:
            click.echo(_coloured(finding), err=True)
    if quiet:
        listed = ", ".join(f"{count} {rule}" for rule, count in sorted(quiet.items()))
        click.echo(click.style(f"also noted: {listed} (-v lists them)", dim=True), err=True)


def _coloured(finding: Finding) -> str:
    line = str(finding)
    return line.replace(finding.severity, click.style(finding.severity, fg=COLOURS[finding.severity]), 1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="teiwright")
def cli() -> None:
    """Make valid TEI P5, an HTML edition, a PDF and a citation index of footnoted scholarly articles.

    \b
    Examples:
      teiwright build article.md -o out           everything, into out/
      teiwright encode article.md -o article.xml  only the TEI
      teiwright validate article.xml              check it; findings with line and column
      teiwright publish html article.xml -o out   an edition of TEI that you corrected by hand

    Exit status: 0 done, 1 done with warnings or errors found, 2 could not be done.
    """


@cli.command()
@SOURCE
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="The TEI file. [default: SOURCE.xml]")
@AUTHORITY
@DECISIONS
@NOTES
@ENCODING
@FORCE
@click.option("--explain", is_flag=True, help="Print what was recognised in the source, and on what evidence.")
@click.option("--init-meta", is_flag=True, help="Write SOURCE.meta.toml with the metadata found, for you to complete.")
@VERBOSE
@guarded
def encode(
    source: Path,
    target: Path | None,
    authority: Path | None,
    decisions: Path | None,
    notes: str | None,
    encoding: str | None,
    force: bool,
    explain: bool,
    init_meta: bool,
    verbose: bool,
) -> int:
    """Encode SOURCE as TEI P5 and prove that nothing was lost.

    \b
    Examples:
      teiwright encode article.md
      teiwright encode article.docx -o tei/article.xml --authority my-authorities
      teiwright encode article.txt --notes page-foot --explain
    """
    from teiwright import build as building

    if init_meta:
        return _init_metadata(source, notes, encoding)
    options = building.Options(authority, decisions, notes, encoding, force)
    encoded = building.encode_source(source, options)
    if explain:
        _explain(encoded.findings)
    path = target or source.with_suffix(".xml")
    written = building.write_tei(encoded, path, force=force)
    tell(encoded.findings, verbose=verbose)
    click.echo(f"{path}: {'written' if written else 'already up to date'}, nothing lost")
    return exit_status(encoded.findings)


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


def _explain(findings: Iterable[Finding]) -> None:
    for finding in findings:
        if finding.severity == "info":
            click.echo(str(finding))


@cli.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", required=True, type=click.Path(path_type=Path), help="Where everything goes.")
@click.option("--tei", "tei_folder", type=click.Path(path_type=Path), help="Where the TEI goes. [default: OUTPUT/tei]")
@click.option(
    "--only", multiple=True, type=click.Choice(["tei", "html", "pdf", "index"]), help="Make only this (repeatable)."
)
@AUTHORITY
@DECISIONS
@NOTES
@ENCODING
@FORCE
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes at once. [default: the machine's cores]")
@VERBOSE
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
    force: bool,
    jobs: int | None,
    verbose: bool,
) -> int:
    """Encode, validate and publish SOURCES (files or folders), redoing only what has changed.

    \b
    Examples:
      teiwright build article.md -o out
      teiwright build tei/source -o build --tei tei
    """
    from teiwright import build as building

    options = building.Options(authority, decisions, notes, encoding, force)
    outputs = tuple(kind for kind in building.OUTPUTS if not only or kind in only)
    plan = building.Plan(folder, tei_folder or folder / "tei", options, outputs)
    outcomes = building.build(
        building.sources_in(sources), plan, jobs=jobs or os.cpu_count() or 1, tell=lambda o: _report(o, verbose)
    )
    return _summary(outcomes)


def _report(outcome: "Outcome", verbose: bool) -> None:
    name = click.style(outcome.source.stem, bold=True)
    if outcome.status == "failed":
        click.echo(f"{click.style('error', fg='red')}: {outcome.error}", err=True)
    elif outcome.status == "built":
        counts = ", ".join(f"{count} {name}" for name, count in outcome.counts)
        click.echo(f"{name}: {counts}; nothing lost")
        tell(outcome.findings, verbose=verbose)
        for path in outcome.outputs:
            click.echo(f"  {path}")


def _summary(outcomes: Sequence["Outcome"]) -> int:
    if all(outcome.status == "unchanged" for outcome in outcomes):
        click.echo(f"nothing to do: {len(outcomes)} {'text is' if len(outcomes) == 1 else 'texts are'} up to date")
    if any(outcome.status == "failed" for outcome in outcomes):
        return 2
    return max((exit_status(outcome.findings) for outcome in outcomes), default=0)


cli.command()(guarded(validate))


cli.command()(guarded(validating.validate))


@cli.group()
def publish() -> None:
    """Make an HTML edition, a PDF or a citation index of TEI files."""


def _publisher(kind: str, text: str) -> None:
    @publish.command(kind, help=text)
    @FILES
    @click.option(
        "-o", "--output", "folder", required=True, type=click.Path(path_type=Path), help="The folder to fill."
    )
    @guarded
    def run(files: tuple[Path, ...], folder: Path) -> int:
        from teiwright import publishing

        findings: list[Finding] = []
        if kind == "index":
            made = publishing.index(files, folder, findings.append)
            made += [path for file in files for path in publishing.exports(file, folder)]
        elif kind == "html":
            made = [path for file in files for path in publishing.html(file, folder, findings.append)]
        else:
            made = [publishing.pdf(file, folder, findings.append) for file in files]
        for path in made:
            click.echo(path)
        tell(findings, verbose=True)
        return exit_status(findings)


_publisher("html", "Make a reading edition of each FILE: one page that needs no network and no server.")
_publisher("pdf", "Set each FILE as a PDF, with the typesetter's input beside it.")
_publisher("index", "Make the citation index of each FILE as HTML, CSV, JSON and for reference managers.")


@cli.command()
@SOURCE
@click.argument("tei", type=click.Path(path_type=Path))
@NOTES
@ENCODING
@guarded
def verify(source: Path, tei: Path, notes: str | None, encoding: str | None) -> int:
    """Account for every character of SOURCE in TEI: nothing lost, nothing added, every note at its anchor."""
    from teiwright import xmltools
    from teiwright.proof import prove
    from teiwright.reading import read

    findings = prove(read(source, notes=notes, encoding=encoding), xmltools.parse(tei).getroot())
    tell(findings, verbose=True)
    if not findings:
        click.echo(f"{tei}: holds all of {source}")
    return exit_status(findings)


@cli.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("tei", type=click.Path(path_type=Path))
@click.option("--notes", "with_notes", is_flag=True, help="Compare the notes, too.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
@guarded
def evaluate(gold: Path, tei: Path, with_notes: bool, form: str, output: Path | None) -> int:
    """Compare the encoding TEI with GOLD, another encoding of the same text: figures and every difference."""
    from teiwright import xmltools
    from teiwright.evaluation import evaluate as compare
    from teiwright.evaluation.report import report

    evaluation = compare(xmltools.parse(gold).getroot(), xmltools.parse(tei).getroot(), with_notes=with_notes)
    text = report(evaluation, form)
    if output:
        xmltools.write_bytes(output, text.encode())
    click.echo(report(evaluation, "text") if output else text, nl=False)
    return 1 if evaluation.missing else 0


def main() -> None:
    """Run the command line."""
    cli(prog_name="teiwright")
