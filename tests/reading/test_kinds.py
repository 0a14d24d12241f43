"""What a file is, its content says; every kind is read with its notes at their marks and the labels it prints."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from teiwright.article import Article, body_texts, note_texts
from teiwright.errors import SourceError
from teiwright.reading import read
from tests.reading.test_properties import seen

NEEDS_PANDOC = pytest.mark.skipif(
    not (find_spec("pypandoc") or shutil.which("pandoc")),
    reason="pandoc is not installed: pip install 'teiwright[formats]'",
)
RST = """The Weir
========

The first weir was of wood. [60]_ The second was of stone. [note1-2]_ The first rotted. [60]_

.. [60] See the mill book,
   leaf 5.

   A second paragraph on wood.

.. [note1-2] A note on stone.
"""
ORG = """* The Weir

The first weir was of wood.[fn:1] The second was of stone.[fn:2]

[fn:1] On wood.
[fn:2] On stone.
"""
WIKI = "== The Weir ==\n\nThe first weir was of wood.<ref>On wood.</ref> The second was of stone.<ref>On stone.</ref>\n"
DOCBOOK = """<?xml version="1.0"?><article xmlns="http://docbook.org/ns/docbook"><title>The Weir</title>
<para>The first weir was of wood.<footnote><para>On wood.</para></footnote>
The second was of stone.<footnote><para>On stone.</para></footnote></para></article>"""
TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>The Weir</title><author>Ann Tester</author></titleStmt></fileDesc></teiHeader>
<text><body><div><head>The Weir</head>
<p>The first weir was of wood.<note n="60"><p>On wood.</p><p>More on wood.</p></note><pb n="12"/> The second was of
<hi rend="italic">stone</hi>.<note n="60a">On stone.</note></p></div></body></text></TEI>"""


def made(folder: Path, name: str, text: str) -> Article:
    """Return the article of a file with this name and text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return read(path)


def notes(article: Article) -> list[tuple[str, str]]:
    """Return the label and the words of each text of the notes."""
    return [(note.label, text.string) for note, text in note_texts(article)]


@NEEDS_PANDOC
def test_restructured_text_keeps_its_labels_and_a_note_cited_twice_is_one(tmp_path: Path) -> None:
    article = made(tmp_path, "weir.rst", RST)
    assert notes(article) == [
        ("60", "See the mill book, leaf 5."),
        ("60", "A second paragraph on wood."),
        ("note1-2", "A note on stone."),
    ]
    assert "wood.⟦1⟧Thesecondwasofstone.⟦2⟧" in "".join(seen(text) for text in body_texts(article))


@NEEDS_PANDOC
@pytest.mark.parametrize(("name", "text"), [("weir.org", ORG), ("weir.wiki", WIKI), ("weir.xml", DOCBOOK)])
def test_formats_that_pandoc_reads(name: str, text: str, tmp_path: Path) -> None:
    article = made(tmp_path, name, text)
    assert notes(article) == [("1", "On wood."), ("2", "On stone.")]
    assert "wood.⟦1⟧Thesecondwasofstone.⟦2⟧" in "".join(seen(text) for text in body_texts(article))


@pytest.mark.parametrize("name", ["weir.xml", "weir.md", "weir.txt"])
def test_tei_is_a_source_whatever_its_suffix(name: str, tmp_path: Path) -> None:
    article = made(tmp_path, name, TEI)
    assert notes(article) == [("60", "On wood."), ("60", "More on wood."), ("60a", "On stone.")]
    assert (article.metadata.title, [author.name for author in article.metadata.authors]) == (
        "The Weir",
        ["Ann Tester"],
    )
    assert "wood.⟦1⟧Thesecondwasofstone.⟦2⟧" in "".join(seen(text) for text in body_texts(article))


def test_a_pdf_is_refused_whatever_its_suffix(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="PDF"):
        made(tmp_path, "weir.md", "%PDF-1.7\n1 0 obj\nendobj\n")


def test_other_xml_is_refused_whatever_its_suffix(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="XML of a kind that is not read"):
        made(tmp_path, "weir.txt", '<?xml version="1.0"?><inventory><item>A weir</item></inventory>')


def test_a_web_page_states_its_metadata_and_sheds_its_surroundings(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><head><meta name="citation_title" content="The Weir">
    <meta name="citation_author" content="Tester, Ann"><meta name="citation_doi" content="10.1234/weir">
    </head><body><nav><a href="/">Home</a></nav><main><h1>The Weir</h1>
    <p>It was of wood.<sup><a href="#f1">1</a></sup></p></main>
    <section class="footnotes"><ol><li id="f1">On wood. <a href="#r1">↩</a></li></ol></section></body></html>"""
    article = made(tmp_path, "weir.html", page)
    assert notes(article) == [("1", "On wood.")]
    assert "".join(seen(text) for text in body_texts(article)) == "TheWeirItwasofwood.⟦1⟧"
    assert article.metadata.identifiers == (("DOI", "10.1234/weir"),)
