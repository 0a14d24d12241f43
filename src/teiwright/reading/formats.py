"""What a file is, by its content rather than its suffix; and other programs' formats made into Markdown by pandoc.

HTML is read without pandoc, which drops notes that do not look as it writes them itself.
"""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from lxml import etree

from teiwright.errors import SourceError, install
from teiwright.reading.wiki import ready_for_pandoc
from teiwright.xmltools import parser

PANDOC: Mapping[str, str] = {
    ".docx": "docx", ".odt": "odt", ".epub": "epub", ".tex": "latex", ".latex": "latex", ".rtf": "rtf", ".rst": "rst",
    ".org": "org", ".dbk": "docbook", ".docbook": "docbook", ".jats": "jats", ".nxml": "jats", ".wiki": "mediawiki",
    ".mediawiki": "mediawiki", ".typ": "typst",
}  # fmt: skip
"""By suffix the names of the formats that pandoc reads for us."""
TARGET = "commonmark+footnotes+pipe_tables+yaml_metadata_block+raw_html-smart"
TIMEOUT = 600
GUESSED_TITLE = frozenset({".epub"})
"""Formats whose title may be the package's rather than the article's."""
HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*(?:<!doctype\s+html|<html[\s>])", re.I | re.S)
HOCR_PAGE = re.compile(rb"class=[\"']ocr_page\b")
OCR_ROOTS: Mapping[bytes, str] = {b"alto": "alto", b"PcGts": "pagexml"}
OCR_KINDS = frozenset({"hocr", *OCR_ROOTS.values()})
XML_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?(?P<name>[\w.-]+)(?P<attributes>[^>]{0,2000})")
PACKED: Mapping[str, str] = {"word/document.xml": "docx", "content.xml": "odt", "META-INF/container.xml": "epub"}
MARKDOWN_NOTE = re.compile(r"^\[\^[^\]\s]{1,60}\]:", re.MULTILINE)
ESCAPED_MARK = re.compile(r"\\\[\d{1,3}\\\]")
MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
RST_MARK = re.compile(r"\[(?P<label>[^\]\[\s]{1,60})\]_(?!_)")
RST_NOTE = re.compile(r"^\.\. \[(?P<label>[^\]\[\s]{1,60})\][ \t\n]", re.MULTILINE)
RST_BODY = re.compile(r"[^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n)))*")
BOX = re.compile(r'<div class="container note-(?P<number>\d{1,4})">\n(?P<body>.*?)\n</div>(?=\n|$)', re.DOTALL)
DEFINITION = re.compile(r"^\[\^(?P<number>\d{1,4})\]:", re.MULTILINE)
NUMBERED_MARK = re.compile(r"⟦(\d{1,4})⟧")
LATEX_CITATION = re.compile(
    r"\\(?P<kind>foot|auto|paren|text|full|)cite[pt]?\*?(?:\[(?P<first>[^\[\]{}]*)\])?(?:\[(?P<second>[^\[\]{}]*)\])?"
    r"\{(?P<keys>[^{}]*)\}"
)
SIGNS_ALONE = re.compile(r"(?<=[\w*])(?<!\\)(?P<mark>\*{1,3})(?P<signs>[^\w\s*\\\[\]<>`|]{1,3})(?P=mark)(?![\w*])")
"""Emphasis of punctuation behind a word: pandoc writes word*.*, in which CommonMark (section 6.2) reads no emphasis."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
OFFICE, META = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "meta"))
MAX_PART = 100_000_000


def kind_of(path: Path, content: bytes) -> str:
    """Return what a file is: markdown, plain, html, tei, pdf, a kind of OCR_KINDS, or the name of a format of pandoc's.

    "xml" is one of no kind that is read, "asciidoc" is not read either. A file's content decides; only where that says
    nothing, its suffix does.
    """
    suffix = path.suffix.lower()
    if content.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"{\\rtf":
        return "rtf"
    if content[:4] == b"PK\x03\x04":
        return _packed(content) or PANDOC.get(suffix, "plain")
    if HTML.match(content[:4000].removeprefix(b"\xef\xbb\xbf")):
        return "hocr" if HOCR_PAGE.search(content) else "html"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"<?xml" or suffix == ".xml":
        return _xml_kind(content) or PANDOC.get(suffix, "xml")
    if suffix in {".html", ".htm", ".xhtml"}:
        return "html"
    if suffix in {".adoc", ".asciidoc"}:
        return "asciidoc"
    return PANDOC.get(suffix, "plain" if suffix in {".txt", ".text"} else "markdown")


def is_markdown(text: str) -> bool:
    """Say whether a text without a telling suffix is Markdown: it has notes or headings that nothing else writes so."""
    return bool(MARKDOWN_NOTE.search(text)) or any(
        len(sign.findall(text)) >= 2 for sign in (MARKDOWN_HEADING, ESCAPED_MARK)
    )


def _packed(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    return next((kind for name, kind in PACKED.items() if name in names), "")


def _xml_kind(content: bytes) -> str:
    match = XML_ROOT.search(content[:20_000])
    name, attributes = (match["name"], match["attributes"]) if match else (b"", b"")
    if name == b"document" and OFFICE.encode() in content[:20_000]:
        return "odt"
    if name in {b"TEI", b"teiCorpus", b"TEI.2"}:
        return "tei"
    if name in OCR_ROOTS:
        return OCR_ROOTS[name]
    if b"docbook" in attributes or b"DocBook" in content[:2000]:
        return "docbook"
    if name == b"article" and re.search(rb"<front\b|dtd-version|JATS|NLM", content[:20_000]):
        return "jats"
    return "docbook" if name in {b"article", b"book", b"chapter"} else ""


def as_markdown(path: Path, kind: str, content: bytes) -> str:
    """Return the file as Markdown, its notes with the labels that the source prints.

    Raises SourceError where pandoc is not installed or cannot read the file.
    """
    if kind == "odt" and not content.startswith(b"PK"):
        content = _packed_odt(content)
    if kind == "rst":
        text = content.decode("utf-8", "replace").replace("\r\n", "\n")
        made = _through_pandoc(path, kind, _with_notes_boxed(text).encode("utf-8"))
        return _with_notes_unboxed(made, [match["label"] for match in RST_NOTE.finditer(text)])
    if kind == "latex":
        content = _with_notes_in_place(content.decode("utf-8", "replace")).encode("utf-8")
    if kind == "mediawiki":
        wiki = ready_for_pandoc(content.decode("utf-8", "replace"))
        made = _without_emphasis_of_signs(_through_pandoc(path, kind, wiki.encode("utf-8")))
        return NUMBERED_MARK.sub(r"[^\1]", made)
    made = _without_emphasis_of_signs(_through_pandoc(path, kind, content))
    labels = [*_custom_marks(content)] if kind == "docx" else []
    return relabelled(made, labels) if labels else made


def _with_notes_in_place(latex: str) -> str:
    """Return LaTeX with endnotes as footnotes, each \\footnotetext at its \\footnotemark, citations as words.

    Pandoc drops all of them.
    """
    latex = re.sub(r"\\endnote(?=[{\[])", r"\\footnote", latex)
    latex = LATEX_CITATION.sub(_cited, latex)
    texts = [*re.finditer(r"\\footnotetext(?:\[\d+\])?(?P<text>\{(?:[^{}]|\{[^{}]*\})*\})[ \t]*\n?", latex)]
    marks = re.findall(r"\\footnotemark\b", latex)
    if not texts or len(texts) != len(marks):
        return latex
    words = iter([match["text"] for match in texts])
    for match in reversed(texts):
        latex = latex[: match.start()] + latex[match.end() :]
    return re.sub(r"\\footnotemark\b(?:\[\d+\])?", lambda _: f"\\footnote{next(words)}", latex)


def _cited(match: re.Match[str]) -> str:
    """Return a citation's key and pages as words, where the work itself stands in a file that is not given."""
    pages = (match["second"] or match["first"] or "").strip()
    words = f"[@{match['keys']}{', ' if pages else ''}{pages}]"
    return f"\\footnote{{{words}.}}" if match["kind"] == "foot" else words


