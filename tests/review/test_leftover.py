"""Edits that no decision can keep are listed, one by one; what the program says of itself is none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from teiwright.review import from_tei
from teiwright.xmltools import TEI, XML_ID
from tests.review.articles import annotated, write

Change = Callable[[etree._Element], None]


def _paragraph(root: etree._Element) -> etree._Element:
    return next(each for each in root.iter(TEI + "p") if each.get(XML_ID) == "p1")


def _comment(root: etree._Element) -> None:
    _paragraph(root).insert(0, etree.Comment("who?"))


def _comment_on_the_lists(root: etree._Element) -> None:
    next(root.iter(TEI + "listPerson")).insert(0, etree.Comment("one is missing"))


def _gap(root: etree._Element) -> None:
    etree.SubElement(_paragraph(root), TEI + "gap", {"reason": "illegible"})


def _title(root: etree._Element) -> None:
    next(root.iter(TEI + "title")).text = "Another"


def _keyword(root: etree._Element) -> None:
    profile = next(root.iter(TEI + "profileDesc"))
    etree.SubElement(profile, TEI + "textClass")


def _change(root: etree._Element) -> None:
    revision = next(root.iter(TEI + "revisionDesc"))
    etree.SubElement(revision, TEI + "change").text = "Read against the print."


def _person(root: etree._Element) -> None:
    etree.SubElement(next(root.iter(TEI + "listPerson")), TEI + "person", {XML_ID: "person-new"})


def _page_break(root: etree._Element) -> None:
    found = next(root.iter(TEI + "pb"))
    found.set("n", "99")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_comment, "who?"), (_comment_on_the_lists, "one is missing"), (_gap, "<gap>"), (_title, "<title>"),
        (_keyword, "<textClass>"),
        (_change, "<revisionDesc>"), (_person, "<person>"), (_page_break, "<pb>"),
    ],
)  # fmt: skip
def test_an_edit_that_no_decision_keeps_is_listed(change: Change, told: str, tmp_path: Path) -> None:
    made, path = annotated(), tmp_path / "small.xml"
    root = write(made, path)
    change(root)
    etree.ElementTree(root).write(str(path), encoding="utf-8")
    decisions, findings = from_tei(made, path)
    assert decisions == ()
    assert [finding.rule for finding in findings] == ["edit-not-kept"]
    assert told in findings[0].message
