"""Schematron on Saxon: TEI's own rules give the messages that TEI expects, constructs work, bad rules are told."""

from pathlib import Path

import pytest

from teiwright.errors import SchemaUnusableError
from teiwright.validation import document, validate
from teiwright.validation.schematron import findings as run_rules
from teiwright.validation.schematron import source
from tests.conftest import shared

SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'


def messages(schema: Path, path: Path) -> list[str]:
    """Return the schema's messages on a document, without the place that is added to them."""
    index = document.read(path)
    found = run_rules(schema, source(path, index), path, index)
    return [finding.message.rpartition(" — ")[0] or finding.message for finding in found]


def test_tei_s_test_of_bad_documents_gives_the_messages_that_tei_expects() -> None:
    folder = shared("tei/detest")
    found = messages(folder / "detest.sch", folder / "detest.xml")
    text = (folder / "detest_xml_schematron.log").read_text(encoding="utf-8")
    expected = " ".join(text.replace("&lt;", "<").replace("&gt;", ">").split())
    assert len(found) == 39
    for message in set(found):
        assert found.count(message) == expected.count(message), message


def test_tei_s_rules_for_all_of_tei_find_nothing_in_our_practice(root: Path) -> None:
    assert messages(shared("tei/tei_all-4.9.0a.sch"), root / "tests/data/practice.xml") == []


@pytest.fixture
def poem(tmp_path: Path) -> Path:
    """A small document without namespace."""
    path = tmp_path / "poem.xml"
    path.write_text('<poem n="1">\n <l n="1">one</l>\n <l>two <w lemma="x"/></l>\n</poem>', encoding="utf-8")
    return path


