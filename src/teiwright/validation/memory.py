"""Results kept between runs, by content: of the file, of every file that its result rests on, and of this program.

An entry is JSON, so that reading one that someone else wrote can do no harm beyond a wrong report.
"""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

from lxml import etree

from teiwright import relaxng, resources, xmltools
from teiwright.errors import TeiwrightError
from teiwright.findings import Finding

MOST_ENTRIES = 4_000
UNSTABLE_RULES = frozenset({"schema-not-found", "missing-file"})
"""Findings that change when a file appears."""

READS_FILES = re.compile(r"\b(doc|doc-available|document|collection|unparsed-text(-lines)?)\s*\(")


def folder() -> Path:
    """Return the folder for results: below XDG_CACHE_HOME, or ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "teiwright" / "validation"


@cache
def _digest(path: Path, modified: int, size: int) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def digest(path: Path) -> str:
    """Return a digest of a file's content; an empty string where it can't be read."""
    try:
        status = path.stat()
        return _digest(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return ""


@cache
def _program() -> str:
    """Return a digest of all code that a result rests on."""
    here, validator = Path(__file__).parent, Path(relaxng.__file__).parent
    files = [*here.glob("*.py"), *validator.glob("*.py"), resources.folder("xslt") / "schematron-to-xslt.xsl"]
    files.append(resources.folder("schema") / "teiwright.odd")
    return sha256("".join(digest(file) for file in sorted(files)).encode()).hexdigest()


def _entry(store: Path, path: Path, question: str) -> Path:
    key = "\n".join((_program(), str(path.resolve()), str(path), digest(path), question))
    return store / f"{sha256(key.encode()).hexdigest()}.json"


def recalled(store: Path, path: Path, question: str) -> tuple[Finding, ...] | None:
    """Return a file's findings from an earlier run with the same question, or None."""
    try:
        entry = json.loads(_entry(store, path, question).read_text(encoding="utf-8"))
        if any(digest(Path(name)) != value for name, value in entry["rests_on"].items()):
            return None
        return tuple(Finding(**finding) for finding in entry["findings"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(store: Path, path: Path, question: str, findings: Iterable[Finding], rests_on: Iterable[Path]) -> None:
    """Keep a file's findings; a store that can't be written is left alone."""
    kept = tuple(findings)
    files = {str(name): digest(name) for name in sorted(rests_on)}
    if any(finding.rule in UNSTABLE_RULES for finding in kept):
        return
    content = json.dumps({"rests_on": files, "findings": [asdict(finding) for finding in kept]}, ensure_ascii=False)
    try:
        xmltools.write_bytes(_entry(store, path, question), content.encode())
    except TeiwrightError:
        return


def prune(store: Path) -> None:
    """Drop the older half of the entries where there are too many."""
    try:
        entries = sorted(store.glob("*.json"), key=lambda entry: entry.stat().st_mtime_ns)
        for entry in entries[: len(entries) // 2] if len(entries) > MOST_ENTRIES else []:
            entry.unlink(missing_ok=True)
    except OSError:
        return


def parts(schema: Path) -> frozenset[Path] | None:
    """Return a schema's file and all files that it includes; None where its rules may read any file."""
    return _parts(schema.resolve(), schema.stat().st_mtime_ns)


@cache
def _parts(schema: Path, modified: int) -> frozenset[Path] | None:
    found: set[Path] = set()
    waiting = [schema]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        linked = _linked(path)
        if linked is None:
            return None
        waiting.extend(linked)
    return frozenset(found)


def _linked(path: Path) -> list[Path] | None:
    try:
        root = xmltools.parse(path).getroot()
    except TeiwrightError:
        return None
    expressions = (value for node in root.iter(etree.Element) for value in node.attrib.values())
    if "schematron" in str(root.tag) and any(READS_FILES.search(str(value)) for value in expressions):
        return None
    hrefs = (str(node.get("href", "")).partition("#")[0] for node in root.iter(etree.Element))
    return [(path.parent / href).resolve() for href in hrefs if (path.parent / href).is_file()]
