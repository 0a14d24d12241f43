"""Every element of TEI P5, wherever it may stand: its words are on the page, in the PDF and in the index."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teiwright import publishing
from teiwright.findings import Finding
from tests.conftest import shared

from .samples import page

NAMESPACE = "http://www.tei-c.org/ns/1.0"
HEAD = (
    f'<TEI xmlns="{NAMESPACE}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Elements</title></titleStmt>'
    "<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><div><head>Elements</head>"
)
FOOT = "</div></body></text></TEI>"
FORMS = (
    "<p>before <{0}>{1}A</{0}> after</p>",
    "<{0}>{1}B</{0}>",
    "<{0}><p>{1}C</p></{0}>",
    "<list><item><{0}>{1}D</{0}></item></list>",
    "<p><{0}>{1}E <hi>{1}F</hi> {1}G</{0}><note place='foot'><{0}>{1}H</{0}</note></p>".replace(
        "</{0}</note>", "</{0}></note>"
    ),
    "<{0}><ab>{1}I</ab>{1}J</{0}>",
    "<table><row><cell><{0}>{1}K</{0}></cell></row></table>",
    "<lg><l><{0}>{1}L</{0}></l></lg>",
    "<{0}><desc>{1}M</desc></{0}>",
)
ROOTS = {"TEI", "teiCorpus", "text", "body", "front", "back", "teiHeader"}


def names() -> list[str]:
    """Return the names of all elements that TEI P5 has."""
    grammar = etree.parse(str(shared("tei/tei_all-4.12.0.rng")))
    found = grammar.xpath("//r:element/@name", namespaces={"r": "http://relaxng.org/ns/structure/1.0"})
    return sorted({str(name) for name in found if re.fullmatch(r"[A-Za-z0-9]+", str(name))} - ROOTS)  # type: ignore[union-attr]


def document(elements: list[str], folder: Path) -> tuple[Path, list[str]]:
    """Write a document that has each element in each form, and return it with its words, each of which is single."""
    words: list[str] = []

    def forms() -> Iterator[str]:
        for number, element in enumerate(elements):
            for form in FORMS:
                text = form.format(element, f"w{number}x")
                words.extend(re.findall(r"w\d+x[A-Z]", text))
                yield text

    path = folder / "elements.xml"
    path.write_text(HEAD + "\n".join(forms()) + FOOT, "utf-8")
    return path, words


def test_the_page_keeps_the_words_of_every_element(tmp_path: Path) -> None:
    elements = names()
    assert len(elements) > 500
    path, words = document(elements, tmp_path)
    found: list[Finding] = []
    text = page(publishing.html(path, tmp_path, found.append)[0]).xpath("string(//main)")
    assert sorted(set(words) - set(re.findall(r"w\d+x[A-Z]", text))) == []
    assert [one.message for one in found if one.severity == "error"] == []
    assert len([one for one in found if one.rule == "publishing-unhandled"]) == 1


@pytest.mark.slow
def test_the_pdf_keeps_the_words_of_every_element(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf reads the text layer; it comes with the test extra")
    path, words = document(names(), tmp_path)
    found: list[Finding] = []
    sheets = pypdf.PdfReader(publishing.pdf(path, tmp_path, found.append)).pages
    text = re.sub(r"\s", "", "".join(sheet.extract_text() for sheet in sheets))
    assert sorted(word for word in set(words) if word not in text) == []
    assert [one.message for one in found if one.severity == "error"] == []


def test_the_index_keeps_the_words_of_every_element_in_a_citation(tmp_path: Path) -> None:
    inside = "".join(f"<{name}>w{number}xA</{name}> " for number, name in enumerate(names()))
    path = tmp_path / "cited.xml"
    path.write_text(f"{HEAD}<p>As <bibl>{inside}</bibl> says.</p>{FOOT}", "utf-8")
    found: list[Finding] = []
    publishing.index([path], tmp_path, found.append)
    assert [one.message for one in found if one.severity == "error"] == []
    (record,) = publishing.records(path)
    missing = [name for number, name in enumerate(names()) if f"w{number}xA" not in record["text"]]
    assert missing == []
