"""How long the whole job takes: encode, validate, HTML, PDF and index, in one process, cold and warm.

Run as `python -m tests.benchmarks.main_job [TEXT]`; without a text it takes the first of ../shared/texts, or else the
longest demonstration article.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5


def text() -> Path:
    """Return the text to measure with."""
    if sys.argv[1:]:
        return Path(sys.argv[1])
    shared = sorted((ROOT.parent / "shared" / "texts").glob("*.md"))
    own = sorted((ROOT / "tei" / "source").glob("*.md"), key=lambda path: -path.stat().st_size)
    return (shared or own)[0]


def median(act: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median wall time of `runs` runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def cold(source: Path) -> None:
    """One process from start to end."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "teiwright", "build", str(source), "-o", folder, "--jobs", "1"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def warm(source: Path) -> None:
    """The same in a process that has done it before."""
    from teiwright.build import Plan, build

    with tempfile.TemporaryDirectory() as folder:
        build([source], Plan(Path(folder), Path(folder) / "tei"))


def main() -> None:
    """Print the figures as a Markdown table."""
    source = text()
    print(f"\n## The whole job on {source.name} ({source.stat().st_size / 1000:.0f} kB), one process\n")
    print("| | seconds (median of 5) |\n| --- | --- |")
    print(f"| cold: start, encode, validate, HTML, PDF, index | {median(lambda: cold(source)):.2f} |")
    warm(source)
    print(f"| warm: the same once more in that process | {median(lambda: warm(source)):.2f} |")


if __name__ == "__main__":
    main()
