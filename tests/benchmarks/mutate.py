"""Change one line of src/ at a time, as a seed draws it, and see whether the matching tests notice.

    .venv/bin/python -m tests.benchmarks.mutate --seed 9 --count 40

Works on a copy; the matching tests of src/teiwright/PACKAGE are tests/PACKAGE, else those of the whole pipeline.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHANGES = (
    (r" == ", " != "), (r" < ", " <= "), (r" > ", " >= "), (r" and ", " or "), (r" or ", " and "), (r" \+ 1\b", " + 2"),
    (r" - 1\b", " - 2"), (r"\breturn True\b", "return False"), (r"\breturn False\b", "return True"),
    (r"\bnot in\b", "in"), (r"\[-1\]", "[0]"), (r"\bif not ", "if "),
)  # fmt: skip
PIPELINE = ("tests/test_gold.py", "tests/test_bad_input.py", "tests/test_proof.py", "tests/test_build.py")


def mutations() -> list[tuple[Path, int, str]]:
    """Return each possible change: file, line from 0, the line as it would be."""
    found: list[tuple[Path, int, str]] = []
    for path in sorted((ROOT / "src" / "teiwright").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").split("\n")):
            if line.startswith((" ", "\t")) and '"' not in line and "#" not in line:
                changed = (re.sub(old, new, line, count=1) for old, new in CHANGES)
                found.extend((path.relative_to(ROOT), number, each) for each in changed if each != line)
    return found


def is_noticed(path: Path, number: int, line: str, seconds: int) -> bool:
    """Say whether the matching tests fail, or don't end, with the line changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", ".*_cache", "__pycache__"))
        lines = (copy / path).read_text("utf-8").split("\n")
        lines[number] = line
        (copy / path).write_text("\n".join(lines), "utf-8")
        own = copy / "tests" / path.parts[2].removesuffix(".py")
        for tests in ([str(own)] if own.is_dir() else [], PIPELINE):
            command = [sys.executable, "-m", "pytest", "-q", "-x", *tests]
            try:
                if tests and subprocess.run(command, cwd=copy, capture_output=True, timeout=seconds).returncode:
                    return True
            except subprocess.TimeoutExpired:
                return True
    return False


def main() -> None:
    """Print each mutation and whether it was noticed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seed", type=int, default=9)
    words.add_argument("--count", type=int, default=40)
    words.add_argument("--seconds", type=int, default=600)
    given = words.parse_args()
    drawn = random.Random(given.seed).sample(mutations(), given.count)
    noticed = 0
    for path, number, line in drawn:
        seen = is_noticed(path, number, line, given.seconds)
        noticed += seen
        print(f"{'noticed ' if seen else 'SURVIVED'} {path}:{number + 1}: {line.strip()}", flush=True)
    print(f"{noticed} of {given.count} noticed")


if __name__ == "__main__":
    main()
