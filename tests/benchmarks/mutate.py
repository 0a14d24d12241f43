"""Change one line of src/ at a time, as a seed draws it, and see whether the tests that run through it notice.

    .venv/bin/python -m tests.benchmarks.mutate --seed 9 --count 40 --folder ../mutated
    .venv/bin/python -m tests.benchmarks.mutate --seed 9 --count 40 --folder ../mutated --part 10:20

Works on a copy, in a folder beside this one, where the tests find what they share. First the fast suite runs once with
nothing changed: which tests pass through each function, and how long they take, is kept in the folder, for every seed
and for later states of the code, too; a test file that has changed since is run whole. A change is then tried against
those tests, the ones of its own package first and of the rest the quickest, for --seconds in all; where none of them
fails, against the others, for --more seconds. It is noticed where one of them fails, or takes five times as long. At
most one line a function is drawn.
"""

import argparse
import ast
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CHANGES = (
    (r" == ", " != "), (r" < ", " <= "), (r" > ", " >= "), (r" and ", " or "), (r" or ", " and "), (r" \+ 1\b", " + 2"),
    (r" - 1\b", " - 2"), (r"\breturn True\b", "return False"), (r"\breturn False\b", "return True"),
    (r"\bnot in\b", "in"), (r"\[-1\]", "[0]"), (r"\bif not ", "if "),
)  # fmt: skip
SLOWER = 5
LEFT_OUT = (".venv", ".git", ".*_cache", ".hypothesis", "__pycache__")
WATCH = '''"""Which tests pass through which functions, and how long each takes."""

import os

DONE, HELD = set(), os.environ.get("REACHED")


def at(function):
    if function not in DONE:
        DONE.add(function)
        if HELD and (test := os.environ.get("PYTEST_CURRENT_TEST")):
            with open(HELD, "a") as held:
                held.write(f"{function}\\t{test}\\n")


def pytest_runtest_logstart(nodeid, location):
    DONE.clear()


def pytest_runtest_logreport(report):
    if HELD and not os.environ.get("PYTEST_XDIST_WORKER"):
        with open(HELD + ".times", "a") as held:
            held.write(f"{report.nodeid}\\t{report.duration}\\t{report.outcome}\\n")
'''


class Mutation(NamedTuple):
    """One change: the file, its line (from 0), the function and the line that it begins with, the line as it would be.

    `body` is the line (from 0) of the function's first statement.
    """

    path: Path
    number: int
    function: str
    body: int
    line: str

    @property
    def place(self) -> str:
        """The file and the function."""
        return f"{self.path} {self.function}"

    def __str__(self) -> str:
        return f"{self.path.relative_to('src/teiwright')}:{self.number + 1} {self.function}: {self.line.strip()}"


class Known(NamedTuple):
    """What the run with nothing changed told.

    `reached` has the tests that pass through a function, by its place; `seconds` all tests that passed, and how long
    they took; `files` the test files as they were.
    """

    reached: dict[str, list[str]]
    seconds: dict[str, float]
    files: dict[str, str]


def mutations(root: Path) -> Iterator[Mutation]:
    """Yield each possible change of code below a folder; strings, docstrings and comments stay."""
    for path in sorted((root / "src" / "teiwright").rglob("*.py")):
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        told = {
            number
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            for number in range(node.lineno - 1, node.end_lineno or node.lineno)
        }
        functions = {
            number: (node.name, node.body[0].lineno - 1)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            for number in range(node.body[0].lineno - 1, node.end_lineno or node.lineno)
        }
        for number, line in enumerate(source.split("\n")):
            if number in functions and number not in told and "#" not in line:
                for old, new in CHANGES:
                    changed = re.sub(old, new, line, count=1)
                    if changed != line:
                        yield Mutation(path.relative_to(root), number, *functions[number], changed)


