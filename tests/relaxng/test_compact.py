"""The compact syntax gives the schema that the XML syntax gives."""

from pathlib import Path

import pytest

from teiwright import relaxng

SCHEMA = r"""
# A comment
namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"
default namespace t = "urn:t"
namespace o = "urn:" ~ 'o'
datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"

[ a:documentation [ "An annotation" ] ]
start = doc
div {
  ## Documentation
  doc = element doc { attribute n { xsd:integer { minInclusive = "1" } }?, (p | \list)*, more? }
}
p = element p | para { mixed { element o:* - o:no { empty }* } } >> a:documentation [ "after" ]
o:x [ "a foreign element" ]
\list = element list { attribute kind { "a" | 'b' | string "c" }, list { d:decimal+ } }
include "more.rnc" { start |= notAllowed
  more = element end { attribute * - (o:* | done) { text }* ,
    (element \element { token - ("x" | "y") } & element 人 { text }) } }
"""
MORE = "more = empty\nstart |= element unused { empty }\n"

VALID = [
    '<doc xmlns="urn:t"/>',
    '<doc xmlns="urn:t" n="3"><p>a<x xmlns="urn:o"/></p><para/><list kind="c">1 2.5</list></doc>',
    '<doc xmlns="urn:t"><end a="1" b="2"><人>x</人><element>z</element></end></doc>',
]
INVALID = [
    "<doc/>",
    '<doc xmlns="urn:t" n="0"/>',
    '<doc xmlns="urn:t"><p><no xmlns="urn:o"/></p></doc>',
    '<doc xmlns="urn:t"><list kind="d">1</list></doc>',
    '<doc xmlns="urn:t"><list kind="a">x</list></doc>',
    '<doc xmlns="urn:t"><end done="1"><人>x</人><element>z</element></end></doc>',
    '<doc xmlns="urn:t"><end><人>x</人><element>y</element></end></doc>',
]


@pytest.fixture
def schema(tmp_path: Path) -> relaxng.Schema:
    (tmp_path / "more.rnc").write_text(MORE, "utf-8")
    (tmp_path / "schema.rnc").write_text(SCHEMA, "utf-8")
    return relaxng.load(tmp_path / "schema.rnc")


@pytest.mark.parametrize("content", VALID + INVALID)
def test_documents_are_judged(content: str, schema: relaxng.Schema, tmp_path: Path) -> None:
    path = tmp_path / "document.xml"
    path.write_text(content, "utf-8")
    assert (schema.validate(path) == []) == (content in VALID)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("start = element a { text, empty | text }", "1:33: ',', '|' and '&' cannot be mixed"),
        ("start = a\nb = text", "1:9: 'a' is not defined"),
        ("start = element x:a { text }", "1:17: the prefix 'x' is not declared"),
        ("start = element a { text", "1:25: '}' should stand here"),
        ("start =\n  element a { y:int }", "2:15: the datatype library 'y' is not declared"),
        ('start = element a { "x }', "1:21: this is no RELAX NG compact syntax"),
        ("start = " + "(" * 5000 + "text" + ")" * 5000, "nested deeper"),
    ],
)
def test_mistakes_are_placed(source: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "schema.rnc"
    path.write_text(source, "utf-8")
    with pytest.raises(relaxng.SchemaError) as refusal:
        relaxng.load(path)
    assert message in str(refusal.value)
