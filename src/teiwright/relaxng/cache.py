"""Simplified schemas kept on disk, since reading tei_all anew takes longer than validating most documents.

An entry is JSON with a checksum, never anything that could be executed. It lies in the user's own cache folder
(``XDG_CACHE_HOME``, else ``~/.cache``), is named by the schema's path and content and `FORMAT`, and counts only
if every file that the schema consists of is unchanged. Whatever goes wrong with the cache, it is as if there
were none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

from .datatypes import data_test, value_test
from .name_classes import NameClass
from .patterns import Kind, Pattern, PatternTable, Simplified

FORMAT: Final = "1"
"""Raise this whenever the same schema gives other patterns than before."""

SMALLEST: Final = 1500
"""Schemas with fewer patterns are read as quickly from their source."""

_MOST_ENTRIES: Final = 20
_LARGEST_ENTRY: Final = 64 << 20


def cache_folder() -> Path:
    """Return where entries lie."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "teiwright-relaxng"


def fetch(schema: Path) -> Simplified | None:
    """Return the schema from the cache, or None."""
    with suppress(OSError, ValueError, KeyError, IndexError, TypeError, RuntimeError):
        entry = _entry(schema)
        if entry.stat().st_size <= _LARGEST_ENTRY and _is_ours(entry):
            return _checked(entry.read_bytes())
    return None


def keep(schema: Path, simplified: Simplified) -> None:
    """Put a schema into the cache, if it is large enough to be worth it and can be written down."""
    if len(simplified.table) < SMALLEST:
        return
    with suppress(OSError, ValueError, RuntimeError):
        body = json.dumps(_written(simplified), separators=(",", ":")).encode("utf-8")
        entry = _entry(schema)
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(entry, hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body)
        _forget_oldest(entry.parent)


def _entry(schema: Path) -> Path:
    digest = hashlib.sha256(f"{FORMAT}\n{schema.absolute()}\n".encode())
    digest.update(schema.read_bytes())
    return cache_folder() / f"{digest.hexdigest()}.json"


def _is_ours(entry: Path) -> bool:
    """Whether the entry is a file that only this user could have written (where the system can tell)."""
    status = entry.lstat()
    return not entry.is_symlink() and (not hasattr(os, "getuid") or status.st_uid == os.getuid())


def _replace(entry: Path, content: bytes) -> None:
    import tempfile  # here, since it takes long to import and is seldom needed

    handle, name = tempfile.mkstemp(dir=entry.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(entry)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _forget_oldest(folder: Path) -> None:
    entries = sorted(folder.glob("*.json"), key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in entries[_MOST_ENTRIES:]:
        entry.unlink(missing_ok=True)


def _checked(content: bytes) -> Simplified | None:
    checksum, _, body = content.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode("ascii") != checksum:
        return None
    written = json.loads(body)
    if any(_digest(Path(path)) != digest for path, digest in written["files"]):
        return None
    return _rebuilt(written)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# Writing: every pattern is a row that refers to earlier rows; only an element's content may stand later.


def _written(simplified: Simplified) -> dict[str, Any]:
    order = {pattern: number for number, pattern in enumerate(_in_order((simplified.start, *simplified.elements)))}
    return {
        "files": [(str(path), _digest(path)) for path in simplified.files],
        "patterns": [_row(pattern, order) for pattern in order],
        "start": order[simplified.start],
        "elements": [order[element] for element in simplified.elements],
    }


def _in_order(roots: Iterable[Pattern]) -> list[Pattern]:
    """Return all patterns, each after its parts."""
    done: dict[Pattern, None] = {}
    stack = list(roots)
    while stack:
        pattern = stack[-1]
        missing = [part for part in pattern.parts if part not in done]
        if missing:
            stack.extend(missing)
            continue
        stack.pop()
        if pattern not in done:
            done[pattern] = None
            if pattern.content is not None:
                stack.append(pattern.content)
    return list(done)


def _row(pattern: Pattern, order: dict[Pattern, int]) -> list[Any]:
    row: list[Any] = [int(pattern.kind), [order[part] for part in pattern.parts]]
    if pattern.kind in (Kind.ATTRIBUTE, Kind.ELEMENT):
        row.append(_written_class(pattern.name_class))
    if pattern.kind == Kind.ELEMENT:
        row += [pattern.origin, None if pattern.content is None else order[pattern.content]]
    if pattern.test is not None:
        if pattern.test.contextual:
            raise ValueError("a value that depends on the schema's prefixes cannot be written down")
        kind, library, name, params = cast("tuple[str, str, str, Any]", pattern.test.key)
        row += [kind, library, name, pattern.test.described if kind == "value" else params]
    return row


def _written_class(name_class: NameClass | None) -> Any:
    if name_class is None:
        return None
    parts = [_written_class(part) for part in name_class.parts]
    return [name_class.kind, name_class.namespace, name_class.local, parts, _written_class(name_class.excluded)]


# Reading


def _rebuilt(written: dict[str, Any]) -> Simplified:
    table = PatternTable()
    patterns: list[Pattern] = []
    for row in written["patterns"]:
        patterns.append(_pattern(table, row, [patterns[number] for number in row[1]]))
    for pattern, row in zip(patterns, written["patterns"], strict=True):
        if pattern.kind == Kind.ELEMENT and row[4] is not None:
            pattern.content = patterns[row[4]]
    elements = tuple(patterns[number] for number in written["elements"])
    files = tuple(Path(path) for path, _ in written["files"])
    return Simplified(table, patterns[written["start"]], elements, files)


def _pattern(table: PatternTable, row: list[Any], parts: list[Pattern]) -> Pattern:
    kind = row[0]
    if kind == Kind.GROUP:
        return table.group(parts)
    if kind == Kind.CHOICE:
        return table.choice(parts)
    if kind == Kind.DATA:
        return _data(table, row, parts)
    if kind == Kind.ELEMENT:
        return table.element(_read_class(row[2]), row[3])
    if kind == Kind.ATTRIBUTE:
        return table.attribute(_read_class(row[2]), parts[0])
    if kind == Kind.ONE_OR_MORE:
        return table.one_or_more(parts[0])
    if kind == Kind.INTERLEAVE:
        return table.interleave(parts)
    if kind == Kind.LIST:
        return table.list_of(parts[0])
    return {Kind.EMPTY: table.empty, Kind.TEXT: table.text, Kind.NOT_ALLOWED: table.not_allowed}[kind]


def _data(table: PatternTable, row: list[Any], parts: list[Pattern]) -> Pattern:
    _, _, kind, library, name, rest = row
    if kind == "value":
        return table.data(value_test(library, name, rest, {}))
    params = tuple((facet, value) for facet, value in rest)
    return table.data(data_test(library, name, params, {}), parts[0] if parts else None)


def _read_class(written: list[Any]) -> NameClass:
    kind, namespace, local, parts, excluded = written
    return NameClass(
        kind,
        namespace,
        local,
        tuple(_read_class(part) for part in parts),
        None if excluded is None else _read_class(excluded),
    )
