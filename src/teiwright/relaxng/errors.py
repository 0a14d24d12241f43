"""What stops the reading of a schema or of a document."""

from __future__ import annotations


class PlacedError(Exception):
    """One line of text about a place in a file; line and column count from 1, 0 where there is none."""

    def __init__(self, message: str, file: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        return f"{place}: {self.message}" if self.file else self.message

    def at(self, file: str) -> PlacedError:
        """Name the file, unless one is named already, and return the error itself."""
        self.file = self.file or file
        return self


class SchemaError(PlacedError):
    """Raised when a schema cannot be read, breaks a rule of RELAX NG, or needs too much memory."""


class DocumentError(PlacedError):
    """Raised when a document cannot be read, is not well-formed XML, or passes a safety limit."""
