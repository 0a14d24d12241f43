"""How well articles come back from PDF: each is set as pages of several kinds and read again.

Once without a structure tree, so that geometry alone decides, and once with one.

Run as `python -m tests.benchmarks.typeset [TEXT ...]`; without texts it takes the demonstration articles. What the text
reader makes of the source is the truth: the notes in order, each with the words before its mark; the paragraphs of the
body of more than 80 characters; all characters of the body in order. Beside it stands how many notes the text reader
finds in what pdftotext leaves of the same pages, where that is installed.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path

import typst

from teiwright.article import Article, Block, Heading, Inline, NoteAnchor, Paragraph, Quotation, Text, texts_in
from teiwright.publishing.typesetting import font_folders
from teiwright.reading import read

ROOT = Path(__file__).resolve().parents[2]
LONG = 80
BEFORE = 12
PAGES = {
    "one column": "width: 420pt, height: 595pt, margin: (x: 55pt, y: 65pt)",
    "two columns": "width: 595pt, height: 842pt, margin: (x: 50pt, y: 65pt), columns: 2",
}
PARAGRAPHS = {
    "indented": "#set par(justify: true, first-line-indent: 1.5em, spacing: 0.65em)",
    "spaced": "#set par(justify: true, spacing: 1.4em)",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What an article says: the words before each note's mark and the note, its long paragraphs, its characters."""

    notes: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    characters: str


@dataclass(frozen=True, slots=True)
class Score:
    """Notes at their marks, paragraphs whole, and their numbers; the part of the characters that stand in order."""

    notes: int
    of_notes: int
    paragraphs: int
    of_paragraphs: int
    in_order: float


def bare(text: str) -> str:
    """Return the letters and digits of a text: what a page sets otherwise (spaces, hyphens, quotes) does not count."""
    return "".join(re.findall(r"\w", text)).casefold()


def told(article: Article) -> Told:
    """Return what the body of an article says."""
    notes = {note.number: bare(" ".join(t.string for t in texts_in((), note.blocks, ()))) for note in article.notes}
    texts = list(texts_in((), article.body, ()))
    marks = [
        (bare(text.string[: inline.at])[-BEFORE:], notes[inline.note])
        for text in texts
        for inline in text.inlines
        if isinstance(inline, NoteAnchor)
    ]
    paragraphs = [bare(block.text.string) for block in _paragraphs(article.body)]
    long = tuple(words for words in paragraphs if len(words) > LONG)
    return Told(tuple(marks), long, "".join(bare(text.string) for text in texts))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Quotation):
            yield from _paragraphs(block.blocks)


def score(truth: Told, found: Told) -> Score:
    """Return how much of the truth was found."""
    return Score(
        sum(note in found.notes for note in truth.notes),
        len(truth.notes),
        sum(words in found.paragraphs for words in truth.paragraphs),
        len(truth.paragraphs),
        _in_order(truth.characters, found.characters),
    )


def _in_order(truth: str, found: str) -> float:
    """Return the part of the truth's characters that stand in the found text in the same order."""
    if truth == found:
        return 1.0
    matcher = SequenceMatcher(None, truth, found, autojunk=False)
    return float(sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(truth)))


# Typst's markup of an article


def _quoted(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _words(text: Text, notes: dict[int, str]) -> Iterator[str]:
    at = 0
    for inline in _anchors(text.inlines):
        yield _quoted(text.string[at : inline.at])
        yield f"#footnote[{notes.pop(inline.note, _quoted('see above'))}]"
        at = inline.at
    yield _quoted(text.string[at:])


def _anchors(inlines: Sequence[Inline]) -> list[NoteAnchor]:
    return [inline for inline in inlines if isinstance(inline, NoteAnchor)]


def _blocks(blocks: Sequence[Block], notes: dict[int, str]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield f"#heading(level: {min(block.level, 4)})[{''.join(_words(block.text, notes))}]"
        elif isinstance(block, Quotation):
            yield f"#pad(left: 2em)[{'#parbreak()'.join(_blocks(block.blocks, notes))}]"
        else:
            yield from ("".join(_words(text, notes)) for text in texts_in((), (block,), ()))


def markup(article: Article, page: str, paragraphs: str) -> str:
    """Return the article as Typst's markup with notes at the foot, a running head and page numbers."""
    notes = {
        note.number: "#parbreak()".join(_quoted(text.string) for text in texts_in((), note.blocks, ()))
        for note in article.notes
    }
    head = (article.metadata.title or "The article")[:40]
    fonts = '("Libertinus Serif", "Noto Serif CJK TC", "Noto Serif CJK SC", "Noto Sans CJK TC", "Noto Sans CJK SC")'
    furniture = f'header: [{_quoted(head)} #h(1fr) {_quoted("Journal 12")}], numbering: "1"'
    return "\n\n".join(
        [
            f"#set page({page}, {furniture})",
            f'#set text(font: {fonts}, size: 10pt, lang: "{article.metadata.language[:2] or "en"}", hyphenate: true)',
            paragraphs,
            *_blocks(article.body, notes),
        ]
    )


def pages_of(article: Article, folder: Path, page: str, paragraphs: str, tagged: bool = False) -> Path:
    """Set an article as a PDF, with a structure tree if it is to be tagged."""
    source, made = folder / "article.typ", folder / "article.pdf"
    source.write_text(markup(article, page, paragraphs), encoding="utf-8")
    fonts = [str(each) for each in font_folders()]
    typst.compile(str(source), output=str(made), font_paths=fonts, pdf_tags=tagged)
    return made


def by_text(pdf: Path) -> Article | None:
    """Return what the text reader makes of what pdftotext leaves, where there is pdftotext."""
    if shutil.which("pdftotext") is None:
        return None
    plain = pdf.with_suffix(".txt")
    subprocess.run(["pdftotext", str(pdf), str(plain)], check=True)
    return read(plain)


def main() -> None:
    """Print a row for each text and kind of page."""
    given = [Path(each) for each in sys.argv[1:]]
    print("| text | pages | notes at their marks | paragraphs whole | in order | seconds | beside: notes |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for source in given or sorted((ROOT / "tei" / "source").glob("*.md")):
        article = read(source)
        truth = told(article)
        for name, each, tagged in product(PAGES, PARAGRAPHS, (False, True)):
            with tempfile.TemporaryDirectory() as folder:
                pdf = pages_of(article, Path(folder), PAGES[name], PARAGRAPHS[each], tagged)
                begun = time.perf_counter()
                got = score(truth, told(read(pdf)))
                seconds = time.perf_counter() - begun
                plain = by_text(pdf)
            beside = f"{score(truth, told(plain)).notes}" if plain is not None else "no pdftotext"
            print(
                f"| {source.stem} | {name}, {each}{', tagged' * tagged} | {got.notes}/{got.of_notes} "
                f"| {got.paragraphs}/{got.of_paragraphs} | {got.in_order:.4f} | {seconds:.1f} | {beside} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
