"""Where a title comes from, and that its absence is told."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from teiwright.article import Heading, Paragraph, note_texts
from teiwright.cli import cli
from teiwright.reading import read

SENTENCE = (
    "The customs house at the river's mouth was rebuilt in the summer of the great flood, and its books were kept."
)
DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
BODY = f"<p>{SENTENCE} {SENTENCE}</p>"


def _package(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return path


def _epub(path: Path) -> Path:
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    book = (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" {DUBLIN_CORE}><metadata>'
        "<dc:title>The Customs House</dc:title><dc:creator>Ann Roe</dc:creator></metadata>"
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>a</title></head><body>{BODY}</body></html>'
    return _package(
        path,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": book,
            "OEBPS/a.xhtml": page,
        },
    )


def test_an_epub_and_an_odt_are_named_by_their_package(tmp_path: Path) -> None:
    pandoc = pytest.importorskip("pypandoc", reason="reading ODT and EPUB needs the extra `formats`")
    made = tmp_path / "two.odt"
    stated = ["--standalone", "--metadata=title=The Customs House", "--metadata=author=Ann Roe"]
    pandoc.convert_text(SENTENCE, "odt", "markdown", outputfile=str(made), extra_args=stated)
    for path in (_epub(tmp_path / "one.epub"), made):
        metadata = read(path).metadata
        assert (metadata.title, [author.name for author in metadata.authors]) == ("The Customs House", ["Ann Roe"])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Title: The Customs House\n\nAnn Roe\n\n{SENTENCE}\n", "The Customs House"),
        ("标题：海关的账簿\n\n王小明\n\n　　洪水以后，河口的海关重建起来，账簿都保存下来了。\n", "海关的账簿"),
        (f"The Customs House\n\nBy Ann Roe\n\n{SENTENCE}\n", "The Customs House"),
        (f"The Customs House\n\n{SENTENCE}\n", "The Customs House"),
    ],
)
def test_a_line_that_says_or_looks_so_is_the_title(text: str, title: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text, "utf-8")
    assert read(path).metadata.title == title


def test_an_absent_title_is_told_and_a_stated_one_is_not(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text(f"{SENTENCE}\n\n{SENTENCE}\n", "utf-8")
    told = CliRunner().invoke(cli, ["encode", str(text), "-v"])
    assert "title-not-stated" in told.stderr
    (tmp_path / "article.meta.toml").write_text('title = "The Customs House"\n', "utf-8")
    assert "title-not-stated" not in CliRunner().invoke(cli, ["encode", str(text), "-v", "--force"]).stderr


LONG = "洪水以后，河口的海关重建起来，账簿都保存下来了，一直到今天。"


@pytest.mark.parametrize(
    ("text", "title", "authors", "heads"),
    [
        (f"河口海关的账簿\n王小明\n\n　　{LONG}\n", "河口海关的账簿", ["王小明"], []),
        (f"КНИГИ ТАМОЖНИ.\n\n{SENTENCE}\n", "КНИГИ ТАМОЖНИ.", [], []),
        (f"CUSTOMS BOOKS\nAnn Roe\n\n{SENTENCE}\n", "CUSTOMS BOOKS", ["Ann Roe"], []),
        (f"CUSTOMS BOOKS\nOF THE NORTH\n\n{SENTENCE}\n", "CUSTOMS BOOKS OF THE NORTH", [], []),
        (
            f"CUSTOMS\n\nA. Roe\n\n1. Origins\n\n{SENTENCE}\n\n2. Books\n\n{SENTENCE}\n",
            "CUSTOMS",
            ["A. Roe"],
            ["1. Origins", "2. Books"],
        ),
    ],
)
def test_title_and_author_of_plain_text_are_told_from_each_other(
    text: str, title: str, authors: list[str], heads: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text, "utf-8")
    article = read(path)
    assert article.metadata.title == title
    assert [author.name for author in article.metadata.authors] == authors
    assert [block.text.string for block in article.body if isinstance(block, Heading)] == heads


def test_a_numbered_list_of_plain_text_holds_no_headings(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"CUSTOMS\n\n{SENTENCE}\n\n1. Rolls\n\n2. Books\n\n3. Maps\n\n{SENTENCE}\n", "utf-8")
    assert not any(isinstance(block, Heading) for block in read(path).body)


@pytest.mark.parametrize("parted", ["\n\n", "\n"])
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_lines_of_a_form_at_the_head_are_the_header_s(parted: str, suffix: str, tmp_path: Path) -> None:
    lines = (
        "title: The Customs House:",
        "subtitle: Its Books",
        "short_title: Customs",
        "name: Ann Roe",
        "keywords: books; customs",
        f"abstract: {SENTENCE}",
        "bio: Ann Roe teaches at the University of Leeds.",
    )
    path = tmp_path / f"article{suffix}"
    path.write_text(f"{parted.join(lines)}\n\n{SENTENCE} {SENTENCE}\n\n{SENTENCE}\n", "utf-8")
    article = read(path)
    stated = article.metadata
    assert (stated.title, stated.subtitle, stated.abstract) == ("The Customs House", "Its Books", SENTENCE)
    assert [author.name for author in stated.authors] == ["Ann Roe"]
    assert stated.keywords == ("books", "customs")
    assert [b.text.string for b in article.body if isinstance(b, Paragraph)] == [f"{SENTENCE} {SENTENCE}", SENTENCE]


def test_a_heading_typed_into_the_first_note_is_none_of_it_and_told(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"# Customs\n\n{SENTENCE}[^1]\n\n[^1]: Notes\n\n    I thank John.\n\n    Roll 2.\n", "utf-8")
    article = read(path)
    assert [text.string for _, text in note_texts(article)] == ["I thank John.", "Roll 2."]
    assert [finding.rule for finding in article.findings if finding.severity == "warning"] == ["note-holds-heading"]


def test_an_opendocument_text_in_one_file_is_read_with_its_notes(tmp_path: Path) -> None:
    pytest.importorskip("pypandoc", reason="reading ODT needs the extra `formats`")
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "meta")
    )
    note = (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Mill book.</text:p></text:note-body></text:note>"
    )
    path = tmp_path / "article.fodt"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} {DUBLIN_CORE} office:version="1.3">'
        "<office:meta><dc:title>The Customs House</dc:title><meta:initial-creator>Ann Roe</meta:initial-creator>"
        f"<dc:creator>A Secretary</dc:creator></office:meta><office:body><office:text><text:p>{SENTENCE}{note}</text:p>"
        "</office:text></office:body></office:document>",
        "utf-8",
    )
    article = read(path)
    assert (article.metadata.title, article.metadata.authors[0].name) == ("The Customs House", "Ann Roe")
    assert [text.string for _, text in note_texts(article)] == ["Mill book."]


def test_notes_that_pandoc_drops_of_latex_are_found(tmp_path: Path) -> None:
    pytest.importorskip("pypandoc", reason="reading LaTeX needs the extra `formats`")
    path = tmp_path / "article.tex"
    path.write_text(
        "\\documentclass{article}\n\\begin{document}\n"
        f"{SENTENCE}\\endnote{{Mill \\emph{{book}}.}} {SENTENCE}\\footnotemark\n\\footnotetext{{Town roll.}}\n\n"
        f"{SENTENCE}\\footnotemark[3]\n\n\\footnotetext[3]{{Letters.}}\n\\end{{document}}\n",
        "utf-8",
    )
    article = read(path)
    assert [text.string for _, text in note_texts(article)] == ["Mill book.", "Town roll.", "Letters."]


def test_a_tei_files_title_of_any_main_type_is_its_title(tmp_path: Path) -> None:
    path = tmp_path / "war.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title type="short">War</title>'
        '<title type="complete"><hi>Mills</hi> in the War</title></titleStmt></fileDesc></teiHeader>'
        f"<text><body><p>{SENTENCE}</p></body></text></TEI>",
        "utf-8",
    )
    assert read(path).metadata.title == "Mills in the War"


@pytest.mark.parametrize(
    ("name", "text", "authors", "abstract", "heads"),
    [
        (
            "page.html",
            "<html><body><h1>Books</h1><p>By Ann Roe</p><h2>Abstract</h2><p>On customs.</p><h2>Origins</h2>{body}"
            "</body></html>",
            ["Ann Roe"],
            "On customs.",
            ["Origins"],
        ),
        (
            "page.html",
            "<html><body><h1>海关的账簿</h1><h3><span>王小明<sup>1</sup></span><span>李红<sup>2</sup></span></h3>"
            "<h3>1. 青山大学历史系2. 白水师范学院</h3><p>摘要：论海关。</p><h2>一、缘起</h2>{body}</body></html>",
            ["王小明", "李红"],
            "论海关。",
            ["一、缘起"],
        ),
        ("article.txt", "CUSTOMS BOOKS.\n\nA. I. Roe.\n\n{body}\n", ["A. I. Roe"], "", []),
        ("article.md", "**Customs**\n\nAnn Roe\n\n{body}\n\n**The House**\n\n{body}\n", ["Ann Roe"], "", ["The House"]),
        (
            "article.md",
            "# 海关的账簿\n\n王小明\n\n摘要：论海关。\n\n**Customs Books**\n\nWang Xiaoming\n\n"
            "Abstract: On customs.\n\n## 一、缘起\n\n{body}\n",
            ["王小明"],
            "论海关。",
            ["一、缘起"],
        ),
        (
            "article.md",
            "# Customs\n\nAnn Roe\n\n## Abstract\n\n{body}\n\n{body}\n",
            ["Ann Roe"],
            "",
            ["Abstract"],
        ),
    ],
)
def test_authors_and_abstracts_are_told_from_headings(
    name: str, text: str, authors: list[str], abstract: str, heads: list[str], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text.format(body=SENTENCE), "utf-8")
    article = read(path)
    assert [author.name for author in article.metadata.authors] == authors
    assert article.metadata.abstract == abstract
    assert [block.text.string for block in article.body if isinstance(block, Heading)] == heads


def test_a_title_that_stands_again_beside_a_number_is_a_page_s_head(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(
        f"CUSTOMS BOOKS\n\nA. Roe\n\n{SENTENCE} Then,\n\nCustoms Books     59\n\nas is known, it fell.\n", "utf-8"
    )
    article = read(path)
    assert [block.text.string for block in article.body if isinstance(block, Paragraph)] == [
        f"{SENTENCE} Then, as is known, it fell."
    ]
    assert "running head" in {aside.reason for aside in article.set_aside}
