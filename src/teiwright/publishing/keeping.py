"""Counted, not hoped: the characters of the text that was to be shown, against those that are.

What is to be shown is the document's text, its transcription, the notes that stand off it and the descriptions of
manuscripts in its header; of a document without any of these, all of it (xslt/modules/shape.xsl, f:shown-parts). What a
stylesheet adds of its own, labels and numbers, is marked as made and left out of the count.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from teiwright import xmltools
from teiwright.findings import Finding
from teiwright.publishing.changes import Changes
from teiwright.publishing.source import Report, Source
from teiwright.xmltools import TEI

MOST_FINDINGS = 10
LONGEST_QUOTE = 60
HEADER, STANDOFF = TEI + "teiHeader", TEI + "standOff"
DOCUMENTS = (TEI + "TEI", TEI + "teiCorpus")
Piece = tuple[str, etree._Element]
"""A text without its white space, and the element that it stands in."""


def compare(source: Source, shown: str, report: Report, changes: Changes) -> None:
    """Report each piece of the text that `shown` (without white space) lacks."""
    pieces = list(_pieces(source.root))
    lost = Counter(text for piece, _ in pieces for text in piece)
    lost.subtract(shown)
    missing = {character for character, count in lost.items() if count > 0}
    if missing:
        for finding in _lacking(source, pieces, shown, missing, changes):
            report(finding)


def _lacking(source: Source, pieces: list[Piece], shown: str, missing: set[str], changes: Changes) -> Iterator[Finding]:
    """Yield a finding for each piece that is not found, at most MOST_FINDINGS; else one for the characters alone."""
    found = 0
    place = 0
    for text, element in pieces:
        if missing.isdisjoint(text):
            continue
        here = shown.find(text, place)
        if here < 0:
            here = shown.find(text)
        if here >= 0:
            place = here + len(text)
            continue
        found += 1
        yield _finding(source, element, text, changes)
        if found == MOST_FINDINGS:
            return
    if not found:
        listed = " ".join(sorted(missing)[:MOST_FINDINGS])
        yield _finding(source, source.root, listed, changes)


def _finding(source: Source, element: etree._Element, text: str, changes: Changes) -> Finding:
    words = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    name = etree.QName(element).localname
    by_user = changes.stylesheet is not None
    message = f"words of <{name}> are not shown: {words}"
    hint = f"{changes.stylesheet} leaves them out" if by_user else "please report it with the text"
    severity = "warning" if by_user else "error"
    return Finding(severity, "publishing-lost", message, str(source.path), xmltools.line_of(element), 0, hint)  # type: ignore[arg-type]


# ==== what is to be shown ====


def _pieces(root: etree._Element) -> Iterator[Piece]:
    for document in root.iter(TEI + "TEI"):
        for part in _parts(document):
            yield from _texts(part)


def _parts(document: etree._Element) -> Iterator[etree._Element]:
    """The parts of one document that are read: what f:shown-parts gives."""
    own = [one for one in document if isinstance(one.tag, str) and one.tag not in (*DOCUMENTS, HEADER, STANDOFF)]
    if not any("".join(map(str, part.itertext())).strip() for part in own):
        yield from (one for one in document if isinstance(one.tag, str) and one.tag not in DOCUMENTS)
        return
    yield from own
    yield from document.iterfind(f"{STANDOFF}/{TEI}note")
    yield from document.iterfind(f"{STANDOFF}/{TEI}listAnnotation")
    for description in document.iterfind(f"{HEADER}/{TEI}fileDesc/{TEI}sourceDesc//{TEI}msDesc"):
        if next(description.iterancestors(TEI + "msDesc"), None) is None:
            yield description


def _texts(part: etree._Element) -> Iterator[Piece]:
    for element in part.iter():
        if isinstance(element.tag, str) and element.text:
            yield "".join(element.text.split()), element
        parent = element.getparent()
        if element is not part and element.tail and parent is not None:
            yield "".join(element.tail.split()), parent


# ==== what is shown ====


def of_print(printed: str) -> str:
    """Return the text of a print XML without white space and without what the stylesheet added."""
    root = etree.fromstring(printed.encode("utf-8"), etree.XMLParser(huge_tree=True))
    for element in list(root.iter(etree.Element)):
        if element.tag == "made" or element.get("made"):
            _empty(element)
    return "".join("".join(map(str, root.itertext())).split())


def _empty(element: etree._Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def of_html(text: str) -> str:
    """Return the text of a page's articles and notes without white space and without what the stylesheet added."""
    reader = _Reader()
    parser = etree.HTMLParser(target=cast(Any, reader), encoding="utf-8", huge_tree=True)
    parser.feed(text.encode("utf-8"))
    parser.close()
    return "".join("".join(reader.words).split())


MADE = frozenset({"made", "mark", "note-number"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(slots=True)
class _Reader:
    """Hears a page's tags and words; keeps the words inside an article or a note's body that are not made."""

    words: list[str] = field(default_factory=list)
    open: list[bool | None] = field(default_factory=list)
    """For each open element whether its words count; None is neither in nor out yet."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in VOID:
            return
        counts = self.open[-1] if self.open else None
        classes = attributes.get("class", "").split()
        if tag == "article" or "notes" in classes:
            counts = True
        if not MADE.isdisjoint(classes) or "data-made" in attributes or tag in ("script", "style"):
            counts = False
        self.open.append(counts)

    def end(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def data(self, words: str) -> None:
        if self.open and self.open[-1]:
            self.words.append(words)

    def close(self) -> None:
        """Nothing is left to do."""
