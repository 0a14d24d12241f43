"""Words that a PDF or an index lacks are told with element and place; nothing is told where none is lost."""

from pathlib import Path

import pytest

from teiwright import publishing
from teiwright.findings import Finding
from teiwright.publishing import foreign, keeping
from teiwright.publishing.source import read

from .samples import ALL, FOLDER

IMPORT = '#import "edition.typ": edition\n'
NOTHING = IMPORT + "#edition(before: body => [nothing of it])"
OUTSIDE = IMPORT + "#edition(before: body => move(dx: 220mm, body))"
CITING = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Ferries</title>
</titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>See <bibl><author>Ann Author</author>, <title>Slow Boats</title></bibl>.</p></body></text></TEI>"""


def lost(tei: Path, folder: Path, changes: publishing.Changes = publishing.UNCHANGED) -> list[Finding]:
    """Set a PDF and return what it says of words that are not there."""
    found: list[Finding] = []
    publishing.pdf(tei, folder, found.append, changes=changes)
    return [one for one in found if one.rule == "publishing-lost"]


@pytest.mark.parametrize("tei", [*ALL, FOLDER / "kinds.xml"], ids=lambda path: path.stem)
def test_no_word_of_a_whole_pdf_is_told_as_lost(tei: Path, tmp_path: Path) -> None:
    assert lost(tei, tmp_path) == []


def test_an_accent_in_an_element_of_its_own_is_no_loss(tmp_path: Path) -> None:
    tei = tmp_path / "accent.xml"
    tei.write_text(CITING.replace("Slow Boats", "Slow Bo<g ref='#m'>\u0304</g>ats, co<g>\u0304</g>e"), "utf-8")
    assert lost(tei, tmp_path) == []


def test_brackets_beside_words_from_right_to_left_are_no_loss(tmp_path: Path) -> None:
    tei = tmp_path / "bidi.xml"
    tei.write_text(
        CITING.replace("See ", "[\u0627\u0644\u0627\u0646\u0628\u0627] &lt;[a] \u0627\u0644 [b] " * 20), "utf-8"
    )
    assert lost(tei, tmp_path) == []


def test_marks_beside_words_from_right_to_left_are_no_loss_but_letters_are(tmp_path: Path) -> None:
    tei, changed = tmp_path / "hebrew.xml", tmp_path / "house.typ"
    tei.write_text(CITING.replace("See ", "\u05de\u05dc\u05d7\u05d9: “(a)”, -1274\u200f " * 20), "utf-8")
    assert lost(tei, tmp_path) == []
    changed.write_text(NOTHING, "utf-8")
    found = lost(tei, tmp_path, publishing.Changes(template=changed))
    assert any("\u05de\u05dc\u05d7\u05d9" in one.message for one in found)


@pytest.mark.parametrize(
    "word", ["x" * 300, "s\u0101dharmya" * 20, "sa\u0304dharmya" * 20], ids=["x", "composed", "marks"]
)
def test_a_word_longer_than_a_line_is_divided_and_no_letter_of_it_lost(word: str, tmp_path: Path) -> None:
    tei = tmp_path / "long.xml"
    tei.write_text(CITING.replace("See ", f"{word}<note>{word}</note> "), "utf-8")
    assert lost(tei, tmp_path) == []


@pytest.mark.parametrize("template", [NOTHING, OUTSIDE], ids=["left out", "outside of the page"])
def test_words_that_no_page_shows_are_told(template: str, tmp_path: Path) -> None:
    tei, changed = tmp_path / "ferries.xml", tmp_path / "house.typ"
    tei.write_text(CITING, "utf-8")
    changed.write_text(template, "utf-8")
    found = lost(tei, tmp_path, publishing.Changes(template=changed))
    assert ("words of <title> are not shown: SlowBoats", 3) in [(one.message, one.line) for one in found]
    assert {one.severity for one in found} == {"warning"}, "the user's own template leaves them out"


def test_words_of_a_citation_that_an_index_lacks_are_told(tmp_path: Path) -> None:
    tei = tmp_path / "ferries.xml"
    tei.write_text(CITING, "utf-8")
    source = read(tei)
    found: list[Finding] = []
    keeping.compare_index(source, foreign.cited(source.root), "AnnAuthor,", found.append)
    assert [(one.severity, one.line, one.message) for one in found] == [
        ("error", 3, "words of <title> are not shown: SlowBoats")
    ]


def test_what_the_header_of_a_corpus_cites_is_in_the_index(tmp_path: Path) -> None:
    tei = tmp_path / "family.xml"
    tei.write_text(
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Patents</title></titleStmt>'
        "<publicationStmt><p>None</p></publicationStmt><sourceDesc><listBibl><bibl>Ann Author, <title>A Pump</title>"
        f"</bibl></listBibl></sourceDesc></fileDesc></teiHeader>{CITING}</teiCorpus>",
        "utf-8",
    )
    found: list[Finding] = []
    publishing.index([tei], tmp_path, found.append)
    assert [one.message for one in found if one.rule == "publishing-lost"] == []
    assert [one["title"] for one in publishing.records(tei)] == ["A Pump", "Slow Boats"]


def test_a_typed_citation_in_a_header_is_in_the_index(tmp_path: Path) -> None:
    tei = tmp_path / "typed.xml"
    listed = (
        "<listBibl><bibl xml:id='a' ref='https://example.org/1'><title level='a'>A Ledger</title></bibl></listBibl>"
    )
    tei.write_text(CITING.replace("<p>None</p></sourceDesc>", f"{listed}</sourceDesc>"), "utf-8")
    found: list[Finding] = []
    publishing.index([tei], tmp_path, found.append)
    assert [one.message for one in found if one.rule == "publishing-lost"] == []
    assert "A Ledger" in [one.get("title") for one in publishing.records(tei)]
