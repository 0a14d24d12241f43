"""One article as Markdown, DOCX, HTML and PDF gives the same TEI: its text, its notes, and where these stand."""

import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from teiwright.interface import annotate, encode, publish, read, write
from teiwright.xmltools import TEI
from tests.conftest import ROOT

ARTICLES = sorted((ROOT / "tei" / "source").glob("*.md"))
CHINESE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
SPACES = re.compile(rf"(?<={CHINESE})\s+|\s+(?={CHINESE})")
"""Pages leave a gap between Chinese and other letters, whether or not the author typed a space there."""
MADE = re.compile(r"How to cite|Licence|引用格式|授權|Как цитировать|Лицензия")
"""How lines begin that the edition in PDF adds to the article."""


def told(tei: etree._Element) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the body's headings and paragraphs, a note's number standing in them as its mark, and the notes."""
    body = tei.find(f".//{TEI}body")
    assert body is not None
    notes = {note.get("n") or "": _words(note) for note in body.iter(f"{TEI}note")}
    texts = [
        (etree.QName(text).localname, _words(text))
        for text in body.iter(f"{TEI}head", f"{TEI}p")
        if next(text.iterancestors(f"{TEI}note"), None) is None
    ]
    return [text for text in texts if not MADE.match(text[1])], notes


def _words(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(f"[{child.get('n')}]" if child.tag == f"{TEI}note" else _words(child))
        parts.append(child.tail or "")
    return SPACES.sub("", " ".join("".join(parts).split()))


def tei_of(path: Path) -> etree._Element:
    return encode(annotate(read(path)))


@pytest.mark.slow
@pytest.mark.parametrize("source", ARTICLES, ids=lambda path: path.stem)
def test_the_same_article_gives_the_same_text_and_notes(tmp_path: Path, source: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="pandoc comes with the extra teiwright[formats]")
    made = {"docx": tmp_path / "article.docx", "html": tmp_path / "article.html"}
    for kind, path in made.items():
        form = ["-f", "markdown-smart-subscript", "-t", kind, "-s", "--wrap=none"]
        subprocess.run([pypandoc.get_pandoc_path(), *form, source, "-o", path], check=True, capture_output=True)
    tei = tei_of(source)
    made["pdf"] = publish(write(tei, tmp_path / "article.xml"), tmp_path, "pdf")[0]
    texts, notes = told(tei)
    assert len(texts) > 12
    assert len(notes) > 20
    for path in made.values():
        assert told(tei_of(path)) == (texts, notes), path