def drawn(root: Path, seed: int, count: int) -> list[Mutation]:
    """Return so many changes as the seed draws them, no two in one function."""
    every = [*mutations(root)]
    random.Random(seed).shuffle(every)
    return [*{(each.path, each.function): each for each in reversed(every)}.values()][-count:][::-1]


def run(copy: Path, words: list[str], seconds: float | None = None, **environment: str) -> bool:
    """Say whether tests pass in a copy within a time; what they start imports the copy, too."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=seconds, env=environment).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def test_files(copy: Path) -> dict[str, str]:
    """Return the test files, each with what tells its state."""
    paths = sorted((copy / "tests").rglob("test_*.py"))
    return {str(path.relative_to(copy)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def reached(copy: Path) -> Known:
    """Run the fast suite with nothing changed, watching which tests pass through which function."""
    places: dict[Path, dict[int, str]] = defaultdict(dict)
    for each in mutations(copy):
        if "if __name__ ==" not in (copy / each.path).read_text("utf-8"):  # no script finds the watch
            places[each.path][each.body] = each.place
    kept = {path: (copy / path).read_text("utf-8") for path in places}
    held = copy.parent / "reached"
    for old in copy.parent.glob("reached*"):
        old.unlink()
    (copy / "src" / "_reached.py").write_text(WATCH, "utf-8")
    try:
        for path, bodies in places.items():
            lines = kept[path].split("\n")
            for body, place in sorted(bodies.items(), reverse=True):
                indent = re.match(r"\s*", lines[body])
                assert indent
                lines.insert(body, f"{indent[0]}__import__('_reached').at({place!r})")
            (copy / path).write_text("\n".join(lines), "utf-8")
        run(copy, ["-p", "_reached", "-n2", "--dist", "loadfile"], REACHED=str(held))
    finally:
        for path, text in kept.items():
            (copy / path).write_text(text, "utf-8")
        (copy / "src" / "_reached.py").unlink()
    seconds: dict[str, float] = defaultdict(float)
    outcomes: dict[str, set[str]] = {"passed": set(), "skipped": set(), "failed": set()}
    for line in (copy.parent / "reached.times").read_text("utf-8").splitlines():
        test, duration, outcome = line.rsplit("\t", 2)
        seconds[test] += float(duration)
        outcomes[outcome].add(test)
    failed = sorted(outcomes["failed"])  # what reads the code itself may have met the watching
    if failed and not run(copy, failed):
        raise SystemExit("\n  ".join(["with nothing changed fails one of (is an extra missing?):", *failed]))
    passed = {test: took for test, took in seconds.items() if test not in outcomes["skipped"]}
    print(f"unchanged: {len(seconds)} tests, of which {len(outcomes['skipped'])} are skipped", flush=True)
    through: dict[str, set[str]] = defaultdict(set)
    for line in held.read_text("utf-8").splitlines():
        place, test = line.split("\t", 1)
        if (name := test.rpartition(" ")[0]) in passed:
            through[place].add(name)
    return Known({place: sorted(tests) for place, tests in through.items()}, passed, test_files(copy))


def candidates(mutation: Mutation, known: Known, files: Mapping[str, str]) -> dict[str, float]:
    """Return the tests that may notice a change, and the seconds that each takes.

    Those are the tests that pass through its function; of a function not known, through any of its file, and where none
    does, all of its package. Where what it gives is kept (in a fixture, a cache), only the first of a module passes
    through it, so all of that module are candidates. A test file that is not as it was stands for its tests.
    """
    in_file = {
        test for place, tests in known.reached.items() if place.startswith(f"{mutation.path} ") for test in tests
    }
    modules = {test.partition("::")[0] for test in known.reached.get(mutation.place, in_file)}
    package = f"tests/{mutation.path.parts[2].removesuffix('.py')}/"
    of_package = {file for file in files if file.startswith(package)}
    modules |= of_package - known.files.keys() if in_file else of_package
    found: dict[str, float] = {}
    for test, took in known.seconds.items():
        module = test.partition("::")[0]
        if module in modules and module in files:
            name = test if files[module] == known.files[module] else module
            found[name] = found.get(name, 0) + took
    return found | dict.fromkeys(modules - known.files.keys(), 1.0)


def nearest(mutation: Mutation, known: Known, tests: Mapping[str, float], most: float) -> list[str]:
    """Return the tests to run, the nearest and the quickest first, for so many seconds in all."""
    package, stem = mutation.path.parts[2].removesuffix(".py"), mutation.path.stem
    through = {*known.reached.get(mutation.place, [])}

    def distance(test: str) -> tuple[bool, int, float]:
        return "::" in test and test not in through, 0 if stem in test else 1 if package in test else 2, tests[test]

    chosen: list[str] = []
    for test in sorted(tests, key=distance):
        if tests[test] <= most:
            most -= tests[test]
            chosen.append(test)
    return chosen


def is_noticed(copy: Path, mutation: Mutation, known: Known, portions: Iterable[float]) -> bool:
    """Say whether the tests fail, or take far longer, with the line changed; the copy is left as it was.

    `portions` are the seconds of tests that are run one after the other, as long as none fails.
    """
    tests = candidates(mutation, known, test_files(copy))
    for most in portions:
        words = nearest(mutation, known, tests, most)
        if words and fails(copy, mutation, {word: tests.pop(word) for word in words}):
            return True
    return False


def fails(copy: Path, mutation: Mutation, tests: Mapping[str, float]) -> bool:
    """Say whether one of these tests fails, or takes far longer, with the line changed."""
    file = copy / mutation.path
    kept = file.read_text("utf-8")
    lines = kept.split("\n")
    lines[mutation.number] = mutation.line
    limit = max(120, SLOWER * sum(tests.values()))
    try:
        file.write_text("\n".join(lines), "utf-8")
        return not run(copy, ["-x", *tests], limit)
    finally:
        file.write_text(kept, "utf-8")


def copy_to(copy: Path) -> None:
    """Copy the repository, with what it shares beside; leave with a message where tests would not import the copy."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    if (ROOT.parent / "shared").exists() and not (copy.parent / "shared").exists():
        (copy.parent / "shared").symlink_to((ROOT.parent / "shared").resolve())
    program = "import teiwright, pathlib; print(pathlib.Path(teiwright.__file__).resolve())"
    environment = {"PYTHONPATH": str(copy / "src")}
    said = subprocess.run([sys.executable, "-c", program], cwd=copy, env=environment, capture_output=True)
    if not said.stdout.decode().startswith(str(copy.resolve())):
        raise SystemExit(f"the tests would import {said.stdout.decode().strip()}")


