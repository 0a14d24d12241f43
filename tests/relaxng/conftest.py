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


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the tests out of the user's cache folder."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


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
