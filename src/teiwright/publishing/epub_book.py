"""The EPUB 3: the reading edition without what a page in a browser needs, in a container that readers open.

Rules: EPUB 3.3 (W3C Recommendation, 2023), the order of the container from its section 4.2 (OCF).
"""

import base64
import io
import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from teiwright import resources, xmltools
from teiwright.publishing.changes import UNCHANGED, Changes
from teiwright.publishing.edition import render
from teiwright.publishing.source import Report, Source, ignore, read, warn
from teiwright.xmltools import XML_LANG

XHTML = "http://www.w3.org/1999/xhtml"
OPF, DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
OPS = "http://www.idpf.org/2007/ops"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
UNDATED = "2000-01-01"
LEFT_OUT = (
    "//script | //style | //form | //button | //svg | //nav | //noscript | //*[@id='card' or @id='cite']"
    " | //*[contains(concat(' ', @class, ' '), ' number ')] | //figure[.//svg]"
)
DATA = re.compile(r"data:(image/[\w+.-]+);base64,(.*)", re.S)
NO_NAME = re.compile(r"[^\w.-]+")
ENDINGS = {"image/jpeg": "jpg", "image/svg+xml": "svg"}


@dataclass(frozen=True, slots=True)
class _Picture:
    name: str
    type: str
    content: bytes


def epub(
    tei: Path,
    folder: Path,
    report: Report = ignore,
    *,
    changes: Changes = UNCHANGED,
    edition: Path | None = None,
) -> list[Path]:
    """Make folder/NAME.epub and return its path in a list; the same article gives the same bytes.

    `report` is called with each finding; `changes` is what the user wants otherwise. `edition` is the reading edition
    where it was just made of this very document with these changes: its findings have been told then.
    Raises DocumentError, PublishingError or OutputError.
    """
    source = read(tei, xinclude=changes.xinclude)
    if edition is None:
        warn(source, report)
        with tempfile.TemporaryDirectory() as name:
            made = Path(name) / "made"
            render(made, source, report, changes)
            text = made.read_text("utf-8")
    else:
        text = edition.read_text("utf-8")
    page = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    target = folder / f"{source.name}.epub"
    xmltools.write_bytes(target, _packed(source, page))
    return [target]


def _packed(source: Source, page: html.HtmlElement) -> bytes:
    about = _about(page, source)
    for element in page.xpath(LEFT_OUT):
        element.drop_tree()
    pictures = list(_pictures(page))
    main = page.find(".//main")
    heads = [head for head in main.iter("h2", "h3") if head.get("id") and _words(head)]
    style = (resources.folder("xslt") / "assets" / "epub.css").read_bytes()
    files = {
        "META-INF/container.xml": _container(),
        "EPUB/package.opf": _package(about, pictures),
        "EPUB/nav.xhtml": _navigation(about, heads),
        "EPUB/text.xhtml": _chapter(about, main),
        "EPUB/epub.css": style,
        **{f"EPUB/{picture.name}": picture.content for picture in pictures},
    }
    return _zipped(files)


def _about(page: html.HtmlElement, source: Source) -> dict[str, str | list[str]]:
    """What the package says of the article: the page's own metadata."""
    said: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        said.setdefault(str(meta.get("name", "")), []).append(str(meta.get("content", "")))
    date = next(iter(said.get("citation_publication_date", [])), "").replace("/", "-")
    identifier = next((f"doi:{doi}" for doi in said.get("citation_doi", ())), "")
    number = uuid.uuid5(uuid.NAMESPACE_OID, source.text)
    licences = page.xpath("//link[@rel='license']/@href")
    return {
        "title": str(page.findtext(".//title") or "").strip() or source.name,
        "language": str(page.get("lang") or "en"),
        "identifier": identifier or f"urn:uuid:{number}",
        "creators": said.get("citation_author", []),
        "subjects": said.get("citation_keywords", []),
        "publisher": next(iter(said.get("citation_publisher", [])), ""),
        "description": next(iter(said.get("citation_abstract", [])), ""),
        "rights": str(licences[0]) if licences else "",
        "date": date if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date) else "",
    }


def _pictures(page: html.HtmlElement) -> Iterator[_Picture]:
    """Take the pictures out of the page, each once, and let it lead to them."""
    names: dict[str, str] = {}
    for image in page.iter("img"):
        found = DATA.match(image.get("src", ""))
        if not found:
            continue
        if found[0] not in names:
            ending = ENDINGS.get(found[1], found[1].partition("/")[2])
            names[found[0]] = f"picture-{len(names) + 1}.{ending}"
            yield _Picture(names[found[0]], found[1], base64.b64decode(found[2]))
        image.set("src", names[found[0]])


def _words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


# ==== the files of the container ====


def _container() -> bytes:
    root = etree.Element(f"{{{CONTAINER}}}container", {"version": "1.0"}, nsmap={None: CONTAINER})  # type: ignore[dict-item]
    files = etree.SubElement(root, f"{{{CONTAINER}}}rootfiles")
    attributes = {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}
    etree.SubElement(files, f"{{{CONTAINER}}}rootfile", attributes)
    return _serialised(root)


