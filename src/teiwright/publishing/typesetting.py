"""The PDF: a plain print XML made by XSLT, set by one Typst template, with fonts that come from packages."""

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from teiwright import resources, xmltools
from teiwright.errors import PublishingError
from teiwright.findings import Finding
from teiwright.publishing.glyphs import missing_characters, no_font
from teiwright.publishing.source import Report, Source, ignore, pictures, read, transform

Standard = Literal["ua-1", "a-2a"]

FONT_PACKAGES = ("pylopdf_fonts_zh_tw", "pylopdf_fonts_zh_cn", "pylopdf_fonts_ko")
VARIANTS = 8  # as many as the template has
MOST_MISSING = 100


@dataclass(frozen=True, slots=True)
class Workshop:
    """What Typst needs for one article: the template beside its pictures, the fonts, the standards to keep."""

    template: Path
    pictures: str
    fonts: tuple[Path, ...]
    standards: tuple[Standard, ...]


def pdf(tei: Path, folder: Path, report: Report = ignore, *, fonts: Sequence[Path] = ()) -> Path:
    """Make folder/NAME.print.xml, the typesetter's input, and folder/NAME.pdf; return the PDF's path.

    `fonts` are folders of further fonts. The PDF is tagged (PDF/UA-1) and, where the article has a date, also PDF/A-2a;
    the same article gives the same bytes. `report` is called with each finding: an element without a template, a
    picture that is not there, a note that could not be set on the page of its mark. Raises PublishingError where no
    font has a character, naming each and its place; DocumentError, OutputError.
    """
    return pdf_begun(tei, folder, report, fonts=fonts)()


def pdf_begun(tei: Path, folder: Path, report: Report = ignore, *, fonts: Sequence[Path] = ()) -> Callable[[], Path]:
    """Do what `pdf` does up to the typesetter's input; return the rest, which another thread may do meanwhile."""
    source = read(tei)
    printed = transform("print.xsl", source, {}, report)
    return partial(_finished, source, printed, folder, report, fonts)


def _finished(source: Source, printed: str, folder: Path, report: Report, fonts: Sequence[Path]) -> Path:
    with tempfile.TemporaryDirectory() as name:
        content = _typeset(source, printed, _workshop(Path(name), source, printed, fonts), report)
    xmltools.write_bytes(folder / f"{source.name}.print.xml", printed.encode("utf-8"))
    target = folder / f"{source.name}.pdf"
    xmltools.write_bytes(target, content)
    return target


def font_folders() -> list[Path]:
    """Return the folders of the fonts that come with the font packages."""
    return [Path(str(import_module(name).__file__)).parent for name in FONT_PACKAGES]


def _workshop(folder: Path, source: Source, printed: str, fonts: Sequence[Path]) -> Workshop:
    """Put the template and the article's pictures into one folder, for Typst reads nothing outside it."""
    template = Path(shutil.copy(resources.folder("xslt") / "print" / "article.typ", folder))
    files = {url: f"picture-{number}{path.suffix.lower()}" for number, (url, path) in enumerate(pictures(source), 1)}
    for url, path in pictures(source):
        shutil.copy(path, folder / files[url])
    dated = bool(etree.fromstring(printed.encode("utf-8")).get("date"))
    standards: tuple[Standard, ...] = ("ua-1", "a-2a") if dated else ("ua-1",)
    return Workshop(template, json.dumps(files), (*fonts, *font_folders()), standards)


def _typeset(source: Source, printed: str, workshop: Workshop, report: Report) -> bytes:
    """Try the template's ways to break pages until each note stands on the page of its mark; else take the best."""
    best, apart = _set(source, printed, workshop, 0)
    for variant in range(1, VARIANTS):
        if not apart:
            break
        content, others = _set(source, printed, workshop, variant)
        if len(others) < len(apart):
            best, apart = content, others
    if apart:
        report(_notes_apart(source, apart))
    return best


def _notes_apart(source: Source, marks: Sequence[str]) -> Finding:
    message = f"not on the page of its mark in the PDF: note {', '.join(marks)}"
    return Finding("info", "publishing-note-apart", message, str(source.path))


def _set(source: Source, printed: str, workshop: Workshop, variant: int) -> tuple[bytes, list[str]]:
    """Return the PDF, and the marks of notes that are not on the pages of their marks."""
    import typst

    compiler = _compiler(workshop, printed, variant)
    try:
        content = compiler.compile(pdf_standards=[*workshop.standards], timestamp=0)
        return content, json.loads(compiler.query("<note-apart>", field="value"))
    except typst.TypstError as error:
        missing = _all_missing(printed, workshop, str(error))
        if missing:
            raise no_font(source, missing) from error
        sentence = str(error).partition("\n")[0].strip()
        raise PublishingError(f"the typesetter failed: {sentence}", file=str(source.path)) from error


def _compiler(workshop: Workshop, printed: str, variant: int) -> Any:
    import typst

    return typst.Compiler(
        str(workshop.template),
        font_paths=[str(path) for path in workshop.fonts],
        ignore_system_fonts=True,
        sys_inputs={"article": printed, "pictures": workshop.pictures, "variant": str(variant)},
    )


def _all_missing(printed: str, workshop: Workshop, message: str) -> list[str]:
    """Return all characters that no font has: Typst names one of a stretch of text, and is asked again without it."""
    import typst

    missing: list[str] = []
    for _ in range(MOST_MISSING):
        found = missing_characters(message)
        missing += found
        if not found:
            break
        printed = printed.translate(dict.fromkeys(map(ord, found)))
        try:
            _compiler(workshop, printed, 0).compile(pdf_standards=[*workshop.standards], timestamp=0)
            break
        except typst.TypstError as error:
            message = str(error)
    return missing
