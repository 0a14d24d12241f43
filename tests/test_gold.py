"""The demonstration articles against their hand-made gold: the figures do not fall below what was once reached."""

import json
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teiwright import publishing
from teiwright.build import Options, encode_source, write_tei
from teiwright.evaluation import evaluate
from tests.citation_gold import compare
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "data" / "gold"
AUTHORITY = ROOT / "tei" / "authority"
NAMES = ("treaty-1950-zh", "formosa-1950-en", "mission-1949-ru")
FLOORS = {"person": 0.98, "place": 0.98, "org": 0.93, "date": 0.98}
CITATION_FLOORS = {"items": 0.98, "fields": 0.97}


@cache
def encoded(name: str) -> etree._Element:
    """The article as the program encodes it now."""
    return encode_source(ROOT / "tei" / "source" / f"{name}.md", Options(AUTHORITY)).root


@pytest.mark.parametrize("name", NAMES)
def test_names_and_dates(name: str) -> None:
    evaluation = evaluate(etree.parse(str(GOLD / f"{name}.xml")).getroot(), encoded(name))
    scores = {score.kind: score for score in evaluation.scores}
    assert {kind: scores[kind].f1 for kind, floor in FLOORS.items() if scores[kind].f1 < floor} == {}
    right, of = scores["date"].values
    assert right >= 0.97 * of


@pytest.mark.parametrize("name", NAMES)
def test_citations(name: str, tmp_path: Path) -> None:
    source = ROOT / "tei" / "source" / f"{name}.md"
    encoding = encode_source(source, Options(AUTHORITY))
    write_tei(encoding, source, tmp_path / f"{name}.xml")
    gold = json.loads((GOLD / f"{name}.citations.json").read_text("utf-8"))["citations"]
    items, fields, differences = compare(gold, publishing.records(tmp_path / f"{name}.xml"))
    assert items.f1 >= CITATION_FLOORS["items"], differences
    assert fields.f1 >= CITATION_FLOORS["fields"], differences
