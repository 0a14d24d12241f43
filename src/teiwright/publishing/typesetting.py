"""The PDF: a plain print XML made by XSLT, set by one Typst template, with fonts that come from packages."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from lxml import etree

from teiwright import resources, xmltools
from teiwright.errors import PublishingError
from teiwright.findings import Finding
from teiwright.publishing import glyphs, keeping, ordering, parts, tagging, widows
from teiwright.publishing.changes import UNCHANGED, Changes
from teiwright.publishing.setting import LineAlone, Pages, Standard, Workshop, pages, root_of
from teiwright.publishing.source import Report, Source, ignore, pictures, read, transform, warn

FONT_PACKAGES = ("pylopdf_fonts_zh_tw", "pylopdf_fonts_zh_cn", "pylopdf_fonts_ko", "manimgx_fonts")
ROOT_DATE = re.compile(r' date="[^"]')
VARIANTS = 8  # as many as the template has
TURNS = 16
"""So many times at most a text is set again."""
MEMORY = 450
"""MB that Typst takes for each MB of its input that is set as a whole."""
SHOWN = 20  # so many notes or pages are named in a finding
RETRIED = 400_000
"""So many characters of the typesetter's input are set again at most to find better page breaks."""


def pdf(
    tei: Path, folder: Path, report: Report = ignore, *, fonts: Sequence[Path] = (), changes: Changes = UNCHANGED
) -> Path:
    """Make folder/NAME.print.xml, the typesetter's input, and folder/NAME.pdf; return the PDF's path.

    `fonts` are folders of further fonts; `changes` is what the user wants otherwise. The PDF is tagged (PDF/UA-1) and,
    where the article has a date, also PDF/A-2a; the same article gives the same bytes. `report` is called with each
    finding: words that are not shown, characters that no font has (their code points stand for them), a picture that is
    not there, a note that could not be set on the page of its mark. Raises DocumentError, PublishingError, OutputError.
    """
    return pdf_begun(tei, folder, report, fonts=fonts, changes=changes)()


def pdf_begun(
    tei: Path, folder: Path, report: Report = ignore, *, fonts: Sequence[Path] = (), changes: Changes = UNCHANGED
) -> Callable[[], Path]:
    """Do what `pdf` does up to the typesetter's input; return the rest, which another thread may do meanwhile."""
    source = read(tei, xinclude=changes.xinclude)
    warn(source, report)
    parameters = {"headings": ordering.headings_of(source.root, changes.index_order), **changes.parameters()}
    if changes.layout.indexed:
        parameters |= {"indexed": True, "ranks": ordering.ranks_of(source.root, changes.index_order)}
    printed = _titled(transform("print.xsl", source, parameters, report, changes), source)
    keeping.compare(source, keeping.wanted(source), keeping.of_print(printed), report, changes)
    return partial(_finished, source, printed, folder, report, (*fonts, *font_folders()), changes)


def _finished(
    source: Source, printed: str, folder: Path, report: Report, fonts: Sequence[Path], changes: Changes
) -> Path:
    instead = _without_glyphs(source, printed, fonts, report)
    printed = printed.translate(instead)
    with tempfile.TemporaryDirectory() as name:
        workshop = _workshop(Path(name), source, printed, fonts, changes)
        content = _typeset(source, printed, workshop, report, is_ours=changes.template is None)
    keeping.compare_pdf(source, printed, content, report, changes, instead)
    xmltools.write_bytes(folder / f"{source.name}.print.xml", printed.encode("utf-8"))
    target = folder / f"{source.name}.pdf"
    xmltools.write_bytes(target, content)
    return target


def font_folders() -> list[Path]:
    """Return the folders of the fonts that come with the font packages."""
    return [Path(str(import_module(name).__file__)).parent for name in FONT_PACKAGES]


def _titled(printed: str, source: Source) -> str:
    """A PDF must have a title: the file's name where the document has none."""
    root = root_of(printed)
    if root.get("title"):
        return printed
    root.set("title", source.name)
    return etree.tostring(root, encoding="unicode")


def _without_glyphs(source: Source, printed: str, fonts: Sequence[Path], report: Report) -> dict[int, str]:
    """Return the code point to put for each character that no font has, and say so in one warning."""
    missing = glyphs.without_font(printed, fonts)
    if missing:
        report(glyphs.finding(source, missing))
    return {ord(character): f"[U+{ord(character):04X}]" for character in missing}


