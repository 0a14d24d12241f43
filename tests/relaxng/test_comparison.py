"""Verdicts on mutated documents, beside those of other validators, and the two passes beside each other."""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teiwright import relaxng
from tests.conftest import shared
from tests.relaxng.mutations import Mutant, element_names, from_json, mutate, random_mutant

DATA = Path(__file__).parent / "data"
TEI_SOURCES = ("essay.xml", "letters.xml", "varied.xml")


def mutants(count: int, seed: int, sources: tuple[str, ...], schema: Path) -> Iterator[tuple[Mutant, bytes]]:
    chance, names = random.Random(seed), element_names(schema)
    for _ in range(count):
        mutant = random_mutant(chance.choice(sources), chance, names)
        yield mutant, mutate((DATA / mutant.source).read_bytes(), mutant.steps)


def test_verdicts_are_those_of_libxml2_on_a_small_schema(tmp_path: Path) -> None:
    ours = relaxng.load(DATA / "mini.rng")
    theirs = etree.RelaxNG(etree.parse(DATA / "mini.rng"))
    parser = etree.XMLParser(collect_ids=False)
    different, invalid = [], 0
    for mutant, document in mutants(600, 1, ("mini.xml",), DATA / "mini.rng"):
        path = tmp_path / "mutant.xml"
        path.write_bytes(document)
        verdict = theirs.validate(etree.fromstring(document, parser))
        invalid += not verdict
        if (not ours.validate(path)) != verdict:
            different.append(mutant.to_json())
    assert not different
    assert 200 < invalid < 550


def test_both_passes_agree_and_explain_in_document_order(tmp_path: Path) -> None:
    schema = relaxng.load(DATA / "mini.rng")
    for mutant, document in mutants(300, 2, ("mini.xml",), DATA / "mini.rng"):
        path = tmp_path / "mutant.xml"
        path.write_bytes(document)
        violations = schema.validate(path)
        places = [(violation.line, violation.column) for violation in violations]
        assert schema.is_valid(path) == (not violations), mutant.to_json()
        assert places == sorted(places), mutant.to_json()
        lines = document.decode("utf-8").splitlines()
        assert all(lines[line - 1][column - 1 :].strip() for line, column in places), mutant.to_json()


def test_what_was_learned_from_one_document_does_not_change_the_next_verdict(tmp_path: Path) -> None:
    used = relaxng.load(DATA / "mini.rng")
    for mutant, document in mutants(60, 3, ("mini.xml",), DATA / "mini.rng"):
        path = tmp_path / "mutant.xml"
        path.write_bytes(document)
        assert used.validate(path) == relaxng.load(DATA / "mini.rng").validate(path), mutant.to_json()


def test_a_recorded_mutant_can_be_made_again() -> None:
    for mutant, document in mutants(40, 4, TEI_SOURCES, DATA / "mini.rng"):
        again = from_json(mutant.to_json())
        assert mutate((DATA / again.source).read_bytes(), again.steps) == document


@pytest.mark.parametrize("name", TEI_SOURCES)
def test_the_sources_are_valid_tei(name: str) -> None:
    assert relaxng.load(shared("tei/tei_all-4.12.0.rng")).validate(DATA / name) == []


JING_LINE = re.compile(r".*?(\d+)\.xml:(\d+):\d+: (?:error|fatal)")


def jing_first_lines(schema: Path, folder: Path) -> dict[int, int]:
    """Return the line of jing's first error for each numbered document that has one."""
    paths = sorted(folder.glob("*.xml"))
    output = subprocess.run(["jing", schema, *paths], capture_output=True, text=True, check=False).stdout
    first: dict[int, int] = {}
    for match in filter(None, map(JING_LINE.match, output.splitlines())):
        first.setdefault(int(match[1]), int(match[2]))
    return first


@pytest.mark.slow
def test_verdicts_and_first_lines_are_those_of_jing_on_tei_all(tmp_path: Path) -> None:
    if shutil.which("jing") is None:
        pytest.skip("jing is not installed")
    path = shared("tei/tei_all-4.12.0.rng")
    made = [mutant for mutant, _ in _written(500, path, tmp_path)]
    theirs, ours = jing_first_lines(path, tmp_path), _first_lines(relaxng.load(path), len(made), tmp_path)
    different = [made[number].to_json() for number in range(len(made)) if (number in theirs) != (number in ours)]
    other_line = [made[number].to_json() for number in ours if theirs.get(number) != ours[number]]
    assert not different
    assert len(other_line) <= len(ours) / 100, other_line


def _written(count: int, schema: Path, folder: Path) -> Iterator[tuple[Mutant, Path]]:
    for number, (mutant, document) in enumerate(mutants(count, 5, TEI_SOURCES, schema)):
        path = folder / f"{number}.xml"
        path.write_bytes(document)
        yield mutant, path


def _first_lines(schema: relaxng.Schema, count: int, folder: Path) -> dict[int, int]:
    found = ((number, schema.validate(folder / f"{number}.xml", limit=1)) for number in range(count))
    return {number: violations[0].line for number, violations in found if violations}
