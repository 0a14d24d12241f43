"""What an editor does to the TEI by hand comes back when the article is encoded again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from teiwright import authority
from teiwright.annotation import annotate
from teiwright.decisions import Decision, add, load
from teiwright.errors import DocumentError
from teiwright.reading import read
from teiwright.review import from_tei
from teiwright.xmltools import TEI, XML_ID, XML_LANG
from tests.conftest import ROOT
from tests.review.articles import annotated, decided, write

Edit = Callable[[etree._Element], None]


def find(root: etree._Element, name: str, words: str, within: str = "") -> etree._Element:
    """Return the element of this name on these words, in the text with that id."""
    holder = next(e for e in root.iter() if e.get(XML_ID) == within) if within else root
    return next(e for e in holder.iter(TEI + name) if "".join(str(t) for t in e.itertext()) == words)


def wrap(parent: etree._Element | None, words: str, name: str, **attributes: str) -> etree._Element:
    """Put an element around words that stand in a text node below `parent`."""
    assert parent is not None
    made = etree.Element(TEI + name, attributes)
    made.text = words
    for node in parent.iter():
        for slot in ("text", "tail"):
            string = getattr(node, slot) or ""
            if words in string and not (slot == "tail" and node is parent):
                before, _, after = string.partition(words)
                setattr(node, slot, before)
                made.tail = after
                if slot == "text":
                    node.insert(0, made)
                else:
                    node.addnext(made)
                    made.tail = after
                return made
    raise AssertionError(words)


def unwrap(element: etree._Element) -> None:
    """Take an element away, not its content."""
    parent = element.getparent()
    assert parent is not None
    etree.strip_tags(parent, "unused")
    element.tag = "{urn:x}gone"
    etree.strip_tags(parent, "{urn:x}gone")


def add_person(root: etree._Element) -> None:
    wrap(find(root, "p", "彭某致電毛澤東，說蘇聯空軍7月5日動身去北京。"), "動身", "persName", ref="#person-x")


def add_place_without_reference(root: etree._Element) -> None:
    wrap(root.find(f".//{TEI}body"), "北京城", "placeName")


def take_tag_away(root: etree._Element) -> None:
    unwrap(find(root, "orgName", "蘇聯空軍"))


def change_reference(root: etree._Element) -> None:
    find(root, "persName", "毛澤東", "p1").set("ref", "#person-other")


def give_reference(root: etree._Element) -> None:
    find(root, "persName", "彭某", "n1p1").set("ref", "#person-peng")


def take_reference_away(root: etree._Element) -> None:
    del find(root, "persName", "毛澤東", "p2").attrib["ref"]


def change_date(root: etree._Element) -> None:
    day = find(root, "date", "7月5日")
    del day.attrib["when"]
    day.set("from", "1950-07-05")
    day.set("to", "1950-07-06")


def add_correction(root: etree._Element) -> None:
    sic = wrap(root.find(f".//{TEI}body"), "鉅大", "sic")
    sic.tag = TEI + "choice"
    sic.text = None
    etree.SubElement(sic, TEI + "sic").text = "鉅大"
    etree.SubElement(sic, TEI + "corr").text = "巨大"


def widen_tag(root: etree._Element) -> None:
    person = find(root, "persName", "彭某", "p1")
    person.text = "彭某致"
    person.tail = (person.tail or "").removeprefix("致")


def change_kind(root: etree._Element) -> None:
    find(root, "placeName", "北京", "p1").tag = TEI + "orgName"


def mark_metonymy(root: etree._Element) -> None:
    find(root, "placeName", "北京", "p1").set("ana", "#metonymy")


def confirm(root: etree._Element) -> None:
    person = find(root, "persName", "彭某", "p1")
    person.set("resp", "#encoder")
    del person.attrib["cert"]


def divide(root: etree._Element) -> None:
    """Divide the second paragraph before 同日, after the note's anchor and the page's beginning."""
    second = next(e for e in root.iter(TEI + "p") if e.get(XML_ID) == "p2")
    day = find(root, "date", "同日", "p2")
    rest = etree.Element(TEI + "p", {"resp": "#encoder", XML_ID: "p2-2"})
    moved = [day, *day.itersiblings()]
    rest.extend(moved)
    second.addnext(rest)


def name_language(root: etree._Element) -> None:
    next(e for e in root.iter(TEI + "p") if e.get(XML_ID) == "p1").set(XML_LANG, "lzh")


def name_language_within(root: etree._Element) -> None:
    find(root, "orgName", "蘇聯空軍").set(XML_LANG, "zh-Hans")


EDITS: list[Edit] = [
    add_person, add_place_without_reference, take_tag_away, change_reference, give_reference, take_reference_away,
    change_date, add_correction, widen_tag, change_kind, mark_metonymy, confirm,
    divide, name_language, name_language_within,
]  # fmt: skip


def said(root: etree._Element) -> list[tuple[str, str, dict[str, str]]]:
    """Return elements, their words and attributes, but for who says so and how sure."""
    text = root.find(TEI + "text")
    assert text is not None
    return [
        (
            etree.QName(e).localname,
            "".join("".join(str(part) for part in e.itertext()).split()),
            {str(name): str(value) for name, value in e.attrib.items() if name not in ("resp", "cert")},
        )
        for e in text.iter()
        if isinstance(e.tag, str)
    ]


def round_trip(edits: list[Edit], folder: Path) -> None:
    made = annotated()
    path = folder / "small.xml"
    root = write(made, path)
    for edit in edits:
        edit(root)
    etree.ElementTree(root).write(str(path), encoding="utf-8")
    decisions, findings = from_tei(made, path)
    assert not findings
    kept = folder / "small.toml"
    kept.unlink(missing_ok=True)
    add(kept, decisions)
    again = write(decided(made, load(kept).decisions), folder / "again.xml")
    assert said(again) == said(root)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_comes_back_when_the_article_is_encoded_again(edit: Edit, tmp_path: Path) -> None:
    round_trip([edit], tmp_path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sampled_from(EDITS[:9]), min_size=2, max_size=6, unique=True))
def test_several_edits_come_back_together(edits: list[Edit], tmp_path: Path) -> None:
    round_trip(edits, tmp_path)


def test_edits_in_both_halves_of_a_divided_paragraph_come_back(tmp_path: Path) -> None:
    round_trip([divide, add_place_without_reference, add_correction], tmp_path)


def test_an_untouched_file_gives_no_decisions(tmp_path: Path) -> None:
    made = annotated()
    write(made, tmp_path / "small.xml")
    assert from_tei(made, tmp_path / "small.xml") == ((), ())


def test_white_space_and_line_breaks_of_an_xml_editor_do_not_matter(tmp_path: Path) -> None:
    made, path = annotated(), tmp_path / "small.xml"
    root = write(made, path)
    for paragraph in root.iter(TEI + "p"):
        paragraph.text = "\n      " + (paragraph.text or "").replace("，", "，\n   ")
    etree.ElementTree(root).write(str(path), encoding="utf-8")
    assert from_tei(made, path) == ((), ())


def test_letters_changed_in_the_text_become_corrections(tmp_path: Path) -> None:
    made, path = annotated(), tmp_path / "small.xml"
    write(made, path)
    path.write_text(path.read_text("utf-8").replace("鉅大的差別", "巨大的差別").replace("又到", "到"), encoding="utf-8")
    decisions, findings = from_tei(made, path)
    assert not findings
    assert [(d.action, d.quote, d.corr) for d in decisions] == [("correct", "鉅", "巨"), ("correct", "又", "")]
    add(tmp_path / "small.toml", decisions)
    assert [decision.corr for decision in load(tmp_path / "small.toml").decisions] == ["巨", ""]


def test_a_confirmed_tag_becomes_a_decision_that_changes_nothing_else(tmp_path: Path) -> None:
    made, path = annotated(), tmp_path / "small.xml"
    root = write(made, path)
    confirm(root)
    etree.ElementTree(root).write(str(path), encoding="utf-8")
    decisions, _ = from_tei(made, path)
    assert [(d.action, d.quote, d.key) for d in decisions] == [("key", "彭某", "")]
    spans = [span for span in decided(made, decisions).spans["p1"] if span.by == "decision"]
    assert [(span.kind, span.certainty) for span in spans] == [("person", "high")]


def test_a_paragraph_whose_id_is_gone_is_reported(tmp_path: Path) -> None:
    made, path = annotated(), tmp_path / "small.xml"
    root = write(made, path)
    del next(e for e in root.iter() if e.get(XML_ID) == "p1").attrib[XML_ID]
    etree.ElementTree(root).write(str(path), encoding="utf-8")
    decisions, findings = from_tei(made, path)
    assert decisions == ()
    assert [(finding.rule, "p1" in finding.message) for finding in findings] == [("edits-not-read", True)]


def test_an_earlier_decision_that_the_editor_took_back_is_overruled_by_a_later_one(tmp_path: Path) -> None:
    earlier = (Decision("tag", "動身", kind="person"),)
    made, path = decided(annotated(), earlier), tmp_path / "small.xml"
    root = write(made, path)
    unwrap(find(root, "persName", "動身"))
    etree.ElementTree(root).write(str(path), encoding="utf-8")
    decisions, findings = from_tei(made, path)
    assert not findings
    assert said(write(decided(annotated(), (*earlier, *decisions)), tmp_path / "again.xml")) == said(root)


def test_what_is_no_tei_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<p/>", encoding="utf-8")
    with pytest.raises(DocumentError, match="no TEI text"):
        from_tei(annotated(), tmp_path / "a.xml")
    (tmp_path / "a.xml").write_text("<TEI", encoding="utf-8")
    with pytest.raises(DocumentError, match="not well-formed"):
        from_tei(annotated(), tmp_path / "a.xml")


def test_edits_on_every_tenth_tag_of_a_whole_article_come_back(tmp_path: Path) -> None:
    source = ROOT / "tei" / "source" / "treaty-1950-zh.md"
    made, path = annotate(read(source), authority.load(ROOT / "tei" / "authority")), tmp_path / "whole.xml"
    root = write(made, path)
    text = root.find(TEI + "text")
    assert text is not None
    names = [e for e in text.iter() if e.tag in (TEI + "persName", TEI + "placeName", TEI + "date")]
    for at, element in enumerate(names):
        if at % 10 == 0 and element.xpath("local-name(..)") == "p":
            unwrap(element)
        elif at % 10 == 5 and element.tag == TEI + "persName":
            element.set("ref", "#person-someone-else")
        elif at % 10 == 7 and element.get("when"):
            element.set("when", "1900-01-01")
    etree.ElementTree(root).write(str(path), encoding="utf-8")
    decisions, findings = from_tei(made, path)
    assert len(decisions) > 20
    assert not findings
    assert said(write(decided(made, decisions), tmp_path / "again.xml")) == said(root)
