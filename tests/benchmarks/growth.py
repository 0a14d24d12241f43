"""What each stage does, counted: `python -m tests.benchmarks.growth [--record] [--times 1 4]`.

Counted are calls of functions, Python's and those written in C, which on one version of Python and of the libraries are
the same in every run; what Saxon and Typst do is told by processor time alone, and judged by its growth with the text.
A stage fails that makes `MARGIN` times the calls that were recorded, or whose time grows faster than `STEEPEST` allows.
"""

import argparse
import cProfile
import json
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.processes import ROOT
from tests.benchmarks.reading_bench import OWN

RECORD = ROOT / "tests" / "data" / "benchmarks" / "calls.json"
MARGIN = 1.25
STEEPEST = 2.2
"""A text four times as long may take 2.2 times four: what grows with the square takes four times four."""
UNEVEN = frozenset({"PDF"})
"""How often a PDF is set again depends on where its pages break: its growth says nothing."""
ROUNDS = 2

Stage = Callable[[], object]


def stages(source: Path, folder: Path) -> dict[str, Stage]:
    """Return the stages of a text in their order; each needs those before it to have been done."""
    from teiwright import annotate, publishing, read
    from teiwright.build import validated
    from teiwright.build.pipeline import editorial_queries
    from teiwright.encoding import encode, serialise
    from teiwright.proof import prove
    from teiwright.xmltools import write_bytes

    tei = folder / f"{source.stem}.xml"
    made: dict[str, object] = {}

    def kept(name: str, value: object) -> None:
        made[name] = value

    return {
        "read": lambda: kept("article", read(source)),
        "names, dates, citations": lambda: kept("annotated", annotate(made["article"], models=("none",))),  # type: ignore[arg-type]
        "encode": lambda: kept("root", encode(made["annotated"])),  # type: ignore[arg-type]
        "prove": lambda: prove(made["article"], made["root"]),  # type: ignore[arg-type]
        "write": lambda: write_bytes(tei, serialise(made["root"], "../schema")),  # type: ignore[arg-type]
        "validate": lambda: validated(tei),
        "editorial queries": lambda: editorial_queries(tei),
        "HTML": lambda: publishing.html(tei, folder),
        "PDF": lambda: publishing.pdf(tei, folder),
        "index": lambda: publishing.index([tei], folder),
        "exports": lambda: publishing.exports(tei, folder),
    }


def calls(stage: Stage) -> int:
    """Return how many calls of functions a stage makes."""
    profile = cProfile.Profile()
    profile.runcall(stage)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def seconds(stage: Stage, rounds: int = ROUNDS) -> float:
    """Return the least processor time of a stage."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        stage()
        found.append(time.process_time() - start)
    return min(found)


def counted(folder: Path) -> dict[str, int]:
    """Return the calls of each stage for the longest demonstration article, each stage done once before."""
    found = stages(OWN, folder)
    for stage in found.values():
        stage()
    return {name: calls(stage) for name, stage in found.items()}


def timed(folder: Path, times: int, skipped: frozenset[str] = frozenset()) -> tuple[int, dict[str, float]]:
    """Return the bytes of the article repeated so often, and the processor time of each stage for it."""
    source = folder / f"times-{times}.md"
    source.write_text(OWN.read_text("utf-8") * times, "utf-8")
    found = {name: stage for name, stage in stages(source, folder).items() if name not in skipped}
    return source.stat().st_size, {name: seconds(stage, ROUNDS if times < 16 else 1) for name, stage in found.items()}


def check(folder: Path) -> list[str]:
    """Return what has become dearer than it was recorded, and what grows faster than the text, a line each."""
    recorded = json.loads(RECORD.read_text("utf-8"))
    wrong = [
        f"{name}: {now} calls, {now / recorded[name]:.2f} times those recorded"
        for name, now in counted(folder).items()
        if now > MARGIN * recorded[name]
    ]
    timed(folder, 1)
    (_, small), (_, large) = timed(folder, 2, UNEVEN), timed(folder, 8, UNEVEN)
    steep = {name: large[name] / small[name] / 4 for name in small if large[name] > 0.1}
    wrong += [f"{name}: {each:.1f} times as long for each letter" for name, each in steep.items() if each > STEEPEST]
    return wrong


def main() -> None:
    """Record, or print a table of sizes, or check: exit status 1 where something has become dearer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--times", type=int, nargs="*", help="print the time of each stage for the text so often")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.record:
            RECORD.write_text(json.dumps(counted(folder), indent=1) + "\n", "utf-8")
        elif options.times:
            timed(folder, 1)
            for times in options.times:
                size, found = timed(folder, times)
                print(
                    f"\n{size / 1e6:.2f} MB", *(f"{stage}: {each:.2f} s" for stage, each in found.items()), sep="\n  "
                )
        elif wrong := check(folder):
            print(*wrong, sep="\n")
            sys.exit(1)


if __name__ == "__main__":
    main()
