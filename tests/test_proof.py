"""The proof: silent where all is well, and loud for each kind of loss."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from teiwright.article import Article, Paragraph
from teiwright.proof import account as prove
from teiwright.reading import read
from teiwright.xmltools import TEI, XML_ID
from tests.conftest import shared
from tests.reading.building import tei_of

FOLDER = Path(__file__).parent / "data" / "reading"
CASES = sorted(path for path in FOLDER.glob("*.md"))


@pytest.fixture
def article() -> Article:
    """A document with pages, notes joined over pages, and paragraphs joined."""
    return read(FOLDER / "superscript-pages.md")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_true_tei_is_proved(path: Path) -> None:
    article = read(path)
    assert prove(article, tei_of(article)) == []


def test_a_whole_article_is_proved() -> None:
    article = read(shared("texts/shen-2008-38.md"))
    assert prove(article, tei_of(article)) == []


def test_a_tree_is_taken_like_its_root(article: Article) -> None:
    assert prove(article, etree.ElementTree(tei_of(article))) == []


def note(root: etree._Element, name: str) -> etree._Element:
    """Return the note of that id."""
    return next(element for element in root.iter(f"{TEI}note") if element.get(XML_ID) == name)


def drop(element: etree._Element) -> None:
    """Take an element away and leave what follows it."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def drop_character(root: etree._Element) -> None:
    element = next(element for element in root.iter(f"{TEI}p") if element.get(XML_ID) == "p1")
    element.text = (element.text or "")[1:]


def drop_note(root: etree._Element) -> None:
    drop(note(root, "n3"))


def drop_paragraph(root: etree._Element) -> None:
    drop(next(element for element in root.iter(f"{TEI}p") if element.get(XML_ID) == "p2"))


def drop_page_break(root: etree._Element) -> None:
    drop(next(root.iter(f"{TEI}pb")))


def swap_notes(root: etree._Element) -> None:
    first, second = note(root, "n2"), note(root, "n3")
    first[:], second[:] = list(second), list(first)


def swap_numbers(root: etree._Element) -> None:
    first, second = note(root, "n2"), note(root, "n3")
    first.set(XML_ID, "n3")
    second.set(XML_ID, "n2")


def move_note(root: etree._Element) -> None:
    moved = note(root, "n2")
    moved.tail, following = (moved.tail or "")[1:], (moved.tail or "")[0]
    parent = moved.getparent()
    assert parent is not None
    parent.text = (parent.text or "") + following


def add_word(root: etree._Element) -> None:
    element = next(element for element in root.iter(f"{TEI}p") if element.get(XML_ID) == "p2")
    element.text = (element.text or "") + "加"


def drop_space(root: etree._Element) -> None:
    element = next(element for element in root.iter(f"{TEI}p") if element.get(XML_ID) == "n5p1")
    element.text = (element.text or "").replace("Some Press", "SomePress")


MUTATIONS: dict[Callable[[etree._Element], None], str] = {
    drop_character: "text-lost",
    drop_note: "note-lost",
    drop_paragraph: "text-lost",
    drop_page_break: "page-break-lost",
    swap_notes: "text-differs",
    swap_numbers: "text-differs",
    move_note: "note-moved",
    add_word: "text-added",
    drop_space: "space-lost",
}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_what_is_wrong_is_found_with_its_line(mutation: Callable[[etree._Element], None], article: Article) -> None:
    root = tei_of(article)
    mutation(root)
    findings = prove(article, root)
    assert MUTATIONS[mutation] in {finding.rule for finding in findings}
    assert all(finding.severity == "error" and finding.file.endswith("superscript-pages.md") for finding in findings)
    assert any(finding.line for finding in findings) or mutation is add_word


def test_a_text_that_the_article_itself_lost_is_found(article: Article) -> None:
    first = next(index for index, block in enumerate(article.body) if isinstance(block, Paragraph))
    shorter = replace(article, body=article.body[:first] + article.body[first + 1 :])
    assert "text-lost" in {finding.rule for finding in prove(shorter, tei_of(shorter))}


def test_what_is_set_aside_without_a_reason_is_found(article: Article) -> None:
    aside = (replace(article.set_aside[0], reason=""), *article.set_aside[1:])
    assert "no-reason" in {finding.rule for finding in prove(replace(article, set_aside=aside), tei_of(article))}


def test_choice_is_read_as_the_source_has_it(article: Article) -> None:
    root = tei_of(article)
    element = next(element for element in root.iter(f"{TEI}p") if element.get(XML_ID) == "p2")
    text = element.text or ""
    choice = etree.SubElement(element, f"{TEI}choice")
    element.remove(choice)
    element.insert(0, choice)
    etree.SubElement(choice, f"{TEI}sic").text = text[:2]
    etree.SubElement(choice, f"{TEI}corr").text = "正字"
    element.text, choice.tail = "", text[2:]
    assert prove(article, root) == []
