"""What all commands share: their options, how findings are told, and what becomes of an error."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from teiwright.errors import TeiwrightError, internal
from teiwright.findings import Finding

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
MODEL = click.option("--model", is_flag=True, help="Ask a statistical model, too (needs teiwright[suggest]).")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Also list repairs and names without an authority entry.")


def guarded(command: Callable[Arguments, int | None]) -> Callable[Arguments, None]:
    """Make a command's return value its exit status, and what stops it one line on standard error."""

    @wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except TeiwrightError as error:
            complain(error)
            status = error.exit_status
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 2
        except Exception as error:
            if os.environ.get("TEIWRIGHT_DEBUG"):
                raise
            complain(internal(error))
            status = 2
        sys.exit(status or 0)

    return run


def complain(error: object) -> None:
    """Print one line about what could not be done, on standard error."""
    click.echo(f"{click.style('error', fg='red')}: {error}", err=True)


def counted(count: int, things: str) -> str:
    """Return "3 notes", and "1 note" where there is but one."""
    singular = f"{things.removesuffix('ies')}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{count} {singular if count == 1 else things}"


def tell(findings: Iterable[Finding], *, verbose: bool) -> None:
    """Print findings, a line each; of the `info` ones only how many there are, unless all are asked for.

    Why other note styles were declined is for --explain.
    """
    quiet: dict[str, int] = {}
    for finding in findings:
        if finding.rule == "note-style-declined":
            continue
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
