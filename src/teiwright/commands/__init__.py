"""What all commands share: their options, how findings are told, and what becomes of an error."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from teiwright.errors import TeiwrightError, internal
from teiwright.findings import Finding

if TYPE_CHECKING:
    from http.server import HTTPServer

Arguments = ParamSpec("Arguments")
Command = TypeVar("Command", bound=Callable[..., object])
INTERRUPTED = "interrupted: what was finished stays, nothing else was written"
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
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Your decisions. [default: decisions/NAME.toml]",
)
ANSWERS = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where your decisions are kept. [default: decisions/NAME.toml]",
)
NOTES = click.option(
    "--notes",
    metavar="STYLE",
    help="The style of the note marks, where the one recognised is wrong: superscript, caret, brackets, circled … "
    "(any other word lists them all).",
)
ENCODING = click.option(
    "--encoding", metavar="NAME", help="The character encoding, where the one recognised is wrong: gb18030, koi8-r …"
)
FORCE = click.option("--force", is_flag=True, help="Overwrite a TEI file that was changed by hand.")
FONTS = click.option(
    "--fonts",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder of fonts, for characters that those which come with teiwright lack (repeatable).",
)
MODEL = click.option(
    "--model",
    "models",
    multiple=True,
    metavar="LANGUAGE=NAME",
    help="Ask this model about names in a language: en=PIPELINE (any of spaCy's), ru=slovnet, zh=lac; none asks none "
    "(repeatable). [default: those installed with teiwright[names]]",
)
XINCLUDE = click.option("--xinclude", is_flag=True, help="Resolve XInclude, from local files.")
JSON = click.option("--json", "form", flag_value="json", help="Short for --format json.")


def form_of(*forms: str) -> Callable[[Command], Command]:
    """Return the options that say in what form a command reports; the first is the one without an option."""

    def with_options(command: Command) -> Command:
        choice = click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True)
        return choice(JSON(command))

    return with_options


def one_of(name: str, values: Sequence[str], words: str) -> Callable[[Command], Command]:
    """Return an option that takes one of the values; without it the first is in force. `words` are its help."""
    return click.option(name, type=click.Choice(values), default=values[0], show_default=True, help=words)


FORM = form_of("text", "json")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but warnings and errors.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Also list repairs and names without an authority entry.")


def guarded(command: Callable[Arguments, int | None]) -> Callable[Arguments, None]:
    """Make a command's return value its exit status, and what stops it one line on standard error."""

    @wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
            sys.stdout.flush()
        except click.ClickException:
            raise
        except TeiwrightError as error:
            complain(error)
            status = error.exit_status
        except BrokenPipeError:
            _close_output()
            status = 2
        except KeyboardInterrupt:
            complain(INTERRUPTED)
            status = 2
        except OSError as error:
            complain(f"{error.filename or 'the output'}: cannot be read or written: {error.strerror}")
            _close_output()
            status = 2
        except Exception as error:
            if os.environ.get("TEIWRIGHT_DEBUG"):
                raise
            complain(internal(error))
            status = 2
        sys.exit(status or 0)

    return run


def _close_output() -> None:
    """Give up standard output where it takes nothing more, so that the interpreter does not fail on it at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def as_json(value: object) -> str:
    """Return a value in the form that machines read (docs/json.md), dataclasses as objects."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def complain(error: object) -> None:
    """Print one line about what could not be done, on standard error."""
    click.echo(f"{click.style('error', fg='red')}: {error}", err=True)


def counted(count: int, things: str) -> str:
    """Return "3 notes", and "1 note" where there is but one."""
    singular = f"{things.removesuffix('ies')}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{count} {singular if count == 1 else things}"


def run_until_interrupted(server: "HTTPServer") -> None:
    """Let a server answer until Ctrl-C, and close it."""
    sys.stdout.flush()
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()


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


def deliver(
    findings: Sequence[Finding],
    files: Sequence[Path],
    form: str,
    output: Path | None,
    *,
    verbose: bool,
    quiet: bool = False,
) -> None:
    """Write the report to `output`, in its form, and print it as text; without `output` print it in its form.

    As text, `info` findings are left out unless all are asked for; `quiet` says nothing where there are none to
    tell. Raises OutputError.
    """
    from teiwright import validation, xmltools

    report = validation.report(findings, form, files)
    if output:
        xmltools.write_bytes(output, report.encode())
    if not output and form != "text":
        click.echo(report, nl=False)
        return
    shown = [finding for finding in findings if verbose or finding.severity != "info"]
    if quiet and not shown:
        return
    click.echo("\n".join(map(_coloured, validation.report(shown, "text", files).splitlines())))


def _coloured(line: object) -> str:
    """Colour the word that says how severe a finding is."""
    text = str(line)
    severity = next((word for word in COLOURS if f"{word}: " in text), "")
    return text.replace(f"{severity}: ", f"{click.style(severity, fg=COLOURS[severity])}: ", 1) if severity else text
