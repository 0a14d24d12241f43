"""Changed documents: what our schema accepts of them, tei_all accepts, too; and what it must accept and refuse."""

import copy
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teiwright import relaxng
from tests.conftest import ROOT, shared

TEI = "{http://www.tei-c.org/ns/1.0}"
FOLDER = ROOT / "schema"
VALUES = (
    "n1",
    "#n1",
    "foot",
    "page",
    "short",
    "other",
    "2",
    "1950-07",
    "high",
    "italic",
    "zh",
    "",
    "two words",
    "true",
)


def vocabulary() -> tuple[list[str], list[str]]:
    """Return the names of the elements and attributes that our ODD declares."""
    odd = etree.parse(str(FOLDER / "teiwright.odd"))
    return (
        [str(node.get("ident")) for node in odd.iter(TEI + "elementSpec")],
        sorted({str(node.get("ident")) for node in odd.iter(TEI + "attDef")}),
    )


@cache
def ours() -> relaxng.Schema:
    """Return our schema."""
    return relaxng.load(FOLDER / "teiwright.rng")


@cache
def theirs() -> relaxng.Schema:
    """Return tei_all, or skip the test where it is missing."""
    return relaxng.load(shared("tei/tei_all-4.12.0.rng"))


class Mutator:
    """Changes one thing at a time in a document, by the turns of a seed."""

    def __init__(self, root: etree._Element, seed: int) -> None:
        self.root = root
        self.turn = random.Random(seed)
        self.elements, self.attributes = vocabulary()

    def mutants(self, count: int) -> Iterator[tuple[str, bytes]]:
        """Yield changed documents, each with a description by which the change can be made again."""
        changes = (self.rename, self.drop, self.move, self.wrap, self.add, self.attribute, self.value, self.text)
        for number in range(count):
            root = copy.deepcopy(self.root)
            change = self.turn.choice(changes)
            element = self.turn.choice([node for node in root.iter(etree.Element) if node.getparent() is not None])
            told = f"{number}: {change.__name__} at {root.getroottree().getpath(element)}"
            change(element)
            yield told, etree.tostring(root)

    def rename(self, element: etree._Element) -> None:
        element.tag = TEI + self.turn.choice(self.elements)

    def drop(self, element: etree._Element) -> None:
        element.getparent().remove(element)  # type: ignore[union-attr]

    def move(self, element: etree._Element) -> None:
        parent = element.getparent()
        assert parent is not None
        parent.insert(self.turn.randrange(len(parent) + 1), element)

    def wrap(self, element: etree._Element) -> None:
        parent = element.getparent()
        assert parent is not None
        wrapper = etree.Element(TEI + self.turn.choice(self.elements))
        parent.replace(element, wrapper)
        wrapper.append(element)

    def add(self, element: etree._Element) -> None:
        element.insert(self.turn.randrange(len(element) + 1), etree.Element(TEI + self.turn.choice(self.elements)))

    def attribute(self, element: etree._Element) -> None:
        name = self.turn.choice(self.attributes).replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
        element.set(name, self.turn.choice(VALUES))

    def value(self, element: etree._Element) -> None:
        for name in list(element.attrib)[:1]:
            element.set(name, self.turn.choice(VALUES))

    def text(self, element: etree._Element) -> None:
        element.text = "words"


def excess(seed: int, count: int, path: Path) -> tuple[list[str], int]:
    """Return the mutants that our schema accepts and tei_all doesn't, and how many ours accepts."""
    mutator = Mutator(etree.parse(str(ROOT / "tests/data/practice.xml")).getroot(), seed)
    found, accepted = [], 0
    for told, content in mutator.mutants(count):
        path.write_bytes(content)
        if ours().is_valid(path):
            accepted += 1
            if not theirs().is_valid(path):
                found.append(f"seed {seed}, {told}")
    return found, accepted


def test_what_our_schema_accepts_of_mutants_tei_all_accepts(tmp_path: Path) -> None:
    found, accepted = excess(1, 400, tmp_path / "mutant.xml")
    assert not found
    assert accepted > 40


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_what_our_schema_accepts_of_many_mutants_tei_all_accepts(seed: int, tmp_path: Path) -> None:
    found, _ = excess(seed, 1_500, tmp_path / "mutant.xml")
    assert not found