def _package(about: Mapping[str, str | list[str]], pictures: list[_Picture]) -> bytes:
    attributes = {"version": "3.0", "unique-identifier": "id", XML_LANG: str(about["language"])}
    root = etree.Element(f"{{{OPF}}}package", attributes, nsmap={None: OPF, "dc": DC})  # type: ignore[dict-item]
    metadata = etree.SubElement(root, f"{{{OPF}}}metadata")
    for name, value in _dublin_core(about):
        element = etree.SubElement(metadata, f"{{{DC}}}{name}")
        element.text = value
        if name == "identifier":
            element.set("id", "id")
    for name, value in _accessibility(about):
        etree.SubElement(metadata, f"{{{OPF}}}meta", property=name).text = value
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    items = [
        ("nav", "nav.xhtml", "application/xhtml+xml"),
        ("text", "text.xhtml", "application/xhtml+xml"),
        ("css", "epub.css", "text/css"),
        *((f"picture-{number}", picture.name, picture.type) for number, picture in enumerate(pictures, 1)),
    ]
    for identifier, href, kind in items:
        item = etree.SubElement(manifest, f"{{{OPF}}}item", {"id": identifier, "href": href, "media-type": kind})
        if identifier == "nav":
            item.set("properties", "nav")
    etree.SubElement(etree.SubElement(root, f"{{{OPF}}}spine"), f"{{{OPF}}}itemref", idref="text")
    return _serialised(root)


def _dublin_core(about: Mapping[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    for name in ("identifier", "title", "language", "date", "publisher", "description", "rights"):
        if about[name]:
            yield name, str(about[name])
    yield from (("creator", name) for name in about["creators"])
    yield from (("subject", word) for word in about["subjects"])


def _accessibility(about: Mapping[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    date = str(about["date"]) or UNDATED
    yield "dcterms:modified", f"{date}{UNDATED[len(date) :]}T00:00:00Z"
    yield "schema:accessMode", "textual"
    yield "schema:accessModeSufficient", "textual"
    yield "schema:accessibilityFeature", "tableOfContents"
    yield "schema:accessibilityFeature", "readingOrder"
    yield "schema:accessibilityHazard", "none"


def _document(about: Mapping[str, str | list[str]]) -> tuple[etree._Element, etree._Element]:
    language = str(about["language"])
    root = etree.Element(f"{{{XHTML}}}html", {"lang": language, XML_LANG: language}, nsmap={None: XHTML, "epub": OPS})  # type: ignore[dict-item]
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = str(about["title"])
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", href="epub.css", type="text/css")
    return root, etree.SubElement(root, f"{{{XHTML}}}body")


def _chapter(about: Mapping[str, str | list[str]], main: html.HtmlElement) -> bytes:
    root, body = _document(about)
    body.append(main)
    _turn_into_xhtml(main)
    return _serialised(root)


def _turn_into_xhtml(main: html.HtmlElement) -> None:
    etree.strip_tags(main, etree.Comment)
    ids = {str(element.get("id")) for element in main.iter() if element.get("id")}
    for element in main.iter():
        element.tag = f"{{{XHTML}}}{element.tag}"
        attributes = element.items()
        kept = [pair for name, value in attributes for pair in _as_in_xhtml(name, value, ids)]
        if kept != attributes:
            element.attrib.clear()
            element.attrib.update(kept)


def _as_in_xhtml(name: str, value: str, ids: set[str]) -> Iterator[tuple[str, str]]:
    if name == "id":
        yield "id", _as_name(value)
    elif name == "href" and value.startswith("#"):
        if value[1:] in ids:
            yield "href", "#" + _as_name(value[1:])
    elif name == "lang":
        yield from (("lang", value), (XML_LANG, value))
    elif not name.startswith(("data-", "on")) and name != "tabindex":
        yield name, value


def _as_name(identifier: str) -> str:
    """An id as an XML name (NCName): of others readers make nothing."""
    name = NO_NAME.sub("_", identifier)
    return name if name[:1].isalpha() or name[:1] == "_" else f"_{name}"


def _navigation(about: Mapping[str, str | list[str]], heads: list[html.HtmlElement]) -> bytes:
    root, body = _document(about)
    nav = etree.SubElement(body, f"{{{XHTML}}}nav", {f"{{{OPS}}}type": "toc", "role": "doc-toc", "id": "toc"})
    etree.SubElement(nav, f"{{{XHTML}}}h1").text = str(about["title"])
    lists = etree.SubElement(nav, f"{{{XHTML}}}ol")
    targets = [("", str(about["title"])), *((f"#{_as_name(str(head.get('id')))}", _words(head)) for head in heads)]
    for target, label in targets:
        line = etree.SubElement(lists, f"{{{XHTML}}}li")
        etree.SubElement(line, f"{{{XHTML}}}a", href=f"text.xhtml{target}").text = label
    return _serialised(root)


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The container: first the kind of file, as it is; nothing in it tells when it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {"mimetype": b"application/epub+zip", **files}.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compress_type=kind)
    return buffer.getvalue()
