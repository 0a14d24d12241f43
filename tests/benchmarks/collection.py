"""What a library costs: `python -m tests.benchmarks.collection [--articles 240] [--small 10000] [--jobs 2]`.

A build of many demonstration articles (copies, each with words of its own), then once more with nothing changed, with a
word of one changed, and with a citation of one changed. Then many small ones: they are made up from some that were
really built, since what is measured there is the process that leads, its memory and its store.
"""

import argparse
import hashlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.processes import ROOT, Used, teiwright

if TYPE_CHECKING:
    from teiwright.build import pipeline

DEMONSTRATIONS = sorted((ROOT / "tei" / "source").glob("*.md"))
REAL = 40
SMALL = """---
title: "Letters {number}"
author: Mary Miller
date: 1999
---

# Letters {number}

Stalin wrote to Mao Zedong on {day} June 1950.[^1] Others wrote, too, and nobody answered.[^2]

[^1]: John {surname}, *A Book of the Year {number}* (Bern: Press, 2000), {number}.
[^2]: АПРФ. Ф. 45. Оп. 1. Д. {number}. Л. 1.
"""
SURNAMES = ("Adler", "Brook", "Carver", "Draper", "Eames", "Fisher", "Glover", "Hooper", "Ingram", "Joiner")


def write_copies(folder: Path, count: int) -> None:
    """Write `count` copies of the demonstration articles, each with a page number of its own in its last citation."""
    folder.mkdir(parents=True)
    for number in range(count):
        source = DEMONSTRATIONS[number % len(DEMONSTRATIONS)]
        path = folder / f"a{number:05}.md"
        path.write_text(with_last_number(source.read_text("utf-8"), number + 1), "utf-8")
        sidecar = source.with_suffix(".meta.toml")
        if sidecar.is_file():
            path.with_suffix(".meta.toml").write_bytes(sidecar.read_bytes())


def with_last_number(text: str, number: int) -> str:
    """Return the text with another last number: a page in its last note."""
    return re.sub(r"[0-9]+(?=[^0-9]*$)", str(number), text)


