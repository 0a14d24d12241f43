"""Formats of word processors and typesetters, made into Markdown by pandoc, which runs as a program of its own.

HTML is read without it: pandoc drops notes that do not look as it writes them itself.
"""

import shutil
import subprocess
from pathlib import Path

from teiwright.errors import SourceError

FORMATS = {
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".tex": "latex",
    ".latex": "latex",
}
TARGET = "commonmark+footnotes+pipe_tables+yaml_metadata_block+raw_html-smart"
TIMEOUT = 600


GUESSED_TITLE = frozenset({".epub"})
"""Formats whose title may be the package's rather than the article's."""


def is_foreign(path: Path) -> bool:
    """Say whether a file is in a format that pandoc reads for us."""
    return path.suffix.lower() in FORMATS


def as_markdown(path: Path) -> str:
    """Return the file as Markdown. Raises SourceError where pandoc is not installed or cannot read the file."""
    command = [
        _pandoc(path),
        f"--from={FORMATS[path.suffix.lower()]}",
        f"--to={TARGET}",
        "--wrap=none",
        "--standalone",
        "--sandbox",
        "--markdown-headings=atx",
        str(path.resolve()),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"pandoc took more than {TIMEOUT} seconds", file=str(path)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SourceError(f"pandoc cannot read it: {said[0] if said else 'no reason given'}", file=str(path))
    return done.stdout.decode("utf-8")


def _pandoc(path: Path) -> str:
    found = _found()
    if not found:
        message = f"{path.suffix} files need pandoc"
        raise SourceError(message, file=str(path), hint="pip install 'teiwright[formats]'")
    return found


def _found() -> str | None:
    """Return pandoc's path: of the package that brings it along, else of the system."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return shutil.which("pandoc")
