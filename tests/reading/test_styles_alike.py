"""One article in every style of notes and both layouts is read alike: every note at its anchor, none invented."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from teiwright.article import Article, PageBreak, body_texts, texts_of
from teiwright.reading import read
from tests.conftest import shared
from tests.reading.restyling import STYLES, restyled
from tests.reading.test_properties import seen

OWN = Path(__file__).parent.parent / "data" / "reading"


def said(article: Article) -> tuple[str, Sequence[str]]:
    """Return the body with ⟦n⟧ at each anchor, and the notes, all without white space."""
    notes = [
        "".join("".join(text.string.split()) for b in note.blocks for text in texts_of(b)) for note in article.notes
    ]
    return "".join(seen(text) for text in body_texts(article)), notes


@pytest.fixture(scope="module")
def article() -> Article:
    return read(shared("texts/shen-2008-38.md"))


@pytest.mark.parametrize("layout", ["pages", "end"])
@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_read_alike(style: str, layout: str, article: Article, tmp_path: Path) -> None:
    path = tmp_path / "restyled.md"
    path.write_text(restyled(article, style, layout), "utf-8")
    again = read(path)
    assert said(again) == said(article)
    assert [note.number for note in again.notes] == [note.number for note in article.notes]
    assert [finding for finding in again.findings if finding.severity != "info"] == []


def breaks(article: Article) -> int:
    """Return how many page breaks stand inside paragraphs."""
    return sum(isinstance(inline, PageBreak) for text in body_texts(article) for inline in text.inlines)


def test_page_breaks_stay_inside_their_sentences(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "restyled.md"
    path.write_text(restyled(article, "brackets", "pages"), "utf-8")
    assert breaks(read(path)) == breaks(article)


@pytest.mark.parametrize("style", ["superscript", "brackets", "caret"])
def test_a_stated_style_is_taken(style: str, article: Article, tmp_path: Path) -> None:
    path = tmp_path / "restyled.md"
    path.write_text(restyled(article, style, "end"), "utf-8")
    assert said(read(path, notes=style)) == said(article)
