"""A small TEI-like schema and a way to write documents for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from teiwright import relaxng

DATA = Path(__file__).parent / "data"

HEADER = (
    "<teiHeader><fileDesc><title>A title</title><publicationStmt><p>None</p></publicationStmt></fileDesc></teiHeader>"
)

Judge = Callable[[str], list[relaxng.Violation]]


def document(body: str) -> str:
    """A document with `body` from its third line on."""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}\n<text><body>\n{body}\n</body></text></TEI>'


@pytest.fixture(scope="session")
def mini() -> relaxng.Schema:
    """The small schema."""
    return relaxng.load(DATA / "mini.rng")


@pytest.fixture
def judge(mini: relaxng.Schema, tmp_path: Path) -> Judge:
    """Validate a document given as a string."""

    def validate(content: str) -> list[relaxng.Violation]:
        path = tmp_path / "document.xml"
        path.write_text(content, "utf-8")
        return mini.validate(path)

    return validate
