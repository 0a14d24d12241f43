"""Last lines of paragraphs that stand alone at the head of a page: the line before goes with them.

Typst keeps two lines of a paragraph together, but not where the last has a note that finds no room (seen with 0.15),
and its costs do not change that. So the words are made to say where they stand (spots), and the page is turned before
the last line but one.
"""

import re
from collections.abc import Collection, Iterator
from itertools import count

from lxml import etree

from teiwright.publishing.setting import root_of

HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
SPOT = re.compile(rf"(?<=\S)(?=\s)|(?<={HAN})(?={HAN})")
"""Where a line may end: before a blank, and between two Chinese characters."""
TAIL = 120
"""So many spots at the end of a paragraph are more than two lines have."""
INLINE = frozenset({"run", "face", "correction", "quiet", "term"})
TEXT, AFTER = False, True
Place = tuple[etree._Element, bool]
"""The text in an element, or after it."""


def numbered(printed: str) -> str:
    """Return a print XML whose paragraphs with notes have numbers, by which the typesetter tells of them."""
    root = root_of(printed)
    numbers = count(1)
    for paragraph in root.iter("par"):
        if next(paragraph.iter("note"), None) is not None and next(paragraph.iterancestors("note"), None) is None:
            paragraph.set("noted", str(next(numbers)))
    return etree.tostring(root, encoding="unicode")


def spotted(printed: str, paragraphs: Collection[str]) -> str:
    """Return a print XML with a numbered spot at each place where one of the last lines of these paragraphs may end.

    They are named by their numbers. Each spot costs the typesetter time, so the others get none.
    """
    root = root_of(printed)
    numbers = count(1 + max((int(one.get("n", "")) for one in root.iter("spot", "turn")), default=0))
    for paragraph in list(root.iter("par")):
        if paragraph.get("noted") in paragraphs:
            _spot(paragraph, numbers)
    return etree.tostring(root, encoding="unicode")


def turned(printed: str, spot: int) -> str | None:
    """Return a print XML with spots whose page is turned before the line that this is the first spot of.

    None where it cannot be: no such spot, or none before it in a long paragraph.
    """
    root = root_of(printed)
    spots = {int(one.get("n", "")): one for one in root.iter("spot")}
    if spot not in spots:
        return None
    paragraph = next(spots[spot].iterancestors("par"))
    before = spots.get(spot - 1)
    if before is not None and next(before.iterancestors("par")) is paragraph:
        before.tag = "turn"
        before.tail = (before.tail or "").lstrip()
    elif spot + TAIL - 1 in spots and next(spots[spot + TAIL - 1].iterancestors("par")) is paragraph:
        return None
    else:
        _begin_page(paragraph)
    return etree.tostring(root, encoding="unicode")


def _spot(paragraph: etree._Element, numbers: Iterator[int]) -> None:
    places = [(place, found.start()) for place in _places(paragraph) for found in SPOT.finditer(_text(place))][-TAIL:]
    numbered = [(place, start, str(next(numbers))) for place, start in places]
    for (element, is_after), start, number in reversed(numbered):
        text = _text((element, is_after))
        spot = etree.Element("spot", n=number)
        spot.tail = text[start:]
        if is_after:
            parent = element.getparent()
            assert parent is not None
            element.tail = None
            parent.insert(parent.index(element) + 1, spot)
            element.tail = text[:start]
        else:
            element.text = text[:start]
            element.insert(0, spot)


def _places(element: etree._Element) -> Iterator[Place]:
    """Yield where the text of a paragraph stands, without that of its notes and of what else is a whole of its own."""
    yield element, TEXT
    for child in element:
        if child.tag in INLINE:
            yield from _places(child)
        yield child, AFTER


def _text(place: Place) -> str:
    element, is_after = place
    return (element.tail if is_after else element.text) or ""


def _begin_page(paragraph: etree._Element) -> None:
    """Let a paragraph begin a page, with the headings before it."""
    while (before := paragraph.getprevious()) is not None and before.tag == "heading":
        paragraph = before
    paragraph.addprevious(etree.Element("page-begins"))
