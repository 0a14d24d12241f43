"""What engines that recognise pages leave as Markdown: page marks, signs and all."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright.cli import cli
from teiwright.xmltools import TEI

SENTENCES = (
    "The mill stood at the upper bridge until the flood of that year",
    "Its owner wrote to the dean twice about the weir",
    "The dean did not answer before the winter",
    "In spring the wheel was sold to a neighbour",
)
NOTES = (
    "Hartley, River Mills (London: Dent, 1911), 14.",
    "Town Roll, fol. 3v.",
    "See the map in Orme, Forests of the North, plate 2.",
    "Bishop to dean, 4 May 1702.",
)
SEPARATOR = "{{{}}}" + "-" * 48
"""As marker parts pages."""
MADE = {
    "marker": ("<sup>{}</sup>", '<span id="page-0-0"></span><sup>{}</sup> {}', SEPARATOR.format(1), "# "),
    "mineru": ("$^ {{{}}}$", "$^ {{{}}}$ {}", "![](images/0a1b2c.jpg)", "# "),
    "olmocr": ("\\(^{{{}}}\\)", "\\(^{}\\) {}", "", ""),
    "docling": (" {}", "- {} {}", "<!-- image -->", "## "),
}
"""By engine: a mark, a note, what stands between two pages, what stands before a heading."""


def _written(mark: str, note: str, between: str, heading: str) -> str:
    texts = [f"{sentence}.{mark.format(number)}" for number, sentence in enumerate(SENTENCES, start=1)]
    notes = [note.format(number, words) for number, words in enumerate(NOTES, start=1)]
    pages = (" ".join(texts[:2]), *notes[:2], between, " ".join(texts[2:]), *notes[2:])
    return f"{heading}Mills of the North\n\nAnn Roe\n\n" + "\n\n".join(part for part in pages if part) + "\n"


@pytest.mark.parametrize("engine", MADE)
def test_every_note_stands_at_its_mark(engine: str, tmp_path: Path) -> None:
    (tmp_path / "mills.md").write_text(_written(*MADE[engine]), "utf-8")
    done = CliRunner().invoke(cli, ["encode", str(tmp_path / "mills.md"), "--model", "none"])
    assert done.exit_code == 0, done.stderr
    body = etree.parse(tmp_path / "mills.xml").find(f".//{TEI}body")
    assert body is not None
    found = [(_before(note), str(note.xpath("normalize-space()"))) for note in body.iter(f"{TEI}note")]
    assert found == [(sentence[-12:] + ".", note) for sentence, note in zip(SENTENCES, NOTES, strict=True)]


def _before(note: etree._Element) -> str:
    before = "preceding::text()[ancestor::tei:body][not(ancestor::tei:note)]"
    found = note.xpath(before, namespaces={"tei": TEI[1:-1]})
    return "".join(str(text) for text in found)[-13:] if isinstance(found, list) else ""


def test_a_raised_number_without_a_note_is_text_and_its_blanks_are_none(tmp_path: Path) -> None:
    (tmp_path / "mills.md").write_text("# Mills\n\nAnn Roe\n\nOne acre is 4047 m$^ {2}$ of land.\n", "utf-8")
    done = CliRunner().invoke(cli, ["encode", str(tmp_path / "mills.md"), "--model", "none"])
    assert (done.exit_code, "nothing lost" in done.output) == (0, True)
