"""The smallest TEI that says what an article says: for the proof's own tests, made without the encoder."""

from lxml import etree

from teiwright.article import (
    Article,
    Block,
    BlockBreak,
    Listing,
    Note,
    NoteAnchor,
    PageBreak,
    Quotation,
    Text,
    texts_of,
)
from teiwright.xmltools import TEI, XML_ID


def tei_of(article: Article) -> etree._Element:
    """Return the article's texts as a TEI document."""
    root = etree.Element(f"{TEI}TEI")
    etree.SubElement(root, f"{TEI}teiHeader").text = "not read"
    text = etree.SubElement(root, f"{TEI}text")
    notes = {note.number: note for note in article.notes}
    front = etree.SubElement(text, f"{TEI}front")
    for line in article.title_page:
        _element(front, line.text, notes)
    body = etree.SubElement(text, f"{TEI}body")
    for block in article.body:
        _block(body, block, notes)
    back = etree.SubElement(text, f"{TEI}back")
    etree.SubElement(back, f"{TEI}head").text = "Notes whose place was not found"
    for note in article.notes:
        if not note.is_anchored:
            _note(back, note, notes)
    return root


def _block(parent: etree._Element, block: Block, notes: dict[int, Note]) -> None:
    match block:
        case BlockBreak(label=label):
            _break(parent, label)
        case Quotation(blocks=blocks):
            quote = etree.SubElement(parent, f"{TEI}quote")
            for inner in blocks:
                _block(quote, inner, notes)
        case Listing(items=items):
            for item in items:
                element = etree.SubElement(parent, f"{TEI}item")
                for inner in item:
                    _block(element, inner, notes)
        case _:
            for text in texts_of(block):
                _element(parent, text, notes)


def _element(parent: etree._Element, text: Text, notes: dict[int, Note]) -> None:
    element = etree.SubElement(parent, f"{TEI}p")
    element.set(XML_ID, text.id)
    last: etree._Element | None = None
    at = 0
    for inline in text.inlines:
        if isinstance(inline, NoteAnchor | PageBreak):
            _write(element, last, text.string[at : inline.at])
            at = inline.at
            if isinstance(inline, NoteAnchor):
                last = _note(element, notes[inline.note], notes)
            else:
                last = _break(element, inline.label)
    _write(element, last, text.string[at:])


def _write(element: etree._Element, last: etree._Element | None, string: str) -> None:
    if last is None:
        element.text = (element.text or "") + string
    else:
        last.tail = (last.tail or "") + string


def _break(parent: etree._Element, label: str | None) -> etree._Element:
    element = etree.SubElement(parent, f"{TEI}pb")
    if label:
        element.set("n", label)
    return element


def _note(parent: etree._Element, note: Note, notes: dict[int, Note]) -> etree._Element:
    element = etree.SubElement(parent, f"{TEI}note", n=note.label)
    element.set(XML_ID, f"n{note.number}")
    for block in note.blocks:
        _block(element, block, notes)
    return element
