"""The command validate."""

import os
from pathlib import Path

import click

from teiwright import validation
from teiwright.commands import FILES, deliver, guarded

PATH = click.Path(path_type=Path)


@click.command()
@FILES
@click.option("--schema", "schemas", multiple=True, type=PATH, help="RELAX NG (.rng, .rnc) or Schematron (repeatable).")
@click.option("--catalog", "catalogues", multiple=True, type=PATH, help="An OASIS XML catalogue (repeatable).")
@click.option("--format", "form", type=click.Choice(validation.FORMATS), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
@click.option("--max-errors", type=click.IntRange(1), help="List at most so many errors of a file.")
@click.option("--warn-only", multiple=True, metavar="RULE", help="Report this rule without failing (repeatable).")
@click.option("--xinclude", is_flag=True, help="Resolve XInclude, from local files.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes at once. [default: the machine's cores]")
@click.option("--no-cache", is_flag=True, help="Check also what has not changed since it was checked last.")
@click.option("-v", "--verbose", is_flag=True, help="List all that may stand in a place, and remarks.")
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
    verbose: bool,
) -> int:
    """Check FILES (files, folders, patterns) for well-formedness, schema, Schematron, links and characters.

    Without --schema the schemas count that a file names in its xml-model instructions, or else teiwright's own.

    \b
    Examples:
      teiwright validate article.xml
      teiwright validate tei --format sarif --output report.sarif
      teiwright validate article.xml --schema tei_all.rng --schema rules.sch
    """
    from teiwright.validation import memory

    meant = validation.files(files)
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
    )
    deliver(findings, meant, form, output, verbose=verbose)
    return validation.status(findings, warn_only)