def _without_emphasis_of_signs(markdown: str) -> str:
    return "\n".join(
        line if "`" in line or line.startswith("    ") else SIGNS_ALONE.sub(r"\g<signs>", line)
        for line in markdown.split("\n")
    )


def stated_in_package(kind: str, content: bytes) -> dict[str, object]:
    """Return title and author that a package states beside its text, in Dublin Core; of an ODT who made it first.

    Where: OPC's docProps/core.xml of a DOCX, meta.xml of an ODT, the package document of an EPUB.
    """
    content = _packed_odt(content) if kind == "odt" and not content.startswith(b"PK") else content
    root = _part(content, _place_of_metadata(kind, content)) if kind in {"docx", "odt", "epub"} else None
    if root is None:
        return {}
    title, *creators = (
        " ".join((root.findtext(f".//{name}") or "").split())
        for name in (f"{DUBLIN_CORE}title", f"{{{META}}}initial-creator", f"{DUBLIN_CORE}creator")
    )
    creator = next(filter(None, creators), "")
    found = {"title": title, "authors": [each.strip() for each in creator.split(";") if each.strip()]}
    return {name: value for name, value in found.items() if value}


def _place_of_metadata(kind: str, content: bytes) -> str:
    """Return the name of the part that holds a package's metadata; an EPUB's container says where (OCF 3.3, 4.2.6)."""
    if kind != "epub":
        return {"docx": "docProps/core.xml", "odt": "meta.xml"}[kind]
    container = _part(content, "META-INF/container.xml")
    found = container.find(".//{*}rootfile") if container is not None else None
    return str(found.get("full-path", "")) if found is not None else ""


