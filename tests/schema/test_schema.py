"""The ODD, what is made from it, and that tei_all accepts all that it accepts."""

from pathlib import Path

import pytest
from lxml import etree

from teiwright.validation.make_schema import made_from
from tests.conftest import ROOT, shared
from tests.schema.inclusion import Schema, differences

FOLDER = ROOT / "schema"
TEI = "{http://www.tei-c.org/ns/1.0}"


def test_the_committed_schemas_are_made_from_the_odd() -> None:
    for name, text in made_from((FOLDER / "teiwright.odd").read_text(encoding="utf-8")).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"run `make schema`: {name} is stale"


def test_the_odd_declares_all_that_it_uses() -> None:
    odd = etree.parse(str(FOLDER / "teiwright.odd"))
    kinds = ("elementSpec", "classSpec", "macroSpec", "dataSpec")
    declared = [str(node.get("ident")) for kind in kinds for node in odd.iter(TEI + kind)]
    used = {str(node.get("key")) for node in odd.iter() if node.get("key")}
    assert used <= set(declared)
    assert len(declared) == len(set(declared))


def test_every_declaration_has_its_own_words() -> None:
    odd = etree.parse(str(FOLDER / "teiwright.odd"))
    silent = [
        str(node.get("ident"))
        for kind in ("elementSpec", "classSpec", "macroSpec", "dataSpec", "attDef", "constraintSpec")
        for node in odd.iter(TEI + kind)
        if not (node.findtext(TEI + "desc") or "").strip()
    ]
    assert not silent


def test_our_schema_accepts_our_practice() -> None:
    schema = etree.RelaxNG(etree.parse(str(FOLDER / "teiwright.rng")))
    schema.assertValid(etree.parse(str(ROOT / "tests/data/practice.xml")))


def test_tei_all_accepts_all_that_our_schema_accepts() -> None:
    ours, theirs = Schema(FOLDER / "teiwright.rng"), Schema(shared("tei/tei_all-4.12.0.rng"))
    assert not list(differences(ours, theirs))


@pytest.mark.parametrize(
    ("ours", "theirs", "excess"),
    [
        ("<text/>", "<empty/>", "p may contain text"),
        ("<zeroOrMore><ref name='q'/></zeroOrMore>", "<optional><ref name='q'/></optional>", "p may contain q q"),
        ("<optional><ref name='q'/></optional>", "<ref name='q'/>", "p may contain and no more"),
        ("<optional><attribute name='n'/></optional>", "<attribute name='n'/>", "p/@n is not required"),
        ("<attribute name='n'/>", "<attribute name='n'><value>1</value></attribute>", "p/@n takes more values"),
    ],
)
def test_the_comparison_sees_what_is_too_much(tmp_path: Path, ours: str, theirs: str, excess: str) -> None:
    schemas = []
    for name, content in (("ours", ours), ("theirs", theirs)):
        path = tmp_path / name
        path.write_text(
            f"<grammar xmlns='http://relaxng.org/ns/structure/1.0'><define name='p'><element name='p'>{content}"
            "</element></define><define name='q'><element name='q'><empty/></element></define></grammar>"
        )
        schemas.append(Schema(path))
    assert list(differences(schemas[0], schemas[1])) == [excess]
    assert not list(differences(schemas[1], schemas[0]))


EXAMPLES = [
    (str(example.getparent().getparent().get("ident")), example)  # type: ignore[union-attr]
    for example in etree.parse(str(FOLDER / "teiwright.odd")).iter("{http://www.tei-c.org/ns/Examples}egXML")
]


@pytest.mark.parametrize("example", [pair[1] for pair in EXAMPLES], ids=[pair[0] for pair in EXAMPLES])
def test_the_odd_s_examples_are_valid(example: etree._Element, tmp_path: Path) -> None:
    content = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in example)
    content = content.replace("http://www.tei-c.org/ns/Examples", "http://www.tei-c.org/ns/1.0")
    text = (ROOT / "tests/data/practice.xml").read_text(encoding="utf-8")
    path = tmp_path / "example.xml"
    path.write_text(text.replace('<p xml:id="p3">其一</p>', content), encoding="utf-8")
    assert etree.RelaxNG(etree.parse(str(FOLDER / "teiwright.rng"))).validate(etree.parse(str(path)))