def _workshop(folder: Path, source: Source, printed: str, fonts: Sequence[Path], changes: Changes) -> Workshop:
    """Put the template and the article's pictures into one folder, for Typst reads nothing outside it."""
    for file in (resources.folder("xslt") / "print").glob("*.typ"):
        shutil.copy(file, folder)
    if changes.template:
        shutil.copy(changes.template, folder / "article.typ")
    files = {url: f"picture-{number}{path.suffix.lower()}" for number, (url, path) in enumerate(pictures(source), 1)}
    for url, path in pictures(source):
        shutil.copy(path, folder / files[url])
    dated = bool(ROOT_DATE.search(printed[: printed.find(">", printed.find("<article")) + 1]))
    standards: tuple[Standard, ...] = ("ua-1", "a-2a") if dated else ("ua-1",)
    return Workshop(folder / "article.typ", json.dumps(files), tuple(fonts), standards, changes.layout)


def _typeset(source: Source, printed: str, workshop: Workshop, report: Report, *, is_ours: bool) -> bytes:
    """Return the PDF, and report what it lacks. Our own template sets a very long text in parts: memory is bounded."""
    try:
        if is_ours and parts.is_long(printed, workshop):
            best = parts.set_in_parts(workshop, printed)
            report(_in_parts(source))
        else:
            if len(printed) > parts.LONG:
                report(_as_a_whole(source, printed))
            best = _best(printed, workshop)
    except PublishingError as error:
        raise PublishingError(error.message, file=str(source.path)) from error
    if best.lost:
        report(_plainer(source, best.lost, best.why))
    if best.apart:
        report(_notes_apart(source, best.apart))
    if best.alone:
        report(_lines_alone(source, best.alone))
    return best.content


def _best(printed: str, workshop: Workshop) -> Pages:
    """Try the template's ways to break pages until each note stands on the page of its mark; then let no page begin
    with the last line of a paragraph. A long text is not set again and again, to bound the time.
    """
    printed = widows.numbered(printed)
    first = best = pages(workshop, printed)
    tries = min(TURNS, RETRIED // max(1, len(printed)))
    used = 0
    for variant in range(1, min(VARIANTS, 1 + tries)):
        if not best.apart:
            break
        other = pages(workshop, printed, variant=variant)
        if _faults(other) < _faults(best):
            best, used = other, variant
    if best.alone:
        best = _turned(best, printed, workshop, used, tries)
    return replace(best, content=tagging.in_order(best.content), lost=first.lost, why=first.why)


def _faults(one: Pages) -> tuple[int, int]:
    return len(one.apart), len(one.alone)


def _turned(best: Pages, printed: str, workshop: Workshop, variant: int, tries: int) -> Pages:
    """Turn the page before the last line but one of each paragraph whose last line is alone, from the first page on,
    for what comes after is moved by it.
    """
    text, made, spotted = printed, best, frozenset[str]()
    for _ in range(tries - 1):
        if not best.alone or not made.alone:
            break
        if made.alone[0].paragraph not in spotted:
            wanted = {line.paragraph for line in made.alone} - spotted
            text, spotted = widows.spotted(text, wanted), spotted | wanted
            made = pages(workshop, text, variant=variant)
            best = min(best, made, key=_faults)
        turned = widows.turned(text, made.alone[0].spot) if made.alone else None
        if turned is None:
            break
        text = turned
        made = pages(workshop, text, variant=variant)
        best = min(best, made, key=_faults)
    return best


def _in_parts(source: Source) -> Finding:
    message = "a text of this length is set in parts, each from a new page; its PDF is PDF/UA, not PDF/A"
    return Finding("info", "publishing-in-parts", message, str(source.path))


def _as_a_whole(source: Source, printed: str) -> Finding:
    taken = MEMORY * len(printed) / 2**20 / 1000
    message = f"with an index or a template of your own so long a text is set as a whole: some {taken:.1f} GB of memory"
    hint = "without them it is set in parts, each in some 0.6 GB"
    return Finding("info", "publishing-as-a-whole", message, str(source.path), 0, 0, hint)


def _notes_apart(source: Source, marks: Sequence[str]) -> Finding:
    message = f"not on the page of its mark in the PDF: note {_listed(marks)}"
    return Finding("info", "publishing-note-apart", message, str(source.path))


def _lines_alone(source: Source, lines: Sequence[LineAlone]) -> Finding:
    numbers = _listed([str(line.page) for line in lines])
    message = f"begins with the last line of a paragraph, whose note has no room before: page {numbers}"
    return Finding("info", "publishing-line-alone", message, str(source.path))


def _listed(names: Sequence[str]) -> str:
    more = f" … ({len(names)} in all)" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _plainer(source: Source, lost: str, why: str) -> Finding:
    message = f"the PDF could not be made {lost}: {why}"
    return Finding("warning", "publishing-plainer-pdf", message, str(source.path))
