"""Where things are: the texts of a folder, the authority files, a text's decisions."""

import os
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path

from teiwright import plugins, reading, resources, xmltools
from teiwright.errors import SourceError

SUFFIXES = frozenset(
    {".md", ".markdown", ".txt", ".text", ".docx", ".odt", ".html", ".htm", ".xhtml", ".epub", ".tex", ".latex", ".pdf"}
)


def sources_in(paths: Sequence[Path]) -> list[Path]:
    """Return the texts that the paths name, each once; a folder stands for those in it. Raises SourceError."""
    listed = [text for path in paths for text in (_texts_of_folder(path) if path.is_dir() else [path])]
    real = {folder: os.path.realpath(folder) for folder in {path.parent for path in listed}}
    found = list({_real(path, real[path.parent]): path for path in reversed(listed)}.values())[::-1]
    names: dict[str, Path] = {}
    for path in found:
        reading.require_name(path)
        if (other := names.setdefault(path.stem, path)) is not path:
            raise SourceError(f"has the same name as {other}", file=str(path), hint="rename one of them")
    return found


def _real(path: Path, folder: str) -> str:
    """Where a path leads whose folder really is `folder`."""
    return os.path.realpath(path) if os.path.islink(path) else os.path.join(folder, path.name)  # noqa: PTH114, PTH118


def _texts_of_folder(folder: Path) -> list[Path]:
    suffixes = SUFFIXES | plugins.readers()
    found = (path for path in folder.iterdir() if path.suffix.lower() in suffixes)
    texts = sorted(found, key=attrgetter("name"))
    if not texts:
        raise SourceError("no text in this folder", file=str(folder), hint="put a .md, .txt, .docx or .html file there")
    return texts


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
    name = f"{source.stem}.toml"
    paths = (f"{folder}/{name}" for folder in _decisions_folders(source.parent))
    return next((Path(path) for path in paths if os.path.isfile(path)), None)  # noqa: PTH113


@cache
def _decisions_folders(parent: Path) -> tuple[str, ...]:
    """Where decisions for the texts of a folder are looked for, once for all of them."""
    return str(parent.parent / "decisions"), str(parent / "decisions"), "tei/decisions"


def decisions_target(source: Path, stated: Path | None = None) -> Path:
    """Return where decisions for a source are written: where they are already, else in the folder decisions."""
    known = decisions_file(source, stated)
    beside = source.parent.parent if source.parent.name == "source" else source.parent
    return known or beside / "decisions" / f"{source.stem}.toml"


def source_of(tei: Path) -> Path | None:
    """Return the text that a TEI file was made of, or None: it stands beside it, or in a folder source near it."""
    above = tei.absolute().parent.parent
    folders = (tei.parent / "source", tei.parent, above / "source", above, above.parent, Path("tei/source"))
    found = (path for folder in folders if folder.is_dir() for path in sorted(folder.glob(f"{tei.stem}.*")))
    return next((path for path in found if path.suffix.lower() in SUFFIXES), None)
