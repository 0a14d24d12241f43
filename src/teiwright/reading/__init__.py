"""Reading: a source file into an Article, every note at its anchor, nothing lost."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from teiwright import plugins
from teiwright.article import Article, PageImage, Source
from teiwright.errors import SourceError
from teiwright.findings import Finding
from teiwright.reading.columns import unfolded
from teiwright.reading.decoding import decode
from teiwright.reading.formats import GUESSED_TITLE, OCR_KINDS, as_markdown, is_markdown, kind_of, stated_in_package
from teiwright.reading.html import frames_of, html_blocks
from teiwright.reading.markdown import blocks
from teiwright.reading.metadata import (
    Statement,
    completed,
    init_metadata,
    metadata_from,
    overlaid,
    stated_beside,
    stated_in,
)
from teiwright.reading.ocr import doubtful_words, sheets_of_ocr
from teiwright.reading.pagehead import stated_in_head
from teiwright.reading.pdf import sheets_of
from teiwright.reading.plain import plain_blocks
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.reader import article_of
from teiwright.reading.sheet import Sheet
from teiwright.reading.sheets import papers_of
from teiwright.reading.styles import STYLES
from teiwright.reading.tei import page_of
from teiwright.reading.wiki import left_out

__all__ = ["STYLES", "explain", "init_metadata", "read", "require_name"]

PARSERS = {"plain": plain_blocks, "html": html_blocks}
EXPLAINED = ("note-style", "note-style-declined")


def require_name(path: Path) -> None:
    """Raise SourceError where a path is not in UTF-8 or holds a line's end: no TEI and no line could name it."""
    if str(path).isprintable():  # as those of ten thousand texts are
        return
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in str(path)):
        shown = str(path).encode("unicode_escape").decode()
        hint = "rename it: all that is made of it bears its name"
        raise SourceError("its name holds characters that cannot be written", file=shown, hint=hint)


def read(
    path: Path,
    *,
    notes: str | None = None,
    encoding: str | None = None,
    defaults: Mapping[str, object] | None = None,
) -> Article:
    """Read a source: Markdown, plain text (.txt), HTML, or what pandoc reads for us (DOCX, ODT, EPUB, LaTeX).

    `notes` names the style of the note marks (a key of STYLES) where the guess would be wrong, `encoding` the
    encoding. `defaults` has, with a sidecar's keys, what is stated where the text and its sidecar say nothing.
    Raises SourceError where there is no such file, it is empty, no text, in no known encoding, or needs a
    program that is not there; DataError where its front matter or its sidecar cannot be used.
    """
    if notes is not None and notes not in STYLES:
        raise SourceError(f"no such style of notes: {notes}", hint="one of " + ", ".join(STYLES))
    require_name(path)
    ledger = Ledger()
    opened = _opened(path, encoding, ledger)
    text, name = opened.text, opened.encoding
    source = Source(path.stem, str(path), text, name, opened.kind)
    front, start = stated_in(text, path, ledger)
    beside = stated_beside(path, ledger)
    front = overlaid(metadata_from(opened.stated, str(path), ledger), front)
    is_binding = path.suffix.lower() not in GUESSED_TITLE or bool(beside.stated)
    statement = Statement(overlaid(front, beside), start, is_binding)
    parse = PARSERS.get(opened.kind, blocks)
    given = opened.blocks
    try:
        article = article_of(
            source, lambda held: parse(text, start, held) if given is None else given, ledger, statement, notes
        )
    except SourceError as error:
        raise SourceError(error.message, file=str(path), line=error.line, hint=error.hint) from error
    findings = (replace(each, file=each.file or source.path) for each in article.findings)
    article = replace(article, findings=tuple(_with_page(each, source, opened.pages) for each in findings))
    known = completed(article.metadata, metadata_from(opened.beside, str(path), ledger))
    return replace(
        article,
        images=opened.images,
        metadata=completed(known, metadata_from(defaults or {}, "teiwright.toml", ledger)),
    )


def _with_page(finding: Finding, source: Source, pages: Sequence[int]) -> Finding:
    """Return a finding with the page that its line stands on, counted from 1, where the source has pages."""
    if not pages or not finding.line:
        return finding
    page = bisect_right([source.place(start)[0] for start in pages], finding.line)
    return replace(finding, message=f"page {page}: {finding.message}")