def main() -> None:
    """Print each mutation and whether it was noticed, by how many tests it was tried."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seed", type=int, default=9)
    words.add_argument("--count", type=int, default=40)
    words.add_argument("--seconds", type=float, default=60, help="of tests, as they took unchanged, for each")
    words.add_argument("--more", type=float, default=300, help="of tests, where those notice nothing")
    words.add_argument("--folder", type=Path, required=True, help="beside this one; what was made of it is used again")
    words.add_argument("--part", default=":", help="FROM:TO, which of the drawn list to try")
    given = words.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the copy is left as it was
    copy = given.folder.resolve() / "copy"
    copy_to(copy)
    kept = copy.parent / "reached.json"
    if not kept.exists():
        kept.write_text(json.dumps(reached(copy), ensure_ascii=False), "utf-8")
    known = Known(*json.loads(kept.read_text("utf-8")))
    start, _, end = given.part.partition(":")
    part = drawn(copy, given.seed, given.count)[int(start or 0) : int(end) if end else None]
    noticed = 0
    for each in part:
        seen = is_noticed(copy, each, known, (given.seconds, given.more))
        noticed += seen
        print(f"{'noticed ' if seen else 'SURVIVED'} {each}", flush=True)
    print(f"{noticed} of {len(part)} noticed")


if __name__ == "__main__":
    main()
