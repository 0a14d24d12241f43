"""One mistake at a time: each layer finds it, at its place, in words that help."""

from pathlib import Path

import pytest

from teiwright.findings import Finding
from teiwright.validation import validate
from tests.conftest import ROOT
from tests.validation.conftest import PRACTICE, Changed


def at(path: Path, finding: Finding) -> str:
    """Return what stands in the file from the finding's place on."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return lines[finding.line - 1][finding.column - 1 :]


def only(found: list[Finding]) -> Finding:
    """Return the one warning or error there is."""
    findings = [finding for finding in found if finding.severity != "info"]
    assert len(findings) == 1, "\n".join(map(str, findings))
    return findings[0]


def test_our_practice_is_valid_on_every_layer() -> None:
    assert validate([PRACTICE]) == []


def test_the_authority_files_are_valid() -> None:
    assert validate([ROOT / "tei" / "authority"]) == []


MISTAKES = {
    "a misspelt element": (
        ('<head xml:id="h1">莫斯科的答復</head>', '<haed xml:id="h1">莫斯科的答復</haed>'),
        "element-unknown", '<haed', "head", "",
    ),
    "an element of HTML": (
        ('<hi rend="italic">差別</hi>', "<i>差別</i>"),
        "element-unknown", '<i>', "in note 3, under “莫斯科的答復”", '<hi rend="italic">',
    ),
    "a division in a paragraph": (
        ('<p xml:id="p3">其一</p>', '<p xml:id="p3">其一<div xml:id="d9"><p xml:id="p9">x</p></div></p>'),
        "element-not-allowed", '<div xml:id="d9">', "in p3", "</p>",
    ),
    "cited pages outside their citation": (
        ('<citedRange unit="page" from="15" to="17">第15~17頁</citedRange></bibl>',
         '</bibl><citedRange unit="page" from="15" to="17">第15~17頁</citedRange>'),
        "element-not-allowed", '<citedRange unit="page" from="15"', "in note 3", "<bibl>",
    ),
    "a required child left out": (
        ("<imprint><publisher>某社</publisher><date when=\"2026-11-25\">2026-11-25</date>"
         '<biblScope unit="issue">2026-1</biblScope></imprint></monogr>', "</monogr>"),
        "element-incomplete", '</monogr>', "imprint", "<date/>",
    ),
    "words outside a paragraph": (
        ('<div xml:id="d1">\n', '<div xml:id="d1">第一\n'),
        "text-not-allowed", '第一\n', "第一", "<p>",
    ),
    "an attribute's name": (
        ('<date when="1950-07-05" resp="#teiwright" cert="high">7月5日</date>致電',
         '<date value="1950-07-05" resp="#teiwright" cert="high">7月5日</date>致電'),
        "attribute-not-allowed", '<date value', "value", "when",
    ),
    "a value that is not in the vocabulary": (
        ('n="2" place="foot"', 'n="2" place="bottom"'),
        "attribute-invalid", '<note xml:id="n2"', "in note 2", "at the foot of the page",
    ),
    "a date that does not exist": (
        ('<date when="1950-07-05" resp="#teiwright" cert="high">7月5日</date>致電',
         '<date when="1950-13-05" resp="#teiwright" cert="high">7月5日</date>致電'),
        "attribute-invalid", '<date when="1950-13-05"', "1950-13-05", "1950-07-05",
    ),
    "a value of two words": (
        ('<list rend="numbered" xml:id="l1">', '<list type="two words" xml:id="l1">'),
        "attribute-invalid", '<list type', "two words", "without spaces",
    ),
    "an identifier met twice": (
        ('<p xml:id="p3">', '<p xml:id="p2">'),
        "duplicate-id", '<p xml:id="p2">其', "line 93, column 9", "rename",
    ),
    "an identifier that is no name": (
        ('<p xml:id="p3">', '<p xml:id="3p">'),
        "id-form", '<p xml:id="3p">', "3p", "letter",
    ),
    "a pointer to nothing": (
        ('ref="#person-stalin" resp="#teiwright" cert="high">斯大林</persName>於',
         'ref="#person-stalyn" resp="#teiwright" cert="high">斯大林</persName>於'),
        "broken-pointer", '<persName ref="#person-stalyn"', "#person-stalyn", "#person-stalin",
    ),
    "a pointer into a file that is not there": (
        ('<ref target="https://example.org/">', '<ref target="other.xml#p1">'),
        "missing-file", '<ref target="other', "other.xml", "",
    ),
    "a prefix that is not declared": (
        ('<ref target="https://example.org/">', '<ref target="psn:1">'),
        "unknown-prefix", '<ref target="psn', "psn:", "listPrefixDef",
    ),
    "a division without content": (
        ('<div xml:id="d1">\n', '<div xml:id="d0"><head xml:id="h0">空</head></div><div xml:id="d1">\n'),
        "empty-div", '<div xml:id="d0">', "under “空”", "paragraph",
    ),
    "a note without its number": (
        ('<note xml:id="n2" n="2" place="foot">', '<note xml:id="n2" place="foot">'),
        "note-number", '<note xml:id="n2"', "in note n2", 'n="20"',
    ),
    "an archive's letters inside the number": (
        ('<idno type="fond">45</idno>，', '<idno type="fond">ф.45</idno>，'),
        "idno-letters", '<idno type="fond">ф', "outside", 'ф.<idno type="fond">45</idno>',
    ),
    "a record's id without its kind": (
        ('<event xml:id="event-korean-war"', '<event xml:id="korean-war"'),
        "event-id", '<event xml:id="korean', "event-", "",
    ),
    "a name that points to a record of another kind": (
        ('<orgName ref="#org-soviet-air-force"', '<orgName ref="#place-china"'),
        "org-ref", '<orgName ref="#place-china"', "#place-china", "#org-",
    ),
    "pages in the wrong order": (
        ('<citedRange unit="page" from="15" to="17">', '<citedRange unit="page" from="17" to="15">'),
        "range-order", '<citedRange unit="page" from="17"', "15", "misprint",
    ),
    "a period that ends before it begins": (
        ('from="1950-06-25" to="1953-07-27"', 'from="1953-07-27" to="1950-06-25"'),
        "date-order", '<event xml:id="event', "1950-06-25", "",
    ),
    "an end tag that does not match": (
        ("莫斯科的答復</head>", "莫斯科的答復</haed>"),
        "not-well-formed", 'haed>', "<head> of line 91", "first",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_at_its_place_with_a_hint(mistake: str, changed: Changed) -> None:
    replacement, rule, beginning, told, hint = MISTAKES[mistake]
    path = changed(replacement)
    finding = only(validate([path]))
    assert finding.rule == rule
    assert at(path, finding).startswith(beginning)
    assert told in finding.message
    assert hint in finding.hint


def test_the_whole_list_is_given_only_when_asked_for(changed: Changed) -> None:
    path = changed(('<hi rend="italic">', '<hi zzz="italic">'))
    short, long = only(validate([path])), only(validate([path], verbose=True))
    assert "more" in short.message
    assert '"sameAs"' not in short.message
    assert '"sameAs"' in long.message


def test_findings_of_all_layers_come_together_in_document_order(changed: Changed) -> None:
    path = changed(
        ("其一", "其一⽉"),
        ('n="2" place="foot"', 'n="2" place="bottom"'),
        ('ana="#metonymy"', 'ana="#metaphor"'),
        ('<div xml:id="d1">\n', '<div xml:id="d0"><head xml:id="h0">空</head></div><div xml:id="d1">\n'),
    )
    rules = [finding.rule for finding in validate([path])]
    assert rules == ["attribute-invalid", "empty-div", "broken-pointer", "compatibility-character"]


def test_a_pointer_across_files_is_followed(changed: Changed, tmp_path: Path) -> None:
    path = changed(('ref="#org-soviet-air-force"', 'ref="orgs.xml#org-fleet"'))
    (tmp_path / "orgs.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><org xml:id="org-fleet"/></TEI>', encoding="utf-8"
    )
    assert {finding.severity for finding in validate([path])} == {"info"}
    (tmp_path / "orgs.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><org xml:id="org-navy"/></TEI>', encoding="utf-8"
    )
    assert only(validate([path])).rule == "broken-pointer"


def test_a_declared_prefix_is_expanded_before_it_is_followed(changed: Changed) -> None:
    declared = (
        "<refsDecl>",
        '<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="#person-$1"/>'
        "</listPrefixDef><refsDecl>",
    )
    good = changed(declared, ('role="sender" ref="#person-stalin"', 'role="sender" ref="psn:stalin"'))
    assert validate([good]) == []
    bad = changed(declared, ('role="sender" ref="#person-stalin"', 'role="sender" ref="psn:nobody"'))
    assert only(validate([bad])).rule == "broken-pointer"


def test_what_tei_knows_and_our_practice_does_not_is_said_to_be_unknown(changed: Changed) -> None:
    finding = only(validate([changed(("其一", "<w>其一</w>"))]))
    assert finding.rule == "element-unknown"
