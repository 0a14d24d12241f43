"""How far each weight of the alignment can move before a note is lost: `python -m tests.benchmarks.alignment_weights`.

`[FOLDER]` holds articles of others whose notes at the stated weights were counted by hand and found right; beside them,
the documents of the reading's own tests are read, whose notes are known. Each weight is multiplied by each factor in
turn, all others as stated, and the pairs of notes and marks are compared with those at the stated weights: pairs lost,
pairs that were none. What each weight is for stands in teiwright/reading/alignment.py, what came of it in
docs/alignment.md.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from teiwright.errors import TeiwrightError
from teiwright.reading import alignment, read
from teiwright.reading.rich import Rich
from teiwright.reading.styles import Mark, marks_in
from teiwright.reading.units import Layout, Unit
from tests.reading.test_matrix import LOOKS, WEAK_LOOKS, made

WEIGHTS = (
    "LINKED", "PASSED", "OTHER_LOOK", "INNER", "ZONE", "LABEL", "UNMATCHED", "DANGLING", "LEAP", "SURE", "LIKELY",
    "FURTHER", "NEAREST", "LONGEST_LEAP", "MANY", "FRONT",
)  # fmt: skip
FACTORS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0, 4.0)
OWN = tuple(Path(__file__).parents[1] / folder / "reading" for folder in ("data", "cases"))
Pairs = frozenset[tuple[int, int, int, int]]
"""Where a note and where its mark begin: text and character of each."""


@dataclass(frozen=True)
class Case:
    """A document as the alignment sees it, and the pairs at the stated weights."""

    layout: Layout
    units: Sequence[Unit]
    pairs: Pairs


def pairs_of(layout: Layout, units: Sequence[Unit]) -> Pairs:
    """Return where the notes and their marks stand by the weights in force."""
    series = alignment.decide(layout, units).series
    return frozenset(
        (pair.unit.leaf, pair.unit.start, pair.mark.leaf, pair.mark.start) for each in series for pair in each.pairs
    )


def taken_apart(paths: Iterable[Path]) -> Iterator[Case]:
    """Yield the documents that can be read."""
    seen: list[tuple[Layout, Sequence[Unit]]] = []

    def noted(layout: Layout, units: Sequence[Unit], only: str | None = None) -> alignment.Decision:
        seen.append((layout, units))
        return alignment.decide(layout, units, only)

    for path in paths:
        seen.clear()
        try:
            with patch("teiwright.reading.reader.decide", noted):
                read(path)
        except TeiwrightError as error:
            print(error, file=sys.stderr)
        if seen:
            yield Case(*seen[0], pairs_of(*seen[0]))


def is_held_out(path: Path) -> bool:
    """Say whether an article is kept for scoring alone."""
    return hashlib.md5(path.name.encode(), usedforsecurity=False).hexdigest()[0] in "01234"


def made_documents(folder: Path) -> Iterator[Path]:
    """Write documents of all looks of marks among false friends, and yield their paths."""
    for language in ("en", "zh-Hant"):
        for look in (*LOOKS, *WEAK_LOOKS):
            for layout in ("feet", "end", "sections") if look in LOOKS else ("feet", "end"):
                path = folder / f"{language}-{look}-{layout}.md"
                is_trapped = "circled" not in look and "bare" not in look
                path.write_text(made(language, look, layout, 32, traps=is_trapped).markdown, "utf-8")
                yield path


@contextmanager
def remembered() -> Iterator[None]:
    """Keep what marks each text has: they do not depend on the weights."""
    found: dict[tuple[int, str], list[Mark]] = {}

    def kept(leaves: Sequence[Rich], style: str) -> list[Mark]:
        key = (id(leaves), style)
        if key not in found:
            found[key] = marks_in(leaves, style)
        return found[key]

    with patch("teiwright.reading.alignment.marks_in", kept):
        yield


def compared(cases: Sequence[Case], name: str, value: float) -> tuple[int, int]:
    """Return how many pairs are lost and how many come up where one weight has another value."""
    with patch.object(alignment, name, value):
        found = [pairs_of(case.layout, case.units) for case in cases]
    lost = sum(len(case.pairs - pairs) for case, pairs in zip(cases, found, strict=True))
    return lost, sum(len(pairs - case.pairs) for case, pairs in zip(cases, found, strict=True))


def report(cases: Sequence[Case]) -> None:
    """Print a line a weight: its value, the range that changes nothing, and what the factors beyond it do."""
    print("weight stated unchanged-from unchanged-to factor:lost/new")
    for name in WEIGHTS:
        stated: Any = getattr(alignment, name)
        tried = {factor: type(stated)(round(stated * factor, 3)) for factor in FACTORS}
        results = {factor: compared(cases, name, value) for factor, value in tried.items() if value != stated}
        low = high = stated
        for factor in sorted((f for f in results if f < 1), reverse=True):
            if results[factor] != (0, 0):
                break
            low = tried[factor]
        for factor in sorted(f for f in results if f > 1):
            if results[factor] != (0, 0):
                break
            high = tried[factor]
        changes = " ".join(f"{f}:{lost}/{new}" for f, (lost, new) in results.items() if lost or new)
        print(name, stated, low, high, changes or "-", flush=True)


def main() -> None:
    """Read the documents and report."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, help="articles of others, in folders by language")
    given = arguments.parse_args().folder
    others = sorted(path for path in given.rglob("*.*") if not is_held_out(path)) if given else []
    with tempfile.TemporaryDirectory() as folder, remembered():
        small = sorted(
            path
            for inner in OWN
            for path in inner.iterdir()
            if ".expected" not in path.name and path.suffix in {".md", ".txt", ".html"}
        )
        cases = [*taken_apart([*others, *small, *made_documents(Path(folder))])]
        print(f"{len(cases)} documents, {sum(len(case.pairs) for case in cases)} pairs of note and mark")
        report(cases)


if __name__ == "__main__":
    main()
