"""Run every benchmark, one after the other: `python -m tests.benchmarks`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN_SCHEMA = ("--schema", "schema/teiwright.rng", "--source", "tei/treaty-1950-zh.xml")
BENCHMARKS: tuple[tuple[str, ...], ...] = (
    ("main_job",),
    ("reading_bench",),
    ("names_bench",),
    ("dates_bench",),
    ("relaxng_bench",),
    ("relaxng_bench", *OWN_SCHEMA),
)


def main() -> None:
    """Run the main job's benchmark first, then the stages', then the validator's with tei_all and with our schema."""
    for name, *arguments in BENCHMARKS:
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *arguments], cwd=ROOT, check=False)


if __name__ == "__main__":
    main()
