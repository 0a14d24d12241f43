"""Ours beside what users would take instead, in one run: `python -m tests.benchmarks.beside [TEXT] [--rounds 3]`.

Each tool is a whole process, as a user starts it; given are the best processor time and the largest process of the
rounds, which are interleaved. What is not installed is skipped, and the table says so. None of the others does the same
work: what each does stands in docs/benchmark.md. The TEI Stylesheets (--tei-stylesheets FOLDER, a copy of
TEIC/Stylesheets) run in the same engine as ours.
"""

import argparse
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.processes import ROOT, Used, run

TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all-4.12.0.rng"
BY_LXML = """
import sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
sys.exit(0 if schema.validate(etree.parse(sys.argv[2])) else 1)
"""
BY_SAXON = """
import sys
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as saxon:
    sheet = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
    sheet.transform_to_file(source_file=sys.argv[2], output_file=sys.argv[3])
"""
BY_WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
READ = "import sys; from pathlib import Path; from teiwright import read; read(Path(sys.argv[1]))"
NO_MODELS = ("--model", "none")


@dataclass(frozen=True, slots=True)
class Tool:
    """How a stage is done: by whom, the command (None where it is not installed), which statuses are no failure."""

    stage: str
    name: str
    command: Sequence[str | Path] | None
    allowed: tuple[int, ...] = (0, 1)


def tools(text: Path, tei: Path, folder: Path, schema: Path, stylesheets: Path | None) -> Iterator[Tool]:
    """Yield the stages, ours first in each."""
    python, ours = sys.executable, (sys.executable, "-m", "teiwright")
    pandoc, html = _pandoc(), stylesheets and stylesheets / "html" / "html.xsl"
    yield Tool("read", "teiwright", (python, "-c", READ, text))
    yield Tool("read", "pandoc", pandoc and (*pandoc, "-t", "native", text, "-o", folder / "text.native"))
    encode = (*ours, "encode", text, "-o", folder / "own.xml")
    yield Tool("encode", "teiwright, names by models, too", encode)
    yield Tool("encode", "teiwright --model none", (*encode, *NO_MODELS))
    yield Tool("encode", "pandoc -t tei", pandoc and (*pandoc, "-s", "-t", "tei", text, "-o", folder / "pandoc.xml"))
    valid = (*ours, "validate", tei, "--schema", schema) if schema.is_file() else None
    yield Tool("validate by tei_all", "teiwright", valid)
    jing = ("jing", schema, tei) if valid and shutil.which("jing") else None
    yield Tool("validate by tei_all", "jing", jing)
    yield Tool("validate by tei_all", "lxml (libxml2)", valid and (python, "-c", BY_LXML, schema, tei))
    page = folder / "html" / f"{tei.stem}.html"
    yield Tool("HTML", "teiwright", (*ours, "publish", "html", tei, "-o", page.parent))
    known = html and html.is_file() and (python, "-c", BY_SAXON, html, tei, folder / "theirs.html")
    yield Tool("HTML", "TEI Stylesheets, the same engine", known or None)
    yield Tool("PDF", "teiwright", (*ours, "publish", "pdf", tei, "-o", folder / "pdf"))
    weasyprint = importlib.util.find_spec("weasyprint") and (python, "-c", BY_WEASYPRINT, page, folder / "theirs.pdf")
    yield Tool("PDF", "WeasyPrint, of our HTML page", weasyprint or None)
    yield Tool("index and exports", "teiwright", (*ours, "publish", "index", tei, "-o", folder / "index"))
    build = (*ours, "build", text, "-o", folder / "all", "--jobs", "1", "--force")
    yield Tool("the whole job", "teiwright, names by models, too", build)
    yield Tool("the whole job", "teiwright --model none", (*build, *NO_MODELS))


def _pandoc() -> tuple[str, ...] | None:
    """The program on the path, else the one in pypandoc_binary."""
    found = shutil.which("pandoc")
    if not found and importlib.util.find_spec("pypandoc"):
        import pypandoc

        found = str(pypandoc.get_pandoc_path())
    return (found, "-f", "markdown") if found else None


def best(rounds: Sequence[Used]) -> Used:
    """The least of each figure, and the largest memory."""
    wall, cpu = min(one.wall for one in rounds), min(one.cpu for one in rounds)
    return Used(wall, cpu, max(one.memory for one in rounds), max(one.status for one in rounds))


def measured(all_tools: Sequence[Tool], rounds: int) -> dict[Tool, Used]:
    """Run every tool `rounds` times, one after the other; a tool that fails is told of and left out."""
    found: dict[Tool, list[Used]] = {}
    for _ in range(rounds):
        for tool in all_tools:
            if tool.command is None:
                continue
            used = run(tool.command, environment={"PYTHONPATH": str(ROOT / "src")})
            if used.status in tool.allowed:
                found.setdefault(tool, []).append(used)
            else:
                print(f"{tool.stage}, {tool.name}: exit status {used.status}", file=sys.stderr)
    return {tool: best(each) for tool, each in found.items()}


def table(all_tools: Sequence[Tool], found: dict[Tool, Used]) -> Iterator[str]:
    """Yield the lines of a Markdown table; the ratio is ours to theirs, below 1 where ours is faster."""
    yield "| stage | by | processor time, s | wall, s | memory, MB | ours / theirs |"
    yield "| --- | --- | --- | --- | --- | --- |"
    own: dict[str, Used] = {}
    for tool in all_tools:
        used = found.get(tool)
        if used is None:
            why = "not installed, skipped" if tool.command is None else "failed"
            yield f"| {tool.stage} | {tool.name} | {why} | | | |"
            continue
        is_ours = tool.name.startswith("teiwright")
        if is_ours:
            own[tool.stage] = used
        ratio = "" if is_ours or tool.stage not in own else f"{own[tool.stage].cpu / used.cpu:.2f}"
        cells = f"{used.cpu:.2f} | {used.wall:.2f} | {used.memory:.0f} | {ratio}"
        yield f"| {tool.stage} | {tool.name} | {cells} |"


def main() -> None:
    """Parse the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    own = max((ROOT / "tei" / "source").glob("*.md"), key=lambda path: path.stat().st_size)
    parser.add_argument("text", type=Path, nargs="?", default=own)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--schema", type=Path, default=TEI_ALL)
    parser.add_argument("--tei-stylesheets", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text, tei = options.text.resolve(), folder / "tei" / f"{options.text.stem}.xml"
        run((sys.executable, "-m", "teiwright", "build", text, "-o", folder, "--only", "tei"))
        if not tei.is_file():
            raise SystemExit(f"{text} could not be encoded")
        schema = options.schema.resolve()
        all_tools = list(tools(text, tei, folder, schema, options.tei_stylesheets))
        found = measured(all_tools, options.rounds)
        sizes = f"{text.stat().st_size / 1000:.0f} kB, TEI {tei.stat().st_size / 1000:.0f} kB"
    print(f"\n## Ours beside others: {text.name} ({sizes}), best of {options.rounds}\n")
    print("\n".join(table(all_tools, found)))


if __name__ == "__main__":
    main()