def _part(content: bytes, name: str) -> etree._Element | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if package.getinfo(name).file_size > MAX_PART:
                return None
            return etree.fromstring(package.read(name), parser())
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, NotImplementedError):
        return None


def _custom_marks(content: bytes) -> Iterator[str]:
    """Yield the label of each note's mark: a custom one (ECMA-376, 17.11.16) is printed and does not count."""
    root = _part(content, "word/document.xml")
    count = 0
    for mark in root.iter(f"{WORD}footnoteReference", f"{WORD}endnoteReference") if root is not None else ():
        if mark.get(f"{WORD}customMarkFollows") in {"1", "true", "on"}:
            run = mark.getparent()
            yield "".join(map(str, run.itertext())).strip() if run is not None else ""
        else:
            count += 1
            yield str(count)


def _with_notes_boxed(text: str) -> str:
    """Return reStructuredText with each note and citation as a container, and their marks as words.

    Pandoc repeats a note at each of its marks, numbers notes anew, and makes links of citations.
    """
    known = {match["label"]: str(number) for number, match in enumerate(RST_NOTE.finditer(text), start=1)}

    def marked(match: re.Match[str]) -> str:
        return f"⟦{known[match['label']]}⟧" if match["label"] in known else match[0]

    def boxed(match: re.Match[str]) -> str:
        rest = RST_BODY.match(text, match.end())
        indents = [len(line) - len(line.lstrip()) for line in (rest[0] if rest else "").split("\n")[1:] if line.strip()]
        indent = " " * min(indents, default=3)
        return f".. container:: note-{known[match['label']]}\n\n{indent}"

    return RST_MARK.sub(marked, RST_NOTE.sub(boxed, text))


def _with_notes_unboxed(markdown: str, labels: Sequence[str]) -> str:
    """Return the Markdown that pandoc made of boxed notes with notes of its own, labelled as the source labels them."""

    def defined(match: re.Match[str]) -> str:
        body = match["body"].strip().replace("\n", "\n    ")
        return f"[^{labels[int(match['number']) - 1]}]: {body}\n"

    unboxed = BOX.sub(defined, markdown)
    return NUMBERED_MARK.sub(lambda match: f"[^{labels[int(match[1]) - 1]}]", unboxed)


def relabelled(markdown: str, labels: Sequence[str]) -> str:
    """Return Markdown whose notes have these labels in the order of their marks.

    As it stands where the notes are not as many as the labels, or two would have one label.
    """
    count = len(DEFINITION.findall(markdown))
    if count != len(labels) or len(set(labels)) < count or list(labels) == [str(n) for n in range(1, count + 1)]:
        return markdown
    by_number = {str(number): label for number, label in enumerate(labels, start=1) if label}
    text = re.sub(r"\[\^(\d{1,4})\]", lambda match: f"[^{by_number.get(match[1], match[1])}]", markdown)
    return re.sub(r"(?m)^(\[\^[^\]\d]+\]:)[ \t]*<sup>[^<]{1,6}</sup>[ \t]*", r"\1 ", text)


ODT_PARTS: Mapping[str, Sequence[str]] = {
    "content": ("font-face-decls", "automatic-styles", "body"),
    "styles": ("font-face-decls", "styles", "automatic-styles", "master-styles"),
    "meta": ("meta",),
}
"""What each part of an OpenDocument package holds (OpenDocument 1.3, part 3, 3.1.3)."""


def _packed_odt(flat: bytes) -> bytes:
    """Return an OpenDocument text that is one XML file as a package; what is no XML as it stands."""
    try:
        root = etree.fromstring(flat, parser())
    except (etree.XMLSyntaxError, ValueError):
        return flat
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, parts in ODT_PARTS.items():
            part = etree.Element(f"{{{OFFICE}}}document-{name}", nsmap=root.nsmap)  # type: ignore[arg-type]
            for each in parts:
                found = root.find(f"{{{OFFICE}}}{each}")
                part.append(deepcopy(found) if found is not None else etree.Element(f"{{{OFFICE}}}{each}"))
            package.writestr(f"{name}.xml", etree.tostring(part))
    return made.getvalue()


def _through_pandoc(path: Path, kind: str, content: bytes) -> str:
    command = [
        _pandoc(path),
        f"--from={kind}",
        f"--to={TARGET}",
        "--wrap=none",
        "--standalone",
        "--sandbox",
        "--markdown-headings=atx",
    ]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"pandoc took more than {TIMEOUT} seconds", file=str(path)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SourceError(f"pandoc cannot read it: {said[0] if said else 'no reason given'}", file=str(path))
    return done.stdout.decode("utf-8")


def _pandoc(path: Path) -> str:
    found = _found()
    if not found:
        message = f"{path.suffix or 'such'} files need pandoc"
        raise SourceError(message, file=str(path), hint=install("formats"))
    return found


def _found() -> str | None:
    """Return pandoc's path: of the package that brings it along, else of the system."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return shutil.which("pandoc")
