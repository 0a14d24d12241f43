"""A project of the user's own: the files that it begins with."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from teiwright import __version__, resources, xmltools

TEMPLATE = Path(__file__).parent / "template"
VERSION = "@VERSION@"
KEEP = ".gitkeep"
"""An empty file, so that git keeps a folder that has nothing in it yet."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The files that were written, and those that stood there already and were left as they are."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]


def create(folder: Path, *, with_core: bool = False) -> Begun:
    """Fill a folder with what a project needs; nothing that stands there is overwritten.

    `with_core` puts the authority files that come with teiwright into tei/authority, else it is empty and yours to
    fill. Raises OutputError.
    """
    written, left = [], []
    for path, content in sorted(_files(with_core)):
        target = folder / path
        if target.exists():
            left.append(target)
        else:
            xmltools.write_bytes(target, content)
            written.append(target)
    return Begun(tuple(written), tuple(left))


def _files(with_core: bool) -> Iterator[tuple[Path, bytes]]:
    for path in TEMPLATE.rglob("*"):
        if path.is_file():
            content = path.read_text("utf-8").replace(VERSION, __version__)
            yield path.relative_to(TEMPLATE), content.encode()
    for path in resources.folder("schema").iterdir():
        if path.is_file() and not path.name.startswith("."):
            yield Path("schema") / path.name, path.read_bytes()
    if with_core:
        for path in resources.folder("authority").glob("*.xml"):
            yield Path("tei/authority") / path.name, path.read_bytes()
    else:
        yield Path("tei/authority") / KEEP, b""