def explain(article: Article) -> list[str]:
    """Return what was decided about the notes and on what evidence, and why each other style was declined.

    What says several things says each on a line of its own.
    """
    return [finding.message.replace("; ", ";\n    ") for finding in article.findings if finding.rule in EXPLAINED]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file as text: the kind of parser it wants, what it states of itself, and what only its package says."""

    kind: str
    text: str
    encoding: str = "utf-8"
    stated: Mapping[str, object] = field(default_factory=dict)
    beside: Mapping[str, object] = field(default_factory=dict)
    blocks: Sequence[Raw] | None = None
    pages: Sequence[int] = ()
    images: tuple[PageImage, ...] = ()


def _opened(path: Path, encoding: str | None, ledger: Ledger) -> _Opened:
    if path.is_dir():
        return _folder(path, ledger)
    content = _content(path)
    if path.suffix.lower() in plugins.readers():
        message = "read through a plug-in: lines are those of the Markdown that it made"
        ledger.findings.append(Finding("info", "format", message, str(path)))
        return _Opened("markdown", plugins.markdown_of(path))
    kind = kind_of(path, content)
    if kind == "pdf":
        return _laid_out(kind, sheets_of(path), path, ledger)
    if kind in OCR_KINDS:
        return _laid_out(kind, sheets_of_ocr([(path, content, kind)]), path, ledger)
    if kind == "xml":
        raise SourceError("XML of a kind that is not read", file=str(path), hint="TEI, JATS, DocBook and XHTML are")
    if kind == "asciidoc":
        raise SourceError(
            "AsciiDoc is not read", file=str(path), hint="asciidoctor -b docbook5 makes DocBook, which is"
        )
    if kind == "tei":
        message = "read as TEI: lines are those of the page that was made of it"
        ledger.findings.append(Finding("info", "format", message, str(path)))
        return _Opened("html", *page_of(content, path))
    if kind not in {"markdown", "plain", "html"}:
        if not content:
            raise SourceError("the file is empty", file=str(path))
        message = f"read through pandoc as {kind}: lines are those of the Markdown that it made"
        ledger.findings.append(Finding("info", "format", message, str(path)))
        text = as_markdown(path, kind, content)
        if kind == "mediawiki" and (lost := left_out(content.decode("utf-8", "replace"))):
            shown = ", ".join(dict.fromkeys(f"{{{{{name}}}}}" for name in lost))
            message = f"what {len(lost)} templates print is not known, and left out: {shown}"
            hint = "write into the text what the page shows there"
            ledger.findings.append(Finding("warning", "template-tag", message, str(path), hint=hint))
        return _Opened("markdown", text, beside=stated_in_package(kind, content))
    text, name, findings = decode(content, path, encoding)
    ledger.findings.extend(replace(finding, file=str(path)) for finding in findings)
    if kind == "plain" and is_markdown(text):
        kind = "markdown"
    if kind == "html" and (frames := frames_of(text)):
        hint = f"give the page with the article: {' or '.join(frames)}"
        raise SourceError("no text: a frameset, which only shows other pages", file=str(path), hint=hint)
    if kind == "plain":
        text, places = unfolded(text)
        if places:
            message = f"notes in two columns in {places} places: put below each other, and lines count so"
            ledger.findings.append(Finding("info", "format", message, str(path)))
    return _Opened(kind, text, name, stated_in_head(text) if kind == "html" else {})


def _folder(path: Path, ledger: Ledger) -> _Opened:
    """Return the document whose pages an engine wrote into the files of a folder, in the order of their names."""
    files = [(each, each.read_bytes()) for each in sorted(path.iterdir(), key=_by_number) if each.is_file()]
    pages = [(each, content, kind) for each, content in files if (kind := kind_of(each, content)) in OCR_KINDS]
    if not pages:
        hint = "name the file; a folder is one document only where it holds hOCR, ALTO or PAGE XML"
        raise SourceError("this is a folder, not a file", file=str(path), hint=hint)
    return _laid_out(pages[0][2], sheets_of_ocr(pages), path, ledger)


def _by_number(path: Path) -> tuple[object, ...]:
    return tuple(part.zfill(9) if part.isdecimal() else part for part in re.split(r"(\d+)", path.name))


def _laid_out(kind: str, sheets: Sequence[Sheet], path: Path, ledger: Ledger) -> _Opened:
    papers = papers_of(sheets, str(path), ledger)
    evidence = "its structure tree and the places" if any(sheet.is_tagged for sheet in sheets) else "the places"
    message = f"read by {evidence} of its lines on {len(sheets)} pages: line numbers count through all pages"
    ledger.findings.append(Finding("info", "format", message, str(path)))
    ledger.findings.extend(doubtful_words(sheets, str(path)))
    images = tuple(PageImage(sheet.image, *sheet.pixels) for sheet in sheets)
    images = images if all(image.name for image in images) else ()
    return _Opened(kind, papers.text, blocks=papers.blocks, pages=papers.starts, images=images)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise SourceError("this is a folder, not a file", file=str(path)) from error
    except FileNotFoundError as error:
        raise SourceError("no such file", file=str(path)) from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=str(path)) from error
