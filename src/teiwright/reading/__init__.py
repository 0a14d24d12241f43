"""Reading: a source file into an Article, every note at its anchor, nothing lost."""

from pathlib import Path

from teiwright.article import Article, Metadata, Source
from teiwright.errors import SourceError
from teiwright.reading.decoding import decode
from teiwright.reading.markdown import blocks
from teiwright.reading.marks import STYLES
from teiwright.reading.raw import Ledger
from teiwright.reading.reader import article_of

__all__ = ["STYLES", "read"]


def read(path: Path, *, notes: str | None = None, encoding: str | None = None) -> Article:
    """Read a source.

    `notes` names the style of the note marks (a key of STYLES) where the guess would be wrong, `encoding` the
    encoding. Raises SourceError where there is no such file, it is empty, no text, or in no known encoding.
    """
    if notes is not None and notes not in STYLES:
        raise SourceError(f"no such style of notes: {notes}", hint="one of " + ", ".join(STYLES))
    text, name, findings = decode(_content(path), path, encoding)
    source = Source(path.stem, str(path), text, name)
    ledger = Ledger(findings=findings)
    return article_of(source, blocks(text, 0, ledger), ledger, Metadata(), notes)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise SourceError("this is a folder, not a file", file=str(path)) from error
    except FileNotFoundError as error:
        raise SourceError("no such file", file=str(path)) from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=str(path)) from error