P = '<p xml:id="p3">其一</p>'
ACCEPTED = {
    "nested lists": "<list><item><p>x</p><list><item>y</item></list></item></list>",
    "a list with labels": "<list><label>1</label><item>x</item></list>",
    "a table": '<table rows="1" cols="2"><row><cell cols="2">x<note place="foot"><p>n</p></note></cell></row></table>',
    "a quotation with its source": '<cit><quote><p>x</p></quote><bibl type="book">y</bibl></cit>',
    "a quotation in a note": '<p><note n="9" place="foot"><p><quote>x</quote></p><quote><p>y</p></quote></note></p>',
    "renditions": '<p><hi rend="italic bold">x</hi><hi rend="superscript">y</hi><emph>z</emph></p>',
    "links and breaks": '<p><ref target="https://example.org">x</ref><lb/>'
    '<milestone unit="section"/><ptr target="#a"/></p>',
    "code": "<p><code>x</code></p><eg>y\n z</eg>",
    "corrections": "<p><choice><sic>x</sic><corr cert='low'>y</corr></choice>"
    "<choice><orig>x</orig><reg>y</reg></choice></p>",
    "abbreviations": "<p><choice><abbr>x</abbr><expan>y</expan></choice></p>",
    "EDTF": '<p><date when-custom="1950-07~" datingMethod="#edtf">x</date></p>',
    "what can't be read": '<p><unclear reason="illegible">x</unclear>'
    '<gap reason="illegible" quantity="2" unit="char"/></p>',
    "verse": "<lg><l>x</l><l>y</l></lg>",
    "an image in the line": '<p><graphic url="x.png"><desc>y</desc></graphic></p>',
    "a figure": '<figure><graphic url="x.png"/><head>h</head><figDesc>d</figDesc></figure>',
    "a name in a name": "<p><orgName><persName>x</persName>y</orgName></p>",
    "pages corrected": "<p><bibl><citedRange unit='page'>"
    "<choice><sic>1</sic><corr>2</corr></choice></citedRange></bibl></p>",
    "a shelfmark corrected": "<p><bibl><sic><idno type='fond'>1</idno></sic></bibl></p>",
    "a shelfmark of any kind": "<p><bibl><idno type='series'>1</idno></bibl></p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", ACCEPTED)
def test_what_reading_and_editors_may_yield_is_accepted_by_both(kind: str, tmp_path: Path) -> None:
    text = (ROOT / "tests/data/practice.xml").read_text(encoding="utf-8")
    path = tmp_path / "text.xml"
    path.write_text(text.replace(P, ACCEPTED[kind]), encoding="utf-8")
    assert ours().validate(path) == []
    assert theirs().is_valid(path)


REFUSED = {
    "a place of notes": '<p><note place="bottom"><p>x</p></note></p>',
    "a kind of citation": '<p><bibl type="letter">x</bibl></p>',
    "a subtype of citations": '<p><bibl type="book" subtype="ibid">x</bibl></p>',
    "a kind of document": '<p><seg type="document" subtype="cable">x</seg></p>',
    "a level": '<p><title level="x">x</title></p>',
    "a unit": '<p><bibl><citedRange unit="seite">x</citedRange></bibl></p>',
    "a certainty": '<p><persName cert="sure">x</persName></p>',
    "a role": '<p><persName role="author">x</persName></p>',
    "an editor's role": '<p><bibl><editor role="boss">x</editor></bibl></p>',
    "a date": '<p><date when="5.7.1950">x</date></p>',
    "a rendition": '<p><hi rend="kursiv">x</hi></p>',
    "an element": "<p><w>x</w></p>",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_in_a_closed_vocabulary_is_refused(kind: str, tmp_path: Path) -> None:
    text = (ROOT / "tests/data/practice.xml").read_text(encoding="utf-8")
    path = tmp_path / "text.xml"
    path.write_text(text.replace(P, REFUSED[kind]), encoding="utf-8")
    assert len(ours().validate(path)) == 1