CONSTRUCTS = {
    "assert and report": (
        "<pattern><rule context='l'><assert test='@n'>no number</assert>"
        "<report test='w'>a word</report></rule></pattern>",
        ["no number", "a word"],
    ),
    "the first rule of a pattern only": (
        "<pattern><rule context='l[@n]'><report test='true()'>numbered</report></rule>"
        "<rule context='l'><report test='true()'>any</report></rule></pattern>",
        ["numbered", "any"],
    ),
    "each pattern for itself": (
        "<pattern><rule context='l[@n]'><report test='true()'>first</report></rule></pattern>"
        "<pattern><rule context='l[@n]'><report test='true()'>second</report></rule></pattern>",
        ["first", "second"],
    ),
    "names and values in messages": (
        "<pattern><rule context='l'><report test='w'><name/> in <name path='..'/>: "
        "<value-of select='w/@lemma'/></report></rule></pattern>",
        ["l in poem: x"],
    ),
    "variables of schema, pattern and rule": (
        "<let name='a' value='1'/><pattern><let name='b' value='count(//l)'/><rule context='poem'>"
        "<let name='c' value='@n'/><report test='$a = 1 and $b = 2 and $c = 1'>yes</report></rule></pattern>",
        ["yes"],
    ),
    "a variable of one name in two patterns": (
        "<pattern><let name='b' value='count(//l)'/>"
        "<rule context='poem'><report test='$b = 2'>two</report></rule></pattern>"
        "<pattern><let name='b' value='count(//w)'/>"
        "<rule context='poem'><report test='$b = 1'>one</report></rule></pattern>",
        ["two", "one"],
    ),
    "an abstract rule": (
        "<pattern><rule abstract='true' id='r'><assert test='@n'>no number</assert></rule>"
        "<rule context='l'><extends rule='r'/></rule></pattern>",
        ["no number"],
    ),
    "an abstract pattern": (
        "<pattern abstract='true' id='p'><rule context='$where'><assert test='@$what'>lacks "
        "<value-of select=\"'$what'\"/></assert></rule></pattern>"
        "<pattern is-a='p'><param name='where' value='l'/><param name='what' value='n'/></pattern>",
        ["lacks n"],
    ),
    "a rule on attributes": (
        "<pattern><rule context='@lemma'><report test='. = &quot;x&quot;'>lemma</report></rule></pattern>",
        ["lemma"],
    ),
    "a rule on text": (
        "<pattern><rule context='l/text()'><report test='. = &quot;one&quot;'>text</report></rule></pattern>",
        ["text"],
    ),
    "a rule on the document": (
        "<pattern><rule context='/'><assert test='TEI'>no TEI</assert></rule></pattern>",
        ["no TEI"],
    ),
    "a phase by default": (
        "<phase id='f'><active pattern='b'/></phase>"
        "<pattern id='a'><rule context='poem'><report test='true()'>a</report></rule></pattern>"
        "<pattern id='b'><rule context='poem'><report test='true()'>b</report></rule></pattern>",
        ["b"],
    ),
    "functions and keys of XSLT": (
        "<xsl:key xmlns:xsl='http://www.w3.org/1999/XSL/Transform' name='k' match='l' use='@n'/>"
        "<pattern><rule context='poem'><report test=\"key('k', '1') and current()/@n\">key</report></rule></pattern>",
        ["key"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_of_schematron_works(construct: str, poem: Path) -> None:
    rules, expected = CONSTRUCTS[construct]
    phase = " defaultPhase='f'" if "<phase" in rules else ""
    schema = poem.with_name("rules.sch")
    schema.write_text(f"<schema {SCH} queryBinding='xslt2'{phase}>{rules}</schema>", encoding="utf-8")
    assert messages(schema, poem) == expected


def test_parts_of_a_schema_may_stand_in_other_files(poem: Path) -> None:
    (poem.parent / "parts").mkdir()
    (poem.parent / "parts" / "pattern.sch").write_text(
        f"<pattern {SCH}><rule context='l'><extends href='rule.sch'/></rule></pattern>", encoding="utf-8"
    )
    (poem.parent / "parts" / "rule.sch").write_text(
        f"<rule {SCH} abstract='true'><assert test='@n'>no number</assert></rule>", encoding="utf-8"
    )
    schema = poem.with_name("rules.sch")
    schema.write_text(f"<schema {SCH}><include href='parts/pattern.sch'/></schema>", encoding="utf-8")
    assert messages(schema, poem) == ["no number"]


def test_severity_rule_hint_and_place_come_from_the_schema(poem: Path) -> None:
    schema = poem.with_name("rules.sch")
    schema.write_text(
        f"<schema {SCH}><pattern id='lines'><rule context='l'>"
        "<assert test='@n' role='warning' diagnostics='d'>no number</assert>"
        "<report id='words' test='w' role='info'>a word</report></rule></pattern>"
        "<diagnostics><diagnostic id='d'>number it <value-of select='count(preceding::l) + 1'/></diagnostic>"
        "</diagnostics></schema>",
        encoding="utf-8",
    )
    number, word = validate([poem], schemas=[schema])
    assert (number.severity, number.rule, number.hint) == ("warning", "lines", "number it 2")
    assert (number.line, number.column) == (3, 2)
    assert (word.severity, word.rule) == ("info", "words")


def test_a_rule_that_cannot_be_evaluated_is_told_and_does_not_stop_the_others(poem: Path) -> None:
    schema = poem.with_name("rules.sch")
    schema.write_text(
        f"<schema {SCH} queryBinding='xslt2'><pattern id='sum'><rule context='poem'>"
        "<assert test='xs:integer(l[1]) = 1'>never</assert><report test='l'>lines</report></rule></pattern>"
        "<ns prefix='xs' uri='http://www.w3.org/2001/XMLSchema'/></schema>",
        encoding="utf-8",
    )
    failed, lines = validate([poem], schemas=[schema])
    assert failed.rule == "rule-failed"
    assert "sum" in failed.message
    assert lines.message == "lines"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"<schema {SCH}><pattern><rule context='l['><assert test='1'>x</assert></rule></pattern></schema>", "l["),
        (
            f"<schema {SCH}><pattern><rule context='a'><assert test='f('>x</assert></rule></pattern></schema>",
            "context a",
        ),
        (f"<schema {SCH}><pattern><rule context='a'><assert test='g()'>x</assert></rule></pattern></schema>", "g()"),
        (f"<schema {SCH} queryBinding='xquery'/>", "xquery"),
        (f"<schema {SCH}><pattern>", "not well-formed"),
        (f"<schema {SCH}><include href='nowhere.sch'/></schema>", "nowhere.sch"),
    ],
)
def test_a_schema_that_cannot_be_used_is_one_clear_error(poem: Path, content: str, told: str) -> None:
    schema = poem.with_name("rules.sch")
    schema.write_text(content, encoding="utf-8")
    with pytest.raises(SchemaUnusableError) as raised:
        validate([poem], schemas=[schema])
    assert told in str(raised.value)
    assert "rules.sch" in str(raised.value)
    assert "\n" not in str(raised.value)
