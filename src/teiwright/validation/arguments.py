"""The files that arguments of a command mean; apart from what validates them, for other commands ask this alone."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from teiwright.errors import SourceError

STANDARD_INPUT = Path("-")


def files(paths: Iterable[str | Path], contents: Collection[Path] = ()) -> tuple[Path, ...]:
    """Return the files that paths, folders and glob patterns mean, each once; of a folder all XML below it.

    Those of `contents` need not be there. Raises SourceError where there is no such file, or a folder or pattern holds
    none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys([Path(path)] if Path(path) in contents else _meant(Path(path))))
    return tuple(found)


def _meant(path: Path) -> Sequence[Path]:
    if path == STANDARD_INPUT:
        return [path]
    if path.is_dir():
        inside = sorted(file for file in path.rglob("*.xml") if not _is_hidden(file.relative_to(path)))
        if not inside:
            raise SourceError("no XML file in this folder", file=str(path))
        return inside
    if path.is_file():
        return [path]
    if path.exists():
        raise SourceError("not a file", file=str(path))
    matching = sorted(file for file in _matching(path) if file.is_file() and not _is_hidden(file, path.parts))
    if not matching:
        raise SourceError("no such file", file=str(path))
    return matching


def _matching(pattern: Path) -> Iterator[Path]:
    relative = pattern.relative_to(pattern.anchor) if pattern.anchor else pattern
    return Path(pattern.anchor or ".").glob(str(relative)) if relative.name else iter(())


def _is_hidden(path: Path, named: Sequence[str] = ()) -> bool:
    return any(part.startswith(".") and part not in named for part in path.parts)
