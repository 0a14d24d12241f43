"""The table of small documents: one for each style of notes and each trap, with what is expected beside it.

`python -m tests.reading.test_cases` writes the expectations anew; look at the difference before you keep it.
"""

from pathlib import Path

import pytest

from teiwright.article import gaps, texts_in
from teiwright.reading import read
from tests.reading.rendering import rendered

FOLDER = Path(__file__).parent.parent / "data" / "reading"
CASES = sorted(
    path for path in FOLDER.iterdir() if path.suffix in {".md", ".txt"} and not path.name.endswith(".expected.txt")
)


def expectation(path: Path) -> Path:
    """Return where the expectation of a document stands."""
    return path.with_name(f"{path.name}.expected.txt")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_document_is_read_as_expected(path: Path) -> None:
    assert rendered(read(path)) == expectation(path).read_text("utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_character_is_accounted_for(path: Path) -> None:
    article = read(path)
    texts = texts_in(article.title_page, article.body, article.notes)
    spans = [(piece.origin, piece.origin + piece.length) for text in texts for piece in text.pieces]
    aside = [(each.start, each.end) for each in article.set_aside]
    assert [article.source.text[low:high] for low, high in gaps(article.source.text, spans + aside)] == []


if __name__ == "__main__":
    for case in CASES:
        expectation(case).write_text(rendered(read(case)), "utf-8")
