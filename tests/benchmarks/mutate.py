"""Change one line of src/ at a time, as a seed draws it, and see whether the matching tests notice.

    .venv/bin/python -m tests.benchmarks.mutate --seed 9 --count 40

Works on a copy beside this folder, where the tests find what they share. The matching tests of src/teiwright/PACKAGE
are tests/PACKAGE and tests/test_PACKAGE*.py, then those of the whole pipeline; they must pass before anything is
changed, within --seconds. A change is noticed where they fail, or take five times as long. At most one line a
function is drawn. --only names packages, for a part of the drawn list.
"""

import argparse
import ast
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CHANGES = (
    (r" == ", " != "), (r" < ", " <= "), (r" > ", " >= "), (r" and ", " or "), (r" or ", " and "), (r" \+ 1\b", " + 2"),
    (r" - 1\b", " - 2"), (r"\breturn True\b", "return False"), (r"\breturn False\b", "return True"),
    (r"\bnot in\b", "in"), (r"\[-1\]", "[0]"), (r"\bif not ", "if "),
)  # fmt: skip
PIPELINE = ("tests/test_gold.py", "tests/test_bad_input.py", "tests/test_proof.py")
SLOWER = 5
LEFT_OUT = (".venv", ".git", ".*_cache", ".hypothesis", "__pycache__", "build-*")


class Mutation(NamedTuple):
    """One change: the file, its line (from 0), the function that it stands in, the line as it would be."""

    path: Path
    number: int
    function: str
    line: str


def mutations() -> Iterator[Mutation]:
    """Yield each possible change of code; strings, docstrings and comments stay."""
    for path in sorted((ROOT / "src" / "teiwright").rglob("*.py")):
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        told = {
            number
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            for number in range(node.lineno - 1, node.end_lineno or node.lineno)
        }
        functions = {
            number: node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            for number in range(node.body[0].lineno - 1, node.end_lineno or node.lineno)
        }
        for number, line in enumerate(source.split("\n")):
            if number in functions and number not in told and "#" not in line:
                for old, new in CHANGES:
                    changed = re.sub(old, new, line, count=1)
                    if changed != line:
                        yield Mutation(path.relative_to(ROOT), number, functions[number], changed)


def drawn(seed: int, count: int) -> list[Mutation]:
    """Return so many changes as the seed draws them, no two in one function."""
    every = [*mutations()]
    random.Random(seed).shuffle(every)
    return [*{(each.path, each.function): each for each in reversed(every)}.values()][-count:][::-1]


def matching(path: Path) -> list[list[str]]:
    """Return the tests to run, the nearest first, each a row of paths."""
    package = path.parts[2].removesuffix(".py")
    own = [*(ROOT / "tests").glob(f"test_{package}*.py")]
    own += [folder for folder in [ROOT / "tests" / package] if folder.is_dir()]
    return [[str(each.relative_to(ROOT)) for each in own], [*PIPELINE]]


def passes(copy: Path, tests: list[str], seconds: float) -> bool:
    """Say whether tests pass in a copy within a time."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=seconds).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def is_noticed(copy: Path, mutation: Mutation, seconds: int, taken: dict[tuple[str, ...], float]) -> bool:
    """Say whether the matching tests fail, or take far longer, with the line changed; the copy is left as it was.

    Raises SystemExit where they fail with nothing changed; `taken` keeps how many seconds they took then.
    """
    file = copy / mutation.path
    kept = file.read_text("utf-8")
    lines = kept.split("\n")
    lines[mutation.number] = mutation.line
    for tests in filter(None, matching(mutation.path)):
        if tuple(tests) not in taken:
            began = time.monotonic()
            if not passes(copy, tests, seconds):
                raise SystemExit(f"these fail, or take over {seconds} s, unchanged: {' '.join(tests)}")
            taken[tuple(tests)] = time.monotonic() - began
        try:
            file.write_text("\n".join(lines), "utf-8")
            if not passes(copy, tests, max(60, SLOWER * taken[tuple(tests)])):
                return True
        finally:
            file.write_text(kept, "utf-8")
    return False


def check_import(copy: Path) -> None:
    """Leave with a message where the tests would not import the copy."""
    program = "import teiwright, pathlib; print(pathlib.Path(teiwright.__file__).resolve())"
    said = subprocess.run([sys.executable, "-c", program], cwd=copy, env={"PYTHONPATH": "src"}, capture_output=True)
    if not said.stdout.decode().startswith(str(copy.resolve())):
        raise SystemExit(f"the tests would import {said.stdout.decode().strip()}")


def main() -> None:
    """Print each mutation and whether it was noticed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seed", type=int, default=9)
    words.add_argument("--count", type=int, default=40)
    words.add_argument("--seconds", type=int, default=600)
    words.add_argument("--only", default="")
    given = words.parse_args()
    chosen = [
        each for each in drawn(given.seed, given.count) if each.path.parts[2] in given.only.split(",") or not given.only
    ]
    noticed = 0
    with tempfile.TemporaryDirectory(dir=ROOT.parent, prefix="mutated-") as folder:
        copy = Path(folder)
        shutil.copytree(ROOT, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
        check_import(copy)
        taken: dict[tuple[str, ...], float] = {}
        for each in chosen:
            seen = is_noticed(copy, each, given.seconds, taken)
            noticed += seen
            place = f"{each.path.relative_to('src/teiwright')}:{each.number + 1}"
            print(f"{'noticed ' if seen else 'SURVIVED'} {place}: {each.line.strip()}", flush=True)
    print(f"{noticed} of {len(chosen)} noticed")


if __name__ == "__main__":
    main()
