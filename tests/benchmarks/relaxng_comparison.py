"""Verdicts and first lines on thousands of mutated TEI documents, beside jing's and, on request, lxml's.

``python -m tests.benchmarks.relaxng_comparison [--count N] [--seed N] [--lxml] [--output FOLDER]`` prints the figures.
FOLDER gets ``recording.jsonl``, one line for each mutant, from which ``python -m tests.relaxng.mutations`` makes a
mutant again, and the mutants themselves.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from lxml import etree

from teiwright import relaxng
from tests.relaxng.mutations import Mutant, element_names, mutate, random_mutant

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED_SCHEMA: Final = ROOT.parent / "shared" / "tei" / "tei_all-4.12.0.rng"
DATA: Final = ROOT / "tests" / "relaxng" / "data"
SOURCES: Final = ("essay.xml", "letters.xml", "varied.xml")
AT_ONCE: Final = 500
JING_LINE: Final = re.compile(r".*?(\d+)\.xml:(\d+):\d+: (?:error|fatal)")

FirstLines = dict[int, int]
"""For each mutant found invalid, by its number from 1, the line of the first error."""


def make_mutants(count: int, seed: int, schema: Path, folder: Path) -> list[Mutant]:
    """Write the mutants and their recording."""
    chance, names = random.Random(seed), element_names(schema)
    made = [random_mutant(chance.choice(SOURCES), chance, names) for _ in range(count)]
    for number, mutant in enumerate(made, 1):
        (folder / f"{number}.xml").write_bytes(mutate((DATA / mutant.source).read_bytes(), mutant.steps))
    (folder / "recording.jsonl").write_text("".join(f"{mutant.to_json()}\n" for mutant in made), "utf-8")
    return made


def of_jing(schema: Path, paths: list[Path]) -> FirstLines:
    """Return jing's first lines."""
    first: FirstLines = {}
    for start in range(0, len(paths), AT_ONCE):
        command = ["jing", str(schema), *map(str, paths[start : start + AT_ONCE])]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for match in filter(None, map(JING_LINE.match, output.splitlines())):
            first.setdefault(int(match[1]), int(match[2]))
    return first


def of_ours(schema: Path, paths: list[Path]) -> FirstLines:
    """Return our first lines."""
    loaded = relaxng.load(schema)
    found = ((int(path.stem), loaded.validate(path)) for path in paths)
    return {number: violations[0].line for number, violations in found if violations}


def of_lxml(schema: Path, paths: list[Path]) -> FirstLines:
    """Return lxml's first lines; it takes half a minute to load tei_all."""
    loaded, parser = etree.RelaxNG(etree.parse(schema)), etree.XMLParser(collect_ids=False)
    first: FirstLines = {}
    for path in paths:
        if not loaded.validate(etree.parse(path, parser)):
            first[int(path.stem)] = loaded.error_log[0].line
    return first


def report(name: str, theirs: FirstLines, ours: FirstLines, made: list[Mutant]) -> None:
    """Print how often another validator agrees, and each mutant on whose verdict it does not."""
    different = sorted(theirs.keys() ^ ours.keys())
    both = theirs.keys() & ours.keys()
    same = sum(theirs[number] == ours[number] for number in both)
    print(f"{name}: {len(made)} mutants, {len(theirs)} invalid; {len(different)} other verdicts;", end=" ")
    print(f"first error on the same line in {same} of {len(both)}")
    for number in different:
        print(f"  {number}: {'they' if number in theirs else 'we'} refuse {made[number - 1].to_json()}")


def compare(folder: Path, options: argparse.Namespace) -> None:
    """Make the mutants in a folder and compare."""
    folder.mkdir(parents=True, exist_ok=True)
    made = make_mutants(options.count, options.seed, options.schema, folder)
    paths = [folder / f"{number}.xml" for number in range(1, len(made) + 1)]
    ours = of_ours(options.schema, paths)
    report("jing", of_jing(options.schema, paths), ours, made)
    if options.lxml:
        report("lxml", of_lxml(options.schema, paths), ours, made)


def main() -> None:
    """Parse the options and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schema", type=Path, default=SHARED_SCHEMA)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lxml", action="store_true")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    if options.output:
        compare(options.output, options)
    else:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), options)


if __name__ == "__main__":
    main()
