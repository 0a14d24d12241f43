"""Run every benchmark, one after the other: `python -m tests.benchmarks`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run the main job's benchmark first, then the others in the order of their names."""
    others = sorted(path.stem for path in HERE.glob("*_bench.py"))
    for name in ["main_job", *others]:
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], cwd=HERE.parents[1], check=False)


if __name__ == "__main__":
    main()
