"""The citation index: the contract of citations.json, the table, the page, one article or many."""

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from teiwright import build, publishing
from teiwright.publishing.exports import exports
from teiwright.xmltools import TEI, XML_ID

from ..conftest import ROOT
from .samples import ALL, BRIDGE, FOLDER, PRACTICE, assert_golden, edited, page, tei

CONTRACT = json.loads((ROOT / "schema" / "citations.schema.json").read_text("utf-8"))


def data(sample: Path, folder: Path) -> dict[str, Any]:
    """Make the index of a sample and read its JSON."""
    publishing.index([sample], folder)
    read: dict[str, Any] = json.loads((folder / f"{sample.stem}.citations.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize("sample", ALL, ids=lambda path: path.stem)
def test_the_json_keeps_the_contract(sample: Path, tmp_path: Path) -> None:
    jsonschema.validate(data(sample, tmp_path), CONTRACT)


def test_the_schema_refuses_what_the_contract_forbids(tmp_path: Path) -> None:
    good = data(BRIDGE, tmp_path)
    for field, wrong in {
        "note": "2",
        "kind": "collection",
        "pages": [["1", "2"]],
        "year": "1999",
        "delo": "",
        "odd": 1,
    }.items():
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**good, "citations": [{**good["citations"][0], field: wrong}]}, CONTRACT)


def test_the_sample_s_records_are_as_they_were(tmp_path: Path) -> None:
    data(BRIDGE, tmp_path)
    assert_golden((tmp_path / "bridge.citations.json").read_text("utf-8"), FOLDER / "bridge.golden.citations.json")


def test_records_are_those_of_the_file(tmp_path: Path) -> None:
    assert publishing.records(BRIDGE) == data(BRIDGE, tmp_path)["citations"]


def test_an_item_with_a_correction_is_given_as_printed(tmp_path: Path) -> None:
    wrong = '<idno type="delo">3<choice><sic>4</sic><corr>3</corr></choice>4</idno>'
    sample = edited(BRIDGE, 'д.<idno type="delo">334</idno>', "д." + wrong, tmp_path / "sic.xml")
    first = next(record for record in publishing.records(sample) if record["kind"] == "archival")
    assert "д.344" in first["text"]
    assert first["delo"] == "344"


def test_a_signal_inside_an_item_is_no_part_of_its_text(tmp_path: Path) -> None:
    sample = edited(
        PRACTICE, "<author>沈志華</author>：", '<seg type="signal">見</seg>沈志華：', tmp_path / "signal.xml"
    )
    record = publishing.records(sample)[-1]
    assert record["signal"] == "見"
    assert not record["text"].startswith("見")


def test_leaves_that_are_no_numbers_stay_as_printed(tmp_path: Path) -> None:
    sample = edited(PRACTICE, 'from="79" to="79">第79頁', 'from="79об" to="79об">л. 79об', tmp_path / "verso.xml")
    record = publishing.records(sample)[0]
    assert "pages" not in record
    assert record["pages_text"] == "л. 79об"


def test_the_table_has_a_row_for_each_item(tmp_path: Path) -> None:
    citations = data(BRIDGE, tmp_path)["citations"]
    with (tmp_path / "bridge.citations.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["text"] for row in rows] == [record["text"] for record in citations]
    four = next(row for row in rows if row["id"] == "n4-c1")
    assert four["dates"] == "1954-03-09; 1954-03-12"
    assert four["senders"] == "彼得羅夫; 外交部"
    assert {row["article"] for row in rows} == {"bridge"}


def test_warnings_of_the_editorial_checks_join_their_items(tmp_path: Path) -> None:
    publishing.index([BRIDGE], tmp_path, warnings={"bridge": {"n3-c1": ["out of line"]}})
    citations = json.loads((tmp_path / "bridge.citations.json").read_text("utf-8"))["citations"]
    assert {record["id"]: record["warnings"] for record in citations if "warnings" in record} == {
        "n3-c1": ["out of line"]
    }


def test_the_page_lists_every_item_and_leads_to_the_edition(tmp_path: Path) -> None:
    publishing.index([BRIDGE], tmp_path, editions="../html/")
    made = page(tmp_path / "bridge.citations.html")
    links = set(made.xpath("//a/@href"))
    for record in publishing.records(BRIDGE):
        assert f"../html/bridge.html#{record['id']}" in links
    shelves = [shelf.text_content() for shelf in made.xpath("//*[@id='by-archive']//span[@class='shelf']")]
    assert shelves[:3] == ["ф. 45, оп. 1, д. 334", "ф. 45, оп. 1, д. 335", "ф. 45, оп. 1, д. 336"]
    leaves = [leaf.text.strip() for leaf in made.xpath("//*[@id='unit-grm-45-1-334']//span[@class='leaf']")]
    assert leaves == ["第79頁", "第81~83、85頁", "第97~98頁"]
    assert made.xpath("//*[@id='correspondence']//*[local-name()='svg']")
    assert made.xpath("//*[@id='by-page']//h3/text()") == [
        "原文第 1 頁（按次序）",
        "原文第 2 頁（按次序）",
        "原文第 3 頁",
    ]


def test_many_articles_have_one_index_together(tmp_path: Path) -> None:
    paths = build.joint_index({BRIDGE: {}, PRACTICE: {}}, tmp_path)
    assert [path.name for path in paths if path.name.startswith("all")] == [
        "all.citations.json",
        "all.citations.csv",
        "all.citations.html",
        "all.csl.json",
        "all.bib",
        "all.ris",
    ]
    joint = json.loads((tmp_path / "all.citations.json").read_text("utf-8"))
    assert [source["name"] for source in joint["source"]] == ["bridge", "practice"]
    assert len(joint["citations"]) == len(publishing.records(BRIDGE)) + len(publishing.records(PRACTICE))
    made = page(tmp_path / "all.citations.html")
    assert {"bridge.html#n3-c1", "practice.html#n2-c1"} <= set(made.xpath("//a/@href"))
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_letters_of_all_articles_are_one_calendar(tmp_path: Path) -> None:
    for article in (BRIDGE, PRACTICE):
        exports(article, tmp_path)
    build.joint_index({BRIDGE: {}, PRACTICE: {}}, tmp_path)
    each, joint = (
        [etree.parse(path).getroot() for path in sorted(tmp_path.glob(pattern))]
        for pattern in ("[bp]*.cmif.xml", "all.cmif.xml")
    )
    letters = [[(one.get("source"), one.get("key")) for one in root.iter(f"{TEI}correspDesc")] for root in each]
    found = [(one.get("source"), one.get("key")) for one in joint[0].iter(f"{TEI}correspDesc")]
    assert found == [letter for some in letters for letter in some]
    ids = [one.get(XML_ID) for one in joint[0].iter(f"{TEI}bibl")]
    assert {f"#{name}" for name in ids} == {source for some in letters for source, _ in some}
    assert len(each) > 1
    assert len(ids) == len(set(ids))


def test_every_work_and_unit_of_the_text_has_its_place_on_the_page(tmp_path: Path) -> None:
    publishing.index([BRIDGE], tmp_path)
    wanted = {str(ref)[1:] for ref in tei(BRIDGE).xpath("//*[local-name()='text']//*[local-name()='bibl']/@ref")}
    assert not wanted - set(page(tmp_path / "bridge.citations.html").xpath("//@id"))
