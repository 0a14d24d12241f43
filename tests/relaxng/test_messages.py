"""What is said about mistakes: at the right place, about the cause, once, and with what to do."""

from pathlib import Path

import pytest

from teiwright import relaxng
from tests.relaxng.conftest import HEADER, Judge, document

ONE_MISTAKE = {
    "a misspelt element": (
        "<div><haed>Title</haed><p>b</p></div>",
        (3, 6),
        'there is no element "haed"; did you mean "head"?',
    ),
    "the wrong case": ("<p>a <LB/> b</p>", (3, 6), 'there is no element "LB"; did you mean "lb"?'),
    "an element that lacks another around it": (
        "<list><p>a</p><p>b</p></list>",
        (3, 7),
        'element "p" is not allowed here in "list"; it might stand in "body": is an end tag missing before it?; '
        'allowed here: "item" or "label"; 1 more like this in the same element',
    ),
    "a missing end tag": (
        "<div><p>a <div><p>b</p></div></p></div>",
        (3, 11),
        'element "div" is not allowed here in "p"; it might stand in "div": is an end tag missing before it?; '
        'allowed here: "hi", "note", "ref", "lb", "date" or text',
    ),
    "a second head": (
        "<div><head>a</head><head>b</head><p>c</p></div>",
        (3, 20),
        'element "head" may stand in "div", but not here: its place or number is wrong; '
        'allowed here: "div", "p", "list", "table" or "record"',
    ),
    "text without a paragraph": (
        "<div>\n 文字 words <hi>and</hi> words<p>x</p></div>",
        (4, 2),
        'text is not allowed directly in "div": "文字 words"; put it into "p" or "head"; '
        "2 more like this in the same element",
    ),
    "a missing child": (
        "<table cols='1'><row/></table>",
        (3, 17),
        'element "row" (line 3) ends too early: "cell" is missing; allowed here: "cell"',
    ),
    "a value that is not listed": (
        '<p>路<date cert="hihg">x</date></p>',
        (3, 5),
        'attribute "cert" of "date" cannot have the value "hihg"; did you mean "high"?',
    ),
    "a month that does not exist": (
        '<p><date when="2024-13-01">x</date></p>',
        (3, 4),
        'attribute "when" of "date" cannot have the value "2024-13-01"; allowed: a date such as 1950-07-05, '
        "a year and month such as 1950-07 or a year such as 1950",
    ),
    "one wrong word of a list": (
        '<p rend="bold slanted">x</p>',
        (3, 1),
        'attribute "rend" of "p" cannot have the value "slanted"; allowed: "italic" or "bold"',
    ),
    "a stray element that another could hold": (
        "<label>a</label>",
        (3, 1),
        'element "label" is not allowed here in "body"; put it into "list"',
    ),
    "a misspelt attribute": (
        '<p><ref taget="#a">x</ref></p>',
        (3, 4),
        'attribute "taget" is not allowed on "ref"; did you mean "target"?',
    ),
    "a misspelt attribute that must stand": (
        "<table colz='1'><row><cell/></row></table>",
        (3, 1),
        'attribute "colz" is not allowed on "table"; did you mean "cols"?',
    ),
    "two attributes that exclude each other": (
        '<p><ref target="#a" cRef="b">x</ref></p>',
        (3, 4),
        'attribute "cRef" is not allowed on "ref" beside "target"',
    ),
    "a missing attribute": (
        "<table><row><cell/></row></table>",
        (3, 1),
        'element "table" lacks an attribute: "cols"',
    ),
    "one of two attributes missing": (
        "<p><ref>x</ref></p>",
        (3, 4),
        'element "ref" lacks an attribute: one of "target" or "cRef"',
    ),
    "an unknown element with known ones inside": (
        "<p>a <blink>b <hi>c</hi></blink></p>",
        (3, 6),
        'there is no element "blink"; allowed here: "hi", "note", "ref", "lb", "date" or text',
    ),
    "an element of another namespace": (
        '<p>a <b xmlns="urn:x"/></p>',
        (3, 6),
        'there is no element "{urn:x}b"; allowed here: "hi", "note", "ref", "lb", "date" or text',
    ),
}


