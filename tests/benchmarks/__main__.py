"""Run every benchmark, one after the other: `python -m tests.benchmarks [--tei-stylesheets FOLDER]`.

What is given is handed to the comparison with other tools. docs/benchmark.md says what is measured and how.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN_SCHEMA = ("--schema", "schema/teiwright.rng", "--source", "tei/treaty-1950-zh.xml")
BENCHMARKS: tuple[tuple[str, ...], ...] = (
    ("beside", *sys.argv[1:]),
    ("growth", "--times", "1", "4", "16"),
    ("main_job",),
    ("reading_bench",),
    ("names_bench",),
    ("dates_bench",),
    ("relaxng_bench",),
    ("relaxng_bench", *OWN_SCHEMA),
    ("collection", "--articles", "60", "--small", "1000"),
)


def main() -> None:
    """Run the comparison first, then the stages', then the validator's with tei_all and with our schema, a library."""
    for name, *arguments in BENCHMARKS:
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *arguments], cwd=ROOT, check=False)


if __name__ == "__main__":
    main()
