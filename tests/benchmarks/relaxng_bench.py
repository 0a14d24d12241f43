"""Speed and memory of `teiwright.relaxng` beside lxml and jing, in one run.

``python -m tests.benchmarks.relaxng_bench [--schema FILE] [--source FILE] [--rounds N] [--skip-lxml]`` prints a table
in Markdown and, with ``--json FILE``, writes every measurement. Documents of 0.1, 1 and 10 MB are made by repeating
the body of a valid document as a div, that of tests/relaxng/data/essay.xml if no other is given. Our cache of schemas
is an own one, empty before the first round. Cold is a whole process: the interpreter or virtual machine starts,
loads the schema, validates one document; cpu is the processor time of that. Warm is one validation in a process
that has the schema and has validated a document before. The rounds are interleaved, and the median is given.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED_SCHEMA: Final = ROOT.parent / "shared" / "tei" / "tei_all-4.12.0.rng"
SOURCE: Final = ROOT / "tests" / "relaxng" / "data" / "essay.xml"
SIZES: Final = {"0.1 MB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
MANY: Final = 200

Measurements = dict[str, list[float]]

OURS_COLD: Final = "import sys; from teiwright.relaxng.__main__ import main; sys.exit(main(sys.argv[1:]))"
OURS_WARM: Final = """
import sys, time
from teiwright import relaxng
started = time.perf_counter()
schema = relaxng.load(sys.argv[1])
print(time.perf_counter() - started)
for path in sys.argv[2:]:
    assert schema.validate(path) == []
    started = time.perf_counter()
    schema.validate(path)
    print(time.perf_counter() - started)
"""
LXML_WARM: Final = """
import sys, time
from lxml import etree
started = time.perf_counter()
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
print(time.perf_counter() - started)
for path in sys.argv[2:]:
    assert schema.validate(etree.parse(path))
    started = time.perf_counter()
    schema.validate(etree.parse(path))
    print(time.perf_counter() - started)
"""


def write_document(source: str, size: int, path: Path) -> None:
    """Write a document of about `size` bytes, piece by piece: this process must stay smaller than those measured."""
    start, end = source.index("<body>") + len("<body>"), source.index("</body>")
    body = source[start:end]
    count = max(1, (size - len(source) + len(body)) // len(body))
    with path.open("w", encoding="utf-8") as stream:
        stream.write(source[:start])
        for number in range(count):
            copy = body.replace('xml:id="', f'xml:id="s{number}-')
            stream.write(f"<div>{copy}</div>")
        stream.write(source[end:])


def run(command: list[str]) -> tuple[float, resource.struct_rusage, str]:
    """Run a command; return wall time in seconds, what it used, and what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True)
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:3])} …: exit status {process.returncode}\n{output[:500]}")
    return elapsed, usage, output


def measure(schema: Path, documents: dict[str, Path], rounds: int, with_lxml: bool) -> Measurements:
    """Measure everything, `rounds` times, one after the other."""
    results: Measurements = {}
    tools: list[Callable[[], None]] = [
        lambda: cold(results, "ours", [sys.executable, "-c", OURS_COLD], schema, documents),
        lambda: warm(results, "ours", OURS_WARM, schema, documents),
    ]
    if shutil.which("jing"):
        tools.append(lambda: cold(results, "jing", ["jing"], schema, documents))
    for _ in range(rounds):
        for tool in tools:
            tool()
        if with_lxml:
            warm(results, "lxml", LXML_WARM, schema, documents)
    return results


def cold(results: Measurements, tool: str, command: list[str], schema: Path, documents: dict[str, Path]) -> None:
    """Measure whole processes."""
    for name, path in documents.items():
        paths = sorted(path.iterdir()) if path.is_dir() else [path]
        elapsed, usage, _ = run([*command, str(schema), *map(str, paths)])
        results.setdefault(f"{tool} cold {name}", []).append(elapsed)
        results.setdefault(f"{tool} cpu {name}", []).append(usage.ru_utime + usage.ru_stime)
        results.setdefault(f"{tool} memory {name}", []).append(usage.ru_maxrss / 1024)


def warm(results: Measurements, tool: str, program: str, schema: Path, documents: dict[str, Path]) -> None:
    """Measure in one process: loading the schema, then each document once it has been validated before."""
    single = {name: path for name, path in documents.items() if path.is_file()}
    _, _, output = run([sys.executable, "-c", program, str(schema), *map(str, single.values())])
    for name, line in zip(["load", *single], output.split(), strict=True):
        results.setdefault(f"{tool} warm {name}", []).append(float(line))


def table(results: Measurements, documents: dict[str, Path]) -> str:
    """Return the medians as a Markdown table."""
    median = {key: statistics.median(values) for key, values in results.items()}

    def cell(key: str, digits: int = 3) -> str:
        return f"{median[key]:.{digits}f}" if key in median else "–"

    lines = ["| | " + " | ".join(documents) + " |", "|---" * (len(documents) + 1) + "|"]
    for tool in ("ours", "jing", "lxml"):
        for kind, digits in (("cold", 2), ("cpu", 2), ("warm", 3), ("memory", 0)):
            row = [cell(f"{tool} {kind} {name}", digits) for name in documents]
            if any(entry != "–" for entry in row):
                lines.append(f"| {tool}, {kind} | " + " | ".join(row) + " |")
        if f"{tool} warm load" in median:
            lines.append(f"| {tool}, loading the schema | {cell(f'{tool} warm load')} |" + " |" * (len(documents) - 1))
    return "\n".join(lines)


def make_documents(source: str, folder: Path) -> dict[str, Path]:
    """Write the documents, and a folder of many small ones."""
    documents = {}
    for name, size in SIZES.items():
        documents[name] = folder / f"{size}.xml"
        write_document(source, size, documents[name])
    many = folder / "many"
    many.mkdir()
    for number in range(MANY):
        write_document(source, 30_000, many / f"{number}.xml")
    return {**documents, f"{MANY} files of 30 kB": many}


def main() -> None:
    """Parse the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schema", type=Path, default=SHARED_SCHEMA)
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--skip-lxml", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not options.schema.exists():
        raise SystemExit(f"{options.schema} is not here; give another with --schema")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        documents = make_documents(options.source.read_text("utf-8"), Path(folder))
        results = measure(options.schema, documents, options.rounds, not options.skip_lxml)
    print(f"Schema {options.schema.name}; seconds, memory in MB; median of {options.rounds}\n")
    print(table(results, documents))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
