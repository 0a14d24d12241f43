"""XInclude, on request and from local files only; places in the whole are told as places in the parts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from lxml import etree

from teiwright import xmltools
from teiwright.errors import DocumentError as DocumentFaultError
from teiwright.findings import Finding
from teiwright.relaxng import DocumentError
from teiwright.validation import document, workshop

XINCLUDE = "http://www.w3.org/2001/XInclude"


@dataclass(frozen=True, slots=True)
class Whole:
    """A document put together: its file, and for each of its elements the file, line and column it came from."""

    path: Path
    origins: tuple[tuple[Path, int, int], ...]

    def placed(self, finding: Finding, index: document.Index) -> Finding:
        """Return a finding on the whole as one on the part that it concerns."""
        ordinal = index.ordinal(finding.line, finding.column)
        if not 0 < ordinal <= len(self.origins):
            return finding
        path, line, column = self.origins[ordinal - 1]
        return replace(finding, file=str(path), line=line, column=column)


def whole(path: Path) -> Whole | None:
    """Return a document with its inclusions resolved, or None where it has none.

    Raises teiwright.errors.DocumentError where it is not well-formed, or an inclusion can't be resolved.
    """
    tree = xmltools.parse(path)
    if next(tree.iter(f"{{{XINCLUDE}}}include"), None) is None:
        return None
    try:
        tree.xinclude()
    except etree.XIncludeError as error:
        line = error.error_log.last_error.line if error.error_log.last_error else 0
        raise DocumentFaultError(f"not included: {error}", file=str(path), line=line) from error
    origins = tuple(_origins(tree, path))
    return Whole(workshop.kept(etree.tostring(tree, encoding="unicode"), ".xml"), origins)


def _origins(tree: etree._ElementTree, path: Path) -> Iterator[tuple[Path, int, int]]:
    """Yield for each element its file, line and column: the k-th element on a line is the k-th there in its file."""
    files = [(_file(element, path), cast("int", element.sourceline or 0)) for element in tree.iter(etree.Element)]
    for (file, line), group in groupby(files):
        columns = _columns(file, line)
        for number, _ in enumerate(group):
            yield file, line, columns[number] if number < len(columns) else 1


def _file(element: etree._Element, path: Path) -> Path:
    base = unquote((element.base or "").removeprefix("file://"))
    return path if not base or Path(base).resolve() == path.resolve() else Path(base)


def _columns(file: Path, line: int) -> list[int]:
    try:
        index = document.read(file)
    except DocumentError:
        return []
    return [column for at, column in zip(index.lines[1:], index.columns[1:], strict=True) if at == line]
