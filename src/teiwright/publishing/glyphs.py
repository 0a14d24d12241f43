"""Characters that no font has: which, and where in the article they stand."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from teiwright.errors import PublishingError
from teiwright.publishing.source import Source
from teiwright.xmltools import XML_ID, line_of

MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def missing_characters(message: str) -> list[str]:
    """Return the characters that the typesetter's message says it could not show, in its order."""
    texts = (ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) for text in MISSING.findall(message))
    return list(dict.fromkeys(char for text in texts for char in text))


def no_font(source: Source, missing: Sequence[str]) -> PublishingError:
    """Return the error that names each character and its place."""
    places = list(_places(source, missing))
    said = ", ".join(f"{char} (U+{ord(char):04X}) in {place}" for char, place, _ in places)
    line = min((line for _, _, line in places if line), default=0)
    hint = "write it otherwise, or name a folder with a font that has it: --fonts FOLDER"
    return PublishingError(f"no font has: {said}", file=str(source.path), line=line, hint=hint)


def _places(source: Source, characters: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each character with the id of the first block that has it, and its line (0: only in what print adds)."""
    for character in characters:
        element = next((one for one in source.root.iter(etree.Element) if character in _own_text(one)), None)
        yield character, _block_id(element), line_of(element)


def _own_text(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _block_id(element: etree._Element | None) -> str:
    while element is not None:
        if element.get(XML_ID):
            return str(element.get(XML_ID))
        element = element.getparent()
    return "the header"
