"""What an editor changed in a TEI file and no decision can hold: found by comparing with what will be written next.

Nothing is assumed of the kind of an edit. The file as it will be encoded with all decisions is laid beside the edited
one; whatever differs, but for who made a tag and how sure it was, would be lost.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from teiwright import xmltools
from teiwright.findings import Finding
from teiwright.xmltools import TEI, XML_ID, XML_LANG

UNSAID = frozenset({"resp", "cert"})
OWN = frozenset(TEI + name for name in ("appInfo", "revisionDesc"))
"""What the program itself says anew of each encoding; a change that an editor added to revisionDesc is asked for."""

HINTS = {
    TEI + "teiHeader": "state it in the text's .meta.toml, or keep the edited file as your own",
    TEI + "standOff": "an entry belongs into the authority files: teiwright authority add",
    TEI + "text": "put it into the source itself, or keep the edited file as your own",
}
SHORT = 40


MARKS = frozenset(
    TEI + name
    for name in (
        "persName placeName geogName country settlement region orgName date bibl citedRange author editor pubPlace "
        "publisher title seg idno biblScope choice sic corr orig reg abbr expan"
    ).split()
)
"""The tags within a text that decisions hold; what was changed in them is compared as decisions."""

WORDED = frozenset(TEI + name for name in ("figDesc", "desc", "label"))
"""Elements whose words are no part of a text that decisions can correct."""


def leftover(edited: etree._Element, coming: etree._Element, known: Collection[str], path: Path) -> Iterator[Finding]:
    """Yield a warning for each edit of the edited TEI that the coming one will not have.

    `known` are the ids of the authority entries, of which standOff holds those that the text names.
    """
    for part in edited.iterchildren():
        other = next((each for each in coming.iterchildren(etree.Element) if each.tag == part.tag), None)
        if other is None and part.tag == TEI + "standOff":
            other = etree.Element(part.tag)
        for element, what in _told(part, other, known):
            message = f"an edit that no decision can keep: {what}{_place(element)}"
            line, hint = xmltools.line_of(element), HINTS.get(str(part.tag), "keep the edited file as your own")
            yield Finding("warning", "edit-not-kept", message, str(path), line, 0, hint)


def _told(
    part: etree._Element, other: etree._Element | None, known: Collection[str]
) -> Iterator[tuple[etree._Element, str]]:
    if other is None:
        return iter([(part, f"{_label(part)} was added")])
    if part.tag == TEI + "text":
        return _in_text(part, other)
    return _in_records(part, other, known) if part.tag == TEI + "standOff" else _compared(part, other)


def _in_text(edited: etree._Element, coming: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What stands in a text without being a mark that a decision holds: comments, other elements, their attributes."""
    ours, theirs = list(map(_sign, _others(edited))), list(map(_sign, _others(coming)))
    missing, added = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
    for node in _others(edited):
        if added[_sign(node)] > 0:
            added[_sign(node)] -= 1
            yield node, f"{_label(node)} was added or changed"
    for node in _others(coming):
        if missing[_sign(node)] > 0 and not _is_in(edited, node):
            missing[_sign(node)] -= 1
            yield edited, f"{_label(node)}{_place(node)} was taken away"


def _others(text: etree._Element) -> Iterator[etree._Element]:
    return (node for node in text.iter() if node.tag not in MARKS)


def _is_in(edited: etree._Element, node: etree._Element) -> bool:
    """Tell whether an element with this identifier is there, so that its change was told already."""
    identifier = node.get(XML_ID)
    return bool(identifier) and any(each.get(XML_ID) == identifier for each in edited.iter(etree.Element))


def _sign(node: etree._Element) -> tuple[object, ...]:
    """What makes two nodes the same: name, attributes, and the words that no text holds."""
    if not isinstance(node.tag, str):
        return str(type(node)), str(node.text)
    attributes = sorted((str(name), str(value)) for name, value in node.attrib.items() if name not in UNSAID)
    words = xmltools.plain_text(node) if node.tag in WORDED else ""
    return node.tag, tuple(attributes), words


def _in_records(
    edited: etree._Element, coming: etree._Element, known: Collection[str]
) -> Iterator[tuple[etree._Element, str]]:
    """The entries of standOff by their ids; those that a name brings along or leaves are no edits."""
    theirs = {_name_of(each): each for each in coming.iterfind("*/*")}
    for entry in edited.iterfind("*/*"):
        identifier = _name_of(entry)
        if identifier in theirs:
            yield from _compared(entry, theirs[identifier])
        elif identifier not in known and entry.tag not in (TEI + "biblStruct", TEI + "msDesc"):
            yield entry, f"{_label(entry)} was added"
    for comment in edited.iter(etree.Comment):
        if not any(_name_of(each) in theirs for each in comment.iterancestors()):
            yield comment, f"{_label(comment)} was added"


def _name_of(entry: etree._Element) -> str:
    """An entry's identifier; of one that has none, its content."""
    return entry.get(XML_ID) or f"{entry.tag} {xmltools.plain_text(entry)}"


def _compared(edited: etree._Element, coming: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Compare two elements of one name; what differs is told at the innermost element that holds it."""
    if edited.tag in OWN:
        if len(edited) > len(coming):
            yield edited, f"an addition to {_label(edited)}"
        return
    for name in sorted({*map(str, edited.attrib), *map(str, coming.attrib)} - UNSAID):
        if edited.get(name) != coming.get(name) and not (
            name == XML_ID and None in (edited.get(name), coming.get(name))
        ):
            yield edited, f"{'xml:lang' if name == XML_LANG else name.rpartition('}')[2]} of {_label(edited)}"
    ours, theirs = list(edited), list(coming)
    keys, others = list(map(_key, ours)), list(map(_key, theirs))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, others, keys, autojunk=False).get_opcodes():
        if kind == "equal":
            for one, other in zip(ours[j1:j2], theirs[i1:i2], strict=True):
                if isinstance(one.tag, str):
                    yield from _compared(one, other)
        else:
            yield from ((child, f"{_label(child)} was added") for child in ours[j1:j2])
            yield from ((edited, f"{_label(child)} was taken away") for child in theirs[i1:i2])
    if _words(edited) != _words(coming):
        yield edited, f"the words of {_label(edited)}"


def _key(node: etree._Element) -> tuple[str, str]:
    """What makes two children the same: the identifier, else the name; of a comment its words."""
    if not isinstance(node.tag, str):
        return "", str(node.text)
    return node.tag, node.get(XML_ID, "") if node.tag not in (TEI + "bibl", TEI + "div") else ""


def _words(element: etree._Element) -> str:
    """The element's own words, without its children's; the place of white space does not count."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    return "".join("".join(own).split())


def _label(node: etree._Element) -> str:
    if isinstance(node, etree._Comment):
        return f"the comment “{_cut(str(node.text))}”"
    return f"<{etree.QName(node).localname}>" if isinstance(node.tag, str) else "a processing instruction"


def _place(node: etree._Element) -> str:
    """Where it stands, by the identifier of what holds it, and its first words."""
    holder = next((each for each in (node, *node.iterancestors()) if each.get(XML_ID)), None)
    words = _cut(xmltools.plain_text(node)) if isinstance(node.tag, str) else ""
    named = f" in {holder.get(XML_ID)}" if holder is not None else ""
    return named + (f" (“{words}”)" if words else "")


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= SHORT else plain[: SHORT - 1] + "…"
