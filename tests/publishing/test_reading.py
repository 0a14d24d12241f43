"""Lines as a reader sees them: no sign where its language forbids it at a line's end or beginning; printing."""

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from teiwright import publishing
from teiwright.cli import cli
from tests.conftest import ROOT
from tests.publishing.browser import CHROMIUM, in_chromium, scripted

pytestmark = [pytest.mark.slow, in_chromium]
WIDTHS = (390, 820, 1210, 1440)
BLOCKS = "article p, .note-body p, .side-body p"
LINES = """
const lines = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  let bottom = null, text = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('.number, .page-break')) continue;
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = [...range.getClientRects()].find((one) => one.width > .5);
      if (!box) continue;
      if (!node.parentElement.closest('.mark') && (bottom === null || Math.abs(box.bottom - bottom) > 6)) {
        if (text) found.push(text);
        text = ''; bottom = box.bottom;
      }
      text += node.data[at];
    }
  }
  return [...found, text];
};
const shown = [...document.querySelectorAll(BLOCKS)].filter((one) => one.offsetParent).map(lines);
const output = document.createElement('pre');
output.id = 'lines'; output.textContent = JSON.stringify(shown);
document.body.append(output);
"""


def lines(page: Path, width: int) -> list[tuple[str, str]]:
    """Return the lines of all paragraphs and notes that break, each with the one after it."""
    made = scripted(page, LINES.replace("BLOCKS", json.dumps(BLOCKS)), f"--window-size={width},900")
    blocks: list[list[str]] = json.loads(made.xpath("string(//*[@id='lines'])"))
    bare = ([re.sub("[\u2060\u200b↗]", "", line).strip(" \n") for line in block] for block in blocks)
    return [pair for block in bare for pair in pairwise(block)]


@pytest.fixture(scope="module")
def kinsoku(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a Chinese text whose notes are full of brackets and stops."""
    folder = tmp_path_factory.mktemp("kinsoku")
    source = ROOT / "tests" / "cases" / "editions" / "kinsoku-zh.md"
    CliRunner().invoke(
        cli, ["build", str(source), "-o", str(folder), "--only", "tei", "--only", "html", "-q", "-j", "1"]
    )
    return folder / "html" / "kinsoku-zh.html"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_chinese_line_begins_with_a_stop_or_ends_with_an_opening_bracket(kinsoku: Path, width: int) -> None:
    breaks = lines(kinsoku, width)
    assert breaks  # how many is for the fonts of the machine to say
    assert [(end, begin) for end, begin in breaks if re.search("[（《「『〈“‘]$", end)] == []
    assert [(end, begin) for end, begin in breaks if re.match("[，。；：）》」』、！？〉”’]", begin)] == []


@pytest.mark.parametrize("width", [WIDTHS[0], WIDTHS[-1]])
def test_no_russian_line_ends_with_what_belongs_to_the_next(tmp_path: Path, width: int) -> None:
    (page,) = publishing.html(ROOT / "tei" / "mission-1949-ru.xml", tmp_path)
    breaks = lines(page, width)
    assert breaks
    assert [end for end, _ in breaks if re.search(r"(^|[\s(«])([авикосуя]|№)$", end)] == []
    forlorn = re.compile(r"(^|[^а-яё\s.]\s|[(«])([А-ЯЁ]\.\s?)+$")  # not behind the surname
    assert [end for end, begin in breaks if forlorn.search(end) and re.match("[А-ЯЁ][а-яё]", begin)] == []
    assert [begin for _, begin in breaks if re.match(r"г\.|гг\.|[—–]\s", begin)] == []


def test_a_printed_article_is_its_text_its_notes_and_one_reference(site: Path, tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={printed}", (site / "boats-en.html").resolve().as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    document = pypdf.PdfReader(printed)
    words = re.sub(r"\s", "", "".join(page.extract_text() for page in document.pages))
    assert len(document.pages) == 1
    for wanted in ("Dean Acheson met Ernest Bevin", "Anna Field, Letters", "Tester, Ann. “Boats on the Strait"):
        assert re.sub(r"\s", "", wanted) in words
    for unwanted in ("GB/T", "BibTeX", "×1", "Persons"):
        assert unwanted not in words