@pytest.mark.parametrize("name", ONE_MISTAKE)
def test_one_mistake_gives_one_error_at_its_place(name: str, judge: Judge) -> None:
    body, place, message = ONE_MISTAKE[name]
    violations = judge(document(body))
    found = [((violation.line, violation.column), violation.message()) for violation in violations]
    assert found == [(place, message)]


def test_a_missing_namespace_is_one_error(judge: Judge) -> None:
    violations = judge(document("<p>a <hi>b</hi></p>").replace(' xmlns="http://www.tei-c.org/ns/1.0"', ""))
    assert [violation.message() for violation in violations] == [
        'element "TEI" is in no namespace; its namespace must be "http://www.tei-c.org/ns/1.0"'
    ]


def test_a_missing_header_is_named_and_the_rest_still_checked(judge: Judge) -> None:
    violations = judge(document("<p>a <hi bad='1'>b</hi></p>").replace(HEADER, ""))
    assert [(violation.kind, violation.required) for violation in violations] == [
        ("element-too-early", ("teiHeader",)),
        ("attribute-not-allowed", ()),
    ]


def test_every_mistake_is_found_in_one_run(judge: Judge) -> None:
    body = "<p>a</p>\n<foo/>\n<table cols='0'><row><cell/></row></table>\n<p><hi n='a b'>x</hi></p>\n<list/>"
    violations = judge(document(body))
    assert [(violation.line, violation.kind) for violation in violations] == [
        (4, "element-unknown"),
        (5, "attribute-invalid"),
        (6, "attribute-invalid"),
        (7, "element-incomplete"),
    ]


def test_the_place_in_the_document_is_told(judge: Judge) -> None:
    body = '<p>a</p><p>b<note xml:id="n2" place="foot"><p>x<p/></p></note></p>'
    (violation,) = judge(document(body))
    assert violation.path == "/TEI[1]/text[1]/body[1]/p[2]/note[1]/p[1]"
    assert dict(violation.ancestors[4].attributes) == {"xml:id": "n2", "place": "foot"}


HALF = """start = element doc { (element p { (text | hi)* } | element head { text } | items)* }
hi = element hi { empty }
items = element items { hi* }"""


def test_what_stands_in_half_of_the_places_of_text_is_no_part_of_a_sentence(tmp_path: Path) -> None:
    """So it is told beside text that lacks the same element around it."""
    schema, path = tmp_path / "half.rnc", tmp_path / "half.xml"
    schema.write_text(HALF, "utf-8")
    path.write_text("<doc><hi/>words<hi/></doc>", "utf-8")
    assert [(found.kind, found.repeats) for found in relaxng.load(schema).validate(path)] == [
        ("element-not-allowed", 1),
        ("text-not-allowed", 0),
    ]


def test_verbose_lists_all_that_is_allowed(judge: Judge) -> None:
    (violation,) = judge(document("<p>a</p><haed/>"))
    assert violation.message(verbose=True).endswith('allowed here: "p", "list", "table" or "record"')


def test_errors_can_be_limited(mini: relaxng.Schema, tmp_path: Path) -> None:
    path = tmp_path / "many.xml"
    path.write_text(document("<p bad='1'>x</p>" * 50), "utf-8")
    assert len(mini.validate(path)) == 50
    assert len(mini.validate(path, limit=3)) == 3


IDS = """<element name="doc" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><zeroOrMore><element name="a">
    <optional><attribute name="id"><data type="ID"/></attribute></optional>
    <optional><attribute name="to"><data type="IDREFS"/></attribute></optional>
    <empty/></element></zeroOrMore></element>"""


def test_identifiers_are_unique_and_references_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "ids.rng").write_text(IDS)
    path = tmp_path / "ids.xml"
    path.write_text('<doc>\n<a id="x"/>\n<a to="x  y"/>\n<a id=" x "/>\n<a id="z" to="z x"/>\n</doc>')
    found = [(one.line, one.message()) for one in relaxng.load(tmp_path / "ids.rng").validate(path)]
    assert found == [
        (3, 'nothing in the document has the identifier "y"'),
        (4, 'the identifier "x" stands already at line 2, column 1'),
    ]
