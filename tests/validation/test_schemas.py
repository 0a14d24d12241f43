"""Which schema counts: asked for, named by the file, found through a catalogue, or ours; and XInclude."""

from pathlib import Path

import pytest

from teiwright.errors import SchemaUnusableError
from teiwright.findings import Finding
from teiwright.validation import validate
from tests.conftest import ROOT, shared
from tests.validation.conftest import PRACTICE, Changed

GRAMMAR = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
SCHEMATRON = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern id="p"><rule context="*">'
    '<report test="true()">met</report></rule></pattern></schema>'
)
RELAXNG_TYPE = 'schematypens="http://relaxng.org/ns/structure/1.0"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a RELAX NG schema for an empty element a, in both syntaxes, and a Schematron that reports."""
    (tmp_path / "a.rng").write_text(GRAMMAR, encoding="utf-8")
    (tmp_path / "a.rnc").write_text("start = element a { empty }", encoding="utf-8")
    (tmp_path / "a.sch").write_text(SCHEMATRON, encoding="utf-8")
    return tmp_path


def document(folder: Path, *instructions: str, root: str = "<b/>") -> Path:
    """Write a document with xml-model instructions."""
    path = folder / "document.xml"
    path.write_text("\n".join((*(f"<?xml-model {data}?>" for data in instructions), root)), encoding="utf-8")
    return path


def rules(findings: list[Finding]) -> list[str]:
    """Return the rules of findings."""
    return [finding.rule for finding in findings]


@pytest.mark.parametrize("name", ["a.rng", "a.rnc"])
def test_a_schema_asked_for_counts(folder: Path, name: str) -> None:
    assert rules(validate([document(folder)], schemas=[folder / name])) == ["element-unknown"]
    assert rules(validate([document(folder, root="<a/>")], schemas=[folder / name])) == []


def test_schemas_asked_for_are_instead_of_those_named(folder: Path) -> None:
    path = document(folder, f'href="a.rng" {RELAXNG_TYPE}')
    assert rules(validate([path], schemas=[folder / "a.sch"])) == ["p"]


def test_schemas_that_a_file_names_are_followed(folder: Path) -> None:
    path = document(
        folder, f'href="a.rng" type="application/xml" {RELAXNG_TYPE}', "href='a.sch'", 'href="a.rnc" type="x"'
    )
    assert rules(validate([path])) == ["element-unknown", "p", "element-unknown"]


def test_an_odd_that_a_file_names_is_no_schema(folder: Path) -> None:
    path = document(folder, 'href="x.odd" schematypens="http://www.tei-c.org/ns/1.0"', 'href="a.rng"', root="<a/>")
    assert rules(validate([path])) == []


def test_a_schema_on_the_web_is_not_fetched_but_told(folder: Path) -> None:
    path = document(folder, f'href="https://example.org/tei_all.rng" {RELAXNG_TYPE}')
    (finding,) = validate([path])
    assert (finding.rule, finding.line, finding.column) == ("schema-not-found", 1, 1)
    assert "--schema" in finding.hint


