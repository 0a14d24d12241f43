"""Articles set as pages and read back: what the text reader makes of their source is the truth."""

from pathlib import Path

import pytest

from teiwright.reading import read
from tests.benchmarks.typeset import PAGES, PARAGRAPHS, pages_of, score, told
from tests.conftest import ROOT

ARTICLES = sorted((ROOT / "tei" / "source").glob("*.md"))


@pytest.mark.slow
@pytest.mark.parametrize("tagged", [False, True], ids=["geometry", "tagged"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("paragraphs", PARAGRAPHS)
@pytest.mark.parametrize("source", ARTICLES, ids=lambda path: path.stem)
def test_articles_come_back_from_pages(tmp_path: Path, source: Path, page: str, paragraphs: str, tagged: bool) -> None:
    article = read(source)
    truth = told(article)
    got = score(truth, told(read(pages_of(article, tmp_path, PAGES[page], PARAGRAPHS[paragraphs], tagged))))
    assert got.notes >= 0.97 * got.of_notes
    assert got.paragraphs >= 0.97 * got.of_paragraphs
    assert got.in_order >= 0.995
