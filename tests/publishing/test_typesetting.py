"""The PDF: every note at the foot of its mark's page, every character shown, the same bytes each time."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from teiwright import publishing
from teiwright.findings import Finding

from .samples import ALL, BRIDGE, LANGUAGES, PRACTICE, edited, tei

pypdf = pytest.importorskip("pypdf", reason="pypdf reads the text layer; it comes with the test extra")
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def squeezed(text: str) -> str:
    """Leave out white space, which a text layer has at line ends, soft hyphens and word joiners."""
    return re.sub(r"[\s\u00ad\u2060]", "", text)


def pages(path: Path) -> list[str]:
    """Return the squeezed text of each page."""
    return [squeezed(sheet.extract_text()) for sheet in pypdf.PdfReader(path).pages]


def words(element: Any) -> str:
    """Return the squeezed words of an element, its notes left out."""
    notes = element.xpath(".//t:note//text()", namespaces={"t": TEI[1:-1]})
    return squeezed("".join(text for text in element.itertext() if not any(text is note for note in notes)))


@pytest.mark.parametrize("sample", ALL, ids=lambda path: path.stem)
def test_it_is_a_tagged_pdf_with_title_and_language(sample: Path, tmp_path: Path) -> None:
    reader = pypdf.PdfReader(publishing.pdf(sample, tmp_path))
    assert reader.metadata is not None
    title = tei(sample).xpath("string(//t:titleStmt/t:title[@type='main'])", namespaces={"t": TEI[1:-1]})
    assert str(reader.metadata.title).startswith(title)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(reader.trailer["/Root"]["/Lang"]).partition("-")[0] == sample_language(sample)


def sample_language(sample: Path) -> str:
    """Return the main language of a sample without script or region."""
    return str(tei(sample).get("{http://www.w3.org/XML/1998/namespace}lang")).partition("-")[0]


def test_every_note_stands_on_the_page_of_its_mark(tmp_path: Path) -> None:
    text = pages(publishing.pdf(BRIDGE, tmp_path))
    assert len(text) > 1
    for note in tei(BRIDGE).iterfind(f".//{TEI}body//{TEI}note"):
        before = squeezed(note.getprevious().tail or "") if note.getprevious() is not None else ""
        before = before or squeezed("".join(note.getparent().itertext(f"{TEI}p")))
        foot = squeezed("".join(note.itertext("{*}*")))[:14]
        mark = squeezed(note.get("n") or "")
        (there,) = [number for number, page in enumerate(text) if mark + foot in page]
        assert mark in text[there].replace(mark + foot, "", 1)
        assert before[-4:] + mark in text[there] or before[-1:] + mark in text[there]


@pytest.mark.parametrize("language", ["zh-Hans", "ru", "en"])
def test_every_paragraph_is_in_the_text_layer(language: str, tmp_path: Path) -> None:
    sample = LANGUAGES[language]
    text = "".join(pages(publishing.pdf(sample, tmp_path))).replace("-", "")
    for note in tei(sample).iterfind(f".//{TEI}note/{TEI}p"):
        assert words(note).replace("-", "")[:40] in text


def test_a_mark_is_printed_as_in_the_source(tmp_path: Path) -> None:
    (text,) = pages(publishing.pdf(LANGUAGES["en"], tmp_path))
    assert "*Aremarkoftheeditor." in text


def test_the_print_xml_has_every_word(tmp_path: Path) -> None:
    publishing.pdf(BRIDGE, tmp_path)
    printed = squeezed("".join(tei(tmp_path / "bridge.print.xml").itertext()))
    for paragraph in tei(BRIDGE).iterfind(f".//{TEI}note/{TEI}p"):
        assert words(paragraph) in printed


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    first = publishing.pdf(BRIDGE, tmp_path / "one").read_bytes()
    assert publishing.pdf(BRIDGE, tmp_path / "two").read_bytes() == first


def test_a_character_that_no_font_has_is_replaced_and_named_with_its_place(tmp_path: Path) -> None:
    sample = edited(BRIDGE, "沒有人知道這個錯誤", "沒有人𓀀知道這個𓀁錯誤", tmp_path / "odd.xml")
    found: list[Finding] = []
    text = "".join(pages(publishing.pdf(sample, tmp_path / "out", found.append)))
    (finding,) = [one for one in found if one.severity != "info"]
    assert "𓀀 (U+13000) in p1, 𓀁 (U+13001) in p1" in finding.message
    assert "𓀀" in sample.read_text("utf-8").splitlines()[finding.line - 1]
    assert "沒有人[U+13000]知道這個[U+13001]錯誤" in text


@pytest.mark.parametrize("text", ["#panic()", "$x$ // *a* _b_ `c` @d <e>", "\\u{41} = 1", "[#let x = 1]"])
def test_text_is_never_read_as_markup(text: str, tmp_path: Path) -> None:
    escaped = text.replace("<", "&lt;")
    sample = edited(LANGUAGES["en"], "and that settled the matter.", escaped, tmp_path / "markup.xml")
    assert squeezed(text) in "".join(pages(publishing.pdf(sample, tmp_path)))


def test_an_element_without_a_template_is_printed_and_reported(tmp_path: Path) -> None:
    sample = edited(PRACTICE, "差別", "<metamark>奇怪的記號</metamark>", tmp_path / "odd.xml")
    found: list[Finding] = []
    text = "".join(pages(publishing.pdf(sample, tmp_path, found.append)))
    assert "奇怪的記號" in text
    assert [one.rule for one in found] == ["publishing-unhandled"]


def test_a_figure_that_nobody_describes_is_set_with_its_file_s_name(tmp_path: Path) -> None:
    bare = '<figure xml:id="f1"><graphic url="map.png"/></figure>'
    text = PRACTICE.read_text("utf-8")
    old = text[text.index("<figure") : text.index("</figure>") + len("</figure>")]
    sample = edited(PRACTICE, old, bare, tmp_path / "figure.xml")
    assert "map.png" in "".join(pages(publishing.pdf(sample, tmp_path)))


@pytest.mark.parametrize("language", ["C", "x-klingon", "i-default", "art-lojban", "EN-us", "mul"])
def test_a_language_that_the_typesetter_does_not_know_is_set_all_the_same(language: str, tmp_path: Path) -> None:
    sample = edited(LANGUAGES["en"], 'xml:lang="en"', f'xml:lang="{language}"', tmp_path / "other.xml")
    assert publishing.pdf(sample, tmp_path).read_bytes().startswith(b"%PDF")


def test_no_line_begins_with_a_mark(tmp_path: Path) -> None:
    """Whatever the length of the line before it, a note's mark stays with the words that it follows."""
    article = etree.fromstring(LANGUAGES["zh-Hans"].read_bytes())
    body = article.find(f".//{TEI}body")
    assert body is not None
    for number, length in enumerate(range(25, 65), 1):
        paragraph = etree.SubElement(body, f"{TEI}p", {XML_ID: f"q{number}"})
        paragraph.text = "文" * length + "。"
        note = etree.SubElement(paragraph, f"{TEI}note", {XML_ID: f"m{number}", "n": f"{number}", "place": "foot"})
        etree.SubElement(note, f"{TEI}p", {XML_ID: f"m{number}p1"}).text = "注。"
        note.tail = "后" * 40 + "。"
    (tmp_path / "marks.xml").write_bytes(etree.tostring(article))
    reader = pypdf.PdfReader(publishing.pdf(tmp_path / "marks.xml", tmp_path))
    lines = [line.strip(" \u2060") for sheet in reader.pages for line in sheet.extract_text().splitlines()]
    assert [line for line in lines if re.match(r"\d+ ?后", line)] == []
    assert any(re.match(r"文*。\u2060?\d+ ?后", line) for line in lines)
