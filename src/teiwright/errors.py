"""What stops a command: each error knows its one line and its exit status."""

import traceback
from pathlib import Path


class TeiwrightError(Exception):
    """Base of all that stops a command; `str()` is one line: what, where, how to mend it."""

    exit_status = 2

    def __init__(self, message: str, *, file: str = "", line: int = 0, column: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "") + (f":{self.column}" if self.column else "")
        return (f"{place}: " if place else "") + self.message + (f" ({self.hint})" if self.hint else "")


class SourceError(TeiwrightError):
    """Raised when a source text cannot be read: missing, empty, not text, in an unknown encoding."""


class LossError(TeiwrightError):
    """Raised when the proof fails: the TEI does not say what the source says; it was written beside."""

    exit_status = 1


class InvalidError(TeiwrightError):
    """Raised when the TEI that was made is not valid, by a fault of the program or of a decision; it stands beside."""

    exit_status = 1


class DocumentError(TeiwrightError):
    """Raised when an XML document is missing or not well-formed."""


class SchemaUnusableError(TeiwrightError):
    """Raised when a schema cannot be used."""


class DataError(TeiwrightError):
    """Raised when an authority file, a decisions file or a sidecar cannot be used."""


class EditedByHandError(TeiwrightError):
    """Raised when a TEI file was changed by hand since it was written and would be overwritten."""


class PublishingError(TeiwrightError):
    """Raised when a stylesheet or the typesetter fails, or a font lacks a character."""


class OutputError(TeiwrightError):
    """Raised when a file cannot be written: an unwritable folder, a full disk."""


def install(extra: str) -> str:
    """Return how one of our optional extras is installed, from an index of packages or in a checkout."""
    return f"pip install 'teiwright[{extra}]', or in a checkout: make extras"


def internal(error: Exception) -> str:
    """Return one line for an error that nobody foresaw: what it is and where in the program it arose."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return (
        f"internal error in {place}: {type(error).__name__}: {error} "
        "(please report it with the text; TEIWRIGHT_DEBUG=1 shows all)"
    )
