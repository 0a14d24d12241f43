"""Pictures of a PDF: a figure without graphic stands for each that belongs to the text, and its text goes on."""

import struct
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright.article import Article, Figure, texts_in
from teiwright.cli import cli
from teiwright.reading import read
from teiwright.xmltools import TEI
from tests.reading.test_pdf import WORDS, set_as_pdf, untagged

PICTURE = '#image("mill.png", width: {}, height: {})'
CAPTION = "A mill on the river in the year of the flood."
CAPTIONED = f"#figure(placement: bottom, {PICTURE.format('60%', '70pt')[1:]}, caption: [{CAPTION}])"


def _picture(folder: Path) -> None:
    """Write a grey picture of eight by eight pixels (PNG, third edition)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes([100 + row]) * 8 for row in range(8)))
    signature = b"\x89PNG\r\n\x1a\n"
    (folder / "mill.png").write_bytes(signature + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def _captions(article: Article) -> list[str]:
    return [block.head.string if block.head else "" for block in article.body if isinstance(block, Figure)]


@pytest.mark.parametrize("tags", [True, False], ids=["tagged", "geometry"])
def test_a_picture_with_its_caption_parts_no_paragraph(tmp_path: Path, tags: bool) -> None:
    _picture(tmp_path)
    path = set_as_pdf(tmp_path, f"{CAPTIONED}\n\n{WORDS * 8} So it ends.\n\n{WORDS}")
    article = read(path if tags else untagged(tmp_path))
    assert _captions(article) == [f"Figure 1: {CAPTION}"]
    paragraphs = [text.string for text in texts_in((), article.body, ())]
    assert f"{WORDS * 8}So it ends." in paragraphs


def test_what_is_not_taken_over_is_told_with_its_page_and_stands_in_the_tei(tmp_path: Path) -> None:
    _picture(tmp_path)
    path = set_as_pdf(tmp_path, f"{WORDS}\n#pagebreak()\n{WORDS}\n\n{PICTURE.format('60%', '70pt')}\n\n{WORDS}")
    done = CliRunner().invoke(cli, ["encode", str(path), "-v", "-o", str(tmp_path / "page.xml")])
    assert done.exit_code == 0, done.output
    assert "page 2: 1 picture is not taken over" in done.stderr
    (figure,) = etree.parse(tmp_path / "page.xml").iter(f"{TEI}figure")
    before = figure.getprevious()
    assert figure.find(f"{TEI}graphic") is None
    assert before is not None
    assert str(before.xpath("string()")).endswith("provincial archive.")


def test_a_scan_behind_the_text_and_a_mark_on_each_page_are_no_figures(tmp_path: Path) -> None:
    _picture(tmp_path)
    scan = f", background: {PICTURE.format('100%', '100%')[1:]}, foreground: place(top + right, {{}})"
    mark = PICTURE.format("40pt", "30pt")[1:]
    article = read(set_as_pdf(tmp_path, WORDS * 20, scan.format(mark)))
    assert _captions(article) == []
    assert "picture-left-out" not in {finding.rule for finding in article.findings}