@pytest.mark.parametrize(
    "entry",
    [
        '<uri name="https://example.org/x/a.rng" uri="a.rng"/>',
        '<system systemId="https://example.org/x/a.rng" uri="a.rng"/>',
        '<rewriteURI uriStartString="https://example.org/x/" rewritePrefix=""/>'.replace('""', '"./"'),
    ],
)
def test_a_catalogue_says_where_it_is(folder: Path, entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = folder / "catalog.xml"
    catalogue.write_text(f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{entry}</catalog>')
    path = document(folder, f'href="https://example.org/x/a.rng" {RELAXNG_TYPE}')
    assert rules(validate([path], catalogues=[catalogue])) == ["element-unknown"]
    monkeypatch.setenv("XML_CATALOG_FILES", str(catalogue))
    assert rules(validate([path])) == ["element-unknown"]


def test_our_own_schema_is_found_by_its_name_wherever_the_file_is(changed: Changed) -> None:
    assert rules(validate([changed(('rend="italic"', 'rend="oblique"'))])) == ["attribute-invalid"]


def test_a_tei_file_that_names_no_schema_is_checked_against_ours(folder: Path) -> None:
    path = document(folder, root='<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert "element-incomplete" in rules(validate([path]))


def test_another_file_that_names_no_schema_is_told(folder: Path) -> None:
    assert rules(validate([document(folder)])) == ["no-schema"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='q'/></start></grammar>", "q"),
        ("x.rng", "<grammar", "x.rng"),
        ("x.rnc", "start = element {", "x.rnc"),
        ("x.odd", "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "ODD"),
        ("x.rng", None, "no such schema"),
    ],
)
def test_a_schema_that_cannot_be_used_is_one_clear_error(
    folder: Path, name: str, content: str | None, told: str
) -> None:
    if content:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(SchemaUnusableError) as raised:
        validate([document(folder)], schemas=[folder / name])
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_tei_all_can_be_asked_for() -> None:
    assert validate([PRACTICE], schemas=[shared("tei/tei_all-4.12.0.rng")]) == []


def test_our_odd_is_valid_against_tei_all() -> None:
    assert validate([ROOT / "schema/teiwright.odd"], schemas=[shared("tei/tei_all-4.12.0.rng")]) == []


def test_inclusions_are_resolved_on_request_and_faults_told_in_the_part(changed: Changed, tmp_path: Path) -> None:
    part = tmp_path / "part.xml"
    include = '<include xmlns="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    path = changed(
        ('<list rend="numbered" xml:id="l1"><item xml:id="l1i1"><p xml:id="p3">其一</p></item></list>', include)
    )
    part.write_text('<list xmlns="http://www.tei-c.org/ns/1.0">\n  <item>其一</item></list>', encoding="utf-8")
    (unresolved,) = validate([path])
    assert "--xinclude" in unresolved.hint
    assert validate([path], xinclude=True) == []
    part.write_text('<list xmlns="http://www.tei-c.org/ns/1.0">\n  <item>其<b>一</b></item></list>', encoding="utf-8")
    (finding,) = validate([path], xinclude=True)
    assert (finding.rule, finding.file, finding.line, finding.column) == ("element-unknown", str(part), 2, 10)
    assert "under “莫斯科的答復”" in finding.message


@pytest.mark.parametrize("href", ["nowhere.xml", "https://example.org/part.xml", "article.xml"])
def test_an_inclusion_that_cannot_be_resolved_is_a_finding(changed: Changed, href: str) -> None:
    include = f'<include xmlns="http://www.w3.org/2001/XInclude" href="{href}"/>'
    path = changed(("其一", include))
    (finding,) = validate([path], xinclude=True)
    assert (finding.severity, finding.rule) == ("error", "not-included")
    assert path.read_text(encoding="utf-8").splitlines()[finding.line - 1][finding.column - 1 :].startswith(include)


def test_an_inclusion_may_be_text_a_part_by_its_id_or_a_fallback(changed: Changed, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("其一", encoding="utf-8")
    (tmp_path / "part.xml").write_text(
        '<x xmlns="http://www.tei-c.org/ns/1.0"><hi xml:id="x1">其</hi><i xml:id="x2">一</i></x>', encoding="utf-8"
    )
    text = '<xi:include href="words.txt" parse="text"/>'
    part = '<xi:include href="part.xml" xpointer="x1"/>'
    back = '<xi:include href="nowhere.xml"><xi:fallback>其<lb/></xi:fallback></xi:include>'
    declared = ('<TEI xmlns="', '<TEI xmlns:xi="http://www.w3.org/2001/XInclude" xmlns="')
    path = changed(declared, ("其一", f"其{text}一{part}{back}。"))
    assert validate([path], xinclude=True) == []
