"""What other packages add: readers and exporters, declared as entry points of their distributions.

    [project.entry-points."teiwright.readers"]
    srt = "my_package:read"          a file NAME.srt is given as a path; returns Markdown, notes as [^1]

    [project.entry-points."teiwright.exporters"]
    "works.txt" = "my_package:list"  the records of a citations.json; returns the text of NAME.works.txt

A plug-in is imported when it is needed. What it raises becomes one line that names it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teiwright.errors import PublishingError, SourceError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

READERS = "teiwright.readers"
EXPORTERS = "teiwright.exporters"
Records = Sequence[Mapping[str, Any]]


@cache
def _declared(group: str) -> "Mapping[str, EntryPoint]":
    from importlib.metadata import entry_points

    return {point.name: point for point in sorted(entry_points(group=group), key=lambda point: point.value)}


def readers() -> frozenset[str]:
    """Return the suffixes, each with its dot, that readers are declared for."""
    return frozenset(f".{name.lower()}" for name in _declared(READERS))


def exporters() -> tuple[str, ...]:
    """Return the endings of the files that exporters are declared for."""
    return tuple(sorted(_declared(EXPORTERS)))


def markdown_of(path: Path) -> str:
    """Return what the reader of a file's suffix makes of it. Raises SourceError."""
    point = _declared(READERS)[path.suffix.lower()[1:]]
    try:
        return _text(point, path)
    except Exception as error:
        raise SourceError(f"{point.value} cannot read it: {_said(error)}", file=str(path)) from error


def exported(ending: str, records: Records) -> str:
    """Return what an exporter makes of the records of a citations.json. Raises PublishingError."""
    point = _declared(EXPORTERS)[ending]
    try:
        return _text(point, records)
    except Exception as error:
        raise PublishingError(f"{point.value} cannot export {ending}: {_said(error)}") from error


def _text(point: "EntryPoint", given: object) -> str:
    made: Callable[[object], object] = point.load()
    text = made(given)
    if not isinstance(text, str):
        raise TypeError(f"it returned {type(text).__name__}, not text")
    return text


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
