"""The published article in ../shared: what holds for the samples holds for a hundred notes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from teiwright import publishing
from teiwright.findings import Finding

from ..conftest import ROOT, shared
from .samples import page, tei
from .test_typesetting import TEI, XML_ID, pages, squeezed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Encode the article once."""
    source = shared("texts/shen-2008-38.md")
    target = tmp_path_factory.mktemp("encoded") / "article.xml"
    command = [sys.executable, "-m", "teiwright", "encode", str(source), "-o", str(target)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert target.exists(), outcome.stderr
    return target


def words_before(element: Any, end: Any) -> tuple[str, bool]:
    """Return the words of an element up to the note `end`, other notes left out, and whether `end` was met."""
    parts = [element.text or ""]
    for child in element:
        if child is end:
            return "".join(parts), True
        if child.tag != f"{TEI}note":
            inner, met = words_before(child, end)
            parts.append(inner)
            if met:
                return "".join(parts), True
        parts.append(child.tail or "")
    return "".join(parts), False


def test_every_note_stands_on_the_page_of_its_mark(encoded: Path, tmp_path: Path) -> None:
    found: list[Finding] = []
    sheets = pages(publishing.pdf(encoded, tmp_path, found.append))
    assert not found
    notes = list(tei(encoded).iterfind(f".//{TEI}text//{TEI}note"))
    assert len(notes) > 100
    apart = []
    for note in notes:
        mark, foot = note.get("n"), squeezed("".join(note.itertext()))[:12]
        block = next(note.iterancestors(f"{TEI}p", f"{TEI}head", f"{TEI}byline"))
        before = squeezed(words_before(block, note)[0])[-4:]
        if not any(mark + foot in sheet and before + mark in sheet for sheet in sheets):
            apart.append((mark, before))
    assert not apart


def test_every_reference_resolves_and_every_note_leads_back(encoded: Path, tmp_path: Path) -> None:
    made = page(publishing.html(encoded, tmp_path)[0])
    ids = set(made.xpath("//@id"))
    wanted = {
        part.removeprefix("#") for ref in tei(encoded).xpath("//*[local-name()='text']//@ref") for part in ref.split()
    }
    assert not wanted - ids
    for note in tei(encoded).iterfind(f".//{TEI}text//{TEI}note"):
        assert made.xpath("//*[@role='doc-endnotes']//li[@id=$id]//a[@role='doc-backlink']", id=note.get(XML_ID))


def test_the_json_keeps_the_contract(encoded: Path, tmp_path: Path) -> None:
    publishing.index([encoded], tmp_path)
    made = json.loads((tmp_path / "article.citations.json").read_text("utf-8"))
    jsonschema.validate(made, json.loads((ROOT / "schema" / "citations.schema.json").read_text("utf-8")))
    assert len(made["citations"]) == len(list(tei(encoded).iterfind(f".//{TEI}note//{TEI}bibl")))
