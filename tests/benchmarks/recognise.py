"""How well articles come back from images of pages: set, rasterised, recognised by Tesseract, and read.

Run as `python -m tests.benchmarks.recognise [TEXT ...]` where `tesseract` (chi_tra, chi_sim, rus) and `pdftoppm`
are installed; without texts it takes the demonstration articles. What the engine lost is told apart from what we
lose: a note counts as kept where the engine's own words have its number right before the first words of the note, and
right behind the words before its mark.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from teiwright.article import Article, NoteAnchor, texts_in
from teiwright.reading import read
from tests.benchmarks.typeset import PAGES, PARAGRAPHS, ROOT, bare, pages_of

DOTS = 300
ENGINE = {"zh": "chi_tra+eng", "zh-Hans": "chi_sim+eng", "ru": "rus+eng", "en": "eng"}
FORMATS = ("hocr", "alto")
MARKS = {"1": "", "[1]": '\n#set footnote(numbering: "[1]")\n#show super: mark => mark.body'}
"""As raised figures, which engines take for quotes and stars, and full size in brackets, which they mostly keep."""
NEAR = 5
"""So many letters before a mark, and of a note's beginning, are compared: a longer stretch has faults of the engine."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A note as it was printed: its number, the letters before its mark, its first letters."""

    number: str
    before: str
    begins: str


def printed(article: Article) -> list[Printed]:
    """Return the notes in the order of their marks, numbered as the pages number them."""
    notes = {note.number: bare(" ".join(t.string for t in texts_in((), note.blocks, ()))) for note in article.notes}
    marks = (
        (bare(text.string[: inline.at])[-NEAR:], notes[inline.note][:NEAR])
        for text in texts_in((), article.body, ())
        for inline in text.inlines
        if isinstance(inline, NoteAnchor)
    )
    return [Printed(str(number), *mark) for number, mark in enumerate(marks, start=1)]


def recognised(pdf: Path, folder: Path, languages: str, kind: str) -> Path:
    """Return the folder of what the engine writes for the pages of a PDF, a file a page."""
    out = folder / kind
    out.mkdir()
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", str(pdf), str(folder / "page")], check=True)
    for image in sorted(folder.glob("page*.png")):
        command = ["tesseract", str(image), str(out / image.stem), "-l", languages, kind]
        subprocess.run(command, check=True, capture_output=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"})
    return out


def words_of(folder: Path, kind: str) -> str:
    """Return the letters and digits that the engine read, in its order."""
    return "".join(bare(word) for file in sorted(folder.iterdir()) for word in _words(file, kind))


def _words(file: Path, kind: str) -> Iterator[str]:
    if kind == "hocr":
        page = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        yield from (
            "".join(map(str, word.itertext())) for word in page.iter("span") if word.get("class") == "ocrx_word"
        )
    else:
        yield from (word.get("CONTENT", "") for word in etree.parse(str(file)).iter("{*}String"))


def row(source: Path, mark: str, kind: str) -> str:
    """Return the row of a text whose marks look so, recognised in a format."""
    article = read(source)
    language = article.metadata.language
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = pages_of(article, folder, PAGES["one column"], PARAGRAPHS["indented"] + MARKS[mark])
        pages = recognised(pdf, folder, ENGINE.get(language) or ENGINE.get(language[:2], "eng"), kind)
        letters = words_of(pages, kind)
        found = {(each.before, each.begins) for each in printed(read(pages))}
    notes = printed(article)
    kept = [each for each in notes if each.before + each.number in letters and each.number + each.begins in letters]
    got = sum((each.before, each.begins) in found for each in kept)
    return f"| {source.stem} | {mark} | {kind} | {len(notes)} | {len(kept)} | {got} |"


def main() -> None:
    """Print a row for each text, kind of mark and format."""
    print(
        "| text | marks | format | notes printed | mark and number kept by the engine | of them found at their marks |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for source in [Path(each) for each in sys.argv[1:]] or sorted((ROOT / "tei" / "source").glob("*.md")):
        for mark, kind in ((mark, kind) for mark in MARKS for kind in FORMATS):
            print(row(source, mark, kind), flush=True)


if __name__ == "__main__":
    main()
