"""TEI as a source: its text as a web page that the HTML reader takes, each note at its mark, its header's statements.

What the encoder does not need is not kept: a re-encoding takes text, headings, lists, tables, pages and notes.
"""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from teiwright.errors import SourceError
from teiwright.xmltools import XML_ID, XML_LANG, parser

BLOCKS: Mapping[str, str] = {
    "p": "p", "ab": "p", "quote": "blockquote", "list": "ul", "item": "li", "table": "table", "row": "tr", "cell": "td",
    "lg": "p", "bibl": "span", "figure": "figure", "div": "section", "body": "section", "front": "section",
    "back": "section", "byline": "p", "docAuthor": "span", "docDate": "span", "titlePart": "span",
}  # fmt: skip
RENDS: Mapping[str, str] = {"italic": "em", "bold": "strong", "superscript": "sup", "sup": "sup", "sub": "sub"}
MAX_DEPTH = 200
MAIN_TITLES = (None, "main", "full", "complete")
"""The types of titles that name the text as a whole, the surest first."""


def page_of(content: bytes, path: Path) -> tuple[str, str, dict[str, object]]:
    """Return a TEI document as HTML, its encoding's name, and what its header states.

    Raises SourceError where it is not well-formed or holds no text.
    """
    try:
        root = etree.fromstring(content, parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise SourceError(f"not well-formed XML: {error.msg}", file=str(path), line=line, column=column) from error
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    text = root.find(".//text")
    if text is None or not "".join(map(str, text.itertext())).strip():
        raise SourceError("TEI without a text", file=str(path), hint="only text/body is read")
    return _Page(text).html(root.get(XML_LANG) or ""), "utf-8", _stated(root)


def _stated(root: etree._Element) -> dict[str, object]:
    header = root.find("teiHeader")
    if header is None:
        return {}
    stated = [each for each in header.iterfind(".//titleStmt/title") if each.get("type") in MAIN_TITLES]
    titles = [_words(each) for each in sorted(stated, key=lambda each: MAIN_TITLES.index(each.get("type")))]
    authors = [_words(e) for e in header.iterfind(".//titleStmt/author")]
    found: dict[str, object] = {"title": titles[0] if titles else "", "authors": [name for name in authors if name]}
    if language := root.get(XML_LANG):
        found["language"] = language
    return {name: value for name, value in found.items() if value}


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


class _Page:
    """Writes the page: notes are collected behind the text and linked to their marks."""

    def __init__(self, text: etree._Element) -> None:
        self.text = text
        self.notes: list[tuple[str, etree._Element]] = []
        self.apart = _notes_apart(text)
        self.kept = {*self.apart.values()}

    def html(self, language: str) -> str:
        article = etree.Element("article")
        self.fill(article, self.text, 0)
        section = etree.SubElement(article, "section", role="doc-endnotes") if self.notes else None
        at = 0
        while section is not None and at < len(self.notes):
            identifier, note = self.notes[at]
            holder = etree.SubElement(section, "div", id=identifier)
            self.fill(holder, note, 0)
            if not any(child.tag in {"p", "blockquote", "ul", "ol", "table"} for child in holder):
                holder.set("class", "note")
            at += 1
        html = etree.Element("html", lang=language) if language else etree.Element("html")
        etree.SubElement(html, "body").append(article)
        return str(etree.tostring(html, encoding="unicode", method="html"))

    def fill(self, out: etree._Element, source: etree._Element, depth: int) -> None:
        """Copy what stands in an element, each child as its like in HTML."""
        if depth > MAX_DEPTH:
            raise SourceError(f"elements stand more than {MAX_DEPTH} deep in each other")
        _add(out, source.text)
        for child in source:
            if isinstance(child.tag, str):
                self.child(out, child, depth)
            _add(out, child.tail)

    def child(self, out: etree._Element, child: etree._Element, depth: int) -> None:
        name = str(child.tag)
        if name == "note":
            if child not in self.kept:
                self.mark(out, child)
        elif (note := self.apart.get(child)) is not None:
            self.mark(out, note)
        elif name == "pb":
            out.append(etree.Comment(f" page {child.get('n') or ''} "))
        elif name == "lb" and child.get("break") != "no":
            etree.SubElement(out, "br")
        elif name == "head":
            level = sum(1 for parent in child.iterancestors("div")) + 1
            self.fill(etree.SubElement(out, f"h{min(level, 6)}"), child, depth + 1)
        elif name in {"choice", "app"}:
            kept = next((each for each in child if each.tag in {"sic", "orig", "abbr", "lem"}), None)
            if kept is not None:
                self.fill(out, kept, depth + 1)
        elif name in {"fw", "figDesc", "teiHeader", "standOff"}:
            return
        elif name == "hi" and (rend := RENDS.get((child.get("rend") or "").split(" ")[0])):
            self.fill(etree.SubElement(out, rend), child, depth + 1)
        elif name == "ref" and child.get("target"):
            self.fill(etree.SubElement(out, "a", href=str(child.get("target"))), child, depth + 1)
        elif name == "list" and child.get("rend") in {"numbered", "ordered"}:
            self.fill(etree.SubElement(out, "ol"), child, depth + 1)
        else:
            self.fill(etree.SubElement(out, BLOCKS.get(name, "span")), child, depth + 1)

    def mark(self, out: etree._Element, note: etree._Element) -> None:
        """Put a note's mark where the note stands."""
        number = len(self.notes) + 1
        label = (note.get("n") or str(number)).strip("[]().")
        identifier = f"source-note-{number}"
        self.notes.append((identifier, note))
        link = etree.SubElement(out, "a", href=f"#{identifier}")
        etree.SubElement(link, "sup").text = label


def _notes_apart(text: etree._Element) -> dict[etree._Element, etree._Element]:
    """Return, by the place of its mark, each note that stands elsewhere.

    A note names that place by @target (Guidelines, 3.9.1), or the first ptr or ref to a note of the back names the
    note.
    """
    ids = {each.get(XML_ID): each for each in text.iter(etree.Element) if each.get(XML_ID)}
    back = {note for part in text.iter("back") for note in part.iter("note")}
    pairs: list[tuple[etree._Element | None, etree._Element | None]] = [
        (ids.get((note.get("target") or "").lstrip("#")), note) for note in text.iter("note")
    ]
    pairs += [(mark, ids.get((mark.get("target") or "").lstrip("#"))) for mark in text.iter("ptr", "ref")]
    found: dict[etree._Element, etree._Element] = {}
    placed: set[etree._Element] = set()
    for mark, note in pairs:
        if mark is None or note is None or mark in found or note in placed or note in mark.iterancestors():
            continue
        if mark.tag not in {"ptr", "ref"} or note in back:
            found[mark] = note
            placed.add(note)
    return found


def _add(out: etree._Element, text: str | None) -> None:
    if not text:
        return
    if len(out):
        out[-1].tail = (out[-1].tail or "") + text
    else:
        out.text = (out.text or "") + text
