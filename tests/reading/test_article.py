"""The scanned article that the work began with: what must come out of it."""

import re
from pathlib import Path

import pytest

from teiwright.article import BlockBreak, PageBreak, body_texts, gaps, texts_in, texts_of
from teiwright.reading import explain, read
from tests.conftest import shared


@pytest.fixture(scope="module")
def path() -> Path:
    return shared("texts/shen-2008-38.md")


def squeezed(text: str) -> str:
    """Return a text without white space and asterisks."""
    return re.sub(r"[\s*]", "", text)


def test_all_notes_are_anchored_and_whole(path: Path) -> None:
    article = read(path)
    assert [note.number for note in article.notes if note.is_anchored] == list(range(1, 108))
    wanted = dict(line.split("\t", 1) for line in shared("gold/notes.txt").read_text("utf-8").splitlines())
    found = {
        f"N{note.number:03d}": squeezed("".join(text.string for block in note.blocks for text in texts_of(block)))
        for note in article.notes
    }
    assert found == {name: squeezed(text) for name, text in wanted.items()}


def test_blocks_and_page_breaks(path: Path) -> None:
    article = read(path)
    texts = [*body_texts(article)]
    inside = sum(isinstance(inline, PageBreak) for text in texts for inline in text.inlines)
    assert len(texts) == 59
    assert inside + sum(isinstance(block, BlockBreak) for block in article.body) == 31


def test_nothing_but_furniture_is_set_aside(path: Path) -> None:
    article = read(path)
    texts = texts_in(article.title_page, article.body, article.notes)
    spans = [(piece.origin, piece.origin + piece.length) for text in texts for piece in text.pieces]
    aside = [(each.start, each.end) for each in article.set_aside]
    assert [*gaps(article.source.text, spans + aside)] == []
    words = "".join(article.source.text[low:high] for low, high in aside)
    assert re.sub(r"</?sup>|\d|[*\\#\-\s]", "", words) == ""


def test_header_data(path: Path) -> None:
    found = read(path).metadata
    assert (found.number, found.date, len(found.publishers), found.language) == ("2008-38", "2008-04-28", 2, "zh-Hant")
    assert found.title
    assert found.subtitle
    assert found.series
    assert len(found.authors) == 1
    assert found.authors[0].affiliation


def test_only_repairs_are_reported(path: Path) -> None:
    assert {finding.severity for finding in read(path).findings} == {"info"}


def test_the_decision_is_explained(path: Path) -> None:
    said = explain(read(path))
    assert "107 of 107" in said[0]
    assert "confidence 1.00" in said[0]
    assert len(said) > 1
