"""Is what was made valid? Our own TEI held against our own schema, whatever a file beside it may say."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from teiwright import resources
from teiwright.findings import Finding

OURS = ("teiwright.rng", "teiwright.sch")

ASKED_OF_PERSONS = frozenset({"author-named"})
"""What only a person can state: of other people's files a warning, of what was made from a silent source a remark."""


def validated(target: Path, content: bytes | None = None) -> list[Finding]:
    """Return what all layers of validation find in a TEI file that was made here, its schemas being ours.

    `content` is what is to be written there; without it, the file itself is read. Raises SchemaUnusableError where a
    schema can't be used, SourceError where the file is gone.
    """
    from teiwright.validation import validate

    schemas = [resources.folder("schema") / name for name in OURS]
    if content is None:
        found = validate([target], schemas=schemas)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "made.xml"
            path.write_bytes(content)
            found = validate([target], schemas=schemas, contents={target: path})
    return [replace(each, severity="info") if each.rule in ASKED_OF_PERSONS else each for each in found]


def faults_of(content: bytes) -> list[Finding]:
    """Return the errors of a TEI file's bytes, wherever they are to be written."""
    return errors(validated(Path("made.xml"), content))


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that make a file invalid."""
    return [finding for finding in findings if finding.severity == "error"]
