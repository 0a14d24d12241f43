"""The command line: the group and its commands; everything else is asked of the stages."""

import signal
import sys
from pathlib import Path

import click

from teiwright import __version__
from teiwright.commands import (
    INTERRUPTED,
    checking,
    complain,
    configuring,
    depositing,
    editing,
    making,
    reconciling,
    validating,
    watching,
)
from teiwright.errors import TeiwrightError
from teiwright.memory import collect_rarely


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="teiwright")
@click.option(
    "--config",
    "settings",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A project's settings. [default: teiwright.toml, here or above]",
)
@click.pass_context
def cli(context: click.Context, settings: Path | None) -> None:
    """Make valid TEI P5, an HTML edition, a PDF and a citation index of footnoted scholarly articles.

    \b
    Examples:
      teiwright build article.md -o out           everything, into out/
      teiwright encode article.md -o article.xml  only the TEI
      teiwright validate article.xml              check it; findings with line and column
      teiwright publish html article.xml -o out   an edition of TEI that you corrected by hand

    Exit status: 0 done, 1 done with warnings or errors found, 2 could not be done.
    """
    try:
        configuring.apply(context, settings)
    except TeiwrightError as error:
        complain(error)
        context.exit(error.exit_status)


COMMANDS = (
    making.encode,
    making.build,
    making.publish,
    watching.preview,
    depositing.deposit,
    checking.check,
    checking.verify,
    checking.evaluate,
    checking.explain,
    editing.suggest,
    editing.review,
    editing.authority,
    reconciling.reconcile,
    validating.validate,
    validating.schema,
    configuring.show,
    configuring.init,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line.

    A request to end (SIGTERM) is an interrupt: the workers end, too, and one line says so.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    collect_rarely()
    try:
        cli(prog_name="teiwright")
    except KeyboardInterrupt:
        complain(INTERRUPTED)
        sys.exit(2)
