"""Hostile or broken schemas and documents: refused or bounded, each with one line that says why and where."""

import random
from pathlib import Path

import pytest

from teiwright import relaxng
from teiwright.relaxng.datatypes import XSD_LIBRARY
from teiwright.relaxng.source import LONGEST_TOKEN

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
ANYTHING = f"""<grammar {RNG}><start><ref name="any"/></start><define name="any"><element><anyName/><zeroOrMore>
<choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>"""


@pytest.fixture(scope="module")
def anything(tmp_path_factory: pytest.TempPathFactory) -> relaxng.Schema:
    """A schema that every well-formed document matches."""
    path = tmp_path_factory.mktemp("schema") / "any.rng"
    path.write_text(ANYTHING)
    return relaxng.load(path)


BOMB = (
    '<!DOCTYPE a [<!ENTITY a0 "lol lol lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>\n<a>&a11;</a>"
)
REFUSED = {
    "an entity bomb": (BOMB, "entities expand to far more than the file holds"),
    "one long entity often": (
        f'<!DOCTYPE a [<!ENTITY a "{"x" * 100_000}">]>\n<a>{"&a;" * 50_000}</a>',
        "entities expand to far more than the file holds",
    ),
    "an external entity": (
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>',
        "the external entity 'file:///etc/passwd' is not read",
    ),
    "an entity of an external DTD": (
        '<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a>&foo;</a>',
        "the entity &foo; is not declared in the file",
    ),
    "deep nesting": ("<a>" * 100_000 + "</a>" * 100_000, "elements are nested deeper than 50,000 levels"),
    "a huge attribute": (f'<a b="{"x" * (LONGEST_TOKEN + 200_000)}"/>', "longer than 16 MB"),
    "a huge comment": (f"<a><!--{'x' * (LONGEST_TOKEN + 200_000)}--></a>", "longer than 16 MB"),
    "no XML": ("\0\0\0", "not well-formed XML"),
    "nothing": ("", "not well-formed XML: the file holds no element"),
    "a cut-off file": ("<a><b>", "not well-formed XML"),
    "a wrong end tag": ("<a>\n  <b></c>\n</a>", "the end tag does not match the start tag"),
    "an unknown encoding": ('<?xml version="1.0" encoding="klingon"?><a/>', "the encoding klingon is unknown"),
    "no text encoding": ('<?xml version="1.0" encoding="base64"?><a/>', "the encoding base64 is unknown"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_document_is_refused_in_one_line(name: str, anything: relaxng.Schema, tmp_path: Path) -> None:
    content, reason = REFUSED[name]
    path = tmp_path / "bad.xml"
    path.write_text(content, "utf-8")
    with pytest.raises(relaxng.DocumentError) as refusal:
        anything.validate(path)
    assert reason in str(refusal.value)
    assert str(refusal.value).startswith(f"{path}:")
    assert "\n" not in str(refusal.value)


def test_the_place_of_what_is_refused_is_told(anything: relaxng.Schema, tmp_path: Path) -> None:
    path = tmp_path / "bad.xml"
    path.write_text('<!DOCTYPE a SYSTEM "a.dtd">\n<a>\n<b/>&foo;</a>', "utf-8")
    with pytest.raises(relaxng.DocumentError) as refusal:
        anything.validate(path)
    assert str(refusal.value).startswith(f"{path}:3:5: ")


def test_a_missing_file_and_a_folder_are_refused(anything: relaxng.Schema, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.xml", tmp_path):
        with pytest.raises(relaxng.DocumentError, match="cannot be read"):
            anything.validate(path)
        with pytest.raises(relaxng.SchemaError):
            relaxng.load(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5", "shift_jis", "koi8-r", "iso-8859-1"])
def test_documents_in_other_encodings_are_read(encoding: str, anything: relaxng.Schema, tmp_path: Path) -> None:
    text = {"koi8-r": "фонд", "iso-8859-1": "é"}.get(encoding, "中文")
    path = tmp_path / "encoded.xml"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?><a>{text}</a>'.encode(encoding))
    assert anything.validate(path) == []


def test_bytes_outside_of_the_encoding_are_refused(anything: relaxng.Schema, tmp_path: Path) -> None:
    path = tmp_path / "encoded.xml"
    path.write_bytes(b'<?xml version="1.0" encoding="gb18030"?><a>\xff\xff</a>')
    with pytest.raises(relaxng.DocumentError, match="not valid gb18030"):
        anything.validate(path)


def optional(name: str) -> str:
    return f'<optional><element name="{name}"><empty/></element></optional>'


A_OR_B = '<choice><element name="a"><empty/></element><element name="b"><empty/></element></choice>'
AMBIGUOUS = (
    f'<element name="r" {RNG}><zeroOrMore>{A_OR_B}</zeroOrMore><element name="a"><empty/></element>'
    f"{A_OR_B * 18}</element>"
)
"""Whether an element is the last but 18 can be known only by following 2**18 combinations."""


BAD_SCHEMAS = {
    "includes itself": (
        f'<grammar {RNG}><include href="bad.rng"/><start><element name="a"><empty/></element></start></grammar>',
        "the schema includes itself",
    ),
    "refers to itself": (f'<group {RNG}><externalRef href="bad.rng"/></group>', "the schema includes itself"),
    "is circular": (
        f'<grammar {RNG}><start><ref name="a"/></start><define name="a"><ref name="a"/></define></grammar>',
        "refers to itself without an element between",
    ),
    "is nested deeply": (
        f'<element name="a" {RNG}>{"<group>" * 50_000}<empty/>{"</group>" * 50_000}</element>',
        "nested deeper",
    ),
    "has a chain of references": (
        f'<grammar {RNG}><start><ref name="x0"/></start>'
        + "".join(f'<define name="x{n}"><ref name="x{n + 1}"/></define>' for n in range(5000))
        + '<define name="x5000"><element name="a"><empty/></element></define></grammar>',
        "nested too deeply",
    ),
    "reads from the network": (f'<externalRef {RNG} href="http://example.com/a.rng"/>', "only local files"),
    "names an unknown datatype": (
        f'<element name="a" {RNG} datatypeLibrary="{XSD_LIBRARY}"><data type="dat"/></element>',
        "the datatype 'dat' is unknown",
    ),
    "refers to a parent that it has not": (
        f'<grammar {RNG}><start><parentRef name="a"/></start></grammar>',
        "parentRef stands outside of a nested grammar",
    ),
    "refers to a parent outside of a grammar": (
        f'<element name="a" {RNG}><parentRef name="a"/></element>',
        "parentRef stands outside of a nested grammar",
    ),
    "has a wrong expression": (
        f'<element name="a" {RNG} datatypeLibrary="{XSD_LIBRARY}">'
        '<data type="string"><param name="pattern">(a</param></data></element>',
        "not a regular expression",
    ),
    "is no RELAX NG": ("<schema/>", "no RELAX NG schema"),
    "is no XML": ("<element", "not well-formed"),
}


@pytest.mark.parametrize("name", BAD_SCHEMAS)
def test_a_bad_schema_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    content, reason = BAD_SCHEMAS[name]
    path = tmp_path / "bad.rng"
    path.write_text(content, "utf-8")
    with pytest.raises(relaxng.SchemaError) as refusal:
        relaxng.load(path)
    assert reason in str(refusal.value)
    assert str(refusal.value).startswith(f"{path}")
    assert "\n" not in str(refusal.value)


def test_an_interleave_of_many_elements_is_followed(tmp_path: Path) -> None:
    names = [f"e{number}" for number in range(60)]
    (tmp_path / "s.rng").write_text(
        f'<element name="r" {RNG}><interleave>{"".join(map(optional, names))}</interleave></element>'
    )
    (tmp_path / "d.xml").write_text(f"<r>{''.join(f'<{name}/>' for name in reversed(names))}</r>")
    assert relaxng.load(tmp_path / "s.rng").validate(tmp_path / "d.xml") == []


def test_a_schema_that_needs_too_many_states_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "s.rng").write_text(AMBIGUOUS)
    chance = random.Random(1)
    (tmp_path / "d.xml").write_text(f"<r>{''.join(chance.choices(('<a/>', '<b/>'), k=200_000))}</r>")
    schema = relaxng.load(tmp_path / "s.rng")
    with pytest.raises(relaxng.SchemaError, match="too ambiguous to follow"):
        schema.validate(tmp_path / "d.xml")
