"""The commands that go on until they are stopped: a build that watches, and the preview of what was built."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from teiwright.commands import complain, guarded, run_until_interrupted
from teiwright.errors import OutputError, SourceError, TeiwrightError

BETWEEN = 1.0
"""Seconds between two looks at the files."""
Look = frozenset[tuple[str, int, int]]


def look(paths: Iterable[Path]) -> Look:
    """Return what can be seen of files, and of those in folders, without reading them; hidden ones do not count."""
    files = (file for path in paths for file in (path.iterdir() if path.is_dir() else [path]))
    return frozenset(seen for file in files if not file.name.startswith(".") for seen in _seen(file))


def _seen(file: Path) -> list[tuple[str, int, int]]:
    try:
        known = file.stat()
    except OSError:
        return []
    return [(str(file), known.st_mtime_ns, known.st_size)] if file.is_file() else []


def watch(paths: Callable[[], Iterable[Path]], act: Callable[[], int], *, between: float = BETWEEN) -> int:
    """Do `act` now and whenever files at `paths`, or in folders there, change, until Ctrl-C; return the last status."""
    status, seen = 0, None
    try:
        while True:
            now = look(paths())
            if now != seen:
                status, seen = _done(act), now
                click.echo("watching; Ctrl-C stops", err=True)
            time.sleep(between)
    except KeyboardInterrupt:
        click.echo(err=True)
    return status


def _done(act: Callable[[], int]) -> int:
    """What cannot be built now may be mended while the watch goes on."""
    try:
        return act()
    except TeiwrightError as error:
        complain(error)
        return error.exit_status


@click.command()
@click.argument("folder", default=Path("build"), type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one."
)
@guarded
def preview(folder: Path, port: int) -> int:
    """Show what was built, FOLDER (build), at an address that only this machine reaches.

    \b
    Example:
      teiwright preview build
    """
    from teiwright.preview import serve

    if not folder.is_dir():
        raise SourceError("no such folder", file=str(folder), hint="'teiwright build SOURCES' fills build")
    try:
        server, address = serve(folder, port)
    except OSError as error:
        raise OutputError(f"port {port} cannot be used: {error.strerror}", hint="--port 0 takes a free one") from error
    click.echo(f"{folder} at {address}\nCtrl-C stops")
    run_until_interrupted(server)
    return 0