def write_small(folder: Path, count: int) -> None:
    """Write `count` articles of two notes."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = SMALL.format(number=number, day=1 + number % 28, surname=SURNAMES[number % len(SURNAMES)])
        (folder / f"s{number:05}.md").write_text(text, "utf-8")


# ==== many, made up from few ====


def make_up(root: Path, count: int) -> None:
    """Build `count` small articles below `root` with the real store, facts and joint index, of a few real outcomes."""
    from teiwright import build, publishing
    from teiwright.build import executors, pipeline
    from teiwright.encoding import CHECKSUM, is_untouched

    plan = build.Plan(root / "out", root / "out" / "tei", outputs=("index",), changes=publishing.Changes())
    made = [_real(root, number) for number in range(min(REAL, count))]

    def renamed(content: bytes, old: str, new: str) -> bytes:
        content = content.replace(old.encode(), new.encode())
        found = CHECKSUM.search(content)
        if not found:
            return content
        digest = hashlib.sha256(CHECKSUM.sub(b"", content, count=1)).hexdigest()
        return content.replace(found[1], digest.encode())

    def act(task: pipeline.Task) -> pipeline.Outcome:
        name = task.source.stem
        old, outcome, files = made[int(name[1:]) % len(made)]
        steps = {}
        for kind, contents in files.items():
            paths = []
            for path, content in contents:
                paths.append(plan.folder / str(path).replace(old, name))
                paths[-1].parent.mkdir(parents=True, exist_ok=True)
                paths[-1].write_bytes(renamed(content, old, name))
            steps[kind] = replace(outcome.made[kind], files=tuple(paths))
        target = steps["tei"].files[0]
        assert is_untouched(target)
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        steps["index"] = replace(steps["index"], key=pipeline.output_key(task.keys["index"], digest))
        chance = random.Random(name)
        found = (
            replace(fact, data=fact.data.replace(old, name), sort=f"{fact.sort}{chance.randint(1, 999):03}")
            for fact in outcome.facts or ()
        )
        return replace(outcome, source=task.source, made=steps, digest=digest, facts=tuple(found))

    def here(jobs: int) -> Callable[[Iterable[pipeline.Task]], Iterator[pipeline.Outcome]]:
        return lambda tasks: map(act, tasks)

    executors.processes = here  # type: ignore[assignment]
    start, cpu = time.perf_counter(), time.process_time()
    build.build([root / "src" / f"s{number:05}.md" for number in range(count)], plan)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(Used(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0))


def _real(root: Path, number: int) -> tuple[str, "pipeline.Outcome", dict[str, list[tuple[Path, bytes]]]]:
    from teiwright.build import pipeline

    name, folder = f"s{number:05}", root / "real"
    plan = pipeline.Plan(folder, folder / "tei", outputs=("index",))
    outcome = pipeline.make(pipeline.Task(root / "src" / f"{name}.md", plan, ("tei", "index")))
    files = {
        kind: [(path.relative_to(folder), path.read_bytes()) for path in step.files]
        for kind, step in outcome.made.items()
    }
    return name, outcome, files


# ==== what is measured ====


def library(folder: Path, count: int, jobs: int, source: Path) -> Iterator[tuple[str, Used]]:
    """Yield what a build of `count` articles used, and what changes of one used."""
    write_copies(folder / "src", count)
    command = ("build", folder / "src", "-o", folder / "out", "--jobs", str(jobs))

    def build() -> Used:
        return teiwright(*command, source=source)

    yield f"{count} articles, all outputs, -j {jobs}", build()
    yield "nothing changed", build()
    last = folder / "src" / f"a{count - 1:05}.md"
    text = last.read_text("utf-8")
    last.write_text(text.replace("\n\n", "\n\nAdded. ", 5), "utf-8")
    yield "a word of one changed", build()
    last.write_text(with_last_number(text, 2 * count), "utf-8")
    yield "a citation of one changed", build()


def small(folder: Path, count: int) -> Iterator[tuple[str, Used]]:
    """Yield what the leading process used for `count` small articles, and what changes of one used."""
    write_small(folder / "src", count)
    print(f"{count} small, made up, the leading process", end=": ", flush=True)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.collection", "--make-up", folder, str(count)], check=True)
    command = ("build", folder / "src", "-o", folder / "out", "--only", "tei", "--only", "index")
    yield f"{count} small, nothing changed", teiwright(*command)
    yield f"{count} small, nothing changed, again", teiwright(*command)
    one = folder / "src" / "s00007.md"
    one.write_text(one.read_text("utf-8").replace("nobody", "somebody"), "utf-8")
    teiwright(*command)  # what is made up of it is replaced by what it has
    one.write_text(one.read_text("utf-8").replace("somebody", "anybody"), "utf-8")
    yield f"{count} small, a word of one changed", teiwright(*command)
    one.write_text(one.read_text("utf-8").replace("2000", "2001"), "utf-8")
    yield f"{count} small, a citation of one changed", teiwright(*command)


def main() -> None:
    """Parse the options and print each figure as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--source", type=Path, default=ROOT / "src", help="of another version, to compare with")
    parser.add_argument("--make-up", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make_up:
        make_up(Path(options.make_up[0]), int(options.make_up[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        if options.articles:
            for what, used in library(Path(name) / "articles", options.articles, options.jobs, options.source):
                each = (
                    f", {options.articles / used.wall:.2f} a second" if what.startswith(str(options.articles)) else ""
                )
                print(f"{what}: {used}{each}", flush=True)
        for count in (240, options.small) if options.small else ():
            for what, used in small(Path(name) / str(count), count):
                print(f"{what}: {used}", flush=True)


if __name__ == "__main__":
    main()
