"""Is what was made valid? Our own TEI held against our own schema, whatever a file beside it may say."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from teiwright import resources, xmltools
from teiwright.findings import Finding

OURS = ("teiwright.rng", "teiwright.sch")

ASKED_OF_PERSONS = frozenset({"author-named"})
"""What only a person can state: of other people's files a warning, of what was made from a silent source a remark."""


def validated(target: Path) -> list[Finding]:
    """Return what all layers of validation find in a TEI file that was made here, its schemas being ours.

    Raises SchemaUnusableError where a schema can't be used, SourceError where the file is gone.
    """
    from teiwright.validation import validate

    found = validate([target], schemas=[resources.folder("schema") / name for name in OURS])
    return [replace(each, severity="info") if each.rule in ASKED_OF_PERSONS else each for each in found]


def faults_of(content: bytes) -> list[Finding]:
    """Return the errors of a TEI file's bytes, which are not yet written where they belong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xml"
        xmltools.write_bytes(path, content)
        return errors(validated(path))


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that make a file invalid."""
    return [finding for finding in findings if finding.severity == "error"]


def verdict(findings: Sequence[Finding]) -> str:
    """Return in words what became of a file that was made: nothing lost, or not valid and in how many places."""
    count = len(errors(findings))
    if not count:
        return "nothing lost"
    return f"not valid in {count} place{'s' if count > 1 else ''}, which is a fault of the program or of a decision"
