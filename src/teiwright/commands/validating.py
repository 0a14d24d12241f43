"""The commands validate and schema."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teiwright import validation
from teiwright.commands import FILES, FORM, as_json, counted, deliver, form_of, guarded
from teiwright.commands.progress import progress

PATH = click.Path(path_type=Path)


@click.command()
@FILES
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=PATH,
    help="RELAX NG (.rng, .rnc), Schematron, ODD, or the name of a kept schema (repeatable).",
)
@click.option("--catalog", "catalogues", multiple=True, type=PATH, help="An OASIS XML catalogue (repeatable).")
@form_of(*validation.FORMATS)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
@click.option("--max-errors", type=click.IntRange(1), help="List at most so many errors of a file.")
@click.option("--warn-only", multiple=True, metavar="RULE", help="Report this rule without failing (repeatable).")
@click.option("--xinclude", is_flag=True, help="Resolve XInclude, from local files.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes at once. [default: the machine's cores]")
@click.option("--no-cache", is_flag=True, help="Check also what has not changed since it was checked last.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="warning",
    show_default=True,
    help="From which severity on the exit status is 1.",
)
@click.option("--changed-since", metavar="REV", help="Check only files that git says have changed since a revision.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A report (--format json) of findings that are known and pass; new ones fail.",
)
@click.option("-v", "--verbose", is_flag=True, help="List all that may stand in a place, and remarks.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where there is nothing to say.")
@guarded
def validate(
    files: tuple[Path, ...],
    schemas: tuple[Path, ...],
    catalogues: tuple[Path, ...],
    form: str,
    output: Path | None,
    max_errors: int | None,
    warn_only: tuple[str, ...],
    xinclude: bool,
    jobs: int | None,
    no_cache: bool,
    fail_on: str,
    changed_since: str | None,
    baseline: Path | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """Check FILES (files, folders, patterns, - for standard input) by schema, Schematron, links and characters.

    Without --schema the schemas count that a file names in its xml-model instructions, or else teiwright's own.

    \b
    Examples:
      teiwright validate article.xml
      teiwright validate tei --format sarif --output report.sarif
      teiwright validate article.xml --schema tei_all --schema rules.sch
      teiwright validate tei --changed-since origin/main --format github
      teiwright validate tei --baseline known.json
    """
    from teiwright.validation import memory, selection

    meant = validation.files(files)
    if changed_since:
        meant = selection.changed_since(changed_since, meant)
    known = selection.baseline(baseline) if baseline else None
    with progress(len(meant), "files", quiet=quiet) as shown:
        findings = validation.validate(
            meant,
            schemas=schemas,
            catalogues=catalogues,
            xinclude=xinclude,
            verbose=verbose,
            jobs=jobs or os.cpu_count() or 1,
            cache=None if no_cache else memory.folder(),
            warn_only=warn_only,
            max_errors=max_errors,
            contents=_standard_input(meant),
            advance=shown.advance,
        )
    if known is not None:
        fresh = selection.new(findings, known)
        click.echo(f"{counted(len(findings) - len(fresh), 'findings')} known before", err=True)
        findings = list(fresh)
    deliver(findings, meant, form, output, verbose=verbose, quiet=quiet)
    return validation.status(findings, warn_only, fail_on)


def _standard_input(files: Sequence[Path]) -> dict[Path, Path]:
    """Put what comes on standard input into a file, where it is among the files."""
    from teiwright.validation import workshop
    from teiwright.validation.arguments import STANDARD_INPUT

    return {STANDARD_INPUT: workshop.kept_bytes(sys.stdin.buffer.read(), ".xml")} if STANDARD_INPUT in files else {}


@click.group()
def schema() -> None:
    """Keep other people's schemas, to be known by name and by address without a network."""


@schema.command("add")
@click.argument("name")
@click.argument("source", metavar="FILE|ADDRESS")
@click.option("--version", "version", default="", help="Its version. [default: the edition of the TEI that it states]")
@guarded
def add_schema(name: str, source: str, version: str) -> int:
    """Keep the schema FILE, or the one at ADDRESS (fetched once, now), under NAME.

    \b
    Examples:
      teiwright schema add tei_all tei_all.rng
      teiwright schema add tei_all https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng
    """
    from teiwright.validation import library

    kept = library.add(name, source, version)
    click.echo(
        f"{library.folder() / kept.file}: {kept.name} {kept.version or '(no version stated)'}, sha256 {kept.sha256}"
    )
    return 0


@schema.command("list")
@FORM
@guarded
def list_schemas(form: str) -> int:
    """List the schemas that are kept, and where.

    \b
    Example:
      teiwright schema list
    """
    from teiwright.validation import library

    if form == "json":
        click.echo(as_json(list(library.listed())))
        return 0
    for kept in library.listed():
        click.echo(f"{kept.name:20} {kept.version or '-':10} {kept.file}  {kept.sha256[:12]}  {kept.origin}")
    click.echo(f"in {library.folder()}")
    return 0
