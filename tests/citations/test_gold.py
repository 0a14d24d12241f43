"""The parser against hand annotation: the first half of a real article, our demonstration articles, a house style."""

import gc
import importlib.util
import json
import warnings
from pathlib import Path
from types import ModuleType

import pytest

from teiwright import authority as authorities
from teiwright.reading import read
from tests.benchmarks import citations_data
from tests.citation_gold import compare
from tests.citations.sample import gold_notes, records_of_article
from tests.conftest import ROOT, shared

AUTHORITY = ROOT / "tei" / "authority"
DEMONSTRATIONS = ("treaty-1950-zh", "mission-1949-ru", "formosa-1950-en")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    folder = shared("gold")
    sample = gold_notes(folder / "notes.txt")
    found = records_of_article(sample, authorities.load(AUTHORITY))
    path = tmp_path_factory.mktemp("gold") / "sample.citations.json"
    path.write_text(json.dumps({"citations": found}, ensure_ascii=False), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        result: dict[str, dict[str, float]] = _scorer(folder).score_citations(path, "dev")
        gc.collect()
    return result


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_dev", folder / "score_dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_items_are_found_to_the_letter(figures: dict[str, dict[str, float]]) -> None:
    assert figures["items"]["P"] >= 0.98
    assert figures["items"]["R"] >= 0.98


def test_fields(figures: dict[str, dict[str, float]]) -> None:
    assert figures["all_fields"]["F1"] >= 0.97
    assert all(value["F1"] is None or value["F1"] >= 0.93 for value in figures.values() if "F1" in value)


def test_documents_and_short_forms(figures: dict[str, dict[str, float]]) -> None:
    for name, share in (("documents_type_date", 0.97), ("short_resolved", 0.95)):
        assert figures[name]["right"] >= share * figures[name]["of"]


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_demonstration_articles(name: str) -> None:
    gold = json.loads((ROOT / "tests" / "data" / "gold" / f"{name}.citations.json").read_text("utf-8"))["citations"]
    sample = read(ROOT / "tei" / "source" / f"{name}.md")
    items, fields, differences = compare(gold, records_of_article(sample, authorities.load(AUTHORITY)))
    assert items.f1 >= 0.95, differences
    assert fields.f1 >= 0.93, differences


def test_a_house_styles_sample_notes() -> None:
    scores = citations_data.score(shared("data/citations"))
    right, found, wanted = (sum(getattr(one, name) for one in scores.values()) for name in ("right", "found", "wanted"))
    assert 2 * right / (found + wanted) >= 0.95
    assert all(one.f1 >= 0.8 for one in scores.values()), scores
