"""Pages and PDFs of long texts, beside the TEI Stylesheets: `python -m tests.benchmarks.long_texts [--sizes 0.1 1 10]`.

Made are texts of so many MB, each paragraph with a note, a cited book, names and dates, in a European and in a Chinese
form. The page is compared twice: a whole process with a whole process, as a user starts it, and the transformation
alone, both compiled, in one process with one engine, in turn. Ours makes indexes and, of up to 300 citations, their
forms for reference managers, which theirs does not. The Stylesheets are a copy of TEIC/Stylesheets (--tei-stylesheets
FOLDER, else the environment's TEI_STYLESHEETS); without them only ours are measured. `--pdf` measures our PDF, too.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.beside import BY_SAXON, best
from tests.benchmarks.processes import ROOT, Used, run

LATIN = "the ferry quay river lantern clerk pilot bridge letter harbour evening stone boat rope water ledger".split()
HAN = "渡口河港燈船長橋信晨暮石舟繩風水記錄海關帳冊潮汐會議部長使館電報檔案"
HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{}"><teiHeader><fileDesc><titleStmt><title>Long</title>'
    "</titleStmt><publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader><text><body>"
)
PARAGRAPH = (
    "<p>The <persName>Pilot {person}</persName> {before}, in <placeName>Harbour {place}</placeName> {after}."
    '<note place="foot" n="{number}"><p>{note} <bibl><author>Bea Sample {person}</author>, <title level="m">'
    'Lamps {place}</title>, <date when="1951">1951</date></bibl>.</p></note> And <hi rend="italic">so</hi> on '
    '<date when="19{year}-05-{day:02}">day {number}</date>.</p>\n'
)
ALONE = """
import sys, time
from pathlib import Path
from teiwright import saxon
from teiwright.publishing import ordering, source
article = source.read(Path(sys.argv[1]))
given = {"ranks": ordering.ranks_of(article.root), "headings": ordering.headings_of(article.root)}
article.let_go()
ours = lambda: saxon.run_to_file(source.stylesheet("html.xsl"), article.path, Path(sys.argv[3]), given)
theirs = saxon.stylesheet(Path(sys.argv[2]))
theirs.set_base_output_uri(Path(sys.argv[3]).as_uri())
def used(work):
    start = time.process_time()
    work()
    return time.process_time() - start
used(ours)
times = [(used(ours), used(lambda: theirs.transform_to_file(source_file=sys.argv[1], output_file=sys.argv[3])))
         for _ in range(int(sys.argv[4]))]
print(min(one for one, _ in times), min(other for _, other in times))
"""


def text(size: int, language: str) -> Iterator[str]:
    """Yield the parts of a TEI document of some `size` bytes; the same in every run."""
    chance = random.Random(7)
    yield HEAD.format(language)
    written = number = 0
    while written < size:
        division = [f"<div><head>Chapter {number // 20 + 1}</head>\n"]
        for _ in range(20):
            number += 1
            before, after, note = (_words(chance, count, language) for count in (26, 22, 14))
            chosen = {"person": number % 97, "place": number % 31, "year": 50 + number % 20, "day": 1 + number % 28}
            division.append(PARAGRAPH.format(number=number, before=before, after=after, note=note, **chosen))
        division.append("</div>\n")
        written += len("".join(division).encode())
        yield "".join(division)
    yield "</body></text></TEI>\n"


def _words(chance: random.Random, count: int, language: str) -> str:
    if language == "en":
        return " ".join(chance.choice(LATIN) for _ in range(count))
    return "，".join("".join(chance.choice(HAN) for _ in range(9)) for _ in range(count // 5))


def rows(path: Path, folder: Path, stylesheet: Path | None, rounds: int, *, with_pdf: bool) -> Iterator[str]:
    """Yield the lines of the table for one text."""
    ours = (sys.executable, "-m", "teiwright", "publish")
    commands: dict[str, Sequence[str | Path]] = {"our page": (*ours, "html", path, "-o", folder)}
    if stylesheet:
        commands["their page"] = (sys.executable, "-c", BY_SAXON, stylesheet, path, folder / "theirs.html")
    if with_pdf:
        commands["our PDF"] = (*ours, "pdf", path, "-o", folder)
    found: dict[str, list[Used]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(run(command, environment={"PYTHONPATH": str(ROOT / "src")}))
    for name, each in found.items():
        used = best(each)
        failed = " (failed)" if used.status > 1 else ""
        yield f"| {path.stem} | {name}{failed} | {used.cpu:.2f} | {used.wall:.2f} | {used.memory:.0f} |"
    if stylesheet:
        one, other = _alone(path, stylesheet, folder / "theirs.html", rounds)
        yield f"| {path.stem} | transformation alone, ours : theirs | {one:.2f} : {other:.2f} = {one / other:.2f} | | |"


def _alone(path: Path, stylesheet: Path, target: Path, rounds: int) -> tuple[float, float]:
    command = [sys.executable, "-c", ALONE, *map(str, (path, stylesheet, target, rounds))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    one, other = map(float, said.split())
    return one, other


def main() -> None:
    """Parse the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1, 10], help="in MB")
    parser.add_argument("--languages", nargs="+", default=["en", "zh-Hant"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--tei-stylesheets", type=Path, default=os.environ.get("TEI_STYLESHEETS"))
    options = parser.parse_args()
    entry = options.tei_stylesheets and Path(options.tei_stylesheets) / "html" / "html.xsl"
    stylesheet = entry if entry and entry.is_file() else None
    if not stylesheet:
        print("TEI Stylesheets: not there, skipped", file=sys.stderr)
    print("| text | what | processor time, s | wall, s | memory, MB |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in options.languages:
            for size in options.sizes:
                path = folder / f"{language}-{size:g}MB.xml"
                path.write_text("".join(text(int(size * 1_000_000), language)), "utf-8")
                for row in rows(path, folder, stylesheet, options.rounds, with_pdf=options.pdf):
                    print(row, flush=True)


if __name__ == "__main__":
    main()
